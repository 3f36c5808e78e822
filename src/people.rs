//! `muster people`: lists of people on the server's shell.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use muster::clock::Clock;
use muster::config::Config;
use muster::error::Failure;
use muster::features::roles;
use muster::features::roster::{self, import::Imported, job::problem_say};
use muster::i18n::{Locale, Texts};
use muster::seal::{Seal, VARIABLE};
use muster::store::Store;
use tempfile::NamedTempFile;

use crate::{End, runtime};

/// Stands for standard output where a file is named.
const STDOUT: &str = "-";

/// Enters the people of a file, and writes it back with a code each.
pub fn import(config: &Config, file: &Path, out: Option<PathBuf>, seal: Option<Seal>) -> Result<(), End> {
    let csv = std::fs::read(file)
        .map_err(|error| End::Misused(format!("{} cannot be read: {error}", file.display())))?;
    // Before anything is entered: codes that cannot be written down help nobody.
    let mut sheet = Sheet::at(&out.unwrap_or_else(|| beside(file)), Some(file))?;
    let store = Store::open(&config.storage.database).map_err(Failure::from)?;
    let now = Clock::system().now();
    let imported = runtime()?.block_on(store.write(move |tx| {
        let imported = roster::import::import(tx, &csv, seal.as_ref(), None, now)?;
        Ok((imported, roster::bot(tx)?))
    }))?;
    let (imported, bot) = match imported {
        (Ok(imported), bot) => (imported, bot),
        (Err(problems), _) => {
            let texts = Texts::embedded();
            for problem in &problems {
                let what = texts.plain(Locale::En, &problem_say(&problem.what));
                eprintln!("{}:{}: {what}", file.display(), problem.line);
            }
            return Err(End::Misused(format!("nobody was imported: {} problems", problems.len())));
        }
    };
    roster::import::write(&mut sheet, &imported.rows, bot.as_deref(), true)?;
    let Imported { added, updated, unchanged, claimed, teams, .. } = imported;
    let said = format!(
        "{}: {added} people added, {updated} updated, {unchanged} unchanged, {claimed} joined already; {teams} teams made",
        file.display()
    );
    sheet.finish(&said)?;
    if bot.is_none() {
        eprintln!(
            "the column link is empty until the bot has run once; a code typed to it in private does the same"
        );
    }
    Ok(())
}

/// Writes who signed up.
pub fn export(config: &Config, file: &Path, phones: bool, seal: Option<Seal>) -> Result<(), End> {
    if phones && seal.is_none() {
        return Err(End::Misused(format!("--phones needs the key they are kept with: set {VARIABLE}")));
    }
    let database = &config.storage.database;
    if !database.exists() {
        return Err(Failure::msg(format!("there is no database at {}", database.display())).into());
    }
    let mut sheet = Sheet::at(file, None)?;
    let store = Store::open(database).map_err(Failure::from)?;
    let wanted =
        roster::export::Wanted { below: None, phones: seal.filter(|_| phones), zone: config.timezone };
    let now = Clock::system().now();
    let said = runtime()?.block_on(async {
        let (sheet, count) = store
            .read(move |read| {
                let count = roster::export::export(read, &wanted, &mut sheet)?;
                Ok((sheet, count))
            })
            .await?;
        let detail = if phones { format!("{count} ☎") } else { count.to_string() };
        store.write(move |tx| roles::audit(tx, None, "people.export", &detail, now)).await?;
        Ok::<_, Failure>((sheet, format!("{count} people")))
    })?;
    said.0.finish(&said.1)
}

/// `people.csv` becomes `people-codes.csv`.
fn beside(file: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{stem}-codes.csv"))
}

/// A file that is being written: it takes its name once it is whole, and only its owner reads it.
enum Sheet {
    File { draft: NamedTempFile, to: PathBuf },
    Stdout,
}

impl Sheet {
    /// `source` is what must not be written over.
    fn at(to: &Path, source: Option<&Path>) -> Result<Sheet, End> {
        if to == Path::new(STDOUT) {
            return Ok(Sheet::Stdout);
        }
        let same =
            |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
        if source.is_some_and(|source| same(source, to)) {
            return Err(End::Misused(format!("{} would be written over; name another file", to.display())));
        }
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let draft = NamedTempFile::new_in(folder)
            .map_err(|error| End::Misused(format!("{} cannot be written: {error}", to.display())))?;
        Ok(Sheet::File { draft, to: to.to_owned() })
    }

    /// Says what came of it, on the standard error where the standard output is the file.
    fn finish(self, said: &str) -> Result<(), End> {
        match self {
            Sheet::Stdout => eprintln!("{said}"),
            Sheet::File { draft, to } => {
                draft.as_file().sync_all().map_err(Failure::from)?;
                draft.persist(&to).map_err(|error| {
                    Failure::msg(format!("{} cannot be written: {}", to.display(), error.error))
                })?;
                println!("{said}; written to {}", to.display());
            }
        }
        Ok(())
    }
}

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sheet::File { draft, .. } => draft.write(bytes),
            Sheet::Stdout => io::stdout().write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sheet::File { draft, .. } => draft.flush(),
            Sheet::Stdout => io::stdout().flush(),
        }
    }
}
