//! Telegram's HTML in the words of others.
//!
//! Group robots read kinds of Markdown that know no way to escape a mark. So what would be one is
//! written with its full-width twin: it reads the same, and neither breaks the text nor mentions
//! anybody, whoever called himself `@all`.

use std::borrow::Cow;

/// Whose Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Headings, bold, links, code, quotes.
    Wecom,
    /// The same; and a line ends with two blanks, or is joined to the next.
    Dingtalk,
}

/// A piece of a text in HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'h> {
    /// As it reads.
    Text(Cow<'h, str>),
    /// The name of a tag, and where a link goes.
    Open(&'h str, Option<Cow<'h, str>>),
    Close(&'h str),
}

/// Takes HTML apart. What is no tag is text.
pub fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let (text, tag) = match rest.split_once('<') {
            Some((text, tag)) => (text, Some(tag)),
            None => (rest, None),
        };
        if !text.is_empty() {
            pieces.push(Piece::Text(unescaped(text)));
        }
        let Some((tag, after)) = tag.and_then(|tag| tag.split_once('>')) else { break };
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            pieces.push(Piece::Close(name.trim()));
        } else {
            let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
            let link = attributes.split_once("href=\"").and_then(|(_, link)| link.split_once('"'));
            pieces.push(Piece::Open(name, link.map(|(link, _)| unescaped(link))));
        }
    }
    pieces
}

/// Text as it reads, of text as it stands in HTML.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    Cow::Owned(plain.replace("&amp;", "&"))
}

/// The text alone.
pub fn plain(html: &str) -> String {
    let texts = pieces(html).into_iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        _ => None,
    });
    texts.collect()
}

/// The text in a robot's Markdown. Bold ends and begins anew with each line, so that it can be cut
/// at the end of any line.
pub fn markdown(html: &str, dialect: Dialect) -> String {
    let mut written = String::with_capacity(html.len());
    let (mut bold, mut quoted, mut link) = (0u32, 0u32, None);
    let mut line = Line::default();
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => {
                for (at, part) in text.split('\n').enumerate() {
                    if at > 0 {
                        line.end(&mut written, dialect, quoted > 0);
                    }
                    line.say(part, bold > 0 && link.is_none());
                }
            }
            Piece::Open("b" | "strong", _) => bold += 1,
            Piece::Close("b" | "strong") => bold = bold.saturating_sub(1),
            Piece::Open("blockquote", _) => quoted += 1,
            Piece::Close("blockquote") => {
                line.end(&mut written, dialect, quoted > 0);
                quoted = quoted.saturating_sub(1);
            }
            Piece::Open("a", Some(to)) => {
                line.shut();
                line.text.push('[');
                link = Some(to.into_owned());
            }
            Piece::Close("a") => {
                if let Some(to) = link.take() {
                    line.text.push_str(&format!("]({})", address(&to)));
                }
            }
            _ => {}
        }
    }
    line.finish(&mut written, quoted > 0);
    written
}

/// A line under way.
#[derive(Default)]
struct Line {
    text: String,
    bold: bool,
}

impl Line {
    fn say(&mut self, text: &str, bold: bool) {
        if text.is_empty() {
            return;
        }
        if bold != self.bold {
            self.text.push_str("**");
            self.bold = bold;
        }
        let begins = self.text.is_empty() || self.text == "**";
        self.text.push_str(&harmless(text, begins));
    }

    fn shut(&mut self) {
        if std::mem::take(&mut self.bold) {
            self.text.push_str("**");
        }
    }

    fn finish(&mut self, written: &mut String, quoted: bool) {
        self.shut();
        if quoted && !self.text.is_empty() {
            written.push_str("> ");
        }
        written.push_str(&std::mem::take(&mut self.text));
    }

    fn end(&mut self, written: &mut String, dialect: Dialect, quoted: bool) {
        let empty = self.text.is_empty();
        self.finish(written, quoted);
        written.push_str(if dialect == Dialect::Dingtalk && !empty { "  \n" } else { "\n" });
    }
}

/// Text without anything that is a mark in the Markdown of any of them, or mentions anybody. What is
/// one at the beginning of a line only is looked for where `begins`.
pub fn harmless(text: &str, begins: bool) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut start = begins;
    for c in text.chars() {
        let twin = match c {
            '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '~' | '\\' | '&' | '@' | '|' => true,
            '-' | '=' | '+' => start,
            _ => false,
        };
        match c {
            // Four blanks at the beginning would be code.
            ' ' | '\t' if start => safe.push('\u{a0}'),
            '\r' => {}
            // The full-width forms stand in the order of ASCII.
            c if twin => safe.push(char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c)),
            c => safe.push(c),
        }
        start = start && matches!(c, ' ' | '\t');
    }
    safe
}

/// Where a link goes, without what would end it early.
fn address(to: &str) -> String {
    let ends = |c: char| matches!(c, '(' | ')' | '<' | '>' | '"' | '\\' | '[' | ']') || c.is_whitespace();
    to.chars()
        .map(|c| if ends(c) && c.is_ascii() { format!("%{:02X}", u32::from(c)) } else { c.to_string() })
        .collect()
}

/// The text up to so much, as `cost` measures a line (its end not counted, which costs `end`): whole
/// lines, and `note` as the last. Of a single line that is too long its beginning.
pub fn cut(text: &str, most: usize, end: usize, note: &str, cost: impl Fn(&str) -> usize) -> String {
    let measured = |text: &str| text.split('\n').map(|line| cost(line) + end).sum::<usize>();
    if measured(text) <= most {
        return text.to_owned();
    }
    let mut room = most.saturating_sub(cost(note) + end);
    let mut kept = Vec::new();
    for line in text.split('\n') {
        let costs = cost(line) + end;
        if costs > room {
            if kept.is_empty() {
                kept.push(beginning(line, room.saturating_sub(end), &cost));
            }
            break;
        }
        room -= costs;
        kept.push(line);
    }
    while kept.last().is_some_and(|line| line.trim().is_empty()) {
        kept.pop();
    }
    kept.push(note);
    kept.join("\n")
}

fn beginning(line: &str, room: usize, cost: impl Fn(&str) -> usize) -> &str {
    let mut ends: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    ends.push(line.len());
    let fits = ends.partition_point(|&end| cost(&line[..end]) <= room);
    &line[..ends[fits.saturating_sub(1)]]
}

#[cfg(test)]
mod tests;
