//! What a letter says, in terms of ours; `telegram/request.rs` puts it into Telegram's.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::domain::ids::ChatId;
use crate::domain::relay::Report;
use crate::telegram::keyboards::{Key, Keyboard};

/// Which letters go first within a chat, and over all chats when Telegram's pace is short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// To what a person just did.
    Answer = 0,
    /// Of the bot's own accord: relays, digests, reminders.
    Notice = 1,
    /// To everyone.
    Broadcast = 2,
}

/// Where a letter goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    Chat(ChatId),
    /// A `[[relay]]` of bot.toml, by its name.
    Relay(String),
}

/// A message to be, with where it goes and until when it is of use.
#[derive(Clone, Debug)]
pub struct Letter {
    pub key: String,
    pub to: To,
    pub lane: Lane,
    pub body: Body,
    /// Held back in quiet hours.
    pub quiet: bool,
    /// Dropped, not sent, after this.
    pub useful_until: Option<Time>,
    /// Not sent before this; now where it is none.
    pub due: Option<Time>,
    /// Counts towards what the bot may say of its own accord in a group.
    pub share: Option<Share>,
}

/// What a letter takes of the few messages of the bot's own accord that a group gets a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The local day on which it counts.
    pub day: NaiveDate,
    /// How many may count on a day.
    pub most: u32,
}

/// A kept file that is shown as a photo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Of the content, in the media folder.
    pub hash: String,
}

/// What is sent, or done to what was sent. Texts and captions are Telegram's HTML.
///
/// `of` is the key of the letter whose message is meant; `reply_to` and `message_id` are Telegram's
/// message ids in the letter's chat; `thread` is the forum topic, 0 for none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    Text {
        html: String,
        #[serde(default)]
        keyboard: Keyboard,
        #[serde(default)]
        reply_to: Option<i64>,
        #[serde(default)]
        thread: i64,
    },
    /// A text that brings keys in the place of the letters, or with none takes them away. Telegram
    /// lets nobody edit it.
    Keys {
        html: String,
        keys: Vec<Vec<Key>>,
    },
    Photo {
        picture: Picture,
        html: String,
        #[serde(default)]
        keyboard: Keyboard,
        #[serde(default)]
        reply_to: Option<i64>,
        #[serde(default)]
        thread: i64,
    },
    Document {
        hash: String,
        file_name: String,
        html: String,
        #[serde(default)]
        thread: i64,
    },
    EditText {
        of: String,
        html: String,
        #[serde(default)]
        keyboard: Keyboard,
    },
    /// Changes the caption, and the picture where one is given.
    EditPhoto {
        of: String,
        picture: Option<Picture>,
        html: String,
        #[serde(default)]
        keyboard: Keyboard,
    },
    Delete {
        of: String,
    },
    /// The bot's one reaction to a message; none takes it away.
    React {
        message_id: i64,
        emoji: Option<String>,
    },
    /// The commands that one chat's menu lists, or that of one member of a group (by Telegram's id), for
    /// whoever has other rights than all; none: they have everybody's menu again.
    Menu {
        commands: Vec<(String, String)>,
        #[serde(default)]
        member: Option<i64>,
    },
    Leave {},
    /// For a relay, which no message of Telegram's can be.
    Report {
        report: Box<Report>,
    },
}

impl Body {
    /// A text without buttons.
    pub fn text(html: impl Into<String>) -> Self {
        Body::Text { html: html.into(), keyboard: Keyboard::default(), reply_to: None, thread: 0 }
    }

    /// A photo with a caption.
    pub fn photo(hash: impl Into<String>, html: impl Into<String>) -> Self {
        Body::Photo {
            picture: Picture { hash: hash.into() },
            html: html.into(),
            keyboard: Keyboard::default(),
            reply_to: None,
            thread: 0,
        }
    }

    /// The text or caption, where there is one.
    pub(super) fn html_mut(&mut self) -> Option<&mut String> {
        match self {
            Body::Text { html, .. }
            | Body::Photo { html, .. }
            | Body::Document { html, .. }
            | Body::EditText { html, .. }
            | Body::EditPhoto { html, .. }
            | Body::Keys { html, .. } => Some(html),
            Body::Report { report } => Some(&mut report.html),
            _ => None,
        }
    }

