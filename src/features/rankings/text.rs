//! A ranking in words.

use chrono::{Datelike, NaiveDate};

use super::criteria::CRITERIA;
use super::standing::{Row, Standing};
use super::{Ranking, State};
use crate::domain::ranking::{Raw, Weights, written};
use crate::features::areas;
use crate::features::context::Context;
use crate::i18n::{self, Locale, Say};
use crate::say;
use crate::telegram::length::shorten;

/// So many places stand in words; the picture shows more.
const LINES: usize = 10;

/// So many that are not ranked are named.
const UNRANKED: usize = 6;

/// Of a name so much is shown: the whole must fit below a picture.
pub(super) const NAME: usize = 24;

/// A ranking that is to be put into words.
#[derive(Clone, Copy)]
pub(super) struct Page<'p> {
    pub cx: &'p Context,
    pub locale: Locale,
    pub standing: &'p Standing,
    pub state: State,
    pub until: Option<NaiveDate>,
    /// Without markup.
    pub bare: bool,
}

impl<'p> Page<'p> {
    pub fn of(cx: &'p Context, of: &Ranking, standing: &'p Standing, locale: Locale) -> Page<'p> {
        Page { cx, locale, standing, state: of.state, until: of.appeals_until, bare: false }
    }

    pub fn say(&self, say: &Say) -> String {
        match self.bare {
            true => self.cx.texts.plain(self.locale, say),
            false => self.cx.texts.html(self.locale, say),
        }
    }

    /// `6月排名 · 区县`
    pub fn title(&self) -> Say {
        let level = areas::level_name(&self.cx.config, self.cx.config.ranking.level);
        say!("rankings-title", month = month(self.standing.month), level = level)
    }

    /// Whether it is final, or until when it can be appealed against.
    pub fn stands(&self) -> Say {
        match (self.state, self.until) {
            (State::Final, _) => say!("rankings-final"),
            (_, Some(until)) => say!("rankings-provisional", day = i18n::day(until)),
            _ => say!("rankings-not-yet"),
        }
    }

    /// The whole of it.
    pub fn text(&self) -> String {
        let mut head = vec![self.say(&say!("rankings-head", title = self.title()))];
        match (self.state, self.until) {
            (State::Final, _) => head.push(self.say(&say!("rankings-final"))),
            (State::Provisional, Some(until)) => {
                head.push(self.say(&say!("rankings-appeal-until", day = i18n::day(until))));
            }
            _ => {}
        }
        let mut lines = Vec::new();
        for row in self.standing.rows.iter().take(LINES) {
            lines.push(self.line(row));
        }
        if lines.is_empty() {
            lines.push(self.say(&say!("rankings-nobody")));
        }
        let more = self.standing.rows.len().saturating_sub(LINES);
        if more > 0 {
            lines.push(self.say(&say!("rankings-more", count = more)));
        }
        let mut blocks = vec![head.join("\n"), lines.join("\n")];
        let mut small: Vec<String> = self.unranked().into_iter().collect();
        small.push(self.say(&say!("rankings-weights", weights = self.weights(self.standing.weighs()))));
        blocks.push(small.join("\n"));
        blocks.join("\n\n")
    }

    /// `1. 吴兴区 92.5，一等奖`
    fn line(&self, row: &Row) -> String {
        let (rank, area) = (row.rank.unwrap_or_default(), shorten(&row.name, NAME));
        let prize = match self.state {
            State::Final => self.prize(rank),
            _ => None,
        };
        self.say(&match prize {
            Some(prize) => {
                say!(
                    "rankings-line-prize",
                    rank = rank,
                    area = area,
                    score = written(row.score),
                    prize = prize
                )
            }
            None => say!("rankings-line", rank = rank, area = area, score = written(row.score)),
        })
    }

    fn prize(&self, rank: u32) -> Option<&'p str> {
        let at = usize::try_from(rank).ok()?.checked_sub(1)?;
        self.cx.config.ranking.prizes.get(at).map(String::as_str)
    }

    /// Who is not ranked, and why.
    pub fn unranked(&self) -> Option<String> {
        let unranked = &self.standing.unranked;
        if unranked.is_empty() {
            return None;
        }
        let names = unranked.iter().take(UNRANKED).map(|row| shorten(&row.name, NAME));
        let names = self.cx.texts.list(self.locale, names);
        let rules = &self.cx.config.ranking;
        let (people, photos) = (rules.least_people, rules.least_photos);
        Some(self.say(&match unranked.len() > UNRANKED {
            false => say!("rankings-unranked", people = people, photos = photos, names = names),
            true => say!(
                "rankings-unranked-more",
                people = people,
                photos = photos,
                names = names,
                count = unranked.len()
            ),
        }))
    }

    /// `够数天数 50 · 人均参与 20 · 人均积分 30`
    pub fn weights(&self, weights: Weights) -> String {
        let parts = CRITERIA.iter().filter(|row| weights.get(row.criterion) > 0).map(|row| {
            format!("{} {}", self.cx.texts.plain(self.locale, &(row.name)()), weights.get(row.criterion))
        });
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// Why an area stands where it stands: its raw figures, their norms, the weights.
    pub fn why(&self, row: &Row) -> String {
        let area = shorten(&row.name, NAME);
        let mut lines = vec![self.say(&match row.rank {
            Some(rank) => say!(
                "rankings-why",
                area = area,
                month = month(self.standing.month),
                rank = rank,
                of = self.standing.rows.len(),
                score = written(row.score)
            ),
            None => say!(
                "rankings-why-unranked",
                area = area,
                month = month(self.standing.month),
                people = self.cx.config.ranking.least_people,
                photos = self.cx.config.ranking.least_photos
            ),
        })];
        let weights = self.standing.weighs();
        for (at, criterion) in CRITERIA.iter().enumerate() {
            let (reached, of) = row.raws[at];
            let raw = (criterion.raw)(Raw { reached, of });
            let name = (criterion.name)();
            lines.push(self.say(&match row.norms[at] {
                Some(norm) => say!(
                    "rankings-why-line",
                    name = name,
                    raw = raw,
                    norm = written(norm),
                    weight = weights.get(criterion.criterion)
                ),
                None => say!("rankings-why-bare", name = name, raw = raw),
            }));
        }
        if row.rank.is_some() {
            lines.push(self.say(&say!("rankings-why-how")));
        }
        lines.join("\n")
    }
}

/// A month as it is called, with its year where it is long ago.
pub(super) fn month(first: NaiveDate) -> Say {
    say!("rankings-month", month = first.month(), year = first.year().to_string())
}
