//! What is typed, or sent, where something about a reward was asked for.

use teloxide::types::Message;

use super::{Field, change, may, note, page, restock};
use crate::directory::Person;
use crate::domain::calendar::coming_day;
use crate::domain::ids::{AreaId, RewardId};
use crate::domain::name;
use crate::domain::rewards::{self, MOST, NAME};
use crate::error::Failure;
use crate::features::conversations::{self, Conversation, Kind};
use crate::features::rewards::{Reward, catalogue, job, store, today};
use crate::features::turn::Turn;
use crate::i18n::Say;
use crate::say;

/// The questions about a reward that is not made yet.
pub(super) const NEW_NAME: &str = "new";
const NEW_PRICE: &str = "new-price";
const NEW_STOCK: &str = "new-stock";

/// `/rewards edit`.
pub fn open(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    if !super::may_any(turn, person)? {
        return turn.reply(&say!("only-leads")).map(drop);
    }
    if catalogue::is_behind(turn.tx, turn.cx)? {
        catalogue::take_up(turn.tx, turn.cx, turn.now)?;
    }
    page::list(turn, person, 0)?.post(turn)
}

/// Takes an answer.
pub fn answered(
    turn: &mut Turn,
    person: &Person,
    asked: &Conversation,
    message: &Message,
) -> Result<bool, Failure> {
    if message.text().is_some_and(|text| text.starts_with('/')) {
        return Ok(false);
    }
    let step = asked.step.as_str();
    if [NEW_NAME, NEW_PRICE, NEW_STOCK].contains(&step) {
        return new(turn, person, asked, message.text().unwrap_or_default()).map(|()| true);
    }
    let reward = asked.data.parse::<i64>().ok().map(RewardId::from);
    let reward = reward.map(|reward| store::by_id(turn.tx, reward)).transpose()?.flatten();
    let (Some(field), Some(reward)) = (Field::named(step), reward) else {
        conversations::end(turn.tx, person.id, turn.chat.id)?;
        return Ok(false);
    };
    if !may(turn.tx, turn.cx, person, reward.area)? {
        conversations::end(turn.tx, person.id, turn.chat.id)?;
        return turn.reply(&say!("rewards-not-yours")).map(|_| true);
    }
    if field == Field::Picture {
        return picture(turn, person, &reward, message);
    }
    let Some(text) = message.text() else { return Ok(false) };
    if field == Field::Counter {
        match page::counters(turn, person, reward.id, text)? {
            Some(page) => page.post(turn)?,
            None => {
                turn.reply(&say!("rewards-counter-unknown", text = text))?;
            }
        }
        return Ok(true);
    }
    match set(turn, person, &reward, field, text)? {
        Ok(()) => {
            conversations::end(turn.tx, person.id, turn.chat.id)?;
            page::of_id(turn, person, reward.id)?.post(turn)?;
        }
        // The question stands: what was typed is no answer to it.
        Err(say) => {
            turn.reply(&say)?;
        }
    }
    Ok(true)
}

fn set(
    turn: &mut Turn,
    person: &Person,
    reward: &Reward,
    field: Field,
    text: &str,
) -> Result<Result<(), Say>, Failure> {
    let changed = match field {
        Field::Name => match fit_name(text) {
            Some(name) => Reward { name, ..reward.clone() },
            None => return Ok(Err(say!("rewards-name-unfit", most = NAME))),
        },
        Field::Price => match rewards::number(text, 1) {
            Some(price) => Reward { price, ..reward.clone() },
            None => return Ok(Err(say!("rewards-number-unfit", most = MOST))),
        },
        Field::Limit => match rewards::number(text, 1) {
            Some(limit) => Reward { per_person: Some(limit), ..reward.clone() },
            None => return Ok(Err(say!("rewards-number-unfit", most = MOST))),
        },
        Field::Stock => {
            return match rewards::count(text) {
                Some(count) => restock(turn, person, reward, count),
                None => Ok(Err(say!("rewards-stock-unfit", most = MOST))),
            };
        }
        Field::Days => {
            let today = today(turn.cx, turn.now);
            let words: Vec<&str> = text.split(['到', '至', '~', '～', '—', ' ', '\n']).collect();
            let words: Vec<&str> = words.into_iter().map(str::trim).filter(|word| !word.is_empty()).collect();
            let days = match words.as_slice() {
                [until] => coming_day(until, today).map(|until| (None, until)),
                [from, until] => coming_day(from, today)
                    .and_then(|from| Some((Some(from), coming_day(until, from)?)))
                    .filter(|(from, until)| from.is_none_or(|from| from <= *until)),
                _ => None,
            };
            match days {
                Some((from, until)) => Reward { first_day: from, last_day: Some(until), ..reward.clone() },
                None => return Ok(Err(say!("rewards-days-unfit"))),
            }
        }
        Field::Per | Field::Counter | Field::Picture => return Ok(Ok(())),
    };
    change(turn, person, reward, changed)
}

