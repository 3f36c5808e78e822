//! Formatted text as HTML that cannot break out: every letter is escaped, every tag is ours.
//!
//! Telegram's entities may overlap; HTML's elements may not. Where one ends inside another, the inner
//! is closed and opened again.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::words::Markup;
use crate::emulator::{ChatId, Entity, Formatted};

/// What links and commands in a text lead to.
pub struct Leads<'a> {
    /// The bot's name behind the `@`.
    pub bot: &'a str,
    /// The page's address with the reader's private chat with the bot open.
    pub private: String,
    /// Where a tapped command is said; nowhere where the reader cannot write.
    pub says_in: Option<ChatId>,
    /// Whether commands are said with the bot's name, as in groups.
    pub in_group: bool,
    /// What a screen reader calls hidden words, and a quotation that can be unfolded.
    pub reveal: &'a str,
    pub unfold: &'a str,
}

/// An address, as this page goes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// The bot's link with a payload: opens it.
    Start(String),
    /// The bot's link for groups: one is to be chosen.
    AddToGroup(String),
    /// The bot itself.
    Private,
    /// The world outside.
    Outside(String),
    /// What only Telegram itself opens.
    Telegram(String),
}

/// Where an address leads; nowhere if a browser should not be given it.
pub fn way(url: &str, bot: &str) -> Option<Way> {
    let url = url.trim();
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let full = match scheme.as_deref() {
        Some("http" | "https" | "mailto" | "tel") => url.to_owned(),
        Some("tg") => return Some(Way::Telegram(url.to_owned())),
        _ if url.contains("://") || !url.contains('.') || url.contains(char::is_whitespace) => return None,
        _ => format!("http://{url}"),
    };
    let Some((_, path)) = full.split_once("//t.me/") else { return Some(Way::Outside(full)) };
    let (name, query) = path.split_once('?').unwrap_or((path, ""));
    if !name.trim_end_matches('/').eq_ignore_ascii_case(bot) {
        return Some(Way::Telegram(full));
    }
    let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)).map(str::to_owned);
    Some(match (value("startgroup="), value("start=")) {
        (Some(payload), _) => Way::AddToGroup(payload),
        (None, Some(payload)) => Way::Start(payload),
        (None, None) => Way::Private,
    })
}

/// The text with its formatting.
pub fn markup(body: &Formatted, leads: &Leads<'_>) -> Markup {
    let letters: Vec<u16> = body.text.encode_utf16().collect();
    let mut edges: BTreeMap<usize, ()> = BTreeMap::from([(0, ()), (letters.len(), ())]);
    for entity in &body.entities {
        edges.insert(entity.offset.min(letters.len()), ());
        edges.insert((entity.offset + entity.length).min(letters.len()), ());
    }
    let edges: Vec<usize> = edges.into_keys().collect();
    let mut page = Page { out: String::new(), open: Vec::new(), leads, letters: &letters };
    for pair in edges.windows(2) {
        page.turn_to(pair[0], &body.entities);
        let text = String::from_utf16_lossy(&letters[pair[0]..pair[1]]);
        // A block ends its line itself.
        let behind_block = page.out.ends_with("</blockquote>") || page.out.ends_with("</pre>");
        let text = text.strip_prefix('\n').filter(|_| behind_block).unwrap_or(&text);
        escape(text, &mut page.out);
    }
    page.close_all();
    Markup(page.out)
}

/// Plain text, escaped.
pub fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}

struct Page<'p> {
    out: String,
    open: Vec<(&'p Entity, &'static str)>,
    leads: &'p Leads<'p>,
    letters: &'p [u16],
}

impl<'p> Page<'p> {
    /// Closes what ends here and opens what starts here.
    fn turn_to(&mut self, at: usize, entities: &'p [Entity]) {
        let ends = |entity: &Entity| entity.offset + entity.length <= at;
        let mut again = Vec::new();
        if let Some(first) = self.open.iter().position(|(entity, _)| ends(entity)) {
            for (entity, close) in self.open.split_off(first).into_iter().rev() {
                self.out.push_str(close);
                if !ends(entity) {
                    again.push(entity);
                }
            }
        }
        let mut starting: Vec<&Entity> =
            entities.iter().filter(|entity| entity.offset == at && entity.length > 0).collect();
        starting.extend(again);
        // The longest outside, so that little is opened twice.
        starting.sort_by_key(|entity| std::cmp::Reverse(entity.offset + entity.length));
        for entity in starting {
            let close = self.start(entity);
            self.open.push((entity, close));
        }
    }

