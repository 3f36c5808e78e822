//! The runner's care for what outlives it: the campaign is kept, and what the bot's books say is looked up.

use std::sync::Arc;

use chrono::TimeDelta;

use super::Runner;
use super::bot::Bot;
use crate::blocking;
use crate::demo::live::Trouble;
use crate::demo::live::backlog::Books;
use crate::error::Failure;

/// How often the campaign is kept, at most; and its clock alone, where nothing else changes.
const KEEP: TimeDelta = TimeDelta::seconds(1);
const KEEP_CLOCK: TimeDelta = TimeDelta::seconds(5);

/// How often the bot's books are looked at, at most.
const LOOK: TimeDelta = TimeDelta::milliseconds(250);

impl Runner {
    /// Looks into the bot's books and keeps the campaign, where that is called for.
    pub async fn see_to_the_rest(&mut self) {
        let wall = self.desk.live.wall.now();
        if self.unlooked && wall - self.looked_at >= LOOK {
            self.look_into_books().await;
        }
        let world_moved = self.desk.live.emulator.world().next_event() != self.kept_event;
        self.unkept |= world_moved;
        if self.unkept && wall - self.kept_at >= KEEP {
            self.keep(true).await;
        } else if self.is_marked() && wall - self.kept_at >= KEEP || wall - self.kept_at >= KEEP_CLOCK {
            self.keep(false).await;
        }
    }

    /// Whether somebody read something, or is somebody else, since that was kept.
    fn is_marked(&self) -> bool {
        let mark = self.desk.live.mark();
        self.kept_mark.as_ref().is_none_or(|kept| kept.at(mark.clock) != mark)
    }

    pub async fn look_into_books(&mut self) {
        let live = self.desk.live.clone();
        (self.unlooked, self.looked_at) = (false, live.wall.now());
        let Some(store) = self.bot.store() else { return };
        let since = live.state().mark.since;
        let books = match Books::look(store, &live.emulator, since).await {
            Ok(books) => books,
            Err(failure) => return tracing::error!("the bot's books cannot be read: {failure:#}"),
        };
        let changed = {
            let mut state = live.state();
            let changed = *state.books != books;
            state.books = Arc::new(books);
            changed
        };
        if changed {
            live.tell();
        }
    }

    /// Keeps the campaign as it stands; not whole, but for its clock and marks, where nothing else changed.
    pub async fn keep(&mut self, whole: bool) {
        let live = self.desk.live.clone();
        self.kept_at = live.wall.now();
        self.kept_event = live.emulator.world().next_event();
        let Some(mut folder) = self.folder.take() else { return };
        let mark = live.mark();
        self.kept_mark = Some(mark.clone());
        let world = if whole { live.emulator.snapshot().map(Some) } else { Ok(None) };
        let written = blocking::run(move || {
            let written = match world {
                Ok(Some(world)) => folder.save(&mark, &world),
                Ok(None) => folder.save_mark(&mark),
                Err(error) => Err(error.into()),
            };
            (folder, written)
        })
        .await;
        let failed = match written {
            Ok((folder, written)) => {
                self.folder = Some(folder);
                written.err()
            }
            Err(failure) => Some(failure),
        };
        self.unkept &= !whole || failed.is_some();
        if let Some(failure) = failed {
            tracing::error!("the demo cannot be kept: {failure:#}");
        }
    }

    /// Keeps how the campaign begins.
    pub async fn keep_the_opening(&mut self) -> Result<(), Failure> {
        let live = self.desk.live.clone();
        let (folder, mark, world) =
            (self.folder.take().ok_or_else(lost)?, live.mark(), live.emulator.snapshot()?);
        let (folder, written) = blocking::run(move || {
            let written = folder.save_opening(&mark, &world);
            (folder, written)
        })
        .await?;
        self.folder = Some(folder);
        written?;
        self.keep(true).await;
        Ok(())
    }

    /// Goes back to how the campaign began.
    pub async fn begin_again(&mut self) -> Result<(), Failure> {
        let live = self.desk.live.clone();
        live.state().running = false;
        std::mem::replace(&mut self.bot, Bot::Off).end().await;
        let mut folder = self.folder.take().ok_or_else(lost)?;
        let (folder, opening) = blocking::run(move || {
            let opening = folder.take_up_opening();
            (folder, opening)
        })
        .await?;
        self.folder = Some(folder);
        let (mark, kept) = opening?;
        live.set_trouble(Trouble::None);
        live.clock.set(mark.clock);
        live.emulator.replace(kept, &live.settings)?;
        live.emulator.world().set_flood_limits(true);
        live.state().mark = mark;
        self.desk.forget_the_wall();
        self.bot = Bot::starting(&live);
        self.start_or_work().await?;
        self.look_into_books().await;
        self.keep(true).await;
        live.tell();
        Ok(())
    }
}

fn lost() -> Failure {
    Failure::msg("the demo's folder was lost")
}
