//! Points by hand: a lead's award, an admin's adjustment, and taking either back.
//!
//! Who gives and why stands in the ledger and is told to whom it was given. What a lead moves in a week,
//! up or down, is bounded by a budget, which is counted by a conditional update on one row: whatever comes at
//! once, it is never overdrawn. A deduction may leave a balance that is owed.

pub mod chat;
mod store;

use chrono::{Days, NaiveDate};

use crate::clock::Time;
use crate::directory::Person;
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::period::monday_of;
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::points::{self, Grant};
use crate::features::roles;
use crate::store::{Read, Tx};

pub use store::end_rehearsal;

/// Points to be given or taken by hand.
#[derive(Clone, Debug)]
pub struct Given<'g> {
    pub by: PersonId,
    pub to: PersonId,
    pub area: Option<AreaId>,
    pub amount: i64,
    pub reason: &'g str,
    /// What asked for it, so that it is done once.
    pub update: i64,
}

/// What giving came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gave {
    /// By this entry of the ledger.
    Entry(i64),
    /// The week's budget has so much left, and begins anew on that day.
    Spent { left: i64, renews: NaiveDate },
    /// It is booked already.
    Already,
}

/// What taking back came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    Done,
    /// There is no such award, or it was taken back.
    Gone,
    /// It was somebody else's.
    NotYours,
    /// It was in another week.
    TooLate,
}

/// The day by the calendar: a week of awards begins on Monday at midnight.
fn today(cx: &Context, now: Time) -> NaiveDate {
    now.with_timezone(&cx.config.timezone).date_naive()
}

/// A lead gives or takes within the week's budget.
pub fn award(tx: &mut Tx, cx: &Context, given: &Given, now: Time) -> Result<Gave, Failure> {
    let week = monday_of(today(cx, now));
    let budget = cx.config.points.award_budget;
    if !store::spend(tx, given.by, week, given.amount.abs(), budget)? {
        let left = (budget - store::spent(tx, given.by, week)?).max(0);
        return Ok(Gave::Spent { left, renews: week.checked_add_days(Days::new(7)).unwrap_or(week) });
    }
    let booked = book(tx, cx, given, Deed::Award, now)?;
    if booked == Gave::Already {
        store::give_back(tx, given.by, week, given.amount.abs())?;
    }
    Ok(booked)
}

/// An admin gives or takes, without a budget.
pub fn adjust(tx: &mut Tx, cx: &Context, given: &Given, now: Time) -> Result<Gave, Failure> {
    book(tx, cx, given, Deed::Adjustment, now)
}

fn book(tx: &mut Tx, cx: &Context, given: &Given, deed: Deed, now: Time) -> Result<Gave, Failure> {
    let grant = Grant {
        person: given.to,
        area: given.area,
        day: today(cx, now),
        deed,
        reference: &format!("{}:{}", deed.name(), given.update),
        decision: "0",
        amount: given.amount,
        by: Some(given.by),
        note: Some(given.reason),
        corrects: false,
    };
    let Some(entry) = points::grant(tx, cx, &grant, now)? else { return Ok(Gave::Already) };
    let detail = format!("{} {:+}{}", roles::SUBJECT, given.amount, place(tx, cx, given.area)?);
    match deed {
        Deed::Award => roles::audit_of(tx, Some(given.by), given.to, "points.award", &detail, now)?,
        _ => roles::audit_of(tx, Some(given.by), given.to, "points.adjust", &detail, now)?,
    }
    Ok(Gave::Entry(entry))
}

/// An award as it stands in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booked {
    pub to: PersonId,
    pub by: PersonId,
    pub deed: Deed,
    pub reference: String,
    pub amount: i64,
    pub day: NaiveDate,
    pub area: Option<AreaId>,
}

/// The award of this entry, unless it was taken back.
pub fn standing(read: &Read, entry: i64) -> Result<Option<Booked>, Failure> {
    store::standing(read, entry)
}

/// Takes an award back, for who gave it or an admin, within its week: the budget has it again.
pub fn undo(tx: &mut Tx, cx: &Context, entry: i64, by: &Person, now: Time) -> Result<Undone, Failure> {
    let Some(booked) = store::standing(tx, entry)? else { return Ok(Undone::Gone) };
    if booked.by != by.id && !roles::is_admin(tx, cx, by)? {
        return Ok(Undone::NotYours);
    }
    let week = monday_of(booked.day);
    if monday_of(today(cx, now)) != week {
        return Ok(Undone::TooLate);
    }
    let grant = Grant {
        person: booked.to,
        area: booked.area,
        day: booked.day,
        deed: booked.deed,
        reference: &booked.reference,
        decision: "back",
        amount: -booked.amount,
        by: Some(by.id),
        note: None,
        corrects: true,
    };
    if points::grant(tx, cx, &grant, now)?.is_none() {
        return Ok(Undone::Gone);
    }
    if booked.deed == Deed::Award {
        store::give_back(tx, booked.by, week, booked.amount.abs())?;
    }
    let detail = format!("{} {:+}{}", roles::SUBJECT, booked.amount, place(tx, cx, booked.area)?);
    roles::audit_of(tx, Some(by.id), booked.to, "points.undo", &detail, now)?;
    Ok(Undone::Done)
}

/// ` · 330502 吴兴区`, for the log.
fn place(read: &Read, cx: &Context, area: Option<AreaId>) -> Result<String, Failure> {
    let tree = cx.tree(read)?;
    let area = area.and_then(|area| tree.get(area));
    Ok(area.map(|area| format!(" · {} {}", area.code, area.name)).unwrap_or_default())
}

/// What a lead has spent by week, of who is forgotten: it goes, since it only bounds what they may do.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::forget(tx, person)
}

/// What a lead has spent by week, for themselves.
pub fn export(read: &Read, person: PersonId) -> Result<serde_json::Value, Failure> {
    store::export(read, person)
}
