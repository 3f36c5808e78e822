//! Fetching, hashing, judging.

use crate::clock::Time;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::jobs::Job;
use crate::store::Tx;

pub async fn fetch(_tools: &Tools, _job: Job) -> Result<(), Failure> {
    Ok(())
}
pub async fn judge(_tools: &Tools, _job: Job) -> Result<(), Failure> {
    Ok(())
}
pub async fn joined(_tools: &Tools, _job: Job) -> Result<(), Failure> {
    Ok(())
}
pub async fn compare(_tools: &Tools, _job: Job) -> Result<(), Failure> {
    Ok(())
}

/// A job of ours was given up: its photo is told to be unreadable, so that nobody waits for it.
pub fn given_up(_tx: &mut Tx, _cx: &Context, _job: &Job, _now: Time) -> Result<(), Failure> {
    Ok(())
}
