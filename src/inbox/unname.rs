//! Taking somebody who is forgotten out of updates as Telegram wrote them.
//!
//! Their words go, and wherever they are named as a user a stand-in takes their place: a bot without
//! a name, whom no handler takes for a person. What others said stays, so that it is still handled,
//! or can still be looked into.

use serde_json::{Map, Value, json};

/// Stands for names and words that are gone.
const GONE: &str = "—";

/// Who is forgotten.
pub struct Whom<'w> {
    pub telegram_id: i64,
    /// Without the sign.
    pub username: Option<&'w str>,
}

/// Whether somebody sent the update themselves: wrote the message, pressed the button.
pub fn is_from(update: &Value, telegram_id: i64) -> bool {
    let parts = update.as_object().into_iter().flatten();
    parts.filter(|(key, _)| *key != "update_id").any(|(_, part)| {
        part["from"]["id"].as_i64() == Some(telegram_id)
            || part["user"]["id"].as_i64() == Some(telegram_id)
            || (part["chat"]["type"] == "private" && part["chat"]["id"].as_i64() == Some(telegram_id))
    })
}

/// Takes somebody out of an update of others; false if they are not in it.
pub fn unname(value: &mut Value, whom: &Whom) -> bool {
    match value {
        Value::Array(items) => items.iter_mut().fold(false, |found, item| unname(item, whom) | found),
        Value::Object(fields) => {
            if is_user(fields, whom) {
                return hide_user(fields);
            }
            let mut found = match fields.contains_key("message_id") {
                true => unname_message(fields, whom),
                false => false,
            };
            if fields.get("phone_number").is_some()
                && fields.get("user_id").and_then(Value::as_i64) == Some(whom.telegram_id)
            {
                *fields =
                    Map::from_iter([("phone_number".into(), json!("0")), ("first_name".into(), json!(GONE))]);
                found = true;
            }
            fields.values_mut().fold(found, |found, field| unname(field, whom) | found)
        }
        _ => false,
    }
}

fn is_user(fields: &Map<String, Value>, whom: &Whom) -> bool {
    fields.contains_key("first_name") && fields.get("id").and_then(Value::as_i64) == Some(whom.telegram_id)
}

fn hide_user(fields: &mut Map<String, Value>) -> bool {
    fields.retain(|key, _| key == "type" || key == "is_bot");
    if let Some(is_bot) = fields.get_mut("is_bot") {
        *is_bot = json!(true);
    }
    fields.insert("id".into(), json!(0));
    fields.insert("first_name".into(), json!(GONE));
    true
}

fn unname_message(message: &mut Map<String, Value>, whom: &Whom) -> bool {
    let sender = |message: &Map<String, Value>| message.get("from").cloned().unwrap_or_default();
    let is_theirs = sender(message)["id"].as_i64() == Some(whom.telegram_id);
    // What the bot said may name anybody, and repeat what they wrote.
    if is_theirs || sender(message)["is_bot"] == true {
        message.retain(|key, _| {
            ["message_id", "date", "chat", "from", "message_thread_id", "is_topic_message"]
                .contains(&key.as_str())
        });
        message.insert("text".into(), json!(GONE));
        return true;
    }
    let mut found = false;
    for (text, entities) in [("text", "entities"), ("caption", "caption_entities")] {
        let marks: Vec<(usize, usize)> = message
            .get(entities)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter(|entity| entity["user"]["id"].as_i64() == Some(whom.telegram_id))
            .filter_map(|entity| {
                Some((entity["offset"].as_u64()? as usize, entity["length"].as_u64()? as usize))
            })
            .collect();
        let Some(Value::String(words)) = message.get_mut(text) else { continue };
        let masked = masked(words, &marks, whom.username);
        found |= masked != *words;
        *words = masked;
    }
    found
}

