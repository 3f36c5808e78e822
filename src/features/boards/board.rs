//! A board as it stands: the first ten, and whoever asked among those around them.

use std::collections::HashMap;

use super::store::{self, Someone};
use super::view::{Scene, View, Wanted};
use crate::directory;
use crate::domain::area::AreaTree;
use crate::domain::board::{Score, places};
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::period::Period;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::points::store::totals;
use crate::features::{areas, signup, teams};
use crate::store::Read;

/// So many places are shown.
pub(super) const SHOWN: usize = 10;

/// An area of more members is no board of its own: who is in it is read one by one.
const MEMBERS: i64 = 5_000;

/// What is to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// The first, in order.
    pub rows: Vec<Row>,
    pub own: Own,
    /// How many have points and too few people to be ranked per person.
    pub small: usize,
}

/// Somebody, or something, on its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: i64,
    pub place: i64,
    pub name: String,
    pub score: Score,
}

/// Where whoever asked stands, or what of theirs the board is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Own {
    /// Nobody asked, or it is nothing of theirs.
    None,
    /// Has earned nothing in that time.
    Nothing,
    /// Stands on no board: by their own wish, or since a role of theirs is left out.
    Hidden {
        points: i64,
        by_wish: bool,
    },
    Placed(Placed),
}

/// A place with those around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub row: Row,
    /// How many others share the place.
    pub level: i64,
    pub ahead: Option<Row>,
    pub behind: Option<Row>,
}

/// Reads a board.
pub fn read(read: &Read, cx: &Context, wanted: &Wanted, scene: &Scene) -> Result<Board, Failure> {
    let least = cx.config.boards.least_people;
    match wanted.view {
        View::People => people(read, cx, wanted, scene),
        View::Areas | View::AreasEach => {
            let tree = cx.tree(read)?;
            let own = own_area(read, scene)?.and_then(|area| tree.at_level(area, wanted.level));
            let all = of_areas(read, &tree, wanted)?;
            Ok(ranked(all, wanted.view, least, own.map(|area| area.id.get())))
        }
        View::Teams | View::TeamsEach => {
            let tree = cx.tree(read)?;
            let own = match scene.asker {
                Some(asker) => teams::of(read, asker)?.first().map(|team| team.id.get()),
                None => None,
            };
            Ok(ranked(of_teams(read, &tree, wanted)?, wanted.view, least, own))
        }
    }
}

/// The area that a board is looked at from: the chat's, or in private the person's own.
pub(super) fn own_area(read: &Read, scene: &Scene) -> Result<Option<AreaId>, Failure> {
    let bound = match scene.private {
        true => None,
        false => areas::store::binding(read, scene.chat, scene.thread)?.map(|binding| binding.area),
    };
    match (bound, scene.asker) {
        (None, Some(asker)) => Ok(signup::store::areas_of(read, asker)?.first().copied()),
        (bound, _) => Ok(bound),
    }
}

/// Whether the people of an area are few enough for a board of its own.
pub(super) fn has_own_board(read: &Read, tree: &AreaTree, area: AreaId) -> Result<bool, Failure> {
    let people = store::area_people(read)?;
    let inside = people.iter().filter(|(member, _)| tree.is_within(*member, area));
    Ok(inside.map(|(_, people)| people).sum::<i64>() <= MEMBERS)
}

fn people(read: &Read, cx: &Context, wanted: &Wanted, scene: &Scene) -> Result<Board, Failure> {
    let period = wanted.period;
    let tree = cx.tree(read)?;
    let own = own(read, period, scene)?;
    let within = match wanted.within.filter(|area| tree.living(*area).is_some()) {
        Some(area) if has_own_board(read, &tree, area)? => Some(area),
        _ => None,
    };
    if let Some(area) = within {
        let all = store::within(read, period, area)?;
        let all = all.into_iter().map(|one| one.row(0)).collect();
        let asker = scene.asker.map(PersonId::get);
        let board = ranked(all, View::People, 1, asker);
        // What they have is no less for its having been earned elsewhere, but the place is one of this area.
        let own = match (own, board.own) {
            (Own::Placed(_), Own::Placed(placed)) => Own::Placed(placed),
            (Own::Placed(_), _) => Own::None,
            (own, _) => own,
        };
        return Ok(Board { own, ..board });
    }
    let first = store::first(read, period, SHOWN as i64)?;
    let places = places(first.iter().map(|one| Score::total(one.points)));
    let rows = first.into_iter().zip(places).map(|(one, place)| one.row(place as i64)).collect();
    Ok(Board { rows, own, small: 0 })
}

/// The place of whoever asked among all people.
pub(super) fn own(read: &Read, period: Period, scene: &Scene) -> Result<Own, Failure> {
    let Some(person) = (match scene.asker {
        Some(asker) => directory::person_by_id(read, asker)?.filter(|person| person.telegram_id.is_some()),
        None => None,
    }) else {
        return Ok(Own::None);
    };
    let points = totals::earned(read, person.id, period)?;
    if !store::is_listed(read, person.id)? {
        // Who does not want to be seen is not spoken of where others read it.
        return Ok(match scene.private {
            true => Own::Hidden { points, by_wish: store::is_hidden(read, person.id)? },
            false => Own::None,
        });
    }
    if points <= 0 {
        return Ok(Own::Nothing);
    }
    let place = store::place(read, period, points)?;
    let level = store::level(read, period, points)? - 1;
    let ahead = match store::ahead(read, period, points)? {
        Some(ahead) => Some(store::place(read, period, ahead.points).map(|place| ahead.row(place))?),
        None => None,
    };
    let behind = store::behind(read, period, points)?.map(|behind| behind.row(place + level + 1));
    let own = Someone { id: person.id, name: person.name, points };
    Ok(Own::Placed(Placed { row: own.row(place), level, ahead, behind }))
}

