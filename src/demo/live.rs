//! What runs behind the page: the emulated Telegram, the bot and one clock, in one value.
//!
//! The clock is moved by hand. While nobody jumps, a task ([`runner`]) moves it along with the
//! machine's, so that the visitor's campaign goes on in real time; a jump runs through everything
//! that is due on the way, in order, while the page can follow. The bot is the one that `muster run`
//! starts. It can be cut off at any instant, as by kill -9, and started again.

mod backlog;
mod cast;
mod inner;
mod keep;
mod reads;
mod runner;
mod store;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Bytes;
use chrono::NaiveTime;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;

use super::day::Day;
use crate::clock::{Clock, Time};
use crate::config::{Config, Locale};
use crate::emulator::{ChatId, MessageId, WorldGuard};
use crate::error::Failure;
use crate::i18n::Texts;

pub use super::day::{Sample, Words};
pub use backlog::{Backlog, Messages, Photos, Trouble};
pub use cast::{Cast, Part, Persona};
use inner::Inner;
use keep::Folder;
pub use reads::unread;
use runner::{Order, Runner};

/// Where the campaign is.
const ZONE: Tz = chrono_tz::Asia::Shanghai;
/// When the morning begins, for a jump to tomorrow.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("a time");
/// When the day's end is read.
const EVENING: NaiveTime = NaiveTime::from_hms_opt(20, 0, 0).expect("a time");

/// How the live demo is opened.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Where demos are kept; each day and each language has a folder of its own in it.
    pub folder: PathBuf,
    /// What was kept is thrown away.
    pub fresh: bool,
    /// What the bot speaks.
    pub locale: Locale,
    /// A written day to be played; none for the sample campaign, in which only the visitor acts.
    pub day: Option<String>,
    /// The clock that real time is read from.
    pub wall: Clock,
}

/// How a demo came to be what it is when it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It begins.
    Begun,
    /// It goes on where it was left.
    TakenUp,
    /// What was kept could not be taken up, for this reason; it lies there now, and the demo begins.
    PutAside(String, PathBuf),
}

/// Where the clock is run to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jump {
    /// An hour on.
    Hour,
    /// To the next run of a schedule.
    NextSchedule,
    /// To eight in the evening.
    Evening,
    /// To nine tomorrow morning.
    Tomorrow,
    /// To the next step of the day that is played of which the narrator tells, or to the day's end.
    NextStep,
}

/// What the narrator of a played day says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub text: Words,
    /// When, by the demo's clock.
    pub at: Time,
    /// How many of the steps that the narrator tells of were taken, this one included.
    pub step: usize,
    pub steps: usize,
    /// Why the step could not be taken as it is written.
    pub failed: Option<String>,
}

/// A campaign that is under way. Cloning gives another handle to it; with the last one it ends.
#[derive(Clone)]
pub struct Live(Arc<Running>);

struct Running {
    inner: Arc<Inner>,
    orders: mpsc::UnboundedSender<Order>,
    opened: Opened,
    tasks: [JoinHandle<()>; 2],
}

impl Live {
    /// Opens what was kept in the folder, or a campaign that is ready to begin.
    ///
    /// # Errors
    ///
    /// When another process plays there, the folder cannot be written, or the day cannot be read.
    pub async fn open(opening: Opening) -> Result<Live, Failure> {
        let name = opening.day.as_deref().unwrap_or("town");
        let mut day = Day::open(name)?;
        let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
        let kind = match opening.day {
            None => "",
            Some(_) if stem == name => "day-",
            // A file of one's own may be called as a shipped day is.
            Some(_) => "own-",
        };
        let path = opening.folder.join(format!("{kind}{stem}-{}", opening.locale.tag()));
        if opening.day.is_none()
            && let Some(ready) = day.ready
        {
            day.steps.retain(|step| step.at < ready);
        }
        let mut folder = Folder::claim(&path)?;
        let mut opened = Opened::TakenUp;
        let mut found = None;
        if opening.fresh {
            folder.clear()?;
        } else {
            match Inner::taken_up(&opening, &day, &mut folder).await {
                Ok(taken_up) => found = taken_up,
                Err(why) => opened = Opened::PutAside(format!("{why:#}"), folder.put_aside()?),
            }
        }
        let begins = found.is_none();
        let (inner, app) = match found {
            Some(found) => found,
            None => Inner::begun(&opening, day, &folder).await?,
        };
        let (orders, obeyed) = mpsc::unbounded_channel();
        let mut runner = Runner::new(inner.clone(), app, folder, obeyed);
        if begins {
            runner.play_the_opening().await?;
            if opened == Opened::TakenUp {
                opened = Opened::Begun;
            }
        }
        let watching = inner.clone();
        let tasks =
            [tokio::spawn(runner.run()), tokio::spawn(async move { watching.tell_of_the_world().await })];
        Ok(Live(Arc::new(Running { inner, orders, opened, tasks })))
    }

    /// How it came to be what it was when it was opened.
    pub fn opened(&self) -> &Opened {
        &self.0.opened
    }

