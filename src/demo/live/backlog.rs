//! How the outside world misbehaves for the curious, what waits meanwhile, and the proof that
//! nothing is lost: what people posted is compared with the bot's books, photo by photo, and the
//! bot's outbox with what stands in the chats, message by message.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde::Deserialize;

use super::store::{self, Letter, Taken};
use crate::clock::Time;
use crate::emulator::{ChatId, Content, DownloadFault, Emulator, Fault, World};
use crate::error::Failure;
use crate::store::Store;

/// What the outside world is up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trouble {
    #[default]
    None,
    /// Telegram cannot be reached.
    Down,
    /// Everything takes its time.
    Slow,
    /// Whatever is sent is refused: too much.
    Flood,
}

/// How long a request takes while Telegram is slow.
const SLOW: Duration = Duration::from_secs(3);
/// How many seconds a bot is told to wait that sends too much.
const FLOODED: u64 = 10;
/// What weighs on Telegram's limits.
const SENDING: [&str; 7] = [
    "sendMessage",
    "sendPhoto",
    "sendDocument",
    "editMessageText",
    "editMessageCaption",
    "editMessageMedia",
    "setMessageReaction",
];

impl Trouble {
    /// Makes the outside world behave so from now on.
    pub(in crate::demo) fn befall(self, world: &mut World) {
        let faults = world.faults();
        faults.clear();
        faults.set_down(self == Trouble::Down);
        let slow = (self == Trouble::Slow).then_some(SLOW);
        faults.set_slow(slow);
        faults.set_downloads(slow.map(DownloadFault::Slow));
        if self == Trouble::Flood {
            for method in SENDING {
                faults.fail_times(method, u64::MAX, Fault::RetryAfter(FLOODED));
            }
        }
    }
}

/// What waits, and what became of the rest since the visitor came first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// When the visitor came first.
    pub since: Time,
    /// Updates that Telegram keeps until the bot takes them.
    pub updates_waiting: usize,
    /// Updates that the bot has taken and not yet handled.
    pub updates_unworked: usize,
    /// Messages, changes and reactions that the bot has decided on and that have not gone out.
    pub messages_waiting: usize,
    pub photos: Photos,
    pub messages: Messages,
}

/// The photos that people posted in the groups of volunteers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Photos {
    pub posted: usize,
    /// Of these, how many stand in the bot's books.
    pub taken: usize,
    /// Of these, how many count.
    pub counted: usize,
    /// How many stand there more than once.
    pub twice: usize,
}

/// The messages that the bot decided to send, without changes of earlier ones and reactions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Messages {
    pub decided: usize,
    /// Of these, how many stand in their chats.
    pub delivered: usize,
    /// How many could not be delivered (the bot was blocked, say) or were of no use any more.
    pub given_up: usize,
    /// Messages of the bot that stand in a chat once more than they should: sent just as its answer was
    /// lost or its process died, and so sent again.
    pub twice: usize,
}

impl Backlog {
    /// Whether something is still on its way, so that the figures are not the last word.
    pub fn is_under_way(&self) -> bool {
        self.updates_waiting + self.updates_unworked + self.messages_waiting > 0
    }

    /// How many photos and messages are missing, once nothing is on its way any more.
    pub fn lost(&self) -> usize {
        let missing = (self.photos.posted - self.photos.taken)
            + self.messages.decided.saturating_sub(self.messages.delivered + self.messages.given_up);
        if self.is_under_way() { 0 } else { missing }
    }

    /// How many photos are counted twice or messages sent twice.
    pub fn doubled(&self) -> usize {
        self.photos.twice + self.messages.twice
    }
}

/// What the bot's books say, as they were looked at last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Books {
    since: Time,
    unworked: usize,
    fields: Vec<(i64, Time)>,
    photos: Vec<Taken>,
    letters: Vec<Letter>,
    /// The bot's messages that stood in the chats just then, by chat and message; whether they are of
    /// the visitor's time. What was sent since then the books cannot know of.
    standing: BTreeMap<(i64, i64), bool>,
}

impl Books {
    /// Looks while the bot rests, so that what stands in the chats is noted in its books.
    pub async fn look(store: &Store, emulator: &Emulator, since: Time) -> Result<Books, Failure> {
        let standing = standing(&emulator.world(), since);
        // Telegram dates what people do by whole seconds.
        let second = Time::from_timestamp(since.timestamp(), 0).unwrap_or(since);
        store
            .read(move |read| {
                Ok(Books {
                    since,
                    unworked: store::unworked(read)?,
                    fields: store::fields(read)?,
                    photos: store::photos(read, second)?,
                    letters: store::letters(read, since)?,
                    standing,
                })
            })
            .await
    }

    /// Compares the books with the world.
    pub fn compare(&self, world: &World) -> Backlog {
        let waiting = self.letters.iter().filter(|letter| letter.state == "waiting").count();
        Backlog {
            since: self.since,
            updates_waiting: world.queue().pending(),
            updates_unworked: self.unworked,
            messages_waiting: waiting,
            photos: self.photos(world),
            messages: self.messages(),
        }
    }

    fn photos(&self, world: &World) -> Photos {
        let mut books = BTreeMap::<(i64, i64), (usize, bool)>::new();
        for taken in &self.photos {
            let entry = books.entry(taken.message).or_default();
            *entry = (entry.0 + 1, entry.1 || taken.counted);
        }
        let mut photos = Photos::default();
        for &(chat, bound) in &self.fields {
            let since = self.since.max(bound);
            for message in world.messages(ChatId(chat)) {
                let of_people = message.from != Some(world.bot()) && message.at >= since;
                if !of_people || !matches!(message.content, Content::Photo(_)) {
                    continue;
                }
                let (times, counted) =
                    books.get(&(chat, i64::from(message.id.0))).copied().unwrap_or_default();
                photos.posted += 1;
                photos.taken += usize::from(times > 0);
                photos.counted += usize::from(counted);
                photos.twice += usize::from(times > 1);
            }
        }
        photos
    }

    fn messages(&self) -> Messages {
        let mut messages = Messages::default();
        let mut named = BTreeSet::new();
        for letter in &self.letters {
            let place = letter.message.map(|id| (letter.chat, id));
            named.extend(place);
            if letter.is_message && letter.decided_at >= self.since {
                messages.decided += 1;
                match letter.state.as_str() {
                    "sent" => {
                        let stands = place.is_some_and(|place| self.standing.contains_key(&place));
                        messages.delivered += usize::from(stands);
                    }
                    "waiting" => {}
                    _ => messages.given_up += 1,
                }
            }
        }
        // While letters are on their way one may stand in its chat before the books say so.
        if self.letters.iter().all(|letter| letter.state != "waiting") {
            let unnamed = self.standing.iter().filter(|(place, new)| **new && !named.contains(*place));
            messages.twice = unnamed.count();
        }
        messages
    }
}

/// The bot's messages, and what stands in the name of a channel; whether they are the bot's and came since then.
fn standing(world: &World, since: Time) -> BTreeMap<(i64, i64), bool> {
    let bot = Some(world.bot());
    world
        .chats()
        .flat_map(|chat| chat.messages.values())
        .filter(|message| !matches!(message.content, Content::Service(_)))
        .filter(|message| message.from == bot || message.from.is_none())
        .map(|message| {
            let new = message.from == bot && message.at >= since;
            ((message.chat.0, i64::from(message.id.0)), new)
        })
        .collect()
}
