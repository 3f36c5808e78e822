//! The tables of persons and chats.

use serde_json::{Value, json};

use crate::clock::Time;
use crate::domain::ids::{ChatId, PersonId};
use crate::error::Failure;
use crate::store::{Read, Row, Tx, millis, time};

/// Stands where the name of somebody stood who is forgotten.
pub const NOBODY: &str = "—";

/// Private chats of people who are forgotten are numbered from here down: Telegram's own numbers do
/// not reach that far, and a chat must have one.
pub const FORGOTTEN: i64 = -(1 << 60);

/// A person as Telegram shows them.
#[derive(Clone, Debug)]
pub struct Shown {
    pub telegram_id: i64,
    pub name: String,
    pub username: Option<String>,
    pub language: Option<String>,
}

/// Someone we have seen, signed up or not.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: PersonId,
    pub telegram_id: Option<i64>,
    /// As others may read it: of a child the pseudonym, never the name.
    pub name: String,
    /// As Telegram shows it; for the person's own eyes, and those who answer for a child.
    pub own_name: String,
    /// Said to be under 14: others read a pseudonym.
    pub minor: bool,
    /// No guardian has agreed yet: no name is kept, and nothing counts.
    pub unnamed: bool,
    pub username: Option<String>,
    /// What they are spoken to in: what they chose, else what Telegram says.
    pub language: Option<String>,
    /// By `/lang`.
    pub chosen_language: Option<String>,
    /// What Telegram says their app is in.
    pub shown_language: Option<String>,
    /// Has opened the bot in private and not blocked it since.
    pub reachable: bool,
    /// Has signed up, and not left the last area since.
    pub joined: bool,
    /// The version of the privacy notice that was shown; 0 for none.
    pub notice: i64,
}

/// What kind of chat Telegram says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Private,
    Group,
    Supergroup,
    Channel,
}

/// A chat that we know.
#[derive(Clone, Debug)]
pub struct Chat {
    pub id: ChatId,
    pub telegram_id: i64,
    pub kind: Kind,
    pub title: String,
    /// Of a group or channel, by its admin; none where the campaign's holds.
    pub language: Option<String>,
    pub person: Option<PersonId>,
    /// Who brought the bot into the group or channel, as far as we saw it.
    pub added_by: Option<PersonId>,
    /// The bot is an administrator there.
    pub admin: bool,
    /// The bot was removed from it or blocked in it.
    pub gone: bool,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::Private => "private",
            Kind::Group => "group",
            Kind::Supergroup => "supergroup",
            Kind::Channel => "channel",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "private" => Kind::Private,
            "group" => Kind::Group,
            "channel" => Kind::Channel,
            _ => Kind::Supergroup,
        }
    }
}

/// The columns of [`person`], with what follows them.
macro_rules! select_person {
    ($rest:literal) => {
        concat!(
            "select p.id, p.telegram_id, coalesce(p.pseudonym, p.name) as name, p.name as own_name, p.pseudonym, p.unnamed,
                    p.username, p.language, p.chosen_language, p.opened_at, p.blocked_at, p.joined_at,
                    p.left_at, p.notice from person p ",
            $rest
        )
    };
}

/// The columns of [`chat`], with what follows them.
macro_rules! select_chat {
    ($rest:literal) => {
        concat!(
            "select c.id, c.telegram_id, c.kind, c.title, c.language, c.person_id, c.added_by, c.admin, c.gone_at
             from chat c ",
            $rest
        )
    };
}

fn person(row: &Row) -> Result<Person, Failure> {
    let (shown, chosen): (Option<String>, Option<String>) =
        (row.get("language")?, row.get("chosen_language")?);
    Ok(Person {
        id: row.get("id")?,
        telegram_id: row.get("telegram_id")?,
        name: row.get("name")?,
        own_name: row.get("own_name")?,
        minor: row.get::<Option<String>>("pseudonym")?.is_some(),
        unnamed: row.get::<i64>("unnamed")? != 0,
        username: row.get("username")?,
        language: chosen.clone().or_else(|| shown.clone()),
        chosen_language: chosen,
        shown_language: shown,
        reachable: row.get::<Option<i64>>("opened_at")?.is_some()
            && row.get::<Option<i64>>("blocked_at")?.is_none(),
        joined: row.get::<Option<i64>>("joined_at")?.is_some()
            && row.get::<Option<i64>>("left_at")?.is_none(),
        notice: row.get("notice")?,
    })
}

fn chat(row: &Row) -> Result<Chat, Failure> {
    Ok(Chat {
        id: row.get("id")?,
        telegram_id: row.get("telegram_id")?,
        kind: Kind::of(&row.get::<String>("kind")?),
        title: row.get("title")?,
        language: row.get("language")?,
        person: row.get("person_id")?,
        added_by: row.get("added_by")?,
        admin: row.get::<i64>("admin")? != 0,
        gone: row.get::<Option<i64>>("gone_at")?.is_some(),
    })
}

