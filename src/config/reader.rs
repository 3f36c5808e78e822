//! A reader of TOML that goes on after a mistake.
//!
//! [`Section`] is a table being read: each key is asked for once, what nobody asked for is unknown.
//! [`Entry`] is a value with the place where it stands. Both put mistakes down in the [`Book`] and give
//! `None`, so that the one who reads falls back to a default and the next key is looked at too.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::Mistake;

/// The file being read, and all that is wrong with it.
pub(super) struct Book<'t> {
    pub(super) file: String,
    text: &'t str,
    table: Spanned<DeTable<'t>>,
    broken: bool,
    mistakes: RefCell<Vec<Mistake>>,
    /// Every key that was asked for, without numbers (`schedule.cron`), and whether it was found.
    known: RefCell<BTreeMap<String, bool>>,
}

impl<'t> Book<'t> {
    pub(super) fn open(text: &'t str, file: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (table, errors) = DeTable::parse_recoverable(text);
        let book = Book {
            file: file.to_owned(),
            text,
            table,
            broken: !errors.is_empty(),
            mistakes: RefCell::default(),
            known: RefCell::default(),
        };
        for error in errors {
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            book.mistake("", &error.span().unwrap_or_default(), format!("this is not TOML: {message}"));
        }
        book
    }

    pub(super) fn root<'b>(&'b self) -> Section<'b, 't> {
        Section {
            book: self,
            path: String::new(),
            pattern: String::new(),
            span: 0..0,
            table: Some(self.table.get_ref()),
            asked: Vec::new(),
        }
    }

    pub(super) fn mistake(&self, key: &str, span: &Range<usize>, what: impl Into<String>) {
        let mistake = self.place(key, span, what.into());
        self.mistakes.borrow_mut().push(mistake);
    }

    fn place(&self, key: &str, span: &Range<usize>, what: String) -> Mistake {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.matches('\n').count() + 1;
        let column = before[line_start..].chars().count() + 1;
        Mistake { file: self.file.clone(), line, column, key: key.to_owned(), what }
    }

    /// Ends the reading: the value, or the mistakes by line.
    pub(super) fn close<T>(self, value: Option<T>) -> Result<T, Vec<Mistake>> {
        let mut mistakes = self.mistakes.into_inner();
        if self.broken {
            // Around broken TOML keys are torn or lost: say what is broken, and of the rest only what
            // is surely wrong, on other lines than those.
            let torn: Vec<usize> = mistakes.iter().filter(|m| m.key.is_empty()).map(|m| m.line).collect();
            mistakes.retain(|m| m.key.is_empty() || !(torn.contains(&m.line) || m.what.starts_with(MISSING)));
        }
        mistakes.sort_by_key(|mistake| (mistake.line, mistake.column));
        match value {
            Some(value) if mistakes.is_empty() => Ok(value),
            _ => Err(mistakes),
        }
    }

    /// The keys that were asked for and not found.
    #[cfg(test)]
    pub(super) fn unused(&self) -> Vec<String> {
        self.known.borrow().iter().filter(|(_, found)| !**found).map(|(key, _)| key.clone()).collect()
    }
}

/// How the mistake of a key that has no default begins.
const MISSING: &str = "is missing";

/// A table being read; one that the file lacks is read as an empty one.
pub(super) struct Section<'b, 't> {
    book: &'b Book<'t>,
    path: String,
    pattern: String,
    span: Range<usize>,
    table: Option<&'b DeTable<'t>>,
    asked: Vec<&'static str>,
}

impl<'b, 't> Section<'b, 't> {
    /// The value of a key.
    pub(super) fn get(&mut self, key: &'static str) -> Option<Entry<'b, 't>> {
        self.asked.push(key);
        let found = self.table.and_then(|table| table.get_key_value(key));
        let join = |path: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        *self.book.known.borrow_mut().entry(join(&self.pattern)).or_default() |= found.is_some();
        found.map(|(name, value)| Entry {
            book: self.book,
            path: join(&self.path),
            pattern: join(&self.pattern),
            key_span: name.span(),
            value,
        })
    }

