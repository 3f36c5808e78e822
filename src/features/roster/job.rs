//! Lists that come and go through a chat: fetched, entered, handed out, and erased where they were kept
//! for Telegram to take.

use serde::{Deserialize, Serialize};

use super::export::{self, Wanted};
use super::import;
use crate::clock::Time;
use crate::directory::{self, Person};
use crate::domain::ids::{ChatId, PersonId};
use crate::domain::roster::RosterProblem;
use crate::error::Failure;
use crate::features::areas::job::{refused as refused_html, short, table_problem_say};
use crate::features::context::{Context, Tools};
use crate::features::roles;
use crate::features::tables::{self, Table};
use crate::i18n::{Locale, Say};
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::api::CallError;

/// Largest list that is fetched: what the Bot API hands out.
pub(super) const MAX_FILE: u32 = 20 << 20;

/// Largest list that is handed out; Telegram takes a little more.
const MAX_EXPORT: usize = 45 << 20;

/// A list that somebody sent or wants.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    /// None for an export.
    pub file_id: Option<String>,
    pub chat: i64,
    pub message: i64,
    pub by: i64,
}

impl Asked {
    pub fn enqueue(&self, tx: &mut Tx, kind: &'static str, update_id: i64, now: Time) -> Result<(), Failure> {
        let (key, payload) = (format!("{kind}:{update_id}"), serde_json::to_string(self)?);
        jobs::enqueue(tx, &NewJob { kind, key, payload, due: now })
    }
}

