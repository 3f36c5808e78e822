//! Telegram's MarkdownV2.
//!
//! A single `.` or `-` that is not escaped refuses the whole message, which is what bots that write it
//! meet in the field; so this follows Telegram's parser in what it refuses, with its error texts.

use serde_json::{Map, Value, json};

use super::formatted::{Entity, Formatted, link_entity};

/// What must be escaped outside of code.
const RESERVED: &[u8] = b"_*[]()~`>#+-=|{}.!\n";

/// Parses MarkdownV2; the error is what Telegram says after "can't parse entities: ".
pub(super) fn parse(text: &str) -> Result<Formatted, String> {
    let parser = Parser {
        text: text.as_bytes(),
        at: 0,
        out: Vec::new(),
        offset: 0,
        open: Vec::new(),
        found: Vec::new(),
        quoted: false,
        line_begins: true,
    };
    parser.run()
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Bold,
    Italic,
    Underline,
    Strikethrough,
    Spoiler,
    Code,
    Pre,
    PreCode,
    TextUrl,
    CustomEmoji,
    BlockQuote,
    ExpandableBlockQuote,
}

/// An entity that has begun.
struct Open {
    kind: Kind,
    language: String,
    /// In UTF-16 units of the result.
    offset: usize,
    /// In bytes of what was given, for errors.
    byte: usize,
    /// In bytes of the result.
    begin: usize,
}

struct Parser<'t> {
    text: &'t [u8],
    at: usize,
    out: Vec<u8>,
    offset: usize,
    open: Vec<Open>,
    found: Vec<Entity>,
    quoted: bool,
    line_begins: bool,
}

