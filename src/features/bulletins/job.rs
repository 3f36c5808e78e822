//! What a bulletin takes that is no turn of anybody's: its draft at the hour of a schedule, its pictures, its way to all
//! chats, and the end of a draft that nobody touched.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::drafts::{self, draft_of};
use super::drawn::{Drawn, in_language, note};
use super::figures::{self, Figures};
use super::picture;
use super::publish::{self, Published, Said};
use super::text::Page;
use super::{Bulletin, State, UNTOUCHED, editors, store};
use crate::clock::Time;
use crate::domain::ids::{BulletinId, ChatId};
use crate::domain::relay::What;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::turn::tell;
use crate::features::{Run, kinds};
use crate::i18n::Locale;
use crate::jobs::{self, Job, NewJob};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::Keyboard;

/// The job `bulletin` of a schedule.
pub fn run(tx: &mut Tx, cx: &Context, run: &Run) -> Result<(), Failure> {
    match drafts::make(tx, cx, run.due, false, run.now)? {
        Some(id) => draw_soon(tx, id, Whom::Editors, run.key, run.now),
        None => Ok(()),
    }
}

/// Who is to see a draft anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    /// All who decide.
    Editors,
    /// Whoever asked.
    Chat(ChatId),
    /// Nobody: those who see it see what it is now.
    Nobody,
}

/// Has a draft's picture drawn, and the draft shown.
pub(super) fn draw_soon(
    tx: &mut Tx,
    id: BulletinId,
    whom: Whom,
    cause: &str,
    due: Time,
) -> Result<(), Failure> {
    let whom = match whom {
        Whom::Editors => "editors".to_owned(),
        Whom::Chat(chat) => chat.to_string(),
        Whom::Nobody => String::new(),
    };
    let (kind, key) = (kinds::BULLETIN_DRAFT, format!("{}:{id}:{cause}", kinds::BULLETIN_DRAFT));
    jobs::enqueue(tx, &NewJob { kind, key, payload: format!("{id}\n{whom}"), due })
}

/// Corrections are gathered for so long before what people look at is edited, in seconds.
const GATHERED: i64 = 10 * 60;

/// When the corrections that come now are looked at, with the number of that moment.
pub fn gathered(now: Time) -> (Time, i64) {
    let slot = now.timestamp() / GATHERED + 1;
    (Time::from_timestamp(slot * GATHERED, 0).unwrap_or(now), slot)
}

/// An area has another count of a day: a draft that tells of it follows, some minutes later.
pub fn day_changed(tx: &mut Tx, day: NaiveDate, now: Time) -> Result<(), Failure> {
    if let Some(of) = store::draft(tx)?.filter(|of| (of.first..=of.last).contains(&day)) {
        let (due, slot) = gathered(now);
        draw_soon(tx, of.id, Whom::Nobody, &format!("corrected:{slot}"), due)?;
    }
    Ok(())
}

pub(super) fn publish_soon(tx: &mut Tx, id: BulletinId, now: Time) -> Result<(), Failure> {
    let (kind, key) = (kinds::BULLETIN, format!("{}:{id}", kinds::BULLETIN));
    jobs::enqueue(tx, &NewJob { kind, key, payload: id.to_string(), due: now })
}

/// Looks again when a draft that nobody touches is to end.
pub(super) fn expire_later(tx: &mut Tx, id: BulletinId, touched: Time) -> Result<(), Failure> {
    let due = touched + UNTOUCHED;
    let (kind, key) =
        (kinds::BULLETIN_DUE, format!("{}:{id}:{}", kinds::BULLETIN_DUE, due.timestamp_millis()));
    jobs::enqueue(tx, &NewJob { kind, key, payload: id.to_string(), due })
}

fn number(text: &str) -> Result<BulletinId, Failure> {
    Ok(text.trim().parse::<i64>()?.into())
}

