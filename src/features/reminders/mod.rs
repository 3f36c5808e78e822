//! Reminders to those below quota, and to nobody else; and posts on a schedule (`posts.rs`).
//!
//! A chat shows one card of what is missing. It is edited as photos come, and when the next
//! reminder is due it is taken away and posted anew, so that it is seen.

pub mod chat;
mod leads;
pub mod posts;
pub mod store;

use std::collections::HashMap;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use crate::clock::Time;
use crate::domain::area::Area;
use crate::domain::calendar::Stage;
use crate::domain::ids::{AreaId, ChatId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::mute::{self, Kind};
use crate::features::{Run, rehearsal};
use crate::i18n::{self, Say};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::Keyboard;
use store::{Card, Served};

/// A chat below a quota area that has no chat of its own is written to if it posted this lately.
const LATELY: TimeDelta = TimeDelta::days(7);

/// Words of a card's key that name its chat on its date: `missing:2026-06-21:5:0`.
const STEM: usize = 4;

/// An area of the quota level that owes photos.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub area: Area,
    pub have: u32,
    pub quota: u32,
}

/// The job `remind-missing`.
pub fn run(tx: &mut Tx, cx: &Context, run: &Run) -> Result<(), Failure> {
    let day = cx.day(run.now);
    // A run that is made up after the day's end has lost its use; so have all after the campaign.
    if cx.day(run.due) != day || cx.stage_at(run.now) == Stage::Over {
        return Ok(());
    }
    let missing = missing(tx, cx, day)?;
    remind(tx, cx, &missing, day, run.key, run.now)?;
    let chats = chats_by_area(tx, cx, run.now)?;
    let mut again = Vec::new();
    for missing in missing {
        let stem = format!("reminders:{day}:{}", missing.area.id);
        let second = !outbox::tell_once(tx, &stem, run.now)?;
        if second && outbox::tell_once(tx, &format!("{stem}:lead"), run.now)? {
            let reached = chats.get(&missing.area.id).is_some_and(|chats| !chats.is_empty());
            again.push((missing, reached));
        }
    }
    leads::tell(tx, cx, &again, day, run)
}

/// The areas that are below quota on a day, in the order of the tree. In the rehearsal nobody owes
/// anything: only those that take part in it are below.
pub fn missing(read: &Read, cx: &Context, day: NaiveDate) -> Result<Vec<Missing>, Failure> {
    let photos: HashMap<AreaId, u32> = store::photos_of(read, day)?.into_iter().collect();
    let tree = cx.tree(read)?;
    let rehearsed = rehearsal::is_on(read, cx)?;
    let owing = tree.iter().filter(|area| area.level == cx.config.photos.quota_level);
    Ok(owing
        .map(|area| Missing {
            area: area.clone(),
            have: photos.get(&area.id).copied().unwrap_or_default(),
            quota: cx.quota(&tree, area, day),
        })
        .filter(|missing| missing.have < missing.quota && (missing.have > 0 || !rehearsed))
        .collect())
}

/// Posts a card into the chats of each of these areas; `key` names what called for it. Returns how
/// many chats are written to.
pub fn remind(
    tx: &mut Tx,
    cx: &Context,
    missing: &[Missing],
    day: NaiveDate,
    key: &str,
    now: Time,
) -> Result<usize, Failure> {
    let mut chats = chats_by_area(tx, cx, now)?;
    let mut written = 0;
    for missing in missing {
        for served in chats.remove(&missing.area.id).unwrap_or_default() {
            written += usize::from(post_card(tx, cx, missing, &served, day, key, now)?);
        }
    }
    Ok(written)
}

