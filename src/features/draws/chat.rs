//! `/draw`, and the buttons of draws.

use chrono::TimeDelta;

use super::{Draw, State, announce, call_off, job, store};
use crate::domain::calendar::coming_day;
use crate::domain::ids::DrawId;
use crate::domain::name;
use crate::domain::period::{Kind, Period};
use crate::domain::rewards::{self, NAME};
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::points;
use crate::features::turn::Turn;
use crate::i18n::{Say, day};
use crate::inbox::PressAnswer;
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// Draws that are listed.
const LISTED: i64 = 6;

/// The most prizes of one draw.
const PRIZES: i64 = 1000;

crate::presses! {
    /// The buttons of draws.
    pub enum Press: "draw" {
        /// Announces a draft in all coordinators' chats.
        Desks { draw: DrawId } = "desks",
        /// Announces a draft in the chat where it was written.
        Here { draw: DrawId } = "here",
        /// Drops a draft.
        Drop { draw: DrawId } = "drop",
        /// Asks whether a draw is to be called off indeed.
        Off { draw: DrawId } = "off",
        /// Calls a draw off.
        OffYes { draw: DrawId } = "offyes",
        /// Shows a draw.
        Show { draw: DrawId } = "show",
        /// Tells one's own ticket.
        Mine { draw: DrawId } = "mine",
    }
}

/// `/draw` lists; `/draw WINNERS POINTS season|all DAY PRIZE` makes one.
pub fn draw(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    if turn.person.is_none() {
        return turn.reply(&say!("only-as-yourself")).map(drop);
    }
    if given.rest.is_empty() {
        return list(turn);
    }
    match wanted(turn, given.rest)? {
        Ok(id) => {
            let Some(of) = store::by_id(turn.tx, id)? else { return Ok(()) };
            let (html, keyboard) = draft(turn, &of);
            turn.post(Body::text(html), keyboard, true).map(drop)
        }
        Err(say) => turn.reply(&say).map(drop),
    }
}

/// Writes a draft down as it was asked for.
fn wanted(turn: &mut Turn, rest: &str) -> Result<Result<DrawId, Say>, Failure> {
    let today = turn.now.with_timezone(&turn.cx.config.timezone).date_naive();
    let mut words = rest.split_whitespace();
    let mut next = || words.next().unwrap_or_default();
    let (winners, points, kind, on) = (next(), next(), next().to_lowercase(), next());
    let called = words.collect::<Vec<_>>().join(" ");
    let Some(winners) = rewards::number(winners, 1).filter(|winners| *winners <= PRIZES) else {
        return Ok(Err(say!("draws-winners-unfit", most = PRIZES)));
    };
    let Some(points) = rewards::number(points, 1) else {
        return Ok(Err(say!("draws-points-unfit")));
    };
    let kind = match kind.as_str() {
        "season" | "本季" => Kind::Season,
        "all" | "全部" | "总共" | "總共" => Kind::All,
        _ => return Ok(Err(say!("draws-period-unfit"))),
    };
    let Some(on) = coming_day(on, today).filter(|on| *on > today && *on < today + TimeDelta::days(400))
    else {
        return Ok(Err(say!("draws-day-unfit")));
    };
    let Some(called) = name::shown(&called).filter(|name| name.chars().count() <= NAME) else {
        return Ok(Err(say!("draws-name-unfit", most = NAME)));
    };
    // Entries close when the day begins: what counts is the season until then.
    let last = on.pred_opt().unwrap_or(on);
    let Some(period) = Period::of(kind, last, &turn.cx.config.points.seasons) else {
        return Ok(Err(say!("draws-period-unfit")));
    };
    let wanted = store::Wanted { name: &called, winners, points, period, day: on };
    store::insert(turn.tx, &wanted, turn.now).map(Ok)
}

fn button(turn: &Turn, say: &Say, press: Press) -> Button {
    Button::press(turn.cx.texts.plain(turn.locale(), say), press)
}

fn draft(turn: &Turn, of: &Draw) -> (String, Keyboard) {
    let html = format!("{}\n{}", turn.html(&in_words(of)), turn.html(&say!("draws-draft")));
    let keyboard = Keyboard::column([
        button(turn, &say!("draws-desks-button"), Press::Desks { draw: of.id }),
        button(turn, &say!("draws-here-button"), Press::Here { draw: of.id }),
        button(turn, &say!("draws-drop-button"), Press::Drop { draw: of.id }),
    ]);
    (html, keyboard)
}

/// What a draw is.
pub(super) fn in_words(of: &Draw) -> Say {
    let (name, on) = (&of.name, day(of.day));
    match of.period.kind() {
        Kind::Season => {
            say!("draws-season", name = name, winners = of.winners, points = of.points, day = on)
        }
        _ => say!("draws-all", name = name, winners = of.winners, points = of.points, day = on),
    }
}

