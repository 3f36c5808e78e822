//! A day's numbers for all areas, read once for all its digests.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::store;
use crate::clock::Time;
use crate::directory;
use crate::domain::area::{Area, AreaTree};
use crate::domain::calendar::{Stage, bounds};
use crate::domain::digest::missing_first;
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::photos::{self, Count};
use crate::features::{rehearsal, signup};
use crate::store::Read;

/// How many of the day's people are named.
const TOP: usize = 3;

/// All that digests of a day say.
pub(super) struct Book {
    pub day: NaiveDate,
    pub stage: Stage,
    /// When it was read.
    pub now: Time,
    pub tree: Arc<AreaTree>,
    counts: HashMap<AreaId, Count>,
    signups: HashMap<AreaId, u32>,
    /// Of the day before; none on the campaign's first.
    signups_before: Option<HashMap<AreaId, u32>>,
    /// For the areas that a digest is for.
    pages: HashMap<AreaId, Page>,
}

/// What only the areas that a digest is for are asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// Photos that wait for a lead: all, and those that look like others.
    pub waiting: (u32, u32),
    /// Who asked to join and waits for a lead.
    pub joining: u32,
    /// Counted photos that lack a place, and those that lack a headcount.
    pub lacking: (u32, u32),
    /// Who earned most, with what.
    pub top: Vec<(String, i64)>,
}

/// An area of the quota level with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Owing<'b> {
    pub area: &'b Area,
    pub have: u32,
    pub quota: u32,
}

impl Owing<'_> {
    pub fn is_missing(&self) -> bool {
        self.have < self.quota
    }
}

impl Book {
    /// Reads the day for the digests of these areas.
    pub fn open(
        read: &Read,
        cx: &Context,
        day: NaiveDate,
        areas: impl IntoIterator<Item = AreaId>,
        now: Time,
    ) -> Result<Self, Failure> {
        let tree = cx.tree(read)?;
        let (tz, ends) = (cx.config.timezone, cx.config.photos.day_ends);
        let signups = |day: NaiveDate| -> Result<_, Failure> {
            let (from, until) = bounds(day, tz, ends);
            Ok(rolled_up(&tree, store::signups(read, from, until)?))
        };
        let before = day.checked_sub_days(Days::new(1)).filter(|before| *before >= cx.config.campaign.starts);
        let counts = store::counts(read, day)?;
        let mut book = Book {
            day,
            stage: rehearsal::stage(read, cx, day)?,
            now,
            counts: counts.into_iter().map(|(area, photos, heads)| (area, Count { photos, heads })).collect(),
            signups: signups(day)?,
            signups_before: before.map(signups).transpose()?,
            pages: areas.into_iter().map(|area| (area, Page::default())).collect(),
            tree: tree.clone(),
        };
        book.read_pages(read)?;
        Ok(book)
    }

    fn read_pages(&mut self, read: &Read) -> Result<(), Failure> {
        let areas: HashSet<AreaId> = self.pages.keys().copied().collect();
        let mut top = top(&self.tree, store::earned(read, self.day)?, &areas);
        let lacking = store::lacking(read, self.day)?;
        let places = rolled_up(&self.tree, lacking.iter().map(|&(area, place, _)| (area, place)));
        let heads = rolled_up(&self.tree, lacking.iter().map(|&(area, _, heads)| (area, heads)));
        for (area, page) in &mut self.pages {
            page.waiting = photos::store::waiting(read, *area)?;
            page.joining = signup::approval::waiting_within(read, *area)?;
            let of = |counts: &HashMap<AreaId, u32>| counts.get(area).copied().unwrap_or_default();
            page.lacking = (of(&places), of(&heads));
            for (person, points) in top.remove(area).unwrap_or_default() {
                if let Some(person) = directory::person_by_id(read, person)? {
                    page.top.push((person.name, points));
                }
            }
        }
        Ok(())
    }

    /// What the area and all below it sent in.
    pub fn count(&self, area: AreaId) -> Count {
        self.counts.get(&area).copied().unwrap_or_default()
    }

    /// Who signed up, that day and the day before.
    pub fn signups(&self, area: AreaId) -> (u32, Option<u32>) {
        let of = |counts: &HashMap<AreaId, u32>| counts.get(&area).copied().unwrap_or_default();
        (of(&self.signups), self.signups_before.as_ref().map(of))
    }

    pub fn page(&self, area: AreaId) -> Page {
        self.pages.get(&area).cloned().unwrap_or_default()
    }

    /// The areas at or below `area` that owe photos, what is missing most first.
    pub fn owing(&self, cx: &Context, area: AreaId) -> Vec<Owing<'_>> {
        let mut owing = self.of_quota_level(cx, area);
        owing.retain(|owing| owing.quota > 0);
        missing_first(&mut owing, |owing| (owing.have, owing.quota));
        owing
    }

    /// The areas at or below `area` that owe nothing and sent photos all the same, the most first.
    pub fn free(&self, cx: &Context, area: AreaId) -> Vec<Owing<'_>> {
        let mut free = self.of_quota_level(cx, area);
        free.retain(|free| free.quota == 0 && free.have > 0);
        free.sort_by_key(|free| std::cmp::Reverse(free.have));
        free
    }

    fn of_quota_level(&self, cx: &Context, area: AreaId) -> Vec<Owing<'_>> {
        let areas = self.tree.of_level(area, cx.config.photos.quota_level);
        let owing = |area| Owing {
            area,
            have: self.count(area.id).photos,
            quota: cx.quota(&self.tree, area, self.day),
        };
        areas.map(owing).collect()
    }
}

/// Counts of areas by themselves, as counts of each area and all below it.
fn rolled_up(tree: &AreaTree, counts: impl IntoIterator<Item = (AreaId, u32)>) -> HashMap<AreaId, u32> {
    let mut all = HashMap::new();
    for (area, count) in counts {
        *all.entry(area).or_default() += count;
        for above in tree.ancestors(area) {
            *all.entry(above.id).or_default() += count;
        }
    }
    all
}

/// Who earned most in each of the areas and below it; of equals, who came first.
fn top(
    tree: &AreaTree,
    earned: Vec<(PersonId, AreaId, i64)>,
    areas: &HashSet<AreaId>,
) -> HashMap<AreaId, Vec<(PersonId, i64)>> {
    let mut sums: HashMap<AreaId, HashMap<PersonId, i64>> = HashMap::new();
    for (person, area, points) in earned {
        let above = tree.ancestors(area).map(|above| above.id);
        for area in std::iter::once(area).chain(above).filter(|area| areas.contains(area)) {
            *sums.entry(area).or_default().entry(person).or_default() += points;
        }
    }
    sums.into_iter()
        .map(|(area, sums)| {
            let mut people: Vec<(PersonId, i64)> =
                sums.into_iter().filter(|(_, points)| *points > 0).collect();
            people.sort_by_key(|&(person, points)| (-points, person));
            people.truncate(TOP);
            (area, people)
        })
        .collect()
}
