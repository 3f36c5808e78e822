//! Verdicts, and all that is booked with one: the day's counts, the points, the reaction, the relay.
//!
//! Judging again changes nothing where the facts are the same; where they are not, the difference is
//! booked, in one transaction, under the revision that the change makes.

use std::collections::BTreeSet;

use anyhow::ensure;
use chrono::{NaiveDate, TimeDelta};

use crate::clock::Time;
use crate::directory;
use crate::domain::calendar::Stage;
use crate::domain::ids::{AlbumId, AreaId, PersonId, SubmissionId};
use crate::domain::photo::{self, Earlier, Facts, Reason, Sender, Verdict};
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::points::{self, Award, deeds};
use crate::features::{self, areas, kinds, minors};
use crate::imaging::hash::JUDGE;
use crate::jobs::{self, NewJob};
use crate::outbox::{self, Letter};
use crate::store::{Read, Tx};

use super::looks::Scan;
use super::state::{Decided, Standing, State, WaitsFor};
use super::store::{self, Album, Submission};
use super::{ask, lines};

/// Judges an album's photos by what is known now. One that is still open, or whose files are not
/// all fetched, is left: the last of these calls again.
pub fn judge_album(
    tx: &mut Tx,
    cx: &Context,
    id: AlbumId,
    scan: &Scan,
    cause: &str,
    now: Time,
) -> Result<(), Failure> {
    let Some(mut album) = store::album_by_id(tx, id)? else { return Ok(()) };
    let parts = store::parts(tx, id)?;
    if album.closes_at > now || parts.iter().any(|part| part.state == State::Received && !part.is_fetched()) {
        return Ok(());
    }
    if parts.iter().any(|part| part.state == State::Received) {
        ask::borrow_words(tx, cx, &album, now)?;
        album = store::album_by_id(tx, id)?.unwrap_or(album);
    }
    let mut photos = 0;
    for part in &parts {
        let verdict = match photo::judge(&facts(tx, cx, &album, part, Some(scan))?) {
            Verdict::NotCounted(Reason::SameFile { of }) => overtakes(tx, cx, &album, part, of, scan, now)?,
            verdict => verdict,
        };
        photos += apply(tx, cx, part, verdict.into(), None, now)?;
    }
    conclude(tx, cx, id, photos, cause, now)?;
    // What was said is said once more only if it has changed; what is asked, is asked once.
    let Some(album) = store::album_by_id(tx, id)? else { return Ok(()) };
    let parts = store::parts(tx, id)?;
    lines::tell_outcome(tx, cx, &album, &parts, now)?;
    if parts.iter().any(|part| part.state == State::Bare) {
        ask::ask(tx, cx, &album, now)?;
    }
    for part in parts.iter().filter(|part| part.state.stands()) {
        retire_bare_twins(tx, cx, part, now)?;
    }
    Ok(())
}

/// Of two copies in one backlog the one that was posted first is the original, whichever file arrived
/// first: a photo that is judged for the first time takes the place of a copy that was posted after
/// it and that no lead decided about. Elsewhere the earlier verdict stays.
fn overtakes(
    tx: &mut Tx,
    cx: &Context,
    album: &Album,
    part: &Submission,
    of: SubmissionId,
    scan: &Scan,
    now: Time,
) -> Result<Verdict, Failure> {
    let duplicate = Verdict::NotCounted(Reason::SameFile { of });
    let Some(copy) = store::submission_by_id(tx, of)? else { return Ok(duplicate) };
    // Once judged, or edited into this picture, it stands behind what counts already.
    if part.revision > 0 || copy.decided.is_some() || posted_before(&copy, part) {
        return Ok(duplicate);
    }
    let alone = Facts { same_file: None, looks_like: None, ..facts(tx, cx, album, part, None)? };
    if !Standing::from(photo::judge(&alone)).state.stands() {
        return Ok(duplicate);
    }
    let to = Verdict::NotCounted(Reason::SameFile { of: part.id });
    let photos = apply(tx, cx, &copy, to.into(), None, now)?;
    conclude(tx, cx, copy.album, photos, &format!("overtaken:{of}:{}", copy.revision), now)?;
    if let Some(album) = store::album_by_id(tx, copy.album)? {
        lines::tell_outcome(tx, cx, &album, &store::parts(tx, copy.album)?, now)?;
    }
    Ok(photo::judge(&facts(tx, cx, album, part, Some(scan))?))
}

