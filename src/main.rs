//! The command line of Muster.

mod people;
mod points;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use muster::app::{self, Secrets};
use muster::check::Verdict;
use muster::clock::Clock;
use muster::config::Config;
use muster::domain::draws;
use muster::error::Failure;
use muster::i18n::{Locale, Texts};
use muster::seal::{self, Seal};
use muster::store::Store;
use muster::{backup, check, demo, features};
use secrecy::SecretString;
use tracing_subscriber::EnvFilter;

/// Runs a volunteer campaign inside the group chats people already use.
#[derive(Parser)]
#[command(version, about, propagate_version = true)]
struct Arguments {
    /// The configuration; paths inside it are relative to it
    #[arg(long, global = true, value_name = "FILE", default_value = "bot.toml")]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the bot; the token comes from TELOXIDE_TOKEN
    Run,
    /// Play every part of a small campaign in the browser, with no token and no network
    Demo(demo::Options),
    /// Say what is wrong with the configuration and the state, and what runs next
    Check {
        /// Prove each kept total by a plain recount
        #[arg(long)]
        recount: bool,
    },
    /// Print a new key for MUSTER_KEY, with which phone numbers are kept
    Key,
    /// The tree of areas
    #[command(subcommand)]
    Areas(Areas),
    /// Lists of people: an organisation's come in, those who signed up go out
    #[command(subcommand)]
    People(People),
    /// What deeds earn
    #[command(subcommand)]
    Points(Points),
    /// Prize draws
    #[command(subcommand)]
    Draw(Draw),
    /// Write the whole installation to one file, also while the bot runs
    Backup {
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
    /// Put a backup back
    Restore {
        #[arg(value_name = "FILE")]
        from: PathBuf,
        /// Overwrite the installation that is there
        #[arg(long)]
        force: bool,
    },
}

#[derive(Subcommand)]
enum Areas {
    /// Import a CSV file with the columns code, parent_code, name, level
    Import {
        #[arg(value_name = "FILE.csv")]
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum Points {
    /// Say what the rules of bot.toml would have given since a day, beside what was given; changes nothing
    DryRun {
        /// The first reporting day that is looked at
        #[arg(long, value_name = "DATE")]
        since: chrono::NaiveDate,
    },
}

#[derive(Subcommand)]
enum Draw {
    /// Work out who won a draw from its list of tickets and its seed; docs/DRAWS.md says how
    Verify {
        #[arg(value_name = "FILE.csv")]
        file: PathBuf,
        /// As it was published when it was drawn
        #[arg(long)]
        seed: String,
        /// How many prizes there were
        #[arg(long, value_name = "NUMBER")]
        winners: usize,
    },
}

#[derive(Subcommand)]
enum People {
    /// Enter the people of a CSV file with the columns name, area_code and, if you like, phone, age, skills, team, note;
    /// write it back with a code and a link for each
    Import {
        #[arg(value_name = "FILE.csv")]
        file: PathBuf,
        /// Where the codes are written, - for the standard output; beside the file as FILE-codes.csv where left out
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Write who signed up to a CSV file, - for the standard output
    Export {
        #[arg(value_name = "FILE.csv")]
        file: PathBuf,
        /// Also their phone numbers; needs MUSTER_KEY
        #[arg(long)]
        phones: bool,
    },
}

/// Why the program ends other than well, and with which code.
enum End {
    /// It failed: 1.
    Failed(Failure),
    /// It was used or configured wrongly: 2. What to say is said.
    Misused(String),
}

impl From<Failure> for End {
    fn from(failure: Failure) -> Self {
        End::Failed(failure)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // teloxide's and our HTTP client share one TLS provider.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // The demo shows chats, not a log; in the browser the outside world is in trouble whenever one likes.
    let usual = match &arguments.command {
        Command::Demo(options) if options.script => "warn",
        Command::Demo(_) => "error",
        _ => "info",
    };
    let filter = EnvFilter::try_from_env("MUSTER_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
    match begin(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(End::Failed(failure)) => {
            eprintln!("error: {failure:#}");
            ExitCode::from(1)
        }
        Err(End::Misused(what)) => {
            eprintln!("{what}");
            ExitCode::from(2)
        }
    }
}

fn begin(arguments: Arguments) -> Result<(), End> {
    let Arguments { config: path, command } = arguments;
    match command {
        Command::Run => {
            let config = Arc::new(load(&path)?);
            let environment = |name: &str| std::env::var(name).ok();
            let missing = config.missing(environment);
            if !missing.is_empty() {
                return Err(End::Misused(
                    missing.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
                ));
            }
            let secrets = Secrets { webhook: webhook_secret(&config)?, ..Secrets::of(token()?) };
            let secrets = secrets.sealing(seal(&config)?).relaying(&config, environment);
            Ok(runtime()?.block_on(app::run(config, secrets))?)
        }
        Command::Demo(options) => Ok(runtime()?.block_on(demo::play(options))?),
        Command::Check { recount } => {
            match runtime()?.block_on(check::check(&path, recount, Clock::system().now()))? {
                Verdict::Well => Ok(()),
                Verdict::Misconfigured => Err(End::Misused("something is wrong: see above".into())),
                Verdict::Damaged => Err(Failure::msg("something is wrong: see above").into()),
            }
        }
        Command::Key => {
            println!("{}", seal::new_key()?);
            Ok(())
        }
        Command::Areas(Areas::Import { file }) => import(&load(&path)?, &file),
        Command::People(People::Import { file, out }) => people::import(&load(&path)?, &file, out, key()?),
        Command::People(People::Export { file, phones }) => {
            people::export(&load(&path)?, &file, phones, key()?)
        }
        Command::Points(Points::DryRun { since }) => points::dry_run(load(&path)?, since),
        Command::Draw(Draw::Verify { file, seed, winners }) => verify(&file, &seed, winners),
        Command::Backup { to } => {
            let written = backup::write(&load(&path)?.storage, &to)?;
            println!("{}: {} files, {} bytes", written.path.display(), written.files, written.bytes);
            Ok(())
        }
        Command::Restore { from, force } => {
            let config = load(&path)?;
            backup::restore(&config.storage, &from, force)?;
            println!("restored to {}", config.storage.database.display());
            Ok(())
        }
    }
}

fn load(path: &Path) -> Result<Config, End> {
    Config::load(path).map_err(|mistakes| {
        End::Misused(mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

fn token() -> Result<SecretString, End> {
    match std::env::var("TELOXIDE_TOKEN") {
        Ok(token) if !token.trim().is_empty() => Ok(token.trim().to_owned().into()),
        _ => Err(End::Misused(
            "TELOXIDE_TOKEN is not set: get a token from @BotFather and start with TELOXIDE_TOKEN=… muster run"
                .into(),
        )),
    }
}

/// What Telegram's calls must carry; none where it does not call.
fn webhook_secret(config: &Config) -> Result<Option<SecretString>, End> {
    if config.telegram.webhook.is_none() {
        return Ok(None);
    }
    let secret = std::env::var("MUSTER_WEBHOOK_SECRET").unwrap_or_default();
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if secret.is_empty() || secret.len() > 256 || !secret.bytes().all(fits) {
        return Err(End::Misused(
            "telegram.webhook needs a secret: set MUSTER_WEBHOOK_SECRET to 1 to 256 of A-Z a-z 0-9 _ -"
                .into(),
        ));
    }
    Ok(Some(secret.into()))
}

/// What phone numbers are kept with; none where no key is set and none are asked for.
fn seal(config: &Config) -> Result<Option<Seal>, End> {
    let seal = key()?;
    match config.signup.without_key() {
        Some(mistake) if seal.is_none() => Err(End::Misused(mistake.to_string())),
        _ => Ok(seal),
    }
}

/// What stands in MUSTER_KEY; none where nothing does.
fn key() -> Result<Option<Seal>, End> {
    Seal::from_environment().map_err(|wrong| End::Misused(wrong.to_string()))
}

fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// Prints what anybody can compare with what was published.
fn verify(file: &Path, seed: &str, winners: usize) -> Result<(), End> {
    let misused = |what: String| End::Misused(format!("{}{what}", file.display()));
    let csv = std::fs::read(file).map_err(|error| misused(format!(" cannot be read: {error}")))?;
    let csv = String::from_utf8(csv)
        .map_err(|_| misused(" is not UTF-8; take the file as it was published".into()))?;
    let tickets =
        draws::read(&csv).map_err(|mistake| misused(format!(":{}: {}", mistake.line, mistake.what)))?;
    let seed = seed.trim();
    if !draws::is_seed(seed) {
        return Err(End::Misused("--seed is letters and digits, as it was published with the result".into()));
    }
    let entered = tickets.iter().filter(|ticket| ticket.entered).count();
    println!("seed hash (BLAKE3): {}", draws::commitment(seed));
    println!("tickets: {}, of which {entered} are entered", tickets.len());
    for (place, number) in draws::winners(seed, &tickets, winners).iter().enumerate() {
        println!("{}. ticket {number}", place + 1);
    }
    Ok(())
}

fn import(config: &Config, file: &Path) -> Result<(), End> {
    let csv = std::fs::read(file)
        .map_err(|error| End::Misused(format!("{} cannot be read: {error}", file.display())))?;
    let store = Store::open(&config.storage.database).map_err(Failure::from)?;
    let levels = config.areas.levels.clone();
    let now = Clock::system().now();
    let imported =
        runtime()?.block_on(store.write(move |tx| features::areas::import(tx, &levels, &csv, now)))?;
    match imported {
        Ok(imported) => {
            let features::areas::Imported { added, updated, unchanged, retired } = imported;
            println!("{}: {added} areas added, {updated} updated, {unchanged} unchanged", file.display());
            if !retired.is_empty() {
                println!(
                    "retired before and still so (`/areas resume CODE` brings one back): {}",
                    retired.join(", ")
                );
            }
            Ok(())
        }
        Err(problems) => {
            let texts = Texts::embedded();
            for problem in &problems {
                let what = texts.plain(Locale::En, &features::areas::job::problem_say(&problem.what));
                eprintln!("{}:{}: {what}", file.display(), problem.line);
            }
            Err(End::Misused(format!("nothing was imported: {} problems", problems.len())))
        }
    }
}
