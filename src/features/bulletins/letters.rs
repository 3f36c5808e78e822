//! The messages in which a draft is looked at: its picture, and below it its text with buttons. Of bulletins and of
//! rankings alike. Whatever changes, they are edited in place, all of them.

use super::store::letters as store;
use crate::clock::Time;
use crate::domain::ids::ChatId;
use crate::error::Failure;
use crate::features::context::Context;
use crate::outbox::{self, Body, Letter, Picture};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::Keyboard;

pub use store::Seen;

/// Of what a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draft {
    /// `bulletin`, `ranking`.
    pub kind: &'static str,
    pub id: i64,
}

impl Draft {
    /// All who look at it.
    pub fn seen(self, read: &Read) -> Result<Vec<Seen>, Failure> {
        store::all(read, self.kind, self.id)
    }

    /// What it is in this chat.
    pub fn seen_in(self, read: &Read, chat: ChatId) -> Result<Option<Seen>, Failure> {
        Ok(self.seen(read)?.into_iter().find(|seen| seen.chat == chat))
    }

    /// Shows it in a chat, in the place of where it was shown before.
    pub fn show(
        self,
        tx: &mut Tx,
        cx: &Context,
        chat: ChatId,
        picture: Option<&str>,
        (html, keyboard): (String, Keyboard),
        now: Time,
    ) -> Result<(), Failure> {
        if let Some(before) = self.seen_in(tx, chat)? {
            // Telegram lets nobody remove what is older than two days; what is edited can be.
            let html = cx.texts.html(cx.locale_in(tx, chat)?, &say!("bulletins-shown-anew"));
            self.edit(tx, &before, (html, Keyboard::default()), now)?;
        }
        let stem = format!("draft:{}:{}:{chat}", self.kind, self.id);
        let picture = match picture {
            Some(hash) => {
                let key = outbox::next_key(tx, &format!("{stem}:picture"))?;
                outbox::enqueue(tx, Letter::answer(&key, chat, Body::photo(hash, "")), now)?;
                Some(key)
            }
            None => None,
        };
        let key = outbox::next_key(tx, &stem)?;
        outbox::enqueue(tx, Letter::answer(&key, chat, Body::text(html)).with(keyboard), now)?;
        store::put(tx, self.kind, self.id, &Seen { chat, key, picture, mode: 0 })
    }

    /// Puts another text, and other buttons, in the place of what somebody sees.
    pub fn edit(
        self,
        tx: &mut Tx,
        seen: &Seen,
        (html, keyboard): (String, Keyboard),
        now: Time,
    ) -> Result<(), Failure> {
        let body = Body::EditText { of: seen.key.clone(), html, keyboard };
        outbox::enqueue(tx, Letter::edit(seen.chat, body), now)?;
        Ok(())
    }

    /// Notes which buttons somebody sees.
    pub fn set_mode(self, tx: &mut Tx, seen: &Seen, mode: i64) -> Result<(), Failure> {
        store::put(tx, self.kind, self.id, &Seen { mode, ..seen.clone() })
    }

    /// Puts another picture in its place: one that was not there comes below, one that is there no more goes.
    pub fn picture(self, tx: &mut Tx, seen: &Seen, picture: Option<&str>, now: Time) -> Result<(), Failure> {
        let key = match (&seen.picture, picture) {
            (Some(key), Some(hash)) => {
                let picture = Some(Picture { hash: hash.to_owned() });
                let body = Body::EditPhoto {
                    of: key.clone(),
                    picture,
                    html: String::new(),
                    keyboard: Keyboard::default(),
                };
                outbox::enqueue(tx, Letter::edit(seen.chat, body), now)?;
                return Ok(());
            }
            (Some(key), None) => {
                outbox::enqueue(tx, Letter::removal(seen.chat, key), now)?;
                None
            }
            (None, Some(hash)) => {
                let stem = format!("draft:{}:{}:{}:picture", self.kind, self.id, seen.chat);
                let key = outbox::next_key(tx, &stem)?;
                outbox::enqueue(tx, Letter::answer(&key, seen.chat, Body::photo(hash, "")), now)?;
                Some(key)
            }
            (None, None) => return Ok(()),
        };
        store::put(tx, self.kind, self.id, &Seen { picture: key, ..seen.clone() })
    }
}
