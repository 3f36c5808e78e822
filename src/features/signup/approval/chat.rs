//! The buttons of a lead's card, `/requests`, and what an applicant hears.

use super::store::{self, State};
use super::{card, decide, queue, withdraw};
use crate::directory::Person;
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::signup::{Joined, chat::area_names};
use crate::features::turn::{self, Turn};
use crate::features::{areas, roles};
use crate::i18n::Say;
use crate::inbox::PressAnswer;
use crate::say;

crate::presses! {
    /// The buttons under what leads are told of applications.
    pub enum Press: "apply" {
        /// Lets the applicant in.
        Yes { application: i64 } = "yes",
        /// Does not let the applicant in.
        No { application: i64 } = "no",
        /// Shows who waits, in private.
        Open {} = "open",
    }
}

/// `/requests`: who waits for this lead's decision.
pub fn requests(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return Ok(()) };
    if !turn.is_private() && turn::reach(turn.tx, turn.cx, person.id)?.is_none() {
        turn.reply(&say!("approval-in-private"))?;
        return Ok(());
    }
    open(turn, &person)
}

fn open(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    let Some(reached) = turn::reach(turn.tx, turn.cx, person.id)? else { return Ok(()) };
    card::post_anew(turn.tx, turn.cx, person, reached, turn.now)
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    let (application, approve) = match press {
        Press::Yes { application } => (application, true),
        Press::No { application } => (application, false),
        Press::Open {} => return press_open(turn, &person),
    };
    let Some(asked) = store::by_id(turn.tx, application)? else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    if !roles::answers_for(turn.tx, turn.cx, &person, asked.area)? {
        return Ok(turn.answer(&say!("only-leads")));
    }
    let decided = decide(turn.tx, turn.cx, &asked, &person, approve, turn.now)?;
    // The pressed one may be an older card than the living one.
    let page = card::page(turn.tx, turn.cx, &person, turn.locale(), decided.as_ref())?;
    turn.show(page.html, page.keyboard)?;
    Ok(turn.answer(&match (&decided, approve) {
        (None, _) => say!("approval-toast-late"),
        (Some(_), true) => say!("approval-toast-yes"),
        (Some(_), false) => say!("approval-toast-no"),
    }))
}

fn press_open(turn: &mut Turn, person: &Person) -> Result<PressAnswer, Failure> {
    if !roles::is_admin(turn.tx, turn.cx, person)? && roles::led_by(turn.tx, person.id)?.is_empty() {
        return Ok(turn.answer(&say!("only-leads")));
    }
    if queue(turn.tx, turn.cx, person)?.is_empty() {
        return Ok(turn.answer(&say!("approval-none")));
    }
    if turn::reach(turn.tx, turn.cx, person.id)?.is_none() {
        return Ok(turn.answer(&say!("approval-in-private")));
    }
    open(turn, person)?;
    Ok(PressAnswer::default())
}

/// Notes in which group somebody asked, if that is what joining came to.
pub fn asked_here(turn: &mut Turn, person: &Person, area: AreaId, joined: Joined) -> Result<(), Failure> {
    if joined == Joined::Asked && !turn.is_private() {
        store::note_place(turn.tx, (person.id, area), turn.chat.id, turn.thread)?;
    }
    Ok(())
}

/// Takes back what the person asked for: in private all of it, in a group what was for its area.
/// What to say of it; none where nothing waits.
pub fn take_back(turn: &mut Turn, person: &Person) -> Result<Option<Say>, Failure> {
    let area = match turn.is_private() {
        true => None,
        false => match areas::store::binding(turn.tx, turn.chat.id, turn.thread)? {
            Some(binding) => Some(binding.area),
            None => return Ok(None),
        },
    };
    let areas = withdraw(turn.tx, turn.cx, person, area, turn.now)?;
    if areas.is_empty() {
        return Ok(None);
    }
    Ok(Some(say!("approval-taken-back", areas = area_names(turn, &areas)?)))
}

/// Says how what the person asked for last stands.
pub fn answer_to(turn: &mut Turn, person: &Person) -> Result<bool, Failure> {
    let asked = store::all_by(turn.tx, person.id)?.into_iter().next();
    let Some(asked) = asked else { return Ok(false) };
    let area = area_names(turn, &[asked.area])?;
    let say = match asked.state {
        State::Waiting => say!("approval-asked", area = area),
        State::Refused => say!("approval-no", area = area),
        State::Approved | State::Withdrawn => return Ok(false),
    };
    turn.say(&say)?;
    Ok(true)
}
