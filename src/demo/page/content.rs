//! What a message carries besides its words, ready for the templates.

use serde_json::Value;

use super::look::Look;
use super::mosaic::{self, Tile};
use crate::emulator::{ChatId, Content, Message, MessageId, Poll, UserId, fit_for_photo};
use crate::say;

/// What stands in a bubble above the words.
#[derive(Debug)]
pub enum Carried {
    /// Nothing.
    Nothing,
    /// Photos, in rows.
    Photos(Vec<Vec<Tile<Picture>>>),
    /// Files, one below the other.
    Files(Vec<Paper>),
    /// A poll or a quiz.
    Poll(Vote),
    /// A place.
    Place(Place),
    /// Somebody's number.
    Contact(Contact),
    /// A sticker, by its emoji.
    Sticker(String),
    /// What has no looks of its own here, in a few words.
    Other(String),
}

impl Carried {
    /// What the bubble is called in the stylesheet.
    pub fn class(&self) -> &'static str {
        match self {
            Carried::Photos(_) if self.alone().is_some() => " pictured one",
            Carried::Photos(_) => " pictured",
            Carried::Sticker(_) => " sticker",
            _ => "",
        }
    }

    /// The proportions of a photo that is alone.
    pub fn alone(&self) -> Option<&str> {
        let Carried::Photos(rows) = self else { return None };
        let [row] = &rows[..] else { return None };
        let [tile] = &row[..] else { return None };
        Some(&tile.ratio)
    }
}

/// One photo.
#[derive(Debug)]
pub struct Picture {
    /// Where its small copy lies.
    pub small: String,
    /// Where it lies in full.
    pub full: String,
    /// In pixels.
    pub width: u32,
    pub height: u32,
    /// For those who do not see it.
    pub alt: String,
}

/// A file.
#[derive(Debug)]
pub struct Paper {
    pub name: String,
    /// `.csv`, for its sign.
    pub ending: String,
    /// `82 KB`.
    pub size: String,
    /// Where it lies.
    pub href: String,
    /// A small copy, where it is a picture.
    pub preview: Option<String>,
}

/// A place on the map.
#[derive(Debug)]
pub struct Place {
    /// `30.8672, 120.0933`.
    pub coordinates: String,
    pub title: Option<String>,
    pub address: Option<String>,
}

/// A contact card.
#[derive(Debug)]
pub struct Contact {
    pub name: String,
    pub phone: String,
}

/// A poll, as the looker sees it.
#[derive(Debug)]
pub struct Vote {
    pub question: String,
    /// `匿名投票`, `Quiz`.
    pub kind: String,
    /// `3 票`.
    pub total: String,
    pub options: Vec<Choice>,
    /// Whether the looker is to choose now.
    pub open: bool,
    /// Whether the looker sees how many chose what.
    pub counted: bool,
    /// Whether several answers may be ticked.
    pub many: bool,
    /// Whether the looker's answer can be taken back.
    pub changeable: bool,
    pub explanation: Option<String>,
}

/// One answer of a poll.
#[derive(Debug)]
pub struct Choice {
    pub number: usize,
    pub text: String,
    /// `3 票`.
    pub votes: String,
    pub percent: usize,
    /// Whether the looker chose it.
    pub mine: bool,
    /// Known once the looker has answered a quiz.
    pub right: Option<bool>,
}

/// What the messages of a bubble carry: several where it is an album.
pub fn carried(look: &Look<'_>, parts: &[&Message]) -> Carried {
    let photos: Vec<_> = parts.iter().filter_map(|part| picture(look, part)).collect();
    if !photos.is_empty() {
        return Carried::Photos(mosaic::rows(photos));
    }
    let papers: Vec<_> = parts.iter().filter_map(|part| paper(part)).collect();
    if !papers.is_empty() {
        return Carried::Files(papers);
    }
    let Some(message) = parts.first() else { return Carried::Nothing };
    match &message.content {
        Content::Poll(asked) => Carried::Poll(poll(look, asked)),
        Content::Other(field, json) => other(look, field, json),
        _ => Carried::Nothing,
    }
}

/// Where a file of a message lies; `hash` makes the address another one when the content is.
pub fn address(chat: ChatId, message: MessageId, hash: &str, size: &str) -> String {
    format!("/file/{hash}?at={}.{}&size={size}", chat.0, message.0)
}

/// A small copy of a message's photo, for a quotation of it.
pub fn thumb(message: &Message) -> Option<String> {
    let largest = message.photo()?.largest()?;
    Some(address(message.chat, message.id, &largest.unique_id, "s"))
}

fn picture(look: &Look<'_>, message: &Message) -> Option<((u32, u32), Picture)> {
    let largest = message.photo()?.largest()?;
    let (width, height) = (largest.width, largest.height);
    let at = |size| address(message.chat, message.id, &largest.unique_id, size);
    let name = look.sender(message).0;
    let alt = if message.text().is_empty() {
        look.words.of(&say!("demo-photo-of", name = name))
    } else {
        look.words.of(&say!("demo-photo-captioned", name = name, caption = message.text()))
    };
    Some(((width, height), Picture { small: at("m"), full: at("full"), width, height, alt }))
}

fn paper(message: &Message) -> Option<Paper> {
    let (name, bytes) = message.document()?;
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let at = |size| address(message.chat, message.id, "document", size);
    let is_picture = fit_for_photo(bytes).is_ok();
    Some(Paper {
        name: name.to_owned(),
        size: size(bytes.len() as u64),
        href: at("full"),
        preview: is_picture.then(|| at("s")),
        ending: ending.chars().take(4).collect(),
    })
}

/// `82 KB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

