//! The ledger, and the balances that are kept beside it.

pub mod deeds;
pub mod done;
pub mod lines;
pub mod totals;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId, TeamId};
use crate::domain::period::Season;
use crate::domain::points::{Deed, Rules};
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis, time};

/// Stands beside an entry that takes one of the rehearsal back; it corrects that one.
const REHEARSAL: &str = "rehearsal";

/// A line of the ledger, to be written.
#[derive(Clone, Debug)]
pub(super) struct Entry<'e> {
    /// Names the decision: the same one is booked once.
    pub key: &'e str,
    pub person: PersonId,
    pub area: Option<AreaId>,
    pub day: NaiveDate,
    pub deed: Deed,
    pub reference: &'e str,
    pub amount: i64,
    pub by: Option<PersonId>,
    pub note: Option<&'e str>,
    /// The entry that it takes back or makes up.
    pub corrects: Option<Corrected>,
    /// How often the deed was done, where a cap kept some of its points back.
    pub short: Option<u32>,
}

/// An entry that another one corrects: its points go where they came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Corrected {
    pub id: i64,
    pub team: Option<TeamId>,
}

/// What one reference has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub reference: String,
    pub booked: i64,
    pub short: Option<u32>,
    /// Its last entry, and where and when that was for; none where nothing was booked yet.
    pub last: Option<Last>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Last {
    pub entry: Corrected,
    pub area: Option<AreaId>,
    pub day: NaiveDate,
}

/// The sum of a person's entries.
pub fn balance(read: &Read, person: PersonId) -> Result<i64, Failure> {
    Ok(read.value("select points from balance where person_id = $1", &[&person])?.unwrap_or_default())
}

pub(super) fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let entries = read.all(
        "select e.id, e.day, a.code, e.deed, e.reference, e.amount, e.at, e.note, e.corrects
         from points_entry e left join area a on a.id = e.area_id where e.person_id = $1 order by e.day, e.id",
        &[&person],
        |row| {
            Ok(json!({
                "number": row.get::<i64>("id")?,
                "day": row.get::<String>("day")?,
                "area": row.get::<Option<String>>("code")?,
                "deed": row.get::<String>("deed")?,
                "for": row.get::<String>("reference")?,
                "points": row.get::<i64>("amount")?,
                "at": time(row.get("at")?),
                "note": row.get::<Option<String>>("note")?,
                "corrects": row.get::<Option<i64>>("corrects")?,
            }))
        },
    )?;
    Ok(json!({ "balance": balance(read, person)?, "entries": entries }))
}

/// What was booked so far under a reference, whatever the day.
pub(super) fn standing(
    read: &Read,
    deed: Deed,
    reference: &str,
    person: PersonId,
) -> Result<Standing, Failure> {
    let mut standing = Standing { reference: reference.to_owned(), booked: 0, short: None, last: None };
    let rows = read.all(
        "select reference, id, amount, mark, area_id, team_id, day from points_entry
         where deed = $1 and reference = $2 and person_id = $3 order by id",
        &[&deed.name(), &reference, &person],
        piece,
    )?;
    for (_, piece) in rows {
        standing.take(piece);
    }
    Ok(standing)
}

/// What the person's other references of that deed and day have come to, the oldest first.
pub(super) fn others(
    read: &Read,
    person: PersonId,
    deed: Deed,
    day: NaiveDate,
    reference: &str,
) -> Result<Vec<Standing>, Failure> {
    let rows = read.all(
        "select reference, id, amount, mark, area_id, team_id, day from points_entry
         where person_id = $1 and day = $2 and deed = $3 and reference <> $4 order by id",
        &[&person, &day.to_string(), &deed.name(), &reference],
        piece,
    )?;
    let mut standings: Vec<Standing> = Vec::new();
    for (reference, piece) in rows {
        let at = standings.iter().position(|standing| standing.reference == reference);
        let at = at.unwrap_or_else(|| {
            standings.push(Standing { reference, booked: 0, short: None, last: None });
            standings.len() - 1
        });
        standings[at].take(piece);
    }
    Ok(standings)
}

/// What an entry adds to its reference: amount, shortness, itself.
type Piece = (i64, Option<u32>, Last);

fn piece(row: &Row) -> Result<(String, Piece), Failure> {
    let mark: Option<String> = row.get("mark")?;
    let short = mark.as_deref().and_then(|mark| mark.strip_prefix("short:")?.parse().ok());
    let entry = Corrected { id: row.get("id")?, team: row.get("team_id")? };
    let last = Last { entry, area: row.get("area_id")?, day: row.parse("day")? };
    Ok((row.get("reference")?, (row.get("amount")?, short, last)))
}

impl Standing {
    fn take(&mut self, (amount, short, last): Piece) {
        self.booked += amount;
        self.short = short;
        self.last = Some(last);
    }
}

/// Writes an entry, its balance and its totals; its number, none where the decision is booked already.
pub(super) fn book(
    tx: &mut Tx,
    seasons: &[Season],
    entry: &Entry,
    now: Time,
) -> Result<Option<i64>, Failure> {
    let Some(id) = write(tx, seasons, entry, now)? else { return Ok(None) };
    if entry.amount != 0 {
        tx.execute(
            "insert into balance (person_id, points) values ($1, $2)
             on conflict (person_id) do update set points = balance.points + excluded.points",
            &[&entry.person, &entry.amount],
        )?;
    }
    Ok(Some(id))
}