/// A lead's decision about one photo: it holds until the next one.
pub fn decide(
    tx: &mut Tx,
    cx: &Context,
    id: SubmissionId,
    decided: Decided,
    by: PersonId,
    now: Time,
) -> Result<(), Failure> {
    store::set_decision(tx, id, decided, by, now)?;
    let Some(part) = store::submission_by_id(tx, id)? else { return Ok(()) };
    let Some(album) = store::album_by_id(tx, part.album)? else { return Ok(()) };
    // With a decision nothing hangs on what the picture looks like.
    let verdict = photo::judge(&facts(tx, cx, &album, &part, None)?);
    let photos = apply(tx, cx, &part, verdict.into(), Some(by), now)?;
    conclude(tx, cx, part.album, photos, &format!("photo:{id}:{}", part.revision + 1), now)
}

/// 不是打卡: those of an album that lack a caption were never meant as submissions.
pub fn dismiss(tx: &mut Tx, cx: &Context, album: &Album, now: Time) -> Result<(), Failure> {
    let to = Standing { state: State::Dismissed, waits_for: None, like: None };
    for part in store::parts(tx, album.id)? {
        if part.state.wants_words() {
            apply(tx, cx, &part, to, None, now)?;
        }
    }
    conclude(tx, cx, album.id, 0, &format!("dismissed:{}", album.id), now)
}

/// The sender takes photos of an album back; returns by how much the count changes.
pub fn withdraw(
    tx: &mut Tx,
    cx: &Context,
    album: &Album,
    parts: &[Submission],
    cause: &str,
    now: Time,
) -> Result<i64, Failure> {
    let to = Standing { state: State::Withdrawn, waits_for: None, like: None };
    let mut photos = 0;
    for part in parts {
        photos += apply(tx, cx, part, to, None, now)?;
    }
    conclude(tx, cx, album.id, photos, cause, now)?;
    Ok(photos)
}

/// A photo that was never judged to count is let go with its sender, who is forgotten: nobody is told,
/// and nothing that was counted or sent up changes.
pub fn let_go(tx: &mut Tx, cx: &Context, album: &Album, part: &Submission, now: Time) -> Result<(), Failure> {
    let to = Standing { state: State::Withdrawn, waits_for: None, like: None };
    apply(tx, cx, part, to, None, now)?;
    react(tx, album, now)
}

/// Takes a photo back to where it has not been judged; its count and points go with it.
pub fn reset(tx: &mut Tx, cx: &Context, part: &Submission, cause: &str, now: Time) -> Result<(), Failure> {
    let to = Standing { state: State::Received, waits_for: None, like: None };
    let photos = apply(tx, cx, part, to, None, now)?;
    conclude(tx, cx, part.album, photos, cause, now)
}

/// Counts an album for another area or day, with all that was booked for it. How its photos were
/// judged stays: what they show has not changed.
pub fn move_album(
    tx: &mut Tx,
    cx: &Context,
    album: &Album,
    (area, day): (AreaId, NaiveDate),
    cause: &str,
    now: Time,
) -> Result<(), Failure> {
    // As it stands: one that shares its text with it may have been moved just before.
    let Some(album) = store::album_by_id(tx, album.id)? else { return Ok(()) };
    if (area, day) == (album.area, album.day) {
        return Ok(());
    }
    let counted = store::parts(tx, album.id)?.into_iter().filter(|part| part.state == State::Counted);
    let counted: Vec<Submission> = counted.collect();
    // Taken back for the one area and booked for the other, under a revision of its own each.
    for part in &counted {
        store::touch(tx, part)?;
        settle_photo(tx, cx, part, part.revision + 1, false, None, now)?;
    }
    store::set_area_and_day(tx, album.id, area, day)?;
    for part in &counted {
        settle_what_follows(tx, cx, part, part.revision + 1, None, now)?;
    }
    for part in &counted {
        let moved = Submission { area, day, revision: part.revision + 1, ..part.clone() };
        store::touch(tx, &moved)?;
        settle_photo(tx, cx, &moved, part.revision + 2, true, None, now)?;
        settle_what_follows(tx, cx, &moved, part.revision + 2, None, now)?;
    }
    let (photos, heads) = (counted.len() as i64, i64::from(album.heads_booked));
    store::add_to_day(tx, album.area, album.day, -photos, -heads)?;
    store::add_to_day(tx, area, day, photos, heads)?;
    book_heads(tx, album.id)?;
    let tree = cx.tree(tx)?;
    let owing = |area| tree.at_level(area, cx.config.photos.quota_level).map(|area| area.id);
    let stays = day == album.day && owing(album.area) == owing(area);
    let photos = if stays { 0 } else { photos };
    area_changed(tx, cx, &album, -photos, cause, now)?;
    area_changed(tx, cx, &Album { area, day, ..album }, photos, cause, now)
}

