//! Keyboards, as Telegram checks them before it sends anything.

use serde_json::Value;

use crate::emulator::answer::ApiError;
use crate::emulator::links;
use crate::emulator::world::ChatKind;

/// The buttons an inline keyboard may have.
const MOST_BUTTONS: usize = 100;

/// What a key of a reply keyboard may ask for in a private chat alone.
const PRIVATE: [(&str, &str); 6] = [
    ("request_contact", "Phone number can be requested in private chats only"),
    ("request_location", "Location can be requested in private chats only"),
    ("request_poll", "Poll can be requested in private chats only"),
    ("web_app", "Web App buttons can be used in private chats only"),
    ("request_users", "Users can be requested in private chats only"),
    ("request_chat", "Chats can be requested in private chats only"),
];

/// The keyboard of a new message if it is sound; none if there is none.
pub(super) fn sound(markup: &Value, chat: ChatKind) -> Result<Option<Value>, ApiError> {
    let inline = buttons(markup, "inline_keyboard");
    for button in &inline {
        let unparsable = |why: &str| ApiError::bad(format!("Can't parse inline keyboard button: {why}"));
        check_type(button).map_err(unparsable)?;
        check_style(button).map_err(unparsable)?;
    }
    let keys = buttons(markup, "keyboard");
    for key in &keys {
        check_style(key).map_err(|why| ApiError::bad(format!("Can't parse keyboard button: {why}")))?;
    }
    let is_inline = markup.get("inline_keyboard").is_some();
    // A keyboard without a button is no keyboard.
    if markup.is_null()
        || is_inline && inline.is_empty()
        || markup.get("keyboard").is_some() && keys.is_empty()
    {
        return Ok(None);
    }
    if chat == ChatKind::Channel && !is_inline {
        return Err(ApiError::bad("Inline keyboard expected"));
    }
    for (field, why) in PRIVATE {
        let asked = |key: &&&Value| !matches!(key[field], Value::Null | Value::Bool(false));
        if chat != ChatKind::Private && keys.iter().any(|key| asked(&key)) {
            return Err(ApiError::bad(why));
        }
    }
    for button in &inline {
        check_content(button)?;
    }
    if inline.len() > MOST_BUTTONS {
        return Err(ApiError::bad("reply markup is too long"));
    }
    Ok(Some(markup.clone()))
}

/// The keyboard that an edit brings, which can only be an inline one.
pub(super) fn inline(markup: &Value, chat: ChatKind) -> Result<Option<Value>, ApiError> {
    let markup = sound(markup, chat)?;
    if markup.as_ref().is_some_and(|markup| markup.get("inline_keyboard").is_none()) {
        return Err(ApiError::bad("Inline keyboard expected"));
    }
    Ok(markup)
}

fn buttons<'m>(markup: &'m Value, name: &str) -> Vec<&'m Value> {
    let rows = markup[name].as_array().into_iter().flatten();
    rows.flat_map(|row| row.as_array().into_iter().flatten()).collect()
}

/// A button must do something, and an empty address or empty data is nothing.
fn check_type(button: &Value) -> Result<(), &'static str> {
    let does = button.as_object().into_iter().flatten().any(|(name, value)| match name.as_str() {
        "text" | "style" | "icon_custom_emoji_id" => false,
        "url" | "callback_data" => value.as_str().is_none_or(|value| !value.is_empty()),
        _ => true,
    });
    if does { Ok(()) } else { Err("Text buttons are unallowed in the inline keyboard") }
}

fn check_style(button: &Value) -> Result<(), &'static str> {
    match button["style"].as_str().unwrap_or_default() {
        "" | "default" | "primary" | "danger" | "success" => Ok(()),
        _ => Err("invalid button style specified"),
    }
}

fn check_content(button: &Value) -> Result<(), ApiError> {
    if let Some(url) = button["url"].as_str().filter(|url| !url.is_empty()) {
        links::checked(url)
            .map_err(|why| ApiError::bad(format!("Inline keyboard button URL '{url}' is invalid: {why}")))?;
    }
    if button["callback_data"].as_str().is_some_and(|data| data.len() > 64) {
        return Err(ApiError::bad("BUTTON_DATA_INVALID"));
    }
    Ok(())
}
