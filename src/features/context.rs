//! What every use-case may ask for, and never changes while the bot runs.

use std::sync::{Arc, Mutex};

use chrono::NaiveDate;

use crate::clock::{Clock, Time};
use crate::config::Config;
use crate::directory::{self, Chat, Kind};
use crate::domain::area::{Area, AreaTree};
use crate::domain::calendar::{self, Stage};
use crate::domain::ids::ChatId;
use crate::error::Failure;
use crate::i18n::{Locale, Texts};
use crate::imaging::Fonts;
use crate::seal::Seal;
use crate::store::{Read, Store};
use crate::telegram::api::{Me, Telegram};
use crate::telegram::media::Media;

/// The configuration, the texts, and the bot's own name.
pub struct Context {
    pub config: Arc<Config>,
    pub texts: Arc<Texts>,
    /// What pictures are written with.
    pub fonts: Arc<Fonts>,
    pub me: Me,
    /// What phone numbers are kept with; none where no key is set, and no number is asked for.
    pub seal: Option<Seal>,
    /// How the campaign's photos look, in memory.
    pub looks: super::photos::looks::Index,
    tree: Mutex<Option<(i64, Arc<AreaTree>)>>,
}

/// What jobs may use besides: the world outside a transaction.
#[derive(Clone)]
pub struct Tools {
    pub cx: Arc<Context>,
    pub store: Store,
    pub telegram: Telegram,
    pub media: Media,
    pub clock: Clock,
}

impl Context {
    pub fn new(config: Arc<Config>, texts: Arc<Texts>, me: Me) -> Self {
        Context {
            config,
            texts,
            fonts: Arc::default(),
            me,
            seal: None,
            looks: Default::default(),
            tree: Mutex::default(),
        }
    }

    /// The same with another configuration.
    #[must_use]
    pub fn with_config(&self, config: Arc<Config>) -> Self {
        Context {
            config,
            texts: self.texts.clone(),
            fonts: self.fonts.clone(),
            me: self.me.clone(),
            seal: self.seal.clone(),
            looks: self.looks.clone(),
            tree: Mutex::default(),
        }
    }

    /// The same, with what phone numbers are kept with.
    #[must_use]
    pub fn sealing(self, seal: Option<Seal>) -> Self {
        Context { seal, ..self }
    }

    /// The tree of areas as this transaction sees it; read anew when an import changed it.
    pub fn tree(&self, read: &Read) -> Result<Arc<AreaTree>, Failure> {
        let generation = super::areas::store::generation(read)?;
        if let Some((of, tree)) = &*self.tree.lock().expect("no holder panics")
            && *of == generation
        {
            return Ok(tree.clone());
        }
        let tree = Arc::new(super::areas::store::tree(read)?);
        *self.tree.lock().expect("no holder panics") = Some((generation, tree.clone()));
        Ok(tree)
    }

    /// How many photos an area owes on a reporting day; 0 for one that owes nothing: it is of another
    /// level, rests on that day, or bot.toml says so.
    pub fn quota(&self, tree: &AreaTree, area: &Area, day: NaiveDate) -> u32 {
        let photos = &self.config.photos;
        let owes = area.level == photos.quota_level && !tree.rests(area.id, day);
        if owes { photos.quota_for(&area.code) } else { 0 }
    }

    /// The reporting day that an instant counts for.
    pub fn day(&self, at: Time) -> NaiveDate {
        calendar::reporting_day(at, self.config.timezone, self.config.photos.day_ends)
    }

    /// When a reporting day ends.
    pub fn deadline(&self, day: NaiveDate) -> Time {
        calendar::deadline(day, self.config.timezone, self.config.photos.day_ends)
    }

    /// Where the campaign stands at an instant.
    pub fn stage_at(&self, at: Time) -> Stage {
        self.config.campaign.stage_at(at, self.config.timezone, self.config.photos.day_ends)
    }

    /// The language of a person in private; that of the chats where none is known.
    pub fn locale_of(&self, language: Option<&str>) -> Locale {
        language.map_or(self.config.locale, Locale::from_telegram)
    }

    /// The language of a group or channel: its own, else the campaign's.
    pub fn chat_locale(&self, chat: &Chat) -> Locale {
        chat.language.as_deref().and_then(Locale::from_tag).unwrap_or(self.config.locale)
    }

    /// The language of what is said in a chat: in private the person's, else the chat's.
    pub fn locale_in(&self, read: &Read, chat: ChatId) -> Result<Locale, Failure> {
        let Some(chat) = directory::chat_by_id(read, chat)? else { return Ok(self.config.locale) };
        let person = match chat.person.filter(|_| chat.kind == Kind::Private) {
            Some(person) => directory::person_by_id(read, person)?,
            None => None,
        };
        Ok(match person {
            Some(person) => self.locale_of(person.language.as_deref()),
            None => self.chat_locale(&chat),
        })
    }

    /// A link that opens the bot in private with a payload of up to 64 of `A-Za-z0-9_-`.
    pub fn deep_link(&self, payload: &str) -> String {
        format!("https://t.me/{}?start={payload}", self.me.username)
    }
}