/// Has an album judged (again); `cause` names why, so that the same cause does it once.
pub fn judge_later(tx: &mut Tx, album: AlbumId, cause: &str, due: Time) -> Result<(), Failure> {
    let key = format!("{}:{album}:{cause}", kinds::PHOTO_JUDGE);
    jobs::enqueue(tx, &NewJob { kind: kinds::PHOTO_JUDGE, key, payload: album.to_string(), due })
}

/// The participants of an album count as long as one of its photos does; those of albums that one
/// text was given to count once for an area's day, with the first that counts.
pub fn book_heads(tx: &mut Tx, id: AlbumId) -> Result<(), Failure> {
    let Some(album) = store::album_by_id(tx, id)? else { return Ok(()) };
    let mut borne = BTreeSet::new();
    for album in store::told_together(tx, &album)? {
        let counts = store::parts(tx, album.id)?.iter().any(|part| part.state == State::Counted);
        let bears = counts && borne.insert((album.area, album.day));
        let heads = if bears { album.heads.unwrap_or(1) } else { 0 };
        if heads != album.heads_booked {
            let more = i64::from(heads) - i64::from(album.heads_booked);
            store::add_to_day(tx, album.area, album.day, 0, more)?;
            store::set_heads_booked(tx, album.id, heads)?;
        }
    }
    Ok(())
}

/// Writes a verdict if it is another one, with its points; returns by how much the count changes.
fn apply(
    tx: &mut Tx,
    cx: &Context,
    part: &Submission,
    to: Standing,
    by: Option<PersonId>,
    now: Time,
) -> Result<i64, Failure> {
    // What was rehearsed stays so, but that its sender may take it back.
    let frozen = part.state == State::Rehearsed && to.state != State::Withdrawn;
    if frozen || to == (Standing { state: part.state, waits_for: part.waits_for, like: part.like }) {
        return Ok(0);
    }
    ensure!(store::set_standing(tx, part, to)?, "the verdict of photo {} changed meanwhile", part.id);
    let revision = part.revision + 1;
    if to.waits_for == Some(WaitsFor::Look) && to.like != part.like {
        let key = format!("{}:{}:{revision}", kinds::PHOTO_COMPARE, part.id);
        let payload = part.id.to_string();
        jobs::enqueue(tx, &NewJob { kind: kinds::PHOTO_COMPARE, key, payload, due: now })?;
    }
    let counts = to.state == State::Counted;
    let photos = i64::from(counts) - i64::from(part.state == State::Counted);
    if photos != 0 {
        store::add_to_day(tx, part.area, part.day, photos, 0)?;
        settle_photo(tx, cx, part, revision, counts, by, now)?;
        settle_what_follows(tx, cx, part, revision, by, now)?;
    }
    if part.state.stands() && !to.state.stands() {
        free_copies(tx, part, revision, now)?;
    }
    Ok(photos)
}

/// A photo does not stand any more: what did not count for its sake is judged anew, one after the
/// other, so that of several copies the first takes its place.
fn free_copies(tx: &mut Tx, of: &Submission, revision: i64, now: Time) -> Result<(), Failure> {
    let mut pause = TimeDelta::zero();
    for album in store::albums_held_by(tx, of)? {
        judge_later(tx, album, &format!("free:{}:{revision}", of.id), now + pause)?;
        pause += TimeDelta::seconds(1);
    }
    Ok(())
}

/// Books what a photo earns its sender, as it stands under this revision.
fn settle_photo(
    tx: &mut Tx,
    cx: &Context,
    part: &Submission,
    revision: i64,
    holds: bool,
    by: Option<PersonId>,
    now: Time,
) -> Result<(), Failure> {
    let Some(person) = part.person else { return Ok(()) };
    let award = Award {
        person,
        area: part.area,
        day: part.day,
        deed: Deed::Photo,
        reference: &format!("photo:{}", part.id),
        decision: &revision.to_string(),
        times: u32::from(holds),
        by,
    };
    points::settle(tx, cx, &award, now)?;
    Ok(())
}

/// Books what follows from a photo's counting under this revision, or not, once that stands.
fn settle_what_follows(
    tx: &mut Tx,
    cx: &Context,
    part: &Submission,
    revision: i64,
    by: Option<PersonId>,
    now: Time,
) -> Result<(), Failure> {
    let decision = format!("photo:{}:{revision}", part.id);
    let change =
        deeds::Change { person: part.person, area: part.area, day: part.day, decision: &decision, by };
    deeds::photo_changed(tx, cx, &change, now)
}

