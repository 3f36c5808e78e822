//! What a lead puts right about a photo: where and when it counts, and what it does not say.
//!
//! By buttons under it in review; and by replying to that page with what is missing.

use chrono::{Datelike, Days, NaiveDate};

use crate::directory::Person;
use crate::domain::area::Area;
use crate::domain::caption::{self, Headcount};
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::turn::Turn;
use crate::features::{minors, roles};
use crate::i18n::{self, Say};
use crate::inbox::PressAnswer;
use crate::outbox;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

use super::ask::{self, SPAN, Spot};
use super::moving;
use super::review::{self, note};
use super::review_page as page;
use super::review_queue::{Asks, Pile};
use super::store::{self, Album, Submission};

/// Areas on one page, two in a row.
const PAGE: usize = 12;

/// On a message that was taken for what a photo lacked.
const DONE: &str = "👌";

crate::presses! {
    /// The buttons of 更正 under a photo in review.
    pub enum Press: "mend" {
        /// Asks what is to be put right.
        Menu { photo: i64, pile: Pile } = "menu",
        /// Shows the areas below `area`, for the photo to be moved to; 0: near to where it is.
        Walk { photo: i64, pile: Pile, area: i64, page: i64 } = "walk",
        /// Moves the photo to the area.
        Area { photo: i64, pile: Pile, area: i64 } = "area",
        /// Shows the days that the photo may be moved to.
        Days { photo: i64, pile: Pile } = "days",
        /// Moves the photo to the day.
        Day { photo: i64, pile: Pile, day: i64 } = "day",
        /// Asks for what it does not say.
        Ask { photo: i64, pile: Pile, what: Asks } = "ask",
    }
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let (Press::Menu { photo, pile }
    | Press::Walk { photo, pile, .. }
    | Press::Area { photo, pile, .. }
    | Press::Days { photo, pile }
    | Press::Day { photo, pile, .. }
    | Press::Ask { photo, pile, .. }) = press;
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    let part = store::submission_by_id(turn.tx, photo.into())?.filter(|part| part.shown().is_some());
    let Some(part) = part else { return Ok(turn.answer(&say!("button-too-old"))) };
    let Some(album) = store::album_by_id(turn.tx, part.album)? else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    if !roles::answers_for(turn.tx, turn.cx, &person, part.area)? {
        return Ok(turn.answer(&say!("areas-not-yours")));
    }
    match press {
        Press::Menu { .. } => {
            let below = menu(turn, &part, pile)?;
            page::ask(turn, &person, &part, pile, below, None)?;
        }
        Press::Walk { area, page, .. } => {
            let below = walk(turn, &person, &part, pile, area.into(), usize::try_from(page).unwrap_or(0))?;
            page::ask(turn, &person, &part, pile, below, None)?;
        }
        Press::Days { .. } => {
            let below = days(turn, &album, &part, pile);
            page::ask(turn, &person, &part, pile, below, None)?;
        }
        Press::Ask { what, .. } => {
            let question = match what {
                Asks::Place => say!("photos-mend-ask-place"),
                Asks::Heads => say!("photos-mend-ask-heads"),
                Asks::Words => say!("photos-mend-ask-words"),
            };
            let keyboard = Keyboard::row([back(turn, &part, pile)]);
            page::ask(turn, &person, &part, pile, (question, keyboard), Some(what))?;
        }
        Press::Area { area, .. } => {
            return moved(turn, &person, &part, &album, (area.into(), album.day), pile);
        }
        Press::Day { day, .. } => {
            let day = i32::try_from(day).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
            let day = day.unwrap_or(album.day);
            return moved(turn, &person, &part, &album, (album.area, day), pile);
        }
    }
    Ok(PressAnswer::default())
}

fn moved(
    turn: &mut Turn,
    person: &Person,
    part: &Submission,
    album: &Album,
    to: (AreaId, NaiveDate),
    pile: Pile,
) -> Result<PressAnswer, Failure> {
    let said = match moving::move_album(turn, person, album, to)? {
        Ok(said) | Err(said) => said,
    };
    let now = store::submission_by_id(turn.tx, part.id)?;
    page::turn_to(turn, person, pile, now)?;
    Ok(turn.answer(&said))
}

fn button(turn: &Turn, say: &Say, press: impl Into<String>) -> Button {
    Button::press(turn.cx.texts.plain(turn.locale(), say), press)
}

fn back(turn: &Turn, part: &Submission, pile: Pile) -> Button {
    button(turn, &say!("photos-review-back"), review::Press::Show { photo: part.id.get(), pile })
}

