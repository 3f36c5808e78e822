//! The views, drawn from small worlds.

mod chats;
mod fragments;
mod hostile;
mod served;
mod texts;
mod tours;

use std::collections::BTreeMap;

use axum::body::Bytes;

use super::composer::{self, Sample};
use super::head::{self, Marks, Weather};
use super::look::Look;
use super::templates::{ChatPart, ChatsPart, ComposerPart, HeadPart, render};
use super::words::Words;
use super::{list, room};
use crate::clock::{Clock, Time};
use crate::config::Locale;
use crate::demo::live::{Cast, Part, Persona, Trouble};
use crate::emulator::{ChatId, ChatKind, Emulator, MessageId, Post, Rights, UserId, World};
use crate::i18n::Texts;

/// A world with a group, a channel and three people, and the words to show it in.
struct Small {
    emulator: Emulator,
    clock: Clock,
    texts: Texts,
    cast: Cast,
    li: UserId,
    chen: UserId,
    zang: UserId,
    group: ChatId,
    desk: ChatId,
}

/// Nine in the morning of the campaign's first day, in Shanghai.
fn morning() -> Time {
    "2026-06-21T01:00:00Z".parse().expect("a time")
}

impl Small {
    async fn world() -> Small {
        Small::named("吴兴区志愿者群", "李伟").await
    }

    /// The same, with a title and a name of one's own.
    async fn named(title: &str, name: &str) -> Small {
        let clock = Clock::by_hand(morning());
        let emulator = Emulator::start(clock.clone()).await.expect("it starts");
        let (li, chen, zang, group, desk) = {
            let mut world = emulator.world();
            let li = world.new_user("x", Some("zh-hans"));
            world.rename(li, name);
            let chen = world.new_user("陈静", Some("zh-hans"));
            let zang = world.new_user("臧国平", Some("zh-hans"));
            let group = world.new_supergroup(title, chen);
            let desk = world.new_channel("湖州市行动指挥部", chen);
            world.join(li, group);
            world.add_bot(group, chen, true);
            world.add_bot(desk, chen, true);
            world.promote_bot(desk, chen, Rights::ALL);
            (li, chen, zang, group, desk)
        };
        let persona = |key: &str, user, part| Persona { key: key.into(), user, part };
        let personas = vec![
            persona("li", li, Part::Volunteer),
            persona("chen", chen, Part::Lead),
            persona("chief", chen, Part::Coordinator),
            persona("zang", zang, Part::Stranger),
        ];
        let chats = vec![("group".to_owned(), group), ("desk".to_owned(), desk)];
        let texts = Texts::embedded();
        Small { emulator, clock, texts, cast: Cast { personas, chats }, li, chen, zang, group, desk }
    }

    /// What somebody sees.
    fn look<'a>(&'a self, world: &'a World, me: UserId) -> Look<'a> {
        let key = self.cast.personas.iter().find(|persona| persona.user == me).map_or("?", |p| &p.key);
        let words = Words::new(&self.texts, Locale::En);
        Look { world, me, key, zone: chrono_tz::Asia::Shanghai, words }
    }

    /// The open chat as HTML.
    fn chat(&self, me: UserId, chat: ChatId) -> String {
        let world = self.emulator.world();
        let look = self.look(&world, me);
        let place = world.chat(chat).expect("a chat");
        let room = room::room(&look, place, room::SHOWN, None);
        let framed = place.kind != ChatKind::Private;
        render(&ChatPart { t: look.words, key: look.key, chat: chat.0, framed, room: &room }).to_string()
    }

    /// The composer as HTML.
    fn composer(&self, me: UserId, chat: ChatId) -> String {
        let world = self.emulator.world();
        let look = self.look(&world, me);
        let sample =
            |name: &str| Sample { name: name.into(), alt: "a <creek>".into(), caption: "\"12\"".into() };
        let composer = composer::composer(&look, world.chat(chat).expect("a chat"), vec![sample("creek")]);
        render(&ComposerPart { t: look.words, key: look.key, chat: chat.0, c: &composer }).to_string()
    }

