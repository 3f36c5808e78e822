//! Of what a digest's figures are made: an area's count is the sum of those below it, and at the end of the
//! photos themselves and of the people who signed up, with who and when. Points lead to their own pages.

use chrono::NaiveDate;

use super::book::Book;
use super::chat::Press;
use super::store;
use crate::clock::Time;
use crate::domain::area::Area;
use crate::domain::calendar::bounds;
use crate::domain::period::{Kind, Period};
use crate::error::Failure;
use crate::features::collage::chat::day_number;
use crate::features::context::Context;
use crate::features::points::why as points;
use crate::i18n::{self, Locale, Say};
use crate::say;
use crate::store::Read;
use crate::telegram::keyboards::{Button, Keyboard};
use crate::telegram::length::shorten;

/// Lines on one page.
const PAGE: usize = 15;

/// Of names and captions so much is shown.
const LONGEST_NAME: usize = 30;
const LONGEST_WORDS: usize = 40;

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Of which areas the figures are the sum.
    Areas,
    /// Which photos were counted.
    Photos,
    /// Who signed up.
    Signups,
}

impl Of {
    const ALL: [Of; 3] = [Of::Areas, Of::Photos, Of::Signups];

    /// From the number on a button.
    pub fn of_number(number: i64) -> Option<Of> {
        Of::ALL.into_iter().find(|of| of.number() == number)
    }

    fn number(self) -> i64 {
        self as i64
    }
}

/// A page as HTML, with the ways to the others.
pub(super) fn page(
    read: &Read,
    cx: &Context,
    area: &Area,
    day: NaiveDate,
    (of, number): (Of, usize),
    locale: Locale,
    now: Time,
) -> Result<(String, Keyboard), Failure> {
    let html = |say: &Say| cx.texts.html(locale, say);
    let book = Book::glance(read, cx, day, now)?;
    let (count, signups) = (book.count(area.id), book.signups(area.id).0);
    let mut lines = vec![html(&say!(
        "digests-why-head",
        area = &area.name,
        day = i18n::day(day),
        photos = count.photos,
        heads = count.heads,
        signups = signups
    ))];
    let says = match of {
        Of::Areas => areas(&book, area),
        Of::Photos => photos(read, cx, &book, area)?,
        Of::Signups => joined(read, cx, &book, area)?,
    };
    let pages = says.len().div_ceil(PAGE).max(1);
    let number = number.min(pages - 1);
    lines.push(String::new());
    if says.is_empty() {
        lines.push(html(&say!("digests-why-nothing")));
    }
    lines.extend(says.iter().skip(number * PAGE).take(PAGE).map(html));
    if of == Of::Photos && number + 1 == pages && !says.is_empty() {
        lines.push(html(&say!("digests-why-heads")));
    }

    let to = |of: Of, page: usize| Press::Why {
        area: area.id.get(),
        day: day_number(day),
        of: of.number(),
        page: i64::try_from(page).unwrap_or(0),
    };
    let mut rows = Vec::new();
    let mut turns = Vec::new();
    if number > 0 {
        turns.push(Button::press("◀", to(of, number - 1)));
    }
    if number + 1 < pages {
        turns.push(Button::press(format!("{}/{pages} ▶", number + 1), to(of, number + 1)));
    }
    if !turns.is_empty() {
        rows.push(turns);
    }
    let text = |say: Say| cx.texts.plain(locale, &say);
    let mut others: Vec<Button> = [
        (Of::Areas, say!("digests-why-areas")),
        (Of::Photos, say!("digests-why-photos")),
        (Of::Signups, say!("digests-why-signups")),
    ]
    .into_iter()
    .filter(|(other, _)| *other != of)
    .map(|(other, say)| Button::press(text(say), to(other, 0)))
    .collect();
    if let Some(period) = Period::of(Kind::Day, day, &cx.config.points.seasons) {
        let press = points::press(points::Figure::Area(area.id), period, -1);
        others.push(Button::press(text(say!("digests-why-points")), press));
    }
    rows.push(others);
    Ok((lines.join("\n"), Keyboard(rows)))
}

/// What each area directly below contributes, and what came for the area itself.
fn areas(book: &Book, area: &Area) -> Vec<Say> {
    let mut own = (book.count(area.id), book.signups(area.id).0);
    let mut says = Vec::new();
    for child in book.tree.children(area.id) {
        let (count, signups) = (book.count(child.id), book.signups(child.id).0);
        own.0.photos = own.0.photos.saturating_sub(count.photos);
        own.0.heads = own.0.heads.saturating_sub(count.heads);
        own.1 = own.1.saturating_sub(signups);
        if count.photos > 0 || signups > 0 {
            says.push(part(&child.name, count, signups));
        }
    }
    let (count, signups) = own;
    if count.photos > 0 || signups > 0 {
        says.push(say!(
            "digests-why-itself",
            area = shorten(&area.name, LONGEST_NAME),
            photos = count.photos,
            heads = count.heads,
            signups = signups
        ));
    }
    says
}

fn part(name: &str, count: crate::features::photos::Count, signups: u32) -> Say {
    say!(
        "digests-why-part",
        area = shorten(name, LONGEST_NAME),
        photos = count.photos,
        heads = count.heads,
        signups = signups
    )
}

/// The albums that were counted, in the order in which they were posted.
fn photos(read: &Read, cx: &Context, book: &Book, area: &Area) -> Result<Vec<Say>, Failure> {
    let posts = store::posts(read, area.id, book.day)?;
    Ok(posts
        .into_iter()
        .map(|post| {
            let time = i18n::time(post.at.with_timezone(&cx.config.timezone).time());
            let place = book.tree.get(post.area).map_or("", |area| area.name.as_str());
            say!(
                "digests-why-post",
                time = time,
                name = shorten(&post.name, LONGEST_NAME),
                area = shorten(place, LONGEST_NAME),
                photos = post.photos,
                heads = post.heads,
                words = shorten(&post.words.replace('\n', " "), LONGEST_WORDS)
            )
        })
        .collect())
}

/// Who signed up, in their order.
fn joined(read: &Read, cx: &Context, book: &Book, area: &Area) -> Result<Vec<Say>, Failure> {
    let (from, until) = bounds(book.day, cx.config.timezone, cx.config.photos.day_ends);
    let joined = store::joined(read, area.id, from, until)?;
    Ok(joined
        .into_iter()
        .map(|joined| {
            let time = i18n::time(joined.at.with_timezone(&cx.config.timezone).time());
            let place = book.tree.get(joined.area).map_or("", |area| area.name.as_str());
            say!(
                "digests-why-joined",
                time = time,
                name = shorten(&joined.name, LONGEST_NAME),
                area = shorten(place, LONGEST_NAME)
            )
        })
        .collect())
}
