//! Sending: texts, pictures, albums, and what is forwarded or copied.

use serde_json::{Map, Value, json};

use super::words::{self, Deed};
use super::{Answer, keyboard, media};
use crate::emulator::answer::ApiError;
use crate::emulator::call::{Call, as_message_id};
use crate::emulator::formatted::Formatted;
use crate::emulator::world::{ChatId, ChatKind, Content, Message, MessageId, Poll, World};

/// What a chat can be told the bot is doing.
const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

/// The topic of a forum that has no opening message; nobody names it.
const GENERAL: MessageId = MessageId(1);

pub(super) fn message(world: &mut World, call: &Call) -> Answer {
    let body = words::text(call, Deed::Send)?;
    send(world, call, "text messages", body, |_| Ok(Content::Text))
}

/// A photo or a document with its caption.
pub(super) fn file(world: &mut World, call: &Call, kind: &str) -> Answer {
    let caption = words::caption(call, Deed::Send)?;
    let given = call.get(kind);
    send(world, call, &format!("{kind}s"), caption, |world| media::content(world, call, given, kind))
}

/// A message that is nothing but some of the request's fields under one name.
pub(super) fn fields(world: &mut World, call: &Call, field: &str, names: &[&str]) -> Answer {
    let given = |name: &&str| call.params.get(*name).map(|value| ((*name).to_owned(), value.clone()));
    let value = Value::Object(names.iter().filter_map(given).collect::<Map<_, _>>());
    let content = Content::Other(field.to_owned(), value);
    send(world, call, &format!("{field}s"), Formatted::default(), |_| Ok(content))
}

pub(super) fn album(world: &mut World, call: &Call) -> Answer {
    let parts = call.get("media").as_array().cloned().unwrap_or_default();
    let template = addressed(world, call, "photos")?;
    match parts.len() {
        0 => return Err(ApiError::bad("There are no messages to send")),
        1..=10 => {}
        _ => return Err(ApiError::bad("Too many messages to send as an album")),
    }
    let documents = parts.iter().filter(|part| part["type"] == "document").count();
    if documents != 0 && documents != parts.len() {
        return Err(ApiError::bad("Document can't be mixed with other media types"));
    }
    let mut contents = Vec::new();
    for part in &parts {
        contents.push(media::input(world, call, part, Deed::Send)?);
    }
    count(world, template.chat, parts.len())?;
    let group = (13_900_000_000_000_000 + world.fresh()).to_string();
    let sent = contents.into_iter().map(|(content, body)| {
        let group = Some(group.clone());
        let id = world.insert(Message { content, body, media_group: group, ..template.clone() });
        result(world, template.chat, id)
    });
    Ok(sent.collect())
}

pub(super) fn action(world: &mut World, call: &Call) -> Answer {
    let action = call.text("action").to_owned();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(ApiError::bad("Wrong parameter action in request"));
    }
    let chat = world.writable_chat(call.get("chat_id"), "text messages")?.id;
    world.chats.entry(chat).and_modify(|chat| chat.action = Some(action));
    Ok(json!(true))
}

pub(super) fn forward(world: &mut World, call: &Call) -> Answer {
    let source = source(world, call, "message to forward")?;
    if source.is_service() {
        return Err(ApiError::bad("Message can't be forwarded"));
    }
    let origin = world.origin_json(&source);
    let mut message = addressed(world, call, "text messages")?;
    message.content = of_bot(world.forwarded(source.content));
    message.body = source.body;
    message.forward_origin = Some(origin);
    deliver(world, message)
}

pub(super) fn copy(world: &mut World, call: &Call) -> Answer {
    let source = source(world, call, "message to copy")?;
    if source.is_service() {
        return Err(ApiError::bad("Message can't be copied"));
    }
    let mut message = addressed(world, call, "text messages")?;
    message.content = of_bot(world.forwarded(source.content));
    message.body = source.body;
    if call.params.contains_key("caption") {
        message.body = words::caption(call, Deed::Send)?;
    }
    let sent = deliver(world, message)?;
    Ok(json!({ "message_id": sent["message_id"] }))
}

/// What the bot itself sends on: of votes in such a poll it hears.
fn of_bot(content: Content) -> Content {
    match content {
        Content::Poll(poll) => Content::Poll(Poll { of_bot: true, ..poll }),
        other => other,
    }
}

