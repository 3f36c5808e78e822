//! Whom a command is about: by a reply, by `@username`, by a mention, by user id.

use teloxide::types::{Message, MessageEntityKind, User};

use crate::directory::{self, Person, Shown};
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::{self, Turn};
use crate::i18n::Say;
use crate::say;

/// Telegram says that its ids fit into 52 bits.
const HIGHEST_ID: i64 = 1 << 52;

/// Who is pointed at, by a mention or a reply.
pub enum Pointee {
    User(Shown),
    Bot,
}

/// A command without what points at someone.
pub struct Pointed<'w> {
    pub words: Vec<&'w str>,
    pub at: Option<Pointee>,
}

/// Whether someone whom we never saw can be meant by their user id.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unmet {
    Taken,
    Refused,
}

/// Reads who is pointed at.
pub fn pointed<'w>(given: &Given<'w>) -> Pointed<'w> {
    match mentioned(given.message) {
        Some((at, text)) => Pointed { words: without(&given.words, &text), at: Some(at) },
        None => Pointed { words: given.words.clone(), at: replied_to(given.message) },
    }
}

/// The one who is meant by the words left over, or pointed at; none where neither or both name someone.
pub fn whom(
    turn: &mut Turn,
    words: &[&str],
    at: Option<Pointee>,
    unmet: Unmet,
) -> Result<Option<Result<Person, Say>>, Failure> {
    Ok(match (words, at) {
        ([], Some(Pointee::User(shown))) => Some(Ok(directory::see_person(turn.tx, &shown)?)),
        ([], Some(Pointee::Bot)) => Some(Err(say!("roles-no-bots"))),
        ([word], None) => Some(named(turn, word, unmet)?),
        _ => None,
    })
}

/// Whom these words name, or the message that this one replies to; none where that is nobody, or
/// more than one.
pub fn someone(
    turn: &mut Turn,
    message: &Message,
    words: &[&str],
) -> Result<Option<Result<Person, Say>>, Failure> {
    match mentioned(message) {
        Some((at, text)) => whom(turn, &without(words, &text), Some(at), Unmet::Refused),
        None => whom(turn, words, replied_to(message), Unmet::Refused),
    }
}

/// Someone named by `@username` or by user id.
fn named(turn: &mut Turn, word: &str, unmet: Unmet) -> Result<Result<Person, Say>, Failure> {
    let unknown = || say!("roles-person-unknown", who = word);
    if let Some(username) = word.strip_prefix('@') {
        if username.eq_ignore_ascii_case(&turn.cx.me.username) {
            return Ok(Err(say!("roles-no-bots")));
        }
        // Who has forgotten us is nobody whom we know.
        let known = directory::person_by_username(turn.tx, username)?;
        return Ok(known.filter(|person| person.telegram_id.is_some()).ok_or_else(unknown));
    }
    let Some(id) = word.parse::<i64>().ok().filter(|id| (1..=HIGHEST_ID).contains(id)) else {
        return Ok(Err(unknown()));
    };
    if id == turn.cx.me.id {
        return Ok(Err(say!("roles-no-bots")));
    }
    match directory::person_by_telegram(turn.tx, id)? {
        Some(person) => Ok(Ok(person)),
        None if unmet == Unmet::Taken => {
            let shown = Shown { telegram_id: id, name: format!("#{id}"), username: None, language: None };
            Ok(Ok(directory::see_person(turn.tx, &shown)?))
        }
        None => Ok(Err(unknown())),
    }
}

fn pointee(user: &User) -> Pointee {
    if user.is_bot { Pointee::Bot } else { Pointee::User(turn::shown(user)) }
}

/// Who has no username is mentioned by name; with the text that stands for them.
fn mentioned(message: &Message) -> Option<(Pointee, String)> {
    message.parse_entities()?.into_iter().find_map(|entity| match entity.kind() {
        MessageEntityKind::TextMention { user } => Some((pointee(user), entity.text().to_owned())),
        _ => None,
    })
}

/// The words without those that stand for someone.
fn without<'w>(words: &[&'w str], text: &str) -> Vec<&'w str> {
    let name: Vec<&str> = text.split_whitespace().collect();
    match words.windows(name.len().max(1)).position(|window| window == name) {
        Some(at) => words
            .iter()
            .enumerate()
            .filter(|(i, _)| !(at..at + name.len()).contains(i))
            .map(|(_, w)| *w)
            .collect(),
        None => words.to_vec(),
    }
}

/// The sender of the message that this one replies to. In a forum topic every message replies to the
/// topic's first one, which names nobody; nor does what was posted in the name of a chat.
fn replied_to(message: &Message) -> Option<Pointee> {
    let replied = message.reply_to_message()?;
    if message.is_topic_message && message.thread_id.is_some_and(|thread| thread.0 == replied.id) {
        return None;
    }
    replied.from.as_ref().filter(|_| replied.sender_chat.is_none()).map(pointee)
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn a_name_is_taken_out_of_the_words() {
        let words = ["lead", "330502", "Li", "Wei"];
        assert_eq!(without(&words, "Li Wei"), ["lead", "330502"]);
        assert_eq!(without(&words, "Li Jing"), words);
        assert_eq!(without(&[], "Li"), [""; 0]);
    }
}
