//! `/schedule`, its buttons, and what is typed where something about a new schedule was asked.

use chrono::NaiveTime;
use teloxide::types::Message;

use super::draft::{self, Draft, Step};
use super::page::{self, Page};
use super::{NAME, TEXT, add, cron_say, is_of_file, line, pause, remove, resume, run_now, taken};
use crate::directory::Person;
use crate::domain::calendar::coming_day;
use crate::domain::name;
use crate::domain::said_time::said_time;
use crate::domain::schedule::{Cron, Job, PostTo};
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::conversations::{self, Conversation, Kind};
use crate::features::turn::Turn;
use crate::i18n::Say;
use crate::inbox::PressAnswer;
use crate::jobs::held::{self, Held};
use crate::say;

crate::presses! {
    /// The buttons of schedules; `of` is the number of a name.
    pub enum Press: "plan" {
        /// Lists all.
        List { page: i64 } = "list",
        /// Shows one.
        Show { of: i64 } = "show",
        /// Asks whether one shall run now.
        Run { of: i64 } = "run",
        /// Has one run now; the mark tells one such wish from the next.
        RunYes { of: i64, mark: i64 } = "runyes",
        /// Lets one rest.
        Pause { of: i64 } = "pause",
        /// Lets one go on.
        Resume { of: i64 } = "resume",
        /// Asks whether one shall be removed.
        Remove { of: i64 } = "remove",
        /// Removes one.
        RemoveYes { of: i64 } = "removeyes",
        /// Begins a new one.
        New {} = "new",
        /// What the new one does, by its place among the jobs.
        Job { job: i64 } = "job",
        /// Into which chats it posts, by place.
        To { to: i64 } = "to",
        /// At and below which area; 0: everywhere.
        Area { area: i64 } = "area",
        /// On which days, by number.
        When { when: i64 } = "when",
        /// At which time of day.
        Time { minutes: i64 } = "time",
        /// Takes the latest answer back.
        Back {} = "back",
        /// Drops the new one.
        Drop {} = "drop",
        /// Keeps the new one.
        Save {} = "save",
    }
}

/// `/schedule` lists; `add`, `pause`, `resume`, `run` and `remove` do in one line what the buttons do.
pub fn schedule(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return turn.reply(&say!("only-as-yourself")).map(drop) };
    if !turn.is_private() {
        return turn.reply(&say!("schedules-private")).map(drop);
    }
    let (word, rest) = given.rest.split_once(char::is_whitespace).unwrap_or((given.rest, ""));
    let rest = rest.trim();
    let word = word.to_lowercase();
    match word.as_str() {
        "" => return page::list(turn, 0)?.post(turn),
        "add" | "new" if rest.is_empty() => return begin(turn, &person)?.post(turn),
        "add" | "new" => {
            let made = match line::parse(turn.tx, turn.cx, rest)? {
                Ok(made) => made,
                Err(say) => return turn.reply(&say).map(drop),
            };
            if let Err(say) = add(turn.tx, turn.cx, &person, &made, turn.now)? {
                return turn.reply(&say).map(drop);
            }
            return match held::by_name(turn.tx, &turn.cx.config, &made.name)? {
                Some(held) => page::one(turn, &held).under(turn, &say!("schedules-added")).post(turn),
                None => Ok(()),
            };
        }
        "pause" | "resume" | "run" | "remove" => {}
        _ => return turn.reply(&say!("schedules-usage")).map(drop),
    }
    let held = held::by_name(turn.tx, &turn.cx.config, rest)?;
    let (tx, cx, now) = (&mut *turn.tx, turn.cx, turn.now);
    let say = match (word.as_str(), held) {
        // Also one whose name bot.toml has taken.
        ("remove", _) if remove(tx, cx, &person, rest, now)? => say!("schedules-removed", name = rest),
        (_, None) => say!("schedules-unknown", name = rest),
        ("remove", Some(_)) => say!("schedules-of-file"),
        ("pause", Some(held)) => {
            pause(tx, &person, &held, now)?;
            say!("schedules-paused", name = rest)
        }
        ("resume", Some(held)) => {
            resume(tx, &person, &held, now)?;
            say!("schedules-resumed", name = rest)
        }
        // A wish of its own each time: the command is the second thought.
        (_, Some(held)) => {
            run_now(tx, &person, &held, &format!("update:{}", turn.update_id), now)?;
            say!("schedules-run", name = rest)
        }
    };
    turn.reply(&say).map(drop)
}

