//! `/mydata` and `/forget`, and the buttons of the latter.

use teloxide::types::{Message, MessageEntityKind};

use super::data;
use super::forget::{self, Order};
use super::store;
use crate::directory::{self, Person};
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::photos::store::Whose;
use crate::features::signup::chat::area_names;
use crate::features::turn::{self, Turn};
use crate::features::{points, roles};
use crate::i18n::Say;
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

crate::presses! {
    /// The buttons under the question whether somebody is to be erased.
    pub enum Press: "privacy" {
        /// The person themselves says so.
        Erase { person: i64 } = "erase",
        Keep { person: i64 } = "keep",
        /// An admin says so of somebody else.
        Order { person: i64 } = "order",
        Leave { person: i64 } = "leave",
    }
}

/// On a message in a group that was answered in private.
const DONE: &str = "👌";

/// `/mydata`: all that is stored of who asks, as a file in private.
pub fn mydata(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return refuse(turn, &say!("only-as-yourself")) };
    if turn::reach(turn.tx, turn.cx, person.id)?.is_none() {
        return open_me(turn, &say!("privacy-data-open"), "mydata");
    }
    send_data(turn, &person)
}

/// Has the file made and sent, unless it is under way.
pub fn send_data(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    let say = match data::order(turn.tx, Whose::Person(person.id), person.id, turn.now)? {
        true => say!("privacy-data-begun"),
        false => say!("privacy-data-under-way"),
    };
    answer_in_private(turn, person, &say, Keyboard::default())
}

/// `/forget`: asks whether all that leads back to who asks shall be erased. `/forget WHO`: the same of
/// somebody else, for admins who were asked on paper.
pub fn forget(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return refuse(turn, &say!("only-as-yourself")) };
    if !given.rest.is_empty() {
        return forget_other(turn, &person, given);
    }
    if !turn.is_private() && turn::reach(turn.tx, turn.cx, person.id)?.is_none() {
        // Whoever never opened the bot is asked where they are.
        let buttons = own_buttons(turn, person.id);
        turn.reply_with(&say!("privacy-forget-ask-short"), buttons)?;
        return Ok(());
    }
    ask(turn, &person)
}

/// Asks the person in private, with all that follows from it.
pub fn ask(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    if forget::is_ordered(turn.tx, person.id)? {
        return answer_in_private(turn, person, &say!("privacy-forget-under-way"), Keyboard::default());
    }
    let mut lines = vec![say!("privacy-forget-ask", points = points::store::balance(turn.tx, person.id)?)];
    lines.extend(what_it_means(turn, person)?);
    let buttons = own_buttons(turn, person.id);
    answer_lines_in_private(turn, person, &lines, buttons)
}

/// What somebody's going means to others.
fn what_it_means(turn: &Turn, person: &Person) -> Result<Vec<Say>, Failure> {
    let mut lines = Vec::new();
    let led = roles::led_by(turn.tx, person.id)?;
    if !led.is_empty() {
        lines.push(say!("privacy-forget-lead", areas = area_names(turn, &led)?));
    }
    if person.telegram_id.is_some_and(|id| turn.cx.config.admins.contains(&id)) {
        lines.push(say!("privacy-forget-configured"));
    } else if roles::admins(turn.tx, turn.cx)? == [person.id] {
        lines.push(say!("privacy-forget-last-admin"));
    }
    Ok(lines)
}

fn forget_other(turn: &mut Turn, by: &Person, given: &Given) -> Result<(), Failure> {
    if !roles::is_admin(turn.tx, turn.cx, by)? {
        return refuse(turn, &say!("privacy-forget-only-own"));
    }
    if !turn.is_private() {
        return refuse(turn, &say!("privacy-forget-in-private"));
    }
    let Some(person) = named(turn, given)? else {
        return refuse(turn, &say!("privacy-forget-unknown", who = given.rest));
    };
    if person.id == by.id {
        return ask(turn, by);
    }
    let name = match &person.username {
        Some(username) => format!("{} @{username}", person.name),
        None => person.name.clone(),
    };
    let mut lines = vec![say!("privacy-forget-ask-other", name = name)];
    lines.extend(what_it_means(turn, &person)?);
    let text = |say| turn.cx.texts.plain(turn.locale(), &say);
    let person = person.id.get();
    let yes = Button::press(text(say!("privacy-forget-yes")), Press::Order { person });
    let no = Button::press(text(say!("privacy-forget-no")), Press::Leave { person });
    answer_lines_in_private(turn, by, &lines, Keyboard::row([yes, no]))
}

/// Whom a command names: by `@username`, by Telegram's number, or by a mention.
fn named(turn: &Turn, given: &Given) -> Result<Option<Person>, Failure> {
    if let Some(telegram_id) = mentioned(given.message) {
        return directory::person_by_telegram(turn.tx, telegram_id);
    }
    match (given.rest.strip_prefix('@'), given.rest.parse::<i64>()) {
        (Some(username), _) => directory::person_by_username(turn.tx, username),
        (None, Ok(telegram_id)) => directory::person_by_telegram(turn.tx, telegram_id),
        _ => Ok(None),
    }
}

