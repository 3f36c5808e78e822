//! The ledger and its balances.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::Award;
use crate::clock::Time;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::store::{Read, Tx, millis, time};

/// Stands beside an entry whose deed holds but earned less than its rule says, since the day's cap
/// was reached: when room comes, it is made up.
const SHORT: &str = "short";

/// Stands beside an entry that takes one of the rehearsal back; its key names that one.
const REHEARSAL: &str = "rehearsal";

/// A line of the ledger, to be written.
#[derive(Debug)]
pub(super) struct Entry<'e> {
    /// Names the decision.
    pub key: &'e str,
    pub reference: &'e str,
    pub amount: i64,
    /// The deed holds, but the cap kept some of its points back.
    pub short: bool,
}

/// What one reference of a day has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub reference: String,
    pub booked: i64,
    pub short: bool,
}

/// A line of the ledger, as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub day: NaiveDate,
    pub deed: String,
    pub amount: i64,
    pub at: Time,
}

/// A balance that is not the sum of its entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    pub person: PersonId,
    pub balance: i64,
    pub entries: i64,
}

/// The sum of a person's entries.
pub fn balance(read: &Read, person: PersonId) -> Result<i64, Failure> {
    Ok(read.value("select points from balance where person_id = $1", &[&person])?.unwrap_or_default())
}

/// What a person earned, or gave back, in the reporting days from `first` to `last`.
pub fn earned(read: &Read, person: PersonId, first: NaiveDate, last: NaiveDate) -> Result<i64, Failure> {
    let sum = read.value(
        "select cast(coalesce(sum(amount), 0) as bigint) from points_entry
         where person_id = $1 and day >= $2 and day <= $3",
        &[&person, &first.to_string(), &last.to_string()],
    )?;
    Ok(sum.unwrap_or_default())
}

/// A person's last entries, the latest first; those that the rehearsal's end took back are left out.
pub fn last_lines(read: &Read, person: PersonId, limit: i64) -> Result<Vec<Line>, Failure> {
    read.all(
        "select day, deed, amount, at from points_entry
         where person_id = $1 and amount <> 0 and coalesce(note, '') <> $3
           and not exists (select 1 from points_entry back where back.key = $3 || ':' || points_entry.id)
         order by at desc, id desc limit $2",
        &[&person, &limit, &REHEARSAL],
        |row| {
            Ok(Line {
                day: row.parse("day")?,
                deed: row.get("deed")?,
                amount: row.get("amount")?,
                at: time(row.get("at")?),
            })
        },
    )
}

pub(super) fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let entries = read.all(
        "select e.day, a.code, e.deed, e.reference, e.amount, e.at, e.note
         from points_entry e left join area a on a.id = e.area_id where e.person_id = $1 order by e.day, e.id",
        &[&person],
        |row| {
            Ok(json!({
                "day": row.get::<String>("day")?,
                "area": row.get::<Option<String>>("code")?,
                "deed": row.get::<String>("deed")?,
                "for": row.get::<String>("reference")?,
                "points": row.get::<i64>("amount")?,
                "at": time(row.get("at")?),
                "note": row.get::<Option<String>>("note")?,
            }))
        },
    )?;
    Ok(json!({ "balance": balance(read, person)?, "entries": entries }))
}

/// What was booked so far under the award's reference, whatever the day.
pub(super) fn booked(read: &Read, award: &Award) -> Result<Standing, Failure> {
    let rows = read.all(
        "select amount, note from points_entry where deed = $1 and reference = $2 and person_id = $3 order by id",
        &[&award.deed.name(), &award.reference, &award.person],
        |row| Ok((row.get::<i64>("amount")?, row.get::<Option<String>>("note")?)),
    )?;
    Ok(Standing {
        reference: award.reference.to_owned(),
        booked: rows.iter().map(|(amount, _)| amount).sum(),
        short: rows.last().is_some_and(|(_, note)| note.as_deref() == Some(SHORT)),
    })
}

/// What the other references of the award's person, deed and day have come to, the oldest first.
pub(super) fn others(read: &Read, award: &Award) -> Result<Vec<Standing>, Failure> {
    let rows = read.all(
        "select reference, amount, note from points_entry
         where person_id = $1 and day = $2 and deed = $3 and reference <> $4 order by id",
        &[&award.person, &award.day.to_string(), &award.deed.name(), &award.reference],
        |row| {
            Ok(Standing {
                reference: row.get("reference")?,
                booked: row.get("amount")?,
                short: row.get::<Option<String>>("note")?.as_deref() == Some(SHORT),
            })
        },
    )?;
    let mut standings: Vec<Standing> = Vec::new();
    for row in rows {
        match standings.iter_mut().find(|standing| standing.reference == row.reference) {
            Some(standing) => {
                standing.booked += row.booked;
                standing.short = row.short;
            }
            None => standings.push(row),
        }
    }
    Ok(standings)
}

/// Writes an entry and its balance; whether the entry is new.
pub(super) fn book(tx: &mut Tx, award: &Award, entry: &Entry, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into points_entry (key, person_id, area_id, day, deed, reference, amount, at, by_id, note)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing",
        &[
            &entry.key,
            &award.person,
            &award.area,
            &award.day.to_string(),
            &award.deed.name(),
            &entry.reference,
            &entry.amount,
            &millis(now),
            &award.by,
            &entry.short.then_some(SHORT),
        ],
    )?;
    if rows > 0 && entry.amount != 0 {
        tx.execute(
            "insert into balance (person_id, points) values ($1, $2)
             on conflict (person_id) do update set points = balance.points + excluded.points",
            &[&award.person, &entry.amount],
        )?;
    }
    Ok(rows > 0)
}

/// Books every entry made before `begins` back, so that balances start from nothing; how many there
/// were. Also those of nothing, lest what the cap kept back then be made up now.
pub fn end_rehearsal(tx: &mut Tx, begins: Time, now: Time) -> Result<usize, Failure> {
    let entries = tx.execute(
        "insert into points_entry (key, person_id, area_id, day, deed, reference, amount, at, by_id, note)
         select $3 || ':' || e.id, e.person_id, e.area_id, e.day, e.deed, e.reference, -e.amount, $2, null, $3
         from points_entry e
         where e.at < $1 and coalesce(e.note, '') <> $3
           and not exists (select 1 from points_entry back where back.key = $3 || ':' || e.id)
         order by e.id",
        &[&millis(begins), &millis(now), &REHEARSAL],
    )?;
    tx.execute(
        "update balance set points = (select cast(coalesce(sum(amount), 0) as bigint) from points_entry e
                                      where e.person_id = balance.person_id)",
        &[],
    )?;
    Ok(entries)
}

/// The balances that are not the sum of their entries: none, as long as all is well.
pub fn recount(read: &Read) -> Result<Vec<Difference>, Failure> {
    read.all(
        "select person_id, cast(sum(balance) as bigint) as balance, cast(sum(entries) as bigint) as entries
         from (select person_id, points as balance, 0 as entries from balance
               union all select person_id, 0 as balance, amount as entries from points_entry) as both_sides
         group by person_id having sum(balance) <> sum(entries) order by person_id",
        &[],
        |row| {
            Ok(Difference {
                person: row.get("person_id")?,
                balance: row.get("balance")?,
                entries: row.get("entries")?,
            })
        },
    )
}
