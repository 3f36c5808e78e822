//! The tables of closed days, relays and what leads picked for them.

use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::ids::{AreaId, ChatId, PersonId, SubmissionId};
use crate::error::Failure;
use crate::i18n::Locale;
use crate::store::{Read, Tx, millis, time};

/// What was last sent up for an area's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay {
    pub revision: i64,
    /// What it was drawn from.
    pub state: String,
    /// In the campaign's language; for others see [`picture_in`].
    pub picture: Option<String>,
    /// It corrects what was relayed when the day closed.
    pub late: bool,
    pub made_at: Time,
}

/// One message of a relay: in which chat, and which one there; 0 is the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    pub chat: ChatId,
    pub thread: i64,
    pub part: i64,
}

/// When the day was closed.
pub fn closed_at(read: &Read, day: NaiveDate) -> Result<Option<Time>, Failure> {
    let at: Option<i64> =
        read.value("select closed_at from day_close where day = $1", &[&day.to_string()])?;
    Ok(at.map(time))
}

/// Closes the day; false where it was closed already.
pub(super) fn close(tx: &mut Tx, day: NaiveDate, now: Time) -> Result<bool, Failure> {
    let rows = tx.execute(
        "insert into day_close (day, closed_at) values ($1, $2) on conflict do nothing",
        &[&day.to_string(), &millis(now)],
    )?;
    Ok(rows > 0)
}

/// The first day that anybody sent a photo for.
pub(super) fn first_photo_day(read: &Read) -> Result<Option<NaiveDate>, Failure> {
    let first: Option<String> = read.value("select min(day) from submission", &[])?.flatten();
    Ok(first.and_then(|day| day.parse().ok()))
}

/// The name under which the setting table holds the first day that this installation is to close.
const FIRST_DAY: &str = "collage:first-day";

pub(super) fn first_day(read: &Read) -> Result<Option<NaiveDate>, Failure> {
    let first: Option<String> = read.value("select value from setting where name = $1", &[&FIRST_DAY])?;
    Ok(first.and_then(|day| day.parse().ok()))
}

/// Notes the first day to be closed, once.
pub(super) fn note_first_day(tx: &mut Tx, day: NaiveDate) -> Result<(), Failure> {
    tx.execute(
        "insert into setting (name, value) values ($1, $2) on conflict do nothing",
        &[&FIRST_DAY, &day.to_string()],
    )?;
    Ok(())
}

/// Whether updates are kept that nobody worked yet.
pub(super) fn updates_wait(read: &Read) -> Result<bool, Failure> {
    Ok(read.value::<i64>("select 1 from inbox where state = 'waiting' limit 1", &[])?.is_some())
}

/// The update that came last: when, and its text.
pub(super) fn latest_update(read: &Read) -> Result<Option<(Time, String)>, Failure> {
    read.first(
        "select received_at, body from inbox order by bot_id desc, update_id desc limit 1",
        &[],
        |row| Ok((time(row.get("received_at")?), row.get("body")?)),
    )
}

/// What was last sent up for an area's day.
pub fn last_relay(read: &Read, area: AreaId, day: NaiveDate) -> Result<Option<Relay>, Failure> {
    read.first(
        "select revision, state, picture, late, made_at from relay
         where area_id = $1 and day = $2 order by revision desc limit 1",
        &[&area, &day.to_string()],
        |row| {
            Ok(Relay {
                revision: row.get("revision")?,
                state: row.get("state")?,
                picture: row.get("picture")?,
                late: row.get::<i64>("late")? != 0,
                made_at: time(row.get("made_at")?),
            })
        },
    )
}

/// Notes a revision of an area's day.
pub(super) fn insert_relay(
    tx: &mut Tx,
    (area, day): (AreaId, NaiveDate),
    (photos, heads): (u32, u32),
    relay: &Relay,
) -> Result<(), Failure> {
    tx.execute(
        "insert into relay (area_id, day, revision, photos, heads, state, picture, late, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &area,
            &day.to_string(),
            &relay.revision,
            &photos,
            &heads,
            &relay.state,
            &relay.picture,
            &i64::from(relay.late),
            &millis(relay.made_at),
        ],
    )?;
    Ok(())
}