/// The person whom Telegram shows so: known, renamed, or new. The name of a child whose guardian has
/// not agreed is not taken down.
pub fn see_person(tx: &mut Tx, shown: &Shown) -> Result<Person, Failure> {
    let known = tx.first(select_person!("where p.telegram_id = $1"), &[&shown.telegram_id], person)?;
    match known {
        Some(known) if known.unnamed => Ok(known),
        Some(known)
            if known.own_name == shown.name
                && known.username == shown.username
                && (shown.language.is_none() || known.shown_language == shown.language) =>
        {
            Ok(known)
        }
        Some(known) => {
            tx.execute(
                "update person set name = $1, username = $2, language = coalesce($3, language) where id = $4",
                &[&shown.name, &shown.username, &shown.language, &known.id],
            )?;
            let Shown { name: own_name, username, language, .. } = shown.clone();
            let name = if known.minor { known.name } else { own_name.clone() };
            let shown_language = language.or(known.shown_language);
            let language = known.chosen_language.clone().or_else(|| shown_language.clone());
            Ok(Person { name, own_name, username, language, shown_language, ..known })
        }
        None => {
            let id: i64 = tx
                .insert(
                    "insert into person (telegram_id, name, username, language) values ($1, $2, $3, $4) returning id",
                    &[&shown.telegram_id, &shown.name, &shown.username, &shown.language],
                )?
                .unwrap_or_default();
            Ok(Person {
                id: PersonId::from(id),
                telegram_id: Some(shown.telegram_id),
                name: shown.name.clone(),
                own_name: shown.name.clone(),
                minor: false,
                unnamed: false,
                username: shown.username.clone(),
                language: shown.language.clone(),
                chosen_language: None,
                shown_language: shown.language.clone(),
                reachable: false,
                joined: false,
                notice: 0,
            })
        }
    }
}

pub fn person_by_id(read: &Read, id: PersonId) -> Result<Option<Person>, Failure> {
    read.first(select_person!("where p.id = $1"), &[&id], person)
}

pub fn person_by_telegram(read: &Read, telegram_id: i64) -> Result<Option<Person>, Failure> {
    read.first(select_person!("where p.telegram_id = $1"), &[&telegram_id], person)
}

/// By `@username`, without the sign, in any case.
pub fn person_by_username(read: &Read, username: &str) -> Result<Option<Person>, Failure> {
    read.first(select_person!("where lower(p.username) = $1"), &[&username.to_lowercase()], person)
}

/// The chat that Telegram shows so: known, renamed, or new. That something arrives from it shows
/// that we are in it.
pub fn see_chat(
    tx: &mut Tx,
    telegram_id: i64,
    kind: Kind,
    title: &str,
    with: Option<PersonId>,
) -> Result<Chat, Failure> {
    let known = tx.first(select_chat!("where c.telegram_id = $1"), &[&telegram_id], chat)?;
    match known {
        Some(known) if known.title == title && known.kind == kind && !known.gone => Ok(known),
        Some(known) => {
            tx.execute(
                "update chat set title = $1, kind = $2, gone_at = null where id = $3",
                &[&title, &kind.word(), &known.id],
            )?;
            Ok(Chat { title: title.to_owned(), kind, gone: false, ..known })
        }
        None => {
            let id = tx
                .insert(
                    "insert into chat (telegram_id, kind, title, person_id) values ($1, $2, $3, $4) returning id",
                    &[&telegram_id, &kind.word(), &title, &with],
                )?
                .unwrap_or_default();
            Ok(Chat {
                id: ChatId::from(id),
                telegram_id,
                kind,
                title: title.to_owned(),
                language: None,
                person: with,
                added_by: None,
                admin: false,
                gone: false,
            })
        }
    }
}

pub fn chat_by_id(read: &Read, id: ChatId) -> Result<Option<Chat>, Failure> {
    read.first(select_chat!("where c.id = $1"), &[&id], chat)
}

pub fn chat_by_telegram(read: &Read, telegram_id: i64) -> Result<Option<Chat>, Failure> {
    read.first(select_chat!("where c.telegram_id = $1"), &[&telegram_id], chat)
}

/// The private chat with a person whom the bot may write to; none where it may not.
pub fn private_chat(read: &Read, person: PersonId) -> Result<Option<Chat>, Failure> {
    read.first(
        select_chat!(
            "join person p on p.id = c.person_id
             where c.person_id = $1 and c.kind = 'private' and c.gone_at is null
               and p.opened_at is not null and p.blocked_at is null"
        ),
        &[&person],
        chat,
    )
}

