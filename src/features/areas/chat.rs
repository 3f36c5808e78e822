//! Binding chats to areas, and importing the tree from a file.

use teloxide::types::{ChatMemberUpdated, Message};

use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::inbox::PressAnswer;

crate::presses! {
    /// The buttons under the greeting of a group.
    pub enum Press: "area" {
        /// To come.
        None {} = "none",
    }
}

pub fn migrated(_turn: &mut Turn, _message: &Message) -> Result<bool, Failure> {
    Ok(false)
}
pub fn import_file(_turn: &mut Turn, _message: &Message) -> Result<bool, Failure> {
    Ok(false)
}
pub fn membership_changed(_turn: &mut Turn, _change: &ChatMemberUpdated) -> Result<(), Failure> {
    Ok(())
}
pub fn bind(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
pub fn unbind(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
pub fn areas(_turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    Ok(())
}
pub fn pressed(_turn: &mut Turn, _press: Press) -> Result<PressAnswer, Failure> {
    Ok(PressAnswer::default())
}
