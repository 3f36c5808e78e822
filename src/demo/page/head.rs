//! The top of the page: who one is playing, and who else one could be.

use std::collections::BTreeMap;

use super::look::{Avatar, Look};
use super::room;
use super::words::Words;
use crate::demo::live::{self, Cast, Part, Persona, Told, Trouble};
use crate::emulator::{ChatId, ChatKind, MessageId};
use crate::i18n::Locale;
use crate::say;

/// How far everybody has read.
pub type Marks = BTreeMap<(String, ChatId), MessageId>;

/// The top of the page.
#[derive(Debug)]
pub struct Head {
    pub people: Vec<Player>,
    /// Whose eyes the page looks through.
    pub me: Player,
    /// What the others have not read: a hint that there is something to see as them.
    pub unread_elsewhere: usize,
    /// What is wrong, if something is.
    pub trouble: Option<String>,
    pub languages: Vec<Language>,
    pub told: Option<Tale>,
    pub chat: String,
    pub time: String,
    /// The time for the script: milliseconds, and the zone's minutes.
    pub now: i64,
    pub offset: i32,
    pub clock_label: String,
    /// Who one is, for those who hear the page.
    pub label: String,
}

/// Somebody whom a visitor may play.
#[derive(Clone, Debug)]
pub struct Player {
    pub key: String,
    pub href: String,
    pub name: String,
    pub avatar: Avatar,
    /// What they are: a volunteer.
    pub part: String,
    /// What one does as them, in a sentence.
    pub about: String,
    pub unread: usize,
    /// The same for those who hear the page.
    pub unread_words: String,
    pub here: bool,
}

/// A language of the page.
#[derive(Debug)]
pub struct Language {
    pub tag: &'static str,
    pub name: &'static str,
    pub here: bool,
}

/// What the narrator of a played day says.
#[derive(Debug)]
pub struct Tale {
    pub text: String,
    pub step: usize,
    pub steps: usize,
    /// Whether there is more to come.
    pub more: bool,
}

/// How things stand with the bot and its Telegram.
#[derive(Clone, Copy, Debug)]
pub struct Weather {
    pub trouble: Trouble,
    pub running: bool,
}

/// The top of the page with a chat open.
pub fn head(
    look: &Look<'_>,
    cast: &Cast,
    marks: &Marks,
    open: Option<ChatId>,
    weather: Weather,
    told: Option<Told>,
) -> Head {
    let people: Vec<Player> =
        cast.personas.iter().map(|persona| player(look, cast, marks, open, persona)).collect();
    let me = people.iter().find(|player| player.here).cloned().unwrap_or_else(|| nobody(look));
    let now = look.world.now();
    let time = look.time(now);
    Head {
        unread_elsewhere: people.iter().filter(|player| !player.here).map(|player| player.unread).sum(),
        label: look.words.of(&say!("demo-you-are", name = &me.name, part = &me.part)),
        people,
        me,
        trouble: wrong(look.words, weather),
        languages: languages(look.words.locale()),
        told: told.map(|told| tale(look, told)),
        chat: open.map(|chat| chat.0.to_string()).unwrap_or_default(),
        clock_label: look.words.of(&say!("demo-clock-now", time = &time)),
        time,
        now: now.timestamp_millis(),
        offset: super::clock::offset(look, now),
    }
}

fn tale(look: &Look<'_>, told: Told) -> Tale {
    let said = told.text.of(look.words.locale()).to_owned();
    let text = match told.failed {
        Some(failed) => look.words.of(&say!("demo-day-failed", what = failed)),
        None => said,
    };
    Tale { text, step: told.step, steps: told.steps, more: told.step < told.steps }
}

/// What is wrong, in a few words.
pub fn wrong(words: Words<'_>, weather: Weather) -> Option<String> {
    Some(words.say(match (weather.running, weather.trouble) {
        (false, _) => "demo-wrong-crashed",
        (_, Trouble::Down) => "demo-wrong-down",
        (_, Trouble::Slow) => "demo-wrong-slow",
        (_, Trouble::Flood) => "demo-wrong-flood",
        (true, Trouble::None) => return None,
    }))
}

/// The chats that a persona opens first, the best first.
pub fn favourites(cast: &Cast, look: &Look<'_>, part: Part) -> Vec<ChatId> {
    let of = |channel: bool| {
        let fits = move |id: &ChatId| {
            look.world.chat(*id).is_some_and(|chat| (chat.kind == ChatKind::Channel) == channel)
        };
        cast.chats.iter().map(|(_, id)| *id).filter(fits).collect::<Vec<_>>()
    };
    match part {
        Part::Volunteer | Part::Stranger => of(false),
        Part::Coordinator => of(true),
        Part::Lead | Part::Admin => vec![look.me.into()],
    }
}

fn player(look: &Look<'_>, cast: &Cast, marks: &Marks, open: Option<ChatId>, persona: &Persona) -> Player {
    let own = Look { me: persona.user, key: &persona.key, ..*look };
    // Whoever is in the open chat too stays in it; the others go where they have most to see.
    let shared = open.filter(|id| look.world.chat(*id).is_some_and(|chat| chat.kind != ChatKind::Private));
    let wanted: Vec<ChatId> = shared.into_iter().chain(favourites(cast, &own, persona.part)).collect();
    let unread = look.world.chats().filter(|chat| chat.migrated_to.is_none()).map(|chat| {
        let inside = chat.id == persona.user.into() || chat.member(persona.user).is_in();
        let mark = marks.get(&(persona.key.clone(), chat.id)).copied().unwrap_or(MessageId(0));
        if inside { live::unread(look.world, persona.user, chat.id, mark) } else { 0 }
    });
    let unread = unread.sum();
    let (part, about) = match persona.part {
        Part::Volunteer => ("demo-part-volunteer", "demo-about-volunteer"),
        Part::Lead => ("demo-part-lead", "demo-about-lead"),
        Part::Coordinator => ("demo-part-coordinator", "demo-about-coordinator"),
        Part::Admin => ("demo-part-admin", "demo-about-admin"),
        Part::Stranger => ("demo-part-stranger", "demo-about-stranger"),
    };
    Player {
        href: own.link(room::first_of(&own, &wanted)),
        name: look.name(persona.user),
        avatar: look.avatar(persona.user),
        part: look.words.say(part),
        about: look.words.say(about),
        unread,
        unread_words: look.words.of(&say!("demo-unread-count", count = unread)),
        here: persona.user == look.me,
        key: persona.key.clone(),
    }
}

/// Where the cast lacks the looker.
fn nobody(look: &Look<'_>) -> Player {
    Player {
        key: look.key.to_owned(),
        href: "/".into(),
        name: look.name(look.me),
        avatar: look.avatar(look.me),
        part: String::new(),
        about: String::new(),
        unread: 0,
        unread_words: String::new(),
        here: true,
    }
}

fn languages(here: Locale) -> Vec<Language> {
    let named =
        |(locale, name): (Locale, &'static str)| Language { tag: locale.tag(), name, here: locale == here };
    [(Locale::ZhCn, "简体中文"), (Locale::ZhTw, "繁體中文"), (Locale::En, "English")].map(named).into()
}
