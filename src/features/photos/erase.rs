//! Erasing what was kept of a photo that its sender took back.

use chrono::TimeDelta;

use crate::backup as archive;
use crate::blocking;
use crate::clock::Time;
use crate::error::Failure;
use crate::features::context::Tools;
use crate::features::kinds;
use crate::jobs::{self, Job, NewJob};
use crate::store::Tx;

use super::store;

/// What shows the picture at this moment (a letter on its way, a collage being drawn) is done by
/// then, and so is a backup that is under way, or it is waited for once more.
const PAUSE: TimeDelta = TimeDelta::seconds(30);

/// Has files removed that have lost a name; those that have another one stay. `cause` is what took
/// the name.
pub fn later(tx: &mut Tx, cause: &str, hashes: &[String], now: Time) -> Result<(), Failure> {
    if hashes.is_empty() {
        return Ok(());
    }
    let key = format!("{}:{cause}", kinds::PHOTO_ERASE);
    jobs::enqueue(tx, &NewJob { kind: kinds::PHOTO_ERASE, key, payload: hashes.join("\n"), due: now + PAUSE })
}

/// Removes the files that nothing names any more.
pub async fn erase(tools: &Tools, job: Job) -> Result<(), Failure> {
    let now = tools.clock.now();
    // A backup reads files by their names as they were when it began.
    let Some(no_backup) = archive::begin(&tools.cx.config.storage)? else {
        return tools
            .store
            .write(move |tx| {
                jobs::enqueue(
                    tx,
                    &NewJob {
                        kind: kinds::PHOTO_ERASE,
                        key: job.key.clone(),
                        payload: job.payload.clone(),
                        due: now + PAUSE,
                    },
                )
            })
            .await;
    };
    let (store, media, hashes) = (tools.store.clone(), tools.media.clone(), job.payload.clone());
    blocking::run(move || {
        hashes.lines().try_for_each(|hash| {
            let name = hash.to_owned();
            let forget = || futures::executor::block_on(store.write(move |tx| store::forget_file(tx, &name)));
            media.erase(hash, forget)
        })
    })
    .await??;
    drop(no_backup);
    tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await
}
