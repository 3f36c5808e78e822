//! The bot as a process: started, at work, ended in an instant.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;

use super::FRAME;
use super::desk::{CutOff, Desk};
use crate::app::App;
use crate::clock::Time;
use crate::demo::live::Trouble;
use crate::demo::live::inner::Inner;
use crate::demo::secrets;
use crate::error::Failure;
use crate::inbox::receiver::Receiver;
use crate::store::Store;

/// How long the bot lets pass before it asks again, where it could not fetch its updates.
const AGAIN: TimeDelta = TimeDelta::seconds(1);

/// The bot's process.
pub(super) enum Bot {
    Off,
    /// It asks Telegram who it is, for as long as that takes.
    Starting(Pin<Box<dyn Future<Output = Result<App, Failure>> + Send>>),
    Running {
        app: Box<App>,
        receiver: Receiver,
        /// When something will be due next.
        next: Option<Time>,
        /// The trouble in which updates could not be fetched, where they could not.
        held_up: Option<Trouble>,
    },
}

/// Why the bot works no more.
pub(super) enum Stop {
    Failed(Failure),
    CutOff(CutOff),
}

impl Bot {
    pub fn running(app: App) -> Bot {
        let receiver = app.receiver(Duration::ZERO);
        Bot::Running { app: Box::new(app), receiver, next: None, held_up: None }
    }

    pub fn starting(live: &Arc<Inner>) -> Bot {
        let secrets = secrets(&live.emulator, Some(&live.key));
        let (config, clock) = (live.config.clone(), live.clock.clone());
        Bot::Starting(Box::pin(async move { App::open(config, secrets?, clock).await }))
    }

    pub fn is_off(&self) -> bool {
        matches!(self, Bot::Off)
    }

    /// When it has something to do next, as far as it knows.
    pub fn next(&self) -> Option<Time> {
        if let Bot::Running { next, .. } = self { *next } else { None }
    }

    /// The link that makes the first admin, as its log prints it.
    pub fn claim_link(&self) -> Option<&str> {
        if let Bot::Running { app, .. } = self { app.claim_link.as_deref() } else { None }
    }

    pub fn store(&self) -> Option<&Store> {
        if let Bot::Running { app, .. } = self { Some(&app.tools.store) } else { None }
    }

    /// Does what is due now, and what follows from it; whether there was anything.
    pub async fn work(&mut self, desk: &mut Desk) -> Result<bool, Stop> {
        if let Bot::Starting(starting) = self {
            let wall = desk.live.wall.clone();
            let down = desk.live.state().trouble == Trouble::Down;
            let started = desk.attend(async {
                tokio::select! {
                    biased;
                    app = starting => Some(app),
                    // While nobody answers the clock goes on without it.
                    () = wall.sleep(FRAME), if down => None,
                }
            });
            match started.await.map_err(Stop::CutOff)? {
                None => return Ok(false),
                Some(app) => *self = Bot::running(app.map_err(Stop::Failed)?),
            }
            desk.live.state().running = true;
            desk.live.tell();
        }
        let Bot::Running { app, receiver, next, held_up } = self else { return Ok(false) };
        let live = desk.live.clone();
        let unfetched = || live.emulator.world().queue().pending() > 0;
        let idle = next.is_some_and(|next| next > live.clock.now());
        if idle && !(unfetched() && *held_up != Some(live.state().trouble)) {
            return Ok(false);
        }
        match desk.attend(app.settle(receiver)).await.map_err(Stop::CutOff)? {
            Ok(due) => {
                // What could not be fetched is asked for again, and at once when the trouble is over.
                let trouble = Some(live.state().trouble).filter(|trouble| *trouble != Trouble::None);
                *held_up = trouble.filter(|_| unfetched());
                let again = held_up.is_some().then(|| live.clock.now() + AGAIN);
                *next = [due, again].into_iter().flatten().min();
            }
            Err(failure) => {
                tracing::error!("the bot cannot work: {failure:#}");
                *next = Some(live.clock.now() + AGAIN);
            }
        }
        Ok(true)
    }

    /// It ends, as by kill -9: nothing is asked, nothing is tidied. What it had begun to write is written.
    pub async fn end(self) {
        let closed = self.store().map(Store::closed);
        drop(self);
        if let Some(closed) = closed {
            closed.await;
        }
    }
}
