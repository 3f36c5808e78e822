//! Backups, sweeping, and what the admins must hear.

use crate::error::Failure;
use crate::features::context::Tools;
use crate::jobs::Job;

pub async fn backup(_tools: &Tools, _job: Job) -> Result<(), Failure> {
    Ok(())
}
pub async fn sweep(_tools: &Tools, _job: Job) -> Result<(), Failure> {
    Ok(())
}
pub async fn tell_skipped(_tools: &Tools, _job: Job) -> Result<(), Failure> {
    Ok(())
}
