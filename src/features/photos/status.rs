//! `/status`: where the day stands, for whoever asks where they ask.

use chrono::NaiveDate;

use crate::directory::Person;
use crate::domain::area::{Area, AreaTree};
use crate::domain::calendar::Stage;
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::areas::{self, Role};
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::features::{rehearsal, signup};
use crate::i18n::{self, Say};
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::Keyboard;

use super::{lines, review_queue, store};

/// Areas listed one by one; of those beyond, the ones that have what they owe are only counted.
const LISTED: usize = 20;

/// Names listed in a group.
const NAMES: usize = 20;

pub fn status(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let day = turn.cx.day(turn.now);
    if turn.cx.stage_at(turn.now) == Stage::Over {
        turn.reply(&say!("photos-over", campaign = &turn.cx.config.campaign.name))?;
        return Ok(());
    }
    let mut says = if turn.is_private() { in_private(turn, day)? } else { in_group(turn, day)? };
    if rehearsal::is_on(turn.tx, turn.cx)? {
        says.push(say!("photos-status-rehearsal", day = i18n::day(turn.cx.config.campaign.starts)));
    }
    let html: Vec<String> = says.iter().map(|say| turn.html(say)).collect();
    turn.post(Body::text(html.join("\n")), Keyboard::default(), true)?;
    Ok(())
}

fn in_group(turn: &Turn, day: NaiveDate) -> Result<Vec<Say>, Failure> {
    let Some(binding) = areas::store::binding(turn.tx, turn.chat.id, turn.thread)? else {
        return Ok(vec![say!("photos-status-unbound")]);
    };
    let tree = turn.cx.tree(turn.tx)?;
    if binding.role == Role::Desk {
        return below(turn, &tree, &[binding.area], day);
    }
    let mut says = vec![head(turn, &tree, binding.area, day)?];
    let (own, waiting) = store::of_chat(turn.tx, turn.chat.id, binding.thread, binding.area, day)?;
    let names = store::senders_in_chat(turn.tx, turn.chat.id, binding.thread, binding.area, day)?;
    if own > 0 {
        let mut shown = turn.cx.texts.list(turn.locale(), names.iter().take(NAMES));
        if names.len() > NAMES {
            shown.push('…');
        }
        says.push(say!("photos-status-chat", n = own, names = shown));
    }
    if waiting > 0 {
        says.push(say!("photos-status-chat-waiting", n = waiting));
    } else if own == 0 {
        says.push(say!("photos-status-chat-none"));
    }
    Ok(says)
}

fn in_private(turn: &Turn, day: NaiveDate) -> Result<Vec<Say>, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(Vec::new()) };
    let tree = turn.cx.tree(turn.tx)?;
    let scope = review_queue::scope(turn, &person)?;
    let mut says = if scope.is_empty() { Vec::new() } else { below(turn, &tree, &scope, day)? };
    says.extend(own(turn, &tree, &person, day, says.is_empty())?);
    Ok(says)
}

/// A person's own areas and photos.
fn own(
    turn: &Turn,
    tree: &AreaTree,
    person: &Person,
    day: NaiveDate,
    with_areas: bool,
) -> Result<Vec<Say>, Failure> {
    let areas = signup::store::areas_of(turn.tx, person.id)?;
    if areas.is_empty() {
        return Ok(if with_areas { vec![say!("photos-join-first")] } else { Vec::new() });
    }
    let mut says = Vec::new();
    for area in areas.iter().filter(|_| with_areas) {
        says.push(head(turn, tree, *area, day)?);
    }
    let (counted, waiting) = store::of_person(turn.tx, person.id, day)?;
    says.push(match waiting {
        0 => say!("photos-status-own", n = counted),
        _ => say!("photos-status-own-waiting", n = counted, waiting = waiting),
    });
    Ok(says)
}

/// An area's quota area against its quota: what is there, what is missing, until when.
fn head(turn: &Turn, tree: &AreaTree, area: AreaId, day: NaiveDate) -> Result<Say, Failure> {
    let level = turn.cx.config.photos.quota_level;
    let Some(quota_area) = tree.at_level(area, level).or_else(|| tree.get(area)) else {
        return Ok(say!("photos-status-unbound"));
    };
    let (have, quota) = count(turn, tree, quota_area, day)?;
    let words = lines::day_in_words(turn.cx, day, turn.now);
    let name = &quota_area.name;
    Ok(if quota == 0 {
        say!("photos-status-count", area = name, day = words, have = have)
    } else if have >= quota {
        say!("photos-status-full", area = name, day = words, have = have, quota = quota)
    } else {
        say!(
            "photos-status-missing",
            area = name,
            day = words,
            have = have,
            quota = quota,
            missing = quota - have,
            time = lines::day_ends(turn.cx)
        )
    })
}

/// What an area has and owes.
fn count(turn: &Turn, tree: &AreaTree, area: &Area, day: NaiveDate) -> Result<(u32, u32), Failure> {
    Ok((store::count(turn.tx, area.id, day)?.photos, turn.cx.quota(tree, area, day)))
}

/// Each area of the quota level at or below these, missing first.
fn below(turn: &Turn, tree: &AreaTree, scope: &[AreaId], day: NaiveDate) -> Result<Vec<Say>, Failure> {
    let level = turn.cx.config.photos.quota_level;
    let mut rows = Vec::new();
    let mut says = Vec::new();
    // What owes nothing leaves the percentage; its photos are told all the same.
    let mut free = Vec::new();
    for top in scope {
        let mut areas = tree.of_level(*top, level).peekable();
        if areas.peek().is_none() {
            // Below the quota level: the area above it owes.
            says.push(head(turn, tree, *top, day)?);
        }
        for area in areas {
            match count(turn, tree, area, day)? {
                (have, 0) => free.push((have, area)),
                (have, quota) => rows.push((have >= quota, have, quota, area)),
            }
        }
    }
    let (sent, resting): (Vec<_>, Vec<_>) = free.into_iter().partition(|(have, _)| *have > 0);
    let words = lines::day_in_words(turn.cx, day, turn.now);
    if rows.is_empty() && !resting.is_empty() {
        says.insert(0, say!("photos-status-none-owes", day = words.clone()));
    }
    rows.sort_by(|a, b| (a.0, a.1, &a.3.code).cmp(&(b.0, b.1, &b.3.code)));
    let full = rows.iter().filter(|row| row.0).count();
    if !rows.is_empty() {
        let time = lines::day_ends(turn.cx);
        says.insert(0, say!("photos-status-below", day = words, full = full, all = rows.len(), time = time));
    }
    let mut folded = 0;
    let mut missing = 0;
    for (at, (full, have, quota, area)) in rows.iter().enumerate() {
        match (at < LISTED, full) {
            (true, _) => {
                says.push(say!("photos-status-row", area = &area.name, have = *have, quota = *quota));
            }
            (false, true) => folded += 1,
            (false, false) => missing += 1,
        }
    }
    if missing > 0 {
        says.push(say!("photos-status-more-missing", n = missing));
    }
    if folded > 0 {
        says.push(say!("photos-status-folded", n = folded));
    }
    for (have, area) in sent.iter().take(LISTED) {
        says.push(say!("photos-status-free", area = &area.name, have = *have));
    }
    if !resting.is_empty() && !rows.is_empty() {
        says.push(say!("photos-status-resting", n = resting.len()));
    }
    Ok(says)
}
