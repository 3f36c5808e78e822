//! What each desk is told of a day's relays, in one message: which areas sent nothing, whose relays came and
//! when, what was corrected since, and what could not be delivered.
//!
//! The message is written when the day closes and edited from then on, never repeated.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::sheet::against;
use super::store;
use super::{desks, relay};
use crate::clock::Time;
use crate::domain::area::{Area, AreaTree};
use crate::domain::calendar::Stage;
use crate::domain::ids::{AreaId, ChatId};
use crate::error::Failure;
use crate::features::areas::{self, Role};
use crate::features::context::Context;
use crate::features::{photos, rehearsal};
use crate::i18n::{self, Locale, Say};
use crate::outbox::{self, Body, Lane, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::Keyboard;
use crate::telegram::length::shorten;

/// Named areas of one line take at most this much of a message.
const NAMED: usize = 1200;

/// Lines of arrivals; what came at more times than that is told together.
const LINES: usize = 12;

/// A desk: a chat and its topic.
type Desk = (ChatId, i64);

/// What a desk knows of an area's day.
struct Receipt {
    name: String,
    /// `3/3`
    count: String,
    came: Came,
}

/// How an area's relay stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Came {
    /// It owed photos and there were none.
    Nothing,
    /// There are photos, and no relay yet.
    NotYet,
    /// It came at that time, as it first was or corrected.
    At { at: Time, corrected: bool },
    /// The desk could not be reached.
    Failed,
}

/// Tells each desk of the day's relays.
pub fn tell(tx: &mut Tx, cx: &Context, day: NaiveDate, now: Time) -> Result<(), Failure> {
    let tree = cx.tree(tx)?;
    let level = cx.config.photos.quota_level;
    let mut told: Vec<Desk> = Vec::new();
    for area in tree.iter().filter(|area| area.level == level) {
        for desk in desks::of(tx, &tree, area.id)? {
            let desk = (desk.chat, desk.thread);
            if !told.contains(&desk) {
                told.push(desk);
                post(tx, cx, &tree, day, desk, now)?;
            }
        }
    }
    Ok(())
}

fn post(
    tx: &mut Tx,
    cx: &Context,
    tree: &AreaTree,
    day: NaiveDate,
    (chat, thread): Desk,
    now: Time,
) -> Result<(), Failure> {
    let receipts = receipts(tx, cx, tree, day, (chat, thread))?;
    // Of a single area its own relay says it all.
    if !receipts.iter().any(|receipt| receipt.came == Came::Nothing) && receipts.len() < 2 {
        return Ok(());
    }
    let locale = cx.locale_in(tx, chat)?;
    let html = html(cx, &receipts, day, None, locale);
    let letter = Letter::notice(key(day, chat, thread), chat, Body::text(html));
    outbox::enqueue(tx, letter.in_thread(thread), now)?;
    Ok(())
}

/// Brings the messages of an area's desks up to date after its relay changed.
pub fn amend(tx: &mut Tx, cx: &Context, area: AreaId, day: NaiveDate, now: Time) -> Result<(), Failure> {
    let tree = cx.tree(tx)?;
    for desk in desks::of(tx, &tree, area)? {
        let (chat, thread) = (desk.chat, desk.thread);
        let of = key(day, chat, thread);
        if !outbox::is_known(tx, &of)? {
            continue;
        }
        let receipts = receipts(tx, cx, &tree, day, (chat, thread))?;
        let html = html(cx, &receipts, day, Some(now), cx.locale_in(tx, chat)?);
        let letter = Letter::edit(chat, Body::EditText { of, html, keyboard: Keyboard::default() });
        outbox::enqueue(tx, letter.in_lane(Lane::Notice), now)?;
    }
    Ok(())
}

/// How the relays stand that this desk has or awaits, as HTML; none where it awaits none.
pub fn of_desk(
    read: &Read,
    cx: &Context,
    day: NaiveDate,
    desk: Desk,
    locale: Locale,
) -> Result<Option<String>, Failure> {
    let receipts = receipts(read, cx, &*cx.tree(read)?, day, desk)?;
    Ok((!receipts.is_empty()).then(|| html(cx, &receipts, day, None, locale)))
}

fn key(day: NaiveDate, chat: ChatId, thread: i64) -> String {
    format!("receipts:{day}:{chat}:{thread}")
}

