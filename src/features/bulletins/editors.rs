//! Who looks at what everybody will read before it goes out.

use crate::directory::Person;
use crate::domain::ids::{ChatId, PersonId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::{roles, turn};
use crate::i18n::Locale;
use crate::store::Read;

/// Whoever is to be shown a draft: those who lead a top area and can be written to, else the admins.
pub fn editors(read: &Read, cx: &Context) -> Result<Vec<(ChatId, Locale)>, Failure> {
    let mut leads = Vec::new();
    for root in cx.tree(read)?.roots() {
        leads.extend(roles::leads_of(read, root.id)?);
    }
    let reached = reached(read, cx, leads)?;
    if !reached.is_empty() {
        return Ok(reached);
    }
    self::reached(read, cx, roles::admins(read, cx)?)
}

fn reached(read: &Read, cx: &Context, people: Vec<PersonId>) -> Result<Vec<(ChatId, Locale)>, Failure> {
    let mut reached: Vec<(ChatId, Locale)> = Vec::new();
    for person in people {
        let found = turn::reach(read, cx, person)?;
        reached.extend(found.filter(|(chat, _)| reached.iter().all(|(other, _)| other != chat)));
    }
    Ok(reached)
}

/// Whether a person may decide what everybody reads.
pub fn may(read: &Read, cx: &Context, person: &Person) -> Result<bool, Failure> {
    roles::leads_the_top(read, cx, person)
}
