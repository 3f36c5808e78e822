//! `/consent`: the children of a lead's areas who wait for a guardian, and the forms on paper.

use super::chat::Press;
use super::{Child, Consent, Way, answers_for, consent, own, store};
use crate::directory::{self, Person};
use crate::domain::ids::ChildId;
use crate::error::Failure;
use crate::features::roles;
use crate::features::turn::Turn;
use crate::i18n::Say;
use crate::inbox::PressAnswer;
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// Children on one page of buttons.
const PAGE: usize = 10;

/// The first page, as a new message.
pub(super) fn list(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    let (html, keyboard) = page(turn, person, 0)?;
    turn.post(Body::text(html), keyboard, false).map(drop)
}

/// A page of the list, in the place of what was pressed.
pub(super) fn turn_to(turn: &mut Turn, person: &Person, number: i64) -> Result<PressAnswer, Failure> {
    let (html, keyboard) = page(turn, person, usize::try_from(number).unwrap_or_default())?;
    turn.show(html, keyboard)?;
    Ok(PressAnswer::default())
}

fn waiting(turn: &Turn, person: &Person) -> Result<Vec<Child>, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let areas = match roles::is_admin(turn.tx, turn.cx, person)? {
        true => tree.roots().map(|area| area.id).collect(),
        false => roles::led_by(turn.tx, person.id)?,
    };
    let mut children: Vec<Child> = Vec::new();
    for area in areas {
        for child in store::waiting_within(turn.tx, area)? {
            if !children.iter().any(|known| known.id == child.id) {
                children.push(child);
            }
        }
    }
    children.sort_by_key(|child| child.id);
    Ok(children)
}

fn page(turn: &Turn, person: &Person, number: usize) -> Result<(String, Keyboard), Failure> {
    let children = waiting(turn, person)?;
    if children.is_empty() {
        return Ok((turn.html(&say!("minors-none-wait")), Keyboard::default()));
    }
    let tree = turn.cx.tree(turn.tx)?;
    let pages = children.len().div_ceil(PAGE);
    let number = number.min(pages - 1);
    let shown = children.iter().skip(number * PAGE).take(PAGE);
    let mut rows: Vec<Vec<Button>> = shown
        .map(|child| {
            let label = format!("{} · {}", child.pseudonym, child.area_name(&tree));
            vec![Button::press(label, Press::Waits { child: child.id })]
        })
        .collect();
    let mut ways = Vec::new();
    if number > 0 {
        ways.push(Button::press("‹", Press::Waiting { page: number as i64 - 1 }));
    }
    if number + 1 < pages {
        ways.push(Button::press("›", Press::Waiting { page: number as i64 + 1 }));
    }
    rows.extend((!ways.is_empty()).then_some(ways));
    Ok((turn.html(&say!("minors-waiting", n = children.len())), Keyboard(rows)))
}

/// One child who waits: what the lead can record of it.
pub(super) fn one(turn: &mut Turn, person: &Person, id: ChildId) -> Result<PressAnswer, Failure> {
    let child = match theirs(turn, person, id)? {
        Ok(child) => child,
        Err(why) => return Ok(turn.answer(&why)),
    };
    let tree = turn.cx.tree(turn.tx)?;
    let (name, area) = (&child.pseudonym, child.area_name(&tree));
    let say = match child.proxy {
        Some(proxy) => {
            let proxy = directory::person_by_id(turn.tx, proxy)?.map(|proxy| proxy.name).unwrap_or_default();
            say!("minors-waits-pupil", child = name, area = area, proxy = proxy)
        }
        None => say!("minors-waits-own", child = name, area = area),
    };
    let text = |say| turn.cx.texts.plain(turn.locale(), &say);
    let (id, ask) = (child.id, child.asked);
    let mut rows = vec![Button::press(text(say!("minors-paper")), Press::Paper { child: id, ask })];
    if child.person.is_some() {
        rows.push(Button::press(text(say!("minors-older")), Press::Older { child: id, ask }));
    }
    rows.push(Button::press(text(say!("minors-back")), Press::Waiting { page: 0 }));
    let html = turn.html(&say);
    turn.show(html, Keyboard::column(rows))?;
    Ok(PressAnswer::default())
}

/// The child, if it waits and this person answers for its area.
fn theirs(turn: &Turn, person: &Person, id: ChildId) -> Result<Result<Child, Say>, Failure> {
    let Some(child) = store::child_by_id(turn.tx, id)? else { return Ok(Err(say!("button-too-old"))) };
    if !answers_for(turn.tx, turn.cx, person, &child)? {
        return Ok(Err(say!("areas-not-yours")));
    }
    if child.consent == Consent::Given {
        return Ok(Err(say!("minors-has-consent", child = &child.pseudonym)));
    }
    Ok(Ok(child))
}

/// The lead holds the signed form.
pub(super) fn paper(turn: &mut Turn, person: &Person, id: ChildId, ask: i64) -> Result<PressAnswer, Failure> {
    let child = match theirs(turn, person, id)? {
        Ok(child) if child.asked == ask => child,
        Ok(_) => return Ok(turn.answer(&say!("button-too-old"))),
        Err(why) => return Ok(turn.answer(&why)),
    };
    // A guardian who declined may still sign: then it is asked once more, and answered.
    let child = match child.consent {
        Consent::Refused => {
            super::ask_guardian(turn.tx, turn.cx, child.id, turn.now)?;
            store::child_by_id(turn.tx, child.id)?.unwrap_or(child)
        }
        _ => child,
    };
    consent::give(turn, &child, Way::Paper, None, Some(person.id))?;
    done(turn, person, say!("minors-paper-done", child = &child.pseudonym))
}

/// The lead knows that it is no child: it was a slip.
pub(super) fn older(turn: &mut Turn, person: &Person, id: ChildId, ask: i64) -> Result<PressAnswer, Failure> {
    let child = match theirs(turn, person, id)? {
        Ok(child) if child.asked == ask && child.person.is_some() => child,
        Ok(_) => return Ok(turn.answer(&say!("button-too-old"))),
        Err(why) => return Ok(turn.answer(&why)),
    };
    consent::note(turn, Some(person.id), "consent.older", &child)?;
    own::end(turn, &child)?;
    consent::count_waiting(turn, &child)?;
    if let Some(person) = child.person {
        turn.tell(person, &say!("minors-older-done"), Keyboard::default())?;
    }
    done(turn, person, say!("minors-older-lead", child = &child.pseudonym))
}

/// What was done, and who else waits, in the place of the page.
fn done(turn: &mut Turn, person: &Person, say: Say) -> Result<PressAnswer, Failure> {
    let (list, keyboard) = page(turn, person, 0)?;
    let html = format!("{}\n\n{list}", turn.html(&say));
    turn.show(html, keyboard)?;
    Ok(turn.answer(&say))
}
