//! Asking for a digest, and its buttons.

use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::inbox::PressAnswer;

crate::presses! {
    /// The buttons under a digest.
    pub enum Press: "digest" {
        /// Reminds the areas below that are missing photos.
        Remind { area: i64 } = "remind",
    }
}

pub fn digest(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
pub fn pressed(_turn: &mut Turn, _press: Press) -> Result<PressAnswer, Failure> {
    Ok(PressAnswer::default())
}
