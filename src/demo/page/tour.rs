//! The tour: five steps from three photos to the picture on the coordinator's desk.
//!
//! What is done is read off the world and off what people have read, so the tour needs no memory but the
//! time at which it began. It lasts one reporting day.

use chrono::NaiveTime;

use super::head::Marks;
use super::look::Look;
use crate::clock::Time;
use crate::demo::live::{Cast, Part, Persona};
use crate::domain::calendar;
use crate::emulator::{ChatId, ChatKind, Content, Message, World};
use crate::say;

/// Photos that the tour asks for.
const PHOTOS: usize = 3;

/// The tour as it stands.
#[derive(Debug)]
pub struct Tour {
    /// Steps that are done: 5 at the end.
    pub step: usize,
    pub steps: Vec<Stop>,
    pub off: bool,
    pub title: String,
    pub text: String,
    /// What a screen reader hears of the dots.
    pub progress: String,
    pub deed: Deed,
    /// The control that this step is about, as the script finds it.
    pub points: Option<&'static str>,
    /// The chat that is open.
    pub chat: String,
}

/// One of the five.
#[derive(Debug)]
pub struct Stop {
    pub title: String,
    /// `done`, `now` or `later`.
    pub state: &'static str,
}

/// What the tour's button does.
#[derive(Debug)]
pub enum Deed {
    /// Becomes somebody and opens a chat.
    Go { href: String, words: String },
    /// Lays photos ready.
    Pick { words: String, photos: String },
    /// Runs the clock to the evening.
    Evening { words: String },
    /// Nothing: what is to come comes by itself.
    Wait,
    /// Ends the tour.
    Done { words: String },
    /// Starts the demo over.
    Fresh { words: String },
}

/// Where and when the tour happens.
pub struct Route<'a> {
    volunteer: &'a Persona,
    lead: &'a Persona,
    coordinator: &'a Persona,
    field: ChatId,
    desk: ChatId,
    /// Its reporting day, from its beginning to its end (excluded).
    day: (Time, Time),
}

impl<'a> Route<'a> {
    /// The route through a cast, on the reporting day of `began`; none where a part is not cast.
    pub fn new(look: &Look<'_>, cast: &'a Cast, ends: NaiveTime, began: Time) -> Option<Self> {
        let of = |part| cast.personas.iter().find(|persona| persona.part == part);
        let volunteer = of(Part::Volunteer)?;
        let find = |fits: &dyn Fn(&crate::emulator::Chat) -> bool| {
            cast.chats.iter().map(|(_, id)| *id).find(|id| look.world.chat(*id).is_some_and(fits))
        };
        let field = find(&|chat| chat.kind != ChatKind::Channel && chat.member(volunteer.user).is_in())?;
        let desk = find(&|chat| chat.kind == ChatKind::Channel)?;
        let day = calendar::reporting_day(began, look.zone, ends);
        let day = calendar::bounds(day, look.zone, ends);
        Some(Route {
            volunteer,
            lead: of(Part::Lead)?,
            coordinator: of(Part::Coordinator)?,
            field,
            desk,
            day,
        })
    }
}

/// How many photos the volunteer posted, and how many of the steps are done.
fn done(world: &World, route: &Route<'_>, marks: &Marks) -> (usize, usize) {
    let read = |persona: &Persona, message: &Message| {
        marks.get(&(persona.key.clone(), message.chat)).is_some_and(|mark| *mark >= message.id)
    };
    let (begins, ends) = route.day;
    let standing = |chat: ChatId| world.messages(chat).into_iter().filter(|message| !message.deleted);
    let photos = standing(route.field)
        .filter(|message| message.at >= begins && message.at < ends)
        .filter(|message| message.from == Some(route.volunteer.user) && is_picture(message))
        .count();
    let is_bots = |message: &Message| message.from == Some(world.bot()) || message.from.is_none();
    let counted = standing(route.field).any(|message| {
        is_bots(message) && message.edited_at.unwrap_or(message.at) >= begins && says_enough(message.text())
    });
    let evening = world.now() >= ends;
    let seen = |chat: ChatId, who: &Persona, picture: bool| {
        standing(chat).any(|message| {
            message.at >= ends && is_bots(message) && (!picture || is_picture(message)) && read(who, message)
        })
    };
    let steps = [
        photos >= PHOTOS,
        counted,
        evening,
        seen(route.lead.user.into(), route.lead, false),
        seen(route.desk, route.coordinator, true),
    ];
    (photos, steps.iter().take_while(|done| **done).count())
}

fn is_picture(message: &Message) -> bool {
    matches!(message.content, Content::Photo(_))
        || message.document().is_some_and(|(name, _)| {
            let name = name.to_lowercase();
            [".jpg", ".jpeg", ".png"].iter().any(|ending| name.ends_with(ending))
        })
}

