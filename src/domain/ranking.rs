//! The monthly ranking: how what areas did becomes one score, and who shares which rank.
//!
//! All numbers are whole: norms and scores are hundredths of a point, so that 10,000 is the full hundred.
//!
//! - The norm of what is owed (quota days) is the share that was reached: `10,000 × reached / of`, at most 10,000.
//! - The norm of what has no full measure (participants per head, points per head) is held against the best of the
//!   areas that are ranked: `10,000 × (reached / of) / (best.reached / best.of)`.
//! - A score is the mean of an area's norms by their weights: `Σ weight × norm / Σ weight`, over the criteria that
//!   have a weight and of which the area has a norm. Weights need not come to a hundred: only their proportions count.

use std::cmp::Reverse;

/// The full hundred, in hundredths of a point.
pub const FULL: u32 = 10_000;

/// The heaviest weight: what is beyond it says nothing more.
pub const HEAVIEST: u32 = 100;

/// What areas are ranked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Criterion {
    /// Days on which the quota was reached, of those on which it was owed.
    QuotaDays,
    /// 人次 per signed-up person.
    Heads,
    /// Points per signed-up person.
    Points,
}

impl Criterion {
    pub const ALL: [Criterion; 3] = [Criterion::QuotaDays, Criterion::Heads, Criterion::Points];

    /// The key of its weight in bot.toml.
    pub const fn name(self) -> &'static str {
        match self {
            Criterion::QuotaDays => "quota_days",
            Criterion::Heads => "heads",
            Criterion::Points => "points",
        }
    }

    const fn place(self) -> usize {
        self as usize
    }

    /// Whether there is a full measure of it, or it is held against the best.
    const fn is_owed(self) -> bool {
        matches!(self, Criterion::QuotaDays)
    }
}

/// How much each criterion weighs; 0 leaves it out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Weights([u32; Criterion::ALL.len()]);

/// Weights are packed in a number, each of them in so many.
const PACKED: i64 = 1000;

impl Weights {
    /// The weights in the order of [`Criterion::ALL`].
    pub const fn of(weights: [u32; Criterion::ALL.len()]) -> Weights {
        Weights(weights)
    }

    pub const fn get(self, criterion: Criterion) -> u32 {
        self.0[criterion.place()]
    }

    /// The same with one of them changed, between 0 and the heaviest.
    #[must_use]
    pub fn with(mut self, criterion: Criterion, weight: i64) -> Weights {
        self.0[criterion.place()] = u32::try_from(weight.clamp(0, i64::from(HEAVIEST))).unwrap_or_default();
        self
    }

    /// Whether nothing weighs anything: then nothing is ranked.
    pub fn is_empty(self) -> bool {
        self.0.iter().all(|weight| *weight == 0)
    }

    /// As one number, for a button.
    pub fn packed(self) -> i64 {
        self.0.iter().rev().fold(0, |packed, weight| packed * PACKED + i64::from(*weight))
    }

    /// The weights of such a number.
    pub fn unpacked(mut packed: i64) -> Option<Weights> {
        let mut weights = Weights::default();
        for weight in &mut weights.0 {
            *weight = u32::try_from(packed % PACKED).ok().filter(|weight| *weight <= HEAVIEST)?;
            packed /= PACKED;
        }
        (packed == 0).then_some(weights)
    }
}

/// What an area did by a criterion: `reached` of `of`. Where `of` is 0 the criterion says nothing of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    pub reached: i64,
    pub of: i64,
}

impl Raw {
    /// Whether this is more for each than another, without dividing; one that says nothing is least.
    fn is_above(self, other: Raw) -> bool {
        let across = |a: Raw, b: Raw| i128::from(a.reached) * i128::from(b.of);
        self.of > 0 && (other.of <= 0 || across(self, other) > across(other, self))
    }
}

/// What an area did by each criterion, in the order of [`Criterion::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Raws(pub [Raw; Criterion::ALL.len()]);

