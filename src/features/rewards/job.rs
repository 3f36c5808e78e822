//! What takes its time about rewards: the picture of a code, reminding, expiry, pictures for the catalogue.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::edit;
use super::press::Press;
use super::store;
use super::{Reservation, State, at_counter, give_back, later, page};
use crate::blocking;
use crate::clock::Time;
use crate::directory;
use crate::domain::ids::{PersonId, ReservationId, RewardId};
use crate::domain::rewards;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::photos::state::Fault;
use crate::features::turn::{reach, tell};
use crate::features::{kinds, mute, roles};
use crate::i18n::{Locale, Say};
use crate::imaging::canvas::{Canvas, shrink};
use crate::imaging::voucher::{self, Voucher};
use crate::imaging::{self, Limits};
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx, millis};
use crate::telegram::api::CallError;
use crate::telegram::keyboards::{Button, Keyboard};

/// A picture of the catalogue, as it is kept.
const SIDE: u32 = 1280;
const QUALITY: u8 = 86;

/// Largest file that is looked at.
const MOST_BYTES: u64 = 20 << 20;

/// Has the code of a reservation drawn, its owner reminded, and it ended when nobody fetches it.
pub(super) fn watch(tx: &mut Tx, held: &Reservation, now: Time) -> Result<(), Failure> {
    later(tx, kinds::REWARD_CODE, held.id, now)?;
    let reminded = rewards::reminded(held.until);
    if reminded > now {
        later(tx, kinds::REWARD_SOON, held.id, reminded)?;
    }
    later(tx, kinds::REWARD_DUE, held.id, held.until)
}

fn number<T: From<i64>>(job: &Job) -> Result<T, Failure> {
    Ok(T::from(job.payload.trim().parse::<i64>()?))
}

