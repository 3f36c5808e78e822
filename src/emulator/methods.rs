//! The methods of the Bot API, done to the world. Each refuses what the real server refuses, in its words.

mod chats;
mod edit;
mod keyboard;
mod marks;
mod media;
mod poll;
mod profile;
mod send;
mod words;

use serde_json::{Value, json};

use super::answer::ApiError;
use super::call::Call;
use super::updates::Webhook;
use super::world::{Happened, PressAnswer, World};

/// How long a press can be answered; Telegram says nothing, half a minute is what people see.
const PRESS_LIVES_SECONDS: i64 = 30;

pub(super) type Answer = Result<Value, ApiError>;

/// Does what a request asks for. `getUpdates` is not here, since it waits.
pub(super) fn perform(world: &mut World, call: &Call) -> Answer {
    match call.method.as_str() {
        "getMe" => Ok(profile::me(world)),
        "setWebhook" => set_webhook(world, call),
        "deleteWebhook" => delete_webhook(world, call),
        "getWebhookInfo" => Ok(webhook_info(world)),
        "sendMessage" => send::message(world, call),
        "sendPhoto" => send::file(world, call, "photo"),
        "sendDocument" => send::file(world, call, "document"),
        "sendMediaGroup" => send::album(world, call),
        "sendLocation" => send::fields(world, call, "location", &["latitude", "longitude"]),
        "sendContact" => send::fields(world, call, "contact", &["phone_number", "first_name", "last_name"]),
        "sendPoll" => poll::send(world, call),
        "sendChatAction" => send::action(world, call),
        "forwardMessage" => send::forward(world, call),
        "copyMessage" => send::copy(world, call),
        "editMessageText" => edit::text(world, call),
        "editMessageCaption" => edit::caption(world, call),
        "editMessageMedia" => edit::media(world, call),
        "editMessageReplyMarkup" => edit::markup(world, call),
        "stopPoll" => poll::stop(world, call),
        "deleteMessage" => edit::delete(world, call),
        "deleteMessages" => edit::delete_many(world, call),
        "setMessageReaction" => marks::reaction(world, call),
        "pinChatMessage" => marks::pin(world, call),
        "unpinChatMessage" => marks::unpin(world, call),
        "unpinAllChatMessages" => marks::unpin_all(world, call),
        "answerCallbackQuery" => answer_press(world, call),
        "getFile" => {
            let now = world.now();
            world.files.link(call.text("file_id"), now)
        }
        "getChat" => chats::full_info(world, call),
        "getChatMember" => chats::member(world, call),
        "getChatAdministrators" => chats::administrators(world, call),
        "getChatMemberCount" => chats::count(world, call),
        "leaveChat" => chats::leave(world, call),
        "createChatInviteLink" | "exportChatInviteLink" => chats::invite_link(world, call),
        "setMyCommands" => profile::set_commands(world, call),
        "deleteMyCommands" => profile::delete_commands(world, call),
        "getMyCommands" => profile::get_commands(world, call),
        "setMyName" => profile::set(world, call, "name", 64),
        "setMyDescription" => profile::set(world, call, "description", 512),
        "setMyShortDescription" => profile::set(world, call, "short_description", 120),
        "getMyName" => Ok(profile::get(world, call, "name")),
        "getMyDescription" => Ok(profile::get(world, call, "description")),
        "getMyShortDescription" => Ok(profile::get(world, call, "short_description")),
        "setChatMenuButton" | "setMyDefaultAdministratorRights" => Ok(json!(true)),
        "getUserProfilePhotos" => Ok(json!({ "total_count": 0, "photos": [] })),
        other => {
            world.complain(format!("the emulator does not do {other}"));
            Err(ApiError::new(501, format!("Not Implemented: the emulator does not do {other}")))
        }
    }
}

fn answer_press(world: &mut World, call: &Call) -> Answer {
    let now = world.now();
    let text = call.text("text");
    if text.chars().count() > 200 {
        return Err(ApiError::bad("MESSAGE_TOO_LONG"));
    }
    // An address is for games, and for links back to the bot.
    let url = call.text("url");
    if !url.is_empty() && !url.contains("t.me/") {
        return Err(ApiError::bad("URL_INVALID"));
    }
    let id = call.text("callback_query_id");
    let press = world.presses.iter_mut().rev().find(|press| {
        press.id == id && press.answer.is_none() && (now - press.at).num_seconds() <= PRESS_LIVES_SECONDS
    });
    let press = press.ok_or_else(|| {
        ApiError::bad("query is too old and response timeout expired or query ID is invalid")
    })?;
    press.answer = Some(PressAnswer { text: text.to_owned(), alert: call.flag("show_alert") });
    world.happened(Happened::Answered(id.to_owned()));
    Ok(json!(true))
}

fn set_webhook(world: &mut World, call: &Call) -> Answer {
    let url = call.text("url");
    if url.is_empty() {
        return delete_webhook(world, call);
    }
    // Telegram wants HTTPS; its own local server takes plain HTTP, and so does the emulator.
    if !url.starts_with("https://") && !url.starts_with("http://") {
        return Err(ApiError::bad("invalid webhook URL specified"));
    }
    let secret = call.text("secret_token");
    let good = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    if secret.len() > 256 {
        return Err(ApiError::bad("secret token is too long"));
    }
    if !secret.chars().all(good) {
        return Err(ApiError::bad("secret token contains unallowed characters"));
    }
    remember_allowed(world, call);
    if call.flag("drop_pending_updates") {
        world.updates.clear();
    }
    let secret = Some(secret.to_owned()).filter(|secret| !secret.is_empty());
    world.updates.webhook = Some(Webhook { url: url.to_owned(), secret, last_error: None });
    Ok(json!(true))
}

fn delete_webhook(world: &mut World, call: &Call) -> Answer {
    if call.flag("drop_pending_updates") {
        world.updates.clear();
    }
    world.updates.webhook = None;
    Ok(json!(true))
}

/// Remembers which updates the bot asks for; a request that does not say leaves it as it was.
pub(super) fn remember_allowed(world: &mut World, call: &Call) {
    if let Some(kinds) = call.get("allowed_updates").as_array() {
        let kinds = kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        world.updates.set_allowed(kinds);
    }
}

fn webhook_info(world: &World) -> Value {
    let webhook = world.queue().webhook().cloned().unwrap_or_default();
    let mut info = json!({
        "url": webhook.url, "has_custom_certificate": false, "pending_update_count": world.queue().pending(),
    });
    if let Some((at, text)) = webhook.last_error {
        info["last_error_date"] = json!(at.timestamp());
        info["last_error_message"] = json!(text);
    }
    if let Some(kinds) = world.queue().allowed() {
        info["allowed_updates"] = json!(kinds);
    }
    info
}
