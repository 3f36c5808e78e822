//! What people see: unread messages, reactions, edits; and what they expect to see.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use muster::emulator::{Button, ChatId, Happened, Message, MessageId, World};

use super::Town;
use super::people::Posted;

/// What the bot did that nobody has read yet, chat by chat.
#[derive(Default)]
pub struct Eyes {
    /// How many of the world's events were looked at.
    seen: u64,
    unread: BTreeMap<ChatId, Vec<Sight>>,
    reactions: BTreeMap<(ChatId, MessageId), String>,
    /// What people posted in channels, where Telegram names no author.
    posted: BTreeSet<(ChatId, MessageId)>,
}

#[derive(Clone, Debug, PartialEq)]
enum Sight {
    Message(MessageId),
    /// A message that was read has changed: nobody is notified, so it may stay unread.
    Edited(MessageId),
    Reaction(MessageId, String),
}

/// A message of the bot's, as somebody read it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub message: Message,
}

impl Seen {
    pub fn id(&self) -> MessageId {
        self.message.id
    }

    /// The text or caption, with the buttons below it.
    pub fn text(&self) -> String {
        let rows = self.message.buttons();
        let row =
            |row: &Vec<Button>| row.iter().map(|button| format!("[{}]", button.text)).collect::<Vec<_>>();
        let buttons: Vec<String> = rows.iter().map(|buttons| row(buttons).join(" ")).collect();
        let picture = if self.message.photo().is_some() { "🖼\n" } else { "" };
        let mut text = format!("{picture}{}", self.message.text());
        for buttons in buttons {
            text.push('\n');
            text.push_str(&buttons);
        }
        text
    }

    pub fn says(&self, words: &str) -> &Self {
        assert!(self.message.text().contains(words), "{words:?} is not in:\n{}", self.text());
        self
    }

    pub fn does_not_say(&self, words: &str) -> &Self {
        assert!(!self.message.text().contains(words), "{words:?} is in:\n{}", self.text());
        self
    }
}

impl Eyes {
    /// A person posted this.
    pub fn posted(&mut self, chat: ChatId, message: MessageId) {
        self.posted.insert((chat, message));
    }

    /// Takes in what happened since the last look.
    pub fn look(&mut self, world: &World) {
        let (bot, posted) = (world.bot(), self.posted.clone());
        let of_bot = |chat: ChatId, id: MessageId| {
            world.message(chat, id).is_some_and(|message| {
                let in_channel = message.from.is_none() && message.sender_chat == Some(chat);
                message.from == Some(bot) || (in_channel && !posted.contains(&(chat, id)))
            })
        };
        for event in world.events_since(self.seen).expect("nothing is forgotten") {
            match event.what {
                Happened::Sent(chat, id) if of_bot(chat, id) => {
                    self.unread.entry(chat).or_default().push(Sight::Message(id));
                }
                Happened::Edited(chat, id) if of_bot(chat, id) => {
                    let unread = self.unread.entry(chat).or_default();
                    if !unread.contains(&Sight::Message(id)) && !unread.contains(&Sight::Edited(id)) {
                        unread.push(Sight::Edited(id));
                    }
                }
                Happened::Deleted(chat, id) => {
                    let unread = self.unread.entry(chat).or_default();
                    unread.retain(|sight| *sight != Sight::Message(id) && *sight != Sight::Edited(id));
                }
                Happened::Reacted(chat, id) => self.reacted(world, chat, id),
                _ => {}
            }
        }
        self.seen = world.next_event();
    }

    fn reacted(&mut self, world: &World, chat: ChatId, id: MessageId) {
        let message = world.message(chat, id);
        let now = message.and_then(|message| message.reaction_of(world.bot())).unwrap_or_default().to_owned();
        let before = self.reactions.insert((chat, id), now.clone()).unwrap_or_default();
        if before != now {
            let unread = self.unread.entry(chat).or_default();
            unread.retain(|sight| !matches!(sight, Sight::Reaction(other, _) if *other == id));
            unread.push(Sight::Reaction(id, now));
        }
    }

    /// Every unread message there is, in words.
    pub fn unread(&self, world: &World) -> Vec<String> {
        let chats = self.unread.iter().filter_map(|(chat, sights)| Some((world.chat(*chat)?, sights)));
        chats
            .flat_map(|(chat, sights)| sights.iter().map(move |sight| (chat, sight)))
            .filter_map(|(chat, sight)| match sight {
                Sight::Message(id) => {
                    let message = world.message(chat.id, *id)?.clone();
                    Some(format!("in {}: {}", chat.title, Seen { message }.text()))
                }
                _ => None,
            })
            .collect()
    }

