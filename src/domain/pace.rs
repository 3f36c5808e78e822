//! How fast Telegram lets a bot speak, as arithmetic.
//!
//! Telegram says: 30 messages a second over all, one a second in a chat, 20 a minute in a group; an
//! album of n is n messages. The bot holds to that by itself, since a bulk sender that runs into the
//! walls is locked out for half an hour. Times are monotonic ([`crate::clock::Clock::elapsed`]); the
//! sender asks [`Limiter::earliest`], waits, sends, and [`Limiter::note`]s.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use super::ids::TgChat;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
/// So many chats flooded within [`FLOOD_SPAN`] mean that the whole bot is.
const FLOODED_CHATS: usize = 3;
const FLOOD_SPAN: Duration = Duration::from_secs(5);

/// `telegram.pace` of bot.toml, in messages; 0 lifts a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Over all chats.
    pub per_second: u32,
    /// In any one chat.
    pub chat_per_second: u32,
    /// In any one group.
    pub group_per_minute: u32,
}

impl Default for Pace {
    /// What Telegram documents.
    fn default() -> Self {
        Pace { per_second: 30, chat_per_second: 1, group_per_minute: 20 }
    }
}

/// What a request costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// So many messages: 1 for a message or an edit, n for an album of n.
    Messages(u32),
    /// A reaction: it counts only against the limit over all.
    Reaction,
}

impl Cost {
    fn weight(self) -> u32 {
        match self {
            Cost::Messages(n) => n.max(1),
            Cost::Reaction => 1,
        }
    }
}

/// What was sent lately and what is held back, and so when the next may go.
#[derive(Clone, Debug)]
pub struct Limiter {
    pace: Pace,
    all: Window,
    chats: HashMap<TgChat, Lane>,
    held: Duration,
    floods: VecDeque<(Duration, TgChat)>,
    swept: Duration,
}

/// What was sent to one chat lately. Both windows are kept, whether or not it is a group.
#[derive(Clone, Debug, Default)]
struct Lane {
    second: Window,
    minute: Window,
    held: Duration,
}

impl Limiter {
    /// One that has sent nothing yet.
    pub fn new(pace: Pace) -> Self {
        Limiter {
            pace,
            all: Window::default(),
            chats: HashMap::new(),
            held: Duration::ZERO,
            floods: VecDeque::new(),
            swept: Duration::ZERO,
        }
    }

    /// The earliest time, `now` or later, at which this may be sent.
    pub fn earliest(&self, chat: TgChat, is_group: bool, cost: Cost, now: Duration) -> Duration {
        let weight = cost.weight();
        let mut at = now.max(self.held).max(self.all.earliest(self.pace.per_second, SECOND, weight, now));
        if let Some(lane) = self.chats.get(&chat) {
            at = at.max(lane.held);
            if let Cost::Messages(_) = cost {
                at = at.max(lane.second.earliest(self.pace.chat_per_second, SECOND, weight, now));
                if is_group {
                    at = at.max(lane.minute.earliest(self.pace.group_per_minute, MINUTE, weight, now));
                }
            }
        }
        at
    }

    /// Notes that this was sent at `at`; call it when the request goes out, not when it is answered.
    ///
    /// After a start the last minute's sends are noted again, each at its own time.
    pub fn note(&mut self, chat: TgChat, is_group: bool, cost: Cost, at: Duration) {
        let weight = cost.weight();
        self.all.note(self.pace.per_second, SECOND, weight, at);
        if let Cost::Messages(_) = cost {
            let lane = self.chats.entry(chat).or_default();
            lane.second.note(self.pace.chat_per_second, SECOND, weight, at);
            if is_group {
                lane.minute.note(self.pace.group_per_minute, MINUTE, weight, at);
            }
        }
        self.sweep(at);
    }

