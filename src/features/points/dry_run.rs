//! What other rules would have given: for an admin who thinks about changing them.
//!
//! Nothing is read out of the ledger but what was given: what was done is taken from the photos, sign-ups
//! and closed days themselves, so that a deed that earned nothing so far is counted too. With the rules
//! that held all along both come to the same, which is a proof of the ledger.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::store::done as store;
use crate::clock::Time;
use crate::directory;
use crate::domain::ids::PersonId;
use crate::domain::points::{Deed, Rules};
use crate::domain::streak;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::rehearsal;
use crate::store::Read;

/// What a deed gave, and would have given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub given: i64,
    pub due: i64,
}

/// What the rules would have changed since a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The first reporting day that was looked at.
    pub since: NaiveDate,
    /// Deeds that follow rules and gave something, or would have.
    pub deeds: BTreeMap<Deed, Sum>,
    /// Persons for whom it makes a difference.
    pub people: BTreeMap<PersonId, Sum>,
}

/// Who did what on which reporting day, and how often.
type Done = BTreeMap<(PersonId, Deed, NaiveDate), u32>;

/// Works out what `rules` would have given since a reporting day, the running one included. Deeds that
/// are booked at the day's close count for closed days.
pub fn dry_run(read: &Read, cx: &Context, rules: &Rules, since: NaiveDate) -> Result<Outcome, Failure> {
    // What was rehearsed counts for nothing once that is over.
    let (since, begins) = match rehearsal::is_on(read, cx)? {
        true => (since, Time::MIN_UTC),
        false => (since.max(cx.config.campaign.starts), rehearsal::begins(cx)),
    };
    let mut people: BTreeMap<PersonId, Sum> = BTreeMap::new();
    let mut outcome = Outcome { since, ..Outcome::default() };
    for (person, deed, points) in store::given(read, since)? {
        outcome.deeds.entry(deed).or_default().given += points;
        people.entry(person).or_default().given += points;
    }
    for ((person, deed, _), times) in done(read, cx, rules, since, begins)? {
        let points = rules.rule(deed).earns(times, 0);
        outcome.deeds.entry(deed).or_default().due += points;
        people.entry(person).or_default().due += points;
    }
    outcome.deeds.retain(|_, sum| *sum != Sum::default());
    people.retain(|_, sum| sum.given != sum.due);
    outcome.people = people;
    Ok(outcome)
}

fn done(read: &Read, cx: &Context, rules: &Rules, since: NaiveDate, begins: Time) -> Result<Done, Failure> {
    let mut done = Done::new();
    for (person, at) in store::signed_up(read)? {
        let day = cx.day(at);
        if day >= since && at >= begins {
            done.insert((person, Deed::Signup, day), 1);
        }
    }
    // All days, since a streak may have begun before.
    let mut days: BTreeMap<PersonId, BTreeSet<NaiveDate>> = BTreeMap::new();
    for (person, day, photos) in store::photos(read)? {
        days.entry(person).or_default().insert(day);
        if day >= since {
            done.insert((person, Deed::Photo, day), photos);
        }
    }
    for (person, days) in &days {
        for day in streak::milestones(days, rules.streak_days).range(since..) {
            done.insert((*person, Deed::Streak, *day), 1);
        }
    }
    for (friend, host) in store::friends(read)? {
        if let Some(day) = days.get(&friend).and_then(BTreeSet::first).filter(|day| **day >= since) {
            *done.entry((host, Deed::Friend, *day)).or_default() += 1;
        }
    }
    for (person, day) in store::firsts(read, since)? {
        *done.entry((person, Deed::FirstPhoto, day)).or_default() += 1;
    }
    let tree = cx.tree(read)?;
    for day in store::closed_days(read, since)? {
        for (area, photos) in store::counts(read, day)? {
            let quota = tree.get(area).map_or(0, |area| cx.quota(&tree, area, day));
            if quota > 0 && photos >= i64::from(quota) {
                for person in store::senders(read, area, day)? {
                    *done.entry((person, Deed::QuotaReached, day)).or_default() += 1;
                }
            }
        }
    }
    Ok(done)
}

/// A person's name, as others may read it.
pub fn name(read: &Read, person: PersonId) -> Result<String, Failure> {
    Ok(directory::person_by_id(read, person)?.map_or_else(|| person.to_string(), |person| person.name))
}
