//! Looking after the catalogue in a chat: admins after all of it, leads after what their areas hand out.

pub mod chat;
mod page;

use super::store::{self, Movement};
use super::{Reward, at_counter};
use crate::directory::Person;
use crate::domain::ids::{AreaId, RewardId};
use crate::domain::period::Kind;
use crate::domain::rewards::{Count, LIMITS};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::conversations;
use crate::features::roles;
use crate::features::turn::Turn;
use crate::i18n::{Locale, Say};
use crate::inbox::PressAnswer;
use crate::say;
use crate::store::Read;
use crate::telegram::keyboards::{Button, Keyboard};

crate::presses! {
    /// The buttons of those who look after the catalogue.
    pub enum Press: "shop" {
        /// Lists what one looks after.
        List { page: i64 } = "list",
        /// Shows a reward with all that can be changed about it.
        Show { reward: RewardId } = "show",
        /// Asks for the name of a new reward, or first for its counter.
        New {} = "new",
        /// The same for this counter; 0: for all.
        NewAt { area: i64 } = "newat",
        /// Asks for something about a reward, by the number of what.
        Ask { reward: RewardId, what: i64 } = "ask",
        /// Leaves something open that was asked for: no limit, no days, no picture.
        Clear { reward: RewardId, what: i64 } = "clear",
        /// Chooses the span of the limit, by number.
        Per { reward: RewardId, per: i64 } = "per",
        /// Chooses the counter; 0: all.
        Counter { reward: RewardId, area: i64 } = "counter",
        /// Takes a reward out of the catalogue.
        Withdraw { reward: RewardId } = "out",
        /// Puts it back.
        Restore { reward: RewardId } = "in",
    }
}

/// What can be changed about a reward, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Name,
    Price,
    Stock,
    Limit,
    Per,
    Counter,
    Days,
    Picture,
}

impl Field {
    pub const ALL: [Field; 8] = [
        Field::Name,
        Field::Price,
        Field::Stock,
        Field::Limit,
        Field::Per,
        Field::Counter,
        Field::Days,
        Field::Picture,
    ];

    fn of(number: i64) -> Option<Field> {
        usize::try_from(number).ok().and_then(|number| Field::ALL.get(number)).copied()
    }

    pub fn number(self) -> i64 {
        self as i64
    }

    /// The step of the conversation that asks for it.
    pub fn step(self) -> &'static str {
        match self {
            Field::Name => "name",
            Field::Price => "price",
            Field::Stock => "stock",
            Field::Limit => "limit",
            Field::Per => "per",
            Field::Counter => "counter",
            Field::Days => "days",
            Field::Picture => "picture",
        }
    }

    pub fn named(step: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.step() == step)
    }

    /// Whether bot.toml says it of a reward that stands there.
    pub fn is_of_the_file(self) -> bool {
        !matches!(self, Field::Stock)
    }
}

/// Whether a person looks after what this counter hands out.
pub(super) fn may(
    read: &Read,
    cx: &Context,
    person: &Person,
    counter: Option<AreaId>,
) -> Result<bool, Failure> {
    match counter {
        Some(area) => roles::answers_for(read, cx, person, area),
        None => roles::is_admin(read, cx, person),
    }
}

/// Whether a person looks after anything.
pub(super) fn may_any(turn: &Turn, person: &Person) -> Result<bool, Failure> {
    Ok(roles::is_admin(turn.tx, turn.cx, person)? || !roles::led_by(turn.tx, person.id)?.is_empty())
}

/// The button that leads back to a reward.
pub(super) fn back_button(cx: &Context, locale: Locale, reward: RewardId) -> Keyboard {
    let text = cx.texts.plain(locale, &say!("rewards-edit-back"));
    Keyboard::row([Button::press(text, Press::Show { reward })])
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Some(person) = turn.person.clone().filter(|_| turn.is_private()) else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    // What was asked before is asked no more, whatever is pressed.
    if conversations::current(turn.tx, person.id, turn.chat.id)?
        .is_some_and(|asked| asked.kind == conversations::Kind::Rewards)
    {
        conversations::end(turn.tx, person.id, turn.chat.id)?;
    }
    let page = match press {
        Press::List { page } => page::list(turn, &person, page)?,
        Press::New {} => page::new(turn, &person)?,
        Press::NewAt { area } => {
            let counter = (area != 0).then(|| AreaId::from(area));
            let living = counter
                .is_none_or(|area| turn.cx.tree(turn.tx).is_ok_and(|tree| tree.living(area).is_some()));
            if !living || !may(turn.tx, turn.cx, &person, counter)? {
                return Ok(turn.answer(&say!("rewards-not-yours")));
            }
            chat::ask(turn, &person, chat::NEW_NAME, &area.to_string())?;
            page::sentence(say!("rewards-ask-new-name"))
        }
        Press::Show { reward }
        | Press::Ask { reward, .. }
        | Press::Clear { reward, .. }
        | Press::Per { reward, .. }
        | Press::Counter { reward, .. }
        | Press::Withdraw { reward }
        | Press::Restore { reward } => {
            let Some(reward) = store::by_id(turn.tx, reward)? else {
                return Ok(turn.answer(&say!("button-too-old")));
            };
            if !may(turn.tx, turn.cx, &person, reward.area)? {
                return Ok(turn.answer(&say!("rewards-not-yours")));
            }
            match pressed_on(turn, &person, press, &reward)? {
                Ok(page) => page,
                Err(say) => return Ok(turn.answer(&say)),
            }
        }
    };
    page.show(turn)?;
    Ok(PressAnswer::default())
}

