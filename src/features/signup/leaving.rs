//! `/leave`, and which of several areas is home.

use super::chat::{Press, area_names};
use super::{Left, store};
use crate::directory::{self, Person};
use crate::domain::area::Area;
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::features::{areas, points};
use crate::i18n::Say;
use crate::inbox::PressAnswer;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// `/leave`: in a group its area, in private the one area or a choice of several. Nothing ends before a
/// button is pressed.
pub fn leave(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else {
        return turn.reply(&say!("signup-not-as-a-chat")).map(drop);
    };
    let theirs = store::areas_of(turn.tx, person.id)?;
    // Who only asked to join leaves by taking that back.
    if (theirs.is_empty() || !turn.is_private())
        && let Some(say) = super::approval::chat::take_back(turn, &person)?
    {
        return turn.reply(&say).map(drop);
    }
    if theirs.is_empty() {
        return turn.reply(&say!("signup-leave-nowhere")).map(drop);
    }
    let tree = turn.cx.tree(turn.tx)?;
    let areas: Vec<&Area> = if turn.is_private() {
        theirs.iter().filter_map(|area| tree.get(*area)).collect()
    } else {
        let binding = areas::store::binding(turn.tx, turn.chat.id, turn.thread)?;
        let Some(here) = binding.and_then(|binding| tree.get(binding.area)) else {
            return turn.reply(&say!("signup-leave-unbound")).map(drop);
        };
        if !theirs.contains(&here.id) {
            return turn.reply(&say!("signup-leave-elsewhere", area = &here.name)).map(drop);
        }
        vec![here]
    };
    let say = match areas.as_slice() {
        [only] => {
            let points = points::store::balance(turn.tx, person.id)?;
            say!("signup-leave-sure", area = &only.name, points = points)
        }
        _ => say!("signup-leave-which"),
    };
    let keyboard = Keyboard::column(areas.iter().map(|area| {
        let press = Press::Leave { person: person.id.get(), area: area.id.get() };
        button(turn, &say!("signup-leave-button", area = &area.name), press)
    }));
    let stay = button(turn, &say!("signup-stay-button"), Press::Stay { person: person.id.get() });
    turn.reply_with(&say, keyboard.and_row([stay]))?;
    Ok(())
}

/// The button that ends a membership was pressed; it is of use to whom it was shown only.
pub(super) fn left(turn: &mut Turn, presser: &Person, of: i64, area: AreaId) -> Result<PressAnswer, Failure> {
    if let Some(refusal) = not_theirs(turn, presser, of)? {
        return Ok(refusal);
    }
    let tree = turn.cx.tree(turn.tx)?;
    let name = tree.get(area).map_or("", |area| &area.name);
    let say = match super::leave(turn.tx, turn.cx, presser.id, area, turn.now)? {
        Left::NotThere => say!("signup-left-already", area = name),
        // Where else somebody belongs is nothing for a group.
        _ if !turn.is_private() => say!("signup-left", area = name),
        Left::Remains { home } => {
            let rest = store::areas_of(turn.tx, presser.id)?;
            let home = tree.get(home).map_or("", |area| &area.name);
            match rest.len() {
                1 => say!("signup-left-one", area = name, home = home),
                _ => say!("signup-left-some", area = name, areas = area_names(turn, &rest)?, home = home),
            }
        }
        Left::Last => {
            say!("signup-left-all", area = name, points = points::store::balance(turn.tx, presser.id)?)
        }
    };
    let mut keyboard = Keyboard::default();
    if turn.is_private() && tree.living(area).is_some() {
        let again = say!("signup-again-button", area = name);
        keyboard = Keyboard::row([button(turn, &again, Press::Area { area: area.get() })]);
    }
    let html = turn.html(&say);
    turn.show(html, keyboard)?;
    Ok(PressAnswer::default())
}

/// They stay after all.
pub(super) fn stayed(turn: &mut Turn, presser: &Person, of: i64) -> Result<PressAnswer, Failure> {
    if let Some(refusal) = not_theirs(turn, presser, of)? {
        return Ok(refusal);
    }
    let areas = store::areas_of(turn.tx, presser.id)?;
    let say = match areas.is_empty() {
        true => say!("signup-leave-nowhere"),
        false => say!("signup-stayed", areas = area_names(turn, &areas)?),
    };
    let html = turn.html(&say);
    turn.show(html, Keyboard::default())?;
    Ok(PressAnswer::default())
}

/// The button that makes an area the home area was pressed.
pub(super) fn home(turn: &mut Turn, presser: &Person, area: AreaId) -> Result<PressAnswer, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let name = tree.get(area).map_or("", |area| &area.name);
    if !super::make_home(turn.tx, presser.id, area)? {
        return Ok(turn.answer(&say!("signup-home-not-yours", area = name)));
    }
    let html = turn.html(&say!("signup-home", area = name));
    let keyboard = home_buttons(turn, presser.id)?;
    turn.show(html, keyboard)?;
    Ok(PressAnswer::default())
}

/// A button for each further area that makes it the home area.
pub fn home_buttons(turn: &Turn, person: PersonId) -> Result<Keyboard, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let areas = store::areas_of(turn.tx, person)?;
    let further = areas.iter().skip(1).filter_map(|area| tree.get(*area));
    Ok(Keyboard::column(further.map(|area| {
        let press = Press::Home { area: area.id.get() };
        button(turn, &say!("signup-home-button", area = &area.name), press)
    })))
}

fn button(turn: &Turn, say: &Say, press: Press) -> Button {
    Button::press(turn.cx.texts.plain(turn.locale(), say), press)
}

fn not_theirs(turn: &Turn, presser: &Person, of: i64) -> Result<Option<PressAnswer>, Failure> {
    if presser.id.get() == of {
        return Ok(None);
    }
    let whose = directory::person_by_id(turn.tx, PersonId::from(of))?;
    let name = whose.map(|person| person.name).unwrap_or_default();
    Ok(Some(turn.answer(&say!("signup-leave-not-yours", name = name))))
}
