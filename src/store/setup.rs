//! Opening: pragmas, the schema, and the lock that makes a running bot the only one.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

/// The schema's steps in order; a step that was released is never changed.
const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_first", include_str!("../../migrations/sqlite/0001_first.sql")),
    ("0002_people", include_str!("../../migrations/sqlite/0002_people.sql")),
    ("0003_points", include_str!("../../migrations/sqlite/0003_points.sql")),
    ("0004_boards", include_str!("../../migrations/sqlite/0004_boards.sql")),
    ("0005_rewards", include_str!("../../migrations/sqlite/0005_rewards.sql")),
    ("0006_awards", include_str!("../../migrations/sqlite/0006_awards.sql")),
    ("0007_schedules", include_str!("../../migrations/sqlite/0007_schedules.sql")),
    ("0008_bulletins", include_str!("../../migrations/sqlite/0008_bulletins.sql")),
    ("0009_relays", include_str!("../../migrations/sqlite/0009_relays.sql")),
    ("0010_digests", include_str!("../../migrations/sqlite/0010_digests.sql")),
];

/// How long a writer waits for another process (`areas import`, `backup`) to finish.
const BUSY: Duration = Duration::from_secs(5);

/// Why the database could not be opened, in words for the operator.
#[derive(Debug)]
pub enum OpenError {
    /// A running `muster` holds the installation.
    InUse(PathBuf),
    /// The schema is of a later version than this program.
    Newer { found: i64, known: i64 },
    /// The file or its folder cannot be used.
    Unusable { path: PathBuf, why: String },
    /// The file is no database, or not a whole one.
    Damaged { path: PathBuf, why: String },
}

impl OpenError {
    /// What an error of SQLite's means for the file as a whole.
    pub fn unusable(path: &Path, error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        let (path, why) = (path.to_owned(), error.to_string());
        match error.sqlite_error_code() {
            Some(DatabaseCorrupt | NotADatabase) => OpenError::Damaged { path, why },
            _ => OpenError::Unusable { path, why },
        }
    }
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OpenError::InUse(path) => write!(
                f,
                "another muster is running on {}; stop it first, or use another storage.database",
                path.display()
            ),
            OpenError::Newer { found, known } => write!(
                f,
                "the database was written by a newer muster (schema {found}, this program knows {known}); \
                 start the newer program, or restore a backup made before the upgrade"
            ),
            OpenError::Unusable { path, why } => write!(
                f,
                "the database {} cannot be used: {why}; check that its folder exists, can be written and has space",
                path.display()
            ),
            OpenError::Damaged { path, why } => write!(
                f,
                "the database {} is damaged, or none at all: {why}; look at storage.database, \
                 or put a backup back: muster restore FILE --force",
                path.display()
            ),
        }
    }
}

impl std::error::Error for OpenError {}

/// Held as long as this process is the one that runs the installation. The system gives it up when
/// the process ends, however it ends, so a start after a crash never waits.
#[derive(Debug)]
pub struct Running {
    _lock: File,
}

/// Makes this process the one that runs the installation.
///
/// # Errors
///
/// [`OpenError::InUse`] when another process does.
pub fn lock(database: &Path) -> Result<Running, OpenError> {
    let path = database.with_extension("lock");
    let unusable = |why: std::io::Error| OpenError::Unusable { path: database.into(), why: why.to_string() };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(unusable)?;
    }
    let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(unusable)?;
    match lock.try_lock() {
        Ok(()) => Ok(Running { _lock: lock }),
        Err(std::fs::TryLockError::WouldBlock) => Err(OpenError::InUse(database.to_owned())),
        Err(std::fs::TryLockError::Error(error)) => Err(unusable(error)),
    }
}

pub(super) fn open(path: &Path) -> Result<Connection, OpenError> {
    let unusable = |error: rusqlite::Error| OpenError::unusable(path, &error);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| OpenError::Unusable { path: path.to_owned(), why: error.to_string() })?;
    }
    let connection = Connection::open(path).map_err(unusable)?;
    // No `temp_store = memory`: SQLite would walk the journal of a long transaction's statements, which it
    // then never spills, after nearly every one of them.
    connection
        .busy_timeout(BUSY)
        .and_then(|()| {
            connection.execute_batch(
                "pragma journal_mode = wal;
                 pragma synchronous = full;
                 pragma foreign_keys = on;
                 pragma secure_delete = on;
                 pragma cache_size = -16000;",
            )
        })
        .map_err(unusable)?;
    plan_once(&connection).map_err(unusable)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

pub(super) fn open_reader(path: &Path) -> Result<Connection, rusqlite::Error> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI,
    )?;
    connection.busy_timeout(BUSY)?;
    connection.execute_batch("pragma temp_store = memory; pragma cache_size = -4000;")?;
    plan_once(&connection)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// Statements are planned when they are prepared, and not anew for each value that is bound: that
/// took a third of the time spent in SQLite.
fn plan_once(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
}

/// Brings the schema to this program's version, one transaction a step.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
    let path = PathBuf::from(connection.path().unwrap_or_default());
    let known = MIGRATIONS.len() as i64;
    let unusable = |what: &str, error: rusqlite::Error| OpenError::Unusable {
        path: path.clone(),
        why: format!("{what}: {error}"),
    };
    let found: i64 = connection
        .query_row("pragma user_version", [], |row| row.get(0))
        .map_err(|error| unusable("reading its version", error))?;
    if found > known {
        return Err(OpenError::Newer { found, known });
    }
    for (number, (name, sql)) in MIGRATIONS.iter().enumerate().skip(found as usize) {
        let step = || -> Result<(), rusqlite::Error> {
            let tx = connection.unchecked_transaction()?;
            tx.execute_batch(sql)?;
            tx.pragma_update(None, "user_version", number as i64 + 1)?;
            tx.commit()
        };
        step().map_err(|error| unusable(name, error))?;
    }
    Ok(())
}

/// The schema version this program writes.
pub fn schema_version() -> i64 {
    MIGRATIONS.len() as i64
}
