//! The only place that reads the time and sleeps.
//!
//! Everything else takes a [`Clock`] or, better, the time itself as an argument, so that tests and
//! the demo can move a day forward by hand and nothing waits for real seconds.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use tokio::sync::watch;

/// An instant in civil time, in whole milliseconds of UTC.
pub type Time = DateTime<Utc>;

/// What the program believes the time to be: the machine's, or one that is moved by hand.
#[derive(Clone, Debug)]
pub struct Clock(Hands);

#[derive(Clone, Debug)]
enum Hands {
    System { started: std::time::Instant },
    Moved(Arc<Moved>),
}

#[derive(Debug)]
struct Moved {
    state: Mutex<State>,
    changed: watch::Sender<()>,
}

#[derive(Debug)]
struct State {
    now: Time,
    elapsed: Duration,
    /// How many sleep until when.
    sleepers: BTreeMap<Time, usize>,
}

/// Somebody who sleeps by a clock that is moved by hand; noted as long as this lives.
struct Sleeper<'c> {
    moved: &'c Moved,
    until: Time,
}

impl Clock {
    /// The machine's clock.
    #[expect(clippy::disallowed_methods, reason = "this module is where time comes from")]
    pub fn system() -> Self {
        Clock(Hands::System { started: std::time::Instant::now() })
    }

    /// A clock that stands at `start` until [`Clock::set`] moves it.
    pub fn by_hand(start: Time) -> Self {
        let state =
            State { now: start.trunc_subsecs(3), elapsed: Duration::ZERO, sleepers: BTreeMap::new() };
        let state = Mutex::new(state);
        Clock(Hands::Moved(Arc::new(Moved { state, changed: watch::Sender::new(()) })))
    }

    /// Civil time, in whole milliseconds; may jump backwards when the machine's clock is set.
    #[expect(clippy::disallowed_methods, reason = "this module is where time comes from")]
    pub fn now(&self) -> Time {
        match &self.0 {
            Hands::System { .. } => Utc::now().trunc_subsecs(3),
            Hands::Moved(moved) => moved.state().now,
        }
    }

    /// Time since this clock was made; never goes backwards. For pace and leases.
    pub fn elapsed(&self) -> Duration {
        match &self.0 {
            Hands::System { started } => started.elapsed(),
            Hands::Moved(moved) => moved.state().elapsed,
        }
    }

    /// Returns when the clock shows `at` or later; at once if it already does.
    ///
    /// On the machine's clock it wakes at least once a minute to look again, since that clock may
    /// be set while we sleep.
    #[expect(clippy::disallowed_methods, reason = "this module is where sleeping is done")]
    pub async fn sleep_until(&self, at: Time) {
        match &self.0 {
            Hands::System { .. } => {
                while let Ok(left) = (at - self.now()).to_std() {
                    if left.is_zero() {
                        return;
                    }
                    tokio::time::sleep(left.min(Duration::from_secs(60))).await;
                }
            }
            Hands::Moved(moved) => {
                let mut changed = moved.changed.subscribe();
                let _sleeper = Sleeper::noted(moved, at);
                while moved.state().now < at {
                    if changed.changed().await.is_err() {
                        return;
                    }
                }
            }
        }
    }

    /// Sleeps for a span of civil time; see [`Clock::sleep_until`].
    pub async fn sleep(&self, span: Duration) {
        let span = TimeDelta::from_std(span).unwrap_or(TimeDelta::MAX);
        self.sleep_until(self.now().checked_add_signed(span).unwrap_or(Time::MAX_UTC)).await;
    }

    /// Moves a clock made by [`Clock::by_hand`], forwards or backwards, and wakes its sleepers.
    ///
    /// # Panics
    ///
    /// On the machine's clock, which is nobody's to move.
    pub fn set(&self, to: Time) {
        let Hands::Moved(moved) = &self.0 else { panic!("the machine's clock cannot be moved") };
        {
            let mut state = moved.state();
            let ahead = (to - state.now).to_std().unwrap_or(Duration::ZERO);
            state.elapsed += ahead;
            state.now = to.trunc_subsecs(3);
        }
        moved.changed.send_replace(());
    }

    /// When the next of those will wake who sleep by a clock that is moved by hand.
    pub fn next_to_wake(&self) -> Option<Time> {
        let Hands::Moved(moved) = &self.0 else { return None };
        let state = moved.state();
        state.sleepers.keys().copied().find(|until| *until > state.now)
    }
}

impl<'c> Sleeper<'c> {
    fn noted(moved: &'c Moved, until: Time) -> Self {
        *moved.state().sleepers.entry(until).or_default() += 1;
        Sleeper { moved, until }
    }
}

impl Drop for Sleeper<'_> {
    fn drop(&mut self) {
        let mut state = self.moved.state();
        if let Some(count) = state.sleepers.get_mut(&self.until) {
            *count -= 1;
            if *count == 0 {
                state.sleepers.remove(&self.until);
            }
        }
    }
}

impl Moved {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no holder panics")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_moves_the_clock_knows_when_the_next_wakes() {
        let start = Time::UNIX_EPOCH;
        let clock = Clock::by_hand(start);
        assert_eq!(clock.next_to_wake(), None);
        let mut early = Box::pin(clock.sleep(Duration::from_secs(1)));
        let late = clock.sleep(Duration::from_secs(5));
        tokio::pin!(late);
        for _ in 0..2 {
            tokio::select! {
                biased;
                () = &mut early => panic!("nobody moved the clock"),
                () = &mut late => panic!("nobody moved the clock"),
                () = std::future::ready(()) => {}
            }
        }
        assert_eq!(clock.next_to_wake(), Some(start + TimeDelta::seconds(1)));
        clock.set(start + TimeDelta::seconds(1));
        assert_eq!(clock.next_to_wake(), Some(start + TimeDelta::seconds(5)));
        early.await;
        clock.set(start);
        assert_eq!(clock.next_to_wake(), Some(start + TimeDelta::seconds(5)), "who woke is not asleep");
        clock.set(start + TimeDelta::seconds(5));
        late.await;
        assert_eq!(clock.next_to_wake(), None);
    }
}
