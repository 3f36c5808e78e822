//! What desks further up are told in one message: the days of areas far below.

use chrono::NaiveDate;

use super::chat::{Press, day_number};
use super::desks::{self, Higher};
use super::sheet::{against, title};
use super::texts;
use crate::clock::Time;
use crate::domain::calendar::Stage;
use crate::domain::digest::missing_first;
use crate::domain::ids::{AreaId, ChatId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::{photos, rehearsal};
use crate::i18n::Locale;
use crate::outbox::{self, Body, Lane, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::{Button, Keyboard};

/// Areas in one summary message; the rest are turned to.
const PAGE: usize = 20;

/// Tells the desks further up how all areas did.
pub fn tell(tx: &mut Tx, cx: &Context, day: NaiveDate, now: Time) -> Result<(), Failure> {
    let tree = cx.tree(tx)?;
    for higher in desks::higher(tx, &tree, cx.config.photos.quota_level)? {
        for desk in &higher.desks {
            let locale = cx.locale_in(tx, desk.chat)?;
            let Some((html, keyboard)) = summary(tx, cx, &higher, day, 0, locale)? else { break };
            let key = summary_key(day, desk.chat, desk.thread);
            let letter = Letter::notice(key, desk.chat, Body::text(html));
            outbox::enqueue(tx, letter.in_thread(desk.thread).with(keyboard), now)?;
        }
    }
    Ok(())
}

/// Brings the same messages up to date after an area's day changed.
pub fn amend(tx: &mut Tx, cx: &Context, day: NaiveDate, now: Time) -> Result<(), Failure> {
    let tree = cx.tree(tx)?;
    for higher in desks::higher(tx, &tree, cx.config.photos.quota_level)? {
        for desk in &higher.desks {
            let locale = cx.locale_in(tx, desk.chat)?;
            let Some((html, keyboard)) = summary(tx, cx, &higher, day, 0, locale)? else { break };
            let key = summary_key(day, desk.chat, desk.thread);
            edit(tx, desk.chat, key, html, keyboard, now)?;
        }
    }
    Ok(())
}

/// Changes a message of ours if it was ever sent.
fn edit(
    tx: &mut Tx,
    chat: ChatId,
    of: String,
    html: String,
    keyboard: Keyboard,
    now: Time,
) -> Result<(), Failure> {
    if outbox::is_known(tx, &of)? {
        let letter = Letter::edit(chat, Body::EditText { of, html, keyboard });
        outbox::enqueue(tx, letter.in_lane(Lane::Notice), now)?;
    }
    Ok(())
}

fn summary_key(day: NaiveDate, chat: ChatId, thread: i64) -> String {
    format!("summary:{day}:{chat}:{thread}")
}

/// The summary for a desk further up; none where there is nothing to say.
pub fn summary(
    read: &Read,
    cx: &Context,
    higher: &Higher,
    day: NaiveDate,
    page: usize,
    locale: Locale,
) -> Result<Option<(String, Keyboard)>, Failure> {
    struct Line {
        area: AreaId,
        name: String,
        photos: u32,
        heads: u32,
        quota: u32,
    }
    let tree = cx.tree(read)?;
    let Some(top) = tree.get(higher.area) else { return Ok(None) };
    let mut lines = Vec::new();
    for area in higher.below.iter().filter_map(|&below| tree.get(below)) {
        let count = photos::store::count(read, area.id, day)?;
        let quota = cx.quota(&tree, area, day);
        if quota > 0 || count.photos > 0 {
            let (photos, heads) = (count.photos, count.heads);
            lines.push(Line { area: area.id, name: area.name.clone(), photos, heads, quota });
        }
    }
    let stage = rehearsal::stage(read, cx, day)?;
    let (photos, heads) =
        lines.iter().fold((0, 0), |(photos, heads), line| (photos + line.photos, heads + line.heads));
    if lines.is_empty() || (photos == 0 && !matches!(stage, Stage::Day { .. })) {
        return Ok(None);
    }
    missing_first(&mut lines, |line| (line.photos, line.quota));
    let owing = lines.iter().filter(|line| line.quota > 0);
    let mut html = cx.texts.html(
        locale,
        &say!(
            "collage-summary",
            area = title(&tree, top),
            day = texts::day(day, stage),
            full = owing.clone().filter(|line| line.photos >= line.quota).count(),
            all = owing.count(),
            photos = photos,
            heads = heads
        ),
    );
    html.push('\n');
    let pages = lines.len().div_ceil(PAGE);
    let page = page.min(pages - 1);
    let here = &lines[page * PAGE..lines.len().min((page + 1) * PAGE)];
    for line in here {
        let (area, count) = (&line.name, against(line.photos as usize, line.quota));
        let say = match line.photos {
            0 => say!("collage-summary-empty", area = area, count = count),
            _ => say!("collage-summary-line", area = area, count = count, heads = line.heads),
        };
        html.push('\n');
        html.push_str(&cx.texts.html(locale, &say));
    }
    let with_photos: Vec<Button> = here
        .iter()
        .filter(|line| line.photos > 0)
        .map(|line| {
            let press = Press::Show { area: line.area.get(), day: day_number(day) };
            Button::press(format!("{} {}", line.name, against(line.photos as usize, line.quota)), press)
        })
        .collect();
    if !with_photos.is_empty() {
        html.push_str("\n\n");
        html.push_str(&cx.texts.html(locale, &say!("collage-summary-hint")));
    }
    let mut keyboard = Keyboard(with_photos.chunks(2).map(<[Button]>::to_vec).collect());
    keyboard.0.extend(turning(page, pages, |page| {
        Press::Page { area: higher.area.get(), day: day_number(day), page: page as i64 }.into()
    }));
    Ok(Some((html, keyboard)))
}

/// The row that turns pages; none where there is one page.
pub fn turning(page: usize, pages: usize, press: impl Fn(usize) -> String) -> Option<Vec<Button>> {
    if pages < 2 {
        return None;
    }
    let mut row = Vec::new();
    if page > 0 {
        row.push(Button::press(format!("‹ {page}/{pages}"), press(page - 1)));
    }
    if page + 1 < pages {
        row.push(Button::press(format!("{}/{pages} ›", page + 2), press(page + 1)));
    }
    Some(row)
}
