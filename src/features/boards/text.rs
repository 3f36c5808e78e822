//! A board in words, and what of it is drawn.

use chrono::NaiveDate;

use super::board::{Board, Own, Placed, Row};
use super::view::{Scene, View, Wanted};
use crate::domain::area::AreaTree;
use crate::domain::board::Score;
use crate::domain::period::{Kind, Period};
use crate::features::areas;
use crate::features::context::Context;
use crate::i18n::{self, Locale, Say};
use crate::imaging::board as picture;
use crate::say;
use crate::telegram::length::shorten;

/// Of a name so much is shown in a caption, which may not be long, and of what heads it.
const NAME: usize = 20;
const TITLE: usize = 40;

/// A board that is to be shown to somebody.
pub(super) struct Page<'p> {
    pub cx: &'p Context,
    pub tree: &'p AreaTree,
    pub locale: Locale,
    pub wanted: &'p Wanted,
    pub scene: &'p Scene,
    pub board: &'p Board,
    pub today: NaiveDate,
    /// Whether all of this is still a rehearsal.
    pub rehearsal: bool,
}

impl Page<'_> {
    fn html(&self, say: &Say) -> String {
        self.cx.texts.html(self.locale, say)
    }

    fn plain(&self, say: &Say) -> String {
        self.cx.texts.plain(self.locale, say)
    }

    /// The text, as HTML.
    pub fn caption(&self) -> String {
        let mut lines = vec![self.html(&say!("boards-head", title = self.title(), period = self.period()))];
        if self.board.rows.is_empty() {
            lines.push(self.html(&self.empty()));
        }
        lines.extend(self.board.rows.iter().map(|row| self.line(row)));
        let around = self.around();
        if !around.is_empty() {
            lines.push("…".to_owned());
            lines.extend(around.into_iter().map(|row| self.line(row)));
        }
        lines.extend(self.own().iter().map(|say| self.html(say)));
        lines.extend(self.small().iter().map(|say| self.html(say)));
        if self.rehearsal {
            let day = i18n::day(self.cx.config.campaign.starts);
            lines.push(self.html(&say!("points-rehearsal", day = day)));
        }
        lines.join("\n")
    }

    /// The picture as a JPEG.
    pub fn picture(&self) -> Vec<u8> {
        let best = self.board.rows.first().map(|row| row.score);
        let texts = |rows: &[&Row]| -> Vec<(String, String, u32, bool)> {
            let text = |row: &&Row| {
                (row.place.to_string(), row.score.written(), share(row.score, best), self.is_own(row))
            };
            rows.iter().map(text).collect()
        };
        let first: Vec<&Row> = self.board.rows.iter().collect();
        let around = self.around();
        let (first_texts, around_texts) = (texts(&first), texts(&around));
        let note = match self.board.rows.is_empty() {
            true => self.plain(&self.empty()),
            false => self.small().map(|say| self.plain(&say)).unwrap_or_default(),
        };
        picture::draw(
            &self.cx.fonts,
            &picture::Board {
                title: &self.plain(&self.title()),
                period: &self.plain(&self.period()),
                rows: drawn(&first, &first_texts),
                around: drawn(&around, &around_texts),
                note: &note,
                campaign: &self.cx.config.campaign.name,
            },
        )
    }

    fn title(&self) -> Say {
        let level = areas::level_name(&self.cx.config, self.wanted.level);
        let within = self.wanted.within.and_then(|area| self.tree.living(area));
        let within = within.map(|area| shorten(&area.name, TITLE));
        match (self.wanted.view, within) {
            (View::People, None) => say!("boards-people"),
            (View::People, Some(area)) => say!("boards-people-in", area = area),
            (View::Areas, None) => say!("boards-areas", level = level),
            (View::Areas, Some(area)) => say!("boards-areas-in", level = level, area = area),
            (View::AreasEach, None) => say!("boards-areas-each", level = level),
            (View::AreasEach, Some(area)) => say!("boards-areas-each-in", level = level, area = area),
            (View::Teams, None) => say!("boards-teams"),
            (View::Teams, Some(area)) => say!("boards-teams-in", area = area),
            (View::TeamsEach, None) => say!("boards-teams-each"),
            (View::TeamsEach, Some(area)) => say!("boards-teams-each-in", area = area),
        }
    }

    /// Which time it is of: what it is called while it lasts, and its days.
    fn period(&self) -> Say {
        let seasons = &self.cx.config.points.seasons;
        let campaign = &self.cx.config.campaign;
        let period = self.wanted.period;
        let (from, until) = period.days(seasons);
        let from = from.unwrap_or(campaign.starts);
        // What has no end of its own ends with the campaign.
        let until = until.unwrap_or_else(|| campaign.ends.max(from));
        let (first, last) = (i18n::day(from), i18n::day(until));
        let runs = Period::of(period.kind(), self.today, seasons) == Some(period);
        match (period.kind(), runs) {
            (Kind::Day, true) => say!("boards-today", day = first),
            (Kind::Day, false) => say!("boards-day", day = first),
            (Kind::Week, true) => say!("boards-this-week", from = first, until = last),
            (Kind::Month, true) => say!("boards-this-month", from = first, until = last),
            (Kind::Season, _) => {
                let season = seasons.iter().find(|season| season.starts == from);
                match season.filter(|season| !season.name.is_empty()) {
                    Some(season) => {
                        let name = shorten(&season.name, NAME);
                        say!("boards-season", name = name, from = first, until = last)
                    }
                    None => say!("boards-all", from = first, until = last),
                }
            }
            (Kind::All, _) => say!("boards-all", from = first, until = last),
            (Kind::Week | Kind::Month, false) => say!("boards-days", from = first, until = last),
        }
    }

    /// What stands where nobody has earned anything.
    fn empty(&self) -> Say {
        let runs = self.wanted.period.days(&self.cx.config.points.seasons).1;
        match runs.is_some_and(|last| last < self.today) {
            true => say!("boards-empty-past"),
            false if self.board.small > 0 => say!("boards-empty-small"),
            false => say!("boards-empty"),
        }
    }

    fn line(&self, row: &Row) -> String {
        let (place, name) = (row.place, shorten(&row.name, NAME));
        let say = match self.is_own(row) {
            true => say!("boards-line-own", place = place, name = name, value = self.value(row.score)),
            false => say!("boards-line", place = place, name = name, value = self.value(row.score)),
        };
        self.html(&say)
    }

    fn value(&self, score: Score) -> Say {
        match self.wanted.view.is_each() {
            true => say!("boards-each", points = score.written()),
            false => say!("boards-points", points = score.points),
        }
    }

    fn is_own(&self, row: &Row) -> bool {
        matches!(&self.board.own, Own::Placed(placed) if placed.row.id == row.id)
    }

    /// Whoever asked with who is before and behind, where they are not among the first.
    fn around(&self) -> Vec<&Row> {
        let Own::Placed(placed) = &self.board.own else { return Vec::new() };
        let shown = |row: &Row| self.board.rows.iter().any(|other| other.id == row.id);
        if shown(&placed.row) {
            return Vec::new();
        }
        let ahead = placed.ahead.as_ref().filter(|row| !shown(row));
        ahead.into_iter().chain([&placed.row]).chain(placed.behind.as_ref()).collect()
    }

    /// Where whoever asked stands, and what is between them and the next.
    fn own(&self) -> Option<Say> {
        match &self.board.own {
            Own::None => None,
            Own::Placed(placed) => Some(standing(self.who(&placed.row), placed, self.wanted.view)),
            _ if !self.scene.private => None,
            // Where nobody has anything that was said already.
            Own::Nothing
                if self.wanted.view == View::People && self.lasts() && !self.board.rows.is_empty() =>
            {
                Some(say!("boards-own-nothing"))
            }
            Own::Nothing => None,
            Own::Hidden { points, by_wish } => Some(hidden(*points, *by_wish)),
        }
    }

    /// Whether something can still be earned in it.
    fn lasts(&self) -> bool {
        let last = self.wanted.period.days(&self.cx.config.points.seasons).1;
        last.is_none_or(|last| last >= self.today)
    }

    /// Of whom one speaks: in private of the person, elsewhere by name.
    fn who(&self, row: &Row) -> Say {
        match self.wanted.view == View::People && self.scene.private {
            true => say!("boards-you"),
            false => say!("boards-name", name = shorten(&row.name, NAME)),
        }
    }

    fn small(&self) -> Option<Say> {
        let (count, least) = (self.board.small, self.cx.config.boards.least_people);
        if !self.wanted.view.is_each() || count == 0 {
            return None;
        }
        Some(match self.wanted.view.is_of_areas() {
            true => say!("boards-small-areas", least = least, count = count),
            false => say!("boards-small-teams", least = least, count = count),
        })
    }
}

