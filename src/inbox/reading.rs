//! Updates as Telegram writes them, turned to teloxide's types.
//!
//! teloxide knows the Bot API of its day. A newer kind of entity, origin or quote makes it take a
//! whole photo for an empty message, and some updates make it panic. So it is only shown what
//! features read: what they do not can never be in the way.

use std::panic::catch_unwind;

use anyhow::{Context, bail};
use serde_json::{Map, Value, json};
use teloxide::types::{Update, UpdateKind};

use super::receiver::KINDS;
use crate::error::Failure;

/// What is read of a message.
const MESSAGE: &[&str] = &[
    "message_id",
    "message_thread_id",
    "is_topic_message",
    "from",
    "sender_chat",
    "date",
    "edit_date",
    "chat",
    "reply_to_message",
    "media_group_id",
    "via_bot",
    "text",
    "entities",
    "caption",
    "caption_entities",
    "photo",
    "document",
    "video",
    "video_note",
    "animation",
    "location",
    "venue",
    "contact",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
];

const USER: &[&str] = &["id", "is_bot", "first_name", "last_name", "username", "language_code"];
const CHAT: &[&str] = &["id", "type", "title", "username", "first_name", "last_name", "is_forum"];
const CHANGE: &[&str] = &["chat", "from", "date", "old_chat_member", "new_chat_member"];
const REACTION: &[&str] = &["chat", "message_id", "user", "actor_chat", "date", "new_reaction"];
const PRESS: &[&str] = &["id", "from", "message", "inline_message_id", "chat_instance", "data"];
const PLACE: &[&str] = &["latitude", "longitude"];
const CONTACT: &[&str] = &["phone_number", "first_name", "last_name", "user_id"];
const VENUE: &[&str] = &["location", "title", "address"];

/// Of any kind of file.
const FILE: &[&str] = &[
    "file_id",
    "file_unique_id",
    "file_size",
    "file_name",
    "mime_type",
    "width",
    "height",
    "length",
    "duration",
];

/// The entities that features look for; all of them are as old as teloxide or older.
const ENTITIES: &[&str] = &["mention", "hashtag", "bot_command", "text_mention"];

/// Reads an update; none for one of a kind that was never asked for.
///
/// # Errors
///
/// When it is not what the Bot API says it is.
pub fn read(body: &str) -> Result<Option<Update>, Failure> {
    let mut update: Map<String, Value> = serde_json::from_str(body)?;
    let Some(kind) = KINDS.iter().find(|kind| update.contains_key(**kind)) else { return Ok(None) };
    update.retain(|key, _| key == "update_id" || key == kind);
    if let Some(content) = update.get_mut(*kind) {
        match *kind {
            "callback_query" => press(content),
            "my_chat_member" => change(content),
            "message_reaction" => reaction(content),
            _ => message(content),
        }
    }
    // As text: from a parsed value teloxide takes good updates for unreadable ones.
    let text = serde_json::to_string(&update)?;
    let Ok(read) = catch_unwind(|| serde_json::from_str::<Update>(&text)) else {
        bail!("reading the {kind} panicked");
    };
    let read = read.with_context(|| format!("the {kind} cannot be read"))?;
    if let UpdateKind::Error(_) = read.kind {
        bail!("the {kind} cannot be read");
    }
    Ok(Some(read))
}

/// Leaves an object these fields.
fn only(value: &mut Value, fields: &[&str]) {
    if let Value::Object(object) = value {
        object.retain(|field, _| fields.contains(&field.as_str()));
    }
}

fn each(value: &mut Value, field: &str, read: impl Fn(&mut Value)) {
    match value.get_mut(field) {
        Some(Value::Array(items)) => items.iter_mut().for_each(read),
        Some(item) => read(item),
        None => {}
    }
}

