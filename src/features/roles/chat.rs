//! Appointing and dismissing.

use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;

pub fn appoint(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
pub fn dismiss(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