fn state(of: &Draw) -> Say {
    match of.state {
        State::Draft => say!("draws-state-draft"),
        State::Open => say!("draws-state-open"),
        State::Closed => say!("draws-state-closed"),
        State::Drawn => say!("draws-state-drawn"),
        State::Cancelled => say!("draws-state-cancelled"),
    }
}

fn list(turn: &mut Turn) -> Result<(), Failure> {
    let draws = store::latest(turn.tx, LISTED)?;
    let mut lines = vec![turn.html(&say!("draws-usage"))];
    let mut rows = Vec::new();
    for of in &draws {
        lines.push(turn.html(&say!("draws-line", day = day(of.day), name = &of.name, state = state(of))));
        if matches!(of.state, State::Open | State::Closed) {
            rows.push(button(turn, &say!("draws-show-button", name = &of.name), Press::Show { draw: of.id }));
        }
    }
    turn.post(Body::text(lines.join("\n")), Keyboard::column(rows), true).map(drop)
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    let (Press::Desks { draw }
    | Press::Here { draw }
    | Press::Drop { draw }
    | Press::Off { draw }
    | Press::OffYes { draw }
    | Press::Show { draw }
    | Press::Mine { draw }) = press;
    let Some(of) = store::by_id(turn.tx, draw)? else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    let (html, keyboard) = match press {
        Press::Mine { .. } => return own(turn, &of),
        Press::Desks { .. } | Press::Here { .. } => {
            let chats = match press {
                Press::Here { .. } => vec![(turn.chat.id, turn.thread)],
                _ => store::desks(turn.tx)?,
            };
            if chats.is_empty() {
                return Ok(turn.answer(&say!("draws-no-desks")));
            }
            // A day that has come meanwhile is no day to close entries on.
            if super::closes(turn.cx, of.day) <= turn.now {
                return Ok(turn.answer(&say!("draws-day-unfit")));
            }
            if !announce(turn.tx, turn.cx, &of, &chats, person.id, turn.now)? {
                return Ok(turn.answer(&say!("button-too-old")));
            }
            let Some(of) = store::by_id(turn.tx, of.id)? else { return Ok(PressAnswer::default()) };
            for chat in &chats {
                job::announcement(turn.tx, turn.cx, &of, *chat, turn.now)?;
            }
            (turn.html(&say!("draws-announced", name = &of.name, count = chats.len())), Keyboard::default())
        }
        Press::Drop { .. } => {
            if !store::advance(turn.tx, of.id, State::Draft, State::Cancelled, turn.now)? {
                return Ok(turn.answer(&say!("button-too-old")));
            }
            (turn.html(&say!("draws-dropped", name = &of.name)), Keyboard::default())
        }
        Press::Show { .. } => {
            let html = format!("{}\n{}", turn.html(&in_words(&of)), turn.html(&state(&of)));
            let off = button(turn, &say!("draws-off-button"), Press::Off { draw: of.id });
            (html, Keyboard::row([off]))
        }
        Press::Off { .. } => {
            let yes = button(turn, &say!("draws-off-yes"), Press::OffYes { draw: of.id });
            let no = button(turn, &say!("draws-off-no"), Press::Show { draw: of.id });
            (turn.html(&say!("draws-off-sure", name = &of.name)), Keyboard::row([yes, no]))
        }
        Press::OffYes { .. } => {
            if !call_off(turn.tx, &of, person.id, turn.now)? {
                return Ok(turn.answer(&say!("button-too-old")));
            }
            let said = say!("draws-off", name = &of.name);
            for (chat, thread) in store::chats(turn.tx, of.id)? {
                let html = turn.cx.texts.html(turn.cx.locale_in(turn.tx, chat)?, &said);
                let key = format!("draw:{}:off:{chat}:{thread}", of.id);
                let letter = crate::outbox::Letter::notice(key, chat, Body::text(html)).in_thread(thread);
                crate::outbox::enqueue(turn.tx, letter, turn.now)?;
            }
            (turn.html(&said), Keyboard::default())
        }
    };
    turn.show(html, keyboard)?;
    Ok(PressAnswer::default())
}

/// One's own ticket, or what is missing for one; in a passing line, so that nobody else reads it.
fn own(turn: &mut Turn, of: &Draw) -> Result<PressAnswer, Failure> {
    let Some(person) = &turn.person else { return Ok(PressAnswer::default()) };
    let ticket = store::ticket_of(turn.tx, of.id, person.id)?;
    let say = match (of.state, ticket) {
        (State::Draft | State::Cancelled, _) => say!("draws-state-cancelled"),
        (_, Some((number, Some(place)))) => say!("draws-mine-won", number = number, place = place),
        (_, Some((number, None))) => say!("draws-mine", number = number),
        (State::Open, None) => {
            let earned = points::store::totals::earned(turn.tx, person.id, of.period)?;
            match of.points - earned {
                missing @ 1.. => say!("draws-mine-missing", points = missing),
                _ => say!("draws-mine-in", day = day(of.day)),
            }
        }
        (_, None) => say!("draws-mine-none"),
    };
    Ok(turn.answer(&say))
}
