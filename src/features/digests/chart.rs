//! What of a digest is drawn: where more than a few areas lie below, a picture says more than lines.

use chrono::{Datelike, Days, NaiveDate};

use super::book::{Book, Owing};
use super::text::Sheet;
use crate::domain::area::Area;
use crate::domain::calendar::Stage;
use crate::i18n::{self, Say};
use crate::imaging::chart::{Bar, Cell, Chart, Line};
use crate::say;

/// With more areas below than this there is a picture.
const FEW: usize = 5;

/// As many bars, lines and days as can still be read on a phone.
const BARS: usize = 14;
const LINES: usize = 16;
const DAYS: usize = 21;

/// The picture of a digest; none where few areas lie below.
pub(super) fn chart(sheet: &Sheet) -> Option<Chart> {
    let Sheet { cx, book, area, owing, .. } = sheet;
    if owing.len() <= FEW {
        return None;
    }
    let plain = |say: &Say| cx.texts.plain(sheet.locale, say);
    let missing = owing.iter().filter(|owing| owing.is_missing()).count();
    let shown = if owing.len() <= BARS { owing.len() } else { missing.clamp(1, BARS) };
    let (more_missing, more_reached) = (missing.saturating_sub(shown), owing.len() - missing.max(shown));
    let more = [
        (more_missing > 0).then(|| plain(&say!("digests-more-missing", count = more_missing))),
        (more_reached > 0).then(|| plain(&say!("digests-more-reached", count = more_reached))),
    ];
    let days = book.looks_back.min(DAYS);
    // One day makes no calendar.
    let (lines, left_out) = if days > 1 { lines(sheet, days) } else { (Vec::new(), 0) };
    let count = book.count(area.id);
    let figures = say!(
        "digests-chart-figures",
        reached = owing.len() - missing,
        all = owing.len(),
        photos = count.photos,
        heads = count.heads
    );
    Some(Chart {
        title: area.name.clone(),
        subtitle: format!("{}\n{}", plain(&of_day(book)), plain(&figures)),
        bars: owing.iter().take(shown).map(bar).collect(),
        more: more.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        heading: plain(&say!("digests-chart-days", days = days)),
        days: labels(book.day, days),
        lines,
        key: vec![
            plain(&say!("digests-chart-reached")),
            plain(&say!("digests-chart-short")),
            plain(&say!("digests-chart-missed")),
        ],
        rest: match left_out {
            0 => String::new(),
            count => plain(&say!("digests-chart-rest", shown = LINES, count = count)),
        },
        campaign: cx.config.campaign.name.clone(),
    })
}

fn of_day(book: &Book) -> Say {
    let day = i18n::day(book.day);
    match book.stage {
        Stage::Day { n, of } => say!("digests-chart-day", day = day, n = n, of = of),
        Stage::Rehearsal => say!("digests-chart-rehearsal", day = day),
        Stage::Over => say!("digests-chart-over", day = day),
    }
}

fn bar(owing: &Owing) -> Bar {
    let share = u64::from(owing.have) * 1000 / u64::from(owing.quota.max(1));
    Bar {
        name: owing.area.name.clone(),
        count: format!("{}/{}", owing.have, owing.quota),
        share: u32::try_from(share).unwrap_or(u32::MAX),
    }
}

/// A label below the last column and below each that lies whole weeks before it.
fn labels(day: NaiveDate, days: usize) -> Vec<String> {
    let label = |back: usize| {
        let on = day.checked_sub_days(Days::new(back as u64)).unwrap_or(day);
        if back.is_multiple_of(7) { format!("{}/{}", on.month(), on.day()) } else { String::new() }
    };
    (0..days).rev().map(label).collect()
}

/// The lines of the calendar and how many have none: of the areas that owe photos, or, where those are many,
/// of the areas that they lie in; of these the ones that were short most often.
fn lines(sheet: &Sheet, days: usize) -> (Vec<Line>, usize) {
    let Sheet { cx, book, area, owing, .. } = sheet;
    let level = cx.config.photos.quota_level;
    let mut of: Vec<&Area> = owing.iter().map(|owing| owing.area).collect();
    if of.len() > LINES {
        let mut above: &Area = area;
        let groups = loop {
            let groups: Vec<&Area> = book.tree.children(above.id).collect();
            match groups.as_slice() {
                [one] if one.level < level => above = one,
                _ => break groups,
            }
        };
        of =
            groups.into_iter().filter(|group| book.tree.of_level(group.id, level).next().is_some()).collect();
    }
    let mut lines: Vec<Line> = of
        .into_iter()
        .map(|area| Line {
            name: area.name.clone(),
            cells: (0..days).rev().map(|back| cell(sheet, area, back)).collect(),
        })
        .collect();
    let left_out = lines.len().saturating_sub(LINES);
    if left_out > 0 {
        let good =
            |line: &Line| line.cells.iter().filter(|cell| matches!(cell, Cell::Free | Cell::Reached)).count();
        lines.sort_by_key(good);
        lines.truncate(LINES);
    }
    (lines, left_out)
}

/// What became of the day that lies so many days back.
fn cell(sheet: &Sheet, area: &Area, back: usize) -> Cell {
    let Sheet { cx, book, .. } = sheet;
    let day = book.day.checked_sub_days(Days::new(back as u64)).unwrap_or(book.day);
    let (mut owing, mut reached, mut photos) = (0, 0, 0);
    for area in book.tree.of_level(area.id, cx.config.photos.quota_level) {
        let quota = cx.quota(&book.tree, area, day);
        if quota > 0 {
            let have = book.photos_back(area.id, back);
            owing += 1;
            reached += usize::from(have >= quota);
            photos += have;
        }
    }
    match (owing, reached) {
        (0, _) => Cell::Free,
        _ if owing == reached => Cell::Reached,
        // It may still be reached.
        _ if back == 0 && book.is_running(cx) => Cell::Free,
        _ if photos > 0 => Cell::Short,
        _ => Cell::Missed,
    }
}
