//! `/me`, its buttons, and the answers to what a person was asked.

use teloxide::types::Message;

use super::form::{self, Standing};
use super::page::{self, View};
use super::question::{self, Said};
use super::{Answer, answers, store};
use crate::directory::Person;
use crate::domain::answers::{Age, Skill, Skills};
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::conversations::Conversation;
use crate::features::signup::{self, Left, chat::area_names};
use crate::features::turn::Turn;
use crate::features::{self, boards, language, minors, photos};
use crate::i18n::Locale;
use crate::inbox::{self, PressAnswer};
use crate::say;

crate::presses! {
    /// The buttons of the questions and of `/me`.
    pub enum Press: "me" {
        /// Answers with an age band.
        Age { band: i64 } = "age",
        /// Takes a skill in or out.
        Skill { skill: i64 } = "skill",
        /// The skills are chosen.
        Done {} = "done",
        Skip { question: i64 } = "skip",
        Back { question: i64 } = "back",
        /// Asks on the page for another answer.
        Change { question: i64 } = "change",
        /// Takes an answer away.
        Remove { question: i64 } = "remove",
        /// Back to the page.
        Show {} = "show",
        /// The buttons of one's areas, below the page.
        Areas {} = "areas",
        /// Makes one's area the home area.
        Home { area: i64 } = "home",
        /// Asks whether an area is to be left indeed.
        Leave { area: i64 } = "leave",
        /// Leaves it.
        LeaveYes { area: i64 } = "left",
        /// The buttons of what is seldom wanted.
        More {} = "more",
        /// The buttons that choose a language.
        Languages {} = "langs",
        /// Chooses one, by its place in [`Locale::ALL`].
        Speak { place: i64 } = "speak",
        /// Goes off the rankings, or comes back onto them.
        Boards {} = "boards",
        /// What `/family`, `/mydata` and `/forget` do.
        Family {} = "family",
        Data {} = "data",
        Forget {} = "forget",
    }
}

/// `/me`: in private all of it, with buttons; in a group what others may read.
pub fn me(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else {
        turn.reply(&say!("signup-not-as-a-chat"))?;
        return Ok(());
    };
    if turn.is_private() { open(turn, &person) } else { page::show_in_group(turn, &person) }
}

/// The page by its link.
pub fn open(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    page::show(turn, person).map(drop)
}

/// Somebody opened the bot: whom the questions wait for hears them, for the first time or again.
pub fn opened(turn: &mut Turn) -> Result<(), Failure> {
    let Some(person) = turn.person.as_ref().filter(|_| turn.is_private()).map(|person| person.id) else {
        return Ok(());
    };
    let Some(person) = crate::directory::person_by_id(turn.tx, person)? else { return Ok(()) };
    if person.joined && !form::again(turn, &person)? {
        form::begin(turn.tx, turn.cx, person.id, turn.now)?;
    }
    Ok(())
}

