//! The messages in which drafts are looked at, and the pictures of what was published.

use crate::domain::ids::ChatId;
use crate::error::Failure;
use crate::i18n::Locale;
use crate::store::{Read, Row, Tx};

/// A draft as one of its readers sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub chat: ChatId,
    /// Of the text's letter.
    pub key: String,
    /// Of the picture's letter.
    pub picture: Option<String>,
    /// Which buttons stand below it.
    pub mode: i64,
}

fn seen(row: &Row) -> Result<Seen, Failure> {
    Ok(Seen {
        chat: row.get("chat_id")?,
        key: row.get("key")?,
        picture: row.get("picture")?,
        mode: row.get("mode")?,
    })
}

pub fn all(read: &Read, kind: &str, draft: i64) -> Result<Vec<Seen>, Failure> {
    read.all(
        "select chat_id, key, picture, mode from draft_letter where kind = $1 and draft_id = $2 order by chat_id",
        &[&kind, &draft],
        seen,
    )
}

pub fn put(tx: &mut Tx, kind: &str, draft: i64, seen: &Seen) -> Result<(), Failure> {
    tx.execute(
        "insert into draft_letter (kind, draft_id, chat_id, key, picture, mode) values ($1, $2, $3, $4, $5, $6)
         on conflict (kind, draft_id, chat_id) do update
             set key = excluded.key, picture = excluded.picture, mode = excluded.mode",
        &[&kind, &draft, &seen.chat, &seen.key, &seen.picture, &seen.mode],
    )?;
    Ok(())
}

pub fn clear(tx: &mut Tx, kind: &str, draft: i64) -> Result<(), Failure> {
    tx.execute("delete from draft_letter where kind = $1 and draft_id = $2", &[&kind, &draft])?;
    Ok(())
}

pub fn keep_picture(tx: &mut Tx, kind: &str, notice: i64, locale: Locale, hash: &str) -> Result<(), Failure> {
    tx.execute(
        "insert into notice_picture (kind, notice_id, locale, picture) values ($1, $2, $3, $4)
         on conflict (kind, notice_id, locale) do update set picture = excluded.picture",
        &[&kind, &notice, &locale.tag(), &hash],
    )?;
    Ok(())
}

/// The picture in a language, or in another where it was not drawn in that one.
pub fn picture(read: &Read, kind: &str, notice: i64, locale: Locale) -> Result<Option<String>, Failure> {
    read.value(
        "select picture from notice_picture where kind = $1 and notice_id = $2
         order by case when locale = $3 then 0 else 1 end, locale limit 1",
        &[&kind, &notice, &locale.tag()],
    )
}
