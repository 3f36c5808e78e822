//! Joining as people do it: a tap, a link, a name that is typed.

use teloxide::types::Message;

use super::pick::{self, Choice};
use super::{Joined, store};
use crate::directory::{self, Person};
use crate::domain::area::Area;
use crate::domain::ids::AreaId;
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::{self, Turn};
use crate::features::{self, areas, points, roles};
use crate::i18n::{Locale, Say};
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

crate::presses! {
    /// The buttons of joining.
    pub enum Press: "join" {
        /// Signs up for the area.
        Area { area: i64 } = "area",
        /// Shows a page of what lies below the area; 0: from the top.
        Below { area: i64, page: i64 } = "below",
    }
}

/// The button that signs whoever presses it up for an area.
pub fn join_button(turn: &Turn, area: AreaId, name: &str) -> Button {
    let text = turn.cx.texts.plain(turn.locale(), &say!("signup-button", area = name));
    Button::press(text, Press::Area { area: area.get() })
}

/// `/start`: in a group, by a link that binds it. In private, by a link that names an area one is signed up at once; else one is told where one
/// stands, or offered to join.
pub fn start(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let payload = given.words.first().copied().unwrap_or_default();
    if let Some(code) = payload.strip_prefix("bind_").filter(|_| !turn.is_private()) {
        return areas::link::follow(turn, code);
    }
    let Some(person) = turn.person.clone().filter(|_| turn.is_private()) else {
        turn.reply(&say!("signup-start-in-private"))?;
        return Ok(());
    };
    roles::menu_for(turn.tx, turn.cx, &person, turn.now)?;
    if let Some(code) = payload.strip_prefix("join_") {
        let tree = turn.cx.tree(turn.tx)?;
        return match tree.by_code(code) {
            Some(area) => {
                let html = join_in_private(turn, &person, area)?;
                turn.post(Body::text(html), Keyboard::default(), false).map(drop)
            }
            None => offer(turn, &[say!("signup-unknown-code", code = code)]),
        };
    }
    if let Some(code) = payload.strip_prefix("claim_") {
        let say = match roles::claim(turn.tx, turn.cx, &person, code, turn.now)? {
            true => say!("signup-claimed"),
            false => say!("signup-claim-refused"),
        };
        turn.say(&say)?;
        return Ok(());
    }
    // Who was given a role before ever opening the bot gets the menu of that role now.
    roles::menu_for(turn.tx, turn.cx, &person, turn.now)?;
    if features::open_link(turn, payload)? {
        return Ok(());
    }
    if !person.joined {
        let campaign = &turn.cx.config.campaign.name;
        return offer(turn, &[say!("signup-hello", name = &person.own_name, campaign = campaign)]);
    }
    let standing = standing(turn, &person)?;
    let mut html = turn.html(&standing);
    html.push_str(&notice(turn, &person)?);
    turn.post(Body::text(html), Keyboard::default(), false)?;
    Ok(())
}

/// `/join`: in a group for its area; in private one picks, or names, an area.
pub fn join(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else {
        turn.reply(&say!("signup-not-as-a-chat"))?;
        return Ok(());
    };
    let tree = turn.cx.tree(turn.tx)?;
    if turn.is_private() {
        return match tree.by_code(given.rest) {
            Some(area) => {
                let html = join_in_private(turn, &person, area)?;
                turn.post(Body::text(html), Keyboard::default(), false).map(drop)
            }
            None if given.rest.is_empty() => offer(turn, &[]),
            None => look_up(turn, given.rest),
        };
    }
    let binding = areas::store::binding(turn.tx, turn.chat.id, turn.thread)?;
    let Some(area) = binding.and_then(|binding| tree.get(binding.area)) else {
        turn.reply(&say!("signup-unbound"))?;
        return Ok(());
    };
    let say = match super::join(turn.tx, turn.cx, &person, area.id, turn.now)? {
        Joined::Already => standing(turn, &person)?,
        joined => confirmation(turn, joined, area),
    };
    turn.reply(&say)?;
    Ok(())
}

/// A plain text in private is a search for an area; what finds none gets a hint, once a day.
pub fn typed(turn: &mut Turn, message: &Message) -> Result<bool, Failure> {
    let (Some(text), Some(_)) = (message.text(), &turn.person) else { return Ok(false) };
    if !turn.is_private() || text.starts_with('/') {
        return Ok(false);
    }
    look_up(turn, text)?;
    Ok(true)
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    match press {
        Press::Below { area, page } => {
            let of = tree.living(AreaId::from(area)).map(|area| area.id);
            let page = usize::try_from(page).unwrap_or_default();
            let choice = pick::below(&turn.cx.texts, turn.locale(), &tree, of, page);
            let html = turn.html(&choice.say);
            show(turn, html, choice.keyboard)?;
            Ok(PressAnswer::default())
        }
        Press::Area { area } => {
            let Some(area) = tree.living(AreaId::from(area)) else {
                return Ok(turn.answer(&say!("button-too-old")));
            };
            if turn.is_private() {
                let html = join_in_private(turn, &person, area)?;
                show(turn, html, Keyboard::default())?;
                return Ok(PressAnswer::default());
            }
            join_in_passing(turn, &person, area)
        }
    }
}

