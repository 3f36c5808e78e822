//! `/me`, and the answers to what a person was asked.

use teloxide::types::Message;

use crate::directory::Person;
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::conversations::Conversation;
use crate::features::signup::{self, chat::area_names};
use crate::features::turn::Turn;
use crate::features::{points, roles};
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::Keyboard;

/// `/me`: name, areas, roles, points.
pub fn me(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else {
        turn.reply(&say!("signup-not-as-a-chat"))?;
        return Ok(());
    };
    let areas = area_names(turn, &signup::store::areas_of(turn.tx, person.id)?)?;
    let mut lines = vec![say!("profile-me-name", name = &person.own_name)];
    lines.push(match areas.is_empty() {
        true => say!("profile-me-nowhere"),
        false => say!("profile-me-areas", areas = areas),
    });
    if roles::is_admin(turn.tx, turn.cx, &person)? {
        lines.push(say!("profile-me-admin"));
    }
    let led = roles::led_by(turn.tx, person.id)?;
    if !led.is_empty() {
        lines.push(say!("profile-me-lead", areas = area_names(turn, &led)?));
    }
    let inspected = inspected(turn, &person)?;
    if !inspected.is_empty() {
        lines.push(say!("profile-me-inspector", areas = area_names(turn, &inspected)?));
    }
    lines.push(say!("profile-me-points", points = points::store::balance(turn.tx, person.id)?));
    let html = lines.iter().map(|line| turn.html(line)).collect::<Vec<_>>().join("\n");
    turn.post(Body::text(html), Keyboard::default(), true)?;
    Ok(())
}

/// Takes a message that answers a question; false if it is none.
pub fn answered(
    _turn: &mut Turn,
    _person: &Person,
    _asked: &Conversation,
    _message: &Message,
) -> Result<bool, Failure> {
    Ok(false)
}

fn inspected(turn: &Turn, person: &Person) -> Result<Vec<AreaId>, Failure> {
    let held = roles::held(turn.tx, person.id)?;
    Ok(held.iter().filter(|held| held.role == roles::Role::Inspector).filter_map(|held| held.area).collect())
}
