//! The ledger that people trust.
//!
//! Whoever decides something says what is to be earned as things stand ([`Award`]); the ledger
//! books the difference to what stands in it. Nothing in it is ever changed: a correction is an entry that
//! names the one it corrects. Balances and totals are kept beside each entry, in the same transaction;
//! [`store::totals::recount`] proves that they are sums of entries.

pub mod chat;
pub mod deeds;
pub mod dry_run;
pub mod evening;
pub mod store;
pub mod why;
pub mod words;

use chrono::NaiveDate;
use serde_json::Value;

use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::points::{Deed, Rules, difference};
use crate::error::Failure;
use crate::features::{self, context::Context};
use crate::store::{Read, Tx};
use store::{Entry, Standing};

/// What a deed that follows rules is to have earned, as things stand now.
#[derive(Clone, Debug)]
pub struct Award<'r> {
    pub person: PersonId,
    pub area: AreaId,
    pub day: NaiveDate,
    pub deed: Deed,
    /// What the points are for, such as `photo:123`.
    pub reference: &'r str,
    /// Names the decision among those about the reference: the same one books once.
    pub decision: &'r str,
    /// How often it was done, such as the hours of a shift; 0: it does not hold, and what was booked
    /// for it is taken back.
    pub times: u32,
    /// The lead who decided, if a person did.
    pub by: Option<PersonId>,
}

/// Books the difference between what the deed has earned so far and what it is to earn; returns
/// what that came to for the person.
///
/// A day's cap is exact whatever is decided in whatever order: a deed that the cap kept short is
/// written down as such, and made up when another one of that day is taken back. What is taken back
/// goes from the area, the team and the day that it was booked for.
pub fn settle(tx: &mut Tx, cx: &Context, award: &Award, now: Time) -> Result<i64, Failure> {
    let Award { person, deed, reference, .. } = *award;
    let key = format!("{}:{reference}:{person}:{}", deed.name(), award.decision);
    let holds = award.times > 0;
    let mut standing = store::standing(tx, deed, reference, person)?;
    let mut total = 0;
    if let Some(last) = standing.last
        && holds
        && (last.area, last.day) != (Some(award.area), award.day)
    {
        if standing.booked != 0 {
            let back = Entry { amount: -standing.booked, ..correction(award, &standing, "") };
            let key = format!("{key}<");
            if book(tx, cx, &Entry { key: &key, ..back }, now)?.is_none() {
                return Ok(0);
            }
            total -= standing.booked;
            total += make_up(tx, cx, award, last.day, &key, now)?;
        }
        standing = Standing { booked: 0, short: None, last: None, ..standing };
    }
    let day = standing.last.map_or(award.day, |last| last.day);
    let rule = rules_on(tx, cx, day)?.rule(deed);
    let others = match rule.daily_cap {
        Some(_) => store::others(tx, person, deed, day, reference)?,
        None => Vec::new(),
    };
    let today = others.iter().map(|other| other.booked).sum();
    let due = if holds { rule.earns(award.times, today) } else { 0 };
    let short = (due < rule.full(award.times)).then_some(award.times);
    let owed = difference(standing.booked, due);
    if owed.is_none() && short == standing.short {
        return Ok(total);
    }
    let amount = owed.unwrap_or_default();
    let entry = Entry { amount, short, ..correction(award, &standing, &key) };
    if book(tx, cx, &entry, now)?.is_none() {
        return Ok(total);
    }
    total += amount;
    if amount < 0 {
        total += make_up(tx, cx, award, day, &key, now)?;
    }
    Ok(total)
}

/// An entry of nothing for the award's reference, where and when its last one was.
fn correction<'e>(award: &Award<'e>, standing: &Standing, key: &'e str) -> Entry<'e> {
    Entry {
        key,
        person: award.person,
        area: standing.last.map_or(Some(award.area), |last| last.area),
        day: standing.last.map_or(award.day, |last| last.day),
        deed: award.deed,
        reference: award.reference,
        amount: 0,
        by: award.by,
        note: None,
        corrects: standing.last.map(|last| last.entry),
        short: None,
    }
}

/// Room came under a day's cap: what it kept back is made up, the oldest first. Returns what that came to.
fn make_up(
    tx: &mut Tx,
    cx: &Context,
    award: &Award,
    day: NaiveDate,
    cause: &str,
    now: Time,
) -> Result<i64, Failure> {
    let rule = rules_on(tx, cx, day)?.rule(award.deed);
    if rule.daily_cap.is_none() {
        return Ok(0);
    }
    let own = store::standing(tx, award.deed, award.reference, award.person)?;
    let others = store::others(tx, award.person, award.deed, day, award.reference)?;
    let own = own.last.filter(|last| last.day == day).map_or(0, |_| own.booked);
    let mut today = own + others.iter().map(|other| other.booked).sum::<i64>();
    let mut total = 0;
    for other in &others {
        let Some(times) = other.short else { continue };
        let due = rule.earns(times, today - other.booked);
        let Some(amount) = difference(other.booked, due).filter(|owed| *owed > 0) else { continue };
        let key = format!("{cause}>{}", other.reference);
        let of = Award { reference: &other.reference, by: None, ..award.clone() };
        let short = (due < rule.full(times)).then_some(times);
        let entry = Entry { amount, short, ..correction(&of, other, &key) };
        if book(tx, cx, &entry, now)?.is_some() {
            today += amount;
            total += amount;
        }
    }
    Ok(total)
}