/// Signs up by a button in a group: the group stays quiet, the person sees a passing line, and
/// reads it again in private where the bot may write.
fn join_in_passing(turn: &mut Turn, person: &Person, area: &Area) -> Result<PressAnswer, Failure> {
    let joined = super::join(turn.tx, turn.cx, person, area.id, turn.now)?;
    if joined == Joined::Already {
        return Ok(turn.answer(&say!("signup-toast-already", area = &area.name)));
    }
    if let Some((chat, locale)) = turn::reach(turn.tx, turn.cx, person.id)? {
        let mut html = turn.cx.texts.html(locale, &confirmation(turn, joined, area));
        html.push_str(&notice_in(turn, person, locale)?);
        let key = turn.next_key();
        outbox::enqueue(turn.tx, Letter::answer(key, chat, Body::text(html)), turn.now)?;
    }
    Ok(turn.answer(&confirmation(turn, joined, area)))
}

/// Signs up in private; what to say of it, with the privacy notice if it was never shown.
fn join_in_private(turn: &mut Turn, person: &Person, area: &Area) -> Result<String, Failure> {
    let say = match super::join(turn.tx, turn.cx, person, area.id, turn.now)? {
        Joined::Already => standing(turn, person)?,
        joined => confirmation(turn, joined, area),
    };
    let mut html = turn.html(&say);
    html.push_str(&notice(turn, person)?);
    Ok(html)
}

fn confirmation(turn: &Turn, joined: Joined, area: &Area) -> Say {
    match joined {
        // Nobody has points before signing up, so what that earns is all there is.
        Joined::First => {
            say!("signup-joined", area = &area.name, points = turn.cx.config.points.rule(Deed::Signup).amount)
        }
        Joined::Further | Joined::Already => say!("signup-joined-further", area = &area.name),
    }
}

/// Where a person who has joined stands.
fn standing(turn: &Turn, person: &Person) -> Result<Say, Failure> {
    let areas = area_names(turn, &store::areas_of(turn.tx, person.id)?)?;
    let points = points::store::balance(turn.tx, person.id)?;
    Ok(say!("signup-standing", areas = areas, points = points))
}

fn notice(turn: &mut Turn, person: &Person) -> Result<String, Failure> {
    let locale = turn.locale();
    notice_in(turn, person, locale)
}

/// The privacy notice, to stand below what is said in private; nothing once it was shown.
fn notice_in(turn: &mut Turn, person: &Person, locale: Locale) -> Result<String, Failure> {
    if person.noticed {
        return Ok(String::new());
    }
    directory::mark_noticed(turn.tx, person.id, turn.now)?;
    Ok(format!("\n\n{}", turn.cx.texts.html(locale, &say!("signup-notice"))))
}

/// Offers the tree from its top, below what is to be said first.
fn offer(turn: &mut Turn, first: &[Say]) -> Result<(), Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let choice = if tree.is_empty() {
        Choice { say: say!("signup-no-areas"), keyboard: Keyboard::default() }
    } else {
        pick::below(&turn.cx.texts, turn.locale(), &tree, None, 0)
    };
    let lines = first.iter().chain([&choice.say]).map(|say| turn.html(say));
    let html = lines.collect::<Vec<_>>().join("\n");
    turn.post(Body::text(html), choice.keyboard, false)?;
    Ok(())
}

/// Shows the areas that a text finds.
fn look_up(turn: &mut Turn, text: &str) -> Result<(), Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    if let Some(choice) = pick::found(&tree, text) {
        turn.say_with(&choice.say, choice.keyboard)?;
        return Ok(());
    }
    let key = format!("signup:hint:{}:{}", turn.chat.id, turn.cx.day(turn.now));
    if outbox::tell_once(turn.tx, &key, turn.now)? {
        turn.say(&say!("signup-hint"))?;
    }
    Ok(())
}

/// Puts a page in the place of the one whose button was pressed.
pub(in crate::features) fn show(turn: &mut Turn, html: String, keyboard: Keyboard) -> Result<(), Failure> {
    let letter = match turn.message_id {
        Some(message) => outbox::find_by_message(turn.tx, turn.chat.id, message)?,
        None => None,
    };
    match letter {
        Some(letter) => {
            let body = Body::EditText { of: letter.key, html, keyboard };
            outbox::enqueue(turn.tx, Letter::edit(turn.chat.id, body), turn.now)?;
        }
        None => {
            turn.post(Body::text(html), keyboard, false)?;
        }
    }
    Ok(())
}

/// The areas' names in a row.
pub(in crate::features) fn area_names(turn: &Turn, areas: &[AreaId]) -> Result<String, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let names = areas.iter().filter_map(|area| tree.get(*area)).map(|area| area.name.as_str());
    Ok(turn.cx.texts.list(turn.locale(), names))
}
