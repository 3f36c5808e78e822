//! Telegram's limits on how much a bot may send, as a switch: 429 with `retry_after`.

use std::collections::{BTreeMap, VecDeque};

use chrono::TimeDelta;

use super::world::ChatId;
use crate::clock::Time;

/// Short bursts pass: so many messages in a chat before the second's limit bites.
const BURST: usize = 3;
const GROUP_PER_MINUTE: usize = 20;
const ALL_PER_SECOND: usize = 30;

/// When the bot sent what, of the last minute.
#[derive(Debug, Default)]
pub(super) struct Flood {
    on: bool,
    all: VecDeque<Time>,
    chats: BTreeMap<ChatId, VecDeque<Time>>,
}

impl Flood {
    pub(super) fn set(&mut self, on: bool) {
        *self = Flood { on, ..Flood::default() };
    }

    /// Counts `n` messages to a chat, or says after how many seconds to come back.
    pub(super) fn send(&mut self, chat: ChatId, group: bool, n: usize, now: Time) -> Result<(), u64> {
        if !self.on {
            return Ok(());
        }
        self.overall(n, now)?;
        let sent = self.chats.entry(chat).or_default();
        sent.retain(|at| *at > now - TimeDelta::seconds(60));
        let lately = sent.iter().filter(|at| **at > now - TimeDelta::seconds(BURST as i64)).count();
        // An album is let through as long as there is room for its first part.
        let full = |limit: usize, count: usize| count > 0 && count + n.min(limit) > limit;
        if group && full(GROUP_PER_MINUTE, sent.len()) {
            let oldest = sent.front().copied().unwrap_or(now);
            return Err((oldest + TimeDelta::seconds(61) - now).num_seconds().max(1).unsigned_abs());
        }
        if full(BURST, lately) && n == 1 {
            return Err(1);
        }
        sent.extend(std::iter::repeat_n(now, n));
        self.all.extend(std::iter::repeat_n(now, n));
        Ok(())
    }

    /// Counts what only weighs on the whole bot, such as reactions.
    pub(super) fn light(&mut self, now: Time) -> Result<(), u64> {
        if !self.on {
            return Ok(());
        }
        self.overall(1, now)?;
        self.all.push_back(now);
        Ok(())
    }

    fn overall(&mut self, n: usize, now: Time) -> Result<(), u64> {
        self.all.retain(|at| *at > now - TimeDelta::seconds(1));
        if self.all.len() + n > ALL_PER_SECOND { Err(1) } else { Ok(()) }
    }
}
