//! What the bot says, in the reader's language.
//!
//! Every sentence is a Fluent message under `locales/`, one file per feature; code names it by its
//! key and hands it values: `say!("photos-quota-reached", area = name, have = 3)`. A [`Say`] is data: it
//! can be kept, nested in another, and said in each reader's language when it goes out. What users
//! typed enters as a value and is escaped once, here, so that no name can break the markup.
//!
//! The texts are HTML as Telegram takes it; [`Texts::plain`] is the same without the tags.

mod format;
mod locale;
mod say;

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use crate::domain::name::isolated;
pub use format::{day, time, weekday, weekday_short};
pub use locale::Locale;
pub use say::{Arg, Say};

type Bundle = FluentBundle<FluentResource>;

/// The files of each language: every feature has one, in all languages.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// The source of each file: its name, then its text by language, in the order of [`Locale::ALL`].
        const FILES: &[(&str, [&str; 3])] = &[$((
            $name,
            [
                include_str!(concat!("../locales/zh-CN/", $name, ".ftl")),
                include_str!(concat!("../locales/zh-TW/", $name, ".ftl")),
                include_str!(concat!("../locales/en/", $name, ".ftl")),
            ],
        )),*];
    };
}

files!(
    "common",
    "areas",
    "awards",
    "badges",
    "roles",
    "conversations",
    "language",
    "mute",
    "signup",
    "approval",
    "roster",
    "minors",
    "teams",
    "photos",
    "points",
    "boards",
    "rewards",
    "draws",
    "collage",
    "digests",
    "bulletins",
    "rankings",
    "relays",
    "guards",
    "reminders",
    "schedules",
    "profile",
    "privacy",
    "admin",
    "demo"
);

/// All messages in all languages.
pub struct Texts {
    /// In the order of [`Locale::ALL`].
    bundles: [Bundle; 3],
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").finish_non_exhaustive()
    }
}

impl Default for Texts {
    fn default() -> Self {
        Texts::embedded()
    }
}

impl Texts {
    /// The messages that are part of the program.
    ///
    /// What is wrong with a file is logged, and its other messages are used; a test keeps that from happening.
    pub fn embedded() -> Self {
        let bundle = |place: usize| {
            bundle(Locale::ALL[place], FILES.iter().map(|(name, texts)| (*name, texts[place])))
        };
        Texts { bundles: [bundle(0), bundle(1), bundle(2)] }
    }

    /// The message as HTML for Telegram; the text in its arguments is escaped.
    pub fn html(&self, locale: Locale, say: &Say) -> String {
        for locale in locale.fallbacks() {
            if let Some(text) = self.render(*locale, say) {
                return text;
            }
        }
        tracing::error!(key = say.key, "no such message");
        escape(say.key).into_owned()
    }

    /// The message without markup: for pictures, buttons, files and answers to presses.
    pub fn plain(&self, locale: Locale, say: &Say) -> String {
        without_tags(&self.html(locale, say))
    }

    /// In this language alone; `None` if it lacks the message.
    fn render(&self, locale: Locale, say: &Say) -> Option<String> {
        let bundle = &self.bundles[locale as usize];
        let pattern = bundle.get_message(say.key)?.value()?;
        let mut args = FluentArgs::with_capacity(say.args.len());
        for (name, arg) in &say.args {
            args.set(
                *name,
                match arg {
                    Arg::Text(text) => FluentValue::from(escape(&unmentioning(&isolated(text))).into_owned()),
                    Arg::Number(number) => FluentValue::from(*number),
                    Arg::Say(inner) => FluentValue::from(self.html(locale, inner)),
                },
            );
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        for error in errors {
            tracing::error!(key = say.key, locale = locale.tag(), %error, "a message is not whole");
        }
        Some(text)
    }
}

fn bundle<'a>(locale: Locale, files: impl Iterator<Item = (&'a str, &'a str)>) -> Bundle {
    let language = match locale {
        Locale::ZhCn => langid!("zh-CN"),
        Locale::ZhTw => langid!("zh-TW"),
        Locale::En => langid!("en"),
    };
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // The marks around arguments would show in some clients and break commands and links.
    bundle.set_use_isolating(false);
    for (name, text) in files {
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, errors)| {
            tracing::error!(name, locale = locale.tag(), ?errors, "broken messages");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(name, locale = locale.tag(), ?errors, "messages are defined twice");
        }
    }
    bundle
}

/// Text as it must stand in Telegram's HTML.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

/// Stands, unseen, behind an `@` that would mention somebody.
const UNSEEN: char = '\u{200b}';

/// Text in which Telegram finds nobody to mention: who writes `@name` into a name or a caption has
/// done so once, and the bot does not do it again wherever it shows that. It reads as before.
pub fn unmentioning(text: &str) -> Cow<'_, str> {
    if !text.contains('@') {
        return Cow::Borrowed(text);
    }
    let mut quiet = String::with_capacity(text.len() + UNSEEN.len_utf8());
    let mut before = None;
    for c in text.chars() {
        if before == Some('@') && (c.is_ascii_alphanumeric() || c == '_') {
            quiet.push(UNSEEN);
        }
        quiet.push(c);
        before = Some(c);
    }
    Cow::Owned(quiet)
}

/// HTML made by [`Texts::html`], as it reads: users' text is escaped in it, so each `<` opens a tag.
fn without_tags(html: &str) -> String {
    if !html.contains(['<', '&', UNSEEN]) {
        return html.to_owned();
    }
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    // Only what was put there: elsewhere it is somebody's own.
    let text = text.replace(&format!("@{UNSEEN}"), "@");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests;
