//! What was earned, by period: of persons, areas and teams; and how many have how much, from which places
//! are counted. Kept in the transaction of each entry, proven by a plain recount, made anew where seasons change.
//!
//! An area's total is its own: what lies below is summed where it is shown, so that moving an area moves
//! nothing here. Spending is in no total.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::domain::ids::{AreaId, PersonId, TeamId};
use crate::domain::period::{Period, Season};
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::store::{Read, Tx};

/// Whose totals an entry is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Of {
    pub person: PersonId,
    pub area: Option<AreaId>,
    pub team: Option<TeamId>,
}

/// A kept number that a recount does not confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    pub of: Kept,
    pub kept: i64,
    pub counted: i64,
}

/// What is kept beside the ledger. Periods are by their numbers in the database ([`Period::code`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Balance(PersonId),
    Person(PersonId, i64),
    Area(AreaId, i64),
    Team(TeamId, i64),
    /// How many have so many points.
    People(i64, i64),
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Difference { of, kept, counted } = self;
        match of {
            Kept::Balance(person) => {
                write!(f, "person {person}: the balance is {kept}, the entries sum to {counted}")
            }
            Kept::Person(person, period) => {
                write!(f, "person {person}, period {period}: {kept} points are kept, {counted} are counted")
            }
            Kept::Area(area, period) => {
                write!(f, "area {area}, period {period}: {kept} points are kept, {counted} are counted")
            }
            Kept::Team(team, period) => {
                write!(f, "team {team}, period {period}: {kept} points are kept, {counted} are counted")
            }
            Kept::People(period, points) => {
                write!(f, "period {period}, {points} points: {kept} people are kept, {counted} are counted")
            }
        }
    }
}

/// Adds an entry of a day to all totals that it is in.
pub(super) fn add(
    tx: &mut Tx,
    seasons: &[Season],
    of: Of,
    day: NaiveDate,
    amount: i64,
) -> Result<(), Failure> {
    for period in Period::around(day, seasons).map(Period::code) {
        let kept = tx.first(
            "insert into person_points (person_id, period, points, listed)
             values ($1, $2, $3, case when exists (select 1 from off_boards where person_id = $1) then 0 else 1 end)
             on conflict (person_id, period) do update set points = person_points.points + excluded.points
             returning points, listed",
            &[&of.person, &period, &amount],
            |row| Ok((row.get::<i64>("points")?, row.get::<bool>("listed")?)),
        )?;
        if let Some((points, true)) = kept {
            count(tx, period, points - amount, -1)?;
            count(tx, period, points, 1)?;
        }
        if let Some(area) = of.area {
            tx.execute(
                "insert into area_points (period, area_id, points) values ($1, $2, $3)
                 on conflict (period, area_id) do update set points = area_points.points + excluded.points",
                &[&period, &area, &amount],
            )?;
        }
        if let Some(team) = of.team {
            tx.execute(
                "insert into team_points (period, team_id, points) values ($1, $2, $3)
                 on conflict (period, team_id) do update set points = team_points.points + excluded.points",
                &[&period, &team, &amount],
            )?;
        }
    }
    Ok(())
}

/// Somebody more, or less, has so many points. Nobody has a place for nothing.
fn count(tx: &mut Tx, period: i64, points: i64, people: i64) -> Result<(), Failure> {
    if points > 0 {
        tx.execute(
            "insert into points_rank (period, points, people) values ($1, $2, $3)
             on conflict (period, points) do update set people = points_rank.people + excluded.people",
            &[&period, &points, &people],
        )?;
    }
    Ok(())
}

/// Whether somebody stands on boards from now on; false if that is as before.
pub fn set_listed(tx: &mut Tx, person: PersonId, listed: bool) -> Result<bool, Failure> {
    let changed = match listed {
        true => tx.execute("delete from off_boards where person_id = $1", &[&person])?,
        false => {
            tx.execute("insert into off_boards (person_id) values ($1) on conflict do nothing", &[&person])?
        }
    };
    if changed == 0 {
        return Ok(false);
    }
    let kept = tx.all(
        "select period, points from person_points where person_id = $1 and listed <> $2",
        &[&person, &listed],
        |row| Ok((row.get::<i64>("period")?, row.get::<i64>("points")?)),
    )?;
    for (period, points) in kept {
        count(tx, period, points, if listed { 1 } else { -1 })?;
    }
    tx.execute("update person_points set listed = $2 where person_id = $1", &[&person, &listed])?;
    Ok(true)
}

/// What a person earned in a period.
pub fn earned(read: &Read, person: PersonId, period: Period) -> Result<i64, Failure> {
    let points = read.value(
        "select points from person_points where person_id = $1 and period = $2",
        &[&person, &period.code()],
    )?;
    Ok(points.unwrap_or_default())
}

/// The name of the setting that says for which seasons the totals are.
const SEASONS: &str = "points.seasons";

