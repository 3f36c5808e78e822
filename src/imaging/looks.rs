//! All looks of the campaign in memory, to find the nearest one.
//!
//! A plain scan: at a million pictures it takes two to four milliseconds, and a search tree (BK-tree) is slower than
//! that from distance 4 on. 40 MB a million.

use super::hash::Look;

/// Looks with the ids of their pictures. The four words of a look stand in four columns: so the compiler compares
/// several looks at once, and the memory delivers four streams at once.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    columns: [Vec<u64>; 4],
    ids: Vec<i64>,
}

/// Looks whose distances are computed before any is looked at: without branches in between they go in parallel.
const BLOCK: usize = 256;

impl Looks {
    /// An empty index.
    pub fn new() -> Looks {
        Looks::default()
    }

    /// Adds a picture.
    pub fn push(&mut self, id: i64, look: Look) {
        for (column, word) in self.columns.iter_mut().zip(look.words()) {
            column.push(word);
        }
        self.ids.push(id);
    }

    /// Removes a picture; says whether it was there.
    pub fn remove(&mut self, id: i64) -> bool {
        let Some(place) = self.ids.iter().position(|&other| other == id) else { return false };
        // The order does not matter: ties are decided by id.
        self.ids.swap_remove(place);
        for column in &mut self.columns {
            column.swap_remove(place);
        }
        true
    }

    /// How many pictures are known.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The id and distance of the nearest look within `limit` bits of difference; the smallest id of those equally near.
    pub fn nearest_within(&self, look: Look, limit: u32) -> Option<(i64, u32)> {
        let mut best: Option<(u32, i64)> = None;
        self.scan(look, limit, |id, distance| {
            if best.is_none_or(|best| (distance, id) < best) {
                best = Some((distance, id));
            }
            best.map_or(limit, |(distance, _)| distance)
        });
        best.map(|(distance, id)| (id, distance))
    }

    /// All ids within `limit` with their distances, nearest first.
    pub fn all_within(&self, look: Look, limit: u32) -> Vec<(i64, u32)> {
        let mut found = Vec::new();
        self.scan(look, limit, |id, distance| {
            found.push((id, distance));
            limit
        });
        found.sort_unstable_by_key(|&(id, distance)| (distance, id));
        found
    }

    /// Calls `found` with every id within the bound and its distance; `found` returns the bound from there on.
    fn scan(&self, look: Look, mut bound: u32, mut found: impl FnMut(i64, u32) -> u32) {
        let wanted = look.words();
        let mut distances = [0u64; BLOCK];
        let mut start = 0;
        while start < self.ids.len() {
            let end = (start + BLOCK).min(self.ids.len());
            let [a, b, c, d] = self.columns.each_ref().map(|column| &column[start..end]);
            for (distance, (((a, b), c), d)) in distances.iter_mut().zip(a.iter().zip(b).zip(c).zip(d)) {
                *distance = ones([a ^ wanted[0], b ^ wanted[1], c ^ wanted[2], d ^ wanted[3]]);
            }
            for (&id, &distance) in self.ids[start..end].iter().zip(&distances) {
                if distance <= u64::from(bound) {
                    bound = found(id, distance as u32);
                }
            }
            start = end;
        }
    }
}

/// How many bits are set in four words. The portable instruction set has none that counts bits, so the four are counted
/// together: in pairs of bits, in fours, in bytes, then added up.
#[inline(always)]
fn ones(words: [u64; 4]) -> u64 {
    const PAIRS: u64 = 0x5555_5555_5555_5555;
    const FOURS: u64 = 0x3333_3333_3333_3333;
    const BYTES: u64 = 0x0F0F_0F0F_0F0F_0F0F;
    const WIDE: u64 = 0x00FF_00FF_00FF_00FF;
    let [a, b, c, d] = words.map(|bits| {
        let pairs = bits - ((bits >> 1) & PAIRS);
        (pairs & FOURS) + ((pairs >> 2) & FOURS)
    });
    // Two words' fours are at most 8 each, four words' bytes at most 32: they still fit.
    let (low, high) = (a + b, c + d);
    let bytes = (low & BYTES) + ((low >> 4) & BYTES) + (high & BYTES) + ((high >> 4) & BYTES);
    let wide = (bytes & WIDE) + ((bytes >> 8) & WIDE);
    let wider = wide + (wide >> 16);
    (wider + (wider >> 32)) & 0xFFFF
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn look() -> impl Strategy<Value = Look> {
        any::<[u8; 32]>().prop_map(Look)
    }

    #[test]
    fn opposites_differ_in_every_bit() {
        let mut looks = Looks::new();
        looks.push(7, Look([0xFF; 32]));
        assert_eq!(looks.nearest_within(Look([0; 32]), 255), None);
        assert_eq!(looks.nearest_within(Look([0; 32]), 256), Some((7, 256)));
        assert_eq!(looks.nearest_within(Look([0xFF; 32]), 0), Some((7, 0)));
    }

    #[test]
    fn of_equally_near_ones_the_earliest_id_wins_in_any_order() {
        let mut looks = Looks::new();
        for id in [9, 3, 5] {
            looks.push(id, Look([1; 32]));
        }
        assert_eq!(looks.nearest_within(Look([1; 32]), 40), Some((3, 0)));
        assert!(looks.remove(3));
        assert!(!looks.remove(3));
        assert_eq!(looks.nearest_within(Look([1; 32]), 40), Some((5, 0)));
        assert_eq!(looks.all_within(Look([1; 32]), 40), [(5, 0), (9, 0)]);
        assert_eq!(looks.len(), 2);
    }

    proptest! {
        /// More than a block of looks, against the obvious way.
        #[test]
        fn finds_what_the_obvious_way_finds(
            known in prop::collection::vec(look(), 0..700),
            wanted in look(),
            limit in 90u32..140,
        ) {
            let mut looks = Looks::new();
            known.iter().enumerate().for_each(|(id, look)| looks.push(id as i64, *look));
            let expected = known
                .iter()
                .enumerate()
                .map(|(id, look)| (look.distance(wanted), id as i64))
                .filter(|&(distance, _)| distance <= limit)
                .min();
            prop_assert_eq!(looks.nearest_within(wanted, limit), expected.map(|(distance, id)| (id, distance)));
        }
    }
}
