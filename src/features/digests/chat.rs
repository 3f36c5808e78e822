//! Asking for a digest, and its buttons.

use chrono::{NaiveDate, TimeDelta};

use super::{export, job, levels, store, why};
use crate::domain::area::Area;
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::{self, Turn};
use crate::features::{areas, reminders, roles};
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Letter};
use crate::say;

/// How long after one reminder by the button the next one may go.
const PAUSE: TimeDelta = TimeDelta::hours(1);

/// The page that opens a message of its own, since its button stands under a digest.
pub(super) const ANEW: i64 = -1;

crate::presses! {
    /// The buttons under a digest. `page` counts from 0; [`ANEW`] is the first, as a new message.
    pub enum Press: "digest" {
        /// Reminds the areas at or below `area` that were missing photos on the day.
        Remind { area: i64, day: i64 } = "remind",
        /// Shows an area and what lies directly below it.
        Levels { area: i64, day: i64, page: i64 } = "levels",
        /// Hands out the day as tables.
        Export { area: i64, day: i64 } = "export",
        /// Shows of what the figures are made.
        Why { area: i64, day: i64, of: i64, page: i64 } = "why",
    }
}

/// `/digest`: the running day of one's areas, in a desk chat of its area; just after a day's end that
/// day, since it is what people mean. `/digest 2026-06-21`: what was sent then, with what was
/// corrected since.
pub fn digest(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let mut day = None;
    let mut codes = Vec::new();
    for word in &given.words {
        match word.parse::<NaiveDate>() {
            Ok(date) => day = Some(date),
            Err(_) => codes.push(*word),
        }
    }
    let tree = turn.cx.tree(turn.tx)?;
    let wanted: Vec<Area> =
        area_ids(turn, &codes)?.into_iter().filter_map(|area| tree.get(area).cloned()).collect();
    if wanted.is_empty() {
        turn.reply(&say!("digests-of-nothing"))?;
        return Ok(());
    }
    let key = turn.next_key();
    let asked = job::Asked {
        chat: turn.chat.id.get(),
        thread: turn.thread,
        locale: turn.locale().tag().to_owned(),
        areas: wanted.iter().map(|area| area.id.get()).collect(),
        day: day.unwrap_or_else(|| job::day_at(turn.cx, turn.now)),
        named: day.is_some(),
        key,
    };
    asked.enqueue(turn.tx, turn.now)
}

/// `/why 2026-06-21`, `/why CODE 2026-06-21`, or `/why` in reply to a digest: of what its figures are made.
/// False where no digest is meant.
pub fn why(turn: &mut Turn, given: &Given) -> Result<bool, Failure> {
    let Some((day, area)) = digest_meant(turn, given)? else { return Ok(false) };
    let Some(person) = turn.person.clone() else { return Ok(false) };
    let tree = turn.cx.tree(turn.tx)?;
    let Some(area) = tree.get(area) else { return Ok(false) };
    if !roles::inspects(turn.tx, turn.cx, &person, area.id)? {
        turn.reply(&say!("only-inspectors"))?;
        return Ok(true);
    }
    let Some((chat, locale)) = turn::reach(turn.tx, turn.cx, person.id)? else {
        turn.reply(&say!("digests-open-me"))?;
        return Ok(true);
    };
    let (html, keyboard) = why::page(turn.tx, turn.cx, area, day, (why::Of::Areas, 0), locale, turn.now)?;
    let key = turn.next_key();
    outbox::enqueue(turn.tx, Letter::answer(key, chat, Body::text(html)).with(keyboard), turn.now)?;
    Ok(true)
}

/// The day and the area of the digest that is asked about.
fn digest_meant(turn: &mut Turn, given: &Given) -> Result<Option<(NaiveDate, AreaId)>, Failure> {
    let named: Option<NaiveDate> = given.words.iter().find_map(|word| word.parse().ok());
    if let Some(day) = named {
        let codes: Vec<&str> =
            given.words.iter().copied().filter(|word| word.parse::<NaiveDate>().is_err()).collect();
        let tree = turn.cx.tree(turn.tx)?;
        return Ok(match codes.as_slice() {
            [] => area_ids(turn, &[])?.first().map(|area| (day, *area)),
            [code] => tree.by_typed_code(code).map(|area| (day, area.id)),
            _ => None,
        });
    }
    let Some(replied) = given.message.reply_to_message().filter(|_| given.words.is_empty()) else {
        return Ok(None);
    };
    let letter = outbox::find_by_message(turn.tx, turn.chat.id, replied.id.0.into())?;
    Ok(letter.and_then(|letter| {
        let mut parts = letter.key.strip_prefix("digest:")?.split(':');
        let (day, area) = (parts.next()?.parse().ok()?, parts.next()?.parse::<i64>().ok()?);
        Some((day, AreaId::from(area)))
    }))
}

