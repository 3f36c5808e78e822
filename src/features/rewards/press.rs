//! The buttons of whoever reserves, and of whoever hands out.

use super::page::{self, Page};
use super::{Reservation, Reserved, State, counter, give_back, job, reserve, store};
use crate::directory::Person;
use crate::domain::ids::{ReservationId, RewardId};
use crate::error::Failure;
use crate::features::turn::Turn;
use crate::i18n::Say;
use crate::inbox::PressAnswer;
use crate::outbox;
use crate::say;

crate::presses! {
    /// What the buttons ask for.
    pub enum Press: "reward" {
        /// Turns to a page of the catalogue.
        Page { at: i64 } = "page",
        /// Reserves one, from this page.
        Take { reward: RewardId, at: i64 } = "take",
        /// Reserves one more after this reservation.
        Again { reward: RewardId, after: ReservationId, at: i64 } = "again",
        /// Shows what one has reserved.
        Mine {} = "mine",
        /// Asks whether a reservation is to be cancelled indeed.
        Cancel { held: ReservationId } = "cancel",
        /// Cancels a reservation.
        CancelYes { held: ReservationId } = "cancelyes",
        /// Hands out what was reserved.
        Hand { held: ReservationId } = "hand",
        /// Asks why it is not handed out.
        Refuse { held: ReservationId } = "refuse",
        /// Refuses for a reason.
        Why { held: ReservationId, reason: i64 } = "why",
        /// Back from the reasons to the card.
        Card { held: ReservationId } = "card",
    }
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    if !turn.is_private() {
        return Ok(turn.answer(&say!("button-too-old")));
    }
    let page = match press {
        Press::Page { at } => page::catalogue(turn, &person, at)?,
        Press::Mine {} => page::mine(turn, &person)?,
        Press::Take { reward, at } => {
            // Who has one open meant that one, or presses the button that says so.
            let open = store::open_of(turn.tx, person.id)?;
            if let Some(open) =
                open.into_iter().filter(|open| open.reward == reward).max_by_key(|open| open.at)
            {
                let said = say!("rewards-has", code = &open.code);
                page::catalogue(turn, &person, at)?.show(turn)?;
                return Ok(turn.answer(&said));
            }
            let key = format!("take:{}", turn.update_id);
            return take(turn, &person, reward, &key, at);
        }
        Press::Again { reward, after, at } => {
            let after = store::reservation_by_id(turn.tx, after)?;
            let Some(after) = after.filter(|after| after.person == person.id && after.reward == reward)
            else {
                return Ok(turn.answer(&say!("button-too-old")));
            };
            return take(turn, &person, reward, &format!("again:{}", after.id), at);
        }
        Press::Cancel { held } | Press::CancelYes { held } => {
            let held = store::reservation_by_id(turn.tx, held)?;
            let Some(held) = held.filter(|held| held.person == person.id) else {
                return Ok(turn.answer(&say!("rewards-not-own")));
            };
            if matches!(press, Press::Cancel { .. }) && held.state == State::Open {
                let sure = page::sure(turn, &held);
                // A code stays what it is until it is good for nothing.
                let shows_code = turn.pictured == Some(true);
                return if shows_code { sure.post(turn) } else { sure.show(turn) }
                    .map(|()| PressAnswer::default());
            } else {
                return cancelled(turn, &person, &held);
            }
        }
        Press::Hand { held } | Press::Refuse { held } | Press::Why { held, .. } | Press::Card { held } => {
            return counter::pressed(turn, &person, press, held);
        }
    };
    page.show(turn)?;
    Ok(PressAnswer::default())
}

/// Reserves, and shows what came of it.
fn take(
    turn: &mut Turn,
    person: &Person,
    reward: RewardId,
    key: &str,
    at: i64,
) -> Result<PressAnswer, Failure> {
    let reserved = reserve(turn.tx, turn.cx, person.id, reward, key, turn.now)?;
    let (line, passing) = match reserved {
        Reserved::Done(held) | Reserved::Before(held) => (None, say!("rewards-reserved", code = &held.code)),
        Reserved::No(lack) => (Some(page::lacking(lack)), page::lacking(lack)),
    };
    let page = page::catalogue(turn, person, at)?;
    // Mostly the card says what is missing by itself, as it says what is reserved.
    let page = match line {
        Some(line) if !page.lines.contains(&line) => page.under(line),
        _ => page,
    };
    page.show(turn)?;
    Ok(turn.answer(&passing))
}

fn cancelled(turn: &mut Turn, person: &Person, held: &Reservation) -> Result<PressAnswer, Failure> {
    let done = give_back(turn.tx, turn.cx, held, State::Cancelled, (Some(person.id), None), turn.now)?;
    let said = match done {
        true => say!("rewards-cancelled", name = &held.name, points = held.price),
        false => say!("rewards-ended-already"),
    };
    if done {
        retire_code(turn, held, &said)?;
    }
    page::mine(turn, person)?.under(said.clone()).show(turn)?;
    Ok(turn.answer(&said))
}

/// The picture of a code that is good for nothing any more says so.
pub(super) fn retire_code(turn: &mut Turn, held: &Reservation, said: &Say) -> Result<(), Failure> {
    // Of the message whose button was pressed something else is made.
    let own = outbox::find_by_message(turn.tx, turn.chat.id, turn.message_id.unwrap_or_default())?;
    if own.is_some_and(|own| own.key == job::code_key(held.id)) {
        return Ok(());
    }
    job::retire_code(turn.tx, turn.cx, held, said, turn.now)
}

/// A page with nothing but a sentence.
pub(super) fn only(say: Say) -> Page {
    Page::of(vec![say], Default::default())
}
