//! From a CSV file to changes of the tree, all or nothing.
//!
//! The file comes from an office: any order of rows and columns, with or without a BOM, CRLF,
//! spaces around values. What is wrong with it is said all at once, line by line, as typed reasons,
//! since the same must be said in three languages. Importing updates and adds; it never removes.

use std::collections::{HashMap, HashSet};

use super::AreaTree;

/// The columns, in the order in which they are named to people.
pub const COLUMNS: [&str; 4] = ["code", "parent_code", "name", "level"];

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, from 1 (the header's); 1 too if the file as a whole is meant.
    pub line: u64,
    /// What is wrong with it.
    pub what: AreaProblem,
}

/// Why a file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AreaProblem {
    /// The bytes are not UTF-8; `perhaps_gbk` if they look like what Chinese Excel saves by default.
    NotUtf8 { perhaps_gbk: bool },
    /// The header lacks this column.
    ColumnMissing { column: &'static str },
    /// The header has this column, which we do not know.
    ColumnUnknown { column: String },
    /// The header has this column twice.
    ColumnRepeated { column: &'static str },
    /// There is not one row below the header.
    Empty,
    /// The row has so many fields instead of the header's.
    FieldCount { found: usize, expected: usize },
    /// The field of this column may not be empty.
    FieldEmpty { column: &'static str },
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
    /// The CSV itself is broken; in the reader's words.
    Unreadable { why: String },
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
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|&&b| b == b'\n').count() as u64;
        vec![at(line, AreaProblem::NotUtf8 { perhaps_gbk: looks_like_gbk(bytes) })]
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| vec![at(1, unreadable(&error))])?.clone();
    let places =
        columns(&header).map_err(|wrong| wrong.into_iter().map(|what| at(1, what)).collect::<Vec<_>>())?;

    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    let mut first_lines: HashMap<String, u64> = HashMap::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                problems.push(at(lines.of(error.position()), unreadable(&error)));
                continue;
            }
        };
        let line = lines.of(record.position());
        if record.iter().all(str::is_empty) {
            continue; // a spreadsheet's empty rows at the end
        }
        if record.len() != header.len() {
            problems.push(at(line, AreaProblem::FieldCount { found: record.len(), expected: header.len() }));
            // Perhaps a comma in a name; what stands before it still serves as a parent.
            let code = record.get(places[0]).unwrap_or_default().to_owned();
            rows.push(AreaRow {
                line,
                code,
                parent_code: None,
                name: String::new(),
                level: NO_LEVEL,
                change: Change::Added,
            });
            continue;
        }
        let [code, parent_code, name, level] = places.map(|place| &record[place]);
        for (column, value) in [("code", code), ("name", name), ("level", level)] {
            if value.is_empty() {
                problems.push(at(line, AreaProblem::FieldEmpty { column }));
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
    if rows.is_empty() && problems.is_empty() {
        problems.push(at(1, AreaProblem::Empty));
    }
    Ok((rows, problems))
}

/// Counts lines up to a record. The crate's own count is one short after CRLF, and takes empty lines
/// for the beginning of the record that follows them.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the first byte at or after the position that is part of a record; positions only grow.
    fn of(&mut self, position: Option<&csv::Position>) -> u64 {
        let start = position.map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        while let Some(&byte) = self.text.get(self.at)
            && (self.at < start || matches!(byte, b'\r' | b'\n'))
        {
            let ends = byte == b'\n' || (byte == b'\r' && self.text.get(self.at + 1) != Some(&b'\n'));
            self.line += u64::from(ends);
            self.at += 1;
        }
        self.line
    }
}

/// Where each of [`COLUMNS`] stands.
fn columns(header: &csv::StringRecord) -> Result<[usize; 4], Vec<AreaProblem>> {
    let mut wrong = Vec::new();
    let places = COLUMNS.map(|column| {
        let mut found = header.iter().enumerate().filter(|(_, name)| name.eq_ignore_ascii_case(column));
        let place = found.next().map(|(place, _)| place);
        if place.is_none() {
            wrong.push(AreaProblem::ColumnMissing { column });
        } else if found.next().is_some() {
            wrong.push(AreaProblem::ColumnRepeated { column });
        }
        place.unwrap_or(0)
    });
    wrong.extend(
        header
            .iter()
            .filter(|name| !COLUMNS.iter().any(|column| name.eq_ignore_ascii_case(column)))
            .map(|name| AreaProblem::ColumnUnknown { column: name.into() }),
    );
    if wrong.is_empty() { Ok(places) } else { Err(wrong) }
}

fn unreadable(error: &csv::Error) -> AreaProblem {
    AreaProblem::Unreadable { why: error.to_string() }
}

/// Whether all bytes beyond ASCII come in the pairs that GBK is made of.
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let mut bytes = bytes.iter();
    while let Some(&byte) = bytes.next() {
        let pair = match byte {
            0x00..=0x7f => continue,
            0x81..=0xfe => bytes.next(),
            _ => return false,
        };
        if !matches!(pair, Some(0x40..=0x7e | 0x80..=0xfe)) {
            return false;
        }
    }
    true
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
