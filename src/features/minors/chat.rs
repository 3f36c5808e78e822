//! What guardians and proxies are asked.

use teloxide::types::Message;

use crate::directory::Person;
use crate::error::Failure;
use crate::features::conversations::Conversation;
use crate::features::turn::Turn;

/// Takes a message that answers a question; false if it is none.
pub fn answered(
    _turn: &mut Turn,
    _person: &Person,
    _asked: &Conversation,
    _message: &Message,
) -> Result<bool, Failure> {
    Ok(false)
}
