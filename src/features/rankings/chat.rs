//! `/ranking`, `/appeal`, and the buttons of rankings.

use chrono::{Datelike, NaiveDate};
use teloxide::types::Message;

use super::drafts::{self, View, draft_of};
use super::job::{self, Whom};
use super::{Ranking, State, appeals, show, store};
use crate::directory::Person;
use crate::domain::ids::{AppealId, AreaId, RankingId};
use crate::domain::ranking::Weights;
use crate::error::Failure;
use crate::features::bulletins::editors;
use crate::features::commands::Given;
use crate::features::conversations::{self, Conversation, Kind};
use crate::features::roles;
use crate::features::turn::{self, Turn};
use crate::inbox::PressAnswer;
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

crate::presses! {
    /// The buttons of rankings. `weights` are packed in one number.
    pub enum Press: "rank" {
        /// Sends a draft to all bound chats, open to appeals.
        Publish { ranking: RankingId } = "publish",
        /// Shows the draft as it would be by other weights.
        If { ranking: RankingId, weights: i64 } = "if",
        /// Goes by those weights.
        Use { ranking: RankingId, weights: i64 } = "use",
        /// Back to the first buttons.
        Back { ranking: RankingId } = "back",
        /// Asks whether a draft is to be dropped indeed.
        Drop { ranking: RankingId } = "drop",
        /// Drops it.
        DropYes { ranking: RankingId } = "dropyes",
        /// Makes it final.
        Final { ranking: RankingId } = "final",
        /// Asks what a lead says against it.
        Appeal { ranking: RankingId, area: AreaId } = "appeal",
        /// Asks what an appeal is accepted with.
        Accept { appeal: AppealId } = "accept",
        /// Asks why an appeal is rejected.
        Reject { appeal: AppealId } = "reject",
        /// Shows what an area's score is made of.
        Why { ranking: RankingId, area: AreaId } = "why",
    }
}

/// Past rankings that are listed.
const LISTED: i64 = 6;

/// The questions of rankings.
const APPEAL: &str = "appeal";
const ACCEPT: &str = "accept";
const REJECT: &str = "reject";

/// `/ranking`: the draft or what was last published; `/ranking 2026-06`: that month; `/ranking CODE`: why an area stands
/// where it stands.
pub fn ranking(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else {
        return turn.reply(&say!("only-as-yourself")).map(drop);
    };
    let top = editors::may(turn.tx, turn.cx, &person)?;
    if !given.rest.is_empty() {
        let today = turn.now.with_timezone(&turn.cx.config.timezone).date_naive();
        return match month_of(given.rest, today) {
            Some(month) => match store::of_month(turn.tx, month)? {
                Some(of) => show(turn, &person, &of, top),
                None => turn.reply(&say!("rankings-none-of", month = super::text::month(month))).map(drop),
            },
            None => of_area(turn, given.rest, top),
        };
    }
    let newest = store::published(turn.tx, 1)?.into_iter().next();
    let found = match top {
        true => store::draft(turn.tx)?,
        false => None,
    };
    match found.or(newest) {
        Some(of) => show(turn, &person, &of, top),
        None if top => match drafts::make(turn.tx, turn.cx, turn.now, true, turn.now)? {
            Some(id) => match store::by_id(turn.tx, id)? {
                Some(of) => show(turn, &person, &of, top),
                None => Ok(()),
            },
            None => turn.reply(&say!("rankings-nothing")).map(drop),
        },
        None => turn.reply(&say!("rankings-nothing")).map(drop),
    }
}

/// A draft to those who decide, in private; what was published to all who ask.
fn show(turn: &mut Turn, person: &Person, of: &Ranking, top: bool) -> Result<(), Failure> {
    match of.state {
        State::Draft if !top => turn.reply(&say!("rankings-nothing")).map(drop),
        State::Draft => match turn::reach(turn.tx, turn.cx, person.id)? {
            Some((chat, _)) => {
                let cause = format!("asked:{}", turn.update_id);
                job::draw_soon(turn.tx, of.id, Whom::Chat(chat), &cause, turn.now)
            }
            None => turn.reply(&say!("bulletins-open-me", link = turn.cx.deep_link("hello"))).map(drop),
        },
        State::Dropped => {
            let say = drafts::ended(turn.tx, turn.cx, of)?;
            turn.reply(&say).map(drop)
        }
        State::Provisional | State::Final => {
            show::post(turn, of)?;
            let past = store::published(turn.tx, LISTED)?;
            let past: Vec<String> =
                past.iter().filter(|other| other.id != of.id).map(|other| line(other.month)).collect();
            if past.is_empty() {
                return Ok(());
            }
            turn.say(&say!("rankings-past", months = past.join(" "))).map(drop)
        }
    }
}

