//! Asking for the picture, and sending it now.

use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::inbox::PressAnswer;

crate::presses! {
    /// The buttons of relays.
    pub enum Press: "relay" {
        /// Sends the area's day to the desks above it now.
        Now { area: i64 } = "now",
    }
}

pub fn collage(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
pub fn relay(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
pub fn pressed(_turn: &mut Turn, _press: Press) -> Result<PressAnswer, Failure> {
    Ok(PressAnswer::default())
}