/// Sees to it that the totals are those of these seasons.
pub fn keep_up(tx: &mut Tx, seasons: &[Season]) -> Result<(), Failure> {
    let wanted = seasons.iter().map(|season| season.starts.to_string()).collect::<Vec<_>>().join(" ");
    let kept: Option<String> = tx.value("select value from setting where name = $1", &[&SEASONS])?;
    if kept.as_deref() == Some(&wanted) {
        return Ok(());
    }
    rebuild(tx, seasons)?;
    tx.execute(
        "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value",
        &[&SEASONS, &wanted],
    )?;
    Ok(())
}

/// People whose entries are held at once.
const CHUNK: i64 = 2_000;

/// Some people by their numbers: from this one on, and before that one.
type Chunk = (PersonId, PersonId);

/// All people, some at a time, in the order of their numbers.
fn chunks(read: &Read) -> Result<impl Iterator<Item = Chunk> + use<>, Failure> {
    let last: Option<i64> = read
        .value(
            "select max(l.id) from (select max(id) as id from person
                                    union all select max(person_id) from balance) l",
            &[],
        )?
        .flatten();
    let last = last.unwrap_or_default();
    let begins = (0..).map(|at| at * CHUNK).take_while(move |from| *from <= last);
    Ok(begins.map(|from| (PersonId::from(from), PersonId::from(from + CHUNK))))
}

/// Makes all totals anew from the entries.
pub(super) fn rebuild(tx: &mut Tx, seasons: &[Season]) -> Result<(), Failure> {
    for emptied in [
        "delete from person_points",
        "delete from points_rank",
        "delete from area_points",
        "delete from team_points",
    ] {
        tx.execute(emptied, &[])?;
    }
    let mut calendar = Calendar::of(seasons);
    for chunk in chunks(tx)? {
        for (person, counted) in counted_in(tx, &mut calendar, chunk)? {
            for (period, points) in counted.periods {
                tx.execute(
                    "insert into person_points (person_id, period, points, listed)
                     values ($1, $2, $3,
                             case when exists (select 1 from off_boards where person_id = $1) then 0 else 1 end)",
                    &[&person, &period, &points],
                )?;
            }
        }
    }
    tx.execute(
        "insert into points_rank (period, points, people)
         select period, points, count(*) from person_points where listed = 1 and points > 0 group by period, points",
        &[],
    )?;
    let places = counted_places(tx, &mut calendar)?;
    for ((area, period), points) in places.areas {
        let sql = "insert into area_points (period, area_id, points) values ($1, $2, $3)";
        tx.execute(sql, &[&period, &area, &points])?;
    }
    for ((team, period), points) in places.teams {
        let sql = "insert into team_points (period, team_id, points) values ($1, $2, $3)";
        tx.execute(sql, &[&period, &team, &points])?;
    }
    Ok(())
}

/// The seasons for which the totals are; none where there are no totals yet.
fn kept_seasons(read: &Read) -> Result<Option<Vec<Season>>, Failure> {
    let kept: Option<String> = read.value("select value from setting where name = $1", &[&SEASONS])?;
    let Some(kept) = kept else { return Ok(None) };
    let season = |starts: &str| Ok(Season { name: String::new(), starts: starts.parse()? });
    kept.split_whitespace().map(season).collect::<Result<_, Failure>>().map(Some)
}

/// The balances, totals and places that a plain recount does not confirm: none, as long as all is well.
///
/// Totals are counted for the seasons that they were kept for, whatever bot.toml says by now.
pub fn recount(read: &Read) -> Result<Vec<Difference>, Failure> {
    let mut differences = Vec::new();
    // Before the first start there are balances alone.
    let seasons = kept_seasons(read)?;
    let mut calendar = Calendar::of(seasons.as_deref().unwrap_or_default());
    let mut ranks: HashMap<(i64, i64), i64> = HashMap::new();
    for chunk in chunks(read)? {
        let mut people = counted_in(read, &mut calendar, chunk)?;
        if seasons.is_none() {
            people.values_mut().for_each(|counted| counted.periods.clear());
        }
        read.each(
            "select person_id, points from balance where person_id >= $1 and person_id < $2",
            &[&chunk.0, &chunk.1],
            |row| {
                let person = row.get("person_id")?;
                let counted = people.get_mut(&person).map(|counted| std::mem::take(&mut counted.balance));
                let kept = row.get("points")?;
                compare(&mut differences, Kept::Balance(person), kept, counted.unwrap_or_default());
                Ok(())
            },
        )?;
        read.each(
            "select person_id, period, points, listed from person_points where person_id >= $1 and person_id < $2",
            &[&chunk.0, &chunk.1],
            |row| {
                let (person, period, points) = (row.get("person_id")?, row.get("period")?, row.get("points")?);
                let counted = people.get_mut(&person).and_then(|counted| counted.periods.remove(&period));
                compare(&mut differences, Kept::Person(person, period), points, counted.unwrap_or_default());
                if points > 0 && row.get("listed")? {
                    *ranks.entry((period, points)).or_default() += 1;
                }
                Ok(())
            },
        )?;
        // What is left was counted and is kept nowhere.
        for (person, counted) in people {
            compare(&mut differences, Kept::Balance(person), 0, counted.balance);
            if seasons.is_none() {
                continue;
            }
            for (period, sum) in counted.periods {
                compare(&mut differences, Kept::Person(person, period), 0, sum);
            }
        }
    }
    if seasons.is_none() {
        return Ok(differences);
    }
    read.each("select period, points, people from points_rank", &[], |row| {
        let (period, points) = (row.get("period")?, row.get("points")?);
        let counted = ranks.remove(&(period, points)).unwrap_or_default();
        compare(&mut differences, Kept::People(period, points), row.get("people")?, counted);
        Ok(())
    })?;
    for ((period, points), counted) in ranks {
        compare(&mut differences, Kept::People(period, points), 0, counted);
    }
    let Places { mut areas, mut teams } = counted_places(read, &mut calendar)?;
    read.each("select area_id, period, points from area_points", &[], |row| {
        let (area, period) = (row.get("area_id")?, row.get("period")?);
        let counted = areas.remove(&(area, period)).unwrap_or_default();
        compare(&mut differences, Kept::Area(area, period), row.get("points")?, counted);
        Ok(())
    })?;
    for ((area, period), counted) in areas {
        compare(&mut differences, Kept::Area(area, period), 0, counted);
    }
    read.each("select team_id, period, points from team_points", &[], |row| {
        let (team, period) = (row.get("team_id")?, row.get("period")?);
        let counted = teams.remove(&(team, period)).unwrap_or_default();
        compare(&mut differences, Kept::Team(team, period), row.get("points")?, counted);
        Ok(())
    })?;
    for ((team, period), counted) in teams {
        compare(&mut differences, Kept::Team(team, period), 0, counted);
    }
    Ok(differences)
}

