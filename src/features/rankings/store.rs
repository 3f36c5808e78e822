//! The tables of rankings and appeals.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::clock::Time;
use crate::domain::ids::{AppealId, AreaId, PersonId, RankingId};
use crate::domain::period::Period;
use crate::domain::ranking::Weights;
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis, time};

use super::{Appeal, Ranking, State};

impl State {
    fn word(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Provisional => "provisional",
            State::Final => "final",
            State::Dropped => "dropped",
        }
    }

    fn named(word: &str) -> State {
        match word {
            "provisional" => State::Provisional,
            "final" => State::Final,
            "dropped" => State::Dropped,
            _ => State::Draft,
        }
    }
}

/// The columns of [`ranking`], with what follows them.
macro_rules! select_ranking {
    ($rest:literal) => {
        concat!(
            "select id, month, state, weights, touched_at, appeals_until, ended_at, ended_by, shown, revision
             from ranking ",
            $rest
        )
    };
}

fn ranking(row: &Row) -> Result<Ranking, Failure> {
    Ok(Ranking {
        id: row.get("id")?,
        month: row.parse("month")?,
        state: State::named(&row.get::<String>("state")?),
        weights: row.get::<Option<i64>>("weights")?.and_then(Weights::unpacked),
        touched_at: time(row.get("touched_at")?),
        appeals_until: row.get::<Option<String>>("appeals_until")?.and_then(|day| day.parse().ok()),
        ended_at: row.get::<Option<i64>>("ended_at")?.map(time),
        ended_by: row.get("ended_by")?,
        shown: row.get("shown")?,
        revision: row.get("revision")?,
    })
}

pub(super) fn by_id(read: &Read, id: RankingId) -> Result<Option<Ranking>, Failure> {
    read.first(select_ranking!("where id = $1"), &[&id], ranking)
}

pub(super) fn of_month(read: &Read, month: NaiveDate) -> Result<Option<Ranking>, Failure> {
    read.first(select_ranking!("where month = $1"), &[&month.to_string()], ranking)
}

/// The newest draft.
pub(super) fn draft(read: &Read) -> Result<Option<Ranking>, Failure> {
    read.first(select_ranking!("where state = 'draft' order by month desc limit 1"), &[], ranking)
}

/// The newest that can be appealed against.
pub(super) fn provisional(read: &Read) -> Result<Option<Ranking>, Failure> {
    read.first(select_ranking!("where state = 'provisional' order by month desc limit 1"), &[], ranking)
}

/// The newest that all may read.
pub(super) fn published(read: &Read, limit: i64) -> Result<Vec<Ranking>, Failure> {
    read.all(
        select_ranking!("where state in ('provisional', 'final') order by month desc limit $1"),
        &[&limit],
        ranking,
    )
}

/// Makes the draft of a month; none if there is one.
pub(super) fn insert(tx: &mut Tx, month: NaiveDate, now: Time) -> Result<Option<RankingId>, Failure> {
    tx.value(
        "insert into ranking (month, state, made_at, touched_at) values ($1, 'draft', $2, $2)
         on conflict do nothing returning id",
        &[&month.to_string(), &millis(now)],
    )
}

/// Takes a dropped one up again.
pub(super) fn revive(tx: &mut Tx, id: RankingId, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update ranking set state = 'draft', touched_at = $2, ended_at = null, ended_by = null
         where id = $1 and state = 'dropped'",
        &[&id, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// Gives a draft other weights.
pub(super) fn weigh(tx: &mut Tx, id: RankingId, weights: Weights, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update ranking set weights = $2, touched_at = $3 where id = $1 and state = 'draft'",
        &[&id, &weights.packed(), &millis(now)],
    )?;
    Ok(rows > 0)
}

/// A draft is open to appeals from now on, by the weights that it was shown with; false if it is none any more.
pub(super) fn open(
    tx: &mut Tx,
    id: RankingId,
    weights: Weights,
    until: NaiveDate,
    shown: &str,
    by: PersonId,
    now: Time,
) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update ranking set state = 'provisional', weights = $2, appeals_until = $3, shown = $4, published_by = $5,
             published_at = $6, touched_at = $6, revision = revision + 1
         where id = $1 and state = 'draft'",
        &[&id, &weights.packed(), &until.to_string(), &shown, &by, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// Notes what is shown of a provisional one now; false where it is none any more.
pub(super) fn amend(tx: &mut Tx, id: RankingId, revision: i64, shown: &str) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update ranking set shown = $3, revision = revision + 1
         where id = $1 and revision = $2 and state = 'provisional'",
        &[&id, &revision, &shown],
    )?;
    Ok(rows > 0)
}

