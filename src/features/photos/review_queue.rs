//! The queue of photos that somebody looks through: what waits first, in the order in which it came,
//! then what they left for later; and by choice what counted or was refused today.
//!
//! Where somebody is, is kept: asked again the same day, after a restart or on another phone, the
//! queue goes on from there. What one lead has before their eyes is not shown to another, as long as
//! something else waits.

use std::str::FromStr;

use chrono::{NaiveDate, TimeDelta};

use crate::clock::Time;
use crate::directory::Person;
use crate::domain::ids::{AreaId, SubmissionId};
use crate::error::Failure;
use crate::features::roles;
use crate::features::turn::Turn;

use super::store::{self, Piles, Submission};

/// So long a picture is before somebody's eyes; then they have gone to do something else.
const EYES: TimeDelta = TimeDelta::minutes(10);

/// The parts of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pile {
    Waiting,
    /// Waiting, but left for later by this lead.
    Later,
    /// Counted today.
    Counted,
    /// Refused today.
    Refused,
    /// Counted today, without place or headcount.
    Lacking,
}

/// What a lead was asked for: the next words are taken for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    Place,
    Heads,
    Words,
}

impl Pile {
    const ALL: [Pile; 5] = [Pile::Waiting, Pile::Later, Pile::Counted, Pile::Refused, Pile::Lacking];

    pub fn word(self) -> &'static str {
        match self {
            Pile::Waiting => "waiting",
            Pile::Later => "later",
            Pile::Counted => "counted",
            Pile::Refused => "refused",
            Pile::Lacking => "lacking",
        }
    }

    /// Whether what lies there waits for a decision.
    pub fn waits(self) -> bool {
        matches!(self, Pile::Waiting | Pile::Later)
    }
}

impl FromStr for Pile {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Pile::ALL.into_iter().find(|pile| pile.word() == word).ok_or(())
    }
}

/// In buttons.
impl From<i64> for Pile {
    fn from(number: i64) -> Self {
        usize::try_from(number).ok().and_then(|at| Pile::ALL.get(at)).copied().unwrap_or(Pile::Waiting)
    }
}

impl From<Pile> for i64 {
    fn from(pile: Pile) -> i64 {
        pile as i64
    }
}

impl Asks {
    pub const ALL: [Asks; 3] = [Asks::Place, Asks::Heads, Asks::Words];

    pub fn word(self) -> &'static str {
        match self {
            Asks::Place => "place",
            Asks::Heads => "heads",
            Asks::Words => "words",
        }
    }
}

impl FromStr for Asks {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Asks::ALL.into_iter().find(|asks| asks.word() == word).ok_or(())
    }
}

/// In buttons.
impl From<i64> for Asks {
    fn from(number: i64) -> Self {
        usize::try_from(number).ok().and_then(|at| Asks::ALL.get(at)).copied().unwrap_or(Asks::Place)
    }
}

impl From<Asks> for i64 {
    fn from(asks: Asks) -> i64 {
        asks as i64
    }
}

/// The areas that the person is a lead or an inspector of.
fn held(turn: &Turn, person: &Person) -> Result<Vec<AreaId>, Failure> {
    Ok(roles::held(turn.tx, person.id)?.into_iter().filter_map(|held| held.area).collect())
}

/// The topmost areas whose photos the person may decide about.
pub fn scope(turn: &Turn, person: &Person) -> Result<Vec<AreaId>, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let mut areas: Vec<AreaId> = if roles::is_admin(turn.tx, turn.cx, person)? {
        tree.roots().map(|area| area.id).collect()
    } else {
        held(turn, person)?
    };
    areas.sort_unstable();
    areas.dedup();
    let all = areas.clone();
    areas.retain(|area| !all.iter().any(|above| above != area && tree.is_within(*area, *above)));
    Ok(areas)
}

/// The calendar day: in the evening after the day's end what has just ended is still today.
pub fn today(turn: &Turn) -> NaiveDate {
    turn.now.with_timezone(&turn.cx.config.timezone).date_naive()
}

