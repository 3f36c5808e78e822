//! What leads decide about photos: one picture at a time, in one message that turns from one to the
//! next.

use chrono::NaiveDate;

use crate::directory::Person;
use crate::domain::ids::{AreaId, SubmissionId};
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::roles;
use crate::features::turn::{self, Turn};
use crate::i18n::Locale;
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Letter, Picture};
use crate::say;
use crate::store::millis;
use crate::telegram::keyboards::{Button, Keyboard};

use super::state::{Decided, State};
use super::store::{self, Submission};
use super::{refusal, review_text, verdict};

crate::presses! {
    /// The buttons under a photo in review. `pile` and `since` say where in the queue it was shown,
    /// `revision` which verdict was seen.
    pub enum Press: "review" {
        Count { photo: i64, revision: i64, pile: i64, since: i64 } = "yes",
        /// Asks for the reason.
        Refuse { photo: i64, revision: i64, pile: i64, since: i64 } = "no",
        Because { photo: i64, revision: i64, pile: i64, since: i64, reason: i64 } = "why",
        /// The next photo of the queue.
        Next { photo: i64, pile: i64, since: i64 } = "next",
    }
}

/// The parts of the queue, in the order in which they are looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pile {
    Waiting,
    /// Counted today.
    Counted,
    /// Refused today.
    Refused,
}

impl Pile {
    const ALL: [Pile; 3] = [Pile::Waiting, Pile::Counted, Pile::Refused];

    fn numbered(number: i64) -> Pile {
        usize::try_from(number).ok().and_then(|at| Pile::ALL.get(at)).copied().unwrap_or(Pile::Waiting)
    }
}

/// A place in the queue.
#[derive(Clone, Copy, Debug)]
struct Place {
    pile: Pile,
    after: SubmissionId,
    /// When the lead began to look through it, in milliseconds.
    since: i64,
}

/// `/review`: the first picture of the queue, in private.
pub fn review(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return Ok(()) };
    if turn::reach(turn.tx, turn.cx, person.id)?.is_none() {
        let button = turn.cx.texts.plain(turn.locale(), &say!("photos-open-bot"));
        let keyboard = Keyboard::row([Button::open(button, turn.cx.deep_link("review"))]);
        turn.reply_with(&say!("photos-review-unreachable"), keyboard)?;
        return Ok(());
    }
    open(turn, &person)?;
    if !turn.is_private() {
        turn.reply(&say!("photos-review-in-private"))?;
    }
    Ok(())
}

/// Sends a lead the first picture of the queue in private, where the bot may write to them.
pub fn open(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    let Some((chat, locale)) = turn::reach(turn.tx, turn.cx, person.id)? else { return Ok(()) };
    let start = Place { pile: Pile::Waiting, after: 0.into(), since: millis(turn.now) };
    let key = turn.next_key();
    let letter = match next(turn, person, start)? {
        Some((pile, photo)) => {
            let (hash, html, keyboard) = page(turn, person, &photo, pile, start.since, locale)?;
            Letter::answer(key, chat, Body::photo(hash, html)).with(keyboard)
        }
        None => {
            Letter::answer(key, chat, Body::text(turn.cx.texts.html(locale, &say!("photos-review-empty"))))
        }
    };
    outbox::enqueue(turn.tx, letter, turn.now)?;
    Ok(())
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let (photo, revision, pile, since) = match press {
        Press::Count { photo, revision, pile, since }
        | Press::Refuse { photo, revision, pile, since }
        | Press::Because { photo, revision, pile, since, .. } => (photo, Some(revision), pile, since),
        Press::Next { photo, pile, since } => (photo, None, pile, since),
    };
    let here = Place { pile: Pile::numbered(pile), after: photo.into(), since };
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    let Some(part) = store::submission_by_id(turn.tx, here.after)? else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    if !may_review(turn, &person, part.area)? {
        return Ok(turn.answer(&say!("only-leads")));
    }
    if revision.is_some_and(|revision| revision != part.revision) {
        // Somebody else was faster, or the sender changed it: it is shown as it stands now.
        turn_to(turn, &person, here, Some(part))?;
        return Ok(turn.answer(&say!("photos-review-outdated")));
    }
    let decided = match press {
        Press::Next { .. } => {
            turn_to(turn, &person, here, None)?;
            return Ok(PressAnswer::default());
        }
        Press::Refuse { .. } => {
            ask_reason(turn, &person, &part, here)?;
            return Ok(PressAnswer::default());
        }
        Press::Count { .. } => Decided::Count,
        Press::Because { reason, .. } => usize::try_from(reason)
            .ok()
            .and_then(|at| Decided::REASONS.get(at))
            .copied()
            .unwrap_or(Decided::Other),
    };
    verdict::decide(turn.tx, turn.cx, part.id, decided, person.id, turn.now)?;
    let detail = in_the_log(turn, &part)?;
    roles::audit(turn.tx, Some(person.id), &format!("review.{}", decided.word()), &detail, turn.now)?;
    if decided != Decided::Count {
        refusal::tell_sender(turn.tx, turn.cx, &[part.id], turn.now)?;
    }
    turn_to(turn, &person, here, None)?;
    Ok(turn.answer(&decided.say()))
}

