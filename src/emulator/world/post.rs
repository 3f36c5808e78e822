//! What a person posts, put together word by word: `Post::photo(bytes).caption("三里桥").in_topic(topic)`.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::{ChatId, MessageId, Poll, Upload, UserId};
use crate::emulator::formatted::Formatted;

/// Something a person is about to send.
#[derive(Clone, Debug)]
pub struct Post {
    pub(super) carries: Carries,
    pub(super) text: String,
    pub(super) reply_to: Option<MessageId>,
    pub(super) topic: Option<MessageId>,
    pub(super) face: Face,
    pub(super) forwarded_from: Option<(ChatId, MessageId)>,
    pub(super) via_bot: Option<String>,
    pub(super) mentioned: Option<(UserId, String)>,
}

#[derive(Clone, Debug)]
pub(super) enum Carries {
    Text,
    Photo(Bytes, (u32, u32)),
    Document(Upload),
    Other(&'static str, Value),
    OwnContact(String),
    Poll(Poll),
    Video(Upload),
}

/// In whose name a person writes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Face {
    Own,
    Group,
    Channel(ChatId),
}

impl Post {
    fn new(carries: Carries) -> Self {
        let text = String::new();
        Post {
            carries,
            text,
            reply_to: None,
            topic: None,
            face: Face::Own,
            forwarded_from: None,
            via_bot: None,
            mentioned: None,
        }
    }

    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Post { text: text.into(), ..Post::new(Carries::Text) }
    }

    /// With this part of its text as a mention of somebody by name, as people without a username are.
    #[must_use]
    pub fn mentioning(mut self, user: UserId, part: &str) -> Self {
        self.mentioned = Some((user, part.to_owned()));
        self
    }

    /// A photo: a JPEG or PNG, or anything hostile that calls itself one.
    pub fn photo(bytes: impl Into<Bytes>) -> Self {
        Post::new(Carries::Photo(bytes.into(), (1280, 960)))
    }

    /// A file, sent uncompressed.
    pub fn document(name: &str, mime: &str, bytes: impl Into<Bytes>) -> Self {
        let (name, mime) = (name.to_owned(), mime.to_owned());
        Post::new(Carries::Document(Upload { name, mime, bytes: bytes.into(), declared_size: None }))
    }

    /// A video; the bytes need not be one.
    pub fn video(bytes: impl Into<Bytes>) -> Self {
        let (name, mime) = ("video.mp4".to_owned(), "video/mp4".to_owned());
        Post::new(Carries::Video(Upload { name, mime, bytes: bytes.into(), declared_size: None }))
    }

    /// A place on the map.
    pub fn location(latitude: f64, longitude: f64) -> Self {
        Post::new(Carries::Other("location", json!({ "latitude": latitude, "longitude": longitude })))
    }

    /// The sender's own contact, as the contact button of a reply keyboard sends it.
    pub fn own_contact(phone: &str) -> Self {
        Post::new(Carries::OwnContact(phone.to_owned()))
    }

    /// Somebody else's contact.
    pub fn contact(first_name: &str, phone: &str) -> Self {
        Post::new(Carries::Other("contact", json!({ "first_name": first_name, "phone_number": phone })))
    }

    /// A poll in which everybody sees who chose what.
    pub fn poll<'o>(question: &str, options: impl IntoIterator<Item = &'o str>) -> Self {
        let poll = Poll::of(Formatted::typed(question), options.into_iter().map(Formatted::typed));
        Post::new(Carries::Poll(Poll { anonymous: false, ..poll }))
    }

    /// A sticker.
    pub fn sticker(emoji: &str) -> Self {
        let sticker = json!({
            "file_id": "CAACAgUAAxkBAAE1", "file_unique_id": "AgADsticker1", "type": "regular", "width": 512,
            "height": 512, "is_animated": false, "is_video": false, "emoji": emoji, "file_size": 20_000,
        });
        Post::new(Carries::Other("sticker", sticker))
    }

    /// The caption of what is posted, or other words of a text.
    pub fn caption(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// The width and height that are told for bytes that are no picture.
    pub fn declared(mut self, width: u32, height: u32) -> Self {
        if let Carries::Photo(_, size) = &mut self.carries {
            *size = (width, height);
        }
        self
    }

    /// The size that is told for a file, to stand for one that is too big to make.
    pub fn declared_size(mut self, size: u64) -> Self {
        if let Carries::Document(file) | Carries::Video(file) = &mut self.carries {
            file.declared_size = Some(size);
        }
        self
    }

    /// As an answer to a message of the same chat.
    pub fn reply_to(mut self, message: MessageId) -> Self {
        self.reply_to = Some(message);
        self
    }

    /// In a topic of a forum.
    pub fn in_topic(mut self, topic: MessageId) -> Self {
        self.topic = Some(topic);
        self
    }

    /// In the name of the group, as an anonymous admin does.
    pub fn anonymous(mut self) -> Self {
        self.face = Face::Group;
        self
    }

    /// In the name of a channel.
    pub fn as_channel(mut self, channel: ChatId) -> Self {
        self.face = Face::Channel(channel);
        self
    }

    /// Found by an inline bot of this name, and sent by its finder.
    pub fn via_bot(mut self, username: &str) -> Self {
        self.via_bot = Some(username.to_owned());
        self
    }

    /// Forwarded from a message elsewhere: its words and content, with its origin.
    pub fn forward(chat: impl Into<ChatId>, message: MessageId) -> Self {
        Post { forwarded_from: Some((chat.into(), message)), ..Post::new(Carries::Text) }
    }
}

impl From<&str> for Post {
    fn from(text: &str) -> Self {
        Post::text(text)
    }
}

impl From<String> for Post {
    fn from(text: String) -> Self {
        Post::text(text)
    }
}
