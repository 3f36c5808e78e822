//! Drawing a board, outside of any transaction.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::board::{self, Board};
use super::keys::Keys;
use super::store;
use super::text::Page;
use super::view::{Scene, View, Wanted};
use crate::blocking;
use crate::clock::Time;
use crate::domain::area::AreaTree;
use crate::domain::period::Period;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::{kinds, rehearsal};
use crate::i18n::Locale;
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Letter, Picture};
use crate::store::{Read, Tx};
use crate::telegram::keyboards::Keyboard;

/// A board that somebody asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    pub view: i64,
    pub period: i64,
    pub level: usize,
    pub within: Option<i64>,
    pub asker: Option<i64>,
    pub chat: i64,
    pub thread: i64,
    pub private: bool,
    pub reply_to: Option<i64>,
    /// The name of a language.
    pub locale: String,
    /// Of the letter that brings it, or that is changed.
    pub key: String,
    pub changes: bool,
}

impl Asked {
    fn wanted(&self) -> Option<Wanted> {
        Some(Wanted {
            view: View::of_number(self.view)?,
            period: Period::from_code(self.period)?,
            level: self.level,
            within: self.within.map(Into::into),
        })
    }

    fn scene(&self) -> Scene {
        Scene {
            asker: self.asker.map(Into::into),
            chat: self.chat.into(),
            thread: self.thread,
            private: self.private,
        }
    }
}

/// So many digits number the updates in keys, so that later ones stand behind earlier ones.
const DIGITS: usize = 20;

/// Has a board drawn for who asked.
pub(super) fn ask(tx: &mut Tx, asked: &Asked, update: i64, now: Time) -> Result<(), Failure> {
    let key = format!("{}:{}:{update:0DIGITS$}", kinds::BOARD, asked.key);
    let payload = serde_json::to_string(asked)?;
    jobs::enqueue(tx, &NewJob { kind: kinds::BOARD, key, payload, due: now })
}

/// Draws a board and sends it, or puts it in the place of the one whose button was pressed.
pub async fn draw(tools: &Tools, job: Job) -> Result<(), Failure> {
    let asked: Asked = serde_json::from_str(&job.payload)?;
    let now = tools.clock.now();
    let Some(wanted) = asked.wanted() else {
        return tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await;
    };
    let (cx, scene) = (tools.cx.clone(), asked.scene());
    let locale = Locale::from_tag(&asked.locale).unwrap_or(cx.config.locale);
    let today = now.with_timezone(&cx.config.timezone).date_naive();
    let shown = tools.store.read(move |read| shown(read, &cx, locale, &wanted, &scene, today)).await?;
    let (media, keyboard) = (tools.media.clone(), shown.keyboard.clone());
    let (html, hash, bytes) = blocking::run(move || {
        let jpeg = shown.picture();
        Ok::<_, Failure>((shown.caption(), media.keep(&jpeg)?, jpeg.len()))
    })
    .await??;
    let now = tools.clock.now();
    tools
        .store
        .write(move |tx| {
            if !is_outdated(tx, &job)? {
                outbox::note_file(tx, &hash, bytes, now)?;
                outbox::enqueue(tx, letter(&asked, &hash, &html, &keyboard), now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// A board as it was read, to be put into words and drawn.
pub struct Shown {
    cx: Arc<Context>,
    tree: Arc<AreaTree>,
    board: Board,
    keyboard: Keyboard,
    locale: Locale,
    wanted: Wanted,
    scene: Scene,
    today: NaiveDate,
    rehearsal: bool,
}

/// Reads all that is shown of a board on a day.
pub fn shown(
    read: &Read,
    cx: &Arc<Context>,
    locale: Locale,
    wanted: &Wanted,
    scene: &Scene,
    today: NaiveDate,
) -> Result<Shown, Failure> {
    let tree = cx.tree(read)?;
    let board = board::read(read, cx, wanted, scene)?;
    let keyboard = Keys { cx, tree: &tree, locale, wanted, scene, today }.all(read)?;
    let rehearsal = rehearsal::is_on(read, cx)?;
    let (cx, wanted, scene) = (cx.clone(), *wanted, *scene);
    Ok(Shown { cx, tree, board, keyboard, locale, wanted, scene, today, rehearsal })
}

impl Shown {
    /// The text, as HTML.
    pub fn caption(&self) -> String {
        self.page().caption()
    }

    /// The picture as a JPEG.
    pub fn picture(&self) -> Vec<u8> {
        self.page().picture()
    }

    fn page(&self) -> Page<'_> {
        Page {
            cx: &self.cx,
            tree: &self.tree,
            locale: self.locale,
            wanted: &self.wanted,
            scene: &self.scene,
            board: &self.board,
            today: self.today,
            rehearsal: self.rehearsal,
        }
    }
}

fn letter(asked: &Asked, hash: &str, html: &str, keyboard: &Keyboard) -> Letter {
    let (chat, keyboard, html) = (asked.chat.into(), keyboard.clone(), html.to_owned());
    if asked.changes {
        let picture = Some(Picture { hash: hash.to_owned() });
        return Letter::edit(chat, Body::EditPhoto { of: asked.key.clone(), picture, html, keyboard });
    }
    let letter = Letter::answer(&asked.key, chat, Body::photo(hash, html));
    let letter = letter.in_thread(asked.thread).with(keyboard);
    match asked.reply_to {
        Some(message) => letter.replying_to(message),
        None => letter,
    }
}

/// Whether somebody has pressed another button below the same message since: drawings overtake each other.
fn is_outdated(tx: &Tx, job: &Job) -> Result<bool, Failure> {
    let stem = job.key.rsplit_once(':').map_or("", |(stem, _)| stem);
    store::is_outdated(tx, &job.key, &format!("{stem}:{}", "9".repeat(DIGITS)))
}
