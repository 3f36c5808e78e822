//! `/people`, the file that an admin sends with it, and the codes that people come with.

use teloxide::types::Message;

use super::claim::{self, Claimed};
use super::job::{self, Asked};
use super::store;
use crate::directory::Person;
use crate::domain::code;
use crate::error::Failure;
use crate::features::areas::chat::{Table, is_captioned, table_in};
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::features::{kinds, minors, roles, signup, teams};
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::Keyboard;

/// `/people` says how lists come in and go out; `/people export` hands one out.
pub fn people(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return Ok(()) };
    if !turn.is_private() {
        return turn.reply(&say!("roster-private")).map(drop);
    }
    if matches!(given.words.first().copied(), Some("export" | "导出" | "匯出")) {
        let asked = Asked {
            file_id: None,
            chat: turn.chat.id.get(),
            message: given.message.id.0.into(),
            by: person.id.get(),
        };
        asked.enqueue(turn.tx, kinds::PEOPLE_EXPORT, turn.update_id, turn.now)?;
        return turn.reply(&say!("roster-export-begun")).map(drop);
    }
    if !roles::is_admin(turn.tx, turn.cx, &person)? {
        return turn.reply(&say!("roster-how-lead")).map(drop);
    }
    let (entries, claimed) = store::counts(turn.tx)?;
    let mut html = turn.html(&say!("roster-how"));
    if entries > 0 {
        html =
            format!("{}\n\n{html}", turn.html(&say!("roster-counts", entries = entries, claimed = claimed)));
    }
    turn.post(Body::text(html), Keyboard::default(), true).map(drop)
}

/// Takes a file with the caption `/people`.
pub fn import_file(turn: &mut Turn, message: &Message) -> Result<bool, Failure> {
    if !is_captioned(turn, message, "people") {
        return Ok(false);
    }
    let admin = match turn.person.clone() {
        Some(person) if roles::is_admin(turn.tx, turn.cx, &person)? => person,
        _ => return turn.reply(&say!("only-admins")).map(|_| true),
    };
    let say = match table_in(message, job::MAX_FILE) {
        // The answer holds names, and codes that are as good as keys.
        _ if !turn.is_private() => say!("roster-private"),
        Table::File(file_id) => {
            let asked = Asked {
                file_id: Some(file_id),
                chat: turn.chat.id.get(),
                message: message.id.0.into(),
                by: admin.id.get(),
            };
            asked.enqueue(turn.tx, kinds::PEOPLE_IMPORT, turn.update_id, turn.now)?;
            return Ok(true);
        }
        Table::NoFile => say!("roster-how"),
        Table::NotCsv => say!("areas-import-not-csv"),
        Table::TooBig => say!("roster-too-big"),
    };
    turn.reply(&say).map(|_| true)
}

/// `?start=me_<code>`.
pub fn follow(turn: &mut Turn, person: &Person, typed: &str) -> Result<(), Failure> {
    match code::read(typed) {
        Some(code) => claimed(turn, person, &code),
        None => turn.reply(&say!("roster-unknown", code = typed)).map(drop),
    }
}

/// Takes a code that somebody typed in private: of an entry, or of a team. What finds an area is none.
pub fn typed(turn: &mut Turn, message: &Message) -> Result<bool, Failure> {
    let (Some(person), Some(code)) = (turn.person.clone(), message.text().and_then(code::read)) else {
        return Ok(false);
    };
    if !turn.is_private() {
        return Ok(false);
    }
    if teams::by_code(turn.tx, &code)?.is_some() {
        return teams::chat::join_by_code(turn, &person, &code).map(|()| true);
    }
    let text = message.text().unwrap_or_default();
    if !claim::is_known(turn.tx, &code)? && !turn.cx.tree(turn.tx)?.search(text).is_empty() {
        return Ok(false);
    }
    claimed(turn, &person, &code).map(|()| true)
}

fn claimed(turn: &mut Turn, person: &Person, code: &str) -> Result<(), Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let mut lines = Vec::new();
    let (mut is_in, mut is_child) = (false, false);
    match claim::claim(turn.tx, turn.cx, person, code, turn.now)? {
        Claimed::Done { name, joined, area, team, child } => {
            (is_in, is_child) = (true, child);
            // Of a child no name is written anywhere before a guardian agrees.
            lines.extend(name.filter(|_| !child).map(|name| say!("roster-hello", name = name)));
            let Some(area) = tree.get(area) else { return Ok(()) };
            lines.push(signup::chat::confirmation(turn, person, joined, area)?);
            lines.extend(team.map(|team| say!("teams-in", name = team.name)));
        }
        Claimed::Yours { area } => {
            lines.push(say!("roster-yours", area = tree.get(area).map_or("", |area| &area.name)));
        }
        Claimed::Taken => lines.push(say!("roster-taken")),
        Claimed::Unknown => lines.push(say!("roster-unknown", code = code)),
        Claimed::Enough => lines.push(say!("roster-enough")),
        Claimed::Gone => lines.push(say!("roster-gone")),
    }
    let mut html = lines.iter().map(|line| turn.html(line)).collect::<Vec<_>>().join("\n");
    if person.joined || is_in {
        html.push_str(&signup::chat::notice(turn, person)?);
    }
    turn.post(Body::text(html), Keyboard::default(), true)?;
    if is_child {
        minors::age_given(turn, person, true)?;
    }
    Ok(())
}
