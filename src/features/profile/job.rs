//! Asking, right behind what is said to a person who joins.

use super::form;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::context::Tools;
use crate::jobs::{self, Job};

/// Puts the first of the questions after joining; payload: the person.
pub async fn ask(tools: &Tools, job: Job) -> Result<(), Failure> {
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    let person = PersonId::from(job.payload.parse::<i64>()?);
    let write = tools.store.write(move |tx| {
        form::begin(tx, &cx, person, now)?;
        jobs::finish(tx, job.id, now)
    });
    write.await
}