/// The person opened the bot, or wrote to it in private: it may write back from now on.
pub fn mark_opened(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    tx.execute(
        "update person set opened_at = coalesce(opened_at, $1), blocked_at = null
         where id = $2 and (opened_at is null or blocked_at is not null)",
        &[&millis(now), &person],
    )?;
    Ok(())
}

/// Whoever does something was seen; to the day, so that it is rarely written.
pub fn mark_seen(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    let a_day_ago = millis(now - chrono::TimeDelta::days(1));
    tx.execute(
        "update person set seen_at = $1 where id = $2 and coalesce(seen_at, 0) < $3",
        &[&millis(now), &person, &a_day_ago],
    )?;
    Ok(())
}

/// This version of the privacy notice was shown to the person.
pub fn mark_noticed(tx: &mut Tx, person: PersonId, version: i64, now: Time) -> Result<(), Failure> {
    tx.execute(
        "update person set noticed_at = $1, notice = $2 where id = $3",
        &[&millis(now), &version, &person],
    )?;
    Ok(())
}

/// From now on others read a pseudonym in the place of the person's name. Where `unnamed`, the name
/// and username themselves are dropped and not taken down again.
pub fn give_pseudonym(tx: &mut Tx, person: PersonId, pseudonym: &str, unnamed: bool) -> Result<(), Failure> {
    tx.execute(
        "update person set pseudonym = $1, unnamed = $2, name = case when $2 = 1 then $1 else name end,
                username = case when $2 = 1 then null else username end
         where id = $3",
        &[&pseudonym, &i64::from(unnamed), &person],
    )?;
    Ok(())
}

/// The person chose a language, by its tag; none: as Telegram says.
pub fn choose_language(tx: &mut Tx, person: PersonId, language: Option<&str>) -> Result<(), Failure> {
    tx.execute("update person set chosen_language = $1 where id = $2", &[&language, &person])?;
    Ok(())
}

/// The language of what is said in a group or channel from now on, by its tag.
pub fn set_chat_language(tx: &mut Tx, chat: ChatId, language: &str) -> Result<(), Failure> {
    tx.execute("update chat set language = $1 where id = $2", &[&language, &chat])?;
    Ok(())
}

/// The person's own name is taken down and shown again, as Telegram says it next.
pub fn drop_pseudonym(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    tx.execute("update person set pseudonym = null, unnamed = 0 where id = $1", &[&person])?;
    Ok(())
}

/// The bot is, or is no longer, an administrator of the chat.
pub fn mark_admin(tx: &mut Tx, chat: ChatId, admin: bool) -> Result<(), Failure> {
    tx.execute("update chat set admin = $1 where id = $2", &[&i64::from(admin), &chat])?;
    Ok(())
}

/// The person brought the bot into the group or channel.
pub fn mark_added(tx: &mut Tx, chat: ChatId, by: Option<PersonId>) -> Result<(), Failure> {
    tx.execute("update chat set added_by = $1 where id = $2", &[&by, &chat])?;
    Ok(())
}

/// The chat is closed to us: the bot was removed, or the person blocked it. What waits for it in
/// the outbox fails by itself, letter by letter.
pub fn mark_gone(tx: &mut Tx, chat: ChatId, now: Time) -> Result<(), Failure> {
    tx.execute("update chat set gone_at = $1, admin = 0 where id = $2", &[&millis(now), &chat])?;
    tx.execute(
        "update person set blocked_at = $1 where id = (select person_id from chat where id = $2 and kind = 'private')",
        &[&millis(now), &chat],
    )?;
    Ok(())
}

/// Takes from a person, and from their private chat, all that leads back to them: the same user of
/// Telegram is a stranger from then on. The rows stay, since counts and sums name them.
pub fn forget(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    let chats: Vec<ChatId> =
        tx.all("select id from chat where person_id = $1 and kind = 'private'", &[&person], |row| {
            row.get("id")
        })?;
    for chat in chats {
        crate::outbox::forget_chat(tx, chat, now)?;
        tx.execute(
            "update chat set telegram_id = $1, title = '', person_id = null, language = null, held_until = null,
                 gone_at = coalesce(gone_at, $2)
             where id = $3",
            &[&(FORGOTTEN - chat.get()), &millis(now), &chat],
        )?;
    }
    tx.execute(
        "update person set telegram_id = null, name = $1, username = null, language = null, chosen_language = null,
             opened_at = null, blocked_at = null, noticed_at = null, notice = 0, muted_at = null, invited_by = null,
             pseudonym = null, seen_at = null, forgotten_at = coalesce(forgotten_at, $2)
         where id = $3",
        &[&NOBODY, &millis(now), &person],
    )?;
    Ok(())
}

