//! The tree of areas, as it stands in memory.
//!
//! Every count, permission and digest asks "what lies above, what lies below"; a city has some
//! thousand areas that change once a month, so the whole tree is one value, built from the rows of
//! the database and asked without waiting. How a CSV file becomes rows is [`mod@import`]'s.

pub mod import;
mod rest;

use std::collections::HashMap;
use std::ops::AddAssign;

use chrono::NaiveDate;

use super::fold;
use super::ids::AreaId;

pub use import::{AreaProblem, AreaRow, Change, Import, Problem, import};
pub use rest::Pause;

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Our number.
    pub id: AreaId,
    /// The code that people know it by; unique.
    pub code: String,
    /// As people read it.
    pub name: String,
    /// Its place in `areas.levels` of bot.toml: 0 is the top.
    pub level: usize,
    /// The area it lies in; `None` at the top.
    pub parent: Option<AreaId>,
}

/// All areas, with the ways up and down. Children stand in the order of their codes.
///
/// Retired areas are found by their id and from below, since what was sent in for them still names
/// them; whatever lists, searches or walks down passes them over.
#[derive(Clone, Debug, Default)]
pub struct AreaTree {
    /// Parents before children, each area followed by all that lies below it.
    areas: Vec<Area>,
    /// For each area, how many of those that follow it lie below it.
    below: Vec<usize>,
    /// For each area, whether it or one above it is retired.
    hidden: Vec<bool>,
    by_id: HashMap<AreaId, usize>,
    by_code: HashMap<String, usize>,
    /// What each area is found by.
    finding: Vec<Finding>,
    pauses: HashMap<AreaId, Vec<Pause>>,
    /// Since which reporting day areas are retired.
    retired: HashMap<AreaId, NaiveDate>,
}

/// An area's code and names, folded for comparing.
#[derive(Clone, Debug)]
struct Finding {
    code: String,
    name: String,
    /// The names from the top down to its own.
    path: String,
}

impl AreaTree {
    /// Builds the tree from areas in any order.
    ///
    /// An area whose parent is not among them stands at the top. Areas in a cycle, which the
    /// database never holds, are left out.
    pub fn new(areas: impl IntoIterator<Item = Area>) -> Self {
        let mut areas: Vec<Area> = areas.into_iter().collect();
        areas.sort_by(|a, b| b.code.cmp(&a.code));
        let known: std::collections::HashSet<AreaId> = areas.iter().map(|area| area.id).collect();
        let mut children: HashMap<Option<AreaId>, Vec<Area>> = HashMap::new();
        for area in areas {
            children.entry(area.parent.filter(|parent| known.contains(parent))).or_default().push(area);
        }
        // Children lie in falling order of code, so that a stack hands them out in rising order.
        let mut tree = AreaTree::default();
        let mut open: Vec<Area> = children.remove(&None).unwrap_or_default();
        while let Some(area) = open.pop() {
            open.extend(children.remove(&Some(area.id)).unwrap_or_default());
            tree.by_id.insert(area.id, tree.areas.len());
            tree.by_code.insert(area.code.clone(), tree.areas.len());
            let name = fold::squash(&area.name);
            let above = area.parent.and_then(|parent| tree.by_id.get(&parent));
            let path = above.map_or(String::new(), |&above| tree.finding[above].path.clone()) + &name;
            tree.finding.push(Finding { code: fold::squash(&area.code), name, path });
            tree.areas.push(area);
        }
        tree.below = vec![0; tree.areas.len()];
        tree.hidden = vec![false; tree.areas.len()];
        for index in (0..tree.areas.len()).rev() {
            if let Some(&parent) = tree.areas[index].parent.as_ref().and_then(|parent| tree.by_id.get(parent))
            {
                tree.below[parent] += tree.below[index] + 1;
            }
        }
        tree
    }

    /// The area of that id.
    pub fn get(&self, id: AreaId) -> Option<&Area> {
        self.index(id).map(|index| &self.areas[index])
    }

