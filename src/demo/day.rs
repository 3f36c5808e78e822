//! A day as a file: who posts what, when and where.
//!
//! The day that `muster demo --script` plays is such a file, so is the campaign that the page shows, and
//! everybody can play their own with `--day FILE.toml`. The format is explained at the top of
//! `assets/demo/town.toml`.

mod crowd;
mod setup;
mod words;
mod written;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::{NaiveDateTime, NaiveTime};
use serde::Deserialize;

use crate::config::Locale;
use crate::error::Failure;

use super::live::Trouble;

pub use words::Words;

/// The days that come with the program, by the names that `--day` takes.
const SHIPPED: [(&str, &str); 5] = [
    ("day", include_str!("../../assets/demo/day.toml")),
    ("town", include_str!("../../assets/demo/town.toml")),
    ("good", include_str!("../../assets/demo/good.toml")),
    ("bad", include_str!("../../assets/demo/bad.toml")),
    ("storm", include_str!("../../assets/demo/storm.toml")),
];

/// A day that can be played.
#[derive(Clone, Debug)]
pub struct Day {
    /// What the campaign is called.
    pub campaign: Words,
    /// When the clock starts, in the campaign's zone.
    pub opens: NaiveDateTime,
    /// When a visitor of the page comes: what is to happen before has happened then, unseen. None
    /// where the visitor sees it from the beginning.
    pub ready: Option<NaiveTime>,
    /// When the curtain falls.
    pub closes: NaiveTime,
    /// Everybody, in the order of the file; whoever is of a crowd comes last.
    pub people: Vec<Person>,
    /// In the order in which the page shows them.
    pub chats: Vec<Chat>,
    /// Whom a visitor may play, in the order in which the page shows them.
    pub cast: Vec<Role>,
    /// The tree that the campaign's admin imports before the day begins; empty where a step does so.
    pub areas: Vec<Area>,
    /// The photos that a visitor finds in the tray.
    pub tray: Vec<Sample>,
    /// Who gets the digest that is left in the folder.
    pub digest_to: Option<String>,
    /// In the order in which they happen: what sets up the stage, then the file's own and the crowd's.
    pub steps: Vec<Step>,
    /// Where the files stand that the steps name; none for the days that come with the program.
    folder: Option<PathBuf>,
    /// The hash of the file: another one is another day.
    pub fingerprint: String,
}

/// Somebody of the day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// What the steps call them; it stands behind their `@`.
    pub key: String,
    pub name: Words,
    /// Whom a visitor may play has a part.
    pub part: Option<Part>,
    /// The code of the area that they are made lead of before the day begins.
    pub leads: Option<String>,
}

/// Somebody whom a visitor may play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    pub who: String,
    pub part: Part,
}

/// What somebody is in the campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Posts photos in a field group.
    Volunteer,
    /// Answers for an area.
    Lead,
    /// Answers for the whole campaign, and reads what comes to the desk.
    Coordinator,
    /// May do everything.
    Admin,
    /// Has not signed up.
    Stranger,
}

/// A group or a channel.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chat {
    /// What the steps call it.
    pub key: String,
    pub title: Words,
    /// Who made it.
    pub owner: String,
    /// Who is in it from the beginning.
    #[serde(default)]
    pub members: Vec<String>,
    /// Who of them signed up before the day begins.
    #[serde(default)]
    pub signed_up: Vec<String>,
    /// A channel rather than a group.
    #[serde(default)]
    pub channel: bool,
    /// The code of the area that it is bound to before the day begins.
    pub area: Option<String>,
}

/// One area of the tree.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    pub code: String,
    /// The code of the area that it lies in; none for the top.
    #[serde(rename = "in")]
    pub within: Option<String>,
    pub name: Words,
    pub level: String,
}

/// A photo that a visitor may post.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What the page's forms call it.
    pub name: String,
    pub photo: Photo,
    /// What is to be seen on it, for who cannot.
    pub alt: Words,
    /// A caption that goes with it.
    pub caption: Words,
}

