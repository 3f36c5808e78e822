//! All looks of the campaign in memory, to find the nearest one.
//!
//! A plain scan: at a million pictures it takes about two milliseconds, and a search tree (BK-tree) is slower than that
//! from distance 4 on. 40 MB a million.

use super::hash::Look;

/// Looks with the ids of their pictures.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    words: Vec<[u64; 4]>,
    ids: Vec<i64>,
}

impl Looks {
    /// An empty index.
    pub fn new() -> Looks {
        Looks::default()
    }

    /// Adds a picture.
    pub fn push(&mut self, id: i64, look: Look) {
        self.words.push(look.words());
        self.ids.push(id);
    }

    /// Removes a picture; says whether it was there.
    pub fn remove(&mut self, id: i64) -> bool {
        let Some(place) = self.ids.iter().position(|&other| other == id) else { return false };
        // The order does not matter: ties are decided by id.
        self.ids.swap_remove(place);
        self.words.swap_remove(place);
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
        let [a, b, c, d] = look.words();
        let mut best: Option<(u32, i64)> = None;
        let mut bound = limit;
        for (place, words) in self.words.iter().enumerate() {
            let distance = (words[0] ^ a).count_ones()
                + (words[1] ^ b).count_ones()
                + (words[2] ^ c).count_ones()
                + (words[3] ^ d).count_ones();
            if distance <= bound {
                let found = (distance, self.ids[place]);
                if best.is_none_or(|best| found < best) {
                    best = Some(found);
                    bound = distance;
                }
            }
        }
        best.map(|(distance, id)| (id, distance))
    }

    /// All ids within `limit` with their distances, nearest first.
    pub fn all_within(&self, look: Look, limit: u32) -> Vec<(i64, u32)> {
        let words = look.words();
        let distance = |other: &[u64; 4]| -> u32 { (0..4).map(|i| (other[i] ^ words[i]).count_ones()).sum() };
        let mut found: Vec<(i64, u32)> = self
            .ids
            .iter()
            .zip(&self.words)
            .map(|(&id, other)| (id, distance(other)))
            .filter(|&(_, distance)| distance <= limit)
            .collect();
        found.sort_unstable_by_key(|&(id, distance)| (distance, id));
        found
    }
}
