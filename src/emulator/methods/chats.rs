//! What the bot can find out about a chat, and how it leaves.

use serde_json::{Value, json};

use super::Answer;
use crate::emulator::answer::ApiError;
use crate::emulator::call::Call;
use crate::emulator::world::{Chat, ChatKind, Door, Member, UserId, World};

/// The chat of a request, for a question about it rather than for writing in it.
fn asked<'a>(world: &'a World, call: &Call) -> Result<&'a Chat, ApiError> {
    let id = call.get("chat_id");
    let chat = world.find_chat(id)?;
    match (chat.kind, chat.door) {
        (ChatKind::Private, Door::NeverOpened) => Err(ApiError::bad("chat not found")),
        (ChatKind::Private, _) => Ok(chat),
        _ => world.enter_chat(id),
    }
}

pub(super) fn full_info(world: &World, call: &Call) -> Answer {
    let chat = asked(world, call)?;
    let mut info = world.chat_json(chat);
    info["accent_color_id"] = json!(chat.id.0.unsigned_abs() % 7);
    info["max_reaction_count"] = json!(11);
    info["accepted_gift_types"] = json!({
        "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false,
        "gifts_from_channels": false,
    });
    if let Some(allowed) = &chat.allowed_reactions {
        info["available_reactions"] =
            allowed.iter().map(|emoji| json!({ "type": "emoji", "emoji": emoji })).collect();
    }
    if let Some(pinned) = chat.pinned.last().and_then(|id| chat.messages.get(id)) {
        info["pinned_message"] = world.message_json(pinned);
    }
    if matches!(chat.kind, ChatKind::Group | ChatKind::Supergroup) {
        let mut permissions = json!({});
        for right in [
            "send_messages",
            "send_audios",
            "send_documents",
            "send_photos",
            "send_videos",
            "send_video_notes",
            "send_voice_notes",
            "send_polls",
            "send_other_messages",
            "add_web_page_previews",
            "invite_users",
        ] {
            permissions[format!("can_{right}")] = json!(true);
        }
        info["permissions"] = permissions;
    }
    Ok(info)
}

pub(super) fn member(world: &World, call: &Call) -> Answer {
    let chat = asked(world, call)?;
    let id = UserId(call.int("user_id").unwrap_or_default());
    if id.0 <= 0 {
        return Err(ApiError::bad("Invalid user_id specified"));
    }
    let user = world.user(id).ok_or_else(|| ApiError::bad("user not found"))?;
    if chat.kind == ChatKind::Channel && !chat.is_admin(world.bot()) {
        return Err(ApiError::bad("member list is inaccessible"));
    }
    let member = match chat.kind {
        ChatKind::Private if chat.id == id.into() || id == world.bot() => Member::Member,
        _ => chat.member(id),
    };
    Ok(member.json(user, chat.kind))
}

pub(super) fn administrators(world: &World, call: &Call) -> Answer {
    let chat = asked(world, call)?;
    if chat.kind == ChatKind::Private {
        return Err(ApiError::bad("there are no administrators in the private chat"));
    }
    let admins = chat.members.iter().filter(|(user, _)| chat.is_admin(**user));
    let shown = admins.filter_map(|(id, member)| world.user(*id).map(|user| (user, member)));
    // Other bots are left out.
    let shown = shown.filter(|(user, _)| !user.is_bot || user.id == world.bot());
    Ok(shown.map(|(user, member)| member.json(user, chat.kind)).collect())
}

pub(super) fn count(world: &World, call: &Call) -> Answer {
    let chat = asked(world, call)?;
    let inside = chat.members.values().filter(|member| member.is_in()).count();
    Ok(json!(if chat.kind == ChatKind::Private { 2 } else { inside }))
}

pub(super) fn leave(world: &mut World, call: &Call) -> Answer {
    let chat = world.enter_chat(call.get("chat_id"))?;
    let (chat, private) = (chat.id, chat.kind == ChatKind::Private);
    if private {
        return Err(ApiError::bad("chat member status can't be changed in private chats"));
    }
    let bot = world.bot();
    world.set_member(bot, chat, bot, Member::Left);
    Ok(json!(true))
}

pub(super) fn invite_link(world: &mut World, call: &Call) -> Answer {
    let chat = world.enter_chat(call.get("chat_id"))?;
    if !chat.may(world.bot(), |rights| rights.invite) {
        return Err(ApiError::bad("not enough rights to manage chat invite link"));
    }
    let link = format!("https://t.me/+{:016x}", world.fresh());
    if call.method == "exportChatInviteLink" {
        return Ok(json!(link));
    }
    let mut invite: Value = json!({
        "invite_link": link, "creator": world.user_json(world.bot()), "is_primary": false, "is_revoked": false,
        "creates_join_request": call.flag("creates_join_request"),
    });
    for field in ["name", "expire_date", "member_limit"] {
        if let Some(value) = call.params.get(field) {
            invite[field] = value.clone();
        }
    }
    Ok(invite)
}
