//! Teams: some people of an area who go out together, under a name that they know.
//!
//! A lead of the area makes one and may hand it on to somebody who leads it; others join by a button, a
//! link or a code. A team stands below its area and nowhere else: who joins one belongs to the area, and
//! who leaves the area is in its teams no more. So being entered in a team is kept apart from being in
//! it, and where a lead agrees first both begin with that word.

pub mod chat;
mod page;
pub mod press;
pub mod store;

use serde_json::{Value, json};

use crate::clock::Time;
use crate::directory::Person;
use crate::domain::fold::fold;
use crate::domain::ids::{AreaId, PersonId, TeamId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::{codes, roles, signup};
use crate::store::{Read, Tx};

/// Characters of a team's name.
pub const NAME: usize = 64;

/// A team as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    pub id: TeamId,
    pub area: AreaId,
    /// As it was typed.
    pub name: String,
    /// By which people join.
    pub code: String,
    pub lead: Option<PersonId>,
    /// As the team's lead may be named in public.
    pub lead_name: Option<String>,
    /// How many are in it.
    pub members: i64,
}

/// Somebody who is in a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub person: PersonId,
    /// As they may be named in public.
    pub name: String,
}

/// What making or renaming a team came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// So it is called now.
    Done(Team),
    /// The area has a team of this name.
    Taken(Team),
    /// It is no name: empty, too long, or more than a line.
    Unfit,
}

/// What joining a team came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// In it, perhaps in place of another of the same area.
    In {
        before: Option<Team>,
    },
    /// In it once a lead of the area agrees.
    Waits,
    Already,
}

/// The teams that the person is in.
pub fn of(read: &Read, person: PersonId) -> Result<Vec<Team>, Failure> {
    store::of(read, person)
}

/// The teams that the person leads.
pub fn led_by(read: &Read, person: PersonId) -> Result<Vec<Team>, Failure> {
    store::led_by(read, person)
}

/// The area's own teams, the oldest first.
pub fn in_area(read: &Read, area: AreaId) -> Result<Vec<Team>, Failure> {
    store::in_area(read, area)
}

/// The team of that number, unless it was dissolved.
pub fn by_id(read: &Read, id: TeamId) -> Result<Option<Team>, Failure> {
    store::by_id(read, id)
}

/// The team that people join by this code.
pub fn by_code(read: &Read, code: &str) -> Result<Option<Team>, Failure> {
    store::by_code(read, code)
}

/// The area's team of this name, however that is written.
pub fn by_name(read: &Read, area: AreaId, name: &str) -> Result<Option<Team>, Failure> {
    store::by_name(read, area, &folded(name))
}

/// Who is in the team, those first who came first.
pub fn members(read: &Read, team: TeamId) -> Result<Vec<Member>, Failure> {
    store::members(read, team)
}

/// Whether the person may rename, hand on and dissolve the team: who leads it, and who answers for its area.
pub fn keeps(read: &Read, cx: &Context, person: &Person, team: &Team) -> Result<bool, Failure> {
    Ok(team.lead == Some(person.id) || roles::answers_for(read, cx, person, team.area)?)
}

/// The name as it is kept; none if it is none.
pub fn name(typed: &str) -> Option<&str> {
    let name = typed.trim();
    let fits =
        !folded(name).is_empty() && name.chars().count() <= NAME && !name.chars().any(char::is_control);
    fits.then_some(name)
}

