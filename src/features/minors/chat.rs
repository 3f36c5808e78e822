//! What guardians, proxies and leads are asked, and what they press.

use teloxide::types::Message;

use super::family::{self, Ending};
use super::{consent, own, waiting};
use crate::directory::Person;
use crate::domain::ids::ChildId;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::conversations::Conversation;
use crate::features::turn::Turn;
use crate::inbox::PressAnswer;
use crate::say;

/// The questions: what a child is called, and how many a teacher enters.
pub(super) const NAME: &str = "name";
pub(super) const COUNT: &str = "count";

crate::presses! {
    /// The buttons about children.
    pub enum Press: "child" {
        /// Of a child with an account of its own: a new link; the birthday.
        OwnLink {} = "own",
        Grown {} = "grown",
        NotGrown {} = "young",
        /// Of a guardian who opened a link; `ask` names the consent.
        Agree { child: ChildId, ask: i64 } = "yes",
        Decline { child: ChildId, ask: i64 } = "no",
        /// Of whoever entered a child, or agreed for it.
        Family {} = "all",
        Add {} = "add",
        AsParent {} = "parent",
        AsTeacher {} = "class",
        Child { child: ChildId } = "one",
        Name { child: ChildId } = "name",
        NoName { child: ChildId } = "bare",
        NewLink { child: ChildId } = "link",
        Remove { child: ChildId } = "off",
        RemoveYes { child: ChildId } = "offyes",
        Withdraw { child: ChildId } = "back",
        WithdrawYes { child: ChildId } = "backyes",
        Data { child: ChildId } = "data",
        Erase { child: ChildId } = "erase",
        EraseYes { child: ChildId } = "eraseyes",
        /// Of leads: who waits, and what came on paper.
        Waiting { page: i64 } = "wait",
        Waits { child: ChildId } = "waits",
        Paper { child: ChildId, ask: i64 } = "paper",
        Older { child: ChildId, ask: i64 } = "older",
    }
}

/// `/family`: the children that one enters and posts for, and those that one agreed for.
pub fn family(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone().filter(|_| turn.is_private()) else {
        return turn.reply(&say!("minors-in-private")).map(drop);
    };
    list(turn, &person)
}

/// The same, called for in private.
pub fn list(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    family::list(turn, person)
}

/// `/consent`: the children of one's areas who wait for a guardian.
pub fn consent(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone().filter(|_| turn.is_private()) else {
        return turn.reply(&say!("minors-in-private")).map(drop);
    };
    waiting::list(turn, &person)
}

/// A guardian's link `?start=guard_<code>`.
pub fn guard(turn: &mut Turn, person: &Person, code: &str) -> Result<(), Failure> {
    consent::open(turn, person, code)
}

/// Takes a message that answers a question; false if it is none.
pub fn answered(
    turn: &mut Turn,
    person: &Person,
    asked: &Conversation,
    message: &Message,
) -> Result<bool, Failure> {
    let Some(text) = message.text().filter(|text| !text.starts_with('/')) else { return Ok(false) };
    match (asked.step.as_str(), asked.data.parse::<i64>()) {
        (NAME, Ok(child)) => family::named(turn, person, child.into(), text)?,
        (COUNT, _) => family::counted(turn, person, text)?,
        _ => return Ok(false),
    }
    Ok(true)
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Some(person) = turn.person.clone().filter(|_| turn.is_private()) else {
        return Ok(PressAnswer::default());
    };
    let person = &person;
    match press {
        Press::OwnLink {} => own::new_link(turn, person),
        Press::Grown {} => own::grown(turn, person),
        Press::NotGrown {} => own::not_grown(turn),
        Press::Agree { child, ask } => consent::agreed(turn, person, child, ask),
        Press::Decline { child, ask } => consent::declined(turn, person, child, ask),
        Press::Family {} => family::back(turn, person, None),
        Press::Add {} => family::add(turn, person),
        Press::AsParent {} => family::as_parent(turn, person),
        Press::AsTeacher {} => family::as_teacher(turn, person),
        Press::Child { child } => family::one(turn, person, child),
        Press::Name { child } => family::name(turn, person, child),
        Press::NoName { child } => family::no_name(turn, person, child),
        Press::NewLink { child } => family::new_link(turn, person, child),
        Press::Remove { child } => family::confirm(turn, person, child, Ending::Remove),
        Press::RemoveYes { child } => family::remove(turn, person, child),
        Press::Withdraw { child } => family::confirm(turn, person, child, Ending::Withdraw),
        Press::WithdrawYes { child } => family::withdraw(turn, person, child),
        Press::Data { child } => family::hand_over(turn, person, child),
        Press::Erase { child } => family::confirm(turn, person, child, Ending::Erase),
        Press::EraseYes { child } => family::erase(turn, person, child),
        Press::Waiting { page } => waiting::turn_to(turn, person, page),
        Press::Waits { child } => waiting::one(turn, person, child),
        Press::Paper { child, ask } => waiting::paper(turn, person, child, ask),
        Press::Older { child, ask } => waiting::older(turn, person, child, ask),
    }
}
