//! Erasing a person: ordered by themselves, by an admin on paper, or after they left.
//!
//! It is a job of several steps, each of which may be repeated. What they sent before is handled
//! first, so that nothing of theirs arrives afterwards; what was still to be told them goes out. Then
//! photos and words go, then all that was kept of handled updates and sent messages (whose words
//! stand in another's reply, or in a list, nobody can tell from outside), and last the person, in
//! one transaction, after a line in the log.

use chrono::TimeDelta;

use super::{log, store};
use crate::blocking;
use crate::clock::Time;
use crate::directory::{self, Person};
use crate::domain::ids::{ChildId, PersonId};
use crate::error::Failure;
use crate::features::context::Tools;
use crate::features::{self, kinds, photos, points, rewards, roles};
use crate::i18n::{escape, unmentioning};
use crate::jobs::{self, Job, NewJob};
use crate::store::{Read, Tx, millis, time};
use crate::{inbox, outbox};

/// So long a step waits for what is to come before it.
const PAUSE: TimeDelta = TimeDelta::seconds(2);

/// What was to be told them is not waited for any longer: Telegram may be away, or they.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);

/// What was under way at the moment of erasing has ended by then.
const AFTERWARDS: TimeDelta = TimeDelta::minutes(15);

/// Photos, and letters or updates, in one step.
const PHOTOS: i64 = 50;
const BODIES: i64 = 500;

/// That somebody is to be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    pub person: PersonId,
    pub at: Time,
    /// Whether the log has it already.
    pub is_logged: bool,
    /// The admin who ordered it; none for the person themselves, or the time that passed.
    pub by: Option<PersonId>,
}

impl Order {
    fn payload(&self) -> String {
        let by = self.by.map_or(0, PersonId::get);
        format!("{} {} {} {by}", self.person, millis(self.at), u8::from(self.is_logged))
    }

    fn read(payload: &str) -> Result<Self, Failure> {
        let numbers: Vec<i64> = payload.split(' ').map(str::parse).collect::<Result<_, _>>()?;
        let [person, at, logged, by] = numbers[..] else { anyhow::bail!("no order: {payload}") };
        Ok(Order {
            person: person.into(),
            at: time(at),
            is_logged: logged != 0,
            by: (by != 0).then(|| by.into()),
        })
    }
}

fn stem(person: PersonId) -> String {
    format!("{}:{person}:", kinds::FORGET)
}

/// Has a person erased; one order is enough.
pub fn order(tx: &mut Tx, order: &Order, now: Time) -> Result<(), Failure> {
    if is_ordered(tx, order.person)? {
        return Ok(());
    }
    let key = format!("{}{}", stem(order.person), millis(now));
    jobs::enqueue(tx, &NewJob { kind: kinds::FORGET, key, payload: order.payload(), due: now })
}

/// Whether the person is about to be erased.
pub fn is_ordered(read: &Read, person: PersonId) -> Result<bool, Failure> {
    jobs::is_waiting(read, kinds::FORGET, &stem(person))
}

