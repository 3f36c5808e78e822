//! What the real server passes over in silence though it is described well enough: a button that vanishes, a
//! file that nobody gets, a parameter of which the last one counts.

use serde_json::Value;

use super::UPLOAD;
use crate::emulator::call::Call;

/// Beyond these the server leaves buttons out.
const MOST_IN_A_ROW: usize = 12;
const MOST_KEYS: usize = 300;

/// All that is passed over in a request.
pub(in crate::emulator) fn unnoticed(call: &Call) -> Vec<String> {
    let method = &call.method;
    let mut found = Vec::new();
    for name in &call.repeated {
        found.push(format!("{method}: {name} is given twice"));
    }
    for part in call.files.keys() {
        let name = format!("{UPLOAD}{part}");
        if !call.params.values().any(|value| names(value, &name)) {
            found.push(format!("{method}: nobody names the file {part}"));
        }
    }
    if method == "sendMediaGroup" && call.get("media").as_array().is_some_and(|media| media.len() == 1) {
        found.push(format!("{method}: an album has 2 to 10 parts"));
    }
    for keyboard in ["inline_keyboard", "keyboard"] {
        let rows: Vec<_> = call.get("reply_markup")[keyboard]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_array)
            .collect();
        let mut buttons = rows.iter().copied().flatten();
        let bare = |button: &Value| {
            button["text"].as_str().is_some_and(str::is_empty) && button["icon_custom_emoji_id"].is_null()
        };
        if buttons.clone().any(bare) {
            found.push(format!("{method}: a button without text is left out"));
        }
        if rows.iter().any(|row| row.len() > MOST_IN_A_ROW) || buttons.nth(MOST_KEYS).is_some() {
            found.push(format!(
                "{method}: buttons beyond {MOST_IN_A_ROW} in a row and {MOST_KEYS} in all are left out"
            ));
        }
    }
    found
}

/// Whether a text stands anywhere in a value.
fn names(value: &Value, text: &str) -> bool {
    match value {
        Value::String(found) => found == text,
        Value::Array(items) => items.iter().any(|item| names(item, text)),
        Value::Object(fields) => fields.values().any(|field| names(field, text)),
        _ => false,
    }
}
