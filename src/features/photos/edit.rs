//! Photos that are changed after they were posted.

use crate::error::Failure;
use crate::features::minors;
use crate::features::turn::Turn;

use super::state::State;
use super::submit::{self, Picture};
use super::{ask, store, verdict};

/// Takes over a caption that was edited; a picture that took another's place is judged anew.
pub fn edited(turn: &mut Turn, message: i64, caption: &str, picture: Option<Picture>) -> Result<(), Failure> {
    let Some(part) = store::submission_of_message(turn.tx, turn.chat.id, message)? else { return Ok(()) };
    // Who was forgotten, and edits an old message, is somebody else to us.
    let is_theirs = part.person == turn.person.as_ref().map(|person| person.id);
    if part.state == State::Withdrawn || !is_theirs {
        return Ok(());
    }
    let caption = minors::veiled(turn.tx, part.person, caption)?;
    if part.caption != caption {
        store::set_caption(turn.tx, part.id, &caption)?;
        ask::words_changed(turn, part.album)?;
    }
    let Some(picture) = picture.filter(|picture| picture.file_unique != part.file_unique) else {
        return Ok(());
    };
    let cause = format!("update:{}", turn.update_id);
    let Some(part) = store::submission_by_id(turn.tx, part.id)? else { return Ok(()) };
    verdict::reset(turn.tx, turn.cx, &part, &cause, turn.now)?;
    store::replace_file(turn.tx, part.id, picture.source, picture.file_id, picture.file_unique)?;
    submit::fetch(turn.tx, part.id, part.revision + 1, turn.now)
}
