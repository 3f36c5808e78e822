//! The guardian's word: by a link in their own account, or on paper; agreed, declined, withdrawn.

use super::chat::{NAME, Press};
use super::{Child, Consent, Way, leads_for, store};
use crate::directory::{self, Person};
use crate::domain::ids::{ChildId, PersonId};
use crate::error::Failure;
use crate::features::conversations::{self, Conversation, Kind};
use crate::features::turn::Turn;
use crate::features::{self, kinds, roles};
use crate::i18n::Say;
use crate::inbox::PressAnswer;
use crate::jobs::{self, NewJob};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// `?start=guard_<code>`: what is stored and shown of the child, in plain words, and two buttons.
pub fn open(turn: &mut Turn, person: &Person, code: &str) -> Result<(), Failure> {
    let found = store::by_code(turn.tx, code)?;
    let Some((child, asked)) = found else { return turn.say(&say!("minors-link-unknown")).map(drop) };
    if !asked {
        return turn.say(&say!("minors-link-used", child = &child.pseudonym)).map(drop);
    }
    if let Some(why) = may_not(person, &child) {
        return turn.say(&why).map(drop);
    }
    store::open(turn.tx, child.asked, person.id)?;
    let tree = turn.cx.tree(turn.tx)?;
    let (name, campaign) = (child.area_name(&tree), &turn.cx.config.campaign.name);
    let say = match child.proxy {
        Some(proxy) => {
            let proxy = directory::person_by_id(turn.tx, proxy)?.map(|proxy| proxy.name).unwrap_or_default();
            say!(
                "minors-ask-pupil",
                child = &child.pseudonym,
                area = name,
                campaign = campaign,
                proxy = proxy
            )
        }
        None => say!("minors-ask-own", child = &child.pseudonym, area = name, campaign = campaign),
    };
    let text = |say| turn.cx.texts.plain(turn.locale(), &say);
    let (id, ask) = (child.id, child.asked);
    let keyboard = Keyboard::column([
        Button::press(text(say!("minors-agree")), Press::Agree { child: id, ask }),
        Button::press(text(say!("minors-decline")), Press::Decline { child: id, ask }),
    ]);
    turn.say_with(&say, keyboard).map(drop)
}

/// Why somebody cannot be the guardian of this child.
fn may_not(person: &Person, child: &Child) -> Option<Say> {
    if child.person == Some(person.id) {
        return Some(say!("minors-link-own"));
    }
    if person.minor {
        return Some(say!("minors-link-minor"));
    }
    (child.proxy == Some(person.id)).then(|| say!("minors-link-proxy"))
}

/// The child that this person is asked about, as long as they are.
fn asked(turn: &Turn, person: &Person, child: ChildId, ask: i64) -> Result<Option<Child>, Failure> {
    let child = store::child_by_id(turn.tx, child)?;
    Ok(child.filter(|child| {
        child.asked == ask
            && child.consent == Consent::Asked
            && child.guardian == Some(person.id)
            && may_not(person, child).is_none()
    }))
}

/// The guardian agreed.
pub(super) fn agreed(
    turn: &mut Turn,
    person: &Person,
    child: ChildId,
    ask: i64,
) -> Result<PressAnswer, Failure> {
    let Some(child) = asked(turn, person, child, ask)? else {
        return Ok(turn.answer(&say!("minors-link-answered")));
    };
    if !give(turn, &child, Way::Link, Some(person.id), Some(person.id))? {
        return Ok(turn.answer(&say!("minors-link-answered")));
    }
    let (mut say, mut keyboard) = (say!("minors-agreed", child = &child.pseudonym), Keyboard::default());
    if child.proxy.is_some() {
        (say, keyboard) = (say!("minors-agreed-name", child = &child.pseudonym), no_name(turn, &child));
        ask_name(turn, person.id, child.id)?;
    }
    let html = turn.html(&say);
    turn.show(html, keyboard)?;
    Ok(PressAnswer::default())
}

/// The next words of this person here are what the child is called.
pub(super) fn ask_name(turn: &mut Turn, person: PersonId, child: ChildId) -> Result<(), Failure> {
    let asks = Conversation { kind: Kind::Minors, step: NAME.to_owned(), data: child.to_string() };
    conversations::ask(turn.tx, person, turn.chat.id, &asks, turn.now)
}

/// The button beside the question for a name.
pub(super) fn no_name(turn: &Turn, child: &Child) -> Keyboard {
    let text = turn.cx.texts.plain(turn.locale(), &say!("minors-no-name", child = &child.pseudonym));
    Keyboard::row([Button::press(text, Press::NoName { child: child.id })])
}

/// The guardian declined.
pub(super) fn declined(
    turn: &mut Turn,
    person: &Person,
    child: ChildId,
    ask: i64,
) -> Result<PressAnswer, Failure> {
    let Some(child) = asked(turn, person, child, ask)? else {
        return Ok(turn.answer(&say!("minors-link-answered")));
    };
    refuse(turn, &child, person)?;
    let html = turn.html(&say!("minors-declined", child = &child.pseudonym));
    turn.show(html, Keyboard::default())?;
    Ok(PressAnswer::default())
}