fn other(look: &Look<'_>, field: &str, json: &Value) -> Carried {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let place = |at: &Value| {
        let degrees = |name: &str| at[name].as_f64().unwrap_or_default();
        format!("{:.4}, {:.4}", degrees("latitude"), degrees("longitude"))
    };
    match field {
        "location" => Carried::Place(Place { coordinates: place(json), title: None, address: None }),
        "venue" => Carried::Place(Place {
            coordinates: place(&json["location"]),
            title: text(&json["title"]),
            address: text(&json["address"]),
        }),
        "contact" => {
            let names = ["first_name", "last_name"].map(|name| text(&json[name]));
            let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
            Carried::Contact(Contact { name, phone: text(&json["phone_number"]).unwrap_or_default() })
        }
        "sticker" => Carried::Sticker(text(&json["emoji"]).unwrap_or_else(|| "🙂".into())),
        "video" => Carried::Other(look.words.say("demo-video")),
        _ => Carried::Other(look.words.of(&say!("demo-other", kind = field))),
    }
}

/// A poll as the looker sees it.
fn poll(look: &Look<'_>, poll: &Poll) -> Vote {
    let own = poll.votes.get(&look.me);
    let shown = poll.shows_results_to(look.me);
    let total = poll.votes.len();
    let options = poll.options.iter().enumerate().map(|(number, option)| {
        let votes = poll.count(number);
        Choice {
            number,
            text: option.text.text.clone(),
            votes: look.words.of(&say!("demo-poll-votes", count = votes)),
            percent: (votes * 100).checked_div(total).unwrap_or_default(),
            mine: own.is_some_and(|chosen| chosen.contains(&number)),
            right: poll.correct.as_ref().filter(|_| shown).map(|right| right.contains(&number)),
        }
    });
    let kind = match (poll.closed, &poll.correct, poll.anonymous) {
        (true, ..) => "demo-poll-closed",
        (_, Some(_), _) => "demo-poll-quiz",
        (_, None, true) => "demo-poll-anonymous",
        (_, None, false) => "demo-poll-open",
    };
    let explanation = Some(&poll.explanation.text).filter(|text| shown && !text.is_empty());
    Vote {
        question: poll.question.text.clone(),
        kind: look.words.say(kind),
        total: look.words.of(&say!("demo-poll-votes", count = total)),
        options: options.collect(),
        open: !poll.closed && own.is_none(),
        counted: shown,
        many: poll.multiple,
        changeable: !poll.closed && own.is_some() && poll.revoting,
        explanation: explanation.cloned(),
    }
}

/// A message in one line: for the list of chats, quotations and what is pinned.
pub fn in_short(look: &Look<'_>, message: &Message) -> String {
    let words: String = message.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let words: String = words.chars().take(160).collect();
    let sign = match &message.content {
        Content::Text => return words,
        Content::Service(_) => return super::service::line(look, message).unwrap_or_default(),
        Content::Photo(_) => look.words.say("demo-short-photo"),
        Content::Poll(poll) => look.words.of(&say!("demo-short-poll", question = &poll.question.text)),
        Content::Other(field, json) => match field.as_str() {
            "location" | "venue" => look.words.say("demo-short-place"),
            "contact" => look.words.say("demo-short-contact"),
            "video" => look.words.say("demo-video"),
            "sticker" => json["emoji"].as_str().unwrap_or("🙂").to_owned(),
            _ => look.words.of(&say!("demo-other", kind = field)),
        },
        _ => message.document().map(|(name, _)| name.to_owned()).unwrap_or_default(),
    };
    if words.is_empty() { sign } else { format!("{sign} {words}") }
}

/// The same of an album: how many photos, and their words.
pub fn in_short_together(look: &Look<'_>, parts: &[&Message]) -> String {
    let worded = parts.iter().find(|part| !part.text().is_empty()).or(parts.first());
    let short = worded.map(|part| in_short(look, part)).unwrap_or_default();
    if parts.len() < 2 || parts.iter().any(|part| part.photo().is_none()) {
        return short;
    }
    let photo = look.words.say("demo-short-photo");
    let photos = look.words.of(&say!("demo-short-album", count = parts.len()));
    short.replacen(&photo, &photos, 1)
}

/// Who reacted with what: one entry for each emoji, in order of the first who did.
pub fn reactions(look: &Look<'_>, parts: &[&Message]) -> Vec<Reaction> {
    let mut found: Vec<Reaction> = Vec::new();
    for part in parts {
        let all = part.reactions.iter().flat_map(|(user, emoji)| emoji.iter().map(move |e| (*user, e)));
        for (user, emoji) in all {
            let place = found.iter().position(|other| other.emoji == *emoji && other.message == part.id);
            let place = place.unwrap_or_else(|| {
                found.push(Reaction::new(part.id, emoji));
                found.len() - 1
            });
            found[place].add(look, user);
        }
    }
    for reaction in &mut found {
        let names = look.words.list(std::mem::take(&mut reaction.names));
        reaction.label = look.words.of(&say!("demo-reaction", emoji = &reaction.emoji, names = names));
    }
    found
}

/// One emoji under a message.
#[derive(Debug)]
pub struct Reaction {
    /// The message it stands on: of an album, one part.
    pub message: MessageId,
    pub emoji: String,
    pub count: usize,
    /// Whether the looker is among them.
    pub mine: bool,
    /// Who.
    pub label: String,
    names: Vec<String>,
}

impl Reaction {
    fn new(message: MessageId, emoji: &str) -> Self {
        let emoji = emoji.to_owned();
        Reaction { message, emoji, count: 0, mine: false, label: String::new(), names: Vec::new() }
    }

    fn add(&mut self, look: &Look<'_>, user: UserId) {
        self.count += 1;
        self.mine |= user == look.me;
        if self.names.len() < 8 {
            self.names.push(look.name(user));
        }
    }
}
