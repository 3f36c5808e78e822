//! Text with formatting, the way Telegram keeps it: plain text beside a list of entities.
//!
//! Offsets count UTF-16 units, and some entities (commands, tags, names, links) are found without any
//! markup; a bot that looks for them meets both here as it does in the field.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::links;
use super::{html, markdown};

/// The longest text and the longest caption, in UTF-16 units after the markup is gone.
pub(super) const TEXT_LIMIT: usize = 4096;
pub(super) const CAPTION_LIMIT: usize = 1024;

/// Plain text and the entities that lie over it; offsets and lengths are in UTF-16 units.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Formatted {
    /// The text as a reader sees it.
    pub text: String,
    /// Where it is bold, a link, a command and so on.
    pub entities: Vec<Entity>,
}

/// One stretch of formatted text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Telegram's name of the kind: `bold`, `text_link`, `bot_command` …
    pub kind: String,
    /// Where it starts, in UTF-16 units.
    pub offset: usize,
    /// How long it is, in UTF-16 units.
    pub length: usize,
    /// What else the kind carries: `url`, `language`, `user` …
    pub extra: Map<String, Value>,
}

impl Formatted {
    /// Text as a person types it: no markup; commands, tags, names and links are found by themselves.
    pub fn typed(text: &str) -> Self {
        Formatted { text: text.to_owned(), entities: Vec::new() }.trimmed().with_found_entities()
    }

    /// Parses Telegram's HTML; the error is what Telegram says after "can't parse entities: ".
    pub fn from_html(html: &str) -> Result<Self, String> {
        Ok(html::parse(html)?.trimmed().with_found_entities())
    }

    /// Parses Telegram's MarkdownV2; the error as above.
    pub fn from_markdown(markdown: &str) -> Result<Self, String> {
        Ok(markdown::parse(markdown)?.trimmed().with_found_entities())
    }

    /// Text with the entities that the caller names itself, all of which must lie within it.
    pub fn with_entities(text: &str, entities: &Value) -> Result<Self, String> {
        let entities: Vec<_> =
            entities.as_array().into_iter().flatten().filter_map(Entity::from_json).collect();
        let end = utf16(text);
        for Entity { offset, length, .. } in &entities {
            if *offset >= end {
                return Err(format!("Entity begins after the end of the text at UTF-16 offset {offset}"));
            }
            if offset + length > end {
                let stop = offset + length;
                return Err(format!(
                    "Entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {stop}"
                ));
            }
        }
        Ok(Formatted { text: text.to_owned(), entities }.trimmed().with_found_entities())
    }

    /// Length as Telegram counts it, in UTF-16 units.
    pub fn length(&self) -> usize {
        utf16(&self.text)
    }

    /// The entities as the Bot API writes them.
    pub fn entities_json(&self) -> Value {
        self.entities.iter().map(Entity::json).collect()
    }

    /// The text as HTML again, for a page that shows it.
    pub fn html(&self) -> String {
        let mut marks: Vec<(usize, bool, &Entity)> = Vec::new();
        for entity in &self.entities {
            marks.push((entity.offset, true, entity));
            marks.push((entity.offset + entity.length, false, entity));
        }
        // At one place what ends comes first, inner before outer; what starts goes outer before inner.
        marks.sort_by_key(|(at, starts, e)| {
            (*at, *starts, if *starts { usize::MAX - e.length } else { usize::MAX - e.offset })
        });
        let (mut out, mut at, mut marks) = (String::new(), 0, marks.into_iter().peekable());
        for letter in self.text.chars().map(Some).chain([None]) {
            while let Some((_, starts, entity)) = marks.next_if(|(place, ..)| *place <= at) {
                out.push_str(&entity.tag(starts));
            }
            match letter {
                Some('<') => out.push_str("&lt;"),
                Some('>') => out.push_str("&gt;"),
                Some('&') => out.push_str("&amp;"),
                Some(other) => out.push(other),
                None => {}
            }
            at += letter.map_or(0, char::len_utf16);
        }
        out
    }

    /// Whether the text begins with a command that is meant for the bot `username`.
    pub fn is_command_for(&self, username: &str) -> bool {
        let Some(first) = self.entities.iter().find(|e| e.kind == "bot_command" && e.offset == 0) else {
            return false;
        };
        let word: String = self.text.chars().take(first.length).collect();
        word.split_once('@').is_none_or(|(_, name)| name.eq_ignore_ascii_case(username))
    }

    /// Blanks at both ends go, as Telegram does it, and the entities move along.
    fn trimmed(mut self) -> Self {
        let start = self.text.trim_start();
        let cut = utf16(&self.text) - utf16(start);
        self.text = start.trim_end().to_owned();
        let end = self.length();
        for entity in &mut self.entities {
            let stop = (entity.offset + entity.length).saturating_sub(cut).min(end);
            entity.offset = entity.offset.saturating_sub(cut);
            entity.length = stop.saturating_sub(entity.offset);
        }
        self.entities.retain(|entity| entity.length > 0);
        self
    }