/// Points that follow no rule: given, taken, spent, or given back.
#[derive(Clone, Debug)]
pub struct Grant<'g> {
    pub person: PersonId,
    pub area: Option<AreaId>,
    pub day: NaiveDate,
    pub deed: Deed,
    /// What they are for, such as `reward:12`.
    pub reference: &'g str,
    /// Names the decision among those about the reference: the same one books once.
    pub decision: &'g str,
    /// Negative for what is taken or spent.
    pub amount: i64,
    pub by: Option<PersonId>,
    /// Why, in the words of who decided.
    pub note: Option<&'g str>,
    /// Whether it takes back, whole or in part, what stands under the reference.
    pub corrects: bool,
}

/// Books a grant; the number of its entry, none where the decision is booked already. It may take the
/// balance below nought.
pub fn grant(tx: &mut Tx, cx: &Context, grant: &Grant, now: Time) -> Result<Option<i64>, Failure> {
    let key = grant.key();
    let entry = grant.entry(tx, &key)?;
    book(tx, cx, &entry, now)
}

/// Spends points: books a grant of a negative amount, if the balance suffices; none where it does not.
///
/// # Errors
///
/// When the decision is booked already.
pub fn spend(tx: &mut Tx, cx: &Context, grant: &Grant, now: Time) -> Result<Option<i64>, Failure> {
    let key = grant.key();
    let entry = grant.entry(tx, &key)?;
    let id = store::spend(tx, &cx.config.points.seasons, &entry, now)?;
    booked(tx, cx, &entry, id, now)
}

/// Books an entry, with what follows from it.
fn book(tx: &mut Tx, cx: &Context, entry: &Entry, now: Time) -> Result<Option<i64>, Failure> {
    let id = store::book(tx, &cx.config.points.seasons, entry, now)?;
    booked(tx, cx, entry, id, now)
}

fn booked(
    tx: &mut Tx,
    cx: &Context,
    entry: &Entry,
    id: Option<i64>,
    now: Time,
) -> Result<Option<i64>, Failure> {
    if id.is_some() && entry.amount != 0 {
        let Entry { person, day, deed, amount, .. } = *entry;
        features::points_booked(tx, cx, &Booked { person, day, deed, amount }, now)?;
    }
    Ok(id)
}

/// What was just written into the ledger, for those who look what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booked {
    pub person: PersonId,
    pub day: NaiveDate,
    pub deed: Deed,
    /// Never 0.
    pub amount: i64,
}

impl<'g> Grant<'g> {
    fn key(&self) -> String {
        format!("{}:{}:{}:{}", self.deed.name(), self.reference, self.person, self.decision)
    }

    fn entry<'e>(&self, read: &Read, key: &'e str) -> Result<Entry<'e>, Failure>
    where
        'g: 'e,
    {
        let last = match self.corrects {
            true => store::standing(read, self.deed, self.reference, self.person)?.last,
            false => None,
        };
        Ok(Entry {
            key,
            person: self.person,
            area: last.map_or(self.area, |last| last.area),
            day: last.map_or(self.day, |last| last.day),
            deed: self.deed,
            reference: self.reference,
            amount: self.amount,
            by: self.by,
            note: self.note,
            corrects: last.map(|last| last.entry),
            short: None,
        })
    }
}

/// The rules that hold for a reporting day.
pub fn rules_on(read: &Read, cx: &Context, day: NaiveDate) -> Result<Rules, Failure> {
    Ok(store::rules_on(read, day)?.unwrap_or_else(|| cx.config.points.rules.clone()))
}

/// What a start, or new rules, bring: the rules are written down with the day from which they hold, and
/// totals are made anew where the seasons are others. Whether the rules are others than before.
pub fn start(tx: &mut Tx, cx: &Context, now: Time) -> Result<bool, Failure> {
    store::totals::keep_up(tx, &cx.config.points.seasons)?;
    let rules = &cx.config.points.rules;
    let versions = store::versions(tx)?;
    let changed = versions.first().is_none_or(|latest| latest.rules != *rules);
    if changed {
        // The first also holds for what was before it.
        let since = if versions.is_empty() { NaiveDate::default() } else { cx.day(now) };
        store::add_version(tx, since, rules, now)?;
    }
    Ok(changed)
}

/// Of who is forgotten the reasons go that somebody typed; what was booked stays: it names nobody, and what
/// others were given in return hangs on it.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::forget_notes(tx, person)
}

/// A person's balance and every entry of it.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    store::export(read, person)
}

#[cfg(test)]
mod tests;
