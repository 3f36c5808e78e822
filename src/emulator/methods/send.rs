//! Sending: texts, pictures, albums, polls, and what is forwarded or copied.

use serde_json::{Map, Value, json};

use super::{Answer, keyboard, media};
use crate::emulator::answer::ApiError;
use crate::emulator::call::{Call, as_message_id, formatted};
use crate::emulator::formatted::Formatted;
use crate::emulator::world::{ChatId, ChatKind, Content, Message, MessageId, World};

/// A text's limit, in UTF-16 units after the markup is gone.
const TEXT_LIMIT: usize = 4096;

pub(super) fn message(world: &mut World, call: &Call) -> Answer {
    let body = text(call)?;
    send(world, call, "text messages", body, |_| Ok(Content::Text))
}

/// The text of a request if it is sound.
pub(super) fn text(call: &Call) -> Result<Formatted, ApiError> {
    if call.text("text").is_empty() {
        return Err(ApiError::bad("message text is empty"));
    }
    let body = call.formatted("text", "entities")?;
    match body.length() {
        0 => Err(ApiError::bad("text must be non-empty")),
        length if length > TEXT_LIMIT => Err(ApiError::bad("message is too long")),
        _ => Ok(body),
    }
}

pub(super) fn photo(world: &mut World, call: &Call) -> Answer {
    let caption = media::caption(call.formatted("caption", "caption_entities")?)?;
    send(world, call, "photos", caption, |world| media::content(world, call, call.get("photo"), "photo"))
}

pub(super) fn document(world: &mut World, call: &Call) -> Answer {
    let caption = media::caption(call.formatted("caption", "caption_entities")?)?;
    send(world, call, "documents", caption, |world| {
        media::content(world, call, call.get("document"), "document")
    })
}

/// A message that is nothing but some of the request's fields under one name.
pub(super) fn fields(world: &mut World, call: &Call, field: &str, names: &[&str]) -> Answer {
    let given = |name: &&str| call.params.get(*name).map(|value| ((*name).to_owned(), value.clone()));
    let value = Value::Object(names.iter().filter_map(given).collect::<Map<_, _>>());
    let content = Content::Other(field.to_owned(), value);
    send(world, call, "text messages", Formatted::default(), |_| Ok(content))
}

