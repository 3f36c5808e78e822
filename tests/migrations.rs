//! The schema as the migrations leave it.
//!
//! Each migration after the first gets a test here that applies it over rows that look like
//! production. Nothing was released before the first one, so it has no such rows.

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
            "select (select name from pragma_index_info(l.name) where seqno = 0) from pragma_index_list('{table}') l
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
