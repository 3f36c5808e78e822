//! The ledger and its balances.

use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::store::Read;

/// The sum of a person's entries.
pub fn balance(_read: &Read, _person: PersonId) -> Result<i64, Failure> {
    Ok(0)
}
