//! Command menus: to each person what that person may do, and no more.

use serde_json::{Value, json};

use super::{Rank, rank, store};
use crate::clock::Time;
use crate::directory::Person;
use crate::error::Failure;
use crate::features::commands::{COMMANDS, Command, Place};
use crate::features::context::Context;
use crate::features::{kinds, turn};
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

/// Makes a person's own menu follow what they may do. Nothing is sent where it has not changed, nor
/// to who has not opened the bot: they get it when they do.
pub fn menu_for(tx: &mut Tx, cx: &Context, person: &Person, now: Time) -> Result<(), Failure> {
    let Some((chat, locale)) = turn::reach(tx, cx, person.id)? else { return Ok(()) };
    let rank = rank(tx, cx, person)?;
    let key = format!("menu:{chat}");
    let default = default_locale(cx, person.shown_language.as_deref());
    if rank == Rank::Everyone && locale == default && !store::has_letter(tx, &key)? {
        return Ok(()); // the menu for everyone is the default
    }
    let commands = commands(rank, Place::Private)
        .map(|command| (command.name.to_owned(), cx.texts.plain(locale, &about(command))))
        .collect();
    outbox::enqueue(tx, Letter::answer(key, chat, Body::Menu { commands }), now)?;
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
