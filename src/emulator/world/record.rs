//! What the world remembers of what went on: events, requests, presses, complaints.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{ChatId, MessageId, UserId, World};
use crate::clock::Time;
use crate::emulator::answer::ApiError;

/// How much the world remembers of what went on where it is not told: so many requests, and ten times
/// as many events. Enough for the longest test; a page that runs for days is content with less.
pub(in crate::emulator) const LONG_MEMORY: usize = 20_000;

/// For each request that is remembered, so many events.
const EVENTS_PER_REQUEST: usize = 10;

/// The complaints that are remembered; whoever has so many needs no more of them.
const MOST_COMPLAINTS: usize = 1_000;

/// Something that happened, for whoever watches the world: a test that waits, a page that follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When, by the emulator's clock.
    pub at: Time,
    /// What.
    pub what: Happened,
}

/// What can happen in the world.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Happened {
    ChatAppeared(ChatId),
    Sent(ChatId, MessageId),
    Edited(ChatId, MessageId),
    Deleted(ChatId, MessageId),
    Reacted(ChatId, MessageId),
    Voted(ChatId, MessageId),
    Pinned(ChatId, MessageId),
    MembersChanged(ChatId),
    Pressed(String),
    Answered(String),
    CommandsChanged,
    Called(u64),
}

/// A request of the bot, as it came and as it went.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its place among all requests, from 0.
    pub number: u64,
    /// The method, properly spelt.
    pub method: String,
    /// The parameters; an uploaded file stands as `attach://field`.
    pub params: Value,
    /// When it came.
    pub at: Time,
    /// What became of it; `None` while it is under way, and for ever if the client died meanwhile.
    pub outcome: Option<Outcome>,
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// `ok: true` with this result.
    Done(Value),
    /// `ok: false`.
    Refused(ApiError),
    /// The connection was reset before anything was done.
    Reset,
    /// It was done (or refused), but the answer never arrived: cut, or unreadable.
    Unanswered(Value),
}

/// A press on an inline button, and what the bot answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Press {
    /// The callback query's id.
    pub id: String,
    /// Who pressed.
    pub user: UserId,
    /// On which message.
    pub message: (ChatId, MessageId),
    /// The button's callback data.
    pub data: String,
    /// When.
    pub at: Time,
    /// What the person saw in return.
    pub answer: Option<PressAnswer>,
}

/// The bot's answer to a press.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PressAnswer {
    /// The notice; empty when the answer only stops the spinner.
    pub text: String,
    /// Shown as a window to be closed rather than a passing line.
    pub alert: bool,
}

/// The commands of one scope and language.
pub type Commands = Vec<(String, String)>;

impl World {
    /// The latest presses, the oldest first.
    pub fn presses(&self) -> &[Press] {
        &self.presses
    }

    /// What the bot answered to a press; `None` while it has not.
    pub fn callback_answer(&self, id: &str) -> Option<&PressAnswer> {
        self.presses.iter().find(|press| press.id == id)?.answer.as_ref()
    }

    /// The number that the next event will have: whoever follows the world from now on begins there.
    pub fn next_event(&self) -> u64 {
        self.next_event
    }

    /// What happened from an event's number on, in order; `None` if some of it is forgotten by now, so
    /// that whoever follows must look at everything anew.
    pub fn events_since(&self, number: u64) -> Option<impl DoubleEndedIterator<Item = &Event>> {
        let wanted = usize::try_from(self.next_event.saturating_sub(number)).ok()?;
        let first = self.events.len().checked_sub(wanted)?;
        Some(self.events.range(first..))
    }

    /// Takes the place of another world: its counts go on, and whoever follows must look anew.
    pub(in crate::emulator) fn follows(&mut self, old: &World) {
        self.next_event = old.next_event + 1;
        self.next_request = old.next_request;
        self.updates.polls = old.updates.polls;
    }

    /// From now on the world remembers so many of the bot's requests, ten times as many events, and as
    /// many presses: what a world that goes on for days costs in memory besides what people said.
    pub fn set_memory(&mut self, requests: usize) {
        self.memory = requests.max(1);
        self.updates.set_memory(self.memory);
        self.forget();
    }

    /// The bot's latest requests (20,000 unless told otherwise), in order.
    pub fn log(&self) -> &VecDeque<Request> {
        &self.log
    }

    /// The requests of one method that are still in the log.
    pub fn calls<'a>(&'a self, method: &'a str) -> impl Iterator<Item = &'a Request> {
        self.log.iter().filter(move |request| request.method.eq_ignore_ascii_case(method))
    }

    /// What the bot did that the Bot API's description does not allow; a good scenario ends with none.
    pub fn complaints(&self) -> &[String] {
        &self.complaints
    }

    pub(in crate::emulator) fn happened(&mut self, what: Happened) {
        self.next_event += 1;
        self.events.push_back(Event { at: self.clock.now(), what });
        self.forget();
    }

    fn forget(&mut self) {
        let over = self.events.len().saturating_sub(self.memory * EVENTS_PER_REQUEST);
        self.events.drain(..over);
        let over = self.log.len().saturating_sub(self.memory);
        self.log.drain(..over);
        let over = self.presses.len().saturating_sub(self.memory);
        self.presses.drain(..over);
    }

    pub(in crate::emulator) fn complain(&mut self, complaint: impl Into<String>) {
        if self.complaints.len() < MOST_COMPLAINTS {
            self.complaints.push(complaint.into());
        }
    }

    pub(in crate::emulator) fn open_request(&mut self, method: &str, params: &Map<String, Value>) -> u64 {
        let number = self.next_request;
        self.next_request += 1;
        let (method, params) = (method.to_owned(), Value::Object(params.clone()));
        self.log.push_back(Request { number, method, params, at: self.clock.now(), outcome: None });
        number
    }

    pub(in crate::emulator) fn close_request(&mut self, number: u64, outcome: Outcome) {
        if let Some(request) = self.log.iter_mut().rev().find(|request| request.number == number) {
            request.outcome = Some(outcome);
        }
        self.happened(Happened::Called(number));
    }
}
