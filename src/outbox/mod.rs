//! Messages the bot decided on, kept until Telegram has them.
//!
//! A feature writes a [`Letter`] in the transaction of the decision it follows; [`sender`] is the
//! only one that sends to Telegram, [`courier`] the only one that sends to the relays of bot.toml. A letter's key names the decision, so that deciding again writes nothing
//! twice; reactions and edits replace what still waits under their key.

mod body;
pub mod courier;
pub mod sender;
mod store;

pub use body::{Body, Lane, Letter, Picture, Share, To};
pub use store::{
    Found, chat_of, clear_old, clear_some, drop_waiting, find_by_message, forget_chat, forget_messages,
    is_known, message_id, next_key, note_file, of_own_accord, rename_chat, sent_since, state_of, statistics,
    tell_again, tell_once, unname_waiting, waits_for,
};

use crate::clock::Time;
use crate::error::Failure;
use crate::store::{Queue, Tx};

/// Writes a letter; returns whether it is new.
///
/// Of a reaction or an edit one row waits for each message: a later one takes its place.
pub fn enqueue(tx: &mut Tx, letter: Letter, now: Time) -> Result<bool, Failure> {
    let new = store::insert(tx, &letter, now)?;
    if new {
        tx.wake(match letter.to {
            To::Chat(_) => Queue::Outbox,
            To::Relay(_) => Queue::Relays,
        });
    }
    Ok(new)
}