/// When it was published, and by whom.
pub(super) fn published_by(read: &Read, id: RankingId) -> Result<(Option<Time>, Option<PersonId>), Failure> {
    let found =
        read.first("select published_at, published_by from ranking where id = $1", &[&id], |row| {
            Ok((row.get::<Option<i64>>("published_at")?.map(time), row.get("published_by")?))
        })?;
    Ok(found.unwrap_or_default())
}

/// Ends a ranking that stands in a state; false if somebody did before.
pub(super) fn end(
    tx: &mut Tx,
    id: RankingId,
    (from, to): (State, State),
    by: Option<PersonId>,
    shown: Option<&str>,
    now: Time,
) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update ranking set state = $3, ended_by = $4, shown = coalesce($5, shown), ended_at = $6,
             revision = revision + 1
         where id = $1 and state = $2",
        &[&id, &from.word(), &to.word(), &by, &shown, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// What each area has earned in a period, without those below it.
pub(super) fn points(read: &Read, period: Period) -> Result<Vec<(AreaId, i64)>, Failure> {
    read.all("select area_id, points from area_points where period = $1", &[&period.code()], |row| {
        Ok((row.get("area_id")?, row.get("points")?))
    })
}

fn appeal(row: &Row) -> Result<Appeal, Failure> {
    Ok(Appeal {
        id: row.get("id")?,
        ranking: row.get("ranking_id")?,
        area: row.get("area_id")?,
        person: row.get("person_id")?,
        said: row.get("said")?,
        state: row.get("state")?,
        answer: row.get("answer")?,
        answered_by: row.get("answered_by")?,
    })
}

pub(super) fn appeal_by_id(read: &Read, id: AppealId) -> Result<Option<Appeal>, Failure> {
    read.first(
        "select id, ranking_id, area_id, person_id, said, state, answer, answered_by from ranking_appeal where id = $1",
        &[&id],
        appeal,
    )
}

/// What waits for an answer.
pub(super) fn open_appeals(read: &Read, ranking: RankingId) -> Result<Vec<Appeal>, Failure> {
    read.all(
        "select id, ranking_id, area_id, person_id, said, state, answer, answered_by from ranking_appeal
         where ranking_id = $1 and state = 'open' order by id",
        &[&ranking],
        appeal,
    )
}

/// Writes an appeal down.
pub(super) fn insert_appeal(
    tx: &mut Tx,
    ranking: RankingId,
    area: AreaId,
    person: PersonId,
    said: &str,
    now: Time,
) -> Result<AppealId, Failure> {
    let id = tx.value(
        "insert into ranking_appeal (ranking_id, area_id, person_id, said, at, state)
         values ($1, $2, $3, $4, $5, 'open') returning id",
        &[&ranking, &area, &person, &said, &millis(now)],
    )?;
    id.ok_or_else(|| Failure::msg("an appeal was written and has no number"))
}

/// Answers an appeal; false if somebody did before.
pub(super) fn answer(
    tx: &mut Tx,
    id: AppealId,
    accepts: bool,
    text: &str,
    by: PersonId,
    now: Time,
) -> Result<bool, Failure> {
    let state = if accepts { "accepted" } else { "rejected" };
    let rows = tx.execute(
        "update ranking_appeal set state = $2, answer = $3, answered_by = $4, answered_at = $5
         where id = $1 and state = 'open'",
        &[&id, &state, &text, &by, &millis(now)],
    )?;
    Ok(rows > 0)
}

pub(super) fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute(
        "update ranking_appeal set person_id = null, said = '', answer = '' where person_id = $1",
        &[&person],
    )?;
    Ok(())
}

pub(super) fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let appeals = read.all(
        "select a.said, a.at, a.state, a.answer, r.month, x.name as area
         from ranking_appeal a join ranking r on r.id = a.ranking_id join area x on x.id = a.area_id
         where a.person_id = $1 order by a.id",
        &[&person],
        |row| {
            Ok(json!({
                "month": row.get::<String>("month")?,
                "area": row.get::<String>("area")?,
                "said": row.get::<String>("said")?,
                "at": time(row.get("at")?),
                "state": row.get::<String>("state")?,
                "answer": row.get::<String>("answer")?,
            }))
        },
    )?;
    Ok(json!(appeals))
}