/// What the queue begins with: what waits, what was left for later, then what was decided today.
pub fn first(turn: &Turn, person: &Person) -> Result<Option<(Pile, Submission)>, Failure> {
    for pile in [Pile::Waiting, Pile::Later, Pile::Counted, Pile::Refused] {
        if let Some(photo) = next(turn, person, pile, None)? {
            return Ok(Some((pile, photo)));
        }
    }
    Ok(None)
}

/// The next picture of a pile after this one; none where it is looked through.
pub fn next(
    turn: &Turn,
    person: &Person,
    pile: Pile,
    after: Option<SubmissionId>,
) -> Result<Option<Submission>, Failure> {
    let scope = scope(turn, person)?;
    match pile {
        Pile::Waiting => match waiting(turn, person, &scope, turn.now - EYES)? {
            // What others look at, too, is better than nothing.
            None => waiting(turn, person, &scope, Time::MAX_UTC),
            found => Ok(found),
        },
        Pile::Later => {
            let left = left_for_later(turn, person, &scope)?;
            Ok(left.into_iter().find(|photo| Some(photo.id) != after))
        }
        Pile::Counted | Pile::Refused | Pile::Lacking => {
            let before = after.unwrap_or(SubmissionId::from(i64::MAX));
            let mut last: Option<Submission> = None;
            for area in scope {
                let found = store::last_of_day(turn.tx, area, pile, today(turn), before)?;
                if let Some(found) = found
                    && last.as_ref().is_none_or(|last| found.id > last.id)
                {
                    last = Some(found);
                }
            }
            Ok(last)
        }
    }
}

fn waiting(
    turn: &Turn,
    person: &Person,
    scope: &[AreaId],
    since: Time,
) -> Result<Option<Submission>, Failure> {
    let mut first: Option<Submission> = None;
    for area in scope {
        let found = store::first_waiting(turn.tx, *area, person.id, today(turn), since)?;
        if let Some(found) = found
            && first.as_ref().is_none_or(|first| found.id < first.id)
        {
            first = Some(found);
        }
    }
    Ok(first)
}

fn left_for_later(turn: &Turn, person: &Person, scope: &[AreaId]) -> Result<Vec<Submission>, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let mut left = store::skipped(turn.tx, person.id, today(turn))?;
    left.retain(|photo| {
        photo.shown().is_some() && scope.iter().any(|above| tree.is_within(photo.area, *above))
    });
    Ok(left)
}

/// How much there is to look through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub waiting: u32,
    pub later: u32,
    pub today: Piles,
}

pub fn sum(turn: &Turn, person: &Person) -> Result<Sum, Failure> {
    let scope = scope(turn, person)?;
    let mut sum = Sum { later: left_for_later(turn, person, &scope)?.len() as u32, ..Sum::default() };
    for area in scope {
        sum.waiting += store::waiting(turn.tx, area)?.0;
        let piles = store::piles(turn.tx, area, today(turn))?;
        sum.today.counted += piles.counted;
        sum.today.refused += piles.refused;
        sum.today.lacking += piles.lacking;
        sum.today.lacking_place += piles.lacking_place;
        sum.today.lacking_heads += piles.lacking_heads;
    }
    Ok(sum)
}

/// How many photos wait for the person.
pub fn waiting_for(turn: &Turn, person: &Person) -> Result<u32, Failure> {
    let mut left = 0;
    for area in scope(turn, person)? {
        left += store::waiting(turn.tx, area)?.0;
    }
    Ok(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn piles_and_questions_read_back() {
        for pile in Pile::ALL {
            assert_eq!(pile.word().parse(), Ok(pile));
            assert_eq!(Pile::from(i64::from(pile)), pile);
        }
        for asks in Asks::ALL {
            assert_eq!(asks.word().parse(), Ok(asks));
            assert_eq!(Asks::from(i64::from(asks)), asks);
        }
        assert_eq!(Pile::from(-1), Pile::Waiting);
    }
}
