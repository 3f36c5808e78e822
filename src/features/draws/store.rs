//! The tables of draws, of where they are told, and of their tickets.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Draw, State};
use crate::clock::Time;
use crate::domain::draws::Ticket;
use crate::domain::ids::{ChatId, DrawId, PersonId};
use crate::domain::period::Period;
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis};

/// The columns of [`draw`], with what follows them.
macro_rules! select_draw {
    ($rest:literal) => {
        concat!("select id, name, winners, points, period, day, state, seed, commitment from draw ", $rest)
    };
}

fn draw(row: &Row) -> Result<Draw, Failure> {
    Ok(Draw {
        id: row.get("id")?,
        name: row.get("name")?,
        winners: row.get("winners")?,
        points: row.get("points")?,
        period: Period::from_code(row.get("period")?).unwrap_or(Period::All),
        day: row.parse("day")?,
        state: row.parse("state")?,
        seed: row.get("seed")?,
        commitment: row.get("commitment")?,
    })
}

pub(super) fn by_id(read: &Read, id: DrawId) -> Result<Option<Draw>, Failure> {
    read.first(select_draw!("where id = $1"), &[&id], draw)
}

/// The latest draws that were announced.
pub(super) fn latest(read: &Read, limit: i64) -> Result<Vec<Draw>, Failure> {
    read.all(select_draw!("where state <> 'draft' order by id desc limit $1"), &[&limit], draw)
}

/// A draw that is about to be written down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'w> {
    pub name: &'w str,
    pub winners: i64,
    pub points: i64,
    pub period: Period,
    pub day: NaiveDate,
}

pub(super) fn insert(tx: &mut Tx, wanted: &Wanted, now: Time) -> Result<DrawId, Failure> {
    let Wanted { name, winners, points, period, day } = *wanted;
    let id = tx.insert(
        "insert into draw (name, winners, points, period, day, state, made_at)
         values ($1, $2, $3, $4, $5, 'draft', $6) returning id",
        &[&name, &winners, &points, &period.code(), &day.to_string(), &millis(now)],
    )?;
    id.map(DrawId::from).ok_or_else(|| Failure::msg("the draw was not made"))
}

/// Moves a draw on; false where it does not stand there.
pub(super) fn advance(tx: &mut Tx, id: DrawId, from: State, to: State, now: Time) -> Result<bool, Failure> {
    let drawn = (to == State::Drawn).then(|| millis(now));
    let rows = tx.execute(
        "update draw set state = $3, drawn_at = $4 where id = $1 and state = $2",
        &[&id, &from.word(), &to.word(), &drawn],
    )?;
    Ok(rows > 0)
}

pub(super) fn set_seed(tx: &mut Tx, id: DrawId, seed: &str, commitment: &str) -> Result<(), Failure> {
    tx.execute(
        "update draw set seed = $2, commitment = $3 where id = $1 and seed is null",
        &[&id, &seed, &commitment],
    )?;
    Ok(())
}

/// Coordinators' chats, where draws are told.
pub(super) fn desks(read: &Read) -> Result<Vec<(ChatId, i64)>, Failure> {
    read.all(
        "select distinct chat_id, thread from serving where role = 'desk' order by chat_id, thread",
        &[],
        |row| Ok((row.get("chat_id")?, row.get("thread")?)),
    )
}

pub(super) fn add_chat(tx: &mut Tx, id: DrawId, chat: ChatId, thread: i64) -> Result<(), Failure> {
    tx.execute(
        "insert into draw_chat (draw_id, chat_id, thread) values ($1, $2, $3) on conflict do nothing",
        &[&id, &chat, &thread],
    )?;
    Ok(())
}

pub(super) fn chats(read: &Read, id: DrawId) -> Result<Vec<(ChatId, i64)>, Failure> {
    read.all(
        "select chat_id, thread from draw_chat where draw_id = $1 order by chat_id, thread",
        &[&id],
        |row| Ok((row.get("chat_id")?, row.get("thread")?)),
    )
}

/// Gives a ticket to each who has so many points in the period and is still with us, in the order in which they came.
pub(super) fn issue(tx: &mut Tx, of: &Draw) -> Result<i64, Failure> {
    let entrants = tx.all(
        "select s.person_id from person_points s join person p on p.id = s.person_id
         where s.period = $1 and s.points >= $2 and p.forgotten_at is null and p.joined_at is not null
         order by s.person_id",
        &[&of.period.code(), &of.points],
        |row| row.get::<PersonId>("person_id"),
    )?;
    let mut number = 0;
    for person in entrants {
        number += 1;
        tx.execute(
            "insert into draw_ticket (draw_id, number, person_id) values ($1, $2, $3) on conflict do nothing",
            &[&of.id, &number, &person],
        )?;
    }
    Ok(number)
}

pub(super) fn tickets(read: &Read, id: DrawId) -> Result<Vec<Ticket>, Failure> {
    read.all(
        "select number, case when person_id is null then 0 else 1 end as entered from draw_ticket
         where draw_id = $1 order by number",
        &[&id],
        |row| {
            let number: i64 = row.get("number")?;
            Ok(Ticket { number: u64::try_from(number)?, entered: row.get("entered")? })
        },
    )
}

/// A person's own ticket, and their place among the winners.
pub(super) fn ticket_of(
    read: &Read,
    id: DrawId,
    person: PersonId,
) -> Result<Option<(i64, Option<i64>)>, Failure> {
    read.first(
        "select number, won from draw_ticket where draw_id = $1 and person_id = $2",
        &[&id, &person],
        |row| Ok((row.get("number")?, row.get("won")?)),
    )
}

/// The tickets that a person has in draws that are not over, with the prize and the day.
pub(super) fn open_tickets(read: &Read, person: PersonId) -> Result<Vec<(i64, String, NaiveDate)>, Failure> {
    read.all(
        "select t.number, d.name as prize, d.day from draw_ticket t join draw d on d.id = t.draw_id
         where t.person_id = $1 and d.state = 'closed' order by d.day, d.id",
        &[&person],
        |row| Ok((row.get("number")?, row.get("prize")?, row.parse("day")?)),
    )
}

/// Notes that a ticket won; whose it is.
pub(super) fn win(tx: &mut Tx, id: DrawId, number: u64, place: i64) -> Result<Option<PersonId>, Failure> {
    let number = i64::try_from(number)?;
    tx.execute(
        "update draw_ticket set won = $3 where draw_id = $1 and number = $2",
        &[&id, &number, &place],
    )?;
    let owner = tx.first(
        "select person_id from draw_ticket where draw_id = $1 and number = $2",
        &[&id, &number],
        |row| row.get::<Option<PersonId>>("person_id"),
    )?;
    Ok(owner.flatten())
}

/// Nothing leads to the person any more; their tickets stay as numbers.
pub(super) fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("update draw_ticket set person_id = null where person_id = $1", &[&person])?;
    Ok(())
}

pub(super) fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let tickets = read.all(
        "select d.name as prize, d.day, t.number, t.won from draw_ticket t join draw d on d.id = t.draw_id
         where t.person_id = $1 order by d.id",
        &[&person],
        |row| {
            Ok(json!({
                "prize": row.get::<String>("prize")?,
                "day": row.get::<String>("day")?,
                "ticket": row.get::<i64>("number")?,
                "place": row.get::<Option<i64>>("won")?,
            }))
        },
    )?;
    Ok(json!(tickets))
}
