//! The ledger, read again: of a person, a team, an area with all below it; page by page.
//!
//! A page is found by its index alone, however long the ledger: a person's entries are few; a team's lie by
//! day; of an area the areas below are gone through a day at a time, and what lies beyond the page is not read.
//! What the end of the rehearsal took back is left out, with what took it back.

use chrono::NaiveDate;

use super::REHEARSAL;
use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId, TeamId};
use crate::domain::period::{Period, Season};
use crate::error::Failure;
use crate::store::{Read, Row, time};

/// A line of the ledger, as it is read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: i64,
    pub person: PersonId,
    /// As others may read it.
    pub name: String,
    /// Stands on no board.
    pub unlisted: bool,
    pub area: Option<AreaId>,
    pub day: NaiveDate,
    pub deed: String,
    pub reference: String,
    pub amount: i64,
    pub at: Time,
    /// The lead or admin who decided, if a person did.
    pub by: Option<PersonId>,
    pub by_name: Option<String>,
    pub note: Option<String>,
    /// The entry that it takes back or makes up.
    pub corrects: Option<i64>,
}

/// The reporting days of a period, as they stand in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    from: String,
    to: String,
}

impl Span {
    /// Of a period; where it has no end, that end is before or after all days.
    pub fn of(period: Period, seasons: &[Season]) -> Self {
        let (from, to) = period.days(seasons);
        let text = |day: Option<NaiveDate>, open: &str| day.map_or(open.to_owned(), |day| day.to_string());
        Span { from: text(from, "0000-00-00"), to: text(to, "9999-99-99") }
    }
}

/// What the entries of one deed come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    pub deed: String,
    pub points: i64,
}

/// The columns of [`line`], with what the entries are read from and what follows.
macro_rules! select_line {
    ($rest:literal) => {
        concat!(
            "select e.id, e.person_id, coalesce(w.pseudonym, w.name) as name, e.area_id, e.day, e.deed, e.reference,
                    e.amount, e.at, e.by_id, coalesce(g.pseudonym, g.name) as by_name, e.note, e.corrects,
                    case when exists (select 1 from off_boards o where o.person_id = e.person_id) then 1 else 0 end
                        as unlisted
             from points_entry e join person w on w.id = e.person_id left join person g on g.id = e.by_id ",
            $rest
        )
    };
}

fn line(row: &Row) -> Result<Line, Failure> {
    Ok(Line {
        id: row.get("id")?,
        person: row.get("person_id")?,
        name: row.get("name")?,
        unlisted: row.get("unlisted")?,
        area: row.get("area_id")?,
        day: row.parse("day")?,
        deed: row.get("deed")?,
        reference: row.get("reference")?,
        amount: row.get("amount")?,
        at: time(row.get("at")?),
        by: row.get("by_id")?,
        by_name: row.get("by_name")?,
        note: row.get("note")?,
        corrects: row.get("corrects")?,
    })
}

/// A person's entries of these days that are older than the entry `before`, the latest first.
pub fn of_person(
    read: &Read,
    person: PersonId,
    span: &Span,
    before: i64,
    limit: i64,
) -> Result<Vec<Line>, Failure> {
    read.all(
        select_line!(
            "where e.person_id = $1 and e.day >= $2 and e.day <= $3 and e.id < $4
               and e.amount <> 0 and coalesce(e.mark, '') <> $6
               and not exists (select 1 from points_entry back where back.corrects = e.id and back.mark = $6)
             order by e.id desc limit $5"
        ),
        &[&person, &span.from, &span.to, &before, &limit, &REHEARSAL],
        line,
    )
}

/// What a person's entries of these days come to by deed.
pub fn sums(read: &Read, person: PersonId, span: &Span) -> Result<Vec<Sum>, Failure> {
    read.all(
        "select deed, cast(sum(amount) as bigint) as points from points_entry
         where person_id = $1 and day >= $2 and day <= $3 group by deed having sum(amount) <> 0 order by deed",
        &[&person, &span.from, &span.to],
        |row| Ok(Sum { deed: row.get("deed")?, points: row.get("points")? }),
    )
}

/// Where an entry stands: what lies behind it is older, or of another area.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    id: i64,
    day: String,
    area: i64,
}

fn place(read: &Read, entry: i64, span: &Span) -> Result<Place, Failure> {
    let found = read.first(
        "select id, day, coalesce(area_id, 0) as area from points_entry where id = $1",
        &[&entry],
        |row| Ok(Place { id: row.get("id")?, day: row.get("day")?, area: row.get("area")? }),
    )?;
    Ok(found.unwrap_or_else(|| Place { id: i64::MAX, day: span.to.clone(), area: i64::MAX }))
}