    fn with_found_entities(mut self) -> Self {
        let (mut offset, mut before) = (0, ' ');
        let mut rest = self.text.as_str();
        let mut found = Vec::new();
        while let Some(letter) = rest.chars().next() {
            let fresh = !(before.is_alphanumeric() || matches!(before, '_' | '/' | '@' | '#' | '<'));
            let hit = if fresh { found_at(rest) } else { None };
            let bytes = hit.map_or(letter.len_utf8(), |(_, bytes)| bytes);
            let length = utf16(&rest[..bytes]);
            if let Some((kind, _)) = hit {
                found.push(Entity { kind: kind.to_owned(), offset, length, extra: Map::new() });
            }
            before = rest[..bytes].chars().next_back().unwrap_or(' ');
            offset += length;
            rest = &rest[bytes..];
        }
        let closed =
            |old: &Entity| matches!(old.kind.as_str(), "code" | "pre" | "text_link" | "text_mention");
        found.retain(|new| {
            !self.entities.iter().any(|old| {
                let meet = new.offset < old.offset + old.length && old.offset < new.offset + new.length;
                meet && (closed(old) || old.kind == new.kind)
            })
        });
        self.entities.extend(found);
        self.entities.sort_by_key(|entity| (entity.offset, usize::MAX - entity.length));
        self
    }
}

/// What stands at the beginning of `text`, if it is something Telegram marks by itself, and its bytes.
fn found_at(text: &str) -> Option<(&'static str, usize)> {
    let word = |from: usize, good: fn(char) -> bool| {
        text[from..].find(|letter: char| !good(letter)).map_or(text.len(), |at| from + at)
    };
    let name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    match text.as_bytes()[0] {
        b'/' => {
            let end = word(1, name);
            let full = if text[end..].starts_with('@') { word(end + 1, name) } else { end };
            (end > 1 && end <= 65).then_some(("bot_command", if full > end + 3 { full } else { end }))
        }
        b'@' => {
            let end = word(1, name);
            (end > 3).then_some(("mention", end))
        }
        b'#' => {
            let end = word(1, |letter| letter.is_alphanumeric() || letter == '_');
            (end > 1).then_some(("hashtag", end))
        }
        b'h' if text.starts_with("http://") || text.starts_with("https://") => {
            Some(("url", word(0, |letter| letter.is_ascii_graphic() && !matches!(letter, '<' | '>' | '"'))))
        }
        _ => None,
    }
}

impl Entity {
    fn from_json(value: &Value) -> Option<Self> {
        let mut extra = value.as_object()?.clone();
        let number = |value: Option<Value>| value?.as_u64().and_then(|n| usize::try_from(n).ok());
        Some(Entity {
            kind: extra.remove("type")?.as_str()?.to_owned(),
            offset: number(extra.remove("offset"))?,
            length: number(extra.remove("length"))?,
            extra,
        })
    }

    fn json(&self) -> Value {
        let mut object = self.extra.clone();
        object.insert("type".into(), json!(self.kind));
        object.insert("offset".into(), json!(self.offset));
        object.insert("length".into(), json!(self.length));
        Value::Object(object)
    }

    fn tag(&self, opens: bool) -> String {
        let name = match self.kind.as_str() {
            "bold" => "b",
            "italic" => "i",
            "underline" => "u",
            "strikethrough" => "s",
            "spoiler" => "tg-spoiler",
            "code" => "code",
            "pre" => "pre",
            "blockquote" | "expandable_blockquote" => "blockquote",
            "text_link" => "a",
            _ => return String::new(),
        };
        match (opens, self.extra.get("url").and_then(Value::as_str)) {
            (true, Some(url)) => format!("<a href=\"{}\">", url.replace('&', "&amp;").replace('"', "&quot;")),
            (true, None) => format!("<{name}>"),
            (false, _) => format!("</{name}>"),
        }
    }
}

/// An entity's kind, and what else it carries.
pub(super) type Meaning = (&'static str, Map<String, Value>);

/// What a link over some text is: a link, or the mention of a person; nothing, where it leads nowhere.
pub(super) fn link_entity(url: &str) -> Option<Meaning> {
    let mut extra = Map::new();
    if let Some(id) = url.strip_prefix("tg://user?id=").and_then(|id| id.parse::<i64>().ok()) {
        extra.insert("user".into(), json!({ "id": id, "is_bot": false, "first_name": "" }));
        return Some(("text_mention", extra));
    }
    extra.insert("url".into(), json!(links::checked(url).ok()?));
    Some(("text_link", extra))
}

/// The length of a text in the units Telegram counts in.
pub(super) fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_text_and_entities_counted_in_utf16() {
        let parsed = Formatted::from_html("👍 <b>三里桥 &amp; <i>河</i></b> /join").expect("parses");
        assert_eq!(parsed.text, "👍 三里桥 & 河 /join");
        let shape: Vec<_> = parsed.entities.iter().map(|e| (e.kind.as_str(), e.offset, e.length)).collect();
        assert_eq!(shape, [("bold", 3, 7), ("italic", 9, 1), ("bot_command", 11, 5)]);
        assert_eq!(parsed.html(), "👍 <b>三里桥 &amp; <i>河</i></b> /join");
    }

    #[test]
    fn broken_html_is_refused_in_telegrams_words() {
        let refused = |html| Formatted::from_html(html).expect_err(html);
        assert_eq!(refused("a <3 b"), "Unsupported start tag \"3\" at byte offset 2");
        assert_eq!(refused("<p>x</p>"), "Unsupported start tag \"p\" at byte offset 0");
        assert_eq!(refused("<b>x"), "Can't find end tag corresponding to start tag \"b\"");
        assert_eq!(refused("x</b>"), "Unexpected end tag at byte offset 1");
        assert_eq!(
            refused("<b>x</i>"),
            "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\""
        );
    }
}
