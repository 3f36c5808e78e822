//! What a digest says: sections one below the other, each a function that may have nothing to say.

use super::book::{Book, Owing};
use crate::domain::area::Area;
use crate::domain::calendar::Stage;
use crate::domain::digest::bar;
use crate::features::context::Context;
use crate::i18n::{self, Locale, Say, escape};
use crate::say;
use crate::telegram::length::shorten;

/// The longest digest, in UTF-16 units: below Telegram's 4,096, so that corrections find room.
const LONGEST: usize = 3000;

/// A digest in the making.
pub(super) struct Draft<'d> {
    pub cx: &'d Context,
    pub book: &'d Book,
    pub area: &'d Area,
    pub locale: Locale,
    fold: Fold,
}

/// How much is listed before the rest is only counted.
#[derive(Clone, Copy, Debug)]
struct Fold {
    /// Missing areas named at the top.
    named: usize,
    /// Lines with a bar.
    bars: usize,
    /// Areas in a row without one.
    in_a_row: usize,
}

/// From the roomiest to what fits whatever the names are.
const FOLDS: [Fold; 3] = [
    Fold { named: 5, bars: 8, in_a_row: 12 },
    Fold { named: 3, bars: 4, in_a_row: 6 },
    Fold { named: 1, bars: 1, in_a_row: 0 },
];

/// A part of a digest, as HTML.
type Section = fn(&Draft) -> Option<String>;

/// The sections in their order; blocks stand apart.
const BLOCKS: &[&[Section]] =
    &[&[header, so_far, reached, own, totals], &[bars, free, below], &[waiting, joining, lacking, top]];

/// Of a name so much is shown among others.
const LONGEST_NAME: usize = 40;

/// The digest of an area as HTML.
pub(super) fn html(cx: &Context, book: &Book, area: &Area, locale: Locale) -> String {
    let mut html = String::new();
    for fold in FOLDS {
        let draft = Draft { cx, book, area, locale, fold };
        let blocks = BLOCKS.iter().map(|sections| {
            sections.iter().filter_map(|section| section(&draft)).collect::<Vec<_>>().join("\n")
        });
        html = blocks.filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n");
        if html.encode_utf16().count() <= LONGEST {
            break;
        }
    }
    html
}

/// What was changed since a digest was sent, to stand below it; nothing where all is as it was.
pub(super) fn corrections(
    cx: &Context,
    book: &Book,
    locale: Locale,
    counts: &[(crate::domain::ids::AreaId, u32)],
) -> Option<String> {
    let changed: Vec<String> = counts
        .iter()
        .filter_map(|&(area, then)| {
            let (area, now) = (book.tree.get(area)?, book.count(area).photos);
            let quota = cx.quota(&book.tree, area, book.day);
            let say = if quota > 0 {
                let (was, is) = (format!("{then}/{quota}"), format!("{now}/{quota}"));
                say!("digests-corrected", area = &area.name, was = was, is = is)
            } else {
                say!("digests-corrected-photos", area = &area.name, was = then, is = now)
            };
            (now != then).then(|| cx.texts.html(locale, &say))
        })
        .collect();
    let shown = changed.iter().take(FOLDS[0].in_a_row).cloned();
    let more = changed.len().saturating_sub(FOLDS[0].in_a_row);
    let more = (more > 0).then(|| cx.texts.html(locale, &say!("digests-corrected-more", count = more)));
    (!changed.is_empty()).then(|| shown.chain(more).collect::<Vec<_>>().join("\n"))
}

impl Draft<'_> {
    fn html(&self, say: &Say) -> String {
        self.cx.texts.html(self.locale, say)
    }

    /// Whether the area lies above those that owe photos.
    fn is_above(&self) -> bool {
        self.area.level < self.cx.config.photos.quota_level
    }

    fn in_a_row<'a>(&self, areas: impl Iterator<Item = &'a Owing<'a>>) -> String {
        areas.map(counted).collect::<Vec<_>>().join(" · ")
    }
}

