//! Closing entries, and drawing.

use super::chat::{Press, in_words};
use super::{Draw, State, UNTIL_DRAWN, closes, later, store};
use crate::blocking;
use crate::domain::draws;
use crate::domain::ids::{ChatId, DrawId};
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::turn::tell;
use crate::features::{kinds, mute, roles};
use crate::i18n::{Locale, Say};
use crate::jobs::{self, Job};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::{Button, Keyboard};

/// Winners whose numbers stand in the message; all stand in what is recomputed.
const NAMED: usize = 100;

fn number(job: &Job) -> Result<DrawId, Failure> {
    Ok(job.payload.trim().parse::<i64>()?.into())
}

/// Gives out the tickets, and tells how many there are.
pub async fn close(tools: &Tools, job: Job) -> Result<(), Failure> {
    let id = number(&job)?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            if let Some(of) = store::by_id(tx, id)?
                && store::advance(tx, id, State::Open, State::Closed, now)?
            {
                let count = store::issue(tx, &of)?;
                let said = say!("draws-closed", name = &of.name, count = count);
                for (chat, thread) in store::chats(tx, id)? {
                    let locale = cx.locale_in(tx, chat)?;
                    let body = Body::text(cx.texts.html(locale, &said));
                    let letter = Letter::notice(format!("draw:{id}:closed:{chat}:{thread}"), chat, body);
                    let letter = letter.in_thread(thread).with(mine(&cx, locale, id));
                    mute::own_accord(tx, &cx, mute::Kind::News, letter, now)?;
                }
                later(tx, kinds::DRAW, id, (closes(&cx, of.day) + UNTIL_DRAWN).max(now))?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// The button that tells whoever presses it their own number.
pub(super) fn mine(cx: &Context, locale: Locale, id: DrawId) -> Keyboard {
    let text = cx.texts.plain(locale, &say!("draws-mine-button"));
    Keyboard::row([Button::press(text, Press::Mine { draw: id })])
}

/// Draws: publishes the seed and the list of tickets, tells those who won, and the admins whom to look for.
pub async fn draw(tools: &Tools, job: Job) -> Result<(), Failure> {
    let id = number(&job)?;
    let found =
        tools.store.read(move |read| Ok((store::by_id(read, id)?, store::tickets(read, id)?))).await?;
    let now = tools.clock.now();
    let (Some(of), tickets) = found else {
        return tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await;
    };
    let csv = draws::written(&tickets).into_bytes();
    let (media, kept) = (tools.media.clone(), csv.clone());
    let hash = blocking::run(move || media.keep(&kept)).await??;
    let cx = tools.cx.clone();
    tools
        .store
        .write(move |tx| {
            // Somebody was forgotten meanwhile: the job stays, and makes another list.
            if store::tickets(tx, id)? != tickets {
                return Ok(());
            }
            if let Some(seed) = &of.seed
                && store::advance(tx, id, State::Closed, State::Drawn, now)?
            {
                let winners = usize::try_from(of.winners).unwrap_or_default();
                let won = draws::winners(seed, &tickets, winners);
                outbox::note_file(tx, &hash, csv.len(), now)?;
                let named: Vec<String> = won.iter().take(NAMED).map(u64::to_string).collect();
                let result = match named.is_empty() {
                    true => say!("draws-nobody", name = &of.name),
                    false => say!(
                        "draws-drawn",
                        name = &of.name,
                        count = tickets.len(),
                        winners = named.join(" · "),
                        seed = seed,
                        prizes = of.winners
                    ),
                };
                for (chat, thread) in store::chats(tx, id)? {
                    list(tx, &cx, &of, (chat, thread), &hash, &result, now)?;
                }
                let mut names = Vec::new();
                for (place, number) in won.iter().enumerate() {
                    let Some(person) = store::win(tx, id, *number, place as i64 + 1)? else { continue };
                    let say = say!("draws-won", name = &of.name, number = *number);
                    tell(
                        tx,
                        &cx,
                        person,
                        &format!("draw:{id}:won:{number}"),
                        &say,
                        Keyboard::default(),
                        now,
                    )?;
                    names.push(format!("{number} {}", name_of(tx, person)?));
                }
                for admin in roles::admins(tx, &cx)? {
                    let whom = say!("draws-winners", name = &of.name, winners = names.join("\n"));
                    tell(
                        tx,
                        &cx,
                        admin,
                        &format!("draw:{id}:admin:{admin}"),
                        &whom,
                        Keyboard::default(),
                        now,
                    )?;
                }
                roles::audit(tx, None, "draw.drawn", &of.name, now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// The list of tickets with what came of it, in a chat.
fn list(
    tx: &mut Tx,
    cx: &Context,
    of: &Draw,
    (chat, thread): (ChatId, i64),
    hash: &str,
    result: &Say,
    now: crate::clock::Time,
) -> Result<(), Failure> {
    let locale = cx.locale_in(tx, chat)?;
    let html = cx.texts.html(locale, result);
    let file_name = format!("draw-{}.csv", of.id);
    let body = Body::Document { hash: hash.to_owned(), file_name, html, thread };
    let letter = Letter::notice(format!("draw:{}:drawn:{chat}:{thread}", of.id), chat, body);
    outbox::enqueue(tx, letter, now)?;
    Ok(())
}

fn name_of(read: &Read, person: crate::domain::ids::PersonId) -> Result<String, Failure> {
    let found = crate::directory::person_by_id(read, person)?;
    Ok(found.map_or_else(|| "—".to_owned(), |person| person.name))
}

/// What is told of a draw where it is announced.
pub(super) fn announcement(
    tx: &mut Tx,
    cx: &Context,
    of: &Draw,
    (chat, thread): (ChatId, i64),
    now: crate::clock::Time,
) -> Result<(), Failure> {
    let locale = cx.locale_in(tx, chat)?;
    let commitment = of.commitment.clone().unwrap_or_default();
    let mut html = cx.texts.html(locale, &in_words(of));
    html.push('\n');
    html.push_str(&cx.texts.html(locale, &say!("draws-commitment", commitment = commitment)));
    let letter = Letter::notice(format!("draw:{}:open:{chat}:{thread}", of.id), chat, Body::text(html));
    outbox::enqueue(tx, letter.in_thread(thread).with(mine(cx, locale, of.id)), now)?;
    Ok(())
}
