//! The privacy notice: shown once in private, and once more whenever its words have changed.

use crate::clock::Time;
use crate::config::Config;
use crate::directory::{self, Person};
use crate::error::Failure;
use crate::features::context::Context;
use crate::i18n::{Locale, escape};
use crate::say;
use crate::store::Tx;

/// Of `privacy-notice`: raised when what is stored, or for how long, changes.
const VERSION: i64 = 2;

const DAY: u64 = 86_400;

/// Notices of an organisation's own are numbered from here on.
const OWN: i64 = 1000;

/// The version that everybody is to have seen last.
pub fn version(config: &Config) -> i64 {
    match config.privacy.notice.is_empty() {
        true => VERSION,
        false => OWN + config.privacy.version,
    }
}

/// See [`crate::features::notice`].
pub fn due(
    tx: &mut Tx,
    cx: &Context,
    person: &Person,
    locale: Locale,
    now: Time,
) -> Result<Option<String>, Failure> {
    let version = version(&cx.config);
    if person.notice == version {
        return Ok(None);
    }
    directory::mark_noticed(tx, person.id, version, now)?;
    Ok(Some(html(cx, locale)))
}

/// The notice in the organisation's words, or else in ours.
fn html(cx: &Context, locale: Locale) -> String {
    let privacy = &cx.config.privacy;
    if let Some(own) = privacy.notice_in(locale) {
        return escape(own).into_owned();
    }
    let days = |span: std::time::Duration| span.as_secs().div_ceil(DAY);
    let say = say!(
        "privacy-notice",
        campaign = &cx.config.campaign.name,
        photos = days(privacy.photos),
        left = days(privacy.left)
    );
    cx.texts.html(locale, &say)
}
