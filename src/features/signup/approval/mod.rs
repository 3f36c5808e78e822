//! Where a lead agrees first: `signup.mode = "approval"`.
//!
//! Who joins makes an application in the place of a membership. The leads nearest above, or where
//! nobody answers the admins, get a card: one a lead, which lives as long as somebody waits, shows the
//! one who waits longest and says how many others do, so that fifty applications are no fifty
//! messages. A card is drawn anew from what waits whenever that changes, so all cards agree.

mod card;
pub mod chat;
pub mod evening;
mod store;

use serde_json::{Value, json};

use super::Joined;
use crate::clock::Time;
use crate::config::SignupMode;
use crate::directory::{self, Person};
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::{points, roles, turn};
use crate::i18n::Say;
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::{Button, Keyboard};
pub use store::{Application, State};

/// Whether a lead must agree before the person is a member of the area: not where they are one, nor
/// where they have a role for it.
pub fn asks_first(read: &Read, cx: &Context, person: &Person, area: AreaId) -> Result<bool, Failure> {
    if cx.config.signup.mode != SignupMode::Approval
        || super::store::areas_of(read, person.id)?.contains(&area)
        || roles::answers_for(read, cx, person, area)?
    {
        return Ok(false);
    }
    let tree = cx.tree(read)?;
    let held = roles::held(read, person.id)?;
    Ok(!held.iter().filter_map(|held| held.area).any(|of| tree.is_within(area, of)))
}

/// Asks for the person; asking again changes nothing.
pub(super) fn ask(
    tx: &mut Tx,
    cx: &Context,
    person: PersonId,
    area: AreaId,
    now: Time,
) -> Result<Joined, Failure> {
    if store::insert(tx, person, area, now)? {
        card::refresh(tx, cx, area, None, now)?;
        for lead in judges(tx, cx, area)? {
            card::post(tx, cx, lead, now)?;
        }
    }
    Ok(Joined::Asked)
}

/// Whether the person waits for an answer for this area.
pub fn is_waiting(read: &Read, person: PersonId, area: AreaId) -> Result<bool, Failure> {
    Ok(waiting_of(read, person)?.contains(&area))
}

/// The areas that the person asked to join, and waits for.
pub fn waiting_of(read: &Read, person: PersonId) -> Result<Vec<AreaId>, Failure> {
    Ok(store::waiting_by(read, person)?.iter().map(|asked| asked.area).collect())
}

/// How many wait for an area or one below it.
pub fn waiting_within(read: &Read, area: AreaId) -> Result<u32, Failure> {
    Ok(store::waiting_within(read, area)?.len() as u32)
}

/// Ends an application as `by` says; none where it was ended before. Whether `by` may is looked at by
/// who calls.
fn decide(
    tx: &mut Tx,
    cx: &Context,
    asked: &Application,
    by: &Person,
    approve: bool,
    now: Time,
) -> Result<Option<Say>, Failure> {
    let state = if approve { State::Approved } else { State::Refused };
    let Some(applicant) = directory::person_by_id(tx, asked.person)? else { return Ok(None) };
    if !store::end(tx, asked.id, state, Some(by.id), now)? {
        return Ok(None);
    }
    let tree = cx.tree(tx)?;
    let (code, area) = tree.get(asked.area).map_or(("", ""), |area| (area.code.as_str(), area.name.as_str()));
    let action = if approve { "signup.approve" } else { "signup.refuse" };
    let detail = format!("{} → {code} {area}", roles::SUBJECT);
    roles::audit_of(tx, Some(by.id), asked.person, action, &detail, now)?;
    let joined = match approve {
        true => Some(super::admit(tx, cx, &applicant, asked.area, now)?),
        false => None,
    };
    tell(tx, cx, asked, &applicant, joined, now)?;
    let (name, by) = (&applicant.name, &by.name);
    let say = match approve {
        true => say!("approval-approved", name = name, area = area, by = by),
        false => say!("approval-refused", name = name, area = area, by = by),
    };
    card::refresh(tx, cx, asked.area, Some(&say), now)?;
    Ok(Some(say))
}

