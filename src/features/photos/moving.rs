//! Counting a photo for another area or another day: by whoever answers for both.
//!
//! An album stays together: it has one caption, one place and one headcount.

use std::mem::discriminant;

use chrono::NaiveDate;

use crate::directory::Person;
use crate::domain::area::Area;
use crate::domain::calendar;
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::features::{areas, roles};
use crate::i18n::{self, Say};
use crate::say;

use super::state::State;
use super::store::{self, Album};
use super::{review, verdict};

/// `/move CODE`, `/move 6-20` or both, in reply to a photo.
pub fn asked(turn: &mut Turn, given: &Given, reply_to: Option<i64>) -> Result<(), Failure> {
    let album = match reply_to {
        Some(message) => store::album_of_message(turn.tx, turn.chat.id, message)?,
        None => None,
    };
    let (Some(person), Some(album)) = (turn.person.clone(), album.filter(|_| !given.words.is_empty())) else {
        turn.reply(&say!("photos-move-how"))?;
        return Ok(());
    };
    let tree = turn.cx.tree(turn.tx)?;
    let (mut area, mut day) = (album.area, album.day);
    for word in &given.words {
        if let Some(said) = calendar::said_day(word, turn.cx.day(turn.now)) {
            day = said;
        } else if let Some(found) = named(&tree, word) {
            area = found.id;
        } else {
            turn.reply(&say!("photos-move-unknown", word = *word))?;
            return Ok(());
        }
    }
    let (Ok(said) | Err(said)) = move_album(turn, &person, &album, (area, day))?;
    turn.reply(&said)?;
    Ok(())
}

/// By its code, or by a name that is no other's.
fn named<'t>(tree: &'t crate::domain::area::AreaTree, word: &str) -> Option<&'t Area> {
    tree.by_code(word).or_else(|| {
        let found = tree.search(word);
        match found.as_slice() {
            [only] => Some(*only),
            several => several.iter().find(|area| area.name == word).copied(),
        }
    })
}

/// Moves an album; in words what came of it.
pub fn move_album(
    turn: &mut Turn,
    person: &Person,
    album: &Album,
    (area, day): (AreaId, NaiveDate),
) -> Result<Result<Say, Say>, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let Some(to) = tree.living(area) else { return Ok(Err(say!("button-too-old"))) };
    for concerned in [album.area, area] {
        if !roles::answers_for(turn.tx, turn.cx, person, concerned)? {
            return Ok(Err(say!("areas-not-yours")));
        }
    }
    let lowest = turn.cx.config.photos.quota_level;
    if area != album.area && to.level < lowest {
        let level = areas::level_name(&turn.cx.config, lowest);
        return Ok(Err(say!("photos-move-too-high", area = &to.name, level = level)));
    }
    if day != album.day && !can_be_of(turn, album, day) {
        return Ok(Err(say!("photos-move-no-such-day", day = i18n::day(day))));
    }
    let mut parts = store::parts(turn.tx, album.id)?;
    parts.retain(|part| part.state != State::Withdrawn);
    let Some(first) = parts.first() else { return Ok(Err(say!("photos-undo-already"))) };
    if (area, day) != (album.area, album.day) {
        let from = review::in_the_log(turn, first)?;
        let cause = format!("update:{}", turn.update_id);
        verdict::move_album(turn.tx, turn.cx, album, (area, day), &cause, turn.now)?;
        let detail = format!("{from} · {} → {} {}, {}", parts.len(), to.code, to.name, day.format("%m-%d"));
        roles::audit_of(turn.tx, Some(person.id), album.person, "photos.move", &detail, turn.now)?;
    }
    Ok(Ok(say!("photos-moved", n = parts.len(), area = &to.name, day = i18n::day(day))))
}

/// Whether an album can count for a day: one that has begun, and of the rehearsal only what was of it
/// before.
pub fn can_be_of(turn: &Turn, album: &Album, day: NaiveDate) -> bool {
    let stage = |day| discriminant(&turn.cx.config.campaign.stage(day));
    day <= turn.cx.day(turn.now) && stage(day) == stage(album.day)
}
