//! The page's own words, and markup that is known to be sound.

use std::fmt;

use askama::FastWritable;
use askama::filters::HtmlSafe;

use crate::i18n::{Locale, Say, Texts};

/// The reader's language, at hand in templates: `{{ t.say("demo-send") }}`.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    texts: &'a Texts,
    locale: Locale,
}

impl<'a> Words<'a> {
    /// Words of one language.
    pub fn new(texts: &'a Texts, locale: Locale) -> Self {
        Words { texts, locale }
    }

    /// The language.
    pub fn locale(self) -> Locale {
        self.locale
    }

    /// A message that has no values.
    pub fn say(self, key: &'static str) -> String {
        self.of(&Say { key, args: Vec::new() })
    }

    /// A message with its values, as plain text: templates escape it.
    pub fn of(self, say: &Say) -> String {
        self.texts.plain(self.locale, say)
    }

    /// `甲、乙`, `A, B`.
    pub fn list<I>(self, items: I) -> String
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        self.texts.list(self.locale, items)
    }
}

/// HTML whose text was escaped when it was made; the one thing that templates put on the page as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(pub(super) String);

impl Markup {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FastWritable for Markup {
    fn write_into(&self, to: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(to.write_str(&self.0)?)
    }
}

impl HtmlSafe for Markup {}
