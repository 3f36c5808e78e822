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
    let counts = store::days(read, level, first, last)?;
    for count in &counts {
        let of = did.entry(count.area).or_default();
        of.photos += count.photos;
        of.heads += count.heads;
    }
    let quota_level = cx.config.photos.quota_level;
    if level <= quota_level {
        let below = match level == quota_level {
            true => counts,
            false => store::days(read, quota_level, first, last)?,
        };
        for (area, reached, owed) in quota_days(cx, &tree, below, first, last) {
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

/// The days on which each area reached its quota, of those on which it owed one.
fn quota_days(
    cx: &Context,
    tree: &AreaTree,
    counts: Vec<store::DayCount>,
    first: NaiveDate,
    last: NaiveDate,
) -> Vec<(AreaId, u32, u32)> {
    let photos: HashMap<(AreaId, NaiveDate), u32> =
        counts.into_iter().map(|count| ((count.area, count.day), count.photos)).collect();
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
    let owing = |area: &Area| {
        let (mut reached, mut owed) = (0, 0);
        for day in &days {
            let quota = cx.quota(tree, area, *day);
            let have = photos.get(&(area.id, *day)).copied().unwrap_or_default();
            owed += u32::from(quota > 0);
            reached += u32::from(quota > 0 && have >= quota);
        }
        (area.id, reached, owed)
    };
    tree.iter().filter(|area| area.level == cx.config.photos.quota_level).map(owing).collect()
}
