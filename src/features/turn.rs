//! One update's turn: what a handler needs to know and to say, in one value.

use teloxide::types::{ChatKind, Message, PublicChatKind, User};

use super::context::Context;
use crate::clock::Time;
use crate::directory::{self, Chat, Kind, Person, Shown};
use crate::domain::ids::{ChatId, PersonId};
use crate::domain::name;
use crate::error::Failure;
use crate::i18n::{Locale, Say};
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Letter};
use crate::store::{Read, Tx};
use crate::telegram::keyboards::Keyboard;

/// Handling one update in its transaction.
pub struct Turn<'t, 'c> {
    pub tx: &'t mut Tx<'c>,
    pub cx: &'t Context,
    pub now: Time,
    pub update_id: i64,
    pub chat: Chat,
    /// The forum topic that the update is of; 0 for none.
    pub thread: i64,
    /// Who did it; none for what is posted in the name of a group or a channel.
    pub person: Option<Person>,
    /// The message that an answer replies to, if it is to reply.
    pub message_id: Option<i64>,
    /// Whether the message whose button was pressed shows a picture; none where Telegram does not say.
    pub pictured: Option<bool>,
    letters: u32,
}

impl<'t, 'c> Turn<'t, 'c> {
    /// Notes the chat and the person as they are shown now.
    pub fn begin(
        tx: &'t mut Tx<'c>,
        cx: &'t Context,
        now: Time,
        update_id: i64,
        chat: &teloxide::types::Chat,
        from: Option<&User>,
    ) -> Result<Self, Failure> {
        let person = match from {
            Some(user) if !user.is_bot => Some(directory::see_person(tx, &shown(user))?),
            _ => None,
        };
        if let Some(person) = &person {
            directory::mark_seen(tx, person.id, now)?;
        }
        let kind = chat_kind(chat);
        let with = person.as_ref().filter(|_| kind == Kind::Private).map(|person| person.id);
        let title = name::shown(chat.title().unwrap_or_default()).unwrap_or_default();
        let chat = directory::see_chat(tx, chat.id.0, kind, &title, with)?;
        if let Some(person) = with {
            directory::mark_opened(tx, person, now)?;
        }
        Ok(Turn {
            tx,
            cx,
            now,
            update_id,
            chat,
            thread: 0,
            person,
            message_id: None,
            pictured: None,
            letters: 0,
        })
    }

    /// The turn of a message.
    pub fn of_message(
        tx: &'t mut Tx<'c>,
        cx: &'t Context,
        now: Time,
        update_id: i64,
        message: &Message,
    ) -> Result<Self, Failure> {
        // A message in the name of a chat carries a stand-in user, who is nobody.
        let from = message.from.as_ref().filter(|_| message.sender_chat.is_none());
        let mut turn = Self::begin(tx, cx, now, update_id, &message.chat, from)?;
        turn.thread = thread_of(message);
        turn.message_id = Some(message.id.0.into());
        Ok(turn)
    }

    pub fn is_private(&self) -> bool {
        self.chat.kind == Kind::Private
    }

    /// The language of answers here: the person's in private, the chat's in groups.
    pub fn locale(&self) -> Locale {
        match &self.person {
            Some(person) if self.is_private() => self.cx.locale_of(person.language.as_deref()),
            _ => self.cx.chat_locale(&self.chat),
        }
    }

    /// The text in the language of this chat, as HTML.
    pub fn html(&self, say: &Say) -> String {
        self.cx.texts.html(self.locale(), say)
    }

    /// A key for a letter that follows from this update and from nothing else.
    pub fn next_key(&mut self) -> String {
        self.letters += 1;
        format!("update:{}:{}", self.update_id, self.letters)
    }

    /// Says something in this chat (and topic).
    pub fn say(&mut self, say: &Say) -> Result<String, Failure> {
        self.say_with(say, Keyboard::default())
    }

    /// Says something in this chat, with buttons.
    pub fn say_with(&mut self, say: &Say, keyboard: Keyboard) -> Result<String, Failure> {
        let html = self.html(say);
        self.post(Body::text(html), keyboard, false)
    }

    /// Answers the message: in groups as a reply, so that it is clear who is meant.
    pub fn reply(&mut self, say: &Say) -> Result<String, Failure> {
        self.reply_with(say, Keyboard::default())
    }

