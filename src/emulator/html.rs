//! Telegram's HTML.
//!
//! What Telegram refuses depends on details (an unknown tag, a stray `<`), and a bot that was only
//! ever tried against a lenient parser loses messages in the field; so this follows Telegram's parser,
//! with its error texts.

use serde_json::{Map, json};

use super::formatted::{Entity, Formatted, Meaning, link_entity};

/// A tag that is still open.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    offset: usize,
}

/// Parses Telegram's HTML; the error is what Telegram says after "can't parse entities: ".
pub(super) fn parse(html: &str) -> Result<Formatted, String> {
    Parser { html, at: 0, out: Formatted::default(), open: Vec::new() }.run()
}

/// Follows `parse_html` of Telegram's own library, in its order of checks.
struct Parser<'a> {
    html: &'a str,
    at: usize,
    out: Formatted,
    open: Vec<Tag>,
}

impl<'a> Parser<'a> {
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
            Some(tag) => Err(format!("Can't find end tag corresponding to start tag \"{}\"", tag.name)),
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
        self.open.push(Tag { name: tag, attributes, offset: self.out.length() });
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
                self.at = (self.at + 1).min(self.html.len());
                raw
            }
            None => {
                let token = self.at;
                let raw = self.take(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-'));
                if !self.rest().starts_with(|letter: char| letter.is_ascii_whitespace() || letter == '>') {
                    return Err(format!("Unexpected end of name token at byte offset {token}"));
                }
                raw
            }
        };
        if self.rest().is_empty() {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
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
        let Some(Tag { name: tag, attributes, offset }) = self.open.pop() else {
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
            && let Some((kind, extra)) = meaning(&tag, &attributes, &self.out.text, offset)?
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
) -> Result<Option<Meaning>, String> {
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
            let id = attribute("emoji-id").filter(|id| id.parse::<u64>().is_ok_and(|id| id != 0));
            extra.insert(
                "custom_emoji_id".into(),
                json!(id.ok_or("Invalid custom emoji identifier specified")?),
            );
            "custom_emoji"
        }
        "a" => {
            let inner = || String::from_utf16_lossy(&text.encode_utf16().skip(offset).collect::<Vec<_>>());
            let url = attribute("href").filter(|url| !url.is_empty()).unwrap_or_else(inner);
            return Ok(link_entity(&url));
        }
        _ => return Ok(None),
    };
    Ok(Some((kind, extra)))
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
