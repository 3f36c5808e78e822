//! Which language is whose.

/// A language that the bot speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Locale {
    /// Simplified Chinese.
    #[default]
    ZhCn,
    /// Traditional Chinese.
    ZhTw,
    /// English.
    En,
}

impl Locale {
    /// All languages.
    pub const ALL: [Locale; 3] = [Locale::ZhCn, Locale::ZhTw, Locale::En];

    /// The name in bot.toml, in the database and of the folder under `locales/`.
    pub const fn tag(self) -> &'static str {
        match self {
            Locale::ZhCn => "zh-CN",
            Locale::ZhTw => "zh-TW",
            Locale::En => "en",
        }
    }

    /// The language of that name, as [`Locale::tag`] gives it.
    pub fn from_tag(tag: &str) -> Option<Locale> {
        Locale::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// The language for a person whose Telegram runs in `code`, an IETF tag such as `zh-hans` or `pt-br`.
    ///
    /// Chinese is Traditional where the script or the region says so; who reads neither gets English.
    pub fn from_telegram(code: &str) -> Locale {
        let code = code.to_lowercase().replace('_', "-");
        let mut parts = code.split('-');
        match parts.next() {
            Some("zh" | "yue") => {
                match parts.find(|part| matches!(*part, "hans" | "hant" | "tw" | "hk" | "mo")) {
                    None | Some("hans") => Locale::ZhCn,
                    Some(_) => Locale::ZhTw,
                }
            }
            _ => Locale::En,
        }
    }

    /// Where a message is looked for: the language itself first.
    pub fn fallbacks(self) -> &'static [Locale] {
        match self {
            Locale::ZhTw => &[Locale::ZhTw, Locale::ZhCn, Locale::En],
            Locale::ZhCn => &[Locale::ZhCn, Locale::En],
            Locale::En => &[Locale::En, Locale::ZhCn],
        }
    }
}