/// The schedule that a button names.
fn named(turn: &Turn, of: i64) -> Result<Option<Held>, Failure> {
    let all = held::all(turn.tx, &turn.cx.config)?;
    Ok(all.into_iter().find(|held| page::number(&held.schedule.name) == of))
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Some(person) = turn.person.clone().filter(|_| turn.is_private()) else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    match press {
        Press::List { page } => {
            page::list(turn, page)?.show(turn)?;
            Ok(PressAnswer::default())
        }
        Press::Show { of }
        | Press::Run { of }
        | Press::RunYes { of, .. }
        | Press::Pause { of }
        | Press::Resume { of }
        | Press::Remove { of }
        | Press::RemoveYes { of } => {
            let Some(held) = named(turn, of)? else {
                page::list(turn, 0)?.show(turn)?;
                return Ok(turn.answer(&say!("schedules-gone")));
            };
            about(turn, &person, press, &held)
        }
        Press::New {} => {
            begin(turn, &person)?.show(turn)?;
            Ok(PressAnswer::default())
        }
        _ => drafting(turn, &person, press),
    }
}

/// A button that is about one schedule.
fn about(turn: &mut Turn, person: &Person, press: Press, held: &Held) -> Result<PressAnswer, Failure> {
    let name = held.schedule.name.clone();
    let mut answer = None;
    match press {
        Press::Run { .. } => return page::ask_run(turn, held).show(turn).map(|()| PressAnswer::default()),
        Press::Remove { .. } if !is_of_file(held) => {
            return page::ask_remove(turn, held).show(turn).map(|()| PressAnswer::default());
        }
        Press::RunYes { mark, .. } => {
            let new = run_now(turn.tx, person, held, &mark.to_string(), turn.now)?;
            let once = say!("schedules-run-before");
            answer = Some(if new { say!("schedules-run", name = name) } else { once });
        }
        Press::Pause { .. } => {
            pause(turn.tx, person, held, turn.now)?;
            answer = Some(say!("schedules-paused", name = name));
        }
        Press::Resume { .. } => {
            resume(turn.tx, person, held, turn.now)?;
            answer = Some(say!("schedules-resumed", name = name));
        }
        Press::RemoveYes { .. } if !is_of_file(held) => {
            remove(turn.tx, turn.cx, person, &name, turn.now)?;
            page::list(turn, 0)?.show(turn)?;
            return Ok(turn.answer(&say!("schedules-removed", name = name)));
        }
        _ => {}
    }
    if let Some(held) = held::by_name(turn.tx, &turn.cx.config, &held.schedule.name)? {
        page::one(turn, &held).show(turn)?;
    }
    Ok(answer.map(|say| turn.answer(&say)).unwrap_or_default())
}

/// Asks the first question about a new schedule.
fn begin(turn: &mut Turn, person: &Person) -> Result<Page, Failure> {
    ask(turn, person, &Draft::default())?;
    page::question(turn, &Draft::default())
}

fn ask(turn: &mut Turn, person: &Person, draft: &Draft) -> Result<(), Failure> {
    let step = draft.step().word().to_owned();
    let asked = Conversation { kind: Kind::Schedules, step, data: draft.written()? };
    conversations::ask(turn.tx, person.id, turn.chat.id, &asked, turn.now)
}

