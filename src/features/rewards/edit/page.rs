//! What those who look after the catalogue see.

use super::{Field, Press, may, per_say};
use crate::directory::Person;
use crate::domain::ids::RewardId;
use crate::domain::rewards::LIMITS;
use crate::error::Failure;
use crate::features::rewards::page::{Page, counter, facts, terms};
use crate::features::rewards::{Reward, store};
use crate::features::roles;
use crate::features::turn::Turn;
use crate::i18n::Say;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// Rewards on one page, and areas that are offered.
const SIZE: usize = 8;

pub(super) fn sentence(say: Say) -> Page {
    Page::of(vec![say], Keyboard::default())
}

fn button(turn: &Turn, say: &Say, press: Press) -> Button {
    Button::press(turn.cx.texts.plain(turn.locale(), say), press)
}

/// The rewards that a person looks after.
pub(super) fn list(turn: &Turn, person: &Person, page: i64) -> Result<Page, Failure> {
    let mut kept = Vec::new();
    for reward in store::all(turn.tx)? {
        if may(turn.tx, turn.cx, person, reward.area)? {
            kept.push(reward);
        }
    }
    let last = kept.len().div_ceil(SIZE).saturating_sub(1);
    let page = usize::try_from(page).unwrap_or(0).min(last);
    let shown = kept.iter().skip(page * SIZE).take(SIZE);
    let mut rows = Vec::new();
    for reward in shown {
        let say = match reward.withdrawn {
            true => say!("rewards-edit-line-out", name = &reward.name),
            false => say!("rewards-edit-line", name = &reward.name, points = reward.price),
        };
        rows.push(vec![button(turn, &say, Press::Show { reward: reward.id })]);
    }
    let turned = |page: usize| Press::List { page: page as i64 };
    let before = (page > 0).then(|| Button::press("‹", turned(page - 1)));
    let after = (page < last).then(|| Button::press("›", turned(page + 1)));
    let ways: Vec<Button> = before.into_iter().chain(after).collect();
    if !ways.is_empty() {
        rows.push(ways);
    }
    rows.push(vec![button(turn, &say!("rewards-edit-new"), Press::New {})]);
    let line = match kept.len() {
        0 => say!("rewards-edit-none"),
        count => say!("rewards-edit-list", count = count),
    };
    Ok(Page::of(vec![line], Keyboard(rows)))
}

/// Who hands out a new reward.
pub(super) fn new(turn: &Turn, person: &Person) -> Result<Page, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let mut rows = Vec::new();
    if roles::is_admin(turn.tx, turn.cx, person)? {
        rows.push(vec![button(turn, &say!("rewards-counter-all-button"), Press::NewAt { area: 0 })]);
        for area in tree.roots().filter(|area| tree.living(area.id).is_some()).take(SIZE) {
            rows.push(vec![Button::press(tree.label(area), Press::NewAt { area: area.id.get() })]);
        }
    }
    for area in roles::led_by(turn.tx, person.id)?.into_iter().take(SIZE) {
        if let Some(area) = tree.living(area) {
            rows.push(vec![Button::press(tree.label(area), Press::NewAt { area: area.id.get() })]);
        }
    }
    Ok(Page::of(vec![say!("rewards-edit-where")], Keyboard(rows)))
}

/// A reward as it stands now.
pub(super) fn of_id(turn: &Turn, person: &Person, reward: RewardId) -> Result<Page, Failure> {
    match store::by_id(turn.tx, reward)? {
        Some(reward) => one(turn, &reward),
        None => list(turn, person, 0),
    }
}