impl Raws {
    pub const fn get(self, criterion: Criterion) -> Raw {
        self.0[criterion.place()]
    }
}

/// Norms in the order of [`Criterion::ALL`]; none where a criterion says nothing of the area.
pub type Norms = [Option<u32>; Criterion::ALL.len()];

/// The norm of one criterion, from 0 to [`FULL`]: see the top of this file.
pub fn norm(criterion: Criterion, raw: Raw, best: Raw) -> Option<u32> {
    if raw.of <= 0 {
        return None;
    }
    let (mut above, mut below) = (i128::from(raw.reached.max(0)), i128::from(raw.of));
    if !criterion.is_owed() {
        // Nobody has any: all are level.
        if best.of <= 0 || best.reached <= 0 {
            return Some(0);
        }
        above *= i128::from(best.of);
        below *= i128::from(best.reached);
    }
    let norm = above * i128::from(FULL) / below;
    Some(u32::try_from(norm).unwrap_or(FULL).min(FULL))
}

/// The score by its norms; none where nothing that weighs anything says anything of the area.
pub fn score(weights: Weights, norms: &Norms) -> Option<u32> {
    let (mut sum, mut weight) = (0u64, 0u64);
    for criterion in Criterion::ALL {
        if let Some(norm) = norms[criterion.place()] {
            sum += u64::from(norm) * u64::from(weights.get(criterion));
            weight += u64::from(weights.get(criterion));
        }
    }
    sum.checked_div(weight).and_then(|score| u32::try_from(score).ok())
}

/// An area on its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    pub of: T,
    /// One more than how many stand before: who is level shares a rank.
    pub rank: u32,
    pub score: u32,
    pub norms: Norms,
    pub raws: Raws,
}

/// Ranks areas by what they did, the best first; equal scores in the order in which they came. What nothing can be
/// said of is left out.
pub fn rank<T>(weights: Weights, areas: impl IntoIterator<Item = (T, Raws)>) -> Vec<Placed<T>> {
    let areas: Vec<(T, Raws)> = areas.into_iter().collect();
    let best = Criterion::ALL.map(|criterion| {
        areas
            .iter()
            .map(|(_, raws)| raws.get(criterion))
            .fold(Raw::default(), |best, raw| if raw.is_above(best) { raw } else { best })
    });
    let mut placed: Vec<Placed<T>> = areas
        .into_iter()
        .filter_map(|(of, raws)| {
            let norms =
                Criterion::ALL.map(|criterion| norm(criterion, raws.get(criterion), best[criterion.place()]));
            Some(Placed { of, rank: 0, score: score(weights, &norms)?, norms, raws })
        })
        .collect();
    placed.sort_by_key(|placed| Reverse(placed.score));
    let mut before: Option<(u32, u32)> = None;
    for (at, placed) in placed.iter_mut().enumerate() {
        let rank = match before {
            Some((score, rank)) if score == placed.score => rank,
            _ => u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1),
        };
        placed.rank = rank;
        before = Some((placed.score, rank));
    }
    placed
}

