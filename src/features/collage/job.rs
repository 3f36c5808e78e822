//! Closing the day, drawing, relaying.

use crate::error::Failure;
use crate::features::Run;
use crate::features::context::{Context, Tools};
use crate::jobs::Job;
use crate::store::Tx;

pub fn run(_tx: &mut Tx, _cx: &Context, _run: &Run) -> Result<(), Failure> {
    Ok(())
}
pub async fn close(_tools: &Tools, _job: Job) -> Result<(), Failure> {
    Ok(())
}
pub async fn relay(_tools: &Tools, _job: Job) -> Result<(), Failure> {
    Ok(())
}
pub async fn show(_tools: &Tools, _job: Job) -> Result<(), Failure> {
    Ok(())
}
