//! `/schedule add NAME CRON JOB ...`, in one line.

use super::{TEXT, cron_say};
use crate::domain::schedule::{CATCH_UP, Cron, Job, Only, Post, PostTo, Schedule};
use crate::error::Failure;
use crate::features::context::Context;
use crate::i18n::Say;
use crate::say;
use crate::store::Read;

/// The schedule that a line means, or what to say of it.
///
/// Between the name and the job stands the cron line, in quotes or not; behind the job, for a post, where
/// it goes (`to=desk`, `area=3305`) and its text. `only=first-saturday,third-saturday` may stand there too.
pub(super) fn parse(read: &Read, cx: &Context, rest: &str) -> Result<Result<Schedule, Say>, Failure> {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let Some((name, words)) = words.split_first() else { return Ok(Err(say!("schedules-usage"))) };
    let Some(at) = words.iter().position(|word| Job::NAMES.contains(word)) else {
        return Ok(Err(say!("schedules-job-unknown", jobs = Job::NAMES.join(", "))));
    };
    let line = words[..at].join(" ").replace(['"', '“', '”', '「', '」'], "");
    let cron: Cron = match line.trim().parse() {
        Ok(cron) => cron,
        Err(problem) => return Ok(Err(cron_say(line.trim(), &problem))),
    };
    let job_name = words[at];
    let mut only = Only::Always;
    let (mut to, mut area) = (PostTo::default(), None);
    // The text is taken as it was typed, lines and all: so what stands before it is cut off word by word.
    let mut text = behind(rest, at + 2);
    while let Some(word) = text.split_whitespace().next() {
        if let Some(days) = word.strip_prefix("only=") {
            match read_only(cx, days) {
                Some(read) => only = read,
                None => return Ok(Err(say!("schedules-only-unknown", text = days))),
            }
        } else if let Some(place) = word.strip_prefix("to=") {
            match PostTo::NAMES.into_iter().find(|(name, _)| *name == place) {
                Some((_, found)) => to = found,
                None => return Ok(Err(say!("schedules-to-unknown", text = place))),
            }
        } else if let Some(code) = word.strip_prefix("area=") {
            match cx.tree(read)?.by_typed_code(code) {
                Some(found) => area = Some(found.code.clone()),
                None => return Ok(Err(say!("schedules-area-unknown", text = code))),
            }
        } else {
            break;
        }
        text = behind(text, 1);
    }
    let job = match Job::named(job_name) {
        Some(job) if text.is_empty() => job,
        Some(_) => return Ok(Err(say!("schedules-usage"))),
        None if text.is_empty() => return Ok(Err(say!("schedules-text-missing"))),
        None if text.chars().count() > TEXT => return Ok(Err(say!("schedules-text-long", most = TEXT))),
        None => Job::Post(Post { text: text.to_owned(), to, area }),
    };
    Ok(Ok(Schedule { name: (*name).to_owned(), cron, only, job, catch_up: CATCH_UP }))
}

/// What stands behind so many words.
fn behind(text: &str, words: usize) -> &str {
    let mut rest = text.trim();
    for _ in 0..words {
        rest = rest.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim_start());
    }
    rest
}

/// `first-saturday,third-saturday`, `campaign`.
fn read_only(cx: &Context, text: &str) -> Option<Only> {
    let read = |part: &str| {
        let only: Only = part.parse().ok().or_else(|| part.replace('-', " ").parse().ok())?;
        let known = match &only {
            Only::Phase(name) => cx.config.campaign.phases.iter().any(|phase| phase.name == *name),
            _ => true,
        };
        known.then_some(only)
    };
    let mut parts = text.split([',', '，', '、']).map(read).collect::<Option<Vec<_>>>()?;
    if parts.len() == 1 { parts.pop() } else { Some(Only::Several(parts)) }
}