/// Enters the people of a file and hands it back with their codes.
pub async fn import(tools: &Tools, job: Job) -> Result<(), Failure> {
    let asked: Asked = serde_json::from_str(&job.payload)?;
    let csv = match tools.telegram.download(asked.file_id.as_deref().unwrap_or_default()).await {
        Ok(csv) => Some(csv),
        Err(CallError::Refused { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let (cx, now, by) = (tools.cx.clone(), tools.clock.now(), PersonId::from(asked.by));
    // Done again after a crash it changes nothing, and finds the same codes.
    let imported = tools.store.write(move |tx| {
        let (person, locale) = asker(tx, &cx, by)?;
        let refused = |say: Say| Ok(Err(cx.texts.html(locale, &say)));
        if !person.is_some_and(|person| roles::is_admin(tx, &cx, &person).unwrap_or(false)) {
            return refused(say!("only-admins"));
        }
        match &csv {
            None => refused(say!("areas-import-gone")),
            Some(csv) if csv.len() > MAX_FILE as usize => refused(say!("roster-too-big")),
            Some(csv) => match import::import(tx, csv, cx.seal.as_ref(), Some(by), now)? {
                Ok(imported) => Ok(Ok((imported, locale))),
                Err(problems) => {
                    let first = say!("roster-refused", count = problems.len());
                    Ok(Err(refused_html(&cx, locale, &first, &problems, problem_say)))
                }
            },
        }
    });
    match imported.await? {
        Err(html) => answer(tools, job, asked, html).await,
        Ok((imported, locale)) => {
            let mut table = Vec::new();
            // Phone numbers have come through Telegram once; they need not go back.
            import::write(&mut table, &imported.rows, Some(&tools.cx.me.username), false)?;
            let html = tools.cx.texts.html(locale, &imported_say(&imported));
            hand_out(tools, job, asked, "people-codes.csv", table, html, None).await
        }
    }
}

/// Hands out those who signed up: all to an admin, to a lead those below.
pub async fn export(tools: &Tools, job: Job) -> Result<(), Failure> {
    let asked: Asked = serde_json::from_str(&job.payload)?;
    let (cx, by) = (tools.cx.clone(), PersonId::from(asked.by));
    let read = tools.store.read(move |read| {
        let (person, locale) = asker(read, &cx, by)?;
        let led = roles::led_by(read, by)?;
        let below = match person {
            Some(person) if roles::is_admin(read, &cx, &person)? => None,
            _ if led.is_empty() => return Ok((locale, Err(say!("only-leads")))),
            _ => Some(led),
        };
        let mut table = Vec::new();
        let wanted = Wanted { below, phones: None, zone: cx.config.timezone };
        let count = export::export(read, &wanted, &mut table)?;
        Ok((
            locale,
            if table.len() > MAX_EXPORT { Err(say!("roster-export-too-big")) } else { Ok((count, table)) },
        ))
    });
    let (locale, read) = read.await?;
    match read {
        Err(say) => {
            let html = tools.cx.texts.html(locale, &say);
            answer(tools, job, asked, html).await
        }
        Ok((count, table)) => {
            let html = tools.cx.texts.html(locale, &say!("roster-exported", count = count));
            hand_out(tools, job, asked, "people.csv", table, html, Some(count)).await
        }
    }
}

/// Says something instead of handing out a list.
async fn answer(tools: &Tools, job: Job, asked: Asked, html: String) -> Result<(), Failure> {
    let now = tools.clock.now();
    tools
        .store
        .write(move |tx| {
            let letter = Letter::answer(&job.key, ChatId::from(asked.chat), Body::text(html.clone()));
            outbox::enqueue(tx, letter.replying_to(asked.message), now)?;
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// Sends a list as a file, kept until Telegram has it; an export is written down with its `count`.
async fn hand_out(
    tools: &Tools,
    job: Job,
    asked: Asked,
    file_name: &'static str,
    bytes: Vec<u8>,
    html: String,
    count: Option<usize>,
) -> Result<(), Failure> {
    let table = Table { file_name: file_name.to_owned(), bytes, html };
    let by = PersonId::from(asked.by);
    let noted = move |tx: &mut Tx, now| match count {
        Some(count) => roles::audit(tx, Some(by), "people.export", &count.to_string(), now),
        None => Ok(()),
    };
    tables::hand_out(tools, job, ChatId::from(asked.chat), vec![table], noted).await
}

/// Who asked, in private, and their language.
fn asker(read: &Read, cx: &Context, by: PersonId) -> Result<(Option<Person>, Locale), Failure> {
    let person = directory::person_by_id(read, by)?;
    let locale = cx.locale_of(person.as_ref().and_then(|person| person.language.as_deref()));
    Ok((person, locale))
}

fn imported_say(imported: &import::Imported) -> Say {
    let import::Imported { added, updated, unchanged, claimed, teams, .. } = imported;
    let counts = say!("roster-imported", added = *added, updated = *updated, unchanged = *unchanged);
    let counts = match claimed {
        0 => counts,
        claimed => say!("roster-imported-claimed", counts = counts, claimed = *claimed),
    };
    let counts = match teams {
        0 => counts,
        teams => say!("roster-imported-teams", counts = counts, teams = *teams),
    };
    say!("roster-imported-next", counts = counts)
}

/// What is wrong with a line, in words.
pub fn problem_say(problem: &RosterProblem) -> Say {
    match problem {
        RosterProblem::Table(problem) => table_problem_say(problem),
        RosterProblem::AreaUnknown { code } => say!("roster-problem-area", code = short(code)),
        RosterProblem::NameUnfit => say!("roster-problem-name"),
        RosterProblem::NameRepeated { first_line } => {
            say!("roster-problem-name-repeated", first = *first_line)
        }
        RosterProblem::NameTaken { code } => say!("roster-problem-name-taken", code = code),
        RosterProblem::PhoneUnfit { phone } => say!("roster-problem-phone", phone = short(phone)),
        RosterProblem::PhoneKeyless => say!("roster-problem-keyless"),
        RosterProblem::AgeUnfit { age } => say!("roster-problem-age", age = short(age)),
        RosterProblem::SkillsUnfit => say!("roster-problem-skills"),
        RosterProblem::TeamUnfit { team } => say!("roster-problem-team", team = short(team)),
        RosterProblem::CodeUnknown { code } => say!("roster-problem-code", code = short(code)),
        RosterProblem::CodeRepeated { first_line } => {
            say!("roster-problem-code-repeated", first = *first_line)
        }
    }
}