    fn take(
        &mut self,
        world: &World,
        chat: ChatId,
        fits: impl Fn(&Message) -> bool,
        edits: bool,
    ) -> Option<Seen> {
        let unread = self.unread.get_mut(&chat)?;
        let message = |sight: &Sight| match sight {
            Sight::Message(id) => world.message(chat, *id),
            Sight::Edited(id) if edits => world.message(chat, *id),
            _ => None,
        };
        let place = unread.iter().position(|sight| message(sight).is_some_and(&fits))?;
        let sight = unread.remove(place);
        Some(Seen { message: message(&sight)?.clone() })
    }

    fn take_reaction(&mut self, chat: ChatId, on: &[MessageId], emoji: &str) -> Option<MessageId> {
        let unread = self.unread.get_mut(&chat)?;
        let fits = |sight: &Sight| matches!(sight, Sight::Reaction(id, seen) if seen == emoji && (on.is_empty() || on.contains(id)));
        let place = unread.iter().position(fits)?;
        match unread.remove(place) {
            Sight::Reaction(id, _) => Some(id),
            _ => None,
        }
    }
}

/// A chat as those in it see it.
#[derive(Clone)]
pub struct Chat {
    pub town: Town,
    pub id: ChatId,
}

impl Chat {
    /// Sees a message or an edit with these words; others stay unread.
    pub async fn sees(&self, words: &str) -> Seen {
        let found = self.look_for(|message| message.text().contains(words), true).await;
        found.unwrap_or_else(|| panic!("nobody in {} sees {words:?}{}", self.title(), self.surroundings()))
    }

    /// The next unread message.
    pub async fn next_message(&self) -> Seen {
        let found = self.look_for(|_| true, false).await;
        found.unwrap_or_else(|| panic!("there is no message in {}{}", self.title(), self.surroundings()))
    }

