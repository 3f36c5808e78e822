//! Who may name whom: the sentences of docs/ARCHITECTURE.md, checked over the sources.
//!
//! Paths are read out of the text, `use` trees unfolded; comments and test modules do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// One source file: its place under `src`, its text without comments and tests, the paths it names.
struct Source {
    path: String,
    code: String,
    names: BTreeSet<String>,
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut found);
    found.retain(|source: &Source| !is_test(&source.path));
    assert!(found.len() > 50, "the sources are found");
    found
}

fn is_test(path: &str) -> bool {
    path.split('/').any(|part| matches!(part, "tests" | "tests.rs" | "testing.rs"))
}

fn walk(folder: &Path, under: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{name}/"), found);
        } else if name.ends_with(".rs") {
            let code = bare(&fs::read_to_string(entry.path()).expect("text"));
            let names = paths(&code);
            found.push(Source { path: name, code, names });
        }
    }
}

/// The code alone: no comments, nothing from the first `#[cfg(test)]` on.
fn bare(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line.split(" // ").next().unwrap_or_default(), "\n"]).collect()
}

/// Every path of this crate (without `crate::`) and of teloxide that stands in the code.
fn paths(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for root in ["crate::", "muster::", "teloxide::"] {
        for (at, _) in code.match_indices(root) {
            let outer = code[..at].chars().next_back();
            if outer.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let stem = if root == "teloxide::" { "teloxide" } else { "" };
            unfold(&code[at + root.len()..], stem, &mut names);
        }
    }
    names
}

/// Reads one path, or the tree of paths that `{` opens, to its end; what stands behind it.
fn unfold<'c>(code: &'c str, stem: &str, names: &mut BTreeSet<String>) -> &'c str {
    let mut stem = stem.to_owned();
    let mut rest = code.trim_start();
    loop {
        if let Some(mut inner) = rest.strip_prefix('{') {
            loop {
                inner = inner.trim_start().trim_start_matches(',').trim_start();
                if inner.is_empty() {
                    return inner;
                }
                if let Some(rest) = inner.strip_prefix('}') {
                    return rest;
                }
                inner = unfold(inner, &stem, names);
                let end = inner.find([',', '}']).unwrap_or(inner.len());
                inner = &inner[end..];
            }
        }
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let word = &rest[..end];
        if !stem.is_empty() && !word.is_empty() {
            stem.push_str("::");
        }
        stem.push_str(word);
        rest = &rest[end..];
        match rest.strip_prefix("::") {
            Some(more) if !word.is_empty() => rest = more,
            _ => {
                names.insert(stem);
                return rest;
            }
        }
    }
}

/// Fails with each sentence that is not kept.
fn keep(broken: Vec<String>) {
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

fn part(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or_default()
}

/// The layers, from the top; a part names what stands below it, or beside it in its own layer where
/// `beside` allows it.
#[test]
fn parts_name_only_what_lies_below_them() {
    let below: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("domain", &["clock", "domain"][..]),
        ("imaging", &["imaging", "domain"]),
        ("clock", &[]),
        ("error", &["telegram"]),
        ("config", &["config", "domain", "i18n"]),
        ("i18n", &["i18n", "domain", "say"]),
        ("blocking", &["error"]),
        ("store", &["store", "domain", "error", "clock", "blocking"]),
        ("telegram", &["telegram", "outbox", "domain", "error", "clock"]),
        ("emulator", &["emulator", "clock"]),
        ("directory", &["directory", "domain", "store", "error", "clock", "outbox"]),
        ("outbox", &["outbox", "blocking", "directory", "telegram", "domain", "store", "error", "clock"]),
        ("inbox", &["inbox", "telegram", "store", "error", "clock"]),
        ("jobs", &["jobs", "domain", "config", "store", "error", "clock"]),
        (
            "features",
            &[
                "features",
                "domain",
                "store",
                "outbox",
                "jobs",
                "directory",
                "telegram",
                "imaging",
                "i18n",
                "config",
                "clock",
                "error",
                "backup",
                "say",
                "presses",
                "inbox",
                "blocking",
                "seal",
            ],
        ),
        ("seal", &["error"]),
        ("backup", &["config", "error", "store", "telegram"]),
        ("web", &["inbox", "jobs", "outbox", "features", "error"]),
    ]);
    let mut broken = Vec::new();
    for source in sources() {
        let Some(allowed) = below.get(part(&source.path)) else { continue };
        for name in &source.names {
            let named = name.split("::").next().unwrap_or_default();
            if named != "teloxide" && named != "tests" && !allowed.contains(&named) {
                broken.push(format!("src/{} names {name}", source.path));
            }
        }
    }
    keep(broken);
}

