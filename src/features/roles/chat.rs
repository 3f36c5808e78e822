//! Appointing and dismissing.

pub use super::whom::someone;
use super::whom::{self, Unmet};
use super::{Held, Role, handover, menu, store};
use crate::directory::Person;
use crate::domain::area::{Area, AreaTree};
use crate::error::Failure;
use crate::features;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::i18n::Say;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// Areas that are named for a code that there is not.
const OFFERS: usize = 5;

/// Whom and what a command is about.
struct Asked {
    held: Option<Held>,
    person: Person,
}

/// `/appoint lead CODE`, `/appoint inspector CODE`, `/appoint admin`, of whoever is named.
pub fn appoint(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(by) = turn.person.clone() else { return Ok(()) };
    let asked = match read(turn, given, true)? {
        Ok(Asked { held: Some(held), person }) => (held, person),
        Ok(Asked { held: None, .. }) => return refuse(turn, &say!("roles-appoint-usage")),
        Err(say) => return refuse(turn, &say),
    };
    let (held, person) = asked;
    let what = held_say(&*turn.cx.tree(turn.tx)?, held);
    let configured = held.role == Role::Admin && store::is_configured_admin(&turn.cx.config.admins, &person);
    if configured || !super::give(turn.tx, person.id, held, Some(by.id), turn.now)? {
        turn.reply(&say!("roles-already", name = &person.name, what = what))?;
        return Ok(());
    }
    let action = match held.role {
        Role::Admin => "appoint.admin",
        Role::Lead => "appoint.lead",
        Role::Inspector => "appoint.inspector",
    };
    note(turn, &by, action, &person, held)?;
    menu::menu_for(turn.tx, turn.cx, &person, turn.now)?;
    features::roles_changed(turn.tx, turn.cx, person.id)?;
    if person.reachable {
        turn.reply(&say!("roles-appointed", name = &person.name, what = what.clone()))?;
        if person.id != by.id {
            turn.tell(person.id, &say!("roles-you-are", what = what), Keyboard::default())?;
        }
    } else {
        let label = turn.cx.texts.plain(turn.locale(), &say!("roles-open-me"));
        let keyboard = Keyboard::row([Button::open(label, turn.cx.deep_link("hello"))]);
        turn.reply_with(&say!("roles-appointed-unopened", name = &person.name, what = what), keyboard)?;
    }
    Ok(())
}

/// `/dismiss lead CODE`, or all roles where none is named.
pub fn dismiss(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(by) = turn.person.clone() else { return Ok(()) };
    let Asked { held, person } = match read(turn, given, false)? {
        Ok(asked) => asked,
        Err(say) => return refuse(turn, &say),
    };
    let tree = turn.cx.tree(turn.tx)?;
    let has = store::held(turn.tx, person.id)?;
    let going: Vec<Held> = has.into_iter().filter(|one| held.is_none_or(|held| held == *one)).collect();
    let wants_admin = held.is_none_or(|held| held.role == Role::Admin);
    if going.is_empty() {
        let configured = wants_admin && store::is_configured_admin(&turn.cx.config.admins, &person);
        let say = match (configured, held) {
            (true, _) => say!("roles-configured", name = &person.name),
            (_, Some(held)) => say!("roles-had-not", name = &person.name, what = held_say(&tree, held)),
            (_, None) => say!("roles-had-none", name = &person.name),
        };
        return refuse(turn, &say);
    }
    let last = turn.cx.config.admins.is_empty() && store::appointed_admins(turn.tx)?.len() == 1;
    if last && going.iter().any(|held| held.role == Role::Admin) {
        return refuse(turn, &say!("roles-last-admin", name = &person.name));
    }
    for held in &going {
        store::take(turn.tx, person.id, *held)?;
        let action = match held.role {
            Role::Admin => "dismiss.admin",
            Role::Lead => "dismiss.lead",
            Role::Inspector => "dismiss.inspector",
        };
        note(turn, &by, action, &person, *held)?;
    }
    handover::role_ended(turn.tx, turn.cx, &person, Some(by.id), turn.now)?;
    menu::menu_for(turn.tx, turn.cx, &person, turn.now)?;
    features::roles_changed(turn.tx, turn.cx, person.id)?;
    let what = match going.as_slice() {
        [one] => held_say(&tree, *one),
        several => say!("roles-all", count = several.len()),
    };
    turn.reply(&say!("roles-dismissed", name = &person.name, what = what.clone()))?;
    if person.id != by.id {
        turn.tell(person.id, &say!("roles-you-are-not", what = what), Keyboard::default())?;
    }
    Ok(())
}

