//! The catalogue, one reward at a time, and what one has reserved.

use super::press::Press;
use super::{Lack, Reservation, Reward, State, edit, job, lacks, store, today};
use crate::directory::Person;
use crate::domain::ids::AreaId;
use crate::domain::period::Kind;
use crate::domain::points::owed;
use crate::domain::rewards;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::points;
use crate::features::turn::Turn;
use crate::i18n::{Say, day};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::Read;
use crate::telegram::keyboards::{Button, Keyboard};

/// Reservations that are listed.
const LISTED: i64 = 8;

/// A picture or none, some lines, and the buttons below them.
pub(super) struct Page {
    pub picture: Option<String>,
    pub lines: Vec<Say>,
    pub keyboard: Keyboard,
}

impl Page {
    pub fn of(lines: Vec<Say>, keyboard: Keyboard) -> Page {
        Page { picture: None, lines, keyboard }
    }

    /// With a line above all others.
    pub fn under(mut self, line: Say) -> Page {
        self.lines.insert(0, line);
        self
    }

    fn html(&self, turn: &Turn) -> String {
        self.lines.iter().map(|line| turn.html(line)).collect::<Vec<_>>().join("\n")
    }

    /// Posts it anew.
    pub fn post(self, turn: &mut Turn) -> Result<(), Failure> {
        let html = self.html(turn);
        let body = match &self.picture {
            Some(hash) => Body::photo(hash, html),
            None => Body::text(html),
        };
        turn.post(body, self.keyboard, true).map(drop)
    }

    /// Puts it in the place of the page whose button was pressed; a text cannot become a picture nor the
    /// other way round, so then the old one goes.
    pub fn show(self, turn: &mut Turn) -> Result<(), Failure> {
        let message = turn.message_id.unwrap_or_default();
        let Some(letter) = outbox::find_by_message(turn.tx, turn.chat.id, message)? else {
            return self.post(turn);
        };
        let (html, chat) = (self.html(turn), turn.chat.id);
        let body = match (&self.picture, turn.pictured) {
            (None, Some(false)) => Body::EditText { of: letter.key, html, keyboard: self.keyboard },
            (Some(hash), Some(true)) => {
                let picture = Some(outbox::Picture { hash: hash.clone() });
                Body::EditPhoto { of: letter.key, picture, html, keyboard: self.keyboard }
            }
            _ => {
                outbox::enqueue(turn.tx, Letter::removal(chat, &letter.key), turn.now)?;
                return self.post(turn);
            }
        };
        outbox::enqueue(turn.tx, Letter::edit(chat, body), turn.now)?;
        Ok(())
    }
}

/// One reward of the catalogue, with what this person can do about it.
pub(super) fn catalogue(turn: &Turn, person: &Person, at: i64) -> Result<Page, Failure> {
    let all = store::catalogue(turn.tx, person.id, today(turn.cx, turn.now))?;
    let mine = !store::of_person(turn.tx, person.id, 1)?.is_empty();
    let keeps = edit::may_any(turn, person)?;
    let mut last_row = Vec::new();
    if mine {
        last_row.push(button(turn, &say!("rewards-mine-button"), Press::Mine {}));
    }
    if keeps {
        last_row.push(Button::press(
            turn.cx.texts.plain(turn.locale(), &say!("rewards-edit-button")),
            edit::Press::List { page: 0 },
        ));
    }
    let place = usize::try_from(at).unwrap_or(0).min(all.len().saturating_sub(1));
    let Some(reward) = all.get(place) else {
        let keyboard = if last_row.is_empty() { Keyboard::default() } else { Keyboard::row(last_row) };
        return Ok(Page::of(vec![say!("rewards-none")], keyboard));
    };
    let (cx, now) = (turn.cx, turn.now);
    let mut lines =
        vec![say!("rewards-title", name = &reward.name, points = reward.price), facts(turn.tx, cx, reward)?];
    lines.extend(terms(reward));
    let open = store::open_of(turn.tx, person.id)?;
    let own = open.iter().filter(|held| held.reward == reward.id).max_by_key(|held| held.id.get());
    for held in open.iter().filter(|held| held.reward == reward.id) {
        lines.push(say!(
            "rewards-held",
            code = &held.code,
            until = day(rewards::last_day(held.until, cx.config.timezone))
        ));
    }
    let lack = lacks(turn.tx, cx, person.id, reward, now)?;
    let balance = points::store::balance(turn.tx, person.id)?;
    lines.push(match lack {
        // What is reserved already is no lack.
        Some(Lack::Limit) if own.is_some() => say!("rewards-balance", points = balance),
        Some(lack) => lacking(lack),
        None => say!("rewards-balance", points = balance),
    });
    let at = place as i64;
    let mut rows = Vec::new();
    if lack.is_none() {
        rows.push(vec![match own {
            None => button(
                turn,
                &say!("rewards-take-button", points = reward.price),
                Press::Take { reward: reward.id, at },
            ),
            Some(own) => button(
                turn,
                &say!("rewards-again-button", points = reward.price),
                Press::Again { reward: reward.id, after: own.id, at },
            ),
        }]);
    }
    if all.len() > 1 {
        let count = all.len() as i64;
        let turned = |step: i64| Press::Page { at: (at + step).rem_euclid(count) };
        lines.push(say!("rewards-place", place = at + 1, count = count));
        rows.push(vec![Button::press("‹", turned(-1)), Button::press("›", turned(1))]);
    }
    if !last_row.is_empty() {
        rows.push(last_row);
    }
    Ok(Page { picture: reward.picture.clone(), lines, keyboard: Keyboard(rows) })
}

