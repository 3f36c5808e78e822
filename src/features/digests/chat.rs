//! Asking for a digest, and its buttons.

use chrono::{NaiveDate, TimeDelta};

use super::book::Book;
use super::{compose, job, store, text};
use crate::domain::area::Area;
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::collage::chat::day_number;
use crate::features::commands::Given;
use crate::features::turn::{self, Turn};
use crate::features::{areas, photos, reminders, roles};
use crate::inbox::PressAnswer;
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::Keyboard;

/// How long after one reminder by the button the next one may go.
const PAUSE: TimeDelta = TimeDelta::hours(1);

crate::presses! {
    /// The buttons under a digest.
    pub enum Press: "digest" {
        /// Reminds the areas at or below `area` that were missing photos on the day.
        Remind { area: i64, day: i64 } = "remind",
        /// Sends the first picture that waits, in private.
        Review { area: i64 } = "review",
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
    let of = day.unwrap_or_else(|| job::day_at(turn.cx, turn.now));
    let ids = wanted.iter().map(|area| area.id);
    let book = Book::open(turn.tx, turn.cx, of, ids, turn.now)?;
    for area in &wanted {
        match day {
            Some(day) => show_again(turn, &book, area, day)?,
            None if store::sent(turn.tx, of, area.id, turn.locale())?.is_some() => {
                show_again(turn, &book, area, of)?;
            }
            None => {
                let digest = compose(turn.cx, &book, area, turn.locale());
                turn.post(Body::text(digest.html), digest.keyboard, false)?;
            }
        }
    }
    Ok(())
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

/// A day's digest as it was sent, with corrections below; as it would be now if none was.
fn show_again(turn: &mut Turn, book: &Book, area: &Area, day: NaiveDate) -> Result<(), Failure> {
    let locale = turn.locale();
    let html = match store::sent(turn.tx, day, area.id, locale)? {
        Some(sent) => match text::corrections(turn.cx, book, locale, &sent.counts) {
            Some(corrections) => format!("{}\n\n{corrections}", sent.html),
            None => sent.html,
        },
        None => {
            let now = text::html(turn.cx, book, area, locale);
            format!("{now}\n\n{}", turn.html(&say!("digests-never-sent")))
        }
    };
    turn.post(Body::text(html), Keyboard::default(), false)?;
    Ok(())
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let (Press::Remind { area, .. } | Press::Review { area }) = press;
    let tree = turn.cx.tree(turn.tx)?;
    let (Some(person), Some(area)) = (turn.person.clone(), tree.get(AreaId::from(area))) else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    if !roles::answers_for(turn.tx, turn.cx, &person, area.id)? {
        return Ok(turn.answer(&say!("only-leads")));
    }
    match press {
        Press::Review { .. } => {
            if turn::reach(turn.tx, turn.cx, person.id)?.is_none() {
                return Ok(turn.answer(&say!("digests-review-how")));
            }
            photos::review::open(turn, &person)?;
            Ok(PressAnswer::default())
        }
        Press::Remind { day, .. } => remind(turn, person.id, area, day),
    }
}

/// Reminds those that were missing on the digest's day and are missing on the running one.
fn remind(
    turn: &mut Turn,
    by: crate::domain::ids::PersonId,
    area: &Area,
    day: i64,
) -> Result<PressAnswer, Failure> {
    let running = turn.cx.day(turn.now);
    let tree = turn.cx.tree(turn.tx)?;
    let below: Vec<AreaId> =
        tree.of_level(area.id, turn.cx.config.photos.quota_level).map(|area| area.id).collect();
    let mut missing = reminders::missing(turn.tx, turn.cx, running)?;
    missing.retain(|missing| below.contains(&missing.area.id));
    if day != day_number(running)
        && let Some(day) = i32::try_from(day).ok().and_then(NaiveDate::from_num_days_from_ce_opt)
    {
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
