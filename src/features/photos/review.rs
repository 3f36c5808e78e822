//! What leads decide about photos: one picture at a time, in one message that turns from one to the
//! next.

use crate::directory::{self, Person};
use crate::domain::ids::SubmissionId;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::roles;
use crate::features::turn::{self, Turn};
use crate::i18n::Say;
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

use super::review_page::{self as page, mark_of, waiting_parts};
use super::review_queue::{self as queue, Pile};
use super::state::{Decided, State};
use super::store::{self, Seat, Submission};
use super::{refusal, verdict};

crate::presses! {
    /// The buttons under a photo in review. `pile` says where in the queue it was shown, `revision`
    /// which verdict was seen, and `mark` which ones of a whole album.
    pub enum Press: "review" {
        /// Counts this photo.
        Count { photo: i64, revision: i64, pile: Pile } = "yes",
        /// Asks for the reason.
        Refuse { photo: i64, revision: i64, pile: Pile } = "no",
        /// Refuses it for this reason.
        Because { photo: i64, revision: i64, pile: Pile, reason: i64 } = "why",
        /// Counts all of its album that waits.
        CountAll { photo: i64, mark: i64, pile: Pile } = "yesall",
        /// Asks for the reason to refuse all of it.
        RefuseAll { photo: i64, mark: i64, pile: Pile } = "noall",
        /// Refuses all of it for this reason.
        BecauseAll { photo: i64, mark: i64, pile: Pile, reason: i64 } = "whyall",
        /// Says that what it shows is a fixed post: counts, as does from now on what looks like it there.
        Fixed { photo: i64, revision: i64, pile: Pile } = "fixed",
        /// Says that it is none any more.
        NotFixed { photo: i64, pile: Pile } = "unfix",
        /// Turns to the next photo of the queue; one that waits is left for later.
        Next { photo: i64, pile: Pile } = "next",
        /// Shows this one again, without what was opened under it.
        Show { photo: i64, pile: Pile } = "show",
        /// Sends the first picture of the queue in private, wherever it was pressed.
        Begin {} = "begin",
        /// Shows the first of a pile.
        Open { pile: Pile } = "pile",
    }
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

/// Sends a lead the first picture of the queue in private, where the bot may write to them. The page
/// that they had today goes: there is one at a time.
pub fn open(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    let Some((chat, locale)) = turn::reach(turn.tx, turn.cx, person.id)? else { return Ok(()) };
    if let Some(former) = store::seat(turn.tx, person.id)?
        && former.seen_at.with_timezone(&turn.cx.config.timezone).date_naive() == queue::today(turn)
        && !outbox::drop_waiting(turn.tx, &former.key, "a newer page took its place", turn.now)?
    {
        outbox::enqueue(turn.tx, Letter::removal(chat, &former.key), turn.now)?;
    }
    let key = turn.next_key();
    let first = queue::first(turn, person)?;
    let (pile, photo) =
        (first.as_ref().map_or(Pile::Waiting, |(pile, _)| *pile), first.map(|(_, photo)| photo));
    let letter = match &photo {
        Some(photo) => {
            let (hash, html, keyboard) = page::of(turn, person, photo, pile, locale)?;
            Letter::answer(&key, chat, Body::photo(hash, html)).with(keyboard)
        }
        None => {
            let html = turn.cx.texts.html(locale, &say!("photos-review-empty"));
            Letter::answer(&key, chat, Body::text(html))
        }
    };
    outbox::enqueue(turn.tx, letter, turn.now)?;
    let photo = photo.map(|photo| photo.id);
    store::set_seat(turn.tx, person.id, &Seat { key, photo, pile, asks: None, seen_at: turn.now })
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    let (photo, pile) = match press {
        Press::Begin {} => {
            if queue::scope(turn, &person)?.is_empty() {
                return Ok(turn.answer(&say!("only-leads")));
            }
            if turn::reach(turn.tx, turn.cx, person.id)?.is_none() {
                return Ok(turn.answer(&say!("photos-review-how")));
            }
            open(turn, &person)?;
            return Ok(PressAnswer::default());
        }
        Press::Open { pile } => {
            if queue::scope(turn, &person)?.is_empty() {
                return Ok(turn.answer(&say!("only-leads")));
            }
            let first = queue::next(turn, &person, pile, None)?;
            page::turn_to(turn, &person, pile, first)?;
            return Ok(PressAnswer::default());
        }
        Press::Count { photo, pile, .. }
        | Press::Refuse { photo, pile, .. }
        | Press::Because { photo, pile, .. }
        | Press::CountAll { photo, pile, .. }
        | Press::RefuseAll { photo, pile, .. }
        | Press::BecauseAll { photo, pile, .. }
        | Press::Fixed { photo, pile, .. }
        | Press::NotFixed { photo, pile }
        | Press::Next { photo, pile }
        | Press::Show { photo, pile } => (SubmissionId::from(photo), pile),
    };
    let Some(part) = store::submission_by_id(turn.tx, photo)? else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    if !roles::inspects(turn.tx, turn.cx, &person, part.area)? {
        return Ok(turn.answer(&say!("only-leads")));
    }
    match press {
        Press::Next { .. } => {
            if part.state == State::Waiting {
                let today = queue::today(turn);
                store::skip(turn.tx, person.id, part.id, today, turn.now)?;
            }
            go_on(turn, &person, pile, part.id)?;
            return Ok(PressAnswer::default());
        }
        Press::Show { .. } => {
            page::turn_to(turn, &person, pile, Some(part))?;
            return Ok(PressAnswer::default());
        }
        Press::NotFixed { .. } => return not_fixed(turn, &person, &part, pile),
        _ => {}
    }
    let parts = waiting_parts(turn, &part)?;
    let as_seen = match press {
        Press::Count { revision, .. }
        | Press::Refuse { revision, .. }
        | Press::Because { revision, .. }
        | Press::Fixed { revision, .. } => revision == part.revision,
        Press::CountAll { mark, .. } | Press::RefuseAll { mark, .. } | Press::BecauseAll { mark, .. } => {
            !parts.is_empty() && mark == mark_of(&parts)
        }
        _ => true,
    };
    if !as_seen {
        return outdated(turn, &person, part, pile);
    }
    match press {
        Press::Refuse { .. } => page::ask_reason(turn, &person, &part, pile, None)?,
        Press::RefuseAll { mark, .. } => page::ask_reason(turn, &person, &part, pile, Some(mark))?,
        Press::Count { .. } => return decide(turn, &person, &[part], pile, Decided::Count),
        Press::CountAll { .. } => return decide(turn, &person, &parts, pile, Decided::Count),
        Press::Because { reason, .. } => return decide(turn, &person, &[part], pile, reason_of(reason)),
        Press::BecauseAll { reason, .. } => return decide(turn, &person, &parts, pile, reason_of(reason)),
        Press::Fixed { .. } => return fixed(turn, &person, &part, pile),
        _ => {}
    }
    Ok(PressAnswer::default())
}

fn reason_of(number: i64) -> Decided {
    usize::try_from(number).ok().and_then(|at| Decided::REASONS.get(at)).copied().unwrap_or(Decided::Other)
}

/// The next of the pile. Of what waits, what was not left for later comes first.
fn go_on(turn: &mut Turn, person: &Person, pile: Pile, after: SubmissionId) -> Result<(), Failure> {
    let next = queue::next(turn, person, pile, Some(after))?;
    page::turn_to(turn, person, pile, next)
}

/// Decides about these photos of one album, and goes on to the next.
fn decide(
    turn: &mut Turn,
    person: &Person,
    parts: &[Submission],
    pile: Pile,
    decided: Decided,
) -> Result<PressAnswer, Failure> {
    let Some(first) = parts.first() else { return Ok(turn.answer(&say!("button-too-old"))) };
    for part in parts {
        verdict::decide(turn.tx, turn.cx, part.id, decided, person.id, turn.now)?;
        let detail = in_the_log(turn, part)?;
        let action = format!("review.{}", decided.word());
        roles::audit_of(turn.tx, Some(person.id), part.person, &action, &detail, turn.now)?;
    }
    let mut said = decided.say();
    if decided != Decided::Count {
        let refused: Vec<SubmissionId> = parts.iter().map(|part| part.id).collect();
        refusal::tell_sender(turn.tx, turn.cx, &refused, turn.now)?;
    }
    // What is seen as one and the same picture now is no fixed post that may be posted every day.
    if decided == Decided::Duplicate && store::forget_fixed_post(turn.tx, first)? {
        note(turn, person, first, "photos.unfix")?;
        said = say!("photos-fixed-forgotten");
    }
    go_on(turn, person, pile, first.id)?;
    Ok(turn.answer(&said))
}

/// The picture and the earlier one that it looks like show a fixed post, where people take a picture
/// every day: from now on what looks like them there is not held up.
fn fixed(turn: &mut Turn, person: &Person, part: &Submission, pile: Pile) -> Result<PressAnswer, Failure> {
    if !roles::answers_for(turn.tx, turn.cx, person, part.area)? {
        return Ok(turn.answer(&say!("only-leads")));
    }
    store::allow_fixed_post(turn.tx, part.area, part, person.id, turn.now)?;
    if let Some((like, _)) = part.like
        && let Some(other) = store::submission_by_id(turn.tx, like)?
    {
        store::allow_fixed_post(turn.tx, part.area, &other, person.id, turn.now)?;
    }
    note(turn, person, part, "photos.fix")?;
    verdict::decide(turn.tx, turn.cx, part.id, Decided::Count, person.id, turn.now)?;
    // Others of it that wait already need nobody's eyes any more.
    for album in store::albums_held_up(turn.tx, part.area)? {
        verdict::judge_later(turn.tx, album, &format!("update:{}", turn.update_id), turn.now)?;
    }
    go_on(turn, person, pile, part.id)?;
    Ok(turn.answer(&say!("photos-fixed-allowed")))
}

fn not_fixed(
    turn: &mut Turn,
    person: &Person,
    part: &Submission,
    pile: Pile,
) -> Result<PressAnswer, Failure> {
    if !roles::answers_for(turn.tx, turn.cx, person, part.area)? {
        return Ok(turn.answer(&say!("only-leads")));
    }
    if store::forget_fixed_post(turn.tx, part)? {
        note(turn, person, part, "photos.unfix")?;
    }
    page::turn_to(turn, person, pile, Some(part.clone()))?;
    Ok(turn.answer(&say!("photos-fixed-forgotten")))
}

/// What was shown is not as it was. Who comes second hears what was decided and goes on; what waits
/// still, but changed, is shown as it stands now.
fn outdated(turn: &mut Turn, person: &Person, part: Submission, pile: Pile) -> Result<PressAnswer, Failure> {
    let said = what_happened(turn, person, &part)?;
    let settled = pile.waits() && part.state != State::Waiting;
    match settled || part.shown().is_none() {
        true => go_on(turn, person, pile, part.id)?,
        false => page::turn_to(turn, person, pile, Some(part))?,
    }
    Ok(turn.answer(&said))
}

fn what_happened(turn: &Turn, person: &Person, part: &Submission) -> Result<Say, Failure> {
    if part.state == State::Withdrawn {
        return Ok(say!("photos-review-withdrawn"));
    }
    let other = part.decided_by.filter(|by| *by != person.id);
    let (Some(other), Some(decided)) = (other, part.decided) else {
        return Ok(say!("photos-review-outdated"));
    };
    let name = directory::person_by_id(turn.tx, other)?.map(|other| other.name).unwrap_or_default();
    Ok(match decided {
        Decided::Count => say!("photos-review-counted-by", name = name),
        reason => say!("photos-review-refused-by", name = name, reason = reason.say()),
    })
}

/// Writes down what a lead did about a photo.
pub(super) fn note(turn: &mut Turn, person: &Person, part: &Submission, action: &str) -> Result<(), Failure> {
    let detail = in_the_log(turn, part)?;
    roles::audit_of(turn.tx, Some(person.id), part.person, action, &detail, turn.now)
}

/// Which photo it was, for those who read the log: its area, and when it was posted.
pub(super) fn in_the_log(turn: &Turn, photo: &Submission) -> Result<String, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let area = tree.get(photo.area).map(|area| format!("{} {}", area.code, area.name)).unwrap_or_default();
    let posted = photo.posted_at.with_timezone(&turn.cx.config.timezone);
    Ok(format!("{area}, {}", posted.format("%m-%d %H:%M")))
}
