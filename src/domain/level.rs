//! Levels: what somebody has come to in a season, by what they earned in it.

/// A level, as bot.toml or the default list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// As people read it; empty where the language has words of its own for it.
    pub name: String,
    /// From so many points on.
    pub points: i64,
}

/// The level of so many points by its place in the list, from 0; none below the first. The list
/// rises.
pub fn reached(levels: &[Level], points: i64) -> Option<usize> {
    levels.iter().rposition(|level| level.points <= points)
}

/// The next level by its place, and the points that it still takes; none at the top.
pub fn next(levels: &[Level], points: i64) -> Option<(usize, i64)> {
    let at = levels.iter().position(|level| level.points > points)?;
    Some((at, levels[at].points - points))
}

/// The levels that going from `before` to `after` points climbed, by their places. What one starts with
/// is climbed by nobody.
pub fn climbed(levels: &[Level], before: i64, after: i64) -> impl Iterator<Item = usize> {
    let passed = move |level: &Level| level.points > before.max(0) && level.points <= after;
    levels.iter().enumerate().filter(move |(_, level)| passed(level)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn levels() -> Vec<Level> {
        [0, 20, 60].map(|points| Level { name: String::new(), points }).into()
    }

    #[test]
    fn a_level_is_reached_with_its_points() {
        assert_eq!(reached(&levels(), 19), Some(0));
        assert_eq!(reached(&levels(), 20), Some(1));
        assert_eq!(reached(&levels(), 1000), Some(2));
        assert_eq!(reached(&levels(), -1), None, "who owes has none");
        assert_eq!(reached(&[], 5), None);
        assert_eq!(next(&levels(), 45), Some((2, 15)));
        assert_eq!(next(&levels(), 60), None);
    }

    #[test]
    fn several_levels_may_be_climbed_at_once() {
        assert_eq!(climbed(&levels(), 0, 5).count(), 0, "the first is everybody's");
        assert_eq!(climbed(&levels(), 19, 20).collect::<Vec<_>>(), [1]);
        assert_eq!(climbed(&levels(), -10, 60).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(climbed(&levels(), 60, 20).count(), 0);
    }

    proptest! {
        /// However the points come, in one step or in many, the same levels are climbed.
        #[test]
        fn steps_climb_what_a_leap_climbs(steps in prop::collection::vec(0i64..40, 0..10)) {
            let (mut sum, mut stepwise) = (0, Vec::new());
            for step in &steps {
                stepwise.extend(climbed(&levels(), sum, sum + step));
                sum += step;
            }
            prop_assert_eq!(&stepwise, &climbed(&levels(), 0, sum).collect::<Vec<_>>());
            prop_assert_eq!(reached(&levels(), sum), stepwise.last().copied().or(Some(0)));
        }
    }
}
