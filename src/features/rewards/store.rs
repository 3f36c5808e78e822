//! The tables of rewards, of what was reserved of them, and of how stocks came about.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Reservation, Reward, State};
use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId, ReservationId, RewardId};
use crate::domain::period::Kind;
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis, time};

/// The columns of [`reward`], with what follows them.
macro_rules! select_reward {
    ($rest:literal) => {
        concat!(
            "select r.id, r.name, r.price, r.area_id, r.endless, r.stock, r.per_person, r.per, r.first_day, r.last_day,
                    r.picture, r.file_key, r.withdrawn_at
             from reward r ",
            $rest
        )
    };
}

fn reward(row: &Row) -> Result<Reward, Failure> {
    let day = |text: Option<String>| text.map(|day| day.parse::<NaiveDate>()).transpose();
    Ok(Reward {
        id: row.get("id")?,
        name: row.get("name")?,
        price: row.get("price")?,
        area: row.get("area_id")?,
        endless: row.get("endless")?,
        stock: row.get("stock")?,
        per_person: row.get("per_person")?,
        per: Kind::named(&row.get::<String>("per")?).unwrap_or(Kind::All),
        first_day: day(row.get("first_day")?)?,
        last_day: day(row.get("last_day")?)?,
        picture: row.get("picture")?,
        file_key: row.get("file_key")?,
        withdrawn: row.get::<Option<i64>>("withdrawn_at")?.is_some(),
    })
}

pub(super) fn by_id(read: &Read, id: RewardId) -> Result<Option<Reward>, Failure> {
    read.first(select_reward!("where r.id = $1"), &[&id], reward)
}

pub(super) fn by_file_key(read: &Read, key: &str) -> Result<Option<Reward>, Failure> {
    read.first(select_reward!("where r.file_key = $1"), &[&key], reward)
}

/// What can be had on a day: what a person's own counters hand out first, then what others do; the
/// cheapest first.
pub(super) fn catalogue(read: &Read, person: PersonId, day: NaiveDate) -> Result<Vec<Reward>, Failure> {
    read.all(
        select_reward!(
            "where r.withdrawn_at is null and coalesce(r.first_day, $2) <= $2 and coalesce(r.last_day, $2) >= $2
             order by case when r.area_id is null or exists (
                          select 1 from membership m join area_path p on p.area_id = m.area_id
                          where m.person_id = $1 and m.ended_at is null and p.ancestor_id = r.area_id)
                      then 0 else 1 end, r.price, r.id"
        ),
        &[&person, &day.to_string()],
        reward,
    )
}

/// All rewards, those that were withdrawn last.
pub(super) fn all(read: &Read) -> Result<Vec<Reward>, Failure> {
    read.all(
        select_reward!("order by case when r.withdrawn_at is null then 0 else 1 end, r.price, r.id"),
        &[],
        reward,
    )
}

/// Whether there is anything of bot.toml that stands, by its key.
pub(super) fn file_keys(read: &Read) -> Result<Vec<String>, Failure> {
    read.all(
        "select file_key from reward where file_key is not null and withdrawn_at is null order by id",
        &[],
        |row| row.get("file_key"),
    )
}

/// Makes a reward that has no stock yet.
pub(super) fn insert(
    tx: &mut Tx,
    name: &str,
    price: i64,
    area: Option<AreaId>,
    file_key: Option<&str>,
    now: Time,
) -> Result<RewardId, Failure> {
    let id = tx.insert(
        "insert into reward (name, price, area_id, file_key, made_at) values ($1, $2, $3, $4, $5) returning id",
        &[&name, &price, &area, &file_key, &millis(now)],
    )?;
    id.map(RewardId::from).ok_or_else(|| Failure::msg("the reward was not made"))
}

/// Writes down what a reward is, all but its stock and its picture.
pub(super) fn update(tx: &mut Tx, reward: &Reward) -> Result<(), Failure> {
    tx.execute(
        "update reward set name = $2, price = $3, area_id = $4, endless = $5, per_person = $6, per = $7,
             first_day = $8, last_day = $9
         where id = $1",
        &[
            &reward.id,
            &reward.name,
            &reward.price,
            &reward.area,
            &reward.endless,
            &reward.per_person,
            &reward.per.name(),
            &reward.first_day.map(|day| day.to_string()),
            &reward.last_day.map(|day| day.to_string()),
        ],
    )?;
    Ok(())
}

pub(super) fn set_picture(tx: &mut Tx, id: RewardId, hash: Option<&str>) -> Result<(), Failure> {
    tx.execute("update reward set picture = $2 where id = $1", &[&id, &hash])?;
    Ok(())
}

