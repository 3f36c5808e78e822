//! Joining as people do it: a tap, a link, a name that is typed.

use teloxide::types::Message;

use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::inbox::PressAnswer;

crate::presses! {
    /// The buttons of joining.
    pub enum Press: "join" {
        /// Signs up for the area.
        Area { area: i64 } = "area",
    }
}

pub fn start(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
pub fn join(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
pub fn me(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
pub fn typed(_turn: &mut Turn, _message: &Message) -> Result<bool, Failure> {
    Ok(false)
}
pub fn pressed(_turn: &mut Turn, _press: Press) -> Result<PressAnswer, Failure> {
    Ok(PressAnswer::default())
}
