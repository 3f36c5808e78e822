//! The privacy notice: shown once in private, and once more whenever its words have changed.

use crate::clock::Time;
use crate::config::Config;
use crate::directory::{self, Person};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::turn::Turn;
use crate::i18n::{Locale, escape};
use crate::outbox::Body;
use crate::say;
use crate::store::Tx;
use crate::telegram::keyboards::Keyboard;

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

/// In private, to somebody of whom something is stored and who has not seen the present notice: by
/// itself, below what was just answered.
pub fn show_if_changed(turn: &mut Turn) -> Result<(), Failure> {
    let Some(id) = turn.person.as_ref().map(|person| person.id).filter(|_| turn.is_private()) else {
        return Ok(());
    };
    let Some(person) = directory::person_by_id(turn.tx, id)? else { return Ok(()) };
    if !person.joined && person.notice == 0 {
        return Ok(());
    }
    let locale = turn.locale();
    if let Some(html) = due(turn.tx, turn.cx, &person, locale, turn.now)? {
        turn.post(Body::text(html), Keyboard::default(), false)?;
    }
    Ok(())
}
