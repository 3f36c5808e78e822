//! The schema as the migrations leave it.
//!
//! Each migration after the first gets a test here that applies it over rows that look like
//! production (`tests/data/`). Nothing was released before the first one, so it has no such rows.

use std::collections::BTreeMap;

use muster::store::{Store, setup};
use rusqlite::Connection;

fn database() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().expect("space");
    let path = folder.path().join("muster.db");
    drop(Store::open(&path).expect("opens"));
    let connection = Connection::open(path).expect("opens");
    (folder, connection)
}

fn texts(database: &Connection, sql: &str) -> Vec<String> {
    let mut statement = database.prepare(sql).expect(sql);
    let rows = statement.query_map([], |row| row.get(0)).expect(sql);
    rows.map(|row| row.expect("text")).collect()
}

/// A value of the wrong kind is refused where it is written, as PostgreSQL will refuse it.
#[test]
fn every_table_is_strict() {
    let (_folder, database) = database();
    let loose = "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0
                 and name not like 'sqlite_%'";
    assert_eq!(texts(&database, loose), [""; 0]);
}

/// Files are swept at night: each looks for the rows that name it, which without an index is the
/// whole table.
#[test]
fn what_names_a_file_is_indexed() {
    let (_folder, database) = database();
    let mut missing = Vec::new();
    for table in
        texts(&database, "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    {
        let keys =
            format!("select \"from\" from pragma_foreign_key_list('{table}') where \"table\" = 'file'");
        let indexed = format!(
            "select coalesce((select name from pragma_index_info(l.name) where seqno = 0), '') from pragma_index_list('{table}') l
             union select name from pragma_table_info('{table}') where pk = 1"
        );
        let indexed = texts(&database, &indexed);
        missing.extend(
            texts(&database, &keys)
                .into_iter()
                .filter(|key| !indexed.contains(key))
                .map(|key| format!("{table}.{key}")),
        );
    }
    assert_eq!(missing, [""; 0]);
}

/// Opened by the next start, a database is as it was.
#[test]
fn opening_again_changes_nothing() {
    let (folder, database) = database();
    let schema = "select coalesce(sql, '') from sqlite_schema order by name";
    let before = texts(&database, schema);
    drop(Store::open(&folder.path().join("muster.db")).expect("opens"));
    assert_eq!(texts(&database, schema), before);
    let version: i64 = database.query_row("pragma user_version", [], |row| row.get(0)).expect("a version");
    assert_eq!(version, setup::schema_version());
}

/// Every row of these tables, written out by these columns.
fn rows(database: &Connection, tables: &BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
    let written = tables.iter().map(|(table, columns)| {
        let columns: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
        let sql = format!("select {} from {table} order by 1", columns.join(" || ', ' || "));
        (table.clone(), texts(database, &sql))
    });
    written.collect()
}

/// The step to people's own tables finds what the first schema held, keeps all of it, and takes who
/// was shown the privacy notice for having seen its first version.
#[test]
fn people_come_over_an_installation_of_the_first_schema() {
    let folder = tempfile::tempdir().expect("space");
    let path = folder.path().join("muster.db");
    let old = Connection::open(&path).expect("opens");
    old.execute_batch(include_str!("../migrations/sqlite/0001_first.sql")).expect("the first schema");
    old.execute_batch(include_str!("data/0001_rows.sql")).expect("rows of it");
    old.pragma_update(None, "user_version", 1).expect("noted");
    let names = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'";
    let columns = |table: &String| texts(&old, &format!("select name from pragma_table_info('{table}')"));
    let tables: BTreeMap<String, Vec<String>> =
        texts(&old, names).into_iter().map(|table| (table.clone(), columns(&table))).collect();
    let before = rows(&old, &tables);
    let empty: Vec<_> = before.iter().filter(|(_, rows)| rows.is_empty()).map(|(table, _)| table).collect();
    assert_eq!(empty, [""; 0], "the data has rows of every table");
    drop(old);

    drop(Store::open(&path).expect("it is brought up to date"));
    let new = Connection::open(&path).expect("opens");
    assert_eq!(rows(&new, &tables), before, "nothing is lost or changed");
    let version: i64 = new.query_row("pragma user_version", [], |row| row.get(0)).expect("a version");
    assert_eq!(version, setup::schema_version());
    assert_eq!(texts(&new, "select \"table\" from pragma_foreign_key_check"), [""; 0]);
    assert_eq!(texts(&new, "pragma integrity_check"), ["ok"]);
    // How many people areas and teams have is counted; totals are made anew by the next start.
    let wrong =
        "select m.area_id || '' from (select area_id, count(*) as n from membership where ended_at is null
                                             group by area_id) m
                 left join area_people k on k.area_id = m.area_id where coalesce(k.people, 0) <> m.n";
    assert_eq!(texts(&new, wrong), [""; 0]);
    assert_eq!(texts(&new, "select value from setting where name = 'points.seasons'"), [""; 0]);
    let noticed = "select id || ' ' || notice from person order by id";
    assert_eq!(texts(&new, noticed), ["1 1", "2 1", "3 0", "4 1", "5 0", "6 0"]);
}

/// The ledger comes over with what was written beside its entries, says what each correction corrects,
/// and lets nothing be changed from then on.
#[test]
fn the_ledger_comes_over_and_is_shut() {
    let folder = tempfile::tempdir().expect("space");
    let path = folder.path().join("muster.db");
    let old = Connection::open(&path).expect("opens");
    old.execute_batch(include_str!("../migrations/sqlite/0001_first.sql")).expect("the first schema");
    old.execute_batch(include_str!("data/0001_rows.sql")).expect("rows of it");
    old.execute_batch(
        "insert into points_entry (id, key, person_id, area_id, day, deed, reference, amount, at, note) values
             (5, 'photo:photo:3:1', 3, 4, '2026-06-20', 'photo', 'photo:3', 1, 1781920000100, 'short'),
             (6, 'rehearsal:5', 3, 4, '2026-06-20', 'photo', 'photo:3', -1, 1781971200000, 'rehearsal');",
    )
    .expect("more of it");
    old.pragma_update(None, "user_version", 1).expect("noted");
    drop(old);

    drop(Store::open(&path).expect("it is brought up to date"));
    let new = Connection::open(&path).expect("opens");
    let entries = "select id || ': ' || coalesce(corrects, '-') || ' ' || coalesce(mark, '-') || ' ' || coalesce(note, '-')
                   from points_entry order by id";
    assert_eq!(
        texts(&new, entries),
        ["1: - - -", "2: - - -", "3: - - -", "4: 3 - blurred", "5: - short:1 -", "6: 5 rehearsal -"]
    );
    for change in ["update points_entry set amount = 9 where id = 2", "delete from points_entry where id = 2"]
    {
        let refused = new.execute(change, []).expect_err("it is append-only");
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
    new.execute("update points_entry set note = null where id = 4", [])
        .expect("a note goes with whom it names");
}
