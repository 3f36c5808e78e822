//! Photos as people post them.

use teloxide::types::Message;

use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::inbox::PressAnswer;

crate::presses! {
    /// The buttons under the bot's lines about photos.
    pub enum Press: "photo" {
        /// 不是打卡: what was asked about is no submission.
        NotASubmission { ask: i64 } = "no",
    }
}

pub fn posted(_turn: &mut Turn, _message: &Message) -> Result<bool, Failure> {
    Ok(false)
}
pub fn edited(_turn: &mut Turn, _message: &Message) -> Result<(), Failure> {
    Ok(())
}
pub fn status(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
pub fn pressed(_turn: &mut Turn, _press: Press) -> Result<PressAnswer, Failure> {
    Ok(PressAnswer::default())
}