/// The picture of a revision in another language than the campaign's.
pub(super) fn picture_in(
    read: &Read,
    (area, day): (AreaId, NaiveDate),
    revision: i64,
    locale: Locale,
) -> Result<Option<String>, Failure> {
    read.value(
        "select picture from relay_picture where area_id = $1 and day = $2 and revision = $3 and locale = $4",
        &[&area, &day.to_string(), &revision, &locale.tag()],
    )
}

/// Notes the picture of a revision in another language than the campaign's.
pub(super) fn put_picture(
    tx: &mut Tx,
    (area, day): (AreaId, NaiveDate),
    revision: i64,
    locale: Locale,
    picture: &str,
) -> Result<(), Failure> {
    tx.execute(
        "insert into relay_picture (area_id, day, revision, locale, picture) values ($1, $2, $3, $4, $5)
         on conflict do nothing",
        &[&area, &day.to_string(), &revision, &locale.tag(), &picture],
    )?;
    Ok(())
}

/// The messages in which desks have an area's day, each with its letter's key.
pub(super) fn letters(read: &Read, area: AreaId, day: NaiveDate) -> Result<Vec<(Part, String)>, Failure> {
    read.all(
        "select chat_id, thread, part, key from relay_letter
         where area_id = $1 and day = $2 order by chat_id, thread, part",
        &[&area, &day.to_string()],
        |row| {
            let part = Part { chat: row.get("chat_id")?, thread: row.get("thread")?, part: row.get("part")? };
            Ok((part, row.get("key")?))
        },
    )
}

/// Notes which letter is a part from now on.
pub(super) fn put_letter(
    tx: &mut Tx,
    (area, day): (AreaId, NaiveDate),
    part: Part,
    key: &str,
) -> Result<(), Failure> {
    tx.execute(
        "insert into relay_letter (area_id, day, chat_id, thread, part, key) values ($1, $2, $3, $4, $5, $6)
         on conflict (area_id, day, chat_id, thread, part) do update set key = excluded.key",
        &[&area, &day.to_string(), &part.chat, &part.thread, &part.part, &key],
    )?;
    Ok(())
}

/// Forgets a part that is not needed any more.
pub(super) fn drop_letter(tx: &mut Tx, (area, day): (AreaId, NaiveDate), part: Part) -> Result<(), Failure> {
    tx.execute(
        "delete from relay_letter where area_id = $1 and day = $2 and chat_id = $3 and thread = $4 and part = $5",
        &[&area, &day.to_string(), &part.chat, &part.thread, &part.part],
    )?;
    Ok(())
}

/// The photos that a lead picked.
pub(super) fn picks(read: &Read, area: AreaId, day: NaiveDate) -> Result<Vec<SubmissionId>, Failure> {
    read.all(
        "select submission_id from relay_pick where area_id = $1 and day = $2 order by submission_id",
        &[&area, &day.to_string()],
        |row| row.get("submission_id"),
    )
}

/// Sets what is picked; nothing: the bot picks.
pub(super) fn set_picks(
    tx: &mut Tx,
    area: AreaId,
    day: NaiveDate,
    picks: &[SubmissionId],
) -> Result<(), Failure> {
    tx.execute("delete from relay_pick where area_id = $1 and day = $2", &[&area, &day.to_string()])?;
    for pick in picks {
        tx.execute(
            "insert into relay_pick (area_id, day, submission_id) values ($1, $2, $3)",
            &[&area, &day.to_string(), pick],
        )?;
    }
    Ok(())
}