/// `/ranking 2026-06`
fn line(month: NaiveDate) -> String {
    format!("/ranking {}", month.format("%Y-%m"))
}

/// Why an area stands where it stands, in the newest ranking that the asker may see.
fn of_area(turn: &mut Turn, typed: &str, top: bool) -> Result<(), Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let area = tree.by_typed_code(typed).or_else(|| tree.search(typed).into_iter().next());
    let area = area.and_then(|area| tree.at_level(area.id, turn.cx.config.ranking.level));
    let Some(area) = area.map(|area| area.id) else {
        return turn.reply(&say!("rankings-usage")).map(drop);
    };
    let draft = if top { store::draft(turn.tx)? } else { None };
    let Some(of) = draft.or(store::published(turn.tx, 1)?.into_iter().next()) else {
        return turn.reply(&say!("rankings-nothing")).map(drop);
    };
    match show::why(turn, &of, area)? {
        Some(html) => turn.post(Body::text(html), Keyboard::default(), true).map(drop),
        None => turn.reply(&say!("rankings-not-in")).map(drop),
    }
}

/// A month as people write it: `2026-06`, `6月`, `6`; without a year the last such one.
fn month_of(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().trim_end_matches('月').replace(['年', '/', '.'], "-");
    let mut numbers = text.split('-').map(|part| part.trim().parse::<u32>().ok());
    let (first, second) = (numbers.next()??, numbers.next());
    if numbers.next().is_some() {
        return None;
    }
    match second {
        Some(month) => NaiveDate::from_ymd_opt(i32::try_from(first).ok()?, month?, 1),
        None if text.len() <= 2 => {
            let of = |year| NaiveDate::from_ymd_opt(year, first, 1);
            of(today.year()).filter(|month| *month <= today).or_else(|| of(today.year() - 1))
        }
        None => None,
    }
}

/// `/appeal TEXT`: what a lead says against the provisional ranking.
pub fn appeal(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else {
        return turn.reply(&say!("only-as-yourself")).map(drop);
    };
    let Some(of) = store::provisional(turn.tx)? else {
        return turn.reply(&say!("rankings-appeal-none")).map(drop);
    };
    if let Some(say) = appeals::closed(turn.cx, &of, turn.now) {
        return turn.reply(&say).map(drop);
    }
    let own = appeals::own_areas(turn.tx, turn.cx, &person)?;
    match own.as_slice() {
        [] => turn.reply(&say!("rankings-appeal-nowhere")).map(drop),
        [area] if !given.rest.is_empty() => {
            let (cx, now) = (turn.cx, turn.now);
            let say = appeals::appeal(turn.tx, cx, &of, area.id, &person, given.rest, now)?;
            turn.reply(&say).map(drop)
        }
        [area] => ask_appeal(turn, &person, &of, area.id),
        several => {
            let buttons = several.iter().take(20).map(|area| {
                Button::press(area.name.clone(), Press::Appeal { ranking: of.id, area: area.id })
            });
            let keyboard = Keyboard::column(buttons);
            turn.reply_with(&say!("rankings-appeal-which"), keyboard).map(drop)
        }
    }
}

fn ask_appeal(turn: &mut Turn, person: &Person, of: &Ranking, area: AreaId) -> Result<(), Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let name = tree.get(area).map_or("", |area| area.name.as_str()).to_owned();
    ask(turn, person, APPEAL, format!("{} {area}", of.id))?;
    turn.say(&say!("rankings-appeal-ask", area = name, most = appeals::LONGEST)).map(drop)
}

fn ask(turn: &mut Turn, person: &Person, step: &str, data: String) -> Result<(), Failure> {
    let asked = Conversation { kind: Kind::Rankings, step: step.to_owned(), data };
    conversations::ask(turn.tx, person.id, turn.chat.id, &asked, turn.now)
}

