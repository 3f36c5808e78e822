//! Joining: from the first tap to a membership.

pub mod chat;
mod pick;
pub mod store;

use crate::clock::Time;
use crate::directory::Person;
use crate::domain::ids::AreaId;
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::points::{self, Award};
use crate::features::{self, kinds};
use crate::jobs::{self, NewJob};
use crate::store::{Tx, millis};

/// What joining came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// The person's first area: signed up for the campaign.
    First,
    /// A further area.
    Further,
    /// Was in this area already.
    Already,
}

/// Signs a person up for an area: membership, points for the first, and the photos that waited for it.
pub fn join(tx: &mut Tx, cx: &Context, person: &Person, area: AreaId, now: Time) -> Result<Joined, Failure> {
    if !store::add_member(tx, person.id, area, now)? {
        return Ok(Joined::Already);
    }
    let first = !person.joined && store::mark_joined(tx, person.id, now)?;
    if first {
        let award = Award {
            person: person.id,
            area,
            day: cx.day(now),
            deed: Deed::Signup,
            reference: &format!("signup:{}", person.id),
            revision: 0,
            holds: true,
            by: None,
        };
        points::settle(tx, cx, &award, now)?;
        features::joined(tx, cx, person.id, now)?;
    }
    if store::has_waiting_photos(tx, person.id)? {
        let job = NewJob {
            kind: kinds::PHOTO_JOINED,
            key: format!("{}:{}:{area}:{}", kinds::PHOTO_JOINED, person.id, millis(now)),
            payload: person.id.to_string(),
            due: now,
        };
        jobs::enqueue(tx, &job)?;
    }
    Ok(if first { Joined::First } else { Joined::Further })
}

#[cfg(test)]
mod tests;
