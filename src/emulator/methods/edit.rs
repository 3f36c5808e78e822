//! Changing what stands: edits, deletions, reactions, pins.

use serde_json::{Value, json};

use super::{Answer, keyboard, media as files, send};
use crate::emulator::answer::ApiError;
use crate::emulator::call::{Call, as_message_id};
use crate::emulator::world::{ChatId, ChatKind, Content, Happened, Message, MessageId, World};

/// The reactions that exist; a bot may set one of them.
const REACTIONS: &[&str] = &[
    "❤",
    "👍",
    "👎",
    "🔥",
    "🥰",
    "👏",
    "😁",
    "🤔",
    "🤯",
    "😱",
    "🤬",
    "😢",
    "🎉",
    "🤩",
    "🤮",
    "💩",
    "🙏",
    "👌",
    "🕊",
    "🤡",
    "🥱",
    "🥴",
    "😍",
    "🐳",
    "❤\u{200d}🔥",
    "🌚",
    "🌭",
    "💯",
    "🤣",
    "⚡",
    "🍌",
    "🏆",
    "💔",
    "🤨",
    "😐",
    "🍓",
    "🍾",
    "💋",
    "🖕",
    "😈",
    "😴",
    "😭",
    "🤓",
    "👻",
    "👨\u{200d}💻",
    "👀",
    "🎃",
    "🙈",
    "😇",
    "😨",
    "🤝",
    "✍",
    "🤗",
    "🫡",
    "🎅",
    "🎄",
    "☃",
    "💅",
    "🤪",
    "🗿",
    "🆒",
    "💘",
    "🙉",
    "🦄",
    "😘",
    "💊",
    "🙊",
    "😎",
    "👾",
    "🤷\u{200d}♂",
    "🤷",
    "🤷\u{200d}♀",
    "😡",
];

/// How long a bot may delete what it or, in private, the other wrote.
const DELETABLE_HOURS: i64 = 48;

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly \
                            the same as a current content and reply markup of the message";

pub(super) fn text(world: &mut World, call: &Call) -> Answer {
    let body = send::text(call)?;
    change(world, call, |message, markup| {
        if message.content != Content::Text {
            return Err(ApiError::bad("there is no text in the message to edit"));
        }
        Ok(Message { body, markup, ..message.clone() })
    })
}

pub(super) fn caption(world: &mut World, call: &Call) -> Answer {
    let body = files::caption(call.formatted("caption", "caption_entities")?)?;
    change(world, call, |message, markup| {
        if !message.has_media() {
            return Err(ApiError::bad("there is no caption in the message to edit"));
        }
        Ok(Message { body, markup, ..message.clone() })
    })
}

pub(super) fn media(world: &mut World, call: &Call) -> Answer {
    editable(world, call)?;
    let (content, body) = files::input(world, call, call.get("media"))?;
    change(world, call, |message, markup| {
        if message.media_group.is_some() && message.photo().is_some() != matches!(content, Content::Photo(_))
        {
            return Err(ApiError::bad("can't change media type of an album's part"));
        }
        Ok(Message { content, body, markup, ..message.clone() })
    })
}

pub(super) fn markup(world: &mut World, call: &Call) -> Answer {
    change(world, call, |message, markup| Ok(Message { markup, ..message.clone() }))
}

/// The message that a request wants to edit, if it is one of the bot's.
fn editable<'a>(world: &'a World, call: &Call) -> Result<&'a Message, ApiError> {
    let chat = world.enter_chat(call.get("chat_id"))?;
    let found = call.message_id("message_id").and_then(|id| chat.messages.get(&id));
    let found = found.filter(|message| !message.deleted);
    let found = found.ok_or_else(|| ApiError::bad("message to edit not found"))?;
    let own = match chat.kind {
        ChatKind::Channel => chat.may(world.bot(), |rights| rights.edit || rights.post),
        _ => found.from == Some(world.bot()),
    };
    let reply_keyboard = found.markup.as_ref().is_some_and(|markup| markup.get("inline_keyboard").is_none());
    if !own || reply_keyboard || found.forward_origin.is_some() || found.is_service() {
        return Err(ApiError::bad("message can't be edited"));
    }
    Ok(found)
}

fn change(
    world: &mut World,
    call: &Call,
    edited: impl FnOnce(&Message, Option<Value>) -> Result<Message, ApiError>,
) -> Answer {
    let old = editable(world, call)?;
    let (chat, id) = (old.chat, old.id);
    // An edit without a keyboard takes the keyboard away.
    let markup = keyboard::sound(call.get("reply_markup"), chat.0 > 0)?;
    let mut new = edited(old, markup)?;
    let same = same_content(&new.content, &old.content) && new.body == old.body && new.markup == old.markup;
    if same {
        return Err(ApiError::bad(NOT_MODIFIED));
    }
    if new.body != old.body {
        new.earlier.push(old.body.clone());
    }
    send::count(world, chat, 1)?;
    new.edited_at = Some(world.now());
    replace(world, chat, id, new);
    Ok(send::result(world, chat, id))
}

/// Whether two contents are one; the same bytes uploaded anew are another photo with the same picture.
fn same_content(new: &Content, old: &Content) -> bool {
    match (new, old) {
        (Content::Photo(new), Content::Photo(old)) => new.original == old.original,
        (new, old) => new == old,
    }
}

fn replace(world: &mut World, chat: ChatId, id: MessageId, new: Message) {
    world.chats.entry(chat).and_modify(|chat| {
        chat.messages.insert(id, new);
    });
    world.happened(Happened::Edited(chat, id));
}

