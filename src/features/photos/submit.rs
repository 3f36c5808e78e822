//! From a posted photo to a submission that waits for its file.

use chrono::TimeDelta;

use crate::clock::Time;
use crate::directory::Person;
use crate::domain::calendar::Stage;
use crate::domain::ids::{AlbumId, AreaId, PersonId, SubmissionId};
use crate::error::Failure;
use crate::features::areas::{self, Role};
use crate::features::turn::Turn;
use crate::features::{kinds, minors, rehearsal, signup};
use crate::i18n;
use crate::inbox::PressAnswer;
use crate::jobs::{self, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::Tx;
use crate::telegram::keyboards::{Button, Keyboard};

use super::chat::Press;
use super::store::{self, Album, NewAlbum, NewSubmission};
use super::{ask, lines, verdict};

/// An album closes so long after its last part: Telegram sends the parts as messages of their own
/// and never says which is the last.
const OPEN: TimeDelta = TimeDelta::seconds(2);

/// In whose name something was posted.
#[derive(Clone, Debug)]
pub enum Poster {
    Person(Person),
    /// The group itself, or a channel.
    Chat,
}

/// The file of a photo.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'m> {
    /// `photo`, or `document` where it came as a file.
    pub source: &'static str,
    pub file_id: &'m str,
    pub file_unique: &'m str,
}

/// A photo as it was posted.
#[derive(Debug)]
pub struct Post<'m> {
    pub poster: Poster,
    pub message: i64,
    pub at: Time,
    /// What Telegram names the album by.
    pub group: Option<String>,
    pub caption: &'m str,
    pub picture: Picture<'m>,
}

impl Poster {
    fn id(&self) -> Option<PersonId> {
        match self {
            Poster::Person(person) => Some(person.id),
            Poster::Chat => None,
        }
    }
}

/// Takes a photo where photos are taken: in a field chat, and in private.
pub fn submit(turn: &mut Turn, post: &Post) -> Result<bool, Failure> {
    let Some(area) = area_of(turn, &post.poster, post.at)? else { return Ok(false) };
    let Some(area) = area else {
        // An album is answered once.
        let which = post.group.clone().unwrap_or_else(|| post.message.to_string());
        if outbox::tell_once(turn.tx, &format!("photos.nowhere:{}:{which}", turn.chat.id), turn.now)? {
            turn.reply(&say!("photos-join-first"))?;
        }
        return Ok(true);
    };
    let day = turn.cx.day(post.at);
    if turn.cx.stage_at(post.at) == Stage::Over {
        if outbox::tell_once(turn.tx, &once("over", turn, &post.poster, day), turn.now)? {
            turn.reply(&say!("photos-over", campaign = &turn.cx.config.campaign.name))?;
        }
        return Ok(true);
    }
    let rehearsed = turn.cx.stage_at(post.at) == Stage::Rehearsal;
    if rehearsed && !rehearsal::is_on(turn.tx, turn.cx)? {
        // It comes after the rehearsal was wiped.
        if outbox::tell_once(turn.tx, &once("rehearsed", turn, &post.poster, day), turn.now)? {
            turn.reply(&say!("photos-rehearsal-late", day = i18n::day(turn.cx.config.campaign.starts)))?;
        }
        return Ok(true);
    }
    let (chat, person) = (turn.chat.id, post.poster.id());
    let known = match &post.group {
        Some(group) => store::album_of_group(turn.tx, chat, group)?,
        None => None,
    };
    let closes_at = if post.group.is_some() { turn.now + OPEN } else { turn.now };
    // A part that comes late is of the album's area and day.
    let (album, area, day, first) = match known {
        Some(album) => (album.id, album.area, album.day, false),
        None => {
            let new = NewAlbum {
                chat,
                thread: turn.thread,
                person,
                area,
                group: post.group.as_deref(),
                message: post.message,
                day,
                posted_at: post.at,
                closes_at,
            };
            (store::insert_album(turn.tx, &new)?, area, day, true)
        }
    };
    let caption = minors::veiled(turn.tx, person, post.caption)?;
    let new = NewSubmission {
        album,
        chat,
        message: post.message,
        person,
        area,
        day,
        posted_at: post.at,
        source: post.picture.source,
        file_id: post.picture.file_id,
        file_unique: post.picture.file_unique,
        caption: &caption,
    };
    let Some(id) = store::insert_submission(turn.tx, &new)? else { return Ok(true) };
    store::extend_album(turn.tx, album, post.message, closes_at)?;
    ask::read_words(turn.tx, turn.cx, album, turn.now)?;
    fetch(turn.tx, id, 0, turn.now)?;
    if first {
        greet(turn, post, album, area, day)?;
    }
    Ok(true)
}