    /// Notes that what was noted at `sent` was answered at `answered`: Telegram counted it at some
    /// time between the two, so it counts from the later on. Else what went out together and arrived
    /// one after another would still be counted there when the next goes out.
    pub fn answered(&mut self, chat: TgChat, is_group: bool, cost: Cost, sent: Duration, answered: Duration) {
        let weight = cost.weight();
        self.all.shift(self.pace.per_second, weight, sent, answered);
        if let Cost::Messages(_) = cost {
            let lane = self.chats.entry(chat).or_default();
            lane.second.shift(self.pace.chat_per_second, weight, sent, answered);
            if is_group {
                lane.minute.shift(self.pace.group_per_minute, weight, sent, answered);
            }
        }
    }

    /// Sends nothing to the chat before `until`.
    pub fn hold(&mut self, chat: TgChat, until: Duration) {
        let lane = self.chats.entry(chat).or_default();
        lane.held = lane.held.max(until);
    }

    /// Sends nothing to anybody before `until`.
    pub fn hold_all(&mut self, until: Duration) {
        self.held = self.held.max(until);
    }

    /// Takes in a 429: holds the chat for `retry_after`, and everything if three chats met one within
    /// five seconds. Returns whether everything is held.
    pub fn flooded(&mut self, chat: TgChat, now: Duration, retry_after: Duration) -> bool {
        self.hold(chat, now + retry_after);
        self.floods.retain(|&(at, of)| at + FLOOD_SPAN >= now && of != chat);
        self.floods.push_back((now, chat));
        let all = self.floods.len() >= FLOODED_CHATS;
        if all {
            self.hold_all(now + retry_after);
        }
        all
    }

    /// How many chats are remembered: those written to in the last minute or two, and those held.
    pub fn remembered(&self) -> usize {
        self.chats.len()
    }

    /// Forgets what no longer matters, once a minute.
    fn sweep(&mut self, now: Duration) {
        if now < self.swept + MINUTE {
            return;
        }
        self.swept = now;
        self.chats.retain(|_, lane| {
            lane.second.forget(SECOND, now);
            lane.minute.forget(MINUTE, now);
            lane.held > now || !lane.second.is_empty() || !lane.minute.is_empty()
        });
    }
}

/// What was sent, by time: at most `limit` in any span, the span's beginning not counted to it.
///
/// A weight beyond the limit is spread over the spans that follow, as if its parts were sent one
/// limit's worth a span: so an album of ten in a chat of one a second keeps it busy for ten seconds.
#[derive(Clone, Debug, Default)]
struct Window(VecDeque<(Duration, u32)>);

impl Window {
    fn earliest(&self, limit: u32, span: Duration, weight: u32, now: Duration) -> Duration {
        if limit == 0 {
            return now;
        }
        let room = limit - weight.min(limit);
        let mut at = now;
        let mut used: u32 = self.0.iter().filter(|(sent, _)| *sent + span > now).map(|(_, n)| n).sum();
        for &(sent, n) in self.0.iter().filter(|(sent, _)| *sent + span > now) {
            if used <= room {
                break;
            }
            used -= n;
            at = sent + span;
        }
        at
    }

    fn note(&mut self, limit: u32, span: Duration, weight: u32, at: Duration) {
        if limit == 0 {
            return;
        }
        self.forget(span, at);
        let (mut left, mut at) = (weight, at);
        while left > 0 {
            let part = left.min(limit);
            let place = self.0.partition_point(|(sent, _)| *sent <= at);
            self.0.insert(place, (at, part));
            (left, at) = (left - part, at + span);
        }
    }

    /// What was noted at `from` counts as of `to`. A weight that is spread over spans stays as it is.
    fn shift(&mut self, limit: u32, weight: u32, from: Duration, to: Duration) {
        if weight > limit || to <= from {
            return;
        }
        if let Some(place) = self.0.iter().position(|&(sent, n)| sent == from && n == weight) {
            self.0.remove(place);
        }
        let place = self.0.partition_point(|(sent, _)| *sent <= to);
        self.0.insert(place, (to, weight));
    }

    fn forget(&mut self, span: Duration, now: Duration) {
        while self.0.front().is_some_and(|(sent, _)| *sent + span <= now) {
            self.0.pop_front();
        }
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests;
