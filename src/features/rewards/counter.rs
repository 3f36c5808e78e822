//! `/redeem CODE`, and the code that a camera reads: what a lead at the counter sees and does.

use chrono::TimeDelta;

use super::page::{self, Page};
use super::press::{Press, only, retire_code};
use super::{Reservation, State, at_counter, give_back, hand_out, job, serves, store};
use crate::directory::Person;
use crate::domain::code;
use crate::domain::ids::ReservationId;
use crate::error::Failure;
use crate::features::roles;
use crate::features::turn::Turn;
use crate::i18n::Say;
use crate::inbox::PressAnswer;
use crate::say;
use crate::telegram::keyboards::Keyboard;

/// So many codes may be tried in vain within [`SPAN`].
const TRIES: i64 = 10;
const SPAN: TimeDelta = TimeDelta::hours(1);

/// Why something was not handed out, by number.
const REASONS: [&str; 3] = ["gone", "damaged", "other"];

fn reason(word: &str) -> Say {
    match word {
        "gone" => say!("rewards-reason-gone"),
        "damaged" => say!("rewards-reason-damaged"),
        _ => say!("rewards-reason-other"),
    }
}

/// What somebody who hands out sees of a code.
pub(super) fn look_up(turn: &mut Turn, person: &Person, typed: &str) -> Result<Page, Failure> {
    let Some(code) = code::read_short(typed) else { return Ok(only(say!("rewards-code-unfit"))) };
    if store::tries(turn.tx, person.id, turn.now - SPAN)? >= TRIES {
        return Ok(only(say!("rewards-code-enough")));
    }
    let found = store::reservation_by_code(turn.tx, &code)?;
    let Some(held) = found else {
        store::note_try(turn.tx, person.id, turn.now - SPAN, turn.now)?;
        return Ok(only(say!("rewards-code-unknown", code = code)));
    };
    if !serves(turn.tx, turn.cx, person, held.area)? {
        store::note_try(turn.tx, person.id, turn.now - SPAN, turn.now)?;
        return Ok(only(say!(
            "rewards-code-elsewhere",
            counter = page::counter(turn.tx, turn.cx, held.area)?
        )));
    }
    match standing(turn, &held)? {
        Some(ended) => Ok(only(ended)),
        None => page::at_the_counter(turn, &held),
    }
}

/// Why nothing is handed out for a code any more; none where it is good.
fn standing(turn: &mut Turn, held: &Reservation) -> Result<Option<Say>, Failure> {
    let over = held.state == State::Open && held.until <= turn.now;
    if over {
        job::expire(turn.tx, turn.cx, held, turn.now)?;
    }
    let at = held.ended_at.unwrap_or(held.until).with_timezone(&turn.cx.config.timezone);
    let at = at.format("%m-%d %H:%M").to_string();
    let (name, code) = (&held.name, &held.code);
    Ok(match held.state {
        State::Open if !over => None,
        State::Open | State::Expired => Some(say!("rewards-code-expired", name = name, code = code, at = at)),
        State::Handed => {
            let by = job::name_of(turn.tx, held.ended_by)?;
            Some(say!("rewards-code-handed", name = name, code = code, at = at, by = by))
        }
        State::Cancelled => Some(say!("rewards-code-cancelled", name = name, code = code, at = at)),
        State::Refused => {
            let by = job::name_of(turn.tx, held.ended_by)?;
            Some(say!("rewards-code-refused", name = name, code = code, at = at, by = by))
        }
    })
}

pub(super) fn pressed(
    turn: &mut Turn,
    person: &Person,
    press: Press,
    held: ReservationId,
) -> Result<PressAnswer, Failure> {
    let held = store::reservation_by_id(turn.tx, held)?;
    let Some(held) = held else { return Ok(turn.answer(&say!("button-too-old"))) };
    if !serves(turn.tx, turn.cx, person, held.area)? {
        return Ok(turn.answer(&say!("rewards-not-yours")));
    }
    if let Some(ended) = standing(turn, &held)? {
        only(ended.clone()).show(turn)?;
        return Ok(turn.answer(&ended));
    }
    match press {
        Press::Hand { .. } => {
            hand_out(turn.tx, &held, person.id, turn.now)?;
            note(turn, person, &held, "reward.redeem")?;
            tell_owner(turn, person, &held, &say!("rewards-handed-you", name = &held.name))?;
            let name = job::name_of(turn.tx, Some(held.person))?;
            only(say!("rewards-handed", name = &held.name, person = name, code = &held.code)).show(turn)?;
        }
        Press::Refuse { .. } => {
            let mut page = page::at_the_counter(turn, &held)?.under(say!("rewards-refuse-why"));
            let why = |(number, word): (usize, &&str)| {
                page::button(turn, &reason(word), Press::Why { held: held.id, reason: number as i64 })
            };
            page.keyboard = Keyboard::column(REASONS.iter().enumerate().map(why)).and_row([page::button(
                turn,
                &say!("rewards-back"),
                Press::Card { held: held.id },
            )]);
            page.show(turn)?;
        }
        Press::Why { reason: number, .. } => {
            let word = usize::try_from(number).ok().and_then(|number| REASONS.get(number));
            let Some(word) = word else { return Ok(turn.answer(&say!("button-too-old"))) };
            give_back(turn.tx, turn.cx, &held, State::Refused, (Some(person.id), Some(word)), turn.now)?;
            note(turn, person, &held, "reward.refuse")?;
            let told =
                say!("rewards-refused-you", name = &held.name, why = reason(word), points = held.price);
            tell_owner(turn, person, &held, &told)?;
            only(say!("rewards-refused", name = &held.name, code = &held.code)).show(turn)?;
        }
        _ => page::at_the_counter(turn, &held)?.show(turn)?,
    }
    Ok(PressAnswer::default())
}

fn note(turn: &mut Turn, by: &Person, held: &Reservation, action: &str) -> Result<(), Failure> {
    let words = format!("{} {}", held.name, held.code);
    let detail = at_counter(turn.tx, turn.cx, held.area, &words)?;
    match action {
        "reward.redeem" => {
            roles::audit_of(turn.tx, Some(by.id), held.person, "reward.redeem", &detail, turn.now)
        }
        _ => roles::audit_of(turn.tx, Some(by.id), held.person, "reward.refuse", &detail, turn.now),
    }
}

/// Who reserved it hears what became of it, and their code says so too.
fn tell_owner(turn: &mut Turn, by: &Person, held: &Reservation, say: &Say) -> Result<(), Failure> {
    retire_code(turn, held, say)?;
    if held.person != by.id {
        turn.tell(held.person, say, Keyboard::default())?;
    }
    Ok(())
}
