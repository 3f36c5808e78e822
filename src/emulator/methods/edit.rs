//! Changing what stands: edits and deletions.

use chrono::TimeDelta;
use serde_json::json;

use super::words::{self, Deed};
use super::{Answer, keyboard, media as files, send};
use crate::clock::Time;
use crate::emulator::answer::ApiError;
use crate::emulator::call::{Call, as_message_id};
use crate::emulator::world::{Chat, ChatId, ChatKind, Content, Happened, Message, MessageId, World};

/// For how long a bot may delete anything.
const DELETABLE: TimeDelta = TimeDelta::hours(48);

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly \
                            the same as a current content and reply markup of the message";

pub(super) fn text(world: &mut World, call: &Call) -> Answer {
    let body = words::text(call, Deed::Edit)?;
    editable(world, call, "There is no text in the message to edit", |message| {
        message.content == Content::Text
    })?;
    change(world, call, |message| Message { body, ..message })
}

pub(super) fn caption(world: &mut World, call: &Call) -> Answer {
    let body = words::caption(call, Deed::Edit)?;
    editable(world, call, "There is no caption in the message to edit", Message::has_media)?;
    change(world, call, |message| Message { body, ..message })
}

pub(super) fn media(world: &mut World, call: &Call) -> Answer {
    const FIXED: &str = "Message media can't be edited";
    let of_media = |message: &Message| message.content == Content::Text || message.has_media();
    let (album, photo) = {
        let found = editable(world, call, FIXED, of_media).map_err(|error| {
            if error.description.ends_with("can't be edited") { ApiError::bad(FIXED) } else { error }
        })?;
        (found.media_group.is_some(), found.photo().is_some())
    };
    let (content, body) = files::input(world, call, call.get("media"), Deed::Edit)?;
    if album && photo != matches!(content, Content::Photo(_)) {
        return Err(ApiError::bad("Can't change media type in the album"));
    }
    change(world, call, |message| Message { content, body, ..message })
}

/// The keyboard alone, which other messages than texts and media have too.
pub(super) fn markup(world: &mut World, call: &Call) -> Answer {
    change(world, call, |message| message)
}

/// The message that a request wants to edit, if the bot may and it is of the right kind.
fn editable<'w>(
    world: &'w World,
    call: &Call,
    otherwise: &str,
    right: impl Fn(&Message) -> bool,
) -> Result<&'w Message, ApiError> {
    let found = send::found(world, call, "message to edit")?;
    let changeable =
        found.content == Content::Text || found.has_media() || found.poll().is_some_and(|poll| !poll.closed);
    if !changeable || !is_editable(world, found) {
        return Err(ApiError::bad("Message can't be edited"));
    }
    if right(found) { Ok(found) } else { Err(ApiError::bad(otherwise)) }
}

/// Whether the bot may change a message, whatever it is made of.
pub(super) fn is_editable(world: &World, message: &Message) -> bool {
    let Some(chat) = world.chat(message.chat) else { return false };
    let own = match chat.kind {
        ChatKind::Channel => chat.may(world.bot(), |rights| rights.edit || rights.post),
        _ => message.from == Some(world.bot()),
    };
    let reply_keyboard =
        message.markup.as_ref().is_some_and(|markup| markup.get("inline_keyboard").is_none());
    own && !reply_keyboard && message.forward_origin.is_none() && !message.is_service()
}

/// Puts another message in the place of one; a keyboard that is not given is taken away.
fn change(world: &mut World, call: &Call, edited: impl FnOnce(Message) -> Message) -> Answer {
    let old = send::found(world, call, "message to edit")?;
    if !is_editable(world, old) {
        return Err(ApiError::bad("Message can't be edited"));
    }
    let kind = world.chat(old.chat).map_or(ChatKind::Private, |chat| chat.kind);
    let markup = keyboard::inline(call.get("reply_markup"), kind)?;
    let (chat, id) = (old.chat, old.id);
    let mut new = edited(Message { markup, ..old.clone() });
    if same_content(&new.content, &old.content) && new.body == old.body && new.markup == old.markup {
        return Err(ApiError::bad(NOT_MODIFIED));
    }
    if new.body != old.body {
        new.earlier.push(old.body.clone());
    }
    send::count(world, chat, 1)?;
    new.edited_at = Some(world.now());
    world.chats.entry(chat).and_modify(|chat| {
        chat.messages.insert(id, new);
    });
    world.happened(Happened::Edited(chat, id));
    Ok(send::result(world, chat, id))
}

/// Whether two contents are one; the same bytes uploaded anew are another photo with the same picture.
fn same_content(new: &Content, old: &Content) -> bool {
    match (new, old) {
        (Content::Photo(new), Content::Photo(old)) => new.original == old.original,
        (new, old) => new == old,
    }
}

pub(super) fn delete(world: &mut World, call: &Call) -> Answer {
    let found = send::found(world, call, "message to delete")?;
    let (chat, id) = (found.chat, found.id);
    deletable(world, world.enter_chat(call.get("chat_id"))?, found)?;
    erase(world, chat, id);
    Ok(json!(true))
}

pub(super) fn delete_many(world: &mut World, call: &Call) -> Answer {
    let chat = world.enter_chat(call.get("chat_id"))?;
    let ids = call.get("message_ids").as_array().map_or(&[][..], Vec::as_slice);
    if ids.len() > 100 {
        return Err(ApiError::bad("Too many message identifiers specified"));
    }
    if ids.is_empty() {
        return Err(ApiError::bad("Message identifiers are not specified"));
    }
    // What is not there is passed over; one that may not be deleted keeps all.
    let there = ids.iter().filter_map(as_message_id).filter_map(|id| chat.messages.get(&id));
    let there: Vec<_> = there.filter(|message| !message.deleted).collect();
    for message in &there {
        deletable(world, chat, message)?;
    }
    let (chat, there): (_, Vec<_>) = (chat.id, there.iter().map(|message| message.id).collect());
    there.into_iter().for_each(|id| erase(world, chat, id));
    Ok(json!(true))
}

fn erase(world: &mut World, chat: ChatId, id: MessageId) {
    if let Some(message) = world.chats.get_mut(&chat).and_then(|chat| chat.messages.get_mut(&id)) {
        message.deleted = true;
        world.happened(Happened::Deleted(chat, id));
    }
}

/// Whether the bot may delete a message: for two days; in groups and channels its own, or any with the right.
fn deletable(world: &World, chat: &Chat, message: &Message) -> Result<(), ApiError> {
    let bot = world.bot();
    let old = |now: Time| now - message.at >= DELETABLE;
    let own = message.from == Some(bot) && !message.is_service();
    let (may, otherwise) = match chat.kind {
        ChatKind::Private => (true, "Message can't be deleted for everyone"),
        ChatKind::Group => (own || chat.is_admin(bot), "Message can't be deleted for everyone"),
        ChatKind::Supergroup | ChatKind::Channel => {
            let fixed = matches!(&message.content, Content::Service(fields)
                if fields.keys().any(|name| matches!(name.as_str(), "forum_topic_created" | "migrate_from_chat_id")));
            let posted = chat.kind == ChatKind::Channel && chat.may(bot, |rights| rights.post);
            let may = chat.may(bot, |rights| rights.delete) || own || posted;
            (may && !fixed, "Message can't be deleted")
        }
    };
    if may && !old(world.now()) { Ok(()) } else { Err(ApiError::bad(otherwise)) }
}
