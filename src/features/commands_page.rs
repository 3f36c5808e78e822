//! `docs/COMMANDS.md`, made from the list of commands and the texts of their menus, so that neither
//! can change without the other.

use std::fmt::Write;

use super::commands::{COMMANDS, Place, Who};
use crate::i18n::{Locale, Say, Texts};

const HEAD: &str = "\
# Commands

Made from `src/features/commands.rs` and `locales/`; after a change there run

    MUSTER_WRITE_DOCS=1 cargo test --lib commands_page

Telegram's menu shows to each person what that person may give. A command works in the other kind of chat too
unless it needs what only one of them has. Leads answer for an area and all below it; admins may do everything.

| command | what it does | 做什么 | who | menu |
| --- | --- | --- | --- | --- |
";

fn page() -> String {
    let texts = Texts::embedded();
    let mut page = HEAD.to_owned();
    for command in COMMANDS {
        let about = |locale| texts.plain(locale, &Say { key: command.about, args: Vec::new() });
        let who = match command.who {
            Who::Everyone => "everyone",
            Who::Leads => "leads, admins",
            Who::AdminsAndLeads => "admins, leads",
            Who::Admins => "admins",
        };
        let place = match command.place {
            Place::Private => "private",
            Place::Group => "groups",
            Place::Both => "both",
        };
        let (en, zh) = (about(Locale::En), about(Locale::ZhCn));
        let _ = writeln!(page, "| `/{}` | {en} | {zh} | {who} | {place} |", command.name);
    }
    page
}

#[test]
fn the_page_of_commands_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/COMMANDS.md");
    if std::env::var_os("MUSTER_WRITE_DOCS").is_some() {
        std::fs::write(path, page()).expect("docs/ can be written");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == page(), "docs/COMMANDS.md is old: MUSTER_WRITE_DOCS=1 cargo test --lib commands_page");
}
