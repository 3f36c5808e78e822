//! What a person is asked and may change: the questions after joining, and `/me`.

pub mod chat;
pub mod store;

use crate::domain::ids::PersonId;
use crate::seal::Of;

/// The age band of a child.
pub const CHILD: &str = "0-13";

/// The band of so many years, as it is kept.
pub fn age_band(years: i64) -> &'static str {
    match years {
        ..=13 => CHILD,
        14..=17 => "14-17",
        18..=34 => "18-34",
        35..=59 => "35-59",
        _ => "60+",
    }
}

/// Whose a sealed phone number is.
pub fn sealed(person: PersonId) -> Of {
    Of { what: "answer.phone", owner: person.get() }
}
