//! From a draft to all chats: each bound chat once, in its language, behind everything that answers somebody.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::Value;

use super::store::{self, letters};
use crate::clock::Time;
use crate::domain::relay::What;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::mute::{self, Kind};
use crate::features::relays;
use crate::i18n::Locale;
use crate::outbox::{self, Body, Lane, Letter, Picture};
use crate::store::{Read, Tx};
use crate::telegram::keyboards::Keyboard;
use crate::telegram::length::{CAPTION, units};

/// What is published, in one language.
#[derive(Clone, Debug)]
pub struct Said {
    pub html: String,
    /// The same without markup.
    pub text: String,
    /// In the media folder.
    pub picture: Option<String>,
}

/// What was published, for relays besides Telegram.
#[derive(Clone, Debug)]
pub struct Published<'p> {
    /// Names what was published: `bulletin:3`, `ranking:2:final`.
    pub key: &'p str,
    pub what: What,
    /// The first and the last day that it speaks of.
    pub days: (NaiveDate, NaiveDate),
    pub said: &'p HashMap<Locale, Said>,
    /// The figures that it tells.
    pub figures: Value,
}

/// The languages of all chats and relays that it goes to, and of the campaign.
pub fn locales(read: &Read, cx: &Context, what: What) -> Result<Vec<Locale>, Failure> {
    let mut locales = vec![cx.config.locale];
    let mut wanted: Vec<Locale> =
        relays::wanted(read, cx, what)?.into_iter().map(|(_, locale)| locale).collect();
    for (chat, ..) in store::chats(read)? {
        wanted.push(cx.locale_in(read, chat)?);
    }
    for locale in wanted {
        if !locales.contains(&locale) {
            locales.push(locale);
        }
    }
    Ok(locales)
}

/// Puts it into the outbox for every bound chat: the picture with the text below it where that fits, else one behind
/// the other. `key` names it, so that no chat gets it twice. Returns how many chats that are.
pub fn to_all(
    tx: &mut Tx,
    cx: &Context,
    key: &str,
    said: &HashMap<Locale, Said>,
    now: Time,
) -> Result<usize, Failure> {
    let mut chats = 0;
    for (chat, thread, field) in store::chats(tx)? {
        let locale = cx.locale_in(tx, chat)?;
        let Some(said) = said.get(&locale).or_else(|| said.get(&cx.config.locale)) else { continue };
        let letter = |(key, body)| {
            Letter::notice(key, chat, body).in_thread(thread).in_lane(Lane::Broadcast).kept_quiet()
        };
        let letters = bodies(&format!("{key}:{chat}"), said).into_iter().map(letter).collect();
        let known = outbox::is_known(tx, &format!("{key}:{chat}"))?;
        // Where people take part it has its share of the day, and waits for one that has room.
        chats += match field {
            true => usize::from(known || mute::together(tx, cx, Kind::Bulletins, letters, now)?),
            false => {
                for letter in letters {
                    outbox::enqueue(tx, letter, now)?;
                }
                1
            }
        };
    }
    Ok(chats)
}

/// Puts it in the place of what was sent under this key.
pub fn edit_all(
    tx: &mut Tx,
    cx: &Context,
    key: &str,
    said: &HashMap<Locale, Said>,
    now: Time,
) -> Result<(), Failure> {
    for (chat, ..) in store::chats(tx)? {
        let locale = cx.locale_in(tx, chat)?;
        let Some(said) = said.get(&locale).or_else(|| said.get(&cx.config.locale)) else { continue };
        let (of, apart) = (format!("{key}:{chat}"), format!("{key}:{chat}:picture"));
        if !outbox::is_known(tx, &of)? {
            continue;
        }
        let (html, keyboard) = (said.html.clone(), Keyboard::default());
        let picture = said.picture.clone().map(|hash| Picture { hash });
        let body = match picture {
            Some(picture) if outbox::is_known(tx, &apart)? => {
                let keyboard = Keyboard::default();
                let body =
                    Body::EditPhoto { of: apart, picture: Some(picture), html: String::new(), keyboard };
                outbox::enqueue(tx, Letter::edit(chat, body).in_lane(Lane::Broadcast), now)?;
                Body::EditText { of, html, keyboard: Keyboard::default() }
            }
            Some(picture) => Body::EditPhoto { of, picture: Some(picture), html, keyboard },
            None => Body::EditText { of, html, keyboard },
        };
        outbox::enqueue(tx, Letter::edit(chat, body).in_lane(Lane::Broadcast), now)?;
    }
    Ok(())
}

/// One message, or where the text does not fit below the picture two.
pub fn bodies(key: &str, said: &Said) -> Vec<(String, Body)> {
    match &said.picture {
        None => vec![(key.to_owned(), Body::text(&said.html))],
        Some(hash) if units(&said.text) <= CAPTION => vec![(key.to_owned(), Body::photo(hash, &said.html))],
        Some(hash) => {
            vec![(format!("{key}:picture"), Body::photo(hash, "")), (key.to_owned(), Body::text(&said.html))]
        }
    }
}

/// Keeps the pictures of what was published.
pub fn keep_pictures(
    tx: &mut Tx,
    kind: &str,
    notice: i64,
    said: &HashMap<Locale, Said>,
) -> Result<(), Failure> {
    for (locale, said) in said {
        if let Some(hash) = &said.picture {
            letters::keep_picture(tx, kind, notice, *locale, hash)?;
        }
    }
    Ok(())
}

/// Hands what was published to the relays that want it, each in its language.
pub fn to_relays(tx: &mut Tx, cx: &Context, published: &Published, now: Time) -> Result<(), Failure> {
    for (area, locale) in relays::wanted(tx, cx, published.what)? {
        let Some(said) = published.said.get(&locale) else { continue };
        let report = relays::Report {
            key: published.key,
            what: published.what,
            area,
            locale,
            day: published.days.1,
            from: Some(published.days.0),
            title: said.text.lines().next().unwrap_or_default(),
            html: &said.html,
            picture: said.picture.as_deref(),
            figures: published.figures.clone(),
        };
        relays::report(tx, cx, &report, now)?;
    }
    Ok(())
}
