//! Submissions: one photo each.

use anyhow::ensure;
use chrono::NaiveDate;

use crate::clock::Time;
use crate::domain::ids::{AlbumId, AreaId, ChatId, PersonId, SubmissionId};
use crate::error::Failure;
use crate::features::photos::state::{Decided, Fault, Standing, State, WaitsFor};
use crate::imaging::Look;
use crate::store::{Read, Row, Tx, millis, time};

/// One photo.
#[derive(Clone, Debug)]
pub struct Submission {
    pub id: SubmissionId,
    pub album: AlbumId,
    pub chat: ChatId,
    pub message: i64,
    pub person: Option<PersonId>,
    pub area: AreaId,
    pub day: NaiveDate,
    pub posted_at: Time,
    /// `photo` or `document`.
    pub source: String,
    pub file_id: String,
    pub file_unique: String,
    pub caption: String,
    pub state: State,
    pub waits_for: Option<WaitsFor>,
    pub fault: Option<Fault>,
    pub decided: Option<Decided>,
    /// Its place in the order in which photos came to count or wait.
    pub stood: Option<i64>,
    pub revision: i64,
    pub content: Option<String>,
    pub hash: Option<String>,
    pub look: Option<Look>,
    pub taken_at: Option<String>,
    pub lat: Option<i64>,
    pub lon: Option<i64>,
    pub like: Option<(SubmissionId, u32)>,
    pub view: Option<String>,
    pub pair: Option<String>,
    pub decided_by: Option<PersonId>,
}

/// A photo as it was posted.
#[derive(Debug)]
pub struct NewSubmission<'p> {
    pub album: AlbumId,
    pub chat: ChatId,
    pub message: i64,
    pub person: Option<PersonId>,
    pub area: AreaId,
    pub day: NaiveDate,
    pub posted_at: Time,
    pub source: &'static str,
    pub file_id: &'p str,
    pub file_unique: &'p str,
    pub caption: &'p str,
}

/// What a file turned out to hold.
#[derive(Clone, Debug)]
pub struct Looked {
    pub hash: String,
    pub bytes: i64,
    pub look: Look,
    pub width: u32,
    pub height: u32,
    /// The camera's date and time.
    pub taken_at: Option<String>,
    /// Degrees times a million, by the camera.
    pub place: Option<(i64, i64)>,
    /// The hash and size of the picture that is shown where the file itself cannot be.
    pub view: Option<(String, i64)>,
}

/// The columns of [`submission`], with what follows them.
macro_rules! select_submission {
    ($rest:literal) => {
        concat!(
            "select s.id, s.album_id, s.chat_id, s.message_id, s.person_id, s.area_id, s.day, s.posted_at, s.source,
                    s.file_id, s.file_unique, s.caption, s.state, s.reason, s.fault, s.decision, s.stood, s.revision,
                    s.content, s.hash, s.look, s.taken_at, s.lat, s.lon, s.like_id, s.distance, s.view,
                    s.pair, s.decided_by
             from submission s ",
            $rest
        )
    };
}
pub(super) use select_submission;

pub(super) fn submission(row: &Row) -> Result<Submission, Failure> {
    let word = |column| row.get::<Option<String>>(column);
    Ok(Submission {
        id: row.get("id")?,
        album: row.get("album_id")?,
        chat: row.get("chat_id")?,
        message: row.get("message_id")?,
        person: row.get("person_id")?,
        area: row.get("area_id")?,
        day: row.parse("day")?,
        posted_at: time(row.get("posted_at")?),
        source: row.get("source")?,
        file_id: row.get("file_id")?,
        file_unique: row.get("file_unique")?,
        caption: row.get("caption")?,
        state: row.parse("state")?,
        waits_for: word("reason")?.and_then(|word| word.parse().ok()),
        fault: word("fault")?.and_then(|word| word.parse().ok()),
        decided: word("decision")?.and_then(|word| word.parse().ok()),
        stood: row.get("stood")?,
        revision: row.get("revision")?,
        content: row.get("content")?,
        hash: row.get("hash")?,
        look: look(row)?,
        taken_at: row.get("taken_at")?,
        lat: row.get("lat")?,
        lon: row.get("lon")?,
        like: row
            .get::<Option<SubmissionId>>("like_id")?
            .map(|id| Ok::<_, Failure>((id, row.get::<Option<u32>>("distance")?.unwrap_or_default())))
            .transpose()?,
        view: row.get("view")?,
        pair: row.get("pair")?,
        decided_by: row.get("decided_by")?,
    })
}

pub(super) fn look(row: &Row) -> Result<Option<Look>, Failure> {
    let bytes: Option<Vec<u8>> = row.get("look")?;
    Ok(bytes.and_then(|bytes| bytes.try_into().ok()).map(Look))
}

