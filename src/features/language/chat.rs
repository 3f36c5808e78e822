//! `/lang`, and its buttons.

use teloxide::types::Message;

use super::{job, named, own_name};
use crate::directory::Person;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::context::Context;
use crate::features::turn::Turn;
use crate::i18n::Locale;
use crate::inbox::PressAnswer;
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

crate::presses! {
    /// The buttons that choose a language, by its place in [`Locale::ALL`].
    pub enum Press: "lang" {
        /// One's own.
        Mine { place: i64 } = "mine",
        /// Whatever Telegram says.
        Telegram {} = "telegram",
        /// That of the group or channel.
        Chat { place: i64 } = "chat",
    }
}

/// Stands before the language that holds.
const CHOSEN: &str = "✓ ";

/// `/lang [LANGUAGE]`: in private one's own, in a group or channel that of the chat.
pub fn lang(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let wanted = named(given.rest);
    if !given.rest.is_empty() && wanted.is_none() {
        turn.reply(&say!("language-unknown"))?;
        return Ok(());
    }
    if !turn.is_private() {
        return of_chat(turn, given.message, wanted);
    }
    let Some(person) = turn.person.clone() else { return Ok(()) };
    if let Some(locale) = wanted {
        turn.person = Some(super::choose(turn.tx, turn.cx, &person, Some(locale), turn.now)?);
    }
    mine(turn)
}

/// Shows a person the language that they are spoken to in, with the others.
pub fn mine(turn: &mut Turn) -> Result<(), Failure> {
    let Some((html, keyboard)) = turn.person.as_ref().map(|person| my_page(turn.cx, person)) else {
        return Ok(());
    };
    turn.post(Body::text(html), keyboard, false)?;
    Ok(())
}

fn of_chat(turn: &mut Turn, message: &Message, wanted: Option<Locale>) -> Result<(), Failure> {
    let by = turn.person.clone();
    let may = match &by {
        Some(person) => super::may_choose(turn.tx, turn.cx, person, &turn.chat)?,
        // Only administrators speak in the name of the chat itself.
        None if message.sender_chat.as_ref().is_some_and(|sender| sender.id == message.chat.id) => true,
        None => {
            turn.reply(&say!("only-as-yourself"))?;
            return Ok(());
        }
    };
    if !may {
        return job::ask(turn, wanted, None);
    }
    if let Some(locale) = wanted {
        super::set_for_chat(turn.tx, &turn.chat, locale, by.map(|person| person.id), turn.now)?;
        turn.chat.language = Some(locale.tag().to_owned());
    }
    let (html, keyboard) = page_of_chat(turn.cx, turn.locale());
    turn.post(Body::text(html), keyboard, true)?;
    Ok(())
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let locale = |place: i64| usize::try_from(place).ok().and_then(|place| Locale::ALL.get(place).copied());
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    let wanted = match press {
        Press::Telegram {} => None,
        Press::Mine { place } | Press::Chat { place } => match locale(place) {
            Some(locale) => Some(locale),
            None => return Ok(turn.answer(&say!("button-too-old"))),
        },
    };
    match (press, wanted) {
        (Press::Chat { .. }, Some(locale)) => press_for_chat(turn, &person, locale),
        (Press::Mine { .. } | Press::Telegram {}, wanted) if turn.is_private() => {
            let person = super::choose(turn.tx, turn.cx, &person, wanted, turn.now)?;
            let (html, keyboard) = my_page(turn.cx, &person);
            let name = own_name(&turn.cx.texts, turn.cx.locale_of(person.language.as_deref()));
            turn.person = Some(person);
            turn.show(html, keyboard)?;
            Ok(turn.answer(&say!("language-toast", name = name)))
        }
        _ => Ok(turn.answer(&say!("button-too-old"))),
    }
}

fn press_for_chat(turn: &mut Turn, person: &Person, locale: Locale) -> Result<PressAnswer, Failure> {
    if turn.is_private() {
        return Ok(turn.answer(&say!("button-too-old")));
    }
    if !super::may_choose(turn.tx, turn.cx, person, &turn.chat)? {
        job::ask(turn, Some(locale), turn.message_id)?;
        return Ok(turn.answer(&say!("language-asking")));
    }
    super::set_for_chat(turn.tx, &turn.chat, locale, Some(person.id), turn.now)?;
    let (html, keyboard) = page_of_chat(turn.cx, locale);
    turn.show(html, keyboard)?;
    Ok(turn.answer(&say!("language-toast-chat", name = own_name(&turn.cx.texts, locale))))
}

/// What a person is spoken to in, and the choice.
fn my_page(cx: &Context, person: &Person) -> (String, Keyboard) {
    let locale = cx.locale_of(person.language.as_deref());
    let chosen = person.chosen_language.as_deref().and_then(Locale::from_tag);
    let say = match chosen {
        Some(_) => say!("language-mine", name = own_name(&cx.texts, locale)),
        None => say!("language-mine-telegram", name = own_name(&cx.texts, locale)),
    };
    let mut keyboard = choice(cx, chosen, |place| Press::Mine { place });
    let telegram = cx.texts.plain(locale, &say!("language-as-telegram"));
    keyboard = keyboard.and_row([Button::press(marked(telegram, chosen.is_none()), Press::Telegram {})]);
    (cx.texts.html(locale, &say), keyboard)
}

/// What is spoken in a group or channel, and the choice.
pub(super) fn page_of_chat(cx: &Context, locale: Locale) -> (String, Keyboard) {
    let say = say!("language-chat", name = own_name(&cx.texts, locale));
    (cx.texts.html(locale, &say), choice(cx, Some(locale), |place| Press::Chat { place }))
}

/// A button for each language.
pub fn choice<P: Into<String>>(cx: &Context, chosen: Option<Locale>, press: impl Fn(i64) -> P) -> Keyboard {
    Keyboard::row((0..).zip(Locale::ALL).map(|(place, locale)| {
        Button::press(marked(own_name(&cx.texts, locale), chosen == Some(locale)), press(place))
    }))
}

fn marked(name: String, chosen: bool) -> String {
    if chosen { format!("{CHOSEN}{name}") } else { name }
}
