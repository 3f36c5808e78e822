//! Looks which badges somebody has earned by now.

use super::{name_in, store, tell};
use crate::clock::Time;
use crate::domain::badge::Badge;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::jobs::{self, Job};
use crate::say;
use crate::store::Tx;

/// Keeps the badges that are new, and tells them in one message.
pub async fn look(tools: &Tools, job: Job) -> Result<(), Failure> {
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    let person = PersonId::from(job.payload.parse::<i64>()?);
    tools
        .store
        .write(move |tx| {
            for person in [Some(person), store::inviter(tx, person)?].into_iter().flatten() {
                give(tx, &cx, person, job.id, now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

fn give(tx: &mut Tx, cx: &Context, person: PersonId, job: i64, now: Time) -> Result<(), Failure> {
    let kept = store::of(tx, person)?;
    // Most have what they can have; then a look at the table is all.
    let open = Badge::ALL.into_iter().filter(|badge| !kept.iter().any(|name| name == badge.name()));
    let open: Vec<Badge> = open.collect();
    if open.is_empty() || !store::takes_part(tx, person)? {
        return Ok(());
    }
    let deeds = store::deeds(tx, person)?;
    let mut new = Vec::new();
    for badge in open.into_iter().filter(|badge| badge.is_earned(&deeds)) {
        if store::keep(tx, person, badge.name(), "", now)? {
            new.push(badge);
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    tell(tx, cx, person, format!("badge:{person}:{job}"), now, |locale| {
        let names: Vec<String> = new.iter().map(|badge| name_in(cx, locale, *badge)).collect();
        say!("badges-new", count = new.len(), badges = cx.texts.list(locale, names))
    })
}
