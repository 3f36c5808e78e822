//! Areas that owe nothing for a while, and areas that are not there any more.
//!
//! Both hold for all that lies below, and both are known by the day: a pause that begins today says
//! nothing about yesterday's count against yesterday's quota.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Area, AreaTree};
use crate::domain::ids::AreaId;

/// Reporting days on which an area, and all below it, owes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The first of them.
    pub first: NaiveDate,
    /// The last of them; none: until somebody ends it.
    pub last: Option<NaiveDate>,
}

impl Pause {
    /// Whether it covers a day.
    pub fn covers(self, day: NaiveDate) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }
}

impl AreaTree {
    /// The same tree, with what is paused and what is retired.
    #[must_use]
    pub fn with_rest(
        mut self,
        pauses: HashMap<AreaId, Vec<Pause>>,
        retired: HashMap<AreaId, NaiveDate>,
    ) -> Self {
        (self.pauses, self.retired) = (pauses, retired);
        // Parents stand before children.
        for index in 0..self.areas.len() {
            let area = &self.areas[index];
            let above = area.parent.and_then(|parent| self.index(parent));
            self.hidden[index] =
                self.retired.contains_key(&area.id) || above.is_some_and(|above| self.hidden[above]);
        }
        self
    }

    /// Whether the area or one above it is retired.
    pub fn is_retired(&self, id: AreaId) -> bool {
        self.index(id).is_some_and(|index| self.hidden[index])
    }

    /// Since when the area itself is retired, if it is.
    pub fn retired_since(&self, id: AreaId) -> Option<NaiveDate> {
        self.retired.get(&id).copied()
    }

    /// The areas that are retired by themselves, not by one above them.
    pub fn retired(&self) -> impl Iterator<Item = &Area> {
        self.areas.iter().filter(|area| self.retired.contains_key(&area.id))
    }

    /// The pause of the area itself that covers a day.
    pub fn pause(&self, id: AreaId, day: NaiveDate) -> Option<Pause> {
        self.pauses.get(&id)?.iter().copied().find(|pause| pause.covers(day))
    }

    /// Whether there is any day on which the area rests: see [`AreaTree::rests`].
    pub fn ever_rests(&self, id: AreaId) -> bool {
        let above = self.ancestors(id).map(|above| above.id);
        let rests = |id| self.pauses.contains_key(&id) || self.retired.contains_key(&id);
        std::iter::once(id).chain(above).any(rests)
    }

    /// Whether the area owes nothing on a day, since it or one above it is paused or retired then.
    pub fn rests(&self, id: AreaId, day: NaiveDate) -> bool {
        let above = self.ancestors(id).map(|above| above.id);
        std::iter::once(id).chain(above).any(|id| {
            self.pause(id, day).is_some() || self.retired.get(&id).is_some_and(|since| *since <= day)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    /// City 1 with districts 2 and 3, and township 4 in 2.
    fn tree(pauses: &[(i64, &str, Option<&str>)], retired: &[(i64, &str)]) -> AreaTree {
        let area = |id: i64, parent: Option<i64>, level| Area {
            id: id.into(),
            code: id.to_string(),
            name: format!("第{id}区"),
            level,
            parent: parent.map(AreaId::from),
        };
        let mut all: HashMap<AreaId, Vec<Pause>> = HashMap::new();
        for (id, first, last) in pauses {
            let pause = Pause { first: day(first), last: last.map(day) };
            all.entry(AreaId::from(*id)).or_default().push(pause);
        }
        let retired = retired.iter().map(|(id, since)| (AreaId::from(*id), day(since))).collect();
        AreaTree::new([area(1, None, 0), area(2, Some(1), 1), area(3, Some(1), 1), area(4, Some(2), 2)])
            .with_rest(all, retired)
    }

    #[test]
    fn a_pause_holds_from_its_first_day_to_its_last_and_for_all_below() {
        let tree = tree(&[(2, "2026-06-22", Some("2026-06-24")), (3, "2026-07-01", None)], &[]);
        let rests = |id: i64, text| tree.rests(id.into(), day(text));
        assert!(!rests(2, "2026-06-21") && rests(2, "2026-06-22") && rests(2, "2026-06-24"));
        assert!(!rests(2, "2026-06-25"), "it ends by itself");
        assert!(rests(4, "2026-06-23") && !rests(1, "2026-06-23") && !rests(3, "2026-06-23"));
        assert!(rests(3, "2027-01-01"));
    }

    #[test]
    fn what_is_retired_is_only_found_by_its_id_and_from_below() {
        let tree = tree(&[], &[(2, "2026-06-22")]);
        let codes = |areas: Vec<&Area>| areas.iter().map(|area| area.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes(tree.iter().collect()), ["1", "3"]);
        assert_eq!(codes(tree.children(1.into()).collect()), ["3"]);
        assert_eq!(codes(tree.of_level(1.into(), 1).collect()), ["3"]);
        assert_eq!(codes(tree.search("区")), ["1", "3"]);
        assert_eq!((tree.len(), tree.by_code("4"), tree.living(4.into())), (2, None, None));
        assert!(tree.is_retired(4.into()) && tree.retired_since(4.into()).is_none());
        assert_eq!(tree.at_level(4.into(), 1).map(|area| area.code.as_str()), Some("2"));
        assert!(tree.is_within(4.into(), 1.into()));
        assert!(!tree.rests(2.into(), day("2026-06-21")), "what it owed before, it owed");
        assert!(tree.rests(4.into(), day("2026-06-22")));
        assert_eq!(codes(tree.retired().collect()), ["2"]);
    }
}