impl Someone {
    fn row(self, place: i64) -> Row {
        Row { id: self.id.get(), place, name: self.name, score: Score::total(self.points) }
    }
}

/// The areas of a level, each with all below it; those that are retired are left out.
fn of_areas(read: &Read, tree: &AreaTree, wanted: &Wanted) -> Result<Vec<Row>, Failure> {
    let inside = |area: AreaId| wanted.within.is_none_or(|within| tree.is_within(area, within));
    let up = |area: AreaId| {
        tree.living(area)?;
        tree.at_level(area, wanted.level).filter(|area| inside(area.id)).map(|area| area.id)
    };
    let mut sums: HashMap<AreaId, (i64, i64)> = HashMap::new();
    for (area, points) in store::area_points(read, wanted.period)? {
        if let Some(above) = up(area) {
            sums.entry(above).or_default().0 += points;
        }
    }
    // In total nobody needs to know how many they are.
    let people = if wanted.view.is_each() { store::area_people(read)? } else { Vec::new() };
    for (area, people) in people {
        if let Some(sum) = up(area).and_then(|above| sums.get_mut(&above)) {
            sum.1 += people;
        }
    }
    let rows = sums.into_iter().filter_map(|(id, (points, people))| {
        let area = tree.get(id)?;
        Some((Row { id: id.get(), place: 0, name: area.name.clone(), score: Score { points, people } }, id))
    });
    Ok(told_apart(tree, rows.collect()))
}

fn of_teams(read: &Read, tree: &AreaTree, wanted: &Wanted) -> Result<Vec<Row>, Failure> {
    let inside = |area: AreaId| {
        tree.living(area).is_some() && wanted.within.is_none_or(|within| tree.is_within(area, within))
    };
    let teams = store::teams(read, wanted.period)?.into_iter().filter(|team| inside(team.area));
    let rows = teams.map(|store::Team { id, area, name, people, points }| {
        (Row { id: id.get(), place: 0, name, score: Score { points, people } }, area)
    });
    Ok(told_apart(tree, rows.collect()))
}

/// Rows in which those of one name say where they lie: villages, and teams of different areas.
fn told_apart(tree: &AreaTree, rows: Vec<(Row, AreaId)>) -> Vec<Row> {
    let mut named: HashMap<String, usize> = HashMap::new();
    for (row, _) in &rows {
        *named.entry(row.name.clone()).or_default() += 1;
    }
    let told = |(row, area): (Row, AreaId)| {
        if named.get(&row.name).is_none_or(|count| *count < 2) {
            return row;
        }
        let area = tree.get(area);
        // A team is told by its area, an area by the one that it lies in.
        let place = area.filter(|area| area.name != row.name).or(area.and_then(|area| tree.parent(area)));
        match place {
            Some(place) => Row { name: format!("{} · {}", row.name, place.name), ..row },
            None => row,
        }
    };
    rows.into_iter().map(told).collect()
}

/// Puts all there are in order. Nothing has a place for nothing; and per person only where there are so
/// many people.
fn ranked(all: Vec<Row>, view: View, least: i64, own: Option<i64>) -> Board {
    let (mut rows, mut small) = (Vec::new(), 0);
    let mut own_is_small = false;
    for row in all.into_iter().filter(|row| row.score.points > 0) {
        let Score { points, people } = row.score;
        if !view.is_each() {
            rows.push(Row { score: Score::total(points), ..row });
        } else if people >= least {
            rows.push(Row { score: Score::each(points, people), ..row });
        } else {
            own_is_small |= own == Some(row.id);
            small += 1;
        }
    }
    rows.sort_by(|a, b| b.score.compare(a.score).then_with(|| a.id.cmp(&b.id)));
    for (row, place) in places(rows.iter().map(|row| row.score)).into_iter().enumerate() {
        rows[row].place = place as i64;
    }
    let own = match own.map(|own| (own, rows.iter().position(|row| row.id == own))) {
        None => Own::None,
        Some((_, None)) if own_is_small => Own::None,
        Some((_, None)) => Own::Nothing,
        Some((_, Some(at))) => Own::Placed(placed(&rows, at)),
    };
    rows.truncate(SHOWN);
    Board { rows, own, small }
}

fn placed(rows: &[Row], at: usize) -> Placed {
    let row = &rows[at];
    let level = rows.iter().filter(|other| other.place == row.place).count() as i64 - 1;
    let ahead = rows.iter().rfind(|other| other.place < row.place);
    let behind = rows.iter().find(|other| other.place > row.place);
    Placed { row: row.clone(), level, ahead: ahead.cloned(), behind: behind.cloned() }
}