/// What features need of the engines is a handful of words: a letter to be sent, a job to be done,
/// an answer to a press. They send nothing themselves.
#[test]
fn features_send_and_receive_nothing_themselves() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| part(&source.path) == "features") {
        for name in &source.names {
            let engine = ["outbox::sender", "inbox::receiver", "inbox::Inbox", "jobs::Worker"];
            if engine.iter().any(|engine| name.starts_with(engine)) {
                broken.push(format!("src/{} names {name}", source.path));
            }
        }
    }
    keep(broken);
}

/// Features call only downward; what all of them take part in is listed in `features/mod.rs`.
#[test]
fn features_call_only_downward() {
    // Who answers for an area, and what areas there are: these two lean on each other.
    let order = [
        "roles",
        "areas",
        "relays",
        "language",
        "mute",
        "points",
        "signup",
        "minors",
        "teams",
        "awards",
        "badges",
        "guards",
        "boards",
        "roster",
        "photos",
        "rewards",
        "draws",
        "collage",
        "reminders",
        "schedules",
        "digests",
        "bulletins",
        "rankings",
        "profile",
        "privacy",
        "admin",
    ];
    let level = |name: &str| order.iter().position(|known| *known == name);
    let mut broken = Vec::new();
    for source in sources() {
        let mut parts = source.path.split('/');
        let (Some("features"), Some(own), Some(_)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        for name in &source.names {
            let mut words = name.split("::");
            let (Some("features"), Some(other)) = (words.next(), words.next()) else { continue };
            let upward = level(other) > level(own);
            let shared = level(other).is_none();
            if !shared && upward && !EXCEPTIONS.contains(&(own, other)) {
                broken.push(format!("src/{} names {name}, which stands above it", source.path));
            }
        }
    }
    keep(broken);
}

/// Two slices that tell each other of what happened, in the one transaction in which it happens.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("roles", "areas"),
    // The living card of what is missing says at once what has come.
    ("photos", "reminders"),
];

/// Telegram's types stop at the edge: where updates are read and where requests are written.
#[test]
fn teloxide_stays_at_the_edge() {
    let may = |path: &str| {
        let shared = [
            "features/mod.rs",
            "features/turn.rs",
            "features/commands.rs",
            "features/photos/review.rs",
            "features/roles/whom.rs",
        ];
        (path.starts_with("features/") && path.ends_with("/chat.rs"))
            || ["telegram/", "inbox/", "emulator/"].iter().any(|folder| path.starts_with(folder))
            || path == "outbox/sender.rs"
            // What every chat.rs shares: routing, the turn, the list of commands.
            || shared.contains(&path)
    };
    let sources = sources();
    let naming = sources.iter().filter(|source| source.names.iter().any(|name| name.starts_with("teloxide")));
    keep(
        naming
            .filter(|source| !may(&source.path))
            .map(|source| format!("src/{} names teloxide", source.path))
            .collect(),
    );
}

/// A table is read and written in few, known places.
#[test]
fn sql_stands_in_the_stores() {
    let may = |path: &str| {
        path.ends_with("store.rs")
            || path.contains("/store/")
            || ["store/", "inbox/", "outbox/", "jobs/"].iter().any(|folder| path.starts_with(folder))
            // They look at the database as a whole, from outside of it.
            || ["check.rs", "backup.rs", "web/mod.rs"].contains(&path)
    };
    let says = |code: &str| {
        ["\"select ", "\"insert ", "\"update ", "\"delete from ", "\"with "]
            .iter()
            .any(|sql| code.contains(sql))
    };
    let sources = sources();
    let saying = sources.iter().filter(|source| says(&source.code) && !may(&source.path));
    keep(saying.map(|source| format!("src/{} says SQL", source.path)).collect());
}

