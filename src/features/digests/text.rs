//! What a digest says: sections one below the other, each a function that may have nothing to say.

use std::ops::Deref;

use chrono::Days;

use super::book::{Book, Change, Owing};
use crate::domain::area::Area;
use crate::domain::calendar::{NamedDay, Stage};
use crate::domain::digest::{Streak, bar};
use crate::features::context::Context;
use crate::features::sections::Told;
use crate::i18n::{self, Locale, Say, escape};
use crate::say;
use crate::telegram::length::{CAPTION, shorten, units_of_html};

/// The longest digest that goes as a text, in UTF-16 units: below Telegram's 4,096, so that corrections find
/// room.
const LONGEST: usize = 3000;

/// A digest in the making: what it is made of, and how much of it is listed.
struct Draft<'d> {
    sheet: &'d Sheet<'d>,
    fold: Fold,
}

impl<'d> Deref for Draft<'d> {
    type Target = Sheet<'d>;

    fn deref(&self) -> &Sheet<'d> {
        self.sheet
    }
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
    /// Areas named for their streaks.
    streaks: usize,
}

/// From the roomiest to what fits whatever the names are.
const FOLDS: [Fold; 3] = [
    Fold { named: 5, bars: 8, in_a_row: 12, streaks: 3 },
    Fold { named: 3, bars: 4, in_a_row: 6, streaks: 2 },
    Fold { named: 1, bars: 1, in_a_row: 0, streaks: 1 },
];

/// A part of a digest, as HTML.
type Section = fn(&Draft) -> Option<String>;

/// The sections in their order; blocks stand apart.
const BLOCKS: &[&[Section]] = &[
    &[header, named_days, so_far, reached, own, totals, changes],
    &[bars, free, below],
    &[missed, broken, unbroken, of_features],
    &[tomorrow],
];

/// Of a name so much is shown among others.
const LONGEST_NAME: usize = 40;

/// So many days in a row are worth a word.
const STREAK: u32 = 3;

/// The digest of an area as HTML; where it stands below a picture, as short as that allows, if it can be.
pub(super) fn html(sheet: &Sheet, below_a_picture: bool) -> String {
    let folded = |fold: Fold| sheet.folded(fold);
    if below_a_picture
        && let Some(html) =
            FOLDS[..2].iter().map(|fold| folded(*fold)).find(|html| units_of_html(html) <= CAPTION)
    {
        return html;
    }
    let [first, middle, last] = FOLDS;
    [first, middle]
        .into_iter()
        .map(folded)
        .find(|html| units_of_html(html) <= LONGEST)
        .unwrap_or_else(|| folded(last))
}

/// Whose digest it is, for whom, and what it is made of.
pub(super) struct Sheet<'d> {
    pub cx: &'d Context,
    pub book: &'d Book,
    pub area: &'d Area,
    pub locale: Locale,
    /// What features say of it.
    pub told: Vec<Told>,
    /// The areas that owe photos, what is missing most first, each with the streak that it is in.
    pub owing: Vec<Owing<'d>>,
    streaks: Vec<Streak>,
}

impl<'d> Sheet<'d> {
    pub fn new(cx: &'d Context, book: &'d Book, area: &'d Area, locale: Locale) -> Self {
        let owing = book.owing(cx, area.id);
        let streaks = owing.iter().map(|owing| book.streak(cx, owing.area)).collect();
        Sheet { cx, book, area, locale, told: book.told(cx, area, locale), owing, streaks }
    }

