//! Which language is spoken with whom, and where.
//!
//! A person is spoken to as Telegram says until they choose; a group or channel in the campaign's
//! language until somebody who may chooses another. Whoever says something asks [`crate::features::context::Context::locale_in`];
//! a change shows from the next thing on that is said, and nothing that stands is said anew.

pub mod chat;
pub mod job;

use crate::clock::Time;
use crate::directory::{self, Chat, Person};
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::{areas, roles};
use crate::i18n::{Locale, Texts};
use crate::say;
use crate::store::{Read, Tx};

/// Speaks with a person in this language, or in what Telegram says; their menu follows. Returns the
/// person as they are now.
pub fn choose(
    tx: &mut Tx,
    cx: &Context,
    person: &Person,
    language: Option<Locale>,
    now: Time,
) -> Result<Person, Failure> {
    let chosen = language.map(|locale| locale.tag().to_owned());
    directory::choose_language(tx, person.id, chosen.as_deref())?;
    let person = Person {
        language: chosen.clone().or_else(|| person.shown_language.clone()),
        chosen_language: chosen,
        ..person.clone()
    };
    roles::menu_for(tx, cx, &person, now)?;
    Ok(person)
}

/// Speaks this language in a group or channel from now on; `by` is nobody where an admin of the group
/// hides behind its name.
pub fn set_for_chat(
    tx: &mut Tx,
    chat: &Chat,
    locale: Locale,
    by: Option<PersonId>,
    now: Time,
) -> Result<(), Failure> {
    directory::set_chat_language(tx, chat.id, locale.tag())?;
    roles::audit(tx, by, "language", &format!("{} {}", locale.tag(), chat.title), now)
}

/// Whether the person may choose for the chat by their part in the campaign: an admin, or who answers
/// for an area that the chat serves. Telegram knows who else may: see [`job::choose`].
pub fn may_choose(read: &Read, cx: &Context, person: &Person, chat: &Chat) -> Result<bool, Failure> {
    if roles::is_admin(read, cx, person)? {
        return Ok(true);
    }
    for binding in areas::store::bindings_of(read, chat.id)? {
        if roles::answers_for(read, cx, person, binding.area)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A language as those who speak it call it.
pub fn own_name(texts: &Texts, locale: Locale) -> String {
    texts.plain(locale, &say!("language-own-name"))
}

/// The language that somebody means by a word: its own name, its tag, or what others call it.
pub fn named(word: &str) -> Option<Locale> {
    match word.trim().to_lowercase().as_str() {
        "简体中文" | "简体" | "简中" | "zh-cn" | "zh-hans" | "zh" | "cn" => Some(Locale::ZhCn),
        "繁體中文" | "繁體" | "繁中" | "正體" | "正體中文" | "zh-tw" | "zh-hant" | "tw" => {
            Some(Locale::ZhTw)
        }
        "english" | "en" | "英文" | "英语" | "英語" => Some(Locale::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_found_by_its_own_name_and_by_its_tag() {
        let texts = Texts::embedded();
        for locale in Locale::ALL {
            assert_eq!(named(&own_name(&texts, locale)), Some(locale));
            assert_eq!(named(&format!(" {} ", locale.tag().to_uppercase())), Some(locale));
        }
        assert_eq!(named("deutsch"), None);
    }
}
