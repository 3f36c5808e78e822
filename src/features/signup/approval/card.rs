//! The living card of a lead: who waits longest, and how many others do.

use chrono::{Days, NaiveDate};

use super::chat::Press;
use super::{answering, queue, store};
use crate::clock::Time;
use crate::directory::{self, Person};
use crate::domain::ids::{AreaId, ChatId, PersonId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::i18n::{Locale, Say};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::{Button, Keyboard};

/// A card in words and buttons; whether anybody waits.
pub(super) struct Page {
    pub html: String,
    pub keyboard: Keyboard,
    pub waits: bool,
}

/// What waits for a lead, below what was just decided.
pub(super) fn page(
    read: &Read,
    cx: &Context,
    lead: &Person,
    locale: Locale,
    decided: Option<&Say>,
) -> Result<Page, Failure> {
    let queue = queue(read, cx, lead)?;
    let mut lines: Vec<String> = decided.map(|say| cx.texts.html(locale, say)).into_iter().collect();
    let mut keyboard = Keyboard::default();
    match queue.first() {
        None => lines.push(cx.texts.html(locale, &say!("approval-none"))),
        Some(first) => {
            let tree = cx.tree(read)?;
            let name = directory::person_by_id(read, first.person)?.map(|person| person.name);
            let area = tree.get(first.area).map_or("", |area| area.name.as_str());
            let others = queue.len() - 1;
            lines.push(
                cx.texts.html(locale, &say!("approval-card", name = name.unwrap_or_default(), area = area)),
            );
            if others > 0 {
                lines.push(cx.texts.html(locale, &say!("approval-others", count = others)));
            }
            let button =
                |say: Say, press: Press| Button::press(cx.texts.plain(locale, &say), String::from(press));
            keyboard = Keyboard::row([
                button(say!("approval-button-yes"), Press::Yes { application: first.id }),
                button(say!("approval-button-no"), Press::No { application: first.id }),
            ]);
        }
    }
    Ok(Page { html: lines.join("\n"), keyboard, waits: !queue.is_empty() })
}

/// Brings a lead a new application: on a new card, unless one of today stands, which shows it already.
pub(super) fn post(tx: &mut Tx, cx: &Context, lead: PersonId, now: Time) -> Result<(), Failure> {
    let Some((lead, chat, locale)) = reached(tx, cx, lead)? else { return Ok(()) };
    let today = today(cx, now);
    match store::card_in(tx, chat)? {
        Some((_, day)) if day == today => Ok(()),
        _ => post_anew(tx, cx, &lead, (chat, locale), now),
    }
}

/// A new card in the place of the one that stands, at the end of the chat.
pub(super) fn post_anew(
    tx: &mut Tx,
    cx: &Context,
    lead: &Person,
    (chat, locale): (ChatId, Locale),
    now: Time,
) -> Result<(), Failure> {
    let today = today(cx, now);
    if let Some((old, day)) = store::card_in(tx, chat)?
        && !outbox::drop_waiting(tx, &old, "a later card took its place", now)?
        // Telegram lets nobody remove what is older than two days.
        && day.checked_add_days(Days::new(1)).is_some_and(|next| next >= today)
    {
        outbox::enqueue(tx, Letter::removal(chat, &old), now)?;
    }
    let page = page(tx, cx, lead, locale, None)?;
    let key = outbox::next_key(tx, &format!("approval:{chat}"))?;
    let letter = Letter::notice(&key, chat, Body::text(page.html)).with(page.keyboard).kept_quiet();
    outbox::enqueue(tx, letter, now)?;
    match page.waits {
        true => store::keep_card(tx, chat, &key, today),
        false => store::forget_card(tx, chat),
    }
}

/// Draws the cards of all who may decide about an area anew, with what was just decided. A card on
/// which nobody waits any more is done: the next application comes on a new one, and is noticed.
pub(super) fn refresh(
    tx: &mut Tx,
    cx: &Context,
    area: AreaId,
    decided: Option<&Say>,
    now: Time,
) -> Result<(), Failure> {
    for lead in answering(tx, cx, area)? {
        let Some((lead, chat, locale)) = reached(tx, cx, lead)? else { continue };
        let Some((key, day)) = store::card_in(tx, chat)? else { continue };
        let page = page(tx, cx, &lead, locale, decided)?;
        if outbox::drop_waiting(tx, &key, "what it shows has changed", now)? {
            store::forget_card(tx, chat)?;
            if page.waits {
                let key = outbox::next_key(tx, &format!("approval:{chat}"))?;
                let letter = Letter::notice(&key, chat, Body::text(page.html)).with(page.keyboard);
                outbox::enqueue(tx, letter.kept_quiet(), now)?;
                store::keep_card(tx, chat, &key, day)?;
            }
            continue;
        }
        let body = Body::EditText { of: key, html: page.html, keyboard: page.keyboard };
        outbox::enqueue(tx, Letter::edit(chat, body), now)?;
        if !page.waits {
            store::forget_card(tx, chat)?;
        }
    }
    Ok(())
}

fn reached(read: &Read, cx: &Context, person: PersonId) -> Result<Option<(Person, ChatId, Locale)>, Failure> {
    let chat = directory::private_chat(read, person)?;
    let person = directory::person_by_id(read, person)?;
    Ok(person.zip(chat).map(|(person, chat)| {
        let locale = cx.locale_of(person.language.as_deref());
        (person, chat.id, locale)
    }))
}

fn today(cx: &Context, now: Time) -> NaiveDate {
    now.with_timezone(&cx.config.timezone).date_naive()
}
