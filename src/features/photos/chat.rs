//! Photos as people post them: from Telegram's messages to values of ours.

use teloxide::types::{Message, PhotoSize};

use crate::domain::ids::{AreaId, ChatId};
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::inbox::PressAnswer;

use super::ask::{self, Spot, Text};
use super::submit::{self, Picture, Post, Poster};
use super::{edit, mend, moving, rebound, refusal, undo};

pub use super::status::status;

crate::presses! {
    /// The buttons under the bot's lines about photos.
    pub enum Press: "photo" {
        /// Says that what was asked about is no submission (不是打卡).
        NotASubmission { ask: i64 } = "no",
        /// Counts what was posted in private for another of the sender's areas.
        Area { album: i64, area: i64 } = "area",
        /// Takes back one photo, or all of its album.
        Undo { photo: i64, all: i64 } = "undo",
        /// Takes nothing back after all.
        Keep { photo: i64 } = "keep",
        /// Counts a day's photos of a chat (or topic) for the area that it is bound to since.
        Rebound { chat: ChatId, thread: i64, area: AreaId, day: i64 } = "move",
    }
}

/// The long side of the copy that is kept: more than that no screen shows, and no collage draws.
const SIDE: u32 = 1280;

/// What names a picture where its kind is not told.
const EXTENSIONS: [&str; 11] =
    ["jpg", "jpeg", "png", "webp", "gif", "heic", "heif", "avif", "bmp", "tif", "tiff"];

/// Takes photos, and what is said and shown about them just after.
pub fn posted(turn: &mut Turn, message: &Message) -> Result<bool, Failure> {
    let poster = match (&turn.person, message.sender_chat.is_some()) {
        (Some(person), _) => Poster::Person(person.clone()),
        (None, true) => Poster::Chat,
        // Another bot's.
        (None, false) => return Ok(false),
    };
    if let Some(picture) = picture(message) {
        // What another bot looked up is nobody's work.
        if message.via_bot.is_some() {
            return Ok(false);
        }
        let post = Post {
            poster,
            message: message.id.0.into(),
            at: message.date,
            group: message.media_group_id().map(|group| group.0.clone()),
            caption: message.caption().unwrap_or_default(),
            picture,
        };
        return submit::submit(turn, &post);
    }
    if is_video(message) {
        return submit::video(turn, &poster, message.date);
    }
    let reply_to = reply_to(message);
    if let Some(spot) = spot(message, reply_to) {
        if mend::located(turn, &spot)? {
            return Ok(true);
        }
        return ask::take_place(turn, &spot);
    }
    let Some(text) = message.text() else { return Ok(false) };
    if undo::is_asked(text) {
        return undo::undo(turn, reply_to, false);
    }
    if mend::said(turn, text, reply_to)? {
        return Ok(true);
    }
    ask::take_text(turn, &Text { message: message.id.0.into(), text, reply_to, at: message.date })
}

/// A message was changed: its caption, its picture, or a text that had given a caption.
pub fn edited(turn: &mut Turn, message: &Message) -> Result<(), Failure> {
    let id = message.id.0.into();
    if let Some(text) = message.text() {
        ask::take_edit(turn, id, text)?;
        return Ok(());
    }
    edit::edited(turn, id, message.caption().unwrap_or_default(), picture(message))
}

/// `/undo` in reply to a photo takes it back.
pub fn undo(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    undo::undo(turn, reply_to(given.message), true).map(drop)
}

/// `/move` in reply to a photo counts it for another area or day.
pub fn move_to(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    moving::asked(turn, given, reply_to(given.message))
}

/// Opens the bot at the reason why a photo was refused: `/start why_12`.
pub fn why(turn: &mut Turn, message: &Message) -> Result<bool, Failure> {
    let asked = message.text().and_then(|text| text.strip_prefix("/start why_"));
    let Some(id) = asked.and_then(|id| id.trim().parse::<i64>().ok()) else { return Ok(false) };
    refusal::explain(turn, id.into())
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    match press {
        Press::NotASubmission { ask } => ask::dismissed(turn, ask),
        Press::Area { album, area } => submit::moved(turn, album.into(), area.into()),
        Press::Undo { photo, all } => undo::pressed(turn, photo.into(), Some(all != 0)),
        Press::Keep { photo } => undo::pressed(turn, photo.into(), None),
        Press::Rebound { chat, thread, area, day } => rebound::pressed(turn, (chat, thread), area, day),
    }
}

fn picture(message: &Message) -> Option<Picture<'_>> {
    if let Some(sizes) = message.photo() {
        let long = |size: &&PhotoSize| size.width.max(size.height);
        let fitting = sizes.iter().filter(|size| long(size) <= SIDE).max_by_key(long);
        let size = fitting.or_else(|| sizes.iter().min_by_key(long))?;
        return Some(Picture {
            source: "photo",
            file_id: &size.file.id.0,
            file_unique: &size.file.unique_id.0,
        });
    }
    let document = message.document()?;
    let by_kind = document.mime_type.as_ref().map(|kind| kind.type_() == "image");
    let by_name = || {
        let name = document.file_name.as_deref().unwrap_or_default();
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
        extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
    };
    (by_kind == Some(true) || by_name()).then(|| Picture {
        source: "document",
        file_id: &document.file.id.0,
        file_unique: &document.file.unique_id.0,
    })
}

fn is_video(message: &Message) -> bool {
    let file = message.document().and_then(|document| document.mime_type.as_ref());
    message.video().is_some()
        || message.video_note().is_some()
        || message.animation().is_some()
        || file.is_some_and(|kind| kind.type_() == "video")
}

fn spot(message: &Message, reply_to: Option<i64>) -> Option<Spot> {
    let venue = message.venue();
    let place = venue.map(|venue| &venue.location).or_else(|| message.location())?;
    Some(Spot {
        reply_to,
        at: message.date,
        name: venue.map(|venue| venue.title.trim().to_owned()).filter(|name| !name.is_empty()),
        lat: place.latitude,
        lon: place.longitude,
    })
}

/// The message that this one answers. In a forum topic what answers nothing answers its beginning.
fn reply_to(message: &Message) -> Option<i64> {
    let id = message.reply_to_message()?.id.0;
    let topic = message.is_topic_message && message.thread_id.is_some_and(|thread| thread.0.0 == id);
    (!topic).then(|| id.into())
}