/// Takes a message that answers a question; false if it is none.
pub fn answered(
    turn: &mut Turn,
    person: &Person,
    asked: &Conversation,
    message: &Message,
) -> Result<bool, Failure> {
    let said = if let Some(contact) = message.contact() {
        // The number is on the disk in what Telegram sent: there it stays no longer than this takes.
        inbox::blank(turn.tx, turn.cx.me.id, turn.update_id)?;
        let own = contact.user_id.is_some() && contact.user_id == message.from.as_ref().map(|user| user.id);
        if own { Said::OwnContact(&contact.phone_number) } else { Said::OtherContact }
    } else if let Some(text) = message.text().filter(|text| !text.starts_with('/')) {
        let since = Standing::of(turn.cx, asked).map_or(turn.now, |standing| standing.since());
        let answers = message.reply_to_message().map(|replied| i64::from(replied.id.0));
        if !form::is_to_question(turn, asked, answers)? || photos::is_meant(turn, text, since, message.date)?
        {
            return Ok(false);
        }
        Said::Text(text)
    } else {
        return Ok(false);
    };
    form::said(turn, person, asked, &said)
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    if !turn.is_private() {
        return Ok(turn.answer(&say!("profile-toast-private")));
    }
    match press {
        Press::Change { question } => {
            let Some(question) = question::of_number(question) else { return past(turn) };
            if !form::questions(turn.cx).any(|asked| asked.question == question)
                || !form::may_answer(turn.tx, person.id, question)?
            {
                return past(turn);
            }
            form::change(turn, &person, question)?;
        }
        Press::Show {} => turn_to(turn, &person, View::Answers)?,
        Press::Areas {} => turn_to(turn, &person, View::Areas)?,
        Press::More {} => turn_to(turn, &person, View::More)?,
        Press::Languages {} => turn_to(turn, &person, View::Languages)?,
        Press::Remove { question } => {
            let Some(question) = question::of_number(question) else { return past(turn) };
            if form::questions(turn.cx).any(|asked| asked.question == question && asked.required) {
                return Ok(turn.answer(&say!("profile-toast-required")));
            }
            let removed = store::remove(turn.tx, person.id, question)?;
            turn_to(turn, &person, View::Answers)?;
            if removed {
                return Ok(turn.answer(&say!("profile-toast-removed", label = question::label(question))));
            }
        }
        Press::Home { area } => {
            let area = AreaId::from(area);
            let name = area_names(turn, &[area])?;
            let say = match signup::make_home(turn.tx, person.id, area)? {
                true => say!("signup-home", area = name),
                false => say!("signup-home-not-yours", area = name),
            };
            turn_to(turn, &person, View::Answers)?;
            return Ok(turn.answer(&say));
        }
        Press::Leave { area } => {
            let area = AreaId::from(area);
            if !signup::store::is_member(turn.tx, person.id, area)? {
                return left_already(turn, &person, area);
            }
            form::leave_page(turn, &person)?;
            page::ask_to_leave(turn, &person, area)?;
        }
        Press::LeaveYes { area } => {
            let area = AreaId::from(area);
            if signup::leave(turn.tx, turn.cx, person.id, area, turn.now)? == Left::NotThere {
                return left_already(turn, &person, area);
            }
            let name = area_names(turn, &[area])?;
            turn_to(turn, &person, View::Answers)?;
            return Ok(turn.answer(&say!("signup-left", area = name)));
        }
        Press::Speak { place } => {
            let locale = usize::try_from(place).ok().and_then(|place| Locale::ALL.get(place).copied());
            let Some(locale) = locale else { return Ok(turn.answer(&say!("button-too-old"))) };
            let person = language::choose(turn.tx, turn.cx, &person, Some(locale), turn.now)?;
            turn.person = Some(person.clone());
            turn_to(turn, &person, View::Languages)?;
            let name = language::own_name(&turn.cx.texts, locale);
            return Ok(turn.answer(&say!("language-toast", name = name)));
        }
        Press::Boards {} => {
            let hidden = !boards::is_hidden(turn.tx, person.id)?;
            boards::hide(turn.tx, turn.cx, person.id, hidden)?;
            turn_to(turn, &person, View::More)?;
            let left_out = boards::is_left_out(turn.tx, turn.cx, person.id)?;
            return Ok(turn.answer(&match (hidden, left_out) {
                (true, _) => say!("profile-toast-hidden"),
                (false, false) => say!("profile-toast-shown"),
                (false, true) => say!("profile-toast-left-out"),
            }));
        }
        Press::Family {} => minors::chat::list(turn, &person)?,
        Press::Data {} => drop(features::open_link(turn, "mydata")?),
        Press::Forget {} => drop(features::open_link(turn, "forget")?),
        Press::Age { .. }
        | Press::Skill { .. }
        | Press::Done {}
        | Press::Skip { .. }
        | Press::Back { .. } => {
            return pressed_question(turn, &person, press);
        }
    }
    Ok(PressAnswer::default())
}

/// Puts these buttons below the page; a question that waits on it waits no more.
fn turn_to(turn: &mut Turn, person: &Person, view: View) -> Result<(), Failure> {
    form::leave_page(turn, person)?;
    page::turn_to(turn, person, view)
}

fn left_already(turn: &mut Turn, person: &Person, area: AreaId) -> Result<PressAnswer, Failure> {
    let name = area_names(turn, &[area])?;
    turn_to(turn, person, View::Answers)?;
    Ok(turn.answer(&say!("signup-left-already", area = name)))
}

/// A button below the question that waits; one below another question does nothing but say so.
fn pressed_question(turn: &mut Turn, person: &Person, press: Press) -> Result<PressAnswer, Failure> {
    use crate::config::Question;
    let Some(standing) = Standing::find(turn, person)? else { return past(turn) };
    if page::letter(turn)?.as_deref() != Some(standing.memo.letter.as_str()) {
        return past(turn);
    }
    let at = standing.asked.question;
    match press {
        Press::Age { band } if at == Question::Age => {
            let band = usize::try_from(band).ok().and_then(|band| Age::ALL.get(band));
            let Some(age) = band else { return past(turn) };
            form::answer_with(turn, person, standing, Answer::Age(*age))?;
        }
        Press::Skill { skill } if at == Question::Skills => {
            let skill = usize::try_from(skill).ok().and_then(|skill| Skill::ALL.get(skill));
            let Some(skill) = skill else { return past(turn) };
            let mut picked = Skills::parse(&standing.memo.picked);
            picked.turn(*skill);
            form::pick(turn, person, standing, &picked)?;
        }
        Press::Done {} if at == Question::Skills => {
            let picked = Skills::parse(&standing.memo.picked);
            if picked.is_empty() {
                return Ok(turn.answer(&say!("profile-toast-choose")));
            }
            form::answer_with(turn, person, standing, Answer::Skills(picked))?;
        }
        Press::Skip { question } if question::of_number(question) == Some(at) => {
            let answered = answers(turn.tx, turn.cx, person.id)?.has(at);
            if standing.asked.required && !answered {
                return Ok(turn.answer(&say!("profile-toast-required")));
            }
            form::go_on(turn, person, &standing)?;
        }
        Press::Back { question } if question::of_number(question) == Some(at) => {
            form::back(turn, person, &standing)?;
        }
        _ => return past(turn),
    }
    Ok(PressAnswer::default())
}

fn past(turn: &Turn) -> Result<PressAnswer, Failure> {
    Ok(turn.answer(&say!("profile-toast-past")))
}
