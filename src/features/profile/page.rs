//! `/me`: one page that shows what is known of a person, and is changed where it stands.

use super::chat::Press;
use super::{answers, form, question};
use crate::config::Question;
use crate::directory::Person;
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::language;
use crate::features::signup::{self, approval, chat::area_names};
use crate::features::turn::Turn;
use crate::features::{badges, boards, minors, mute, points, roles, teams};
use crate::i18n::{self, Locale, Say};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// Which buttons stand below the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// The answers, and the ways to the others.
    Answers,
    /// Which area is home, and out of which to go.
    Areas,
    /// What is seldom wanted.
    More,
    Languages,
}

/// Areas that get buttons; who is in more goes on with `/leave`.
const AREAS: usize = 20;

/// The page, in words and buttons.
fn page(turn: &Turn, person: &Person, view: View) -> Result<(String, Keyboard), Failure> {
    let mut lines = html(turn, &standing(turn, person)?);
    lines.extend(minors::standing(turn, person)?);
    lines.extend(html(turn, &beside(turn, person)?));
    let answers = answers(turn.tx, turn.cx, person.id)?;
    for question in Question::ALL {
        let shown = question::shown(turn.cx, turn.locale(), &answers, question);
        let label = question::label(question);
        lines.extend(
            shown.map(|answer| turn.html(&say!("profile-me-answer", label = label, answer = answer))),
        );
    }
    let keyboard = match view {
        View::Answers => answer_buttons(turn, person, &answers)?,
        View::Areas => area_buttons(turn, person)?,
        View::More => Keyboard::row([
            button(turn, &say!("profile-language"), Press::Languages {}),
            button(turn, &say!("profile-family"), Press::Family {}),
        ])
        .and_row([button(turn, &on_boards(turn, person)?, Press::Boards {})])
        .and_row([
            button(turn, &say!("profile-data"), Press::Data {}),
            button(turn, &say!("profile-forget"), Press::Forget {}),
        ])
        .and_row([back(turn)]),
        View::Languages => {
            let chosen = person.chosen_language.as_deref().and_then(Locale::from_tag);
            language::chat::choice(turn.cx, chosen, |place| Press::Speak { place }).and_row([back(turn)])
        }
    };
    Ok((lines.join("\n"), keyboard))
}

/// A button for each question, and the ways to what else there is.
fn answer_buttons(turn: &Turn, person: &Person, answers: &super::Answers) -> Result<Keyboard, Failure> {
    let mut changes = Vec::new();
    for question in Question::ALL {
        let asked = form::questions(turn.cx).any(|asked| asked.question == question);
        let (label, number) = (question::label(question), question::number(question));
        if asked && form::may_answer(turn.tx, person.id, question)? {
            let text = match answers.has(question) {
                true => say!("profile-change", label = label),
                false => say!("profile-add", label = label),
            };
            changes.push(button(turn, &text, Press::Change { question: number }));
        } else if answers.has(question) {
            // Asked no more: it can still go.
            let text = say!("profile-remove-it", label = label);
            changes.push(button(turn, &text, Press::Remove { question: number }));
        }
    }
    let areas = match signup::store::areas_of(turn.tx, person.id)?.is_empty() {
        true => join_button(turn, &say!("profile-join")),
        false => button(turn, &say!("profile-areas"), Press::Areas {}),
    };
    let keyboard = Keyboard(changes.chunks(2).map(<[Button]>::to_vec).collect());
    Ok(keyboard.and_row([areas, button(turn, &say!("profile-more"), Press::More {})]))
}

fn area_buttons(turn: &Turn, person: &Person) -> Result<Keyboard, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let areas = signup::store::areas_of(turn.tx, person.id)?;
    let areas: Vec<_> = areas.iter().filter_map(|area| tree.get(*area)).take(AREAS).collect();
    let home = areas.iter().skip(1).map(|area| {
        let press = Press::Home { area: area.id.get() };
        button(turn, &say!("signup-home-button", area = &area.name), press)
    });
    let leave = areas.iter().map(|area| {
        let press = Press::Leave { area: area.id.get() };
        button(turn, &say!("signup-leave-button", area = &area.name), press)
    });
    let keyboard = Keyboard::column(home.chain(leave));
    Ok(keyboard.and_row([join_button(turn, &say!("profile-join-further")), back(turn)]))
}

/// What the button does that is about rankings.
fn on_boards(turn: &Turn, person: &Person) -> Result<Say, Failure> {
    Ok(match boards::is_hidden(turn.tx, person.id)? {
        true => say!("profile-show"),
        false => say!("profile-hide"),
    })
}

/// The button that shows the tree of areas.
fn join_button(turn: &Turn, say: &Say) -> Button {
    let below = signup::chat::Press::Below { area: 0, page: 0 };
    Button::press(turn.cx.texts.plain(turn.locale(), say), below)
}

fn back(turn: &Turn) -> Button {
    button(turn, &say!("profile-to-page"), Press::Show {})
}