/// Others read a child by pseudonym only. `Person::name` is that already; a statement that reads the
/// column for itself must put the pseudonym first.
#[test]
fn names_are_read_behind_pseudonyms() {
    let own_names = ["features/privacy/"];
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| {
        source.path.starts_with("features/") && !own_names.iter().any(|path| source.path.starts_with(path))
    }) {
        let code = source.code.split_whitespace().collect::<Vec<_>>().join(" ");
        for opening in ["from person ", "join person "] {
            for (at, _) in code.match_indices(opening) {
                let alias = code[at + opening.len()..].split(|c: char| !c.is_alphanumeric()).next();
                let alias = alias.filter(|word| !["where", "on", "order", "limit", ""].contains(word));
                let (name, before) = match alias {
                    Some(alias) => (format!("{alias}.name"), format!("{alias}.pseudonym, ")),
                    None => ("name".to_owned(), "pseudonym, ".to_owned()),
                };
                // An alias is of the file; without one only this statement is looked at.
                let start = if alias.is_some() { 0 } else { code[..at].rfind('"').unwrap_or(0) };
                let end = if alias.is_some() { code.len() } else { at };
                let statement = &code[start..end];
                for (at, _) in statement.match_indices(&name) {
                    let word = |c: char| c.is_alphanumeric() || c == '_';
                    let (from, to) = (&statement[..at], &statement[at + name.len()..]);
                    if !from.ends_with(word) && !to.starts_with(word) && !from.ends_with(&before) {
                        broken.push(format!("src/{} reads {name}", source.path));
                    }
                }
            }
        }
    }
    keep(broken);
}

/// Portable SQL: what one of the two engines does in its own way is not used.
#[test]
fn sql_is_what_both_engines_share() {
    let strange =
        ["datetime(", "strftime(", "julianday(", "rowid", "ifnull(", " glob ", "autoincrement", "||'"];
    let mut broken = Vec::new();
    for source in
        sources().iter().filter(|source| source.path.ends_with("store.rs") || source.path.contains("/store/"))
    {
        let code = source.code.to_lowercase();
        for word in strange.iter().filter(|word| code.contains(**word)) {
            broken.push(format!("src/{} says {word}", source.path));
        }
        if code.contains("?1") {
            broken.push(format!("src/{} binds by ?1; write $1", source.path));
        }
    }
    keep(broken);
}

/// Only `clock.rs` reads the time and sleeps; clippy.toml says the same, and this holds for all
/// targets at once.
#[test]
fn only_the_clock_reads_the_time() {
    let bans =
        ["Utc::now(", "Local::now(", "Instant::now(", "SystemTime::now(", "time::sleep(", "thread::sleep("];
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| source.path != "clock.rs") {
        for ban in bans.iter().filter(|ban| source.code.contains(**ban)) {
            broken.push(format!("src/{} says {ban}…)", source.path));
        }
    }
    keep(broken);
}

/// Each table is written by one part of the house. Others ask that part.
#[test]
fn one_part_writes_a_table() {
    let mut writers = BTreeMap::<String, BTreeSet<String>>::new();
    for source in sources() {
        let code = source.code.split_whitespace().collect::<Vec<_>>().join(" ");
        for verb in ["insert into ", "update ", "delete from "] {
            for (at, _) in code.match_indices(verb) {
                // The start of a statement, not a clause of one (`do update set`) and not prose.
                let opens = code[..at].ends_with('"') || code[..at].ends_with("; ");
                let rest = &code[at + verb.len()..];
                let table: String =
                    rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                let follows = rest[table.len()..].trim_start();
                let is_sql = match verb {
                    "update " => follows.starts_with("set "),
                    "insert into " => follows.starts_with('('),
                    _ => true,
                };
                if opens && is_sql && !table.is_empty() {
                    let mut parts = source.path.split('/');
                    let mut owner = parts.next().unwrap_or_default().trim_end_matches(".rs").to_owned();
                    if owner == "features" {
                        owner = format!("features/{}", parts.next().unwrap_or_default());
                    }
                    writers.entry(table).or_default().insert(owner);
                }
            }
        }
    }
    let shared = [
        // Small facts of anybody's own, each under a key of its owner's.
        "setting",
        "told",
        "card",
        // Contents go by their hash: photos, pictures that were drawn, the sweeping of both.
        "file",
        // Telegram holds a chat back: the sender notes it. Joining stands in the person's row.
        "chat",
        "person",
        // A group that becomes a supergroup takes along what names it.
        "binding",
        "bind_link",
        "album",
        "submission",
        "caption_ask",
        "relay_letter",
        "application",
        "conversation",
        "menu",
    ];
    keep(
        writers
            .into_iter()
            .filter(|(table, owners)| owners.len() > 1 && !shared.contains(&table.as_str()))
            .map(|(table, owners)| format!("{table} is written by {owners:?}"))
            .collect(),
    );
}

#[test]
fn use_trees_are_unfolded() {
    let code = "use crate::{domain::area::{Area, self}, i18n};\nlet x = crate::clock::Clock::system();";
    let names = paths(code);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(names, ["clock::Clock::system", "domain::area::Area", "domain::area::self", "i18n"]);
}
