//! Every statement that stands in the sources, against the schema as the migrations make it: it
//! prepares, its placeholders are `$1` to `$n`, and it does not read through a table that grows with
//! the campaign. What a statement means is for the scenarios to prove; that none of them is a typo,
//! or slow in the hundredth day, is proved here, for all of them.

use std::fs;
use std::path::Path;

use muster::store::Store;
use rusqlite::Connection;

/// Tables that grow every day.
const LARGE: [&str; 8] =
    ["submission", "album", "outbox", "inbox", "points_entry", "job", "person", "membership"];

/// Statements that read through one of them and may: what they count is counted rarely, at night
/// or by an operator.
const MAY_SCAN: &[&str] = &[
    // `/metrics` and `muster check`.
    "count(*) as n from",
    "count(*) from person",
    // `muster check --recount`.
    "kept_photos",
    "select area_id, team_id, day, deed, amount from points_entry",
    // Once, when the campaign's first day begins.
    "'rehearsed'",
    "set decision = null where posted_at",
    "$3 || ':' || e.id, e.person_id",
    "update balance set points = (select",
    // The nightly sweep of files that nothing names.
    "instr(body, 'hash')",
    // Once for each person who is erased, or asks for what is stored.
    "where name = $1 and id <> $2",
    "instr(body, $1)",
];

struct Statement {
    file: String,
    sql: String,
}

fn statements() -> Vec<Statement> {
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 100, "the statements are found: {}", found.len());
    found
}

fn walk(folder: &Path, found: &mut Vec<Statement>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" {
            walk(&path, found);
        } else if name.ends_with(".rs") && !["tests.rs", "testing.rs"].contains(&name.as_str()) {
            let text = fs::read_to_string(&path).expect("text");
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let words = ["select ", "insert into ", "update ", "delete from ", "with "];
            for sql in strings(code) {
                let is_sql = words.iter().any(|word| sql.starts_with(word))
                    && (sql.starts_with("select ")
                        || sql.contains(" set ")
                        || sql.contains(" from ")
                        || sql.contains(" into "));
                if is_sql {
                    found.push(Statement { file: path.display().to_string(), sql });
                }
            }
        }
    }
}

/// The string literals of a source, comments left out.
fn strings(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let (before, from) = rest.split_at(at);
        if from.starts_with("//") {
            rest = from.split_once('\n').map_or("", |(_, rest)| rest);
        } else if from.starts_with("'\"'") || from.starts_with("'\\\"'") {
            rest = &from[3..];
        } else if let Some(raw) = from.strip_prefix('"').filter(|_| before.ends_with("r#")) {
            let (text, after) = raw.split_once("\"#").unwrap_or((raw, ""));
            found.push(text.to_owned());
            rest = after;
        } else if let Some(mut inside) = from.strip_prefix('"') {
            let mut text = String::new();
            while let Some(at) = inside.find(['"', '\\']) {
                text.push_str(&inside[..at]);
                let quote = inside[at..].starts_with('"');
                let escaped = inside[at + 1..].chars().next();
                inside = &inside[at + 1 + if quote { 0 } else { escaped.map_or(0, char::len_utf8) }..];
                if quote {
                    break;
                }
                match escaped {
                    Some('\n') => inside = inside.trim_start(),
                    Some('n') => text.push('\n'),
                    Some(other) => text.push(other),
                    None => break,
                }
            }
            found.push(text);
            rest = inside;
        } else {
            rest = &from[1..];
        }
    }
    found
}

fn database() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().expect("space");
    let path = folder.path().join("muster.db");
    drop(Store::open(&path).expect("opens"));
    (folder, Connection::open(path).expect("opens"))
}

#[test]
fn every_statement_prepares_and_binds_in_order() {
    let (_folder, database) = database();
    let mut broken = Vec::new();
    for Statement { file, sql } in statements() {
        match database.prepare(&sql) {
            Err(error) => broken.push(format!("{file}: {error}\n    {sql}")),
            Ok(statement) => {
                let mut numbers: Vec<usize> = (1..=statement.parameter_count())
                    .filter_map(|place| statement.parameter_name(place)?.strip_prefix('$')?.parse().ok())
                    .collect();
                numbers.sort_unstable();
                numbers.dedup();
                if numbers != (1..=numbers.len()).collect::<Vec<_>>() {
                    broken.push(format!("{file}: binds {numbers:?}\n    {sql}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn no_statement_reads_through_what_grows() {
    let (_folder, database) = database();
    let mut slow = Vec::new();
    for Statement { file, sql } in statements() {
        let Ok(mut plan) = database.prepare(&format!("explain query plan {sql}")) else { continue };
        let details = plan
            .query_map([], |row| row.get::<_, String>(3))
            .and_then(Iterator::collect::<Result<Vec<_>, _>>);
        for detail in details.unwrap_or_default() {
            let through = detail.strip_prefix("SCAN ").filter(|rest| !rest.contains("USING"));
            let Some(table) = through.and_then(|rest| rest.split_whitespace().next()) else { continue };
            // The plan names a table by its alias where it has one.
            let named = LARGE.iter().find(|large| {
                **large == table
                    || sql.contains(&format!("{large} {table}"))
                    || sql.contains(&format!("{large} as {table}"))
            });
            let place = format!("{}: {detail}", file.rsplit("/src/").next().unwrap_or_default());
            // Columns that several statements begin with; what follows them narrows it down.
            let fragment = sql.ends_with(' ');
            if named.is_some() && !fragment && !MAY_SCAN.iter().any(|may| sql.contains(may)) {
                slow.push(format!("{place}\n    {sql}"));
            }
        }
    }
    assert!(slow.is_empty(), "\n{}", slow.join("\n"));
}

#[test]
fn strings_are_read_as_the_compiler_reads_them() {
    let code = "let a = \"select \\\"x\\\" from \\\n        t\"; // \"no\"\nlet b = '\"'; let c = \"d\";";
    assert_eq!(strings(code), ["select \"x\" from t", "d"]);
}
