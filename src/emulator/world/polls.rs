//! Polls and quizzes: who chose what, what may still be changed, and what the bot hears of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ChatId, Content, Happened, Message, MessageId, UserId, World};
use crate::clock::Time;
use crate::emulator::answer::Refused;
use crate::emulator::formatted::Formatted;

/// A poll or a quiz.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Poll {
    /// Its id, by which the bot hears of it.
    pub id: String,
    /// What is asked.
    pub question: Formatted,
    /// A text that stands above the question; mostly empty.
    pub description: Formatted,
    /// What can be chosen.
    pub options: Vec<PollOption>,
    /// What each person chose, by the options' places.
    pub votes: BTreeMap<UserId, Vec<usize>>,
    /// The right answers; `None` where it is no quiz.
    pub correct: Option<Vec<usize>>,
    /// What a quiz says to whoever has answered.
    pub explanation: Formatted,
    /// Nobody sees who chose what.
    pub anonymous: bool,
    /// More than one option can be chosen.
    pub multiple: bool,
    /// An answer can be changed and taken back.
    pub revoting: bool,
    /// The counts are shown to people only after it is closed.
    pub hide_results: bool,
    /// Nobody can choose any more.
    pub closed: bool,
    /// When it closes by itself.
    pub closes_at: Option<Time>,
    /// For how long it was to be open, where that was said.
    pub(in crate::emulator) open_period: Option<i64>,
    /// Whether the bot sent it, and so hears of each vote.
    pub(in crate::emulator) of_bot: bool,
}

/// One thing that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PollOption {
    /// What stands there.
    pub text: Formatted,
    /// The option's id, whatever its place.
    pub id: String,
}

impl Poll {
    /// A poll whose options are these texts.
    pub(in crate::emulator) fn of(question: Formatted, options: impl IntoIterator<Item = Formatted>) -> Self {
        let option = |(at, text): (usize, Formatted)| PollOption { text, id: (at + 1).to_string() };
        let options = options.into_iter().enumerate().map(option).collect();
        Poll { question, options, anonymous: true, revoting: true, ..Poll::default() }
    }

    /// How many chose an option.
    pub fn count(&self, option: usize) -> usize {
        self.votes.values().filter(|chosen| chosen.contains(&option)).count()
    }

    /// Whether a person sees the counts: whoever has answered does, and everybody once it is closed.
    pub fn shows_results_to(&self, user: UserId) -> bool {
        self.closed || (self.votes.contains_key(&user) && !self.hide_results)
    }

    /// Whether a person's answer to a quiz was right; `None` where there is none, or it is no quiz.
    pub fn is_right(&self, user: UserId) -> Option<bool> {
        Some(self.votes.get(&user)? == self.correct.as_ref()?)
    }

    pub(in crate::emulator) fn json(&self) -> Value {
        let option = |(at, option): (usize, &PollOption)| {
            let mut json = json!({ "persistent_id": option.id, "voter_count": self.count(at) });
            put_text(&mut json, "text", "text_entities", &option.text);
            json
        };
        let options: Vec<_> = self.options.iter().enumerate().map(option).collect();
        let mut json = json!({
            "id": self.id, "options": options, "total_voter_count": self.votes.len(), "is_closed": self.closed,
            "is_anonymous": self.anonymous, "type": if self.correct.is_some() { "quiz" } else { "regular" },
            "allows_multiple_answers": self.multiple, "allows_revoting": self.revoting, "members_only": false,
        });
        put_text(&mut json, "question", "question_entities", &self.question);
        if !self.description.text.is_empty() {
            put_text(&mut json, "description", "description_entities", &self.description);
        }
        if let Some(correct) = self.correct.as_ref().filter(|_| self.of_bot || self.closed) {
            json["correct_option_ids"] = json!(correct);
            if !self.explanation.text.is_empty() {
                put_text(&mut json, "explanation", "explanation_entities", &self.explanation);
            }
        }
        if let Some(seconds) = self.open_period {
            json["open_period"] = json!(seconds);
        }
        if let Some(at) = self.closes_at {
            json["close_date"] = json!(at.timestamp());
        }
        json
    }

