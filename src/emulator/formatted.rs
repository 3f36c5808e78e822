//! Text with formatting, the way Telegram keeps it: plain text beside a list of entities.
//!
//! What Telegram refuses in HTML depends on details (an unknown tag, a stray `<`), and a bot that
//! was only ever tried against a lenient parser loses messages in the field; so the parser follows
//! Telegram's, with its error texts.

use serde_json::{Map, Value, json};

/// Plain text and the entities that lie over it; offsets and lengths are in UTF-16 units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Formatted {
    /// The text as a reader sees it.
    pub text: String,
    /// Where it is bold, a link, a command and so on.
    pub entities: Vec<Entity>,
}

/// One stretch of formatted text.
#[derive(Clone, Debug, PartialEq)]
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
        Ok(Parser::new(html).run()?.trimmed().with_found_entities())
    }

    /// Text with the entities that the caller names itself.
    pub fn with_entities(text: &str, entities: &Value) -> Self {
        let entities = entities.as_array().into_iter().flatten().filter_map(Entity::from_json).collect();
        Formatted { text: text.to_owned(), entities }.trimmed().with_found_entities()
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

/// The length of a text in the units Telegram counts in.
pub(super) fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Follows `parse_html` of Telegram's own library, in its order of checks.
struct Parser<'a> {
    html: &'a str,
    at: usize,
    out: Formatted,
    open: Vec<(String, Vec<(String, String)>, usize)>,
}

impl<'a> Parser<'a> {
    fn new(html: &'a str) -> Self {
        Parser { html, at: 0, out: Formatted::default(), open: Vec::new() }
    }

    fn run(mut self) -> Result<Formatted, String> {
        while let Some(letter) = self.rest().chars().next() {
            match letter {
                '<' if self.rest().starts_with("</") => self.close()?,
                '<' => self.start()?,
                _ => {
                    let (letter, bytes) = decoded(self.rest()).unwrap_or((letter, letter.len_utf8()));
                    self.out.text.push(letter);
                    self.at += bytes;
                }
            }
        }
        match self.open.pop() {
            Some((tag, ..)) => Err(format!("Can't find end tag corresponding to start tag \"{tag}\"")),
            None => Ok(self.out),
        }
    }

    fn rest(&self) -> &'a str {
        &self.html[self.at..]
    }

    fn take(&mut self, good: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|letter| !good(letter)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn start(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 1;
        let tag = self.take(|letter| !letter.is_ascii_whitespace() && letter != '>').to_ascii_lowercase();
        if self.rest().is_empty() {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
        const KNOWN: &[&str] = &[
            "a",
            "b",
            "strong",
            "i",
            "em",
            "s",
            "strike",
            "del",
            "u",
            "ins",
            "tg-spoiler",
            "tg-emoji",
            "span",
            "pre",
            "code",
            "blockquote",
            "tg-time",
        ];
        if !KNOWN.contains(&tag.as_str()) {
            return Err(format!("Unsupported start tag \"{tag}\" at byte offset {begin}"));
        }
        let mut attributes = Vec::new();
        loop {
            self.take(|letter| letter.is_ascii_whitespace());
            if self.rest().is_empty() {
                return Err(format!("Unclosed start tag \"{tag}\" at byte offset {begin}"));
            }
            if self.rest().starts_with('>') {
                self.at += 1;
                break;
            }
            attributes.push(self.attribute(&tag, begin)?);
        }
        if tag == "span" && !attributes.iter().any(|(name, value)| name == "class" && value == "tg-spoiler") {
            return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"));
        }
        self.open.push((tag, attributes, self.out.length()));
        Ok(())
    }

    fn attribute(&mut self, tag: &str, begin: usize) -> Result<(String, String), String> {
        let name = self.take(|c| !c.is_ascii_whitespace() && !matches!(c, '=' | '>' | '/' | '"' | '\''));
        if name.is_empty() {
            return Err(format!("Empty attribute name in the tag \"{tag}\" at byte offset {begin}"));
        }
        self.take(|letter| letter.is_ascii_whitespace());
        if !self.rest().starts_with('=') {
            // An attribute without a value, such as `expandable`.
            return Ok((name.to_ascii_lowercase(), String::new()));
        }
        self.at += 1;
        self.take(|letter| letter.is_ascii_whitespace());
        let quote = self.rest().chars().next().filter(|letter| matches!(letter, '"' | '\''));
        let raw = match quote {
            Some(quote) => {
                self.at += 1;
                let raw = self.take(|letter| letter != quote);
                if self.rest().is_empty() {
                    return Err(format!("Unclosed start tag at byte offset {begin}"));
                }
                self.at += 1;
                raw
            }
            None => self.take(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-')),
        };
        let (mut value, mut rest) = (String::new(), raw);
        while let Some(letter) = rest.chars().next() {
            let (letter, bytes) = decoded(rest).unwrap_or((letter, letter.len_utf8()));
            value.push(letter);
            rest = &rest[bytes..];
        }
        Ok((name.to_ascii_lowercase(), value))
    }

    fn close(&mut self) -> Result<(), String> {
        let begin = self.at;
        let Some((tag, attributes, offset)) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        self.at += 2;
        let found = self.take(|letter| !letter.is_ascii_whitespace() && letter != '>').to_ascii_lowercase();
        self.take(|letter| letter.is_ascii_whitespace());
        if !self.rest().starts_with('>') {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        self.at += 1;
        if !found.is_empty() && found != tag {
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{tag}>\", found \"</{found}>\""
            ));
        }
        let length = self.out.length() - offset;
        if length > 0
            && let Some((kind, extra)) = meaning(&tag, &attributes, &self.out.text, offset)
        {
            self.out.entities.push(Entity { kind: kind.to_owned(), offset, length, extra });
        }
        Ok(())
    }
}

/// The entity that a closed tag stands for; a link without an address is plain text.
fn meaning(
    tag: &str,
    attributes: &[(String, String)],
    text: &str,
    offset: usize,
) -> Option<(&'static str, Map<String, Value>)> {
    let attribute = |name: &str| attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
    let mut extra = Map::new();
    let kind = match tag {
        "b" | "strong" => "bold",
        "i" | "em" => "italic",
        "u" | "ins" => "underline",
        "s" | "strike" | "del" => "strikethrough",
        "tg-spoiler" | "span" => "spoiler",
        "code" => "code",
        "pre" => "pre",
        "blockquote" if attribute("expandable").is_some() => "expandable_blockquote",
        "blockquote" => "blockquote",
        "tg-emoji" => {
            extra.insert("custom_emoji_id".into(), json!(attribute("emoji-id")?));
            "custom_emoji"
        }
        "a" => {
            let inner = || String::from_utf16_lossy(&text.encode_utf16().skip(offset).collect::<Vec<_>>());
            let url = attribute("href").filter(|url| !url.is_empty()).unwrap_or_else(inner);
            if let Some(id) = url.strip_prefix("tg://user?id=").and_then(|id| id.parse::<i64>().ok()) {
                extra.insert("user".into(), json!({ "id": id, "is_bot": false, "first_name": "" }));
                "text_mention"
            } else if url.contains("://") || url.contains('.') {
                extra.insert("url".into(), json!(url));
                "text_link"
            } else {
                return None;
            }
        }
        _ => return None,
    };
    Some((kind, extra))
}

/// The letter that an HTML entity at the beginning of `text` stands for, and its bytes.
fn decoded(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '#'))?;
    let letter = match &body[..end] {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|letter| *letter != '\0')?
        }
    };
    let semicolon = usize::from(body[end..].starts_with(';'));
    Some((letter, 1 + end + semicolon))
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
