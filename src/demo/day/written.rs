//! The file as it is written, and what becomes of it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Context as _;
use chrono::NaiveDateTime;
use serde::Deserialize;

use super::crowd::Crowd;
use super::{
    Area, Button, Chat, Day, Deed, Part, Person, Photo, Replies, Role, Sample, Step, Trouble, Words, time,
};
use crate::config::Locale;
use crate::error::Failure;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    #[serde(default = "campaign")]
    campaign: Words,
    opens: toml::value::Datetime,
    ready: Option<String>,
    closes: String,
    people: Vec<Person>,
    chats: Vec<Chat>,
    #[serde(default)]
    areas: Vec<Area>,
    #[serde(default)]
    tray: Vec<WrittenSample>,
    digest_to: Option<String>,
    #[serde(default)]
    step: Vec<WrittenStep>,
    #[serde(default)]
    crowd: Vec<Crowd>,
}

fn campaign() -> Words {
    "城乡人居环境提升百日攻坚".into()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSample {
    name: String,
    photo: String,
    alt: Words,
    caption: Words,
}

/// A step as it is written: one of the deeds, and what goes with it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStep {
    at: String,
    #[serde(default)]
    who: String,
    chat: Option<String>,
    tell: Option<Words>,
    #[serde(default)]
    shows: Vec<Words>,
    #[serde(default)]
    unseen: bool,
    #[serde(default)]
    claims: bool,
    #[serde(default)]
    adds_bot: bool,
    #[serde(default)]
    joins: bool,
    presses: Option<Button>,
    #[serde(default)]
    photos: Vec<String>,
    file: Option<String>,
    says: Option<Words>,
    replies: Option<WrittenReplies>,
    edits: Option<Words>,
    trouble: Option<Trouble>,
}

/// `true`: the newest message of the bot; `"own"`, `"photo"`: the newest photo, of oneself or of anybody.
#[derive(Clone, Copy, Deserialize)]
#[serde(untagged)]
enum WrittenReplies {
    Bot(bool),
    Photo(RepliesTo),
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RepliesTo {
    Own,
    Photo,
}

/// Turns the file into a day, or says what is wrong with it and where.
pub fn read(written: Written, folder: Option<PathBuf>, fingerprint: String) -> Result<Day, Failure> {
    let Written {
        campaign,
        opens,
        ready,
        closes,
        mut people,
        mut chats,
        areas,
        tray,
        digest_to,
        step,
        crowd,
    } = written;
    let opens: NaiveDateTime = opens
        .to_string()
        .parse()
        .with_context(|| format!("opens = {opens}: expected a day and a time such as 2026-06-21T08:55:00"))?;
    let tray = tray.into_iter().map(WrittenSample::read).collect::<Result<Vec<_>, _>>()?;
    unique("people", people.iter().map(|person| &person.key))?;
    unique("chats", chats.iter().map(|chat| &chat.key))?;
    unique("tray", tray.iter().map(|sample| &sample.name))?;
    for chat in &chats {
        for key in std::iter::once(&chat.owner).chain(&chat.members).chain(&chat.signed_up) {
            anyhow::ensure!(
                people.iter().any(|person| person.key == *key),
                "chats: {}: no such person {key:?}",
                chat.key
            );
        }
    }
    let mut steps = super::setup::steps(opens.time(), &people, &chats, &areas)?;
    for (place, step) in step.into_iter().enumerate() {
        let what = format!("step {} (at {})", place + 1, step.at);
        steps.push(step.read(&people, &chats).context(what)?);
    }
    if let Some(pair) = steps.windows(2).find(|pair| pair[1].at < pair[0].at) {
        anyhow::bail!("the steps are not in order: {} comes after {}", pair[1].at, pair[0].at);
    }
    let cast = cast(&people, &chats, &steps);
    for crowd in &crowd {
        crowd.come(&mut people, &mut chats, &mut steps)?;
    }
    // Of what happens at one time the file's own comes first: the narrator announces a crowd.
    steps.sort_by_key(|step| step.at);
    if let Some(key) = &digest_to {
        anyhow::ensure!(
            people.iter().any(|person| person.key == *key),
            "digest_to = {key:?}: no such person"
        );
    }
    let ready = ready.as_deref().map(time).transpose()?;
    let closes = time(&closes)?;
    Ok(Day {
        campaign,
        opens,
        ready,
        closes,
        people,
        chats,
        cast,
        areas,
        tray,
        digest_to,
        steps,
        folder,
        fingerprint,
    })
}

/// Whom a visitor may play: all that the file gives a part, in its order. Where it gives none, everybody
/// is what happens makes of them: who claims the bot is the admin, who is appointed lead is one.
fn cast(people: &[Person], chats: &[Chat], steps: &[Step]) -> Vec<Role> {
    let role = |person: &Person, part: Part| Role { who: person.key.clone(), part };
    let given: Vec<Role> = people.iter().filter_map(|person| Some(role(person, person.part?))).collect();
    if !given.is_empty() {
        return given;
    }
    let member = |who: &String, channel: bool| {
        chats.iter().any(|chat| chat.channel == channel && chat.members.contains(who))
    };
    let made = |who: &String| {
        let appoints = format!("@{who}");
        steps.iter().find_map(|step| match &step.deed {
            Deed::Claim if step.who == *who => Some(Part::Admin),
            Deed::Post { text, .. } => {
                let text = text.of(Locale::ZhCn);
                (text.starts_with("/appoint lead ") && text.ends_with(&appoints)).then_some(Part::Lead)
            }
            _ => None,
        })
    };
    let part = |who: &String| {
        made(who).unwrap_or(match (member(who, false), member(who, true)) {
            (true, _) => Part::Volunteer,
            (false, true) => Part::Coordinator,
            (false, false) => Part::Stranger,
        })
    };
    let mut cast: Vec<Role> = people.iter().map(|person| role(person, part(&person.key))).collect();
    cast.sort_by_key(|role| role.part);
    cast
}

fn unique<'k>(what: &str, keys: impl Iterator<Item = &'k String>) -> Result<(), Failure> {
    let mut seen = BTreeSet::new();
    for key in keys {
        anyhow::ensure!(seen.insert(key), "{what}: {key:?} is there twice");
    }
    Ok(())
}

