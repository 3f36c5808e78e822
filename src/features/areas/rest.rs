//! `/areas`: how the tree stands, which areas owe nothing for a while, which are retired.
//!
//! A pause and a retirement hold from the running reporting day on, for the area and all below it;
//! `/areas resume` undoes either. The chats of a retired area stay bound to it and asleep, so that
//! resuming it brings everything back as it was.

use chrono::{Days, NaiveDate};

use super::{level_name, store};
use crate::domain::area::{Area, AreaTree, Pause};
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features;
use crate::features::roles;
use crate::features::turn::Turn;
use crate::i18n::{self, Say};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::telegram::keyboards::Keyboard;

/// Areas that are named for a code that there is not.
const OFFERS: usize = 5;

/// Resting areas that the overview names.
const NAMED: usize = 30;

/// What is to be done about an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Pause { last: Option<NaiveDate> },
    Resume,
    Retire,
}

/// Answers `/areas [pause CODE [until DATE] | resume CODE | retire CODE]`.
pub(super) fn asked(turn: &mut Turn, words: &[&str]) -> Result<(), Failure> {
    if words.is_empty() {
        return overview(turn);
    }
    let (Some((deed, code)), Some(by)) = (read(words), turn.person.as_ref().map(|person| person.id)) else {
        return turn.reply(&say!("areas-rest-usage")).map(drop);
    };
    let tree = turn.cx.tree(turn.tx)?;
    let Some(area) = tree.by_code_retired_or_not(code) else {
        return turn.reply(&unknown(&tree, code)).map(drop);
    };
    let said = match deed {
        Deed::Pause { last } => pause(turn, &tree, area, last, by)?,
        Deed::Resume => resume(turn, &tree, area, by)?,
        Deed::Retire => retire(turn, &tree, area, by)?,
    };
    turn.reply(&said)?;
    Ok(())
}

/// What to say of a code that there is not: which ones may be meant.
pub(super) fn unknown(tree: &AreaTree, code: &str) -> Say {
    let found = tree.search(code).into_iter().take(OFFERS);
    let offers: Vec<String> = found.map(|Area { code, name, .. }| format!("{name} {code}")).collect();
    match offers.is_empty() {
        true => say!("areas-rest-unknown", code = code),
        false => say!("areas-rest-offers", code = code, offers = offers.join(" · ")),
    }
}

fn read<'w>(words: &[&'w str]) -> Option<(Deed, &'w str)> {
    let (verb, code) = (words.first()?, words.get(1)?);
    let deed = match (verb.to_lowercase().as_str(), &words[2..]) {
        ("pause" | "暂停" | "暫停", []) => Deed::Pause { last: None },
        ("pause" | "暂停" | "暫停", [until, date]) if matches!(*until, "until" | "到" | "至") => {
            Deed::Pause { last: Some(date.parse().ok()?) }
        }
        ("resume" | "恢复" | "恢復", []) => Deed::Resume,
        ("retire" | "停用", []) => Deed::Retire,
        _ => return None,
    };
    Some((deed, code))
}

fn pause(
    turn: &mut Turn,
    tree: &AreaTree,
    area: &Area,
    last: Option<NaiveDate>,
    by: PersonId,
) -> Result<Say, Failure> {
    let (today, name) = (turn.cx.day(turn.now), &area.name);
    if tree.is_retired(area.id) {
        return Ok(say!("areas-pause-retired", area = name, code = &area.code));
    }
    if last.is_some_and(|last| last < today) {
        return Ok(say!("areas-pause-past", day = i18n::day(today)));
    }
    let first = tree.pause(area.id, today).map_or(today, |pause| pause.first);
    store::put_pause(turn.tx, area.id, Pause { first, last })?;
    let until = last.map_or("…".to_owned(), |last| last.to_string());
    note(turn, by, "areas.pause", area, &format!(", {first} – {until}"))?;
    features::owing_changed(turn.tx, turn.cx, area.id, today, turn.now)?;
    Ok(match last.and_then(|last| Some((last, last.checked_add_days(Days::new(1))?))) {
        Some((last, next)) => {
            say!("areas-paused-until", area = name, day = i18n::day(last), next = i18n::day(next))
        }
        None => say!("areas-paused", area = name, day = i18n::day(first), code = &area.code),
    })
}