/// How the day's relays stand that a desk has or awaits, in the order of the tree.
fn receipts(
    read: &Read,
    cx: &Context,
    tree: &AreaTree,
    day: NaiveDate,
    desk: Desk,
) -> Result<Vec<Receipt>, Failure> {
    let Some(bound) = areas::store::binding(read, desk.0, desk.1)?.filter(|bound| bound.role == Role::Desk)
    else {
        return Ok(Vec::new());
    };
    let level = cx.config.photos.quota_level;
    let of: Vec<&Area> = match tree.at_level(bound.area, level) {
        Some(area) => vec![area],
        None => tree.of_level(bound.area, level).collect(),
    };
    // Outside the campaign nobody owes anything.
    let in_campaign = matches!(rehearsal::stage(read, cx, day)?, Stage::Day { .. });
    let mut receipts = Vec::new();
    for area in of {
        let is_told = desks::of(read, tree, area.id)?.iter().any(|told| (told.chat, told.thread) == desk);
        if !is_told {
            continue;
        }
        let (have, quota) = (photos::store::count(read, area.id, day)?.photos, cx.quota(tree, area, day));
        let came = match came(read, area.id, day, desk)? {
            Some(came) => came,
            None if have > 0 => Came::NotYet,
            None if quota > 0 && in_campaign => Came::Nothing,
            None => continue,
        };
        receipts.push(Receipt { name: area.name.clone(), count: against(have as usize, quota), came });
    }
    Ok(receipts)
}

/// What became of an area's relay on its way to a desk; none where there was none.
fn came(read: &Read, area: AreaId, day: NaiveDate, desk: Desk) -> Result<Option<Came>, Failure> {
    let Some(last) = store::last_relay(read, area, day)? else { return Ok(None) };
    let letters = store::letters(read, area, day)?;
    let Some((_, letter)) =
        letters.iter().find(|(part, _)| (part.chat, part.thread, part.part) == (desk.0, desk.1, 0))
    else {
        return Ok(None);
    };
    Ok(Some(match outbox::state_of(read, letter)?.as_deref() {
        Some("failed" | "dropped") => Came::Failed,
        _ => Came::At { at: last.made_at, corrected: last.late },
    }))
}

/// The message, as HTML; `corrected`: when it was brought up to date after it was sent.
fn html(
    cx: &Context,
    receipts: &[Receipt],
    day: NaiveDate,
    corrected: Option<Time>,
    locale: Locale,
) -> String {
    let said = i18n::day(day);
    let named = |which: &dyn Fn(Came) -> bool| -> (usize, String) {
        let areas: Vec<String> = receipts
            .iter()
            .filter(|receipt| which(receipt.came))
            .map(|receipt| format!("{} {}", receipt.name, receipt.count))
            .collect();
        (areas.len(), shorten(&cx.texts.list(locale, areas.iter()), NAMED))
    };
    let mut says: Vec<Say> = vec![match corrected {
        None => say!("collage-receipts", day = said),
        Some(at) => say!("collage-receipts-corrected", day = said, time = relay::time_of(cx, at)),
    }];
    let came = receipts.iter().filter(|receipt| matches!(receipt.came, Came::At { .. })).count();
    let nothing = named(&|came| came == Came::Nothing);
    says.push(match (nothing.0, came) {
        (0, _) if came == receipts.len() => say!("collage-receipts-all", n = came),
        (0, _) => say!("collage-receipts-some", n = came, all = receipts.len()),
        (n, _) => say!("collage-receipts-nothing", n = n, areas = nothing.1),
    });
    let (count, areas) = named(&|came| came == Came::NotYet);
    if count > 0 {
        says.push(say!("collage-receipts-not-yet", areas = areas));
    }
    let (count, areas) = named(&|came| came == Came::Failed);
    if count > 0 {
        says.push(say!("collage-receipts-failed", areas = areas));
    }
    let mut html: Vec<String> = says.iter().map(|say| cx.texts.html(locale, say)).collect();
    let arrivals = arrivals(cx, receipts, locale);
    if !arrivals.is_empty() {
        html.push(String::new());
        html.extend(arrivals);
    }
    html.join("\n")
}

/// A line for each minute in which relays came, and for each in which some were corrected.
fn arrivals(cx: &Context, receipts: &[Receipt], locale: Locale) -> Vec<String> {
    let mut lines: BTreeMap<(String, bool), Vec<String>> = BTreeMap::new();
    for receipt in receipts {
        if let Came::At { at, corrected } = receipt.came {
            let local = at.with_timezone(&cx.config.timezone).format("%Y-%m-%d %H:%M").to_string();
            let named = format!("{} {}", receipt.name, receipt.count);
            lines.entry((local, corrected)).or_default().push(named);
        }
    }
    let more: usize = lines.values().skip(LINES).map(Vec::len).sum();
    let mut told: Vec<String> = lines
        .iter()
        .take(LINES)
        .map(|((local, corrected), areas)| {
            // The day is the message's own, or a later one, which the correction's time then names.
            let time = local.get(11..).unwrap_or_default();
            let areas = shorten(&cx.texts.list(locale, areas.iter()), NAMED / 6);
            cx.texts.html(
                locale,
                &match corrected {
                    false => say!("collage-receipts-came", time = time, areas = areas),
                    true => say!("collage-receipts-came-corrected", time = time, areas = areas),
                },
            )
        })
        .collect();
    if more > 0 {
        told.push(cx.texts.html(locale, &say!("collage-receipts-more", n = more)));
    }
    told
}
