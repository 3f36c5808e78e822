//! Backups, sweeping, and what the admins must hear.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::{NaiveTime, TimeDelta};

use super::store;
use crate::backup as archive;
use crate::blocking;
use crate::clock::Time;
use crate::domain::calendar::{Stage, instant};
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::privacy::retention;
use crate::features::{Run, kinds, mute, roles, turn};
use crate::i18n::Locale;
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::Keyboard;

/// Backups that are kept beside the database.
const BACKUPS: usize = 14;

/// When the night's sweeping begins, in the campaign's zone.
const NIGHT: NaiveTime = match NaiveTime::from_hms_opt(3, 30, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// How long after the day's end the admins hear of leads who cannot be written to.
const EVENING: TimeDelta = TimeDelta::minutes(30);

/// Bodies of letters, and jobs, are looked into for some days after they ended.
const LETTERS: TimeDelta = TimeDelta::days(7);
const JOBS: TimeDelta = TimeDelta::days(7);

/// A file without a name may be about to get one.
const NAMELESS: TimeDelta = TimeDelta::hours(1);

/// Leads who are named one by one.
const NAMED: usize = 20;

/// A schedule asks for a backup.
pub fn run_backup(tx: &mut Tx, run: &Run) -> Result<(), Failure> {
    let job = NewJob {
        kind: kinds::BACKUP,
        key: format!("{}:{}", kinds::BACKUP, run.key),
        payload: String::new(),
        due: run.now,
    };
    jobs::enqueue(tx, &job)
}

/// Writes a backup beside the database and tells whoever asked for it. One that a schedule asked for
/// is told to nobody: what the admins must hear is that there is none, and that a failed job tells.
pub async fn backup(tools: &Tools, job: Job) -> Result<(), Failure> {
    let storage = tools.cx.config.storage.clone();
    let folder = storage.database.parent().unwrap_or(Path::new(".")).join("backups");
    let local = job.due.with_timezone(&tools.cx.config.timezone);
    let to = folder.join(format!("muster-{}.tar", local.format("%Y%m%d-%H%M%S")));
    let written = blocking::run(move || {
        let written = archive::write(&storage, &to)?;
        thin_out(&folder)?;
        Ok::<_, Failure>(written)
    })
    .await??;
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            let size = format!("{:.1} MB", written.bytes as f64 / 1e6);
            tracing::info!(path = %written.path.display(), size, "a backup was written");
            if let Ok(asker) = job.payload.parse::<i64>() {
                let say = say!("admin-backup-done", size = &size, path = written.path.display().to_string());
                let key = format!("backup:{}", job.id);
                turn::tell(tx, &cx, PersonId::from(asker), &key, &say, Keyboard::default(), now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// Removes all but the newest backups of ours. Their names sort by time.
fn thin_out(folder: &Path) -> Result<(), Failure> {
    let mut backups: Vec<PathBuf> = std::fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with("muster-") && name.ends_with(".tar")
        })
        .collect();
    backups.sort();
    for old in backups.iter().rev().skip(BACKUPS) {
        std::fs::remove_file(old).with_context(|| old.display().to_string())?;
    }
    Ok(())
}

/// Sees that the daily work below is waiting for its hour.
pub fn enqueue_sweep(tx: &mut Tx, cx: &Context, now: Time) -> Result<(), Failure> {
    let daily = [(kinds::SWEEP, NIGHT), (kinds::UNREACHABLE, evening(cx))];
    for (kind, time) in daily {
        if !jobs::is_waiting(tx, kind, kind)? {
            enqueue_next(tx, cx, kind, time, now)?;
        }
    }
    Ok(())
}

fn evening(cx: &Context) -> NaiveTime {
    cx.config.photos.day_ends.overflowing_add_signed(EVENING).0
}

fn enqueue_next(
    tx: &mut Tx,
    cx: &Context,
    kind: &'static str,
    time: NaiveTime,
    now: Time,
) -> Result<(), Failure> {
    let zone = cx.config.timezone;
    let today = now.with_timezone(&zone).date_naive();
    let next = today.iter_days().find(|day| instant(day.and_time(time), zone) > now).unwrap_or(today);
    let due = instant(next.and_time(time), zone);
    jobs::enqueue(tx, &NewJob { kind, key: format!("{kind}:{next}"), payload: String::new(), due })
}

/// Forgets what need not be kept any longer: bodies with names in them, work that is done, files
/// that nothing names.
pub async fn sweep(tools: &Tools, job: Job) -> Result<(), Failure> {
    retention::keep(tools).await?;
    let now = tools.clock.now();
    // A backup that is under way reads files by their names as they were: they wait for tomorrow.
    let no_backup = archive::begin(&tools.cx.config.storage)?;
    let sweeps_files = no_backup.is_some();
    let cx = tools.cx.clone();
    let named = tools
        .store
        .write(move |tx| {
            outbox::clear_old(tx, now - LETTERS)?;
            jobs::clear_old(tx, now - JOBS)?;
            let named = match sweeps_files {
                true => Some(store::forget_unnamed(tx, now - NAMELESS)?),
                false => None,
            };
            jobs::finish(tx, job.id, now)?;
            enqueue_next(tx, &cx, kinds::SWEEP, NIGHT, now)?;
            Ok(named)
        })
        .await?;
    if let Some(named) = named {
        let media = tools.media.clone();
        let before = (now - NAMELESS).into();
        blocking::run(move || {
            media.remove_drafts(before);
            for hash in media.kept().into_iter().filter(|hash| !named.contains(hash)) {
                if let Err(error) = media.remove_older(&hash, before) {
                    tracing::warn!(hash, %error, "a file that nothing names stays");
                }
            }
        })
        .await?;
    }
    drop(no_backup);
    Ok(())
}

/// Tells the admins in the evening which leads cannot be written to, since they never opened the
/// bot or blocked it: somebody must show them how.
pub async fn unreachable(tools: &Tools, job: Job) -> Result<(), Failure> {
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            let leads = super::unreachable_leads(tx, &cx)?;
            if !leads.is_empty() && cx.stage_at(now) != Stage::Over {
                for admin in roles::admins(tx, &cx)? {
                    if !mute::wants(tx, admin, mute::Kind::Lists)? {
                        continue;
                    }
                    let Some((chat, locale)) = turn::reach(tx, &cx, admin)? else { continue };
                    let body = Body::text(unreachable_html(tx, &cx, locale, &leads)?);
                    let letter = Letter::notice(format!("{}:{admin}", job.key), chat, body).kept_quiet();
                    outbox::enqueue(tx, letter, now)?;
                }
            }
            jobs::finish(tx, job.id, now)?;
            enqueue_next(tx, &cx, kinds::UNREACHABLE, evening(&cx), now)
        })
        .await
}

