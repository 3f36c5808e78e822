//! `/top`, and the buttons below a board.

use super::board::{self, Own};
use super::job::{self, Asked};
use super::text;
use super::view::{self, Scene, View, Wanted};
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::period::Period;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::inbox::PressAnswer;
use crate::outbox;
use crate::say;

crate::presses! {
    /// The buttons below a board.
    pub enum Press: "top" {
        /// Shows another board in the place of this one, with the place of whoever asked for the first.
        Show { view: i64, period: i64, level: i64, within: i64, asker: i64 } = "show",
    }
}

/// `/top [people|areas|teams] [day|week|month|season|all]`, or a season by its name.
pub fn top(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(wanted) = view::read_words(turn.cx, &given.words, turn.now) else {
        turn.reply(&say!("boards-usage"))?;
        return Ok(());
    };
    let key = turn.next_key();
    let asker = turn.person.as_ref().map(|person| person.id);
    ask(turn, &wanted, asker, key, false)
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Press::Show { view, period, level, within, asker } = press;
    let levels = turn.cx.config.areas.levels.len();
    let level = usize::try_from(level).ok().filter(|level| *level < levels);
    let (Some(view), Some(period), Some(level)) = (View::of_number(view), Period::from_code(period), level)
    else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    let tree = turn.cx.tree(turn.tx)?;
    let within = tree.living(AreaId::from(within)).map(|area| area.id);
    let wanted = Wanted { view, period, level, within };
    let presser = turn.person.as_ref().map(|person| person.id);
    // In private it is one's own place, whatever the button says.
    let asker = if turn.is_private() { presser } else { (asker > 0).then(|| PersonId::from(asker)) };
    let letter = match turn.message_id {
        Some(message) => outbox::find_by_message(turn.tx, turn.chat.id, message)?,
        None => None,
    };
    let changes = letter.is_some();
    let key = letter.map_or_else(|| turn.next_key(), |letter| letter.key);
    ask(turn, &wanted, asker, key, changes)?;
    own_place(turn, &wanted)
}

/// In a group each who presses hears, for themselves, where they stand.
fn own_place(turn: &Turn, wanted: &Wanted) -> Result<PressAnswer, Failure> {
    let asker = turn.person.as_ref().map(|person| person.id);
    if wanted.view != View::People || turn.is_private() {
        return Ok(PressAnswer::default());
    }
    let scene = Scene { asker, chat: turn.chat.id, thread: turn.thread, private: true };
    Ok(match board::own(turn.tx, wanted.period, &scene)? {
        Own::Placed(placed) => turn.answer(&text::standing(say!("boards-you"), &placed, wanted.view)),
        Own::Hidden { points, by_wish } => turn.answer(&text::hidden(points, by_wish)),
        Own::None | Own::Nothing => PressAnswer::default(),
    })
}

fn ask(
    turn: &mut Turn,
    wanted: &Wanted,
    asker: Option<PersonId>,
    key: String,
    changes: bool,
) -> Result<(), Failure> {
    let private = turn.is_private();
    let asked = Asked {
        view: wanted.view.number(),
        period: wanted.period.code(),
        level: wanted.level,
        within: wanted.within.map(AreaId::get),
        asker: asker.map(PersonId::get),
        chat: turn.chat.id.get(),
        thread: turn.thread,
        private,
        reply_to: turn.message_id.filter(|_| !private && !changes),
        locale: turn.locale().tag().to_owned(),
        key,
        changes,
    };
    job::ask(turn.tx, &asked, turn.update_id, turn.now)
}
