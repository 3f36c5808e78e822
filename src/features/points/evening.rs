//! What the evening's message says of points: who earned most.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::store;
use crate::directory;
use crate::domain::area::AreaTree;
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::sections::{Asked, Teller, Told};
use crate::say;
use crate::store::Read;
use crate::telegram::length::shorten;

/// How many of the day's people are named.
const TOP: usize = 5;

/// Of a name so much is shown among others.
const LONGEST_NAME: usize = 40;

/// Who earned most on the day, with what.
pub fn top(read: &Read, _: &Context, asked: &Asked) -> Result<Teller, Failure> {
    let mut named: HashMap<PersonId, Option<String>> = HashMap::new();
    let mut tops: HashMap<AreaId, Vec<(String, i64)>> = HashMap::new();
    for (area, people) in first(asked.tree, store::earned_on(read, asked.day)?, asked.areas) {
        let top = tops.entry(area).or_default();
        for (person, points) in people {
            let name = match named.entry(person) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    new.insert(directory::person_by_id(read, person)?.map(|person| person.name))
                }
            };
            if let Some(name) = name {
                top.push((shorten(name, LONGEST_NAME), points));
            }
        }
    }
    Ok(Box::new(move |cx, area, locale| {
        let Some(top) = tops.get(&area.id).filter(|top| !top.is_empty()) else { return Told::default() };
        let one = |(name, points): &(String, i64)| {
            cx.texts.plain(locale, &say!("points-evening-one", name = name, points = *points))
        };
        let names = cx.texts.list(locale, top.iter().map(one));
        Told { says: vec![say!("points-evening-top", count = top.len(), names = names)], buttons: Vec::new() }
    }))
}

/// Who earned most in each of the areas and below it; of equals, who came first.
fn first(
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
    let first = |sums: HashMap<PersonId, i64>| {
        let mut people: Vec<(PersonId, i64)> = sums.into_iter().filter(|(_, points)| *points > 0).collect();
        let order = |&(person, points): &(PersonId, i64)| (-points, person);
        if people.len() > TOP {
            people.select_nth_unstable_by_key(TOP, order);
            people.truncate(TOP);
        }
        people.sort_by_key(order);
        people
    };
    sums.into_iter().map(|(area, sums)| (area, first(sums))).collect()
}