/// The words with `*` in the place of each mention, as long as it was: what stands behind it stays
/// where it is.
fn masked(words: &str, marks: &[(usize, usize)], username: Option<&str>) -> String {
    let mut units: Vec<u16> = words.encode_utf16().collect();
    let star = u16::from(b'*');
    for &(offset, length) in marks {
        let end = offset.saturating_add(length).min(units.len());
        units.get_mut(offset..end).into_iter().flatten().for_each(|unit| *unit = star);
    }
    if let Some(name) = username {
        let lower = |unit: &u16| u8::try_from(*unit).map_or(*unit, |byte| byte.to_ascii_lowercase().into());
        let name: Vec<u16> = format!("@{name}").encode_utf16().map(|unit| lower(&unit)).collect();
        let found: Vec<usize> = units
            .windows(name.len())
            .enumerate()
            .filter(|(_, window)| window.iter().map(lower).eq(name.iter().copied()))
            .map(|(at, _)| at)
            .collect();
        for at in found {
            units[at + 1..at + name.len()].fill(star);
        }
    }
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOM: Whom = Whom { telegram_id: 7, username: Some("wangfang") };

    fn without(update: Value) -> Value {
        let mut update = update;
        assert!(unname(&mut update, &WHOM));
        update
    }

    #[test]
    fn whoever_is_mentioned_is_masked_and_all_else_stays() {
        let update = without(json!({ "update_id": 1, "message": {
            "message_id": 5, "date": 0, "chat": { "id": -1, "type": "group", "title": "G" },
            "from": { "id": 8, "is_bot": false, "first_name": "Li" },
            "text": "谢谢 王芳 和 @WangFang !",
            "entities": [
                { "type": "text_mention", "offset": 3, "length": 2,
                  "user": { "id": 7, "is_bot": false, "first_name": "王芳", "username": "wangfang" } },
                { "type": "mention", "offset": 8, "length": 9 }
            ] } }));
        assert_eq!(update["message"]["text"], "谢谢 ** 和 @******** !");
        assert_eq!(
            update["message"]["entities"][0]["user"],
            json!({ "id": 0, "is_bot": true, "first_name": "—" })
        );
        assert_eq!(update["message"]["from"]["first_name"], "Li");
    }

    #[test]
    fn what_was_replied_to_loses_its_words_and_keeps_its_place() {
        let update = without(json!({ "update_id": 1, "message": {
            "message_id": 5, "date": 0, "chat": { "id": -1, "type": "group", "title": "G" },
            "from": { "id": 8, "is_bot": false, "first_name": "Li" }, "text": "好",
            "reply_to_message": { "message_id": 4, "date": 0, "chat": { "id": -1, "type": "group", "title": "G" },
                "from": { "id": 7, "is_bot": false, "first_name": "王芳" }, "caption": "三里桥",
                "photo": [{ "file_id": "a", "file_unique_id": "b", "width": 1, "height": 1 }] } } }));
        let replied = &update["message"]["reply_to_message"];
        assert_eq!(replied["message_id"], 4);
        assert_eq!(replied["text"], "—");
        assert!(!update.to_string().contains("三里桥") && !update.to_string().contains("王芳"));
        assert_eq!(update["message"]["text"], "好");
    }

    #[test]
    fn forwards_and_contacts_name_nobody_any_more() {
        let update = without(json!({ "update_id": 1, "message": {
            "message_id": 5, "date": 0, "chat": { "id": 8, "type": "private", "first_name": "Li" },
            "from": { "id": 8, "is_bot": false, "first_name": "Li" },
            "forward_origin": { "type": "user", "date": 0,
                "sender_user": { "id": 7, "is_bot": false, "first_name": "王芳" } },
            "contact": { "phone_number": "13800000000", "first_name": "王芳", "user_id": 7 } } }));
        let text = update.to_string();
        assert!(!text.contains("王芳") && !text.contains("138") && !text.contains(":7"), "{text}");
    }

    #[test]
    fn strangers_of_the_same_name_are_left_alone() {
        let update = json!({ "update_id": 1, "message": {
            "message_id": 5, "date": 0, "chat": { "id": 9, "type": "private", "first_name": "王芳" },
            "from": { "id": 9, "is_bot": false, "first_name": "王芳" }, "text": "王芳" } });
        let mut left = update.clone();
        assert!(!unname(&mut left, &WHOM));
        assert_eq!(left, update);
        assert!(is_from(&update, 9) && !is_from(&update, 7));
    }
}
