//! Leaving a dialogue.

use crate::error::Failure;
use crate::features::turn::Turn;
use crate::features::{self, commands::Given};
use crate::say;

/// `/cancel`: whatever was being asked here is asked no more; what was answered before stays.
pub fn cancel(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return Ok(()) };
    let say = match super::end(turn.tx, person.id, turn.chat.id)? {
        true => say!("conversations-left"),
        // Nothing is being asked: then what the person asked of a lead is meant.
        false => match features::take_back(turn, &person)? {
            Some(say) => say,
            None => say!("conversations-none"),
        },
    };
    turn.reply(&say)?;
    Ok(())
}
