//! Contents of files, which outlive the program under their hash.

use std::collections::BTreeMap;

use axum::body::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A file's content with the name it goes by. Written down it is the name alone: the content is kept beside.
#[derive(Clone)]
pub struct Blob {
    hash: String,
    bytes: Bytes,
}

impl Blob {
    pub(in crate::emulator) fn new(bytes: Bytes) -> Self {
        Blob { hash: blake3::hash(&bytes).to_hex().to_string(), bytes }
    }

    /// BLAKE3 in hexadecimal; the same for the same content.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The content.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Gives what was read from a snapshot its content back; `None` if that is not to be had.
    pub(in crate::emulator) fn fill(&mut self, contents: &BTreeMap<String, Bytes>) -> Option<()> {
        self.bytes = contents.get(&self.hash)?.clone();
        Some(())
    }
}

impl PartialEq for Blob {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

impl std::fmt::Debug for Blob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes {:.8}", self.bytes.len(), self.hash)
    }
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.hash.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Blob { hash: String::deserialize(deserializer)?, bytes: Bytes::new() })
    }
}
