//! Fetching, hashing, judging: what takes the network, the disk or the processor.

use crate::blocking;
use crate::clock::Time;
use crate::domain::ids::{AlbumId, PersonId, SubmissionId};
use crate::error::{Failure, Passing};
use crate::features::context::{Context, Tools};
use crate::features::kinds;
use crate::imaging::canvas::shrink;
use crate::imaging::pair::Half;
use crate::imaging::{self, Format, Limits, Look, exif};
use crate::jobs::{self, Job};
use crate::store::{Read, Tx};
use crate::telegram::api::CallError;
use crate::telegram::media::Media;

use super::state::{Fault, State, WaitsFor};
use super::store::{self, Looked, Submission};
use super::{erase, lines, verdict};

/// Telegram shows no larger photos; beyond this a smaller copy is drawn for showing.
const SHOWN_BYTES: usize = 9 << 20;
const SHOWN_SIDE: u32 = 2560;
const SHOWN_QUALITY: u8 = 88;

/// So often a file that may be there later is asked for again.
const PATIENCE: i64 = 3;

fn number<T: From<i64>>(job: &Job) -> Result<T, Failure> {
    Ok(T::from(job.payload.trim().parse::<i64>()?))
}

/// Fetches a photo's file, looks at it, and keeps it.
pub async fn fetch(tools: &Tools, job: Job) -> Result<(), Failure> {
    let id: SubmissionId = number(&job)?;
    let part = tools.store.read(move |read| store::submission_by_id(read, id)).await?;
    let Some(part) = part.filter(|part| !part.is_fetched()) else { return done(tools, &job).await };
    let found = match tools.telegram.download(&part.file_id).await {
        Ok(bytes) => {
            let (media, as_file) = (tools.media.clone(), part.source == "document");
            blocking::run(move || look_at(&media, bytes, as_file)).await??
        }
        Err(CallError::Refused { why, .. }) if why.contains("too big") => Err(Fault::TooBig),
        // A photo is never lost to a token that is being exchanged, nor to a server in trouble.
        Err(CallError::Unauthorized) => return Err(Passing(CallError::Unauthorized.to_string()).into()),
        // "Wrong file_id or the file is temporarily unavailable": only time tells which.
        Err(CallError::Refused { why, .. }) if !why.contains("temporarily") || job.tries >= PATIENCE => {
            tracing::info!(photo = id.get(), why, "Telegram does not hand a photo out");
            Err(Fault::Gone)
        }
        Err(error) => return Err(error.into()),
    };
    let (found, kept) = match found {
        Ok((looked, kept)) => (Ok(looked), kept),
        Err(fault) => (Err(fault), Vec::new()),
    };
    let hashes: Vec<String> = kept.iter().map(|(hash, _)| hash.clone()).collect();
    let now = tools.clock.now();
    tools
        .store
        .write(move |tx| {
            let now_there = store::submission_by_id(tx, id)?;
            if now_there.as_ref().is_some_and(|now_there| now_there.state == State::Withdrawn) {
                // Taken back while it was fetched: nothing of it is kept.
                erase::later(tx, &job.key, &hashes, now)?;
                return jobs::finish(tx, job.id, now);
            }
            if now_there.is_some_and(|now_there| now_there.file_unique != part.file_unique) {
                // Another picture took its place meanwhile: the job stays, to fetch that one.
                return Ok(());
            }
            match &found {
                Ok(looked) => store::set_looked(tx, id, looked, now)?,
                Err(fault) => store::set_fault(tx, id, *fault)?,
            }
            judge_when_whole(tx, &part, &job.key, now)?;
            jobs::finish(tx, job.id, now)
        })
        .await?;
    // The same contents may have been erased under another photo's name just before.
    let media = tools.media.clone();
    blocking::run(move || kept.iter().try_for_each(|(hash, bytes)| media.hold(hash, bytes))).await??;
    Ok(())
}

/// What was kept of a photo, by hash.
type Files = Vec<(String, Vec<u8>)>;

/// Decodes, hashes and keeps a file. What cannot be read is no failure of ours.
fn look_at(media: &Media, bytes: Vec<u8>, as_file: bool) -> Result<Result<(Looked, Files), Fault>, Failure> {
    let picture = match imaging::open(&bytes, &Limits::default()) {
        Ok(picture) => picture,
        Err(why) => return Ok(Err(why.into())),
    };
    let taken = if as_file { exif::read(&bytes) } else { exif::Taken::default() };
    let micro = |degrees: f64| (degrees * 1e6).round() as i64;
    let fit = picture.format == Format::Jpeg && bytes.len() <= SHOWN_BYTES;
    let mut kept = Files::new();
    let view = match fit {
        true => None,
        false => {
            let (pixels, width, height) = shrink(&picture.pixels, picture.width, picture.height, SHOWN_SIDE);
            let copy = imaging::canvas::Canvas::of(pixels, width, height).to_jpeg(SHOWN_QUALITY);
            let (hash, size) = (media.keep(&copy)?, copy.len() as i64);
            kept.push((hash.clone(), copy));
            Some((hash, size))
        }
    };
    let looked = Looked {
        hash: media.keep(&bytes)?,
        bytes: bytes.len() as i64,
        look: Look::of(&picture),
        width: picture.width,
        height: picture.height,
        taken_at: taken.at.map(|at| at.format("%Y-%m-%d %H:%M").to_string()),
        place: taken.place.map(|(lat, lon)| (micro(lat), micro(lon))),
        view,
    };
    kept.push((looked.hash.clone(), bytes));
    Ok(Ok((looked, kept)))
}

