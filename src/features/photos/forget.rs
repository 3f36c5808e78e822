//! Erasing the photos of somebody who is forgotten: pictures and words go, what was counted stays.
//!
//! A photo that counts goes on counting, by its hash, without a picture, a place or a word. One that
//! was still to be judged cannot be any more, and is taken back.

use crate::clock::Time;
use crate::domain::ids::{PersonId, SubmissionId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::outbox::{self, Letter};
use crate::store::Tx;

use super::state::State;
use super::{erase, store, verdict};

/// Erases some of a person's photos, `limit` at most; whether there are more.
pub fn some(tx: &mut Tx, cx: &Context, person: PersonId, limit: i64, now: Time) -> Result<bool, Failure> {
    let kept = store::kept_of(tx, person, limit)?;
    let mut hashes = Vec::new();
    for id in &kept {
        close_pages(tx, *id, now)?;
        let Some(part) = store::submission_by_id(tx, *id)? else { continue };
        let is_open = matches!(
            part.state,
            State::Received | State::Waiting | State::Unjoined | State::Bare | State::Duplicate
        );
        if is_open && let Some(album) = store::album_by_id(tx, part.album)? {
            verdict::let_go(tx, cx, &album, &part, now)?;
        }
        hashes.extend(store::take_files(tx, *id)?);
        store::set_caption(tx, *id, "")?;
    }
    if let Some(last) = kept.last() {
        erase::later(tx, &format!("forget:{person}:{last}"), &hashes, now)?;
    }
    store::take_words(tx, person)?;
    store::leave_seat(tx, person)?;
    Ok(kept.len() as i64 == limit)
}

/// Erases the pictures of some photos, whoever posted them, once nobody needs them any more; whether
/// there are more.
pub fn some_files(tx: &mut Tx, limit: i64, now: Time) -> Result<bool, Failure> {
    let kept = store::with_files(tx, limit)?;
    let mut hashes = Vec::new();
    for id in &kept {
        close_pages(tx, *id, now)?;
        hashes.extend(store::take_files(tx, *id)?);
    }
    if let Some(last) = kept.last() {
        erase::later(tx, &format!("aged:{last}:{}", now.timestamp_millis()), &hashes, now)?;
    }
    Ok(kept.len() as i64 == limit)
}

/// Takes away the pages on which leads have the photo before their eyes, by itself or beside another.
fn close_pages(tx: &mut Tx, photo: SubmissionId, now: Time) -> Result<(), Failure> {
    for key in store::pages_of(tx, photo)? {
        if let Some(chat) = outbox::chat_of(tx, &key)? {
            outbox::enqueue(tx, Letter::removal(chat, &key), now)?;
        }
        store::close_page(tx, &key)?;
    }
    Ok(())
}
