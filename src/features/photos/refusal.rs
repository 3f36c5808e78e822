//! Telling a sender why a photo was refused: in private, never before the others.

use chrono::TimeDelta;

use crate::clock::Time;
use crate::domain::ids::SubmissionId;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::kinds;
use crate::features::turn::{self, Turn};
use crate::i18n::{self, Say};
use crate::jobs::{self, Job, NewJob};
use crate::outbox;
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::{Button, Keyboard};

use super::lines;
use super::state::State;
use super::store::{self, Submission};

/// So long after telling a sender it is seen whether that reached them.
const PAUSE: TimeDelta = TimeDelta::seconds(30);

/// Tells the sender of refused photos of one album why. Whom the bot cannot write to gets a reply
/// that says nothing but that there is something to read, and a button to it.
pub fn tell_sender(tx: &mut Tx, cx: &Context, refused: &[SubmissionId], now: Time) -> Result<(), Failure> {
    let Some(first) = refused.first() else { return Ok(()) };
    let Some(part) = store::submission_by_id(tx, *first)? else { return Ok(()) };
    let (Some(person), Some(say)) = (part.person, reason(tx, cx, &part, refused.len())?) else {
        return Ok(());
    };
    if !turn::tell(tx, cx, person, &letter(&part), &say, Keyboard::default(), now)? {
        return point_to_it(tx, cx, &part, now);
    }
    // Whoever blocked the bot meanwhile is known only once it was tried.
    let key = format!("{}:{}:{}", kinds::PHOTO_TOLD, part.id, part.revision);
    jobs::enqueue(
        tx,
        &NewJob { kind: kinds::PHOTO_TOLD, key, payload: part.id.to_string(), due: now + PAUSE },
    )
}

fn letter(part: &Submission) -> String {
    format!("photos.refused:{}:{}", part.id, part.revision)
}

/// Sees whether the sender was reached; if not, the reply in the chat takes the letter's place.
pub async fn told(tools: &Tools, job: Job) -> Result<(), Failure> {
    let id = SubmissionId::from(job.payload.trim().parse::<i64>()?);
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            let part = store::submission_by_id(tx, id)?.filter(|part| part.state == State::Refused);
            if let Some(part) = part {
                match outbox::state_of(tx, &letter(&part))?.as_deref() {
                    Some("waiting") => {
                        let (key, payload) = (job.key.clone(), job.payload.clone());
                        let due = now + PAUSE;
                        return jobs::enqueue(tx, &NewJob { kind: kinds::PHOTO_TOLD, key, payload, due });
                    }
                    Some("failed") => point_to_it(tx, &cx, &part, now)?,
                    _ => {}
                }
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// One such reply stands for all decisions about the photo: the button shows the last.
fn point_to_it(tx: &mut Tx, cx: &Context, part: &Submission, now: Time) -> Result<(), Failure> {
    let Some(album) = store::album_by_id(tx, part.album)? else { return Ok(()) };
    let button = cx.texts.plain(lines::locale(tx, cx, &album)?, &say!("photos-why-button"));
    let keyboard = Keyboard::row([Button::open(button, cx.deep_link(&format!("why_{}", part.id)))]);
    lines::reply(tx, cx, &album, format!("photos.why:{}", part.id), &say!("photos-why"), keyboard, now)
}

/// Answers `?start=why_<id>`: to the sender, and to nobody else.
pub fn explain(turn: &mut Turn, id: SubmissionId) -> Result<bool, Failure> {
    let part = store::submission_by_id(turn.tx, id)?;
    let sender = turn.person.as_ref().map(|person| person.id);
    let Some(part) = part.filter(|part| sender.is_some() && part.person == sender && turn.is_private())
    else {
        return Ok(false);
    };
    // Those of the same album that were refused with it are spoken of together.
    let parts = store::parts(turn.tx, part.album)?;
    let with_it = |other: &&Submission| other.state == State::Refused && other.decided == part.decided;
    let refused = parts.iter().filter(with_it).count();
    let say = reason(turn.tx, turn.cx, &part, refused)?.unwrap_or(say!("photos-not-refused"));
    turn.say(&say)?;
    Ok(true)
}

/// Why photos of an album were refused, of which this is one; none if it is not.
fn reason(read: &Read, cx: &Context, part: &Submission, n: usize) -> Result<Option<Say>, Failure> {
    let Some(decided) = part.decided.filter(|_| part.state == State::Refused) else { return Ok(None) };
    let tree = cx.tree(read)?;
    let area = tree.get(part.area).map_or("", |area| area.name.as_str());
    let time = i18n::time(part.posted_at.with_timezone(&cx.config.timezone).time());
    let (day, reason) = (i18n::day(part.day), decided.say());
    Ok(Some(match n {
        0 | 1 => say!("photos-refused", area = area, day = day, time = time, reason = reason),
        n => say!("photos-refused-all", area = area, day = day, time = time, reason = reason, n = n),
    }))
}
