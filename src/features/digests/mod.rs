//! The evening message that says it all.
//!
//! A day's numbers are read once ([`book`]), put into words for each area and language ([`text`]),
//! and kept as they were sent, so that a day asked for again shows what people were told.

mod book;
pub mod chat;
pub mod job;
pub mod store;
mod text;

use crate::domain::area::Area;
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::features::collage::chat as relays;
use crate::features::context::Context;
use crate::features::signup::approval::chat as approval;
use crate::i18n::{Locale, Say};
use crate::say;
use crate::store::Tx;
use crate::telegram::keyboards::{Button, Keyboard};
use book::Book;
use chat::Press;

/// A digest, ready to be sent.
#[derive(Clone, Debug)]
struct Digest {
    html: String,
    keyboard: Keyboard,
    /// The photos that it speaks of, by area.
    counts: Vec<(AreaId, u32)>,
}

/// Puts an area's day into words and buttons.
fn compose(cx: &Context, book: &Book, area: &Area, locale: Locale) -> Digest {
    let owing = book.owing(cx, area.id);
    let mut counts: Vec<(AreaId, u32)> = owing.iter().map(|owing| (owing.area.id, owing.have)).collect();
    if counts.is_empty() {
        counts.push((area.id, book.count(area.id).photos));
    }
    let (id, day) = (area.id.get(), relays::day_number(book.day));
    let button = |say: Say, press: Press| Button::press(cx.texts.plain(locale, &say), press);
    let mut buttons = Vec::new();
    if book.page(area.id).waiting.0 > 0 {
        buttons.push(button(say!("digests-review"), Press::Review { area: id }));
    }
    let missing: Vec<_> = owing.iter().filter(|owing| owing.is_missing()).collect();
    let remind = Press::Remind { area: id, day };
    match missing.as_slice() {
        [] => {}
        [one] => buttons.push(button(say!("digests-remind-one", area = &one.area.name), remind)),
        some => buttons.push(button(say!("digests-remind", count = some.len()), remind)),
    }
    // What is closed was sent up by the close.
    if book.now < cx.deadline(book.day) && book.count(area.id).photos > 0 {
        let text = cx.texts.plain(locale, &say!("digests-send-now"));
        buttons.push(Button::press(text, relays::Press::Send { area: id, day }));
    }
    if book.page(area.id).joining > 0 {
        let text = cx.texts.plain(locale, &say!("digests-joining-button"));
        buttons.push(Button::press(text, approval::Press::Open {}));
    }
    let keyboard = if buttons.is_empty() { Keyboard::default() } else { Keyboard::row(buttons) };
    Digest { html: text::html(cx, book, area, locale), keyboard, counts }
}

/// Digests of days and areas in which a person earned something may name them: asked for again, they
/// are composed anew.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::forget(tx, person)
}

#[cfg(test)]
mod tests;