/// Takes a reward out of the catalogue; false if it was out.
pub(super) fn withdraw(tx: &mut Tx, id: RewardId, by: Option<PersonId>, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update reward set withdrawn_at = $2, withdrawn_by = $3 where id = $1 and withdrawn_at is null",
        &[&id, &millis(now), &by],
    )?;
    Ok(rows > 0)
}

/// Puts a reward back into the catalogue; false if it was in it, or a person took it out and `by_file`
/// asks for those of bot.toml.
pub(super) fn restore(tx: &mut Tx, id: RewardId, by_file: bool) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update reward set withdrawn_at = null, withdrawn_by = null
         where id = $1 and withdrawn_at is not null and (withdrawn_by is null or $2 = 0)",
        &[&id, &by_file],
    )?;
    Ok(rows > 0)
}

/// What moved a stock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Movement {
    pub reward: RewardId,
    pub amount: i64,
    /// file, stocked, reserved, returned.
    pub why: &'static str,
    pub reservation: Option<ReservationId>,
    pub by: Option<PersonId>,
}

/// Moves a stock; false where it would come below nought, and then nothing is written.
pub(super) fn move_stock(tx: &mut Tx, movement: &Movement, now: Time) -> Result<bool, Failure> {
    let Movement { reward, amount, why, reservation, by } = *movement;
    let rows = tx.execute(
        "update reward set stock = stock + $2 where id = $1 and stock + $2 >= 0",
        &[&reward, &amount],
    )?;
    if rows == 0 {
        return Ok(false);
    }
    tx.execute(
        "insert into reward_movement (reward_id, amount, why, reservation_id, by_id, at)
         values ($1, $2, $3, $4, $5, $6)",
        &[&reward, &amount, &why, &reservation, &by, &millis(now)],
    )?;
    Ok(true)
}

/// What bot.toml has brought of a reward so far.
pub(super) fn moved_by_file(read: &Read, reward: RewardId) -> Result<i64, Failure> {
    let sum = read.value(
        "select cast(coalesce(sum(amount), 0) as bigint) from reward_movement where reward_id = $1 and why = 'file'",
        &[&reward],
    )?;
    Ok(sum.unwrap_or_default())
}

/// The stocks that are not the sum of their movements: what is kept, and what is counted.
pub(super) fn recount(read: &Read) -> Result<Vec<(RewardId, i64, i64)>, Failure> {
    read.all(
        "select r.id, r.stock, coalesce(m.counted, 0) as counted from reward r
         left join (select reward_id, cast(sum(amount) as bigint) as counted from reward_movement group by reward_id) m
             on m.reward_id = r.id
         where r.stock <> coalesce(m.counted, 0) order by r.id",
        &[],
        |row| Ok((row.get("id")?, row.get("stock")?, row.get("counted")?)),
    )
}

/// The columns of [`reservation`], with what follows them.
macro_rules! select_reservation {
    ($rest:literal) => {
        concat!(
            "select v.id, v.code, v.reward_id, r.name as reward_name, v.person_id, v.area_id, v.price, v.taken, v.at,
                    v.until, v.state, v.reason, v.ended_at, v.ended_by
             from reservation v join reward r on r.id = v.reward_id ",
            $rest
        )
    };
}

fn reservation(row: &Row) -> Result<Reservation, Failure> {
    Ok(Reservation {
        id: row.get("id")?,
        code: row.get("code")?,
        reward: row.get("reward_id")?,
        name: row.get("reward_name")?,
        person: row.get("person_id")?,
        area: row.get("area_id")?,
        price: row.get("price")?,
        taken: row.get("taken")?,
        at: time(row.get("at")?),
        until: time(row.get("until")?),
        state: row.parse("state")?,
        reason: row.get("reason")?,
        ended_at: row.get::<Option<i64>>("ended_at")?.map(time),
        ended_by: row.get("ended_by")?,
    })
}

pub(super) fn reservation_by_id(read: &Read, id: ReservationId) -> Result<Option<Reservation>, Failure> {
    read.first(select_reservation!("where v.id = $1"), &[&id], reservation)
}

pub(super) fn reservation_by_key(read: &Read, key: &str) -> Result<Option<Reservation>, Failure> {
    read.first(select_reservation!("where v.key = $1"), &[&key], reservation)
}

pub(super) fn reservation_by_code(read: &Read, code: &str) -> Result<Option<Reservation>, Failure> {
    read.first(select_reservation!("where v.code = $1"), &[&code], reservation)
}

/// What a person reserved: what is open first, then the latest.
pub(super) fn of_person(read: &Read, person: PersonId, limit: i64) -> Result<Vec<Reservation>, Failure> {
    read.all(
        select_reservation!(
            "where v.person_id = $1 order by case when v.state = 'open' then 0 else 1 end, v.id desc limit $2"
        ),
        &[&person, &limit],
        reservation,
    )
}

