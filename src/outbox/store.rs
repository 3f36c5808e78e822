//! The table of letters.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::clock::Time;
use crate::domain::calendar::instant;
use crate::domain::ids::{ChatId, TgChat};
use crate::error::Failure;
use crate::store::{Read, Tx, millis, time};

use super::{Body, Letter, Share, To};
use crate::domain::relay::markup;

/// A letter that is to be sent, with what is known of its chat.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub id: i64,
    pub chat: ChatId,
    pub telegram_chat: i64,
    pub group: bool,
    /// A [`Body`] as it was written; read only once the letter's turn has come.
    pub body: String,
    pub weight: i64,
    pub version: i64,
    pub tries: i64,
    pub useful_until: Option<Time>,
    pub share: Option<Share>,
}

pub(super) fn insert(tx: &mut Tx, letter: &Letter, now: Time) -> Result<bool, Failure> {
    let body = serde_json::to_string(&letter.body)?;
    let due = letter.due.map_or(now, |due| due.max(now));
    let (chat, relay) = match &letter.to {
        To::Chat(chat) => (Some(*chat), None),
        To::Relay(name) => (None, Some(name)),
    };
    let rows = tx.execute(
        "insert into outbox (key, chat_id, lane, body, weight, quiet, due_at, useful_until, state, created_at, follows,
                             own_day, own_most, relay)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $11, $12, $13, $14)
         on conflict (key) do update set
             body = excluded.body, version = outbox.version + 1, state = 'waiting', tries = 0,
             due_at = excluded.due_at, useful_until = excluded.useful_until, ended_at = null, error = null
         where $10 = 1 and outbox.body <> excluded.body",
        &[
            &letter.key,
            &chat,
            &(letter.lane as i64),
            &body,
            &letter.body.weight(),
            &i64::from(letter.quiet),
            &millis(due),
            &letter.useful_until.map(millis),
            &millis(now),
            &i64::from(letter.body.replaces()),
            &letter.body.follows(),
            &letter.share.map(|share| share.day.to_string()),
            &letter.share.map(|share| i64::from(share.most)),
            &relay,
        ],
    )?;
    Ok(rows > 0)
}

/// Letters that could go now, in the order in which they should, after `after` (a lane and an id).
/// An edit waits for what it edits without keeping its chat waiting: that may stand behind it.
pub(super) fn page(
    read: &Read,
    now: Time,
    quiet: bool,
    after: (i64, i64),
    limit: i64,
) -> Result<Vec<(i64, Waiting)>, Failure> {
    read.all(
        "select o.id, o.lane, o.chat_id, c.telegram_id, c.kind, o.body, o.weight, o.version, o.tries, o.useful_until,
                o.own_day, o.own_most
         from outbox o join chat c on c.id = o.chat_id
         where o.state = 'waiting' and (o.lane > $1 or (o.lane = $1 and o.id > $2)) and o.due_at <= $3
           and (o.quiet = 0 or $4 = 0)
           and (c.held_until is null or c.held_until <= $3)
           and (o.follows is null
                or not exists (select 1 from outbox t where t.key = o.follows and t.state = 'waiting'))
         order by o.lane, o.id limit $5",
        &[&after.0, &after.1, &millis(now), &i64::from(quiet), &limit],
        |row| {
            let kind: String = row.get("kind")?;
            Ok((
                row.get("lane")?,
                Waiting {
                    id: row.get("id")?,
                    chat: row.get("chat_id")?,
                    telegram_chat: row.get("telegram_id")?,
                    group: kind != "private",
                    body: row.get("body")?,
                    weight: row.get("weight")?,
                    version: row.get("version")?,
                    tries: row.get("tries")?,
                    useful_until: row.get::<Option<i64>>("useful_until")?.map(time),
                    share: match row.get::<Option<String>>("own_day")? {
                        Some(day) => Some(Share {
                            day: day.parse()?,
                            most: row.get::<Option<u32>>("own_most")?.unwrap_or_default(),
                        }),
                        None => None,
                    },
                },
            ))
        },
    )
}

/// The next instant at which a letter that waits now may go; held chats included, and those letters
/// not that wait for the end of quiet hours.
pub(super) fn next_due(read: &Read, now: Time, quiet: bool) -> Result<Option<Time>, Failure> {
    let due: Option<i64> = read
        .value(
            "select min(case when c.held_until is not null and c.held_until > o.due_at
                             then c.held_until else o.due_at end)
             from outbox o join chat c on c.id = o.chat_id
             where o.state = 'waiting' and (o.quiet = 0 or $2 = 0)
               and (o.due_at > $1 or coalesce(c.held_until, 0) > $1)",
            &[&millis(now), &i64::from(quiet)],
        )?
        .flatten();
    Ok(due.map(time))
}