    /// The area of that id, unless it is retired.
    pub fn living(&self, id: AreaId) -> Option<&Area> {
        self.index(id).filter(|&index| !self.hidden[index]).map(|index| &self.areas[index])
    }

    /// The area of that code, as written, unless it is retired.
    pub fn by_code(&self, code: &str) -> Option<&Area> {
        self.by_code_retired_or_not(code).and_then(|area| self.living(area.id))
    }

    /// The area of that code, as written, also if it is retired.
    pub fn by_code_retired_or_not(&self, code: &str) -> Option<&Area> {
        self.by_code.get(code).map(|&index| &self.areas[index])
    }

    /// All areas that are not retired, each before those below it.
    pub fn iter(&self) -> impl Iterator<Item = &Area> + Clone {
        self.living_in(0..self.areas.len())
    }

    /// How many areas there are, without those retired.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// The areas at the top.
    pub fn roots(&self) -> impl Iterator<Item = &Area> {
        self.iter().filter(|area| self.parent(area).is_none())
    }

    /// The area that `area` lies in.
    pub fn parent(&self, area: &Area) -> Option<&Area> {
        self.get(area.parent?)
    }

    /// What lies directly below, by code.
    pub fn children(&self, id: AreaId) -> impl Iterator<Item = &Area> {
        self.descendants(id).filter(move |area| area.parent == Some(id))
    }

    /// The areas above, the nearest first, without the area itself.
    pub fn ancestors(&self, id: AreaId) -> impl Iterator<Item = &Area> {
        std::iter::successors(self.get(id), |area| self.parent(area)).skip(1)
    }

    /// All that lies below, each before what lies below it, without the area itself.
    pub fn descendants(&self, id: AreaId) -> impl Iterator<Item = &Area> {
        self.living_in(self.index(id).map_or(0..0, |index| index + 1..index + 1 + self.below[index]))
    }

