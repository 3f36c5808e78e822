//! One thing that is wrong with bot.toml, as it is told to the admin.

use std::fmt;

/// Where it is, what is wrong, what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file as it was named.
    pub file: String,
    /// From 1; 0 if the file as a whole is meant.
    pub line: usize,
    /// In characters, from 1; 0 if the file as a whole is meant.
    pub column: usize,
    /// The key, such as `schedule[2].cron` (counted from 1); empty where the text is no TOML.
    pub key: String,
    /// A sentence in English: what is wrong; what to write instead.
    pub what: String,
}

impl Mistake {
    pub(super) fn of_file(file: &str, what: String) -> Self {
        Mistake { file: file.to_owned(), line: 0, column: 0, key: String::new(), what }
    }
}

impl fmt::Display for Mistake {
    /// `bot.toml:14: photos.day_ends: "25:00" is no time of day; write it as "20:00"`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if !self.key.is_empty() {
            write!(f, ": {}", self.key)?;
        }
        write!(f, ": {}", self.what)
    }
}

impl std::error::Error for Mistake {}
