//! What importing and greeting need the network for.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Imported, Role, store};
use crate::clock::Time;
use crate::directory;
use crate::domain::area::AreaProblem;
use crate::domain::ids::{ChatId, PersonId};
use crate::domain::table::{self, TableProblem};
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::{kinds, roles};
use crate::i18n::{Locale, Say};
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::Tx;
use crate::telegram::api::{CallError, Me};

/// Largest file of areas; a province's would take a tenth of it.
pub(super) const MAX_FILE: u32 = 5 << 20;

/// Mistakes of a file that are named one by one.
const NAMED: usize = 10;

/// A file that an admin sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    pub file_id: String,
    pub chat: i64,
    pub thread: i64,
    pub message: i64,
    pub by: i64,
}

impl Asked {
    pub fn enqueue(&self, tx: &mut Tx, update_id: i64, now: Time) -> Result<(), Failure> {
        let job = NewJob {
            kind: kinds::AREAS_IMPORT,
            key: format!("areas.import:{update_id}"),
            payload: serde_json::to_string(self)?,
            due: now,
        };
        jobs::enqueue(tx, &job)
    }
}

/// Imports the file and answers with what it came to.
pub async fn import(tools: &Tools, job: Job) -> Result<(), Failure> {
    let asked: Asked = serde_json::from_str(&job.payload)?;
    let csv = match tools.telegram.download(&asked.file_id).await {
        Ok(csv) => Some(csv),
        Err(CallError::Refused { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            let by = PersonId::from(asked.by);
            let admin = directory::person_by_id(tx, by)?;
            let may = match &admin {
                Some(person) => roles::is_admin(tx, &cx, person)?,
                None => false,
            };
            let locale = cx.locale_in(tx, ChatId::from(asked.chat))?;
            let html = match &csv {
                _ if !may => cx.texts.html(locale, &say!("only-admins")),
                None => cx.texts.html(locale, &say!("areas-import-gone")),
                // Telegram need not say how large a file is before it is fetched.
                Some(csv) if csv.len() > MAX_FILE as usize => {
                    cx.texts.html(locale, &say!("areas-import-too-big"))
                }
                Some(csv) => match super::import_by(tx, &cx.config.areas.levels, csv, Some(by), now)? {
                    Ok(imported) => cx.texts.html(locale, &imported_say(&imported)),
                    Err(problems) => {
                        let first = say!("areas-import-refused", count = problems.len());
                        refused(&cx, locale, &first, &problems, problem_say)
                    }
                },
            };
            let letter =
                Letter::answer(format!("areas.import:{}", job.id), asked.chat.into(), Body::text(html))
                    .in_thread(asked.thread)
                    .replying_to(asked.message);
            outbox::enqueue(tx, letter, now)?;
            jobs::finish(tx, job.id, now)
        })
        .await
}

fn imported_say(imported: &Imported) -> Say {
    let Imported { added, updated, unchanged, retired } = imported;
    let counts = say!("areas-imported", added = *added, updated = *updated, unchanged = *unchanged);
    let names = retired.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(" · ");
    match retired.len() {
        0 => counts,
        n => say!("areas-imported-retired", counts = counts, count = n, areas = names),
    }
}

/// Why a file is refused, mistake by mistake, below what is said first.
pub fn refused<W>(
    cx: &Context,
    locale: Locale,
    first: &Say,
    problems: &[table::Problem<W>],
    words: impl Fn(&W) -> Say,
) -> String {
    let mut lines = vec![cx.texts.html(locale, first)];
    for problem in problems.iter().take(NAMED) {
        let what = words(&problem.what);
        lines.push(cx.texts.html(locale, &say!("areas-problem", line = problem.line, what = what)));
    }
    if problems.len() > NAMED {
        lines.push(cx.texts.html(locale, &say!("areas-problems-more", count = problems.len() - NAMED)));
    }
    lines.join("\n")
}

/// What is wrong with a line, in words.
pub fn problem_say(problem: &AreaProblem) -> Say {
    match problem {
        AreaProblem::Table(problem) => table_problem_say(problem),
        AreaProblem::CodeRepeated { code, first_line } => {
            say!("areas-problem-code-repeated", code = short(code), first = *first_line)
        }
        AreaProblem::LevelUnknown { level, known } => {
            say!("areas-problem-level-unknown", level = short(level), known = known.join(" > "))
        }
        AreaProblem::ParentUnknown { parent_code } => {
            say!("areas-problem-parent-unknown", code = short(parent_code))
        }
        AreaProblem::LevelOutOfOrder { level, parent_code, parent_level } => say!(
            "areas-problem-level-order",
            level = short(level),
            code = short(parent_code),
            parent = short(parent_level)
        ),
        AreaProblem::LevelBelowChild { level, child_code, child_level } => say!(
            "areas-problem-level-child",
            level = short(level),
            code = short(child_code),
            child = short(child_level)
        ),
        AreaProblem::Cycle { codes } => {
            let shown: Vec<String> = codes.iter().take(6).map(|code| short(code)).collect();
            say!("areas-problem-cycle", codes = shown.join(" → "))
        }
    }
}

/// Why a file is no such table, in words.
pub fn table_problem_say(problem: &TableProblem) -> Say {
    match problem {
        TableProblem::NotUtf8 { perhaps_gbk: true } => say!("areas-problem-gbk"),
        TableProblem::NotUtf8 { perhaps_gbk: false } => say!("areas-problem-utf8"),
        TableProblem::ColumnMissing { column } => say!("areas-problem-column-missing", column = *column),
        TableProblem::ColumnUnknown { column } => {
            say!("areas-problem-column-unknown", column = short(column))
        }
        TableProblem::ColumnRepeated { column } => say!("areas-problem-column-repeated", column = *column),
        TableProblem::Empty => say!("areas-problem-empty"),
        TableProblem::FieldCount { found, expected } => {
            say!("areas-problem-field-count", found = *found, expected = *expected)
        }
        TableProblem::FieldEmpty { column } => say!("areas-problem-field-empty", column = *column),
        TableProblem::Unreadable { why } => say!("areas-problem-unreadable", why = short(why)),
    }
}

/// What a file says, cut to what a line of a message bears.
pub fn short(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Asks soon whether the bot can see photos in a group; `cause` names what the question follows.
pub(super) fn look(tx: &mut Tx, chat: ChatId, cause: &str, now: Time) -> Result<(), Failure> {
    let job = NewJob {
        kind: kinds::AREAS_SIGHT,
        key: format!("areas.sight:{chat}:{cause}"),
        payload: chat.to_string(),
        due: now,
    };
    jobs::enqueue(tx, &job)
}

/// Tells a group in which the bot cannot see photos how to mend that, once; and once that it is mended.
pub async fn sight(tools: &Tools, job: Job) -> Result<(), Failure> {
    let chat = ChatId::from(job.payload.parse::<i64>()?);
    let asked = tools
        .store
        .read(move |read| {
            let found = directory::chat_by_id(read, chat)?.filter(|chat| !chat.gone);
            Ok((found, store::bindings_of(read, chat)?))
        })
        .await?;
    let (found, bindings) = asked;
    let sees = match &found {
        Some(found) => sees(tools, found.telegram_id).await?,
        None => None,
    };
    // A desk has no photos to be seen.
    let matters = bindings.is_empty() || bindings.iter().any(|binding| binding.role == Role::Field);
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            let say = match sees {
                Some(true) if store::clear_blind(tx, chat)? => Some(say!("areas-sight-well")),
                Some(false) if matters && store::note_blind(tx, chat, now)? => {
                    Some(say!("areas-sight-blind", bot = &cx.me.username))
                }
                _ => None,
            };
            if let Some(say) = say {
                let html = cx.texts.html(cx.locale_in(tx, chat)?, &say);
                let key = format!("areas.sight:{}", job.id);
                outbox::enqueue(tx, Letter::answer(key, chat, Body::text(html)), now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// Whether photos of that group reach the bot; none where it is not in it any more.
///
/// Asked anew each time: who mends it by @BotFather does not restart the bot.
async fn sees(tools: &Tools, telegram_chat: i64) -> Result<Option<bool>, Failure> {
    let me: Me = tools.telegram.call("getMe", &json!({})).await?;
    let params = json!({ "chat_id": telegram_chat, "user_id": me.id });
    match tools.telegram.call::<Value>("getChatMember", &params).await {
        Ok(member) => Ok(match member["status"].as_str() {
            Some("administrator" | "creator") => Some(true),
            Some("member" | "restricted") => Some(me.can_read_all_group_messages),
            _ => None,
        }),
        Err(CallError::Refused { .. } | CallError::Migrated(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
