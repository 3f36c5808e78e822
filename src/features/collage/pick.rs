//! Which photos of a full day stand in its picture.

use std::collections::HashMap;
use std::hash::Hash;

use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId};

/// What is looked at in a photo when there are too many.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// The area directly below the one that is drawn; that one itself for its own photos.
    pub branch: AreaId,
    /// The area that the photo was posted for.
    pub area: AreaId,
    pub person: Option<PersonId>,
    pub at: Time,
}

/// Picks at most `most` photos, as evenly as can be over the areas below, then over people, then
/// over the day; returns their places in rising order.
///
/// One after another the photo is taken whose area below has the fewest so far, then whose own area
/// has, then whose sender has, and among those the one furthest in time from all that were taken.
pub fn pick(photos: &[Candidate], most: usize) -> Vec<usize> {
    let mut left: Vec<usize> = (0..photos.len()).collect();
    let mut taken: Vec<usize> = Vec::new();
    let (mut branches, mut areas, mut people) = (Tally::default(), Tally::default(), Tally::default());
    while taken.len() < most && !left.is_empty() {
        let best = left.iter().enumerate().min_by_key(|&(_, &place)| {
            let photo = &photos[place];
            let nearest = taken.iter().map(|&other| (photos[other].at - photo.at).abs()).min();
            (
                branches.of(photo.branch),
                areas.of(photo.area),
                people.of(photo.person),
                std::cmp::Reverse(nearest),
            )
        });
        let Some((at, _)) = best else { break };
        let place = left.remove(at);
        branches.count(photos[place].branch);
        areas.count(photos[place].area);
        people.count(photos[place].person);
        taken.push(place);
    }
    taken.sort_unstable();
    taken
}

/// How often each was taken.
struct Tally<T>(HashMap<T, usize>);

impl<T> Default for Tally<T> {
    fn default() -> Self {
        Tally(HashMap::new())
    }
}

impl<T: Eq + Hash> Tally<T> {
    fn of(&self, item: T) -> usize {
        self.0.get(&item).copied().unwrap_or(0)
    }

    fn count(&mut self, item: T) {
        *self.0.entry(item).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::{DateTime, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    /// A photo of (branch, area, person) at so many minutes of the day.
    fn photo(branch: i64, area: i64, person: i64, minute: i64) -> Candidate {
        Candidate {
            branch: branch.into(),
            area: area.into(),
            person: (person > 0).then(|| person.into()),
            at: DateTime::UNIX_EPOCH + TimeDelta::minutes(minute),
        }
    }

    #[test]
    fn all_stand_where_there_is_room() {
        let photos: Vec<_> = (0..9).map(|minute| photo(1, 1, 1, minute)).collect();
        assert_eq!(pick(&photos, 9), (0..9).collect::<Vec<_>>());
        assert_eq!(pick(&[], 9), Vec::<usize>::new());
    }

    #[test]
    fn a_busy_sender_does_not_fill_the_picture() {
        let mut photos: Vec<_> = (0..20).map(|minute| photo(1, 1, 1, minute)).collect();
        photos.extend([photo(1, 1, 2, 30), photo(1, 1, 3, 31), photo(2, 2, 4, 32)]);
        let picked = pick(&photos, 4);
        assert!(picked.ends_with(&[20, 21, 22]) && picked.len() == 4, "{picked:?}");
    }

    #[test]
    fn one_sender_in_one_place_is_spread_over_the_day() {
        let photos: Vec<_> = (0..=100).map(|minute| photo(1, 1, 1, minute)).collect();
        assert_eq!(pick(&photos, 3), [0, 50, 100]);
    }

    proptest! {
        #[test]
        fn every_area_below_stands_before_one_stands_twice(
            day in prop::collection::vec((1i64..12, 1i64..4, 0i64..6, 0i64..1440), 0..60)
        ) {
            let photos: Vec<_> = day.iter().map(|&(b, a, p, m)| photo(b, b * 10 + a, p, m)).collect();
            let picked = pick(&photos, 9);
            prop_assert_eq!(picked.len(), photos.len().min(9));
            prop_assert!(picked.windows(2).all(|two| two[0] < two[1]));
            let mut counts = BTreeMap::new();
            for photo in &photos {
                counts.entry(photo.branch).or_insert(0);
            }
            for &place in &picked {
                *counts.entry(photos[place].branch).or_insert(0) += 1;
            }
            if counts.values().any(|&count| count >= 2) {
                prop_assert!(counts.values().all(|&count| count >= 1), "{:?}", counts);
            }
        }
    }
}