impl WrittenSample {
    fn read(self) -> Result<Sample, Failure> {
        let WrittenSample { name, photo, alt, caption } = self;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        anyhow::ensure!(
            !name.is_empty() && name.chars().all(plain),
            "tray: {name:?}: a name is made of a-z, 0-9 and -"
        );
        let photo = Photo::read(&photo).with_context(|| format!("tray: {name}"))?;
        Ok(Sample { name, photo, alt, caption })
    }
}

impl WrittenStep {
    fn read(self, people: &[Person], chats: &[Chat]) -> Result<Step, Failure> {
        let nobody =
            self.who.is_empty() && (self.tell.is_some() || self.trouble.is_some() || !self.shows.is_empty());
        anyhow::ensure!(
            nobody || people.iter().any(|person| person.key == self.who),
            "who = {:?}: no such person",
            self.who
        );
        if let Some(chat) = self.chat.as_ref().filter(|key| chats.iter().all(|chat| chat.key != **key)) {
            anyhow::bail!("chat = {chat:?}: no such chat");
        }
        let at = time(&self.at)?;
        let (tell, shows) = (self.tell.clone(), self.shows.clone());
        let (who, chat, unseen) = (self.who.clone(), self.chat.clone(), self.unseen);
        let deed = self.deed()?;
        anyhow::ensure!(
            who.is_empty() == matches!(deed, Deed::Nothing | Deed::Trouble(_))
                || matches!(deed, Deed::Nothing),
            "somebody must do this, and nobody else's doing has a name: who = {who:?}"
        );
        Ok(Step { at, who, chat, deed, tell, shows, unseen, hurried: false })
    }

    /// The one thing that is done.
    fn deed(self) -> Result<Deed, Failure> {
        let posts = self.says.is_some() || self.file.is_some() || !self.photos.is_empty();
        anyhow::ensure!(posts || self.replies.is_none(), "replies needs says, file or photos");
        let in_chat = self.chat.is_some();
        let mut deeds = Vec::new();
        if self.claims {
            deeds.push(Deed::Claim);
        }
        if self.adds_bot || self.joins {
            anyhow::ensure!(in_chat, "adds_bot and joins need a chat");
            deeds.push(if self.adds_bot { Deed::AddBot } else { Deed::Join });
        }
        deeds.extend(self.presses.map(Deed::Press));
        deeds.extend(self.edits.map(Deed::Edit));
        deeds.extend(self.trouble.map(Deed::Trouble));
        if posts {
            let photos = self.photos.iter().map(|photo| Photo::read(photo)).collect::<Result<_, _>>()?;
            let replies = match self.replies {
                None | Some(WrittenReplies::Bot(false)) => Replies::No,
                Some(WrittenReplies::Bot(true)) => Replies::Bot,
                Some(WrittenReplies::Photo(RepliesTo::Own)) => Replies::Own,
                Some(WrittenReplies::Photo(RepliesTo::Photo)) => Replies::Photo,
            };
            deeds.push(Deed::Post { photos, file: self.file, text: self.says.unwrap_or_default(), replies });
        }
        anyhow::ensure!(
            deeds.len() <= 1 && (!deeds.is_empty() || self.tell.is_some() || !self.shows.is_empty()),
            "one of claims, adds_bot, joins, presses, edits, trouble, or of says, file and photos is needed"
        );
        Ok(deeds.pop().unwrap_or(Deed::Nothing))
    }
}

impl Photo {
    /// Reads `life.jpg`, or `life.jpg 0 0 60 50`: a piece of it, in percent.
    pub(super) fn read(text: &str) -> Result<Photo, Failure> {
        let mut words = text.split_whitespace();
        let file = words.next().unwrap_or_default().to_owned();
        let numbers =
            words.map(str::parse).collect::<Result<Vec<u32>, _>>().with_context(|| format!("{text:?}"))?;
        let cut = match numbers[..] {
            [] => None,
            [x, y, w, h] if w > 0 && h > 0 && x <= 100 && y <= 100 && w <= 100 - x && h <= 100 - y => {
                Some([x, y, w, h])
            }
            _ => anyhow::bail!("{text:?}: expected FILE, or FILE LEFT TOP WIDTH HEIGHT in percent"),
        };
        Ok(Photo { file, cut })
    }
}