fn source(world: &World, call: &Call, what: &str) -> Result<Message, ApiError> {
    let from = world.enter_chat(call.get("from_chat_id"))?;
    let found = call.message_id("message_id").and_then(|id| from.messages.get(&id));
    let found = found.filter(|message| !message.deleted);
    found.cloned().ok_or_else(|| ApiError::bad(format!("{what} not found")))
}

/// The message that a request is about; `what` names it in the error.
pub(super) fn found<'w>(world: &'w World, call: &Call, what: &str) -> Result<&'w Message, ApiError> {
    let chat = world.enter_chat(call.get("chat_id"))?;
    let found = call.message_id("message_id").and_then(|id| chat.messages.get(&id));
    let found = found.filter(|message| !message.deleted);
    found.ok_or_else(|| ApiError::bad(format!("{what} not found")))
}

/// Checks where a message goes, makes its content, counts it and puts it there.
pub(super) fn send(
    world: &mut World,
    call: &Call,
    what: &str,
    body: Formatted,
    content: impl FnOnce(&mut World) -> Result<Content, ApiError>,
) -> Answer {
    let mut message = addressed(world, call, what)?;
    message.content = content(world)?;
    message.body = body;
    deliver(world, message)
}

fn deliver(world: &mut World, message: Message) -> Answer {
    let chat = message.chat;
    count(world, chat, 1)?;
    let id = world.insert(message);
    Ok(result(world, chat, id))
}

/// Counts messages against the limits, if they are switched on.
pub(super) fn count(world: &mut World, chat: ChatId, n: usize) -> Result<(), ApiError> {
    let now = world.now();
    let group = !world.is_private(chat);
    world.flood.send(chat, group, n, now).map_err(ApiError::retry_after)
}

pub(super) fn result(world: &World, chat: ChatId, id: MessageId) -> Value {
    world.message(chat, id).map_or(Value::Null, |message| world.message_json(message))
}

/// An empty message of the bot, addressed as the request says: chat, topic, reply, keyboard.
fn addressed(world: &World, call: &Call, what: &str) -> Result<Message, ApiError> {
    let chat = world.writable_chat(call.get("chat_id"), what)?;
    let mut message = Message::new(chat.id, Content::Text, Formatted::default());
    message.silent = call.flag("disable_notification");
    // Outside forums nobody looks at the topic.
    let thread = call.message_id("message_thread_id");
    let thread = thread.filter(|_| chat.forum || chat.kind == ChatKind::Private);
    if let Some(thread) = thread {
        let topic = chat.topics.get(&thread).filter(|_| thread != GENERAL);
        let topic = topic.ok_or_else(|| ApiError::bad("Message thread not found"))?;
        if topic.closed && !chat.is_admin(world.bot()) {
            return Err(ApiError::bad("TOPIC_CLOSED"));
        }
    }
    let reply = call.get("reply_parameters");
    let wanted = as_message_id(&reply["message_id"]).or_else(|| call.message_id("reply_to_message_id"));
    let lenient =
        reply["allow_sending_without_reply"] == json!(true) || call.flag("allow_sending_without_reply");
    if reply.get("chat_id").is_some_and(|other| other.as_i64() != Some(chat.id.0)) {
        return Err(ApiError::new(501, "Not Implemented: replies to other chats"));
    }
    if let Some(wanted) = wanted {
        let found = chat.messages.get(&wanted).filter(|message| !message.deleted);
        match found {
            Some(found) => {
                if reply["quote"].as_str().is_some_and(|quote| !found.text().contains(quote)) {
                    return Err(ApiError::bad("QUOTE_TEXT_INVALID"));
                }
                message.reply_to = Some(wanted);
            }
            None if lenient => {}
            None => return Err(ApiError::bad("message to be replied not found")),
        }
    }
    message.markup = keyboard::sound(call.get("reply_markup"), chat.kind)?;
    message.thread = chat.thread_of(thread, message.reply_to);
    if chat.kind == ChatKind::Channel {
        message.sender_chat = Some(chat.id);
    } else {
        message.from = Some(world.bot());
    }
    Ok(message)
}
