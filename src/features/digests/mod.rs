//! The evening message that says it all.
//!
//! A day's numbers are read once ([`book`]), put into words for each area and language ([`text`]), drawn where
//! many areas lie below ([`chart`]), and kept as they were sent, so that a day asked for again shows what
//! people were told. What features add stands in [`crate::features::DIGEST`]. From a digest one goes down the
//! tree within one message ([`levels`]), asks of what its figures are made ([`why`]), and takes the day along
//! as tables ([`export`]).

mod book;
mod chart;
pub mod chat;
pub mod export;
pub mod job;
mod levels;
mod report;
pub mod store;
mod text;
mod why;

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::area::Area;
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::features::collage::chat as relays;
use crate::features::context::Context;
use crate::i18n::{Locale, Say};
use crate::imaging::chart::Chart;
use crate::imaging::{self, Fonts};
use crate::outbox::Body;
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::{Button, Keyboard};
use crate::telegram::length::{CAPTION, units_of_html};
use book::Book;
use chat::Press;
use text::Sheet;

/// Digests of a day, by area and language.
pub type Digests = HashMap<(AreaId, Locale), Digest>;

/// A digest, ready to be drawn and sent.
#[derive(Clone, Debug)]
pub struct Digest {
    html: String,
    /// What heads it.
    header: String,
    keyboard: Keyboard,
    /// The photos that it speaks of, by area.
    counts: Vec<(AreaId, u32)>,
    chart: Option<Chart>,
}

impl Digest {
    /// Its picture as a JPEG; none where few areas lie below.
    pub fn picture(&self, fonts: &Fonts) -> Option<Vec<u8>> {
        self.chart.as_ref().map(|chart| imaging::chart::draw(fonts, chart))
    }

    /// The messages that it becomes: one, its picture's caption where that may be so long; else the picture
    /// goes first. Buttons belong to the last.
    fn bodies(&self, picture: Option<&str>) -> Vec<Body> {
        bodies(&self.html, &self.header, picture)
    }
}

fn bodies(html: &str, header: &str, picture: Option<&str>) -> Vec<Body> {
    match picture {
        None => vec![Body::text(html)],
        Some(hash) if units_of_html(html) <= CAPTION => vec![Body::photo(hash, html)],
        Some(hash) => vec![Body::photo(hash, header), Body::text(html)],
    }
}

/// The digests of a day, each of an area in its reader's language.
pub fn all(
    read: &Read,
    cx: &Context,
    day: NaiveDate,
    wanted: impl Iterator<Item = (AreaId, Locale)> + Clone,
    now: Time,
) -> Result<Digests, Failure> {
    let book = Book::open(read, cx, day, wanted.clone().map(|(area, _)| area), now)?;
    let mut digests = Digests::new();
    for (id, locale) in wanted {
        if let Some(area) = book.tree.get(id) {
            digests.entry((id, locale)).or_insert_with(|| compose(cx, &book, area, locale));
        }
    }
    Ok(digests)
}

/// Puts an area's day into words and buttons.
fn compose(cx: &Context, book: &Book, area: &Area, locale: Locale) -> Digest {
    let sheet = Sheet::new(cx, book, area, locale);
    let Sheet { owing, told, .. } = &sheet;
    let mut counts: Vec<(AreaId, u32)> = owing.iter().map(|owing| (owing.area.id, owing.have)).collect();
    if counts.is_empty() {
        counts.push((area.id, book.count(area.id).photos));
    }
    let (id, day) = (area.id.get(), relays::day_number(book.day));
    let text = |say: Say| cx.texts.plain(locale, &say);
    let mut todo: Vec<Button> = Vec::new();
    let missing: Vec<_> = owing.iter().filter(|owing| owing.is_missing()).collect();
    let remind = Press::Remind { area: id, day };
    match missing.as_slice() {
        [] => {}
        [one] => {
            todo.push(Button::press(text(say!("digests-remind-one", area = &one.area.name)), remind));
        }
        some => todo.push(Button::press(text(say!("digests-remind", count = some.len())), remind)),
    }
    // What is closed was sent up by the close.
    if book.is_running(cx) && book.count(area.id).photos > 0 {
        todo.push(Button::press(text(say!("digests-send-now")), relays::Press::Send { area: id, day }));
    }
    let todo: Vec<Button> = told.iter().flat_map(|told| told.buttons.clone()).chain(todo).collect();
    let mut rows: Vec<Vec<Button>> = todo.chunks(2).map(<[Button]>::to_vec).collect();
    rows.push(ways(cx, area, day, locale));
    let chart = chart::chart(&sheet);
    Digest {
        html: text::html(&sheet, chart.is_some()),
        header: sheet.header(),
        keyboard: Keyboard(rows),
        counts,
        chart,
    }
}

/// What can be looked at of any day: all areas, the day as a table, and what its figures are made of.
fn ways(cx: &Context, area: &Area, day: i64, locale: Locale) -> Vec<Button> {
    let text = |say: Say| cx.texts.plain(locale, &say);
    let id = area.id.get();
    vec![
        Button::press(text(say!("digests-show-all")), Press::Levels { area: id, day, page: chat::ANEW }),
        Button::press(text(say!("digests-export")), Press::Export { area: id, day }),
        Button::press(text(say!("digests-why")), Press::Why { area: id, day, of: 0, page: chat::ANEW }),
    ]
}

/// Digests of days and areas in which a person earned something may name them: asked for again, they
/// are composed anew.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::forget(tx, person)
}

#[cfg(test)]
mod tests;