fn mentioned(message: &Message) -> Option<i64> {
    message.parse_entities()?.into_iter().find_map(|entity| match entity.kind() {
        MessageEntityKind::TextMention { user } => i64::try_from(user.id.0).ok(),
        _ => None,
    })
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Some(presser) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    match press {
        Press::Erase { person } | Press::Keep { person } if presser.id.get() != person => {
            Ok(turn.answer(&say!("privacy-not-yours")))
        }
        Press::Erase { .. } => {
            begin(turn, presser.id, presser.id)?;
            close(turn, &say!("privacy-forget-begun"))?;
            Ok(turn.answer(&say!("privacy-forget-begun-toast")))
        }
        Press::Keep { .. } => {
            close(turn, &say!("privacy-forget-kept"))?;
            Ok(turn.answer(&say!("privacy-forget-kept")))
        }
        Press::Order { .. } | Press::Leave { .. } if !roles::is_admin(turn.tx, turn.cx, &presser)? => {
            Ok(turn.answer(&say!("only-admins")))
        }
        Press::Order { person } => order(turn, presser.id, PersonId::from(person)),
        Press::Leave { .. } => {
            close(turn, &say!("privacy-forget-kept"))?;
            Ok(turn.answer(&say!("privacy-forget-kept")))
        }
    }
}

/// An admin was asked on paper: who is erased hears of it, if they can.
fn order(turn: &mut Turn, by: PersonId, person: PersonId) -> Result<PressAnswer, Failure> {
    if directory::person_by_id(turn.tx, person)?.is_none() || store::is_forgotten(turn.tx, person)? {
        return Ok(turn.answer(&say!("button-too-old")));
    }
    if begin(turn, by, person)? {
        turn.tell(person, &say!("privacy-forgotten-by-admin"), Keyboard::default())?;
    }
    close(turn, &say!("privacy-forget-other-begun"))?;
    Ok(turn.answer(&say!("privacy-forget-begun-toast")))
}

/// False where it is under way already.
fn begin(turn: &mut Turn, by: PersonId, person: PersonId) -> Result<bool, Failure> {
    if forget::is_ordered(turn.tx, person)? {
        return Ok(false);
    }
    let order = Order { person, at: turn.now, is_logged: false, by: Some(by) };
    forget::order(turn.tx, &order, turn.now)?;
    Ok(true)
}

/// Ends the question: in private it becomes the answer, in a group it goes.
fn close(turn: &mut Turn, say: &Say) -> Result<(), Failure> {
    let question = outbox::find_by_message(turn.tx, turn.chat.id, turn.message_id.unwrap_or_default())?;
    let Some(question) = question else { return Ok(()) };
    let letter = match turn.is_private() {
        true => {
            let (html, keyboard) = (turn.html(say), Keyboard::default());
            Letter::edit(turn.chat.id, Body::EditText { of: question.key, html, keyboard })
        }
        false => Letter::removal(turn.chat.id, &question.key),
    };
    outbox::enqueue(turn.tx, letter, turn.now)?;
    Ok(())
}

fn own_buttons(turn: &Turn, person: PersonId) -> Keyboard {
    let text = |say| turn.cx.texts.plain(turn.locale(), &say);
    let person = person.get();
    let yes = Button::press(text(say!("privacy-forget-yes")), Press::Erase { person });
    let no = Button::press(text(say!("privacy-forget-no")), Press::Keep { person });
    Keyboard::row([yes, no])
}

fn refuse(turn: &mut Turn, say: &Say) -> Result<(), Failure> {
    turn.reply(say)?;
    Ok(())
}

/// In a group, to who never opened the bot: a button that opens it.
fn open_me(turn: &mut Turn, say: &Say, payload: &str) -> Result<(), Failure> {
    let label = turn.cx.texts.plain(turn.locale(), &say!("privacy-open-me"));
    let keyboard = Keyboard::row([Button::open(label, turn.cx.deep_link(payload))]);
    turn.reply_with(say, keyboard)?;
    Ok(())
}

fn answer_in_private(turn: &mut Turn, person: &Person, say: &Say, keyboard: Keyboard) -> Result<(), Failure> {
    answer_lines_in_private(turn, person, std::slice::from_ref(say), keyboard)
}

/// Says something to the person in private, wherever they asked; in a group a reaction shows that
/// they were understood.
fn answer_lines_in_private(
    turn: &mut Turn,
    person: &Person,
    lines: &[Say],
    keyboard: Keyboard,
) -> Result<(), Failure> {
    let Some((chat, locale)) = turn::reach(turn.tx, turn.cx, person.id)? else { return Ok(()) };
    let html = lines.iter().map(|say| turn.cx.texts.html(locale, say)).collect::<Vec<_>>().join("\n");
    let key = turn.next_key();
    outbox::enqueue(turn.tx, Letter::answer(key, chat, Body::text(html)).with(keyboard), turn.now)?;
    if let Some(message) = turn.message_id.filter(|_| !turn.is_private()) {
        turn.react(message, Some(DONE))?;
    }
    Ok(())
}
