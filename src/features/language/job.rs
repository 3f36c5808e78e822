//! Asking Telegram whether somebody is an administrator of the group whose language they choose.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::chat::page_of_chat;
use crate::directory;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::context::Tools;
use crate::features::kinds;
use crate::features::turn::Turn;
use crate::i18n::Locale;
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::telegram::api::CallError;
use crate::telegram::keyboards::{Button, Keyboard};

/// A choice whose maker is looked at first.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Asked {
    chat: i64,
    thread: i64,
    by: i64,
    /// The command; an answer replies to it.
    message: Option<i64>,
    /// The message of ours whose button was pressed, in the place of a command.
    card: Option<i64>,
    /// The tag of the language; none to be shown the choice.
    language: Option<String>,
}

/// Has it looked up whether the person of this turn may choose for this chat.
pub(super) fn ask(turn: &mut Turn, wanted: Option<Locale>, card: Option<i64>) -> Result<(), Failure> {
    let Some(person) = &turn.person else { return Ok(()) };
    let asked = Asked {
        chat: turn.chat.id.get(),
        thread: turn.thread,
        by: person.id.get(),
        message: turn.message_id.filter(|_| card.is_none()),
        card,
        language: wanted.map(|locale| locale.tag().to_owned()),
    };
    let job = NewJob {
        kind: kinds::LANGUAGE,
        key: format!("{}:{}", kinds::LANGUAGE, turn.update_id),
        payload: serde_json::to_string(&asked)?,
        due: turn.now,
    };
    jobs::enqueue(turn.tx, &job)
}

/// Does as asked if the person is an administrator of the group. Who is not, is told by a reply to
/// their command; after a press they have been told already.
pub async fn choose(tools: &Tools, job: Job) -> Result<(), Failure> {
    let asked: Asked = serde_json::from_str(&job.payload)?;
    let (chat, by) = (asked.chat.into(), PersonId::from(asked.by));
    let found = tools
        .store
        .read(move |read| Ok((directory::chat_by_id(read, chat)?, directory::person_by_id(read, by)?)))
        .await?;
    let now = tools.clock.now();
    let (Some(chat), Some(person)) = found else {
        return tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await;
    };
    let administers = match person.telegram_id {
        Some(user) => administers(tools, chat.telegram_id, user).await?,
        None => false,
    };
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            let wanted = asked.language.as_deref().and_then(Locale::from_tag);
            if let Some(locale) = wanted.filter(|_| administers) {
                super::set_for_chat(tx, &chat, locale, Some(by), now)?;
            }
            let locale = wanted.filter(|_| administers).unwrap_or(cx.chat_locale(&chat));
            let (html, keyboard) = match administers {
                true => page_of_chat(&cx, locale),
                false => {
                    let own = cx.texts.plain(locale, &say!("language-button-mine"));
                    let html = cx.texts.html(locale, &say!("language-not-yours"));
                    (html, Keyboard::row([Button::open(own, cx.deep_link("lang"))]))
                }
            };
            let card = match asked.card {
                Some(card) => outbox::find_by_message(tx, chat.id, card)?,
                None => None,
            };
            if let Some(card) = card.filter(|_| administers) {
                let body = Body::EditText { of: card.key, html, keyboard };
                outbox::enqueue(tx, Letter::edit(chat.id, body), now)?;
            } else if let Some(message) = asked.message {
                let letter = Letter::answer(&job.key, chat.id, Body::text(html)).with(keyboard);
                outbox::enqueue(tx, letter.in_thread(asked.thread).replying_to(message), now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// Whether a user is an administrator of a chat, as Telegram knows it.
async fn administers(tools: &Tools, chat: i64, user: i64) -> Result<bool, Failure> {
    let params = json!({ "chat_id": chat, "user_id": user });
    match tools.telegram.call::<Value>("getChatMember", &params).await {
        Ok(member) => Ok(matches!(member["status"].as_str(), Some("administrator" | "creator"))),
        Err(CallError::Refused { .. } | CallError::Migrated(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
