//! Deeds that follow from others: the first photo of an area's day, days in a row, a friend who did something.
//!
//! Each is worked out anew from what counts now, so that whatever order decisions come in, what is
//! booked is what the photos that count have earned.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::store::deeds as store;
use super::{Award, rules_on, settle};
use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::points::Deed;
use crate::domain::streak;
use crate::error::Failure;
use crate::features;
use crate::features::context::Context;
use crate::store::Tx;

/// A photo began or ceased to count.
#[derive(Clone, Copy, Debug)]
pub struct Change<'c> {
    /// Its sender; none where it was posted in the name of a group or channel.
    pub person: Option<PersonId>,
    pub area: AreaId,
    pub day: NaiveDate,
    /// Names what was decided, such as `photo:12:3`.
    pub decision: &'c str,
    /// The lead who decided, if a person did.
    pub by: Option<PersonId>,
}

/// Settles what follows from a photo's beginning or ceasing to count, once that is written down.
pub fn photo_changed(tx: &mut Tx, cx: &Context, change: &Change, now: Time) -> Result<(), Failure> {
    first_photo(tx, cx, change, now)?;
    if let Some(person) = change.person {
        streaks(tx, cx, change, person, now)?;
        friend(tx, cx, change, person, now)?;
        features::photo_counted(tx, person, now)?;
    }
    Ok(())
}

/// The first photo of an area's day: it is another's where that one ceases to count.
fn first_photo(tx: &mut Tx, cx: &Context, change: &Change, now: Time) -> Result<(), Failure> {
    let reference = format!("first:{}:{}", change.area, change.day);
    let first = store::first_sender(tx, change.area, change.day)?;
    let mut people = store::earners(tx, Deed::FirstPhoto, &reference)?;
    people.retain(|person| Some(*person) != first);
    for (person, times) in people.into_iter().map(|person| (person, 0)).chain(first.map(|person| (person, 1)))
    {
        let award = Award {
            person,
            area: change.area,
            day: change.day,
            deed: Deed::FirstPhoto,
            reference: &reference,
            decision: change.decision,
            times,
            by: change.by,
        };
        settle(tx, cx, &award, now)?;
    }
    Ok(())
}

/// Days in a row, each time that they come to as many as the rules say.
fn streaks(tx: &mut Tx, cx: &Context, change: &Change, person: PersonId, now: Time) -> Result<(), Failure> {
    let every = rules_on(tx, cx, change.day)?.streak_days;
    let booked = store::booked_streaks(tx, person)?;
    let due = streak::milestones(&store::days_with_photos(tx, person)?, every);
    // What lies before the change cannot have changed by it.
    let days: BTreeSet<NaiveDate> = booked.union(&due).copied().filter(|day| *day >= change.day).collect();
    for day in days {
        let award = Award {
            person,
            area: store::area_on(tx, person, day)?.unwrap_or(change.area),
            day,
            deed: Deed::Streak,
            reference: &format!("streak:{day}"),
            decision: change.decision,
            times: u32::from(due.contains(&day)),
            by: change.by,
        };
        settle(tx, cx, &award, now)?;
    }
    Ok(())
}

/// Whoever brought somebody in earns once, as long as a photo of theirs counts.
fn friend(tx: &mut Tx, cx: &Context, change: &Change, person: PersonId, now: Time) -> Result<(), Failure> {
    let Some(host) = store::inviter(tx, person)? else { return Ok(()) };
    let first = store::days_with_photos(tx, person)?.first().copied();
    let day = first.unwrap_or(change.day);
    let award = Award {
        person: host,
        area: store::area_on(tx, person, day)?.unwrap_or(change.area),
        day,
        deed: Deed::Friend,
        reference: &format!("friend:{person}"),
        decision: change.decision,
        times: u32::from(first.is_some()),
        by: change.by,
    };
    settle(tx, cx, &award, now)?;
    Ok(())
}
