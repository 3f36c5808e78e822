//! The world as it is kept and taken up again: what people, chats and files are, but neither the faults
//! and gates of a test nor the record of what went on.

use std::borrow::Cow;
use std::collections::BTreeMap;

use axum::body::Bytes;
use serde::{Deserialize, Serialize};

use super::files::Sent;
use super::{Chat, ChatId, Commands, Content, Message, Press, Updates, User, UserId, World};
use crate::clock::{Clock, Time};

/// Raised when what is written below can no longer be read as it was.
const FORMAT: u32 = 1;

/// The bot's own database may be younger than the snapshot that the world is taken up from: it then knows
/// ids of updates, messages, files and presses that this world has yet to give. An id given twice would be
/// worse than a gap: an update would be dropped as a second delivery, an answer would land on another
/// message. So every count skips ahead by far more than can happen between two snapshots, and by little
/// enough that a hundred thousand restarts pass before the 31 bits of a message's id are used up.
const MARGIN: i32 = 10_000;

/// A world written down, and the files that it names.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// All but the files' contents.
    pub json: Vec<u8>,
    /// The contents by their hash.
    pub contents: BTreeMap<String, Bytes>,
}

/// What is written down.
#[derive(Serialize, Deserialize)]
struct Kept<'w> {
    format: u32,
    at: Time,
    bot: UserId,
    privacy_mode: bool,
    users: Cow<'w, BTreeMap<UserId, User>>,
    chats: Cow<'w, BTreeMap<ChatId, Chat>>,
    files: Vec<Sent>,
    presses: Cow<'w, [Press]>,
    commands: Vec<((String, String), Commands)>,
    profile: Vec<((String, String), String)>,
    updates: Cow<'w, Updates>,
    next_number: i64,
    next_private_message: i32,
    next_link: u64,
}

/// A world that was written down, without its files' contents.
pub(in crate::emulator) struct Asleep(Kept<'static>);

impl World {
    /// Writes the world down as it is now; the contents of files are shared, not copied.
    pub(in crate::emulator) fn snapshot(&self) -> serde_json::Result<Snapshot> {
        let kept = Kept {
            format: FORMAT,
            at: self.clock.now(),
            bot: self.bot,
            privacy_mode: self.privacy_mode,
            users: Cow::Borrowed(&self.users),
            chats: Cow::Borrowed(&self.chats),
            files: self.files.sent().collect(),
            presses: Cow::Borrowed(&self.presses),
            commands: self.commands.clone().into_iter().collect(),
            profile: self.profile.clone().into_iter().collect(),
            updates: Cow::Borrowed(&self.updates),
            next_number: self.next_number,
            next_private_message: self.next_private_message,
            next_link: self.files.next_link(),
        };
        Ok(Snapshot { json: serde_json::to_vec(&kept)?, contents: self.files.contents().clone() })
    }
}

impl Asleep {
    /// Reads what [`World::snapshot`] wrote.
    pub fn read(json: &[u8]) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Head {
            format: u32,
        }
        let head: Head = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        if head.format != FORMAT {
            return Err(format!("it is of format {}, this program reads {FORMAT}", head.format));
        }
        serde_json::from_slice(json).map(Asleep).map_err(|error| error.to_string())
    }

    /// When it was written down, by the world's own clock.
    pub fn at(&self) -> Time {
        self.0.at
    }

    /// The hashes of the contents that are needed to wake it.
    pub fn hashes(&self) -> impl Iterator<Item = &str> {
        self.0.files.iter().map(|file| file.content().hash())
    }

    /// The world again, for the same bot; its error says which content is missing or whose bot it was.
    pub fn wake(
        self,
        contents: &BTreeMap<String, Bytes>,
        clock: Clock,
        token: &str,
        name: &str,
        username: &str,
    ) -> Result<World, String> {
        let Asleep(kept) = self;
        let mut world = World::new(clock, token, name, username);
        if kept.bot != world.bot {
            return Err(format!("it is of bot {}, not of {}", kept.bot.0, world.bot.0));
        }
        let missing = |hash: &str| format!("the content {hash} is missing");
        let bot = world.users.remove(&world.bot);
        world.users = kept.users.into_owned();
        world.users.extend(bot.map(|bot| (bot.id, bot)));
        world.chats = kept.chats.into_owned();
        for mut file in kept.files {
            file.content_mut().fill(contents).ok_or_else(|| missing(file.content().hash()))?;
            world.files.keep(file);
        }
        for chat in world.chats.values_mut() {
            for message in chat.messages.values_mut() {
                if let Some(blob) = blob_of(message) {
                    blob.fill(contents).ok_or_else(|| missing(blob.hash()))?;
                }
            }
            chat.last_message += MARGIN;
            chat.action = None;
        }
        let chats = std::mem::take(&mut world.chats);
        chats.values().flat_map(|chat| chat.messages.values()).for_each(|message| world.watch_poll(message));
        world.chats = chats;
        world.privacy_mode = kept.privacy_mode;
        world.presses = kept.presses.into_owned();
        world.commands = kept.commands.into_iter().collect();
        world.profile = kept.profile.into_iter().collect();
        world.updates = kept.updates.into_owned();
        world.updates.skip(MARGIN.into());
        world.set_memory(world.memory);
        world.next_number = kept.next_number + i64::from(MARGIN);
        world.next_private_message = kept.next_private_message + MARGIN;
        world.files.skip_links(kept.next_link + u64::from(MARGIN.unsigned_abs()));
        Ok(world)
    }
}

fn blob_of(message: &mut Message) -> Option<&mut super::Blob> {
    match &mut message.content {
        Content::Photo(photo) => Some(&mut photo.original),
        Content::Document(document) => Some(&mut document.content),
        _ => None,
    }
}