/// Tells the applicant in private, or where the bot may not write, in a line of the group in which
/// they asked: that they joined, and of a refusal nothing but that there is an answer.
fn tell(
    tx: &mut Tx,
    cx: &Context,
    asked: &Application,
    applicant: &Person,
    joined: Option<Joined>,
    now: Time,
) -> Result<(), Failure> {
    let key = format!("approval.told:{}", asked.id);
    let tree = cx.tree(tx)?;
    let area = tree.get(asked.area).map_or("", |area| area.name.as_str());
    let say = match joined {
        Some(joined) => {
            let points = points::store::balance(tx, applicant.id)?;
            say!(
                "approval-yes",
                joined = match joined {
                    Joined::First => say!("signup-joined", area = area, points = points),
                    Joined::Back => say!("signup-back", area = area, points = points),
                    _ => say!("signup-joined-further", area = area),
                }
            )
        }
        None => say!("approval-no", area = area),
    };
    if turn::tell(tx, cx, applicant.id, &key, &say, Keyboard::default(), now)? {
        return Ok(());
    }
    let Some(chat) = asked.chat.map(|chat| directory::chat_by_id(tx, chat)).transpose()?.flatten() else {
        return Ok(());
    };
    if chat.gone {
        return Ok(());
    }
    let locale = cx.chat_locale(&chat);
    let (say, keyboard) = match joined {
        Some(_) => (say!("approval-yes-there", name = &applicant.name, area = area), Keyboard::default()),
        None => {
            let open = cx.texts.plain(locale, &say!("approval-button-answer"));
            let keyboard = Keyboard::row([Button::open(open, cx.deep_link("request"))]);
            (say!("approval-answer-there", name = &applicant.name), keyboard)
        }
    };
    let letter = Letter::answer(key, chat.id, Body::text(cx.texts.html(locale, &say)));
    outbox::enqueue(tx, letter.in_thread(asked.thread).with(keyboard), now)?;
    Ok(())
}

/// Takes back what the person asked for, all of it or for one area; the areas of it.
pub fn withdraw(
    tx: &mut Tx,
    cx: &Context,
    person: &Person,
    area: Option<AreaId>,
    now: Time,
) -> Result<Vec<AreaId>, Failure> {
    let mut withdrawn = Vec::new();
    for asked in store::waiting_by(tx, person.id)? {
        if area.is_none_or(|area| area == asked.area)
            && store::end(tx, asked.id, State::Withdrawn, None, now)?
        {
            withdrawn.push(asked.area);
            let say = say!("approval-withdrawn", name = &person.name);
            card::refresh(tx, cx, asked.area, Some(&say), now)?;
        }
    }
    Ok(withdrawn)
}

/// Forgets what the person ever asked for.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::remove_all(tx, person)
}

/// What is stored of what the person asked for.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let asked = store::all_by(read, person)?;
    Ok(asked
        .iter()
        .map(|asked| {
            json!({
                "area": asked.code,
                "asked_at": asked.asked_at.to_rfc3339(),
                "state": asked.state.word(),
            })
        })
        .collect())
}

/// Whom a new application is brought to: the leads of the area, else of the next above, who can be
/// written to; where there are none the admins.
fn judges(read: &Read, cx: &Context, area: AreaId) -> Result<Vec<PersonId>, Failure> {
    let reachable = |people: Vec<PersonId>| -> Result<Vec<PersonId>, Failure> {
        let mut there = Vec::new();
        for person in people {
            if directory::private_chat(read, person)?.is_some() {
                there.push(person);
            }
        }
        Ok(there)
    };
    let tree = cx.tree(read)?;
    for area in std::iter::once(area).chain(tree.ancestors(area).map(|above| above.id)) {
        let leads = reachable(roles::leads_of(read, area)?)?;
        if !leads.is_empty() {
            return Ok(leads);
        }
    }
    reachable(roles::admins(read, cx)?)
}

/// All who may decide about an area: its leads, those of the areas above, and the admins.
fn answering(read: &Read, cx: &Context, area: AreaId) -> Result<Vec<PersonId>, Failure> {
    let tree = cx.tree(read)?;
    let mut people = roles::admins(read, cx)?;
    for area in std::iter::once(area).chain(tree.ancestors(area).map(|above| above.id)) {
        people.extend(roles::leads_of(read, area)?);
    }
    people.sort();
    people.dedup();
    Ok(people)
}

/// What waits for a person's decision, the oldest first.
fn queue(read: &Read, cx: &Context, person: &Person) -> Result<Vec<Application>, Failure> {
    if roles::is_admin(read, cx, person)? {
        return store::waiting(read);
    }
    let mut queue = Vec::new();
    for area in roles::led_by(read, person.id)? {
        queue.extend(store::waiting_within(read, area)?);
    }
    queue.sort_by_key(|asked| (asked.asked_at, asked.id));
    queue.dedup();
    Ok(queue)
}
