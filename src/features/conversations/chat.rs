//! Leaving a dialogue.

use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::Keyboard;

/// `/cancel`: whatever was being asked here is asked no more; what was answered before stays.
pub fn cancel(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.as_ref().map(|person| person.id) else { return Ok(()) };
    if !super::end(turn.tx, person, turn.chat.id)? {
        turn.reply(&say!("conversations-none"))?;
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