/// What is stored of the person in these tables, for themselves.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let row = read.first(
        "select telegram_id, name, username, language, chosen_language, opened_at, blocked_at, joined_at, noticed_at,
                notice, invited_by, pseudonym, seen_at from person where id = $1",
        &[&person],
        |row| {
            let at = |column| Ok::<_, Failure>(row.get::<Option<i64>>(column)?.map(time));
            Ok(json!({
                "number_here": person.get(),
                "telegram_id": row.get::<Option<i64>>("telegram_id")?,
                "name": row.get::<String>("name")?,
                "username": row.get::<Option<String>>("username")?,
                "language_of_telegram": row.get::<Option<String>>("language")?,
                "language_chosen": row.get::<Option<String>>("chosen_language")?,
                "opened_the_bot_at": at("opened_at")?,
                "blocked_the_bot_at": at("blocked_at")?,
                "signed_up_at": at("joined_at")?,
                "privacy_notice_shown_at": at("noticed_at")?,
                "privacy_notice_version": row.get::<i64>("notice")?,
                "invited_by_number": row.get::<Option<i64>>("invited_by")?,
                "last_seen_at_to_the_day": at("seen_at")?,
                "pseudonym": row.get::<Option<String>>("pseudonym")?,
            }))
        },
    )?;
    Ok(row.unwrap_or_default())
}

/// A group became a supergroup under a new number; it keeps all that we know of it.
///
/// Telegram numbers the messages of the supergroup anew, from 1: so what names a message of the old
/// group lets go of its number (it turns negative), lest it be taken for a new message. If the new
/// number was shown before Telegram said whose it is, that stranger's things become the group's.
pub fn migrate_chat(tx: &mut Tx, from: i64, to: i64) -> Result<(), Failure> {
    let Some(old) = chat_by_telegram(tx, from)? else { return Ok(()) };
    crate::outbox::forget_messages(tx, old.id)?;
    for renumber in [
        "update album set message_id = -message_id where chat_id = $1 and message_id > 0",
        "update submission set message_id = -message_id where chat_id = $1 and message_id > 0",
        // Menus were given to a group that is no more.
        "delete from menu where chat_id = $1",
        // What waits is still sent, and can be changed there later.
        "delete from card where chat_id = $1 and key in (select key from outbox where state <> 'waiting')",
        "delete from relay_letter
         where chat_id = $1 and key in (select key from outbox where state <> 'waiting')",
    ] {
        tx.execute(renumber, &[&old.id])?;
    }
    if let Some(stranger) = chat_by_telegram(tx, to)? {
        adopt(tx, &stranger, &old)?;
    }
    tx.execute(
        "update chat set telegram_id = $1, kind = 'supergroup', gone_at = null, held_until = null where id = $2",
        &[&to, &old.id],
    )?;
    Ok(())
}

/// Gives one chat all that refers to another, and forgets that other.
fn adopt(tx: &mut Tx, stranger: &Chat, chat: &Chat) -> Result<(), Failure> {
    // Where both are bound the stranger's binding is the later word.
    tx.execute(
        "update binding set ended_at = (select max(since) from binding where chat_id = $1)
         where chat_id = $2 and ended_at is null
           and thread in (select thread from binding where chat_id = $1 and ended_at is null)",
        &[&stranger.id, &chat.id],
    )?;
    crate::outbox::rename_chat(tx, stranger.id, chat.id)?;
    for give in [
        "delete from card where chat_id = $2
             and exists (select 1 from card s
                         where s.chat_id = $1 and s.thread = card.thread and s.kind = card.kind)",
        "delete from relay_letter where chat_id = $2
             and exists (select 1 from relay_letter s
                         where s.chat_id = $1 and s.thread = relay_letter.thread and s.part = relay_letter.part
                           and s.area_id = relay_letter.area_id and s.day = relay_letter.day)",
        "update relay_letter set chat_id = $2 where chat_id = $1",
        "delete from conversation where chat_id = $2
             and exists (select 1 from conversation s
                         where s.chat_id = $1 and s.person_id = conversation.person_id)",
        "update conversation set chat_id = $2 where chat_id = $1",
        // Already those of the group that it is now.
        "update menu set chat_id = $2 where chat_id = $1",
        "update binding set chat_id = $2 where chat_id = $1",
        "update bind_link set chat_id = $2 where chat_id = $1",
        "update album set chat_id = $2 where chat_id = $1",
        "update caption_ask set chat_id = $2 where chat_id = $1",
        "update submission set chat_id = $2 where chat_id = $1",
        "update card set chat_id = $2 where chat_id = $1",
        "update application set chat_id = $2 where chat_id = $1",
        "update chat set admin = (select admin from chat where id = $1),
                         language = coalesce(language, (select language from chat where id = $1))
         where id = $2",
    ] {
        tx.execute(give, &[&stranger.id, &chat.id])?;
    }
    tx.execute("delete from chat where id = $1", &[&stranger.id])?;
    Ok(())
}

#[cfg(test)]
mod tests;
