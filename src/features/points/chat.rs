//! What a person sees of the ledger.

use chrono::NaiveDate;

use super::store::lines::{self, Span};
use super::store::{self, deeds, totals};
use super::why::{self, Figure};
use super::words;
use crate::domain::ids::PersonId;
use crate::domain::period::{Kind, Period, season_of};
use crate::domain::points::owed;
use crate::domain::{level, streak};
use crate::error::Failure;
use crate::features;
use crate::features::commands::Given;
use crate::features::rehearsal;
use crate::features::turn::Turn;
use crate::i18n::{Say, day};
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// Entries that are listed: a day or two of an eager volunteer.
const LISTED: i64 = 10;

/// `/points`: balance, level, this week, days in a row, badges, and the last entries in words.
pub fn points(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = &turn.person else {
        turn.reply(&say!("points-not-as-a-chat"))?;
        return Ok(());
    };
    let person = person.id;
    // The day by the calendar: at nine in the evening nobody takes tomorrow's photos for today's.
    let today = turn.now.with_timezone(&turn.cx.config.timezone).date_naive();
    let balance = store::balance(turn.tx, person)?;
    let balance = match owed(balance) {
        0 => say!("points-balance", points = balance),
        owed => say!("points-owed", points = owed),
    };
    let lately = say!(
        "points-lately",
        week = earned(turn, person, Kind::Week, today)?,
        today = earned(turn, person, Kind::Day, today)?
    );
    let mut says = vec![balance];
    // In a group the sums will do: the list is the person's own.
    if !turn.is_private() {
        says.push(lately);
        return post(turn, &says, Keyboard::default());
    }
    says.extend(standing(turn, person, today)?);
    says.push(lately);
    let days = streak::running(&deeds::days_with_photos(turn.tx, person)?, turn.cx.day(turn.now));
    if days > 1 {
        says.push(say!("points-streak", days = days));
    }
    let badges = features::badges_of(turn.tx, turn.cx, person, turn.locale())?;
    if !badges.is_empty() {
        says.push(say!("points-badges", badges = turn.cx.texts.list(turn.locale(), &badges)));
    }
    says.extend(features::next_reward(turn.tx, turn.cx, person, turn.now)?);
    says.extend(features::tickets(turn.tx, person)?);
    if rehearsal::is_on(turn.tx, turn.cx)? {
        says.push(say!("points-rehearsal", day = day(turn.cx.config.campaign.starts)));
    }
    let span = Span::of(Period::All, &turn.cx.config.points.seasons);
    let entries = lines::of_person(turn.tx, person, &span, i64::MAX, LISTED + 1)?;
    says.extend(entries.iter().take(LISTED as usize).map(words::line));
    let text = |say: &Say| turn.cx.texts.plain(turn.locale(), say);
    let figure = Figure::Person(person);
    let these = why::press(figure, Period::All, -1);
    let mut buttons = vec![Button::press(text(&say!("points-why-these")), these)];
    if let Some(last) = entries.get(LISTED as usize - 1).filter(|_| entries.len() > LISTED as usize) {
        // Below this page, not in its place.
        let press = why::press(figure, Period::All, -last.id);
        buttons.push(Button::press(text(&say!("points-why-older")), press));
    }
    let seasons = &turn.cx.config.points.seasons;
    let former: Vec<_> = seasons
        .iter()
        .filter(|season| season_of(today, seasons).is_some_and(|running| season.starts < running.starts))
        .map(|season| {
            Button::press(season.name.clone(), why::press(figure, Period::Season(season.starts), -1))
        })
        .collect();
    let mut keyboard = Keyboard::row(buttons);
    keyboard.0.extend(former.chunks(3).map(<[Button]>::to_vec));
    post(turn, &says, keyboard)
}

fn post(turn: &mut Turn, says: &[Say], keyboard: Keyboard) -> Result<(), Failure> {
    let html = says.iter().map(|say| turn.html(say)).collect::<Vec<_>>().join("\n");
    turn.post(Body::text(html), keyboard, true)?;
    Ok(())
}

/// The season, if it has a name, and the level in it with what the next one takes.
pub fn standing(turn: &Turn, person: PersonId, today: NaiveDate) -> Result<Vec<Say>, Failure> {
    let points = &turn.cx.config.points;
    let earned = earned(turn, person, Kind::Season, today)?;
    let mut says = Vec::new();
    if let Some(season) = season_of(today, &points.seasons).filter(|season| !season.name.is_empty()) {
        says.push(say!("points-season", name = &season.name, points = earned));
    }
    let here = level::reached(&points.levels, earned).map(|at| words::level(&points.levels, at));
    let next = level::next(&points.levels, earned);
    let next = next.map(|(at, missing)| (words::level(&points.levels, at), missing));
    says.extend(match (here, next) {
        (Some(level), Some((next, missing))) => {
            Some(say!("points-level", level = level, next = next, missing = missing))
        }
        (Some(level), None) => Some(say!("points-level-highest", level = level)),
        (None, Some((next, missing))) => Some(say!("points-level-first", next = next, missing = missing)),
        (None, None) => None,
    });
    Ok(says)
}

/// What was earned in the period of a kind that a day lies in.
fn earned(turn: &Turn, person: PersonId, kind: Kind, day: NaiveDate) -> Result<i64, Failure> {
    match Period::of(kind, day, &turn.cx.config.points.seasons) {
        Some(period) => totals::earned(turn.tx, person, period),
        None => Ok(0),
    }
}