/// Whose digests are asked for: those of the codes that one leads or inspects; else of the desk chat, or
/// of all that one looks after; an admin who leads nothing sees everything.
fn area_ids(turn: &mut Turn, codes: &[&str]) -> Result<Vec<AreaId>, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(Vec::new()) };
    let tree = turn.cx.tree(turn.tx)?;
    let mut areas = Vec::new();
    for code in codes {
        if let Some(area) = tree.by_code(code)
            && roles::inspects(turn.tx, turn.cx, &person, area.id)?
        {
            areas.push(area.id);
        }
    }
    if !codes.is_empty() {
        return Ok(areas);
    }
    if !turn.is_private() {
        // A volunteers' chat is no place for it.
        let binding = areas::store::binding(turn.tx, turn.chat.id, turn.thread)?;
        return Ok(binding
            .filter(|binding| binding.role == areas::Role::Desk)
            .map(|b| b.area)
            .into_iter()
            .collect());
    }
    let led = roles::looked_after_by(turn.tx, person.id)?;
    if led.is_empty() && roles::is_admin(turn.tx, turn.cx, &person)? {
        return Ok(tree.roots().map(|area| area.id).collect());
    }
    Ok(led)
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let (Press::Remind { area, day }
    | Press::Levels { area, day, .. }
    | Press::Export { area, day }
    | Press::Why { area, day, .. }) = press;
    let tree = turn.cx.tree(turn.tx)?;
    let day = i32::try_from(day).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
    let (Some(person), Some(area), Some(day)) = (turn.person.clone(), tree.get(AreaId::from(area)), day)
    else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    if let Press::Remind { .. } = press {
        if !roles::answers_for(turn.tx, turn.cx, &person, area.id)? {
            return Ok(turn.answer(&say!("only-leads")));
        }
        return remind(turn, person.id, area, day);
    }
    if !roles::inspects(turn.tx, turn.cx, &person, area.id)? {
        return Ok(turn.answer(&say!("only-inspectors")));
    }
    // Names and pages are for private chats: in a group or channel stands what was posted there.
    let Some((chat, locale)) = turn::reach(turn.tx, turn.cx, person.id)? else {
        return Ok(PressAnswer { alert: true, ..turn.answer(&say!("digests-open-me")) });
    };
    let at = |page: i64| usize::try_from(page).unwrap_or(0);
    let (page, anew) = match press {
        Press::Levels { page, .. } => {
            let above = match tree.parent(area) {
                Some(above) if roles::inspects(turn.tx, turn.cx, &person, above.id)? => Some(above),
                _ => None,
            };
            let way = levels::Way { page: at(page), above };
            (levels::page(turn.tx, turn.cx, area, day, way, locale, turn.now)?, page == ANEW)
        }
        Press::Why { of, page, .. } => {
            let Some(of) = why::Of::of_number(of) else { return Ok(turn.answer(&say!("button-too-old"))) };
            (why::page(turn.tx, turn.cx, area, day, (of, at(page)), locale, turn.now)?, page == ANEW)
        }
        _ => {
            let (by, locale) = (person.id.get(), locale.tag().to_owned());
            let asked = export::Asked { chat: chat.get(), by, locale, area: area.id.get(), day };
            asked.enqueue(turn.tx, turn.update_id, turn.now)?;
            return Ok(turn.answer(&say!("digests-exporting")));
        }
    };
    let (html, keyboard) = page;
    if turn.is_private() && !anew {
        turn.show(html, keyboard)?;
        return Ok(PressAnswer::default());
    }
    let key = turn.next_key();
    outbox::enqueue(turn.tx, Letter::answer(key, chat, Body::text(html)).with(keyboard), turn.now)?;
    Ok(match turn.is_private() {
        true => PressAnswer::default(),
        false => turn.answer(&say!("digests-in-private")),
    })
}

/// Reminds those that were missing on the digest's day and are missing on the running one.
fn remind(turn: &mut Turn, by: PersonId, area: &Area, day: NaiveDate) -> Result<PressAnswer, Failure> {
    let running = turn.cx.day(turn.now);
    let tree = turn.cx.tree(turn.tx)?;
    let below: Vec<AreaId> =
        tree.of_level(area.id, turn.cx.config.photos.quota_level).map(|area| area.id).collect();
    let mut missing = reminders::missing(turn.tx, turn.cx, running)?;
    missing.retain(|missing| below.contains(&missing.area.id));
    if day != running {
        let then = reminders::missing(turn.tx, turn.cx, day)?;
        missing.retain(|missing| then.iter().any(|then| then.area.id == missing.area.id));
    }
    if missing.is_empty() {
        return Ok(turn.answer(&say!("digests-remind-nobody")));
    }
    if !store::not_lately(turn.tx, &format!("digests:remind:{}", area.id), PAUSE, turn.now)? {
        return Ok(turn.answer(&say!("digests-reminded-lately")));
    }
    let key = format!("update:{}", turn.update_id);
    let chats = reminders::remind(turn.tx, turn.cx, &missing, running, &key, turn.now)?;
    roles::audit(turn.tx, Some(by), "remind", &area.code, turn.now)?;
    Ok(turn.answer(&match chats {
        0 => say!("digests-reminded-nowhere"),
        _ => say!("digests-reminded", areas = missing.len(), chats = chats),
    }))
}
