//! Badges and levels: told once, quietly, in private, and kept.
//!
//! A level is looked at when points are booked, and only where the sum of the season went across one: that is
//! told in the entry's transaction. What badges take is asked by a job, once a person and minute: a verdict
//! has no time for it, and ten photos are one question. That a row stands in `badge` is that it was told; so
//! nothing is told twice, also where a refusal takes points back and they are earned again. Nothing is taken
//! away (see [`crate::domain::badge`]).

pub mod job;
mod store;

use chrono::{DurationRound, NaiveDate, TimeDelta};
use serde_json::Value;

use crate::clock::Time;
use crate::domain::badge::Badge;
use crate::domain::ids::PersonId;
use crate::domain::level;
use crate::domain::period::{Kind, Period, season_of};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::points::{self, Booked, store::totals, words};
use crate::features::{kinds, mute, turn};
use crate::i18n::{Arg, Locale, Say};
use crate::jobs::{self, NewJob};
use crate::outbox::{self, Body, Lane, Letter};
use crate::say;
use crate::store::{Read, Tx, millis};

pub use store::end_rehearsal;

/// What follows from an entry of the ledger.
pub fn points_booked(tx: &mut Tx, cx: &Context, booked: &Booked, now: Time) -> Result<(), Failure> {
    if booked.deed.is_spending() {
        return Ok(());
    }
    if booked.amount < 0 {
        return untold(tx, cx, booked, now);
    }
    levels(tx, cx, booked, now)?;
    look_soon(tx, booked.person, now)
}

/// Has somebody's badges looked at: at the minute's end, so that whatever happens within it comes before.
pub fn look_soon(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    let minute = now.duration_trunc(TimeDelta::minutes(1)).unwrap_or(now);
    let key = format!("{}:{person}:{}", kinds::BADGES, millis(minute));
    let due = minute + TimeDelta::minutes(1);
    jobs::enqueue(tx, &NewJob { kind: kinds::BADGES, key, payload: person.to_string(), due })
}

/// Tells the highest level that this entry climbed in the running season.
fn levels(tx: &mut Tx, cx: &Context, booked: &Booked, now: Time) -> Result<(), Failure> {
    let points = &cx.config.points;
    let season = |day: NaiveDate| season_of(day, &points.seasons).map(|season| season.starts);
    let Some(starts) = season(booked.day) else { return Ok(()) };
    let after = totals::earned(tx, booked.person, Period::Season(starts))?;
    let mut highest = None;
    for at in level::climbed(&points.levels, after - booked.amount, after) {
        let name = format!("level:{}", points.levels[at].points);
        if store::keep(tx, booked.person, &name, &starts.to_string(), now)? {
            highest = Some((at, name));
        }
    }
    // What comes for a season that is over is written down, and is no news.
    let running = season(now.with_timezone(&cx.config.timezone).date_naive()).max(season(cx.day(now)));
    let Some((at, name)) = highest.filter(|_| running == Some(starts)) else { return Ok(()) };
    let say = say!("badges-level", level = words::level(&points.levels, at));
    tell(tx, cx, booked.person, level_key(booked.person, &name, starts, now), now, |_| say.clone())
}

/// A level that was lost again before it was told, by a mistaken award in the night, is neither told nor kept.
fn untold(tx: &mut Tx, cx: &Context, booked: &Booked, now: Time) -> Result<(), Failure> {
    let points = &cx.config.points;
    let Some(season) = season_of(booked.day, &points.seasons) else { return Ok(()) };
    let after = totals::earned(tx, booked.person, Period::Season(season.starts))?;
    for at in level::climbed(&points.levels, after, after - booked.amount) {
        let name = format!("level:{}", points.levels[at].points);
        let kept = store::kept_at(tx, booked.person, &name, &season.starts.to_string())?;
        let Some(kept) = kept else { continue };
        let key = level_key(booked.person, &name, season.starts, kept);
        if outbox::drop_waiting(tx, &key, "lost again", now)? {
            store::take(tx, booked.person, kept)?;
        }
    }
    Ok(())
}

/// The letter that tells a level, by when it was reached.
fn level_key(person: PersonId, level: &str, season: NaiveDate, at: Time) -> String {
    format!("badge:{person}:{level}:{season}:{}", millis(at))
}

/// Says it in private, and not by night; whom the bot cannot write to finds it on `/points`.
fn tell(
    tx: &mut Tx,
    cx: &Context,
    person: PersonId,
    key: String,
    now: Time,
    say: impl FnOnce(Locale) -> Say,
) -> Result<(), Failure> {
    if !cx.config.points.tell_badges || !mute::wants(tx, person, mute::Kind::Badges)? {
        return Ok(());
    }
    let Some((chat, locale)) = turn::reach(tx, cx, person)? else { return Ok(()) };
    let html = cx.texts.html(locale, &say(locale));
    let letter = Letter::answer(key, chat, Body::text(html)).in_lane(Lane::Notice).kept_quiet();
    outbox::enqueue(tx, letter, now)?;
    Ok(())
}

/// What a badge is called.
pub fn name(cx: &Context, badge: Badge) -> Arg {
    match cx.config.points.badges.get(&badge) {
        Some(name) => Arg::from(name),
        None => Arg::from(match badge {
            Badge::FirstPhoto => say!("badges-first-photo"),
            Badge::Week => say!("badges-week"),
            Badge::Month => say!("badges-month"),
            Badge::Hundred => say!("badges-hundred"),
            Badge::Comeback => say!("badges-comeback"),
            Badge::Friend => say!("badges-friend"),
            Badge::Fix => say!("badges-fix"),
            Badge::ThreeRoles => say!("badges-three-roles"),
        }),
    }
}

/// A badge's name alone, in a language.
fn name_in(cx: &Context, locale: Locale, badge: Badge) -> String {
    match name(cx, badge) {
        Arg::Text(text) => text,
        Arg::Say(say) => cx.texts.plain(locale, &say),
        Arg::Number(number) => number.to_string(),
    }
}

/// The names of a person's badges, in the order of [`Badge::ALL`].
pub fn of(read: &Read, cx: &Context, person: PersonId, locale: Locale) -> Result<Vec<String>, Failure> {
    let kept = store::of(read, person)?;
    let kept = Badge::ALL.into_iter().filter(|badge| kept.iter().any(|name| name == badge.name()));
    Ok(kept.map(|badge| name_in(cx, locale, badge)).collect())
}

/// The level of a person in the running season by its name; none where there is none.
pub fn level_of(
    read: &Read,
    cx: &Context,
    person: PersonId,
    today: NaiveDate,
) -> Result<Option<Arg>, Failure> {
    let points = &cx.config.points;
    let earned = match Period::of(Kind::Season, today, &points.seasons) {
        Some(season) => points::store::totals::earned(read, person, season)?,
        None => 0,
    };
    Ok(level::reached(&points.levels, earned).map(|at| words::level(&points.levels, at)))
}

/// Of who is forgotten no badge is kept.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::forget(tx, person)
}

/// A person's badges and the levels that they were told of.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    store::export(read, person)
}