/// Whether a letter waits for the end of quiet hours.
pub(super) fn any_quiet(read: &Read) -> Result<bool, Failure> {
    Ok(read
        .value::<i64>("select 1 from outbox where state = 'waiting' and quiet = 1 limit 1", &[])?
        .is_some())
}

pub(super) fn mark_sent(
    tx: &mut Tx,
    letter: &Waiting,
    message_id: Option<i64>,
    now: Time,
) -> Result<(), Failure> {
    tx.execute(
        "update outbox set message_id = coalesce($1, message_id), ended_at = $2,
             state = case when version = $3 then 'sent' else state end
         where id = $4",
        &[&message_id, &millis(now), &letter.version, &letter.id],
    )?;
    Ok(())
}

/// Ends a letter without its being sent: `failed` for good, or `dropped` since nobody needs it.
pub(super) fn mark_ended(
    tx: &mut Tx,
    letter: &Waiting,
    state: &str,
    why: &str,
    now: Time,
) -> Result<(), Failure> {
    tx.execute(
        "update outbox set state = $1, error = $2, ended_at = $3 where id = $4 and version = $5",
        &[&state, &why, &millis(now), &letter.id, &letter.version],
    )?;
    Ok(())
}

/// Notes that sending did not work this time; the chat's letters wait until `until`.
pub(super) fn mark_held(tx: &mut Tx, letter: &Waiting, until: Time, why: &str) -> Result<(), Failure> {
    tx.execute("update outbox set tries = tries + 1, error = $1 where id = $2", &[&why, &letter.id])?;
    tx.execute("update chat set held_until = $1 where id = $2", &[&millis(until), &letter.chat])?;
    Ok(())
}

/// A letter that counts as one of the bot's own accord goes on another day than was meant: whether it
/// may go on `today`. If not, it waits for the next day that has room, for the same time of day.
pub(super) fn may_go(
    tx: &mut Tx,
    letter: &Waiting,
    share: Share,
    (today, now, zone): (NaiveDate, Time, Tz),
) -> Result<bool, Failure> {
    let days = today.iter_days().take(FAR);
    for day in days {
        if of_own_accord(tx, letter.chat, day)? < share.most {
            let shift = day.and_time(now.with_timezone(&zone).time());
            let due = if day == today { now } else { instant(shift, zone) };
            tx.execute(
                "update outbox set own_day = $1, due_at = $2 where id = $3 and state = 'waiting'",
                &[&day.to_string(), &millis(due), &letter.id],
            )?;
            return Ok(day == today);
        }
    }
    let why = "its group hears enough of the bot without it";
    mark_ended(tx, letter, "dropped", why, now).map(|()| false)
}

/// Days within which a letter must find room.
const FAR: usize = 30;

/// How many letters of the bot's own accord count for a chat on a local day: sent, or to be.
pub fn of_own_accord(read: &Read, chat: ChatId, day: NaiveDate) -> Result<u32, Failure> {
    let count = read.value(
        "select count(*) from outbox where chat_id = $1 and own_day = $2 and state in ('waiting', 'sent')",
        &[&chat, &day.to_string()],
    )?;
    Ok(count.unwrap_or_default())
}

/// After the clock was set back: no hold lies further ahead than the longest there is.
pub(super) fn shorten_holds(tx: &mut Tx, at_most: Time) -> Result<(), Failure> {
    tx.execute("update chat set held_until = $1 where held_until > $1", &[&millis(at_most)])?;
    Ok(())
}

/// Telegram's id of the message that the letter under `key` became, once it was sent.
pub fn message_id(read: &Read, key: &str) -> Result<Option<i64>, Failure> {
    Ok(read.value("select message_id from outbox where key = $1", &[&key])?.flatten())
}

/// Whether there is a letter under this key, sent or not.
pub fn is_known(read: &Read, key: &str) -> Result<bool, Failure> {
    Ok(read.value::<i64>("select 1 from outbox where key = $1", &[&key])?.is_some())
}

/// The chat of the letter under `key`.
pub fn chat_of(read: &Read, key: &str) -> Result<Option<ChatId>, Failure> {
    Ok(read.value("select chat_id from outbox where key = $1", &[&key])?.flatten())
}

/// How the letter under `key` stands: `waiting`, `sent`, `failed` or `dropped`.
pub fn state_of(read: &Read, key: &str) -> Result<Option<String>, Failure> {
    read.value("select state from outbox where key = $1", &[&key])
}

/// A letter of ours, found by the message it became.
#[derive(Clone, Debug)]
pub struct Found {
    pub key: String,
    pub id: i64,
}

