//! Who answers for a lead's areas while the lead is away.
//!
//! The stand-in has all that the lead has: the rights, the menus, and what leads are told. The lead keeps
//! the rights, but is told nothing. It ends by itself at midnight after the last day, so that the digest
//! of that evening is still the stand-in's. There are no chains: nobody who is away stands in, and nobody
//! who stands in goes away; so what leads are told always reaches somebody.

use chrono::{Days, NaiveDate, NaiveTime};

use super::store::handovers;
use super::{Handover, Role, menu, store};
use crate::clock::Time;
use crate::directory::{self, Person};
use crate::domain::calendar::instant;
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::{kinds, turn};
use crate::i18n::{self, Say};
use crate::jobs::{self, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx};

/// For so long one can be away.
const LONGEST: Days = Days::new(366);

/// One side of a hand-over: the other person, and the last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Until {
    pub name: String,
    pub last_day: NaiveDate,
}

/// Whom the person stands in for.
pub fn standing_in(read: &Read, person: PersonId) -> Result<Vec<Until>, Failure> {
    let handovers = handovers::standing_in(read, person)?;
    handovers
        .into_iter()
        .map(|one| Ok(Until { name: name(read, one.from)?, last_day: one.last_day }))
        .collect()
}

/// Who stands in for the person, if they are away.
pub fn away(read: &Read, person: PersonId) -> Result<Option<Until>, Failure> {
    let Some(handover) = handovers::away(read, person)? else { return Ok(None) };
    Ok(Some(Until { name: name(read, handover.to)?, last_day: handover.last_day }))
}

/// Why a hand-over ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The lead is back.
    Back,
    /// Its last day is over.
    Due,
    /// The lead handed over to somebody else.
    Replaced,
    /// The lead leads nothing any more.
    NoLead,
    /// The stand-in has left.
    NoStandIn,
}

/// Hands a lead's areas over until the end of a day, in place of a hand-over before; or says why not.
pub fn begin(
    tx: &mut Tx,
    cx: &Context,
    from: &Person,
    to: &Person,
    last_day: NaiveDate,
    now: Time,
) -> Result<Result<(), Say>, Failure> {
    if let Some(why_not) = why_not(tx, cx, from, to, last_day, now)? {
        return Ok(Err(why_not));
    }
    if let Some(former) = handovers::away(tx, from.id)? {
        if former.to == to.id && former.last_day == last_day {
            return Ok(Ok(()));
        }
        let why = if former.to == to.id { None } else { Some(Ended::Replaced) };
        end_silently(tx, cx, former, Some(from.id), now)?;
        if let Some(why) = why {
            tell_end(tx, cx, former, why, now)?;
        }
    }
    let id = handovers::begin(tx, from.id, to.id, last_day, now)?;
    let job = NewJob {
        kind: kinds::HANDOVER_DUE,
        key: format!("{}:{id}", kinds::HANDOVER_DUE),
        payload: id.to_string(),
        due: end_of(cx, last_day),
    };
    jobs::enqueue(tx, &job)?;
    super::audit_of(tx, Some(from.id), to.id, "handover.begin", &last_day.to_string(), now)?;
    menu::menu_for(tx, cx, to, now)?;
    let tree = cx.tree(tx)?;
    let led = own_areas(tx, from.id)?;
    let names = led.iter().filter_map(|area| tree.get(*area)).map(|area| area.name.as_str());
    let locale = cx.locale_of(to.language.as_deref());
    let areas = cx.texts.list(locale, names);
    let say = say!("roles-standing-in", name = &from.name, areas = areas, day = i18n::day(last_day));
    turn::tell(tx, cx, to.id, &format!("handover:{id}:begin"), &say, Default::default(), now)?;
    Ok(Ok(()))
}

fn why_not(
    read: &Read,
    cx: &Context,
    from: &Person,
    to: &Person,
    last_day: NaiveDate,
    now: Time,
) -> Result<Option<Say>, Failure> {
    let today = now.with_timezone(&cx.config.timezone).date_naive();
    if own_areas(read, from.id)?.is_empty() {
        return Ok(Some(say!("roles-away-leads-nothing")));
    }
    if last_day < today || end_of(cx, last_day) <= now {
        return Ok(Some(say!("roles-away-past")));
    }
    if today.checked_add_days(LONGEST).is_some_and(|longest| last_day > longest) {
        return Ok(Some(say!("roles-away-too-long")));
    }
    if to.id == from.id {
        return Ok(Some(say!("roles-away-oneself")));
    }
    if let Some(theirs) = away(read, to.id)? {
        return Ok(Some(say!("roles-away-both", name = &to.name, day = i18n::day(theirs.last_day))));
    }
    if let Some(first) = standing_in(read, from.id)?.first() {
        return Ok(Some(say!("roles-away-chain", name = &first.name, day = i18n::day(first.last_day))));
    }
    if !to.reachable {
        return Ok(Some(say!("roles-away-unopened", name = &to.name)));
    }
    Ok(None)
}

