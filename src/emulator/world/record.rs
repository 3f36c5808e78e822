//! What the world remembers of what went on: events, requests, presses, complaints.

use std::collections::VecDeque;

use serde_json::{Map, Value};

use super::{ChatId, MessageId, UserId, World};
use crate::clock::Time;
use crate::emulator::answer::ApiError;

/// The requests that [`World::log`] keeps.
const LOG_LENGTH: usize = 20_000;

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
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PressAnswer {
    /// The notice; empty when the answer only stops the spinner.
    pub text: String,
    /// Shown as a window to be closed rather than a passing line.
    pub alert: bool,
}

/// The commands of one scope and language.
pub type Commands = Vec<(String, String)>;

impl World {
    /// All presses, the oldest first.
    pub fn presses(&self) -> &[Press] {
        &self.presses
    }

    /// What the bot answered to a press; `None` while it has not.
    pub fn callback_answer(&self, id: &str) -> Option<&PressAnswer> {
        self.presses.iter().find(|press| press.id == id)?.answer.as_ref()
    }

    /// All that happened so far, in order.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The bot's latest requests (20,000 at most), in order.
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
        self.events.push(Event { at: self.clock.now(), what });
    }

    pub(in crate::emulator) fn complain(&mut self, complaint: impl Into<String>) {
        self.complaints.push(complaint.into());
    }

    pub(in crate::emulator) fn open_request(&mut self, method: &str, params: &Map<String, Value>) -> u64 {
        let number = self.next_request;
        self.next_request += 1;
        if self.log.len() == LOG_LENGTH {
            self.log.pop_front();
        }
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
