//! Places: who stands before whom, and by how much.

use std::cmp::Ordering;

/// What stands on a board: points, of so many people. In total the people are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    pub points: i64,
    /// At least 1.
    pub people: i64,
}

impl Score {
    /// Points as they are.
    pub fn total(points: i64) -> Self {
        Score { points, people: 1 }
    }

    /// Points by how many people made them.
    pub fn each(points: i64, people: i64) -> Self {
        Score { points, people: people.max(1) }
    }

    /// How this compares to another: by points per person, exactly, without dividing.
    pub fn compare(self, other: Score) -> Ordering {
        let across = |a: Score, b: Score| i128::from(a.points) * i128::from(b.people);
        across(self, other).cmp(&across(other, self))
    }

    /// The points that this lacks to stand level with another that is before it; 0 where it is not.
    pub fn gap_to(self, other: Score) -> i64 {
        let lacking = i128::from(other.points) * i128::from(self.people)
            - i128::from(self.points) * i128::from(other.people);
        let of = i128::from(other.people.max(1));
        let gap = (lacking.max(0) + of - 1) / of;
        i64::try_from(gap).unwrap_or(i64::MAX)
    }

    /// As it is written: `12` in total; of several people the points for each, to two places: `3.14`.
    pub fn written(self) -> String {
        if self.people == 1 {
            return self.points.to_string();
        }
        let hundredths = i128::from(self.points) * 100 / i128::from(self.people);
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        match rest {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{rest:02}").trim_end_matches('0').to_owned(),
        }
    }
}

/// The places of scores that stand in order, the best first: who is level shares one, and as many
/// places are left out behind them: 1, 2, 2, 4.
pub fn places(scores: impl IntoIterator<Item = Score>) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::new();
    let mut before: Option<Score> = None;
    for (at, score) in scores.into_iter().enumerate() {
        let level = before.is_some_and(|before| before.compare(score) == Ordering::Equal);
        let place = if level { places[at - 1] } else { at + 1 };
        places.push(place);
        before = Some(score);
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn who_is_level_shares_a_place() {
        let places = |points: &[i64]| places(points.iter().map(|points| Score::total(*points)));
        assert_eq!(places(&[9, 7, 7, 3]), [1, 2, 2, 4]);
        assert_eq!(places(&[5, 5, 5]), [1, 1, 1]);
        assert_eq!(places(&[]), [0usize; 0]);
    }

    #[test]
    fn a_score_is_written_as_people_read_it() {
        assert_eq!(Score::total(12).written(), "12");
        assert_eq!(Score::each(22, 7).written(), "3.14");
        assert_eq!(Score::each(21, 6).written(), "3.5");
        assert_eq!(Score::each(30, 5).written(), "6");
        assert_eq!(Score::each(-1, 2).written(), "-0.5");
        assert_eq!(Score::each(3, 0).written(), "3");
    }

    fn score() -> impl Strategy<Value = Score> {
        (0i64..2_000, 1i64..60).prop_map(|(points, people)| Score { points, people })
    }

    proptest! {
        #[test]
        fn a_place_is_one_more_than_who_is_before(mut scores in prop::collection::vec(score(), 0..40)) {
            scores.sort_by(|a, b| b.compare(*a));
            let places = places(scores.iter().copied());
            for (score, place) in scores.iter().zip(&places) {
                let before = scores.iter().filter(|other| other.compare(*score) == Ordering::Greater).count();
                prop_assert_eq!(*place, before + 1);
            }
        }

        /// With the gap made up it stands level or before, with a point less it does not.
        #[test]
        fn the_gap_is_just_enough(own in score(), other in score()) {
            let gap = own.gap_to(other);
            let with = |more: i64| Score { points: own.points + more, ..own };
            prop_assert!(with(gap).compare(other) != Ordering::Less);
            if gap > 0 {
                prop_assert_eq!(with(gap - 1).compare(other), Ordering::Less);
            }
            prop_assert_eq!(gap > 0, own.compare(other) == Ordering::Less);
        }
    }
}
