//! `/rewards` and `/redeem`.

use super::{catalogue, counter, edit, page, store};
use crate::directory::Person;
use crate::domain::code;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::roles::{self, Rank};
use crate::features::turn::Turn;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// `/rewards`: the catalogue; `/rewards edit` for those who keep it.
pub fn rewards(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return turn.reply(&say!("only-as-yourself")).map(drop) };
    if !turn.is_private() {
        return in_private(turn, "rewards");
    }
    match given.words.first().map(|word| word.to_lowercase()).as_deref() {
        Some("edit" | "管理" | "编辑" | "編輯") => edit::chat::open(turn, &person),
        Some("mine" | "我的") => page::mine(turn, &person)?.post(turn),
        _ => open(turn, &person),
    }
}

/// The catalogue from its beginning.
pub fn open(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    if catalogue::is_behind(turn.tx, turn.cx)? {
        catalogue::take_up(turn.tx, turn.cx, turn.now)?;
    }
    page::catalogue(turn, person, 0)?.post(turn)
}

/// `/redeem CODE`, by a lead at the counter.
pub fn redeem(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return turn.reply(&say!("only-as-yourself")).map(drop) };
    if !turn.is_private() {
        // The card names who reserved it.
        let code = code::read_short(given.rest);
        return in_private(turn, &code.map_or_else(|| "rewards".to_owned(), |code| format!("redeem_{code}")));
    }
    if given.rest.is_empty() {
        return turn.reply(&say!("rewards-redeem-usage")).map(drop);
    }
    counter::look_up(turn, &person, given.rest)?.post(turn)
}

/// What a camera makes of a code: for its owner what they reserved, for who hands out the card; whoever else
/// scans it learns nothing.
pub fn follow(turn: &mut Turn, person: &Person, typed: &str) -> Result<bool, Failure> {
    if roles::rank(turn.tx, turn.cx, person)? >= Rank::Lead {
        counter::look_up(turn, person, typed)?.post(turn)?;
        return Ok(true);
    }
    let held = match code::read_short(typed) {
        Some(code) => store::reservation_by_code(turn.tx, &code)?,
        None => None,
    };
    if held.is_none_or(|held| held.person != person.id) {
        return Ok(false);
    }
    page::mine(turn, person)?.post(turn)?;
    Ok(true)
}

fn in_private(turn: &mut Turn, payload: &str) -> Result<(), Failure> {
    let text = turn.cx.texts.plain(turn.locale(), &say!("rewards-open-button"));
    let button = Button::open(text, turn.cx.deep_link(payload));
    turn.reply_with(&say!("rewards-in-private"), Keyboard::row([button])).map(drop)
}
