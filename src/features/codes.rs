//! Codes for people to type, made by chance: each stands once.

use crate::domain::code;
use crate::error::Failure;

/// Made codes until `take` finds that one is nobody's yet: it answers with what it then made.
pub fn until_free<T>(mut take: impl FnMut(&str) -> Result<Option<T>, Failure>) -> Result<T, Failure> {
    for _ in 0..100 {
        if let Some(taken) = take(&fresh()?)? {
            return Ok(taken);
        }
    }
    anyhow::bail!("a hundred codes in a row are taken")
}

/// A code that nobody can guess.
pub fn fresh() -> Result<String, Failure> {
    random().map(code::of)
}

/// A short one, which nobody guesses in a few tries.
pub fn fresh_short() -> Result<String, Failure> {
    random().map(code::short)
}

fn random() -> Result<u64, Failure> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system gave no random bytes: {error}"))?;
    Ok(u64::from_le_bytes(bytes))
}
