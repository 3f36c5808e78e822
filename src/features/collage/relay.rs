//! Sending an area's day up, and amending what was sent.
//!
//! Whatever happened, the job is the same: compare what is with what was last relayed, and bring
//! every desk to what is. So a repeated or late job sends nothing twice, and many changes end in
//! one amendment.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};

use super::draw::{self, Kept};
use super::sheet::{Sheet, sheet};
use super::store::{self, Part, Relay};
use super::texts::{Mark, Told, Voice};
use super::{desks, lists, receipts};
use crate::clock::Time;
use crate::domain::calendar::Stage;
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::points::{self, Award};
use crate::features::{kinds, rehearsal};
use crate::i18n::{self, Locale, escape};
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Lane, Letter, Picture};
use crate::store::{Read, Tx};

/// Amendments of one area's day follow each other no faster: a lead who reviews thirty photos
/// after the close makes a few, not thirty.
const PAUSE: TimeDelta = TimeDelta::seconds(15);

/// The same while the day still runs, when photos come all the time.
const PAUSE_OF_RUNNING_DAY: TimeDelta = TimeDelta::minutes(10);

/// What a relay job is for: the third word of its payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Something changed: what was relayed is amended, and nothing else is sent.
    Change,
    /// The day was closed.
    Close,
    /// A lead pressed "send now".
    Now,
    /// A lead wants the messages once more.
    Again,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Order {
    area: AreaId,
    day: NaiveDate,
    why: Why,
}

impl Order {
    fn parse(payload: &str) -> Result<Self, Failure> {
        let words: Vec<&str> = payload.split_whitespace().collect();
        let (area, day, why) = match words.as_slice() {
            [area, day] => (area, day, Why::Change),
            [area, day, "close"] => (area, day, Why::Close),
            [area, day, "now"] => (area, day, Why::Now),
            [area, day, "again"] => (area, day, Why::Again),
            _ => anyhow::bail!("a relay is asked for as `area day [close|now|again]`, not {payload:?}"),
        };
        Ok(Order { area: area.parse::<i64>()?.into(), day: day.parse()?, why })
    }
}

/// The job that relays an area's day.
pub fn job(area: AreaId, day: NaiveDate, why: Why, key: String, due: Time) -> NewJob {
    let word = match why {
        Why::Change => "",
        Why::Close => " close",
        Why::Now => " now",
        Why::Again => " again",
    };
    NewJob { kind: kinds::RELAY, key, payload: format!("{area} {day}{word}"), due }
}

/// The key of the close's own relay; with an empty area the stem of all of a day's.
pub fn close_key(day: NaiveDate, area: Option<AreaId>) -> String {
    format!("relay:close:{day}:{}", area.map(|area| format!("{area}.")).unwrap_or_default())
}

/// Pictures, one a language, and what they were drawn from.
#[derive(Default)]
struct Drawn {
    state: String,
    kept: BTreeMap<Locale, Kept>,
}

/// What has to be drawn before anything can be sent.
struct Wanted {
    sheet: Sheet,
    mark: Mark,
    locale: Locale,
}

/// The picture of a day in each language that it was drawn in.
type Pictures = BTreeMap<Locale, String>;

/// Does a relay job. What is drawn may be out of date when it is done: then it is drawn again.
pub async fn relay(tools: &Tools, job: Job) -> Result<(), Failure> {
    let order = Order::parse(&job.payload)?;
    let mut drawn = Arc::new(Drawn::default());
    loop {
        let (cx, job, now, known) = (tools.cx.clone(), job.clone(), tools.clock.now(), drawn.clone());
        let wanted = tools.store.write(move |tx| bring_up_to_date(tx, &cx, order, &job, &known, now)).await?;
        let Some(wanted) = wanted else { return Ok(()) };
        let picture = draw::draw(tools, &wanted.sheet, wanted.mark, wanted.locale).await?;
        let state = wanted.sheet.state();
        let mut kept = if drawn.state == state { drawn.kept.clone() } else { BTreeMap::new() };
        kept.insert(wanted.locale, picture);
        drawn = Arc::new(Drawn { state, kept });
    }
}

