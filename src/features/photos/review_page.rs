//! The page on which a lead looks through photos: a picture, what is known of it, and the buttons.

use crate::directory::Person;
use crate::error::Failure;
use crate::features::roles;
use crate::features::turn::Turn;
use crate::i18n::{Locale, Say};
use crate::outbox::{self, Body, Letter, Picture};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

use super::mend;
use super::review::Press;
use super::review_queue::{self as queue, Asks, Pile, Sum};
use super::review_text;
use super::state::{Decided, State, WaitsFor};
use super::store::{self, Seat, Submission};

/// The photos of the same album that wait for a lead.
pub fn waiting_parts(turn: &Turn, part: &Submission) -> Result<Vec<Submission>, Failure> {
    let mut parts = store::parts(turn.tx, part.album)?;
    parts.retain(|part| part.state == State::Waiting);
    Ok(parts)
}

/// Names the verdicts of several photos at once: it is another one as soon as one of them changes.
pub fn mark_of(parts: &[Submission]) -> i64 {
    parts.iter().map(|part| part.revision + 1).sum()
}

/// A picture of the queue: its file, what is known of it, and the buttons.
pub fn of(
    turn: &Turn,
    person: &Person,
    photo: &Submission,
    pile: Pile,
    locale: Locale,
) -> Result<(String, String, Keyboard), Failure> {
    let hash = photo.shown().unwrap_or_default().to_owned();
    Ok((hash, text(turn, person, photo, pile, locale)?, keyboard(turn, person, photo, pile, locale)?))
}

fn text(
    turn: &Turn,
    person: &Person,
    photo: &Submission,
    pile: Pile,
    locale: Locale,
) -> Result<String, Failure> {
    let left = match pile.waits() {
        true => Some(queue::waiting_for(turn, person)?),
        false => None,
    };
    review_text::describe(turn.tx, turn.cx, photo, left, locale)
}

fn keyboard(
    turn: &Turn,
    person: &Person,
    photo: &Submission,
    pile: Pile,
    locale: Locale,
) -> Result<Keyboard, Failure> {
    let (id, revision) = (photo.id.get(), photo.revision);
    let button = |say: Say, press: Press| Button::press(turn.cx.texts.plain(locale, &say), press);
    let mut decide = Vec::new();
    if photo.state != State::Counted {
        decide.push(button(say!("photos-review-count"), Press::Count { photo: id, revision, pile }));
    }
    if photo.state != State::Refused {
        decide.push(button(say!("photos-review-refuse"), Press::Refuse { photo: id, revision, pile }));
    }
    decide.push(button(say!("photos-review-next"), Press::Next { photo: id, pile }));
    let mut rows = Keyboard::row(decide);
    let parts = waiting_parts(turn, photo)?;
    if parts.len() > 1 && photo.state == State::Waiting {
        let (n, mark) = (parts.len(), mark_of(&parts));
        let count = Press::CountAll { photo: id, mark, pile };
        let refuse = Press::RefuseAll { photo: id, mark, pile };
        rows = rows.and_row([
            button(say!("photos-review-count-all", n = n), count),
            button(say!("photos-review-refuse-all", n = n), refuse),
        ]);
    }
    if roles::answers_for(turn.tx, turn.cx, person, photo.area)? {
        if photo.waits_for == Some(WaitsFor::Look) {
            let press = Press::Fixed { photo: id, revision, pile };
            rows = rows.and_row([button(say!("photos-review-fixed"), press)]);
        } else if store::shows_fixed_post(turn.tx, photo)? {
            rows =
                rows.and_row([button(say!("photos-review-not-fixed"), Press::NotFixed { photo: id, pile })]);
        }
        let menu = mend::Press::Menu { photo: id, pile };
        rows = rows.and_row([Button::press(turn.cx.texts.plain(locale, &say!("photos-mend")), menu)]);
    }
    Ok(rows)
}

/// Turns the message to a picture; to what there is besides, where the pile is looked through.
pub fn turn_to(turn: &mut Turn, person: &Person, pile: Pile, to: Option<Submission>) -> Result<(), Failure> {
    let locale = turn.locale();
    match to.filter(|photo| photo.shown().is_some()) {
        Some(photo) => {
            let (hash, html, keyboard) = of(turn, person, &photo, pile, locale)?;
            sit(turn, person, Some(&photo), pile, None)?;
            edit(turn, Some(Picture { hash }), html, keyboard)
        }
        None => {
            let sum = queue::sum(turn, person)?;
            let (html, keyboard) = end(turn, pile, &sum, locale);
            sit(turn, person, None, pile, None)?;
            edit(turn, None, html, keyboard)
        }
    }
}