/// Whether a text says `3/3`, or that there are more than enough.
fn says_enough(text: &str) -> bool {
    text.match_indices('/').any(|(at, _)| {
        let before: String = text[..at].chars().rev().take_while(char::is_ascii_digit).collect();
        let after: String = text[at + 1..].chars().take_while(char::is_ascii_digit).collect();
        let have: Option<usize> = before.chars().rev().collect::<String>().parse().ok();
        matches!((have, after.parse::<usize>()), (Some(have), Ok(owed)) if owed > 0 && have >= owed)
    })
}

/// The tour as the looker sees it with a chat open; `tray` are the names of the photos to choose from.
pub fn tour(
    look: &Look<'_>,
    route: &Route<'_>,
    marks: &Marks,
    open: Option<ChatId>,
    tray: &[String],
    off: bool,
) -> Tour {
    let (photos, step) = done(look.world, route, marks);
    let titles = ["demo-tour-1", "demo-tour-2", "demo-tour-3", "demo-tour-4", "demo-tour-5"];
    let steps: Vec<Stop> = titles
        .into_iter()
        .enumerate()
        .map(|(at, title)| Stop {
            title: look.words.say(title),
            state: match at.cmp(&step) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "later",
            },
        })
        .collect();
    let here = |persona: &Persona, chat: ChatId| look.me == persona.user && open == Some(chat);
    let go = |persona: &Persona, chat: ChatId| {
        let own = Look { me: persona.user, key: &persona.key, ..*look };
        let title = look.world.chat(chat).map(|chat| own.title(chat)).unwrap_or_default();
        let name = look.name(persona.user);
        let words = look.words.of(&say!("demo-tour-go", name = name, chat = title));
        Deed::Go { href: own.link(chat), words }
    };
    let name = |persona: &Persona| look.name(persona.user);
    let (text, deed, points) = match step {
        0 if here(route.volunteer, route.field) => {
            let text =
                if photos == 0 { say!("demo-tour-1-here") } else { say!("demo-tour-1-more", have = photos) };
            let words = look.words.say("demo-tour-pick");
            (text, Deed::Pick { words, photos: pick(look, route, tray) }, Some("post"))
        }
        0 => {
            let text = say!("demo-tour-1-go", name = name(route.volunteer));
            (text, go(route.volunteer, route.field), None)
        }
        1 if here(route.volunteer, route.field) => (say!("demo-tour-2-here"), Deed::Wait, None),
        1 => (say!("demo-tour-2-here"), go(route.volunteer, route.field), None),
        2 => {
            let words = look.words.say("demo-run-evening");
            (say!("demo-tour-3-here"), Deed::Evening { words }, Some("#clock-evening"))
        }
        3 if here(route.lead, route.lead.user.into()) => (say!("demo-tour-wait"), Deed::Wait, None),
        3 => (say!("demo-tour-4-go", name = name(route.lead)), go(route.lead, route.lead.user.into()), None),
        4 if here(route.coordinator, route.desk) => (say!("demo-tour-wait"), Deed::Wait, None),
        4 => {
            (say!("demo-tour-5-go", name = name(route.coordinator)), go(route.coordinator, route.desk), None)
        }
        _ => (say!("demo-tour-end-text"), Deed::Done { words: look.words.say("demo-tour-done") }, None),
    };
    let title = steps.get(step).map_or_else(|| look.words.say("demo-tour-end"), |stop| stop.title.clone());
    Tour {
        step,
        off,
        title,
        text: look.words.of(&text),
        progress: look.words.of(&say!("demo-tour-progress", done = step, all = steps.len())),
        steps,
        deed,
        points,
        chat: open.map(|chat| chat.0.to_string()).unwrap_or_default(),
    }
}

/// What stands in the tour's place for who comes when its day is over.
pub fn late(look: &Look<'_>, open: Option<ChatId>) -> Tour {
    Tour {
        step: 0,
        steps: Vec::new(),
        off: false,
        title: look.words.say("demo-tour-late"),
        text: look.words.say("demo-tour-late-text"),
        progress: String::new(),
        deed: Deed::Fresh { words: look.words.say("demo-fresh") },
        points: None,
        chat: open.map(|chat| chat.0.to_string()).unwrap_or_default(),
    }
}

/// Three photos of the tray that were not posted by the tour before.
fn pick(look: &Look<'_>, route: &Route<'_>, tray: &[String]) -> String {
    let ever = look.world.messages(route.field).into_iter();
    let ever = ever.filter(|message| message.from == Some(route.volunteer.user) && is_picture(message));
    let used = ever.count();
    tray.iter()
        .cycle()
        .skip(used % tray.len().max(1))
        .take(PHOTOS.min(tray.len()))
        .cloned()
        .collect::<Vec<_>>()
        .join(",")
}

/// The time that a tour began, as it is kept in the reader's browser.
pub fn began(cookie: Option<&str>, now: Time) -> Option<Time> {
    let kept = cookie.and_then(|cookie| cookie.parse().ok()).and_then(Time::from_timestamp_millis);
    // Kept from another campaign, which was further on.
    kept.filter(|kept| *kept <= now)
}