/// `吴兴区 9/3`
fn counted(owing: &Owing) -> String {
    format!("{} {}/{}", escape(&owing.area.name), owing.have, owing.quota)
}

fn header(draft: &Draft) -> Option<String> {
    let (area, day) = (&draft.area.name, draft.book.day);
    Some(draft.html(&match draft.book.stage {
        Stage::Day { n, of } => {
            say!("digests-header", area = area, day = i18n::day(day), n = n, of = of)
        }
        Stage::Rehearsal => say!("digests-header-rehearsal", area = area, day = i18n::day(day)),
        Stage::Over => say!("digests-header-over", area = area, day = i18n::day(day)),
    }))
}

/// A day that is not over yet is told as such.
fn so_far(draft: &Draft) -> Option<String> {
    let now = draft.book.now;
    let local = now.with_timezone(&draft.cx.config.timezone).time();
    (now < draft.cx.deadline(draft.book.day))
        .then(|| draft.html(&say!("digests-so-far", time = i18n::time(local))))
}

/// How many areas below reached their quota, and which did not.
fn reached(draft: &Draft) -> Option<String> {
    let owing = draft.book.owing(draft.cx, draft.area.id);
    if !draft.is_above() || owing.is_empty() {
        return None;
    }
    let missing: Vec<&Owing> = owing.iter().filter(|owing| owing.is_missing()).collect();
    let (all, reached) = (owing.len(), owing.len() - missing.len());
    let named = missing.iter().take(draft.fold.named).map(|owing| {
        // Names are escaped when they are said.
        format!("{} {}/{}", owing.area.name, owing.have, owing.quota)
    });
    let names = draft.cx.texts.list(draft.locale, named);
    let more = missing.len().saturating_sub(draft.fold.named);
    Some(draft.html(&match (missing.len(), more) {
        (0, _) => say!("digests-reached-all", all = all),
        (_, 0) => say!("digests-reached", reached = reached, all = all, missing = names),
        (count, _) => {
            say!("digests-reached-and-more", reached = reached, all = all, missing = names, count = count)
        }
    }))
}

/// The area's own count against its quota, or that of the area it lies in.
fn own(draft: &Draft) -> Option<String> {
    if draft.is_above() {
        return None;
    }
    let area = draft.book.tree.at_level(draft.area.id, draft.cx.config.photos.quota_level)?;
    let owing = draft.book.owing(draft.cx, area.id).into_iter().next()?;
    let bar = bar(owing.have, owing.quota);
    let left = owing.quota.saturating_sub(owing.have);
    let (name, have, quota) = (&area.name, owing.have, owing.quota);
    Some(draft.html(&match left {
        0 => say!("digests-own-reached", area = name, bar = bar, have = have, quota = quota),
        _ => say!("digests-own-missing", area = name, bar = bar, have = have, quota = quota, left = left),
    }))
}

fn totals(draft: &Draft) -> Option<String> {
    let count = draft.book.count(draft.area.id);
    let (signups, before) = draft.book.signups(draft.area.id);
    let before = before.map_or_else(|| "—".to_owned(), |before| before.to_string());
    Some(draft.html(&say!(
        "digests-totals",
        photos = count.photos,
        heads = count.heads,
        signups = signups,
        before = before
    )))
}

