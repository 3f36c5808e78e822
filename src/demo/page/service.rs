//! What a chat itself says: who came, who went, what was pinned.

use serde_json::Value;

use super::look::Look;
use crate::emulator::{Content, Message};
use crate::say;

/// The line in words; `None` if this is no service message.
pub fn line(look: &Look<'_>, message: &Message) -> Option<String> {
    let Content::Service(fields) = &message.content else { return None };
    let by = message.from.map(|from| look.name(from)).unwrap_or_default();
    let (field, value) = fields.iter().next()?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let say = match field.as_str() {
        "new_chat_members" => {
            let members = value.as_array().map(Vec::as_slice).unwrap_or_default();
            let own = message.from.map(|from| from.0);
            if members.len() == 1 && members[0]["id"].as_i64() == own {
                say!("demo-service-joined", name = by)
            } else {
                let names = look.words.list(members.iter().map(name_of));
                say!("demo-service-added", name = by, others = names)
            }
        }
        "left_chat_member" if value["id"].as_i64() == message.from.map(|from| from.0) => {
            say!("demo-service-left", name = by)
        }
        "left_chat_member" => say!("demo-service-removed", name = by, other = name_of(value)),
        "new_chat_title" => say!("demo-service-title", name = by, title = text(value)),
        "pinned_message" => say!("demo-service-pinned", name = by),
        "migrate_to_chat_id" | "migrate_from_chat_id" => say!("demo-service-upgraded"),
        "forum_topic_created" => say!("demo-service-topic", name = by, topic = text(&value["name"])),
        "group_chat_created" | "supergroup_chat_created" | "channel_chat_created" => {
            say!("demo-service-created", name = by)
        }
        other => say!("demo-service-other", kind = other),
    };
    Some(look.words.of(&say))
}

fn name_of(user: &Value) -> String {
    let names = ["first_name", "last_name"].map(|name| user[name].as_str());
    names.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
