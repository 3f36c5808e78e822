//! The figures of a bulletin, read in one go: as they stand while it is a draft, and kept as they were once it is published.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::store::{self, votes};
use super::{Bulletin, Section, tally};
use crate::domain::area::AreaTree;
use crate::domain::bulletin::{self, Candidate, Did};
use crate::domain::digest::missing_first;
use crate::domain::ids::{AreaId, SubmissionId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::store::Read;

/// So many of the best areas are named.
const BEST: usize = 5;

/// So many of the best areas are looked at for a picture where too few photos are liked by anybody.
const LOOKED_AT: usize = 12;

/// A number, and that of as many days before; none where the campaign had not begun then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub now: i64,
    pub before: Option<i64>,
}

/// An area with what it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub area: String,
    pub reached: u32,
    pub owed: u32,
    pub photos: u32,
    /// Hundredths of photos per signed-up person; none where people or photos are too few to say so.
    pub each: Option<i64>,
}

/// A photo of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictured {
    pub photo: i64,
    pub area: String,
    pub day: NaiveDate,
}

/// What a bulletin tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub week: i64,
    pub photos: Change,
    /// 人次.
    pub heads: Change,
    /// Who signed up.
    pub signups: Change,
    /// Who sent photos that count.
    pub senders: i64,
    /// Areas that owed photos.
    pub areas: usize,
    pub best: Vec<Line>,
    /// All below nine tenths of their quota days, what is missing most first.
    pub behind: Vec<Line>,
    pub pictures: Vec<Pictured>,
}

/// Reads what a bulletin tells.
pub fn figures(read: &Read, cx: &Context, of: &Bulletin) -> Result<Figures, Failure> {
    let (first, last) = (of.first, of.last);
    let tree = cx.tree(read)?;
    let did = tally::tally(read, cx, cx.config.photos.quota_level, first, last)?;
    let owing = did.iter().filter(|(_, did)| did.owed > 0).count();
    let least = (cx.config.ranking.least_people, cx.config.ranking.least_photos);
    let mut best = did.clone();
    bulletin::best(&mut best, least);
    let looked_at = looked_at(&best, &did);
    // Nobody is praised and named for what is missing at once.
    best.retain(|(_, did)| !did.is_behind());
    let mut behind: Vec<(AreaId, Did)> = did.into_iter().filter(|(_, did)| did.is_behind()).collect();
    missing_first(&mut behind, |(_, did)| (did.reached, did.owed));
    let line = |(area, did): &(AreaId, Did)| {
        let each = did.is_enough(least.0, least.1).then(|| i64::from(did.photos) * 100 / did.people.max(1));
        let area = tree.get(*area).map_or_else(String::new, |area| area.name.clone());
        Line { area, reached: did.reached, owed: did.owed, photos: did.photos, each }
    };
    let span = (last - first).num_days() + 1;
    let before = (first - TimeDelta::days(span), first - TimeDelta::days(1));
    let before = Some(before).filter(|before| before.0 >= cx.config.campaign.starts);
    let totals = store::totals(read, first, last)?;
    let totals_before = before.map(|(first, last)| store::totals(read, first, last)).transpose()?;
    let signups = |(first, last): (NaiveDate, NaiveDate)| {
        let before = first.checked_sub_days(Days::new(1)).unwrap_or(first);
        store::signups(read, cx.deadline(before), cx.deadline(last))
    };
    let change = |now, before| Change { now, before };
    Ok(Figures {
        first,
        last,
        week: bulletin::week(last, cx.config.campaign.starts),
        photos: change(totals.0, totals_before.map(|totals| totals.0)),
        heads: change(totals.1, totals_before.map(|totals| totals.1)),
        signups: change(signups((first, last))?, before.map(signups).transpose()?),
        senders: store::senders(read, first, last)?,
        areas: owing,
        pictures: pictures(read, cx, &tree, of, &looked_at)?,
        best: best.iter().take(BEST).map(line).collect(),
        behind: behind.iter().map(line).collect(),
    })
}

/// Whose photos are looked at where too few are liked by anybody: the best areas, then those that sent most.
fn looked_at(best: &[(AreaId, Did)], all: &[(AreaId, Did)]) -> Vec<AreaId> {
    let mut areas: Vec<AreaId> = best.iter().take(LOOKED_AT).map(|(area, _)| *area).collect();
    if areas.len() < LOOKED_AT {
        let mut others: Vec<&(AreaId, Did)> =
            all.iter().filter(|(area, did)| did.photos > 0 && !areas.contains(area)).collect();
        others.sort_by_key(|(_, did)| std::cmp::Reverse(did.photos));
        areas.extend(others.into_iter().take(LOOKED_AT - best.len()).map(|(area, _)| *area));
    }
    areas
}

/// The pictures of the week: what leads and people like, and where that is too little what the best areas sent.
fn pictures(
    read: &Read,
    cx: &Context,
    tree: &AreaTree,
    of: &Bulletin,
    looked_at: &[AreaId],
) -> Result<Vec<Pictured>, Failure> {
    if !of.has(Section::Pictures) {
        return Ok(Vec::new());
    }
    let passed_over = store::passed_over(read, of.id)?;
    let quota_level = cx.config.photos.quota_level;
    let mut candidates: HashMap<SubmissionId, Candidate> = HashMap::new();
    let mut add = |liked: votes::Liked| {
        let area = tree.at_level(liked.area, quota_level).map_or(liked.area, |area| area.id);
        let votes::Liked { photo, leads, reactions, heads, .. } = liked;
        candidates.entry(photo).or_insert(Candidate { photo, area, leads, reactions, heads });
    };
    votes::voted(read, of.first, of.last)?.into_iter().for_each(&mut add);
    for area in looked_at {
        votes::of_area(read, *area, of.first, of.last, of.id)?.into_iter().for_each(&mut add);
    }
    let chosen = bulletin::pictures(candidates.into_values().collect(), &passed_over);
    let shown = votes::shown(read, &chosen)?;
    Ok(shown
        .into_iter()
        .map(|shown| Pictured {
            photo: shown.photo.get(),
            area: tree.get(shown.area).map_or_else(String::new, |area| match area.level > quota_level {
                true => tree.label(area),
                false => area.name.clone(),
            }),
            day: shown.day,
        })
        .collect())
}

impl Figures {
    /// The photos that are shown.
    pub fn photos_shown(&self) -> Vec<SubmissionId> {
        self.pictures.iter().map(|pictured| SubmissionId::from(pictured.photo)).collect()
    }
}
