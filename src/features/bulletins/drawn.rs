//! Pictures that were drawn outside of any transaction, one for each language of those who get it.

use crate::clock::Time;
use crate::error::Failure;
use crate::i18n::Locale;
use crate::outbox;
use crate::store::Tx;

/// A picture in the media folder, for readers of one language.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub locale: Locale,
    pub hash: String,
    pub bytes: usize,
}

/// Notes the files of what was drawn, in the transaction that names them.
pub fn note(tx: &mut Tx, drawn: &[Drawn], now: Time) -> Result<(), Failure> {
    for Drawn { hash, bytes, .. } in drawn {
        outbox::note_file(tx, hash, *bytes, now)?;
    }
    Ok(())
}

/// The picture in a language.
pub fn in_language(drawn: &[Drawn], locale: Locale) -> Option<&str> {
    drawn.iter().find(|drawn| drawn.locale == locale).or(drawn.first()).map(|drawn| drawn.hash.as_str())
}
