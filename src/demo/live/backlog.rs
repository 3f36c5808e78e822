//! How the outside world misbehaves for the curious, and what waits meanwhile.

use crate::error::Failure;
use crate::store::Store;

use super::store;

/// What the outside world is up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
