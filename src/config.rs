//! bot.toml, read once into plain data.
//!
//! An admin edits this file a few times a year, in a terminal, and wants to be told all that is wrong
//! with it at once: so it is not deserialized by serde, which stops at the first error, but walked by
//! a small collecting reader (`config/reader.rs`). What comes out needs no checking any more: times are times,
//! paths are absolute, names that refer to each other match.

mod current;
mod defaults;
mod mistake;
mod reader;
mod relays;
mod sections;
mod values;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

pub use crate::domain::badge::Badge;
pub use crate::domain::calendar::{Campaign, NamedDay, Phase, Quiet};
pub use crate::domain::level::Level;
pub use crate::domain::pace::Pace;
pub use crate::domain::period::{Kind, Season};
pub use crate::domain::photo::Review;
pub use crate::domain::points::{Deed, Rule, Rules};
pub use crate::domain::ranking::Weights;
pub use crate::domain::schedule::Schedule;
pub use crate::i18n::Locale;
pub use current::Current;
pub use mistake::Mistake;
pub use relays::{Address, Hidden, MailTo, Relay, RelayTo, Tls, Variable};

/// All of bot.toml.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it was read, absolute.
    pub file: PathBuf,
    /// The default for chats; a person's own language wins in private.
    pub locale: Locale,
    /// The campaign's zone: all days and times of day are meant there.
    pub timezone: Tz,
    /// Telegram ids of the first admins; may be empty.
    pub admins: Vec<i64>,
    /// Where and how fast to talk to Telegram.
    pub telegram: Telegram,
    /// Where things are kept.
    pub storage: Storage,
    /// Health and metrics over HTTP; `None`: not served.
    pub web: Option<Web>,
    /// What the installation serves.
    pub campaign: Campaign,
    /// The levels of the tree of areas.
    pub areas: Areas,
    /// Quota and review.
    pub photos: Photos,
    /// How people join.
    pub signup: Signup,
    /// What people are told of what is stored, and how long it is.
    pub privacy: Privacy,
    /// What deeds earn.
    pub points: Points,
    /// Who stands on rankings.
    pub boards: Boards,
    /// What areas are ranked by each month.
    pub ranking: Ranking,
    /// When not to disturb.
    pub reminders: Reminders,
    /// What points buy; may be empty.
    pub rewards: Vec<Reward>,
    /// What happens by itself, and when; never two of one name.
    pub schedules: Vec<Schedule>,
    /// Where reports go besides Telegram; never two of one name.
    pub relays: Vec<Relay>,
}

/// `[telegram]`. The token is not here: it comes from `TELOXIDE_TOKEN`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telegram {
    /// The Bot API server, without a slash at its end.
    pub api_url: String,
    /// How fast the bot may speak.
    pub pace: Pace,
    /// Where Telegram hands updates over; `None`: long polling.
    pub webhook: Option<Webhook>,
}

/// `[telegram.webhook]`. Its secret comes from `MUSTER_WEBHOOK_SECRET`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Where this machine listens.
    pub listen: SocketAddr,
    /// The address that Telegram is told; https.
    pub url: String,
}

/// `[storage]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Storage {
    /// The SQLite file, absolute.
    pub database: PathBuf,
    /// The folder of photos and pictures, absolute.
    pub media: PathBuf,
}

/// `[web]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Web {
    /// Where `/healthz`, `/readyz` and `/metrics` are served.
    pub listen: SocketAddr,
}

/// `[areas]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Areas {
    /// From the top; at least one, none twice.
    pub levels: Vec<String>,
}

/// `[photos]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photos {
    /// Photos that each area of the quota level owes each reporting day.
    pub quota: u32,
    /// The quota level's place in [`Areas::levels`], 0 being the top, as in [`crate::domain::area::Area::level`].
    pub quota_level: usize,
    /// The local time at which a reporting day ends; 00:00 stands for the end of the calendar day.
    pub day_ends: NaiveTime,
    /// Whether photos count at once.
    pub review: Review,
    /// Area codes that owe another number; 0: nothing.
    pub quota_of: BTreeMap<String, OwnQuota>,
}

/// What an area owes by a line of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnQuota {
    /// Photos each reporting day; 0: nothing.
    pub photos: u32,
    /// Where it stands in the file, for who finds that there is no such area: those are known to
    /// the database alone. What is wrong is left empty.
    pub at: Mistake,
}

impl Photos {
    /// What the area of this code owes each reporting day.
    pub fn quota_for(&self, code: &str) -> u32 {
        self.quota_of.get(code).map_or(self.quota, |own| own.photos)
    }
}

/// `[signup]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signup {
    /// What is asked in private after joining, in this order; no question twice.
    pub ask: Vec<Asked>,
    /// Whether a lead must agree.
    pub mode: SignupMode,
    /// Where the file asks for phone numbers, for whoever finds that there is no key to keep them with.
    pub phone: Option<Mistake>,
}

impl Signup {
    /// What is wrong where the environment holds no key: phone numbers are asked for.
    pub fn without_key(&self) -> Option<Mistake> {
        let what = "phone numbers are kept encrypted, and MUSTER_KEY is not set; make a key with `muster key`, keep a \
                    copy of it, and set MUSTER_KEY to it, or take \"phone\" out";
        self.phone.clone().map(|mistake| Mistake { what: what.to_owned(), ..mistake })
    }
}

/// A question of `signup.ask`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub question: Question,
    /// It cannot be skipped; the form can still be left.
    pub required: bool,
}

/// What `signup.ask` may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// What the organiser is to call the person; in public stands what Telegram shows.
    Name,
    /// The phone number, by the contact button.
    Phone,
    /// The age band.
    Age,
    /// What the person can do.
    Skills,
}

