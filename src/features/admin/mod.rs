//! Looking after the installation from a chat.

pub mod audit;
pub mod chat;
pub mod job;
pub mod reload;
mod store;

use crate::clock::Time;
use crate::directory;
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::{roles, turn};
use crate::i18n::Say;
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::Keyboard;

/// Of an error an admin is shown its beginning; the log has all of it.
const SHOWN: usize = 200;

/// Tells the admins, once, of an update or a job that was set aside; `code` finds it in the log.
pub fn tell_set_aside(tx: &mut Tx, cx: &Context, code: &str, error: &str, now: Time) -> Result<(), Failure> {
    let error: String = error.chars().take(SHOWN).collect();
    tell_admins(tx, cx, &format!("aside:{code}"), &say!("admin-set-aside", code = code, error = error), now)
}

/// Tells every admin whom the bot may write to; `key` names what it is about.
fn tell_admins(tx: &mut Tx, cx: &Context, key: &str, say: &Say, now: Time) -> Result<(), Failure> {
    for admin in roles::admins(tx, cx)? {
        turn::tell(tx, cx, admin, &format!("{key}:{admin}"), say, Keyboard::default(), now)?;
    }
    Ok(())
}

/// The leads whom the bot cannot write to, by name, each with an area they answer for.
pub fn unreachable_leads(read: &Read, cx: &Context) -> Result<Vec<(String, AreaId)>, Failure> {
    let mut found = Vec::new();
    for (lead, area) in roles::all_leads(read)? {
        if turn::reach(read, cx, lead)?.is_none()
            && let Some(person) = directory::person_by_id(read, lead)?
        {
            found.push((person.name, area));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