/// A score or a norm as it is written: `87.5`.
pub fn written(hundredths: u32) -> String {
    let (whole, tenths) = ((hundredths + 5) / 100, (hundredths + 5) % 100 / 10);
    if tenths == 0 { whole.to_string() } else { format!("{whole}.{tenths}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn raws(quota: (i64, i64), heads: (i64, i64), points: (i64, i64)) -> Raws {
        Raws([quota, heads, points].map(|(reached, of)| Raw { reached, of }))
    }

    #[test]
    fn a_month_reads_as_documented() {
        let weights = Weights::of([50, 20, 30]);
        let placed = rank(
            weights,
            [
                ("安吉", raws((15, 30), (40, 20), (100, 20))),
                ("吴兴", raws((30, 30), (120, 60), (120, 60))),
                ("停", raws((0, 0), (0, 0), (0, 0))),
            ],
        );
        let told: Vec<_> = placed.iter().map(|placed| (placed.of, placed.rank, placed.score)).collect();
        // 吴兴: all days, as many heads each as the best, two fifths of the best's points each.
        assert_eq!(told, [("吴兴", 1, 8200), ("安吉", 2, 7500)]);
        assert_eq!(written(8200), "82");
        assert_eq!(written(8254), "82.5");
        assert_eq!(written(9996), "100");
    }

    #[test]
    fn what_weighs_nothing_is_left_out() {
        let placed = rank(
            Weights::of([0, 0, 10]),
            [("甲", raws((30, 30), (9, 1), (1, 2))), ("乙", raws((0, 30), (0, 9), (2, 2)))],
        );
        assert_eq!(placed[0].of, "乙");
        assert!(rank(Weights::default(), [("甲", raws((1, 1), (1, 1), (1, 1)))]).is_empty());
    }

    fn raw() -> impl Strategy<Value = Raw> {
        (0i64..500, 0i64..60).prop_map(|(reached, of)| Raw { reached, of })
    }

    fn many() -> impl Strategy<Value = Vec<Raws>> {
        prop::collection::vec((raw(), raw(), raw()).prop_map(|(a, b, c)| Raws([a, b, c])), 0..30)
    }

    fn weights() -> impl Strategy<Value = Weights> {
        [0u32..=HEAVIEST, 0u32..=HEAVIEST, 0u32..=HEAVIEST].prop_map(Weights)
    }

    proptest! {
        #[test]
        fn ranks_follow_scores_and_ties_share(weights in weights(), areas in many()) {
            let placed = rank(weights, areas.into_iter().enumerate());
            for one in &placed {
                prop_assert!(one.score <= FULL);
                let before = placed.iter().filter(|other| other.score > one.score).count();
                prop_assert_eq!(one.rank as usize, before + 1);
            }
        }

        /// Only the proportions of weights count, and no order in which areas come.
        #[test]
        fn neither_scale_nor_order_matters(weights in weights(), areas in many()) {
            let light = Weights(weights.0.map(|weight| weight / 4));
            let heavy = Weights(light.0.map(|weight| weight * 3));
            let by_area = |weights, areas: Vec<(usize, Raws)>| {
                let mut placed: Vec<_> =
                    rank(weights, areas).into_iter().map(|one| (one.of, one.rank, one.score)).collect();
                placed.sort_unstable();
                placed
            };
            let areas: Vec<_> = areas.into_iter().enumerate().collect();
            let turned: Vec<_> = areas.iter().rev().copied().collect();
            prop_assert_eq!(by_area(light, areas.clone()), by_area(heavy, areas));
            let areas: Vec<_> = turned.iter().rev().copied().collect();
            prop_assert_eq!(by_area(weights, areas), by_area(weights, turned));
        }

        /// Another quota day never lowers a score, nor changes anybody else's.
        #[test]
        fn more_days_are_no_less(weights in weights(), areas in many(), at in any::<prop::sample::Index>()) {
            prop_assume!(!areas.is_empty());
            let at = at.index(areas.len());
            let mut better = areas.clone();
            better[at].0[0].reached += 1;
            let score = |areas: Vec<Raws>, of: usize| {
                rank(weights, areas.into_iter().enumerate())
                    .into_iter()
                    .find(|one| one.of == of)
                    .map(|one| one.score)
            };
            for of in 0..areas.len() {
                let (was, is) = (score(areas.clone(), of), score(better.clone(), of));
                let holds = if of == at { is >= was } else { is == was };
                prop_assert!(holds, "area {}: {:?}, then {:?}", of, was, is);
            }
        }

        #[test]
        fn weights_fit_a_button(weights in weights()) {
            prop_assert_eq!(Weights::unpacked(weights.packed()), Some(weights));
        }

        #[test]
        fn what_was_never_packed_is_none(packed in any::<i64>()) {
            if let Some(weights) = Weights::unpacked(packed) {
                prop_assert_eq!(weights.packed(), packed);
            }
        }
    }
}
