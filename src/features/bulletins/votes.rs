//! Which photos people like: by their reactions in the group, and by a lead's `/best`.
//!
//! One person has one vote for a photo, whatever they react with; what says the contrary is none. The sender's own is
//! none, nor that of whom the bot has never met: nobody is written down for having liked something.

use super::store::votes as store;
use crate::clock::Time;
use crate::directory::Person;
use crate::domain::ids::{ChatId, PersonId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::roles;
use crate::store::Tx;

const REACTION: &str = "reaction";
const LEAD: &str = "lead";

/// What is no praise.
const DISLIKES: &[&str] = &["👎", "💩", "🤮", "🤬", "🖕", "🤡", "💔", "🥱"];

/// Whether a reaction is one that counts for a photo.
pub fn likes(emoji: &str) -> bool {
    !DISLIKES.contains(&emoji)
}

/// Somebody reacted to a message, or took it back.
pub fn reacted(
    tx: &mut Tx,
    chat: ChatId,
    message: i64,
    person: PersonId,
    likes: bool,
    now: Time,
) -> Result<(), Failure> {
    let Some(of) = store::photo_of(tx, chat, message)? else { return Ok(()) };
    match likes && of.sender != Some(person) {
        true => store::add(tx, of.photo, person, REACTION, now)?,
        false => store::remove(tx, of.photo, person, REACTION)?,
    };
    Ok(())
}

/// What came of a lead's saying that a photo is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Best {
    Noted,
    /// It was said before: it is taken back.
    TakenBack,
    NotYours,
    NoPhoto,
}

/// A lead says that a photo is one of the week's best, or says so no longer.
pub fn best(
    tx: &mut Tx,
    cx: &Context,
    lead: &Person,
    chat: ChatId,
    message: i64,
    now: Time,
) -> Result<Best, Failure> {
    let Some(of) = store::photo_of(tx, chat, message)? else { return Ok(Best::NoPhoto) };
    if !roles::answers_for(tx, cx, lead, of.area)? {
        return Ok(Best::NotYours);
    }
    if store::add(tx, of.photo, lead.id, LEAD, now)? {
        return Ok(Best::Noted);
    }
    store::remove(tx, of.photo, lead.id, LEAD)?;
    Ok(Best::TakenBack)
}