/// Takes the words that were asked for.
pub fn answered(
    turn: &mut Turn,
    person: &Person,
    asked: &Conversation,
    message: &Message,
) -> Result<bool, Failure> {
    let Some(text) = message.text().filter(|text| !text.starts_with('/')) else { return Ok(false) };
    let text = text.trim();
    if text.is_empty() || text.chars().count() > appeals::LONGEST {
        return turn.reply(&say!("rankings-appeal-unfit", most = appeals::LONGEST)).map(|_| true);
    }
    conversations::end(turn.tx, person.id, turn.chat.id)?;
    let mut numbers = asked.data.split(' ').map(|number| number.parse::<i64>().ok());
    let (first, second) = (numbers.next().flatten(), numbers.next().flatten());
    let (cx, now) = (turn.cx, turn.now);
    let say = match (asked.step.as_str(), first, second) {
        (APPEAL, Some(ranking), Some(area)) => match store::by_id(turn.tx, ranking.into())? {
            Some(of) if roles::answers_for(turn.tx, cx, person, area.into())? => {
                appeals::appeal(turn.tx, cx, &of, area.into(), person, text, now)?
            }
            Some(_) => say!("only-leads"),
            None => say!("rankings-appeal-none"),
        },
        (step, Some(appeal), _) => {
            let Some(of) = store::appeal_by_id(turn.tx, appeal.into())? else { return Ok(false) };
            if !editors::may(turn.tx, cx, person)? {
                say!("only-top")
            } else if appeals::answer(turn.tx, cx, &of, step == ACCEPT, text, person, now)? {
                return answered_all(turn, &of).map(|()| true);
            } else {
                let of = store::appeal_by_id(turn.tx, of.id)?.unwrap_or(of);
                appeals::answered(turn.tx, &of)?
            }
        }
        _ => return Ok(false),
    };
    turn.reply(&say).map(|_| true)
}

/// An appeal was answered; where it was the last one and the time is over, the ranking can be made final.
fn answered_all(turn: &mut Turn, of: &super::Appeal) -> Result<(), Failure> {
    let ranking = store::by_id(turn.tx, of.ranking)?.filter(|of| of.state == State::Provisional);
    let done = store::open_appeals(turn.tx, of.ranking)?.is_empty();
    let over = ranking.filter(|of| done && appeals::closed(turn.cx, of, turn.now).is_some());
    match over {
        Some(ranking) => {
            let keyboard = job::final_key(turn.cx, &ranking, turn.locale());
            turn.reply_with(&say!("rankings-answered-all"), keyboard).map(drop)
        }
        None => turn.reply(&say!("rankings-answered")).map(drop),
    }
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    let too_old = say!("button-too-old");
    match press {
        Press::Publish { ranking }
        | Press::If { ranking, .. }
        | Press::Use { ranking, .. }
        | Press::Back { ranking }
        | Press::Drop { ranking }
        | Press::DropYes { ranking } => match store::by_id(turn.tx, ranking)? {
            None => Ok(turn.answer(&too_old)),
            Some(of) if of.state != State::Draft => {
                let say = drafts::ended(turn.tx, turn.cx, &of)?;
                Ok(turn.answer(&say))
            }
            Some(of) => on_draft(turn, &person, &of, press),
        },
        Press::Final { ranking } => {
            let Some(of) = store::by_id(turn.tx, ranking)? else { return Ok(turn.answer(&too_old)) };
            if of.state != State::Provisional {
                let say = drafts::ended(turn.tx, turn.cx, &of)?;
                return Ok(turn.answer(&say));
            }
            if let Some(until) =
                of.appeals_until.filter(|_| appeals::closed(turn.cx, &of, turn.now).is_none())
            {
                return Ok(turn.answer(&say!("rankings-too-soon", day = crate::i18n::day(until))));
            }
            drafts::finish(turn.tx, turn.cx, &of, Some(&person), turn.now)?;
            Ok(turn.answer(&say!("rankings-publishing")))
        }
        Press::Appeal { ranking, area } => {
            let Some(of) = store::by_id(turn.tx, ranking)? else { return Ok(turn.answer(&too_old)) };
            if !roles::answers_for(turn.tx, turn.cx, &person, area)? {
                return Ok(turn.answer(&say!("only-leads")));
            }
            if of.state != State::Provisional {
                return Ok(turn.answer(&say!("rankings-appeal-none")));
            }
            if let Some(say) = appeals::closed(turn.cx, &of, turn.now) {
                return Ok(turn.answer(&say));
            }
            ask_appeal(turn, &person, &of, area)?;
            Ok(PressAnswer::default())
        }
        Press::Accept { appeal } => ask_answer(turn, &person, appeal, ACCEPT),
        Press::Reject { appeal } => ask_answer(turn, &person, appeal, REJECT),
        Press::Why { ranking, area } => {
            let Some(of) = store::by_id(turn.tx, ranking)? else { return Ok(turn.answer(&too_old)) };
            if of.state == State::Draft && !editors::may(turn.tx, turn.cx, &person)? {
                return Ok(turn.answer(&say!("only-top")));
            }
            match show::why(turn, &of, area)? {
                Some(html) => {
                    turn.post(Body::text(html), Keyboard::default(), false)?;
                    Ok(PressAnswer::default())
                }
                None => Ok(turn.answer(&say!("rankings-not-in"))),
            }
        }
    }
}

