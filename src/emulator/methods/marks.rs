//! What the bot sets on messages: reactions and pins.

use serde_json::json;

use super::{Answer, send};
use crate::emulator::answer::ApiError;
use crate::emulator::call::Call;
use crate::emulator::world::{Chat, ChatKind, Happened, World};

pub(super) fn reaction(world: &mut World, call: &Call) -> Answer {
    let (bot, now) = (world.bot(), world.now());
    let found = send::found(world, call, "message to react")?;
    let place = world.enter_chat(call.get("chat_id"))?;
    let chat = place.id;
    if found.is_service() {
        return Err(ApiError::bad("REACTION_INVALID"));
    }
    // On an album a reaction goes to the first part that is left.
    let first = place.messages.values().find(|message| {
        !message.deleted && message.media_group.is_some() && message.media_group == found.media_group
    });
    let id = first.map_or(found.id, |first| first.id);
    let mut wanted = Vec::new();
    for reaction in call.get("reaction").as_array().into_iter().flatten() {
        let emoji = reaction["emoji"].as_str().unwrap_or_default();
        if !place.allows_reaction(emoji) {
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
    let found = send::found(world, call, "message to pin")?;
    let (chat, id, service) = (found.chat, found.id, found.is_service());
    may_pin(world, call)?;
    if service {
        return Err(ApiError::bad("Service messages can't be pinned"));
    }
    let bot = world.bot();
    world.set_pin(bot, chat, id);
    Ok(json!(true))
}

pub(super) fn unpin(world: &mut World, call: &Call) -> Answer {
    let place = world.enter_chat(call.get("chat_id"))?;
    let (chat, newest) = (place.id, place.pinned.last().copied());
    let id = match call.message_id("message_id") {
        Some(_) => send::found(world, call, "message to unpin")?.id,
        None => newest.ok_or_else(|| ApiError::bad("Message to unpin not found"))?,
    };
    may_pin(world, call)?;
    world.clear_pins(chat, Some(id));
    Ok(json!(true))
}

pub(super) fn unpin_all(world: &mut World, call: &Call) -> Answer {
    let chat = may_pin(world, call)?.id;
    world.clear_pins(chat, None);
    Ok(json!(true))
}

fn may_pin<'w>(world: &'w World, call: &Call) -> Result<&'w Chat, ApiError> {
    let chat = world.enter_chat(call.get("chat_id"))?;
    let may = match chat.kind {
        ChatKind::Private => true,
        ChatKind::Channel => chat.may(world.bot(), |rights| rights.edit),
        _ => chat.may(world.bot(), |rights| rights.pin),
    };
    if may { Ok(chat) } else { Err(ApiError::bad("Not enough rights to manage pinned messages in the chat")) }
}