/// The same for points that are spent: none where the balance does not suffice.
pub(super) fn spend(
    tx: &mut Tx,
    seasons: &[Season],
    entry: &Entry,
    now: Time,
) -> Result<Option<i64>, Failure> {
    let paid = tx.execute(
        "update balance set points = points + $2 where person_id = $1 and points + $2 >= 0",
        &[&entry.person, &entry.amount],
    )?;
    if paid == 0 {
        return Ok(None);
    }
    let id = write(tx, seasons, entry, now)?;
    anyhow::ensure!(id.is_some(), "{} is spent already", entry.key);
    Ok(id)
}

fn write(tx: &mut Tx, seasons: &[Season], entry: &Entry, now: Time) -> Result<Option<i64>, Failure> {
    let team = match (entry.corrects, entry.area) {
        (Some(corrected), _) => corrected.team,
        (None, Some(area)) => team_in(tx, entry.person, area)?,
        (None, None) => None,
    };
    let id = tx.insert(
        "insert into points_entry
             (key, person_id, area_id, day, deed, reference, amount, at, by_id, note, team_id, corrects, mark)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing returning id",
        &[
            &entry.key,
            &entry.person,
            &entry.area,
            &entry.day.to_string(),
            &entry.deed.name(),
            &entry.reference,
            &entry.amount,
            &millis(now),
            &entry.by,
            &entry.note,
            &team,
            &entry.corrects.map(|corrected| corrected.id),
            &entry.short.map(|times| format!("short:{times}")),
        ],
    )?;
    if id.is_some() && entry.amount != 0 && !entry.deed.is_spending() {
        let of = totals::Of { person: entry.person, area: entry.area, team };
        totals::add(tx, seasons, of, entry.day, entry.amount)?;
    }
    Ok(id)
}

/// The team in which a person does something for an area: of those that they are in the one of the
/// nearest area.
fn team_in(read: &Read, person: PersonId, area: AreaId) -> Result<Option<TeamId>, Failure> {
    read.value(
        "select t.id from team_member m join team t on t.id = m.team_id and t.ended_at is null
         join area_path p on p.ancestor_id = t.area_id and p.area_id = $2
         where m.person_id = $1 and m.ended_at is null order by p.depth, t.id limit 1",
        &[&person, &area],
    )
}

/// Books every entry made before `begins` back, so that balances start from nothing; how many there
/// were. Also those of nothing, lest what the cap kept back then be made up now.
pub fn end_rehearsal(tx: &mut Tx, seasons: &[Season], begins: Time, now: Time) -> Result<usize, Failure> {
    let entries = tx.execute(
        "insert into points_entry
             (key, person_id, area_id, day, deed, reference, amount, at, by_id, team_id, corrects, mark)
         select $3 || ':' || e.id, e.person_id, e.area_id, e.day, e.deed, e.reference, -e.amount, $2, null,
                e.team_id, e.id, $3
         from points_entry e
         where e.at < $1 and coalesce(e.mark, '') <> $3
           and not exists (select 1 from points_entry back where back.corrects = e.id and back.mark = $3)
         order by e.id",
        &[&millis(begins), &millis(now), &REHEARSAL],
    )?;
    if entries > 0 {
        tx.execute(
            "update balance set points = (select cast(coalesce(sum(amount), 0) as bigint) from points_entry e
                                          where e.person_id = balance.person_id)",
            &[],
        )?;
        totals::rebuild(tx, seasons)?;
    }
    Ok(entries)
}

/// Empties what was said to a person with their entries.
pub(super) fn forget_notes(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("update points_entry set note = null where person_id = $1 and note is not null", &[&person])?;
    Ok(())
}

/// Puts other words in the place of a name, wherever somebody typed it as a reason.
pub fn unname(tx: &mut Tx, name: &str, instead: &str) -> Result<(), Failure> {
    tx.execute(
        "update points_entry set note = replace(note, $1, $2) where note > '' and replace(note, $1, '') <> note",
        &[&name, &instead],
    )?;
    Ok(())
}

/// The rules that hold for a reporting day; none where none were written down yet.
pub(super) fn rules_on(read: &Read, day: NaiveDate) -> Result<Option<Rules>, Failure> {
    let rules: Option<String> = read.value(
        "select rules from points_rules where since <= $1 order by since desc, version desc limit 1",
        &[&day.to_string()],
    )?;
    Ok(rules.map(|rules| serde_json::from_str(&rules)).transpose()?)
}

/// One version of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// From 1 on.
    pub number: i64,
    /// Its first reporting day; the first version also holds for what was before.
    pub since: NaiveDate,
    pub rules: Rules,
}

/// All versions of the rules, the latest first.
pub fn versions(read: &Read) -> Result<Vec<Version>, Failure> {
    read.all("select version, since, rules from points_rules order by version desc", &[], |row| {
        let rules: String = row.get("rules")?;
        let rules = serde_json::from_str(&rules)?;
        Ok(Version { number: row.get("version")?, since: row.parse("since")?, rules })
    })
}

/// Writes a new version of the rules down.
pub(super) fn add_version(tx: &mut Tx, since: NaiveDate, rules: &Rules, now: Time) -> Result<(), Failure> {
    tx.execute(
        "insert into points_rules (since, at, rules) values ($1, $2, $3)",
        &[&since.to_string(), &millis(now), &serde_json::to_string(rules)?],
    )?;
    Ok(())
}

/// What each person earned on a day, by the area that it was earned in; of those who stand on boards.
pub(super) fn earned_on(read: &Read, day: NaiveDate) -> Result<Vec<(PersonId, AreaId, i64)>, Failure> {
    read.all(
        "select person_id, area_id, cast(sum(amount) as bigint) as points from points_entry
         where day = $1 and area_id is not null and deed <> 'reward'
           and not exists (select 1 from off_boards o where o.person_id = points_entry.person_id)
         group by person_id, area_id",
        &[&day.to_string()],
        |row| Ok((row.get("person_id")?, row.get("area_id")?, row.get("points")?)),
    )
}
