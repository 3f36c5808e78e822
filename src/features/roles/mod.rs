//! Who may do what: admins, leads, inspectors; and the audit log of what they do.

pub mod away;
pub mod chat;
pub mod handover;
pub mod job;
pub mod menu;
pub mod store;
pub mod whom;

use chrono::NaiveDate;
use serde_json::Value;
use subtle::ConstantTimeEq;

use crate::clock::Time;
use crate::directory::{self, Person};
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::features;
use crate::features::context::Context;
use crate::store::{Read, Tx};

pub use handover::{away, standing_in};
pub use menu::{appears, enqueue_default_menus, menu_for, refresh_menus};
pub use store::log::SUBJECT;

/// What a person may be appointed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Admin,
    Lead,
    Inspector,
}

/// A role of a person: of an area and all below it, or of everything for an admin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub role: Role,
    pub area: Option<AreaId>,
}

/// How much a person may do, by what rights, menus and `/help` distinguish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    Everyone,
    /// An inspector of some area.
    Inspector,
    /// A lead of some area.
    Lead,
    Admin,
}

/// One stands in for another, who is away, until the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handover {
    pub id: i64,
    pub from: PersonId,
    pub to: PersonId,
    pub last_day: NaiveDate,
}

/// Which entries of the audit log are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    All,
    /// What a person did, and what was done to them.
    Person(PersonId),
    /// What was done about an area and all below it.
    Area(AreaId),
}

/// A line of the audit log.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: i64,
    pub at: Time,
    /// Who did it; none for what was done on the server.
    pub by: Option<String>,
    /// To whom, where the words do not say so.
    pub subject: Option<String>,
    pub action: String,
    pub detail: String,
}

/// Where the first admin's one-time code is kept.
const CLAIM: &str = "claim.code";

/// Whether the person is an admin, by bot.toml or by appointment.
pub fn is_admin(read: &Read, cx: &Context, person: &Person) -> Result<bool, Failure> {
    Ok(store::is_configured_admin(&cx.config.admins, person) || store::is_appointed_admin(read, person.id)?)
}

/// The most that the person is anywhere.
pub fn rank(read: &Read, cx: &Context, person: &Person) -> Result<Rank, Failure> {
    if is_admin(read, cx, person)? {
        return Ok(Rank::Admin);
    }
    Ok(match (store::is_lead(read, person.id)?, store::has_role(read, person.id, Role::Inspector)?) {
        (true, _) => Rank::Lead,
        (false, true) => Rank::Inspector,
        (false, false) => Rank::Everyone,
    })
}

/// Whether the person answers for the area: an admin, a lead of it or of an area above, or who stands in
/// for one.
pub fn answers_for(read: &Read, cx: &Context, person: &Person, area: AreaId) -> Result<bool, Failure> {
    Ok(is_admin(read, cx, person)? || store::leads(read, person.id, area)?)
}

/// Whether the person may look and verify in the area: who answers for it, or an inspector of it or of
/// an area above.
pub fn inspects(read: &Read, cx: &Context, person: &Person, area: AreaId) -> Result<bool, Failure> {
    Ok(answers_for(read, cx, person, area)? || store::inspects(read, person.id, area)?)
}

/// The areas that the person leads, or stands in for who does; not counting those below, nor those
/// retired.
pub fn led_by(read: &Read, person: PersonId) -> Result<Vec<AreaId>, Failure> {
    store::led_by(read, person)
}

/// Whether the person answers for the whole: an admin, or a lead of an area at the top.
pub fn leads_the_top(read: &Read, cx: &Context, person: &Person) -> Result<bool, Failure> {
    if is_admin(read, cx, person)? {
        return Ok(true);
    }
    let tree = cx.tree(read)?;
    Ok(led_by(read, person.id)?.into_iter().any(|area| tree.roots().any(|root| root.id == area)))
}

/// The areas that the person leads or inspects, not counting those below, nor those retired.
pub fn looked_after_by(read: &Read, person: PersonId) -> Result<Vec<AreaId>, Failure> {
    store::looked_after_by(read, person)
}

/// Whom to tell what the leads of exactly this area are to know: those who are not away, and who stands
/// in for the others.
pub fn leads_of(read: &Read, area: AreaId) -> Result<Vec<PersonId>, Failure> {
    store::leads_of(read, area)
}

/// The same for all areas: every one to be told, with each of their areas, without those retired.
pub fn all_leads(read: &Read) -> Result<Vec<(PersonId, AreaId)>, Failure> {
    store::all_leads(read)
}

