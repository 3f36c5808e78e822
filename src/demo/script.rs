//! A day of a small campaign, played in the terminal.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::body::Bytes;
use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::Tz;

use crate::app::App;
use crate::clock::{Clock, Time};
use crate::config::Locale;
use crate::domain::calendar;
use crate::emulator::{Emulator, Settings};
use crate::error::Failure;
use crate::inbox::receiver::Receiver;

use super::day::{Day, Deed, Step};
use super::paper::{self, Paper};
use super::screen::Screen;
use super::stage::Stage;
use super::{Options, bot_name, config, leave, secrets};

/// After what somebody did, the time in which what follows from it is counted to it: albums close,
/// answers keep to Telegram's pace.
const AFTERMATH: TimeDelta = TimeDelta::seconds(8);

/// Pauses for the eye: so long for each printed line, and never longer than this for a scene.
const LINE_PAUSE: Duration = Duration::from_millis(55);
const LONGEST_PAUSE: Duration = Duration::from_millis(900);

/// Cells in a line.
const WIDTH: usize = 92;

const BEFORE: &str = "\
This is one day of Muster (集结), a Telegram bot that runs a volunteer campaign inside group chats. \
Real bot, real photos, real HTTP; only Telegram and the people are played. The city of Huzhou (湖州市) \
cleans up for a hundred days; each of its districts owes three photos a day. You look over \
everybody's shoulder: names on the left are people, BOT is the bot, [ … ] are buttons, ▣ is a photo; \
👍 it counts, 👀 the lead decides, 🤔 it does not count (yet).";

/// Plays the day.
pub async fn play(options: Options) -> Result<(), Failure> {
    let day = Day::open(options.day.as_deref().unwrap_or("day"))?;
    let folder = tempfile::tempdir().context("there is no room for temporary files")?;
    let colours =
        std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|no| no.is_empty());
    let paper = Paper { colours, width: WIDTH };
    let pauses = std::io::stdout().is_terminal() && !options.fast;
    let printer = Printer { pauses, clock: Clock::system() };

    let locale = options.locale;
    let mut play = Play::begin(&day, folder.path(), locale, paper).await?;
    let mut before = BEFORE.replace("BOT", bot_name(locale));
    if locale != Locale::En {
        before += " Here it speaks Chinese; with --locale en it speaks English.";
    }
    printer.print(&paper::wrapped(&before, WIDTH)).await?;
    for step in &day.steps {
        let lines = play.step(step).await?;
        printer.print(&lines).await?;
    }
    let lines = play.finish().await?;
    printer.print(&lines).await?;
    let left = leave::leave(&play.emulator.world(), &play.stage, &day, &options.out)?;
    printer.print(&left.lines(paper)).await
}

/// The day under way.
struct Play<'d> {
    day: &'d Day,
    zone: Tz,
    clock: Clock,
    app: App,
    receiver: Receiver,
    emulator: Emulator,
    stage: Stage,
    screen: Screen,
}

impl<'d> Play<'d> {
    async fn begin(day: &'d Day, folder: &Path, locale: Locale, paper: Paper) -> Result<Self, Failure> {
        let zone = chrono_tz::Asia::Shanghai;
        let clock = Clock::by_hand(calendar::instant(day.opens, zone));
        let settings = Settings { name: bot_name(locale).into(), ..Settings::default() };
        let emulator = Emulator::start_with(clock.clone(), settings).await?;
        let stage = {
            let mut world = emulator.world();
            world.set_flood_limits(true);
            Stage::set(day, &mut world, locale)?
        };
        let config = config(&emulator.url(), &day.campaign, locale, folder)?;
        let app = App::open(Arc::new(config), secrets(&emulator, None)?, clock.clone()).await?;
        let receiver = app.receiver(Duration::ZERO);
        let mut screen = Screen::new(paper, zone);
        screen.skip(&emulator.world());
        Ok(Play { day, zone, clock, app, receiver, emulator, stage, screen })
    }

    /// Lets the clock run to a step and somebody act; returns what there is to see.
    async fn step(&mut self, step: &Step) -> Result<Vec<String>, Failure> {
        let at = self.instant(self.day.opens.date().and_time(step.at));
        let what = || format!("at {} {} could not act", step.at.format("%H:%M"), step.who);
        self.pass_until(at).await?;
        if step.hurried {
            self.screen.skip(&self.emulator.world());
        }
        let mut lines = self.look();
        lines.extend(step.tell.iter().flat_map(|text| self.screen.narrate(text.of(Locale::En))));
        let link = self.app.claim_link.as_deref();
        if let Deed::Trouble(trouble) = step.deed {
            trouble.befall(&mut self.emulator.world());
        }
        let pressed = self.stage.perform(step, self.day, &self.emulator, link).with_context(what)?;
        if let Some((press, label)) = pressed {
            self.screen.note_press(press, label);
        }
        if !step.hurried {
            self.pass_until(self.clock.now() + AFTERMATH).await?;
        }
        let missing = self.stage.unshown(step, &self.emulator.world())?;
        let at = step.at.format("%H:%M");
        anyhow::ensure!(missing.is_empty(), "at {at} the narrator says what cannot be read: {missing:?}");
        if step.unseen {
            self.screen.skip(&self.emulator.world());
        }
        lines.extend(self.look());
        Ok(lines)
    }

    /// Lets the clock run to the end of the day.
    async fn finish(&mut self) -> Result<Vec<String>, Failure> {
        let end = self.instant(self.day.opens.date().and_time(self.day.closes));
        self.pass_until(end).await?;
        Ok(self.look())
    }

    async fn pass_until(&mut self, to: Time) -> Result<(), Failure> {
        self.app.pass_until(&mut self.receiver, to.max(self.clock.now())).await
    }

    fn look(&mut self) -> Vec<String> {
        let name = |bytes: &Bytes| self.stage.name_of(bytes);
        self.screen.look(&self.emulator.world(), &name)
    }

    fn instant(&self, local: NaiveDateTime) -> Time {
        calendar::instant(local, self.zone)
    }
}

/// Prints at a speed at which one can read along.
struct Printer {
    pauses: bool,
    clock: Clock,
}

impl Printer {
    async fn print(&self, lines: &[String]) -> Result<(), Failure> {
        let mut out = std::io::stdout();
        let mut rested = Duration::ZERO;
        for line in lines {
            // Whoever looks at the first lines only, as `head` does, has seen enough.
            if writeln!(out, "{line}").is_err() {
                return Ok(());
            }
            if self.pauses && rested < LONGEST_PAUSE {
                out.flush()?;
                self.clock.sleep(LINE_PAUSE).await;
                rested += LINE_PAUSE;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