/// A team's entries of these days behind the entry `before`, the latest day first. What was spent is not the
/// team's.
pub fn of_team(
    read: &Read,
    team: TeamId,
    span: &Span,
    before: i64,
    limit: i64,
) -> Result<Vec<Line>, Failure> {
    let Place { id, day, .. } = place(read, before, span)?;
    read.all(
        select_line!(
            "where e.team_id = $1 and e.day >= $2 and e.day <= $3 and (e.day < $3 or e.id < $4)
               and e.amount <> 0 and e.deed <> 'reward' and coalesce(e.mark, '') <> $6
               and not exists (select 1 from points_entry back where back.corrects = e.id and back.mark = $6)
             order by e.day desc, e.id desc limit $5"
        ),
        &[&team, &span.from, &day, &id, &limit, &REHEARSAL],
        line,
    )
}

/// The same of an area and all below it: by day, of a day area by area.
pub fn of_area(
    read: &Read,
    area: AreaId,
    span: &Span,
    before: i64,
    limit: i64,
) -> Result<Vec<Line>, Failure> {
    let mut lines = Vec::new();
    let Place { mut id, mut day, area: mut below } = place(read, before, span)?;
    while let Some(latest) = latest_day(read, area, &span.from, &day)? {
        if latest != day {
            (id, below) = (i64::MAX, i64::MAX);
        }
        let room = limit - lines.len() as i64;
        lines.extend(of_area_on(read, area, &latest, below, id, room)?);
        if lines.len() as i64 >= limit {
            break;
        }
        // Up to there, and not of it.
        let Some(earlier) = latest.parse::<NaiveDate>()?.pred_opt() else { break };
        (day, id, below) = (earlier.to_string(), i64::MAX, i64::MAX);
    }
    Ok(lines)
}

/// The last of these days on which something was booked in the area or below.
fn latest_day(read: &Read, area: AreaId, from: &str, to: &str) -> Result<Option<String>, Failure> {
    let day = read.value(
        "select max(latest) from (select (select max(e.day) from points_entry e
                                          where e.area_id = p.area_id and e.day >= $2 and e.day <= $3) as latest
                                  from area_path p where p.ancestor_id = $1) as days",
        &[&area, &from, &to],
    )?;
    Ok(day.flatten())
}

fn of_area_on(
    read: &Read,
    area: AreaId,
    day: &str,
    below: i64,
    id: i64,
    limit: i64,
) -> Result<Vec<Line>, Failure> {
    // The areas go first, in their order: so the page ends without a look at the rest of the day.
    read.all(
        select_line!(
            "where e.id in (select x.id from area_path p cross join points_entry x
                            where p.ancestor_id = $1 and x.area_id = p.area_id and x.day = $2
                              and (p.area_id < $3 or (p.area_id = $3 and x.id < $4))
                              and x.amount <> 0 and x.deed <> 'reward' and coalesce(x.mark, '') <> $6
                              and not exists (select 1 from points_entry back
                                              where back.corrects = x.id and back.mark = $6)
                            order by p.area_id desc, x.id desc limit $5)
             order by e.area_id desc, e.id desc"
        ),
        &[&area, &day, &below, &id, &limit, &REHEARSAL],
        line,
    )
}

/// What an area and all below it earned in a period.
pub fn area_total(read: &Read, area: AreaId, period: Period) -> Result<i64, Failure> {
    let points = read.value(
        "select cast(coalesce(sum(a.points), 0) as bigint) from area_path p
         join area_points a on a.area_id = p.area_id and a.period = $2 where p.ancestor_id = $1",
        &[&area, &period.code()],
    )?;
    Ok(points.unwrap_or_default())
}

/// What a team earned in a period.
pub fn team_total(read: &Read, team: TeamId, period: Period) -> Result<i64, Failure> {
    let points = read.value(
        "select points from team_points where team_id = $1 and period = $2",
        &[&team, &period.code()],
    )?;
    Ok(points.unwrap_or_default())
}

/// A team's name and area, also of one that was dissolved.
pub fn team(read: &Read, team: TeamId) -> Result<Option<(String, AreaId)>, Failure> {
    read.first("select name, area_id from team where id = $1", &[&team], |row| {
        Ok((row.get("name")?, row.get("area_id")?))
    })
}
