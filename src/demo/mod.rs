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

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::config::{Config, Locale};
use crate::error::Failure;
use day::Words;

/// How the demo is played.
#[derive(clap::Args, Clone, Debug)]
pub struct Options {
    /// Where the page is served
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", conflicts_with = "script")]
    pub listen: SocketAddr,
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

/// Plays it.
pub async fn play(options: Options) -> Result<(), Failure> {
    script::play(options).await
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
",
        locale.tag()
    );
    Config::parse(&text, folder, "the demo's bot.toml").map_err(|mistakes| {
        Failure::msg(mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
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