/// Takes down that a guardian agreed, counts what waited for it, and tells those whom it concerns; false
/// where that was done before.
pub(super) fn give(
    turn: &mut Turn,
    child: &Child,
    way: Way,
    guardian: Option<PersonId>,
    by: Option<PersonId>,
) -> Result<bool, Failure> {
    if !store::give(turn.tx, child.id, way, guardian, by, turn.now)? {
        return Ok(false);
    }
    let action = match way {
        Way::Link => "consent.link",
        Way::Paper => "consent.paper",
        Way::Parent => "consent.parent",
    };
    note(turn, by, action, child)?;
    if let Some(person) = child.person {
        directory::give_pseudonym(turn.tx, person, &child.pseudonym, false)?;
    }
    let (open, closed) = store::waiting_photos(turn.tx, child)?;
    count_waiting(turn, child)?;
    let name = &child.pseudonym;
    if let Some(person) = child.person {
        let say = say!("minors-agreed-child", child = name);
        turn.tell(person, &with_photos(say, open, closed), Keyboard::default())?;
    }
    if let Some(proxy) = child.proxy.filter(|proxy| way != Way::Parent && Some(*proxy) != by) {
        let say = say!("minors-agreed-proxy", child = name);
        turn.tell(proxy, &with_photos(say, open, closed), Keyboard::default())?;
    }
    // Of a class each parent's word would be a message to the lead; those they see in /consent.
    if child.person.is_some() {
        for lead in leads_for(turn.tx, turn.cx, child.area)? {
            if Some(lead) != by {
                turn.tell(lead, &say!("minors-agreed-lead", child = name), Keyboard::default())?;
            }
        }
    }
    Ok(true)
}

/// Has the photos judged again that waited for a guardian.
pub(super) fn count_waiting(turn: &mut Turn, child: &Child) -> Result<(), Failure> {
    let Some(poster) = child.person.or(child.proxy) else { return Ok(()) };
    let key = format!("{}:{poster}:consent:{}", kinds::PHOTO_JOINED, child.asked);
    let job = NewJob { kind: kinds::PHOTO_JOINED, key, payload: poster.to_string(), due: turn.now };
    jobs::enqueue(turn.tx, &job)
}

/// The same, with what becomes of the photos that waited.
fn with_photos(say: Say, open: i64, closed: i64) -> Say {
    let say = if open > 0 { say!("minors-photos-count", line = say, n = open) } else { say };
    if closed > 0 { say!("minors-photos-late", line = say, n = closed) } else { say }
}

/// Takes down that the guardian says no, or no longer; what was stored of the child goes.
pub(super) fn refuse(turn: &mut Turn, child: &Child, by: &Person) -> Result<bool, Failure> {
    if !store::refuse(turn.tx, child.id, turn.now)? {
        return Ok(false);
    }
    let withdrawn = child.consent == Consent::Given;
    note(turn, Some(by.id), if withdrawn { "consent.withdraw" } else { "consent.decline" }, child)?;
    store::set_name(turn.tx, child.id, None)?;
    features::child_refused(turn.tx, turn.cx, child, withdrawn, turn.now)?;
    let name = &child.pseudonym;
    if let Some(person) = child.person {
        let mut keyboard = Keyboard::default();
        let say = if withdrawn {
            features::forget_child(turn.tx, person, name, by.id, turn.now)?;
            say!("minors-withdrawn-child")
        } else {
            let text = turn.cx.texts.plain(turn.locale(), &say!("minors-new-link"));
            keyboard = Keyboard::row([Button::press(text, Press::OwnLink {})]);
            say!("minors-declined-child")
        };
        directory::give_pseudonym(turn.tx, person, name, true)?;
        turn.tell(person, &say, keyboard)?;
    }
    if let Some(proxy) = child.proxy.filter(|proxy| *proxy != by.id) {
        turn.tell(proxy, &say!("minors-declined-proxy", child = name), Keyboard::default())?;
    }
    if child.person.is_some() {
        for lead in leads_for(turn.tx, turn.cx, child.area)? {
            turn.tell(lead, &say!("minors-declined-lead", child = name), Keyboard::default())?;
        }
    }
    Ok(true)
}

/// Writes down who said what about a child: whose account it is, or its pseudonym.
pub(super) fn note(
    turn: &mut Turn,
    by: Option<PersonId>,
    action: &str,
    child: &Child,
) -> Result<(), Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let detail = |who: &str| format!("{who} · {}", child.area_name(&tree));
    match child.person {
        Some(person) => roles::audit_of(turn.tx, by, person, action, &detail(roles::SUBJECT), turn.now),
        None => roles::audit(turn.tx, by, action, &detail(&child.pseudonym), turn.now),
    }
}
