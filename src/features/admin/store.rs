//! Which kept files still have a name, over all tables that name them.

use std::collections::HashSet;

use crate::clock::Time;
use crate::error::Failure;
use crate::outbox::Body;
use crate::store::{Read, Tx, millis};

/// The files that letters show: those that wait, and those sent some days ago that may still be
/// edited.
pub(super) fn in_letters(read: &Read) -> Result<HashSet<String>, Failure> {
    let bodies = read
        .all("select body from outbox where instr(body, 'hash') > 0", &[], |row| row.get::<String>("body"))?;
    Ok(bodies
        .iter()
        .filter_map(|body| match serde_json::from_str(body).ok()? {
            Body::Photo { picture, .. } | Body::EditPhoto { picture: Some(picture), .. } => {
                Some(picture.hash)
            }
            Body::Document { hash, .. } => Some(hash),
            Body::Report { report } => report.picture.map(|picture| picture.hash),
            _ => None,
        })
        .collect())
}

/// Forgets the files kept before `before` that nothing names any more; returns those that stay.
pub(super) fn forget_unnamed(tx: &mut Tx, before: Time) -> Result<HashSet<String>, Failure> {
    let mut named = in_letters(tx)?;
    let unnamed = tx.all(
        "select hash from file where kept_at < $1
             and not exists (select 1 from submission where content = file.hash)
             and not exists (select 1 from submission where view = file.hash)
             and not exists (select 1 from submission where pair = file.hash)
             and not exists (select 1 from relay where picture = file.hash)
             and not exists (select 1 from relay_picture where picture = file.hash)
             and not exists (select 1 from reward where picture = file.hash)
             and not exists (select 1 from digest where picture = file.hash)
             and not exists (select 1 from notice_picture where picture = file.hash)",
        &[&millis(before)],
        |row| row.get::<String>("hash"),
    )?;
    for hash in unnamed.iter().filter(|hash| !named.contains(*hash)) {
        tx.execute("delete from file where hash = $1", &[hash])?;
    }
    named.extend(tx.all("select hash from file", &[], |row| row.get::<String>("hash"))?);
    Ok(named)
}
