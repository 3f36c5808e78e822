//! What is kept for a time only, by `[privacy]` in bot.toml; looked after every night.

use chrono::TimeDelta;

use super::forget::{self, Order};
use super::store;
use crate::clock::Time;
use crate::domain::calendar;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::{photos, turn};
use crate::say;
use crate::store::Tx;
use crate::telegram::keyboards::Keyboard;
use crate::{inbox, outbox};

/// Who is to be erased since they left hears of it so long before.
const WARNING: TimeDelta = TimeDelta::days(7);

/// Updates that were set aside wait so long for somebody to look into them.
const ASIDE: TimeDelta = TimeDelta::days(30);

/// Photos in one step, and people in one night.
const PHOTOS: i64 = 100;
const PEOPLE: i64 = 1000;

/// Ends what was kept long enough.
pub async fn keep(tools: &Tools) -> Result<(), Failure> {
    let (cx, now) = (tools.cx.clone(), tools.clock.now());
    tools.store.write(move |tx| updates_and_people(tx, &cx, now)).await?;
    if now >= photos_until(&tools.cx) {
        while tools.store.write(move |tx| photos::forget::some_files(tx, PHOTOS, now)).await? {}
    }
    if tools.store.read(store::is_untidy).await? {
        // Where others write all the time it is done on another night.
        match tools.store.compact().await {
            Ok(()) => tools.store.write(store::mark_tidy).await?,
            Err(error) => tracing::info!("the database file is not written anew tonight: {error:#}"),
        }
    }
    Ok(())
}

/// When photos are not kept any longer.
pub fn photos_until(cx: &Context) -> Time {
    let ended = calendar::deadline(cx.config.campaign.ends, cx.config.timezone, cx.config.photos.day_ends);
    ended + TimeDelta::from_std(cx.config.privacy.photos).unwrap_or(TimeDelta::MAX)
}

fn updates_and_people(tx: &mut Tx, cx: &Context, now: Time) -> Result<(), Failure> {
    let privacy = &cx.config.privacy;
    inbox::clear_old(tx, now - TimeDelta::from_std(privacy.raw_updates).unwrap_or(ASIDE))?;
    inbox::clear_aside(tx, now - ASIDE)?;
    store::see_unseen(tx, now)?;
    let left = TimeDelta::from_std(privacy.left).unwrap_or(TimeDelta::MAX);
    for person in store::silent_since(tx, now - left + WARNING, PEOPLE)? {
        if !warned(tx, cx, person, now)? {
            continue;
        }
        forget::order(tx, &Order { person, at: now, is_logged: false, by: None }, now)?;
    }
    Ok(())
}

/// Whether the person heard a week ago that they will be erased; says it to them if it was never said.
fn warned(tx: &mut Tx, cx: &Context, person: PersonId, now: Time) -> Result<bool, Failure> {
    let since = store::seen_at(tx, person)?;
    let key = format!("privacy.left:{person}:{since}");
    if outbox::tell_once(tx, &key, now)? {
        let day = crate::i18n::day((now + WARNING).with_timezone(&cx.config.timezone).date_naive());
        let say = say!("privacy-left-soon", campaign = &cx.config.campaign.name, day = day);
        turn::tell(tx, cx, person, &key, &say, Keyboard::default(), now)?;
        return Ok(false);
    }
    let told = store::told_at(tx, &key)?.unwrap_or_default();
    Ok(told <= (now - WARNING).timestamp_millis())
}