    /// The value of a key that has no default.
    pub(super) fn need(&mut self, key: &'static str, instead: &str) -> Option<Entry<'b, 't>> {
        let entry = self.get(key);
        if entry.is_none() {
            let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
            self.book.mistake(&path, &self.span, format!("{MISSING}; write {instead}"));
        }
        entry
    }

    /// A table within this one; an empty one if it is absent.
    pub(super) fn section(&mut self, key: &'static str) -> Section<'b, 't> {
        let entry = self.get(key);
        let join = |path: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        let empty = Section {
            book: self.book,
            path: join(&self.path),
            pattern: join(&self.pattern),
            span: self.span.clone(),
            table: None,
            asked: Vec::new(),
        };
        entry.and_then(|entry| entry.section()).unwrap_or(empty)
    }

    /// Whether the file has this table.
    pub(super) fn exists(&self) -> bool {
        self.table.is_some()
    }

    /// Says that the table as a whole is wrong.
    pub(super) fn mistake(&self, what: impl Into<String>) {
        self.book.mistake(&self.path, &self.span, what);
    }

    /// All keys that have not been asked for, for tables whose keys are data.
    pub(super) fn rest(&mut self) -> Vec<(String, Entry<'b, 't>)> {
        let asked = std::mem::take(&mut self.asked);
        let Some(table) = self.table.take() else { return Vec::new() };
        let mut rest: Vec<_> = table
            .iter()
            .filter(|(name, _)| !asked.contains(&name.get_ref().as_ref()))
            .map(|(name, value)| {
                let key = name.get_ref().to_string();
                let path = format!("{}.{key}", self.path);
                (
                    key,
                    Entry {
                        book: self.book,
                        path,
                        pattern: self.pattern.clone(),
                        key_span: name.span(),
                        value,
                    },
                )
            })
            .collect();
        rest.sort_by_key(|(_, entry)| entry.key_span.start);
        rest
    }

    /// Ends the reading: what was not asked for is unknown.
    pub(super) fn finish(mut self) {
        let known = self.asked.clone();
        for (key, entry) in self.rest() {
            entry.unknown(&key, &known);
        }
    }
}

/// A value and the place where it stands.
pub(super) struct Entry<'b, 't> {
    book: &'b Book<'t>,
    path: String,
    pattern: String,
    key_span: Range<usize>,
    value: &'b Spanned<DeValue<'t>>,
}

impl<'b, 't> Entry<'b, 't> {
    /// Says that the value is wrong.
    pub(super) fn mistake(&self, what: impl Into<String>) {
        self.book.mistake(&self.path, &self.value.span(), what);
    }

    /// The mistake that this would be, for what only somebody else can tell.
    pub(super) fn possible_mistake(&self) -> Mistake {
        self.book.place(&self.path, &self.key_span, String::new())
    }

    /// Says that nobody knows this key, and which one may have been meant.
    pub(super) fn unknown(&self, key: &str, known: &[&str]) {
        let what = match closest(key, known) {
            Some(meant) => format!("is not known here; did you mean \"{meant}\"?"),
            None if known.is_empty() => "is not known here; remove it".to_owned(),
            None => format!("is not known here; known are: {}", known.join(", ")),
        };
        self.book.mistake(self.path.trim_start_matches('.'), &self.key_span, what);
    }

