//! The buttons below a board: of whom, of which time, and how.

use chrono::NaiveDate;

use super::board::{has_own_board, own_area};
use super::chat::Press;
use super::view::{Scene, View, Wanted};
use crate::domain::area::{Area, AreaTree};
use crate::domain::ids::PersonId;
use crate::domain::period::{Kind, Period, Season};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::points::why::{self, Figure};
use crate::features::{areas, teams};
use crate::i18n::{Locale, Say};
use crate::say;
use crate::store::Read;
use crate::telegram::keyboards::{Button, Keyboard};
use crate::telegram::length::shorten;

/// Of a name so much stands on a button.
const NAME: usize = 12;

/// A board's buttons, for whoever reads it in this language.
pub(super) struct Keys<'k> {
    pub cx: &'k Context,
    pub tree: &'k AreaTree,
    pub locale: Locale,
    pub wanted: &'k Wanted,
    pub scene: &'k Scene,
    pub today: NaiveDate,
}

impl Keys<'_> {
    pub fn all(&self, read: &Read) -> Result<Keyboard, Failure> {
        let Wanted { view, within, .. } = *self.wanted;
        let mut rows = vec![
            vec![
                self.button(say!("boards-key-people"), view == View::People, self.of(View::People)),
                self.button(
                    say!("boards-key-areas"),
                    view.is_of_areas(),
                    self.of(view_of(view, View::Areas)),
                ),
                self.button(
                    say!("boards-key-teams"),
                    matches!(view, View::Teams | View::TeamsEach),
                    self.of(view_of(view, View::Teams)),
                ),
            ],
            self.kinds(),
        ];
        let mut how = Vec::new();
        if view != View::People {
            let each = view.is_each();
            how.push(self.button(say!("boards-key-total"), !each, self.of(view.ranked(false))));
            how.push(self.button(say!("boards-key-each"), each, self.of(view.ranked(true))));
        }
        let here = self.here(read)?;
        if let Some(area) = here {
            let (all, only) = (within.is_none(), within == Some(area.id));
            let wanted = Wanted { within: (!only).then_some(area.id), ..*self.wanted };
            let name = shorten(&area.name, NAME);
            let say = match only || !all {
                true => say!("boards-key-everywhere"),
                false => say!("boards-key-here", area = name),
            };
            how.push(self.button(say, false, wanted));
        }
        rows.push(how);
        if view.is_of_areas() {
            rows.push(self.levels());
        }
        let mut last = self.times();
        last.extend(self.why(read)?);
        rows.push(last);
        rows.retain(|row| !row.is_empty());
        Ok(Keyboard(rows))
    }

    /// The kinds of periods; that of seasons where there are several.
    fn kinds(&self) -> Vec<Button> {
        let seasons = self.seasons();
        let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Season || seasons.len() > 1);
        let button = |kind| {
            let period = Period::of(kind, self.today, seasons)?;
            let say = match kind {
                Kind::Day => say!("boards-key-day"),
                Kind::Week => say!("boards-key-week"),
                Kind::Month => say!("boards-key-month"),
                Kind::Season => say!("boards-key-season"),
                Kind::All => say!("boards-key-all"),
            };
            let on = self.wanted.period == period;
            Some(self.button(say, on, Wanted { period, ..*self.wanted }))
        };
        kinds.filter_map(button).collect()
    }

    /// The levels of which there are several areas.
    fn levels(&self) -> Vec<Button> {
        let config = &self.cx.config;
        let several = |level: &usize| self.tree.iter().filter(|area| area.level == *level).nth(1).is_some();
        let levels: Vec<usize> = (0..config.areas.levels.len()).filter(several).collect();
        if levels.len() < 2 {
            return Vec::new();
        }
        let button = |level: usize| {
            // Of areas above it nothing lies within an area.
            let keeps = |area: &&Area| area.level < level;
            let within = self.wanted.within.filter(|area| self.tree.get(*area).as_ref().is_some_and(keeps));
            let wanted = Wanted { level, within, ..*self.wanted };
            self.button(areas::level_name(config, level), self.wanted.level == level, wanted)
        };
        levels.into_iter().map(button).collect()
    }

    /// To what was before and came after.
    fn times(&self) -> Vec<Button> {
        let seasons = self.seasons();
        let campaign = &self.cx.config.campaign;
        let begun = campaign.starts.min(seasons.first().map_or(campaign.starts, |season| season.starts));
        let before = self.wanted.period.before(seasons);
        let before = before.filter(|before| before.days(seasons).1.is_none_or(|last| last >= begun));
        let after = self.wanted.period.after(seasons);
        let after = after.filter(|after| after.days(seasons).0.is_none_or(|first| first <= self.today));
        let to = |period: Option<Period>, forward: bool| {
            let period = period?;
            let named = seasons.iter().find(|season| Period::Season(season.starts) == period);
            let say = match (named.filter(|season| !season.name.is_empty()), forward) {
                (Some(season), false) => say!("boards-key-to-before", name = shorten(&season.name, NAME)),
                (Some(season), true) => say!("boards-key-to-after", name = shorten(&season.name, NAME)),
                (None, false) => say!("boards-key-before"),
                (None, true) => say!("boards-key-after"),
            };
            Some(self.button(say, false, Wanted { period, ..*self.wanted }))
        };
        to(before, false).into_iter().chain(to(after, true)).collect()
    }

    /// What the asker's own figure on this board is made of: their own, their area's, their team's.
    fn why(&self, read: &Read) -> Result<Option<Button>, Failure> {
        let figure = match (self.wanted.view, self.scene.asker) {
            (View::People, asker) => asker.map(Figure::Person),
            (View::Areas | View::AreasEach, _) => own_area(read, self.scene)?
                .and_then(|own| self.tree.at_level(own, self.wanted.level))
                .map(|area| Figure::Area(area.id)),
            (View::Teams | View::TeamsEach, Some(asker)) => {
                teams::of(read, asker)?.first().map(|team| Figure::Team(team.id))
            }
            (View::Teams | View::TeamsEach, None) => None,
        };
        Ok(figure.map(|figure| why::button(self.cx, figure, self.wanted.period, self.locale)))
    }

    /// The area that a board may be narrowed to: of people and teams that of the chat or the person; of
    /// areas the one of the quota level above it, for what lies deeper.
    fn here(&self, read: &Read) -> Result<Option<Area>, Failure> {
        let Some(own) = own_area(read, self.scene)? else { return Ok(None) };
        let area = match self.wanted.view.is_of_areas() {
            true => self.tree.at_level(own, self.cx.config.photos.quota_level),
            false => self.tree.living(own),
        };
        let Some(area) = area.filter(|area| self.tree.parent(area).is_some()) else { return Ok(None) };
        let fits = match self.wanted.view {
            View::People => has_own_board(read, self.tree, area.id)?,
            View::Areas | View::AreasEach => area.level < self.wanted.level,
            View::Teams | View::TeamsEach => true,
        };
        Ok(fits.then(|| area.clone()))
    }

    fn seasons(&self) -> &[Season] {
        &self.cx.config.points.seasons
    }

    /// The same time, of others: everywhere, since what it was narrowed to may not be theirs.
    fn of(&self, view: View) -> Wanted {
        let same = view == self.wanted.view || view == self.wanted.view.ranked(view.is_each());
        Wanted { view, within: self.wanted.within.filter(|_| same), ..*self.wanted }
    }

    fn button(&self, say: Say, on: bool, wanted: Wanted) -> Button {
        let say = if on { say!("boards-key-on", label = say) } else { say };
        let Wanted { view, period, level, within } = wanted;
        let press = Press::Show {
            view: view.number(),
            period: period.code(),
            level: level as i64,
            within: within.map_or(0, |area| area.get()),
            asker: self.scene.asker.map_or(0, PersonId::get),
        };
        Button::press(self.cx.texts.plain(self.locale, &say), press)
    }
}

/// Where one turns to other things they are ranked as those before were.
fn view_of(before: View, to: View) -> View {
    to.ranked(before.is_each())
}
