//! A ranking that was published, shown to whoever asks; and why an area stands where it stands.

use super::chat::Press;
use super::drafts::{draft_of, standing_of};
use super::text::Page;
use super::{Ranking, State, appeals};
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::bulletins::publish::{Said, bodies};
use crate::features::bulletins::store::letters;
use crate::features::turn::Turn;
use crate::i18n::Say;
use crate::outbox::{self, Letter};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// So many areas of one's own are asked about by buttons.
const BUTTONS: usize = 4;

/// Posts a published ranking where it was asked for.
pub(super) fn post(turn: &mut Turn, of: &Ranking) -> Result<(), Failure> {
    let cx = turn.cx;
    let standing = standing_of(turn.tx, cx, of)?;
    let page = Page::of(cx, of, &standing, turn.locale());
    let picture = letters::picture(turn.tx, draft_of(of.id).kind, of.id.get(), turn.locale())?;
    let said = Said { html: page.text(), text: Page { bare: true, ..page }.text(), picture };
    let keyboard = keyboard(turn, of)?;
    let (key, chat, thread, now) = (turn.next_key(), turn.chat.id, turn.thread, turn.now);
    let bodies = bodies(&key, &said);
    let last = bodies.len() - 1;
    for (at, (key, body)) in bodies.into_iter().enumerate() {
        let letter = Letter::answer(key, chat, body).in_thread(thread);
        let letter = if at == last { letter.with(keyboard.clone()) } else { letter };
        outbox::enqueue(turn.tx, letter, now)?;
    }
    Ok(())
}

/// In private: why one's own areas stand where they stand, and what can be said against it.
fn keyboard(turn: &Turn, of: &Ranking) -> Result<Keyboard, Failure> {
    let Some(person) = turn.person.as_ref().filter(|_| turn.is_private()) else {
        return Ok(Keyboard::default());
    };
    let ranking = of.id;
    let button = |say: Say, press: Press| Button::press(turn.cx.texts.plain(turn.locale(), &say), press);
    let open = of.state == State::Provisional && appeals::closed(turn.cx, of, turn.now).is_none();
    let mut rows = Vec::new();
    for area in appeals::own_areas(turn.tx, turn.cx, person)?.into_iter().take(BUTTONS) {
        let mut row = vec![button(
            say!("rankings-why-of-button", area = &area.name),
            Press::Why { ranking, area: area.id },
        )];
        if open {
            row.push(button(say!("rankings-appeal-button"), Press::Appeal { ranking, area: area.id }));
        }
        rows.push(row);
    }
    Ok(Keyboard(rows))
}

/// Why an area stands where it stands, as HTML; none where it is no part of the ranking.
pub(super) fn why(turn: &Turn, of: &Ranking, area: AreaId) -> Result<Option<String>, Failure> {
    let standing = standing_of(turn.tx, turn.cx, of)?;
    let page = Page::of(turn.cx, of, &standing, turn.locale());
    Ok(standing.row(area).map(|row| page.why(row)))
}