    /// The list of chats as HTML, with nothing read.
    fn list(&self, me: UserId) -> String {
        let world = self.emulator.world();
        let look = self.look(&world, me);
        let known: Vec<ChatId> = self.cast.chats.iter().map(|(_, chat)| *chat).collect();
        let unread = |chat| crate::demo::live::unread(&world, me, chat, MessageId(0));
        let list = list::list(&look, &known, None, &unread);
        render(&ChatsPart { t: look.words, list: &list }).to_string()
    }

    /// The top of the page as HTML.
    fn head(&self, me: UserId) -> String {
        let world = self.emulator.world();
        let look = self.look(&world, me);
        let weather = Weather { trouble: Trouble::None, running: true };
        let head = head::head(&look, &self.cast, &Marks::new(), Some(self.group), weather, None);
        render(&HeadPart { t: look.words, key: look.key, h: &head }).to_string()
    }

    /// A method of the Bot API.
    async fn bot(&self, method: &str, params: serde_json::Value) -> serde_json::Value {
        let url = format!("{}/bot{}/{method}", self.emulator.url(), self.emulator.token());
        let answer = reqwest::Client::new().post(url).json(&params).send().await.expect("an answer");
        let answer: serde_json::Value = answer.json().await.expect("JSON");
        assert_eq!(answer["ok"], true, "{answer}");
        answer["result"].clone()
    }
}

/// A picture of this size.
fn picture(width: u32, height: u32) -> Bytes {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(width, height).write_to(&mut bytes, image::ImageFormat::Jpeg).expect("it is drawn");
    bytes.into_inner().into()
}

/// One element of a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
}

/// The tags of a page in order, and the text between them, read as a browser does.
fn read(html: &str) -> (Vec<Tag>, String) {
    let (mut tags, mut text, mut rest) = (Vec::new(), String::new(), html);
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let name_ends = rest.find(|c: char| c.is_whitespace() || c == '>').expect("a tag ends");
        let mut tag = Tag { name: rest[..name_ends].to_owned(), attributes: BTreeMap::new() };
        rest = rest[name_ends..].trim_start();
        while !rest.starts_with('>') {
            let name_ends = rest.find(|c: char| c == '=' || c == '>' || c.is_whitespace()).expect("it ends");
            let name = rest[..name_ends].to_owned();
            rest = &rest[name_ends..];
            let mut value = String::new();
            if let Some(quoted) = rest.strip_prefix("=\"") {
                let ends = quoted.find('"').expect("a value ends");
                value = unescaped(&quoted[..ends]);
                rest = &quoted[ends + 1..];
            }
            rest = rest.trim_start();
            assert!(!tag.attributes.contains_key(&name), "{name} twice in <{}>", tag.name);
            tag.attributes.insert(name, value);
        }
        rest = &rest[1..];
        tags.push(tag);
    }
    text.push_str(rest);
    (tags, unescaped(&text))
}

fn unescaped(html: &str) -> String {
    let codes = [
        ("lt;", '<'),
        ("gt;", '>'),
        ("quot;", '"'),
        ("amp;", '&'),
        ("#34;", '"'),
        ("#38;", '&'),
        ("#39;", '\''),
        ("#60;", '<'),
        ("#62;", '>'),
    ];
    let mut parts = html.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, letter) =
            codes.iter().find(|(code, _)| part.starts_with(code)).expect("a code that is used");
        text.push(*letter);
        text.push_str(&part[code.len()..]);
    }
    text
}

/// The bones of a page: its tags and the names of their attributes, without what people typed.
fn bones(html: &str) -> Vec<String> {
    let bone =
        |tag: Tag| format!("{} {}", tag.name, tag.attributes.into_keys().collect::<Vec<_>>().join(" "));
    read(html).0.into_iter().map(bone).collect()
}
