//! Who looks at what, in which language: read from an address and from what the browser keeps.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use serde::Deserialize;

use super::room::SHOWN;
use crate::config::Locale;
use crate::demo::live::{Cast, Persona};
use crate::emulator::ChatId;

/// The cookie with the language of the page.
pub const LANGUAGE: &str = "muster-lang";
/// The cookie with the time at which the tour began, or one of the words below.
pub const TOUR: &str = "muster-tour";
/// The visitor wants no tour.
pub const TOUR_OFF: &str = "off";
/// The visitor came for the first time when the day of the tour was over.
pub const TOUR_LATE: &str = "late";

/// Bubbles that are shown at most, whatever an address asks for.
const MOST_SHOWN: usize = 5_000;

/// What stands behind the `?`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(rename = "as")]
    persona: Option<String>,
    chat: Option<String>,
    pub lang: Option<String>,
    pub tour: Option<String>,
    shown: Option<usize>,
    /// How far the chat was read when it was opened.
    pub read: Option<i32>,
}

/// A look at the page.
#[derive(Clone, Debug)]
pub struct Visit {
    pub persona: Persona,
    pub place: Place,
    pub locale: Locale,
    pub shown: usize,
    /// The cookie of the tour.
    pub tour: Option<String>,
}

/// What is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Whatever the persona opens first.
    Anywhere,
    /// No chat: the list.
    List,
    Chat(ChatId),
}

impl Visit {
    /// Reads an address; none if there is nobody to be.
    ///
    /// `last` is whom the visitor played last: whom they are where the address does not say.
    pub fn read(asked: &Asked, headers: &HeaderMap, cast: &Cast, last: Option<&str>) -> Option<Visit> {
        let named = asked.persona.as_deref().or(last).and_then(|key| cast.persona(key));
        let place = match asked.chat.as_deref() {
            None => Place::Anywhere,
            Some("") => Place::List,
            Some(id) => id.parse().map_or(Place::Anywhere, |id| Place::Chat(ChatId(id))),
        };
        Some(Visit {
            persona: named.or(cast.personas.first())?.clone(),
            place,
            locale: locale(asked, headers),
            shown: asked.shown.unwrap_or(SHOWN).clamp(1, MOST_SHOWN),
            tour: cookie(headers, TOUR),
        })
    }
}

/// The language that was asked for, else the one that was chosen before, else the browser's.
pub fn locale(asked: &Asked, headers: &HeaderMap) -> Locale {
    let chosen = asked.lang.clone().or_else(|| cookie(headers, LANGUAGE));
    let chosen = chosen.as_deref().and_then(Locale::from_tag);
    let browsers = || {
        let accepted = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
        let first = accepted.split([',', ';']).next()?.trim();
        Some(first).filter(|tag| !tag.is_empty() && *tag != "*").map(Locale::from_telegram)
    };
    chosen.or_else(browsers).unwrap_or_default()
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
    let mut pairs = pairs.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(asked: Option<&str>, cookies: &str, accepts: &str) -> Locale {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, cookies.parse().expect("a header"));
        headers.insert(ACCEPT_LANGUAGE, accepts.parse().expect("a header"));
        locale(&Asked { lang: asked.map(str::to_owned), ..Asked::default() }, &headers)
    }

    #[test]
    fn the_page_speaks_what_was_asked_chosen_or_is_read() {
        assert_eq!(spoken(Some("en"), "muster-lang=zh-TW", "zh-CN"), Locale::En);
        assert_eq!(spoken(None, "a=b; muster-lang=zh-TW", "en"), Locale::ZhTw);
        assert_eq!(spoken(Some("xx"), "", "en-GB,en;q=0.9"), Locale::En);
        assert_eq!(spoken(None, "", "zh-HK,zh;q=0.9"), Locale::ZhTw);
        assert_eq!(spoken(None, "", "*"), Locale::ZhCn);
    }
}