fn one(turn: &Turn, reward: &Reward) -> Result<Page, Failure> {
    let mut lines = vec![
        say!("rewards-title", name = &reward.name, points = reward.price),
        facts(turn.tx, turn.cx, reward)?,
    ];
    lines.extend(terms(reward));
    if reward.withdrawn {
        lines.push(say!("rewards-edit-out"));
    }
    let of_file = reward.file_key.is_some();
    if of_file {
        lines.push(say!("rewards-of-file"));
    }
    let id = reward.id;
    let fields = Field::ALL.into_iter().filter(|field| !of_file || !field.is_of_the_file());
    let buttons: Vec<Button> = fields
        .filter(|field| *field != Field::Per || reward.per_person.is_some())
        .map(|field| button(turn, &called(field), Press::Ask { reward: id, what: field.number() }))
        .collect();
    let mut rows: Vec<Vec<Button>> = buttons.chunks(3).map(<[Button]>::to_vec).collect();
    rows.push(vec![
        match reward.withdrawn {
            true => button(turn, &say!("rewards-edit-restore"), Press::Restore { reward: id }),
            false => button(turn, &say!("rewards-edit-withdraw"), Press::Withdraw { reward: id }),
        },
        button(turn, &say!("rewards-edit-all"), Press::List { page: 0 }),
    ]);
    Ok(Page { picture: reward.picture.clone(), lines, keyboard: Keyboard(rows) })
}

fn called(field: Field) -> Say {
    match field {
        Field::Name => say!("rewards-field-name"),
        Field::Price => say!("rewards-field-price"),
        Field::Stock => say!("rewards-field-stock"),
        Field::Limit => say!("rewards-field-limit"),
        Field::Per => say!("rewards-field-per"),
        Field::Counter => say!("rewards-field-counter"),
        Field::Days => say!("rewards-field-days"),
        Field::Picture => say!("rewards-field-picture"),
    }
}

/// The question for something about a reward.
pub(super) fn ask(turn: &Turn, person: &Person, reward: &Reward, field: Field) -> Result<Page, Failure> {
    let id = reward.id;
    let clear = |say: Say| vec![button(turn, &say, Press::Clear { reward: id, what: field.number() })];
    let (line, mut rows) = match field {
        Field::Name => (say!("rewards-ask-name", name = &reward.name), Vec::new()),
        Field::Price => (say!("rewards-ask-price", points = reward.price), Vec::new()),
        Field::Stock => (say!("rewards-ask-stock", count = reward.stock), Vec::new()),
        Field::Limit => (say!("rewards-ask-limit"), vec![clear(say!("rewards-clear-limit"))]),
        Field::Days => (say!("rewards-ask-days"), vec![clear(say!("rewards-clear-days"))]),
        Field::Picture => (say!("rewards-ask-picture"), vec![clear(say!("rewards-clear-picture"))]),
        Field::Per => {
            let per = |(number, per)| {
                vec![button(turn, &per_say(per), Press::Per { reward: id, per: number as i64 })]
            };
            (say!("rewards-ask-per"), LIMITS.into_iter().enumerate().map(per).collect())
        }
        Field::Counter => {
            let mut rows = Vec::new();
            if roles::is_admin(turn.tx, turn.cx, person)? {
                let all = say!("rewards-counter-all-button");
                rows.push(vec![button(turn, &all, Press::Counter { reward: id, area: 0 })]);
            }
            (say!("rewards-ask-counter", counter = counter(turn.tx, turn.cx, reward.area)?), rows)
        }
    };
    rows.push(vec![button(turn, &say!("rewards-edit-back"), Press::Show { reward: id })]);
    Ok(Page::of(vec![line], Keyboard(rows)))
}

/// Areas of which one is to hand a reward out.
pub(super) fn counters(
    turn: &Turn,
    person: &Person,
    reward: RewardId,
    text: &str,
) -> Result<Option<Page>, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let mut rows = Vec::new();
    for area in tree.search(text) {
        if rows.len() < SIZE && may(turn.tx, turn.cx, person, Some(area.id))? {
            let press = Press::Counter { reward, area: area.id.get() };
            rows.push(vec![Button::press(tree.label(area), press)]);
        }
    }
    if rows.is_empty() {
        return Ok(None);
    }
    Ok(Some(Page::of(vec![say!("rewards-which-counter")], Keyboard(rows))))
}