/// What follows for the album, its chat and its area once `photos` more or fewer of it count.
fn conclude(
    tx: &mut Tx,
    cx: &Context,
    id: AlbumId,
    photos: i64,
    cause: &str,
    now: Time,
) -> Result<(), Failure> {
    // Nothing follows from what was rehearsed.
    if store::parts(tx, id)?.iter().all(|part| part.state == State::Rehearsed) {
        return Ok(());
    }
    book_heads(tx, id)?;
    let Some(album) = store::album_by_id(tx, id)? else { return Ok(()) };
    react(tx, &album, now)?;
    area_changed(tx, cx, &album, photos, cause, now)
}

/// What follows for an album's area and day once `photos` more or fewer of it count for them.
fn area_changed(
    tx: &mut Tx,
    cx: &Context,
    album: &Album,
    photos: i64,
    cause: &str,
    now: Time,
) -> Result<(), Failure> {
    let tree = cx.tree(tx)?;
    let Some(area) = tree.at_level(album.area, cx.config.photos.quota_level) else { return Ok(()) };
    let quota = i64::from(cx.quota(&tree, area, album.day));
    let have = i64::from(store::count(tx, area.id, album.day)?.photos);
    let reached = have - photos < quota && quota <= have;
    let told = reached && serves(tx, cx, album)? && lines::tell_quota(tx, cx, album, area, have, now)?;
    if photos != 0 {
        let told_in = told.then_some((album.chat, album.thread));
        features::count_changed(tx, cx, area.id, album.day, reached, told_in, now)?;
    }
    if have < quota && quota <= have - photos {
        lines::tell_short(tx, cx, area, album.day, have, now)?;
    }
    amend_relay(tx, area.id, album, cause, now)
}

/// Whether the chat that an album was posted in is one of the area that it counts for: a lead may
/// have moved it, and then nobody there is told what another area has reached.
fn serves(read: &Read, cx: &Context, album: &Album) -> Result<bool, Failure> {
    let Some(bound) = areas::store::binding(read, album.chat, album.thread)? else { return Ok(true) };
    let tree = cx.tree(read)?;
    let owing = |area| tree.at_level(area, cx.config.photos.quota_level).map(|area| area.id);
    Ok(owing(bound.area) == owing(album.area))
}

/// Where the day was sent up already, it is sent again as it stands now; where nothing of what was
/// sent has changed, the relay sees that by itself.
pub fn amend_relay(tx: &mut Tx, area: AreaId, album: &Album, cause: &str, now: Time) -> Result<(), Failure> {
    if !store::was_reported(tx, area, album.day)? {
        return Ok(());
    }
    jobs::enqueue(
        tx,
        &NewJob {
            kind: kinds::RELAY,
            key: format!("relay:amend:{area}:{}:{cause}", album.day),
            payload: format!("{area} {}", album.day),
            // An album, or several decisions in a row, are amended together.
            due: now + TimeDelta::seconds(5),
        },
    )
}

/// The album's lowest message wears the best reaction of its photos.
fn react(tx: &mut Tx, album: &Album, now: Time) -> Result<(), Failure> {
    let parts = store::parts(tx, album.id)?;
    let best = parts.iter().filter_map(|part| part.state.reaction()).max();
    for message in parts.iter().map(|part| part.message) {
        let emoji = best.filter(|_| message == album.message).map(photo::Reaction::emoji);
        let letter = Letter::reaction(album.chat, message, emoji);
        // Nothing is taken back where nothing was put.
        if emoji.is_some() || outbox::is_known(tx, &letter.key)? {
            outbox::enqueue(tx, letter, now)?;
        }
    }
    Ok(())
}

/// A photo that was sent again since it lacked a caption takes the place of the first.
fn retire_bare_twins(tx: &mut Tx, cx: &Context, part: &Submission, now: Time) -> Result<(), Failure> {
    for twin in store::same_file(tx, part)? {
        if twin.state == State::Bare && twin.person == part.person && twin.album != part.album {
            let to = Standing { state: State::Dismissed, waits_for: None, like: None };
            apply(tx, cx, &twin, to, None, now)?;
            conclude(tx, cx, twin.album, 0, &format!("twin:{}", twin.id), now)?;
        }
    }
    Ok(())
}