/// A button that is about one reward.
fn pressed_on(
    turn: &mut Turn,
    person: &Person,
    press: Press,
    reward: &Reward,
) -> Result<Result<super::page::Page, Say>, Failure> {
    let old = || Ok(Err(say!("button-too-old")));
    match press {
        Press::Ask { what, .. } => {
            let Some(field) = Field::of(what) else { return old() };
            if reward.file_key.is_some() && field.is_of_the_file() {
                return Ok(Err(say!("rewards-of-file")));
            }
            if field != Field::Per {
                chat::ask(turn, person, field.step(), &reward.id.to_string())?;
            }
            return page::ask(turn, person, reward, field).map(Ok);
        }
        Press::Clear { what, .. } => {
            let cleared = match Field::of(what) {
                Some(Field::Limit) => Reward { per_person: None, ..reward.clone() },
                Some(Field::Days) => Reward { first_day: None, last_day: None, ..reward.clone() },
                Some(Field::Picture) if reward.file_key.is_none() => {
                    store::set_picture(turn.tx, reward.id, None)?;
                    note(turn, person, reward, "reward.picture", "")?;
                    reward.clone()
                }
                _ => return old(),
            };
            if let Err(say) = change(turn, person, reward, cleared)? {
                return Ok(Err(say));
            }
        }
        Press::Per { per, .. } => {
            let per = usize::try_from(per).ok().and_then(|per| LIMITS.get(per)).copied();
            let Some(per) = per else { return old() };
            if let Err(say) = change(turn, person, reward, Reward { per, ..reward.clone() })? {
                return Ok(Err(say));
            }
        }
        Press::Counter { area, .. } => {
            let area = (area != 0).then(|| AreaId::from(area));
            if let Err(say) = change(turn, person, reward, Reward { area, ..reward.clone() })? {
                return Ok(Err(say));
            }
        }
        Press::Withdraw { .. } if store::withdraw(turn.tx, reward.id, Some(person.id), turn.now)? => {
            note(turn, person, reward, "reward.withdraw", "")?;
        }
        Press::Restore { .. } if store::restore(turn.tx, reward.id, false)? => {
            note(turn, person, reward, "reward.restore", "")?;
        }
        _ => {}
    }
    page::of_id(turn, person, reward.id).map(Ok)
}

/// Writes a changed reward down, unless bot.toml has the word, or its new counter is another's.
fn change(
    turn: &mut Turn,
    person: &Person,
    before: &Reward,
    after: Reward,
) -> Result<Result<(), Say>, Failure> {
    if before.file_key.is_some() {
        return Ok(Err(say!("rewards-of-file")));
    }
    let living = match after.area {
        Some(area) if before.area != after.area => turn.cx.tree(turn.tx)?.living(area).is_some(),
        _ => true,
    };
    if !living || !may(turn.tx, turn.cx, person, after.area)? {
        return Ok(Err(say!("rewards-not-yours")));
    }
    if after == *before {
        return Ok(Ok(()));
    }
    store::update(turn.tx, &after)?;
    if after.price != before.price {
        let what = format!("{} → {}", before.price, after.price);
        note(turn, person, &after, "reward.price", &what)?;
    } else {
        let what = if after.name == before.name { String::new() } else { format!("← {}", before.name) };
        note(turn, person, &after, "reward.edit", &what)?;
    }
    Ok(Ok(()))
}

/// Moves a stock as it was typed; what to say where that cannot be.
fn restock(
    turn: &mut Turn,
    person: &Person,
    reward: &Reward,
    count: Count,
) -> Result<Result<(), Say>, Failure> {
    let endless = count == Count::Endless;
    if endless != reward.endless {
        // Of what bot.toml names it says whether there is an end.
        if let Err(say) = change(turn, person, reward, Reward { endless, ..reward.clone() })? {
            return Ok(Err(say));
        }
    }
    let amount = match count {
        Count::Endless => return Ok(Ok(())),
        Count::Exactly(stock) => stock - reward.stock,
        Count::By(amount) => amount,
    };
    if reward.stock + amount > crate::domain::rewards::MOST {
        return Ok(Err(say!("rewards-stock-unfit", most = crate::domain::rewards::MOST)));
    }
    let moving =
        Movement { reward: reward.id, amount, why: "stocked", reservation: None, by: Some(person.id) };
    if amount != 0 {
        if !store::move_stock(turn.tx, &moving, turn.now)? {
            return Ok(Err(say!("rewards-stock-short", count = reward.stock)));
        }
        note(turn, person, reward, "reward.stock", &format!("{amount:+}"))?;
    }
    Ok(Ok(()))
}

fn note(turn: &mut Turn, by: &Person, reward: &Reward, action: &str, what: &str) -> Result<(), Failure> {
    let words = format!("{} {what}", reward.name);
    let detail = at_counter(turn.tx, turn.cx, reward.area, words.trim_end())?;
    roles::audit(turn.tx, Some(by.id), action, &detail, turn.now)
}

/// The span of a limit as a button says it.
fn per_say(per: Kind) -> Say {
    match per {
        Kind::Week => say!("rewards-per-week"),
        Kind::Month => say!("rewards-per-month"),
        Kind::Season => say!("rewards-per-season"),
        Kind::All | Kind::Day => say!("rewards-per-all"),
    }
}
