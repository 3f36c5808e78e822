//! What leads are told in private when an area is reminded the second time on a day.
//!
//! A word about each area, with a button to send a word to its chats. Whoever answers for many areas that are
//! short reads of all of them in one message.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Missing, chat, marked, until};
use crate::clock::Time;
use crate::domain::ids::{AreaId, ChatId, PersonId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::mute::{self, Kind};
use crate::features::{Run, roles, turn};
use crate::i18n::Locale;
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::{Button, Keyboard};
use crate::telegram::length::shorten;

/// Up to so many areas are told one by one.
const FEW: usize = 2;

/// As many areas as one message names, and buttons as stand below it.
const NAMED: usize = 40;
const BUTTONS: usize = 8;

/// Of names on buttons so much is shown.
const LABEL: usize = 16;

/// Tells the leads of areas that are below quota; of each whether it has chats that could be reminded.
pub(super) fn tell(
    tx: &mut Tx,
    cx: &Context,
    missing: &[(Missing, bool)],
    day: NaiveDate,
    run: &Run,
) -> Result<(), Failure> {
    let mut of_leads: BTreeMap<PersonId, Vec<&(Missing, bool)>> = BTreeMap::new();
    for area in missing {
        for lead in nearest_leads(tx, cx, area.0.area.id)? {
            of_leads.entry(lead).or_default().push(area);
        }
    }
    for (lead, areas) in of_leads {
        if !mute::wants(tx, lead, Kind::Reminders)? {
            continue;
        }
        let Some((chat, locale)) = turn::reach(tx, cx, lead)? else { continue };
        if areas.len() > FEW {
            tell_all(tx, cx, (lead, chat, locale), &areas, day, run)?;
            continue;
        }
        for (missing, has_chats) in areas {
            tell_one(tx, cx, (lead, chat, locale), missing, *has_chats, day, run.now)?;
        }
    }
    Ok(())
}

/// One message of many areas: what is missing most first, and a button for each of the first that has chats.
fn tell_all(
    tx: &mut Tx,
    cx: &Context,
    (lead, chat, locale): (PersonId, ChatId, Locale),
    areas: &[&(Missing, bool)],
    day: NaiveDate,
    run: &Run,
) -> Result<(), Failure> {
    let mut areas = areas.to_vec();
    areas.sort_by_key(|(missing, _)| missing.have);
    let named = areas
        .iter()
        .take(NAMED)
        .map(|(missing, _)| format!("{} {}/{}", missing.area.name, missing.have, missing.quota));
    let named = cx.texts.list(locale, named);
    let (count, more) = (areas.len(), areas.len().saturating_sub(NAMED));
    let until = until(cx, day, run.now);
    let say = match more {
        0 => say!("reminders-lead-several", count = count, areas = named, until = until),
        more => say!("reminders-lead-many", count = count, areas = named, more = more, until = until),
    };
    let buttons: Vec<Button> = areas
        .iter()
        .filter(|(_, has_chats)| *has_chats)
        .take(BUTTONS)
        .map(|(missing, _)| {
            let area = shorten(&missing.area.name, LABEL);
            let press = chat::Press::Word { area: missing.area.id.get(), run: run.now.timestamp() };
            Button::press(cx.texts.plain(locale, &say!("reminders-word-to", area = area)), press)
        })
        .collect();
    let html = cx.texts.html(locale, &marked(tx, cx, say)?);
    let letter = Letter::notice(format!("missing-leads:{day}:{lead}:{}", run.key), chat, Body::text(html))
        .with(Keyboard(buttons.chunks(2).map(<[Button]>::to_vec).collect()))
        .kept_quiet()
        .useful_until(cx.deadline(day));
    outbox::enqueue(tx, letter, run.now).map(drop)
}

/// Tells a lead of one area, with a button to send a word to its chats; where it has none, that nobody could be
/// reminded.
fn tell_one(
    tx: &mut Tx,
    cx: &Context,
    (lead, chat, locale): (PersonId, ChatId, Locale),
    missing: &Missing,
    has_chats: bool,
    day: NaiveDate,
    now: Time,
) -> Result<(), Failure> {
    let area = &missing.area;
    let (name, have, quota) = (&area.name, missing.have, missing.quota);
    let (left, until) = (quota.saturating_sub(have), until(cx, day, now));
    let (say, keyboard) = if has_chats {
        let press = chat::Press::Word { area: area.id.get(), run: now.timestamp() };
        let button = Button::press(cx.texts.plain(locale, &say!("reminders-word")), press);
        let say = say!("reminders-lead", area = name, left = left, have = have, quota = quota, until = until);
        (say, Keyboard::row([button]))
    } else {
        let code = &area.code;
        let say = say!(
            "reminders-lead-nowhere",
            area = name,
            code = code,
            left = left,
            have = have,
            quota = quota,
            until = until
        );
        (say, Keyboard::default())
    };
    let say = marked(tx, cx, say)?;
    let letter =
        Letter::notice(lead_key(day, area.id, lead.get()), chat, Body::text(cx.texts.html(locale, &say)));
    let letter = letter.with(keyboard).kept_quiet().useful_until(cx.deadline(day));
    outbox::enqueue(tx, letter, now).map(drop)
}

/// What waits to be told of an area has lost its use.
pub(super) fn drop_word(
    tx: &mut Tx,
    cx: &Context,
    area: AreaId,
    day: NaiveDate,
    why: &str,
    now: Time,
) -> Result<(), Failure> {
    for lead in nearest_leads(tx, cx, area)? {
        outbox::drop_waiting(tx, &lead_key(day, area, lead.get()), why, now)?;
    }
    Ok(())
}

/// The leads of the area, or where it has none those of the nearest area above: somebody answers
/// for it.
fn nearest_leads(read: &Read, cx: &Context, area: AreaId) -> Result<Vec<PersonId>, Failure> {
    let tree = cx.tree(read)?;
    for area in std::iter::once(area).chain(tree.ancestors(area).map(|above| above.id)) {
        let leads = roles::leads_of(read, area)?;
        if !leads.is_empty() {
            return Ok(leads);
        }
    }
    Ok(Vec::new())
}

fn lead_key(day: NaiveDate, area: AreaId, lead: i64) -> String {
    format!("missing-lead:{day}:{area}:{lead}")
}
