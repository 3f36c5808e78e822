//! What stands in the ledger, in words.

use chrono::Datelike;

use super::store::lines::Line;
use crate::config::Level;
use crate::domain::period::{Kind, Period, season_of};
use crate::domain::points::Deed;
use crate::features::context::Context;
use crate::i18n::{Arg, Say, day};
use crate::say;

/// `6月21日 照片 #123 +2`; of a correction `更正：6月21日 照片 #123 -2`. Behind it who decided and why, where
/// a person did.
pub fn line(line: &Line) -> Say {
    let bare = bare(line);
    match (&line.by_name, &line.note) {
        (Some(by), Some(note)) => say!("points-line-why", line = bare, by = by, note = note),
        (Some(by), None) => say!("points-line-by", line = bare, by = by),
        (None, _) => bare,
    }
}

/// The same as everybody may read it: without who decided and why; `name` is none for who is not to be named.
pub fn line_of(line: &Line, name: Option<&str>) -> Say {
    let name = name.map_or(Arg::from(say!("points-somebody")), Arg::from);
    let (day, what, amount) = (day(line.day), what(line), format!("{:+}", line.amount));
    match line.corrects {
        Some(_) => say!("points-line-of-corrects", day = day, name = name, what = what, amount = amount),
        None => say!("points-line-of", day = day, name = name, what = what, amount = amount),
    }
}

fn bare(line: &Line) -> Say {
    let (day, what, amount) = (day(line.day), what(line), format!("{:+}", line.amount));
    match line.corrects {
        Some(_) => say!("points-line-corrects", day = day, what = what, amount = amount),
        None => say!("points-line", day = day, what = what, amount = amount),
    }
}

/// `照片 #123`: the deed with the number by which its thing is known to people.
fn what(line: &Line) -> Say {
    let was_taken = (line.amount < 0) != line.corrects.is_some();
    let deed = match line.deed == Deed::Award.name() && was_taken {
        true => say!("points-deed-deduction"),
        false => deed(&line.deed),
    };
    match number(line) {
        Some(number) => say!("points-what", deed = deed, number = number),
        None => deed,
    }
}

/// The number in a reference such as `photo:123`; none where it is a day, or says who somebody is.
fn number(line: &Line) -> Option<&str> {
    let told = [Deed::Photo, Deed::Issue, Deed::Fix, Deed::Inspection, Deed::Reward];
    let (_, number) = line.reference.split_once(':')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && told.iter().any(|deed| deed.name() == line.deed)).then_some(number)
}

/// What a deed is called.
pub fn deed(name: &str) -> Say {
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

/// What the level at this place of the list is called.
pub fn level(levels: &[Level], at: usize) -> Arg {
    match levels.get(at) {
        Some(level) if !level.name.is_empty() => Arg::from(&level.name),
        _ => Arg::from(say!("points-level-name", number = at + 1)),
    }
}

/// `本周（6月15日—6月21日）`, `6月`, `夏季`, `全部`.
pub fn period(cx: &Context, period: Period) -> Say {
    match (period, period.days(&cx.config.points.seasons)) {
        (Period::Day(on), _) => say!("points-period-day", day = day(on)),
        (Period::Week(from), (_, Some(to))) => say!("points-period-week", from = day(from), to = day(to)),
        (Period::Month(first), _) => say!("points-period-month", month = first.month()),
        (Period::Season(starts), _) => match season_of(starts, &cx.config.points.seasons) {
            Some(season) if !season.name.is_empty() => say!("points-period-season", name = &season.name),
            _ => say!("points-period-all"),
        },
        _ => say!("points-period-all"),
    }
}

/// The word on the button of a kind of period.
pub fn kind(kind: Kind) -> Say {
    match kind {
        Kind::Day => say!("points-kind-day"),
        Kind::Week => say!("points-kind-week"),
        Kind::Month => say!("points-kind-month"),
        Kind::Season => say!("points-kind-season"),
        Kind::All => say!("points-kind-all"),
    }
}
