//! The command menus, which follow roles.

use crate::error::Failure;
use crate::features::context::Tools;
use crate::jobs::Job;

pub async fn menus(_tools: &Tools, _job: Job) -> Result<(), Failure> {
    Ok(())
}
