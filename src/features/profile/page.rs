//! `/me`: one page that shows what is known of a person, and is changed where it stands.

use super::chat::Press;
use super::{answers, form, question};
use crate::config::Question;
use crate::directory::Person;
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::signup::{self, chat::area_names};
use crate::features::turn::Turn;
use crate::features::{points, roles};
use crate::i18n::Say;
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// The page, in words and buttons.
fn page(turn: &Turn, person: &Person) -> Result<(String, Keyboard), Failure> {
    let locale = turn.locale();
    let mut lines = standing(turn, person)?;
    let answers = answers(turn.tx, turn.cx, person.id)?;
    let mut changes = Vec::new();
    for question in Question::ALL {
        let asked = form::questions(turn.cx).any(|asked| asked.question == question);
        let shown = question::shown(turn.cx, locale, &answers, question);
        let label = question::label(question);
        if asked && form::may_answer(turn.tx, person.id, question)? {
            let text = match shown {
                Some(_) => say!("profile-change", label = label.clone()),
                None => say!("profile-add", label = label.clone()),
            };
            let press = Press::Change { question: question::number(question) };
            changes.push(Button::press(turn.cx.texts.plain(locale, &text), press));
        } else if shown.is_some() {
            // Asked no more: it can still go.
            let text = say!("profile-remove-it", label = label.clone());
            let press = Press::Remove { question: question::number(question) };
            changes.push(Button::press(turn.cx.texts.plain(locale, &text), press));
        }
        lines.extend(shown.map(|answer| say!("profile-me-answer", label = label, answer = answer)));
    }
    let html = lines.iter().map(|line| turn.html(line)).collect::<Vec<_>>().join("\n");
    Ok((html, Keyboard(changes.chunks(2).map(<[Button]>::to_vec).collect())))
}

/// Name, areas, roles, points.
fn standing(turn: &Turn, person: &Person) -> Result<Vec<Say>, Failure> {
    let areas = area_names(turn, &signup::store::areas_of(turn.tx, person.id)?)?;
    let mut lines = vec![say!("profile-me-name", name = &person.name)];
    lines.push(match areas.is_empty() {
        true => say!("profile-me-nowhere"),
        false => say!("profile-me-areas", areas = areas),
    });
    if roles::is_admin(turn.tx, turn.cx, person)? {
        lines.push(say!("profile-me-admin"));
    }
    let led = roles::led_by(turn.tx, person.id)?;
    if !led.is_empty() {
        lines.push(say!("profile-me-lead", areas = area_names(turn, &led)?));
    }
    let inspected = inspected(turn, person)?;
    if !inspected.is_empty() {
        lines.push(say!("profile-me-inspector", areas = area_names(turn, &inspected)?));
    }
    lines.push(say!("profile-me-points", points = points::store::balance(turn.tx, person.id)?));
    Ok(lines)
}

/// Shows the page, below everything else.
pub(super) fn show(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    let (html, keyboard) = page(turn, person)?;
    turn.post(Body::text(html), keyboard, false)?;
    Ok(())
}

/// What everybody in a group may read of a person, with the way to the rest.
pub(super) fn show_in_group(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    let html = standing(turn, person)?.iter().map(|line| turn.html(line)).collect::<Vec<_>>().join("\n");
    let more = turn.cx.texts.plain(turn.locale(), &say!("profile-me-more"));
    let keyboard = Keyboard::row([Button::open(more, turn.cx.deep_link("me"))]);
    turn.post(Body::text(html), keyboard, true)?;
    Ok(())
}

/// Draws the page anew where it stands.
pub(super) fn redraw(turn: &mut Turn, person: &Person, letter: &str) -> Result<(), Failure> {
    let (html, keyboard) = page(turn, person)?;
    let body = Body::EditText { of: letter.to_owned(), html, keyboard };
    outbox::enqueue(turn.tx, Letter::edit(turn.chat.id, body), turn.now)?;
    Ok(())
}

/// The letter of the page whose button was pressed; none where it is too old to be known.
pub(super) fn letter(turn: &Turn) -> Result<Option<String>, Failure> {
    let Some(message) = turn.message_id else { return Ok(None) };
    Ok(outbox::find_by_message(turn.tx, turn.chat.id, message)?.map(|letter| letter.key))
}

fn inspected(turn: &Turn, person: &Person) -> Result<Vec<AreaId>, Failure> {
    let held = roles::held(turn.tx, person.id)?;
    Ok(held.iter().filter(|held| held.role == roles::Role::Inspector).filter_map(|held| held.area).collect())
}
