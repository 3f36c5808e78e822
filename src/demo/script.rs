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

use super::day::{Day, Step};
use super::paper::{self, Paper};
use super::screen::Screen;
use super::stage::Stage;
use super::{Options, bot_name, config, language, leave};

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
cleans up for a hundred days; each of its five districts owes three photos a day. You look over \
everybody's shoulder: names on the left are people, BOT is the bot, [ … ] are buttons, ▣ is a photo; \
👍 it counts, 👀 the lead decides, 🤔 it does not count (yet).";

/// Plays the day.
pub async fn play(options: Options) -> Result<(), Failure> {
    let day = options.day.as_deref().map_or_else(Day::built_in, Day::load)?;
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
            Stage::set(day, &mut world, language(locale))?
        };
        let config = config(&emulator.url(), locale, folder)?;
        let app = App::open(Arc::new(config), emulator.token().into(), clock.clone()).await?;
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
        let mut lines = self.look();
        lines.extend(step.tell.iter().flat_map(|text| self.screen.narrate(text)));
        let link = self.app.claim_link.as_deref();
        let pressed = self.stage.perform(step, self.day, &self.emulator, link).with_context(what)?;
        if let Some((press, label)) = pressed {
            self.screen.note_press(press, label);
        }
        let now = self.clock.now();
        self.pass_until(now + AFTERMATH).await?;
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
mod tests {
    use super::*;

    /// The built-in day goes as its narrator says, and the emulator finds no fault with the bot.
    #[tokio::test(flavor = "multi_thread")]
    async fn the_day_ends_with_five_pictures_and_a_digest() {
        let day = Day::built_in().expect("the day reads");
        let folder = tempfile::tempdir().expect("a folder");
        let paper = Paper { colours: false, width: WIDTH };
        let mut play = Play::begin(&day, folder.path(), Locale::ZhCn, paper).await.expect("it begins");
        let mut lines = Vec::new();
        for step in &day.steps {
            lines.extend(play.step(step).await.expect("everybody can act"));
        }
        lines.extend(play.finish().await.expect("the day ends"));
        assert_eq!(
            play.emulator.world().complaints(),
            <[String; 0]>::default(),
            "the bot keeps to the Bot API"
        );

        let text = lines.join("\n");
        for seen in ["安吉县 1/3", "4/5", "👀", "🤔", "王芳 12 分"] {
            assert!(text.contains(seen), "{seen} is not in:\n{text}");
        }
        let out = folder.path().join("out");
        leave::leave(&play.emulator.world(), &play.stage, &day, &out).expect("files are left");
        for name in ["安吉县", "德清县", "长兴县", "南浔区", "吴兴区"] {
            let picture = std::fs::read(out.join(format!("{name}.jpg"))).expect("a picture");
            assert!(image::load_from_memory(&picture).is_ok(), "{name}");
        }
        let digest = std::fs::read_to_string(out.join("digest.txt")).expect("a digest");
        assert!(digest.contains("安吉县"), "{digest}");
    }
}
