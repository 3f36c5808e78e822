//! The short lines that a chat is told about its photos: only what carries news.

use chrono::{NaiveDate, NaiveTime};

use crate::clock::Time;
use crate::directory;
use crate::domain::area::Area;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::rehearsal;
use crate::i18n::{self, Locale, Say};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::Keyboard;

use super::state::State;
use super::store::{self, Album, Submission};

/// The language of lines in the album's chat: the person's in private, the chat's in groups.
pub fn locale(read: &Read, cx: &Context, album: &Album) -> Result<Locale, Failure> {
    cx.locale_in(read, album.chat)
}

/// Says something as a reply to the album; `key` names what is said, so that it is said once.
pub fn reply(
    tx: &mut Tx,
    cx: &Context,
    album: &Album,
    key: String,
    say: &Say,
    keyboard: Keyboard,
    now: Time,
) -> Result<(), Failure> {
    let html = cx.texts.html(locale(tx, cx, album)?, say);
    let letter = Letter::answer(key, album.chat, Body::text(html))
        .in_thread(album.thread)
        .replying_to(album.message)
        .with(keyboard);
    outbox::enqueue(tx, letter, now)?;
    Ok(())
}

/// The time of day at which a reporting day ends, as people write it.
pub fn day_ends(cx: &Context) -> String {
    match cx.config.photos.day_ends {
        NaiveTime::MIN => "24:00".to_owned(),
        time => i18n::time(time),
    }
}

/// The area has what it owes: said once a day, in the chat that brought it there. Where it fell
/// below in between, that line is set right. Returns whether it was said anew.
pub fn tell_quota(
    tx: &mut Tx,
    cx: &Context,
    album: &Album,
    area: &Area,
    have: i64,
    now: Time,
) -> Result<bool, Failure> {
    let key = quota_key(tx, cx, area, album.day)?;
    if cx.deadline(album.day) <= now {
        return Ok(false);
    }
    let quota = cx.quota(&*cx.tree(tx)?, area, album.day);
    let day = day_in_words(cx, album.day, now);
    let say = say!(
        "photos-quota-reached",
        area = &area.name,
        day = day,
        have = have,
        quota = quota,
        time = day_ends(cx)
    );
    let say = marked(tx, cx, say)?;
    if !outbox::tell_once(tx, &key, now)? {
        change(tx, cx, key, &say, now)?;
        return Ok(false);
    }
    let html = cx.texts.html(locale(tx, cx, album)?, &say);
    outbox::enqueue(tx, Letter::answer(key, album.chat, Body::text(html)).in_thread(album.thread), now)?;
    Ok(true)
}

/// The area has less than it owes again: the line that said otherwise is set right.
pub fn tell_short(
    tx: &mut Tx,
    cx: &Context,
    area: &Area,
    day: NaiveDate,
    have: i64,
    now: Time,
) -> Result<(), Failure> {
    if cx.deadline(day) <= now {
        return Ok(());
    }
    let quota = i64::from(cx.quota(&*cx.tree(tx)?, area, day));
    let say = marked(tx, cx, short_of_quota(cx, area, day, (have, quota), now))?;
    let key = quota_key(tx, cx, area, day)?;
    change(tx, cx, key, &say, now)
}

/// What an area has, and how much is missing.
pub fn short_of_quota(
    cx: &Context,
    area: &Area,
    day: NaiveDate,
    (have, quota): (i64, i64),
    now: Time,
) -> Say {
    let (day, missing) = (day_in_words(cx, day, now), quota - have);
    say!("photos-quota-short", area = &area.name, day = day, have = have, quota = quota, missing = missing)
}

fn quota_key(read: &Read, cx: &Context, area: &Area, day: NaiveDate) -> Result<String, Failure> {
    // On the eve of day 1 its photos are counted to try things, and then from nothing.
    let trial = if rehearsal::is_on(read, cx)? { ":rehearsal" } else { "" };
    Ok(format!("photos.quota:{}:{day}{trial}", area.id))
}

/// The same, marked in the rehearsal.
fn marked(read: &Read, cx: &Context, say: Say) -> Result<Say, Failure> {
    Ok(if rehearsal::is_on(read, cx)? { say!("photos-rehearsal", line = say) } else { say })
}

