//! From state to state: a draft that is looked at and tried with other weights, published, made final or dropped.

use chrono::{Days, NaiveDate, NaiveTime};

use super::chat::Press;
use super::criteria::CRITERIA;
use super::standing::{self, Standing};
use super::text::Page;
use super::{Ranking, State, job, store};
use crate::clock::Time;
use crate::directory::{self, Person};
use crate::domain::calendar::{Stage, instant};
use crate::domain::ids::RankingId;
use crate::domain::ranking::Weights;
use crate::error::Failure;
use crate::features::bulletins::UNTOUCHED;
use crate::features::bulletins::letters::{Draft, Seen};
use crate::features::bulletins::store::letters;
use crate::features::context::Context;
use crate::features::roles;
use crate::i18n::{self, Locale, Say};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::{Button, Keyboard};

/// How a draft is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    Plain,
    /// As it would be by other weights.
    If(Weights),
    Drop,
}

/// What a press adds to a weight, or takes from it.
const STEP: i64 = 10;

pub(super) fn draft_of(id: RankingId) -> Draft {
    Draft { kind: "ranking", id: id.get() }
}

/// Makes the draft of the month that had ended when a run was due; none where it is no month of the campaign, or was
/// ranked already. `revives`: one that was dropped is taken up again.
pub(super) fn make(
    tx: &mut Tx,
    cx: &Context,
    due: Time,
    revives: bool,
    now: Time,
) -> Result<Option<RankingId>, Failure> {
    let month = standing::ended(cx.day(due)).filter(|month| standing::days(cx, *month).is_some());
    let Some(month) = month.filter(|_| cx.stage_at(due) != Stage::Rehearsal) else { return Ok(None) };
    let made = match store::of_month(tx, month)? {
        Some(old) => (revives && store::revive(tx, old.id, now)?).then_some(old.id),
        None => store::insert(tx, month, now)?,
    };
    if let Some(id) = made {
        job::expire_later(tx, id, now)?;
    }
    Ok(made)
}

/// The ranking as it stands: published as it was last shown, else by the weights that hold.
pub(super) fn standing_of(read: &Read, cx: &Context, of: &Ranking) -> Result<Standing, Failure> {
    match Standing::from_shown(of.shown.as_deref())? {
        Some(shown) if of.state != State::Draft => Ok(shown),
        _ => standing::read(read, cx, of.month, of.weighs(cx)),
    }
}

/// A draft as it will stand, below a line that it is one, with its buttons.
pub(super) fn page(
    cx: &Context,
    of: &Ranking,
    standing: &Standing,
    locale: Locale,
    view: View,
) -> (String, Keyboard) {
    let until = (of.touched_at + UNTOUCHED).with_timezone(&cx.config.timezone).naive_local();
    let (day, time) = (i18n::day(until.date()), i18n::time(until.time()));
    let page = Page::of(cx, of, standing, locale);
    let head = match view {
        View::Plain => say!("rankings-draft", day = day, time = time),
        View::Drop => say!("rankings-drop-sure"),
        View::If(weights) => say!("rankings-if", weights = page.weights(weights)),
    };
    (format!("{}\n\n{}", page.say(&head), page.text()), keyboard(cx, of, locale, view))
}

fn keyboard(cx: &Context, of: &Ranking, locale: Locale, view: View) -> Keyboard {
    let ranking = of.id;
    let button = |say: Say, press: Press| Button::press(cx.texts.plain(locale, &say), press);
    match view {
        View::Plain => {
            let weights = of.weighs(cx).packed();
            Keyboard::row([button(say!("rankings-publish-button"), Press::Publish { ranking })]).and_row([
                button(say!("rankings-if-button"), Press::If { ranking, weights }),
                button(say!("rankings-drop-button"), Press::Drop { ranking }),
            ])
        }
        View::Drop => Keyboard::row([
            button(say!("rankings-drop-yes"), Press::DropYes { ranking }),
            button(say!("rankings-back-button"), Press::Back { ranking }),
        ]),
        View::If(weights) => {
            let mut rows: Vec<Vec<Button>> = CRITERIA
                .iter()
                .map(|row| {
                    let weight = i64::from(weights.get(row.criterion));
                    let to = |weight: i64| Press::If {
                        ranking,
                        weights: weights.with(row.criterion, weight).packed(),
                    };
                    let name = (row.name)();
                    vec![
                        button(say!("rankings-if-less", name = name.clone(), step = STEP), to(weight - STEP)),
                        button(say!("rankings-if-more", name = name, step = STEP), to(weight + STEP)),
                    ]
                })
                .collect();
            rows.push(vec![
                button(say!("rankings-use-button"), Press::Use { ranking, weights: weights.packed() }),
                button(say!("rankings-back-button"), Press::Back { ranking }),
            ]);
            Keyboard(rows)
        }
    }
}

/// Puts another page in the place of what one reader sees.
pub(super) fn show_again(
    tx: &mut Tx,
    cx: &Context,
    of: &Ranking,
    seen: &Seen,
    view: View,
    now: Time,
) -> Result<(), Failure> {
    let weights = match view {
        View::If(weights) => weights,
        View::Plain | View::Drop => of.weighs(cx),
    };
    let standing = standing::read(tx, cx, of.month, weights)?;
    let page = page(cx, of, &standing, cx.locale_in(tx, seen.chat)?, view);
    draft_of(of.id).edit(tx, seen, page, now)
}