fn resume(turn: &mut Turn, tree: &AreaTree, area: &Area, by: PersonId) -> Result<Say, Failure> {
    let (today, name) = (turn.cx.day(turn.now), &area.name);
    let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    // What rested until now did so; only from today on it owes again.
    if let Some(since) = tree.retired_since(area.id) {
        if since < today {
            store::put_pause(turn.tx, area.id, Pause { first: since, last: Some(yesterday) })?;
        }
        store::set_retired(turn.tx, area.id, None)?;
        note(turn, by, "areas.resume", area, "")?;
        let chats = tell_chats(turn, area, true)?;
        return Ok(match chats.is_empty() {
            true => say!("areas-resumed", area = name),
            false => say!("areas-resumed-chats", area = name, chats = chats),
        });
    }
    if let Some(pause) = tree.pause(area.id, today) {
        match pause.first < today {
            true => store::put_pause(turn.tx, area.id, Pause { last: Some(yesterday), ..pause })?,
            false => store::drop_pause(turn.tx, area.id, pause.first)?,
        }
        note(turn, by, "areas.resume", area, "")?;
        return Ok(say!("areas-resumed", area = name));
    }
    let above = tree
        .ancestors(area.id)
        .find(|above| tree.retired_since(above.id).is_some() || tree.pause(above.id, today).is_some());
    Ok(match above {
        Some(above) => say!("areas-resume-above", area = name, above = &above.name, code = &above.code),
        None => say!("areas-resume-nothing", area = name),
    })
}

fn retire(turn: &mut Turn, tree: &AreaTree, area: &Area, by: PersonId) -> Result<Say, Failure> {
    if tree.is_retired(area.id) {
        return Ok(say!("areas-retired-already", area = &area.name, code = &area.code));
    }
    let today = turn.cx.day(turn.now);
    let below = tree.descendants(area.id).count();
    features::owing_ended(turn.tx, turn.cx, area.id, today, turn.now)?;
    let chats = tell_chats(turn, area, false)?;
    store::set_retired(turn.tx, area.id, Some(today))?;
    note(turn, by, "areas.retire", area, "")?;
    let first = match below {
        0 => say!("areas-retired", area = &area.name, code = &area.code),
        _ => say!("areas-retired-below", area = &area.name, code = &area.code, below = below),
    };
    Ok(match chats.is_empty() {
        true => first,
        false => say!("areas-retired-chats", first = first, chats = chats),
    })
}

/// Tells the chats of an area, and of all below it, that it is gone, or back; their names in a row.
fn tell_chats(turn: &mut Turn, area: &Area, back: bool) -> Result<String, Failure> {
    let mut titles: Vec<String> = Vec::new();
    let tree = turn.cx.tree(turn.tx)?;
    for binding in store::bound_within(turn.tx, area.id)? {
        // What another area keeps asleep was told so before.
        if tree.is_retired(binding.area) {
            continue;
        }
        let name = tree.get(binding.area).map_or("", |area| area.name.as_str());
        let say = match back {
            true => say!("areas-chat-back", area = name),
            false => say!("areas-chat-retired", area = name),
        };
        let locale = turn.cx.locale_in(turn.tx, binding.chat)?;
        let body = Body::text(turn.cx.texts.html(locale, &say));
        let letter = Letter::answer(turn.next_key(), binding.chat, body).in_thread(binding.thread);
        outbox::enqueue(turn.tx, letter, turn.now)?;
        let title = crate::directory::chat_by_id(turn.tx, binding.chat)?.map(|chat| chat.title);
        titles.extend(title.filter(|title| !titles.contains(title)));
    }
    Ok(turn.cx.texts.list(turn.locale(), &titles))
}