/// One thing that one person does.
#[derive(Clone, Debug)]
pub struct Step {
    pub at: NaiveTime,
    /// Nobody where only the narrator speaks.
    pub who: String,
    /// Where; none for the private chat with the bot.
    pub chat: Option<String>,
    pub deed: Deed,
    /// Said by the narrator before it.
    pub tell: Option<Words>,
    /// What can be read in the chat when it is done: what the narrator claims, and a test checks.
    pub shows: Vec<Words>,
    /// Happens behind the scenes.
    pub unseen: bool,
    /// One of many in a hurry: the next one does not wait for what follows from it.
    pub hurried: bool,
}

/// What a person does.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Nothing: the narrator speaks.
    Nothing,
    /// Opens the bot; by the link that makes the first admin.
    Claim,
    /// Adds the bot to the chat, as an admin of it.
    AddBot,
    /// Comes into the group.
    Join,
    /// Presses a button of the newest message of the bot that has it.
    Press(Button),
    /// Writes, posts photos or sends a file; several photos are an album.
    Post { photos: Vec<Photo>, file: Option<String>, text: Words, replies: Replies },
    /// Changes the words of the newest thing they posted.
    Edit(Words),
    /// The outside world is in trouble from here on, or well again.
    Trouble(Trouble),
}

/// What a post answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Replies {
    /// Nothing.
    #[default]
    No,
    /// The newest message of the bot.
    Bot,
    /// The newest photo that they posted there themselves.
    Own,
    /// The newest photo that anybody posted there.
    Photo,
}

/// Which button.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Button {
    /// By its place among all buttons of the newest message that has any, from 1.
    Place(usize),
    /// By a part of its text, or by the beginning of its data, which is the same in every language.
    Text(String),
}

/// A picture, or a piece cut out of one, so that few files make many photos.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Photo {
    pub file: String,
    /// Left, top, width, height in percent.
    pub cut: Option<[u32; 4]>,
}

impl Day {
    /// The day of that name that comes with the program, or the one in that file; the files that it
    /// names stand beside it.
    pub fn open(name: &str) -> Result<Day, Failure> {
        if let Some((_, text)) = SHIPPED.iter().find(|(shipped, _)| *shipped == name) {
            return Day::parse(text, None).with_context(|| format!("the demo's own day {name:?}"));
        }
        let text = std::fs::read_to_string(name).with_context(|| {
            let shipped = SHIPPED.map(|(shipped, _)| shipped).join(", ");
            format!("{name} cannot be read; --day takes one of {shipped}, or FILE.toml")
        })?;
        let folder = Path::new(name).parent().unwrap_or(Path::new("."));
        Day::parse(&text, Some(folder.to_owned())).with_context(|| name.to_owned())
    }

    fn parse(text: &str, folder: Option<PathBuf>) -> Result<Day, Failure> {
        let fingerprint = blake3::hash(text.as_bytes()).to_hex().to_string();
        written::read(toml::from_str(text)?, folder, fingerprint)
    }

    /// A file that the day names.
    pub fn file(&self, name: &str) -> Result<Vec<u8>, Failure> {
        if let Some(made) = super::made::file(name) {
            return made;
        }
        match &self.folder {
            Some(folder) => {
                let path = folder.join(name);
                std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))
            }
            None => super::assets::file(name)
                .map(<[u8]>::to_vec)
                .with_context(|| format!("the demo has no file {name}")),
        }
    }
}

/// The day's own tree of areas as a file, if that is what the name means.
pub fn csv_of(day: &Day, name: &str, locale: Locale) -> Result<Option<Vec<u8>>, Failure> {
    let own = name == setup::AREAS && !day.areas.is_empty();
    own.then(|| setup::csv(&day.areas, |name| name.of(locale).to_owned())).transpose()
}

fn time(text: &str) -> Result<NaiveTime, Failure> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S"))
        .with_context(|| format!("{text:?}: expected a time such as \"09:05\""))
}

#[cfg(test)]
mod tests;
