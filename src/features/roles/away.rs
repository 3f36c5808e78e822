//! `/away` and `/back`, as leads say them.

use super::handover;
use super::whom::{self, Unmet};
use crate::domain::calendar::coming_day;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::i18n;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// Words between the day and the person that say nothing.
const FILLERS: [&str; 13] =
    ["until", "till", "to", "到", "至", "由", "给", "給", "交给", "交給", "委托", "委託", "请"];

/// `/away until DATE to @user`: hands over. `/away back`, or `/back`: ends it. Alone it says how it stands.
pub fn away(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return Ok(()) };
    if let [word] = given.words.as_slice()
        && ["back", "回来", "回來", "回来了", "回來了"].contains(&word.to_lowercase().as_str())
    {
        return back(turn, given);
    }
    let whom::Pointed { words, at } = whom::pointed(given);
    let mut words: Vec<&str> =
        words.into_iter().filter(|word| !FILLERS.contains(&word.to_lowercase().as_str())).collect();
    if words.is_empty() {
        return match handover::away(turn.tx, person.id)? {
            Some(away) => turn
                .reply(&say!("roles-away-now", name = away.name, day = i18n::day(away.last_day)))
                .map(drop),
            None => turn.reply(&say!("roles-away-usage")).map(drop),
        };
    }
    let today = turn.now.with_timezone(&turn.cx.config.timezone).date_naive();
    let day = words.iter().position(|word| coming_day(unglued(word), today).is_some());
    let Some(last_day) = day.and_then(|at| coming_day(unglued(words.remove(at)), today)) else {
        return turn.reply(&say!("roles-away-usage")).map(drop);
    };
    let to = match whom::whom(turn, &words, at, Unmet::Refused)? {
        Some(Ok(to)) => to,
        Some(Err(say)) => return turn.reply(&say).map(drop),
        None => return turn.reply(&say!("roles-away-usage")).map(drop),
    };
    match handover::begin(turn.tx, turn.cx, &person, &to, last_day, turn.now)? {
        Ok(()) => {
            let say = say!("roles-away-begun", name = &to.name, day = i18n::day(last_day));
            turn.reply(&say).map(drop)
        }
        Err(say) if say.key == "roles-away-unopened" => {
            let label = turn.cx.texts.plain(turn.locale(), &say!("roles-open-me"));
            let keyboard = Keyboard::row([Button::open(label, turn.cx.deep_link("hello"))]);
            turn.reply_with(&say, keyboard).map(drop)
        }
        Err(say) => turn.reply(&say).map(drop),
    }
}

/// `/back`: the lead answers alone again.
pub fn back(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.as_ref().map(|person| person.id) else { return Ok(()) };
    let say = match handover::back(turn.tx, turn.cx, person, turn.now)? {
        Some(name) => say!("roles-back", name = name),
        None => say!("roles-back-nothing"),
    };
    turn.reply(&say)?;
    Ok(())
}

/// A day without a word that is written together with it: 到7月5日.
fn unglued(word: &str) -> &str {
    word.trim_start_matches(['到', '至']).trim_end_matches(['止', ',', '，'])
}