/// Whether the person may decide about photos of the area: who answers for it, and inspectors.
fn may_review(turn: &Turn, person: &Person, area: AreaId) -> Result<bool, Failure> {
    if roles::answers_for(turn.tx, turn.cx, person, area)? {
        return Ok(true);
    }
    let tree = turn.cx.tree(turn.tx)?;
    Ok(held(turn, person)?.into_iter().any(|above| tree.is_within(area, above)))
}

/// The areas that the person is a lead or an inspector of.
fn held(turn: &Turn, person: &Person) -> Result<Vec<AreaId>, Failure> {
    Ok(roles::held(turn.tx, person.id)?.into_iter().filter_map(|held| held.area).collect())
}

/// The topmost areas whose photos the person may decide about.
pub(super) fn scope(turn: &Turn, person: &Person) -> Result<Vec<AreaId>, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let mut areas: Vec<AreaId> = if roles::is_admin(turn.tx, turn.cx, person)? {
        tree.roots().map(|area| area.id).collect()
    } else {
        held(turn, person)?
    };
    areas.sort_unstable();
    areas.dedup();
    let all = areas.clone();
    areas.retain(|area| !all.iter().any(|above| above != area && tree.is_within(*area, *above)));
    Ok(areas)
}

/// The calendar day: in the evening after the day's end what has just ended is still today.
fn today(turn: &Turn) -> NaiveDate {
    turn.now.with_timezone(&turn.cx.config.timezone).date_naive()
}

/// The next picture of the queue, and the pile that it lies on.
fn next(turn: &Turn, person: &Person, from: Place) -> Result<Option<(Pile, Submission)>, Failure> {
    let scope = scope(turn, person)?;
    let mut after = from.after;
    for pile in Pile::ALL.into_iter().skip(from.pile as usize) {
        let mut first: Option<Submission> = None;
        for area in &scope {
            let found = store::next_in_pile(turn.tx, *area, pile, today(turn), after, from.since)?;
            if let Some(found) = found
                && first.as_ref().is_none_or(|first| found.id < first.id)
            {
                first = Some(found);
            }
        }
        if let Some(found) = first {
            return Ok(Some((pile, found)));
        }
        after = 0.into();
    }
    Ok(None)
}

/// Turns the message to a picture: to this one, or to the next of the queue.
fn turn_to(turn: &mut Turn, person: &Person, here: Place, to: Option<Submission>) -> Result<(), Failure> {
    let to = match to.filter(|photo| photo.shown().is_some()) {
        Some(photo) => Some((here.pile, photo)),
        None => next(turn, person, here)?,
    };
    let locale = turn.locale();
    let (picture, html, keyboard) = match to {
        Some((pile, photo)) => {
            let (hash, html, keyboard) = page(turn, person, &photo, pile, here.since, locale)?;
            (Some(Picture { hash }), html, keyboard)
        }
        None => (None, turn.cx.texts.html(locale, &say!("photos-review-done")), Keyboard::default()),
    };
    edit(turn, picture, html, keyboard)
}

