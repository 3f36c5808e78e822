//! What areas did in a stretch of days, of all areas at once: from the counts that are kept by day, never from the
//! ledger or from photos.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::store;
use crate::domain::area::{Area, AreaTree};
use crate::domain::bulletin::Did;
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::context::Context;
use crate::store::Read;

/// What each area of a level that is there did, in the order of the tree. Quota days are those of the areas of the
/// quota level that it is, or that lie below it; those on which an area rests are not owed.
pub fn tally(
    read: &Read,
    cx: &Context,
    level: usize,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<(AreaId, Did)>, Failure> {
    let tree = cx.tree(read)?;
    let mut did: HashMap<AreaId, Did> = HashMap::new();
    let quota_level = cx.config.photos.quota_level;
    let usual = cx.config.photos.quota;
    let sums = store::sums(read, level, first, last, usual)?;
    for sum in &sums {
        let of = did.entry(sum.area).or_default();
        (of.photos, of.heads) = (sum.photos, sum.heads);
    }
    if level <= quota_level {
        let below = match level == quota_level {
            true => sums,
            false => store::sums(read, quota_level, first, last, usual)?,
        };
        for (area, reached, owed) in quota_days(read, cx, &tree, &below, first, last)? {
            if let Some(above) = tree.at_level(area, level) {
                let of = did.entry(above.id).or_default();
                (of.reached, of.owed) = (of.reached + reached, of.owed + owed);
            }
        }
    }
    for (area, people) in at_level(&tree, level, store::people(read)?) {
        did.entry(area).or_default().people = people;
    }
    let areas = tree.iter().filter(|area| area.level == level);
    Ok(areas.map(|area| (area.id, did.get(&area.id).copied().unwrap_or_default())).collect())
}

/// Numbers of areas by themselves, summed for the areas of a level: what lies above it is in none.
pub fn at_level(
    tree: &AreaTree,
    level: usize,
    numbers: impl IntoIterator<Item = (AreaId, i64)>,
) -> HashMap<AreaId, i64> {
    let mut sums = HashMap::new();
    for (area, number) in numbers {
        if let Some(above) = tree.at_level(area, level) {
            *sums.entry(above.id).or_default() += number;
        }
    }
    sums
}

/// The days on which each area reached its quota, of those on which it owed one. Only those that rest now and then, or
/// owe a number of their own, are looked at day by day.
fn quota_days(
    read: &Read,
    cx: &Context,
    tree: &AreaTree,
    sums: &[store::Sum],
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<(AreaId, u32, u32)>, Failure> {
    let usual = cx.config.photos.quota;
    let reached: HashMap<AreaId, u32> = sums.iter().map(|sum| (sum.area, sum.reached)).collect();
    let all = u32::try_from((last - first).num_days() + 1).unwrap_or_default();
    let mut days = Vec::new();
    for area in tree.iter().filter(|area| area.level == cx.config.photos.quota_level) {
        let own = cx.config.photos.quota_for(&area.code) != usual;
        days.push(match own || tree.ever_rests(area.id) {
            true => day_by_day(read, cx, tree, area, first, last)?,
            false if usual == 0 => (area.id, 0, 0),
            false => (area.id, reached.get(&area.id).copied().unwrap_or_default(), all),
        });
    }
    Ok(days)
}

fn day_by_day(
    read: &Read,
    cx: &Context,
    tree: &AreaTree,
    area: &Area,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<(AreaId, u32, u32), Failure> {
    let photos: HashMap<NaiveDate, u32> = store::days(read, area.id, first, last)?.into_iter().collect();
    let (mut reached, mut owed) = (0, 0);
    for day in first.iter_days().take_while(|day| *day <= last) {
        let quota = cx.quota(tree, area, day);
        let have = photos.get(&day).copied().unwrap_or_default();
        owed += u32::from(quota > 0);
        reached += u32::from(quota > 0 && have >= quota);
    }
    Ok((area.id, reached, owed))
}
