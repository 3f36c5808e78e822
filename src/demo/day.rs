//! A day as a file: who posts what, when and where.
//!
//! The day that `muster demo` plays is such a file (`assets/demo/day.toml`, which explains the
//! format by using it), and everybody can play their own with `--day FILE.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::{NaiveDateTime, NaiveTime};
use serde::Deserialize;

use crate::error::Failure;

/// The day that is played when nobody asks for another.
const BUILT_IN: &str = include_str!("../../assets/demo/day.toml");

/// A day that can be played.
#[derive(Clone, Debug)]
pub struct Day {
    /// When the clock starts, in the campaign's zone.
    pub opens: NaiveDateTime,
    /// When a visitor of the page comes: what is to happen before has happened then, unseen. None
    /// where the visitor sees it from the beginning.
    pub ready: Option<NaiveTime>,
    /// When the curtain falls.
    pub closes: NaiveTime,
    /// Names by short keys, which are also what stands behind their `@`.
    pub people: BTreeMap<String, String>,
    pub chats: BTreeMap<String, Chat>,
    /// The chats in the order in which the page shows them.
    pub shown: Vec<String>,
    /// Whom a visitor may play, in the order in which the page shows them.
    pub cast: Vec<Role>,
    /// Who gets the digest that is left in the folder.
    pub digest_to: String,
    /// In the order in which they happen.
    pub steps: Vec<Step>,
    /// Where the files stand that the steps name; none for the built-in day.
    folder: Option<PathBuf>,
}

/// Somebody whom a visitor may play.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// Reads what comes to the desk.
    Coordinator,
    /// May do everything.
    Admin,
    /// Has never heard of the bot.
    Stranger,
}

/// A group or a channel.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chat {
    pub title: String,
    /// Who made it.
    pub owner: String,
    /// Who is in it from the beginning.
    #[serde(default)]
    pub members: Vec<String>,
    /// A channel rather than a group.
    #[serde(default)]
    pub channel: bool,
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
    pub tell: Option<String>,
    /// Happens behind the scenes.
    pub unseen: bool,
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
    /// Presses a button of the newest message of the bot that has it.
    Press(Button),
    /// Writes, posts photos or sends a file; several photos are an album.
    Post { photos: Vec<Photo>, file: Option<String>, text: String, replies: bool },
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
    /// The day that comes with the program.
    pub fn built_in() -> Result<Day, Failure> {
        Day::parse(BUILT_IN, None).context("the demo's own day")
    }

    /// A day of one's own; the files that it names stand beside it.
    pub fn load(path: &Path) -> Result<Day, Failure> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("{} cannot be read; name a day with --day FILE.toml", path.display()))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        Day::parse(&text, Some(folder.to_owned())).with_context(|| path.display().to_string())
    }

    fn parse(text: &str, folder: Option<PathBuf>) -> Result<Day, Failure> {
        let written: Written = toml::from_str(text)?;
        let Written { opens, ready, closes, people, chats, shown, cast, digest_to, step } = written;
        let opens = opens.to_string().parse().with_context(|| {
            format!("opens = {opens}: expected a day and a time such as 2026-06-21T08:55:00")
        })?;
        let steps = step
            .into_iter()
            .enumerate()
            .map(|(place, step)| {
                let what = format!("step {} (at {})", place + 1, step.at);
                step.read(&people, &chats).context(what)
            })
            .collect::<Result<Vec<_>, _>>()?;
        if let Some(pair) = steps.windows(2).find(|pair| pair[1].at < pair[0].at) {
            anyhow::bail!("the steps are not in order: {} comes after {}", pair[1].at, pair[0].at);
        }
        anyhow::ensure!(people.contains_key(&digest_to), "digest_to = {digest_to:?}: no such person");
        let shown = shown.unwrap_or_else(|| chats.keys().cloned().collect());
        if let Some(key) = shown.iter().find(|key| !chats.contains_key(*key)) {
            anyhow::bail!("shown: {key:?}: no such chat");
        }
        let cast = cast.unwrap_or_else(|| parts(&people, &chats, &steps));
        if let Some(role) = cast.iter().find(|role| !people.contains_key(&role.who)) {
            anyhow::bail!("cast: who = {:?}: no such person", role.who);
        }
        let ready = ready.as_deref().map(time).transpose()?;
        let closes = time(&closes)?;
        Ok(Day { opens, ready, closes, people, chats, shown, cast, digest_to, steps, folder })
    }

    /// A file that the day names.
    pub fn file(&self, name: &str) -> Result<Vec<u8>, Failure> {
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

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    opens: toml::value::Datetime,
    ready: Option<String>,
    closes: String,
    people: BTreeMap<String, String>,
    chats: BTreeMap<String, Chat>,
    shown: Option<Vec<String>>,
    cast: Option<Vec<Role>>,
    digest_to: String,
    step: Vec<WrittenStep>,
}

/// A step as it is written: one of the deeds, and what goes with it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStep {
    at: String,
    #[serde(default)]
    who: String,
    chat: Option<String>,
    tell: Option<String>,
    #[serde(default)]
    unseen: bool,
    #[serde(default)]
    claims: bool,
    #[serde(default)]
    adds_bot: bool,
    presses: Option<Button>,
    #[serde(default)]
    photos: Vec<String>,
    file: Option<String>,
    says: Option<String>,
    /// Answers the newest message of the bot in the chat.
    #[serde(default)]
    replies: bool,
}

