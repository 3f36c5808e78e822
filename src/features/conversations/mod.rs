//! Dialogues: what a person's next words in a chat are taken for.
//!
//! A feature that asks something begins a conversation; the next plain message of that person in that
//! chat goes to it first. There is one a person and chat: a new question takes the place of the one
//! that stood. It stands in the database, so a restart in the middle of a form loses nothing.

pub mod chat;
mod store;

use serde_json::Value;

use crate::clock::Time;
use crate::domain::ids::{ChatId, PersonId};
use crate::error::Failure;
use crate::store::{Read, Tx};

/// Which feature asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The questions after joining, and changing an answer to one.
    Profile,
    /// Entering a child, or the guardian of one.
    Minors,
    /// Naming a team.
    Teams,
    /// Changing what points buy.
    Rewards,
    /// The introduction of a bulletin.
    Bulletins,
    /// An appeal against a ranking, or the answer to one.
    Rankings,
    /// Making a schedule.
    Schedules,
}

impl Kind {
    const ALL: [Kind; 7] = [
        Kind::Profile,
        Kind::Minors,
        Kind::Teams,
        Kind::Rewards,
        Kind::Bulletins,
        Kind::Rankings,
        Kind::Schedules,
    ];

    fn word(self) -> &'static str {
        match self {
            Kind::Profile => "profile",
            Kind::Minors => "minors",
            Kind::Teams => "teams",
            Kind::Rewards => "rewards",
            Kind::Bulletins => "bulletins",
            Kind::Rankings => "rankings",
            Kind::Schedules => "schedules",
        }
    }
}

/// A question that waits for its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    pub kind: Kind,
    /// Which question; the feature's own word.
    pub step: String,
    /// What the feature remembers of what was said before.
    pub data: String,
}

/// The question that waits for this person's words in this chat.
pub fn current(read: &Read, person: PersonId, chat: ChatId) -> Result<Option<Conversation>, Failure> {
    store::current(read, person, chat)
}

/// Asks: the person's next words in this chat are the answer, in place of any question before.
pub fn ask(
    tx: &mut Tx,
    person: PersonId,
    chat: ChatId,
    conversation: &Conversation,
    now: Time,
) -> Result<(), Failure> {
    store::put(tx, person, chat, conversation, now)
}

/// Ends whatever was asked in this chat; false if nothing was.
pub fn end(tx: &mut Tx, person: PersonId, chat: ChatId) -> Result<bool, Failure> {
    store::remove(tx, person, chat)
}

/// Forgets all that was asked of a person and said so far, in every chat.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::remove_all(tx, person)
}

/// What a person was asked and has not finished answering.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    store::export(read, person)
}
