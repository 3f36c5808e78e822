//! Leaving a dialogue.

use crate::error::Failure;
use crate::features::turn::Turn;
use crate::features::{self, commands::Given};
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::Keyboard;

/// `/cancel`: whatever was being asked here is asked no more; what was answered before stays.
pub fn cancel(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return Ok(()) };
    if !super::end(turn.tx, person.id, turn.chat.id)? {
        // Nothing is being asked: then what the person asked of a lead is meant.
        let say = features::take_back(turn, &person)?.unwrap_or(say!("conversations-none"));
        turn.reply(&say)?;
        return Ok(());
    }
    let left = say!("conversations-left");
    if turn.is_private() {
        // The keys of a question that stood in the place of the letters go with it.
        let body = Body::Keys { html: turn.html(&left), keys: Vec::new() };
        turn.post(body, Keyboard::default(), false)?;
    } else {
        turn.reply(&left)?;
    }
    Ok(())
}
