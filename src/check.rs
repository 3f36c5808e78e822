//! `muster check`: one screen that says what is wrong and what comes next.

use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::OpenFlags;

use crate::clock::Time;
use crate::config::{Address, Config, Relay, RelayTo};
use crate::domain::calendar::Stage;
use crate::domain::schedule::Schedule;
use crate::error::Failure;
use crate::i18n::{Locale, Texts};
use crate::jobs::held::{self, Held, Source};
use crate::seal::{self, Seal};
use crate::store::{Read, Store, setup};
use crate::{features, inbox, jobs, outbox};

/// How many coming runs of each schedule are shown.
const RUNS: usize = 3;

/// What a check comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Well,
    /// bot.toml is wrong.
    Misconfigured,
    /// The state is: the database cannot be used, or totals do not add up.
    Damaged,
}

/// Prints what there is to say, and says what it comes to.
///
/// # Errors
///
/// When what can be read one moment cannot be read the next.
pub async fn check(path: &Path, recount: bool, now: Time) -> Result<Verdict, Failure> {
    let config = match Config::load(path) {
        Ok(config) => config,
        Err(mistakes) => {
            for mistake in &mistakes {
                println!("✗ {mistake}");
            }
            return Ok(Verdict::Misconfigured);
        }
    };
    println!(
        "✓ {}: {} ({} to {})",
        path.display(),
        config.campaign.name,
        config.campaign.starts,
        config.campaign.ends
    );
    if let Some(note) = outside_of_days(&config, now) {
        println!("{note}");
    }
    let texts = Texts::embedded();
    println!("✓ texts in {}", Locale::ALL.map(Locale::tag).join(", "));
    drop(texts);
    print_schedules(&config, now);
    println!("{}", retention(&config));
    println!("{}", environment());
    let (line, seal) = keys(&config);
    println!("{}", line.as_ref().unwrap_or_else(|line| line));
    let relays_work = print_relays(&config, |name| std::env::var(name).ok());
    let state = check_state(&config, seal, recount, now).await?;
    let wrong = line.is_err() || !relays_work;
    Ok(if wrong && state == Verdict::Well { Verdict::Misconfigured } else { state })
}

/// That photos do not count, or not yet: what is easily overlooked in a bot.toml that was copied.
fn outside_of_days(config: &Config, now: Time) -> Option<String> {
    let campaign = &config.campaign;
    match campaign.stage_at(now, config.timezone, config.photos.day_ends) {
        Stage::Over => Some(format!(
            "· the campaign is over since {}: no photo counts; see campaign.ends",
            campaign.ends
        )),
        Stage::Rehearsal => Some(format!("· until {} all is a rehearsal", campaign.starts)),
        Stage::Day { .. } => None,
    }
}

fn print_schedules(config: &Config, now: Time) {
    println!(
        "✓ schedules, {} ({}):",
        config.timezone,
        now.with_timezone(&config.timezone).format("%F %H:%M")
    );
    let held = held::of_file(config);
    let width = held.iter().map(|schedule| schedule.name.chars().count()).max().unwrap_or(0);
    for schedule in &held {
        println!("    {:width$}  {}", schedule.name, next_runs(config, schedule, now));
    }
}

fn next_runs(config: &Config, schedule: &Schedule, now: Time) -> String {
    let runs: Vec<String> = schedule
        .runs(now, config.timezone, &config.campaign)
        .take(RUNS)
        .map(|run| run.at.with_timezone(&config.timezone).format("%a %F %H:%M").to_string())
        .collect();
    if runs.is_empty() { "never again".to_owned() } else { runs.join(", ") }
}

/// What the database says of schedules: those made in chat, those that rest, those that bear a taken name.
fn kept_schedules(read: &Read, config: &Config, now: Time) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    for Held { schedule, source, paused } in held::all(read, config)? {
        let name = &schedule.name;
        match (source, paused) {
            (_, true) => lines.push(format!("schedule {name}: paused")),
            (Source::Chat, false) => {
                let runs = next_runs(config, &schedule, now);
                lines.push(format!("schedule {name}, made in chat: {runs}"));
            }
            _ => {}
        }
    }
    lines.extend(held::shadowed(read, config)?.iter().map(|name| held::shadowed_line(name)));
    Ok(lines)
}

/// How long what is kept.
fn retention(config: &Config) -> String {
    let days = |span: std::time::Duration| span.as_secs() / 86_400;
    let privacy = &config.privacy;
    format!(
        "✓ kept: updates {} days after they were handled, photos {} days after {}, people {} days after they left",
        days(privacy.raw_updates),
        days(privacy.photos),
        config.campaign.ends,
        days(privacy.left)
    )
}

fn environment() -> &'static str {
    match std::env::var("TELOXIDE_TOKEN") {
        Ok(token) if !token.trim().is_empty() => "✓ TELOXIDE_TOKEN is set",
        _ => "· TELOXIDE_TOKEN is not set here: `muster run` needs it",
    }
}

/// What is to be said of the keys that phone numbers are kept with, and the keys.
fn keys(config: &Config) -> (Result<String, String>, Option<Seal>) {
    match (Seal::from_environment(), config.signup.without_key()) {
        (Ok(Some(seal)), _) => (Ok(format!("✓ {} is set", seal::VARIABLE)), Some(seal)),
        (Ok(None), None) => {
            (Ok(format!("· {} is not set: no phone number is asked for", seal::VARIABLE)), None)
        }
        (Ok(None), Some(mistake)) => (Err(format!("✗ {mistake}")), None),
        (Err(wrong), _) => (Err(format!("✗ {wrong}")), None),
    }
}

