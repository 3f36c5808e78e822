//! Keyboards, as Telegram checks them before it sends anything.

use serde_json::Value;

use crate::emulator::answer::ApiError;

/// The buttons an inline keyboard may have.
const MOST_BUTTONS: usize = 100;

/// The keyboard of a request if it is sound; none if there is none.
pub(super) fn sound(markup: &Value, private: bool) -> Result<Option<Value>, ApiError> {
    if markup.is_null() {
        return Ok(None);
    }
    let buttons = |name: &str| -> Vec<&Value> {
        let rows = markup[name].as_array().into_iter().flatten();
        rows.flat_map(|row| row.as_array().into_iter().flatten()).collect()
    };
    let inline = buttons("inline_keyboard");
    if inline.len() > MOST_BUTTONS {
        return Err(ApiError::bad("reply markup is too long"));
    }
    for button in &inline {
        if button["text"].as_str().is_none_or(|text| text.trim().is_empty()) {
            return Err(ApiError::bad("can't parse inline keyboard button: Text must be non-empty"));
        }
        let deeds = button.as_object().map_or(0, |fields| {
            fields
                .keys()
                .filter(|name| !matches!(name.as_str(), "text" | "style" | "icon_custom_emoji_id"))
                .count()
        });
        if deeds == 0 {
            return Err(ApiError::bad(
                "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
            ));
        }
        if button["callback_data"].as_str().is_some_and(|data| !(1..=64).contains(&data.len())) {
            return Err(ApiError::bad("BUTTON_DATA_INVALID"));
        }
        let sound_url = |url: &str| url.contains("://") || (url.contains('.') && !url.contains(' '));
        if button["url"].as_str().is_some_and(|url| !sound_url(url)) {
            return Err(ApiError::bad("BUTTON_URL_INVALID"));
        }
    }
    let asks = |field: &str| buttons("keyboard").iter().any(|button| button[field] == Value::Bool(true));
    if !private && asks("request_contact") {
        return Err(ApiError::bad("phone number can be requested in private chats only"));
    }
    if !private && asks("request_location") {
        return Err(ApiError::bad("location can be requested in private chats only"));
    }
    // A keyboard without a button is no keyboard.
    let empty = markup.get("inline_keyboard").is_some() && inline.is_empty();
    Ok(Some(markup.clone()).filter(|_| !empty))
}