/// Brings the cards of an area's day up to its count; call it whenever that changed.
pub fn count_changed(
    tx: &mut Tx,
    cx: &Context,
    area: AreaId,
    day: NaiveDate,
    now: Time,
) -> Result<(), Failure> {
    let tree = cx.tree(tx)?;
    let Some(area) = tree.at_level(area, cx.config.photos.quota_level) else { return Ok(()) };
    if cx.quota(&tree, area, day) == 0 {
        return end_cards(tx, cx, area.id, day, now);
    }
    let cards = store::cards_of(tx, area.id, day)?;
    if cards.is_empty() {
        return Ok(());
    }
    let have = store::photos_in(tx, area.id, day)?;
    let missing = Missing { area: area.clone(), have, quota: cx.quota(&tree, area, day) };
    let reached = have >= missing.quota;
    if !reached && now >= cx.deadline(day) {
        return Ok(());
    }
    for card in cards {
        // An edit of what still waits (through quiet hours, say) would wait beside it and hold the
        // chat: so the letter itself is replaced.
        if outbox::drop_waiting(tx, &card.key, "its count has changed", now)? {
            if !reached {
                let stem = card.key.split(':').take(STEM).collect::<Vec<_>>().join(":");
                let key = outbox::next_key(tx, &stem)?;
                enqueue_card(tx, cx, &missing, Card { key, ..card }, now)?;
            }
        } else if outbox::message_id(tx, &card.key)?.is_some() {
            let html = card_html(tx, cx, &missing, &card, now)?;
            let body = Body::EditText { of: card.key, html, keyboard: Keyboard::default() };
            outbox::enqueue(tx, Letter::edit(card.chat, body), now)?;
        }
    }
    Ok(())
}

/// An area owes nothing any more: what asked for its photos is taken away.
pub fn end_cards(tx: &mut Tx, cx: &Context, area: AreaId, day: NaiveDate, now: Time) -> Result<(), Failure> {
    for card in store::cards_of(tx, area, day)? {
        if !outbox::drop_waiting(tx, &card.key, "its area owes nothing any more", now)? {
            outbox::enqueue(tx, Letter::removal(card.chat, &card.key), now)?;
        }
        store::forget_card(tx, &card)?;
    }
    leads::drop_word(tx, cx, area, day, "its area owes nothing any more", now)
}

/// An area reached its quota: reminders that wait are dropped, and its cards say so quietly. In the
/// chat that was told in a line of its own the card is taken away: nothing is said twice.
pub fn quota_reached(
    tx: &mut Tx,
    cx: &Context,
    area: AreaId,
    day: NaiveDate,
    told_in: Option<(ChatId, i64)>,
    now: Time,
) -> Result<(), Failure> {
    for card in store::cards_of(tx, area, day)? {
        if told_in == Some((card.chat, card.thread)) {
            store::forget_card(tx, &card)?;
            if !outbox::drop_waiting(tx, &card.key, "the quota is reached", now)? {
                outbox::enqueue(tx, Letter::removal(card.chat, &card.key), now)?;
            }
        }
    }
    count_changed(tx, cx, area, day, now)?;
    let tree = cx.tree(tx)?;
    let Some(area) = tree.at_level(area, cx.config.photos.quota_level) else { return Ok(()) };
    leads::drop_word(tx, cx, area.id, day, "the quota is reached", now)
}

/// The chats that each area of the quota level is reminded in: its own, or, where it has none,
/// those below it that posted lately.
fn chats_by_area(read: &Read, cx: &Context, now: Time) -> Result<HashMap<AreaId, Vec<Served>>, Failure> {
    let (tree, day) = (cx.tree(read)?, cx.day(now));
    let mut chats: HashMap<AreaId, Vec<Served>> = HashMap::new();
    let asked = |served: &Served| served.field && !tree.rests(served.area, day);
    for served in store::served(read)?.into_iter().filter(asked) {
        if let Some(area) = tree.at_level(served.area, cx.config.photos.quota_level) {
            chats.entry(area.id).or_default().push(served);
        }
    }
    for (area, chats) in &mut chats {
        let own = chats.iter().any(|served| served.area == *area);
        chats.retain(|served| match own {
            true => served.area == *area,
            false => served.last_posted.is_some_and(|at| at >= now - LATELY),
        });
    }
    Ok(chats)
}

