//! A day of a small campaign, played in the terminal with no token and no network.

use crate::error::Failure;

/// How the demo is played.
#[derive(clap::Args, Clone, Debug)]
pub struct Options {
    /// Where the pictures and digests are left
    #[arg(long, value_name = "FOLDER", default_value = "demo-out")]
    pub out: std::path::PathBuf,
}

/// Plays the day.
pub async fn play(_options: Options) -> Result<(), Failure> {
    Ok(())
}
