//! A day's numbers for all areas, read once for all its digests.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::store;
use crate::clock::Time;
use crate::domain::area::{Area, AreaTree};
use crate::domain::calendar::{Stage, bounds};
use crate::domain::digest::{Streak, missing_first, streak};
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::photos::Count;
use crate::features::sections::{Asked, Teller, Told};
use crate::features::{self, rehearsal};
use crate::i18n::Locale;
use crate::store::Read;

/// So many days are looked back upon, for streaks and calendars.
const LOOK_BACK: u64 = 120;

/// All that digests of a day say.
pub(super) struct Book {
    pub day: NaiveDate,
    pub stage: Stage,
    /// When it was read.
    pub now: Time,
    pub tree: Arc<AreaTree>,
    today: Figures,
    /// Of the day before and of the same day the week before; none before the campaign's first.
    yesterday: Option<Figures>,
    last_week: Option<Figures>,
    /// The photos of the areas of the quota level, by how many days they lie back.
    history: HashMap<AreaId, Vec<u32>>,
    /// How many days that is.
    pub looks_back: usize,
    tellers: Vec<Teller>,
}

/// A day's figures, for each area and all below it.
struct Figures {
    day: NaiveDate,
    counts: HashMap<AreaId, Count>,
    signups: HashMap<AreaId, u32>,
}

/// An area of the quota level with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Owing<'b> {
    pub area: &'b Area,
    pub have: u32,
    pub quota: u32,
}

impl Owing<'_> {
    pub fn is_missing(&self) -> bool {
        self.have < self.quota
    }
}

/// How a day differs from an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub photos: i64,
    pub heads: i64,
    /// Areas below that reached their quota.
    pub reached: i64,
}

impl Change {
    /// Whether anything differs.
    pub fn is_any(&self) -> bool {
        (self.photos, self.heads, self.reached) != (0, 0, 0)
    }
}

impl Book {
    /// Reads the day for the digests of these areas.
    pub fn open(
        read: &Read,
        cx: &Context,
        day: NaiveDate,
        areas: impl IntoIterator<Item = AreaId>,
        now: Time,
    ) -> Result<Self, Failure> {
        let glance = Book::glance(read, cx, day, now)?;
        let tree = glance.tree.clone();
        let first = cx.config.campaign.starts;
        let ago = |days| day.checked_sub_days(Days::new(days)).filter(|ago| *ago >= first);
        let figures = |day: NaiveDate| Figures::read(read, cx, &tree, day);
        let from = ago(LOOK_BACK).unwrap_or(first.min(day));
        let days: Vec<NaiveDate> = from.iter_days().take_while(|of| *of <= day).collect();
        let days: Vec<NaiveDate> = days.into_iter().rev().collect();
        let history = store::history(read, cx.config.photos.quota_level, &days)?;
        let areas: HashSet<AreaId> = areas.into_iter().collect();
        let asked = Asked { day, tree: &tree, areas: &areas, now };
        let tellers = features::DIGEST.iter().map(|section| section(read, cx, &asked));
        Ok(Book {
            yesterday: ago(1).map(figures).transpose()?,
            last_week: ago(7).map(figures).transpose()?,
            history,
            looks_back: days.len(),
            tellers: tellers.collect::<Result<_, _>>()?,
            ..glance
        })
    }

    /// Reads the day's own figures and nothing else.
    pub fn glance(read: &Read, cx: &Context, day: NaiveDate, now: Time) -> Result<Self, Failure> {
        let tree = cx.tree(read)?;
        Ok(Book {
            day,
            stage: rehearsal::stage(read, cx, day)?,
            now,
            today: Figures::read(read, cx, &tree, day)?,
            yesterday: None,
            last_week: None,
            history: HashMap::new(),
            looks_back: 1,
            tellers: Vec::new(),
            tree,
        })
    }

    /// What features have to say of an area that the book was opened for.
    pub fn told(&self, cx: &Context, area: &Area, locale: Locale) -> Vec<Told> {
        self.tellers.iter().map(|tell| tell(cx, area, locale)).collect()
    }

    /// Whether the day is not over yet.
    pub fn is_running(&self, cx: &Context) -> bool {
        self.now < cx.deadline(self.day)
    }

