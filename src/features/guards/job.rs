//! The weekly list: Mondays at nine in the campaign's zone, about the week before.

use chrono::{Days, NaiveDate, NaiveTime};

use super::{Finding, Named, What, by_lead, findings};
use crate::clock::Time;
use crate::domain::calendar::instant;
use crate::domain::ids::PersonId;
use crate::domain::period::{Period, monday_of};
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::points::why::{self, Figure};
use crate::features::{kinds, mute, turn};
use crate::i18n::{Locale, Say, day};
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::Tx;
use crate::telegram::keyboards::{Button, Keyboard};

const NINE: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// Lines in one list: who has more to look at begins with these.
const LISTED: usize = 12;

/// Sees that the next list waits for its Monday.
pub fn enqueue_weekly(tx: &mut Tx, cx: &Context, now: Time) -> Result<(), Failure> {
    if jobs::is_waiting(tx, kinds::GUARDS, &format!("{}:", kinds::GUARDS))? {
        return Ok(());
    }
    enqueue_next(tx, cx, now)
}

fn enqueue_next(tx: &mut Tx, cx: &Context, now: Time) -> Result<(), Failure> {
    let zone = cx.config.timezone;
    let mut monday = monday_of(now.with_timezone(&zone).date_naive());
    while instant(monday.and_time(NINE), zone) <= now {
        monday = monday + Days::new(7);
    }
    let due = instant(monday.and_time(NINE), zone);
    let key = format!("{}:{monday}", kinds::GUARDS);
    jobs::enqueue(tx, &NewJob { kind: kinds::GUARDS, key, payload: monday.to_string(), due })
}

/// Has somebody be shown what there is of the last seven days.
pub(super) fn ask(
    tx: &mut Tx,
    cx: &Context,
    person: PersonId,
    update: i64,
    now: Time,
) -> Result<(), Failure> {
    let first = now.with_timezone(&cx.config.timezone).date_naive() - Days::new(6);
    let key = format!("{}:{update}", kinds::GUARDS_ASKED);
    let payload = format!("{person} {first}");
    jobs::enqueue(tx, &NewJob { kind: kinds::GUARDS_ASKED, key, payload, due: now })
}

/// Sends each lead one list about their areas, and none where there is nothing.
pub async fn weekly(tools: &Tools, job: Job) -> Result<(), Failure> {
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    let monday: NaiveDate = job.payload.parse()?;
    let first = monday - Days::new(7);
    let looking = cx.clone();
    // The looking takes a while in a large city, so it is none of the writer's work.
    let lists = tools
        .store
        .read(move |read| {
            let found = findings(read, &looking, first)?;
            by_lead(read, &looking, &found)
        })
        .await?;
    tools
        .store
        .write(move |tx| {
            for (lead, list) in &lists {
                if !mute::wants(tx, *lead, mute::Kind::Lists)? {
                    continue;
                }
                let Some((chat, locale)) = turn::reach(tx, &cx, *lead)? else { continue };
                let (html, keyboard) = page(&cx, locale, first, list);
                let key = format!("guards:{first}:{lead}");
                let letter = Letter::notice(key, chat, Body::text(html)).with(keyboard).kept_quiet();
                outbox::enqueue(tx, letter, now)?;
            }
            jobs::finish(tx, job.id, now)?;
            enqueue_next(tx, &cx, now)
        })
        .await
}

/// Sends one person what they asked for.
pub async fn asked(tools: &Tools, job: Job) -> Result<(), Failure> {
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    let (person, first) = job.payload.split_once(' ').unwrap_or_default();
    let (person, first) = (PersonId::from(person.parse::<i64>()?), first.parse::<NaiveDate>()?);
    let looking = cx.clone();
    let list = tools
        .store
        .read(move |read| {
            let found = findings(read, &looking, first)?;
            super::chat::for_reader(read, &looking, person, found)
        })
        .await?;
    tools
        .store
        .write(move |tx| {
            if let Some((chat, locale)) = turn::reach(tx, &cx, person)? {
                let (html, keyboard) = match list.is_empty() {
                    true => (cx.texts.html(locale, &say!("guards-nothing")), Keyboard::default()),
                    false => page(&cx, locale, first, &list),
                };
                let letter = Letter::answer(format!("guards:job:{}", job.id), chat, Body::text(html));
                outbox::enqueue(tx, letter.with(keyboard), now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// A line for each, and the way to each one's entries.
fn page(cx: &Context, locale: Locale, first: NaiveDate, list: &[Finding]) -> (String, Keyboard) {
    let mut says = vec![say!("guards-head", from = day(first), to = day(first + Days::new(6)))];
    says.extend(list.iter().take(LISTED).map(line));
    if list.len() > LISTED {
        says.push(say!("guards-more", count = list.len() - LISTED));
    }
    says.push(say!("guards-foot"));
    let html = says.iter().map(|say| cx.texts.html(locale, say)).collect::<Vec<_>>().join("\n");
    let mut people: Vec<&Named> = Vec::new();
    for person in list.iter().take(LISTED).flat_map(|finding| &finding.people) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    let buttons: Vec<Button> = people
        .iter()
        .map(|person| {
            let text = cx.texts.plain(locale, &say!("guards-why", name = &person.name));
            Button::press(text, why::press(Figure::Person(person.id), Period::Week(monday_of(first)), -1))
        })
        .collect();
    (html, Keyboard(buttons.chunks(2).map(<[Button]>::to_vec).collect()))
}

fn line(finding: &Finding) -> Say {
    let who = |at: usize| {
        let person = finding.people.get(at);
        let name = person.map_or("", |person| person.name.as_str());
        match person.and_then(|person| person.telegram_id) {
            Some(id) => say!("guards-who", name = name, id = id.to_string()),
            None => say!("guards-name", name = name),
        }
    };
    match finding.what {
        What::Pair => say!("guards-pair", one = who(0), other = who(1)),
        What::Burst { photos } => say!("guards-burst", who = who(0), photos = photos),
        What::Copies { copies } => say!("guards-copies", who = who(0), copies = copies),
        What::Capped => say!("guards-capped", who = who(0)),
        What::Friends { friends } => say!("guards-friends", who = who(0), friends = friends),
    }
}