/// Goes by other weights from now on; bot.toml's stay as they are.
pub(super) fn weigh(
    tx: &mut Tx,
    cx: &Context,
    of: &Ranking,
    weights: Weights,
    by: &Person,
    now: Time,
) -> Result<bool, Failure> {
    if !store::weigh(tx, of.id, weights, now)? {
        return Ok(false);
    }
    let told = CRITERIA.iter().map(|row| format!("{} {}", row.criterion.name(), weights.get(row.criterion)));
    let detail = format!("{} {}", of.month, told.collect::<Vec<_>>().join(" "));
    roles::audit(tx, Some(by.id), "ranking.weights", &detail, now)?;
    if let Some(of) = store::by_id(tx, of.id)? {
        for seen in draft_of(of.id).seen(tx)? {
            show_again(tx, cx, &of, &seen, View::Plain, now)?;
        }
    }
    Ok(true)
}

/// Somebody publishes a draft: from now on leads can appeal; false if somebody else was before them.
pub(super) fn publish(
    tx: &mut Tx,
    cx: &Context,
    of: &Ranking,
    by: &Person,
    now: Time,
) -> Result<bool, Failure> {
    let today = now.with_timezone(&cx.config.timezone).date_naive();
    let until = today.checked_add_days(Days::new(cx.config.ranking.appeal_days.into())).unwrap_or(today);
    let weights = of.weighs(cx);
    let standing = standing::read(tx, cx, of.month, weights)?;
    let shown = serde_json::to_string(&standing)?;
    if !store::open(tx, of.id, weights, until, &shown, by.id, now)? {
        return Ok(false);
    }
    roles::audit(tx, Some(by.id), "ranking.publish", &of.month.to_string(), now)?;
    end(tx, cx, of, &standing, now)?;
    job::publish_soon(tx, of.id, State::Provisional, now)?;
    job::close_later(tx, of.id, appeals_end(cx, until))?;
    Ok(true)
}

/// When the last day of the appeals is over.
pub(super) fn appeals_end(cx: &Context, until: NaiveDate) -> Time {
    let next = until.checked_add_days(Days::new(1)).unwrap_or(until);
    instant(next.and_time(NaiveTime::MIN), cx.config.timezone)
}

/// Makes a provisional ranking final, as its month stands now; false if it is none any more.
pub(super) fn finish(
    tx: &mut Tx,
    cx: &Context,
    of: &Ranking,
    by: Option<&Person>,
    now: Time,
) -> Result<bool, Failure> {
    let standing = standing::read(tx, cx, of.month, of.weighs(cx))?;
    let shown = serde_json::to_string(&standing)?;
    let by = by.map(|by| by.id);
    if !store::end(tx, of.id, (State::Provisional, State::Final), by, Some(&shown), now)? {
        return Ok(false);
    }
    roles::audit(tx, by, "ranking.final", &of.month.to_string(), now)?;
    job::publish_soon(tx, of.id, State::Final, now)?;
    Ok(true)
}

/// Somebody drops a draft, or time does; false if it is none any more.
pub(super) fn drop(
    tx: &mut Tx,
    cx: &Context,
    of: &Ranking,
    by: Option<&Person>,
    now: Time,
) -> Result<bool, Failure> {
    let by = by.map(|by| by.id);
    if !store::end(tx, of.id, (State::Draft, State::Dropped), by, None, now)? {
        return Ok(false);
    }
    roles::audit(tx, by, "ranking.drop", &of.month.to_string(), now)?;
    let standing = standing::read(tx, cx, of.month, of.weighs(cx))?;
    end(tx, cx, of, &standing, now)?;
    Ok(true)
}

/// What became of a ranking, who did it and when.
pub(super) fn ended(read: &Read, cx: &Context, of: &Ranking) -> Result<Say, Failure> {
    let of = store::by_id(read, of.id)?.unwrap_or_else(|| of.clone());
    let (at, by) = match of.state {
        State::Provisional => store::published_by(read, of.id)?,
        _ => (of.ended_at, of.ended_by),
    };
    let at = at.unwrap_or(of.touched_at).with_timezone(&cx.config.timezone).naive_local();
    let (day, time) = (i18n::day(at.date()), i18n::time(at.time()));
    let by = by.map(|by| directory::person_by_id(read, by)).transpose()?.flatten();
    let name = by.map(|by| by.name);
    Ok(match (of.state, name) {
        (State::Provisional, Some(name)) => {
            say!("rankings-published-by", name = name, day = day, time = time)
        }
        (State::Final, Some(name)) => say!("rankings-final-by", name = name, day = day, time = time),
        (State::Final, None) => say!("rankings-final-at", day = day, time = time),
        (State::Dropped, Some(name)) => say!("rankings-dropped-by", name = name, day = day, time = time),
        _ => say!("rankings-dropped-by-time", day = day, time = time),
    })
}

/// Takes the buttons away from all who see the draft, and says how it ended.
fn end(tx: &mut Tx, cx: &Context, of: &Ranking, standing: &Standing, now: Time) -> Result<(), Failure> {
    let how = ended(tx, cx, of)?;
    for seen in draft_of(of.id).seen(tx)? {
        let page = Page::of(cx, of, standing, cx.locale_in(tx, seen.chat)?);
        let html = format!("{}\n\n{}", page.say(&how), page.text());
        draft_of(of.id).edit(tx, &seen, (html, Keyboard::default()), now)?;
    }
    letters::clear(tx, draft_of(of.id).kind, of.id.get())
}
