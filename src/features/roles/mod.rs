//! Who may do what: admins, leads, inspectors; and the audit log of what they do.

pub mod chat;
pub mod job;
pub mod store;

use crate::clock::Time;
use crate::directory::Person;
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::store::{Read, Tx};

/// Whether the person is an admin, by bot.toml or by appointment.
pub fn is_admin(_read: &Read, _cx: &Context, _person: &Person) -> Result<bool, Failure> {
    Ok(false)
}

/// Whether the person is a lead or an inspector anywhere.
pub fn has_any(_read: &Read, _person: PersonId) -> Result<bool, Failure> {
    Ok(false)
}

/// Whether the person answers for the area: an admin, or a lead of it or of an area above.
pub fn answers_for(_read: &Read, _cx: &Context, _person: &Person, _area: AreaId) -> Result<bool, Failure> {
    Ok(false)
}

/// The areas that the person is a lead of, not counting those below.
pub fn led_by(_read: &Read, _person: PersonId) -> Result<Vec<AreaId>, Failure> {
    Ok(Vec::new())
}

/// The leads of exactly this area.
pub fn leads_of(_read: &Read, _area: AreaId) -> Result<Vec<PersonId>, Failure> {
    Ok(Vec::new())
}

/// Every lead with one of the areas they lead.
pub fn all_leads(_read: &Read) -> Result<Vec<(PersonId, AreaId)>, Failure> {
    Ok(Vec::new())
}

/// All admins whom we have met.
pub fn admins(_read: &Read, _cx: &Context) -> Result<Vec<PersonId>, Failure> {
    Ok(Vec::new())
}

/// Writes down what an admin or a lead did, in the transaction in which it was done.
pub fn audit(
    _tx: &mut Tx,
    _by: Option<PersonId>,
    _action: &str,
    _detail: &str,
    _now: Time,
) -> Result<(), Failure> {
    Ok(())
}

/// The one-time code by which the first admin claims the installation; none once there is an admin.
pub fn claim_code(_tx: &mut Tx, _cx: &Context) -> Result<Option<String>, Failure> {
    Ok(None)
}

/// Takes the claim of who opened the bot by `?start=claim_<code>`; whether the code was right.
pub fn claim(
    _tx: &mut Tx,
    _cx: &Context,
    _person: &Person,
    _code: &str,
    _now: Time,
) -> Result<bool, Failure> {
    Ok(false)
}