/// What was sent up in the rehearsal for the campaign's own days is forgotten: they begin anew.
pub fn end_rehearsal(tx: &mut Tx, starts: NaiveDate) -> Result<(), Failure> {
    let starts = starts.to_string();
    tx.execute("delete from relay_letter where day >= $1", &[&starts])?;
    tx.execute("delete from relay_pick where day >= $1", &[&starts])?;
    tx.execute("delete from relay_picture where day >= $1", &[&starts])?;
    tx.execute("delete from relay where day >= $1", &[&starts])?;
    Ok(())
}

/// Who has entries for an area's quota on a day, whatever they add up to.
pub(super) fn quota_earners(read: &Read, area: AreaId, day: NaiveDate) -> Result<Vec<PersonId>, Failure> {
    read.all(
        "select distinct person_id from points_entry
         where day = $1 and deed = 'quota_reached' and area_id = $2 order by person_id",
        &[&day.to_string(), &area],
        |row| row.get("person_id"),
    )
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};

    use super::*;
    use crate::store::Store;

    fn at(minute: i64) -> Time {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    /// Each function once, on a store as the program opens it.
    #[tokio::test]
    async fn what_is_written_is_read_back() -> Result<(), Failure> {
        let folder = tempfile::tempdir()?;
        let store = Store::open(&folder.path().join("muster.db"))?;
        let day = NaiveDate::from_ymd_opt(2026, 6, 21).unwrap_or_default();
        store
            .write(move |tx| {
                tx.execute(
                    "insert into area (id, code, name, level) values (1, '330502', '吴兴区', 1)",
                    &[],
                )?;
                tx.execute(
                    "insert into chat (id, telegram_id, kind, title) values (5, -5, 'group', '')",
                    &[],
                )?;
                let (area, chat) = (AreaId::from(1), ChatId::from(5));

                assert_eq!(closed_at(tx, day)?, None);
                assert!(close(tx, day, at(1))? && !close(tx, day, at(2))?);
                assert_eq!(closed_at(tx, day)?, Some(at(1)));
                assert_eq!((first_photo_day(tx)?, first_day(tx)?), (None, None));
                note_first_day(tx, day)?;
                note_first_day(tx, day.succ_opt().unwrap_or(day))?;
                assert_eq!(first_day(tx)?, Some(day));
                assert!(!updates_wait(tx)? && latest_update(tx)?.is_none());

                crate::outbox::note_file(tx, "ab", 3, at(1))?;
                crate::outbox::note_file(tx, "ab", 3, at(2))?;
                let first = Relay {
                    revision: 1,
                    state: "s".into(),
                    picture: Some("ab".into()),
                    late: false,
                    made_at: at(3),
                };
                insert_relay(tx, (area, day), (3, 36), &first)?;
                assert!(insert_relay(tx, (area, day), (3, 36), &first).is_err(), "a revision is made once");
                let second = Relay { revision: 2, late: true, ..first };
                insert_relay(tx, (area, day), (2, 24), &second)?;
                assert_eq!(last_relay(tx, area, day)?, Some(second));

                assert_eq!(picture_in(tx, (area, day), 2, Locale::En)?, None);
                put_picture(tx, (area, day), 2, Locale::En, "ab")?;
                put_picture(tx, (area, day), 2, Locale::En, "ab")?;
                assert_eq!(picture_in(tx, (area, day), 2, Locale::En)?.as_deref(), Some("ab"));
                assert_eq!(picture_in(tx, (area, day), 2, Locale::ZhTw)?, None);

                let part = Part { chat, thread: 0, part: 0 };
                put_letter(tx, (area, day), part, "a")?;
                put_letter(tx, (area, day), part, "b")?;
                assert_eq!(letters(tx, area, day)?, [(part, "b".to_owned())]);
                drop_letter(tx, (area, day), part)?;
                assert_eq!(letters(tx, area, day)?, []);

                set_picks(tx, area, day, &[])?;
                assert_eq!(picks(tx, area, day)?, []);
                assert_eq!(quota_earners(tx, area, day)?, []);
                Ok(())
            })
            .await
    }
}