    /// Takes a person's answer; nothing chosen takes it back.
    fn answer(&mut self, user: UserId, chosen: &[usize]) -> Result<(), Refused> {
        let refused = |why: &str| Err(Refused(why.into()));
        if self.closed {
            return refused("the poll is closed");
        }
        let mut chosen = chosen.to_vec();
        chosen.sort_unstable();
        chosen.dedup();
        if let Some(option) = chosen.iter().find(|option| **option >= self.options.len()) {
            return Err(Refused(format!("no option {option}")));
        }
        if chosen.len() > 1 && !self.multiple {
            return refused("only one option can be chosen");
        }
        match self.votes.get(&user) {
            None if chosen.is_empty() => return refused("there is no answer to take back"),
            Some(_) if !self.revoting => return refused("the answer cannot be changed any more"),
            Some(before) if *before == chosen => return refused("that is the answer already"),
            _ => {}
        }
        if chosen.is_empty() {
            self.votes.remove(&user);
        } else {
            self.votes.insert(user, chosen);
        }
        Ok(())
    }
}

impl World {
    /// A user answers a poll, by the places of the options; nothing chosen takes the answer back.
    pub fn vote(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        message: MessageId,
        options: &[usize],
    ) -> Result<(), Refused> {
        let chat = chat.into();
        self.inside(user, chat)?;
        let Content::Poll(poll) = &mut self.living(chat, message)?.content else {
            return Err(Refused("that is no poll".into()));
        };
        poll.answer(user, options)?;
        let poll = poll.clone();
        self.happened(Happened::Voted(chat, message));
        // Of what others sent the bot hears only when it is closed by hand.
        if !poll.of_bot {
            return Ok(());
        }
        self.push_update("poll", poll.json());
        if !poll.anonymous {
            let chosen = poll.votes.get(&user).cloned().unwrap_or_default();
            let ids: Vec<_> = chosen.iter().map(|at| poll.options[*at].id.clone()).collect();
            let answer = json!({
                "poll_id": poll.id, "user": self.user_json(user), "option_ids": chosen,
                "option_persistent_ids": ids,
            });
            self.push_update("poll_answer", answer);
        }
        Ok(())
    }

    /// Whoever sent a poll closes it.
    pub fn stop_poll(
        &mut self,
        user: UserId,
        chat: impl Into<ChatId>,
        message: MessageId,
    ) -> Result<(), Refused> {
        let chat = chat.into();
        if self.living(chat, message)?.from != Some(user) {
            return Err(Refused("only the sender closes a poll".into()));
        }
        self.close_poll(chat, message).map(drop).ok_or_else(|| Refused("that is no open poll".into()))
    }

    /// Closes an open poll, and tells the bot; how it stands then.
    pub(in crate::emulator) fn close_poll(&mut self, chat: ChatId, message: MessageId) -> Option<Value> {
        let Content::Poll(poll) = &mut self.living(chat, message).ok()?.content else { return None };
        if std::mem::replace(&mut poll.closed, true) {
            return None;
        }
        let poll = poll.json();
        self.happened(Happened::Edited(chat, message));
        self.push_update("poll", poll.clone());
        Some(poll)
    }

    /// Notes that a poll closes by itself, if it does.
    pub(super) fn watch_poll(&mut self, message: &Message) {
        if let Content::Poll(Poll { closes_at: Some(at), closed: false, .. }) = &message.content {
            self.closing.insert((*at, message.chat, message.id));
        }
    }

    /// Does what the mere passing of time brings about: polls close. Whether it brought anything about.
    pub(in crate::emulator) fn pass_time(&mut self) -> bool {
        let now = self.now();
        let mut closed = false;
        while let Some((_, chat, message)) = self.closing.first().copied().filter(|(at, ..)| *at <= now) {
            self.closing.pop_first();
            closed |= self.close_poll(chat, message).is_some();
        }
        closed
    }
}

fn put_text(json: &mut Value, text: &str, entities: &str, formatted: &Formatted) {
    json[text] = json!(formatted.text);
    if !formatted.entities.is_empty() {
        json[entities] = formatted.entities_json();
    }
}