/// What makes two names the same.
fn folded(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Makes a team of an area; `by` is none for the server's shell.
pub fn make(
    tx: &mut Tx,
    area: AreaId,
    typed: &str,
    lead: Option<PersonId>,
    by: Option<PersonId>,
    now: Time,
) -> Result<Named, Failure> {
    let Some(name) = name(typed) else { return Ok(Named::Unfit) };
    let folded = folded(name);
    if let Some(standing) = store::by_name(tx, area, &folded)? {
        return Ok(Named::Taken(standing));
    }
    let made = codes::until_free(|code| store::insert(tx, area, (name, &folded), code, (lead, by), now))?;
    let team = standing(tx, made)?;
    audit(tx, by, "team.new", &team, now)?;
    Ok(Named::Done(team))
}

/// Gives a team another name.
pub fn rename(tx: &mut Tx, team: &Team, typed: &str, by: PersonId, now: Time) -> Result<Named, Failure> {
    let Some(name) = name(typed) else { return Ok(Named::Unfit) };
    let folded = folded(name);
    if !store::rename(tx, team.id, name, &folded)? {
        let other = store::by_name(tx, team.area, &folded)?;
        return Ok(Named::Taken(other.unwrap_or_else(|| team.clone())));
    }
    let renamed = standing(tx, team.id)?;
    if renamed.name != team.name {
        let detail = format!("{} → {}", described(tx, team)?, renamed.name);
        roles::audit(tx, Some(by), "team.rename", &detail, now)?;
    }
    Ok(Named::Done(renamed))
}

/// Has somebody lead the team; they are in it from now on. False if they do not belong to its area.
pub fn hand_on(tx: &mut Tx, team: &Team, to: &Person, by: PersonId, now: Time) -> Result<bool, Failure> {
    if !store::belongs(tx, to.id, team.area)? {
        return Ok(false);
    }
    enter_as_member(tx, team, to.id, now)?;
    if team.lead != Some(to.id) {
        store::set_lead(tx, team.id, Some(to.id))?;
        let detail = format!("{} → {}", described(tx, team)?, roles::SUBJECT);
        roles::audit_of(tx, Some(by), to.id, "team.lead", &detail, now)?;
    }
    Ok(true)
}

/// Ends a team; what its people did stays theirs. False if it has ended.
pub fn dissolve(tx: &mut Tx, team: &Team, by: PersonId, now: Time) -> Result<bool, Failure> {
    if !store::end(tx, team.id, now)? {
        return Ok(false);
    }
    audit(tx, Some(by), "team.dissolve", team, now)?;
    Ok(true)
}

/// Has a person join a team, and its area where they belong to nothing of it.
pub fn enter(tx: &mut Tx, cx: &Context, person: &Person, team: &Team, now: Time) -> Result<Entered, Failure> {
    let belongs = store::belongs(tx, person.id, team.area)?;
    let entered = store::entered(tx, person.id, team.area)?;
    if belongs && entered.as_ref().is_some_and(|entered| entered.id == team.id) {
        return Ok(Entered::Already);
    }
    if !belongs {
        signup::join(tx, cx, person, team.area, now)?;
    }
    let before = enter_as_member(tx, team, person.id, now)?;
    Ok(match store::belongs(tx, person.id, team.area)? {
        true => Entered::In { before },
        false => Entered::Waits,
    })
}

/// In at most one team of an area: the one before, if it was another.
fn enter_as_member(tx: &mut Tx, team: &Team, person: PersonId, now: Time) -> Result<Option<Team>, Failure> {
    let before = store::entered(tx, person, team.area)?.filter(|before| before.id != team.id);
    if let Some(before) = &before {
        store::end_member(tx, before.id, person, now)?;
    }
    store::add_member(tx, team, person, now)?;
    Ok(before)
}

/// Takes a person out of a team, who leads it no more either; false if they were not in it.
pub fn leave(tx: &mut Tx, team: TeamId, person: PersonId, now: Time) -> Result<bool, Failure> {
    store::end_member(tx, team, person, now)
}

/// Sees to the numbers of people in the teams that somebody is entered in, who belongs to other areas now.
pub fn membership_changed(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::count_people_beside(tx, person)
}

/// The same of all teams, since areas were moved.
pub fn areas_moved(tx: &mut Tx) -> Result<(), Failure> {
    store::count_all_people(tx)
}

/// The teams whose kept number of people a plain recount does not confirm: none, as long as all is well.
pub fn recount(read: &Read) -> Result<Vec<store::Difference>, Failure> {
    store::recount(read)
}

/// Takes a person out of all teams, without a trace.
pub fn forget(tx: &mut Tx, person: PersonId, _now: Time) -> Result<(), Failure> {
    store::forget(tx, person)
}

/// What is kept of a person here, for themselves.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let teams = store::of(read, person)?;
    let teams = teams.iter().map(|team| json!({ "name": team.name, "leads": team.lead == Some(person) }));
    Ok(Value::Array(teams.collect()))
}

fn standing(read: &Read, team: TeamId) -> Result<Team, Failure> {
    store::by_id(read, team)?.ok_or_else(|| anyhow::anyhow!("team {team} is not there"))
}

fn audit(tx: &mut Tx, by: Option<PersonId>, action: &str, team: &Team, now: Time) -> Result<(), Failure> {
    let detail = described(tx, team)?;
    roles::audit(tx, by, action, &detail, now)
}

fn described(read: &Read, team: &Team) -> Result<String, Failure> {
    Ok(format!("{} · {}", team.name, store::area_name(read, team.area)?))
}