fn facts(
    read: &Read,
    cx: &Context,
    album: &Album,
    part: &Submission,
    scan: Option<&Scan>,
) -> Result<Facts, Failure> {
    // What counts already is not held up any more for how it looks.
    let scan = scan.filter(|_| part.state != State::Counted);
    let looks_like = scan.map(|scan| looks_like(read, part, scan)).transpose()?.flatten();
    Ok(Facts {
        over: cx.config.campaign.stage(part.day) == Stage::Over,
        withdrawn: part.state == State::Withdrawn,
        not_a_submission: part.state == State::Dismissed,
        sender: sender(read, album, part)?,
        has_words: crate::domain::caption::has_words(&album.caption),
        unreadable: part.fault.map(super::state::Fault::unreadable),
        decision: part.decided.map(Decided::decision),
        same_file: same_file(read, part)?,
        looks_like,
        fixed_post: looks_like.is_some() && store::shows_fixed_post(read, part)?,
        review: cx.config.photos.review,
    })
}

fn sender(read: &Read, album: &Album, part: &Submission) -> Result<Sender, Failure> {
    let Some(person) = part.person else { return Ok(Sender::Chat) };
    let joined = match part.state {
        // Who joins after the day was closed does so for the days to come.
        State::Unjoined => !store::is_closed(read, part.day)? && may_count(read, album, person)?,
        // Whoever leaves later keeps what counted.
        state => state.stands() || may_count(read, album, person)?,
    };
    Ok(if joined { Sender::SignedUp } else { Sender::NotSignedUp })
}

/// Whether the sender signed up and, of a child, or where it was posted in a child's place, a guardian agreed.
fn may_count(read: &Read, album: &Album, person: PersonId) -> Result<bool, Failure> {
    let joined =
        directory::person_by_id(read, person)?.is_some_and(|person| person.joined && !person.unnamed);
    Ok(joined && album.child.map_or(Ok(true), |child| minors::may_count(read, child))?)
}

/// Whether `other` stood before `part` did, or stands where `part` does not yet.
fn stood_before(other: &Submission, part: &Submission) -> bool {
    other.state.stands() && (!part.state.stands() || other.stood < part.stood)
}

/// The order in which people posted, whatever order it arrived in.
fn posted_before(one: &Submission, other: &Submission) -> bool {
    (one.posted_at, one.message, one.id) < (other.posted_at, other.message, other.id)
}

fn same_file(read: &Read, part: &Submission) -> Result<Option<(SubmissionId, Earlier)>, Failure> {
    let others = store::same_file(read, part)?;
    let standing = others.iter().filter(|other| stood_before(other, part)).min_by_key(|other| other.stood);
    if let Some(other) = standing {
        return Ok(Some((other.id, Earlier::Standing)));
    }
    let refused = others.iter().find(|other| was_refused(other) && posted_before(other, part));
    Ok(refused.map(|other| (other.id, Earlier::Refused)))
}

/// Taking a refused photo back does not make it as good as new.
fn was_refused(photo: &Submission) -> bool {
    let decided = photo.decided.is_some_and(|decided| decided != Decided::Count);
    photo.state == State::Refused || (photo.state == State::Withdrawn && decided)
}

/// The nearest that counted or waited before, or was refused: among the scan's hits, and what was committed since.
fn looks_like(read: &Read, part: &Submission, scan: &Scan) -> Result<Option<(SubmissionId, u32)>, Failure> {
    let Some(look) = part.look else { return Ok(None) };
    let since = store::looks_after(read, scan.upto, i64::MAX)?;
    let since = since.into_iter().map(|(_, id, other)| (id, look.distance(other)));
    let mut near: Vec<(SubmissionId, u32)> = scan.of(part.id).iter().copied().chain(since).collect();
    near.sort_by_key(|(id, distance)| (*distance, *id));
    for (id, _) in near.into_iter().filter(|(id, distance)| *id != part.id && *distance <= JUDGE) {
        let Some(other) = store::submission_by_id(read, id)? else { continue };
        // Its file may have been replaced since it was taken into the index.
        let distance = other.look.map_or(u32::MAX, |other| look.distance(other));
        let refused = other.state == State::Refused && posted_before(&other, part);
        // What was posted later and only waits itself makes nothing before it wait.
        let stands = match part.state {
            State::Counted => stood_before(&other, part),
            _ => other.state == State::Counted || (other.state.stands() && posted_before(&other, part)),
        };
        if distance <= JUDGE && (refused || stands) {
            return Ok(Some((id, distance)));
        }
    }
    Ok(None)
}
