//! What a ranking takes that is no turn of anybody's: drawing it, sending it, following corrections, becoming final.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::chat::Press;
use super::drafts::{self, View, draft_of};
use super::standing::{self, Standing};
use super::text::{Page, month};
use super::{Ranking, State, picture, store};
use crate::clock::Time;
use crate::domain::ids::{ChatId, RankingId};
use crate::domain::ranking::written;
use crate::domain::relay::What;
use crate::error::Failure;
use crate::features::bulletins::drawn::{Drawn, in_language, note};
use crate::features::bulletins::job::gathered;
use crate::features::bulletins::publish::{self, Published, Said};
use crate::features::bulletins::{UNTOUCHED, editors};
use crate::features::context::{Context, Tools};
use crate::features::turn::{self, tell};
use crate::features::{Run, kinds, roles};
use crate::i18n::{self, Locale};
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Lane, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::{Button, Keyboard};

/// The job `ranking` of a schedule.
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

fn later(
    tx: &mut Tx,
    kind: &'static str,
    id: RankingId,
    rest: &str,
    payload: String,
    due: Time,
) -> Result<(), Failure> {
    jobs::enqueue(tx, &NewJob { kind, key: format!("{kind}:{id}:{rest}"), payload, due })
}

pub(super) fn draw_soon(
    tx: &mut Tx,
    id: RankingId,
    whom: Whom,
    cause: &str,
    now: Time,
) -> Result<(), Failure> {
    let whom = match whom {
        Whom::Editors => "editors".to_owned(),
        Whom::Chat(chat) => chat.to_string(),
        Whom::Nobody => String::new(),
    };
    later(tx, kinds::RANKING_DRAFT, id, cause, format!("{id}\n{whom}"), now)
}

/// Has it sent to all chats: as provisional or as final.
pub(super) fn publish_soon(tx: &mut Tx, id: RankingId, state: State, now: Time) -> Result<(), Failure> {
    let word = if state == State::Final { FINAL } else { PROVISIONAL };
    later(tx, kinds::RANKING, id, word, format!("{id}\n{word}"), now)
}

const FINAL: &str = "final";
const PROVISIONAL: &str = "provisional";

/// Looks again when the appeals end.
pub(super) fn close_later(tx: &mut Tx, id: RankingId, due: Time) -> Result<(), Failure> {
    later(tx, kinds::RANKING_CLOSE, id, "close", id.to_string(), due)
}

/// Looks again when a draft that nobody touches is to end.
pub(super) fn expire_later(tx: &mut Tx, id: RankingId, touched: Time) -> Result<(), Failure> {
    let due = touched + UNTOUCHED;
    later(tx, kinds::RANKING_DUE, id, &due.timestamp_millis().to_string(), id.to_string(), due)
}

/// An area has another count of a day: the draft of that month follows, or what was published provisionally, some
/// minutes later for all corrections together.
pub fn day_changed(tx: &mut Tx, day: NaiveDate, now: Time) -> Result<(), Failure> {
    let Some(of) = day.with_day(1).map(|first| store::of_month(tx, first)).transpose()?.flatten() else {
        return Ok(());
    };
    let (due, slot) = gathered(now);
    match of.state {
        State::Draft => draw_soon(tx, of.id, Whom::Nobody, &format!("corrected:{slot}"), due),
        State::Provisional => {
            later(tx, kinds::RANKING_AMEND, of.id, &slot.to_string(), of.id.to_string(), due)
        }
        State::Final | State::Dropped => Ok(()),
    }
}

fn number(text: &str) -> Result<RankingId, Failure> {
    Ok(text.trim().parse::<i64>()?.into())
}

