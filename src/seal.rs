//! Sealing what nobody may read in a stolen database or backup: phone numbers.
//!
//! The key stands in the environment, never beside what it protects. A sealed value is text, so that any
//! column takes it: `1.KEY.BODY`, where KEY says which key opens it (a fingerprint, not the key) and BODY
//! is the nonce and the ciphertext. What it is and whose it is are bound into it: copied into another
//! row, it does not open.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::error::Failure;

/// The variable that holds the keys.
pub const VARIABLE: &str = "MUSTER_KEY";

const KEY: usize = 32;
const NONCE: usize = 24;
const FORMAT: &str = "1";

/// The keys of an installation: the first one seals, all of them open.
#[derive(Clone)]
pub struct Seal(Arc<[Key]>);

struct Key {
    id: String,
    cipher: XChaCha20Poly1305,
}

/// What is sealed, and the row it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Of {
    /// Such as `answer.phone`: the column.
    pub what: &'static str,
    /// The id of its owner.
    pub owner: i64,
}

/// What stands in the environment is no key.
#[derive(Debug, PartialEq, Eq)]
pub struct BadKey;

/// Why a sealed value stays shut.
#[derive(Debug, PartialEq, Eq)]
pub enum Shut {
    /// It was sealed with a key that is not here.
    OtherKey(String),
    /// It is not what was sealed for this owner.
    Damaged,
}

impl Seal {
    /// The keys in the environment; none where there are none.
    ///
    /// # Errors
    ///
    /// When there is something that is no key.
    pub fn from_environment() -> Result<Option<Seal>, BadKey> {
        match std::env::var(VARIABLE) {
            Ok(keys) if !keys.trim().is_empty() => Seal::parse(&keys).map(Some),
            Ok(_) | Err(std::env::VarError::NotPresent) => Ok(None),
            Err(std::env::VarError::NotUnicode(_)) => Err(BadKey),
        }
    }

    /// Keys as people write them: 32 bytes each in base64 or hexadecimal, separated by commas.
    ///
    /// # Errors
    ///
    /// When one of them is no key.
    pub fn parse(keys: &str) -> Result<Seal, BadKey> {
        keys.split(',').map(|key| read_key(key.trim()).map(Key::new)).collect::<Result<_, _>>().map(Seal)
    }

    /// Seals a text for its owner.
    ///
    /// # Errors
    ///
    /// When the machine gives no random numbers.
    pub fn seal(&self, of: Of, text: &str) -> Result<String, Failure> {
        let Some(Key { id, cipher }) = self.0.first() else { anyhow::bail!("there is no key") };
        let mut body = [0; NONCE].to_vec();
        getrandom::fill(&mut body).map_err(|error| anyhow::anyhow!("no random numbers: {error}"))?;
        let nonce = XNonce::try_from(body.as_slice())?;
        let bound = of.bound();
        let sealed = cipher.encrypt(&nonce, Payload { msg: text.as_bytes(), aad: bound.as_bytes() });
        body.extend(sealed.map_err(|_| Failure::msg("too long to be sealed"))?);
        Ok(format!("{FORMAT}.{id}.{}", URL_SAFE_NO_PAD.encode(body)))
    }

    /// Opens what was sealed for this owner.
    ///
    /// # Errors
    ///
    /// When it does not open.
    pub fn open(&self, of: Of, sealed: &str) -> Result<String, Shut> {
        let (key, body) = parts(sealed).ok_or(Shut::Damaged)?;
        let Some(Key { cipher, .. }) = self.0.iter().find(|own| own.id == key) else {
            return Err(Shut::OtherKey(key.to_owned()));
        };
        let body = URL_SAFE_NO_PAD.decode(body).map_err(|_| Shut::Damaged)?;
        let (nonce, body) = body.split_at_checked(NONCE).ok_or(Shut::Damaged)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| Shut::Damaged)?;
        let bound = of.bound();
        let text = cipher.decrypt(&nonce, Payload { msg: body, aad: bound.as_bytes() });
        text.ok().and_then(|text| String::from_utf8(text).ok()).ok_or(Shut::Damaged)
    }

    fn has(&self, key: &str) -> bool {
        self.0.iter().any(|own| own.id == key)
    }
}

