//! The command menus for everyone, given to Telegram; and hand-overs whose day has come.

use super::{handover, menu, store};
use crate::error::Failure;
use crate::features::context::Tools;
use crate::jobs::{self, Job};

/// Gives Telegram the menus of each scope and language, all of them: a second time does no harm.
pub async fn menus(tools: &Tools, job: Job) -> Result<(), Failure> {
    let menus = menu::defaults(&tools.cx);
    for params in &menus {
        tools.telegram.call::<bool>("setMyCommands", params).await?;
    }
    let (given, now) = (menu::fingerprint(&menus), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            store::set(tx, menu::GIVEN, &given)?;
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// Ends a hand-over after its last day.
pub async fn handover_due(tools: &Tools, job: Job) -> Result<(), Failure> {
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            if let Ok(id) = job.payload.parse() {
                handover::due(tx, &cx, id, now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}