    /// What the area and all below it sent in.
    pub fn count(&self, area: AreaId) -> Count {
        self.today.count(area)
    }

    /// Who signed up, that day and the day before.
    pub fn signups(&self, area: AreaId) -> (u32, Option<u32>) {
        (self.today.signups(area), self.yesterday.as_ref().map(|before| before.signups(area)))
    }

    /// How the day differs from the one before, and from the same day the week before.
    pub fn changes(&self, cx: &Context, area: AreaId) -> (Option<Change>, Option<Change>) {
        let of = |then: &Option<Figures>| then.as_ref().map(|then| self.change(cx, area, then));
        (of(&self.yesterday), of(&self.last_week))
    }

    fn change(&self, cx: &Context, area: AreaId, then: &Figures) -> Change {
        let (is, was) = (self.count(area), then.count(area));
        let reached = |day: NaiveDate, of: &dyn Fn(AreaId) -> u32| {
            let areas = self.tree.of_level(area, cx.config.photos.quota_level);
            let reached = areas.filter(|area| {
                let quota = cx.quota(&self.tree, area, day);
                quota > 0 && of(area.id) >= quota
            });
            reached.count() as i64
        };
        Change {
            photos: i64::from(is.photos) - i64::from(was.photos),
            heads: i64::from(is.heads) - i64::from(was.heads),
            reached: reached(self.day, &|area| self.count(area).photos)
                - reached(then.day, &|area| then.count(area).photos),
        }
    }

    /// An area's photos so many days before this one.
    pub fn photos_back(&self, area: AreaId, days: usize) -> u32 {
        self.history.get(&area).and_then(|days_back| days_back.get(days)).copied().unwrap_or_default()
    }

    /// How the days of an area of the quota level went. A day that still runs counts once it has reached its
    /// quota: before, it may yet.
    pub fn streak(&self, cx: &Context, area: &Area) -> Streak {
        let days = (0..self.looks_back).map(|back| {
            let day = self.day.checked_sub_days(Days::new(back as u64)).unwrap_or(self.day);
            (self.photos_back(area.id, back), cx.quota(&self.tree, area, day))
        });
        let running = self.is_running(cx);
        let open = |&(back, (have, quota)): &(usize, (u32, u32))| back > 0 || !running || have >= quota;
        streak(days.enumerate().filter(open).map(|(_, counts)| counts))
    }

    /// The areas at or below `area` that owe photos, what is missing most first.
    pub fn owing(&self, cx: &Context, area: AreaId) -> Vec<Owing<'_>> {
        let mut owing = self.of_quota_level(cx, area);
        owing.retain(|owing| owing.quota > 0);
        missing_first(&mut owing, |owing| (owing.have, owing.quota));
        owing
    }

    /// The areas at or below `area` that owe nothing and sent photos all the same, the most first.
    pub fn free(&self, cx: &Context, area: AreaId) -> Vec<Owing<'_>> {
        let mut free = self.of_quota_level(cx, area);
        free.retain(|free| free.quota == 0 && free.have > 0);
        free.sort_by_key(|free| std::cmp::Reverse(free.have));
        free
    }

    fn of_quota_level(&self, cx: &Context, area: AreaId) -> Vec<Owing<'_>> {
        let areas = self.tree.of_level(area, cx.config.photos.quota_level);
        let owing = |area| Owing {
            area,
            have: self.count(area.id).photos,
            quota: cx.quota(&self.tree, area, self.day),
        };
        areas.map(owing).collect()
    }
}

impl Figures {
    fn read(read: &Read, cx: &Context, tree: &AreaTree, day: NaiveDate) -> Result<Self, Failure> {
        let (from, until) = bounds(day, cx.config.timezone, cx.config.photos.day_ends);
        let counts = store::counts(read, day)?;
        Ok(Figures {
            day,
            counts: counts.into_iter().map(|(area, photos, heads)| (area, Count { photos, heads })).collect(),
            signups: tree.rolled_up(store::signups(read, from, until)?),
        })
    }

    fn count(&self, area: AreaId) -> Count {
        self.counts.get(&area).copied().unwrap_or_default()
    }

    fn signups(&self, area: AreaId) -> u32 {
        self.signups.get(&area).copied().unwrap_or_default()
    }
}
