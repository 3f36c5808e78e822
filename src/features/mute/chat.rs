//! `/mute`: what a person, or a group, hears of the bot's own accord.

use super::{Kind, is_off_in, store, wants};
use crate::directory::Person;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::language;
use crate::features::roles::{self, Rank};
use crate::features::turn::Turn;
use crate::i18n::Say;
use crate::inbox::PressAnswer;
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

crate::presses! {
    /// The buttons that switch kinds off and on, by their place.
    pub enum Press: "mute" {
        /// One's own, by the place in [`Kind::OF_PEOPLE`].
        Mine { place: i64 } = "mine",
        /// Those of the group, by the place in [`Kind::OF_CHATS`].
        Chat { place: i64 } = "chat",
    }
}

/// `/mute`: in private what oneself hears, in a group what is said there.
pub fn mute(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return turn.reply(&say!("only-as-yourself")).map(drop) };
    let (html, keyboard) = if turn.is_private() {
        mine(turn, &person)?
    } else if language::may_choose(turn.tx, turn.cx, &person, &turn.chat)? {
        of_chat(turn)?
    } else {
        return turn.reply(&say!("mute-elsewhere")).map(drop);
    };
    turn.post(Body::text(html), keyboard, true).map(drop)
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    let kind = |kinds: &[Kind], place: i64| usize::try_from(place).ok().and_then(|at| kinds.get(at).copied());
    let (kind, off, (html, keyboard)) = match press {
        Press::Mine { place } if turn.is_private() => {
            let Some(kind) = kind(&Kind::OF_PEOPLE, place) else {
                return Ok(turn.answer(&say!("button-too-old")));
            };
            let off = wants(turn.tx, person.id, kind)?;
            store::set(turn.tx, person.id, kind, off, turn.now)?;
            (kind, off, mine(turn, &person)?)
        }
        Press::Chat { place } if !turn.is_private() => {
            let Some(kind) = kind(&Kind::OF_CHATS, place) else {
                return Ok(turn.answer(&say!("button-too-old")));
            };
            if !language::may_choose(turn.tx, turn.cx, &person, &turn.chat)? {
                return Ok(turn.answer(&say!("mute-only-leads")));
            }
            let off = !is_off_in(turn.tx, turn.chat.id, kind)?;
            store::set_in(turn.tx, turn.chat.id, kind, off, turn.now)?;
            let detail = format!("{} {}: {}", if off { "−" } else { "+" }, kind.word(), turn.chat.title);
            roles::audit(turn.tx, Some(person.id), "mute.chat", &detail, turn.now)?;
            (kind, off, of_chat(turn)?)
        }
        _ => return Ok(turn.answer(&say!("button-too-old"))),
    };
    turn.show(html, keyboard)?;
    let name = named(kind);
    Ok(turn.answer(&if off { say!("mute-off", kind = name) } else { say!("mute-on", kind = name) }))
}

/// The kinds that reach a person: what goes to leads is no choice of others.
fn reaching(turn: &Turn, person: &Person) -> Result<Vec<(i64, Kind)>, Failure> {
    let leads = roles::rank(turn.tx, turn.cx, person)? >= Rank::Inspector;
    let all = (0..).zip(Kind::OF_PEOPLE);
    Ok(all.filter(|(_, kind)| leads || !matches!(kind, Kind::Digests | Kind::Lists)).collect())
}

fn mine(turn: &Turn, person: &Person) -> Result<(String, Keyboard), Failure> {
    let mut buttons = Vec::new();
    for (place, kind) in reaching(turn, person)? {
        buttons.push(switch(turn, kind, wants(turn.tx, person.id, kind)?, Press::Mine { place }));
    }
    Ok((turn.html(&say!("mute-mine")), Keyboard::column(buttons)))
}

fn of_chat(turn: &Turn) -> Result<(String, Keyboard), Failure> {
    let mut buttons = Vec::new();
    for (place, kind) in (0..).zip(Kind::OF_CHATS) {
        let on = !is_off_in(turn.tx, turn.chat.id, kind)?;
        buttons.push(switch(turn, kind, on, Press::Chat { place }));
    }
    let most = turn.cx.config.reminders.max_per_day;
    Ok((turn.html(&say!("mute-chat", most = most)), Keyboard::column(buttons)))
}

fn switch(turn: &Turn, kind: Kind, on: bool, press: Press) -> Button {
    let name = named(kind);
    let say = if on { say!("mute-button-on", kind = name) } else { say!("mute-button-off", kind = name) };
    Button::press(turn.cx.texts.plain(turn.locale(), &say), press)
}

fn named(kind: Kind) -> Say {
    match kind {
        Kind::Reminders => say!("mute-kind-reminders"),
        Kind::Posts => say!("mute-kind-posts"),
        Kind::Bulletins => say!("mute-kind-bulletins"),
        Kind::Digests => say!("mute-kind-digests"),
        Kind::Lists => say!("mute-kind-lists"),
        Kind::Badges | Kind::News => say!("mute-kind-badges"),
    }
}

/// What a person has switched off, for their own page; none where nothing is.
pub fn line(turn: &Turn, person: &Person) -> Result<Option<Say>, Failure> {
    let mut off = Vec::new();
    for kind in Kind::OF_PEOPLE {
        if !wants(turn.tx, person.id, kind)? {
            off.push(turn.cx.texts.plain(turn.locale(), &named(kind)));
        }
    }
    Ok((!off.is_empty()).then(|| say!("mute-line", kinds = turn.cx.texts.list(turn.locale(), off))))
}