fn button(turn: &Turn, say: &Say, press: Press) -> Button {
    Button::press(turn.cx.texts.plain(turn.locale(), say), press)
}

fn html(turn: &Turn, lines: &[Say]) -> Vec<String> {
    lines.iter().map(|line| turn.html(line)).collect()
}

/// Name, areas, roles, points.
fn standing(turn: &Turn, person: &Person) -> Result<Vec<Say>, Failure> {
    let areas = signup::store::areas_of(turn.tx, person.id)?;
    let asked = approval::waiting_of(turn.tx, person.id)?;
    let names = area_names(turn, &areas)?;
    let mut lines = vec![say!("profile-me-name", name = &person.name)];
    match areas.as_slice() {
        [] if asked.is_empty() => lines.push(say!("profile-me-nowhere")),
        [] => {}
        [_] => lines.push(say!("profile-me-areas", areas = names)),
        [home, ..] => {
            lines.push(say!("profile-me-areas-home", areas = names, home = area_names(turn, &[*home])?));
        }
    }
    if !asked.is_empty() {
        lines.push(say!("profile-me-asked", areas = area_names(turn, &asked)?));
    }
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
    for stands_in in roles::standing_in(turn.tx, person.id)? {
        let day = i18n::day(stands_in.last_day);
        lines.push(say!("profile-me-stands-in", name = stands_in.name, day = day));
    }
    lines.push(say!("profile-me-points", points = points::store::balance(turn.tx, person.id)?));
    let today = turn.now.with_timezone(&turn.cx.config.timezone).date_naive();
    let level = badges::level_of(turn.tx, turn.cx, person.id, today)?;
    lines.extend(level.map(|level| say!("profile-me-level", level = level)));
    if turn.is_private() {
        lines.extend(mute::chat::line(turn, person)?);
    }
    if turn.is_private() && boards::is_hidden(turn.tx, person.id)? {
        lines.push(say!("profile-me-hidden"));
    }
    Ok(lines)
}

/// What is between the person and others: their teams, and whom they invited.
fn beside(turn: &Turn, person: &Person) -> Result<Vec<Say>, Failure> {
    let mut lines = teams(turn, person)?;
    let badges = badges::of(turn.tx, turn.cx, person.id, turn.locale())?;
    if !badges.is_empty() {
        lines.push(say!("profile-me-badges", badges = turn.cx.texts.list(turn.locale(), &badges)));
    }
    let invited = signup::invited_count(turn.tx, person.id)?;
    if invited > 0 {
        lines.push(say!("profile-me-invited", count = invited));
    }
    Ok(lines)
}

/// The teams that somebody is in, a line each.
pub(super) fn teams(turn: &Turn, person: &Person) -> Result<Vec<Say>, Failure> {
    let teams = teams::of(turn.tx, person.id)?;
    let line = |team: &teams::Team| match team.lead == Some(person.id) {
        true => say!("profile-me-team-led", name = &team.name),
        false => say!("profile-me-team", name = &team.name),
    };
    Ok(teams.iter().map(line).collect())
}

/// Shows the page, below everything else; its letter.
pub(super) fn show(turn: &mut Turn, person: &Person) -> Result<String, Failure> {
    let (html, keyboard) = page(turn, person, View::Answers)?;
    turn.post(Body::text(html), keyboard, false)
}

/// What everybody in a group may read of a person, with the way to the rest.
pub(super) fn show_in_group(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    let html = html(turn, &standing(turn, person)?).join("\n");
    let more = turn.cx.texts.plain(turn.locale(), &say!("profile-me-more"));
    let keyboard = Keyboard::row([Button::open(more, turn.cx.deep_link("me"))]);
    turn.post(Body::text(html), keyboard, true)?;
    Ok(())
}

/// Puts these buttons below the page whose button was pressed, and what is true now on it.
pub(super) fn turn_to(turn: &mut Turn, person: &Person, view: View) -> Result<(), Failure> {
    let (html, keyboard) = page(turn, person, view)?;
    turn.show(html, keyboard)
}

/// Asks on the page whether an area is to be left indeed.
pub(super) fn ask_to_leave(turn: &mut Turn, person: &Person, area: AreaId) -> Result<(), Failure> {
    let name = area_names(turn, &[area])?;
    let points = points::store::balance(turn.tx, person.id)?;
    let html = turn.html(&say!("signup-leave-sure", area = &name, points = points));
    let yes = Press::LeaveYes { area: area.get() };
    let keyboard = Keyboard::row([
        button(turn, &say!("signup-leave-button", area = &name), yes),
        button(turn, &say!("signup-stay-button"), Press::Areas {}),
    ]);
    turn.show(html, keyboard)
}

/// Draws the page anew where it stands.
pub(super) fn redraw(turn: &mut Turn, person: &Person, letter: &str) -> Result<(), Failure> {
    let (html, keyboard) = page(turn, person, View::Answers)?;
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
