//! `[[relay]]`: where reports go besides Telegram. Secrets are named, not written.

use std::fmt;

use super::reader::{Entry, Section};
use super::{Locale, Mistake};
use crate::domain::relay::{Format, What};

/// One of `[[relay]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay {
    /// Unique; the outbox knows it by this.
    pub name: String,
    pub what: Vec<What>,
    /// The code of the area whose reports it gets; `None`: of all that lie at the top.
    pub area: Option<String>,
    /// `None`: the campaign's.
    pub locale: Option<Locale>,
    /// Whether pictures go along, where they can.
    pub pictures: bool,
    pub to: RelayTo,
    /// Where it stands in the file. What is wrong is left empty.
    pub at: Mistake,
}

/// Where a relay leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelayTo {
    Http { format: Format, url: Address, secret: Option<Variable> },
    Mail(MailTo),
}

/// A web address: written down, or in the environment since it holds a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    Written(Hidden),
    Named(Variable),
}

/// A variable of the environment, and where the file names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    pub name: String,
    pub at: Mistake,
}

/// Text that no log and no debugger shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Hidden(pub String);

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// A mail server, and whose letters it takes to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailTo {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    pub from: String,
    pub to: Vec<String>,
    /// The variables of the user's name and password.
    pub login: Option<(Variable, Variable)>,
}

/// How a mail server is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    StartTls,
    Implicit,
    None,
}

impl Relay {
    /// The variables that it needs.
    pub fn variables(&self) -> Vec<&Variable> {
        match &self.to {
            RelayTo::Http { url, secret, .. } => {
                let url = match url {
                    Address::Named(variable) => Some(variable),
                    Address::Written(_) => None,
                };
                url.into_iter().chain(secret).collect()
            }
            RelayTo::Mail(mail) => mail.login.iter().flat_map(|(user, password)| [user, password]).collect(),
        }
    }

    /// What is wrong where the environment lacks what it needs.
    pub fn missing(&self, environment: impl Fn(&str) -> Option<String>) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        for variable in self.variables() {
            let value = environment(&variable.name).filter(|value| !value.trim().is_empty());
            let is_url =
                matches!(&self.to, RelayTo::Http { url: Address::Named(named), .. } if named == variable);
            let what = match value {
                None => {
                    format!("{} is not set in the environment; set it, or take this relay out", variable.name)
                }
                Some(value) if is_url && !is_web_address(value.trim()) => {
                    format!("what {} holds is no web address; it begins with https://", variable.name)
                }
                Some(_) => continue,
            };
            mistakes.push(Mistake { what, ..variable.at.clone() });
        }
        mistakes
    }

    /// The name of its kind in bot.toml.
    pub fn kind(&self) -> &'static str {
        match &self.to {
            RelayTo::Http { format, .. } => format.name(),
            RelayTo::Mail(_) => MAIL,
        }
    }
}

const MAIL: &str = "mail";

fn is_web_address(text: &str) -> bool {
    reqwest::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.has_host())
}

pub(super) fn relays(entry: &Entry) -> Vec<Relay> {
    let mut relays: Vec<Relay> = Vec::new();
    for entry in entry.list().unwrap_or_default() {
        let Some(relay) = relay(&entry) else { continue };
        if relays.iter().any(|other| other.name == relay.name) {
            entry.mistake(format!("\"{}\" stands twice; write another name", relay.name));
        }
        relays.push(relay);
    }
    relays
}

fn relay(entry: &Entry) -> Option<Relay> {
    let mut section = entry.section()?;
    let name =
        section.need("name", "a name of its own, as in name = \"city\"").and_then(|entry| entry.name());
    let kinds = [
        (Format::Json.name(), Some(Format::Json)),
        (Format::Wecom.name(), Some(Format::Wecom)),
        (Format::Dingtalk.name(), Some(Format::Dingtalk)),
        (Format::Feishu.name(), Some(Format::Feishu)),
        (MAIL, None),
    ];
    let kind = section.need("kind", "who takes it: json, wecom, dingtalk, feishu or mail");
    let kind = kind.and_then(|entry| entry.one_of(&kinds));
    let what = match section.get("what") {
        Some(entry) => what(&entry),
        None => vec![What::Digest, What::Bulletin],
    };
    let area = section.get("area").and_then(|entry| entry.name());
    let locales = Locale::ALL.map(|locale| (locale.tag(), locale));
    let locale = section.get("locale").and_then(|entry| entry.one_of(&locales));
    let pictures = section.get("pictures").and_then(|entry| entry.truth()).unwrap_or(true);
    let to = match kind {
        Some(Some(format)) => http(&mut section, format),
        Some(None) => mail(&mut section),
        None => {
            // What belongs to a kind that is not known is not looked at.
            section.rest();
            None
        }
    };
    section.finish();
    Some(Relay { name: name?, what, area, locale, pictures, to: to?, at: entry.possible_mistake() })
}