/// Erases a person, as far as it can be done now.
pub async fn forget(tools: &Tools, job: Job) -> Result<(), Failure> {
    let order = Order::read(&job.payload)?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    if tools.store.read(move |read| waits_for_updates(read, &order)).await? {
        return later(tools, job, now).await;
    }
    let (of, each) = (order.person, cx.clone());
    // Roles go first: with them goes the menu, which only a chat that is still known can be given.
    tools
        .store
        .write(move |tx| {
            rewards::release(tx, &each, of, now)?;
            roles::lay_down(tx, &each, of, now)
        })
        .await?;
    loop {
        let each = cx.clone();
        if !tools.store.write(move |tx| photos::forget::some(tx, &each, of, PHOTOS, now)).await? {
            break;
        }
    }
    if tools.store.read(move |read| waits_for_letters(read, &order, now)).await? {
        return later(tools, job, now).await;
    }
    clear_bodies(tools).await?;
    let lines = match order.is_logged {
        true => None,
        false => {
            let storage = cx.config.storage.clone();
            Some(blocking::run(move || log::note(&storage, of, now)).await??)
        }
    };
    tools
        .store
        .write(move |tx| {
            erase(tx, &order, now)?;
            if let Some(lines) = lines {
                store::follow(tx, lines)?;
            }
            let key = format!("{}:{of}:{}", kinds::FORGOTTEN, millis(now));
            let due = now + AFTERWARDS;
            jobs::enqueue(tx, &NewJob { kind: kinds::FORGOTTEN, key, payload: String::new(), due })?;
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// Empties once more what was kept of handled updates and sent messages: some were under way.
pub async fn forgotten(tools: &Tools, job: Job) -> Result<(), Failure> {
    clear_bodies(tools).await?;
    let now = tools.clock.now();
    tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await
}

/// The same job, a moment later.
async fn later(tools: &Tools, job: Job, now: Time) -> Result<(), Failure> {
    let again = move |tx: &mut Tx| {
        let (key, payload) = (job.key.clone(), job.payload.clone());
        jobs::enqueue(tx, &NewJob { kind: kinds::FORGET, key, payload, due: now + PAUSE })
    };
    tools.store.write(again).await
}

fn waits_for_updates(read: &Read, order: &Order) -> Result<bool, Failure> {
    let person = directory::person_by_id(read, order.person)?;
    match person.and_then(|person| person.telegram_id) {
        Some(telegram_id) => inbox::waits_from(read, telegram_id, order.at),
        None => Ok(false),
    }
}

fn waits_for_letters(read: &Read, order: &Order, now: Time) -> Result<bool, Failure> {
    if now > order.at + PATIENCE || directory::private_chat(read, order.person)?.is_none() {
        return Ok(false);
    }
    match store::private_chat(read, order.person)? {
        Some(chat) => outbox::waits_for(read, chat),
        None => Ok(false),
    }
}

async fn clear_bodies(tools: &Tools) -> Result<(), Failure> {
    while tools.store.write(|tx| outbox::clear_some(tx, BODIES)).await? > 0 {}
    while tools.store.write(|tx| inbox::clear_some(tx, BODIES)).await? > 0 {}
    Ok(())
}

/// The last step: the person, and whatever still names them.
fn erase(tx: &mut Tx, order: &Order, now: Time) -> Result<(), Failure> {
    let Some(person) = directory::person_by_id(tx, order.person)? else { return Ok(()) };
    take_names(tx, &person, directory::NOBODY)?;
    features::forget(tx, person.id, now)?;
    while outbox::clear_some(tx, BODIES)? > 0 {}
    while inbox::clear_some(tx, BODIES)? > 0 {}
    store::mark_untidy(tx)?;
    roles::audit(tx, order.by, "privacy.forget", "", now)
}

/// Takes somebody's names out of what waits, and out of reasons that others typed.
fn take_names(tx: &mut Tx, person: &Person, instead: &str) -> Result<(), Failure> {
    if let Some(telegram_id) = person.telegram_id {
        let whom = inbox::Whom { telegram_id, username: person.username.as_deref() };
        inbox::unname(tx, &whom)?;
    }
    for name in names_of(tx, person)? {
        // Another's name too says nothing of whose it is.
        if !store::has_namesake(tx, person.id, &name)? {
            outbox::unname_waiting(tx, &escape(&unmentioning(&name)), instead)?;
            points::store::unname(tx, &name, instead)?;
        }
    }
    Ok(())
}

/// What somebody is called, by Telegram and by themselves; what is too short says nothing of whose it is.
pub fn names_of(read: &Read, person: &Person) -> Result<Vec<String>, Failure> {
    let mut names = vec![person.own_name.clone(), person.name.clone()];
    names.extend(store::answered(read, person.id, "name")?);
    names.retain(|name| name.chars().count() > 1);
    Ok(names)
}

/// Has a pseudonym stand in the place of a child's names in what waits, and empties what was kept of handled
/// updates and sent messages.
pub fn unname(tx: &mut Tx, person: &Person, pseudonym: &str, now: Time) -> Result<(), Failure> {
    take_names(tx, person, pseudonym)?;
    clear_soon(tx, &person.id.to_string(), now)
}

/// The same of the name of a child whom somebody else entered.
pub fn unname_child(
    tx: &mut Tx,
    child: ChildId,
    name: &str,
    pseudonym: &str,
    now: Time,
) -> Result<(), Failure> {
    if name.chars().count() > 1 {
        outbox::unname_waiting(tx, &escape(&unmentioning(name)), pseudonym)?;
        points::store::unname(tx, name, pseudonym)?;
    }
    clear_soon(tx, &format!("child {child}"), now)
}

/// Has handled updates and sent messages emptied, now, and once more when what is under way has ended.
fn clear_soon(tx: &mut Tx, whose: &str, now: Time) -> Result<(), Failure> {
    for due in [now, now + AFTERWARDS] {
        let key = format!("{}:{whose}:{}", kinds::FORGOTTEN, millis(due));
        jobs::enqueue(tx, &NewJob { kind: kinds::FORGOTTEN, key, payload: String::new(), due })?;
    }
    store::mark_untidy(tx)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_reads_back() {
        for by in [None, Some(PersonId::from(4))] {
            let order = Order { person: 12.into(), at: time(1_782_000_000_000), is_logged: by.is_some(), by };
            assert_eq!(Order::read(&order.payload()).expect("an order"), order);
        }
        assert!(Order::read("12").is_err());
    }
}
