//! A chat is bound to another area in the middle of a day: its photos of that day go along only if
//! whoever bound it says so. Those of earlier days stay where they were counted.

use chrono::{Datelike, NaiveDate};

use crate::domain::area::Area;
use crate::domain::ids::{AreaId, ChatId};
use crate::error::Failure;
use crate::features::turn::Turn;
use crate::features::{areas, roles, signup};
use crate::inbox::PressAnswer;
use crate::say;
use crate::store::Read;
use crate::telegram::keyboards::{Button, Keyboard};

use super::chat::Press;
use super::store::{self, Album};
use super::verdict;

/// The photos in question.
struct Today {
    albums: Vec<Album>,
    /// Those that count, or still may.
    photos: usize,
}

/// The button that counts today's photos of a chat (or topic) for the area it is bound to now; none
/// where they do already.
pub fn button(turn: &Turn, chat: ChatId, thread: i64, area: &Area) -> Result<Option<Button>, Failure> {
    let day = turn.cx.day(turn.now);
    let today = elsewhere(turn.tx, chat, thread, day, area.id)?;
    if today.photos == 0 {
        return Ok(None);
    }
    let text = turn
        .cx
        .texts
        .plain(turn.locale(), &say!("photos-rebound-button", n = today.photos, area = &area.name));
    let day = i64::from(day.num_days_from_ce());
    Ok(Some(Button::press(text, Press::Rebound { chat, thread, area: area.id, day })))
}

fn elsewhere(read: &Read, chat: ChatId, thread: i64, day: NaiveDate, area: AreaId) -> Result<Today, Failure> {
    let albums = store::albums_elsewhere(read, chat, thread, day, area)?;
    let mut photos = 0;
    for album in &albums {
        let parts = store::parts(read, album.id)?;
        photos += parts.iter().filter(|part| part.state.stands() || part.state.wants_words()).count();
    }
    Ok(Today { albums, photos })
}

/// Moves them, if the chat is still bound so, the day is still today's, and whoever presses answers
/// for where they come from and where they go.
pub(super) fn pressed(
    turn: &mut Turn,
    (chat, thread): (ChatId, i64),
    area: AreaId,
    day: i64,
) -> Result<PressAnswer, Failure> {
    let today = turn.cx.day(turn.now);
    let bound = areas::store::binding_here(turn.tx, chat, thread)?;
    let holds = bound.is_some_and(|bound| bound.area == area && bound.role == areas::Role::Field);
    let tree = turn.cx.tree(turn.tx)?;
    let (Some(person), Some(area)) = (turn.person.clone(), tree.living(area)) else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    if !holds || chat != turn.chat.id || day != i64::from(today.num_days_from_ce()) {
        return Ok(turn.answer(&say!("button-too-old")));
    }
    let found = elsewhere(turn.tx, chat, thread, today, area.id)?;
    for concerned in found.albums.iter().map(|album| album.area).chain([area.id]) {
        if !roles::answers_for(turn.tx, turn.cx, &person, concerned)? {
            return Ok(turn.answer(&say!("areas-not-yours")));
        }
    }
    if found.albums.is_empty() {
        return Ok(turn.answer(&say!("photos-rebound-done-already")));
    }
    let cause = format!("update:{}", turn.update_id);
    for album in &found.albums {
        verdict::move_album(turn.tx, turn.cx, album, (area.id, album.day), &cause, turn.now)?;
    }
    let detail = format!("{} · {today} · {} → {} {}", turn.chat.title, found.photos, area.code, area.name);
    roles::audit(turn.tx, Some(person.id), "move", &detail, turn.now)?;
    let html = turn.html(&say!("photos-rebound-done", n = found.photos, area = &area.name));
    let keyboard = Keyboard::row([signup::chat::join_button(turn, area.id, &area.name)]);
    turn.show(html, keyboard)?;
    Ok(PressAnswer::default())
}