/// All roles of a person, the widest first; not the one that bot.toml gives.
pub fn held(read: &Read, person: PersonId) -> Result<Vec<Held>, Failure> {
    store::held(read, person)
}

/// All admins whom we have met.
pub fn admins(read: &Read, cx: &Context) -> Result<Vec<PersonId>, Failure> {
    let mut admins = Vec::new();
    for &id in &cx.config.admins {
        admins.extend(directory::person_by_telegram(read, id)?.map(|person| person.id));
    }
    for person in store::appointed_admins(read)? {
        if !admins.contains(&person) {
            admins.push(person);
        }
    }
    Ok(admins)
}

/// Everybody who holds a role by appointment.
pub fn holders(read: &Read) -> Result<Vec<PersonId>, Failure> {
    store::holders(read)
}

/// Gives a person a role; false if they have it.
pub fn give(
    tx: &mut Tx,
    person: PersonId,
    held: Held,
    by: Option<PersonId>,
    now: Time,
) -> Result<bool, Failure> {
    store::give(tx, person, held, by, now)
}

/// Writes down what an admin or a lead did, in the transaction in which it was done. No names of persons
/// stand in `detail`; an area is named by its code first.
pub fn audit(
    tx: &mut Tx,
    by: Option<PersonId>,
    action: &str,
    detail: &str,
    now: Time,
) -> Result<(), Failure> {
    store::log::insert(tx, by, None, action, detail, now)
}

/// The same of what was done to somebody, or to what is theirs; [`SUBJECT`] stands for their name in the detail.
pub fn audit_of(
    tx: &mut Tx,
    by: Option<PersonId>,
    subject: impl Into<Option<PersonId>>,
    action: &str,
    detail: &str,
    now: Time,
) -> Result<(), Failure> {
    store::log::insert(tx, by, subject.into(), action, detail, now)
}

/// The one-time code by which the first admin claims the installation; none once there is an admin.
pub fn claim_code(tx: &mut Tx, cx: &Context) -> Result<Option<String>, Failure> {
    if has_admin(tx, cx)? {
        return Ok(None);
    }
    if let Some(code) = store::setting(tx, CLAIM)? {
        return Ok(Some(code));
    }
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system gave no random bytes: {error}"))?;
    let code: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    store::set(tx, CLAIM, &code)?;
    Ok(Some(code))
}

/// Takes the claim of who opened the bot by `?start=claim_<code>`; whether the code was right.
pub fn claim(tx: &mut Tx, cx: &Context, person: &Person, code: &str, now: Time) -> Result<bool, Failure> {
    let Some(wanted) = store::setting(tx, CLAIM)? else { return Ok(false) };
    if !bool::from(wanted.as_bytes().ct_eq(code.as_bytes())) || has_admin(tx, cx)? {
        return Ok(false);
    }
    if !store::unset(tx, CLAIM, &wanted)? {
        return Ok(false);
    }
    give(tx, person.id, Held { role: Role::Admin, area: None }, None, now)?;
    audit_of(tx, Some(person.id), person.id, "claim", SUBJECT, now)?;
    menu_for(tx, cx, person, now)?;
    features::roles_changed(tx, cx, person.id)?;
    Ok(true)
}

/// Ends all that a person answers for: their roles, what they handed over, and where they stand in.
pub fn lay_down(tx: &mut Tx, cx: &Context, person: PersonId, now: Time) -> Result<(), Failure> {
    store::take_all(tx, person)?;
    let Some(person) = directory::person_by_id(tx, person)? else { return Ok(()) };
    handover::role_ended(tx, cx, &person, None, now)?;
    handover::stand_in_gone(tx, cx, &person, now)?;
    features::roles_changed(tx, cx, person.id)?;
    menu_for(tx, cx, &person, now)
}

/// Who is forgotten answers for nothing any more; and where the log still has their name, it loses it.
pub fn forget(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    store::take_all(tx, person)?;
    store::handovers::end_all(tx, person, now)?;
    if let Some(person) = directory::person_by_id(tx, person)? {
        store::log::forget_name(tx, &person.own_name)?;
    }
    Ok(())
}

/// The roles of a person, and what was written down of their doings and of what was done to them.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    store::export(read, person)
}

fn has_admin(read: &Read, cx: &Context) -> Result<bool, Failure> {
    Ok(!cx.config.admins.is_empty() || !store::appointed_admins(read)?.is_empty())
}

#[cfg(test)]
mod tests;
