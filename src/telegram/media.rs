//! Kept files: one for each content, named by its hash.
//!
//! A file is on the disk before a transaction names it, and is removed after its last name is gone;
//! so a crash between the two leaves a file too many, never one too few.

use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

/// The folder that `storage.media` names.
#[derive(Clone, Debug)]
pub struct Media {
    folder: PathBuf,
    /// Held while a file is put in place, and while one is removed for its age: what was just kept
    /// again is never taken for old.
    placing: Arc<Mutex<()>>,
}

impl Media {
    /// Uses `folder`, which is made when the first file is kept.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Media { folder: folder.into(), placing: Arc::default() }
    }

    /// The name that contents go by: BLAKE3 in hexadecimal.
    pub fn hash(bytes: &[u8]) -> String {
        blake3::hash(bytes).to_hex().to_string()
    }

    /// Where contents of this hash stand, kept or not.
    pub fn path(&self, hash: &str) -> PathBuf {
        // Hashes come from the database, which may have been restored from anywhere: only what a
        // hash is made of becomes part of a path.
        let clean: String = hash.chars().filter(char::is_ascii_hexdigit).collect();
        self.folder.join(clean.get(..2).unwrap_or("__")).join(clean)
    }

    /// Writes and syncs `bytes` under their hash, which it returns. Blocking.
    ///
    /// # Errors
    ///
    /// When the disk is full or the folder cannot be written.
    pub fn keep(&self, bytes: &[u8]) -> io::Result<String> {
        let hash = Self::hash(bytes);
        let draft = self.draft(&hash, bytes)?;
        let placing = self.placing.lock().expect("no holder panics");
        self.place(&hash, draft)?;
        drop(placing);
        self.settle(&hash)?;
        Ok(hash)
    }

    /// Sees that contents that a transaction has named are still there: they may have been erased
    /// under another name just before it did. Blocking.
    ///
    /// # Errors
    ///
    /// As [`Media::keep`].
    pub fn hold(&self, hash: &str, bytes: &[u8]) -> io::Result<()> {
        let placing = self.placing.lock().expect("no holder panics");
        if self.path(hash).exists() {
            return Ok(());
        }
        let draft = self.draft(hash, bytes)?;
        self.place(hash, draft)?;
        drop(placing);
        self.settle(hash)
    }

    fn draft(&self, hash: &str, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
        let folder = self.folder_of(hash);
        fs::create_dir_all(&folder)?;
        let mut draft = tempfile::NamedTempFile::new_in(folder)?;
        draft.write_all(bytes)?;
        draft.as_file().sync_all()?;
        Ok(draft)
    }

    /// Over an old file of the same contents too, so that its age begins anew.
    fn place(&self, hash: &str, draft: tempfile::NamedTempFile) -> io::Result<()> {
        draft.persist(self.path(hash)).map(drop).map_err(|error| error.error)
    }

    fn settle(&self, hash: &str) -> io::Result<()> {
        File::open(self.folder_of(hash))?.sync_all()
    }

    fn folder_of(&self, hash: &str) -> PathBuf {
        self.path(hash).parent().unwrap_or(&self.folder).to_owned()
    }

    /// Removes contents if `forget`, which takes their last name away, says so. Nothing is put in
    /// place meanwhile; who names the same contents after that asks to [`Media::hold`] them. Blocking.
    ///
    /// # Errors
    ///
    /// As `forget` and [`Media::remove`].
    pub fn erase<E: From<io::Error>>(
        &self,
        hash: &str,
        forget: impl FnOnce() -> Result<bool, E>,
    ) -> Result<(), E> {
        let _placing = self.placing.lock().expect("no holder panics");
        if forget()? {
            self.remove(hash)?;
        }
        Ok(())
    }

    /// Reads kept contents. Blocking.
    ///
    /// # Errors
    ///
    /// When they are not kept (any more) or cannot be read.
    pub fn read(&self, hash: &str) -> io::Result<Vec<u8>> {
        fs::read(self.path(hash))
    }

    /// Opens kept contents, for whoever need not have them in memory; with their length. Blocking.
    ///
    /// # Errors
    ///
    /// As [`Media::read`].
    pub fn open(&self, hash: &str) -> io::Result<(File, u64)> {
        let file = File::open(self.path(hash))?;
        let length = file.metadata()?.len();
        Ok((file, length))
    }

    /// A file to be written, and then kept by [`Media::keep_draft`]; it goes by itself if it is not.
    /// Blocking.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub fn begin(&self) -> io::Result<tempfile::NamedTempFile> {
        fs::create_dir_all(&self.folder)?;
        tempfile::NamedTempFile::new_in(&self.folder)
    }

    /// Keeps what was written, under its hash, which it returns. Blocking.
    ///
    /// # Errors
    ///
    /// As [`Media::keep`].
    pub fn keep_draft(&self, mut draft: tempfile::NamedTempFile) -> io::Result<String> {
        draft.as_file().sync_all()?;
        draft.rewind()?;
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(draft.as_file_mut())?;
        let hash = hasher.finalize().to_hex().to_string();
        fs::create_dir_all(self.folder_of(&hash))?;
        let placing = self.placing.lock().expect("no holder panics");
        self.place(&hash, draft)?;
        drop(placing);
        self.settle(&hash)?;
        Ok(hash)
    }

    /// Removes contents; it is no error if they are gone already. Blocking.
    ///
    /// # Errors
    ///
    /// When the file is there and cannot be removed.
    pub fn remove(&self, hash: &str) -> io::Result<()> {
        match fs::remove_file(self.path(hash)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    /// Removes contents that were last kept before `before`. Blocking.
    ///
    /// # Errors
    ///
    /// As [`Media::remove`].
    pub fn remove_older(&self, hash: &str, before: SystemTime) -> io::Result<()> {
        let _placing = self.placing.lock().expect("no holder panics");
        match fs::metadata(self.path(hash)) {
            Ok(found) if found.modified()? < before => self.remove(hash),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Every hash that is kept. Blocking.
    pub fn kept(&self) -> Vec<String> {
        let listed = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
        listed(&self.folder)
            .filter(|entry| entry.path().is_dir())
            .flat_map(|entry| listed(&entry.path()).collect::<Vec<_>>())
            .filter_map(|file| file.file_name().into_string().ok())
            .filter(|name| name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .collect()
    }

    /// Removes what was begun before `before` and never kept: a crash left it. Blocking.
    pub fn remove_drafts(&self, before: SystemTime) {
        let listed = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
        let folders = listed(&self.folder).map(|entry| entry.path()).filter(|path| path.is_dir());
        for entry in
            folders.chain([self.folder.clone()]).flat_map(|folder| listed(&folder).collect::<Vec<_>>())
        {
            let is_draft = entry.file_name().to_string_lossy().starts_with(".tmp");
            let is_old = entry.metadata().and_then(|found| found.modified()).is_ok_and(|at| at < before);
            if is_draft && is_old && fs::remove_file(entry.path()).is_err() {
                tracing::warn!("a draft in the media folder cannot be removed");
            }
        }
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}
