//! Which board is wanted: by words, by buttons.

use crate::clock::Time;
use crate::domain::fold::squash;
use crate::domain::ids::{AreaId, ChatId, PersonId};
use crate::domain::period::{Kind, Period, Season};
use crate::features::context::Context;

/// Of whom a board is, and how it ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    People,
    Areas,
    /// By points per person, so that small ones can win.
    AreasEach,
    Teams,
    TeamsEach,
}

impl View {
    pub const ALL: [View; 5] = [View::People, View::Areas, View::AreasEach, View::Teams, View::TeamsEach];

    /// Its number in buttons.
    pub fn number(self) -> i64 {
        self as i64
    }

    pub fn of_number(number: i64) -> Option<View> {
        View::ALL.into_iter().find(|view| view.number() == number)
    }

    /// Whether it ranks by points per person.
    pub fn is_each(self) -> bool {
        matches!(self, View::AreasEach | View::TeamsEach)
    }

    pub fn is_of_areas(self) -> bool {
        matches!(self, View::Areas | View::AreasEach)
    }

    /// The same of whom, per person or in total.
    pub fn ranked(self, each: bool) -> View {
        match (self, each) {
            (View::Areas | View::AreasEach, false) => View::Areas,
            (View::Areas | View::AreasEach, true) => View::AreasEach,
            (View::Teams | View::TeamsEach, false) => View::Teams,
            (View::Teams | View::TeamsEach, true) => View::TeamsEach,
            (View::People, _) => View::People,
        }
    }
}

/// A board that somebody wants to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub view: View,
    pub period: Period,
    /// Of areas: their place in `areas.levels`.
    pub level: usize,
    /// Only what lies in this area; everything where it is none.
    pub within: Option<AreaId>,
}

/// Who looks at a board, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scene {
    /// Whose own place is shown; none for what is asked in the name of a group or channel.
    pub asker: Option<PersonId>,
    pub chat: ChatId,
    pub thread: i64,
    /// Whether nobody else reads it.
    pub private: bool,
}

/// What the words behind `/top` ask for; none where one of them means nothing here.
pub fn read_words(cx: &Context, words: &[&str], now: Time) -> Option<Wanted> {
    let seasons = &cx.config.points.seasons;
    // By the calendar, as in /points.
    let today = now.with_timezone(&cx.config.timezone).date_naive();
    let mut wanted = Wanted {
        view: View::People,
        period: Period::of(Kind::Week, today, seasons)?,
        level: cx.config.photos.quota_level,
        within: None,
    };
    for word in words {
        let word = squash(word);
        if let Some(kind) = kind_named(&word) {
            // Before the first season there is none: all there is then.
            wanted.period = Period::of(kind, today, seasons).unwrap_or(Period::All);
        } else if let Some(view) = view_named(&word) {
            wanted.view = view;
        } else if EACH.contains(&word.as_str()) {
            let view = if wanted.view == View::People { View::Areas } else { wanted.view };
            wanted.view = view.ranked(true);
        } else {
            wanted.period = Period::Season(season_named(&word, seasons)?.starts);
        }
    }
    Some(wanted)
}

fn view_named(word: &str) -> Option<View> {
    Some(match word {
        "people" | "person" | "人" | "个人" | "人员" => View::People,
        "areas" | "area" | "区域" | "区" | "地区" => View::Areas,
        "teams" | "team" | "队伍" | "队" | "团队" => View::Teams,
        _ => return None,
    })
}

const EACH: &[&str] = &["each", "average", "人均", "平均"];

fn kind_named(word: &str) -> Option<Kind> {
    Kind::named(word).or(match word {
        "today" | "今天" | "今日" | "日" => Some(Kind::Day),
        "本周" | "这周" | "周" => Some(Kind::Week),
        "本月" | "这个月" | "月" => Some(Kind::Month),
        "本季" | "赛季" | "季" => Some(Kind::Season),
        "全部" | "总榜" | "全程" => Some(Kind::All),
        _ => None,
    })
}

fn season_named<'s>(word: &str, seasons: &'s [Season]) -> Option<&'s Season> {
    seasons.iter().find(|season| !season.name.is_empty() && squash(&season.name) == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::{at, context};

    #[test]
    fn words_in_both_scripts_name_a_board() {
        let cx = context(|config| {
            let season = |name: &str, starts: &str| Season {
                name: name.into(),
                starts: starts.parse().expect("a day"),
            };
            config.points.seasons = vec![season("夏季", "2026-06-21"), season("秋季", "2026-08-01")];
        });
        let now = at("2026-08-05 12:00");
        let read = |words: &str| {
            let words: Vec<&str> = words.split_whitespace().collect();
            read_words(&cx, &words, now).map(|wanted| (wanted.view, wanted.period.code()))
        };
        assert_eq!(read(""), Some((View::People, 220_260_803)));
        assert_eq!(read("areas day"), Some((View::Areas, 120_260_805)));
        assert_eq!(read("區域 本週"), Some((View::Areas, 220_260_803)));
        assert_eq!(read("隊伍 人均 ＡＬＬ"), Some((View::TeamsEach, 500_000_000)));
        assert_eq!(read("人均"), Some((View::AreasEach, 220_260_803)));
        assert_eq!(read("本季"), Some((View::People, 420_260_801)));
        assert_eq!(read("夏季 队伍"), Some((View::Teams, 420_260_621)));
        assert_eq!(read("明年"), None);
    }

    #[test]
    fn every_view_is_found_by_its_number() {
        for view in View::ALL {
            assert_eq!(View::of_number(view.number()), Some(view));
            assert_eq!(view.ranked(view.is_each()), view);
        }
        assert_eq!(View::of_number(5), None);
    }
}