/// One line that is no longer than a name may be.
fn fit_name(text: &str) -> Option<String> {
    name::shown(text).filter(|name| name.chars().count() <= NAME && !text.trim().contains('\n'))
}

/// A photo, or a picture that was sent as a file.
fn picture(turn: &mut Turn, person: &Person, reward: &Reward, message: &Message) -> Result<bool, Failure> {
    let photo = message.photo().and_then(|sizes| sizes.iter().max_by_key(|size| size.width));
    let file = photo.map(|size| &size.file).or_else(|| message.document().map(|document| &document.file));
    let Some(file) = file else {
        return turn.reply(&say!("rewards-ask-picture")).map(|_| true);
    };
    conversations::end(turn.tx, person.id, turn.chat.id)?;
    job::picture_of(turn.tx, reward.id, &file.id.0, person.id, turn.update_id, turn.now)?;
    Ok(true)
}

/// Name, price and stock of a new reward, one after another.
fn new(turn: &mut Turn, person: &Person, asked: &Conversation, text: &str) -> Result<(), Failure> {
    let mut said = asked.data.split('\n');
    let area = said.next().and_then(|area| area.parse::<i64>().ok()).unwrap_or_default();
    let (called, price) = (said.next().unwrap_or_default(), said.next().unwrap_or_default());
    let counter = (area != 0).then(|| AreaId::from(area));
    if !may(turn.tx, turn.cx, person, counter)? {
        conversations::end(turn.tx, person.id, turn.chat.id)?;
        return turn.reply(&say!("rewards-not-yours")).map(drop);
    }
    let say = match asked.step.as_str() {
        NEW_NAME => match fit_name(text) {
            Some(name) => {
                ask(turn, person, NEW_PRICE, &format!("{area}\n{name}"))?;
                say!("rewards-ask-new-price", name = name)
            }
            None => say!("rewards-name-unfit", most = NAME),
        },
        NEW_PRICE => match rewards::number(text, 1) {
            Some(price) => {
                ask(turn, person, NEW_STOCK, &format!("{area}\n{called}\n{price}"))?;
                say!("rewards-ask-new-stock", name = called, points = price)
            }
            None => say!("rewards-number-unfit", most = MOST),
        },
        _ => match (rewards::count(text), price.parse::<i64>()) {
            (Some(count), Ok(price)) if !matches!(count, rewards::Count::By(less) if less < 0) => {
                conversations::end(turn.tx, person.id, turn.chat.id)?;
                let id = store::insert(turn.tx, called, price, counter, None, turn.now)?;
                if let Some(reward) = store::by_id(turn.tx, id)? {
                    note(turn, person, &reward, "reward.new", &price.to_string())?;
                    // Nothing keeps a new reward from what was typed: it has no stock yet, nor a file.
                    let _ = restock(turn, person, &reward, count)?;
                }
                return page::of_id(turn, person, id)?.under(say!("rewards-made")).post(turn);
            }
            _ => say!("rewards-stock-unfit", most = MOST),
        },
    };
    turn.reply(&say).map(drop)
}

pub(super) fn ask(turn: &mut Turn, person: &Person, step: &str, data: &str) -> Result<(), Failure> {
    let asked = Conversation { kind: Kind::Rewards, step: step.to_owned(), data: data.to_owned() };
    conversations::ask(turn.tx, person.id, turn.chat.id, &asked, turn.now)
}
