//! What the bot says of its own accord, and who does not want to hear it.
//!
//! Nobody asked for such a message, so it is held to limits that no answer knows: a person or a group
//! can switch each kind off, nothing goes in quiet hours, and a group gets no more than
//! `reminders.max_per_day` of them on a local day, whatever kinds they are of. All of that is decided
//! here, in [`own_accord`]; what comes to another day than was meant, through quiet hours or an outage,
//! the outbox counts again when it sends.

pub mod chat;
mod store;

use chrono::{Days, NaiveDate};
use serde_json::Value;

use crate::clock::Time;
use crate::directory;
use crate::domain::calendar::instant;
use crate::domain::ids::{ChatId, PersonId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::outbox::{self, Letter, Share, To};
use crate::store::{Read, Tx};

/// The kinds that people tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What is missing today, in groups and to leads; what was reserved and not fetched.
    Reminders,
    /// Texts that schedules post, and the campaign's days.
    Posts,
    /// Weekly bulletins and monthly rankings.
    Bulletins,
    /// The evening's digest, to leads.
    Digests,
    /// Lists and cards for leads: what waits for them, what is unusual.
    Lists,
    /// Levels and badges.
    Badges,
    /// Turns of the campaign and of its draws, which nobody can switch off.
    News,
}

impl Kind {
    /// Those that a person can switch off.
    pub const OF_PEOPLE: [Kind; 4] = [Kind::Reminders, Kind::Digests, Kind::Lists, Kind::Badges];

    /// Those that a group can switch off.
    pub const OF_CHATS: [Kind; 3] = [Kind::Reminders, Kind::Posts, Kind::Bulletins];

    /// As the tables call it.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Reminders => "reminders",
            Kind::Posts => "posts",
            Kind::Bulletins => "bulletins",
            Kind::Digests => "digests",
            Kind::Lists => "lists",
            Kind::Badges => "badges",
            Kind::News => "news",
        }
    }

    /// Whether it keeps until a day on which its group has room. What speaks of today does not.
    const fn keeps(self) -> bool {
        matches!(self, Kind::Bulletins)
    }
}

/// Days within which what keeps must find room.
const FAR: usize = 30;

/// Whether a person wants to be told such things.
pub fn wants(read: &Read, person: PersonId, kind: Kind) -> Result<bool, Failure> {
    Ok(!store::is_off(read, person, kind)?)
}

/// Whether such things were switched off in a chat.
pub fn is_off_in(read: &Read, chat: ChatId, kind: Kind) -> Result<bool, Failure> {
    store::is_off_in(read, chat, kind)
}

/// Writes a message of the bot's own accord, kept quiet; false where the group has switched its kind
/// off, has had its share of the day, or is told already.
///
/// What has no room today is dropped, but for bulletins: they wait for the next day that has some, for
/// the same time of day. In private only quiet hours hold; whom a kind reaches, [`wants`] says.
pub fn own_accord(tx: &mut Tx, cx: &Context, kind: Kind, letter: Letter, now: Time) -> Result<bool, Failure> {
    together(tx, cx, kind, vec![letter], now)
}

/// The same for messages that make one, such as a picture and the text behind it: they go on the same day, and
/// count once.
pub fn together(
    tx: &mut Tx,
    cx: &Context,
    kind: Kind,
    letters: Vec<Letter>,
    now: Time,
) -> Result<bool, Failure> {
    let mut letters: Vec<Letter> = letters.into_iter().map(Letter::kept_quiet).collect();
    let Some(letter) = letters.first().cloned() else { return Ok(false) };
    let To::Chat(chat) = letter.to else { return enqueue(tx, letters, now) };
    if !is_group(tx, chat)? {
        return enqueue(tx, letters, now);
    }
    if outbox::is_known(tx, &letter.key)? || store::is_off_in(tx, chat, kind)? {
        return Ok(false);
    }
    let most = cx.config.reminders.max_per_day;
    let first = counts_on(cx, letter.due.map_or(now, |due| due.max(now)));
    let days = first.iter_days().take(if kind.keeps() { FAR } else { 1 });
    for day in days {
        if outbox::of_own_accord(tx, chat, day)? >= most {
            continue;
        }
        letters[0] = letter.counted(Share { day, most });
        let zone = cx.config.timezone;
        if !kind.keeps() {
            let ends = instant((day + Days::new(1)).and_time(chrono::NaiveTime::MIN), zone);
            for letter in &mut letters {
                letter.useful_until = Some(letter.useful_until.map_or(ends, |until| until.min(ends)));
            }
        } else if day != first {
            let due = instant(day.and_time(now.with_timezone(&zone).time()), zone);
            letters = letters.into_iter().map(|letter| letter.not_before(due)).collect();
        }
        return enqueue(tx, letters, now);
    }
    Ok(false)
}

fn enqueue(tx: &mut Tx, letters: Vec<Letter>, now: Time) -> Result<bool, Failure> {
    let mut new = false;
    for letter in letters {
        new |= outbox::enqueue(tx, letter, now)?;
    }
    Ok(new)
}

/// Whether [`own_accord`] would write such a message into a chat now.
pub fn has_room(read: &Read, cx: &Context, kind: Kind, chat: ChatId, now: Time) -> Result<bool, Failure> {
    if !is_group(read, chat)? {
        return Ok(true);
    }
    let counted = outbox::of_own_accord(read, chat, counts_on(cx, now))?;
    Ok(!store::is_off_in(read, chat, kind)? && counted < cx.config.reminders.max_per_day)
}

/// The local day on which something goes that is decided at `at`: in the evening's quiet hours the next.
fn counts_on(cx: &Context, at: Time) -> NaiveDate {
    let zone = cx.config.timezone;
    let goes = cx.config.reminders.quiet.and_then(|quiet| quiet.ends(at, zone)).unwrap_or(at);
    goes.with_timezone(&zone).date_naive()
}

fn is_group(read: &Read, chat: ChatId) -> Result<bool, Failure> {
    let chat = directory::chat_by_id(read, chat)?;
    Ok(chat.is_some_and(|chat| chat.kind != directory::Kind::Private))
}

/// Forgets what a person switched off.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::forget(tx, person)
}

/// What a person switched off.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    store::export(read, person)
}

#[cfg(test)]
mod tests;