    /// The value as it stands in the file, for quoting.
    pub(super) fn quoted(&self) -> &'b str {
        self.book.text.get(self.value.span()).unwrap_or_default()
    }

    pub(super) fn text(&self) -> Option<&'b str> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(text.as_ref()),
            _ => self.wrong("text", "in quotes"),
        }
    }

    /// Text that says something.
    pub(super) fn name(&self) -> Option<String> {
        let text = self.text()?.trim();
        if text.is_empty() {
            self.mistake("is empty; write a name");
            return None;
        }
        Some(text.to_owned())
    }

    /// A whole number within bounds.
    pub(super) fn number(&self, least: i64, most: i64) -> Option<i64> {
        let DeValue::Integer(number) = self.value.get_ref() else {
            return self.wrong("a whole number", "such as 3");
        };
        let number = i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok();
        match number {
            Some(number) if number < least => {
                self.mistake(format!("{} is too little; write {least} or more", self.quoted()));
                None
            }
            Some(number) if number <= most => Some(number),
            _ => {
                self.mistake(format!("{} is too much; write {most} or less", self.quoted()));
                None
            }
        }
    }

    /// A whole number that fits u32.
    pub(super) fn count(&self, least: u32, most: u32) -> Option<u32> {
        self.number(least.into(), most.into()).and_then(|number| u32::try_from(number).ok())
    }

    pub(super) fn truth(&self) -> Option<bool> {
        match self.value.get_ref() {
            DeValue::Boolean(truth) => Some(*truth),
            _ => self.wrong("true or false", "without quotes"),
        }
    }

    pub(super) fn date(&self) -> Option<NaiveDate> {
        if let DeValue::Datetime(toml::value::Datetime { date: Some(date), time: None, offset: None }) =
            self.value.get_ref()
        {
            let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
            if day.is_some() {
                return day;
            }
        }
        self.wrong("a day", "such as 2026-06-21, without quotes")
    }

    pub(super) fn list(&self) -> Option<Vec<Entry<'b, 't>>> {
        let DeValue::Array(list) = self.value.get_ref() else {
            return self.wrong("a list", "in brackets, as [ ... ]");
        };
        let entry = |(at, value): (usize, &'b Spanned<DeValue<'t>>)| Entry {
            book: self.book,
            path: format!("{}[{}]", self.path, at + 1),
            pattern: self.pattern.clone(),
            key_span: value.span(),
            value,
        };
        Some(list.iter().enumerate().map(entry).collect())
    }

    pub(super) fn section(&self) -> Option<Section<'b, 't>> {
        let DeValue::Table(table) = self.value.get_ref() else {
            return self.wrong(
                "a table",
                &format!("as [{}] on a line of its own, or in braces as {{ ... }}", self.pattern),
            );
        };
        let (path, pattern) = (self.path.clone(), self.pattern.clone());
        Some(Section {
            book: self.book,
            path,
            pattern,
            span: self.value.span(),
            table: Some(table),
            asked: Vec::new(),
        })
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self.value.get_ref(), DeValue::Array(_))
    }

    pub(super) fn is_table(&self) -> bool {
        matches!(self.value.get_ref(), DeValue::Table(_))
    }

    fn wrong<T>(&self, wanted: &str, how: &str) -> Option<T> {
        let found = match self.value.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "a number",
            DeValue::Float(_) => "a number with a point",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or a time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let found = if found == wanted { self.quoted() } else { found };
        self.mistake(format!("is {found}; write {wanted}, {how}"));
        None
    }

    /// One of a few words.
    pub(super) fn one_of<T: Copy>(&self, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text()?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.mistake(not_among(text, &known));
        }
        found.map(|&(_, value)| value)
    }
}

/// The sentence for a word that is not one of those known.
pub(super) fn not_among(found: &str, known: &[&str]) -> String {
    let list = known.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
    match closest(found, known) {
        Some(meant) => format!("\"{found}\" is not known; did you mean \"{meant}\"? (known are: {list})"),
        None => format!("\"{found}\" is not known; write one of: {list}"),
    }
}

/// The known word that is near enough to be meant.
pub(super) fn closest<'k>(found: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = |word: &str| word.to_lowercase().replace(['-', ' '], "_");
    let found = plain(found);
    let allowed = (found.chars().count() / 3).clamp(1, 3);
    known
        .iter()
        .map(|word| (distance(&found, &plain(word)), *word))
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, word)| word)
}

/// How many letters must be put in, left out, exchanged for another, or swapped with the next.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let plain = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if swapped { plain.min(rows[i - 2][j - 2] + 1) } else { plain }
            };
        }
    }
    rows[a.len()][b.len()]
}