/// Has a photo's file fetched; a picture that took another's place has another revision.
pub fn fetch(tx: &mut Tx, id: SubmissionId, revision: i64, now: Time) -> Result<(), Failure> {
    let key = format!("{}:{id}:{revision}", kinds::PHOTO_FETCH);
    jobs::enqueue(tx, &NewJob { kind: kinds::PHOTO_FETCH, key, payload: id.to_string(), due: now })
}

/// The area that a photo counts for: none where photos are not taken; in private none inside for
/// somebody who belongs to no area.
fn area_of(turn: &Turn, poster: &Poster, at: Time) -> Result<Option<Option<AreaId>>, Failure> {
    if turn.is_private() {
        let Poster::Person(person) = poster else { return Ok(None) };
        let areas = signup::store::areas_of(turn.tx, person.id)?;
        let chosen = offered(turn, person.id, at)?.map(|album| album.area);
        return Ok(Some(chosen.filter(|area| areas.contains(area)).or(areas.first().copied())));
    }
    let binding = areas::store::binding(turn.tx, turn.chat.id, turn.thread)?;
    Ok(binding.filter(|binding| binding.role == Role::Field).map(|binding| Some(binding.area)))
}

fn once(what: &str, turn: &Turn, poster: &Poster, day: chrono::NaiveDate) -> String {
    match poster.id() {
        Some(person) => format!("photos.{what}:{person}:{day}"),
        None => format!("photos.{what}:chat{}:{day}", turn.chat.id),
    }
}

/// What an album's first photo gives cause to say at once.
fn greet(
    turn: &mut Turn,
    post: &Post,
    album: AlbumId,
    area: AreaId,
    day: chrono::NaiveDate,
) -> Result<(), Failure> {
    tell_tomorrow(turn, post.at, area, day)?;
    let Poster::Person(person) = &post.poster else { return Ok(()) };
    if turn.is_private() && !person.unnamed {
        offer_areas(turn, person.id, album, post.at)
    } else if !person.joined {
        show_join_card(turn, &post.poster, area, turn.cx.day(turn.now))
    } else if person.unnamed {
        minors::tell_waiting(turn.tx, turn.cx, person.id, None, turn.now)
    } else {
        Ok(())
    }
}

/// The first photo of an area after the day's end hears that it counts for tomorrow.
fn tell_tomorrow(turn: &mut Turn, at: Time, area: AreaId, day: chrono::NaiveDate) -> Result<(), Failure> {
    let zone = turn.cx.config.timezone;
    let evening = at.with_timezone(&zone).date_naive() < day;
    // What is only worked the next day needs no telling any more.
    let still = turn.now.with_timezone(&zone).date_naive() < day;
    if evening && still && outbox::tell_once(turn.tx, &format!("photos.tomorrow:{area}:{day}"), turn.now)? {
        let say = match turn.cx.stage_at(at) {
            // The eve of day 1: it bears that day's date, and is wiped when that day begins.
            Stage::Rehearsal if day == turn.cx.config.campaign.starts => {
                say!("photos-rehearsal-eve", day = i18n::day(day))
            }
            _ => say!("photos-tomorrow", time = lines::day_ends(turn.cx), day = i18n::day(day)),
        };
        turn.reply(&say)?;
    }
    Ok(())
}

