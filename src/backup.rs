//! The whole installation in one file, written while the bot runs, and put back by one command.
//!
//! A backup is a tar archive: `muster.db`, a consistent copy of the database, and `media/` with
//! every file that it names. Nothing is removed from the media folder while one is written.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use rusqlite::{Connection, OpenFlags};

use crate::config::Storage;
use crate::error::Failure;
use crate::store::setup;
use crate::telegram::media::Media;

const DATABASE: &str = "muster.db";
const MEDIA: &str = "media";

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    pub path: PathBuf,
    pub bytes: u64,
    pub files: usize,
}

/// Held while a backup is written: sweeping waits for its end.
#[derive(Debug)]
pub struct UnderWay {
    _lock: File,
}

/// Takes the sign that a backup is under way; none if one is, here or in another process.
pub fn begin(storage: &Storage) -> Result<Option<UnderWay>, Failure> {
    let path = storage.database.with_extension("backup-lock");
    let lock = File::options().create(true).truncate(false).write(true).open(&path)?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(UnderWay { _lock: lock })),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error).with_context(|| path.display().to_string()),
    }
}

/// Writes a backup to `to`, beside a running bot or without one; the file is there whole or not at
/// all. Blocking.
///
/// # Errors
///
/// When there is no database yet, another backup is under way, or the disk is full.
pub fn write(storage: &Storage, to: &Path) -> Result<Written, Failure> {
    ensure!(storage.database.exists(), "there is no database at {} yet", storage.database.display());
    let Some(_under_way) = begin(storage)? else {
        bail!("another backup is being written; try again when it is done")
    };
    let folder = match to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let work = tempfile::Builder::new().prefix(".muster-backup").tempdir_in(folder)?;

    let copy = work.path().join(DATABASE);
    let source = Connection::open_with_flags(&storage.database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    source.execute("vacuum into $1", [copy.to_str().context("the path is not UTF-8")?])?;
    drop(source);

    let draft = tempfile::NamedTempFile::new_in(folder)?;
    let mut archive = tar::Builder::new(BufWriter::new(draft));
    archive.append_path_with_name(&copy, DATABASE)?;
    let media = Media::in_folder(&storage.media);
    let names = named_files(&copy)?;
    for hash in &names {
        let path = media.path(hash);
        let name = Path::new(MEDIA).join(path.strip_prefix(&storage.media)?);
        archive
            .append_path_with_name(&path, name)
            .with_context(|| format!("the kept file {}", path.display()))?;
    }
    let mut writer = archive.into_inner()?;
    writer.flush()?;
    let draft = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
    draft.as_file().sync_all()?;
    check(draft.path())?;
    let bytes = draft.as_file().metadata()?.len();
    draft.persist(to).with_context(|| to.display().to_string())?;
    Ok(Written { path: to.to_owned(), bytes, files: names.len() })
}

/// Every file that the database names.
fn named_files(database: &Path) -> Result<Vec<String>, Failure> {
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = connection.prepare("select hash from file order by hash")?;
    let hashes = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(hashes)
}

/// Reads an archive through: the database is whole, and every file is what its name says.
fn check(archive: &Path) -> Result<(), Failure> {
    let work = tempfile::tempdir()?;
    let mut files = Vec::new();
    let mut database = None;
    for entry in tar::Archive::new(io::BufReader::new(File::open(archive)?)).entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        if path == Path::new(DATABASE) {
            let copy = work.path().join(DATABASE);
            io::copy(&mut entry, &mut File::create(&copy)?)?;
            database = Some(copy);
        } else {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            ensure!(Media::hash(&bytes) == name, "{} is damaged", path.display());
            files.push(name);
        }
    }
    let database = database.context("this is no backup of muster: there is no database in it")?;
    let connection = Connection::open_with_flags(&database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let verdict: String = connection.query_row("pragma quick_check", [], |row| row.get(0))?;
    ensure!(verdict == "ok", "the database in the backup is damaged: {verdict}");
    let version: i64 = connection.query_row("pragma user_version", [], |row| row.get(0))?;
    ensure!(
        version <= setup::schema_version(),
        "the backup was written by a newer muster (schema {version}, this program knows {})",
        setup::schema_version()
    );
    let missing = named_files(&database)?.into_iter().filter(|hash| !files.contains(hash)).count();
    ensure!(missing == 0, "{missing} files that the database names are not in the backup");
    Ok(())
}

/// Puts a backup back. Blocking.
///
/// Refuses while a bot runs on the installation, and to overwrite one unless `force`.
///
/// # Errors
///
/// When the archive is damaged or of a newer program: then nothing is touched.
pub fn restore(storage: &Storage, from: &Path, force: bool) -> Result<(), Failure> {
    let _running = setup::lock(&storage.database)?;
    if storage.database.exists() && !force {
        bail!(
            "there is an installation at {} already; say --force to overwrite it with the backup",
            storage.database.display()
        );
    }
    check(from).with_context(|| from.display().to_string())?;
    let folder = storage.database.parent().unwrap_or(Path::new("."));
    let media = Media::in_folder(&storage.media);
    let mut database = tempfile::NamedTempFile::new_in(folder)?;
    for entry in tar::Archive::new(io::BufReader::new(File::open(from)?)).entries()? {
        let mut entry = entry?;
        if entry.path()? == Path::new(DATABASE) {
            io::copy(&mut entry, &mut database)?;
        } else {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            media.keep(&bytes)?;
        }
    }
    database.as_file().sync_all()?;
    // What the old database left in its write-ahead log must not be played into the new one.
    for ending in ["-wal", "-shm"] {
        let mut name = storage.database.as_os_str().to_owned();
        name.push(ending);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    database.persist(&storage.database)?;
    File::open(folder)?.sync_all()?;
    Ok(())
}
