//! The world on a disk: one JSON file, and beside it a folder of contents, each under its hash.
//!
//! A content is written once and never changed; the JSON is written beside, synced and put in the place
//! of the old one. So whatever instant a kill or the loss of power strikes, what is found afterwards is
//! a whole world, if perhaps one of a moment ago.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use axum::body::Bytes;

use super::Settings;
use super::world::{Asleep, Snapshot, World};
use crate::clock::{Clock, Time};

const WORLD: &str = "world.json";
const CONTENTS: &str = "files";

/// Keeps a world in a folder, again and again.
#[derive(Debug)]
pub struct Keeper {
    folder: PathBuf,
    /// The contents that are known to be on the disk.
    written: BTreeSet<String>,
}

/// A world that was found in a folder, to be taken up by [`super::Emulator::restore`].
pub struct Kept {
    pub(super) world: Asleep,
    pub(super) contents: BTreeMap<String, Bytes>,
}

impl Keeper {
    /// Keeps worlds in `folder`, which is made when the first one is saved.
    pub fn of(folder: impl Into<PathBuf>) -> Self {
        Keeper { folder: folder.into(), written: BTreeSet::new() }
    }

    /// Writes what [`super::World::snapshot`] gave; only contents that are new cost more than the JSON. Blocking.
    pub fn save(&mut self, snapshot: &Snapshot) -> io::Result<()> {
        let contents = self.folder.join(CONTENTS);
        fs::create_dir_all(&contents)?;
        let mut fresh = false;
        for (hash, bytes) in &snapshot.contents {
            if self.written.contains(hash) {
                continue;
            }
            if !contents.join(hash).exists() {
                place(&contents, hash, bytes)?;
                fresh = true;
            }
            self.written.insert(hash.clone());
        }
        if fresh {
            File::open(&contents)?.sync_all()?;
        }
        place(&self.folder, WORLD, &snapshot.json)?;
        File::open(&self.folder)?.sync_all()
    }
}

impl Kept {
    /// Reads what a [`Keeper`] saved; `None` where nothing was. Blocking.
    pub fn find(folder: &Path) -> io::Result<Option<Self>> {
        let path = folder.join(WORLD);
        let json = match fs::read(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        let unsound =
            |why: String| io::Error::new(ErrorKind::InvalidData, format!("{}: {why}", path.display()));
        let world = Asleep::read(&json).map_err(unsound)?;
        let mut contents = BTreeMap::new();
        for hash in world.hashes() {
            // What is not a hash names no file, whoever wrote it.
            if !hash.bytes().all(|letter| letter.is_ascii_hexdigit()) {
                return Err(unsound(format!("{hash:?} is no hash")));
            }
            let bytes = Bytes::from(fs::read(folder.join(CONTENTS).join(hash))?);
            if blake3::hash(&bytes).to_hex().as_str() != hash {
                return Err(unsound(format!("the content {hash} was changed")));
            }
            contents.insert(hash.to_owned(), bytes);
        }
        Ok(Some(Kept { world, contents }))
    }

    /// The world again, for the same bot.
    pub(super) fn wake(self, clock: Clock, settings: &Settings) -> io::Result<World> {
        let Settings { token, name, username, .. } = settings;
        let woken = self.world.wake(&self.contents, clock, token, name, username);
        woken.map_err(|why| io::Error::new(ErrorKind::InvalidData, format!("the kept world: {why}")))
    }

    /// What the world's clock showed when it was saved: where it goes on.
    pub fn at(&self) -> Time {
        self.world.at()
    }
}

/// Writes a file beside its place, syncs it and puts it there, over an old one.
fn place(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    draft.write_all(bytes)?;
    draft.as_file().sync_all()?;
    draft.persist(folder.join(name)).map(drop).map_err(|error| error.error)
}
