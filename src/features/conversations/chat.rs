//! Leaving a dialogue.

use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::say;

/// `/cancel`: whatever was being asked here is asked no more; what was answered before stays.
pub fn cancel(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.as_ref().map(|person| person.id) else { return Ok(()) };
    let say = match super::end(turn.tx, person, turn.chat.id)? {
        true => say!("conversations-left"),
        false => say!("conversations-none"),
    };
    turn.reply(&say)?;
    Ok(())
}
