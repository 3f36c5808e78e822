//! The tree of areas, and which chat serves which of them.

pub mod chat;
pub mod job;
pub mod link;
mod picker;
mod rest;
pub mod store;

use crate::clock::Time;
use crate::config::{Config, Mistake};
use crate::domain::area::{self, Area, AreaRow, AreaTree, Change, Problem};
use crate::domain::ids::{AreaId, ChatId, PersonId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::{self, roles};
use crate::i18n::Say;
use crate::say;
use crate::store::{Read, Tx};

/// What a chat is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Volunteers post their photos there.
    Field,
    /// Coordinators get relays and digests there.
    Desk,
}

/// A chat, or one topic of it, that serves an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    pub id: i64,
    pub chat: ChatId,
    /// The forum topic; 0 for none.
    pub thread: i64,
    pub area: AreaId,
    pub role: Role,
}

/// What a file of areas came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    pub added: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// Names of areas in the file that are retired, and stay so.
    pub retired: Vec<String>,
}

/// What binding came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The chat served nothing before.
    New,
    /// It served this area in this way already.
    Already,
    /// It served another area, or this one in another way.
    Instead(Binding),
}

/// Imports a file of areas from the server's shell: all of it, or nothing for the reasons given.
pub fn import(
    tx: &mut Tx,
    levels: &[String],
    csv: &[u8],
    now: Time,
) -> Result<Result<Imported, Vec<Problem>>, Failure> {
    import_by(tx, levels, csv, None, now)
}

/// Imports a file of areas that a person sent; none for the server's shell.
pub fn import_by(
    tx: &mut Tx,
    levels: &[String],
    csv: &[u8],
    by: Option<PersonId>,
    now: Time,
) -> Result<Result<Imported, Vec<Problem>>, Failure> {
    let before = store::whole_tree(tx)?;
    let parsed = match area::import(csv, levels, &before) {
        Ok(parsed) => parsed,
        Err(problems) => return Ok(Err(problems)),
    };
    store::write_areas(tx, &parsed.rows)?;
    if parsed.rows.iter().any(|row| is_moved(&before, row)) {
        features::areas_moved(tx)?;
    }
    let imported = Imported {
        added: parsed.count(Change::Added),
        updated: parsed.count(Change::Updated),
        unchanged: parsed.count(Change::Same),
        retired: still_retired(&store::tree(tx)?, &parsed.rows),
    };
    let detail = format!("+{} ~{} ={}", imported.added, imported.updated, imported.unchanged);
    roles::audit(tx, by, "import", &detail, now)?;
    Ok(Ok(imported))
}

/// The areas of a file that are hidden all the same: a file says what there is, not what is to come back.
fn still_retired(tree: &AreaTree, rows: &[AreaRow]) -> Vec<String> {
    let named = rows.iter().filter_map(|row| tree.by_code_retired_or_not(&row.code));
    named.filter(|area| tree.is_retired(area.id)).map(|area| format!("{} {}", area.code, area.name)).collect()
}

/// Whether a row puts an area that there is already below another one.
fn is_moved(before: &AreaTree, row: &AreaRow) -> bool {
    let Some(area) = before.by_code(&row.code) else { return false };
    let parent = before.parent(area).map(|parent| parent.code.as_str());
    parent != row.parent_code.as_deref()
}

/// Binds a chat (or a topic of it) to an area, in place of what it was bound to.
pub fn bind(
    tx: &mut Tx,
    chat: ChatId,
    thread: i64,
    area: &Area,
    role: Role,
    by: PersonId,
    now: Time,
) -> Result<Bound, Failure> {
    let before = store::binding_here(tx, chat, thread)?;
    if before.is_some_and(|before| before.area == area.id && before.role == role) {
        return Ok(Bound::Already);
    }
    if let Some(standing) = store::binding_asleep_or_not(tx, chat, thread)? {
        store::end_binding(tx, standing.id, now)?;
    }
    store::insert_binding(tx, chat, thread, area.id, role, by, now)?;
    let action = match role {
        Role::Field => "bind.field",
        Role::Desk => "bind.desk",
    };
    roles::audit(tx, Some(by), action, &detail(tx, chat, area)?, now)?;
    Ok(before.map_or(Bound::New, Bound::Instead))
}

/// Ends a binding.
pub fn unbind(tx: &mut Tx, cx: &Context, binding: Binding, by: PersonId, now: Time) -> Result<(), Failure> {
    store::end_binding(tx, binding.id, now)?;
    if let Some(area) = cx.tree(tx)?.get(binding.area) {
        roles::audit(tx, Some(by), "unbind", &detail(tx, binding.chat, area)?, now)?;
    }
    Ok(())
}

fn detail(tx: &Tx, chat: ChatId, area: &Area) -> Result<String, Failure> {
    let title = crate::directory::chat_by_id(tx, chat)?.map(|chat| chat.title).unwrap_or_default();
    Ok(format!("{title} → {} {}", area.code, area.name))
}

/// What bot.toml says of areas that are not as it takes them to be. Before any are imported nothing
/// can be said.
pub fn mistakes(read: &Read, config: &Config) -> Result<Vec<Mistake>, Failure> {
    let tree = store::tree(read)?;
    let mut mistakes = Vec::new();
    for (code, own) in config.photos.quota_of.iter().filter(|_| !tree.is_empty()) {
        let level = |at: usize| config.areas.levels.get(at).map_or("", String::as_str);
        let what = match tree.by_code_retired_or_not(code) {
            None => "there is no area of this code; write one that was imported, or remove it".to_owned(),
            Some(area) if area.level != config.photos.quota_level => format!(
                "{} is of the level \"{}\"; write a code of photos.quota_level, \"{}\": only those owe photos",
                area.name,
                level(area.level),
                level(config.photos.quota_level)
            ),
            Some(_) => continue,
        };
        mistakes.push(Mistake { what, ..own.at.clone() });
    }
    mistakes.sort_by_key(|mistake| (mistake.line, mistake.column));
    Ok(mistakes)
}

/// What a use of a chat is called.
fn role_name(role: Role) -> Say {
    match role {
        Role::Field => say!("areas-role-field"),
        Role::Desk => say!("areas-role-desk"),
    }
}

/// What a level is called: the words of the language for those of the built-in list, else bot.toml's.
pub fn level_name(config: &Config, level: usize) -> Say {
    match config.areas.levels.get(level).map_or("", String::as_str) {
        "city" => say!("areas-level-city"),
        "district" => say!("areas-level-district"),
        "township" => say!("areas-level-township"),
        "village" => say!("areas-level-village"),
        other => say!("areas-level-other", name = other),
    }
}

#[cfg(test)]
mod tests;
