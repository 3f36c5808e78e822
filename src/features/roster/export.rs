//! The people who signed up, as a table.

use std::collections::HashMap;
use std::hash::Hash;
use std::io::Write;

use chrono_tz::Tz;

use super::store::{self, Signed};
use crate::domain::area::AreaTree;
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::table::defused;
use crate::error::Failure;
use crate::features::{areas, tables};
use crate::seal::{Of, Seal};
use crate::store::{Read, time};

/// People who are read at a time.
const PAGE: i64 = 1000;

/// Who is written, and what of them.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Only who belongs to these areas or below; none: everybody.
    pub below: Option<Vec<AreaId>>,
    /// Opens phone numbers; none: they are left out.
    pub phones: Option<Seal>,
    /// In which days are written.
    pub zone: Tz,
}

/// Writes everybody who is wanted; how many that were.
pub fn export(read: &Read, wanted: &Wanted, out: impl Write) -> Result<usize, Failure> {
    let tree = areas::store::tree(read)?;
    let mut out = tables::spreadsheet(out)?;
    let mut header = vec!["name", "answered_name", "areas", "roles", "joined", "points", "team"];
    header.extend(wanted.phones.as_ref().map(|_| "phone"));
    out.write_record(header)?;
    let mut count = 0;
    let mut after = PersonId::from(0);
    loop {
        let people = store::signed_up(read, after, PAGE)?;
        let Some(last) = people.last().map(|person| person.id) else { break };
        let mut belongs = together(store::areas_between(read, after, last)?);
        let mut roles = together(
            store::roles_between(read, after, last)?
                .into_iter()
                .map(|(person, role, area)| (person, (role, area))),
        );
        let mut teams = together(store::teams_between(read, after, last)?);
        for person in people {
            let mine = belongs.remove(&person.id).unwrap_or_default();
            if !is_wanted(&tree, wanted, &mine) {
                continue;
            }
            let areas = mine.iter().filter_map(|area| tree.get(*area));
            let areas =
                areas.map(|area| format!("{} {}", area.code, area.name)).collect::<Vec<_>>().join("; ");
            let roles =
                roles.remove(&person.id).unwrap_or_default().into_iter().map(|(role, area)| {
                    match area.and_then(|area| tree.get(area)) {
                        Some(area) => format!("{role} {}", area.code),
                        None => role,
                    }
                });
            let roles = roles.collect::<Vec<_>>().join("; ");
            let teams = teams.remove(&person.id).unwrap_or_default().join("; ");
            let joined = time(person.joined_at).with_timezone(&wanted.zone).date_naive().to_string();
            let points = person.points.to_string();
            let mut record = vec![
                defused(&person.name),
                defused(person.answered.as_deref().unwrap_or_default()),
                defused(&areas),
                roles.into(),
                joined.into(),
                // A number, also where it is below nought.
                points.into(),
                defused(&teams),
            ];
            let phone = wanted.phones.as_ref().map(|seal| phone(seal, &person));
            record.extend(phone.as_deref().map(defused));
            out.write_record(record.iter().map(AsRef::as_ref))?;
            count += 1;
        }
        after = last;
    }
    out.flush()?;
    Ok(count)
}

/// Who has left belongs nowhere, and is no business of anybody's any more.
fn is_wanted(tree: &AreaTree, wanted: &Wanted, mine: &[AreaId]) -> bool {
    match &wanted.below {
        None => !mine.is_empty(),
        Some(areas) => mine.iter().any(|mine| areas.iter().any(|area| tree.is_within(*mine, *area))),
    }
}

fn phone(seal: &Seal, person: &Signed) -> String {
    let of = Of { what: "answer.phone", owner: person.id.get() };
    person.phone.as_deref().and_then(|sealed| seal.open(of, sealed).ok()).unwrap_or_default()
}

fn together<K: Eq + Hash, V>(pairs: impl IntoIterator<Item = (K, V)>) -> HashMap<K, Vec<V>> {
    let mut together: HashMap<K, Vec<V>> = HashMap::new();
    for (key, value) in pairs {
        together.entry(key).or_default().push(value);
    }
    together
}
