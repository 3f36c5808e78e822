//! What a person sees of the ledger.

use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;

pub fn points(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