/// What a person has open, the first to end first.
pub(super) fn open_of(read: &Read, person: PersonId) -> Result<Vec<Reservation>, Failure> {
    read.all(
        select_reservation!("where v.person_id = $1 and v.state = 'open' order by v.until, v.id"),
        &[&person],
        reservation,
    )
}

/// All that is open and was reserved before.
pub(super) fn open_before(read: &Read, before: Time) -> Result<Vec<Reservation>, Failure> {
    read.all(
        select_reservation!("where v.state = 'open' and v.at < $1 order by v.id"),
        &[&millis(before)],
        reservation,
    )
}

/// How many of a reward a person has, or had handed out, that were reserved within these days.
pub(super) fn had(
    read: &Read,
    person: PersonId,
    reward: RewardId,
    (from, until): (Option<NaiveDate>, Option<NaiveDate>),
) -> Result<i64, Failure> {
    let from = from.map(|day| day.to_string()).unwrap_or_default();
    let until = until.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
    let count = read.value(
        "select count(*) from reservation
         where person_id = $1 and reward_id = $2 and state in ('open', 'handed') and day >= $3 and day <= $4",
        &[&person, &reward, &from, &until],
    )?;
    Ok(count.unwrap_or_default())
}

/// A reservation that is about to be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'w> {
    pub key: &'w str,
    pub reward: &'w Reward,
    pub person: PersonId,
    pub day: NaiveDate,
    pub until: Time,
}

/// Writes a reservation under a code; none where the code is another's.
pub(super) fn reserve(
    tx: &mut Tx,
    wanted: &Wanted,
    code: &str,
    now: Time,
) -> Result<Option<ReservationId>, Failure> {
    let Wanted { key, reward, person, day, until } = *wanted;
    let id = tx.insert(
        "insert into reservation (key, code, reward_id, person_id, area_id, price, taken, day, at, until, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open') on conflict (code) do nothing returning id",
        &[
            &key,
            &code,
            &reward.id,
            &person,
            &reward.area,
            &reward.price,
            &i64::from(!reward.endless),
            &day.to_string(),
            &millis(now),
            &millis(until),
        ],
    )?;
    Ok(id.map(ReservationId::from))
}

/// Ends a reservation; false if it has ended.
pub(super) fn end(
    tx: &mut Tx,
    id: ReservationId,
    state: State,
    (by, reason): (Option<PersonId>, Option<&str>),
    now: Time,
) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update reservation set state = $2, ended_by = $3, reason = $4, ended_at = $5 where id = $1 and state = 'open'",
        &[&id, &state.word(), &by, &reason, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// What stands in the ledger for a reservation: below nought as long as it is paid for.
pub(super) fn paid(read: &Read, person: PersonId, reference: &str) -> Result<i64, Failure> {
    let sum = read.value(
        "select cast(coalesce(sum(amount), 0) as bigint) from points_entry
         where deed = 'reward' and reference = $1 and person_id = $2",
        &[&reference, &person],
    )?;
    Ok(sum.unwrap_or_default())
}

/// How often a person tried a code in vain since then.
pub(super) fn tries(read: &Read, person: PersonId, since: Time) -> Result<i64, Failure> {
    let count = read.value(
        "select count(*) from redeem_try where person_id = $1 and at > $2",
        &[&person, &millis(since)],
    )?;
    Ok(count.unwrap_or_default())
}

/// Notes a try in vain, and forgets those before `since`.
pub(super) fn note_try(tx: &mut Tx, person: PersonId, since: Time, now: Time) -> Result<(), Failure> {
    tx.execute("delete from redeem_try where at <= $1", &[&millis(since)])?;
    tx.execute("insert into redeem_try (person_id, at) values ($1, $2)", &[&person, &millis(now)])?;
    Ok(())
}

pub(super) fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("delete from redeem_try where person_id = $1", &[&person])?;
    Ok(())
}

pub(super) fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let reserved = read.all(
        "select v.id, r.name as reward_name, a.code as counter, v.code, v.price, v.at, v.until, v.state, v.reason, v.ended_at
         from reservation v join reward r on r.id = v.reward_id left join area a on a.id = v.area_id
         where v.person_id = $1 order by v.id",
        &[&person],
        |row| {
            Ok(json!({
                "number": row.get::<i64>("id")?,
                "reward": row.get::<String>("reward_name")?,
                "counter": row.get::<Option<String>>("counter")?,
                "code": row.get::<String>("code")?,
                "points": row.get::<i64>("price")?,
                "at": time(row.get("at")?),
                "until": time(row.get("until")?),
                "state": row.get::<String>("state")?,
                "reason": row.get::<Option<String>>("reason")?,
                "ended": row.get::<Option<i64>>("ended_at")?.map(time),
            }))
        },
    )?;
    Ok(json!(reserved))
}