/// The join button, once a day for the same person; the chat has one such card at a time.
fn show_join_card(
    turn: &mut Turn,
    poster: &Poster,
    area: AreaId,
    today: chrono::NaiveDate,
) -> Result<(), Failure> {
    // Who asked already waits for a lead.
    if let Some(person) = &turn.person
        && signup::approval::is_waiting(turn.tx, person.id, area)?
    {
        return Ok(());
    }
    if !outbox::tell_once(turn.tx, &once("join", turn, poster, today), turn.now)? {
        return Ok(());
    }
    let tree = turn.cx.tree(turn.tx)?;
    let name = tree.get(area).map_or("", |area| area.name.as_str());
    let keyboard = Keyboard::row([signup::chat::join_button(turn, area, name)]);
    let key = turn.reply_with(&say!("photos-join", area = name), keyboard)?;
    let former = store::replace_join_card(turn.tx, turn.chat.id, turn.thread, &key, &today.to_string())?;
    if let Some(former) = former {
        // One that is still on its way need not go at all.
        if !outbox::drop_waiting(turn.tx, &former, "a newer card took its place", turn.now)? {
            outbox::enqueue(turn.tx, Letter::removal(turn.chat.id, &former), turn.now)?;
        }
    }
    Ok(())
}

/// In private a photo counts for the home area; who has several may say which, once for all photos
/// of ten minutes.
fn offer_areas(turn: &mut Turn, person: PersonId, album: AlbumId, at: Time) -> Result<(), Failure> {
    let areas = signup::store::areas_of(turn.tx, person)?;
    if areas.len() < 2 || offered(turn, person, at)?.is_some() {
        return Ok(());
    }
    let (html, keyboard) = choice(turn, album, areas[0], &areas)?;
    let letter = Letter::answer(choice_key(album), turn.chat.id, Body::text(html)).with(keyboard);
    outbox::enqueue(turn.tx, letter, turn.now)?;
    Ok(())
}

/// The album of the last ten minutes below which the choice stands.
fn offered(turn: &Turn, person: PersonId, at: Time) -> Result<Option<Album>, Failure> {
    let before = store::albums_between(turn.tx, turn.chat.id, turn.thread, Some(person), at - ask::SPAN, at)?;
    for album in before {
        if outbox::is_known(turn.tx, &choice_key(album.id))? {
            return Ok(Some(album));
        }
    }
    Ok(None)
}

fn choice_key(album: AlbumId) -> String {
    format!("photos.choice:{album}")
}

fn choice(
    turn: &Turn,
    album: AlbumId,
    current: AreaId,
    areas: &[AreaId],
) -> Result<(String, Keyboard), Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let name = |id: AreaId| tree.get(id).map_or("", |area| area.name.as_str());
    let others = areas.iter().filter(|area| **area != current);
    let buttons =
        others.map(|area| Button::press(name(*area), Press::Area { album: album.get(), area: area.get() }));
    Ok((turn.html(&say!("photos-choice", area = name(current))), Keyboard::column(buttons)))
}

/// The sender chose another area for what was posted in private.
pub fn moved(turn: &mut Turn, album: AlbumId, area: AreaId) -> Result<PressAnswer, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    let areas = signup::store::areas_of(turn.tx, person.id)?;
    let album = store::album_by_id(turn.tx, album)?;
    let Some(album) = album.filter(|album| album.person == Some(person.id) && areas.contains(&area)) else {
        return Ok(turn.answer(&say!("photos-only-the-sender")));
    };
    if album.area != area {
        let cause = format!("update:{}", turn.update_id);
        let (from, to) = (album.posted_at, album.posted_at + ask::SPAN);
        for album in store::albums_between(turn.tx, album.chat, album.thread, album.person, from, to)? {
            if album.area != area {
                verdict::move_album(turn.tx, turn.cx, &album, (area, album.day), &cause, turn.now)?;
            }
        }
        let (html, keyboard) = choice(turn, album.id, area, &areas)?;
        let edit = Body::EditText { of: choice_key(album.id), html, keyboard };
        outbox::enqueue(turn.tx, Letter::edit(turn.chat.id, edit), turn.now)?;
    }
    Ok(PressAnswer::default())
}

/// Videos are not counted: said once a day to each person.
pub fn video(turn: &mut Turn, poster: &Poster, at: Time) -> Result<bool, Failure> {
    if area_of(turn, poster, at)?.is_none() {
        return Ok(false);
    }
    let day = turn.cx.day(at);
    if outbox::tell_once(turn.tx, &once("video", turn, poster, day), turn.now)? {
        turn.reply(&say!("photos-video"))?;
    }
    Ok(true)
}
