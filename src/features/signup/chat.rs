//! Joining as people do it: a tap, a link, a name that is typed.

use teloxide::types::Message;

use super::link::{self, Link, Target};
use super::pick::{self, Choice};
use super::{Joined, approval, inviting, leaving, store};
use crate::directory::Person;
use crate::domain::area::Area;
use crate::domain::fold::squash;
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::{self, Turn};
use crate::features::{self, areas, points, roles};
use crate::i18n::{Locale, Say};
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// The beginning of a code tells which areas may have been meant from so many letters on.
const CUT: usize = 3;

/// Plain words for joining.
pub const JOIN_WORDS: &[&str] = &["报名", "加入", "join"];

crate::presses! {
    /// The buttons of joining, of leaving, and of what is home.
    pub enum Press: "join" {
        /// Signs up for the area.
        Area { area: i64 } = "area",
        /// Shows a page of what lies below the area; 0: from the top.
        Below { area: i64, page: i64 } = "below",
        /// Shows a page of what a text finds; which text, see `AreaTree::trace`.
        Found { area: i64, at: i64, length: i64, page: i64 } = "found",
        /// Ends the person's membership.
        Leave { person: i64, area: i64 } = "leave",
        /// Ends none.
        Stay { person: i64 } = "stay",
        /// Makes the link and the poster of an area.
        Invite { area: i64 } = "invite",
        /// Makes one's area the home area.
        Home { area: i64 } = "home",
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
    let tree = turn.cx.tree(turn.tx)?;
    if let Some(link) = link::read(&tree, payload) {
        return follow(turn, &person, link);
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
    let mut html = standing(turn, &person)?;
    html.push_str(&notice(turn, &person)?);
    turn.post(Body::text(html), Keyboard::default(), false)?;
    Ok(())
}

/// A link that signs up was followed. One that leads nowhere shows where else to go.
fn follow(turn: &mut Turn, person: &Person, link: Link) -> Result<(), Failure> {
    if let Some(code) = link.by {
        super::note_inviter(turn.tx, person.id, code)?;
    }
    let tree = turn.cx.tree(turn.tx)?;
    match link.area {
        Target::Area(area) => {
            let Some(area) = tree.living(area) else { return offer(turn, &[]) };
            let (html, keyboard) = join_in_private(turn, person, area)?;
            turn.post(Body::text(html), keyboard, false).map(drop)
        }
        Target::Retired(area) => {
            let name = tree.get(area).map_or("", |area| &area.name);
            let near = tree.ancestors(area).find(|area| tree.living(area.id).is_some());
            offer_below(turn, &[say!("signup-link-retired", area = name)], near.map(|area| area.id))
        }
        Target::Unknown => {
            let said = say!("signup-unknown-code", code = link.code);
            // Of a code that was cut the beginning is there.
            let found = Some(link.code).filter(|code| code.len() >= CUT);
            match found.and_then(|code| pick::found(&turn.cx.texts, turn.locale(), &tree, code, 0)) {
                Some(choice) => post_choice(turn, &[said], choice),
                None => offer(turn, &[said]),
            }
        }
    }
}

/// `/join`: in a group for its area; in private one picks, or names, an area.
pub fn join(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else {
        turn.reply(&say!("signup-not-as-a-chat"))?;
        return Ok(());
    };
    let tree = turn.cx.tree(turn.tx)?;
    if turn.is_private() {
        return match tree.by_typed_code(given.rest) {
            Some(area) => {
                let (html, keyboard) = join_in_private(turn, &person, area)?;
                turn.post(Body::text(html), keyboard, false).map(drop)
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
    let joined = super::join(turn.tx, turn.cx, &person, area.id, turn.now)?;
    approval::chat::asked_here(turn, &person, area.id, joined)?;
    let html = match joined {
        Joined::Already => standing(turn, &person)?,
        joined => turn.html(&confirmation(turn, &person, joined, area)?),
    };
    turn.post(Body::text(html), Keyboard::default(), true)?;
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
            turn.show(html, choice.keyboard)?;
            Ok(PressAnswer::default())
        }
        Press::Found { area, at, length, page } => {
            let [at, length, page] = [at, length, page].map(|number| usize::try_from(number).unwrap_or(0));
            let text = tree.traced(area.into(), at, length);
            let choice = text.and_then(|text| pick::found(&turn.cx.texts, turn.locale(), &tree, &text, page));
            let Some(choice) = choice else { return Ok(turn.answer(&say!("button-too-old"))) };
            let html = turn.html(&choice.say);
            turn.show(html, choice.keyboard)?;
            Ok(PressAnswer::default())
        }
        Press::Area { area } => {
            let Some(area) = tree.living(AreaId::from(area)) else {
                let name = tree.get(AreaId::from(area)).map_or("", |area| &area.name);
                return Ok(turn.answer(&say!("signup-toast-retired", area = name)));
            };
            if turn.is_private() {
                let (html, keyboard) = join_in_private(turn, &person, area)?;
                turn.show(html, keyboard)?;
                return Ok(PressAnswer::default());
            }
            join_in_passing(turn, &person, area)
        }
        Press::Leave { person: of, area } => leaving::left(turn, &person, of, area.into()),
        Press::Stay { person: of } => leaving::stayed(turn, &person, of),
        Press::Invite { area } => inviting::chosen(turn, &person, area.into()),
        Press::Home { area } => leaving::home(turn, &person, area.into()),
    }
}

/// Signs up by a button in a group: the group stays quiet, the person sees a passing line, and
/// reads it again in private where the bot may write.
fn join_in_passing(turn: &mut Turn, person: &Person, area: &Area) -> Result<PressAnswer, Failure> {
    let joined = super::join(turn.tx, turn.cx, person, area.id, turn.now)?;
    approval::chat::asked_here(turn, person, area.id, joined)?;
    if joined == Joined::Already {
        return Ok(turn.answer(&say!("signup-toast-already", area = &area.name)));
    }
    let said = confirmation(turn, person, joined, area)?;
    if let Some((chat, locale)) = turn::reach(turn.tx, turn.cx, person.id)? {
        let mut html = turn.cx.texts.html(locale, &said);
        html.push_str(&notice_in(turn, person, locale)?);
        let key = turn.next_key();
        outbox::enqueue(turn.tx, Letter::answer(key, chat, Body::text(html)), turn.now)?;
    }
    Ok(turn.answer(&said))
}

/// Signs up in private; what to say of it, with the privacy notice if it was never shown.
fn join_in_private(turn: &mut Turn, person: &Person, area: &Area) -> Result<(String, Keyboard), Failure> {
    let joined = super::join(turn.tx, turn.cx, person, area.id, turn.now)?;
    let mut html = match joined {
        Joined::Already => standing(turn, person)?,
        _ => turn.html(&confirmation(turn, person, joined, area)?),
    };
    html.push_str(&notice(turn, person)?);
    let keyboard = match joined {
        Joined::First | Joined::Back | Joined::Asked => Keyboard::default(),
        Joined::Further | Joined::Already => leaving::home_buttons(turn, person.id)?,
    };
    Ok((html, keyboard))
}

/// What to say of having joined.
pub(in crate::features) fn confirmation(
    turn: &Turn,
    person: &Person,
    joined: Joined,
    area: &Area,
) -> Result<Say, Failure> {
    let points = points::store::balance(turn.tx, person.id)?;
    Ok(match joined {
        Joined::First => say!("signup-joined", area = &area.name, points = points),
        Joined::Back => say!("signup-back", area = &area.name, points = points),
        Joined::Asked => say!("approval-asked", area = &area.name),
        Joined::Further | Joined::Already => say!("signup-joined-further", area = &area.name),
    })
}

/// Where a person who has joined stands; with several areas, which one is home.
fn standing(turn: &Turn, person: &Person) -> Result<String, Failure> {
    let areas = store::areas_of(turn.tx, person.id)?;
    let points = points::store::balance(turn.tx, person.id)?;
    let mut html = turn.html(&say!("signup-standing", areas = area_names(turn, &areas)?, points = points));
    if areas.len() > 1 {
        let home = area_names(turn, &areas[..1])?;
        html = format!("{html}\n{}", turn.html(&say!("signup-standing-home", home = home)));
    }
    Ok(html)
}

/// The privacy notice, as it stands below what is said here.
pub(in crate::features) fn notice(turn: &mut Turn, person: &Person) -> Result<String, Failure> {
    let locale = turn.locale();
    notice_in(turn, person, locale)
}

/// The privacy notice, to stand below what is said in private; nothing once it was shown.
fn notice_in(turn: &mut Turn, person: &Person, locale: Locale) -> Result<String, Failure> {
    let notice = features::notice(turn.tx, turn.cx, person, locale, turn.now)?;
    Ok(notice.map_or_else(String::new, |notice| format!("\n\n{notice}")))
}

/// Offers the tree from its top, below what is to be said first.
fn offer(turn: &mut Turn, first: &[Say]) -> Result<(), Failure> {
    offer_below(turn, first, None)
}

/// The same, from an area on.
fn offer_below(turn: &mut Turn, first: &[Say], of: Option<AreaId>) -> Result<(), Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let choice = if tree.is_empty() {
        Choice { say: say!("signup-no-areas"), keyboard: Keyboard::default() }
    } else {
        pick::below(&turn.cx.texts, turn.locale(), &tree, of, 0)
    };
    post_choice(turn, first, choice)
}

fn post_choice(turn: &mut Turn, first: &[Say], choice: Choice) -> Result<(), Failure> {
    let lines = first.iter().chain([&choice.say]).map(|say| turn.html(say));
    let html = lines.collect::<Vec<_>>().join("\n");
    turn.post(Body::text(html), choice.keyboard, false)?;
    Ok(())
}

/// Shows the areas that are named by a word which was taken for a command, since one of them may have
/// been meant.
pub fn also_named(turn: &mut Turn, word: &str) -> Result<(), Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let name = squash(word);
    if tree.search(word).iter().any(|area| squash(&area.name) == name) {
        show_found(turn, word)?;
    }
    Ok(())
}

/// Shows the areas that a text finds; one that begins with the word for joining may go on with the name.
fn look_up(turn: &mut Turn, text: &str) -> Result<(), Failure> {
    let folded = squash(text);
    let name = JOIN_WORDS.iter().find_map(|word| folded.strip_prefix(word)).unwrap_or_default();
    if show_found(turn, text)? || show_found(turn, name)? {
        return Ok(());
    }
    let key = format!("signup:hint:{}:{}", turn.chat.id, turn.cx.day(turn.now));
    if outbox::tell_once(turn.tx, &key, turn.now)? {
        turn.say(&say!("signup-hint"))?;
    }
    Ok(())
}

fn show_found(turn: &mut Turn, text: &str) -> Result<bool, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let choice = pick::found(&turn.cx.texts, turn.locale(), &tree, text, 0);
    let found = choice.is_some();
    if let Some(choice) = choice {
        post_choice(turn, &[], choice)?;
    }
    Ok(found)
}

/// The areas' names in a row.
pub(in crate::features) fn area_names(turn: &Turn, areas: &[AreaId]) -> Result<String, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let names = areas.iter().filter_map(|area| tree.get(*area)).map(|area| area.name.as_str());
    Ok(turn.cx.texts.list(turn.locale(), names))
}
