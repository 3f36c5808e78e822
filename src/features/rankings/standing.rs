//! The ranking that comes of a month: every area on its place, with what it did.

use std::collections::HashMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::criteria::{CRITERIA, Month};
use crate::domain::bulletin::Did;
use crate::domain::ids::AreaId;
use crate::domain::ranking::{self, Criterion, Norms, Placed, Raw, Raws, Weights};
use crate::error::Failure;
use crate::features::bulletins::tally;
use crate::features::context::Context;
use crate::store::Read;

/// An area with its place and what that follows from; figures in the order of the criteria.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub area: i64,
    pub name: String,
    /// None for one that is not ranked.
    pub rank: Option<u32>,
    /// Hundredths of a point.
    pub score: u32,
    pub norms: Norms,
    /// What was reached, of how much or by how many.
    pub raws: [(i64, i64); Criterion::ALL.len()],
}

/// A ranking as it stands, or as it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub month: NaiveDate,
    pub weights: i64,
    /// The best first.
    pub rows: Vec<Row>,
    /// Those that have too few people or photos to be ranked.
    pub unranked: Vec<Row>,
}

/// The month that has ended last when a reporting day runs, by its first day.
pub fn ended(running: NaiveDate) -> Option<NaiveDate> {
    running.with_day(1)?.checked_sub_months(Months::new(1))
}

/// The days of a month that are days of the campaign, both included; none where there are none.
pub fn days(cx: &Context, month: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let last = month.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))?;
    let campaign = &cx.config.campaign;
    let (first, last) = (month.max(campaign.starts), last.min(campaign.ends));
    (first <= last).then_some((first, last))
}

/// Ranks the areas of a month by these weights.
pub fn read(read: &Read, cx: &Context, month: NaiveDate, weights: Weights) -> Result<Standing, Failure> {
    let mut standing = Standing { month, weights: weights.packed(), rows: Vec::new(), unranked: Vec::new() };
    let Some((first, last)) = days(cx, month) else { return Ok(standing) };
    let rules = &cx.config.ranking;
    let tree = cx.tree(read)?;
    let tallied = tally::tally(read, cx, rules.level, first, last)?;
    let did: HashMap<AreaId, Did> = tallied.iter().copied().collect();
    let of = Month { first: month, tree: &tree, level: rules.level, did: &did };
    let mut raws: HashMap<AreaId, Raws> = HashMap::new();
    for (at, row) in CRITERIA.iter().enumerate() {
        for (area, raw) in (row.read)(read, &of)? {
            raws.entry(area).or_default().0[at] = raw;
        }
    }
    // Villages of one name are told apart by what they lie in.
    let name = |area: AreaId| match tree.get(area) {
        Some(area) if area.level > cx.config.photos.quota_level => tree.label(area),
        Some(area) => area.name.clone(),
        None => String::new(),
    };
    let mut ranked = Vec::new();
    for (area, did) in tallied {
        let raws = raws.get(&area).copied().unwrap_or_default();
        // What rested all month is no part of it. Where nobody owes photos, all are ranked by what else there is.
        let rested =
            did.owed == 0 && rules.level <= cx.config.photos.quota_level && cx.config.photos.quota > 0;
        if !rested && did.is_enough(rules.least_people, rules.least_photos) {
            ranked.push((area, raws));
        } else if !rested {
            standing.unranked.push(row(
                name(area),
                Placed { of: area, rank: 0, score: 0, norms: [None; 3], raws },
                None,
            ));
        }
    }
    let placed = ranking::rank(weights, ranked);
    standing.rows = placed
        .into_iter()
        .map(|placed| {
            let rank = Some(placed.rank);
            row(name(placed.of), placed, rank)
        })
        .collect();
    Ok(standing)
}

fn row(name: String, placed: Placed<AreaId>, rank: Option<u32>) -> Row {
    Row {
        area: placed.of.get(),
        name,
        rank,
        score: placed.score,
        norms: placed.norms,
        raws: placed.raws.0.map(|Raw { reached, of }| (reached, of)),
    }
}

impl Standing {
    /// What was published.
    pub fn from_shown(shown: Option<&str>) -> Result<Option<Standing>, Failure> {
        Ok(shown.map(serde_json::from_str).transpose()?)
    }

    /// An area's row, ranked or not.
    pub fn row(&self, area: AreaId) -> Option<&Row> {
        self.rows.iter().chain(&self.unranked).find(|row| row.area == area.get())
    }

    /// The weights that it goes by.
    pub fn weighs(&self) -> Weights {
        Weights::unpacked(self.weights).unwrap_or_default()
    }
}
