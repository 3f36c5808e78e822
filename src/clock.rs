//! The only place that reads the time and sleeps.
//!
//! Everything else takes a [`Clock`] or, better, the time itself as an argument, so that tests and
//! the demo can move a day forward by hand and nothing waits for real seconds.

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
    state: Mutex<(Time, Duration)>,
    changed: watch::Sender<()>,
}

impl Clock {
    /// The machine's clock.
    #[expect(clippy::disallowed_methods, reason = "this module is where time comes from")]
    pub fn system() -> Self {
        Clock(Hands::System { started: std::time::Instant::now() })
    }

    /// A clock that stands at `start` until [`Clock::set`] moves it.
    pub fn by_hand(start: Time) -> Self {
        let state = Mutex::new((start.trunc_subsecs(3), Duration::ZERO));
        Clock(Hands::Moved(Arc::new(Moved { state, changed: watch::Sender::new(()) })))
    }

    /// Civil time, in whole milliseconds; may jump backwards when the machine's clock is set.
    #[expect(clippy::disallowed_methods, reason = "this module is where time comes from")]
    pub fn now(&self) -> Time {
        match &self.0 {
            Hands::System { .. } => Utc::now().trunc_subsecs(3),
            Hands::Moved(moved) => moved.state().0,
        }
    }

    /// Time since this clock was made; never goes backwards. For pace and leases.
    pub fn elapsed(&self) -> Duration {
        match &self.0 {
            Hands::System { started } => started.elapsed(),
            Hands::Moved(moved) => moved.state().1,
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
                while moved.state().0 < at {
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
            let ahead = (to - state.0).to_std().unwrap_or(Duration::ZERO);
            *state = (to.trunc_subsecs(3), state.1 + ahead);
        }
        moved.changed.send_replace(());
    }
}

impl Moved {
    fn state(&self) -> MutexGuard<'_, (Time, Duration)> {
        self.state.lock().expect("no holder panics")
    }
}
