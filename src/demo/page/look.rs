//! Who looks at the world: what every view needs besides the world itself.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use super::words::Words;
use crate::clock::Time;
use crate::emulator::{Chat, ChatId, ChatKind, Door, Member, Message, User, UserId, World};
use crate::i18n;
use crate::say;

/// The world as one person sees it.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// What there is.
    pub world: &'a World,
    /// Whose eyes.
    pub me: UserId,
    /// The same person as the page's addresses name them.
    pub key: &'a str,
    /// Where the clocks on the wall are.
    pub zone: Tz,
    /// The page's language.
    pub words: Words<'a>,
}

/// The round picture beside a name: initials on a colour that stays with its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Avatar {
    /// One or two letters; none for the bot, which has a sign of its own.
    pub initials: String,
    /// One of the seven colours.
    pub hue: u64,
    /// Whether it is the bot's.
    pub bot: bool,
}

/// What somebody can do in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Write.
    Open,
    /// Open the bot, which was never done.
    Start,
    /// Let the bot write again.
    Blocked,
    /// Join.
    Outside,
    /// Read what admins post.
    ReadOnly,
    /// Read: the right to write was taken.
    Muted,
    /// Go to the supergroup that the group became.
    Moved(ChatId),
}

impl<'a> Look<'a> {
    /// A user's full name.
    pub fn name(&self, user: UserId) -> String {
        self.world.user(user).map_or_else(|| "?".to_owned(), full_name)
    }

    /// The colour and the letters of a user.
    pub fn avatar(&self, user: UserId) -> Avatar {
        let bot = user == self.world.bot();
        Avatar { initials: initials(&self.name(user)), hue: hue(user.0), bot }
    }

    /// The same of a chat; a private one is with the bot.
    pub fn chat_avatar(&self, chat: &Chat) -> Avatar {
        if chat.kind == ChatKind::Private {
            return self.avatar(self.world.bot());
        }
        Avatar { initials: initials(&chat.title), hue: hue(chat.id.0), bot: false }
    }

    /// What stands above a chat; a private one is named after the bot.
    pub fn title(&self, chat: &Chat) -> String {
        if chat.kind == ChatKind::Private { self.name(self.world.bot()) } else { chat.title.clone() }
    }

    /// Who a message is of, as people see it: a user, or the group or channel in whose name it stands.
    pub fn sender(&self, message: &Message) -> (String, Avatar, i64) {
        let chat = message.sender_chat.and_then(|chat| self.world.chat(chat));
        match (chat, message.from) {
            (Some(chat), _) => (chat.title.clone(), self.chat_avatar(chat), chat.id.0),
            (None, Some(user)) => (self.name(user), self.avatar(user), user.0),
            (None, None) => {
                let avatar = Avatar { initials: "?".into(), hue: 0, bot: false };
                ("?".into(), avatar, 0)
            }
        }
    }

    /// Whether the looker wrote a message, under their own name.
    pub fn is_mine(&self, message: &Message) -> bool {
        message.from == Some(self.me) && message.sender_chat.is_none()
    }

    /// What the looker can do in a chat.
    pub fn gate(&self, chat: &Chat) -> Gate {
        if let Some(to) = chat.migrated_to {
            return Gate::Moved(to);
        }
        if chat.kind == ChatKind::Private {
            return match chat.door {
                Door::Open => Gate::Open,
                Door::Blocked => Gate::Blocked,
                Door::NeverOpened | Door::Deactivated => Gate::Start,
            };
        }
        match chat.member(self.me) {
            Member::Owner | Member::Admin(_) => Gate::Open,
            Member::Left | Member::Kicked => Gate::Outside,
            _ if chat.kind == ChatKind::Channel => Gate::ReadOnly,
            Member::Muted => Gate::Muted,
            Member::Member => Gate::Open,
        }
    }

    /// The page's address with a chat open.
    pub fn link(&self, chat: ChatId) -> String {
        format!("/?as={}&chat={}", self.key, chat.0)
    }

    /// `20:00` on the wall.
    pub fn time(&self, at: Time) -> String {
        i18n::time(at.with_timezone(&self.zone).time())
    }

    /// The same as machines read it.
    pub fn machine_time(&self, at: Time) -> String {
        at.with_timezone(&self.zone).to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
    }

    /// The day on the wall.
    pub fn day(&self, at: Time) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// `6月21日`, `21 June`.
    pub fn day_words(&self, day: NaiveDate) -> String {
        self.words.of(&i18n::day(day))
    }

    /// `周日`, `Sunday`.
    pub fn weekday(&self, day: NaiveDate) -> String {
        self.words.of(&say!("demo-weekday", number = day.weekday().number_from_monday()))
    }

    /// The time where it was today, else the day: what stands at the right of a list.
    pub fn short_time(&self, at: Time) -> String {
        let (day, today) = (self.day(at), self.day(self.world.now()));
        if day == today { self.time(at) } else { self.day_words(day) }
    }
}

/// First and last name.
fn full_name(user: &User) -> String {
    match &user.last_name {
        Some(last) => format!("{} {last}", user.first_name),
        None => user.first_name.clone(),
    }
}

/// One of seven colours, always the same for an id.
fn hue(id: i64) -> u64 {
    id.unsigned_abs() % 7
}

/// The first letter of the first word and, unless it is written in Chinese, of the last.
fn initials(name: &str) -> String {
    let letter = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    let mut words = name.split_whitespace().filter_map(letter);
    let Some(first) = words.next() else {
        return name.trim().chars().next().map(String::from).unwrap_or_else(|| "?".into());
    };
    let last = words.next_back().filter(|_| first.is_ascii());
    [Some(first), last].into_iter().flatten().flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_what_stands_on_an_avatar() {
        let of = [
            ("李伟", "李"),
            ("Li Wei", "LW"),
            ("anna maria bosch", "AB"),
            ("吴兴区 志愿者", "吴"),
            ("«»", "«"),
            ("", "?"),
        ];
        for (name, letters) in of {
            assert_eq!(initials(name), letters, "{name}");
        }
    }
}