/// Posts a card in place of the chat's former one; false where the chat had its share today.
fn post_card(
    tx: &mut Tx,
    cx: &Context,
    missing: &Missing,
    served: &Served,
    day: NaiveDate,
    key: &str,
    now: Time,
) -> Result<bool, Failure> {
    let today = now.with_timezone(&cx.config.timezone).date_naive();
    let stem = format!("missing:{today}:{}", served.chat);
    // The old card stays where no new one would come.
    if !mute::has_room(tx, cx, Kind::Reminders, served.chat, now)? {
        return Ok(false);
    }
    if let Some(old) = store::card_in(tx, served.chat, served.thread)?
        && !outbox::drop_waiting(tx, &old.key, "a later reminder took its place", now)?
        // Telegram lets nobody remove what is older than two days.
        && old.day.checked_add_days(Days::new(1)).is_some_and(|next| next >= day)
    {
        outbox::enqueue(tx, Letter::removal(old.chat, &old.key), now)?;
    }
    let key = format!("{stem}:{}:{key}", served.thread);
    let card = Card { chat: served.chat, thread: served.thread, key, day };
    enqueue_card(tx, cx, missing, card, now)
}

fn enqueue_card(
    tx: &mut Tx,
    cx: &Context,
    missing: &Missing,
    card: Card,
    now: Time,
) -> Result<bool, Failure> {
    let html = card_html(tx, cx, missing, &card, now)?;
    let letter = Letter::notice(&card.key, card.chat, Body::text(html))
        .in_thread(card.thread)
        .useful_until(cx.deadline(card.day));
    let new = mute::own_accord(tx, cx, Kind::Reminders, letter, now)?;
    if new {
        store::keep_card(tx, missing.area.id, &card)?;
    }
    Ok(new)
}

/// What a card says; in a chat of an area below, it names the area that it counts.
fn card_html(
    read: &Read,
    cx: &Context,
    missing: &Missing,
    card: &Card,
    now: Time,
) -> Result<String, Failure> {
    let binding = crate::features::areas::store::binding(read, card.chat, card.thread)?;
    let own = binding.is_none_or(|binding| binding.area == missing.area.id);
    let (area, have, quota) = (&missing.area.name, missing.have, missing.quota);
    let left = quota.saturating_sub(have);
    let until = until(cx, card.day, now);
    let say = match (left, own) {
        (0, true) => say!("reminders-reached", have = have, quota = quota),
        (0, false) => say!("reminders-reached-of", area = area, have = have, quota = quota),
        (_, true) => say!("reminders-missing", left = left, have = have, quota = quota, until = until),
        (_, false) => {
            say!("reminders-missing-of", area = area, left = left, have = have, quota = quota, until = until)
        }
    };
    Ok(cx.texts.html(cx.locale_in(read, card.chat)?, &marked(read, cx, say)?))
}

/// The same, marked in the rehearsal.
fn marked(read: &Read, cx: &Context, say: Say) -> Result<Say, Failure> {
    Ok(if rehearsal::is_on(read, cx)? { say!("reminders-rehearsal", line = say) } else { say })
}

/// Until when a day's photos count, as people say it: 今晚 20:00.
pub fn until(cx: &Context, day: NaiveDate, now: Time) -> Say {
    let ends = cx.config.photos.day_ends;
    let time = if ends == NaiveTime::MIN { "24:00".to_owned() } else { i18n::time(ends) };
    let today = now.with_timezone(&cx.config.timezone).date_naive();
    let evening = ends == NaiveTime::MIN || time.as_str() >= "18:00";
    match (day - today).num_days() {
        0 if evening => say!("reminders-tonight", time = time),
        0 => say!("reminders-today", time = time),
        1 => say!("reminders-tomorrow", time = time),
        _ => say!("reminders-on", day = i18n::day(day), time = time),
    }
}

#[cfg(test)]
mod tests;