fn compare(differences: &mut Vec<Difference>, of: Kept, kept: i64, counted: i64) {
    if kept != counted {
        differences.push(Difference { of, kept, counted });
    }
}

/// The periods of each day, looked up once.
struct Calendar<'s> {
    seasons: &'s [Season],
    days: HashMap<String, Vec<i64>>,
}

impl<'s> Calendar<'s> {
    fn of(seasons: &'s [Season]) -> Self {
        Calendar { seasons, days: HashMap::new() }
    }

    fn periods(&mut self, day: &str) -> Result<&[i64], Failure> {
        if !self.days.contains_key(day) {
            let periods = Period::around(day.parse()?, self.seasons).map(Period::code).collect();
            self.days.insert(day.to_owned(), periods);
        }
        Ok(self.days.get(day).map_or(&[], Vec::as_slice))
    }
}

/// What a person's entries come to.
#[derive(Default)]
struct Counted {
    balance: i64,
    periods: BTreeMap<i64, i64>,
}

fn counted_in(
    read: &Read,
    calendar: &mut Calendar,
    (from, until): Chunk,
) -> Result<BTreeMap<PersonId, Counted>, Failure> {
    let mut people: BTreeMap<PersonId, Counted> = BTreeMap::new();
    read.each(
        "select person_id, day, deed, amount from points_entry where person_id >= $1 and person_id < $2",
        &[&from, &until],
        |row| {
            let amount: i64 = row.get("amount")?;
            let counted = people.entry(row.get("person_id")?).or_default();
            counted.balance += amount;
            if amount != 0 && counts(&row.get::<String>("deed")?) {
                for period in calendar.periods(&row.get::<String>("day")?)? {
                    *counted.periods.entry(*period).or_default() += amount;
                }
            }
            Ok(())
        },
    )?;
    Ok(people)
}

/// What the entries of each area and each team come to.
struct Places {
    areas: BTreeMap<(AreaId, i64), i64>,
    teams: BTreeMap<(TeamId, i64), i64>,
}

/// Points by where they were earned.
type Sums = HashMap<(Option<AreaId>, Option<TeamId>), i64>;

fn counted_places(read: &Read, calendar: &mut Calendar) -> Result<Places, Failure> {
    let mut days: HashMap<String, Sums> = HashMap::new();
    read.each("select area_id, team_id, day, deed, amount from points_entry", &[], |row| {
        if !counts(&row.get::<String>("deed")?) {
            return Ok(());
        }
        let (day, place) = (row.get::<String>("day")?, (row.get("area_id")?, row.get("team_id")?));
        *days.entry(day).or_default().entry(place).or_default() += row.get::<i64>("amount")?;
        Ok(())
    })?;
    let mut places = Places { areas: BTreeMap::new(), teams: BTreeMap::new() };
    for (day, sums) in days {
        for period in calendar.periods(&day)? {
            for ((area, team), amount) in &sums {
                if let Some(area) = area {
                    *places.areas.entry((*area, *period)).or_default() += amount;
                }
                if let Some(team) = team {
                    *places.teams.entry((*team, *period)).or_default() += amount;
                }
            }
        }
    }
    Ok(places)
}

/// Whether entries of this deed are in totals.
fn counts(deed: &str) -> bool {
    Deed::named(deed).is_none_or(|deed| !deed.is_spending())
}