fn refuse(turn: &mut Turn, say: &Say) -> Result<(), Failure> {
    turn.reply(say)?;
    Ok(())
}

fn note(turn: &mut Turn, by: &Person, action: &str, person: &Person, held: Held) -> Result<(), Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let detail = match held.area.and_then(|area| tree.get(area)) {
        Some(area) => format!("{} → {} {}", super::SUBJECT, area.code, area.name),
        None => super::SUBJECT.to_owned(),
    };
    super::audit_of(turn.tx, Some(by.id), person.id, action, &detail, turn.now)
}

/// A role with its area, in words.
pub fn held_say(tree: &AreaTree, held: Held) -> Say {
    let area = held.area.and_then(|area| tree.get(area)).map_or("", |area| &area.name);
    match held.role {
        Role::Admin => say!("roles-admin"),
        Role::Lead => say!("roles-lead", area = area),
        Role::Inspector => say!("roles-inspector", area = area),
    }
}

/// Reads `[ROLE [CODE]] [WHO]`; or says what is wrong with it. Whom we never saw can be appointed by id
/// in advance, but to no area that is retired; what was of such an area can be taken away.
fn read(turn: &mut Turn, given: &Given, appointing: bool) -> Result<Result<Asked, Say>, Failure> {
    let usage = || if appointing { say!("roles-appoint-usage") } else { say!("roles-dismiss-usage") };
    let whom::Pointed { words, at } = whom::pointed(given);
    let mut words: &[&str] = &words;
    let role = words.first().and_then(|word| role_named(word));
    if role.is_some() {
        words = &words[1..];
    }
    let tree = turn.cx.tree(turn.tx)?;
    let held = match role {
        None => None,
        Some(Role::Admin) => Some(Held { role: Role::Admin, area: None }),
        Some(role) => {
            let Some((code, rest)) = words.split_first() else { return Ok(Err(usage())) };
            let found = if appointing { tree.by_code(code) } else { tree.by_code_retired_or_not(code) };
            let Some(area) = found else { return Ok(Err(unknown_code(&tree, code))) };
            words = rest;
            Some(Held { role, area: Some(area.id) })
        }
    };
    let unmet = if appointing { Unmet::Taken } else { Unmet::Refused };
    Ok(match whom::whom(turn, words, at, unmet)? {
        Some(Ok(person)) => Ok(Asked { held, person }),
        Some(Err(say)) => Err(say),
        None => Err(usage()),
    })
}

fn unknown_code(tree: &AreaTree, code: &str) -> Say {
    let offers: Vec<String> = tree
        .search(code)
        .into_iter()
        .take(OFFERS)
        .map(|Area { code, name, .. }| format!("{name} {code}"))
        .collect();
    match offers.is_empty() {
        true => say!("roles-code-unknown", code = code),
        false => say!("roles-code-offers", code = code, offers = offers.join(" · ")),
    }
}

fn role_named(word: &str) -> Option<Role> {
    match word.to_lowercase().as_str() {
        "admin" | "管理员" | "管理員" => Some(Role::Admin),
        "lead" | "负责人" | "負責人" => Some(Role::Lead),
        "inspector" | "巡查员" | "巡查員" => Some(Role::Inspector),
        _ => None,
    }
}