/// Says something else in the place of a line that was said under this key, if one was.
fn change(tx: &mut Tx, cx: &Context, key: String, say: &Say, now: Time) -> Result<(), Failure> {
    let Some(chat) = outbox::chat_of(tx, &key)? else { return Ok(()) };
    let html = cx.texts.html(cx.locale_in(tx, chat)?, say);
    let edit = Body::EditText { of: key, html, keyboard: Keyboard::default() };
    outbox::enqueue(tx, Letter::edit(chat, edit), now)?;
    Ok(())
}

/// 今天 where the day is the running one, its date elsewhere.
pub fn day_in_words(cx: &Context, day: NaiveDate, now: Time) -> Say {
    let today = now.with_timezone(&cx.config.timezone).date_naive();
    if day == today { say!("photos-today") } else { i18n::day(day) }
}

/// What of an album is not as its sender expects: duplicates, and what cannot be read.
pub fn tell_outcome(
    tx: &mut Tx,
    cx: &Context,
    album: &Album,
    parts: &[Submission],
    now: Time,
) -> Result<(), Failure> {
    let answer = outcome_of(parts);
    if answer == album.answer {
        return Ok(());
    }
    store::set_answer(tx, album.id, &answer)?;
    if answer.is_empty() {
        return Ok(());
    }
    let say = outcome(tx, cx, parts, now)?;
    let key = format!("photos.outcome:{}:{answer}", album.id);
    reply(tx, cx, album, key, &say, Keyboard::default(), now)
}

/// In how many ways an album is not as its sender expects, as it is kept: empty where it is.
pub fn outcome_of(parts: &[Submission]) -> String {
    let count = |state: State| parts.iter().filter(|part| part.state == state).count();
    let (duplicates, unreadable) = (count(State::Duplicate), count(State::Unreadable));
    if duplicates + unreadable == 0 {
        return String::new();
    }
    let (counted, waiting) = (count(State::Counted), count(State::Waiting));
    format!("counted {counted}, waiting {waiting}, duplicate {duplicates}, unreadable {unreadable}")
}

fn outcome(read: &Read, cx: &Context, parts: &[Submission], now: Time) -> Result<Say, Failure> {
    let of = |state: State| parts.iter().filter(move |part| part.state == state);
    let fault = of(State::Unreadable).find_map(|part| part.fault);
    let duplicates = of(State::Duplicate).count();
    if duplicates == parts.len() {
        let original = of(State::Duplicate).find_map(|part| part.like);
        let original = original.map(|(id, _)| store::submission_by_id(read, id)).transpose()?.flatten();
        let day = original.map_or(say!("photos-earlier"), |original| day_in_words(cx, original.day, now));
        return Ok(say!("photos-duplicate", n = parts.len(), day = day));
    }
    if let Some(fault) = fault.filter(|_| of(State::Unreadable).count() == parts.len()) {
        return Ok(fault.say());
    }
    // Of several kinds: how many of each, the best first.
    let kinds = [
        (of(State::Counted).count(), say!("photos-n-counted", n = of(State::Counted).count())),
        (of(State::Waiting).count(), say!("photos-n-waiting", n = of(State::Waiting).count())),
        (duplicates, say!("photos-n-duplicate", n = duplicates)),
        (of(State::Unreadable).count(), say!("photos-n-unreadable", n = of(State::Unreadable).count())),
    ];
    let row = kinds
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(_, say)| say)
        .reduce(|row, next| say!("photos-and", row = row, next = next))
        .unwrap_or(say!("photos-earlier"));
    Ok(match fault {
        Some(fault) => say!("photos-mixed-fault", row = row, fault = fault.say()),
        None => row,
    })
}

/// Whose photo it is, of which day, for whoever reviews it.
pub fn whose(read: &Read, cx: &Context, photo: &Submission) -> Result<Say, Failure> {
    let album = store::album_by_id(read, photo.album)?;
    let tree = cx.tree(read)?;
    let area = tree.get(photo.area).map_or("", |area| area.name.as_str());
    let name = match photo.person {
        Some(person) => directory::person_by_id(read, person)?.map(|person| person.name),
        None => directory::chat_by_id(read, photo.chat)?.map(|chat| chat.title),
    };
    let name = name.unwrap_or_default();
    let time = i18n::time(photo.posted_at.with_timezone(&cx.config.timezone).time());
    let day = i18n::day(photo.day);
    Ok(match album.and_then(|album| album.on_behalf) {
        Some(shown) => {
            say!("photos-whose-for", area = area, day = day, time = time, name = name, shown = shown)
        }
        None => say!("photos-whose", area = area, day = day, time = time, name = name),
    })
}