pub(super) fn stop_poll(world: &mut World, call: &Call) -> Answer {
    let found = editable(world, call).map_err(|_| ApiError::bad("message with poll to stop not found"))?;
    let mut new = found.clone();
    let Content::Poll(poll) = &mut new.content else { return Err(ApiError::bad("message is not a poll")) };
    if poll["is_closed"] == json!(true) {
        return Err(ApiError::bad("poll has already been closed"));
    }
    poll["is_closed"] = json!(true);
    let poll = poll.clone();
    replace(world, new.chat, new.id, new);
    Ok(poll)
}

pub(super) fn delete(world: &mut World, call: &Call) -> Answer {
    let chat = world.enter_chat(call.get("chat_id"))?.id;
    delete_one(world, chat, call.message_id("message_id"))
}

pub(super) fn delete_many(world: &mut World, call: &Call) -> Answer {
    let chat = world.enter_chat(call.get("chat_id"))?.id;
    let ids = call.get("message_ids").as_array().cloned().unwrap_or_default();
    if !(1..=100).contains(&ids.len()) {
        return Err(ApiError::bad("there must be 1 to 100 message identifiers"));
    }
    for id in &ids {
        // What is not there is passed over; what may not be deleted is an error.
        match delete_one(world, chat, as_message_id(id)) {
            Err(error) if error.description.ends_with("can't be deleted") => return Err(error),
            _ => {}
        }
    }
    Ok(json!(true))
}

fn delete_one(world: &mut World, chat: ChatId, id: Option<MessageId>) -> Answer {
    let (bot, now) = (world.bot(), world.now());
    let place = world.chats.get_mut(&chat).ok_or_else(|| ApiError::bad("chat not found"))?;
    let powerful = place.may(bot, |rights| rights.delete);
    let private = place.kind == ChatKind::Private;
    let found = id.and_then(|id| place.messages.get_mut(&id)).filter(|message| !message.deleted);
    let found = found.ok_or_else(|| ApiError::bad("message to delete not found"))?;
    let fresh = (now - found.at).num_hours() < DELETABLE_HOURS;
    let own = found.from == Some(bot) || private || (found.from.is_none() && found.sender_chat == Some(chat));
    if !(powerful || own && fresh) {
        return Err(ApiError::bad("message can't be deleted"));
    }
    found.deleted = true;
    let id = found.id;
    world.happened(Happened::Deleted(chat, id));
    Ok(json!(true))
}

pub(super) fn reaction(world: &mut World, call: &Call) -> Answer {
    let (bot, now) = (world.bot(), world.now());
    let place = world.enter_chat(call.get("chat_id"))?;
    let chat = place.id;
    let found = call.message_id("message_id").and_then(|id| place.messages.get(&id));
    let found = found.filter(|message| !message.deleted);
    let found = found.ok_or_else(|| ApiError::bad("message to react not found"))?;
    if found.is_service() {
        return Err(ApiError::bad("message can't be reacted"));
    }
    // On an album a reaction goes to the first part that is left.
    let first = place.messages.values().find(|message| {
        !message.deleted && message.media_group.is_some() && message.media_group == found.media_group
    });
    let id = first.map_or(found.id, |first| first.id);
    let mut wanted = Vec::new();
    for reaction in call.get("reaction").as_array().into_iter().flatten() {
        let emoji = reaction["emoji"].as_str().unwrap_or_default();
        let allowed =
            place.allowed_reactions.as_ref().is_none_or(|allowed| allowed.iter().any(|one| one == emoji));
        if !REACTIONS.contains(&emoji) || !allowed {
            return Err(ApiError::bad("REACTION_INVALID"));
        }
        wanted.push(emoji.to_owned());
    }
    if wanted.len() > 1 {
        return Err(ApiError::bad("REACTIONS_TOO_MANY"));
    }
    world.flood.light(now).map_err(ApiError::retry_after)?;
    if let Some(message) = world.chats.get_mut(&chat).and_then(|chat| chat.messages.get_mut(&id)) {
        message.reactions.insert(bot, wanted);
    }
    world.happened(Happened::Reacted(chat, id));
    Ok(json!(true))
}

pub(super) fn pin(world: &mut World, call: &Call) -> Answer {
    let chat = pinnable(world, call)?;
    let id = call
        .message_id("message_id")
        .filter(|id| world.message(chat, *id).is_some_and(|message| !message.deleted));
    let id = id.ok_or_else(|| ApiError::bad("message to pin not found"))?;
    world.chats.entry(chat).and_modify(|chat| {
        chat.pinned.retain(|pinned| *pinned != id);
        chat.pinned.push(id);
    });
    world.happened(Happened::Pinned(chat, id));
    Ok(json!(true))
}

pub(super) fn unpin(world: &mut World, call: &Call) -> Answer {
    let chat = pinnable(world, call)?;
    let all = call.method == "unpinAllChatMessages";
    let place = world.chats.get_mut(&chat).ok_or_else(|| ApiError::bad("chat not found"))?;
    let id = call.message_id("message_id").or(place.pinned.last().copied());
    let id = id.ok_or_else(|| ApiError::bad("message to unpin not found"))?;
    place.pinned.retain(|pinned| !all && *pinned != id);
    world.happened(Happened::Pinned(chat, id));
    Ok(json!(true))
}

fn pinnable(world: &World, call: &Call) -> Result<ChatId, ApiError> {
    let chat = world.enter_chat(call.get("chat_id"))?;
    if chat.kind != ChatKind::Private && !chat.may(world.bot(), |rights| rights.pin) {
        return Err(ApiError::bad("not enough rights to manage pinned messages in the chat"));
    }
    Ok(chat.id)
}
