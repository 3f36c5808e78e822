//! `docs/COMMANDS.md`, made from the list of commands, the texts of their menus, the buttons and the
//! table of rights, so that none can change without the other.

use std::fmt::Write;

use super::commands::{COMMANDS, Place};
use super::rights::{self, Who};
use super::{
    admin, areas, awards, boards, bulletins, collage, digests, draws, language, minors, mute, photos, points,
    privacy, profile, rankings, reminders, rewards, schedules, signup, teams, with_all_presses,
};
use crate::i18n::{Locale, Say, Texts};

const HEAD: &str = "\
# Commands

Made from `src/features/commands.rs`, `src/features/rights.rs` and `locales/`; after a change there run

    MUSTER_WRITE_DOCS=1 cargo test --lib commands_page

Telegram's menu shows to each person what that person may give. A command works in the other kind of chat too
unless it needs what only one of them has. Leads answer for an area and all below it, as do those who stand in for
them while they are away; inspectors look and verify there; admins may do everything.

| command | what it does | 做什么 | who | menu |
| --- | --- | --- | --- | --- |
";

fn page() -> String {
    let texts = Texts::embedded();
    let mut page = HEAD.to_owned();
    for command in COMMANDS {
        let about = |locale| texts.plain(locale, &Say { key: command.about, args: Vec::new() });
        let who = who_says(command.who());
        let place = match command.place {
            Place::Private => "private",
            Place::Group => "groups",
            Place::Both => "both",
        };
        let (en, zh) = (about(Locale::En), about(Locale::ZhCn));
        let _ = writeln!(page, "| `/{}` | {en} | {zh} | {who} | {place} |", command.name);
    }
    page.push_str(BUTTONS);
    macro_rules! words {
        ($($($part:ident)::+),*) => {
            [$($($part)::+::Press::words()),*].concat()
        };
    }
    for (word, comment) in with_all_presses!(words) {
        let who = rights::of_press(word).map_or("nobody", who_says);
        let _ = writeln!(page, "| `{word}` | {} | {who} |", said(&comment));
    }
    page
}

const BUTTONS: &str = "
## Buttons

Each press is looked at when it is made: who may no longer do it, or never might, is told so, and nothing happens.
What was posted in the name of a group is its leads'.

| button | what it does | who |
| --- | --- | --- |
";

fn who_says(who: Who) -> &'static str {
    match who {
        Who::Everyone => "everyone",
        Who::Own => "whose it is",
        Who::OwnOrLeads => "whose it is, leads of the area, admins",
        Who::Chat => "all in a chat of the area or above, leads of the area, admins",
        Who::Members => "who signed up, leads, admins",
        Who::Inspectors => "inspectors and leads of the area, admins",
        Who::Leads => "leads of the area, admins",
        Who::Keepers => "leads of the area, admins; in a channel, whoever of them added the bot",
        Who::Top => "leads of an area at the top, and admins",
        Who::Admins => "admins",
    }
}

/// The words of doc comments as a macro gets them: `doc = r" Takes one."`.
fn said(comments: &str) -> String {
    let words: Vec<&str> = comments.split('"').skip(1).step_by(2).map(str::trim).collect();
    words.join(" ").replace('|', "\\|")
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
