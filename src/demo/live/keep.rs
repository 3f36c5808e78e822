//! What outlives the program: the campaign as it stands, taken up again by the next start.
//!
//! The world and the bot's database belong together: a photo that the one counts and the other has
//! never seen would be a riddle. So they are written down as a pair, while the bot is between two pieces of
//! work, into one of two slots in turn; a file says which slot is the current one, and is exchanged last.
//! Whatever instant the program is killed at, what is found is a whole pair, of a second ago at most.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};

use super::Told;
use super::reads::Reads;
use crate::clock::Time;
use crate::emulator::{ChatId, Keeper, Kept, Snapshot, UserId};
use crate::error::Failure;

/// Raised when what is written here can no longer be read as it was.
const FORMAT: u32 = 1;

const CURRENT: &str = "current";
const OPENING: &str = "opening";
const SLOTS: [&str; 2] = ["a", "b"];
const WORK: &str = "bot";
const DATABASE: &str = "muster.db";
const MARK: &str = "demo.json";

/// Where a campaign is kept; nobody else plays there as long as this is held.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    _lock: File,
    keepers: [Keeper; 2],
    current: Option<usize>,
}

/// What is kept besides the world and the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    format: u32,
    /// The day that is played.
    pub day: String,
    /// What the clock shows.
    pub clock: Time,
    /// What it showed when the visitor came first.
    pub since: Time,
    pub people: BTreeMap<String, UserId>,
    pub chats: BTreeMap<String, ChatId>,
    /// How many of the day's steps were taken.
    pub taken: usize,
    /// What the narrator said last.
    #[serde(default)]
    pub narration: Option<Told>,
    /// Whom the visitor plays.
    pub persona: Option<String>,
    pub reads: Reads,
}

impl Mark {
    pub fn new(
        day: &str,
        clock: Time,
        people: BTreeMap<String, UserId>,
        chats: BTreeMap<String, ChatId>,
    ) -> Mark {
        Mark {
            format: FORMAT,
            day: day.to_owned(),
            clock,
            since: clock,
            people,
            chats,
            taken: 0,
            narration: None,
            persona: None,
            reads: Reads::default(),
        }
    }

    /// The same, with what the clock shows now.
    pub fn at(&self, clock: Time) -> Mark {
        Mark { clock, ..self.clone() }
    }
}

impl Folder {
    /// Makes this process the one that plays in `path`.
    pub fn claim(path: &Path) -> Result<Folder, Failure> {
        let unusable = || format!("{} cannot be used; name another folder with --data", path.display());
        if let Some(above) = path.parent() {
            fs::create_dir_all(above).with_context(unusable)?;
        }
        let lock = File::options().create(true).truncate(false).write(true).open(beside(path, "lock"));
        let lock = lock.with_context(unusable)?;
        match lock.try_lock() {
            Ok(()) => {
                Ok(Folder { path: path.to_owned(), _lock: lock, keepers: keepers(path), current: None })
            }
            Err(fs::TryLockError::WouldBlock) => Err(Failure::msg(format!(
                "another muster demo plays in {}; stop it, or name another folder with --data",
                path.display()
            ))),
            Err(fs::TryLockError::Error(error)) => Err(error).with_context(unusable),
        }
    }

    /// Where the bot's own files lie.
    pub fn work(&self) -> PathBuf {
        self.path.join(WORK)
    }

    /// The file with what the bot keeps phone numbers with; it outlives a campaign that is begun anew.
    pub fn key(&self) -> PathBuf {
        beside(&self.path, "key")
    }

    /// Finds what was kept and lays the bot's database out; none where nothing was kept. Blocking.
    pub fn take_up(&mut self) -> Result<Option<(Mark, Kept)>, Failure> {
        let slot = match fs::read_to_string(self.path.join(CURRENT)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            read => read?,
        };
        let place = SLOTS.iter().position(|known| *known == slot.trim());
        let place = place.with_context(|| format!("no slot {slot:?}"))?;
        let found = self.lay_out(SLOTS[place])?;
        self.current = Some(place);
        Ok(Some(found))
    }

