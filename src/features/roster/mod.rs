//! Lists of people: an organisation's own come in, with a code for each by which they find their place;
//! those who signed up go out.
//!
//! A list is not a sign-up: nobody is signed up without having opened the bot. An entry waits for its
//! person, who takes it up by its code; then what it says becomes theirs, and nothing of it stays here.

pub mod chat;
pub mod claim;
pub mod export;
pub mod import;
pub mod job;
mod store;

use serde_json::{Value, json};

use crate::clock::Time;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::context::Context;
use crate::store::{Read, Tx};

/// Where it is kept what the bot is called: links can be made while it does not run.
const BOT: &str = "bot.username";

/// Notes what the bot is called.
pub fn note_bot(tx: &mut Tx, cx: &Context) -> Result<(), Failure> {
    store::set(tx, BOT, &cx.me.username)
}

/// What the bot was called when it ran last.
pub fn bot(read: &Read) -> Result<Option<String>, Failure> {
    store::setting(read, BOT)
}

/// The keys with which phone numbers of entries are sealed, each once.
pub fn keys_used(read: &Read) -> Result<Vec<String>, Failure> {
    store::keys_used(read)
}

/// Nothing here leads to the person any more: codes that they claimed stay claimed.
pub fn forget(tx: &mut Tx, person: PersonId, _now: Time) -> Result<(), Failure> {
    store::forget(tx, person)
}

/// What is kept of a person here, for themselves: that they came by a code.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    let entries = store::of_person(read, person)?;
    Ok(entries.iter().map(|entry| json!({ "code": entry.code })).collect())
}
