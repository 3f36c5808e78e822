//! Taking a photo back: its sender's own word, which nobody overrules.
//!
//! The file is erased, and what was booked for it is taken back; the hash stays, so that the photo
//! sent again is known. All that the chat sees is that the reaction goes; words come only where they
//! carry news.

use crate::domain::fold::squash;
use crate::domain::ids::SubmissionId;
use crate::error::Failure;
use crate::features::roles;
use crate::features::turn::Turn;
use crate::inbox::PressAnswer;
use crate::outbox::{self, Letter};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

use super::ask::{self, SPAN};
use super::chat::Press;
use super::state::State;
use super::store::{self, Album, Submission};
use super::{erase, lines, verdict};

/// On the message that asked for it: it was understood.
const DONE: &str = "👌";

/// Whether a plain text asks to take a photo back. It never describes one.
pub fn is_asked(text: &str) -> bool {
    let word = squash(text);
    matches!(word.trim_end_matches(['。', '.', '!']), "撤回" | "收回" | "undo")
}

/// `/undo`, or the same in words, in reply to a photo. Plain words that answer nothing of ours are
/// what people say to each other: then this takes nothing.
pub fn undo(turn: &mut Turn, reply_to: Option<i64>, by_command: bool) -> Result<bool, Failure> {
    let part = match reply_to {
        Some(message) => store::submission_of_message(turn.tx, turn.chat.id, message)?,
        None => None,
    };
    let Some(part) = part else {
        let meant = by_command || has_just_posted(turn, reply_to)?;
        if meant {
            turn.reply(&say!("photos-undo-how"))?;
        }
        return Ok(meant);
    };
    if part.person != turn.person.as_ref().map(|person| person.id) {
        let may_refuse = match &turn.person {
            Some(person) => roles::answers_for(turn.tx, turn.cx, person, part.area)?,
            None => false,
        };
        turn.reply(&match may_refuse {
            true => say!("photos-undo-lead"),
            false => say!("photos-undo-not-yours"),
        })?;
        return Ok(true);
    }
    if part.state == State::Withdrawn {
        turn.reply(&say!("photos-undo-already"))?;
        return Ok(true);
    }
    let parts = still_there(turn, &part)?;
    if parts.len() > 1 {
        // A reply to an album stands at one of its photos, whichever was meant.
        let text = |say| turn.cx.texts.plain(turn.locale(), &say);
        let photo = part.id.get();
        let one = Button::press(text(say!("photos-undo-one")), Press::Undo { photo, all: 0 });
        let all =
            Button::press(text(say!("photos-undo-all", n = parts.len())), Press::Undo { photo, all: 1 });
        let keep = Button::press(text(say!("photos-undo-keep")), Press::Keep { photo });
        turn.reply_with(&say!("photos-undo-which"), Keyboard::row([one, all]).and_row([keep]))?;
        return Ok(true);
    }
    if let Some(message) = turn.message_id {
        turn.react(message, Some(DONE))?;
    }
    take_back(turn, &parts)?;
    Ok(true)
}

/// 这一张, 整组 or 不撤了 was pressed.
pub fn pressed(turn: &mut Turn, photo: SubmissionId, all: Option<bool>) -> Result<PressAnswer, Failure> {
    let Some(part) = store::submission_by_id(turn.tx, photo)? else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    let presser = turn.person.as_ref().map(|person| person.id);
    let may = match (part.person, &turn.person) {
        // Who posted in the name of the group cannot be told from others in it.
        (None, Some(person)) => roles::answers_for(turn.tx, turn.cx, person, part.area)?,
        (sender, _) => sender == presser,
    };
    if !may {
        return Ok(turn.answer(&say!("photos-undo-not-yours")));
    }
    if let Some(question) =
        outbox::find_by_message(turn.tx, turn.chat.id, turn.message_id.unwrap_or_default())?
    {
        outbox::enqueue(turn.tx, Letter::removal(turn.chat.id, &question.key), turn.now)?;
    }
    let mut parts = still_there(turn, &part)?;
    match all {
        None => return Ok(PressAnswer::default()),
        Some(true) => {}
        Some(false) => parts.retain(|other| other.id == part.id),
    }
    if parts.is_empty() {
        return Ok(turn.answer(&say!("photos-undo-already")));
    }
    take_back(turn, &parts)?;
    Ok(turn.answer(&say!("photos-undo-done", n = parts.len())))
}

/// Whether whoever says so, in reply to nothing or to a line of ours, means a photo of theirs.
fn has_just_posted(turn: &Turn, reply_to: Option<i64>) -> Result<bool, Failure> {
    if let Some(message) = reply_to
        && outbox::find_by_message(turn.tx, turn.chat.id, message)?.is_none()
    {
        return Ok(false);
    }
    let person = turn.person.as_ref().map(|person| person.id);
    let albums =
        store::albums_between(turn.tx, turn.chat.id, turn.thread, person, turn.now - SPAN, turn.now)?;
    Ok(person.is_some() && !albums.is_empty())
}

/// The photos of the same album that were not taken back.
fn still_there(turn: &Turn, part: &Submission) -> Result<Vec<Submission>, Failure> {
    let mut parts = store::parts(turn.tx, part.album)?;
    parts.retain(|part| part.state != State::Withdrawn);
    Ok(parts)
}

/// Takes photos of one album back, with all that hangs on them.
fn take_back(turn: &mut Turn, parts: &[Submission]) -> Result<(), Failure> {
    let Some(first) = parts.first() else { return Ok(()) };
    let Some(album) = store::album_by_id(turn.tx, first.album)? else { return Ok(()) };
    let cause = format!("undo:{}:{}", first.id, first.revision);
    let photos = verdict::withdraw(turn.tx, turn.cx, &album, parts, &cause, turn.now)?;
    let mut hashes = Vec::new();
    for part in parts {
        hashes.extend(store::take_files(turn.tx, part.id)?);
    }
    erase::later(turn.tx, &cause, &hashes, turn.now)?;
    let left = store::parts(turn.tx, album.id)?;
    store::set_answer(turn.tx, album.id, &lines::outcome_of(&left))?;
    if left.iter().any(|part| part.state == State::Received) {
        // The others waited for this one's file.
        verdict::judge_later(turn.tx, album.id, &cause, album.closes_at.max(turn.now))?;
    }
    ask::forget_if_answered(turn.tx, &album, turn.now)?;
    tell_if_short(turn, &album, -photos)
}

/// The area had what it owes and has not any more: said once a day, to whoever took a photo back.
fn tell_if_short(turn: &mut Turn, album: &Album, fewer: i64) -> Result<(), Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let Some(area) = tree.at_level(album.area, turn.cx.config.photos.quota_level) else { return Ok(()) };
    let quota = i64::from(turn.cx.quota(&tree, area, album.day));
    let have = i64::from(store::count(turn.tx, area.id, album.day)?.photos);
    let falls_short = have < quota && quota <= have + fewer;
    if !falls_short || turn.cx.deadline(album.day) <= turn.now {
        return Ok(());
    }
    let key = format!("photos.short:{}:{}", area.id, album.day);
    if outbox::tell_once(turn.tx, &key, turn.now)? {
        let say = lines::short_of_quota(turn.cx, area, album.day, (have, quota), turn.now);
        turn.say(&say)?;
    }
    Ok(())
}
