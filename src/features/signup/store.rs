//! The table of memberships.

use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::store::Read;

/// The areas a person belongs to, the home area first.
pub fn areas_of(_read: &Read, _person: PersonId) -> Result<Vec<AreaId>, Failure> {
    Ok(Vec::new())
}
