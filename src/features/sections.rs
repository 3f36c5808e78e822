//! What a feature has to say in the evening's message.
//!
//! The digest knows nothing of what waits for review or of who asked to join: each feature that has a line
//! for it says so itself. It reads a day once for all areas, and is then asked for the words of one after
//! the other, in each reader's language. [`super::DIGEST`] lists them in their order.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::context::Context;
use crate::clock::Time;
use crate::domain::area::{Area, AreaTree};
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::i18n::{Locale, Say};
use crate::store::Read;
use crate::telegram::keyboards::Button;

/// Of what, and for which areas, digests are made.
pub struct Asked<'a> {
    pub day: NaiveDate,
    pub tree: &'a AreaTree,
    pub areas: &'a HashSet<AreaId>,
    pub now: Time,
}

/// What a feature says of an area.
#[derive(Default)]
pub struct Told {
    /// They stand in one row.
    pub says: Vec<Say>,
    pub buttons: Vec<Button>,
}

/// Reads what a feature has to say of a day.
pub type Section = fn(&Read, &Context, &Asked) -> Result<Teller, Failure>;

/// Says it of one of the areas that were asked for.
pub type Teller = Box<dyn Fn(&Context, &Area, Locale) -> Told>;
