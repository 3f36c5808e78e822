//! `muster demo`: a small campaign with no token and no network, to be played or watched.
//!
//! Nothing is staged but the people: the bot is the one that `muster run` starts, it talks HTTP to
//! the emulator as it would to Telegram, and its clock is moved by hand, so that a day takes seconds.
//! In a browser a visitor plays every part ([`live`] is what runs behind the page); with `--script` a
//! written day is played in the terminal ([`script`]).

mod assets;
mod day;
mod leave;
pub mod live;
mod made;
pub mod page;
mod paper;
mod screen;
mod script;
mod stage;

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::net::TcpListener;

use crate::app::Secrets;
use crate::clock::Clock;
use crate::config::{Config, Locale};
use crate::emulator::Emulator;
use crate::error::Failure;
use crate::seal::{self, Seal};
use crate::{app, web};
use day::Words;
use live::{Live, Opened, Opening};
use page::guard;

/// How the demo is played.
#[derive(clap::Args, Clone, Debug)]
pub struct Options {
    /// Where the page is served; what is not this machine's own lets others play too
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080", conflicts_with = "script")]
    pub listen: String,
    /// Play a day in the terminal instead
    #[arg(long)]
    pub script: bool,
    /// Start over instead of taking up what was played before
    #[arg(long, conflicts_with = "script")]
    pub fresh: bool,
    /// Where the page's campaign is kept
    #[arg(long, value_name = "FOLDER", default_value = "demo-data", conflicts_with = "script")]
    pub data: PathBuf,
    /// What the bot speaks: zh-CN, zh-TW or en
    #[arg(long, value_name = "LANGUAGE", default_value = "zh-CN", value_parser = locale)]
    pub locale: Locale,
    /// A written day: good, bad, storm, or one of your own; assets/demo/town.toml shows how it is written
    #[arg(long, value_name = "NAME or FILE.toml")]
    pub day: Option<String>,
    /// Where --script leaves the pictures and the digest
    #[arg(long, value_name = "FOLDER", default_value = "demo-out", requires = "script")]
    pub out: PathBuf,
    /// Print --script without pauses
    #[arg(long, requires = "script")]
    pub fast: bool,
}

/// How long the demo may take to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// Plays it.
///
/// # Errors
///
/// When the address or the folder is taken, or the day cannot be read.
pub async fn play(options: Options) -> Result<(), Failure> {
    if options.script {
        return script::play(options).await;
    }
    let stop = app::stop_signal()?;
    tokio::pin!(stop);
    let (listener, names) = listen(&options.listen).await?;
    let opening = Opening {
        folder: options.data,
        fresh: options.fresh,
        locale: options.locale,
        day: options.day,
        wall: Clock::system(),
    };
    let live = tokio::select! {
        live = Live::open(opening) => live?,
        () = &mut stop => return Ok(()),
    };
    if let Opened::PutAside(why, path) = live.opened() {
        eprintln!("What was played before cannot be taken up ({why}); it is in {} now.", path.display());
    }
    println!("Muster's demo: a campaign in which you play every part. It is kept; Ctrl-C ends it.");
    println!("{}", link(&options.listen, listener.local_addr()?));
    let served = tokio::select! {
        served = web::serve(listener, guard::around(page::router(live.clone()), live.clone(), names)) => served,
        () = &mut stop => Ok(()),
    };
    let clock = Clock::system();
    tokio::select! {
        () = live.close() => {}
        // Whoever stops it has waited long enough: what was kept last is whole.
        () = clock.sleep(PATIENCE) => {}
    }
    served
}

/// Listens where it was told to; also the names by which it may be called there.
async fn listen(asked: &str) -> Result<(TcpListener, guard::Names), Failure> {
    let listener = TcpListener::bind(asked).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow::anyhow!(
            "{asked} is taken, by another muster demo perhaps; end that, or choose another port with --listen"
        ),
        _ => anyhow::anyhow!("cannot listen on {asked}: {error}; choose an address with --listen HOST:PORT"),
    })?;
    let host = asked.rsplit_once(':').map_or(asked, |(host, _)| host);
    let names = guard::Names::of(host, listener.local_addr()?.ip());
    Ok((listener, names))
}

/// The link that opens the page: what was asked for, with the port that it has.
fn link(asked: &str, address: SocketAddr) -> String {
    let host = asked.rsplit_once(':').map_or(asked, |(host, _)| host);
    let everywhere = address.ip().is_unspecified();
    format!("http://{}:{}/", if everywhere { "localhost" } else { host }, address.port())
}

fn locale(text: &str) -> Result<Locale, String> {
    Locale::from_tag(text).ok_or_else(|| "expected zh-CN, zh-TW or en".to_owned())
}

/// What the demo runs on: bot.toml as it would be, but for its addresses.
fn config(api_url: &str, campaign: &Words, locale: Locale, folder: &Path) -> Result<Config, Failure> {
    let name = toml::Value::from(campaign.of(locale));
    let text = format!(
        "locale = \"{}\"
timezone = \"Asia/Shanghai\"
[telegram]
api_url = \"{api_url}\"
[storage]
database = \"sqlite:muster.db\"
media = \"media\"
[campaign]
name = {name}
starts = 2026-06-21
ends = 2026-09-30
[signup]
ask = []
",
        locale.tag()
    );
    Config::parse(&text, folder, "the demo's bot.toml").map_err(|mistakes| {
        Failure::msg(mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

/// What the bot gets beside its configuration: a key of the demo's own, in `kept` if it is to outlive it.
fn secrets(emulator: &Emulator, kept: Option<&Path>) -> Result<Secrets, Failure> {
    let key = match kept {
        None => seal::new_key()?,
        Some(file) => match std::fs::read_to_string(file) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let key = seal::new_key()?;
                std::fs::write(file, &key)?;
                key
            }
            read => read?,
        },
    };
    Ok(Secrets::of(emulator.token()).sealing(Some(Seal::parse(&key)?)))
}

fn bot_name(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => "集结",
        Locale::ZhTw => "集結",
        Locale::En => "Muster",
    }
}

/// What everybody's Telegram runs in, where the bot speaks this.
fn language(locale: Locale) -> &'static str {
    if locale == Locale::ZhCn { "zh-hans" } else { locale.tag() }
}