impl Question {
    /// All questions, in the order in which they are listed to people.
    pub const ALL: [Question; 4] = [Question::Name, Question::Phone, Question::Age, Question::Skills];

    /// The question of this name in bot.toml.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.name() == name)
    }

    /// The name in bot.toml.
    pub const fn name(self) -> &'static str {
        match self {
            Question::Name => "name",
            Question::Phone => "phone",
            Question::Age => "age",
            Question::Skills => "skills",
        }
    }
}

/// `signup.mode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignupMode {
    /// Who joins has joined.
    #[default]
    Open,
    /// A lead agrees first.
    Approval,
}

/// `[privacy]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Privacy {
    /// The notice in the organisation's own words; empty: in ours.
    pub notice: Vec<(Locale, String)>,
    /// Of those words; who was shown an older one is shown this one.
    pub version: i64,
    /// How long updates are kept as Telegram sent them, after they were handled.
    pub raw_updates: Duration,
    /// How long photos are kept after the campaign's last day.
    pub photos: Duration,
    /// After how long people are erased who belong nowhere and do nothing.
    pub left: Duration,
}

impl Privacy {
    /// The notice in the organisation's own words, in this language or else in another.
    pub fn notice_in(&self, locale: Locale) -> Option<&str> {
        let of = |wanted: &Locale| self.notice.iter().find(|(locale, _)| locale == wanted);
        let found = locale.fallbacks().iter().find_map(of).or(self.notice.first());
        found.map(|(_, text)| text.as_str())
    }
}

/// `[points]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Points {
    /// What is named in the file (or, without the section, by default); what is not earns nothing.
    pub rules: Rules,
    /// Points that one lead may award or deduct in a week.
    pub award_budget: i64,
    /// How many days a reward that was reserved is kept for whoever did.
    pub reward_days: u32,
    /// `[[season]]`, in the order of their days; where none is named the campaign is one.
    pub seasons: Vec<Season>,
    /// `[[level]]`, from the lowest; what is earned in a season comes to them.
    pub levels: Vec<Level>,
    /// `[badges]`: those that are called otherwise than the language calls them.
    pub badges: BTreeMap<Badge, String>,
    /// Whether new badges and levels are told in private.
    pub tell_badges: bool,
}

/// `[boards]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boards {
    /// Areas and teams with fewer people are not ranked by points per person.
    pub least_people: i64,
    /// Whoever has one of these roles stands on no board.
    pub leave_out: Vec<LeftOut>,
}

/// `[ranking]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// How much each criterion weighs.
    pub weights: Weights,
    /// The place in `areas.levels` of the areas that are ranked.
    pub level: usize,
    /// Areas with fewer people or fewer photos are listed, but not ranked.
    pub least_people: i64,
    pub least_photos: i64,
    /// So many days behind its own a provisional ranking can be appealed against.
    pub appeal_days: u32,
    /// What the first ones get, in order; may be empty.
    pub prizes: Vec<String>,
}

/// What `boards.leave_out` may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    Leads,
    Inspectors,
    Admins,
}

impl LeftOut {
    pub const ALL: [LeftOut; 3] = [LeftOut::Leads, LeftOut::Inspectors, LeftOut::Admins];

    /// The name in bot.toml.
    pub const fn name(self) -> &'static str {
        match self {
            LeftOut::Leads => "leads",
            LeftOut::Inspectors => "inspectors",
            LeftOut::Admins => "admins",
        }
    }
}

/// `[reminders]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminders {
    /// When nothing goes out of the bot's own accord; `None`: never.
    pub quiet: Option<Quiet>,
    /// Reminders, cards and bulletins into one field chat in one calendar day.
    pub max_per_day: u32,
}

/// `[[reward]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reward {
    /// As people read it; unique together with the counter.
    pub name: String,
    /// In points, at least 1.
    pub price: i64,
    /// How many there are; `None`: as many as are wanted.
    pub stock: Option<i64>,
    /// The code of the area that hands it out; `None`: every one, from one stock.
    pub counter: Option<String>,
    /// How many one person may have in each of these periods; `None`: as many as the points buy.
    pub limit: Option<i64>,
    pub limit_per: Kind,
    /// The days on which it can be had.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// A picture for the catalogue, absolute.
    pub picture: Option<PathBuf>,
}

impl Config {
    /// Reads the file; paths in it are relative to its folder.
    ///
    /// # Errors
    ///
    /// All that is wrong with it, by line; also that it cannot be read.
    pub fn load(path: &Path) -> Result<Config, Vec<Mistake>> {
        let name =
            path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into());
        let broken = |what: String| vec![Mistake::of_file(&name, what)];
        let path = std::path::absolute(path).map_err(|error| broken(error.to_string()))?;
        let bytes = std::fs::read(&path).map_err(|error| {
            broken(format!(
                "cannot be read: {error} ({}); name another one with --config FILE",
                path.display()
            ))
        })?;
        let text = String::from_utf8(bytes).map_err(|_| broken("is not UTF-8; save it as UTF-8".into()))?;
        Config::parse(&text, path.parent().unwrap_or(&path), &name)
    }

    /// What is wrong where the environment lacks what relays need.
    pub fn missing(&self, environment: impl Fn(&str) -> Option<String>) -> Vec<Mistake> {
        self.relays.iter().flat_map(|relay| relay.missing(&environment)).collect()
    }

    /// Reads the text of such a file, as if it stood in `base_dir` under `file_name`.
    ///
    /// # Errors
    ///
    /// All that is wrong with it, by line.
    pub fn parse(text: &str, base_dir: &Path, file_name: &str) -> Result<Config, Vec<Mistake>> {
        let book = reader::Book::open(text, file_name);
        let config = sections::read(&book, base_dir);
        book.close(config)
    }
}

#[cfg(test)]
mod tests;
