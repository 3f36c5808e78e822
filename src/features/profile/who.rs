//! `/who`: what a lead sees of a person of their areas.
//!
//! It is said in private only. A phone number is not on the page: it is shown by a press of its own, in
//! a passing alert that nothing keeps, and each look stands in the audit log. Of a child leads read
//! what its guardian agreed to: the pseudonym, and where it belongs.

use super::{Answers, Phone, answers, page, question, store};
use crate::config::Question;
use crate::directory::{self, Person};
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::roles;
use crate::features::signup::{self, chat::area_names};
use crate::features::turn::{self, Turn};
use crate::i18n::{self, Locale, Say};
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

crate::presses! {
    /// The button of what a lead sees of a person.
    pub enum Press: "who" {
        /// Shows the phone number, and writes down who looked.
        Phone { person: i64 } = "phone",
    }
}

/// On a message in a group that was answered in private.
const DONE: &str = "👌";

/// `/who` in reply, or `/who @username`, or by user id.
pub fn who(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(by) = turn.person.clone() else { return Ok(()) };
    if turn::reach(turn.tx, turn.cx, by.id)?.is_none() {
        let label = turn.cx.texts.plain(turn.locale(), &say!("privacy-open-me"));
        let keyboard = Keyboard::row([Button::open(label, turn.cx.deep_link("hello"))]);
        return turn.reply_with(&say!("profile-who-open"), keyboard).map(drop);
    }
    let (lines, keyboard) = match roles::whom::someone(turn, given.message, &given.words)? {
        None => (vec![say!("profile-who-usage")], Keyboard::default()),
        Some(Err(say)) => (vec![say], Keyboard::default()),
        Some(Ok(person)) if !may_see(turn, &by, &person)? => {
            (vec![say!("profile-who-elsewhere", name = &person.name)], Keyboard::default())
        }
        Some(Ok(person)) => seen(turn, &by, &person)?,
    };
    answer_in_private(turn, &by, &lines, keyboard)
}

/// Whether the person belongs to an area that the other answers for; admins answer for everybody.
fn may_see(turn: &Turn, by: &Person, person: &Person) -> Result<bool, Failure> {
    if roles::is_admin(turn.tx, turn.cx, by)? {
        return Ok(true);
    }
    for area in signup::store::areas_of(turn.tx, person.id)? {
        if roles::answers_for(turn.tx, turn.cx, by, area)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What is to be seen of the person, and the way to the phone number.
fn seen(turn: &Turn, by: &Person, person: &Person) -> Result<(Vec<Say>, Keyboard), Failure> {
    let locale = turn.cx.locale_of(by.language.as_deref());
    let mut lines = vec![match &person.username {
        Some(username) if !person.minor => {
            say!("profile-who-user", name = &person.name, username = username)
        }
        _ => say!("profile-me-name", name = &person.name),
    }];
    let areas = signup::store::areas_of(turn.tx, person.id)?;
    lines.push(match areas.is_empty() {
        true => say!("profile-who-nowhere"),
        false => say!("profile-me-areas", areas = area_names(turn, &areas)?),
    });
    if let Some(joined) = store::joined_at(turn.tx, person.id)? {
        lines.push(say!("profile-who-joined", day = i18n::day(turn.cx.day(joined))));
    }
    lines.extend(page::teams(turn, person)?);
    if person.minor {
        lines.push(say!("profile-who-child"));
        return Ok((lines, Keyboard::default()));
    }
    let answers = answers(turn.tx, turn.cx, person.id)?;
    for question in [Question::Name, Question::Age, Question::Skills] {
        let shown = question::shown(turn.cx, locale, &answers, question);
        let label = question::label(question);
        lines.extend(shown.map(|answer| say!("profile-me-answer", label = label, answer = answer)));
    }
    Ok((lines, phone_button(turn, locale, person, &answers)))
}

fn phone_button(turn: &Turn, locale: Locale, person: &Person, answers: &Answers) -> Keyboard {
    if answers.phone.is_none() {
        return Keyboard::default();
    }
    let text = turn.cx.texts.plain(locale, &say!("profile-who-phone"));
    Keyboard::row([Button::press(text, Press::Phone { person: person.id.get() })])
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Press::Phone { person } = press;
    let Some(by) = turn.person.clone().filter(|_| turn.is_private()) else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    let Some(person) = directory::person_by_id(turn.tx, PersonId::from(person))? else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    if !may_see(turn, &by, &person)? {
        return Ok(turn.answer(&say!("profile-who-elsewhere", name = &person.name)));
    }
    let phone = answers(turn.tx, turn.cx, person.id)?.phone.filter(|_| !person.minor);
    let number = match phone {
        None => return Ok(turn.answer(&say!("profile-who-no-phone"))),
        Some(Phone::Shut) => return Ok(turn.answer(&say!("profile-phone-shut"))),
        Some(Phone::Open(number)) => number,
    };
    roles::audit_of(turn.tx, Some(by.id), person.id, "person.phone", roles::SUBJECT, turn.now)?;
    let say = say!("profile-who-number", name = &person.name, number = number);
    Ok(PressAnswer { alert: true, ..turn.answer(&say) })
}

/// Says it to the lead in private, wherever they asked; in a group a reaction shows that it was understood.
fn answer_in_private(turn: &mut Turn, by: &Person, lines: &[Say], keyboard: Keyboard) -> Result<(), Failure> {
    let Some((chat, locale)) = turn::reach(turn.tx, turn.cx, by.id)? else { return Ok(()) };
    let html = lines.iter().map(|say| turn.cx.texts.html(locale, say)).collect::<Vec<_>>().join("\n");
    let key = turn.next_key();
    outbox::enqueue(turn.tx, Letter::answer(key, chat, Body::text(html)).with(keyboard), turn.now)?;
    if let Some(message) = turn.message_id.filter(|_| !turn.is_private()) {
        turn.react(message, Some(DONE))?;
    }
    Ok(())
}