fn message(value: &mut Value) {
    let forwarded = value.get("forward_origin").is_some();
    only(value, MESSAGE);
    for user in ["from", "via_bot"] {
        each(value, user, |user| only(user, USER));
    }
    for chat in ["chat", "sender_chat"] {
        each(value, chat, |chat| only(chat, CHAT));
    }
    for entities in ["entities", "caption_entities"] {
        if let Some(Value::Array(entities)) = value.get_mut(entities) {
            entities.retain(|entity| {
                entity.get("type").and_then(Value::as_str).is_some_and(|kind| ENTITIES.contains(&kind))
            });
            entities.iter_mut().for_each(|entity| each(entity, "user", |user| only(user, USER)));
        }
    }
    for files in ["photo", "document", "video", "video_note", "animation"] {
        each(value, files, file);
    }
    each(value, "location", |place| only(place, PLACE));
    each(value, "contact", |contact| {
        only(contact, CONTACT);
        // One that was passed on is not what the contact button sends, even if it names its sender.
        if let Value::Object(contact) = contact
            && forwarded
        {
            contact.remove("user_id");
        }
    });
    each(value, "venue", |venue| {
        only(venue, VENUE);
        each(venue, "location", |place| only(place, PLACE));
    });
    each(value, "reply_to_message", message);
}

/// A size beyond four gigabytes, or a type that is none, must not take the file away.
fn file(value: &mut Value) {
    only(value, FILE);
    let Value::Object(file) = value else { return };
    if file.get("file_size").is_some_and(|size| size.as_u64().is_none_or(|size| u32::try_from(size).is_err()))
    {
        file.remove("file_size");
    }
    let token = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    let typed = |mime: &str| mime.split_once('/').is_some_and(|(kind, of)| token(kind) && token(of));
    // teloxide wants the field of a video even where Telegram leaves it out.
    if !file.get("mime_type").and_then(Value::as_str).is_some_and(typed) {
        file.insert("mime_type".into(), Value::Null);
    }
}

/// Reactions come in ever new kinds: what is no emoji is read as praise.
fn reaction(value: &mut Value) {
    only(value, REACTION);
    each(value, "user", |user| only(user, USER));
    for chat in ["chat", "actor_chat"] {
        each(value, chat, |chat| only(chat, CHAT));
    }
    each(value, "new_reaction", |kind| {
        let emoji = kind.get("emoji").and_then(Value::as_str).unwrap_or("👍").to_owned();
        *kind = json!({ "type": "emoji", "emoji": emoji });
    });
    if let Value::Object(reaction) = value {
        // What was there before is counted already; teloxide wants to see it all the same.
        reaction.insert("old_reaction".into(), json!([]));
    }
}

fn press(value: &mut Value) {
    only(value, PRESS);
    each(value, "from", |user| only(user, USER));
    each(value, "message", message);
}