    /// Sees a photo of the bot's; [`SeesPhoto::captioned`] says which.
    pub fn sees_photo(&self) -> SeesPhoto<'_> {
        SeesPhoto { chat: self }
    }

    /// The bot reacts; [`SeesReaction::on`] says to what.
    pub fn sees_reaction<'c>(&'c self, emoji: &'c str) -> SeesReaction<'c> {
        SeesReaction { chat: self, emoji }
    }

    /// For a quarter of a minute nothing comes but what was expected already: no message, no reaction.
    pub async fn sees_nothing_else(&self) {
        self.town.passes(TimeDelta::seconds(15)).await;
        let world = self.town.world();
        let mut eyes = self.town.inner().eyes.borrow_mut();
        eyes.look(&world);
        let more: Vec<_> = eyes.unread.get(&self.id).into_iter().flatten().collect();
        let more: Vec<_> = more
            .into_iter()
            .filter(|sight| !matches!(sight, Sight::Edited(_)))
            .map(|sight| match sight {
                Sight::Message(id) | Sight::Edited(id) => {
                    world.message(self.id, *id).map(|message| message.text().to_owned()).unwrap_or_default()
                }
                Sight::Reaction(id, emoji) => format!("{emoji} on {}", id.0),
            })
            .collect();
        assert!(more.is_empty(), "{} sees more:\n{}", self.title_in(&world), more.join("\n"));
    }

    /// The same, whatever reactions come.
    pub async fn sees_nothing_else_but_reactions(&self) {
        self.town.passes(TimeDelta::seconds(15)).await;
        self.reads_all_reactions();
        self.sees_nothing_else().await;
    }

    /// Whatever came so far, and within some seconds, is read.
    pub async fn reads_all(&self) {
        self.town.passes(TimeDelta::seconds(5)).await;
        self.reads_all_now();
    }

    /// Whatever came so far is read.
    pub fn reads_all_now(&self) {
        let world = self.town.world();
        let mut eyes = self.town.inner().eyes.borrow_mut();
        eyes.look(&world);
        eyes.unread.remove(&self.id);
    }

    /// All that stands unread, read; in the order in which it came.
    pub async fn all_messages(&self) -> Vec<Seen> {
        self.town.passes(TimeDelta::seconds(15)).await;
        let world = self.town.world();
        let mut eyes = self.town.inner().eyes.borrow_mut();
        eyes.look(&world);
        std::iter::from_fn(|| eyes.take(&world, self.id, |_| true, false)).collect()
    }

    /// A message as it stands now.
    pub fn current(&self, seen: &Seen) -> Seen {
        let world = self.town.world();
        let message = world.message(self.id, seen.id()).filter(|message| !message.deleted).cloned();
        Seen { message: message.expect("it is still there") }
    }

    /// A message as it stands once what is under way has come.
    pub async fn later(&self, seen: &Seen) -> Seen {
        self.town.passes(TimeDelta::seconds(5)).await;
        self.current(seen)
    }

    /// The bot's reaction as it stands now.
    pub fn reaction_on(&self, posted: &Posted) -> Option<String> {
        let world = self.town.world();
        let message = world.message(self.id, posted.messages[0])?;
        message.reaction_of(world.bot()).map(str::to_owned)
    }

    /// Every picture of the bot's that stands here.
    pub fn pictures(&self) -> Vec<Seen> {
        let world = self.town.world();
        let messages = world.messages(self.id).into_iter();
        let pictures = messages.filter(|message| message.photo().is_some() && !message.deleted);
        let bot = world.bot();
        pictures.filter(|message| message.from == Some(bot)).map(|m| Seen { message: m.clone() }).collect()
    }

    /// The newest texts that stand here.
    pub fn last_texts(&self, n: usize) -> Vec<String> {
        let world = self.town.world();
        let messages = world.messages(self.id).into_iter().rev().filter(|message| !message.deleted);
        messages.take(n).map(|message| message.text().to_owned()).collect()
    }

    /// Nobody minds what the bot put on messages here so far.
    pub fn reads_all_reactions(&self) {
        let world = self.town.world();
        let mut eyes = self.town.inner().eyes.borrow_mut();
        eyes.look(&world);
        eyes.unread.entry(self.id).or_default().retain(|sight| !matches!(sight, Sight::Reaction(..)));
    }

    async fn look_for(&self, fits: impl Fn(&Message) -> bool, edits: bool) -> Option<Seen> {
        self.town.waits_for(|eyes, world| eyes.take(world, self.id, &fits, edits)).await
    }

    fn title(&self) -> String {
        self.title_in(&self.town.world())
    }

    fn title_in(&self, world: &World) -> String {
        world.chat(self.id).map(|chat| chat.title.clone()).unwrap_or_default()
    }

    /// What is there instead, for whoever reads that something is missing.
    fn surroundings(&self) -> String {
        let world = self.town.world();
        let unread = self.town.inner().eyes.borrow().unread(&world);
        let last = world.messages(self.id).into_iter().rev().take(4).map(|m| format!("  {}", m.text()));
        let log = self.town.log().into_iter().rev().take(4).map(|line| format!("  {}", line.text));
        format!(
            "\nunread:\n  {}\nlast there:\n{}\nlog:\n{}",
            unread.join("\n  "),
            last.collect::<Vec<_>>().join("\n"),
            log.collect::<Vec<_>>().join("\n")
        )
    }
}

/// See [`Chat::sees_photo`].
pub struct SeesPhoto<'c> {
    chat: &'c Chat,
}

impl SeesPhoto<'_> {
    /// Its caption contains this.
    pub async fn captioned(&self, words: &str) -> Seen {
        let fits = |message: &Message| message.photo().is_some() && message.text().contains(words);
        let found = self.chat.look_for(fits, true).await;
        found.unwrap_or_else(|| {
            panic!("no photo {words:?} in {}{}", self.chat.title(), self.chat.surroundings())
        })
    }
}

/// See [`Chat::sees_reaction`].
pub struct SeesReaction<'c> {
    chat: &'c Chat,
    emoji: &'c str,
}

impl SeesReaction<'_> {
    /// On the first of these messages: an album wears its reaction there.
    pub async fn on(&self, posted: &Posted) {
        self.find(&posted.messages[..1]).await;
    }

    /// On some message of which the test does not know.
    pub async fn somewhere(&self) {
        self.find(&[]).await;
    }

    /// On the first part of the album that was posted last in this chat.
    pub async fn on_the_album(&self) {
        let first = {
            let world = self.chat.town.world();
            let messages = world.messages(self.chat.id);
            let group = messages.iter().rev().find_map(|message| message.media_group.clone());
            let group = group.expect("an album was posted");
            messages.iter().find(|message| message.media_group.as_ref() == Some(&group)).map(|m| m.id)
        };
        self.find(&[first.expect("a first part")]).await;
    }

    async fn find(&self, on: &[MessageId]) {
        let chat = self.chat;
        let found = chat.town.waits_for(|eyes, _| eyes.take_reaction(chat.id, on, self.emoji)).await;
        assert!(found.is_some(), "no {} in {}{}", self.emoji, chat.title(), chat.surroundings());
    }
}