fn bring_up_to_date(
    tx: &mut Tx,
    cx: &Context,
    order: Order,
    job: &Job,
    drawn: &Drawn,
    now: Time,
) -> Result<Option<Wanted>, Failure> {
    let Order { area, day, why } = order;
    let closed = store::closed_at(tx, day)?.is_some();
    let last = store::last_relay(tx, area, day)?;
    // What was sent up in the rehearsal stays as it was read then.
    let wiped = rehearsal::is_wiped(tx, cx, day)?;
    let sheet = match sheet(tx, cx, area, day)?.filter(|_| !wiped) {
        Some(sheet) if why != Why::Change || amends(tx, order, closed, last.as_ref())? => sheet,
        _ => {
            jobs::finish(tx, job.id, now)?;
            return Ok(None);
        }
    };
    let state = sheet.state();
    let changed = last.as_ref().is_none_or(|last| last.state != state);
    if last.is_some() || !sheet.photos.is_empty() {
        if let Some(due) = last.as_ref().and_then(|last| too_soon(last, why, closed, now)).filter(|_| changed)
        {
            jobs::enqueue(
                tx,
                &NewJob { kind: kinds::RELAY, key: job.key.clone(), payload: job.payload.clone(), due },
            )?;
            return Ok(None);
        }
        let late = closed && why != Why::Close;
        let mut relay = match last {
            Some(last) if !changed => last,
            last => {
                let revision = last.as_ref().map_or(0, |last| last.revision) + 1;
                Relay { revision, state, picture: None, late, made_at: now }
            }
        };
        let how = Sending { why, changed, job: job.id, now };
        let had = store::letters(tx, area, day)?;
        let desks = addressed(tx, cx, &sheet, &had, how)?;
        let mark = mark(relay.late, closed, relay.made_at);
        let mut pictures = Pictures::new();
        // The campaign's language comes first: its picture is the one that the day is kept with.
        let own = cx.config.locale;
        for locale in std::iter::once(own).chain(desks.iter().map(|desk| desk.locale)) {
            let known = match locale {
                _ if changed => None,
                _ if locale == own => relay.picture.clone(),
                _ => store::picture_in(tx, (area, day), relay.revision, locale)?,
            };
            match (known, drawn.kept.get(&locale).filter(|_| drawn.state == relay.state)) {
                (Some(picture), _) => {
                    pictures.insert(locale, picture);
                }
                (None, Some(kept)) => {
                    outbox::note_file(tx, &kept.hash, kept.bytes, now)?;
                    pictures.insert(locale, kept.hash.clone());
                }
                // One that was relayed and is gone is not drawn again.
                (None, None) if locale == own && !changed => {}
                (None, None) => return Ok(Some(Wanted { sheet, mark, locale })),
            }
        }
        if changed {
            relay.picture = pictures.get(&own).cloned();
            store::insert_relay(tx, (area, day), (sheet.photos.len() as u32, sheet.heads), &relay)?;
        }
        for (locale, picture) in pictures.iter().filter(|(locale, _)| **locale != own) {
            store::put_picture(tx, (area, day), relay.revision, *locale, picture)?;
        }
        let mut told = BTreeMap::new();
        for desk in &desks {
            let told = told.entry(desk.locale).or_insert_with(|| {
                Voice { texts: &cx.texts, locale: desk.locale, zone: cx.config.timezone }.tell(&sheet, mark)
            });
            let picture = pictures.get(&desk.locale);
            send(tx, &sheet, desk, &had, Content { revision: relay.revision, told, picture }, how)?;
        }
    }
    if closed {
        settle_quota(tx, cx, &sheet, job.id, now)?;
        if changed && why != Why::Close {
            receipts::amend(tx, cx, area, day, now)?;
            lists::amend(tx, cx, day, now)?;
        }
    }
    jobs::finish(tx, job.id, now)?;
    Ok(None)
}