impl Submission {
    /// Whether all is known of its file that there is to know; of one taken back nothing is wanted.
    pub fn is_fetched(&self) -> bool {
        self.hash.is_some() || self.fault.is_some() || self.state == State::Withdrawn
    }

    /// What a lead is shown.
    pub fn shown(&self) -> Option<&str> {
        self.pair.as_deref().or(self.view.as_deref()).or(self.content.as_deref())
    }
}

pub fn submission_by_id(read: &Read, id: SubmissionId) -> Result<Option<Submission>, Failure> {
    read.first(select_submission!("where s.id = $1"), &[&id], submission)
}

pub fn submission_of_message(read: &Read, chat: ChatId, message: i64) -> Result<Option<Submission>, Failure> {
    read.first(
        select_submission!("where s.chat_id = $1 and s.message_id = $2"),
        &[&chat, &message],
        submission,
    )
}

/// The photos of an album, in the order of their messages.
pub fn parts(read: &Read, album: AlbumId) -> Result<Vec<Submission>, Failure> {
    read.all(select_submission!("where s.album_id = $1 order by s.message_id"), &[&album], submission)
}

/// All other submissions that are the same file, the earliest first.
pub fn same_file(read: &Read, of: &Submission) -> Result<Vec<Submission>, Failure> {
    let Some(hash) = &of.hash else { return Ok(Vec::new()) };
    read.all(
        select_submission!("where s.hash = $1 and s.id <> $2 order by s.id"),
        &[hash, &of.id],
        submission,
    )
}

/// The albums with photos that do not count, or wait for a lead, since this one stood in their way:
/// copies of its file, and what looks like it; in the order in which they were posted.
pub fn albums_held_by(read: &Read, of: &Submission) -> Result<Vec<AlbumId>, Failure> {
    read.all(
        "select s.album_id, min(s.posted_at) as posted from submission s
         where (s.state = 'duplicate' and s.id <> $1 and s.hash = $2)
            or (s.state = 'waiting' and s.reason = 'look' and s.like_id = $1)
         group by s.album_id order by posted, s.album_id",
        &[&of.id, &of.hash.as_deref().unwrap_or_default()],
        |row| row.get("album_id"),
    )
}

/// Those that came to count or wait after a place in that order.
pub fn looks_after(read: &Read, stood: i64, limit: i64) -> Result<Vec<(i64, SubmissionId, Look)>, Failure> {
    let rows = read.all(
        "select stood, id, look from submission where stood > $1 and look is not null order by stood limit $2",
        &[&stood, &limit],
        |row| Ok((row.get("stood")?, row.get("id")?, look(row)?)),
    )?;
    Ok(rows.into_iter().filter_map(|(stood, id, look)| Some((stood, id, look?))).collect())
}

/// Writes a photo; none if its message is known.
pub fn insert_submission(tx: &mut Tx, new: &NewSubmission) -> Result<Option<SubmissionId>, Failure> {
    let id = tx.insert(
        "insert into submission (album_id, chat_id, message_id, person_id, area_id, day, posted_at, source, file_id,
                                 file_unique, caption, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'received')
         on conflict (chat_id, message_id) do nothing returning id",
        &[
            &new.album,
            &new.chat,
            &new.message,
            &new.person,
            &new.area,
            &new.day.to_string(),
            &millis(new.posted_at),
            &new.source,
            &new.file_id,
            &new.file_unique,
            &new.caption,
        ],
    )?;
    Ok(id.map(SubmissionId::from))
}

/// The verdict changes, if it still is of that revision. Whoever comes to count or wait takes the
/// next place in that order.
pub fn set_standing(tx: &mut Tx, of: &Submission, to: Standing) -> Result<bool, Failure> {
    let enters = to.state.stands() && !of.state.stands();
    let rows = tx.execute(
        "update submission set state = $1, reason = $2, like_id = $3, distance = $4, revision = revision + 1,
             stood = case when $5 = 1 then (select coalesce(max(o.stood), 0) + 1 from submission o
                                            where o.stood is not null) else stood end
         where id = $6 and revision = $7",
        &[
            &to.state.word(),
            &to.waits_for.map(WaitsFor::word),
            &to.like.map(|(id, _)| id),
            &to.like.map(|(_, distance)| distance),
            &i64::from(enters),
            &of.id,
            &of.revision,
        ],
    )?;
    Ok(rows == 1)
}

/// Takes the next revision without another verdict; the photo must still be of the one given.
pub fn touch(tx: &mut Tx, of: &Submission) -> Result<(), Failure> {
    let rows = tx.execute(
        "update submission set revision = revision + 1 where id = $1 and revision = $2",
        &[&of.id, &of.revision],
    )?;
    ensure!(rows == 1, "photo {} changed meanwhile", of.id);
    Ok(())
}

