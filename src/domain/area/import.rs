//! From a CSV file to changes of the tree, all or nothing.
//!
//! All that is wrong with a file is said at once. Importing updates and adds; it never removes.

use std::collections::{HashMap, HashSet};

use super::AreaTree;
use crate::domain::table::{self, Column, Table, TableProblem};

/// The columns, in the order in which they are named to people.
pub const COLUMNS: [Column; 4] = [
    Column { name: "code", required: true },
    Column { name: "parent_code", required: true },
    Column { name: "name", required: true },
    Column { name: "level", required: true },
];

/// A row that may be written, after the row of its parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaRow {
    /// The line of the file, from 1.
    pub line: u64,
    /// Unique within the file.
    pub code: String,
    /// `None` at the top.
    pub parent_code: Option<String>,
    /// As people read it.
    pub name: String,
    /// Place in the list of levels, from 0.
    pub level: usize,
    /// What it means for the tree as it stands.
    pub change: Change,
}

/// What a row means for the tree as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The area is new.
    Added,
    /// Its name, parent or level is another.
    Updated,
    /// It stands already as the row says.
    Same,
}

/// A file that can be imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// All rows of the file, parents before children.
    pub rows: Vec<AreaRow>,
}

impl Import {
    /// How many rows mean this.
    pub fn count(&self, change: Change) -> usize {
        self.rows.iter().filter(|row| row.change == change).count()
    }
}

/// What is wrong with a line.
pub type Problem = table::Problem<AreaProblem>;

/// Why a file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AreaProblem {
    /// It is no such table.
    Table(TableProblem),
    /// The code stood on an earlier line already.
    CodeRepeated { code: String, first_line: u64 },
    /// The level is not one of bot.toml's, which are given from the top.
    LevelUnknown { level: String, known: Vec<String> },
    /// Neither the file nor the tree has the parent.
    ParentUnknown { parent_code: String },
    /// The area does not lie below its parent's level.
    LevelOutOfOrder { level: String, parent_code: String, parent_level: String },
    /// An area below, which the file does not name, would no longer lie below this one's level.
    LevelBelowChild { level: String, child_code: String, child_level: String },
    /// Following the parents leads back to the area; the codes on the way, beginning with its own.
    Cycle { codes: Vec<String> },
}

/// Reads a file against the tree as it stands.
///
/// `levels` is `areas.levels` of bot.toml, from the top. A child's level must be strictly below its
/// parent's; levels may be skipped, since a city may have villages that no township administers.
///
/// # Errors
///
/// All that is wrong, by line; then nothing may be imported.
pub fn import(bytes: &[u8], levels: &[String], tree: &AreaTree) -> Result<Import, Vec<Problem>> {
    let (rows, mut problems) = read(bytes, levels)?;
    let plan = Plan::new(&rows, tree, levels);
    for (index, row) in rows.iter().enumerate() {
        problems.extend(plan.check(index, row));
    }
    problems.extend(plan.cycles());
    if problems.is_empty() {
        return Ok(Import { rows: plan.in_order(&rows) });
    }
    problems.sort_by_key(|problem| problem.line);
    Err(problems)
}

/// The level of a row that has none that we know: nothing is compared with it, and it is never imported.
const NO_LEVEL: usize = usize::MAX;

type Reading = (Vec<AreaRow>, Vec<Problem>);

fn read(bytes: &[u8], levels: &[String]) -> Result<Reading, Vec<Problem>> {
    let at = |line, what| Problem { line, what };
    let of_table = |problem: table::Problem<TableProblem>| at(problem.line, AreaProblem::Table(problem.what));
    let table = Table::read(bytes, &COLUMNS)
        .map_err(|problems| problems.into_iter().map(of_table).collect::<Vec<_>>())?;
    let mut problems: Vec<Problem> = table.problems.iter().cloned().map(of_table).collect();
    let mut rows = Vec::new();
    let mut first_lines: HashMap<String, u64> = HashMap::new();
    for table::Row { line, values, crooked } in table.rows() {
        let &[code, parent_code, name, level] = values.as_slice() else { continue };
        if crooked {
            // Perhaps a comma in a name; what stands before it still serves as a parent.
            rows.push(AreaRow {
                line,
                code: code.to_owned(),
                parent_code: None,
                name: String::new(),
                level: NO_LEVEL,
                change: Change::Added,
            });
            continue;
        }
        for (column, value) in [("code", code), ("name", name), ("level", level)] {
            if value.is_empty() {
                problems.push(at(line, AreaProblem::Table(TableProblem::FieldEmpty { column })));
            }
        }
        let place = levels.iter().position(|known| known == level);
        if place.is_none() && !level.is_empty() {
            problems
                .push(at(line, AreaProblem::LevelUnknown { level: level.into(), known: levels.to_vec() }));
        }
        if let Some(&first_line) = first_lines.get(code).filter(|_| !code.is_empty()) {
            problems.push(at(line, AreaProblem::CodeRepeated { code: code.into(), first_line }));
            continue;
        }
        first_lines.insert(code.into(), line);
        // A row with a mistake of its own still serves as a parent, so that one mistake is not told as many.
        if !code.is_empty() {
            rows.push(AreaRow {
                line,
                code: code.into(),
                parent_code: Some(parent_code.to_owned()).filter(|code| !code.is_empty()),
                name: name.into(),
                level: place.unwrap_or(NO_LEVEL),
                change: Change::Added,
            });
        }
    }
    Ok((rows, problems))
}