/// Whether a change is one of what was relayed. What changes before the close's own relay is drawn
/// goes into that.
fn amends(read: &Read, order: Order, closed: bool, last: Option<&Relay>) -> Result<bool, Failure> {
    if !closed {
        return Ok(last.is_some());
    }
    Ok(!jobs::is_waiting(read, kinds::RELAY, &close_key(order.day, Some(order.area)))?)
}

/// `20:15`, as the campaign's clocks show it.
pub fn time_of(cx: &Context, at: Time) -> String {
    i18n::time(at.with_timezone(&cx.config.timezone).time())
}

/// Until when an amendment waits, so that others can join it.
fn too_soon(last: &Relay, why: Why, closed: bool, now: Time) -> Option<Time> {
    let due = last.made_at + if closed { PAUSE } else { PAUSE_OF_RUNNING_DAY };
    // A clock that was set back makes nobody wait longer than that.
    (why == Why::Change && last.made_at <= now && now < due).then_some(due)
}

pub fn mark(late: bool, closed: bool, at: Time) -> Mark {
    match (late, closed) {
        (true, _) => Mark::Corrected(at),
        (false, true) => Mark::Whole,
        (false, false) => Mark::AsOf(at),
    }
}

#[derive(Clone, Copy)]
struct Sending {
    why: Why,
    changed: bool,
    job: i64,
    now: Time,
}

/// A desk that is written to: where, and in which language.
struct Addressed {
    desk: Part,
    locale: Locale,
    /// It has nothing of the day yet, or shall have it once more.
    fresh: bool,
}

/// The desks to which there is something to say.
fn addressed(
    read: &Read,
    cx: &Context,
    sheet: &Sheet,
    had: &[(Part, String)],
    how: Sending,
) -> Result<Vec<Addressed>, Failure> {
    let mut desks: BTreeSet<Part> = desks::of(read, &sheet.tree, sheet.area)?
        .into_iter()
        .map(|desk| Part { chat: desk.chat, thread: desk.thread, part: 0 })
        .collect();
    let has = |desk: &Part| had.iter().any(|(part, _)| part == desk);
    if how.changed {
        // What was sent to a desk that was unbound since is still read there.
        desks.extend(had.iter().map(|(part, _)| *part).filter(|part| part.part == 0));
    }
    let mut addressed = Vec::new();
    for desk in desks {
        let fresh = how.why == Why::Again || !has(&desk);
        if fresh || how.changed || how.why == Why::Close {
            addressed.push(Addressed { desk, locale: cx.locale_in(read, desk.chat)?, fresh });
        }
    }
    Ok(addressed)
}

/// What a desk is told, in its language.
#[derive(Clone, Copy)]
struct Content<'c> {
    revision: i64,
    told: &'c Told,
    picture: Option<&'c String>,
}

/// Brings a desk to what is told: edits what it has, sends what it lacks.
fn send(
    tx: &mut Tx,
    sheet: &Sheet,
    Addressed { desk, fresh, .. }: &Addressed,
    had: &[(Part, String)],
    content: Content,
    how: Sending,
) -> Result<(), Failure> {
    let (of, Content { revision, told, picture }) = ((sheet.area, sheet.day), content);
    let here = |part: Part| part.chat == desk.chat && part.thread == desk.thread;
    let key_of = |number: i64| {
        had.iter().find(|(part, _)| here(*part) && part.part == number).map(|(_, key)| key.clone())
    };
    for (number, text) in (0..).zip(std::iter::once(&told.caption).chain(&told.full)) {
        let part = Part { part: number, ..*desk };
        let html = escape(text).into_owned();
        let letter = match key_of(number).filter(|_| !fresh) {
            Some(of) => Letter::edit(desk.chat, change(of, number, html, picture.filter(|_| how.changed)))
                .in_lane(Lane::Notice),
            None => {
                let key = new_key(sheet, part, revision, how);
                store::put_letter(tx, of, part, &key)?;
                let body = match (picture, number) {
                    (Some(picture), 0) => Body::photo(picture, html),
                    _ => Body::text(html),
                };
                Letter::notice(key, desk.chat, body).in_thread(desk.thread)
            }
        };
        outbox::enqueue(tx, letter, how.now)?;
    }
    for (part, key) in had.iter().filter(|(part, _)| here(*part) && part.part > told.full.len() as i64) {
        store::drop_letter(tx, of, *part)?;
        if !fresh {
            outbox::enqueue(tx, Letter::removal(desk.chat, key), how.now)?;
        }
    }
    Ok(())
}