/// What is said to somebody who stands on no board.
pub(super) fn hidden(points: i64, by_wish: bool) -> Say {
    match by_wish {
        true => say!("boards-own-hidden", points = points),
        false => say!("boards-own-left-out", points = points),
    }
}

/// A place in words, with the gap to the next one.
pub(super) fn standing(who: Say, placed: &Placed, view: View) -> Say {
    let Placed { row, level, ahead, .. } = placed;
    let place = row.place;
    let value = match view.is_each() {
        true => say!("boards-each", points = row.score.written()),
        false => say!("boards-points", points = row.score.points),
    };
    let Some(ahead) = ahead else {
        return match *level {
            0 => say!("boards-own-first", who = who, value = value),
            others => say!("boards-own-first-level", who = who, value = value, others = others),
        };
    };
    let (gap, name) = (row.score.gap_to(ahead.score), shorten(&ahead.name, NAME));
    match *level {
        0 => say!("boards-own", who = who, place = place, value = value, gap = gap, name = name),
        others => {
            say!(
                "boards-own-level",
                who = who,
                place = place,
                value = value,
                others = others,
                gap = gap,
                name = name
            )
        }
    }
}

/// How long a bar is, in thousandths of the first one's.
fn share(score: Score, best: Option<Score>) -> u32 {
    let Some(best) = best.filter(|best| best.points > 0) else { return 0 };
    let own = i128::from(score.points.max(0)) * i128::from(best.people) * 1000;
    let all = i128::from(best.points) * i128::from(score.people.max(1));
    u32::try_from(own / all.max(1)).unwrap_or(1000).min(1000)
}

fn drawn<'r>(rows: &[&'r Row], texts: &'r [(String, String, u32, bool)]) -> Vec<picture::Row<'r>> {
    let row = |(row, (place, value, share, own)): (&&'r Row, &'r (String, String, u32, bool))| picture::Row {
        place,
        name: &row.name,
        value,
        share: *share,
        own: *own,
    };
    rows.iter().zip(texts).map(row).collect()
}

#[cfg(test)]
mod tests;
