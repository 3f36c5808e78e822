//! How the outside world misbehaves for the curious, and what waits meanwhile.

use std::time::Duration;

use serde::Deserialize;

use crate::emulator::{DownloadFault, Fault, World};
use crate::error::Failure;
use crate::store::Store;

use super::store;

/// What the outside world is up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trouble {
    #[default]
    None,
    /// Telegram cannot be reached.
    Down,
    /// Everything takes its time.
    Slow,
    /// Whatever is sent is refused: too much.
    Flood,
}

/// How long a request takes while Telegram is slow.
const SLOW: Duration = Duration::from_secs(3);
/// How many seconds a bot is told to wait that sends too much.
const FLOODED: u64 = 5;

impl Trouble {
    /// Makes the outside world behave so from now on.
    pub(in crate::demo) fn befall(self, world: &mut World) {
        let faults = world.faults();
        faults.clear();
        faults.set_down(self == Trouble::Down);
        faults.set_downloads((self == Trouble::Slow).then_some(DownloadFault::Slow(SLOW)));
        if self == Trouble::Flood {
            faults.fail_times("*", u64::MAX, Fault::RetryAfter(FLOODED));
        }
    }
}

/// What waits, and what became of the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Updates that Telegram keeps until the bot takes them.
    pub updates_waiting: usize,
    /// Updates that the bot has taken and not yet handled.
    pub updates_unworked: usize,
    /// Messages that the bot has decided on and that have not gone out.
    pub messages_waiting: usize,
}

impl Backlog {
    pub(super) async fn look(store: &Store) -> Result<Backlog, Failure> {
        store
            .read(|read| {
                Ok(Backlog {
                    updates_waiting: 0,
                    updates_unworked: store::unworked(read)?,
                    messages_waiting: store::unsent(read)?,
                })
            })
            .await
    }
}
