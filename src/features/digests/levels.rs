//! From a digest down the tree, and up again, within one message: each page shows an area and what lies
//! directly below it, what is missing first.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::book::Book;
use super::chat::Press;
use crate::clock::Time;
use crate::domain::area::Area;
use crate::domain::digest::{bar, missing_first};
use crate::error::Failure;
use crate::features::collage::chat::day_number;
use crate::features::context::Context;
use crate::i18n::{self, Locale, Say, escape};
use crate::say;
use crate::store::Read;
use crate::telegram::keyboards::{Button, Keyboard};
use crate::telegram::length::shorten;

/// Areas on one page, and buttons beside each other.
const PAGE: usize = 18;
const ROW: usize = 3;

/// Of names so much is shown in lines and on buttons.
const LONGEST_NAME: usize = 40;
const LONGEST_LABEL: usize = 16;

/// How an area below did.
struct Below<'b> {
    area: &'b Area,
    photos: u32,
    /// Of areas at and above the quota level: how much of what is owed is there, of how much.
    owed: Option<(u32, u32)>,
}

/// Which page of an area is shown, and where the reader may go up to.
pub(super) struct Way<'w> {
    pub page: usize,
    pub above: Option<&'w Area>,
}

/// A page of an area's day as HTML.
pub(super) fn page(
    read: &Read,
    cx: &Context,
    area: &Area,
    day: NaiveDate,
    way: Way,
    locale: Locale,
    now: Time,
) -> Result<(String, Keyboard), Failure> {
    let book = Book::glance(read, cx, day, now)?;
    let html = |say: &Say| cx.texts.html(locale, say);
    let below = below(cx, &book, area);
    let pages = below.len().div_ceil(PAGE).max(1);
    let number = way.page.min(pages - 1);
    let shown = below.iter().skip(number * PAGE).take(PAGE);

    let count = book.count(area.id);
    let mut lines = vec![html(&say!("digests-levels-head", area = &area.name, day = i18n::day(day)))];
    let owing = book.owing(cx, area.id);
    let (photos, heads) = (count.photos, count.heads);
    lines.push(html(&match owing.as_slice() {
        [] => say!("digests-levels-photos", photos = photos, heads = heads),
        [one] if one.area.id == area.id => {
            say!("digests-levels-own", have = one.have, quota = one.quota, photos = photos, heads = heads)
        }
        some => {
            let reached = some.iter().filter(|owing| !owing.is_missing()).count();
            say!(
                "digests-levels-reached",
                reached = reached,
                all = some.len(),
                photos = photos,
                heads = heads
            )
        }
    }));
    lines.push(String::new());
    if below.is_empty() {
        lines.push(html(&say!("digests-levels-nothing-below")));
    }
    lines.extend(shown.clone().map(|below| line(cx, below, locale)));
    if pages > 1 {
        lines.push(html(&say!("digests-levels-page", page = number + 1, pages = pages)));
    }

    let to = |area: &Area, page: usize| Press::Levels {
        area: area.id.get(),
        day: day_number(day),
        page: i64::try_from(page).unwrap_or(0),
    };
    let down = shown.filter(|below| book.tree.children(below.area.id).next().is_some() || below.photos > 0);
    let down: Vec<Button> = down
        .map(|below| Button::press(shorten(&below.area.name, LONGEST_LABEL), to(below.area, 0)))
        .collect();
    let mut rows: Vec<Vec<Button>> = down.chunks(ROW).map(<[Button]>::to_vec).collect();
    let mut ways = Vec::new();
    if number > 0 {
        ways.push(Button::press("◀", to(area, number - 1)));
    }
    if let Some(above) = way.above {
        let text =
            cx.texts.plain(locale, &say!("digests-levels-up", area = shorten(&above.name, LONGEST_LABEL)));
        ways.push(Button::press(text, to(above, 0)));
    }
    if number + 1 < pages {
        ways.push(Button::press("▶", to(area, number + 1)));
    }
    if !ways.is_empty() {
        rows.push(ways);
    }
    let why = Press::Why { area: area.id.get(), day: day_number(day), of: 0, page: super::chat::ANEW };
    rows.push(vec![Button::press(cx.texts.plain(locale, &say!("digests-why")), why)]);
    Ok((lines.join("\n"), Keyboard(rows)))
}

/// What lies directly below, what is missing most first; below the quota level what sent most.
fn below<'b>(cx: &Context, book: &'b Book, area: &Area) -> Vec<Below<'b>> {
    let level = cx.config.photos.quota_level;
    let below = book.tree.children(area.id).map(|child| Below {
        area: child,
        photos: book.count(child.id).photos,
        owed: (child.level <= level).then(|| {
            let owing = book.owing(cx, child.id);
            match child.level == level {
                true => owing.first().map_or((0, 0), |owing| (owing.have, owing.quota)),
                false => {
                    (owing.iter().filter(|owing| !owing.is_missing()).count() as u32, owing.len() as u32)
                }
            }
        }),
    });
    let mut below: Vec<Below> = below.collect();
    if area.level < level {
        missing_first(&mut below, |below| below.owed.unwrap_or_default());
    } else {
        below.sort_by_key(|below| Reverse(below.photos));
    }
    below
}

fn line(cx: &Context, below: &Below, locale: Locale) -> String {
    let name = shorten(&below.area.name, LONGEST_NAME);
    let html = |say: &Say| cx.texts.html(locale, say);
    match below.owed {
        Some((have, quota)) if quota > 0 && below.area.level == cx.config.photos.quota_level => {
            format!("{} {} {have}/{quota}", escape(&name), bar(have, quota))
        }
        Some((reached, all)) if all > 0 => {
            let (bar, photos) = (bar(reached, all), below.photos);
            html(&say!(
                "digests-levels-line",
                area = name,
                bar = bar,
                reached = reached,
                all = all,
                photos = photos
            ))
        }
        _ => html(&say!("digests-sent", area = name, photos = below.photos)),
    }
}
