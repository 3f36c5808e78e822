//! Draws the page, or parts of it, for somebody who looks.

use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::composer::{self, Sample};
use super::files::VERSION;
use super::head::{self, Weather};
use super::look::Look;
use super::room;
use super::templates::{
    ChatPart, ChatsPart, ClockPart, ComposerPart, EMOJI, HeadPart, NoChatPart, NoComposerPart, Page, STYLES,
    TourPart, TroublePart, render,
};
use super::tour::{self, Route, Tour};
use super::trouble;
use super::visit::{self, Asked, Place, Visit};
use super::words::{Markup, Words};
use super::{Stand, clock, list};
use crate::config::Locale;
use crate::demo::live::{self, Live};
use crate::emulator::{Chat, ChatId, ChatKind, MessageId};

/// The fragments that the page is made of.
pub struct Parts {
    pub head: Markup,
    pub clock: Markup,
    pub chats: Markup,
    pub tour: Markup,
    pub chat: Markup,
    pub composer: Markup,
    pub trouble: Markup,
    /// The chat that is open, and its newest message: what is read once this is seen.
    pub open: Option<(ChatId, Option<MessageId>)>,
    /// How far it was read when it was opened.
    pub read: Option<MessageId>,
}

impl Parts {
    /// All of them by their names.
    pub fn named(&self) -> [(&'static str, &Markup); 7] {
        [
            ("head", &self.head),
            ("clock", &self.clock),
            ("chats", &self.chats),
            ("tour", &self.tour),
            ("chat", &self.chat),
            ("composer", &self.composer),
            ("trouble", &self.trouble),
        ]
    }
}

/// `GET /`
pub async fn page(State(stand): State<Stand>, Query(asked): Query<Asked>, headers: HeaderMap) -> Response {
    let live = &stand.live;
    let Some(mut visit) = Visit::read(&asked, &headers, &live.cast(), live.persona().as_deref()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut cookies = Vec::new();
    if asked.lang.is_some() {
        cookies.push(format!("{}={}", visit::LANGUAGE, visit.locale.tag()));
    }
    if let Some(kept) = tour_begins(live, &asked, visit.tour.as_deref()) {
        cookies.push(format!("{}={kept}", visit::TOUR));
        visit.tour = Some(kept);
    }
    let parts = parts(live, &visit, None);
    note_read(live, &visit, &parts);
    let words = Words::new(live.texts(), visit.locale);
    let html = render(&Page {
        t: words,
        key: &visit.persona.key,
        me: visit.persona.user.0,
        chat_id: parts.open.map(|(chat, _)| chat.0.to_string()).unwrap_or_default(),
        in_list: visit.place == Place::List,
        version: &VERSION,
        emoji: EMOJI,
        styles: STYLES,
        head: parts.head,
        clock: parts.clock,
        chats: parts.chats,
        tour: parts.tour,
        chat: parts.chat,
        composer: parts.composer,
        trouble: parts.trouble,
    });
    let mut response = Html(html.to_string()).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for cookie in cookies {
        let cookie = format!("{cookie}; Path=/; Max-Age=31536000; SameSite=Strict");
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
    response
}

/// What the browser is to keep of the tour, where that changes.
fn tour_begins(live: &Live, asked: &Asked, kept: Option<&str>) -> Option<String> {
    let now = || live.now().timestamp_millis().to_string();
    match asked.tour.as_deref() {
        Some(visit::TOUR_OFF) => return Some(visit::TOUR_OFF.into()),
        Some(_) => return Some(now()),
        None => {}
    }
    let is_known = match kept {
        Some(visit::TOUR_OFF) => true,
        Some(visit::TOUR_LATE) => live.is_first_day_over(),
        kept => tour::began(kept, live.now()).is_some(),
    };
    if is_known || is_played(live) {
        return None;
    }
    // Whoever comes when all was played by somebody else is not sent through it a second time.
    Some(if live.is_first_day_over() { visit::TOUR_LATE.into() } else { now() })
}

/// Whether a written day is played: its narrator leads through it, not the tour.
fn is_played(live: &Live) -> bool {
    live.narration().is_some() || live.next_step().is_some()
}

/// `GET /part/NAME`
pub async fn part(
    State(stand): State<Stand>,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let visit = Visit::read(&asked, &headers, &stand.live.cast(), stand.live.persona().as_deref());
    let parts = visit.map(|visit| parts(&stand.live, &visit, None));
    let found = parts.as_ref().and_then(|parts| {
        parts.named().into_iter().find(|(known, _)| *known == name).map(|(_, html)| html.to_string())
    });
    match found {
        Some(html) => ([(CACHE_CONTROL, "no-store")], Html(html)).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What is not there.
pub async fn nothing(
    State(stand): State<Stand>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> (StatusCode, String) {
    let words = Words::new(stand.live.texts(), visit::locale(&asked, &headers));
    (StatusCode::NOT_FOUND, words.say("demo-no-page") + "\n")
}

/// Whoever sees a chat has read it, and is who the visitor plays.
pub fn note_read(live: &Live, visit: &Visit, parts: &Parts) {
    live.set_persona(&visit.persona.key);
    if let Some((chat, Some(newest))) = parts.open {
        live.read_up_to(&visit.persona.key, chat, newest);
    }
}

/// Draws everything for a look; `read` is how far the open chat was read when it was opened.
pub fn parts(live: &Live, visit: &Visit, read: Option<MessageId>) -> Parts {
    // What is asked of the live demo is asked before the world is held: it looks into the world itself.
    let (cast, marks, told) = (live.cast(), live.read_marks(), live.narration());
    let weather = Weather { trouble: live.trouble(), running: live.is_running() };
    let (backlog, next, config) = (live.backlog(), live.next_schedule(), live.config());
    let words = Words::new(live.texts(), visit.locale);
    let key = visit.persona.key.as_str();
    let tray = tray(live, visit.locale);
    let began = tour::began(visit.tour.as_deref(), live.now());

    let world = live.world();
    let look = Look { world: &world, me: visit.persona.user, key, zone: live.zone(), words };
    let open = match visit.place {
        Place::List => None,
        Place::Chat(chat) if world.chat(chat).is_some_and(|chat| mine(&look, chat)) => Some(chat),
        _ => Some(room::first_of(&look, &head::favourites(&cast, &look, visit.persona.part))),
    };
    let known: Vec<ChatId> = cast.chats.iter().map(|(_, chat)| *chat).collect();
    let marked = |chat: ChatId| marks.get(&(key.to_owned(), chat)).copied().unwrap_or(MessageId(0));
    let unread = |chat: ChatId| {
        // What is open is being read.
        if open == Some(chat) { 0 } else { live::unread(&world, look.me, chat, marked(chat)) }
    };
    let chats = list::list(&look, &known, open, &unread);
    let chat = open.and_then(|chat| world.chat(chat));
    let read = read.or_else(|| open.map(marked)).filter(|read| read.0 > 0);
    let opened = chat.map(|chat| (chat.kind, room::room(&look, chat, visit.shown, read)));
    let names: Vec<String> = tray.iter().map(|sample| sample.name.clone()).collect();
    let composer = chat.map(|chat| composer::composer(&look, chat, tray));
    let span = (config.campaign.starts, config.campaign.ends);
    let clock = clock::clock(&look, span, next);
    let route = Route::new(&look, &cast, config.photos.day_ends, began.unwrap_or_else(|| world.now()));
    let tour = route.map(|route| match visit.tour.as_deref() {
        Some(visit::TOUR_LATE) => tour::late(&look, open),
        _ => tour::tour(&look, &route, &marks, open, &names, began.is_none()),
    });
    let head = head::head(&look, &cast, &marks, open, weather, told);
    drop(world);

    let drawer = trouble::drawer(words, weather, &backlog);
    let read = opened.as_ref().map(|(_, room)| room.read);
    let (chat, composer, open) = match (&opened, &composer) {
        (Some((kind, room)), Some(composer)) => (
            render(&ChatPart { t: words, key, chat: room.id, framed: *kind != ChatKind::Private, room }),
            render(&ComposerPart { t: words, key, chat: room.id, c: composer }),
            Some((ChatId(room.id), room.newest)),
        ),
        _ => (render(&NoChatPart { t: words }), render(&NoComposerPart {}), None),
    };
    Parts {
        head: render(&HeadPart { t: words, key, h: &head }),
        clock: render(&ClockPart { t: words, key, c: &clock }),
        chats: render(&ChatsPart { t: words, list: &chats }),
        tour: tour.map(|tour: Tour| render(&TourPart { t: words, key, tour: &tour })).unwrap_or_default(),
        chat,
        composer,
        trouble: render(&TroublePart { t: words, d: &drawer }),
        open,
        read,
    }
}

/// Private chats are nobody else's.
fn mine(look: &Look<'_>, chat: &Chat) -> bool {
    chat.kind != ChatKind::Private || chat.id == look.me.into()
}

/// The photos of the tray, in the reader's words.
fn tray(live: &Live, locale: Locale) -> Vec<Sample> {
    let sample = |sample: &live::Sample| Sample {
        name: sample.name.clone(),
        alt: sample.alt.of(locale).to_owned(),
        caption: sample.caption.of(locale).to_owned(),
    };
    live.tray().iter().map(sample).collect()
}