/// What can be put right. What counts for an album is put right for all of it.
fn menu(turn: &Turn, part: &Submission, pile: Pile) -> Result<(Say, Keyboard), Failure> {
    let photo = part.id.get();
    let n = store::parts(turn.tx, part.album)?.len();
    let asks = |say: Say, what| button(turn, &say, Press::Ask { photo, pile, what });
    let keyboard = Keyboard::row([
        button(turn, &say!("photos-mend-area"), Press::Walk { photo, pile, area: 0, page: 0 }),
        button(turn, &say!("photos-mend-day"), Press::Days { photo, pile }),
    ])
    .and_row([
        asks(say!("photos-mend-place"), Asks::Place),
        asks(say!("photos-mend-heads"), Asks::Heads),
        asks(say!("photos-mend-words"), Asks::Words),
    ])
    .and_row([back(turn, part, pile)]);
    Ok((if n > 1 { say!("photos-mend-what-album", n = n) } else { say!("photos-mend-what") }, keyboard))
}

/// The areas that a photo can be moved to: those around it first, from there up and down.
fn walk(
    turn: &Turn,
    person: &Person,
    part: &Submission,
    pile: Pile,
    at: AreaId,
    number: usize,
) -> Result<(Say, Keyboard), Failure> {
    let photo = part.id.get();
    let tree = turn.cx.tree(turn.tx)?;
    let lowest = turn.cx.config.photos.quota_level;
    let answers = |area: &Area| roles::answers_for(turn.tx, turn.cx, person, area.id);
    // It begins with the photo's own area and those beside it, as far as one answers for them.
    let own = tree.get(part.area);
    let start = match own.and_then(|own| tree.parent(own)) {
        Some(parent) if answers(parent)? => Some(parent),
        _ => own,
    };
    let Some(area) = tree.get(at).or(start) else { return Ok((say!("areas-none"), Keyboard::default())) };
    let mut here: Vec<&Area> = Vec::new();
    for below in std::iter::once(area).chain(tree.children(area.id)) {
        let leads_on = below.id != area.id && tree.children(below.id).next().is_some();
        if answers(below)? && (leads_on || (below.level >= lowest && below.id != part.area)) {
            here.push(below);
        }
    }
    let pages = here.len().div_ceil(PAGE);
    let number = number.min(pages.saturating_sub(1));
    let to = |below: &&Area| {
        let leads_on = below.id != area.id && tree.children(below.id).next().is_some();
        let press = match leads_on {
            true => Press::Walk { photo, pile, area: below.id.get(), page: 0 },
            false => Press::Area { photo, pile, area: below.id.get() },
        };
        Button::press(if leads_on { format!("{} ›", below.name) } else { below.name.clone() }, press)
    };
    let shown: Vec<Button> = here.iter().skip(number * PAGE).take(PAGE).map(to).collect();
    let mut rows: Vec<Vec<Button>> = shown.chunks(2).map(<[Button]>::to_vec).collect();
    let turn_to = |page: usize| Press::Walk { photo, pile, area: area.id.get(), page: page as i64 };
    let mut ways = Vec::new();
    if number > 0 {
        ways.push(Button::press("‹", turn_to(number - 1)));
    }
    if let Some(parent) = tree.parent(area).filter(|_| at.get() != 0 || start.is_some())
        && answers(parent)?
    {
        let up = Press::Walk { photo, pile, area: parent.id.get(), page: 0 };
        ways.push(button(turn, &say!("areas-up", area = &parent.name), up));
    }
    if number + 1 < pages {
        ways.push(Button::press("›", turn_to(number + 1)));
    }
    if !ways.is_empty() {
        rows.push(ways);
    }
    rows.push(vec![back(turn, part, pile)]);
    Ok((say!("photos-mend-to-area", area = &area.name), Keyboard(rows)))
}

/// The days around today, and around the photo's own.
fn days(turn: &Turn, album: &Album, part: &Submission, pile: Pile) -> (Say, Keyboard) {
    let today = turn.cx.day(turn.now);
    let around = |day: NaiveDate| [day.checked_add_days(Days::new(1)), day.checked_sub_days(Days::new(1))];
    let mut days: Vec<NaiveDate> = [Some(today), today.checked_sub_days(Days::new(2))]
        .into_iter()
        .chain(around(today))
        .chain(around(album.day))
        .flatten()
        .filter(|day| *day != album.day && moving::can_be_of(turn, album, *day))
        .collect();
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.dedup();
    let buttons: Vec<Button> = days
        .into_iter()
        .map(|day| {
            let number = i64::from(day.num_days_from_ce());
            button(turn, &i18n::day(day), Press::Day { photo: part.id.get(), pile, day: number })
        })
        .collect();
    let say = if buttons.is_empty() { say!("photos-mend-no-day") } else { say!("photos-mend-to-day") };
    let mut rows: Vec<Vec<Button>> = buttons.chunks(3).map(<[Button]>::to_vec).collect();
    rows.push(vec![back(turn, part, pile)]);
    (say, Keyboard(rows))
}