fn note(turn: &mut Turn, by: PersonId, action: &str, area: &Area, more: &str) -> Result<(), Failure> {
    let detail = format!("{} {}{more}", area.code, area.name);
    roles::audit(turn.tx, Some(by), action, &detail, turn.now)
}

/// How the tree stands, what rests in it, and how to import.
fn overview(turn: &mut Turn) -> Result<(), Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let mut lines = Vec::new();
    if tree.is_empty() {
        lines.push(turn.html(&say!("areas-none")));
    } else {
        lines.push(turn.html(&say!("areas-summary", count = tree.len())));
        for level in 0..turn.cx.config.areas.levels.len() {
            let count = tree.iter().filter(|area| area.level == level).count();
            if count > 0 {
                let name = level_name(&turn.cx.config, level);
                lines.push(turn.html(&say!("areas-summary-level", level = name, count = count)));
            }
        }
        let today = turn.cx.day(turn.now);
        let with_chat = store::with_field_chat(turn.tx)?;
        let owing: Vec<&Area> = tree.iter().filter(|area| turn.cx.quota(&tree, area, today) > 0).collect();
        let served = owing.iter().filter(|area| with_chat.contains(&area.id)).count();
        let level = level_name(&turn.cx.config, turn.cx.config.photos.quota_level);
        let say = say!("areas-summary-served", level = level, served = served, owing = owing.len());
        lines.push(turn.html(&say));
        lines.extend(resting(turn, &tree, today).iter().map(|say| turn.html(say)));
    }
    lines.push(turn.html(&say!("areas-import-how", levels = super::chat::levels(turn))));
    turn.post(Body::text(lines.join("\n")), Keyboard::default(), true)?;
    Ok(())
}

/// What owes nothing by a word of an admin's, and what is retired.
fn resting(turn: &Turn, tree: &AreaTree, today: NaiveDate) -> Vec<Say> {
    let plain = |say: Say| turn.cx.texts.plain(turn.locale(), &say);
    let paused: Vec<String> = tree
        .iter()
        .filter_map(|area| Some((area, tree.pause(area.id, today)?)))
        .map(|(Area { name, code, .. }, pause)| match pause.last {
            Some(last) => plain(say!("areas-summary-until", area = name, code = code, day = i18n::day(last))),
            None => format!("{name} {code}"),
        })
        .collect();
    let retired: Vec<String> =
        tree.retired().map(|Area { name, code, .. }| format!("{name} {code}")).collect();
    let row = |mut names: Vec<String>| {
        if names.len() > NAMED {
            names.truncate(NAMED);
            names.push("…".to_owned());
        }
        turn.cx.texts.list(turn.locale(), names)
    };
    let mut says = Vec::new();
    if !paused.is_empty() {
        says.push(say!("areas-summary-paused", areas = row(paused)));
    }
    if !retired.is_empty() {
        says.push(say!("areas-summary-retired", areas = row(retired)));
    }
    says
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_deeds() {
        let day = NaiveDate::from_ymd_opt(2026, 7, 1);
        assert_eq!(read(&["pause", "330502"]), Some((Deed::Pause { last: None }, "330502")));
        assert_eq!(read(&["暂停", "3305", "到", "2026-07-01"]), Some((Deed::Pause { last: day }, "3305")));
        assert_eq!(
            read(&["Pause", "3305", "until", "2026-07-01"]),
            Some((Deed::Pause { last: day }, "3305"))
        );
        assert_eq!(read(&["resume", "3305"]), Some((Deed::Resume, "3305")));
        assert_eq!(read(&["停用", "3305"]), Some((Deed::Retire, "3305")));
        for wrong in
            [&["pause"][..], &["pause", "1", "until"], &["pause", "1", "until", "soon"], &["end", "1"]]
        {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }
}