impl Key {
    fn new(bytes: [u8; KEY]) -> Self {
        let print = blake3::derive_key("muster 2026 fingerprint of a sealing key", &bytes);
        let id = print[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        Key { id, cipher: XChaCha20Poly1305::new(&bytes.into()) }
    }
}

impl Of {
    fn bound(self) -> String {
        format!("{}:{}", self.what, self.owner)
    }
}

/// Which key opens a sealed value.
pub fn key_of(sealed: &str) -> Option<&str> {
    parts(sealed).map(|(key, _)| key)
}

/// A key that nobody has, in the words of the environment.
///
/// # Errors
///
/// When the machine gives no random numbers.
pub fn new_key() -> Result<String, Failure> {
    let mut key = [0; KEY];
    getrandom::fill(&mut key).map_err(|error| anyhow::anyhow!("no random numbers: {error}"))?;
    Ok(STANDARD.encode(key))
}

/// A line for each key with which something was sealed and that is not here now.
pub fn missing(seal: Option<&Seal>, used: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut used: Vec<String> = used.into_iter().collect();
    used.sort();
    used.dedup();
    used.retain(|key| !seal.is_some_and(|seal| seal.has(key)));
    let line = |key: &String| {
        format!(
            "{VARIABLE} lacks the key {key}, with which phone numbers were encrypted: they stay, and cannot be \
             read until it stands there again, behind a comma where another one is first"
        )
    };
    used.iter().map(line).collect()
}

fn parts(sealed: &str) -> Option<(&str, &str)> {
    let mut parts = sealed.splitn(3, '.');
    let (format, key, body) = (parts.next()?, parts.next()?, parts.next()?);
    (format == FORMAT).then_some((key, body))
}

fn read_key(text: &str) -> Result<[u8; KEY], BadKey> {
    let engines = [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD];
    let bytes = from_hex(text).or_else(|| engines.iter().find_map(|engine| engine.decode(text).ok()));
    bytes.and_then(|bytes| bytes.try_into().ok()).ok_or(BadKey)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if text.len() != 2 * KEY || !text.is_ascii() {
        return None;
    }
    (0..KEY).map(|at| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()).collect()
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|key| &key.id)).finish()
    }
}

impl fmt::Display for BadKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{VARIABLE} holds something that is no key: it takes 32 bytes in base64 or hexadecimal, as `muster key` \
             makes them; older keys stand behind the newest, separated by commas"
        )
    }
}

impl std::error::Error for BadKey {}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONE: Of = Of { what: "answer.phone", owner: 7 };

    fn seal(keys: &str) -> Seal {
        Seal::parse(keys).expect("keys")
    }

    #[test]
    fn what_was_sealed_opens_for_its_owner_alone() {
        let key = new_key().expect("a key");
        let sealed = seal(&key).seal(PHONE, "+8613812341234").expect("sealed");
        assert!(!sealed.contains("1381234"), "{sealed}");
        assert_eq!(seal(&key).open(PHONE, &sealed).as_deref(), Ok("+8613812341234"));
        assert_eq!(seal(&key).open(Of { owner: 8, ..PHONE }, &sealed), Err(Shut::Damaged));
        assert_eq!(seal(&key).open(Of { what: "roster.phone", ..PHONE }, &sealed), Err(Shut::Damaged));
        assert_ne!(seal(&key).seal(PHONE, "+8613812341234").expect("sealed"), sealed, "a nonce each");
    }

    #[test]
    fn an_old_key_behind_the_new_one_still_opens() {
        let (old, new) = (new_key().expect("a key"), new_key().expect("a key"));
        let before = seal(&old).seal(PHONE, "12345").expect("sealed");
        let both = seal(&format!("{new}, {old}"));
        assert_eq!(both.open(PHONE, &before).as_deref(), Ok("12345"));
        let after = both.seal(PHONE, "12345").expect("sealed");
        assert_eq!(seal(&new).open(PHONE, &after).as_deref(), Ok("12345"), "the first one seals");
        let Err(Shut::OtherKey(key)) = seal(&new).open(PHONE, &before) else { panic!("it opened") };
        assert_eq!(key_of(&before), Some(key.as_str()));

        let used = || [&before, &after].map(|sealed| key_of(sealed).expect("a key").to_owned());
        assert_eq!(missing(Some(&both), used()), Vec::<String>::new());
        assert!(missing(Some(&seal(&new)), used())[0].contains(&key));
        assert_eq!(missing(None, used()).len(), 2);
    }

    #[test]
    fn keys_are_read_as_people_write_them() {
        let hex = "00ff".repeat(16);
        let bytes: Vec<u8> = [0, 255].repeat(16);
        let sealed = seal(&hex).seal(PHONE, "1").expect("sealed");
        for same in [STANDARD.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes), hex.to_uppercase()] {
            assert_eq!(seal(&format!(" {same}\n")).open(PHONE, &sealed).as_deref(), Ok("1"), "{same}");
        }
        for wrong in
            ["", "secret", &hex[1..], &format!("{hex},"), &format!("{hex}00"), "密".repeat(32).as_str()]
        {
            assert_eq!(Seal::parse(wrong).err(), Some(BadKey), "{wrong}");
        }
        assert!(!format!("{:?}", seal(&hex)).contains("00ff00ff"), "a key is never shown");
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_was_changed_opens(text in "\\PC{0,20}", at in 0usize..60, by in 1u8..) {
            let seal = seal(&"ab".repeat(32));
            let sealed = seal.seal(PHONE, &text).expect("sealed");
            proptest::prop_assert_eq!(seal.open(PHONE, &sealed), Ok(text));
            let (head, body) = sealed.rsplit_once('.').expect("parts");
            let mut body = URL_SAFE_NO_PAD.decode(body).expect("base64");
            let at = at % body.len();
            body[at] ^= by;
            let changed = format!("{head}.{}", URL_SAFE_NO_PAD.encode(body));
            proptest::prop_assert_eq!(seal.open(PHONE, &changed), Err(Shut::Damaged));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}|1\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]{0,40}") {
            let _ = seal(&"ab".repeat(32)).open(PHONE, &text);
            let _ = Seal::parse(&text);
        }
    }
}
