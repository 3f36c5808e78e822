//! The bot itself: who it is, its commands, its name and descriptions.

use serde_json::{Value, json};

use super::Answer;
use crate::emulator::answer::ApiError;
use crate::emulator::call::Call;
use crate::emulator::world::{ChatKind, Happened, UserId, World, scope_key};

/// What the name and the description of a command may have in characters.
const NAME_LIMIT: usize = 32;
const DESCRIPTION_LIMIT: usize = 256;

pub(super) fn me(world: &World) -> Value {
    let mut me = world.user_json(world.bot());
    for (name, value) in [
        ("can_join_groups", true),
        ("can_read_all_group_messages", !world.privacy_mode),
        ("supports_inline_queries", false),
        ("can_connect_to_business", false),
        ("has_main_web_app", false),
    ] {
        me[name] = json!(value);
    }
    me
}

fn key(world: &World, call: &Call) -> Result<(String, String), ApiError> {
    let scope = call.get("scope");
    if !scope["chat_id"].is_null() {
        let chat = world.find_chat(&scope["chat_id"])?;
        match chat.kind {
            ChatKind::Private if scope["type"] != "chat" => {
                return Err(ApiError::bad("can't use specified scope in private chats"));
            }
            ChatKind::Channel => {
                return Err(ApiError::bad("can't change commands in channel chats"));
            }
            _ => {}
        }
        let member = scope["user_id"].as_i64();
        if member.is_some_and(|user| world.user(UserId(user)).is_none()) {
            return Err(ApiError::bad("user not found"));
        }
    }
    let language = call.text("language_code");
    if !(language.is_empty() || language.len() == 2 && language.bytes().all(|b| b.is_ascii_lowercase())) {
        return Err(ApiError::bad("invalid language code specified"));
    }
    Ok((scope_key(scope), language.to_owned()))
}

pub(super) fn set_commands(world: &mut World, call: &Call) -> Answer {
    let key = key(world, call)?;
    let mut commands = Vec::new();
    for command in call.get("commands").as_array().into_iter().flatten() {
        let text = |name: &str| command[name].as_str().unwrap_or_default().to_owned();
        let (name, description) = (text("command"), text("description"));
        let good = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        let name = name.trim().trim_start_matches('/').to_owned();
        if name.is_empty() {
            return Err(ApiError::bad("Command must be non-empty"));
        }
        if name.chars().count() > NAME_LIMIT {
            return Err(ApiError::bad(format!("Command length must not exceed {NAME_LIMIT}")));
        }
        let description = description.trim().to_owned();
        if description.is_empty() {
            return Err(ApiError::bad("Command description must be non-empty"));
        }
        if description.chars().count() > DESCRIPTION_LIMIT {
            return Err(ApiError::bad(format!(
                "Command description length must not exceed {DESCRIPTION_LIMIT}"
            )));
        }
        if !name.bytes().all(good) {
            return Err(ApiError::bad("BOT_COMMAND_INVALID"));
        }
        commands.push((name, description));
    }
    if commands.len() > 100 {
        return Err(ApiError::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    world.commands.insert(key, commands);
    world.happened(Happened::CommandsChanged);
    Ok(json!(true))
}

pub(super) fn delete_commands(world: &mut World, call: &Call) -> Answer {
    let key = key(world, call)?;
    world.commands.remove(&key);
    world.happened(Happened::CommandsChanged);
    Ok(json!(true))
}

pub(super) fn get_commands(world: &World, call: &Call) -> Answer {
    let set = world.commands.get(&key(world, call)?);
    let command = |(name, text): &(String, String)| json!({ "command": name, "description": text });
    Ok(set.into_iter().flatten().map(command).collect())
}

pub(super) fn set(world: &mut World, call: &Call, what: &str, limit: usize) -> Answer {
    let text = call.text(what);
    if text.chars().count() > limit {
        return Err(ApiError::bad(format!("bot {} is too long", what.replace('_', " "))));
    }
    world.profile.insert((what.to_owned(), call.text("language_code").to_owned()), text.to_owned());
    Ok(json!(true))
}

pub(super) fn get(world: &World, call: &Call, what: &str) -> Value {
    let fallback = || {
        let bot = world.user(world.bot()).filter(|_| what == "name");
        bot.map(|bot| bot.first_name.clone()).unwrap_or_default()
    };
    let set = world.profile(what, call.text("language_code")).or_else(|| world.profile(what, ""));
    json!({ what: set.map_or_else(fallback, str::to_owned) })
}