impl Parser<'_> {
    fn run(mut self) -> Result<Formatted, String> {
        while self.at < self.text.len() {
            let byte = self.here(0);
            if byte == b'\\' && (1..=126).contains(&self.here(1)) {
                self.at += 1;
                self.offset += 1;
                self.out.push(self.here(0));
                self.line_begins = self.here(0) == b'\n';
            } else if !self.reserved().contains(&byte) {
                // The first byte of a letter counts; letters of four bytes are two units.
                if byte & 0xc0 != 0x80 {
                    self.offset += 1 + usize::from(byte >= 0xf0);
                    self.line_begins = false;
                }
                self.out.push(byte);
            } else if self.ends() {
                self.end()?;
            } else {
                self.begin()?;
            }
            self.at += 1;
        }
        self.end_quote_at_the_end();
        if let Some(open) = self.open.last() {
            return Err(unclosed(open));
        }
        let text = String::from_utf8_lossy(&self.out).into_owned();
        self.found.sort_by_key(|entity| (entity.offset, usize::MAX - entity.length));
        Ok(Formatted { text, entities: self.found })
    }

    /// A byte further on; nought behind the end.
    fn here(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or_default()
    }

    fn reserved(&self) -> &'static [u8] {
        match self.open.last().map(|open| open.kind) {
            Some(Kind::Code | Kind::Pre | Kind::PreCode) => b"`",
            _ => RESERVED,
        }
    }

    /// Whether what stands here ends the innermost entity.
    fn ends(&self) -> bool {
        let Some(open) = self.open.last() else { return false };
        let (byte, next) = (self.here(0), self.here(1));
        if self.quoted && byte == b'\n' && next != b'>' {
            return true;
        }
        match open.kind {
            Kind::Bold => byte == b'*',
            Kind::Italic => byte == b'_' && next != b'_',
            Kind::Underline => byte == b'_' && next == b'_',
            Kind::Strikethrough => byte == b'~',
            Kind::Spoiler => byte == b'|' && next == b'|',
            Kind::Code => byte == b'`',
            Kind::Pre | Kind::PreCode => byte == b'`' && next == b'`' && self.here(2) == b'`',
            Kind::TextUrl | Kind::CustomEmoji => byte == b']',
            Kind::BlockQuote | Kind::ExpandableBlockQuote => false,
        }
    }

    fn begin(&mut self) -> Result<(), String> {
        let (begin, next) = (self.at, self.here(1));
        let mut language = String::new();
        let kind = match self.here(0) {
            b'_' if next == b'_' => {
                self.at += 1;
                Kind::Underline
            }
            b'_' => Kind::Italic,
            b'*' => Kind::Bold,
            b'~' => Kind::Strikethrough,
            b'|' if next == b'|' => {
                self.at += 1;
                Kind::Spoiler
            }
            b'[' => Kind::TextUrl,
            b'`' if next == b'`' && self.here(2) == b'`' => {
                language = self.language();
                if language.is_empty() { Kind::Pre } else { Kind::PreCode }
            }
            b'`' => Kind::Code,
            b'!' if next == b'[' => {
                self.at += 1;
                Kind::CustomEmoji
            }
            b'\n' => {
                self.offset += 1;
                self.out.push(b'\n');
                self.line_begins = true;
                return Ok(());
            }
            b'>' if self.line_begins && self.quoted => return Ok(()),
            b'>' if self.line_begins => {
                self.quoted = true;
                Kind::BlockQuote
            }
            other => {
                let letter = char::from(other);
                return Err(format!(
                    "Character '{letter}' is reserved and must be escaped with the preceding '\\'"
                ));
            }
        };
        let open = Open { kind, language, offset: self.offset, byte: begin, begin: self.out.len() };
        self.open.push(open);
        Ok(())
    }

    /// Passes over three backticks, the language behind them and one line's end.
    fn language(&mut self) -> String {
        self.at += 3;
        let rest = &self.text[self.at..];
        let end = rest.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'`');
        let language = match end {
            Some(end) if end > 0 && rest[end] != b'`' => {
                self.at += end;
                String::from_utf8_lossy(&rest[..end]).into_owned()
            }
            _ => String::new(),
        };
        let line_end = |byte: u8| matches!(byte, b'\n' | b'\r');
        if line_end(self.here(0)) {
            self.at += 1 + usize::from(line_end(self.here(1)) && self.here(0) != self.here(1));
        }
        // The step to the next byte is still to come.
        self.at -= 1;
        language
    }

    fn end(&mut self) -> Result<(), String> {
        let Some(mut open) = self.open.pop() else { return Ok(()) };
        if self.here(0) == b'\n' && open.kind != Kind::BlockQuote {
            // `||` at the end of a quotation makes it one that can be unfolded.
            let mark = open.kind == Kind::Spoiler && open.byte + 2 == self.at;
            let quote = self.open.pop().filter(|quote| mark && quote.kind == Kind::BlockQuote);
            let Some(quote) = quote else { return Err(unclosed(&open)) };
            open = Open { kind: Kind::ExpandableBlockQuote, ..quote };
        }
        let length = self.offset - open.offset;
        let mut extra = Map::new();
        let kind = match open.kind {
            Kind::Bold => Some("bold"),
            Kind::Italic => Some("italic"),
            Kind::Strikethrough => Some("strikethrough"),
            Kind::Code => Some("code"),
            Kind::Underline | Kind::Spoiler => {
                self.at += 1;
                Some(if open.kind == Kind::Underline { "underline" } else { "spoiler" })
            }
            Kind::Pre | Kind::PreCode => {
                self.at += 2;
                if !open.language.is_empty() {
                    extra.insert("language".into(), json!(open.language));
                }
                Some("pre")
            }
            Kind::TextUrl => {
                let url = match self.here(1) {
                    b'(' => self.address()?,
                    _ => String::from_utf8_lossy(&self.out[open.begin..]).into_owned(),
                };
                link_entity(&url).map(|(kind, more)| {
                    extra = more;
                    kind
                })
            }
            Kind::CustomEmoji => {
                if self.here(1) != b'(' {
                    return Err("The entity must contain a tg://emoji or tg://time URL".into());
                }
                let url = self.address()?;
                let id = url.strip_prefix("tg://emoji?id=").filter(|id| id.parse::<u64>().is_ok());
                let id = id.ok_or("Invalid tg://emoji or tg://time URL specified")?;
                extra.insert("custom_emoji_id".into(), json!(id));
                Some("custom_emoji")
            }
            Kind::BlockQuote | Kind::ExpandableBlockQuote => {
                self.quoted = false;
                self.out.push(b'\n');
                self.line_begins = true;
                self.offset += 1;
                Some(quote_name(open.kind))
            }
        };
        if let Some(kind) = kind.filter(|_| length > 0) {
            self.keep(kind, open.offset, length, extra);
        }
        Ok(())
    }

    /// Reads `(address)` behind a closing bracket; afterwards the parser stands on its end.
    fn address(&mut self) -> Result<String, String> {
        self.at += 2;
        let begin = self.at;
        let mut address = Vec::new();
        while self.at < self.text.len() && self.here(0) != b')' {
            let escaped = self.here(0) == b'\\' && (1..=126).contains(&self.here(1));
            self.at += usize::from(escaped);
            address.push(self.here(0));
            self.at += 1;
        }
        if self.here(0) != b')' {
            return Err(format!("Can't find end of a URL at byte offset {begin}"));
        }
        Ok(String::from_utf8_lossy(&address).into_owned())
    }

    /// A quotation may end with the text.
    fn end_quote_at_the_end(&mut self) {
        if !self.quoted {
            return;
        }
        let mut kind = Kind::BlockQuote;
        let mark = |open: &Open| open.kind == Kind::Spoiler && open.byte + 2 == self.text.len();
        if self.open.last().is_some_and(mark) {
            self.open.pop();
            kind = Kind::ExpandableBlockQuote;
        }
        if let Some(open) = self.open.pop_if(|open| open.kind == Kind::BlockQuote)
            && self.offset > open.offset
        {
            self.keep(quote_name(kind), open.offset, self.offset - open.offset, Map::new());
        }
    }

    fn keep(&mut self, kind: &str, offset: usize, length: usize, extra: Map<String, Value>) {
        self.found.push(Entity { kind: kind.to_owned(), offset, length, extra });
    }
}