    fn close_all(&mut self) {
        for (_, close) in self.open.drain(..).rev() {
            self.out.push_str(close);
        }
    }

    /// Writes the opening tag of an entity; what closes it again.
    fn start(&mut self, entity: &Entity) -> &'static str {
        let (open, close) = match entity.kind.as_str() {
            "bold" => ("<b>", "</b>"),
            "italic" => ("<i>", "</i>"),
            "underline" => ("<u>", "</u>"),
            "strikethrough" => ("<s>", "</s>"),
            "code" => ("<code>", "</code>"),
            "pre" => ("<pre>", "</pre>"),
            "blockquote" => ("<blockquote>", "</blockquote>"),
            "expandable_blockquote" => {
                self.labelled(
                    "<blockquote class=\"long\"><input type=\"checkbox\" aria-label=\"",
                    self.leads.unfold,
                );
                ("", "</blockquote>")
            }
            "spoiler" if self.inside_a_control() => ("<span>", "</span>"),
            "spoiler" => {
                self.labelled(
                    "<label class=\"spoiler\"><input type=\"checkbox\" aria-label=\"",
                    self.leads.reveal,
                );
                ("<span>", "</span></label>")
            }
            "mention" | "text_mention" | "hashtag" | "cashtag" => ("<span class=\"tag\">", "</span>"),
            "bot_command" => return self.command(entity),
            "text_link" => {
                let url = entity.extra.get("url").and_then(|url| url.as_str()).unwrap_or_default().to_owned();
                return self.link(&url);
            }
            "url" => return self.link(&self.words(entity)),
            "email" => return self.link(&format!("mailto:{}", self.words(entity))),
            "phone_number" => return self.link(&format!("tel:{}", self.words(entity))),
            _ => ("", ""),
        };
        self.out.push_str(open);
        close
    }

    fn labelled(&mut self, tag: &str, label: &str) {
        self.out.push_str(tag);
        escape(label, &mut self.out);
        self.out.push_str("\">");
    }

    fn command(&mut self, entity: &Entity) -> &'static str {
        if self.leads.says_in.is_none() || self.inside_a_control() {
            self.out.push_str("<span class=\"tag\">");
            return "</span>";
        }
        let mut command = self.words(entity);
        if self.leads.in_group && !command.contains('@') {
            let _ = write!(command, "@{}", self.leads.bot);
        }
        self.out.push_str("<button class=\"link\" form=\"f-say\" name=\"text\" value=\"");
        escape(&command, &mut self.out);
        self.out.push_str("\">");
        "</button>"
    }

    fn link(&mut self, url: &str) -> &'static str {
        let way = way(url, self.leads.bot).filter(|_| !self.inside_a_control());
        let (open, value, end, close) = match &way {
            None => ("<span class=\"tag\">", "", "", "</span>"),
            Some(Way::Start(payload)) => (
                "<button class=\"link\" form=\"f-start\" name=\"payload\" value=\"",
                payload.as_str(),
                "\">",
                "</button>",
            ),
            Some(Way::AddToGroup(payload)) => {
                ("<button class=\"link\" type=\"button\" data-add=\"", payload.as_str(), "\">", "</button>")
            }
            Some(Way::Private) => ("<a data-nav href=\"", self.leads.private.as_str(), "\">", "</a>"),
            Some(Way::Telegram(url)) => {
                ("<button class=\"link\" type=\"button\" data-telegram=\"", url.as_str(), "\">", "</button>")
            }
            Some(Way::Outside(url)) => {
                ("<a target=\"_blank\" rel=\"noopener noreferrer\" href=\"", url.as_str(), "\">", "</a>")
            }
        };
        self.out.push_str(open);
        escape(value, &mut self.out);
        self.out.push_str(end);
        close
    }

    /// Links and buttons do not stand in each other.
    fn inside_a_control(&self) -> bool {
        self.open.iter().any(|(_, close)| matches!(*close, "</a>" | "</button>" | "</span></label>"))
    }

    /// The words that an entity lies over.
    fn words(&self, entity: &Entity) -> String {
        let end = (entity.offset + entity.length).min(self.letters.len());
        String::from_utf16_lossy(&self.letters[entity.offset.min(end)..end])
    }
}
