//! What the handles and the runner share: the emulated Telegram, both clocks, the day, and what changes.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Context as _;
use chrono::{NaiveTime, TimeDelta};
use tokio::sync::watch;

use super::backlog::{Books, Trouble};
use super::cast::Cast;
use super::keep::{Folder, Mark};
use super::{EVENING, Jump, MORNING, Opening, ZONE};
use crate::app::App;
use crate::clock::{Clock, Time};
use crate::config::{Config, Locale};
use crate::demo::day::{Day, Step};
use crate::demo::stage::Stage;
use crate::demo::{bot_name, config, secrets};
use crate::domain::calendar;
use crate::emulator::{Emulator, Happened, Settings};
use crate::error::Failure;
use crate::i18n::Texts;
use crate::jobs;

/// What the handles and the runner share.
pub(super) struct Inner {
    /// The file that holds the bot's key.
    pub key: PathBuf,
    pub emulator: Emulator,
    pub settings: Settings,
    pub clock: Clock,
    pub wall: Clock,
    pub config: Arc<Config>,
    pub texts: Texts,
    pub day: Day,
    pub stage: Stage,
    pub cast: Cast,
    pub changes: watch::Sender<u64>,
    pub state: Mutex<State>,
}

/// What changes.
#[derive(Debug)]
pub(super) struct State {
    pub trouble: Trouble,
    pub running: bool,
    pub books: Arc<Books>,
    pub mark: Mark,
}

impl Inner {
    /// What was kept in the folder; none where nothing was.
    pub async fn taken_up(
        opening: &Opening,
        day: &Day,
        folder: &mut Folder,
    ) -> Result<Option<(Arc<Inner>, App)>, Failure> {
        let Some((mark, kept)) = folder.take_up()? else { return Ok(None) };
        anyhow::ensure!(mark.day == day.fingerprint, "it is of another day");
        let clock = Clock::by_hand(mark.clock.max(kept.at()));
        let settings = settings(opening.locale);
        let emulator = Emulator::restore(clock, settings.clone(), kept).await?;
        let stage = Stage::found(day, opening.locale, mark.people.clone(), mark.chats.clone())?;
        Inner::put_together(opening, day.clone(), folder, emulator, settings, stage, mark).await.map(Some)
    }

    /// A campaign that begins when its day opens.
    pub async fn begun(opening: &Opening, day: Day, folder: &Folder) -> Result<(Arc<Inner>, App), Failure> {
        let clock = Clock::by_hand(calendar::instant(day.opens, ZONE));
        let settings = settings(opening.locale);
        let emulator = Emulator::start_with(clock.clone(), settings.clone()).await?;
        let stage = Stage::set(&day, &mut emulator.world(), opening.locale)?;
        let mark = Mark::new(&day.fingerprint, clock.now(), stage.people.clone(), stage.chats.clone());
        Inner::put_together(opening, day, folder, emulator, settings, stage, mark).await
    }

    async fn put_together(
        opening: &Opening,
        day: Day,
        folder: &Folder,
        emulator: Emulator,
        settings: Settings,
        stage: Stage,
        mark: Mark,
    ) -> Result<(Arc<Inner>, App), Failure> {
        emulator.world().set_flood_limits(true);
        let work = folder.work();
        std::fs::create_dir_all(&work).with_context(|| work.display().to_string())?;
        let config = Arc::new(config(&emulator.url(), &day.campaign, opening.locale, &work)?);
        let clock = emulator.clock();
        let key = folder.key();
        let app = App::open(config.clone(), secrets(&emulator, Some(&key))?, clock.clone()).await?;
        let inner = Inner {
            key,
            cast: Cast::of(&day, &stage),
            emulator,
            settings,
            clock,
            wall: opening.wall.clone(),
            config,
            texts: Texts::embedded(),
            stage,
            changes: watch::Sender::new(0),
            state: Mutex::new(State { trouble: Trouble::None, running: true, books: Arc::default(), mark }),
            day,
        };
        Ok((Arc::new(inner), app))
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept besides the world and the database, as it is now.
    pub fn mark(&self) -> Mark {
        self.state().mark.at(self.clock.now())
    }

    /// Something changed that the page shows.
    pub fn tell(&self) {
        self.changes.send_modify(|version| *version += 1);
    }

    /// Tells of what happens in the world; that the bot asked whether there is news is none.
    pub async fn tell_of_the_world(&self) {
        let mut changes = self.emulator.changes();
        let mut seen = self.emulator.world().next_event();
        while changes.changed().await.is_ok() {
            let news = {
                let world = self.emulator.world();
                let since = std::mem::replace(&mut seen, world.next_event());
                world
                    .events_since(since)
                    .is_none_or(|mut events| events.any(|event| !matches!(event.what, Happened::Called(_))))
            };
            if news {
                self.tell();
            }
        }
    }

    pub fn next_schedule(&self) -> Option<(String, Time)> {
        let (now, config) = (self.clock.now(), &self.config);
        let of_file = jobs::held::of_file(config);
        let next = of_file.iter().filter_map(|schedule| {
            let run = schedule.runs(now, config.timezone, &config.campaign).next()?;
            Some((schedule.name.clone(), run.at))
        });
        next.min_by_key(|(_, at)| *at)
    }

    pub fn next_step(&self) -> Option<(Time, &Step)> {
        let step = self.day.steps.get(self.state().mark.taken)?;
        Some((instant(&self.day, step.at), step))
    }

    /// When the narrator speaks next; after the last time, when the day ends. None when all is done.
    pub fn next_scene(&self) -> Option<Time> {
        let ahead = self.day.steps.get(self.state().mark.taken..).filter(|ahead| !ahead.is_empty())?;
        let told = ahead.iter().find(|step| step.tell.is_some());
        Some(instant(&self.day, told.map_or(self.day.closes, |step| step.at)))
    }

    /// Where a jump ends.
    pub fn target(&self, jump: Jump) -> Option<Time> {
        let (now, zone) = (self.clock.now(), self.config.timezone);
        let today = now.with_timezone(&zone).date_naive();
        let on = |day: chrono::NaiveDate, time| calendar::instant(day.and_time(time), zone);
        match jump {
            Jump::Hour => Some(now + TimeDelta::hours(1)),
            Jump::NextSchedule => self.next_schedule().map(|(_, at)| at),
            Jump::NextStep => self.next_scene(),
            Jump::Tomorrow => Some(on(today.succ_opt()?, MORNING)),
            Jump::Evening if on(today, EVENING) > now => Some(on(today, EVENING)),
            Jump::Evening => Some(on(today.succ_opt()?, EVENING)),
        }
    }

    /// Whether the first evening has come and gone.
    pub fn is_first_day_over(&self) -> bool {
        self.clock.now() >= calendar::instant(self.day.opens.date().and_time(EVENING), ZONE)
    }

    pub fn set_trouble(&self, trouble: Trouble) {
        trouble.befall(&mut self.emulator.world());
        self.state().trouble = trouble;
        self.tell();
    }
}

/// When a day's clock shows this.
pub(super) fn instant(day: &Day, time: NaiveTime) -> Time {
    calendar::instant(day.opens.date().and_time(time), ZONE)
}

/// The emulated bot.
fn settings(locale: Locale) -> Settings {
    Settings { name: bot_name(locale).into(), ..Settings::default() }
}
