//! What importing and greeting need the network for.

use crate::error::Failure;
use crate::features::context::Tools;
use crate::jobs::Job;

pub async fn import(_tools: &Tools, _job: Job) -> Result<(), Failure> {
    Ok(())
}
pub async fn sight(_tools: &Tools, _job: Job) -> Result<(), Failure> {
    Ok(())
}
