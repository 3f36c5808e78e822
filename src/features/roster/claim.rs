//! Taking up an entry: its code in a link or typed, once.

use chrono::TimeDelta;

use super::{import, store};
use crate::clock::Time;
use crate::directory::Person;
use crate::domain::answers::Age;
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::signup::{self, Joined};
use crate::features::teams::{self, Entered, Team};
use crate::features::{self, context::Context};
use crate::store::Tx;

/// So many codes may be tried in vain within [`SPAN`].
const TRIES: i64 = 10;
const SPAN: TimeDelta = TimeDelta::hours(1);

/// What an organisation said of somebody who came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    pub name: Option<String>,
    /// In the clear.
    pub phone: Option<String>,
    pub age: Option<Age>,
    pub skills: Option<String>,
}

/// What claiming came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// Belongs to the area now, and to the team if there is one.
    Done {
        name: Option<String>,
        joined: Joined,
        area: AreaId,
        team: Option<Team>,
        /// A child: a guardian is asked before anything of them is kept.
        child: bool,
    },
    /// The person claimed it before.
    Yours { area: AreaId },
    /// Somebody else did.
    Taken,
    /// No entry has this code.
    Unknown,
    /// Tried too often in vain: wait an hour.
    Enough,
    /// Its area was retired.
    Gone,
}

/// Takes up the entry of a code.
pub fn claim(tx: &mut Tx, cx: &Context, person: &Person, code: &str, now: Time) -> Result<Claimed, Failure> {
    if store::tries(tx, person.id, now - SPAN)? >= TRIES {
        return Ok(Claimed::Enough);
    }
    let entry = match store::by_code(tx, code)? {
        Some(entry) if entry.person == Some(person.id) => return Ok(Claimed::Yours { area: entry.area }),
        Some(entry) if !entry.claimed => entry,
        found => {
            store::note_try(tx, person.id, now - SPAN, now)?;
            return Ok(if found.is_some() { Claimed::Taken } else { Claimed::Unknown });
        }
    };
    if cx.tree(tx)?.living(entry.area).is_none() {
        return Ok(Claimed::Gone);
    }
    if !store::claim(tx, entry.id, person.id, now)? {
        return Ok(Claimed::Taken);
    }
    // The organisation vouches for its people: no lead need agree.
    let joined = signup::admit(tx, cx, person, entry.area, now)?;
    let team = match entry.team.map(|team| teams::by_id(tx, team)).transpose()?.flatten() {
        Some(team) => match teams::enter(tx, cx, person, &team, now)? {
            Entered::Waits => None,
            Entered::In { .. } | Entered::Already => Some(team),
        },
        None => None,
    };
    let phone = entry.phone.as_deref().and_then(|phone| import::opened(cx.seal.as_ref(), code, phone));
    let age = entry.age.map(|years| Age::of_years(u32::try_from(years).unwrap_or(0)));
    let brought = Brought { name: entry.name.clone(), phone, age, skills: entry.skills };
    features::brought(tx, cx, person.id, &brought, now)?;
    let child = age == Some(Age::Under14);
    Ok(Claimed::Done { name: entry.name, joined, area: entry.area, team, child })
}

/// Whether a code is an entry's, claimed or not.
pub fn is_known(tx: &Tx, code: &str) -> Result<bool, Failure> {
    Ok(store::by_code(tx, code)?.is_some())
}
