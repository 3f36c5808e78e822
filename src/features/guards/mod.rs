//! What is worth a look, once a week, to leads about their areas.
//!
//! Points invite farming; guarding against it by machine would punish honest people. So nobody is accused, held
//! up or corrected here: a list goes to those who know these people, in neutral words, with the way to the
//! entries, and nothing where there is nothing. Who stands on it does not see it, also where they are a lead.

pub mod chat;
pub mod job;
mod store;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::domain::guard;
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::points::rules_on;
use crate::features::{roles, signup};
use crate::store::Read;

/// Something that is worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub what: What,
    /// About whom.
    pub people: Vec<Named>,
}

/// Somebody, as others may read their name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: PersonId,
    pub name: String,
    /// By which `/who` finds them.
    pub telegram_id: Option<i64>,
}

/// What was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Two award each other, and nobody else.
    Pair,
    /// So many photos in ten minutes.
    Burst { photos: usize },
    /// So many copies of earlier photos.
    Copies { copies: i64 },
    /// Each day of the week at the cap.
    Capped,
    /// So many friends who did one thing and nothing more.
    Friends { friends: i64 },
}

/// Weeks in which awards are looked at.
const AWARDS: u64 = 28;

/// Friends of so many days ago; those of the last week may still come to do more.
const BROUGHT: u64 = 35;

/// All that is worth a look in the seven days from this one on.
pub fn findings(read: &Read, cx: &Context, first: NaiveDate) -> Result<Vec<Finding>, Failure> {
    let last = first + Days::new(6);
    let mut found = Vec::new();
    let awards = store::awards(read, last - Days::new(AWARDS - 1), last)?;
    for (one, other) in guard::mutual(&awards) {
        found.push((What::Pair, vec![one, other]));
    }
    let mut bursts: BTreeMap<PersonId, usize> = BTreeMap::new();
    for day in first.iter_days().take(7) {
        for person in store::busy_on(read, day, guard::BURST as i64)? {
            if let Some(photos) = guard::burst(&store::posted(read, person, day)?) {
                let most = bursts.entry(person).or_default();
                *most = photos.max(*most);
            }
        }
    }
    found.extend(bursts.into_iter().map(|(person, photos)| (What::Burst { photos }, vec![person])));
    for (person, copies) in store::copies(read, first, last, guard::COPIES)? {
        found.push((What::Copies { copies }, vec![person]));
    }
    if let Some(cap) = rules_on(read, cx, last)?.rule(Deed::Photo).daily_cap {
        for person in store::earned_on(read, last, cap.max(1))? {
            if guard::capped_all_week(&store::photo_points(read, person, first, last)?, cap) {
                found.push((What::Capped, vec![person]));
            }
        }
    }
    let (from, to) = (last - Days::new(BROUGHT), last - Days::new(7));
    let instant = |day: NaiveDate| crate::domain::calendar::instant(day.into(), cx.config.timezone);
    for (host, friends) in store::idle_friends(read, instant(from), instant(to), guard::FRIENDS)? {
        found.push((What::Friends { friends }, vec![host]));
    }
    let mut findings = Vec::new();
    for (what, people) in found {
        let people = people.into_iter().map(|person| store::named(read, person));
        let people: Vec<Named> = people.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        if !people.is_empty() {
            findings.push(Finding { what, people });
        }
    }
    Ok(findings)
}

/// Each lead with the findings about their areas, but for those about themselves. What no lead is to see
/// falls to the admins.
pub fn by_lead(
    read: &Read,
    cx: &Context,
    findings: &[Finding],
) -> Result<BTreeMap<PersonId, Vec<Finding>>, Failure> {
    let tree = cx.tree(read)?;
    let mut leads: BTreeMap<AreaId, Vec<PersonId>> = BTreeMap::new();
    for (lead, area) in roles::all_leads(read)? {
        leads.entry(area).or_default().push(lead);
    }
    let mut lists: BTreeMap<PersonId, Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        let mut readers = Vec::new();
        for person in &finding.people {
            for area in signup::store::areas_of(read, person.id)? {
                let above = tree.ancestors(area).map(|above| above.id);
                readers.extend(
                    std::iter::once(area).chain(above).filter_map(|area| leads.get(&area)).flatten().copied(),
                );
            }
        }
        readers.retain(|reader| finding.people.iter().all(|person| person.id != *reader));
        if readers.is_empty() {
            readers = roles::admins(read, cx)?;
            readers.retain(|reader| finding.people.iter().all(|person| person.id != *reader));
        }
        readers.sort_unstable();
        readers.dedup();
        for reader in readers {
            lists.entry(reader).or_default().push(finding.clone());
        }
    }
    Ok(lists)
}
