//! The templates of the page, with what each of them is filled with.

use askama::Template;

use super::clock::Clock;
use super::composer::Composer;
use super::content::Carried;
use super::head::Head;
use super::keys::Does;
use super::list::List;
use super::log::Item;
use super::look::Gate;
use super::room::Room;
use super::tour::{Deed, Tour};
use super::trouble::Drawer;
use super::words::{Markup, Words};

/// The reactions that the menu of a message offers.
pub const EMOJI: [&str; 7] = ["👍", "👏", "🔥", "🎉", "😁", "🤔", "👀"];

/// The stylesheets; what comes later says the last word.
pub const STYLES: [&str; 6] = ["page.css", "side.css", "chat.css", "parts.css", "tools.css", "phone.css"];

/// The whole page.
#[derive(Template)]
#[template(path = "demo/page.html")]
pub struct Page<'a> {
    pub t: Words<'a>,
    pub key: &'a str,
    pub me: i64,
    pub chat_id: String,
    pub in_list: bool,
    pub version: &'a str,
    pub emoji: [&'static str; 7],
    pub styles: [&'static str; 6],
    pub head: Markup,
    pub clock: Markup,
    pub chats: Markup,
    pub tour: Markup,
    pub chat: Markup,
    pub composer: Markup,
    pub trouble: Markup,
}

/// `#head`
#[derive(Template)]
#[template(path = "demo/head.html")]
pub struct HeadPart<'a> {
    pub t: Words<'a>,
    pub key: &'a str,
    pub h: &'a Head,
}

/// `#clock`
#[derive(Template)]
#[template(path = "demo/clock.html")]
pub struct ClockPart<'a> {
    pub t: Words<'a>,
    pub key: &'a str,
    pub c: &'a Clock,
}

/// `#chats`
#[derive(Template)]
#[template(path = "demo/chats.html")]
pub struct ChatsPart<'a> {
    pub t: Words<'a>,
    pub list: &'a List,
}

/// `#tour`
#[derive(Template)]
#[template(path = "demo/tour.html")]
pub struct TourPart<'a> {
    pub key: &'a str,
    pub t: Words<'a>,
    pub tour: &'a Tour,
}

/// `#chat`
#[derive(Template)]
#[template(path = "demo/chat.html")]
pub struct ChatPart<'a> {
    pub t: Words<'a>,
    pub key: &'a str,
    pub chat: i64,
    /// Whether senders are shown with their names and pictures.
    pub framed: bool,
    pub room: &'a Room,
}

/// `#chat` where none is open.
#[derive(Template)]
#[template(path = "demo/nochat.html")]
pub struct NoChatPart<'a> {
    pub t: Words<'a>,
}

/// `#composer`
#[derive(Template)]
#[template(path = "demo/composer.html")]
pub struct ComposerPart<'a> {
    pub t: Words<'a>,
    pub key: &'a str,
    pub chat: i64,
    pub c: &'a Composer,
}

/// `#composer` where no chat is open.
#[derive(Template)]
#[template(path = "demo/nocomposer.html")]
pub struct NoComposerPart {}

/// `#trouble`
#[derive(Template)]
#[template(path = "demo/trouble.html")]
pub struct TroublePart<'a> {
    pub t: Words<'a>,
    pub d: &'a Drawer,
}

/// A template's HTML.
pub fn render(template: &impl Template) -> Markup {
    Markup(template.render().unwrap_or_else(|error| {
        tracing::error!(%error, "a part of the page cannot be drawn");
        String::new()
    }))
}