/// Draws a draft's picture in the languages of those who see it, and shows it.
pub async fn draft(tools: &Tools, job: Job) -> Result<(), Failure> {
    let mut lines = job.payload.lines();
    let id = number(lines.next().unwrap_or_default())?;
    let whom = match lines.next().unwrap_or_default() {
        "" => Whom::Nobody,
        "editors" => Whom::Editors,
        chat => Whom::Chat(chat.parse::<i64>()?.into()),
    };
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    let read = tools.store.read(move |read| read_draft(read, &cx, id, whom)).await?;
    let Some((of, figures, locales)) = read else {
        return tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await;
    };
    let drawn = picture::draw(tools, &of, &figures, &locales).await?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            if store::by_id(tx, id)?.is_some_and(|of| of.state == State::Draft) {
                note(tx, &drawn, now)?;
                show(tx, &cx, &of, &figures, &drawn, whom, now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

fn read_draft(
    read: &Read,
    cx: &Context,
    id: BulletinId,
    whom: Whom,
) -> Result<Option<(Bulletin, Figures, Vec<Locale>)>, Failure> {
    let Some(of) = store::by_id(read, id)?.filter(|of| of.state == State::Draft) else { return Ok(None) };
    let figures = figures::figures(read, cx, &of)?;
    let mut chats: Vec<ChatId> = draft_of(id).seen(read)?.into_iter().map(|seen| seen.chat).collect();
    match whom {
        Whom::Editors => chats.extend(editors::editors(read, cx)?.into_iter().map(|(chat, _)| chat)),
        Whom::Chat(chat) => chats.push(chat),
        Whom::Nobody => {}
    }
    let mut locales = Vec::new();
    for chat in chats {
        let locale = cx.locale_in(read, chat)?;
        if !locales.contains(&locale) {
            locales.push(locale);
        }
    }
    Ok(Some((of, figures, locales)))
}

fn show(
    tx: &mut Tx,
    cx: &Context,
    of: &Bulletin,
    figures: &Figures,
    drawn: &[Drawn],
    whom: Whom,
    now: Time,
) -> Result<(), Failure> {
    let draft = draft_of(of.id);
    match whom {
        Whom::Editors => {
            let pictures = |locale| in_language(drawn, locale).map(str::to_owned);
            if !drafts::show_to_editors(tx, cx, of, figures, pictures, now)? {
                tracing::warn!(last = %of.last, "nobody who could publish the bulletin can be written to");
            }
        }
        Whom::Chat(chat) => {
            let locale = cx.locale_in(tx, chat)?;
            let page = drafts::page(cx, of, figures, locale, drafts::Mode::Plain);
            draft.show(tx, cx, chat, in_language(drawn, locale), page, now)?;
        }
        Whom::Nobody => {
            for seen in draft.seen(tx)? {
                let locale = cx.locale_in(tx, seen.chat)?;
                draft.picture(tx, &seen, in_language(drawn, locale), now)?;
                drafts::show_again(tx, cx, of, figures, &seen, now)?;
            }
        }
    }
    Ok(())
}

/// Sends what was published to all chats.
pub async fn publish(tools: &Tools, job: Job) -> Result<(), Failure> {
    let id = number(&job.payload)?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    let read = tools
        .store
        .read(move |read| Ok((store::by_id(read, id)?, publish::locales(read, &cx, What::Bulletin)?)));
    let (Some(of), locales) = read.await? else {
        return tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await;
    };
    let kept = of.figures.clone().unwrap_or_default();
    let figures: Figures = serde_json::from_str(&kept)?;
    let drawn = picture::draw(tools, &of, &figures, &locales).await?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            note(tx, &drawn, now)?;
            let said = said(&cx, &of, &figures, &locales, &drawn);
            publish::keep_pictures(tx, draft_of(id).kind, id.get(), &said)?;
            let key = format!("bulletin:{id}");
            let chats = publish::to_all(tx, &cx, &key, &said, now)?;
            let figures = serde_json::from_str(&kept)?;
            let days = (of.first, of.last);
            let published = Published { key: &key, what: What::Bulletin, days, said: &said, figures };
            publish::to_relays(tx, &cx, &published, now)?;
            if let Some(by) = of.ended_by {
                let say = match chats {
                    0 => say!("bulletins-no-chats"),
                    _ => say!("bulletins-sent", count = chats),
                };
                tell(tx, &cx, by, &format!("{key}:told"), &say, Keyboard::default(), now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// What a bulletin says in each of these languages.
pub(super) fn said(
    cx: &Context,
    of: &Bulletin,
    figures: &Figures,
    locales: &[Locale],
    drawn: &[Drawn],
) -> HashMap<Locale, Said> {
    let said = |locale: Locale| {
        let text = |bare| Page { cx, locale, of, figures, bare }.text();
        Said { html: text(false), text: text(true), picture: in_language(drawn, locale).map(str::to_owned) }
    };
    locales.iter().map(|&locale| (locale, said(locale))).collect()
}

/// Ends a draft that nobody touched, or looks again later.
pub async fn due(tools: &Tools, job: Job) -> Result<(), Failure> {
    let id = number(&job.payload)?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            if let Some(of) = store::by_id(tx, id)?.filter(|of| of.state == State::Draft) {
                if of.touched_at + UNTOUCHED <= now {
                    let seen = draft_of(id).seen(tx)?;
                    drafts::drop(tx, &cx, &of, None, now)?;
                    let say = say!(
                        "bulletins-expired",
                        first = crate::i18n::day(of.first),
                        last = crate::i18n::day(of.last)
                    );
                    for seen in seen {
                        let html = cx.texts.html(cx.locale_in(tx, seen.chat)?, &say);
                        let key =
                            format!("bulletin:{id}:expired:{}:{}", seen.chat, of.touched_at.timestamp());
                        let letter =
                            crate::outbox::Letter::notice(key, seen.chat, crate::outbox::Body::text(html));
                        crate::outbox::enqueue(tx, letter.kept_quiet(), now)?;
                    }
                } else {
                    expire_later(tx, id, of.touched_at)?;
                }
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}