impl WrittenStep {
    fn read(
        self,
        people: &BTreeMap<String, String>,
        chats: &BTreeMap<String, Chat>,
    ) -> Result<Step, Failure> {
        let nobody = self.who.is_empty() && self.tell.is_some();
        anyhow::ensure!(nobody || people.contains_key(&self.who), "who = {:?}: no such person", self.who);
        if let Some(chat) = self.chat.as_ref().filter(|chat| !chats.contains_key(*chat)) {
            anyhow::bail!("chat = {chat:?}: no such chat");
        }
        let posts = self.says.is_some() || self.file.is_some() || !self.photos.is_empty();
        let deeds = [self.claims, self.adds_bot, self.presses.is_some(), posts];
        anyhow::ensure!(
            deeds.iter().filter(|deed| **deed).count() == usize::from(!nobody),
            "one of claims, adds_bot, presses, or of says, file and photos is needed"
        );
        let deed = if nobody {
            Deed::Nothing
        } else if self.claims {
            Deed::Claim
        } else if self.adds_bot {
            anyhow::ensure!(self.chat.is_some(), "adds_bot needs a chat");
            Deed::AddBot
        } else if let Some(button) = self.presses {
            Deed::Press(button)
        } else {
            let photos = self.photos.iter().map(|photo| Photo::read(photo)).collect::<Result<_, _>>()?;
            let text = self.says.unwrap_or_default();
            Deed::Post { photos, file: self.file, text, replies: self.replies }
        };
        let Self { who, chat, tell, unseen, .. } = self;
        Ok(Step { at: time(&self.at)?, who, chat, deed, tell, unseen })
    }
}

impl Photo {
    /// Reads `life.jpg`, or `life.jpg 0 0 60 50`: a piece of it, in percent.
    fn read(text: &str) -> Result<Photo, Failure> {
        let mut words = text.split_whitespace();
        let file = words.next().unwrap_or_default().to_owned();
        let numbers =
            words.map(str::parse).collect::<Result<Vec<u32>, _>>().with_context(|| format!("{text:?}"))?;
        let cut = match numbers[..] {
            [] => None,
            [x, y, w, h] if w > 0 && h > 0 && x + w <= 100 && y + h <= 100 => Some([x, y, w, h]),
            _ => anyhow::bail!("{text:?}: expected FILE, or FILE LEFT TOP WIDTH HEIGHT in percent"),
        };
        Ok(Photo { file, cut })
    }
}

/// What everybody is by what happens, where a day does not say it: who claims the bot is the admin,
/// who is appointed a lead is one, and so on.
fn parts(people: &BTreeMap<String, String>, chats: &BTreeMap<String, Chat>, steps: &[Step]) -> Vec<Role> {
    let member = |who: &str, channel: bool| {
        chats.values().any(|chat| chat.channel == channel && chat.members.iter().any(|member| member == who))
    };
    let does = |who: &str| {
        let says = |step: &Step| match &step.deed {
            Deed::Claim if step.who == who => Some(Part::Admin),
            Deed::Post { text, .. } if text.starts_with("/appoint lead ") => {
                text.ends_with(&format!("@{who}")).then_some(Part::Lead)
            }
            _ => None,
        };
        steps.iter().find_map(says)
    };
    let mut cast: Vec<Role> = people
        .keys()
        .map(|who| {
            let part = does(who).unwrap_or(match (member(who, false), member(who, true)) {
                (true, _) => Part::Volunteer,
                (false, true) => Part::Coordinator,
                (false, false) => Part::Stranger,
            });
            Role { who: who.clone(), part }
        })
        .collect();
    cast.sort_by_key(|role| role.part);
    cast
}

fn time(text: &str) -> Result<NaiveTime, Failure> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S"))
        .with_context(|| format!("{text:?}: expected a time such as \"09:05\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_day_has_all_its_files() {
        let day = Day::built_in().expect("it reads");
        for step in &day.steps {
            if let Deed::Post { photos, file, .. } = &step.deed {
                for name in photos.iter().map(|photo| &photo.file).chain(file) {
                    assert!(day.file(name).is_ok(), "{name}");
                }
            }
        }
    }

    #[test]
    fn a_mistake_names_its_step() {
        let text = "
            opens = 2026-06-21T08:55:00
            closes = \"20:10\"
            digest_to = \"li\"
            people = { li = \"李伟\" }
            chats = {}
            step = [{ at = \"09:00\", who = \"li\", says = \"/start\" }, { at = \"09:01\", who = \"wang\", says = \"\" }]
        ";
        let said = format!("{:#}", Day::parse(text, None).expect_err("there is no wang"));
        assert!(said.contains("step 2") && said.contains("wang"), "{said}");
    }

    #[test]
    fn photos_can_be_cut() {
        let cut = Photo { file: "a.jpg".into(), cut: Some([10, 0, 50, 40]) };
        assert_eq!(Photo::read("a.jpg 10 0 50 40").expect("a piece"), cut);
        assert!(Photo::read("a.jpg 60 0 50 40").is_err(), "beyond the edge");
    }
}