    /// Messages it costs of a chat's pace; a reaction, a menu or a removal costs none, only a request.
    pub fn weight(&self) -> i64 {
        match self {
            Body::React { .. } | Body::Menu { .. } | Body::Delete { .. } | Body::Leave {} => 0,
            Body::Report { .. } => 0,
            _ => 1,
        }
    }

    /// The letter whose message this changes.
    pub fn follows(&self) -> Option<&str> {
        match self {
            Body::EditText { of, .. } | Body::EditPhoto { of, .. } | Body::Delete { of } => Some(of),
            _ => None,
        }
    }

    /// Whether a newer one takes the place of one that still waits.
    pub(super) fn replaces(&self) -> bool {
        matches!(
            self,
            Body::React { .. } | Body::EditText { .. } | Body::EditPhoto { .. } | Body::Menu { .. }
        )
    }
}

impl Letter {
    /// An answer to what somebody just did.
    pub fn answer(key: impl Into<String>, chat: ChatId, body: Body) -> Self {
        Letter {
            key: key.into(),
            to: To::Chat(chat),
            lane: Lane::Answer,
            body,
            quiet: false,
            useful_until: None,
            due: None,
            share: None,
        }
    }

    /// A report to a relay.
    pub fn report(key: impl Into<String>, relay: impl Into<String>, report: Report) -> Self {
        Letter {
            key: key.into(),
            to: To::Relay(relay.into()),
            lane: Lane::Notice,
            body: Body::Report { report: Box::new(report) },
            quiet: false,
            useful_until: None,
            due: None,
            share: None,
        }
    }

    /// Something of the bot's own accord that goes whatever the hour: relays, digests.
    pub fn notice(key: impl Into<String>, chat: ChatId, body: Body) -> Self {
        Letter { lane: Lane::Notice, ..Self::answer(key, chat, body) }
    }

    /// The bot's reaction to a message; `None` takes it back.
    pub fn reaction(chat: ChatId, message_id: i64, emoji: Option<&str>) -> Self {
        let body = Body::React { message_id, emoji: emoji.map(str::to_owned) };
        Self::answer(format!("reaction:{}:{message_id}", chat.get()), chat, body)
    }

    /// A change of what an earlier letter showed.
    pub fn edit(chat: ChatId, body: Body) -> Self {
        let key = format!("edit:{}", body.follows().unwrap_or_default());
        Self::answer(key, chat, body)
    }

    /// Takes an earlier letter's message away.
    pub fn removal(chat: ChatId, of: &str) -> Self {
        Self::answer(format!("delete:{of}"), chat, Body::Delete { of: of.to_owned() })
    }

    /// In quiet hours it waits for their end.
    #[must_use]
    pub fn kept_quiet(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// After `until` it is dropped.
    #[must_use]
    pub fn useful_until(mut self, until: Time) -> Self {
        self.useful_until = Some(until);
        self
    }

    /// Waits until then: what makes it needless may come first.
    #[must_use]
    pub fn not_before(mut self, due: Time) -> Self {
        self.due = Some(due);
        self
    }

    /// Counts as one of the bot's own accord in its group; sent on a later day, it counts on that, and
    /// waits on where that has no room.
    #[must_use]
    pub fn counted(mut self, share: Share) -> Self {
        self.share = Some(share);
        self
    }

    /// Goes behind direct answers.
    #[must_use]
    pub fn in_lane(mut self, lane: Lane) -> Self {
        self.lane = lane;
        self
    }

    /// In a forum topic, for what starts a message; 0 for none.
    #[must_use]
    pub fn in_thread(mut self, topic: i64) -> Self {
        if let Body::Text { thread, .. } | Body::Photo { thread, .. } | Body::Document { thread, .. } =
            &mut self.body
        {
            *thread = topic;
        }
        self
    }

    /// As a reply to a message of the same chat.
    #[must_use]
    pub fn replying_to(mut self, message: i64) -> Self {
        if let Body::Text { reply_to, .. } | Body::Photo { reply_to, .. } = &mut self.body {
            *reply_to = Some(message);
        }
        self
    }

    /// With buttons below.
    #[must_use]
    pub fn with(mut self, buttons: Keyboard) -> Self {
        if let Body::Text { keyboard, .. }
        | Body::Photo { keyboard, .. }
        | Body::EditText { keyboard, .. }
        | Body::EditPhoto { keyboard, .. } = &mut self.body
        {
            *keyboard = buttons;
        }
        self
    }
}