/// A button that answers a question about the new one.
fn drafting(turn: &mut Turn, person: &Person, press: Press) -> Result<PressAnswer, Failure> {
    let asked = conversations::current(turn.tx, person.id, turn.chat.id)?;
    let Some(asked) = asked.filter(|asked| asked.kind == Kind::Schedules) else {
        return Ok(turn.answer(&say!("schedules-left")));
    };
    let mut draft = Draft::read(&asked.data);
    let step = draft.step();
    match (press, step) {
        (Press::Drop {}, _) => {
            conversations::end(turn.tx, person.id, turn.chat.id)?;
            page::list(turn, 0)?.show(turn)?;
            return Ok(turn.answer(&say!("schedules-dropped")));
        }
        (Press::Save {}, Step::Ready) => return save(turn, person, &draft),
        (Press::Back {}, _) => draft.back(),
        (Press::Job { job }, Step::Job) => {
            draft.job = usize::try_from(job).ok().and_then(|at| Job::NAMES.get(at)).map(ToString::to_string);
        }
        (Press::To { to }, Step::To) => {
            let to = usize::try_from(to).ok().and_then(|at| PostTo::NAMES.get(at));
            draft.to = to.map(|(name, _)| (*name).to_owned());
        }
        (Press::Area { area }, Step::Area) => {
            let tree = turn.cx.tree(turn.tx)?;
            draft.area = match area {
                0 => Some(String::new()),
                area => tree.living(area.into()).map(|area| area.code.clone()),
            };
        }
        (Press::When { when }, Step::When)
            if (draft::EVERY..=draft::OWN).contains(&when) || draft::weekday(when).is_some() =>
        {
            draft.when = Some(when);
        }
        (Press::Time { minutes }, Step::Time) => {
            let seconds = u32::try_from(minutes).ok().and_then(|minutes| minutes.checked_mul(60));
            draft.time =
                seconds.and_then(|seconds| NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0));
        }
        // A button of a question that was answered.
        _ => return Ok(turn.answer(&say!("button-too-old"))),
    }
    ask(turn, person, &draft)?;
    page::question(turn, &draft)?.show(turn)?;
    Ok(PressAnswer::default())
}

fn save(turn: &mut Turn, person: &Person, draft: &Draft) -> Result<PressAnswer, Failure> {
    let Some(made) = draft.schedule(turn.tx, turn.cx)? else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    if let Err(say) = add(turn.tx, turn.cx, person, &made, turn.now)? {
        return Ok(turn.answer(&say));
    }
    conversations::end(turn.tx, person.id, turn.chat.id)?;
    if let Some(held) = held::by_name(turn.tx, &turn.cx.config, &made.name)? {
        page::one(turn, &held).under(turn, &say!("schedules-added")).show(turn)?;
    }
    Ok(PressAnswer::default())
}

/// Takes a typed answer.
pub fn answered(
    turn: &mut Turn,
    person: &Person,
    asked: &Conversation,
    message: &Message,
) -> Result<bool, Failure> {
    let Some(text) = message.text().map(str::trim).filter(|text| !text.starts_with('/')) else {
        return Ok(false);
    };
    let mut draft = Draft::read(&asked.data);
    if let Err(say) = typed(turn, &mut draft, text)? {
        // The question stands: what was typed is no answer to it.
        page::question(turn, &draft)?.under(turn, &say).post(turn)?;
        return Ok(true);
    }
    if draft.step() == Step::Area {
        page::areas(turn, &draft, text)?.post(turn)?;
        return Ok(true);
    }
    ask(turn, person, &draft)?;
    page::question(turn, &draft)?.post(turn)?;
    Ok(true)
}

/// Puts a typed answer into the draft, or says what is wrong with it.
fn typed(turn: &mut Turn, draft: &mut Draft, text: &str) -> Result<Result<(), Say>, Failure> {
    match draft.step() {
        Step::Text if text.chars().count() > TEXT => {
            return Ok(Err(say!("schedules-text-long", most = TEXT)));
        }
        Step::Text => draft.text = Some(text.to_owned()),
        Step::Area => {
            let tree = turn.cx.tree(turn.tx)?;
            draft.area = tree.by_typed_code(text).map(|area| area.code.clone());
        }
        Step::Day => {
            let today = turn.now.with_timezone(&turn.cx.config.timezone).date_naive();
            let Some(day) = coming_day(text, today).filter(|day| *day >= today) else {
                return Ok(Err(say!("schedules-day-unfit")));
            };
            draft.day = Some(day);
        }
        Step::Cron => {
            if let Err(problem) = text.parse::<Cron>() {
                return Ok(Err(cron_say(text, &problem)));
            }
            draft.cron = Some(text.to_owned());
        }
        Step::Time => {
            let Some(time) = said_time(text) else { return Ok(Err(say!("schedules-time-unfit"))) };
            draft.time = Some(time);
        }
        Step::Ready => {
            let name = name::shown(text)
                .filter(|name| name.chars().count() <= NAME && !name.contains(char::is_whitespace));
            match name {
                Some(name) if taken(turn.tx, turn.cx, &name)? => {
                    return Ok(Err(say!("schedules-name-taken", name = name)));
                }
                Some(name) => draft.name = Some(name),
                None => return Ok(Err(say!("schedules-name-unfit", most = NAME))),
            }
        }
        Step::Job | Step::To | Step::When => return Ok(Err(say!("schedules-press"))),
    }
    Ok(Ok(()))
}