/// The tree as it would stand after the import: by code, each with its parent's code and its level.
struct Plan<'a> {
    nodes: HashMap<&'a str, Node<'a>>,
    tree: &'a AreaTree,
    levels: &'a [String],
}

struct Node<'a> {
    parent: Option<&'a str>,
    level: usize,
    /// The row that says so; `None` for what the file does not name.
    row: Option<usize>,
    line: u64,
}

impl<'a> Plan<'a> {
    fn new(rows: &'a [AreaRow], tree: &'a AreaTree, levels: &'a [String]) -> Self {
        let standing = tree.iter().map(|area| {
            let parent = tree.parent(area).map(|parent| parent.code.as_str());
            (area.code.as_str(), Node { parent, level: area.level, row: None, line: 1 })
        });
        let mut nodes: HashMap<&str, Node> = standing.collect();
        nodes.extend(rows.iter().enumerate().map(|(index, row)| {
            let parent = row.parent_code.as_deref();
            (row.code.as_str(), Node { parent, level: row.level, row: Some(index), line: row.line })
        }));
        Plan { nodes, tree, levels }
    }

    fn level_name(&self, level: usize) -> String {
        self.levels.get(level).cloned().unwrap_or_default()
    }

    /// What is wrong between a row and what lies next to it, above and below.
    fn check(&self, index: usize, row: &AreaRow) -> Vec<Problem> {
        let mut wrong = Vec::new();
        let mut say = |what| wrong.push(Problem { line: row.line, what });
        let level = row.level;
        if let Some(parent_code) = &row.parent_code {
            match self.nodes.get(parent_code.as_str()) {
                None => say(AreaProblem::ParentUnknown { parent_code: parent_code.clone() }),
                // Its own parent: told as a cycle. Without a level: told already.
                Some(parent)
                    if parent.row == Some(index) || level == NO_LEVEL || parent.level == NO_LEVEL => {}
                Some(parent) if level <= parent.level => say(AreaProblem::LevelOutOfOrder {
                    level: self.level_name(level),
                    parent_code: parent_code.clone(),
                    parent_level: self.level_name(parent.level),
                }),
                Some(_) => {}
            }
        }
        if let Some(area) = self.tree.by_code(&row.code).filter(|_| level != NO_LEVEL) {
            let untouched = |code: &str| self.nodes.get(code).is_some_and(|node| node.row.is_none());
            for child in
                self.tree.children(area.id).filter(|child| untouched(&child.code) && child.level <= level)
            {
                say(AreaProblem::LevelBelowChild {
                    level: self.level_name(level),
                    child_code: child.code.clone(),
                    child_level: self.level_name(child.level),
                });
            }
        }
        wrong
    }

    /// Each cycle once, told at the row of it that comes first in the file.
    fn cycles(&self) -> Vec<Problem> {
        let mut done: HashSet<&str> = HashSet::new();
        let mut found = Vec::new();
        for &start in self.nodes.keys() {
            let mut path: Vec<&str> = Vec::new();
            let mut on_path: HashSet<&str> = HashSet::new();
            let mut here = Some(start);
            while let Some(code) = here.filter(|code| !done.contains(code)) {
                if !on_path.insert(code) {
                    let from = path.iter().position(|&passed| passed == code).unwrap_or(0);
                    found.extend(self.cycle(&path[from..]));
                    break;
                }
                path.push(code);
                here = self.nodes.get(code).and_then(|node| node.parent);
            }
            done.extend(path);
        }
        found
    }

    fn cycle(&self, codes: &[&str]) -> Option<Problem> {
        let line = |code: &str| self.nodes.get(code).filter(|node| node.row.is_some()).map(|node| node.line);
        let (first, line) = codes
            .iter()
            .enumerate()
            .filter_map(|(i, code)| Some((i, line(code)?)))
            .min_by_key(|&(_, line)| line)?;
        let codes = codes[first..].iter().chain(&codes[..first]).map(|&code| code.to_owned()).collect();
        Some(Problem { line, what: AreaProblem::Cycle { codes } })
    }

    /// The rows with their meaning, parents first. Levels grow on the way down, so to sort by level is enough.
    fn in_order(&self, rows: &[AreaRow]) -> Vec<AreaRow> {
        let mut rows = rows.to_vec();
        for row in &mut rows {
            row.change = match self.tree.by_code(&row.code) {
                None => Change::Added,
                Some(area) => {
                    let parent = self.tree.parent(area).map(|parent| parent.code.as_str());
                    let same = area.name == row.name
                        && area.level == row.level
                        && parent == row.parent_code.as_deref();
                    if same { Change::Same } else { Change::Updated }
                }
            };
        }
        rows.sort_by_key(|row| row.level);
        rows
    }
}