/// A bar for each area below: those that are missing first, the rest folded.
fn bars(draft: &Draft) -> Option<String> {
    let owing = draft.book.owing(draft.cx, draft.area.id);
    if !draft.is_above() || owing.is_empty() {
        return None;
    }
    let missing = owing.iter().filter(|owing| owing.is_missing()).count();
    let barred = if owing.len() <= draft.fold.bars { owing.len() } else { missing.min(draft.fold.bars) };
    let mut lines: Vec<String> = owing
        .iter()
        .take(barred)
        .map(|owing| {
            let bar = bar(owing.have, owing.quota);
            format!("{} {bar} {}/{}", escape(&owing.area.name), owing.have, owing.quota)
        })
        .collect();
    // Those without a bar: what is missing, then what is not, some in a row and the rest counted.
    let rest = [(&owing[barred.min(missing)..missing], true), (&owing[barred.max(missing)..], false)];
    for (areas, missing) in rest {
        let row = draft.in_a_row(areas.iter().take(draft.fold.in_a_row));
        if !row.is_empty() {
            lines.push(row);
        }
        let more = areas.len().saturating_sub(draft.fold.in_a_row);
        if more > 0 {
            lines.push(draft.html(&match missing {
                true => say!("digests-more-missing", count = more),
                false => say!("digests-more-reached", count = more),
            }));
        }
    }
    Some(lines.join("\n"))
}

/// Areas that owe nothing and sent photos all the same.
fn free(draft: &Draft) -> Option<String> {
    let free = if draft.is_above() { draft.book.free(draft.cx, draft.area.id) } else { Vec::new() };
    let mut items: Vec<String> = free
        .iter()
        .take(draft.fold.in_a_row)
        .map(|free| draft.html(&say!("digests-sent", area = &free.area.name, photos = free.have)))
        .collect();
    let more = free.len().saturating_sub(draft.fold.in_a_row);
    if more > 0 {
        items.push(draft.html(&say!("digests-more-sent", count = more)));
    }
    (!items.is_empty()).then(|| items.join(" · "))
}

/// At and below the quota level: which areas directly below sent something.
fn below(draft: &Draft) -> Option<String> {
    if draft.is_above() {
        return None;
    }
    let mut sent: Vec<(&Area, u32)> = draft
        .book
        .tree
        .children(draft.area.id)
        .map(|area| (area, draft.book.count(area.id).photos))
        .filter(|(_, photos)| *photos > 0)
        .collect();
    sent.sort_by_key(|(_, photos)| std::cmp::Reverse(*photos));
    let mut items: Vec<String> = sent
        .iter()
        .take(draft.fold.in_a_row)
        .map(|(area, photos)| draft.html(&say!("digests-sent", area = &area.name, photos = *photos)))
        .collect();
    let more = sent.len().saturating_sub(draft.fold.in_a_row);
    if more > 0 {
        items.push(draft.html(&say!("digests-more-sent", count = more)));
    }
    (!items.is_empty()).then(|| items.join(" · "))
}

fn waiting(draft: &Draft) -> Option<String> {
    let (all, alike) = draft.book.page(draft.area.id).waiting;
    let parts = [
        (all > 0).then(|| draft.html(&say!("digests-waiting", count = all))),
        (alike > 0).then(|| draft.html(&say!("digests-alike", count = alike))),
    ];
    row(parts)
}

/// Who asked to join and waits for a lead.
fn joining(draft: &Draft) -> Option<String> {
    let count = draft.book.page(draft.area.id).joining;
    (count > 0).then(|| draft.html(&say!("digests-joining", count = count)))
}

fn lacking(draft: &Draft) -> Option<String> {
    let (place, heads) = draft.book.page(draft.area.id).lacking;
    let parts = [
        (place > 0).then(|| draft.html(&say!("digests-lacks-place", count = place))),
        (heads > 0).then(|| draft.html(&say!("digests-lacks-heads", count = heads))),
    ];
    row(parts)
}

/// What there is, in a row.
fn row(parts: [Option<String>; 2]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn top(draft: &Draft) -> Option<String> {
    let page = draft.book.page(draft.area.id);
    let names = page.top.iter().map(|(name, points)| {
        draft.cx.texts.plain(
            draft.locale,
            &say!("digests-top-one", name = shorten(name, LONGEST_NAME), points = *points),
        )
    });
    let names = draft.cx.texts.list(draft.locale, names);
    (!names.is_empty()).then(|| draft.html(&say!("digests-top", names = names)))
}
