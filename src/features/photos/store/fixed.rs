//! The pictures of fixed posts that leads allowed.

use crate::clock::Time;
use crate::domain::ids::{AlbumId, AreaId, PersonId, SubmissionId};
use crate::error::Failure;
use crate::imaging::Look;
use crate::imaging::hash::JUDGE;
use crate::store::{Read, Tx, millis};

use super::submissions::{Submission, look};

/// Whether a photo shows a fixed post of its area.
pub fn shows_fixed_post(read: &Read, part: &Submission) -> Result<bool, Failure> {
    Ok(!near(read, part)?.is_empty())
}

/// The allowed pictures of a photo's area that look like it.
fn near(read: &Read, part: &Submission) -> Result<Vec<SubmissionId>, Failure> {
    let Some(seen) = part.look else { return Ok(Vec::new()) };
    let known = read.all(
        "select submission_id, look from fixed_post where area_id = $1 order by submission_id",
        &[&part.area],
        |row| Ok((row.get::<SubmissionId>("submission_id")?, look(row)?)),
    )?;
    let alike = |other: &Option<Look>| other.is_some_and(|other| seen.distance(other) <= JUDGE);
    Ok(known.into_iter().filter(|(_, other)| alike(other)).map(|(id, _)| id).collect())
}

/// Allows what a photo shows as a fixed post of an area.
pub fn allow_fixed_post(
    tx: &mut Tx,
    area: AreaId,
    part: &Submission,
    by: PersonId,
    now: Time,
) -> Result<(), Failure> {
    let Some(look) = part.look else { return Ok(()) };
    tx.execute(
        "insert into fixed_post (area_id, submission_id, look, since, by_id) values ($1, $2, $3, $4, $5)
         on conflict (area_id, submission_id) do update set look = excluded.look",
        &[&area, &part.id, &look.0.as_slice(), &millis(now), &by],
    )?;
    Ok(())
}

/// What a photo shows is no fixed post of its area any more; whether it was one.
pub fn forget_fixed_post(tx: &mut Tx, part: &Submission) -> Result<bool, Failure> {
    let near = near(tx, part)?;
    for id in &near {
        tx.execute("delete from fixed_post where area_id = $1 and submission_id = $2", &[&part.area, id])?;
    }
    Ok(!near.is_empty())
}

/// The albums of an area with photos that wait since they look like others.
pub fn albums_held_up(read: &Read, area: AreaId) -> Result<Vec<AlbumId>, Failure> {
    read.all(
        "select distinct album_id from submission where area_id = $1 and state = 'waiting' and reason = 'look'
         order by album_id",
        &[&area],
        |row| row.get("album_id"),
    )
}