/// The lead is back; whoever stood in. None if the lead was not away.
pub fn back(tx: &mut Tx, cx: &Context, person: PersonId, now: Time) -> Result<Option<String>, Failure> {
    let Some(handover) = handovers::away(tx, person)? else { return Ok(None) };
    end_silently(tx, cx, handover, Some(person), now)?;
    tell_end(tx, cx, handover, Ended::Back, now)?;
    Ok(Some(name(tx, handover.to)?))
}

/// The last day of a hand-over is over.
pub fn due(tx: &mut Tx, cx: &Context, id: i64, now: Time) -> Result<(), Failure> {
    let Some(handover) = handovers::open(tx, id)? else { return Ok(()) };
    end_silently(tx, cx, handover, None, now)?;
    tell_end(tx, cx, handover, Ended::Due, now)
}

/// Who leads nothing any more has nothing that another could answer for.
pub fn role_ended(
    tx: &mut Tx,
    cx: &Context,
    person: &Person,
    by: Option<PersonId>,
    now: Time,
) -> Result<(), Failure> {
    let Some(handover) = handovers::away(tx, person.id)? else { return Ok(()) };
    if store::has_role(tx, person.id, Role::Lead)? {
        return Ok(());
    }
    end_silently(tx, cx, handover, by, now)?;
    tell_end(tx, cx, handover, Ended::NoLead, now)
}

/// Who stood in has left: those who are away answer for their areas again, and are told.
pub fn stand_in_gone(tx: &mut Tx, cx: &Context, person: &Person, now: Time) -> Result<(), Failure> {
    for handover in handovers::standing_in(tx, person.id)? {
        end_silently(tx, cx, handover, None, now)?;
        tell_end(tx, cx, handover, Ended::NoStandIn, now)?;
    }
    Ok(())
}

fn end_silently(
    tx: &mut Tx,
    cx: &Context,
    handover: Handover,
    by: Option<PersonId>,
    now: Time,
) -> Result<(), Failure> {
    if !handovers::end(tx, handover.id, now)? {
        return Ok(());
    }
    super::audit_of(tx, by, handover.to, "handover.end", &handover.last_day.to_string(), now)?;
    if let Some(to) = directory::person_by_id(tx, handover.to)? {
        menu::menu_for(tx, cx, &to, now)?;
    }
    Ok(())
}

/// Tells both; what ends by itself at midnight waits for the morning.
fn tell_end(tx: &mut Tx, cx: &Context, handover: Handover, why: Ended, now: Time) -> Result<(), Failure> {
    let (from, to) = (name(tx, handover.from)?, name(tx, handover.to)?);
    let to_stand_in = match why {
        Ended::NoStandIn => None,
        _ => Some(say!("roles-stood-in", name = &from)),
    };
    // Who says so themselves is answered where they say it.
    let to_lead = match why {
        Ended::Due => Some(say!("roles-away-over", name = &to)),
        Ended::NoStandIn => Some(say!("roles-away-alone")),
        Ended::Back | Ended::Replaced | Ended::NoLead => None,
    };
    for (person, say) in [(handover.to, to_stand_in), (handover.from, to_lead)] {
        let Some((say, (chat, locale))) = say.zip(turn::reach(tx, cx, person)?) else { continue };
        let key = format!("handover:{}:end:{person}", handover.id);
        let letter = Letter::notice(key, chat, Body::text(cx.texts.html(locale, &say)));
        let letter = if why == Ended::Due { letter.kept_quiet() } else { letter };
        outbox::enqueue(tx, letter, now)?;
    }
    Ok(())
}

/// The areas that the person leads by an appointment of their own.
fn own_areas(read: &Read, person: PersonId) -> Result<Vec<AreaId>, Failure> {
    let held = store::held(read, person)?;
    Ok(held.into_iter().filter(|held| held.role == Role::Lead).filter_map(|held| held.area).collect())
}

/// Midnight after a day.
fn end_of(cx: &Context, day: NaiveDate) -> Time {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    instant(next.and_time(NaiveTime::MIN), cx.config.timezone)
}

fn name(read: &Read, person: PersonId) -> Result<String, Failure> {
    Ok(directory::person_by_id(read, person)?.map(|person| person.name).unwrap_or_default())
}