/// Draws a draft in the languages of those who see it, and shows it.
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
    let Some((of, standing, chats)) = read else {
        return tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await;
    };
    let mut locales: Vec<Locale> = Vec::new();
    for (_, locale) in &chats {
        if !locales.contains(locale) {
            locales.push(*locale);
        }
    }
    let drawn = picture::draw(tools, &of, &standing, &locales).await?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            if store::by_id(tx, id)?.is_some_and(|of| of.state == State::Draft) {
                note(tx, &drawn, now)?;
                for (chat, locale) in &chats {
                    let picture = in_language(&drawn, *locale);
                    match (whom, draft_of(id).seen_in(tx, *chat)?) {
                        (Whom::Nobody, Some(seen)) => {
                            draft_of(id).picture(tx, &seen, picture, now)?;
                            drafts::show_again(tx, &cx, &of, &seen, View::Plain, now)?;
                        }
                        (Whom::Nobody, None) => {}
                        _ => {
                            let page = drafts::page(&cx, &of, &standing, *locale, View::Plain);
                            draft_of(id).show(tx, &cx, *chat, picture, page, now)?;
                        }
                    }
                }
                if chats.is_empty() {
                    tracing::warn!(month = %of.month, "nobody who could publish the ranking can be written to");
                }
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

type Read3 = (Ranking, Standing, Vec<(ChatId, Locale)>);

fn read_draft(read: &Read, cx: &Context, id: RankingId, whom: Whom) -> Result<Option<Read3>, Failure> {
    let Some(of) = store::by_id(read, id)?.filter(|of| of.state == State::Draft) else { return Ok(None) };
    let standing = standing::read(read, cx, of.month, of.weighs(cx))?;
    let chats = match whom {
        Whom::Editors => editors::editors(read, cx)?,
        Whom::Chat(chat) => vec![(chat, cx.locale_in(read, chat)?)],
        Whom::Nobody => draft_of(id)
            .seen(read)?
            .into_iter()
            .map(|seen| Ok((seen.chat, cx.locale_in(read, seen.chat)?)))
            .collect::<Result<_, Failure>>()?,
    };
    Ok(Some((of, standing, chats)))
}

/// Sends a ranking to all chats, and where it is provisional to the leads of its areas what they stand at.
pub async fn publish(tools: &Tools, job: Job) -> Result<(), Failure> {
    let mut lines = job.payload.lines();
    let id = number(lines.next().unwrap_or_default())?;
    let is_final = lines.next() == Some(FINAL);
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    let read = tools
        .store
        .read(move |read| Ok((store::by_id(read, id)?, publish::locales(read, &cx, What::Ranking)?)));
    let (found, locales) = read.await?;
    let state = if is_final { State::Final } else { State::Provisional };
    let standing = Standing::from_shown(found.as_ref().and_then(|of| of.shown.as_deref()))?;
    // What became final before it went out as provisional goes out as final alone.
    let (Some(of), Some(standing)) = (found.filter(|of| of.state == state), standing) else {
        return tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await;
    };
    let drawn = picture::draw(tools, &of, &standing, &locales).await?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            note(tx, &drawn, now)?;
            let said = said(&cx, &of, &standing, &locales, &drawn);
            publish::keep_pictures(tx, draft_of(id).kind, id.get(), &said)?;
            let key = key(&of);
            let chats = publish::to_all(tx, &cx, &key, &said, now)?;
            let figures = serde_json::to_value(&standing)?;
            let days = standing::days(&cx, of.month).unwrap_or((of.month, of.month));
            let published = Published { key: &key, what: What::Ranking, days, said: &said, figures };
            publish::to_relays(tx, &cx, &published, now)?;
            if state == State::Provisional {
                tell_leads(tx, &cx, &of, &standing, now)?;
            }
            let (_, by) = store::published_by(tx, id)?;
            if let Some(by) = by {
                let say = match (chats, state) {
                    (0, _) => say!("rankings-no-chats"),
                    (_, State::Final) => say!("rankings-sent-final", count = chats),
                    _ => say!("rankings-sent", count = chats),
                };
                tell(tx, &cx, by, &format!("{key}:told"), &say, Keyboard::default(), now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

fn key(of: &Ranking) -> String {
    let word = if of.state == State::Final { FINAL } else { PROVISIONAL };
    format!("ranking:{}:{word}", of.id)
}

fn said(
    cx: &Context,
    of: &Ranking,
    standing: &Standing,
    locales: &[Locale],
    drawn: &[Drawn],
) -> HashMap<Locale, Said> {
    let said = |locale: Locale| {
        let text = |bare| Page { bare, ..Page::of(cx, of, standing, locale) }.text();
        Said { html: text(false), text: text(true), picture: in_language(drawn, locale).map(str::to_owned) }
    };
    locales.iter().map(|&locale| (locale, said(locale))).collect()
}

/// Tells each lead of a ranked area where it stands, with what they can do about it.
fn tell_leads(
    tx: &mut Tx,
    cx: &Context,
    of: &Ranking,
    standing: &Standing,
    now: Time,
) -> Result<(), Failure> {
    let Some(until) = of.appeals_until else { return Ok(()) };
    for (person, area) in roles::all_leads(tx)? {
        let Some(row) = standing.row(area) else { continue };
        let Some((chat, locale)) = turn::reach(tx, cx, person)? else { continue };
        let (name, all, until) = (&row.name, standing.rows.len(), i18n::day(until));
        let say = match row.rank {
            Some(rank) => say!(
                "rankings-lead",
                month = month(of.month),
                area = name,
                rank = rank,
                of = all,
                score = written(row.score),
                day = until
            ),
            None => say!("rankings-lead-unranked", month = month(of.month), area = name, day = until),
        };
        let button = |say: crate::i18n::Say, press: Press| Button::press(cx.texts.plain(locale, &say), press);
        let keyboard = Keyboard::row([
            button(say!("rankings-why-button"), Press::Why { ranking: of.id, area }),
            button(say!("rankings-appeal-button"), Press::Appeal { ranking: of.id, area }),
        ]);
        let key = format!("ranking:{}:lead:{person}:{area}", of.id);
        let letter = Letter::notice(key, chat, Body::text(cx.texts.html(locale, &say))).with(keyboard);
        outbox::enqueue(tx, letter.in_lane(Lane::Broadcast).kept_quiet(), now)?;
    }
    Ok(())
}

/// Edits what was published where its month has changed since.
pub async fn amend(tools: &Tools, job: Job) -> Result<(), Failure> {
    let id = number(&job.payload)?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    let read = tools
        .store
        .read(move |read| {
            let Some(of) = store::by_id(read, id)?.filter(|of| of.state == State::Provisional) else {
                return Ok(None);
            };
            let standing = standing::read(read, &cx, of.month, of.weighs(&cx))?;
            let same = Standing::from_shown(of.shown.as_deref())?.as_ref() == Some(&standing);
            Ok((!same).then_some((of, standing, publish::locales(read, &cx, What::Ranking)?)))
        })
        .await?;
    let Some((of, standing, locales)) = read else {
        return tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await;
    };
    let drawn = picture::draw(tools, &of, &standing, &locales).await?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            if store::amend(tx, id, of.revision, &serde_json::to_string(&standing)?)? {
                note(tx, &drawn, now)?;
                let said = said(&cx, &of, &standing, &locales, &drawn);
                publish::keep_pictures(tx, draft_of(id).kind, id.get(), &said)?;
                publish::edit_all(tx, &cx, &key(&of), &said, now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// The appeals have ended: where none waits for an answer the ranking becomes final, else whoever decides is asked.
pub async fn close(tools: &Tools, job: Job) -> Result<(), Failure> {
    let id = number(&job.payload)?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            if let Some(of) = store::by_id(tx, id)?.filter(|of| of.state == State::Provisional) {
                let open = store::open_appeals(tx, id)?.len();
                if open == 0 {
                    drafts::finish(tx, &cx, &of, None, now)?;
                } else {
                    for (chat, locale) in editors::editors(tx, &cx)? {
                        let say = say!("rankings-close", month = month(of.month), count = open);
                        let letter = Letter::notice(
                            format!("ranking:{id}:close:{chat}"),
                            chat,
                            Body::text(cx.texts.html(locale, &say)),
                        );
                        let letter = letter.with(final_key(&cx, &of, locale)).kept_quiet();
                        outbox::enqueue(tx, letter, now)?;
                    }
                }
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// The button that makes a ranking final.
pub(super) fn final_key(cx: &Context, of: &Ranking, locale: Locale) -> Keyboard {
    let text = cx.texts.plain(locale, &say!("rankings-final-button"));
    Keyboard::row([Button::press(text, Press::Final { ranking: of.id })])
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
                    let say = say!("rankings-expired", month = month(of.month));
                    for seen in seen {
                        let html = cx.texts.html(cx.locale_in(tx, seen.chat)?, &say);
                        let key = format!("ranking:{id}:expired:{}:{}", seen.chat, of.touched_at.timestamp());
                        outbox::enqueue(
                            tx,
                            Letter::notice(key, seen.chat, Body::text(html)).kept_quiet(),
                            now,
                        )?;
                    }
                } else {
                    expire_later(tx, id, of.touched_at)?;
                }
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}