fn edit(turn: &mut Turn, picture: Option<Picture>, html: String, keyboard: Keyboard) -> Result<(), Failure> {
    let Some(message) = turn.message_id else { return Ok(()) };
    let Some(shown) = outbox::find_by_message(turn.tx, turn.chat.id, message)? else { return Ok(()) };
    let body = Body::EditPhoto { of: shown.key, picture, html, keyboard };
    outbox::enqueue(turn.tx, Letter::edit(turn.chat.id, body), turn.now)?;
    Ok(())
}

/// A picture of the queue: its file, what is known of it, and the buttons.
fn page(
    turn: &Turn,
    person: &Person,
    photo: &Submission,
    pile: Pile,
    since: i64,
    locale: Locale,
) -> Result<(String, String, Keyboard), Failure> {
    let left = match pile {
        Pile::Waiting => {
            let mut left = 0;
            for area in scope(turn, person)? {
                left += store::waiting(turn.tx, area)?.0;
            }
            Some(left)
        }
        _ => None,
    };
    let html = review_text::describe(turn.tx, turn.cx, photo, left, locale)?;
    let (id, revision, pile) = (photo.id.get(), photo.revision, pile as i64);
    let word = |say| turn.cx.texts.plain(locale, &say);
    let mut decide = Vec::new();
    if photo.state != State::Counted {
        let press = Press::Count { photo: id, revision, pile, since };
        decide.push(Button::press(word(say!("photos-review-count")), press));
    }
    if photo.state != State::Refused {
        let press = Press::Refuse { photo: id, revision, pile, since };
        decide.push(Button::press(word(say!("photos-review-refuse")), press));
    }
    decide.push(Button::press(word(say!("photos-review-next")), Press::Next { photo: id, pile, since }));
    Ok((photo.shown().unwrap_or_default().to_owned(), html, Keyboard::row(decide)))
}

/// The same picture, with the reasons of a refusal for buttons.
fn ask_reason(turn: &mut Turn, person: &Person, photo: &Submission, here: Place) -> Result<(), Failure> {
    let locale = turn.locale();
    let (_, html, _) = page(turn, person, photo, here.pile, here.since, locale)?;
    let html = format!("{html}\n\n{}", turn.cx.texts.html(locale, &say!("photos-review-why")));
    let (id, revision, pile, since) = (photo.id.get(), photo.revision, here.pile as i64, here.since);
    let reasons = Decided::REASONS.iter().enumerate().map(|(at, reason)| {
        let press = Press::Because { photo: id, revision, pile, since, reason: at as i64 };
        Button::press(turn.cx.texts.plain(locale, &reason.say()), press)
    });
    let mut rows: Vec<Vec<Button>> = Vec::new();
    for button in reasons {
        match rows.last_mut() {
            Some(row) if row.len() < 2 => row.push(button),
            _ => rows.push(vec![button]),
        }
    }
    let press = Press::Next { photo: id, pile, since };
    rows.push(vec![Button::press(turn.cx.texts.plain(locale, &say!("photos-review-next")), press)]);
    edit(turn, None, html, Keyboard(rows))
}

/// Which photo it was, for those who read the log: its area, and when it was posted.
fn in_the_log(turn: &Turn, photo: &Submission) -> Result<String, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let area = tree.get(photo.area).map(|area| format!("{} {}", area.code, area.name)).unwrap_or_default();
    let posted = photo.posted_at.with_timezone(&turn.cx.config.timezone);
    Ok(format!("{area}, {}", posted.format("%m-%d %H:%M")))
}
