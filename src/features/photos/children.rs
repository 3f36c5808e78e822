//! Photos of children whose guardian says no.

use super::store::{self, Submission};
use super::{erase, verdict};
use crate::clock::Time;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::minors::Child;
use crate::store::Tx;

/// Takes back what waits for the guardian of a child, and erases it. Where a consent that was given is
/// withdrawn, what counted in the child's place is erased too; the counts, points and hashes stay.
pub fn refused(tx: &mut Tx, cx: &Context, child: &Child, withdrawn: bool, now: Time) -> Result<(), Failure> {
    let cause = format!("guardian:{}:{}", child.id, crate::store::millis(now));
    for album in store::albums_awaiting_guardian(tx, child.id, child.person)? {
        let waits = |part: &Submission| part.state.wants_words();
        let parts: Vec<_> = store::parts(tx, album.id)?.into_iter().filter(waits).collect();
        verdict::withdraw(tx, cx, &album, &parts, &format!("{cause}:{}", album.id), now)?;
        erase_all(tx, &parts, &format!("{cause}:{}", album.id), now)?;
        if store::parts(tx, album.id)?.iter().all(|part| part.content.is_none()) {
            store::blank_words(tx, album.id)?;
        }
    }
    if withdrawn {
        for album in store::albums_of_child(tx, child.id)? {
            erase_all(tx, &store::parts(tx, album.id)?, &format!("{cause}:all:{}", album.id), now)?;
            store::blank_words(tx, album.id)?;
        }
    }
    Ok(())
}

/// What somebody wrote who turns out to be a child names them by their pseudonym from now on.
pub fn rename(tx: &mut Tx, person: PersonId, name: &str, pseudonym: &str) -> Result<(), Failure> {
    store::rename(tx, person, name, pseudonym)
}

fn erase_all(tx: &mut Tx, parts: &[Submission], cause: &str, now: Time) -> Result<(), Failure> {
    let mut hashes = Vec::new();
    for part in parts {
        hashes.extend(store::take_files(tx, part.id)?);
    }
    erase::later(tx, cause, &hashes, now)
}
