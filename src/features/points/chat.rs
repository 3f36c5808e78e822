//! What a person sees of the ledger.

use chrono::NaiveDate;

use super::store::{self, Line};
use crate::domain::ids::PersonId;
use crate::domain::period::{Kind, Period};
use crate::domain::points::{Deed, owed};
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::rehearsal;
use crate::features::turn::Turn;
use crate::i18n::{Say, day};
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::Keyboard;

/// Entries that are listed: a day or two of an eager volunteer.
const LISTED: i64 = 8;

/// `/points`: balance, this week, today, and the last entries in words.
pub fn points(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = &turn.person else {
        turn.reply(&say!("points-not-as-a-chat"))?;
        return Ok(());
    };
    let person = person.id;
    // The day by the calendar: at nine in the evening nobody takes tomorrow's photos for today's.
    let today = turn.now.with_timezone(&turn.cx.config.timezone).date_naive();
    let balance = store::balance(turn.tx, person)?;
    let mut lines = vec![match owed(balance) {
        0 => say!("points-balance", points = balance),
        owed => say!("points-owed", points = owed),
    }];
    lines.push(say!(
        "points-lately",
        week = earned(turn, person, Kind::Week, today)?,
        today = earned(turn, person, Kind::Day, today)?
    ));
    if rehearsal::is_on(turn.tx, turn.cx)? {
        lines.push(say!("points-rehearsal", day = day(turn.cx.config.campaign.starts)));
    }
    // In a group the sums will do: the list is the person's own.
    if turn.is_private() {
        lines.extend(store::last_lines(turn.tx, person, LISTED)?.iter().map(in_words));
    }
    let html = lines.iter().map(|line| turn.html(line)).collect::<Vec<_>>().join("\n");
    turn.post(Body::text(html), Keyboard::default(), true)?;
    Ok(())
}

/// What was earned in the period of a kind that a day lies in.
fn earned(turn: &Turn, person: PersonId, kind: Kind, day: NaiveDate) -> Result<i64, Failure> {
    match Period::of(kind, day, &turn.cx.config.points.seasons) {
        Some(period) => store::totals::earned(turn.tx, person, period),
        None => Ok(0),
    }
}

/// `6月21日 照片 +2`
fn in_words(line: &Line) -> Say {
    say!("points-line", day = day(line.day), what = deed(&line.deed), amount = format!("{:+}", line.amount))
}

/// What a deed is called.
fn deed(name: &str) -> Say {
    match Deed::named(name) {
        Some(Deed::Signup) => say!("points-deed-signup"),
        Some(Deed::Photo) => say!("points-deed-photo"),
        Some(Deed::FirstPhoto) => say!("points-deed-first-photo"),
        Some(Deed::QuotaReached) => say!("points-deed-quota-reached"),
        Some(Deed::Streak) => say!("points-deed-streak"),
        Some(Deed::Issue) => say!("points-deed-issue"),
        Some(Deed::Fix) => say!("points-deed-fix"),
        Some(Deed::ShiftHour) => say!("points-deed-shift-hour"),
        Some(Deed::Inspection) => say!("points-deed-inspection"),
        Some(Deed::Quiz) => say!("points-deed-quiz"),
        Some(Deed::Friend) => say!("points-deed-friend"),
        Some(Deed::Award) => say!("points-deed-award"),
        Some(Deed::Adjustment) => say!("points-deed-adjustment"),
        Some(Deed::Reward) => say!("points-deed-reward"),
        None => say!("points-deed-other"),
    }
}