    fn folded(&self, fold: Fold) -> String {
        let draft = Draft { sheet: self, fold };
        let blocks = BLOCKS.iter().map(|sections| {
            sections.iter().filter_map(|section| section(&draft)).collect::<Vec<_>>().join("\n")
        });
        blocks.filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    /// What heads it, to stand below a picture that goes first.
    pub fn header(&self) -> String {
        header(&Draft { sheet: self, fold: FOLDS[0] }).unwrap_or_default()
    }

    fn html(&self, say: &Say) -> String {
        self.cx.texts.html(self.locale, say)
    }

    /// Whether a named day is one of this area: everywhere, at or below it, or above it.
    fn concerns(&self, named: &NamedDay) -> bool {
        let tree = &self.book.tree;
        named.area.as_deref().is_none_or(|code| {
            let of = tree.by_code(code).map(|of| of.id);
            of.is_some_and(|of| tree.is_within(of, self.area.id) || tree.is_within(self.area.id, of))
        })
    }

    /// Whether the area lies above those that owe photos.
    fn is_above(&self) -> bool {
        self.area.level < self.cx.config.photos.quota_level
    }

    /// The areas that owe photos with the streaks that they are in.
    fn streaks(&self) -> impl Iterator<Item = (&'d Area, Streak)> {
        self.owing.iter().map(|owing| owing.area).zip(self.streaks.iter().copied())
    }
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

/// What the day is called.
fn named_days(draft: &Draft) -> Option<String> {
    let names = draft.cx.config.campaign.days_on(draft.book.day).filter(|named| draft.concerns(named));
    let names = draft.cx.texts.list(draft.locale, names.map(|named| named.name.as_str()));
    (!names.is_empty()).then(|| draft.html(&say!("digests-named", names = names)))
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
    let owing = &draft.owing;
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
    let owing = &draft.owing;
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

/// `+5`, `−12`, `±0`
fn signed(change: i64) -> String {
    match change {
        0 => "±0".to_owned(),
        more @ 1.. => format!("+{more}"),
        less => format!("−{}", less.unsigned_abs()),
    }
}

/// How the day differs from the one before, and from the same day the week before; once it is over.
fn changes(draft: &Draft) -> Option<String> {
    if draft.book.is_running(draft.cx) {
        return None;
    }
    let (yesterday, last_week) = draft.book.changes(draft.cx, draft.area.id);
    let change = |than: Say, change: Change| {
        let (photos, heads, reached) = (signed(change.photos), signed(change.heads), signed(change.reached));
        match draft.is_above() {
            true => say!("digests-change", than = than, photos = photos, heads = heads, reached = reached),
            false => say!("digests-change-own", than = than, photos = photos, heads = heads),
        }
    };
    let lines: Vec<String> = [
        yesterday.filter(Change::is_any).map(|than| change(say!("digests-than-yesterday"), than)),
        last_week.filter(Change::is_any).map(|than| change(say!("digests-than-last-week"), than)),
    ]
    .into_iter()
    .flatten()
    .map(|say| draft.html(&say))
    .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// `安吉县 3 天、南浔区 2 天`, the most first; none where there are none.
fn in_days(draft: &Draft, mut areas: Vec<(&Area, u32)>) -> Option<String> {
    areas.sort_by_key(|(_, days)| std::cmp::Reverse(*days));
    let one = |(area, days): &(&Area, u32)| {
        let say = say!("digests-days", area = shorten(&area.name, LONGEST_NAME), days = *days);
        draft.cx.texts.plain(draft.locale, &say)
    };
    let more = areas.len().saturating_sub(draft.fold.streaks);
    let named = draft.cx.texts.list(draft.locale, areas.iter().take(draft.fold.streaks).map(one));
    let named = match more {
        0 => named,
        more => draft.cx.texts.plain(draft.locale, &say!("digests-and-more", named = named, count = more)),
    };
    (!areas.is_empty()).then_some(named)
}

/// Who has been short for several days.
fn missed(draft: &Draft) -> Option<String> {
    let missed = draft.streaks().filter(|(_, streak)| !streak.reached && streak.days > 1);
    let missed: Vec<(&Area, u32)> = missed.map(|(area, streak)| (area, streak.days)).collect();
    if !draft.is_above() {
        let (_, days) = missed.first()?;
        return Some(draft.html(&say!("digests-own-missed", days = *days)));
    }
    in_days(draft, missed).map(|areas| draft.html(&say!("digests-missed", areas = areas)))
}

/// Whose streak ended on this day.
fn broken(draft: &Draft) -> Option<String> {
    let broken = |streak: &Streak| !streak.reached && streak.days == 1 && streak.before >= STREAK;
    let broken = draft.streaks().filter(|(_, streak)| broken(streak));
    let broken: Vec<(&Area, u32)> = broken.map(|(area, streak)| (area, streak.before)).collect();
    in_days(draft, broken).map(|areas| draft.html(&say!("digests-broken", areas = areas)))
}

/// Who has reached it for the most days in a row.
fn unbroken(draft: &Draft) -> Option<String> {
    let long = draft.streaks().filter(|(_, streak)| streak.reached && streak.days >= STREAK);
    let long: Vec<(&Area, u32)> = long.map(|(area, streak)| (area, streak.days)).collect();
    if !draft.is_above() {
        let (_, days) = long.first()?;
        return Some(draft.html(&say!("digests-own-unbroken", days = *days)));
    }
    in_days(draft, long).map(|areas| draft.html(&say!("digests-unbroken", areas = areas)))
}

/// What features say of the area, a row each.
fn of_features(draft: &Draft) -> Option<String> {
    let row = |told: &Told| {
        let says: Vec<String> = told.says.iter().map(|say| draft.html(say)).collect();
        (!says.is_empty()).then(|| says.join(" · "))
    };
    let rows: Vec<String> = draft.told.iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| rows.join("\n"))
}

/// What is due on the next day, and which phases begin or end with it.
fn tomorrow(draft: &Draft) -> Option<String> {
    let (cx, campaign) = (draft.cx, &draft.cx.config.campaign);
    let day = draft.book.day.checked_add_days(Days::new(1))?;
    let Stage::Day { n, .. } = campaign.stage(day) else { return None };
    let tree = &draft.book.tree;
    let owed = |area: &Area| cx.quota(tree, area, day);
    let mut lines = Vec::new();
    if draft.is_above() {
        let quotas = tree.of_level(draft.area.id, cx.config.photos.quota_level).map(owed);
        let quotas: Vec<u32> = quotas.filter(|quota| *quota > 0).collect();
        let photos: u32 = quotas.iter().sum();
        if photos > 0 {
            lines.push(say!("digests-tomorrow", n = n, areas = quotas.len(), photos = photos));
        }
    } else {
        let photos = tree.at_level(draft.area.id, cx.config.photos.quota_level).map_or(0, owed);
        if photos > 0 {
            lines.push(say!("digests-tomorrow-own", n = n, photos = photos));
        }
    }
    if day == campaign.ends {
        lines.push(say!("digests-last-day"));
    }
    for (_, named) in
        campaign.days_ahead(draft.book.day, 1).into_iter().filter(|(_, named)| draft.concerns(named))
    {
        lines.push(say!("digests-named-tomorrow", name = &named.name));
    }
    for phase in &campaign.phases {
        if phase.starts == day && day > campaign.starts {
            lines.push(say!("digests-phase-begins", phase = &phase.name));
        }
        if phase.ends == day && day < campaign.ends {
            lines.push(say!("digests-phase-ends", phase = &phase.name));
        }
    }
    let lines: Vec<String> = lines.iter().map(|say| draft.html(say)).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