/// Which letter became this message of the chat.
pub fn find_by_message(read: &Read, chat: ChatId, message_id: i64) -> Result<Option<Found>, Failure> {
    read.first(
        "select id, key from outbox where chat_id = $1 and message_id = $2 order by id limit 1",
        &[&chat, &message_id],
        |row| Ok(Found { key: row.get("key")?, id: row.get("id")? }),
    )
}

/// Sends since `since`, for the pace after a start: chat, whether a group, weight and instant.
pub fn sent_since(read: &Read, since: Time) -> Result<Vec<(TgChat, bool, i64, Time)>, Failure> {
    read.all(
        "select c.telegram_id, c.kind, o.weight, o.ended_at from outbox o join chat c on c.id = o.chat_id
         where o.state = 'sent' and o.ended_at > $1 order by o.ended_at",
        &[&millis(since)],
        |row| {
            let kind: String = row.get("kind")?;
            Ok((
                TgChat::from(row.get::<i64>("telegram_id")?),
                kind != "private",
                row.get("weight")?,
                time(row.get("ended_at")?),
            ))
        },
    )
}

/// A free key that begins with `stem`, for letters that no decision names otherwise.
pub fn next_key(read: &Read, stem: &str) -> Result<String, Failure> {
    let next: Option<i64> = read.value("select coalesce(max(id), 0) + 1 from outbox", &[])?;
    Ok(format!("{stem}:{}", next.unwrap_or(1)))
}

/// Drops the letter under `key` if it still waits.
pub fn drop_waiting(tx: &mut Tx, key: &str, why: &str, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "update outbox set state = 'dropped', error = $1, ended_at = $2 where key = $3 and state = 'waiting'",
        &[&why, &millis(now), &key],
    )?;
    Ok(rows > 0)
}

/// Empties the bodies of letters that ended before `before`: they hold names and captions.
pub fn clear_old(tx: &mut Tx, before: Time) -> Result<usize, Failure> {
    tx.execute(
        "update outbox set body = '' where ended_at < $1 and state <> 'waiting' and body <> ''",
        &[&millis(before)],
    )
}

/// Gives what waits for one chat to another: a group and the supergroup it became.
pub fn rename_chat(tx: &mut Tx, from: ChatId, to: ChatId) -> Result<(), Failure> {
    tx.execute("update outbox set chat_id = $1 where chat_id = $2", &[&to, &from])?;
    Ok(())
}

