//! The chats as people see them, printed as the day goes by.
//!
//! What happened since the last look is put in order as a reader wants it: by the minute, within it
//! by chat, each message once with what became of it. Reactions stand on their photos, edits and
//! presses take one line, and a long message that several chats get is printed once.

mod scenes;

use std::collections::HashMap;

use axum::body::Bytes;
use chrono_tz::Tz;

use scenes::{Scene, Shown, moments, scenes};

use super::paper::{Ink, Paper, cells, padded, wrapped};
use crate::emulator::{ChatId, ChatKind, Content, Message, MessageId, UserId, World};

/// Cells before the names.
const MARGIN: usize = 7;
/// Cells of a name.
const NAME: usize = 10;
/// Messages of more lines than this are printed once, however many chats get them.
const LONG: usize = 3;
/// Of messages of more lines than this the beginning is printed.
const ENDLESS: usize = 24;

/// What of the world has been shown so far.
pub struct Screen {
    paper: Paper,
    zone: Tz,
    seen: u64,
    /// Long texts that were printed, and in which chat.
    printed: HashMap<String, String>,
    /// What pressed buttons said: their keyboards may be gone when they are shown.
    labels: HashMap<String, String>,
    /// The last minute that was printed, and the last heading.
    minute: String,
    heading: Option<(Vec<ChatId>, String)>,
}

impl Screen {
    pub fn new(paper: Paper, zone: Tz) -> Screen {
        Screen {
            paper,
            zone,
            seen: 0,
            printed: HashMap::new(),
            labels: HashMap::new(),
            minute: String::new(),
            heading: None,
        }
    }

    /// Remembers what a pressed button said.
    pub fn note_press(&mut self, press: String, label: String) {
        self.labels.insert(press, label);
    }

    /// Passes over what happened since the last look.
    pub fn skip(&mut self, world: &World) {
        self.seen = world.next_event();
    }

    /// The narrator's words.
    pub fn narrate(&mut self, text: &str) -> Vec<String> {
        self.heading = None;
        let lines = wrapped(text, self.paper.width - 2);
        let lines = lines.iter().enumerate().map(|(at, line)| {
            self.paper.ink(Ink::Dim, &format!("{} {line}", if at == 0 { "·" } else { " " }))
        });
        std::iter::once(String::new()).chain(lines).collect()
    }