/// Draws the code of a reservation for whoever made it.
pub async fn code(tools: &Tools, job: Job) -> Result<(), Failure> {
    let id: ReservationId = number(&job)?;
    let cx = tools.cx.clone();
    let shown = tools
        .store
        .read(move |read| {
            let held = store::reservation_by_id(read, id)?.filter(|held| held.state == State::Open);
            let Some(held) = held else { return Ok(None) };
            let Some((chat, locale)) = reach(read, &cx, held.person)? else { return Ok(None) };
            let html = cx.texts.html(locale, &page::voucher(read, &cx, &held)?);
            let below = cx.texts.plain(locale, &page::where_and_until(read, &cx, &held)?);
            let cancel = cx.texts.plain(locale, &say!("rewards-cancel-button"));
            let keyboard = Keyboard::row([Button::press(cancel, Press::Cancel { held: held.id })]);
            Ok(Some((held, chat, html, below, keyboard)))
        })
        .await?;
    let mut letter = None;
    if let Some((held, chat, html, below, keyboard)) = shown {
        let tools = tools.clone();
        letter = blocking::run(move || {
            let link = tools.cx.deep_link(&format!("redeem_{}", held.code));
            let drawn = Voucher { title: &held.name, below: &below, code: &held.code, link: &link };
            let Some(canvas) = voucher::paint(&tools.cx.fonts, &drawn) else { return Ok(None) };
            let jpeg = canvas.to_jpeg(QUALITY);
            let hash = tools.media.keep(&jpeg)?;
            let letter = Letter::answer(code_key(held.id), chat, Body::photo(&hash, html)).with(keyboard);
            Ok::<_, Failure>(Some((letter, hash, jpeg.len())))
        })
        .await??;
    }
    let now = tools.clock.now();
    tools
        .store
        .write(move |tx| {
            if let Some((letter, hash, bytes)) = &letter {
                outbox::note_file(tx, hash, *bytes, now)?;
                outbox::enqueue(tx, letter.clone(), now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// The letter that shows the code of a reservation.
pub(super) fn code_key(id: ReservationId) -> String {
    format!("reward:{id}:code")
}

/// The picture of a code that is good for nothing any more says so.
pub(super) fn retire_code(
    tx: &mut Tx,
    cx: &Context,
    held: &Reservation,
    said: &Say,
    now: Time,
) -> Result<(), Failure> {
    let key = code_key(held.id);
    if let Some(chat) = outbox::chat_of(tx, &key)? {
        let html = cx.texts.html(cx.locale_in(tx, chat)?, said);
        let body = Body::EditPhoto { of: key, picture: None, html, keyboard: Keyboard::default() };
        outbox::enqueue(tx, Letter::edit(chat, body), now)?;
    }
    Ok(())
}

/// Reminds whoever has not fetched what they reserved, quietly, on the eve of the last day.
pub async fn soon(tools: &Tools, job: Job) -> Result<(), Failure> {
    let id: ReservationId = number(&job)?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            let held = store::reservation_by_id(tx, id)?.filter(|held| held.state == State::Open);
            if let Some(held) = held
                && held.until > now
                && mute::wants(tx, held.person, mute::Kind::Reminders)?
                && let Some((chat, locale)) = reach(tx, &cx, held.person)?
            {
                let mut html = cx.texts.html(locale, &say!("rewards-soon"));
                html.push('\n');
                html.push_str(&cx.texts.html(locale, &page::voucher(tx, &cx, &held)?));
                let letter = Letter::notice(format!("reward:{id}:soon"), chat, Body::text(html));
                outbox::enqueue(tx, letter.kept_quiet().useful_until(held.until), now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// Ends a reservation that nobody fetched.
pub async fn due(tools: &Tools, job: Job) -> Result<(), Failure> {
    let id: ReservationId = number(&job)?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            if let Some(held) = store::reservation_by_id(tx, id)?.filter(|held| held.until <= now) {
                expire(tx, &cx, &held, now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// Ends a reservation whose time is over, and tells its owner; false if it had ended.
pub(super) fn expire(tx: &mut Tx, cx: &Context, held: &Reservation, now: Time) -> Result<bool, Failure> {
    if !give_back(tx, cx, held, State::Expired, (None, None), now)? {
        return Ok(false);
    }
    let said = say!("rewards-expired", name = &held.name, points = held.price);
    retire_code(tx, cx, held, &said, now)?;
    if let Some((chat, locale)) = reach(tx, cx, held.person)? {
        let html = cx.texts.html(locale, &said);
        let letter = Letter::notice(format!("reward:{}:expired", held.id), chat, Body::text(html));
        outbox::enqueue(tx, letter.kept_quiet(), now)?;
    }
    Ok(true)
}

/// A picture for the catalogue that is to be looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Asked {
    reward: i64,
    /// Of bot.toml.
    path: Option<PathBuf>,
    /// That somebody sent, and who.
    file_id: Option<String>,
    by: Option<i64>,
}

/// Has a picture that bot.toml names taken up.
pub(super) fn picture_of_file(tx: &mut Tx, reward: RewardId, path: &Path, now: Time) -> Result<(), Failure> {
    let asked = Asked { reward: reward.get(), path: Some(path.to_owned()), file_id: None, by: None };
    enqueue(tx, &asked, &format!("start:{}", millis(now)), now)
}

/// Has a picture that somebody sent taken up.
pub(super) fn picture_of(
    tx: &mut Tx,
    reward: RewardId,
    file_id: &str,
    by: PersonId,
    update: i64,
    now: Time,
) -> Result<(), Failure> {
    let asked =
        Asked { reward: reward.get(), path: None, file_id: Some(file_id.to_owned()), by: Some(by.get()) };
    enqueue(tx, &asked, &update.to_string(), now)
}

fn enqueue(tx: &mut Tx, asked: &Asked, cause: &str, now: Time) -> Result<(), Failure> {
    let key = format!("{}:{}:{cause}", kinds::REWARD_PICTURE, asked.reward);
    let payload = serde_json::to_string(asked)?;
    jobs::enqueue(tx, &NewJob { kind: kinds::REWARD_PICTURE, key, payload, due: now })
}

/// Looks at a picture, keeps it as one that can be shown, and puts it beside its reward.
pub async fn picture(tools: &Tools, job: Job) -> Result<(), Failure> {
    let asked: Asked = serde_json::from_str(&job.payload)?;
    let bytes = match (&asked.path, &asked.file_id) {
        (Some(path), _) => {
            let path = path.clone();
            blocking::run(move || read_within(&path)).await?
        }
        (None, Some(file_id)) => match tools.telegram.download(file_id).await {
            Ok(bytes) => Ok(bytes),
            Err(CallError::Refused { why, .. }) if why.contains("too big") => Err(Fault::TooBig),
            Err(CallError::Refused { .. }) => Err(Fault::Gone),
            Err(error) => return Err(error.into()),
        },
        (None, None) => Err(Fault::Gone),
    };
    let kept = match bytes {
        Ok(bytes) => {
            let media = tools.media.clone();
            blocking::run(move || {
                let picture = match imaging::open(&bytes, &Limits::default()) {
                    Ok(picture) => picture,
                    Err(why) => return Ok(Err(Fault::from(why))),
                };
                // Always drawn anew: what was hidden in the file stays outside.
                let (pixels, width, height) = shrink(&picture.pixels, picture.width, picture.height, SIDE);
                let jpeg = Canvas::of(pixels, width, height).to_jpeg(QUALITY);
                Ok::<_, Failure>(Ok((media.keep(&jpeg)?, jpeg)))
            })
            .await??
        }
        Err(fault) => Err(fault),
    };
    if let (Err(fault), Some(path)) = (&kept, &asked.path) {
        let why = tools.cx.texts.plain(Locale::En, &fault.say());
        tracing::warn!(path = %path.display(), why, "the picture of a reward cannot be shown");
    }
    let (cx, now, shown) = (tools.cx.clone(), tools.clock.now(), kept.clone());
    tools
        .store
        .write(move |tx| {
            let id = RewardId::from(asked.reward);
            let by = asked.by.map(PersonId::from);
            match (&shown, store::by_id(tx, id)?) {
                (Ok((hash, jpeg)), Some(reward)) if reward.picture.as_ref() != Some(hash) => {
                    outbox::note_file(tx, hash, jpeg.len(), now)?;
                    store::set_picture(tx, id, Some(hash))?;
                    if by.is_some() {
                        let detail = at_counter(tx, &cx, reward.area, &reward.name)?;
                        roles::audit(tx, by, "reward.picture", &detail, now)?;
                    }
                }
                _ => {}
            }
            if let Some(by) = by {
                let say = match &shown {
                    Ok(_) => say!("rewards-picture-set"),
                    Err(fault) => fault.say(),
                };
                let back = match reach(tx, &cx, by)? {
                    Some((_, locale)) => edit::back_button(&cx, locale, id),
                    None => Keyboard::default(),
                };
                tell(tx, &cx, by, &format!("job:{}", job.id), &say, back, now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await?;
    if let Ok((hash, jpeg)) = kept {
        // The same contents may have been erased under another name just before.
        let media = tools.media.clone();
        blocking::run(move || media.hold(&hash, &jpeg)).await??;
    }
    Ok(())
}

fn read_within(path: &Path) -> Result<Vec<u8>, Fault> {
    match std::fs::metadata(path) {
        Ok(found) if found.len() > MOST_BYTES => Err(Fault::TooBig),
        Ok(_) => std::fs::read(path).map_err(|_| Fault::Gone),
        Err(_) => Err(Fault::Gone),
    }
}

/// A person as others may read them.
pub(super) fn name_of(read: &Read, person: Option<PersonId>) -> Result<String, Failure> {
    let person = person.map(|person| directory::person_by_id(read, person)).transpose()?.flatten();
    Ok(person.map_or_else(|| "—".to_owned(), |person| person.name))
}