/// The photo that a message of a lead's in private is about: the one on the page that it replies to,
/// or for which something was just asked.
fn meant(turn: &Turn, reply_to: Option<i64>) -> Result<Option<(Submission, Pile, Option<Asks>)>, Failure> {
    let Some(person) = turn.person.as_ref().filter(|_| turn.is_private()) else { return Ok(None) };
    let Some(seat) = store::seat(turn.tx, person.id)? else { return Ok(None) };
    let meant = match reply_to {
        Some(message) => outbox::find_by_message(turn.tx, turn.chat.id, message)?
            .is_some_and(|letter| letter.key == seat.key),
        None => seat.asks.is_some() && turn.now - SPAN < seat.seen_at,
    };
    let photo = seat.photo.filter(|_| meant);
    let part = photo.map(|photo| store::submission_by_id(turn.tx, photo)).transpose()?.flatten();
    Ok(part.filter(|part| part.shown().is_some()).map(|part| (part, seat.pile, seat.asks)))
}

/// Whether something was just asked of this lead for a photo in review.
pub fn waits(turn: &Turn) -> Result<bool, Failure> {
    Ok(meant(turn, None)?.is_some())
}

/// Takes a text for what a photo in review lacks; whether it was meant so.
pub fn said(turn: &mut Turn, text: &str, reply_to: Option<i64>) -> Result<bool, Failure> {
    let Some((part, pile, asks)) = meant(turn, reply_to)? else { return Ok(false) };
    let Some(person) = may_mend(turn, &part)? else { return Ok(true) };
    let text = text.trim();
    let heads = match (caption::headcount(text), caption::clean(text).trim().parse::<u64>()) {
        (Headcount::Unsaid, Ok(n)) if asks != Some(Asks::Place) => heads_of(n),
        (said, _) => said,
    };
    let album = part.album;
    let words = caption::has_words(text);
    match (asks, heads) {
        (_, Headcount::AskBack(_)) => {
            turn.say(&say!("photos-mend-heads-how", most = caption::MOST))?;
            return Ok(true);
        }
        (Some(Asks::Heads), Headcount::Unsaid) => {
            turn.say(&say!("photos-mend-heads-how", most = caption::MOST))?;
            return Ok(true);
        }
        (Some(Asks::Words), _) if words => {
            let text = minors::veiled(turn.tx, part.person, text)?;
            store::set_given(turn.tx, album, &text, None)?;
            note(turn, &person, &part, "photos.words")?;
        }
        (Some(Asks::Place), _) => {
            store::set_place_name(turn.tx, album, text)?;
            note(turn, &person, &part, "photos.place")?;
        }
        (_, heads) => {
            if let Headcount::Said(n) = heads {
                store::set_heads_given(turn.tx, album, n)?;
                note(turn, &person, &part, "photos.heads")?;
            }
            if words && asks != Some(Asks::Heads) {
                store::set_place_name(turn.tx, album, text)?;
                note(turn, &person, &part, "photos.place")?;
            } else if heads == Headcount::Unsaid {
                turn.say(&say!("photos-mend-how"))?;
                return Ok(true);
            }
        }
    }
    ask::words_changed(turn, album)?;
    show_mended(turn, &person, &part, pile)
}

fn heads_of(n: u64) -> Headcount {
    match u32::try_from(n) {
        Ok(0) => Headcount::Unsaid,
        Ok(n) if n <= caption::MOST => Headcount::Said(n),
        _ => Headcount::AskBack(n),
    }
}

/// Takes a location for the place of a photo in review; whether it was meant so.
pub fn located(turn: &mut Turn, spot: &Spot) -> Result<bool, Failure> {
    let Some((part, pile, _)) = meant(turn, spot.reply_to)? else { return Ok(false) };
    let Some(person) = may_mend(turn, &part)? else { return Ok(true) };
    ask::set_spot(turn, part.album, spot)?;
    note(turn, &person, &part, "photos.place")?;
    show_mended(turn, &person, &part, pile)
}

/// Who replies, if they answer for the photo's area; an inspector is told who does.
fn may_mend(turn: &mut Turn, part: &Submission) -> Result<Option<Person>, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(None) };
    if roles::answers_for(turn.tx, turn.cx, &person, part.area)? {
        return Ok(Some(person));
    }
    turn.say(&say!("areas-not-yours"))?;
    Ok(None)
}

/// The page shows what was put right, and the message that did so that it was understood.
fn show_mended(turn: &mut Turn, person: &Person, part: &Submission, pile: Pile) -> Result<bool, Failure> {
    if let Some(message) = turn.message_id {
        turn.react(message, Some(DONE))?;
    }
    let now = store::submission_by_id(turn.tx, part.id)?;
    page::turn_to(turn, person, pile, now)?;
    Ok(true)
}
