//! What bot.toml offers, taken up into the table at each start.
//!
//! A reward goes by its name and its counter. What the file says of it anew follows; of its stock the difference
//! does, as a movement, so that what was handed out meanwhile stays handed out. What the file names no more is
//! withdrawn, reservations stay. Rewards that were made in a chat are left alone.

use std::collections::BTreeSet;
use std::path::Path;

use super::store::{self, Movement};
use super::{Reward, at_counter, job};
use crate::clock::Time;
use crate::config;
use crate::domain::ids::{AreaId, RewardId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::roles;
use crate::store::Tx;

/// Takes up what bot.toml says; a line for each reward whose counter is no area.
pub fn take_up(tx: &mut Tx, cx: &Context, now: Time) -> Result<Vec<String>, Failure> {
    let mut lost = Vec::new();
    let mut named = BTreeSet::new();
    for entry in &cx.config.rewards {
        let counter = match &entry.counter {
            Some(code) => match cx.tree(tx)?.by_code(code) {
                Some(area) => Some(area.id),
                // Before the first import there is nothing to be found.
                None if cx.tree(tx)?.is_empty() => continue,
                None => {
                    lost.push(format!(
                        "reward \"{}\": there is no area {code} that could hand it out",
                        entry.name
                    ));
                    continue;
                }
            },
            None => None,
        };
        let key = file_key(entry);
        let id = one(tx, cx, entry, counter, &key, now)?;
        if let Some(path) = &entry.picture {
            job::picture_of_file(tx, id, Path::new(path), now)?;
        }
        named.insert(key);
    }
    for key in store::file_keys(tx)?.into_iter().filter(|key| !named.contains(key)) {
        if let Some(reward) = store::by_file_key(tx, &key)? {
            store::withdraw(tx, reward.id, None, now)?;
            note(tx, cx, &reward, "reward.withdraw", "", now)?;
        }
    }
    Ok(lost)
}

/// Whether the file names something that is not taken up yet: its area came later.
pub fn is_behind(tx: &Tx, cx: &Context) -> Result<bool, Failure> {
    let tree = cx.tree(tx)?;
    for entry in &cx.config.rewards {
        let has_counter = entry.counter.as_ref().is_none_or(|code| tree.by_code(code).is_some());
        if has_counter && store::by_file_key(tx, &file_key(entry))?.is_none() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn file_key(entry: &config::Reward) -> String {
    format!("{}\n{}", entry.name, entry.counter.as_deref().unwrap_or_default())
}

fn one(
    tx: &mut Tx,
    cx: &Context,
    entry: &config::Reward,
    counter: Option<AreaId>,
    key: &str,
    now: Time,
) -> Result<RewardId, Failure> {
    let before = store::by_file_key(tx, key)?;
    let id = match &before {
        Some(before) => before.id,
        None => store::insert(tx, &entry.name, entry.price, counter, Some(key), now)?,
    };
    let Some(stands) = store::by_id(tx, id)? else { return Ok(id) };
    let wanted = Reward {
        price: entry.price,
        area: counter,
        endless: entry.stock.is_none(),
        per_person: entry.limit,
        per: entry.limit_per,
        first_day: entry.from,
        last_day: entry.until,
        ..stands.clone()
    };
    if wanted != stands {
        store::update(tx, &wanted)?;
        if before.is_some_and(|before| before.price != entry.price) {
            note(tx, cx, &wanted, "reward.price", &format!("{} → {}", stands.price, entry.price), now)?;
        }
    }
    if store::restore(tx, id, true)? {
        note(tx, cx, &wanted, "reward.restore", "", now)?;
    }
    if let Some(stock) = entry.stock {
        // Of less than were there so much goes as is left.
        let more = (stock - store::moved_by_file(tx, id)?).max(-stands.stock);
        let moving = Movement { reward: id, amount: more, why: "file", reservation: None, by: None };
        if more != 0 && store::move_stock(tx, &moving, now)? {
            note(tx, cx, &wanted, "reward.stock", &format!("{more:+}"), now)?;
        }
    }
    Ok(id)
}

fn note(
    tx: &mut Tx,
    cx: &Context,
    reward: &Reward,
    action: &str,
    what: &str,
    now: Time,
) -> Result<(), Failure> {
    let detail = at_counter(tx, cx, reward.area, format!("{} {what}", reward.name).trim_end())?;
    roles::audit(tx, None, action, &detail, now)
}
