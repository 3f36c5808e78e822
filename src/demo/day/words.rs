//! A text of a day in the three languages.

use serde::{Deserialize, Serialize};

use crate::config::Locale;

/// A name, a caption, what the narrator says: one text for everybody, or one for each language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(from = "Written")]
pub struct Words([String; 3]);

/// `"李伟"`, or in the order of [`Locale::ALL`] `["李伟", "李偉", "Li Wei"]`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    One(String),
    Three([String; 3]),
}

impl From<Written> for Words {
    fn from(written: Written) -> Self {
        match written {
            Written::One(text) => Words::from(text),
            Written::Three(texts) => Words(texts),
        }
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Words([text.clone(), text.clone(), text])
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Words::from(text.to_owned())
    }
}

impl Words {
    /// The text in this language.
    pub fn of(&self, locale: Locale) -> &str {
        &self.0[locale as usize]
    }

    /// The same with something done to each of the texts.
    pub fn each(&self, change: impl Fn(Locale, &str) -> String) -> Words {
        Words(Locale::ALL.map(|locale| change(locale, self.of(locale))))
    }
}