/// Once the last file of an album is there, the album is judged, when it has closed.
fn judge_when_whole(tx: &mut Tx, part: &Submission, cause: &str, now: Time) -> Result<(), Failure> {
    let Some(album) = store::album_by_id(tx, part.album)? else { return Ok(()) };
    if store::parts(tx, album.id)?.iter().all(Submission::is_fetched) {
        verdict::judge_later(tx, album.id, cause, album.closes_at.max(now))?;
    }
    Ok(())
}

/// Judges an album; how its photos look is compared with all others beside the writer.
pub async fn judge(tools: &Tools, job: Job) -> Result<(), Failure> {
    let album: AlbumId = number(&job)?;
    let parts = tools.store.read(move |read| store::parts(read, album)).await?;
    let looks = parts.iter().filter_map(|part| Some((part.id, part.look?))).collect();
    let scan = tools.cx.looks.scan(&tools.store, looks).await?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            verdict::judge_album(tx, &cx, album, &scan, &job.key, now)?;
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// Somebody joined: the photos that waited for it are judged again.
pub async fn joined(tools: &Tools, job: Job) -> Result<(), Failure> {
    let person: PersonId = number(&job)?;
    let now = tools.clock.now();
    tools
        .store
        .write(move |tx| {
            for album in store::albums_unjoined(tx, person)? {
                verdict::judge_later(tx, album, &job.key, now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// Draws a photo beside the earlier one that it looks like, for the lead who decides.
pub async fn compare(tools: &Tools, job: Job) -> Result<(), Failure> {
    let id: SubmissionId = number(&job)?;
    let cx = tools.cx.clone();
    let pair = tools.store.read(move |read| pair(read, &cx, id)).await?;
    let Some(pair) = pair else { return done(tools, &job).await };
    let (cx, media) = (tools.cx.clone(), tools.media.clone());
    let drawn = blocking::run(move || {
        let [(left, left_label), (right, right_label)] = &pair;
        let (left, right) = (media.read(left)?, media.read(right)?);
        let left = Half { bytes: &left, label: left_label };
        let right = Half { bytes: &right, label: right_label };
        let picture = imaging::side_by_side(&cx.fonts, left, right);
        Ok::<_, std::io::Error>((media.keep(&picture)?, picture.len() as i64))
    });
    let drawn = match drawn.await? {
        // One of the files was erased meanwhile: then there is nothing to compare.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        drawn => Some(drawn?),
    };
    let now = tools.clock.now();
    tools
        .store
        .write(move |tx| {
            let both = both(tx, id)?;
            if let (Some((hash, bytes)), Some((other, _))) = (&drawn, both) {
                store::set_pair(tx, id, other.id, (hash, *bytes), now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// The earlier photo and this one, each with the day and the person; none where they are not
/// compared any more.
fn pair(read: &Read, cx: &Context, id: SubmissionId) -> Result<Option<[(String, String); 2]>, Failure> {
    let Some((other, part)) = both(read, id)? else { return Ok(None) };
    let label = |photo: &Submission| -> Result<String, Failure> {
        Ok(cx.texts.plain(cx.config.locale, &lines::whose(read, cx, photo)?))
    };
    let labels = [label(&other)?, label(&part)?];
    let [left, right] = labels;
    Ok(other.content.zip(part.content).map(|(earlier, later)| [(earlier, left), (later, right)]))
}

/// The two that are compared: the earlier one, and the one that waits. Neither has been erased.
fn both(read: &Read, id: SubmissionId) -> Result<Option<(Submission, Submission)>, Failure> {
    let part = store::submission_by_id(read, id)?;
    let Some(part) = part.filter(|part| part.waits_for == Some(WaitsFor::Look)) else { return Ok(None) };
    let Some((like, _)) = part.like else { return Ok(None) };
    let other = store::submission_by_id(read, like)?;
    let there = |photo: &Submission| photo.content.is_some();
    Ok(other.filter(there).zip(Some(part).filter(there)))
}

async fn done(tools: &Tools, job: &Job) -> Result<(), Failure> {
    let (id, now) = (job.id, tools.clock.now());
    tools.store.write(move |tx| jobs::finish(tx, id, now)).await
}

/// A job of ours was given up: its photo is told to be unreadable, so that nobody waits for it.
pub fn given_up(tx: &mut Tx, _cx: &Context, job: &Job, now: Time) -> Result<(), Failure> {
    if job.kind != kinds::PHOTO_FETCH {
        return Ok(());
    }
    let id: SubmissionId = number(job)?;
    let Some(part) = store::submission_by_id(tx, id)?.filter(|part| !part.is_fetched()) else {
        return Ok(());
    };
    store::set_fault(tx, id, Fault::Gone)?;
    judge_when_whole(tx, &part, &job.key, now)
}