/// The same picture, with something else below it.
pub fn ask(
    turn: &mut Turn,
    person: &Person,
    photo: &Submission,
    pile: Pile,
    (question, keyboard): (Say, Keyboard),
    asks: Option<Asks>,
) -> Result<(), Failure> {
    let locale = turn.locale();
    let html = text(turn, person, photo, pile, locale)?;
    let html = format!("{html}\n\n{}", turn.cx.texts.html(locale, &question));
    sit(turn, person, Some(photo), pile, asks)?;
    edit(turn, None, html, keyboard)
}

/// The same picture, with the reasons of a refusal for buttons; `mark` where its album is meant.
pub fn ask_reason(
    turn: &mut Turn,
    person: &Person,
    photo: &Submission,
    pile: Pile,
    mark: Option<i64>,
) -> Result<(), Failure> {
    let locale = turn.locale();
    let (id, revision) = (photo.id.get(), photo.revision);
    let reasons: Vec<Button> = Decided::REASONS
        .iter()
        .zip(0..)
        .map(|(why, reason)| {
            let press = match mark {
                None => Press::Because { photo: id, revision, pile, reason },
                Some(mark) => Press::BecauseAll { photo: id, mark, pile, reason },
            };
            Button::press(turn.cx.texts.plain(locale, &why.say()), press)
        })
        .collect();
    let mut rows: Vec<Vec<Button>> = reasons.chunks(2).map(<[Button]>::to_vec).collect();
    let back = turn.cx.texts.plain(locale, &say!("photos-review-back"));
    let next = turn.cx.texts.plain(locale, &say!("photos-review-next"));
    rows.push(vec![
        Button::press(back, Press::Show { photo: id, pile }),
        Button::press(next, Press::Next { photo: id, pile }),
    ]);
    ask(turn, person, photo, pile, (say!("photos-review-why"), Keyboard(rows)), None)
}

/// What there is to look through besides, where a pile is done.
fn end(turn: &Turn, pile: Pile, sum: &Sum, locale: Locale) -> (String, Keyboard) {
    let mut lines = vec![match (pile.waits(), sum.waiting) {
        (true, 0) => say!("photos-review-all-done"),
        (true, left) => say!("photos-review-left", left = left),
        (false, _) => say!("photos-review-done"),
    }];
    let today = &sum.today;
    if today.lacking_place > 0 {
        lines.push(say!("photos-review-lacks-place", n = today.lacking_place));
    }
    if today.lacking_heads > 0 {
        lines.push(say!("photos-review-lacks-heads", n = today.lacking_heads));
    }
    let offers = [
        (
            sum.waiting.saturating_sub(sum.later),
            Pile::Waiting,
            say!("photos-review-open-waiting", n = sum.waiting.saturating_sub(sum.later)),
        ),
        (sum.later, Pile::Later, say!("photos-review-open-later", n = sum.later)),
        (today.lacking, Pile::Lacking, say!("photos-review-open-lacking", n = today.lacking)),
        (today.counted, Pile::Counted, say!("photos-review-open-counted", n = today.counted)),
        (today.refused, Pile::Refused, say!("photos-review-open-refused", n = today.refused)),
    ];
    let offered = offers.into_iter().filter(|(n, _, _)| *n > 0);
    let buttons =
        offered.map(|(_, pile, say)| Button::press(turn.cx.texts.plain(locale, &say), Press::Open { pile }));
    let html: Vec<String> = lines.iter().map(|say| turn.cx.texts.html(locale, say)).collect();
    (html.join("\n"), Keyboard::column(buttons))
}

/// Notes what is before a lead's eyes.
fn sit(
    turn: &mut Turn,
    person: &Person,
    photo: Option<&Submission>,
    pile: Pile,
    asks: Option<Asks>,
) -> Result<(), Failure> {
    let Some(key) = letter(turn, person)? else { return Ok(()) };
    let photo = photo.map(|photo| photo.id);
    store::set_seat(turn.tx, person.id, &Seat { key, photo, pile, asks, seen_at: turn.now })
}

fn edit(turn: &mut Turn, picture: Option<Picture>, html: String, keyboard: Keyboard) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return Ok(()) };
    let Some(of) = letter(turn, &person)? else { return Ok(()) };
    let body = Body::EditPhoto { of, picture, html, keyboard };
    outbox::enqueue(turn.tx, Letter::edit(turn.chat.id, body), turn.now)?;
    Ok(())
}

/// The letter that is the page: the one that was pressed, else the one that they have.
fn letter(turn: &Turn, person: &Person) -> Result<Option<String>, Failure> {
    if let Some(message) = turn.message_id
        && let Some(found) = outbox::find_by_message(turn.tx, turn.chat.id, message)?
    {
        return Ok(Some(found.key));
    }
    Ok(store::seat(turn.tx, person.id)?.map(|seat| seat.key))
}