/// Where reports go besides Telegram, without any of their secrets; whether the environment has them all.
fn print_relays(config: &Config, environment: impl Fn(&str) -> Option<String>) -> bool {
    if config.relays.is_empty() {
        return true;
    }
    println!("✓ relays:");
    for line in relays(config) {
        println!("    {line}");
    }
    let missing = config.missing(environment);
    for mistake in &missing {
        println!("✗ {mistake}");
    }
    missing.is_empty()
}

fn relays(config: &Config) -> Vec<String> {
    let width = config.relays.iter().map(|relay| relay.name.chars().count()).max().unwrap_or(0);
    let line = |relay: &Relay| {
        let what: Vec<&str> = relay.what.iter().map(|what| what.name()).collect();
        let of = relay.area.as_deref().unwrap_or("all areas at the top");
        let to = match &relay.to {
            RelayTo::Http { url: Address::Written(url), .. } => host(&url.0),
            RelayTo::Http { url: Address::Named(variable), .. } => {
                format!("the address in {}", variable.name)
            }
            RelayTo::Mail(mail) => format!("{} by {}:{}", mail.to.join(", "), mail.host, mail.port),
        };
        format!("{:width$}  {} of {of} as {} to {to}", relay.name, what.join(", "), relay.kind())
    };
    config.relays.iter().map(line).collect()
}

/// Of an address what holds no key.
fn host(url: &str) -> String {
    let url = reqwest::Url::parse(url).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| "an address".to_owned())
}

async fn check_state(
    config: &Config,
    seal: Option<Seal>,
    recount: bool,
    now: Time,
) -> Result<Verdict, Failure> {
    let path = &config.storage.database;
    if !path.exists() {
        println!("· no database at {} yet: the first start makes it", path.display());
        return Ok(Verdict::Well);
    }
    // Looked at before it is opened for good, so that checking never changes the schema.
    let version = rusqlite::Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .and_then(|connection| connection.query_row("pragma user_version", [], |row| row.get::<_, i64>(0)))
        .map_err(|error| setup::OpenError::unusable(path, &error));
    let known = setup::schema_version();
    let store = match version {
        Ok(found) if found < known => {
            println!(
                "· the database has schema {found}, this program's is {known}: the next start brings it up"
            );
            return Ok(Verdict::Well);
        }
        Ok(found) if found > known => Err(setup::OpenError::Newer { found, known }),
        Ok(_) => Store::open(path),
        Err(error) => Err(error),
    };
    let store = match store {
        Ok(store) => store,
        Err(error) => {
            println!("✗ {error}");
            return Ok(Verdict::Damaged);
        }
    };
    let running = matches!(setup::lock(path), Err(setup::OpenError::InUse(_)));
    let verdict =
        store.read(|read| Ok(read.value::<String>("pragma quick_check", &[])?.unwrap_or_default())).await?;
    let whole = verdict == "ok";
    println!(
        "{} database {}: {}, {}",
        if whole { "✓" } else { "✗" },
        path.display(),
        if whole { "whole" } else { &verdict },
        if running { "a bot is running on it" } else { "no bot is running on it" }
    );
    for line in store.read(describe).await? {
        println!("    {line}");
    }
    let configured = config.clone();
    for line in store.read(move |read| kept_schedules(read, &configured, now)).await? {
        println!("    {line}");
    }
    let configured = config.clone();
    let mistakes = store
        .read(move |read| {
            let mistakes = features::areas::mistakes(read, &configured)?;
            let mut lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            lines.extend(features::shut(read, seal.as_ref())?);
            lines.extend(features::relays::mistakes(read, &configured)?);
            Ok(lines)
        })
        .await?;
    for mistake in &mistakes {
        println!("✗ {mistake}");
    }
    let as_configured = if mistakes.is_empty() { Verdict::Well } else { Verdict::Misconfigured };
    if !recount {
        return Ok(if whole { as_configured } else { Verdict::Damaged });
    }
    let differences = store.read(features::recount).await?;
    for difference in &differences {
        println!("✗ {difference}");
    }
    if differences.is_empty() {
        println!("✓ every kept total equals its recount");
    }
    Ok(if whole && differences.is_empty() { as_configured } else { Verdict::Damaged })
}

fn describe(read: &Read) -> Result<Vec<String>, Failure> {
    let count = |sql: &'static str| read.value::<i64>(sql, &[]).map(Option::unwrap_or_default);
    let last: Option<i64> = read.value("select max(received_at) from inbox", &[])?.flatten();
    let last = last.and_then(DateTime::<Utc>::from_timestamp_millis);
    let states = |states: Vec<(String, i64)>| {
        let states: Vec<String> =
            states.into_iter().map(|(state, count)| format!("{count} {state}")).collect();
        if states.is_empty() { "none".to_owned() } else { states.join(", ") }
    };
    Ok(vec![
        format!(
            "{} areas, {} chats bound, {} people signed up, {} photos",
            count("select count(*) from area")?,
            count("select count(*) from binding where ended_at is null")?,
            count("select count(*) from person where joined_at is not null and left_at is null")?,
            count("select count(*) from submission")?,
        ),
        format!(
            "updates: {}{}",
            states(inbox::statistics(read)?),
            last.map(|last| format!("; last one {}", last.format("%F %T UTC"))).unwrap_or_default()
        ),
        format!("jobs: {}", states(jobs::statistics(read)?)),
        format!("messages: {}", states(outbox::statistics(read)?)),
    ])
}
