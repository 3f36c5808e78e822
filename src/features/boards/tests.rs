use proptest::prelude::*;

use super::*;
use crate::domain::ids::ChatId;
use crate::domain::period::Period;
use crate::domain::points::Deed;
use crate::features::points::{self, Grant};
use crate::features::testing::{self, AREAS, at, context, with_areas};

/// A place in words: `3 李伟 7`.
fn told(row: &Row) -> (i64, i64) {
    (row.place, row.score.points)
}

/// Gives each person points, hides some, and reads what each of them sees.
fn boards_of(people: Vec<(i64, bool)>) -> Vec<(Board, i64, bool)> {
    with_areas(AREAS, move |tx| {
        let (cx, now) = (context(|_| ()), at("2026-06-22 12:00"));
        let mut known = Vec::new();
        for (n, (points, hidden)) in people.iter().enumerate() {
            let person = testing::person(tx, 10 + n as i64, "李伟")?.id;
            let grant = Grant {
                person,
                area: None,
                day: cx.day(now),
                deed: Deed::Adjustment,
                reference: "test",
                decision: "1",
                amount: *points,
                by: None,
                note: None,
                corrects: false,
            };
            points::grant(tx, &cx, &grant, now)?;
            hide(tx, &cx, person, *hidden)?;
            known.push((person, *points, *hidden));
        }
        let wanted = Wanted { view: View::People, period: Period::All, level: 1, within: None };
        let mut boards = Vec::new();
        for (person, points, hidden) in known {
            let scene = Scene { asker: Some(person), chat: ChatId::from(1), thread: 0, private: true };
            boards.push((read(tx, &cx, &wanted, &scene)?, points, hidden));
        }
        assert_eq!(totals::recount(tx)?, []);
        Ok(boards)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What each reads is what sorting everybody comes to.
    #[test]
    fn places_are_those_of_everybody_sorted(
        people in prop::collection::vec((-2i64..9, prop::bool::weighted(0.2)), 1..30),
    ) {
        let mut seen: Vec<i64> =
            people.iter().filter(|(points, hidden)| *points > 0 && !hidden).map(|(points, _)| *points).collect();
        seen.sort_by(|a, b| b.cmp(a));
        let place = |points: i64| seen.iter().filter(|other| **other > points).count() as i64 + 1;
        for (board, points, hidden) in boards_of(people.clone()) {
            let first: Vec<_> = seen.iter().take(10).map(|points| (place(*points), *points)).collect();
            prop_assert_eq!(board.rows.iter().map(told).collect::<Vec<_>>(), first);
            match board.own {
                Own::Hidden { points: own, by_wish } => prop_assert!(hidden && by_wish && own == points),
                Own::Nothing => prop_assert!(points <= 0 && !hidden),
                Own::Placed(placed) => {
                    prop_assert_eq!(told(&placed.row), (place(points), points));
                    let level = seen.iter().filter(|other| **other == points).count() as i64 - 1;
                    prop_assert_eq!(placed.level, level);
                    let ahead = seen.iter().rfind(|other| **other > points);
                    let behind = seen.iter().find(|other| **other < points);
                    prop_assert_eq!(placed.ahead.as_ref().map(told), ahead.map(|n| (place(*n), *n)));
                    prop_assert_eq!(placed.behind.as_ref().map(told), behind.map(|n| (place(*n), *n)));
                }
                Own::None => prop_assert!(false, "somebody asked"),
            }
        }
    }
}

/// The areas of a level hold all below them, without what is retired; who moves on takes their membership along.
#[test]
fn areas_hold_all_below_them() {
    with_areas(AREAS, |tx| {
        let (cx, now) = (context(|config| config.boards.least_people = 1), at("2026-06-22 12:00"));
        for (n, code) in ["330502001", "330502001", "330502002", "330503"].into_iter().enumerate() {
            let person = testing::person(tx, 10 + n as i64, "李伟")?;
            let area = testing::area(tx, &cx, code)?.id;
            crate::features::signup::join(tx, &cx, &person, area, now)?;
        }
        let scene = Scene { asker: None, chat: ChatId::from(1), thread: 0, private: true };
        let shown = |tx: &Tx, view, level, within: Option<&str>| {
            let within = within.map(|code| testing::area(tx, &cx, code).map(|area| area.id)).transpose()?;
            let wanted = Wanted { view, period: Period::All, level, within };
            let board = read(tx, &cx, &wanted, &scene)?;
            Ok::<_, Failure>(
                board
                    .rows
                    .iter()
                    .map(|row| format!("{} {} {}", row.place, row.name, row.score.written()))
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(shown(tx, View::Areas, 1, None)?, ["1 吴兴区 15", "2 南浔区 5"]);
        assert_eq!(shown(tx, View::AreasEach, 1, None)?, ["1 吴兴区 5", "1 南浔区 5"]);
        assert_eq!(shown(tx, View::Areas, 2, Some("330502"))?, ["1 月河街道 10", "2 八里店镇 5"]);
        assert_eq!(shown(tx, View::Areas, 0, None)?, ["1 湖州市 20"]);
        assert_eq!(shown(tx, View::People, 1, Some("330502001"))?, ["1 李伟 5", "1 李伟 5"]);
        let district = testing::area(tx, &cx, "330502002")?;
        tx.execute("update area set retired_on = '2026-06-22' where id = $1", &[&district.id])?;
        tx.execute("update setting set value = '99' where name = 'areas.generation'", &[])?;
        assert_eq!(shown(tx, View::Areas, 1, None)?, ["1 吴兴区 10", "2 南浔区 5"]);
        Ok(())
    });
}