fn quote_name(kind: Kind) -> &'static str {
    if kind == Kind::BlockQuote { "blockquote" } else { "expandable_blockquote" }
}

fn unclosed(open: &Open) -> String {
    format!("Can't find end of {:?} entity at byte offset {}", open.kind, open.byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_text_and_entities_counted_in_utf16() {
        let parsed = parse("👍 *三里桥 _河_* [路](https://e.cn/a\\)b) `1.2` 12\\.5").expect("parses");
        assert_eq!(parsed.text, "👍 三里桥 河 路 1.2 12.5");
        let shape: Vec<_> = parsed.entities.iter().map(|e| (e.kind.as_str(), e.offset, e.length)).collect();
        assert_eq!(shape, [("bold", 3, 5), ("italic", 7, 1), ("text_link", 9, 1), ("code", 11, 3)]);
        assert_eq!(parsed.entities[2].extra["url"], json!("https://e.cn/a)b"));
        let quoted = parse(">甲\n>乙\n丙\n>丁||").expect("parses");
        assert_eq!(quoted.text, "甲\n乙\n丙\n丁");
        let shape: Vec<_> = quoted.entities.iter().map(|e| (e.kind.as_str(), e.offset, e.length)).collect();
        assert_eq!(shape, [("blockquote", 0, 3), ("expandable_blockquote", 6, 1)]);
        let code = parse("```rust\nlet x = 1.5;```").expect("parses");
        assert_eq!(
            (code.text.as_str(), &code.entities[0].extra["language"]),
            ("let x = 1.5;", &json!("rust"))
        );
    }

    #[test]
    fn broken_markdown_is_refused_in_telegrams_words() {
        let refused = |text| parse(text).expect_err(text);
        assert_eq!(
            refused("甲. 乙"),
            "Character '.' is reserved and must be escaped with the preceding '\\'"
        );
        assert_eq!(refused("1 | 2"), "Character '|' is reserved and must be escaped with the preceding '\\'");
        assert_eq!(refused("a>b"), "Character '>' is reserved and must be escaped with the preceding '\\'");
        assert_eq!(refused("甲*乙"), "Can't find end of Bold entity at byte offset 3");
        assert_eq!(refused("`a"), "Can't find end of Code entity at byte offset 0");
        assert_eq!(refused("```a"), "Can't find end of Pre entity at byte offset 0");
        assert_eq!(refused("[a](b"), "Can't find end of a URL at byte offset 4");
        assert_eq!(refused("[a"), "Can't find end of TextUrl entity at byte offset 0");
        assert_eq!(refused("![a]"), "The entity must contain a tg://emoji or tg://time URL");
        assert_eq!(refused("![a](b)"), "Invalid tg://emoji or tg://time URL specified");
        assert_eq!(refused(">a *b\nc"), "Can't find end of Bold entity at byte offset 3");
    }
}