    /// Lines for all that happened since the last look; `name` says what a posted photo is called.
    pub fn look<'n>(&mut self, world: &World, name: &dyn Fn(&Bytes) -> Option<&'n str>) -> Vec<String> {
        let events: Vec<_> = world.events_since(self.seen).into_iter().flatten().cloned().collect();
        let mut lines = Vec::new();
        for moment in moments(&events) {
            let scenes = scenes(world, moment);
            let minute = moment[0].at.with_timezone(&self.zone).format("%H:%M").to_string();
            // Chats in which the same is said share one heading.
            let mut said: Vec<(Vec<ChatId>, Vec<String>)> = Vec::new();
            for (chat, scene) in scenes {
                let lines = self.scene(world, chat, &scene, name);
                match said.iter_mut().find(|(_, others)| *others == lines) {
                    Some((chats, _)) => chats.push(chat),
                    None if lines.is_empty() => {}
                    None => said.push((vec![chat], lines)),
                }
            }
            for (chats, said) in said {
                lines.extend(self.heading(world, &chats, &minute));
                lines.extend(said);
            }
        }
        self.seen = world.next_event();
        lines
    }

    /// The chat's name and the time, where they differ from the last that were printed.
    fn heading(&mut self, world: &World, chats: &[ChatId], minute: &str) -> Vec<String> {
        let here = Some((chats.to_vec(), minute.to_owned()));
        if self.heading == here {
            return Vec::new();
        }
        self.heading = here;
        let clock = if self.minute == minute {
            " ".repeat(MARGIN)
        } else {
            format!("{} ", self.paper.ink(Ink::Clock, &format!("{minute} ")))
        };
        minute.clone_into(&mut self.minute);
        let titles: Vec<String> = chats.iter().map(|chat| title(world, *chat)).collect();
        let mut titles = wrapped(&titles.join(" · "), self.paper.width - MARGIN).into_iter();
        let first = titles.next().unwrap_or_default();
        let mut lines = vec![String::new(), format!("{clock}{}", self.paper.ink(Ink::Bold, &first))];
        lines
            .extend(titles.map(|line| format!("{}{}", " ".repeat(MARGIN), self.paper.ink(Ink::Bold, &line))));
        lines
    }

    fn scene<'n>(
        &mut self,
        world: &World,
        chat: ChatId,
        scene: &Scene,
        name: &dyn Fn(&Bytes) -> Option<&'n str>,
    ) -> Vec<String> {
        let mut lines = Vec::new();
        let mut album: Option<&str> = None;
        for shown in &scene.order {
            match shown {
                Shown::Message(id) => {
                    let Some(message) = world.message(chat, *id).filter(|message| !message.deleted) else {
                        continue;
                    };
                    let of = message.media_group.as_deref();
                    if of.is_some() && of == album {
                        continue;
                    }
                    album = of;
                    lines.extend(self.bubble(world, message, name));
                }
                Shown::Edit(id) => {
                    let Some(message) = world.message(chat, *id).filter(|message| !message.deleted) else {
                        continue;
                    };
                    // A keyboard that went away after a press is no news.
                    if message.earlier.last().is_some_and(|before| before.text != message.text()) {
                        lines.extend(self.edit(world, message));
                    }
                }
                Shown::Reaction(id) => lines.extend(self.reaction(world, chat, *id)),
                Shown::Press(id) => lines.extend(self.press(world, id)),
            }
        }
        lines
    }

    fn bubble<'n>(
        &mut self,
        world: &World,
        message: &Message,
        name: &dyn Fn(&Bytes) -> Option<&'n str>,
    ) -> Vec<String> {
        if let Content::Service(fields) = &message.content {
            return self.service(world, message, fields);
        }
        let mut lines = self.carried(world, message, name);
        lines.extend(self.words(world, message));
        lines.extend(self.buttons(message));
        if let Some(reaction) = message.reaction_of(world.bot()) {
            match lines.last_mut() {
                Some(last) if cells_of_inked(last) + 4 <= self.room() => {
                    *last = format!("{last}  {reaction}");
                }
                _ => lines.push(reaction.to_owned()),
            }
        }
        self.under_name(world, message, lines)
    }

    fn edit(&mut self, world: &World, message: &Message) -> Vec<String> {
        let mut lines = self.words(world, message);
        lines.extend(self.buttons(message));
        if let Some(first) = lines.first_mut() {
            *first = format!("✎ {first}");
        }
        self.under_name(world, message, lines)
    }

    /// A photo or a file in one line.
    fn carried<'n>(
        &self,
        world: &World,
        message: &Message,
        name: &dyn Fn(&Bytes) -> Option<&'n str>,
    ) -> Vec<String> {
        let album: Vec<&Message> = match &message.media_group {
            None => vec![message],
            of => world.messages(message.chat).into_iter().filter(|other| other.media_group == *of).collect(),
        };
        let pictures: Vec<String> = album
            .iter()
            .filter_map(|message| {
                let photo = message.photo()?;
                let size = photo.largest().map(|size| format!("{}×{}", size.width, size.height));
                let drawn = size.map(|size| format!("picture {size}"));
                let called = message.photo_bytes().and_then(name).map(str::to_owned).or(drawn);
                Some(format!("▣ {}", called.unwrap_or_default()))
            })
            .collect();
        let file = message.document().map(|(name, _)| format!("▤ {name}"));
        let line = if pictures.is_empty() { file } else { Some(pictures.join("  ")) };
        line.map(|line| self.paper.ink(Ink::Dim, &line)).into_iter().collect()
    }

    /// The text or caption, wrapped; only named where the same long text was printed before.
    fn words(&mut self, world: &World, message: &Message) -> Vec<String> {
        let text = match &message.content {
            Content::Other(kind, _) => format!("({kind}) {}", message.text()),
            _ => message.text().to_owned(),
        };
        if text.is_empty() {
            return Vec::new();
        }
        let lines = wrapped(&text, self.room());
        if lines.len() <= LONG {
            return lines;
        }
        let here = title(world, message.chat);
        match self.printed.insert(text, here.clone()) {
            Some(there) if there != here => {
                let first = lines.into_iter().next().unwrap_or_default();
                vec![first, self.paper.ink(Ink::Dim, &format!("… the same as in {there}"))]
            }
            _ if lines.len() > ENDLESS => {
                let more = lines.len() - ENDLESS / 2;
                let rest = self.paper.ink(Ink::Dim, &format!("… and {more} more lines"));
                lines.into_iter().take(ENDLESS / 2).chain([rest]).collect()
            }
            _ => lines,
        }
    }

    fn buttons(&self, message: &Message) -> Vec<String> {
        let rows = message.buttons().into_iter().flat_map(|row| {
            let drawn: Vec<String> = row.iter().map(|button| format!("[ {} ]", button.text)).collect();
            wrapped_row(&drawn, self.room())
        });
        let keys = message
            .reply_keyboard()
            .into_iter()
            .map(|row| row.iter().map(|label| format!("[ {label} ]")).collect::<Vec<_>>().join(" "));
        rows.chain(keys).map(|row| self.paper.ink(Ink::Button, &row)).collect()
    }

    fn service(
        &self,
        world: &World,
        message: &Message,
        fields: &serde_json::Map<String, serde_json::Value>,
    ) -> Vec<String> {
        let bot = world.bot().0;
        let added = fields
            .get("new_chat_members")
            .and_then(|members| members.as_array())
            .is_some_and(|members| members.iter().any(|member| member["id"].as_i64() == Some(bot)));
        let Some(by) = message.from.filter(|_| added) else { return Vec::new() };
        self.aside(&format!("{} adds {}", person(world, by), person(world, world.bot())))
    }

    /// A reaction that came on a message printed earlier.
    fn reaction(&self, world: &World, chat: ChatId, id: MessageId) -> Vec<String> {
        let Some(message) = world.message(chat, id) else { return Vec::new() };
        let Some(reaction) = message.reaction_of(world.bot()) else { return Vec::new() };
        let at = message.at.with_timezone(&self.zone).format("%H:%M");
        let whose = message.from.map(|from| person(world, from)).unwrap_or_default();
        self.aside(&format!("{reaction}  ▣ {whose} {at}"))
    }

    fn press(&self, world: &World, id: &str) -> Vec<String> {
        let Some(press) = world.presses().iter().find(|press| press.id == id) else { return Vec::new() };
        let label = self.labels.get(id).unwrap_or(&press.data);
        let answer = press.answer.as_ref().map(|answer| answer.text.trim()).filter(|text| !text.is_empty());
        let answer = answer.map(|text| format!("  → {text}")).unwrap_or_default();
        let ink = Ink::Person(number(press.user));
        let pressed = self.paper.ink(Ink::Button, &format!("[ {label} ]"));
        let who = self.paper.ink(ink, &padded(&person(world, press.user), NAME));
        let room = self.room().saturating_sub(cells(label) + 6);
        let mut answers = wrapped(&answer, room).into_iter();
        let first = answers.next().unwrap_or_default();
        let mut lines = vec![format!("{}{who}☞ {pressed}{first}", " ".repeat(MARGIN))];
        lines.extend(answers.map(|line| format!("{}  {line}", " ".repeat(MARGIN + NAME + 1))));
        lines
    }

    /// A line that nobody said.
    fn aside(&self, text: &str) -> Vec<String> {
        let indent = " ".repeat(MARGIN + NAME + 1);
        vec![format!("{indent}{}", self.paper.ink(Ink::Dim, text))]
    }

    /// The lines behind the name of who said them.
    fn under_name(&self, world: &World, message: &Message, lines: Vec<String>) -> Vec<String> {
        let speaker = message.from.filter(|from| *from != world.bot());
        let (name, ink) = match speaker {
            Some(from) => (person(world, from), Ink::Person(number(from))),
            None => (person(world, world.bot()), Ink::Bot),
        };
        let bar = self.paper.ink(ink, if speaker.is_some() { " " } else { "│" });
        let margin = " ".repeat(MARGIN);
        lines
            .iter()
            .enumerate()
            .map(|(at, line)| {
                let name = padded(if at == 0 { &name } else { "" }, NAME);
                format!("{margin}{}{bar} {line}", self.paper.ink(ink, &name)).trim_end().to_owned()
            })
            .collect()
    }

    /// Cells that a message's lines may take.
    fn room(&self) -> usize {
        self.paper.width - MARGIN - NAME - 2
    }
}

/// Buttons side by side as far as they fit.
fn wrapped_row(buttons: &[String], width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for button in buttons {
        match rows.last_mut() {
            Some(row) if cells(row) + cells(button) < width => {
                row.push(' ');
                row.push_str(button);
            }
            _ => rows.push(button.clone()),
        }
    }
    rows
}

/// The cells of a line that may carry colours.
fn cells_of_inked(line: &str) -> usize {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\x1b') {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    cells(&plain)
}

/// What stands above a chat.
fn title(world: &World, chat: ChatId) -> String {
    let Some(chat) = world.chat(chat) else { return String::new() };
    match chat.kind {
        ChatKind::Private => format!("{} ⇄ {}", chat.title, person(world, world.bot())),
        ChatKind::Channel => format!("# {}", chat.title),
        _ => chat.title.clone(),
    }
}

fn person(world: &World, user: UserId) -> String {
    world.user(user).map(|user| user.first_name.clone()).unwrap_or_default()
}

/// A small number that stays with a person, for the colour.
fn number(user: UserId) -> usize {
    usize::try_from(user.0.unsigned_abs()).unwrap_or(0)
}