    /// The emulated Telegram: people act through it. Hold it for as short as a few calls, and never
    /// over an `await`.
    pub fn world(&self) -> WorldGuard<'_> {
        self.inner().emulator.world()
    }

    /// The demo's clock.
    pub fn now(&self) -> Time {
        self.inner().clock.now()
    }

    /// The campaign's zone.
    pub fn zone(&self) -> Tz {
        self.inner().config.timezone
    }

    /// What the bot runs on.
    pub fn config(&self) -> &Config {
        &self.inner().config
    }

    /// Grows when the world changed, the clock jumped or reached another minute, a fault was
    /// switched, the narrator spoke or something was read.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.inner().changes.subscribe()
    }

    /// Who can be played, and where they meet.
    pub fn cast(&self) -> Cast {
        self.inner().cast.clone()
    }

    /// The sample photos that a visitor may post.
    pub fn tray(&self) -> &[Sample] {
        &self.inner().day.tray
    }

    /// The photo of that name in the tray.
    pub fn tray_photo(&self, name: &str) -> Option<Bytes> {
        self.inner().stage.tray(name).cloned()
    }

    /// All words, in three languages.
    pub fn texts(&self) -> &Texts {
        &self.inner().texts
    }

    /// A persona has read a chat up to this message.
    pub fn read_up_to(&self, persona: &str, chat: ChatId, message: MessageId) {
        if self.inner().state().mark.reads.read_up_to(persona, chat, message) {
            self.inner().tell();
        }
    }

    /// How many messages of a chat a persona has not read.
    pub fn unread(&self, persona: &str, chat: ChatId) -> usize {
        let Some(user) = self.inner().cast.persona(persona).map(|persona| persona.user) else { return 0 };
        let read = self.inner().state().mark.reads.of(persona, chat);
        reads::unread(&self.world(), user, chat, read)
    }

    /// How far every persona has read in every chat.
    pub fn read_marks(&self) -> BTreeMap<(String, ChatId), MessageId> {
        self.inner().state().mark.reads.all()
    }

    /// Whom the visitor plays, as far as that was said.
    pub fn persona(&self) -> Option<String> {
        self.inner().state().mark.persona.clone()
    }

    /// From now on the visitor plays somebody else.
    pub fn set_persona(&self, persona: &str) {
        if self.inner().cast.persona(persona).is_some() {
            self.inner().state().mark.persona = Some(persona.to_owned());
        }
    }

    /// Runs the clock forward; what is due on the way happens in order, and the page can follow.
    /// Returns when it has all happened.
    pub async fn jump(&self, jump: Jump) -> Result<(), Failure> {
        self.order(|done| Order::Jump(jump, done)).await?
    }

    /// The next run of a schedule: its name and when.
    pub fn next_schedule(&self) -> Option<(String, Time)> {
        self.inner().next_schedule()
    }

    /// Whether the first evening has come and gone: who comes now for the first time sees what is left of it.
    pub fn is_first_day_over(&self) -> bool {
        self.inner().is_first_day_over()
    }

    /// When the day that is played goes on; none where none is played, or after its last step.
    pub fn next_step(&self) -> Option<Time> {
        self.inner().next_step().map(|(at, _)| at)
    }

    /// How the outside world behaves.
    pub fn trouble(&self) -> Trouble {
        self.inner().state().trouble
    }

    /// Makes the outside world misbehave, or behave again.
    pub fn set_trouble(&self, trouble: Trouble) {
        self.inner().set_trouble(trouble);
    }

    /// The bot's process ends here, as by kill -9: nothing is asked, nothing is tidied.
    pub async fn crash(&self) {
        // Where nobody takes orders any more nothing runs either.
        let _ = self.order(Order::Crash).await;
    }

    /// The bot is started again on what it had written. While Telegram is in trouble it may take
    /// until that is over; nobody waits for it here.
    pub async fn revive(&self) -> Result<(), Failure> {
        self.order(Order::Revive).await?
    }

    /// Whether the bot runs.
    pub fn is_running(&self) -> bool {
        self.inner().state().running
    }

    /// What waits, and the proof that nothing is lost.
    pub fn backlog(&self) -> Backlog {
        let books = self.inner().state().books.clone();
        books.compare(&self.world())
    }

    /// What the narrator of a played day said last.
    pub fn narration(&self) -> Option<Told> {
        self.inner().state().mark.narration.clone()
    }

    /// Goes back to the beginning.
    pub async fn fresh(&self) -> Result<(), Failure> {
        self.order(Order::Fresh).await?
    }

    /// Lets the bot end what it is at, keeps what there is and ends.
    pub async fn close(&self) {
        if self.trouble() != Trouble::None {
            self.set_trouble(Trouble::None);
        }
        let _ = self.order(Order::Close).await;
    }

    /// Returns when all is done that is due by now.
    pub async fn at_rest(&self) {
        let _ = self.order(Order::Rest).await;
    }

    fn inner(&self) -> &Inner {
        &self.0.inner
    }

    async fn order<T>(&self, order: impl FnOnce(oneshot::Sender<T>) -> Order) -> Result<T, Failure> {
        let (done, answer) = oneshot::channel();
        let gone = || Failure::msg("the demo has ended");
        self.0.orders.send(order(done)).map_err(|_| gone())?;
        answer.await.map_err(|_| gone())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

#[cfg(test)]
mod tests;
