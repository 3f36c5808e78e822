//! The button that a lead gets with the second reminder of a day.

use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::mute::{self, Kind};
use crate::features::roles;
use crate::features::turn::Turn;
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Letter};
use crate::say;

crate::presses! {
    /// The buttons under what leads are told.
    pub enum Press: "remind" {
        /// Sends a word to the area's chats; `run` tells one such message from the next.
        Word { area: i64, run: i64 } = "word",
    }
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Press::Word { area, run } = press;
    let tree = turn.cx.tree(turn.tx)?;
    let (Some(person), Some(area)) = (turn.person.clone(), tree.get(AreaId::from(area))) else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    if !roles::answers_for(turn.tx, turn.cx, &person, area.id)? {
        return Ok(turn.answer(&say!("only-leads")));
    }
    let day = turn.cx.day(turn.now);
    let missing = super::missing(turn.tx, turn.cx, day)?;
    let Some(missing) = missing.iter().find(|missing| missing.area.id == area.id) else {
        return Ok(turn.answer(&say!("reminders-word-reached", area = &area.name)));
    };
    let chats = super::chats_by_area(turn.tx, turn.cx, turn.now)?.remove(&area.id).unwrap_or_default();
    if chats.is_empty() {
        return Ok(turn.answer(&say!("reminders-word-nowhere", area = &area.name)));
    }
    let key = format!("word:{}:{}:{run}", person.id, area.id);
    if !outbox::tell_once(turn.tx, &key, turn.now)? {
        return Ok(turn.answer(&say!("reminders-word-sent-before")));
    }
    let say = say!(
        "reminders-word-text",
        area = &area.name,
        left = missing.quota.saturating_sub(missing.have),
        have = missing.have,
        quota = missing.quota,
        name = &person.name
    );
    let mut written = 0;
    for chat in &chats {
        let html = turn.cx.texts.html(turn.cx.locale_in(turn.tx, chat.chat)?, &say);
        let letter =
            Letter::notice(format!("{key}:{}:{}", chat.chat, chat.thread), chat.chat, Body::text(html))
                .in_thread(chat.thread)
                .useful_until(turn.cx.deadline(day));
        let new = mute::own_accord(turn.tx, turn.cx, Kind::Reminders, letter, turn.now)?;
        written += usize::from(new);
    }
    if written == 0 {
        // What was not said may be said when there is room again.
        outbox::tell_again(turn.tx, &key)?;
        return Ok(turn.answer(&say!("reminders-word-enough", most = turn.cx.config.reminders.max_per_day)));
    }
    let detail = format!("{} {}", area.code, area.name);
    roles::audit(turn.tx, Some(person.id), "remind", &detail, turn.now)?;
    Ok(turn.answer(&say!("reminders-word-sent", chats = written)))
}
