//! The table of answers.

use crate::error::Failure;
use crate::store::Read;

/// The keys with which phone numbers are sealed, each once.
pub fn keys_used(read: &Read) -> Result<Vec<String>, Failure> {
    read.all(
        "select distinct substr(value, 3, 8) as sealed_with from answer where question = 'phone'",
        &[],
        |row| row.get("sealed_with"),
    )
}