/// The change of one message; the picture goes along only where it is another.
fn change(of: String, number: i64, html: String, picture: Option<&String>) -> Body {
    let keyboard = Default::default();
    if number > 0 {
        return Body::EditText { of, html, keyboard };
    }
    let picture = picture.map(|hash| Picture { hash: hash.clone() });
    Body::EditPhoto { of, picture, html, keyboard }
}

fn new_key(sheet: &Sheet, part: Part, revision: i64, how: Sending) -> String {
    let Part { chat, thread, part } = part;
    let again = if how.why == Why::Again { format!(":{}", how.job) } else { String::new() };
    // On the eve of day 1 its relays are sent to try things, and then from the first again.
    let trial = if sheet.stage == Stage::Rehearsal { ":rehearsal" } else { "" };
    format!("relay:{}:{}:{chat}:{thread}:{part}:{revision}{again}{trial}", sheet.area, sheet.day)
}

/// Books what reaching the quota earns to each of the day's senders, or takes it back: as things
/// stand now, whatever was booked before. `revision` names the decision, of which each is higher.
pub fn settle_quota(
    tx: &mut Tx,
    cx: &Context,
    sheet: &Sheet,
    revision: i64,
    now: Time,
) -> Result<(), Failure> {
    let senders: BTreeSet<PersonId> = sheet.photos.iter().filter_map(|photo| photo.person).collect();
    let booked: BTreeSet<PersonId> = store::quota_earners(tx, sheet.area, sheet.day)?.into_iter().collect();
    for &person in senders.union(&booked) {
        let award = Award {
            person,
            area: sheet.area,
            day: sheet.day,
            deed: Deed::QuotaReached,
            reference: &format!("quota:{}:{}:{person}", sheet.area, sheet.day),
            decision: &revision.to_string(),
            times: u32::from(sheet.reached() && senders.contains(&person)),
            by: None,
        };
        points::settle(tx, cx, &award, now)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_reads_back_from_its_job() -> Result<(), Failure> {
        let (area, day) = (AreaId::from(7), NaiveDate::from_ymd_opt(2026, 6, 21).unwrap_or_default());
        for why in [Why::Change, Why::Close, Why::Now, Why::Again] {
            let job = job(area, day, why, "key".into(), Time::UNIX_EPOCH);
            assert_eq!(Order::parse(&job.payload)?, Order { area, day, why });
        }
        assert!(Order::parse("7 2026-06-21 perhaps").is_err());
        assert!(close_key(day, Some(area)).starts_with(&close_key(day, None)));
        assert!(!close_key(day, Some(71.into())).starts_with(&close_key(day, Some(area))));
        Ok(())
    }

    #[test]
    fn amendments_gather() {
        let at = |second| Time::UNIX_EPOCH + TimeDelta::seconds(second);
        let last = Relay { revision: 1, state: String::new(), picture: None, late: false, made_at: at(100) };
        assert_eq!(too_soon(&last, Why::Change, true, at(101)), Some(at(115)));
        assert_eq!(too_soon(&last, Why::Change, false, at(101)), Some(at(700)));
        assert_eq!(too_soon(&last, Why::Change, true, at(115)), None);
        assert_eq!(too_soon(&last, Why::Now, false, at(101)), None);
        assert_eq!(too_soon(&last, Why::Change, true, at(99)), None, "the clock was set back");
    }
}
