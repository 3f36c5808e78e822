//! The ways in which the outside world misbehaves, each behind a switch.
//!
//! What a bot does when an answer is lost *after* the deed decides whether people get a message
//! twice, so each fault says on which side of the deed it lies.

use std::time::Duration;

use tokio::sync::watch;

use super::answer::ApiError;

/// What goes wrong with one request.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// 429: nothing is done, come back after so many seconds.
    RetryAfter(u64),
    /// A bare HTTP status such as 502, with a body that is not JSON; nothing is done.
    Status(u16),
    /// Telegram refuses it in these words; nothing is done.
    Error(ApiError),
    /// The connection is reset; nothing is done.
    ResetBefore,
    /// It is done, and then the connection is reset without an answer.
    CutAfter,
    /// It is done, and the answer is no JSON.
    Malformed,
    /// It is done, and the answer is `ok: true` with a result of an unknown shape.
    StrangeResult,
}

/// Which requests are meant.
#[derive(Clone, Debug, PartialEq)]
pub enum Calls {
    /// Those of one method.
    Of(String),
    /// All but `getUpdates`.
    Any,
    /// All, `getUpdates` as well.
    All,
}

impl From<&str> for Calls {
    fn from(method: &str) -> Self {
        if method == "*" { Calls::Any } else { Calls::Of(method.to_owned()) }
    }
}

impl Calls {
    fn fits(&self, method: &str) -> bool {
        match self {
            Calls::Of(wanted) => wanted.eq_ignore_ascii_case(method),
            Calls::Any => method != "getUpdates",
            Calls::All => true,
        }
    }
}

/// What goes wrong with file downloads, until it is switched off.
#[derive(Clone, Debug, PartialEq)]
pub enum DownloadFault {
    /// Each takes so long, by the emulator's clock.
    Slow(Duration),
    /// Each answers with this HTTP status.
    Status(u16),
    /// Each breaks off halfway.
    Halfway,
    /// Each is reset before the first byte.
    Reset,
}

/// On which side of its deed a request is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Side {
    BeforeDeed,
    AfterDeed,
}

/// A gate that stops one request until it is opened, so that a test can kill the bot right there.
#[derive(Debug)]
pub struct Gate {
    reached: watch::Receiver<bool>,
    verdict: watch::Sender<Verdict>,
}

/// What becomes of a request at a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Wait,
    Pass,
    Reset,
}

impl Gate {
    /// Returns once the request stands at the gate.
    pub async fn reached(&mut self) {
        let _ = self.reached.wait_for(|reached| *reached).await;
    }

    /// Whether the request stands at the gate, or has passed it.
    pub fn is_reached(&self) -> bool {
        *self.reached.borrow()
    }

    /// Lets the request go on; dropping the gate does the same.
    pub fn open(self) {
        self.verdict.send_replace(Verdict::Pass);
    }

    /// Resets the request's connection; before its deed, the deed is never done.
    ///
    /// After the bot was killed at the gate this is what makes sure that its request is dead as well.
    pub fn reset(self) {
        self.verdict.send_replace(Verdict::Reset);
    }
}

#[derive(Debug)]
struct Post {
    calls: Calls,
    side: Side,
    left: u64,
    reached: watch::Sender<bool>,
    verdict: watch::Receiver<Verdict>,
}

/// A request's view of a gate it has come to.
#[derive(Debug)]
pub(super) struct Stop(watch::Receiver<Verdict>);

impl Stop {
    /// Waits for the gate's verdict; `false` if the connection is to be reset.
    pub async fn passes(mut self) -> bool {
        self.0
            .wait_for(|verdict| *verdict != Verdict::Wait)
            .await
            .map_or(true, |verdict| *verdict == Verdict::Pass)
    }
}

/// All the switches.
#[derive(Debug, Default)]
pub struct Faults {
    down: bool,
    planned: Vec<(Calls, u64, Fault)>,
    gates: Vec<Post>,
    downloads: Option<DownloadFault>,
    slow: Option<Duration>,
}

impl Faults {
    /// The next request of a method (`"*"` for any but `getUpdates`) fails.
    pub fn fail_next(&mut self, calls: impl Into<Calls>, fault: Fault) {
        self.fail_times(calls, 1, fault);
    }

    /// The next `n` requests of a method fail.
    pub fn fail_times(&mut self, calls: impl Into<Calls>, n: u64, fault: Fault) {
        self.planned.push((calls.into(), n, fault));
    }

    /// Each request takes so long before its deed, by the emulator's clock; `None` for no time at all.
    pub fn set_slow(&mut self, slow: Option<Duration>) {
        self.slow = slow;
    }

    /// Nothing fails any more that was planned to; what stays until it is switched off stays.
    pub fn clear(&mut self) {
        self.planned.clear();
    }

    /// Every connection is reset until this is switched off again, long polls under way as well.
    pub fn set_down(&mut self, down: bool) {
        self.down = down;
    }

    /// Whether everything is reset.
    pub fn is_down(&self) -> bool {
        self.down
    }

    /// What goes wrong with downloads from now on; `None` for nothing.
    pub fn set_downloads(&mut self, fault: Option<DownloadFault>) {
        self.downloads = fault;
    }

    /// Stops the `nth` request from now (1 for the next) that fits, before or after its deed.
    pub fn gate(&mut self, calls: impl Into<Calls>, nth: u64, side: Side) -> Gate {
        let (reached, reached_here) = watch::channel(false);
        let (verdict, verdict_there) = watch::channel(Verdict::Wait);
        self.gates.push(Post {
            calls: calls.into(),
            side,
            left: nth.max(1),
            reached,
            verdict: verdict_there,
        });
        Gate { reached: reached_here, verdict }
    }

    pub(super) fn slow(&self) -> Option<Duration> {
        self.slow
    }

    pub(super) fn downloads(&self) -> Option<DownloadFault> {
        self.downloads.clone()
    }

    /// The fault that this request runs into, which is used up by it.
    pub(super) fn next(&mut self, method: &str) -> Option<Fault> {
        if self.down {
            return Some(Fault::ResetBefore);
        }
        let place = self.planned.iter().position(|(calls, ..)| calls.fits(method))?;
        let (_, left, fault) = &mut self.planned[place];
        *left = left.saturating_sub(1);
        let (spent, fault) = (*left == 0, fault.clone());
        if spent {
            self.planned.remove(place);
        }
        Some(fault)
    }

    /// The gates that this request has come to.
    pub(super) fn stops(&mut self, method: &str, side: Side) -> Vec<Stop> {
        let mut stops = Vec::new();
        for gate in self.gates.iter_mut().filter(|gate| gate.side == side && gate.calls.fits(method)) {
            gate.left -= 1;
            if gate.left == 0 {
                gate.reached.send_replace(true);
                stops.push(Stop(gate.verdict.clone()));
            }
        }
        self.gates.retain(|gate| gate.left > 0);
        stops
    }
}
