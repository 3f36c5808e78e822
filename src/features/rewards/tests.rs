use proptest::prelude::*;

use super::*;
use crate::features::testing::{self, AREAS, at, context, with_areas};
use chrono::TimeDelta;

/// What happens, to one of three people and one of two rewards, or to the `nth` reservation so far.
#[derive(Clone, Debug)]
enum Step {
    Earn {
        who: usize,
        points: i64,
    },
    Correct {
        who: usize,
        points: i64,
    },
    Reserve {
        who: usize,
        reward: usize,
    },
    /// A press that came before, once more.
    Retry {
        nth: usize,
    },
    Cancel {
        nth: usize,
    },
    HandOut {
        nth: usize,
    },
    Refuse {
        nth: usize,
    },
    Stock {
        reward: usize,
        amount: i64,
    },
    /// Whatever is over by then ends.
    Days {
        days: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let nth = 0usize..30;
    prop_oneof![
        3 => (0usize..3, 1i64..40).prop_map(|(who, points)| Step::Earn { who, points }),
        1 => (0usize..3, 1i64..40).prop_map(|(who, points)| Step::Correct { who, points }),
        6 => (0usize..3, 0usize..3).prop_map(|(who, reward)| Step::Reserve { who, reward }),
        2 => nth.clone().prop_map(|nth| Step::Retry { nth }),
        2 => nth.clone().prop_map(|nth| Step::Cancel { nth }),
        2 => nth.clone().prop_map(|nth| Step::HandOut { nth }),
        1 => nth.prop_map(|nth| Step::Refuse { nth }),
        1 => (0usize..3, -3i64..4).prop_map(|(reward, amount)| Step::Stock { reward, amount }),
        1 => (1i64..9).prop_map(|days| Step::Days { days }),
    ]
}

/// Plays the steps; what does not add up after each of them.
fn play(steps: Vec<Step>) -> Vec<String> {
    with_areas(AREAS, move |tx| {
        let cx = context(|_| ());
        let mut now = at("2026-06-21 12:00");
        let people = [11, 12, 13].map(|id| testing::person(tx, id, "李伟").map(|person| person.id));
        let people: Vec<PersonId> = people.into_iter().collect::<Result<_, _>>()?;
        let counter = testing::area(tx, &cx, "330502")?.id;
        let mut offered = Vec::new();
        for (place, (price, area)) in [(10, None), (25, Some(counter)), (5, None)].into_iter().enumerate() {
            let id = store::insert(tx, "红马甲", price, area, None, now)?;
            let mut reward = store::by_id(tx, id)?.expect("it was made");
            reward.endless = place == 2;
            reward.per_person = (place == 1).then_some(2);
            store::update(tx, &reward)?;
            offered.push(id);
        }
        let mut faults = Vec::new();
        let mut made: Vec<(String, Reservation)> = Vec::new();
        for (number, step) in steps.iter().enumerate() {
            let before: Vec<i64> =
                people.iter().map(|person| points::store::balance(tx, *person)).collect::<Result<_, _>>()?;
            let corrects = matches!(step, Step::Correct { .. });
            let nth = |nth: usize| (!made.is_empty()).then(|| made[nth % made.len()].clone());
            match *step {
                Step::Earn { who, points } | Step::Correct { who, points } => {
                    let grant = Grant {
                        person: people[who],
                        area: Some(counter),
                        day: cx.day(now),
                        deed: Deed::Adjustment,
                        reference: &format!("step:{number}"),
                        decision: "step",
                        amount: if corrects { -points } else { points },
                        by: None,
                        note: None,
                        corrects: false,
                    };
                    points::grant(tx, &cx, &grant, now)?;
                }
                Step::Reserve { who, reward } => {
                    let key = format!("press:{number}");
                    if let Reserved::Done(held) = reserve(tx, &cx, people[who], offered[reward], &key, now)? {
                        made.push((key, held));
                    }
                }
                Step::Retry { nth: which } => {
                    if let Some((key, held)) = nth(which) {
                        match reserve(tx, &cx, held.person, held.reward, &key, now)? {
                            Reserved::Before(again) if again.code == held.code => {}
                            other => faults.push(format!("{number}: a press again gives {other:?}")),
                        }
                    }
                }
                Step::Cancel { nth: which } => {
                    if let Some((_, held)) = nth(which) {
                        give_back(tx, &cx, &held, State::Cancelled, (None, None), now)?;
                    }
                }
                Step::HandOut { nth: which } => {
                    if let Some((_, held)) = nth(which) {
                        hand_out(tx, &held, people[0], now)?;
                    }
                }
                Step::Refuse { nth: which } => {
                    if let Some((_, held)) = nth(which) {
                        give_back(tx, &cx, &held, State::Refused, (Some(people[0]), Some("gone")), now)?;
                    }
                }
                Step::Stock { reward, amount } => {
                    let moving = Movement {
                        reward: offered[reward],
                        amount,
                        why: "stocked",
                        reservation: None,
                        by: Some(people[0]),
                    };
                    store::move_stock(tx, &moving, now)?;
                }
                Step::Days { days } => {
                    now += TimeDelta::days(days);
                    for (_, held) in &made {
                        if held.until <= now {
                            job::expire(tx, &cx, held, now)?;
                        }
                    }
                }
            }
            for (person, before) in people.iter().zip(before) {
                let balance = points::store::balance(tx, *person)?;
                if balance < 0 && balance < before && !corrects {
                    faults.push(format!("{number}: {step:?} brings {before} to {balance}"));
                }
            }
            faults.extend(recount(tx)?.into_iter().map(|line| format!("{number}: {line}")));
            let ledger = points::store::totals::recount(tx)?;
            faults.extend(ledger.into_iter().map(|line| format!("{number}: {line}")));
        }
        // Each reservation is paid for exactly as long as it stands or was handed out.
        for (_, held) in &made {
            let now_there = store::reservation_by_id(tx, held.id)?.expect("it was made");
            let stands = matches!(now_there.state, State::Open | State::Handed);
            let paid = -store::paid(tx, held.person, &reference(held.id))?;
            if paid != if stands { held.price } else { 0 } {
                faults.push(format!("{:?} is paid with {paid}", now_there.state));
            }
            let moved: Option<i64> = tx.value(
                "select cast(coalesce(sum(amount), 0) as bigint) from reward_movement where reservation_id = $1",
                &[&held.id],
            )?;
            let taken = if held.taken && stands { -1 } else { 0 };
            if moved != Some(taken) {
                faults.push(format!("{:?} has moved the stock by {moved:?}", now_there.state));
            }
        }
        let below: Option<i64> = tx.value("select count(*) from reward where stock < 0", &[])?;
        if below != Some(0) {
            faults.push(format!("{below:?} stocks are below nought"));
        }
        Ok(faults)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    /// Whatever happens in whatever order, points and pieces add up, and spending brings nobody below nought.
    #[test]
    fn points_and_pieces_add_up(steps in prop::collection::vec(step(), 1..60)) {
        prop_assert_eq!(play(steps), Vec::<String>::new());
    }
}

/// What the property relies on: reserving does happen in such plays.
#[test]
fn a_play_reserves_and_gives_back() {
    let steps = vec![
        Step::Earn { who: 0, points: 30 },
        Step::Stock { reward: 0, amount: 3 },
        Step::Reserve { who: 0, reward: 0 },
        Step::Reserve { who: 0, reward: 2 },
        Step::Retry { nth: 0 },
        Step::Correct { who: 0, points: 39 },
        Step::Reserve { who: 0, reward: 0 },
        Step::Days { days: 8 },
        Step::Cancel { nth: 1 },
    ];
    assert_eq!(play(steps), Vec::<String>::new());
}

/// Who owes, or has too little, is told what is missing; nothing is reserved.
#[test]
fn what_is_missing_is_counted() {
    with_areas(AREAS, move |tx| {
        let (cx, now) = (context(|_| ()), at("2026-06-21 12:00"));
        let person = testing::person(tx, 11, "李伟")?.id;
        let id = store::insert(tx, "红马甲", 50, None, None, now)?;
        let one = Movement { reward: id, amount: 1, why: "stocked", reservation: None, by: None };
        store::move_stock(tx, &one, now)?;
        for (amount, wanted) in [(38, Lack::Points(12)), (-40, Lack::Owes(2)), (51, Lack::Points(1))] {
            let grant = Grant {
                person,
                area: None,
                day: cx.day(now),
                deed: Deed::Adjustment,
                reference: &format!("step:{amount}"),
                decision: "step",
                amount,
                by: None,
                note: None,
                corrects: false,
            };
            points::grant(tx, &cx, &grant, now)?;
            assert_eq!(reserve(tx, &cx, person, id, &format!("press:{amount}"), now)?, Reserved::No(wanted));
        }
        assert_eq!(store::open_of(tx, person)?, []);
        assert!(!store::move_stock(tx, &Movement { amount: -2, ..one }, now)?);
        Ok(())
    });
}

/// A price, a stock and a limit of bot.toml follow; what it names no more is withdrawn; what was made in a chat stays.
#[test]
fn the_catalogue_follows_the_file() {
    let offers = |price: i64, stock: Option<i64>| crate::config::Reward {
        name: "红马甲".into(),
        price,
        stock,
        counter: Some("330502".into()),
        limit: Some(1),
        limit_per: Kind::All,
        from: None,
        until: None,
        picture: None,
    };
    with_areas(AREAS, move |tx| {
        let now = at("2026-06-21 12:00");
        let cx = |rewards: Vec<crate::config::Reward>| context(|config| config.rewards = rewards);
        let taken =
            |tx: &mut Tx, rewards: Vec<crate::config::Reward>| -> Result<Vec<(i64, i64, bool)>, Failure> {
                let lost = catalogue::take_up(tx, &cx(rewards), now)?;
                assert_eq!(lost, Vec::<String>::new());
                Ok(store::all(tx)?
                    .into_iter()
                    .map(|reward| (reward.price, reward.stock, reward.withdrawn))
                    .collect())
            };
        assert_eq!(taken(tx, vec![offers(50, Some(3))])?, [(50, 3, false)]);
        assert_eq!(taken(tx, vec![offers(50, Some(3))])?, [(50, 3, false)], "once");
        let id = store::all(tx)?[0].id;
        let gone = Movement { reward: id, amount: -2, why: "stocked", reservation: None, by: None };
        store::move_stock(tx, &gone, now)?;
        assert_eq!(taken(tx, vec![offers(60, Some(5))])?, [(60, 3, false)], "two more came");
        assert_eq!(taken(tx, vec![offers(60, Some(0))])?, [(60, 0, false)], "no more than are left go");
        assert_eq!(taken(tx, vec![offers(60, Some(4))])?, [(60, 2, false)], "two of four are gone");
        let own = store::insert(tx, "草帽", 20, None, None, now)?;
        assert_eq!(taken(tx, vec![])?, [(20, 0, false), (60, 2, true)], "withdrawn, and the own one stays");
        assert_eq!(taken(tx, vec![offers(60, Some(4))])?, [(20, 0, false), (60, 2, false)]);
        // Who took it out by hand is asked, not the file.
        let admin = testing::person(tx, 1, "管理员")?.id;
        store::withdraw(tx, id, Some(admin), now)?;
        assert!(taken(tx, vec![offers(60, Some(4))])?.contains(&(60, 2, true)));
        assert!(store::by_id(tx, own)?.is_some());
        let lost = catalogue::take_up(
            tx,
            &cx(vec![crate::config::Reward { counter: Some("999".into()), ..offers(1, None) }]),
            now,
        )?;
        assert_eq!(lost.len(), 1);
        Ok(recount(tx)?.is_empty())
    });
}