    fn living_in(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = &Area> + Clone {
        range.filter(|&index| !self.hidden[index]).map(|index| &self.areas[index])
    }

    /// The others with the same parent, by code.
    pub fn siblings(&self, id: AreaId) -> impl Iterator<Item = &Area> {
        let parent = self.get(id).and_then(|area| self.parent(area)).map(|parent| parent.id);
        let top = self.get(id).is_some() && parent.is_none();
        let roots = top.then(|| self.roots()).into_iter().flatten();
        parent
            .map(|parent| self.children(parent))
            .into_iter()
            .flatten()
            .chain(roots)
            .filter(move |area| area.id != id)
    }

    /// Whether `id` is `above` or lies below it.
    pub fn is_within(&self, id: AreaId, above: AreaId) -> bool {
        match (self.index(id), self.index(above)) {
            (Some(id), Some(above)) => (above..=above + self.below[above]).contains(&id),
            _ => false,
        }
    }

    /// The area itself or the one above it that is of this level: `None` if the path has none there.
    pub fn at_level(&self, id: AreaId, level: usize) -> Option<&Area> {
        std::iter::successors(self.get(id), |area| self.parent(area)).find(|area| area.level == level)
    }

    /// The areas of this level that are `id` or lie below it.
    pub fn of_level(&self, id: AreaId, level: usize) -> impl Iterator<Item = &Area> {
        self.living(id).into_iter().chain(self.descendants(id)).filter(move |area| area.level == level)
    }

    /// Figures of areas by themselves, as figures of each area and all below it.
    pub fn rolled_up<T: Copy + Default + AddAssign>(
        &self,
        figures: impl IntoIterator<Item = (AreaId, T)>,
    ) -> HashMap<AreaId, T> {
        let mut all: HashMap<AreaId, T> = HashMap::new();
        for (area, figure) in figures {
            for above in std::iter::once(area).chain(self.ancestors(area).map(|above| above.id)) {
                *all.entry(above).or_default() += figure;
            }
        }
        all
    }

    /// The areas whose code or name contains `text`, in whatever script, width and case; best first:
    /// the code itself, then the name itself, then beginnings, then higher levels before lower ones.
    /// Where there are none, the areas that it names with what they lie in: 吴兴月河.
    pub fn search(&self, text: &str) -> Vec<&Area> {
        let wanted = fold::squash(text);
        if wanted.is_empty() {
            return Vec::new();
        }
        let found = self.ranked(|Finding { code, name, .. }| match () {
            () if *code == wanted => Some(0),
            () if *name == wanted => Some(1),
            () if name.starts_with(&wanted) || code.starts_with(&wanted) => Some(2),
            () if name.contains(&wanted) || code.contains(&wanted) => Some(3),
            () => None,
        });
        if !found.is_empty() {
            return found;
        }
        let folded = fold::fold(text);
        let pieces = pieces(&folded);
        // What all of it fits already above an area does not name that area.
        self.ranked(|Finding { name, path, .. }| {
            let above = &path[..path.len() - name.len()];
            (in_order(&pieces, path) && !in_order(&pieces, above)).then_some(0)
        })
    }

    /// Where a text that somebody searched for stands in what this area is found by, so that the search
    /// can be done again from three numbers: the area, the place, the length. None if it does not.
    pub fn trace(&self, id: AreaId, text: &str) -> Option<(usize, usize)> {
        let (wanted, found_by) = (fold::squash(text), self.found_by(id)?);
        let at = found_by.find(&wanted)?;
        Some((found_by[..at].chars().count(), wanted.chars().count()))
    }

    /// What [`AreaTree::trace`] told of.
    pub fn traced(&self, id: AreaId, at: usize, length: usize) -> Option<String> {
        Some(self.found_by(id)?.chars().skip(at).take(length).collect())
    }

    fn found_by(&self, id: AreaId) -> Option<String> {
        let Finding { code, path, .. } = &self.finding[self.index(id)?];
        Some(format!("{code} {path}"))
    }

    /// The areas that `rank` gives a place: lowest first, then by level, then by code.
    fn ranked(&self, rank: impl Fn(&Finding) -> Option<u8>) -> Vec<&Area> {
        let mut found: Vec<(u8, &Area)> = (0..self.areas.len())
            .filter(|&index| !self.hidden[index])
            .filter_map(|index| Some((rank(&self.finding[index])?, &self.areas[index])))
            .collect();
        found.sort_by_key(|(rank, area)| (*rank, area.level));
        found.into_iter().map(|(_, area)| area).collect()
    }

    /// The name with what the area lies in: villages of the same name are told apart by it.
    pub fn label(&self, area: &Area) -> String {
        match self.parent(area) {
            Some(parent) => format!("{} · {}", area.name, parent.name),
            None => area.name.clone(),
        }
    }

    /// The area of that code as somebody typed it, unless it is retired.
    pub fn by_typed_code(&self, typed: &str) -> Option<&Area> {
        self.by_code(typed).or_else(|| {
            let wanted = fold::squash(typed);
            let mut fitting = self.ranked(|finding| (finding.code == wanted).then_some(0)).into_iter();
            fitting.next().filter(|_| fitting.next().is_none())
        })
    }

    fn index(&self, id: AreaId) -> Option<usize> {
        self.by_id.get(&id).copied()
    }
}

/// Words; or, since Chinese needs no spaces and people leave 市 and 区 out, the characters of one long enough
/// to mean something.
fn pieces(folded: &str) -> Vec<&str> {
    let words: Vec<&str> = folded.split_whitespace().collect();
    match words.as_slice() {
        [word] if !word.is_ascii() && word.chars().count() > 2 => {
            word.char_indices().map(|(at, c)| &word[at..at + c.len_utf8()]).collect()
        }
        _ => words,
    }
}

/// Whether each piece stands behind the one before it.
fn in_order(pieces: &[&str], text: &str) -> bool {
    let mut rest = text;
    pieces.iter().all(|piece| {
        let behind = rest.find(piece).map(|at| &rest[at + piece.len()..]);
        rest = behind.unwrap_or_default();
        behind.is_some()
    })
}

#[cfg(test)]
mod tests;