fn what(entry: &Entry) -> Vec<What> {
    let names = What::ALL.map(|what| (what.name(), what));
    let list = entry.list().unwrap_or_default();
    let found: Vec<What> = list.iter().filter_map(|entry| entry.one_of(&names)).collect();
    if list.is_empty() {
        entry.mistake("is empty; write what is sent, as in [\"digest\", \"bulletin\"]");
    }
    found
}

fn http(section: &mut Section, format: Format) -> Option<RelayTo> {
    let written = section.get("url");
    let named = section.get("url_env");
    let url = match (&written, &named) {
        (Some(_), Some(named)) => {
            named.mistake("stands beside url; write one of the two");
            None
        }
        (Some(entry), None) => {
            let text = entry.text()?.trim();
            if !is_web_address(text) {
                entry.mistake("is no web address; write it as in \"https://example.org/muster\"");
            }
            Some(Address::Written(Hidden(text.to_owned())))
        }
        (None, Some(entry)) => variable(entry).map(Address::Named),
        (None, None) => {
            section.need("url", "url, or url_env with the name of the variable that holds the address");
            None
        }
    };
    let secret = section.get("secret_env").and_then(|entry| {
        if format == Format::Wecom {
            entry.mistake("WeCom's robots have no secret but the key in their address; remove it");
        }
        variable(&entry)
    });
    Some(RelayTo::Http { format, url: url?, secret })
}

fn mail(section: &mut Section) -> Option<RelayTo> {
    let host = section
        .need("host", "the mail server, as in host = \"smtp.example.org\"")
        .and_then(|entry| entry.name());
    let ways = [("starttls", Tls::StartTls), ("implicit", Tls::Implicit), ("none", Tls::None)];
    let tls = section.get("tls").and_then(|entry| entry.one_of(&ways)).unwrap_or(Tls::StartTls);
    let port =
        section.get("port").and_then(|entry| entry.count(1, 65535)).and_then(|port| u16::try_from(port).ok());
    let port = port.unwrap_or(match tls {
        Tls::StartTls => 587,
        Tls::Implicit => 465,
        Tls::None => 25,
    });
    let from = section
        .need("from", "the sender, as in from = \"Muster <muster@example.org>\"")
        .and_then(|entry| mailbox(&entry));
    let to_entry = section.need("to", "who gets it, as in to = [\"office@example.org\"]");
    let to: Vec<String> = to_entry
        .iter()
        .flat_map(|entry| entry.list().unwrap_or_default())
        .filter_map(|entry| mailbox(&entry))
        .collect();
    if let Some(entry) = to_entry.filter(|_| to.is_empty()) {
        entry.mistake("names nobody; write at least one address");
    }
    let (user, password) = (section.get("user_env"), section.get("password_env"));
    let login = match (&user, &password) {
        (Some(user), Some(password)) => variable(user).zip(variable(password)),
        (Some(one), None) | (None, Some(one)) => {
            one.mistake("stands alone; user_env and password_env go together");
            None
        }
        (None, None) => None,
    };
    if let (Some(entry), Tls::None) = (&password, tls) {
        entry.mistake("a password is not sent in the clear; write tls = \"starttls\" or \"implicit\"");
    }
    Some(RelayTo::Mail(MailTo { host: host?, port, tls, from: from?, to, login }))
}

fn mailbox(entry: &Entry) -> Option<String> {
    let text = entry.name()?;
    if text.parse::<lettre::message::Mailbox>().is_err() {
        entry
            .mistake(format!("{} is no mail address; write it as in \"office@example.org\"", entry.quoted()));
        return None;
    }
    Some(text)
}

/// The name of a variable. Whoever writes the secret itself here is told so, without its being said again.
fn variable(entry: &Entry) -> Option<Variable> {
    let name = entry.name()?;
    let fits = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    if !name.bytes().all(fits) || name.len() > 64 {
        entry.mistake("is no name of a variable, which is of A-Z 0-9 _, as in \"CITY_ROBOT_URL\"; the secret itself does not belong here");
        return None;
    }
    Some(Variable { name, at: entry.possible_mistake() })
}
