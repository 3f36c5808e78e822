//! A child with an account of its own: from "under 14" to the guardian's word, and on to a birthday.

use super::chat::Press;
use super::{Child, Consent, ask_guardian, leads_for, link, next_pseudonym, store};
use crate::directory::{self, Person};
use crate::error::Failure;
use crate::features::turn::Turn;
use crate::features::{self, roles, signup};
use crate::inbox::PressAnswer;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// A person gave their age; whether the answer may be kept and more be asked. Of a child nothing more is
/// before a guardian agreed: it is told so, and how. To be called in private.
pub fn age_given(turn: &mut Turn, person: &Person, under_14: bool) -> Result<bool, Failure> {
    match (store::child_of(turn.tx, person.id)?, under_14) {
        (None, false) => Ok(true),
        (None, true) => begin(turn, person).map(|()| false),
        (Some(child), true) if child.consent == Consent::Given => Ok(true),
        (Some(child), true) => show_link(turn, &child).map(|()| false),
        (Some(child), false) if child.consent == Consent::Given => ask_if_grown(turn, &child).map(|()| true),
        // Else whoever is told to wait would simply be older.
        (Some(_), false) => turn.say(&say!("minors-older-by-lead")).map(|_| false),
    }
}

/// Somebody turns out to be a child: what was stored beyond the id is cut back, and a guardian is asked.
fn begin(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    if roles::is_admin(turn.tx, turn.cx, person)? || !roles::held(turn.tx, person.id)?.is_empty() {
        return turn.say(&say!("minors-has-role")).map(drop);
    }
    let answers = store::entered_by(turn.tx, person.id)?.len() + store::wards_of(turn.tx, person.id)?.len();
    if answers > 0 {
        return turn.say(&say!("minors-has-children")).map(drop);
    }
    let area = signup::store::areas_of(turn.tx, person.id)?.first().copied();
    let pseudonym = next_pseudonym(turn.tx, turn.cx, area)?;
    let id = store::insert(turn.tx, Some(person.id), None, area, &pseudonym, turn.now)?;
    directory::give_pseudonym(turn.tx, person.id, &pseudonym, true)?;
    features::keep_no_more_than_the_id(turn.tx, person, &pseudonym, turn.now)?;
    ask_guardian(turn.tx, turn.cx, id, turn.now)?;
    let Some(child) = store::child_by_id(turn.tx, id)? else { return Ok(()) };
    show_link(turn, &child)?;
    let tree = turn.cx.tree(turn.tx)?;
    for lead in leads_for(turn.tx, turn.cx, area)? {
        let say = say!("minors-lead-waits", child = &child.pseudonym, area = child.area_name(&tree));
        let label = turn.cx.texts.plain(turn.locale(), &say!("minors-lead-open"));
        turn.tell(lead, &say, Keyboard::row([Button::press(label, Press::Waiting { page: 0 })]))?;
    }
    Ok(())
}

/// `/family` of a child: its standing, and the link as long as it is needed.
pub(super) fn show(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    match store::child_of(turn.tx, person.id)? {
        Some(child) if child.consent == Consent::Given => {
            turn.say(&say!("minors-me-agreed", child = &child.pseudonym)).map(drop)
        }
        Some(child) => show_link(turn, &child),
        None => Ok(()),
    }
}

/// The link for the guardian, for the child to hand on; a new one where the last was answered.
fn show_link(turn: &mut Turn, child: &Child) -> Result<(), Failure> {
    let link = match store::code(turn.tx, child.id)? {
        Some(code) => link(turn.cx, &code),
        None => ask_guardian(turn.tx, turn.cx, child.id, turn.now)?,
    };
    let (say, keyboard) = (wait_say(child, &link), keyboard(turn, &link));
    turn.say_with(&say, keyboard).map(drop)
}

fn wait_say(child: &Child, link: &str) -> crate::i18n::Say {
    say!("minors-you-wait", child = &child.pseudonym, link = link)
}

fn keyboard(turn: &Turn, link: &str) -> Keyboard {
    let text = |say| turn.cx.texts.plain(turn.locale(), &say);
    let campaign = &turn.cx.config.campaign.name;
    let words = text(say!("minors-share-words", campaign = campaign));
    let share = format!("https://t.me/share/url?url={}&text={}", encoded(link), encoded(&words));
    Keyboard::row([Button::open(text(say!("minors-share")), share)])
        .and_row([Button::press(text(say!("minors-new-link")), Press::OwnLink {})])
}

/// As it stands in the query of an address.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The child asks for a new link; the one before opens nothing any more.
pub(super) fn new_link(turn: &mut Turn, person: &Person) -> Result<PressAnswer, Failure> {
    let child = store::child_of(turn.tx, person.id)?;
    let Some(child) = child.filter(|child| child.consent != Consent::Given) else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    let link = ask_guardian(turn.tx, turn.cx, child.id, turn.now)?;
    let (html, keyboard) = (turn.html(&wait_say(&child, &link)), keyboard(turn, &link));
    turn.show(html, keyboard)?;
    Ok(turn.answer(&say!("minors-new-link-made")))
}

/// A birthday: the name is shown again once the person says so.
fn ask_if_grown(turn: &mut Turn, child: &Child) -> Result<(), Failure> {
    let text = |say| turn.cx.texts.plain(turn.locale(), &say);
    let keyboard = Keyboard::row([
        Button::press(text(say!("minors-grown-yes")), Press::Grown {}),
        Button::press(text(say!("minors-grown-no")), Press::NotGrown {}),
    ]);
    turn.say_with(&say!("minors-grown", child = &child.pseudonym), keyboard).map(drop)
}

/// The person confirmed that they are 14: they are a child no more, and their name is their own again.
pub(super) fn grown(turn: &mut Turn, person: &Person) -> Result<PressAnswer, Failure> {
    let child = store::child_of(turn.tx, person.id)?;
    let Some(child) = child.filter(|child| child.consent == Consent::Given) else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    end(turn, &child)?;
    let html = turn.html(&say!("minors-grown-done"));
    turn.show(html, Keyboard::default())?;
    if let Some(guardian) = child.guardian {
        turn.tell(guardian, &say!("minors-grown-guardian", child = &child.pseudonym), Keyboard::default())?;
    }
    Ok(PressAnswer::default())
}

/// The person does not want their name shown yet.
pub(super) fn not_grown(turn: &mut Turn) -> Result<PressAnswer, Failure> {
    let html = turn.html(&say!("minors-grown-later"));
    turn.show(html, Keyboard::default())?;
    Ok(PressAnswer::default())
}

/// Somebody is no child (any more): the consent ends, and the name is taken down with the next word.
pub(super) fn end(turn: &mut Turn, child: &Child) -> Result<(), Failure> {
    store::end(turn.tx, child.id, turn.now)?;
    let Some(person) = child.person else { return Ok(()) };
    features::child_no_more(turn.tx, person)?;
    directory::drop_pseudonym(turn.tx, person)
}

/// What a child reads of its own standing in `/me`; none for whoever is no child.
pub fn standing(turn: &Turn, person: &Person) -> Result<Option<String>, Failure> {
    let child = store::child_of(turn.tx, person.id)?;
    Ok(child.map(|child| {
        turn.html(&match child.consent {
            Consent::Given => say!("minors-me-agreed", child = &child.pseudonym),
            Consent::Asked | Consent::Refused => say!("minors-me-waits", child = &child.pseudonym),
        })
    }))
}
