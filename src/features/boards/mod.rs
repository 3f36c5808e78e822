//! Rankings: of people, of areas, of teams, by day, week, month, season and all of the campaign.
//!
//! A board is one message that is changed where it stands: a picture for the phone, and below it a text
//! that suffices without it. Places come out of the totals that `points` keeps beside the ledger, so a
//! board is as cheap for a city as for a village, and as true a second after a decision as a day later.
//! Whoever is not to be shown is in the books as such ([`relist`]): what reads boards filters nothing.

mod board;
pub mod chat;
pub mod job;
mod keys;
pub mod store;
mod text;
mod view;

use serde_json::{Value, json};

use crate::config::LeftOut;
use crate::directory;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::points::store::totals;
use crate::features::roles::{self, Role};
use crate::store::{Read, Tx};

pub use board::{Board, Own, Placed, Row, read};
pub use view::{Scene, View, Wanted};

/// Sees to it that a person stands on boards, or does not, as things are now: not by their own wish, who
/// is gone, and whose role bot.toml leaves out. Whether that changed anything.
pub fn relist(tx: &mut Tx, cx: &Context, person: PersonId) -> Result<bool, Failure> {
    let listed = store::may_stand(tx, person)? && !is_left_out(tx, cx, person)?;
    totals::set_listed(tx, person, listed)
}

/// Whether bot.toml leaves a role of the person out.
pub fn is_left_out(read: &Read, cx: &Context, person: PersonId) -> Result<bool, Failure> {
    let left_out = &cx.config.boards.leave_out;
    if left_out.is_empty() {
        return Ok(false);
    }
    let held = roles::held(read, person)?;
    let of_role = held.iter().map(|held| match held.role {
        Role::Lead => LeftOut::Leads,
        Role::Inspector => LeftOut::Inspectors,
        Role::Admin => LeftOut::Admins,
    });
    if of_role.into_iter().any(|role| left_out.contains(&role)) {
        return Ok(true);
    }
    // Also the admins that bot.toml itself names.
    Ok(left_out.contains(&LeftOut::Admins)
        && match directory::person_by_id(read, person)? {
            Some(person) => roles::is_admin(read, cx, &person)?,
            None => false,
        })
}

/// Whether the person wants to stand on no board.
pub fn is_hidden(read: &Read, person: PersonId) -> Result<bool, Failure> {
    store::is_hidden(read, person)
}

/// Has the person stand on boards or not, as they wish.
pub fn hide(tx: &mut Tx, cx: &Context, person: PersonId, hidden: bool) -> Result<(), Failure> {
    store::set_hidden(tx, person, hidden)?;
    relist(tx, cx, person)?;
    Ok(())
}

/// What a start sees to: where bot.toml leaves out others than at the last one, those whom it concerns
/// leave the boards, or come back.
pub fn start(tx: &mut Tx, cx: &Context) -> Result<(), Failure> {
    let mut wanted: Vec<String> =
        cx.config.boards.leave_out.iter().map(|role| role.name().to_owned()).collect();
    if cx.config.boards.leave_out.contains(&LeftOut::Admins) {
        wanted.extend(cx.config.admins.iter().map(ToString::to_string));
    }
    if !store::note_left_out(tx, &wanted.join(" "))? {
        return Ok(());
    }
    let mut people = roles::holders(tx)?;
    people.extend(roles::admins(tx, cx)?);
    people.extend(store::off_boards_by_role(tx)?);
    for person in people {
        relist(tx, cx, person)?;
    }
    Ok(())
}

/// Who is forgotten stands nowhere; their totals go on as those of a number that names nobody.
pub fn forget(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    store::set_hidden(tx, person, false)?;
    totals::set_listed(tx, person, false)?;
    Ok(())
}

/// What is kept of a person here, for themselves.
pub fn export(read: &Read, person: PersonId) -> Result<Value, Failure> {
    Ok(
        json!({ "hidden_by_own_wish": store::is_hidden(read, person)?, "shown": store::is_listed(read, person)? }),
    )
}

#[cfg(test)]
mod tests;
