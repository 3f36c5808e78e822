//! What schedules post: a text, and the notice of a day of the campaign.
//!
//! Both speak of their own day: what finds no room in a group on it is not posted there at all.

use chrono::NaiveDate;

use super::store;
use crate::domain::calendar::{NamedDay, Stage};
use crate::domain::ids::AreaId;
use crate::domain::schedule::{Post, PostTo};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::mute::{self, Kind};
use crate::features::{Run, roles, turn};
use crate::i18n::{self, Locale, Say};
use crate::outbox::{Body, Letter};
use crate::say;
use crate::store::Tx;
use crate::telegram::keyboards::Keyboard;

/// The job `post`.
pub fn post(tx: &mut Tx, cx: &Context, run: &Run, post: &Post) -> Result<(), Failure> {
    let html = i18n::escape(&post.text);
    let place = Place { to: post.to, area: post.area.as_deref() };
    everywhere(tx, cx, run, &place, |_| html.clone().into_owned())
}

/// Where something is posted.
struct Place<'p> {
    to: PostTo,
    /// At and below the area of this code.
    area: Option<&'p str>,
}

/// Tells of a day of the campaign, ahead or when it has come.
pub fn day(tx: &mut Tx, cx: &Context, run: &Run, name: &str) -> Result<(), Failure> {
    let Some(day) = cx.config.campaign.named_days.iter().find(|day| day.name == name) else { return Ok(()) };
    let zone = cx.config.timezone;
    let today = run.now.with_timezone(&zone).date_naive();
    // A run that is made up on the day after would speak of the wrong day.
    if run.due.with_timezone(&zone).date_naive() != today {
        return Ok(());
    }
    // Run by hand on another day, it tells of the next.
    let mut dates = day.dates_told_on(today);
    if dates.is_empty() {
        dates.extend(day.dates.iter().find(|date| **date >= today));
    }
    let says: Vec<Say> = dates.into_iter().flat_map(|date| notice(cx, day, date, today)).collect();
    if says.is_empty() {
        return Ok(());
    }
    let html = |locale| {
        let mut lines: Vec<String> = says.iter().map(|say| cx.texts.html(locale, say)).collect();
        lines.extend(day.text.as_deref().map(|text| i18n::escape(text).into_owned()));
        lines.join("\n")
    };
    everywhere(tx, cx, run, &Place { to: day.to, area: day.area.as_deref() }, html)
}

/// What is told of a date; on the day itself with the number that it is of the campaign.
fn notice(cx: &Context, day: &NamedDay, date: NaiveDate, today: NaiveDate) -> Vec<Say> {
    let (name, on) = (&day.name, i18n::day(date));
    let weekday = i18n::weekday(chrono::Datelike::weekday(&date));
    match (date - today).num_days() {
        0 => {
            let mut says = vec![say!("reminders-day-today", name = name)];
            if let Stage::Day { n, of } = cx.config.campaign.stage(date) {
                says.push(say!("reminders-day-number", n = n, of = of));
            }
            says
        }
        1 => vec![say!("reminders-day-tomorrow", name = name, day = on, weekday = weekday)],
        n => vec![say!("reminders-day-ahead", name = name, day = on, weekday = weekday, n = n)],
    }
}

/// Posts into the chats that are meant; tells the admins where that cannot be.
fn everywhere(
    tx: &mut Tx,
    cx: &Context,
    run: &Run,
    place: &Place,
    html: impl Fn(Locale) -> String,
) -> Result<(), Failure> {
    let tree = cx.tree(tx)?;
    let name = &run.schedule.name;
    let within: Option<AreaId> = match place.area {
        None => None,
        Some(code) => match tree.by_code(code) {
            Some(area) => Some(area.id),
            None => {
                let say = say!("reminders-post-nowhere", name = name, code = code);
                return tell_admins(tx, cx, &format!("post.nowhere:{name}:{code}"), &say, run);
            }
        },
    };
    let mut full = 0;
    for served in store::served(tx)? {
        let wanted = match place.to {
            PostTo::Field => served.field,
            PostTo::Desk => !served.field,
            PostTo::All => true,
        };
        if !wanted || !within.is_none_or(|within| tree.is_within(served.area, within)) {
            continue;
        }
        let key = format!("post:{}:{}:{}", run.key, served.chat, served.thread);
        let body = Body::text(html(cx.locale_in(tx, served.chat)?));
        let letter = Letter::notice(key, served.chat, body).in_thread(served.thread);
        let room = mute::has_room(tx, cx, Kind::Posts, served.chat, run.now)?;
        let new = mute::own_accord(tx, cx, Kind::Posts, letter, run.now)?;
        full += usize::from(!new && !room && !mute::is_off_in(tx, served.chat, Kind::Posts)?);
    }
    if full == 0 {
        return Ok(());
    }
    let most = cx.config.reminders.max_per_day;
    let say = say!("reminders-post-full", name = name, chats = full, most = most);
    // Once a day is enough, however often it posts.
    let today = run.now.with_timezone(&cx.config.timezone).date_naive();
    tell_admins(tx, cx, &format!("post.full:{name}:{today}"), &say, run)
}

/// Tells each admin once for this key.
fn tell_admins(tx: &mut Tx, cx: &Context, key: &str, say: &Say, run: &Run) -> Result<(), Failure> {
    for admin in roles::admins(tx, cx)? {
        turn::tell(tx, cx, admin, &format!("{key}:{admin}"), say, Keyboard::default(), run.now)?;
    }
    Ok(())
}