/// What is left, and who hands it out.
pub(super) fn facts(read: &Read, cx: &Context, reward: &Reward) -> Result<Say, Failure> {
    let left = match reward.endless {
        true => say!("rewards-endless"),
        false => say!("rewards-left", count = reward.stock),
    };
    Ok(say!("rewards-facts", left = left, counter = counter(read, cx, reward.area)?))
}

/// Limit and days, where there are any.
pub(super) fn terms(reward: &Reward) -> Vec<Say> {
    let limit = reward.per_person.map(|count| match reward.per {
        Kind::Week => say!("rewards-limit-week", count = count),
        Kind::Month => say!("rewards-limit-month", count = count),
        Kind::Season => say!("rewards-limit-season", count = count),
        Kind::All | Kind::Day => say!("rewards-limit-all", count = count),
    });
    let days = match (reward.first_day, reward.last_day) {
        (Some(from), Some(until)) => Some(say!("rewards-days", from = day(from), until = day(until))),
        (Some(from), None) => Some(say!("rewards-days-from", from = day(from))),
        (None, Some(until)) => Some(say!("rewards-days-until", until = day(until))),
        (None, None) => None,
    };
    limit.into_iter().chain(days).collect()
}

/// Why it cannot be had.
pub(super) fn lacking(lack: Lack) -> Say {
    match lack {
        Lack::Points(missing) => say!("rewards-lack-points", points = missing),
        Lack::Owes(points) => say!("rewards-lack-owes", points = points),
        Lack::SoldOut => say!("rewards-lack-stock"),
        Lack::Limit => say!("rewards-lack-limit"),
        Lack::NotNow => say!("rewards-lack-now"),
        Lack::Withdrawn => say!("rewards-lack-withdrawn"),
    }
}

/// What hands something out.
pub(super) fn counter(read: &Read, cx: &Context, area: Option<AreaId>) -> Result<Say, Failure> {
    let tree = cx.tree(read)?;
    Ok(match area.and_then(|area| tree.get(area)) {
        Some(area) => say!("rewards-counter", area = &area.name),
        None => say!("rewards-counter-any"),
    })
}

/// `吴兴区领取 · 6月28日前`
pub(super) fn where_and_until(read: &Read, cx: &Context, held: &Reservation) -> Result<Say, Failure> {
    let until = day(rewards::last_day(held.until, cx.config.timezone));
    Ok(say!("rewards-where", counter = counter(read, cx, held.area)?, until = until))
}

/// What somebody who has reserved something shows at the counter.
pub(super) fn voucher(read: &Read, cx: &Context, held: &Reservation) -> Result<Say, Failure> {
    Ok(say!(
        "rewards-voucher",
        name = &held.name,
        code = &held.code,
        place = where_and_until(read, cx, held)?
    ))
}

/// What a person has reserved, and had.
pub(super) fn mine(turn: &Turn, person: &Person) -> Result<Page, Failure> {
    let held = store::of_person(turn.tx, person.id, LISTED)?;
    let mut rows = Vec::new();
    let mut lines = vec![match held.is_empty() {
        true => say!("rewards-mine-none"),
        false => say!("rewards-mine"),
    }];
    for one in &held {
        lines.push(line(turn, one)?);
        if one.state == State::Open {
            let text = say!("rewards-cancel-one", code = &one.code);
            rows.push(vec![button(turn, &text, Press::Cancel { held: one.id })]);
        }
    }
    let balance = points::store::balance(turn.tx, person.id)?;
    lines.push(match owed(balance) {
        0 => say!("rewards-balance", points = balance),
        owed => say!("rewards-lack-owes", points = owed),
    });
    rows.push(vec![button(turn, &say!("rewards-all-button"), Press::Page { at: 0 })]);
    Ok(Page::of(lines, Keyboard(rows)))
}

fn line(turn: &Turn, held: &Reservation) -> Result<Say, Failure> {
    let zone = turn.cx.config.timezone;
    let ended = held.ended_at.unwrap_or(held.at).with_timezone(&zone).date_naive();
    let (name, code) = (&held.name, &held.code);
    Ok(match held.state {
        State::Open => voucher(turn.tx, turn.cx, held)?,
        State::Handed => say!("rewards-line-handed", name = name, code = code, day = day(ended)),
        State::Cancelled => say!("rewards-line-cancelled", name = name, code = code, day = day(ended)),
        State::Refused => say!("rewards-line-refused", name = name, code = code, day = day(ended)),
        State::Expired => say!("rewards-line-expired", name = name, code = code, day = day(ended)),
    })
}

/// Whether a reservation is to be cancelled indeed.
pub(super) fn sure(turn: &Turn, held: &Reservation) -> Page {
    let yes = button(turn, &say!("rewards-cancel-yes"), Press::CancelYes { held: held.id });
    let no = button(turn, &say!("rewards-cancel-no"), Press::Mine {});
    let say = say!("rewards-cancel-sure", name = &held.name, points = held.price);
    Page::of(vec![say], Keyboard::row([yes, no]))
}

/// The card that a lead at the counter sees.
pub(super) fn at_the_counter(turn: &Turn, held: &Reservation) -> Result<Page, Failure> {
    let name = job::name_of(turn.tx, Some(held.person))?;
    let place = where_and_until(turn.tx, turn.cx, held)?;
    let lines = vec![say!(
        "rewards-redeem-card",
        name = &held.name,
        person = name,
        code = &held.code,
        points = held.price,
        place = place
    )];
    let hand = button(turn, &say!("rewards-hand-button"), Press::Hand { held: held.id });
    let refuse = button(turn, &say!("rewards-refuse-button"), Press::Refuse { held: held.id });
    Ok(Page::of(lines, Keyboard::row([hand, refuse])))
}

pub(super) fn button(turn: &Turn, say: &Say, press: Press) -> Button {
    Button::press(turn.cx.texts.plain(turn.locale(), say), press)
}
