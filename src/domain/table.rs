//! Tables as offices hand them in: CSV in any order of rows and columns, with or without a BOM, CRLF,
//! spaces around values.
//!
//! What is wrong with one is said all at once, line by line, as typed reasons, since the same must be
//! said in three languages. What an office reads back is written so that no spreadsheet takes a value
//! for a formula.

/// A column that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    /// The header must have it.
    pub required: bool,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'t> {
    /// The line of the file, from 1.
    pub line: u64,
    /// A value for each known column, in their order; empty where there is none.
    pub values: Vec<&'t str>,
    /// It has another number of fields than the header: values may stand in the wrong column.
    pub crooked: bool,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem<W> {
    /// The line of the file, from 1 (the header's); 1 too if the file as a whole is meant.
    pub line: u64,
    pub what: W,
}

/// Why a file is no such table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableProblem {
    /// The bytes are not UTF-8; `perhaps_gbk` if they look like what Chinese Excel saves by default.
    /// They are not decoded: what Excel saves in Taiwan looks the same and would become other names.
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
    /// The CSV itself is broken; in the reader's words.
    Unreadable { why: String },
}

/// A table that was read; what it lends out is cut from the text.
#[derive(Debug)]
pub struct Table {
    records: Vec<(u64, csv::StringRecord)>,
    places: Vec<Option<usize>>,
    fields: usize,
    /// What is wrong with single rows.
    pub problems: Vec<Problem<TableProblem>>,
}

impl Table {
    /// Reads a table of these columns.
    ///
    /// # Errors
    ///
    /// What is wrong with the file as a whole or with its header.
    pub fn read(bytes: &[u8], columns: &[Column]) -> Result<Table, Vec<Problem<TableProblem>>> {
        let at = |line, what| Problem { line, what };
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|&&b| b == b'\n').count() as u64;
            vec![at(line, TableProblem::NotUtf8 { perhaps_gbk: looks_like_gbk(bytes) })]
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| vec![at(1, unreadable(&error))])?.clone();
        let places = places(&header, columns)
            .map_err(|wrong| wrong.into_iter().map(|what| at(1, what)).collect::<Vec<_>>())?;

        let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
        let mut table = Table { records: Vec::new(), places, fields: header.len(), problems: Vec::new() };
        for record in reader.records() {
            match record {
                Err(error) => table.problems.push(at(lines.of(error.position()), unreadable(&error))),
                Ok(record) => {
                    let line = lines.of(record.position());
                    // A spreadsheet leaves empty rows at the end.
                    if record.iter().any(|value| !value.is_empty()) {
                        if record.len() != table.fields {
                            let (found, expected) = (record.len(), table.fields);
                            table.problems.push(at(line, TableProblem::FieldCount { found, expected }));
                        }
                        table.records.push((line, record));
                    }
                }
            }
        }
        if table.records.is_empty() && table.problems.is_empty() {
            table.problems.push(at(1, TableProblem::Empty));
        }
        Ok(table)
    }

    /// Every row that is not empty.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|(line, record)| {
            let value = |place: &Option<usize>| place.and_then(|place| record.get(place)).unwrap_or_default();
            Row {
                line: *line,
                values: self.places.iter().map(value).collect(),
                crooked: record.len() != self.fields,
            }
        })
    }

    /// How many rows are not empty.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is not one.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

/// What a spreadsheet takes for the beginning of a formula, and our own mark.
const RISKY: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// A value that a spreadsheet shows as text, whatever it begins with. [`plain`] takes that back.
pub fn defused(value: &str) -> std::borrow::Cow<'_, str> {
    // Some write the sign in full width, and some programs read it so.
    let first = value.chars().next();
    let risky = first.is_some_and(|c| RISKY.contains(&c) || matches!(c, '＝' | '＋' | '－' | '＠'));
    if risky { format!("'{value}").into() } else { value.into() }
}

/// What [`defused`] was given.
pub fn plain(value: &str) -> &str {
    match value.strip_prefix('\'') {
        Some(rest) if !matches!(defused(rest), std::borrow::Cow::Borrowed(_)) => rest,
        _ => value,
    }
}

/// Where each column stands.
fn places(header: &csv::StringRecord, columns: &[Column]) -> Result<Vec<Option<usize>>, Vec<TableProblem>> {
    let mut wrong = Vec::new();
    let mut places = Vec::new();
    for Column { name: column, required } in columns {
        let mut found = header.iter().enumerate().filter(|(_, name)| name.eq_ignore_ascii_case(column));
        let place = found.next().map(|(place, _)| place);
        if place.is_none() && *required {
            wrong.push(TableProblem::ColumnMissing { column });
        } else if found.next().is_some() {
            wrong.push(TableProblem::ColumnRepeated { column });
        }
        places.push(place);
    }
    let known = |name: &str| columns.iter().any(|column| name.eq_ignore_ascii_case(column.name));
    wrong.extend(
        header
            .iter()
            .filter(|name| !known(name))
            .map(|name| TableProblem::ColumnUnknown { column: name.into() }),
    );
    if wrong.is_empty() { Ok(places) } else { Err(wrong) }
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

fn unreadable(error: &csv::Error) -> TableProblem {
    TableProblem::Unreadable { why: error.to_string() }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_spreadsheet_would_reckon_is_marked_and_comes_back() {
        for (value, marked) in [
            ("=1+1", "'=1+1"),
            ("+8613812345678", "'+8613812345678"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-", "'-"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("李伟", "李伟"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(defused(value), marked);
            assert_eq!(plain(marked), value);
        }
        assert_eq!(plain("'阿明"), "'阿明", "a hand-written name keeps its mark");
        assert_eq!(plain("=1"), "=1");
    }

    proptest! {
        #[test]
        fn any_value_comes_back(value in "['=+@\\-＝]{0,3}\\PC{0,5}") {
            let marked = defused(&value);
            prop_assert_eq!(plain(&marked), value.as_str());
            let first = marked.chars().next();
            prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@')));
        }
    }
}
