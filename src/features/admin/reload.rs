//! `/reload`: what an admin wrote into bot.toml takes effect without a stop.
//!
//! The file is read and looked at as at a start; with anything wrong in it nothing changes. What is fixed at
//! the start (addresses, places on the disk, the zone) stays as it was and is named.

use std::sync::Arc;

use crate::blocking;
use crate::config::{Config, Mistake};
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::context::Tools;
use crate::features::turn::{self, Turn};
use crate::features::{self, kinds, points, roles};
use crate::i18n::{Say, day};
use crate::jobs::{self, Job, NewJob, held};
use crate::say;
use crate::telegram::keyboards::Keyboard;

/// Mistakes that are told in the chat; `muster check` tells all.
const TOLD: usize = 5;

/// `/reload`: has the file read.
pub fn command(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(by) = turn.person.as_ref().map(|person| person.id) else { return Ok(()) };
    let job = NewJob {
        kind: kinds::RELOAD,
        key: format!("{}:{}", kinds::RELOAD, turn.update_id),
        payload: by.to_string(),
        due: turn.now,
    };
    jobs::enqueue(turn.tx, &job)
}

/// Reads the file and says what became of it; the configuration that holds from now on, if it is sound.
pub async fn reload(tools: &Tools, job: Job) -> Result<Option<Arc<Config>>, Failure> {
    let by = PersonId::from(job.payload.parse::<i64>()?);
    let file = tools.cx.config.file.clone();
    let read = blocking::run(move || Config::load(&file)).await?;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    let answer = format!("{}:{}", kinds::RELOAD, job.id);
    let (config, left) = match read {
        Ok(config) => config.taken_up_from(&cx.config),
        Err(mistakes) => {
            let write = move |tx: &mut crate::store::Tx| {
                turn::tell(tx, &cx, by, &answer, &refused(&mistakes), Keyboard::default(), now)?;
                jobs::finish(tx, job.id, now)
            };
            return tools.store.write(write).await.map(|()| None);
        }
    };
    let config = Arc::new(config);
    let next = Arc::new(cx.with_config(config.clone()));
    tools
        .store
        .write(move |tx| {
            let before = points::store::versions(tx)?.len();
            features::start(tx, &next, now)?;
            let versions = points::store::versions(tx)?;
            let rules = match versions.first() {
                Some(latest) if versions.len() > before => {
                    say!("admin-reloaded-rules", version = latest.number, day = day(latest.since))
                }
                _ => say!("admin-reloaded-same-rules"),
            };
            let say = match left.is_empty() {
                true => say!("admin-reloaded", rules = rules),
                false => say!("admin-reloaded-but", rules = rules, left = left.join(", ")),
            };
            turn::tell(tx, &next, by, &answer, &say, Keyboard::default(), now)?;
            for name in held::shadowed(tx, &next.config)? {
                let say = say!("schedules-shadowed", name = &name);
                turn::tell(tx, &next, by, &format!("{answer}:{name}"), &say, Keyboard::default(), now)?;
            }
            roles::audit(tx, Some(by), "reload", "", now)?;
            jobs::finish(tx, job.id, now)
        })
        .await?;
    tracing::info!("bot.toml was read anew");
    Ok(Some(config))
}

fn refused(mistakes: &[Mistake]) -> Say {
    let told: Vec<String> = mistakes.iter().take(TOLD).map(ToString::to_string).collect();
    say!("admin-reload-refused", n = mistakes.len(), mistakes = told.join("\n"))
}