fn ask_answer(
    turn: &mut Turn,
    person: &Person,
    appeal: AppealId,
    step: &str,
) -> Result<PressAnswer, Failure> {
    let Some(of) = store::appeal_by_id(turn.tx, appeal)? else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    if of.state != "open" {
        let say = appeals::answered(turn.tx, &of)?;
        return Ok(turn.answer(&say));
    }
    ask(turn, person, step, of.id.to_string())?;
    turn.say(&match step {
        ACCEPT => say!("rankings-accept-ask"),
        _ => say!("rankings-reject-ask"),
    })?;
    Ok(PressAnswer::default())
}

fn on_draft(turn: &mut Turn, person: &Person, of: &Ranking, press: Press) -> Result<PressAnswer, Failure> {
    let (cx, now) = (turn.cx, turn.now);
    let view = match press {
        Press::Publish { .. } => {
            let published = drafts::publish(turn.tx, cx, of, person, now)?;
            let say = match published {
                true => say!("rankings-publishing"),
                false => drafts::ended(turn.tx, cx, of)?,
            };
            return Ok(turn.answer(&say));
        }
        Press::DropYes { .. } => {
            drafts::drop(turn.tx, cx, of, Some(person), now)?;
            return Ok(turn.answer(&say!("rankings-dropped")));
        }
        Press::Use { weights, .. } => {
            let Some(weights) = Weights::unpacked(weights).filter(|weights| !weights.is_empty()) else {
                return Ok(turn.answer(&say!("rankings-no-weights")));
            };
            drafts::weigh(turn.tx, cx, of, weights, person, now)?;
            let cause = format!("weights:{}", turn.update_id);
            job::draw_soon(turn.tx, of.id, Whom::Nobody, &cause, now)?;
            return Ok(turn.answer(&say!("rankings-used")));
        }
        Press::If { weights, .. } => match Weights::unpacked(weights).filter(|weights| !weights.is_empty()) {
            Some(weights) => View::If(weights),
            None => return Ok(turn.answer(&say!("rankings-no-weights"))),
        },
        Press::Drop { .. } => View::Drop,
        _ => View::Plain,
    };
    let Some(seen) = draft_of(of.id).seen_in(turn.tx, turn.chat.id)? else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    drafts::show_again(turn.tx, cx, of, &seen, view, now)?;
    Ok(PressAnswer::default())
}

#[cfg(test)]
mod tests {
    use super::month_of;

    #[test]
    fn months_are_read_as_people_write_them() {
        let today = "2026-07-05".parse().expect("a day");
        let of = |text: &str| month_of(text, today).map(|month| month.to_string());
        for text in ["2026-06", "2026年6月", "2026/6", "6月", "6", "06"] {
            assert_eq!(of(text).as_deref(), Some("2026-06-01"), "{text}");
        }
        assert_eq!(of("12月").as_deref(), Some("2025-12-01"));
        for text in ["330523", "安吉", "13", "2026-13", "2026-06-21", "", "-"] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