pub fn set_decision(
    tx: &mut Tx,
    id: SubmissionId,
    decided: Decided,
    by: PersonId,
    now: Time,
) -> Result<(), Failure> {
    tx.execute(
        "update submission set decision = $1, decided_by = $2, decided_at = $3 where id = $4",
        &[&decided.word(), &by, &millis(now), &id],
    )?;
    Ok(())
}

/// Takes another file for a photo: all that was known of the former one is forgotten.
pub fn replace_file(
    tx: &mut Tx,
    id: SubmissionId,
    source: &str,
    file_id: &str,
    file_unique: &str,
) -> Result<(), Failure> {
    tx.execute(
        "update submission set source = $1, file_id = $2, file_unique = $3, content = null, hash = null, look = null,
             width = null, height = null, taken_at = null, lat = null, lon = null, fault = null, decision = null,
             decided_by = null, decided_at = null, view = null, pair = null, pair_id = null
         where id = $4",
        &[&source, &file_id, &file_unique, &id],
    )?;
    Ok(())
}

pub fn set_caption(tx: &mut Tx, id: SubmissionId, caption: &str) -> Result<(), Failure> {
    tx.execute("update submission set caption = $1 where id = $2", &[&caption, &id])?;
    Ok(())
}

pub fn set_fault(tx: &mut Tx, id: SubmissionId, fault: Fault) -> Result<(), Failure> {
    tx.execute("update submission set fault = $1 where id = $2", &[&fault.word(), &id])?;
    Ok(())
}

/// Notes what a file holds; the file itself is kept already.
pub fn set_looked(tx: &mut Tx, id: SubmissionId, looked: &Looked, now: Time) -> Result<(), Failure> {
    name_file(tx, &looked.hash, looked.bytes, now)?;
    if let Some((view, bytes)) = &looked.view {
        name_file(tx, view, *bytes, now)?;
    }
    tx.execute(
        "update submission set content = $1, hash = $1, look = $2, width = $3, height = $4, taken_at = $5, lat = $6,
             lon = $7, view = $8
         where id = $9",
        &[
            &looked.hash,
            &looked.look.0.as_slice(),
            &looked.width,
            &looked.height,
            &looked.taken_at,
            &looked.place.map(|(lat, _)| lat),
            &looked.place.map(|(_, lon)| lon),
            &looked.view.as_ref().map(|(hash, _)| hash),
            &id,
        ],
    )?;
    Ok(())
}

/// Keeps the picture in which a lead sees a photo beside an earlier one.
pub fn set_pair(
    tx: &mut Tx,
    id: SubmissionId,
    with: SubmissionId,
    (hash, bytes): (&str, i64),
    now: Time,
) -> Result<(), Failure> {
    name_file(tx, hash, bytes, now)?;
    tx.execute("update submission set pair = $1, pair_id = $2 where id = $3", &[&hash, &with, &id])?;
    Ok(())
}

/// Takes a photo's pictures from it, and from those that are shown beside it; which files these were.
/// Its hashes stay, so that one sent again is known.
pub fn take_files(tx: &mut Tx, id: SubmissionId) -> Result<Vec<String>, Failure> {
    let own = tx.all("select content, view, pair from submission where id = $1", &[&id], |row| {
        Ok([row.get::<Option<String>>("content")?, row.get("view")?, row.get("pair")?])
    })?;
    let beside =
        tx.all("select pair from submission where pair_id = $1 and pair is not null", &[&id], |row| {
            row.get::<String>("pair")
        })?;
    tx.execute("update submission set pair = null, pair_id = null where pair_id = $1", &[&id])?;
    tx.execute(
        "update submission set content = null, view = null, pair = null, pair_id = null, file_id = '', taken_at = null,
             lat = null, lon = null
         where id = $1",
        &[&id],
    )?;
    Ok(own.into_iter().flatten().flatten().chain(beside).collect())
}

/// Forgets a kept file if nothing names it any more; whether that was so.
pub fn forget_file(tx: &mut Tx, hash: &str) -> Result<bool, Failure> {
    tx.execute(
        "delete from file where hash = $1
             and not exists (select 1 from submission where content = $1)
             and not exists (select 1 from submission where view = $1)
             and not exists (select 1 from submission where pair = $1)
             and not exists (select 1 from relay where picture = $1)
             and not exists (select 1 from relay_picture where picture = $1)
             and not exists (select 1 from reward where picture = $1)
             and not exists (select 1 from notice_picture where picture = $1)",
        &[&hash],
    )?;
    Ok(tx.value::<i64>("select 1 from file where hash = $1", &[&hash])?.is_none())
}

fn name_file(tx: &mut Tx, hash: &str, bytes: i64, now: Time) -> Result<(), Failure> {
    tx.execute(
        "insert into file (hash, bytes, kept_at) values ($1, $2, $3) on conflict do nothing",
        &[&hash, &bytes, &millis(now)],
    )?;
    Ok(())
}