fn change(value: &mut Value) {
    only(value, CHANGE);
    each(value, "from", |user| only(user, USER));
    each(value, "chat", |chat| only(chat, CHAT));
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use teloxide::types::Message;

    use super::*;

    fn photo(more: Value) -> Message {
        let mut message = json!({
            "message_id": 72101,
            "from": { "id": 6987654321_i64, "is_bot": false, "first_name": "李" },
            "chat": { "id": -1002345678901_i64, "title": "<群>", "type": "supergroup" },
            "date": 1795300000,
            "photo": [
                { "file_id": "s", "file_unique_id": "us", "width": 320, "height": 240 },
                { "file_id": "x", "file_unique_id": "ux", "width": 1280, "height": 960 },
            ],
            "caption": "明天 滨河路 2人",
        });
        if let (Value::Object(message), Value::Object(more)) = (&mut message, more) {
            message.extend(more);
        }
        let body = json!({ "update_id": 734512981, "message": message }).to_string();
        match read(&body).unwrap().unwrap().kind {
            UpdateKind::Message(message) => message,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_new_in_a_message_does_not_hide_its_photo() {
        let more = [
            json!({ "caption_entities": [
                { "type": "date_time", "offset": 0, "length": 2, "unix_time": 1795300000, "date_time_format": "wDT" },
                { "type": "hologram", "offset": 3, "length": 2 },
            ] }),
            json!({ "forward_origin": { "type": "ether", "date": 1795200000 } }),
            json!({ "quote": { "text": "a", "position": 0, "entities": [{ "type": "x", "offset": 0, "length": 1 }] } }),
            json!({ "external_reply": { "origin": { "type": "?" }, "rich_message": {} } }),
            json!({ "reply_to_message": {
                "message_id": 3, "date": 1, "chat": { "id": -1002345678901_i64, "title": "", "type": "supergroup" },
                "checklist": { "title": "打扫" }, "entities": [{ "type": "?", "offset": 0, "length": 1 }], "text": "…",
            } }),
            json!({ "live_photo": { "file_id": "v" }, "sender_tag": "志愿者", "gift": 5, "poll": null }),
        ];
        for more in more {
            let message = photo(more.clone());
            assert_eq!(message.photo().map(<[_]>::len), Some(2), "{more}");
            assert_eq!(message.caption(), Some("明天 滨河路 2人"), "{more}");
        }
    }

    #[test]
    fn a_file_of_unknown_size_and_odd_type_is_still_a_file() {
        for (size, mime) in [
            (json!(5_000_000_000_u64), json!("jpg")),
            (json!(7), json!("image/j p g")),
            (Value::Null, json!("")),
        ] {
            let body = json!({ "update_id": 1, "message": {
                "message_id": 1, "date": 1, "chat": { "id": 5, "first_name": "", "type": "private" },
                "document": { "file_id": "d", "file_unique_id": "u", "file_name": "a.jpg", "file_size": size, "mime_type": mime },
            } });
            let Some(Update { kind: UpdateKind::Message(message), .. }) = read(&body.to_string()).unwrap()
            else {
                panic!("{body}")
            };
            assert_eq!(message.document().unwrap().file_name.as_deref(), Some("a.jpg"));
        }
    }

    #[test]
    fn a_film_is_known_by_little() {
        let file = json!({ "file_id": "f", "file_unique_id": "u", "width": 9, "height": 9, "length": 9, "duration": 1 });
        let film = |kind: &str| {
            let body = json!({ "update_id": 1, "message": {
                "message_id": 1, "date": 1, "chat": { "id": 5, "first_name": "", "type": "private" }, kind: file,
            } });
            match read(&body.to_string()) {
                Ok(Some(Update { kind: UpdateKind::Message(message), .. })) => message,
                other => panic!("{other:?}"),
            }
        };
        assert!(film("video").video().is_some());
        assert!(film("video_note").video_note().is_some());
        assert!(film("animation").animation().is_some());
    }

    /// Kinds of reactions that teloxide has never heard of are praise like any other; none is none.
    #[test]
    fn reactions_are_read_whatever_kinds_there_are() {
        let reactions = |new: Value| {
            let chat = json!({ "id": -1002, "type": "supergroup", "title": "群" });
            let user = json!({ "id": 7, "is_bot": false, "first_name": "李伟", "new_field": 1 });
            let body = json!({ "update_id": 9, "message_reaction": {
                "chat": chat, "message_id": 3, "date": 1, "user": user, "new_reaction": new,
                "old_reaction": [{ "type": "newest", "thing": 1 }],
            } });
            match read(&body.to_string()) {
                Ok(Some(Update { kind: UpdateKind::MessageReaction(change), .. })) => {
                    change.new_reaction.len()
                }
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(reactions(json!([])), 0);
        let all = json!([
            { "type": "emoji", "emoji": "❤" },
            { "type": "custom_emoji", "custom_emoji_id": "5" },
            { "type": "paid" },
            { "type": "newest" },
        ]);
        assert_eq!(reactions(all), 4);
    }

    #[test]
    fn kinds_that_nobody_asked_for_are_passed_over() {
        for kind in ["message_reaction_count", "managed_bot", "guest_message"] {
            let body = json!({ "update_id": 9, kind: { "message_id": 3, "date": 1 } }).to_string();
            assert!(read(&body).unwrap().is_none(), "{kind}");
        }
    }

    #[test]
    fn a_message_that_is_none_is_an_error() {
        assert!(read(r#"{ "update_id": 9, "message": { "text": "?" } }"#).is_err());
        assert!(read(r#"{ "update_id": 9, "message": 5 }"#).is_err());
    }
}
