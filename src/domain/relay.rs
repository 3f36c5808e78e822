//! What goes elsewhere than to Telegram: reports, and the formats of those who take them.
//!
//! A report is Telegram's HTML and figures; [`markup`] puts it into the words of group robots, [`wire`]
//! into requests, [`sign`] proves whose they are. All of it is pure, so that each format can be held
//! against its maker's documentation by a test.

pub mod markup;
pub mod sign;
pub mod wire;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a relay may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Digest,
    Bulletin,
    Ranking,
}

impl What {
    pub const ALL: [What; 3] = [What::Digest, What::Bulletin, What::Ranking];

    /// The name in bot.toml and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            What::Digest => "digest",
            What::Bulletin => "bulletin",
            What::Ranking => "ranking",
        }
    }
}

/// Who takes reports over HTTP, and in which shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Our own, as docs/RELAYS.md says.
    Json,
    Wecom,
    Dingtalk,
    Feishu,
}

impl Format {
    /// The name in bot.toml.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Wecom => "wecom",
            Format::Dingtalk => "dingtalk",
            Format::Feishu => "feishu",
        }
    }
}

/// An area as others know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub code: String,
    pub name: String,
}

/// A kept picture, by the hash of its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub hash: String,
}

/// What is reported, as it waits in the outbox. Texts are rendered; the name of who is erased
/// meanwhile is taken out of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub what: What,
    pub campaign: String,
    pub area: Place,
    /// The reporting day, or the last one of a period.
    pub day: NaiveDate,
    /// The first day of a period.
    pub from: Option<NaiveDate>,
    /// The name of the language.
    pub locale: String,
    /// Plain text.
    pub title: String,
    /// Telegram's HTML.
    pub html: String,
    /// What stands at the end of a text that had to be cut; plain text.
    pub cut: String,
    pub figures: Value,
    pub picture: Option<Kept>,
    /// The picture goes in a message of its own, which this is.
    pub alone: bool,
}

impl Report {
    /// The text without any markup.
    pub fn text(&self) -> String {
        markup::plain(&self.html)
    }
}