pub(super) fn album(world: &mut World, call: &Call) -> Answer {
    let parts = call.get("media").as_array().cloned().unwrap_or_default();
    match parts.len() {
        0 => return Err(ApiError::bad("there are no messages to send")),
        1 => return Err(ApiError::bad("too few messages to send as an album")),
        2..=10 => {}
        _ => return Err(ApiError::bad("too many messages to send as an album")),
    }
    let documents = parts.iter().filter(|part| part["type"] == "document").count();
    if documents != 0 && documents != parts.len() {
        return Err(ApiError::bad("document can't be mixed with other media types"));
    }
    let template = addressed(world, call, "photos")?;
    let mut contents = Vec::new();
    for part in &parts {
        contents.push(media::input(world, call, part)?);
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

pub(super) fn poll(world: &mut World, call: &Call) -> Answer {
    let question = formatted(call.text("question"), call.get("question_parse_mode"), &Value::Null)?;
    if !(1..=300).contains(&question.length()) {
        return Err(ApiError::bad(if question.text.is_empty() {
            "poll question must be non-empty"
        } else {
            "poll question length must not exceed 300"
        }));
    }
    let mut options = Vec::new();
    for (number, option) in call.get("options").as_array().into_iter().flatten().enumerate() {
        let text =
            formatted(option["text"].as_str().unwrap_or_default(), &option["text_parse_mode"], &Value::Null)?;
        match text.length() {
            0 => return Err(ApiError::bad("poll options must be non-empty")),
            1..=100 => {}
            _ => return Err(ApiError::bad("poll options length must not exceed 100")),
        }
        options.push(json!({ "persistent_id": number.to_string(), "text": text.text, "voter_count": 0 }));
    }
    match options.len() {
        0 | 1 => return Err(ApiError::bad("poll must have at least 2 option")),
        2..=12 => {}
        _ => return Err(ApiError::bad("poll can't have more than 12 options")),
    }
    let quiz = call.text("type") == "quiz";
    if quiz
        && call.get("correct_option_ids").as_array().is_none_or(Vec::is_empty)
        && call.int("correct_option_id").is_none()
    {
        return Err(ApiError::bad("quiz poll must have correct option specified"));
    }
    let mut poll = json!({
        "id": (5_200_000_000_000_000_000 + world.fresh()).to_string(), "question": question.text,
        "options": options, "total_voter_count": 0, "is_closed": call.flag("is_closed"),
        "is_anonymous": call.get("is_anonymous") != &json!(false), "type": if quiz { "quiz" } else { "regular" },
        "allows_multiple_answers": call.flag("allows_multiple_answers"),
        "allows_revoting": call.flag("allows_revoting"), "members_only": call.flag("members_only"),
    });
    if quiz {
        poll["correct_option_ids"] = match call.int("correct_option_id") {
            Some(id) => json!([id]),
            None => call.get("correct_option_ids").clone(),
        };
    }
    for field in ["explanation", "open_period", "close_date"] {
        if let Some(value) = call.params.get(field) {
            poll[field] = value.clone();
        }
    }
    send(world, call, "polls", Formatted::default(), |_| Ok(Content::Poll(poll)))
}

pub(super) fn action(world: &mut World, call: &Call) -> Answer {
    let chat = world.writable_chat(call.get("chat_id"), "text messages")?.id;
    let action = call.text("action").to_owned();
    world.chats.entry(chat).and_modify(|chat| chat.action = Some(action));
    Ok(json!(true))
}

pub(super) fn forward(world: &mut World, call: &Call) -> Answer {
    let source = source(world, call, "message to forward not found")?;
    let origin = world.origin_json(&source);
    let mut message = addressed(world, call, "text messages")?;
    (message.content, message.body) = (source.content, source.body);
    message.forward_origin = Some(origin);
    deliver(world, message)
}

pub(super) fn copy(world: &mut World, call: &Call) -> Answer {
    let source = source(world, call, "message to copy not found")?;
    let mut message = addressed(world, call, "text messages")?;
    (message.content, message.body) = (source.content, source.body);
    if call.params.contains_key("caption") {
        message.body = media::caption(call.formatted("caption", "caption_entities")?)?;
    }
    let sent = deliver(world, message)?;
    Ok(json!({ "message_id": sent["message_id"] }))
}

fn source(world: &World, call: &Call, not_found: &str) -> Result<Message, ApiError> {
    let from = world.enter_chat(call.get("from_chat_id"))?;
    let found = call.message_id("message_id").and_then(|id| from.messages.get(&id));
    let found = found.filter(|message| !message.deleted && !message.is_service());
    found.cloned().ok_or_else(|| ApiError::bad(not_found))
}

/// Checks where a message goes, makes its content, counts it and puts it there.
fn send(
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
    let group = world.chats.get(&chat).is_some_and(|chat| chat.kind != ChatKind::Private);
    world.flood.send(chat, group, n, now).map_err(ApiError::retry_after)
}

pub(super) fn result(world: &World, chat: ChatId, id: MessageId) -> Value {
    world.message(chat, id).map_or(Value::Null, |message| world.message_json(message))
}

/// An empty message of the bot, addressed as the request says: chat, topic, reply, keyboard.
fn addressed(world: &World, call: &Call, what: &str) -> Result<Message, ApiError> {
    let chat = world.writable_chat(call.get("chat_id"), what)?;
    let markup = keyboard::sound(call.get("reply_markup"), chat.kind == ChatKind::Private)?;
    let mut message = Message::new(chat.id, Content::Text, Formatted::default());
    message.markup = markup;
    message.silent = call.flag("disable_notification");
    let thread = call.message_id("message_thread_id");
    if let Some(thread) = thread {
        let topic = chat.topics.get(&thread).ok_or_else(|| ApiError::bad("message thread not found"))?;
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
    message.thread = chat.thread_of(thread, message.reply_to);
    if chat.kind == ChatKind::Channel {
        message.sender_chat = Some(chat.id);
    } else {
        message.from = Some(world.bot());
    }
    Ok(message)
}
