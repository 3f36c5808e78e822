//! Telling a sender why a photo was refused: in private, never before the others.

use crate::clock::Time;
use crate::domain::ids::SubmissionId;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::turn::{self, Turn};
use crate::i18n::{self, Say};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::{Button, Keyboard};

use super::lines;
use super::state::State;
use super::store::{self, Submission};

/// Tells the sender of a refused photo why. Whom the bot cannot write to gets a reply that says
/// nothing but that there is something to read, and a button to it.
pub fn tell_sender(tx: &mut Tx, cx: &Context, id: SubmissionId, now: Time) -> Result<(), Failure> {
    let Some(part) = store::submission_by_id(tx, id)? else { return Ok(()) };
    let (Some(person), Some(say)) = (part.person, reason(tx, cx, &part)?) else { return Ok(()) };
    let key = format!("photos.refused:{id}:{}", part.revision);
    if turn::tell(tx, cx, person, &key, &say, Keyboard::default(), now)? {
        return Ok(());
    }
    let Some(album) = store::album_by_id(tx, part.album)? else { return Ok(()) };
    let button = cx.texts.plain(lines::locale(tx, cx, &album)?, &say!("photos-why-button"));
    let keyboard = Keyboard::row([Button::open(button, cx.deep_link(&format!("why_{id}")))]);
    // One such reply stands for all decisions about the photo: the button shows the last.
    lines::reply(tx, cx, &album, format!("photos.why:{id}"), &say!("photos-why"), keyboard, now)
}

/// Answers `?start=why_<id>`: to the sender, and to nobody else.
pub fn explain(turn: &mut Turn, id: SubmissionId) -> Result<bool, Failure> {
    let part = store::submission_by_id(turn.tx, id)?;
    let sender = turn.person.as_ref().map(|person| person.id);
    let Some(part) = part.filter(|part| sender.is_some() && part.person == sender && turn.is_private())
    else {
        return Ok(false);
    };
    let say = reason(turn.tx, turn.cx, &part)?.unwrap_or(say!("photos-not-refused"));
    turn.say(&say)?;
    Ok(true)
}

/// Why a photo was refused; none if it is not.
fn reason(read: &Read, cx: &Context, part: &Submission) -> Result<Option<Say>, Failure> {
    let Some(decided) = part.decided.filter(|_| part.state == State::Refused) else { return Ok(None) };
    let tree = cx.tree(read)?;
    let area = tree.get(part.area).map_or("", |area| area.name.as_str());
    let time = i18n::time(part.posted_at.with_timezone(&cx.config.timezone).time());
    Ok(Some(say!(
        "photos-refused",
        area = area,
        day = i18n::day(part.day),
        time = time,
        reason = decided.say()
    )))
}