    /// Answers the message, with buttons.
    pub fn reply_with(&mut self, say: &Say, keyboard: Keyboard) -> Result<String, Failure> {
        let html = self.html(say);
        self.post(Body::text(html), keyboard, true)
    }

    /// Posts a body into this chat; returns the letter's key.
    pub fn post(&mut self, body: Body, keyboard: Keyboard, replying: bool) -> Result<String, Failure> {
        let key = self.next_key();
        let mut letter = Letter::answer(&key, self.chat.id, body).in_thread(self.thread).with(keyboard);
        if let Some(message) = self.message_id.filter(|_| replying && !self.is_private()) {
            letter = letter.replying_to(message);
        }
        outbox::enqueue(self.tx, letter, self.now)?;
        Ok(key)
    }

    /// Puts a page in the place of the one whose button was pressed.
    pub fn show(&mut self, html: String, keyboard: Keyboard) -> Result<(), Failure> {
        let letter = match self.message_id {
            Some(message) => outbox::find_by_message(self.tx, self.chat.id, message)?,
            None => None,
        };
        match letter {
            Some(letter) => {
                let body = Body::EditText { of: letter.key, html, keyboard };
                outbox::enqueue(self.tx, Letter::edit(self.chat.id, body), self.now)?;
            }
            None => {
                self.post(Body::text(html), keyboard, false)?;
            }
        }
        Ok(())
    }

    /// Puts the bot's reaction on a message of this chat.
    pub fn react(&mut self, message_id: i64, emoji: Option<&str>) -> Result<(), Failure> {
        outbox::enqueue(self.tx, Letter::reaction(self.chat.id, message_id, emoji), self.now)?;
        Ok(())
    }

    /// What the person who pressed a button sees in a passing line.
    pub fn answer(&self, say: &Say) -> PressAnswer {
        let locale = self.person.as_ref().map_or_else(
            || self.cx.chat_locale(&self.chat),
            |person| self.cx.locale_of(person.language.as_deref()),
        );
        PressAnswer { text: Some(self.cx.texts.plain(locale, say)), alert: false }
    }

    /// Tells a person something in private, in their language; false where the bot may not write.
    pub fn tell(&mut self, person: PersonId, say: &Say, keyboard: Keyboard) -> Result<bool, Failure> {
        let key = self.next_key();
        tell(self.tx, self.cx, person, &key, say, keyboard, self.now)
    }
}

/// Tells a person something in private, in their language; false where the bot may not write.
pub fn tell(
    tx: &mut Tx,
    cx: &Context,
    person: PersonId,
    key: &str,
    say: &Say,
    keyboard: Keyboard,
    now: Time,
) -> Result<bool, Failure> {
    let Some((chat, locale)) = reach(tx, cx, person)? else { return Ok(false) };
    let body = Body::text(cx.texts.html(locale, say));
    outbox::enqueue(tx, Letter::answer(key, chat, body).with(keyboard), now)?;
    Ok(true)
}

/// The private chat with a person and their language, where the bot may write to them.
pub fn reach(read: &Read, cx: &Context, person: PersonId) -> Result<Option<(ChatId, Locale)>, Failure> {
    let Some(chat) = directory::private_chat(read, person)? else { return Ok(None) };
    let language = directory::person_by_id(read, person)?.and_then(|person| person.language);
    Ok(Some((chat.id, cx.locale_of(language.as_deref()))))
}

/// The forum topic that a message stands in; 0 for none. In plain groups Telegram numbers the
/// threads of replies too, which are no topics.
pub fn thread_of(message: &Message) -> i64 {
    match message.thread_id {
        Some(thread) if message.is_topic_message => thread.0.0.into(),
        _ => 0,
    }
}

/// A user as the directory knows them: the name as shown, kept to its place.
pub fn shown(user: &User) -> Shown {
    Shown {
        telegram_id: i64::try_from(user.id.0).unwrap_or_default(),
        name: name::shown(&user.full_name()).unwrap_or_else(|| format!("#{}", user.id.0)),
        username: user.username.clone(),
        language: user.language_code.clone(),
    }
}

fn chat_kind(chat: &teloxide::types::Chat) -> Kind {
    match &chat.kind {
        ChatKind::Private(_) => Kind::Private,
        ChatKind::Public(public) => match public.kind {
            PublicChatKind::Group => Kind::Group,
            PublicChatKind::Channel(_) => Kind::Channel,
            PublicChatKind::Supergroup(_) => Kind::Supergroup,
        },
    }
}