    /// Goes back to the beginning that was kept. Blocking.
    pub fn take_up_opening(&mut self) -> Result<(Mark, Kept), Failure> {
        self.lay_out(OPENING)
    }

    fn lay_out(&self, slot: &str) -> Result<(Mark, Kept), Failure> {
        let slot = self.path.join(slot);
        let mark = fs::read(slot.join(MARK)).context("its mark is missing")?;
        #[derive(Deserialize)]
        struct Head {
            format: u32,
        }
        let Head { format } = serde_json::from_slice(&mark)?;
        anyhow::ensure!(format == FORMAT, "it is of format {format}, this program reads {FORMAT}");
        let mark: Mark = serde_json::from_slice(&mark)?;
        let kept = Kept::find(&slot)?.context("its world is missing")?;
        let work = self.work();
        fs::create_dir_all(&work)?;
        // What stands beside it belongs to another moment.
        for behind in ["", "-wal", "-shm"] {
            remove(&work.join(format!("{DATABASE}{behind}")))?;
        }
        fs::copy(slot.join(DATABASE), work.join(DATABASE)).context("its database is missing")?;
        Ok((mark, kept))
    }

    /// Writes the campaign down as it stands. Blocking.
    pub fn save(&mut self, mark: &Mark, world: &Snapshot) -> Result<(), Failure> {
        let place = self.current.map_or(0, |current| 1 - current);
        let slot = self.path.join(SLOTS[place]);
        self.keepers[place].save(world)?;
        self.save_beside(&slot, mark)?;
        put(&self.path, CURRENT, SLOTS[place].as_bytes())?;
        self.current = Some(place);
        Ok(())
    }

    /// Writes down what may change without the world and the database. Blocking.
    pub fn save_mark(&self, mark: &Mark) -> Result<(), Failure> {
        let Some(current) = self.current else { return Ok(()) };
        put(&self.path.join(SLOTS[current]), MARK, &serde_json::to_vec(mark)?)
    }

    /// Writes down how the campaign begins. Blocking.
    pub fn save_opening(&self, mark: &Mark, world: &Snapshot) -> Result<(), Failure> {
        let slot = self.path.join(OPENING);
        Keeper::of(&slot).save(world)?;
        self.save_beside(&slot, mark)
    }

    fn save_beside(&self, slot: &Path, mark: &Mark) -> Result<(), Failure> {
        let copy = slot.join(DATABASE);
        remove(&copy)?;
        let source = self.work().join(DATABASE);
        let source = Connection::open_with_flags(source, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut target = Connection::open(&copy)?;
        target.execute_batch("pragma synchronous = off")?;
        Backup::new(&source, &mut target)?.step(-1)?;
        drop(target);
        File::open(&copy)?.sync_all()?;
        put(slot, MARK, &serde_json::to_vec(mark)?)
    }

    /// Throws away what was kept here.
    pub fn clear(&mut self) -> Result<(), Failure> {
        remove(&self.path.join(CURRENT))?;
        for folder in [WORK, OPENING].into_iter().chain(SLOTS) {
            match fs::remove_dir_all(self.path.join(folder)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        self.forget();
        Ok(())
    }

    fn forget(&mut self) {
        self.keepers = keepers(&self.path);
        self.current = None;
    }

    /// Puts what was kept here out of the way; returns where it lies now.
    pub fn put_aside(&mut self) -> Result<PathBuf, Failure> {
        let name = |n: u32| beside(&self.path, &format!("old-{n}"));
        let free = (1..).map(name).find(|path| !path.exists()).context("too many old ones")?;
        fs::rename(&self.path, &free).with_context(|| free.display().to_string())?;
        self.forget();
        Ok(free)
    }
}

fn keepers(path: &Path) -> [Keeper; 2] {
    SLOTS.map(|slot| Keeper::of(path.join(slot)))
}

/// A path beside another one, whose name it bears with something behind it.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{what}"));
    path.with_file_name(name)
}

fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| path.display().to_string())
        }
        _ => Ok(()),
    }
}

/// Writes a file beside its place and puts it there, over an old one.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    draft.write_all(bytes)?;
    draft.as_file().sync_all()?;
    draft.persist(folder.join(name))?;
    Ok(())
}
