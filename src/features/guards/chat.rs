//! `/unusual`: what is worth a look in the last seven days, for whoever leads.

use super::{Finding, by_lead, job};
use crate::directory;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::context::Context;
use crate::features::roles;
use crate::features::turn::{self, Turn};
use crate::say;
use crate::store::Read;

/// On a message in a group that is answered in private.
const DONE: &str = "👌";

/// `/unusual`: the list is made by a job, since it looks at a week.
pub fn unusual(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(by) = turn.person.clone() else { return Ok(()) };
    if turn::reach(turn.tx, turn.cx, by.id)?.is_none() {
        return turn.reply(&say!("guards-open")).map(drop);
    }
    job::ask(turn.tx, turn.cx, by.id, turn.update_id, turn.now)?;
    if let Some(message) = turn.message_id.filter(|_| !turn.is_private()) {
        turn.react(message, Some(DONE))?;
    }
    Ok(())
}

/// What of these somebody may see: an admin all but what is about themselves, a lead what is about their areas.
pub(super) fn for_reader(
    read: &Read,
    cx: &Context,
    reader: PersonId,
    findings: Vec<Finding>,
) -> Result<Vec<Finding>, Failure> {
    let Some(person) = directory::person_by_id(read, reader)? else { return Ok(Vec::new()) };
    if roles::is_admin(read, cx, &person)? {
        let about_others = |finding: &Finding| finding.people.iter().all(|one| one.id != reader);
        return Ok(findings.into_iter().filter(about_others).collect());
    }
    Ok(by_lead(read, cx, &findings)?.remove(&reader).unwrap_or_default())
}
