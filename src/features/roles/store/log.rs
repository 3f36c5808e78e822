//! The audit log.

use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::features::roles::{About, Entry};
use crate::store::{Read, Row, Tx, millis, time};

/// Stands in an entry where its subject is named, so that the log itself names nobody.
pub const SUBJECT: &str = "{subject}";

/// The words of an entry in which its area's code is looked for.
const WORDS: usize = 12;

/// Writes an entry. Its area is the one whose code stands in its words.
pub(in crate::features::roles) fn insert(
    tx: &mut Tx,
    by: Option<PersonId>,
    subject: Option<PersonId>,
    action: &str,
    detail: &str,
    now: Time,
) -> Result<(), Failure> {
    let area = area_in(tx, detail)?;
    tx.execute(
        "insert into audit (at, person_id, subject_id, area_id, action, detail) values ($1, $2, $3, $4, $5, $6)",
        &[&millis(now), &by, &subject, &area, &action, &detail],
    )?;
    Ok(())
}

fn area_in(read: &Read, detail: &str) -> Result<Option<AreaId>, Failure> {
    let words = detail.split([' ', ',']).filter(|word| !word.is_empty());
    for word in words.take(WORDS) {
        let found: Option<AreaId> = read.value("select id from area where code = $1", &[&word])?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Entries older than the one of this id, newest first.
pub(in crate::features) fn before(
    read: &Read,
    about: About,
    before: i64,
    limit: i64,
) -> Result<Vec<Entry>, Failure> {
    match about {
        About::All => read.all(
            "select a.id, a.at, coalesce(p.pseudonym, p.name) as by_name, a.action, a.detail,
                    coalesce(s.pseudonym, s.name) as subject, coalesce(a.subject_id = a.person_id, 0) as own
             from audit a left join person p on p.id = a.person_id left join person s on s.id = a.subject_id
             where a.id < $1 order by a.id desc limit $2",
            &[&before, &limit],
            entry,
        ),
        About::Person(person) => read.all(
            "select a.id, a.at, coalesce(p.pseudonym, p.name) as by_name, a.action, a.detail,
                    coalesce(s.pseudonym, s.name) as subject, coalesce(a.subject_id = a.person_id, 0) as own
             from audit a left join person p on p.id = a.person_id left join person s on s.id = a.subject_id
             where (a.person_id = $3 or a.subject_id = $3) and a.id < $1 order by a.id desc limit $2",
            &[&before, &limit, &person],
            entry,
        ),
        About::Area(area) => read.all(
            "select a.id, a.at, coalesce(p.pseudonym, p.name) as by_name, a.action, a.detail,
                    coalesce(s.pseudonym, s.name) as subject, coalesce(a.subject_id = a.person_id, 0) as own
             from audit a left join person p on p.id = a.person_id left join person s on s.id = a.subject_id
             where a.area_id in (select area_id from area_path where ancestor_id = $3) and a.id < $1
             order by a.id desc limit $2",
            &[&before, &limit, &area],
            entry,
        ),
    }
}

/// With the subject's name in its place; where the words have none, and somebody else did it, beside them.
fn entry(row: &Row) -> Result<Entry, Failure> {
    let (subject, words): (Option<String>, String) = (row.get("subject")?, row.get("detail")?);
    let detail = subject.as_ref().map_or(words.clone(), |name| words.replace(SUBJECT, name));
    let is_named = row.get::<i64>("own")? != 0 || words.contains(SUBJECT);
    Ok(Entry {
        id: row.get("id")?,
        at: time(row.get("at")?),
        by: row.get("by_name")?,
        subject: subject.filter(|_| !is_named),
        action: row.get("action")?,
        detail,
    })
}

/// Takes the name of a person out of what was written down when names still stood in the words.
pub(in crate::features::roles) fn forget_name(tx: &mut Tx, name: &str) -> Result<(), Failure> {
    tx.execute("update audit set detail = '' where action = 'claim' and detail = $1", &[&name])?;
    tx.execute(
        "update audit set detail = substr(detail, length($1) + 1)
         where subject_id is null and substr(action, 1, 7) in ('appoint', 'dismiss')
           and (detail = $1 or substr(detail, 1, length($1) + 3) = $1 || ' → ')",
        &[&name],
    )?;
    tx.execute(
        "update audit set detail = replace(detail, '(' || $1 || ')', '()')
         where subject_id is null and action = 'link.use'",
        &[&name],
    )?;
    Ok(())
}
