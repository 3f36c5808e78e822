//! Joining: from the first tap to a membership; and leaving.

pub mod approval;
pub mod chat;
pub mod inviting;
pub mod leaving;
mod link;
mod pick;
pub mod poster;
pub mod store;

use serde_json::{Value, json};

use crate::clock::Time;
use crate::directory::Person;
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::points::{self, Award};
use crate::features::{self, kinds};
use crate::jobs::{self, NewJob};
use crate::store::{Read, Tx, millis};

/// What joining came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// The person's first area: signed up for the campaign.
    First,
    /// Had left the campaign, and is here again.
    Back,
    /// A further area.
    Further,
    /// Was in this area already.
    Already,
    /// A lead decides first.
    Asked,
}

/// Signs a person up for an area: membership, points for the first, and the photos that waited for it.
///
/// Where a lead agrees first ([`approval`]) it only asks; who is let in goes through [`admit`].
pub fn join(tx: &mut Tx, cx: &Context, person: &Person, area: AreaId, now: Time) -> Result<Joined, Failure> {
    match approval::asks_first(tx, cx, person, area)? {
        true => approval::ask(tx, cx, person.id, area, now),
        false => admit(tx, cx, person, area, now),
    }
}

/// Makes a person a member of an area, whoever had to agree.
pub fn admit(tx: &mut Tx, cx: &Context, person: &Person, area: AreaId, now: Time) -> Result<Joined, Failure> {
    if !store::add_member(tx, person.id, area, now)? {
        return Ok(Joined::Already);
    }
    let joined = match store::mark_joined(tx, person.id, area, now)? {
        true => Joined::First,
        false if store::mark_back(tx, person.id)? => Joined::Back,
        false => Joined::Further,
    };
    if joined == Joined::First {
        let award = Award {
            person: person.id,
            area,
            day: cx.day(now),
            deed: Deed::Signup,
            reference: &format!("signup:{}", person.id),
            decision: "0",
            times: 1,
            by: None,
        };
        points::settle(tx, cx, &award, now)?;
        features::joined(tx, cx, person.id, now)?;
    }
    features::membership_changed(tx, cx, person.id)?;
    if store::has_waiting_photos(tx, person.id)? {
        let job = NewJob {
            kind: kinds::PHOTO_JOINED,
            key: format!("{}:{}:{area}:{}", kinds::PHOTO_JOINED, person.id, millis(now)),
            payload: person.id.to_string(),
            due: now,
        };
        jobs::enqueue(tx, &job)?;
    }
    Ok(joined)
}

/// What leaving came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Was not in that area.
    NotThere,
    /// Out of that area; this is the home area now.
    Remains { home: AreaId },
    /// Out of the last one: no longer signed up. What was earned and counted stays.
    Last,
}

/// Ends one membership. The home area moves on to the one that was joined next.
pub fn leave(tx: &mut Tx, cx: &Context, person: PersonId, area: AreaId, now: Time) -> Result<Left, Failure> {
    if !store::end_member(tx, person, area, now)? {
        return Ok(Left::NotThere);
    }
    let left = match store::areas_of(tx, person)?.first() {
        Some(&home) => {
            store::set_home(tx, person, home)?;
            Left::Remains { home }
        }
        None => {
            store::mark_left(tx, person, now)?;
            Left::Last
        }
    };
    features::membership_changed(tx, cx, person)?;
    Ok(left)
}

/// Makes one of the person's areas the home area; false if it is none of theirs.
pub fn make_home(tx: &mut Tx, person: PersonId, area: AreaId) -> Result<bool, Failure> {
    let theirs = store::areas_of(tx, person)?.contains(&area);
    if theirs {
        store::set_home(tx, person, area)?;
    }
    Ok(theirs)
}

/// Notes who invited a person, by the code of their link: the first one whose link was followed, before
/// the person ever joined, and nobody themselves.
pub fn note_inviter(tx: &mut Tx, person: PersonId, code: &str) -> Result<(), Failure> {
    store::note_inviter(tx, person, code)
}

/// Who invited the person.
pub fn invited_by(read: &Read, person: PersonId) -> Result<Option<PersonId>, Failure> {
    store::invited_by(read, person)
}

/// How many signed up whom this person invited.
pub fn invited_count(read: &Read, person: PersonId) -> Result<u32, Failure> {
    store::invited_count(read, person)
}

/// Erases what joining stored of a person: they are in no area, and by no link. That somebody signed up
/// then and there stays, as a count.
pub fn forget(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    store::end_all(tx, person, now)?;
    store::mark_left(tx, person, now)?;
    store::forget_invitations(tx, person)?;
    approval::forget(tx, person)
}

/// What joining stored of a person.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let areas: Vec<Value> = store::memberships(read, person)?
        .into_iter()
        .map(|m| {
            json!({
                "code": m.code, "name": m.name, "home": m.home,
                "since": m.since.to_rfc3339(), "ended": m.ended.map(|ended| ended.to_rfc3339()),
            })
        })
        .collect();
    Ok(json!({
        "areas": areas,
        "invite_code": store::invite_code(read, person)?,
        "invited": store::invited_by(read, person)?.is_some(),
        "guests": store::invited_count(read, person)?,
        "asked": approval::export(read, person)?,
    }))
}

#[cfg(test)]
mod tests;