/// Lets go of a chat's messages, whose numbers mean others from now on: nothing edits them, removes
/// them, reacts or replies to them any more. What is still to be said there is said all the same.
pub fn forget_messages(tx: &mut Tx, chat: ChatId) -> Result<(), Failure> {
    tx.execute("update outbox set message_id = null where chat_id = $1", &[&chat])?;
    tx.execute(
        "update outbox set key = 'moved:' || id where chat_id = $1 and substr(key, 1, 9) = 'reaction:'",
        &[&chat],
    )?;
    let waiting =
        tx.all("select id, body from outbox where chat_id = $1 and state = 'waiting'", &[&chat], |row| {
            Ok((row.get::<i64>("id")?, row.get::<String>("body")?))
        })?;
    for (id, body) in waiting {
        let mut body: Body = serde_json::from_str(&body)?;
        match &mut body {
            Body::React { .. } => {
                tx.execute(
                    "update outbox set state = 'dropped', error = 'the group has moved', ended_at = created_at
                     where id = $1",
                    &[&id],
                )?;
            }
            Body::Text { reply_to, .. } | Body::Photo { reply_to, .. } if reply_to.is_some() => {
                *reply_to = None;
                tx.execute(
                    "update outbox set body = $1 where id = $2",
                    &[&serde_json::to_string(&body)?, &id],
                )?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether anything waits to go to a chat.
pub fn waits_for(read: &Read, chat: ChatId) -> Result<bool, Failure> {
    let found: Option<i64> =
        read.value("select 1 from outbox where chat_id = $1 and state = 'waiting' limit 1", &[&chat])?;
    Ok(found.is_some())
}

/// Empties some bodies of letters that ended, as [`clear_old`] does after days; how many.
pub fn clear_some(tx: &mut Tx, limit: i64) -> Result<usize, Failure> {
    tx.execute(
        "update outbox set body = '' where id in (
             select id from outbox where state <> 'waiting' and ended_at > 0 and body <> '' limit $1)",
        &[&limit],
    )
}

/// Puts something else in the place of a name in all that waits. The name is given as it stands in
/// HTML; tags and buttons are left alone.
pub fn unname_waiting(tx: &mut Tx, name: &str, instead: &str) -> Result<(), Failure> {
    let waiting =
        tx.all("select id, body from outbox where state = 'waiting' order by lane, id", &[], |row| {
            Ok((row.get::<i64>("id")?, row.get::<String>("body")?))
        })?;
    for (id, text) in waiting {
        let Ok(mut body) = serde_json::from_str::<Body>(&text) else { continue };
        let mut changed = false;
        if let Some(html) = body.html_mut().filter(|html| html.contains(name)) {
            *html = unnamed(html, name, instead);
            changed = true;
        }
        if let Body::Report { report } = &mut body {
            // What stands beside the HTML is plain.
            let (name, instead) = (markup::unescaped(name), markup::unescaped(instead));
            changed |= unname(&mut report.figures, &name, &instead);
            if report.title.contains(&*name) {
                report.title = report.title.replace(&*name, &instead);
                changed = true;
            }
        }
        if !changed {
            continue;
        }
        tx.execute(
            "update outbox set body = $1, version = version + 1 where id = $2 and state = 'waiting'",
            &[&serde_json::to_string(&body)?, &id],
        )?;
    }
    Ok(())
}

/// Puts something else in the place of a name in all texts of a value; whether it stood there.
fn unname(value: &mut serde_json::Value, name: &str, instead: &str) -> bool {
    use serde_json::Value;
    match value {
        Value::String(text) if text.contains(name) => {
            *text = text.replace(name, instead);
            true
        }
        Value::Array(values) => unname_all(values.iter_mut(), name, instead),
        Value::Object(fields) => unname_all(fields.values_mut(), name, instead),
        _ => false,
    }
}

fn unname_all<'v>(
    values: impl Iterator<Item = &'v mut serde_json::Value>,
    name: &str,
    instead: &str,
) -> bool {
    let mut any = false;
    for value in values {
        any |= unname(value, name, instead);
    }
    any
}

/// HTML with something else in the place of a name; each `<` opens a tag, since text is escaped.
fn unnamed(html: &str, name: &str, instead: &str) -> String {
    let mut unnamed = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        unnamed.push_str(&text.replace(name, instead));
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        unnamed.push_str(&format!("<{tag}>"));
        rest = after;
    }
    unnamed + &rest.replace(name, instead)
}

/// Drops what waits for a chat that is closed for good, and empties all that was sent there.
pub fn forget_chat(tx: &mut Tx, chat: ChatId, now: Time) -> Result<(), Failure> {
    tx.execute(
        "update outbox set state = 'dropped', error = 'the person was forgotten', ended_at = $1
         where chat_id = $2 and state = 'waiting'",
        &[&millis(now), &chat],
    )?;
    tx.execute(
        "update outbox set body = '', message_id = null where chat_id = $1 and (body <> '' or message_id > 0)",
        &[&chat],
    )?;
    Ok(())
}

/// Letters by state, for `/metrics` and `muster check`.
pub fn statistics(read: &Read) -> Result<Vec<(String, i64)>, Failure> {
    read.all("select state, count(*) as n from outbox group by state order by state", &[], |row| {
        Ok((row.get("state")?, row.get("n")?))
    })
}

/// Notes that something is said once for this key; false if it was said before.
pub fn tell_once(tx: &mut Tx, key: &str, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into told (key, at) values ($1, $2) on conflict do nothing",
        &[&key, &millis(now)],
    )?;
    Ok(rows > 0)
}

/// What was said for this key may be said again; whether it had been.
pub fn tell_again(tx: &mut Tx, key: &str) -> Result<bool, Failure> {
    Ok(tx.execute("delete from told where key = $1", &[&key])? > 0)
}

/// Notes that a file is kept, from now on, for letters to carry: the nightly sweep leaves young ones alone.
pub fn note_file(tx: &mut Tx, hash: &str, bytes: usize, now: Time) -> Result<(), Failure> {
    tx.execute(
        "insert into file (hash, bytes, kept_at) values ($1, $2, $3)
         on conflict (hash) do update set kept_at = excluded.kept_at",
        &[&hash, &(bytes as i64), &millis(now)],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{unname, unnamed};

    #[test]
    fn a_name_goes_from_figures() {
        let mut figures =
            serde_json::json!({ "top": [{ "name": "王芳", "points": 3 }], "note": "王芳 和 李伟", "n": 1 });
        assert!(unname(&mut figures, "王芳", "—"));
        assert!(!figures.to_string().contains("王芳") && figures.to_string().contains("— 和 李伟"));
        assert!(!unname(&mut figures, "王芳", "—"));
    }

    #[test]
    fn a_name_goes_from_the_text_and_never_from_the_tags() {
        assert_eq!(unnamed("<b>b &amp; ab</b> b", "b", "—"), "<b>— &amp; a—</b> —");
        assert_eq!(unnamed("王芳、<a href=\"x?王芳\">王芳</a>", "王芳", "—"), "—、<a href=\"x?王芳\">—</a>");
    }
}