fn unreachable_html(
    read: &Read,
    cx: &Context,
    locale: Locale,
    leads: &[(String, crate::domain::ids::AreaId)],
) -> Result<String, Failure> {
    let tree = cx.tree(read)?;
    let link = cx.deep_link("hello");
    let mut lines = vec![cx.texts.html(locale, &say!("admin-unreachable", count = leads.len(), link = link))];
    for (name, area) in leads.iter().take(NAMED) {
        let area = tree.get(*area).map_or("", |area| &area.name);
        lines.push(cx.texts.html(locale, &say!("admin-unreachable-lead", area = area, name = name)));
    }
    if leads.len() > NAMED {
        lines.push(cx.texts.html(locale, &say!("admin-unreachable-more", count = leads.len() - NAMED)));
    }
    Ok(lines.join("\n"))
}

/// Tells the admins which run of a schedule was missed and not made up.
pub async fn tell_skipped(tools: &Tools, job: Job) -> Result<(), Failure> {
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools
        .store
        .write(move |tx| {
            let (name, run) = job.payload.split_once('\n').unwrap_or((&job.payload, ""));
            let say = say!("admin-skipped", name = name, run = run.replace('T', " "));
            super::tell_admins(tx, &cx, &job.key, &say, now)?;
            jobs::finish(tx, job.id, now)
        })
        .await
}
