//! Command menus: to each person what that person may do, and no more.

use serde_json::{Value, json};

use super::store::menus;
use super::{Rank, rank, store};
use crate::clock::Time;
use crate::directory::{self, Kind, Person};
use crate::domain::ids::ChatId;
use crate::error::Failure;
use crate::features::commands::{COMMANDS, Command, Place};
use crate::features::context::Context;
use crate::features::kinds;
use crate::features::turn::{self, Turn};
use crate::i18n::{Locale, Say};
use crate::jobs::{self, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::store::Tx;

/// Where it is kept which menus Telegram was given.
pub(super) const GIVEN: &str = "menus.default";

/// The commands of someone of this rank, in private or in a group.
pub fn commands(rank: Rank, place: Place) -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().filter(move |command| {
        command.who().admits(rank) && (command.place == place || command.place == Place::Both)
    })
}

/// What a command does, in words.
pub fn about(command: &Command) -> Say {
    Say { key: command.about, args: Vec::new() }
}

/// Makes a person's menus follow what they may do, in private and in the groups where they have one of
/// their own. Nothing is sent where it has not changed, nor to who has not opened the bot: they get it
/// when they do.
pub fn menu_for(tx: &mut Tx, cx: &Context, person: &Person, now: Time) -> Result<(), Failure> {
    let rank = rank(tx, cx, person)?;
    if let Some((chat, locale)) = turn::reach(tx, cx, person.id)? {
        give(tx, cx, chat, person, (rank, Place::Private, locale), now)?;
    }
    let locale = cx.locale_of(person.language.as_deref());
    for chat in menus::groups(tx, person.id)? {
        give(tx, cx, chat, person, (rank, Place::Group, locale), now)?;
    }
    Ok(())
}

/// Who may do more than others gets a menu that says so in a group bound to an area, when they appear
/// there. A menu is a member's own: the group's administrators, whom Telegram could give one together,
/// are other people.
pub fn appears(turn: &mut Turn) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return Ok(()) };
    if !matches!(turn.chat.kind, Kind::Group | Kind::Supergroup) {
        return Ok(());
    }
    let rank = rank(turn.tx, turn.cx, &person)?;
    if rank == Rank::Everyone || !menus::serves(turn.tx, turn.chat.id)? {
        return Ok(());
    }
    let locale = turn.cx.locale_of(person.language.as_deref());
    give(turn.tx, turn.cx, turn.chat.id, &person, (rank, Place::Group, locale), turn.now)
}

/// Makes all menus that are somebody's own follow what this version can do and bot.toml says.
pub fn refresh_menus(tx: &mut Tx, cx: &Context, now: Time) -> Result<(), Failure> {
    for person in menus::owners(tx)? {
        if let Some(person) = directory::person_by_id(tx, person)? {
            menu_for(tx, cx, &person, now)?;
        }
    }
    Ok(())
}

/// Gives a person the menu of their rank in a chat, or takes it away where it is everybody's.
fn give(
    tx: &mut Tx,
    cx: &Context,
    chat: ChatId,
    person: &Person,
    (rank, place, locale): (Rank, Place, Locale),
    now: Time,
) -> Result<(), Failure> {
    let listed: Vec<(String, String)> = match rank {
        // Everybody's menu is the default, in the language that Telegram shows it in.
        Rank::Everyone
            if place == Place::Group || locale == default_locale(cx, person.shown_language.as_deref()) =>
        {
            Vec::new()
        }
        _ => commands(rank, place)
            .map(|command| (command.name.to_owned(), cx.texts.plain(locale, &about(command))))
            .collect(),
    };
    let wanted =
        (!listed.is_empty()).then(|| blake3::hash(format!("{listed:?}").as_bytes()).to_hex().to_string());
    if menus::given(tx, chat, person.id)? == wanted {
        return Ok(());
    }
    menus::set_given(tx, chat, person.id, wanted.as_deref())?;
    let (key, member) = match place {
        Place::Group => (format!("menu:{chat}:{}", person.id), person.telegram_id),
        _ => (format!("menu:{chat}"), None),
    };
    if place == Place::Group && member.is_none() {
        return Ok(()); // who was forgotten has no name by which Telegram could be told
    }
    outbox::enqueue(tx, Letter::answer(key, chat, Body::Menu { commands: listed, member }), now)?;
    Ok(())
}

/// Sets the menus for everyone if they are not the ones that Telegram was given last.
pub fn enqueue_default_menus(tx: &mut Tx, cx: &Context, now: Time) -> Result<(), Failure> {
    let wanted = fingerprint(&defaults(cx));
    if store::setting(tx, GIVEN)?.as_ref() == Some(&wanted) {
        return Ok(());
    }
    let job = NewJob {
        kind: kinds::MENUS,
        key: format!("menus:{wanted}:{}", now.timestamp_millis()),
        payload: "default".into(),
        due: now,
    };
    jobs::enqueue(tx, &job)
}

/// The language of the menu for everyone that Telegram shows to whose app is in this one. Telegram
/// knows languages by two letters, so both Chinese scripts share one menu.
fn default_locale(cx: &Context, language: Option<&str>) -> Locale {
    match language.and_then(|language| language.get(..2)) {
        Some("zh") if cx.config.locale == Locale::ZhTw => Locale::ZhTw,
        Some("zh") => Locale::ZhCn,
        Some("en") => Locale::En,
        _ => cx.config.locale,
    }
}

/// The parameters of `setMyCommands` for each scope and language.
pub(super) fn defaults(cx: &Context) -> Vec<Value> {
    let languages = [None, Some("zh"), Some("en")].map(|language| (language, default_locale(cx, language)));
    let scopes = [
        ("default", Place::Private),
        ("all_private_chats", Place::Private),
        ("all_group_chats", Place::Group),
    ];
    let mut menus = Vec::new();
    for (scope, place) in scopes {
        for (language, locale) in languages {
            let commands: Vec<Value> = commands(Rank::Everyone, place)
                .map(|command| {
                    let about = cx.texts.plain(locale, &about(command));
                    json!({ "command": command.name, "description": about })
                })
                .collect();
            let mut menu = json!({ "commands": commands, "scope": { "type": scope } });
            if let Some(language) = language {
                menu["language_code"] = language.into();
            }
            menus.push(menu);
        }
    }
    menus
}

/// Names a set of menus.
pub(super) fn fingerprint(menus: &[Value]) -> String {
    let text: String = menus.iter().map(ToString::to_string).collect();
    blake3::hash(text.as_bytes()).to_hex().to_string()
}
