//! Help, audit log, backup.

use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;

pub fn help(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
pub fn audit(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
pub fn backup(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
