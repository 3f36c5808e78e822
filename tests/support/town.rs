//! A town: an emulated Telegram, the bot, and a clock that only a test's hand moves, in one value.
//!
//! A scenario talks like the people of the town: they post, press and read. Nothing here runs by
//! itself: each act is followed by all that is due at that instant, and whoever waits for something
//! to be seen moves the clock from one due time to the next, a minute at most. [`Town::finish`]
//! ends every scenario; it fails on whatever was left unread, unsent, unexplained or miscounted.

pub mod logs;
pub mod people;
pub mod pictures;
pub mod plan;
pub mod sights;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use muster::app::{App, Secrets};
use muster::clock::{Clock, Time};
use muster::config::Config;
use muster::emulator::{ApiError, ChatId, Emulator, Fault, UserId, World, WorldGuard};
use muster::features::points;
use muster::inbox::receiver::Receiver;
use muster::seal::Seal;
use muster::{features, inbox, jobs, outbox};
use tempfile::TempDir;
use tracing::Level;

use logs::Logs;
use people::{Group, Person};
use plan::Plan;
use sights::Eyes;

/// How long somebody who waits to see something goes on waiting, by the town's clock.
const PATIENCE: TimeDelta = TimeDelta::seconds(60);

/// The whole stage; cloning gives another handle to it.
#[derive(Clone)]
pub struct Town(Rc<Inner>);

pub struct Inner {
    pub emu: Emulator,
    pub eyes: RefCell<Eyes>,
    clock: Clock,
    zone: Tz,
    folder: TempDir,
    bot: RefCell<Option<Bot>>,
    /// What stands in MUSTER_KEY.
    keys: RefCell<Option<String>>,
    /// What else stands in the environment.
    environment: BTreeMap<String, String>,
    admin: Cell<UserId>,
    groups: RefCell<BTreeMap<String, ChatId>>,
    logs: Logs,
    foreseen: RefCell<Vec<&'static str>>,
    finished: Cell<bool>,
    _listening: tracing::subscriber::DefaultGuard,
}

/// The running bot.
struct Bot {
    app: App,
    receiver: Receiver,
}

impl Town {
    /// A town of this name, for [`Plan::at`] to build.
    pub fn named(name: &str) -> Plan {
        Plan::of(name)
    }

    /// The admin that bot.toml names.
    pub fn admin(&self) -> Person {
        Person::known(self, self.0.admin.get(), None)
    }

    /// Somebody with Telegram in Chinese, who has never heard of the bot.
    pub fn newcomer(&self, name: &str) -> Person {
        self.newcomer_speaking(name, "zh-hans")
    }

    pub fn newcomer_speaking(&self, name: &str, language: &str) -> Person {
        let user = self.world().new_user(name, Some(language));
        Person::known(self, user, None)
    }

    /// A group of volunteers: the admin makes it, adds the bot as an admin, and binds it.
    pub async fn field_chat(&self, code: &str) -> Group {
        self.bound_group(code, "field", "志愿群").await
    }

    /// A group of coordinators.
    pub async fn desk_chat(&self, code: &str) -> Group {
        self.bound_group(code, "desk", "专班").await
    }

    /// The desk chat that [`Town::desk_chat`] made.
    pub fn desk(&self, code: &str) -> Group {
        let groups = self.0.groups.borrow();
        let id = groups.get(&format!("desk {code}")).unwrap_or_else(|| panic!("{code} has no desk chat yet"));
        Group::of(self, *id)
    }

    async fn bound_group(&self, code: &str, role: &str, title: &str) -> Group {
        let group = self.unbound_group(&format!("{code}{title}")).await;
        self.admin().says_in(&group, &format!("/bind {code} {role}")).await;
        group.next_message().await;
        group.reads_all().await;
        self.admin().reads_all().await;
        self.0.groups.borrow_mut().insert(format!("{role} {code}"), group.id());
        group
    }

    /// A group with the bot as an admin in it, whose greeting was read.
    pub async fn unbound_group(&self, title: &str) -> Group {
        let admin = self.0.admin.get();
        let id = {
            let mut world = self.world();
            let id = world.new_supergroup(title, admin);
            world.add_bot(id, admin, true);
            id
        };
        self.settles().await;
        let group = Group::of(self, id);
        group.next_message().await;
        group.reads_all().await;
        group
    }

    /// A lead to be: `town.lead("Chen Jing").of("330502").await`.
    pub fn lead(&self, name: &str) -> Lead {
        Lead { person: self.newcomer(name) }
    }

    pub fn lead_speaking(&self, name: &str, language: &str) -> Lead {
        Lead { person: self.newcomer_speaking(name, language) }
    }

    /// What the outside world is up to.
    pub fn telegram(&self) -> Weather {
        Weather(self.clone())
    }

    /// The emulated Telegram, for what no helper does. Not to be held over an `await`.
    pub fn world(&self) -> WorldGuard<'_> {
        self.0.emu.world()
    }

    pub fn emulator(&self) -> &Emulator {
        &self.0.emu
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    /// The folder of the installation.
    pub fn folder(&self) -> &Path {
        self.0.folder.path()
    }

    pub fn config(&self) -> Arc<Config> {
        let loaded = Config::load(&self.folder().join("bot.toml"));
        Arc::new(loaded.unwrap_or_else(|mistakes| panic!("{mistakes:?}")))
    }

    /// The app, as the program's own tasks have it.
    pub fn with_app<T>(&self, look: impl FnOnce(&App) -> T) -> T {
        look(&self.0.bot.borrow().as_ref().expect("the bot runs").app)
    }

    pub fn now(&self) -> Time {
        self.0.clock.now()
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Lets everything happen that is due at this instant; says when something will be due next.
    pub async fn settles(&self) -> Option<Time> {
        let mut bot = self.0.bot.borrow_mut().take()?;
        let next = bot.app.settle(&mut bot.receiver).await;
        *self.0.bot.borrow_mut() = Some(bot);
        next.unwrap_or_else(|failure| panic!("the bot cannot work: {failure:#}"))
    }

    /// Moves the clock on to a local time, `"20:00"` (the next one) or `"2026-06-22 08:00"`, and lets
    /// everything happen on the way.
    pub async fn passes_until(&self, local: &str) {
        self.passes_to(self.at(local)).await;
    }

    pub async fn passes(&self, span: TimeDelta) {
        self.passes_to(self.now() + span).await;
    }

    async fn passes_to(&self, to: Time) {
        loop {
            match self.settles().await {
                Some(next) if next <= to => self.0.clock.set(next),
                _ if self.now() >= to => return,
                _ => self.0.clock.set(to),
            }
        }
    }

    /// Lets time pass until `look` finds something; none after a minute of the town's time.
    pub async fn waits_for<T>(&self, mut look: impl FnMut(&mut Eyes, &World) -> Option<T>) -> Option<T> {
        let over = self.now() + PATIENCE;
        loop {
            let next = self.settles().await;
            {
                let world = self.world();
                let mut eyes = self.0.eyes.borrow_mut();
                eyes.look(&world);
                if let Some(found) = look(&mut eyes, &world) {
                    return Some(found);
                }
            }
            match next {
                Some(next) if next <= over => self.0.clock.set(next),
                _ => return None,
            }
        }
    }

    /// The instant of a local time: the next one where only a time of day is given.
    pub fn at(&self, local: &str) -> Time {
        let zone = self.0.zone;
        if let Ok(time) = NaiveTime::parse_from_str(local, "%H:%M")
            .or_else(|_| NaiveTime::parse_from_str(local, "%H:%M:%S"))
        {
            let here = self.now().with_timezone(&zone);
            let today = here.date_naive().and_time(time);
            let day = if today < here.naive_local() { TimeDelta::days(1) } else { TimeDelta::zero() };
            return instant(zone, today + day);
        }
        instant(zone, parse(local))
    }

    /// The process ends here, without a word, and another one is started on the same folder.
    pub async fn restarts(&self) {
        self.stops();
        self.starts().await;
    }

    /// The process ends, as by kill -9: nothing is asked, nothing is tidied.
    pub fn stops(&self) {
        drop(self.0.bot.borrow_mut().take().expect("the bot runs"));
    }

    /// The program is started on the town's folder. Telegram must be well: a start asks it who the
    /// bot is, and waits by the clock, which nobody moves meanwhile.
    pub async fn starts(&self) {
        let app = App::open(self.config(), self.secrets(), self.0.clock.clone()).await;
        let app = app.unwrap_or_else(|failure| panic!("the bot does not start: {failure:#}"));
        let receiver = app.receiver(Duration::ZERO);
        *self.0.bot.borrow_mut() = Some(Bot { app, receiver });
        self.settles().await;
    }

    fn secrets(&self) -> Secrets {
        let keys = self.0.keys.borrow();
        let seal = keys.as_ref().map(|keys| Seal::parse(keys).expect("keys"));
        let environment = |name: &str| self.0.environment.get(name).cloned();
        Secrets::of(self.0.emu.token()).sealing(seal).relaying(&self.config(), environment)
    }

    /// What stands in MUSTER_KEY.
    pub fn key(&self) -> String {
        self.0.keys.borrow().clone().unwrap_or_default()
    }

    /// From the next start on MUSTER_KEY holds these keys.
    pub fn keeps_numbers_with(&self, keys: &str) {
        *self.0.keys.borrow_mut() = Some(keys.to_owned());
    }

    /// The files of the installation in which these words stand, in the clear.
    pub fn files_that_say(&self, words: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = std::fs::read(&path).expect("a file");
                    if bytes.windows(words.len()).any(|window| window == words.as_bytes()) {
                        found.push(path.display().to_string());
                    }
                }
            }
        }
        found
    }

    /// A process that polls so many times and dies before it handles anything.
    pub async fn starts_and_dies_after_polls(&self, polls: usize) {
        let app = App::open(self.config(), self.secrets(), self.0.clock.clone()).await;
        let app = app.unwrap_or_else(|failure| panic!("the bot does not start: {failure:#}"));
        let mut receiver = app.receiver(Duration::ZERO);
        for _ in 0..polls {
            receiver.poll_once().await.expect("an answer");
        }
    }

    /// From the next start on the installation lies in another folder.
    pub fn moves_to(&self, folder: &str) {
        let path = self.folder().join("bot.toml");
        let mut text = std::fs::read_to_string(&path).expect("a bot.toml");
        text.push_str(&format!(
            "\n[storage]\ndatabase = \"sqlite:{folder}/muster.db\"\nmedia = \"{folder}/media\"\n"
        ));
        std::fs::write(path, text).expect("space");
    }

    /// A mistake in a handler, which no test could plan otherwise: nothing can be said to this person
    /// in private until [`Town::mends`].
    pub fn breaks_for(&self, person: &Person) {
        self.alter(&format!(
            "create trigger broken before insert on outbox
             when new.chat_id = (select id from chat where telegram_id = {})
             begin select raise(abort, 'a mistake in a handler'); end",
            person.user().0
        ));
    }

    /// The mistake is mended.
    pub fn mends(&self) {
        self.alter("drop trigger broken");
    }

    fn alter(&self, sql: &str) {
        let database = rusqlite::Connection::open(&self.config().storage.database).expect("a database");
        database.execute_batch(sql).expect("altered");
    }

    /// Nobody minds a warning or an error in the log that contains this, nor a complaint of the Bot API's.
    pub fn foresees(&self, trouble: &'static str) {
        self.0.foreseen.borrow_mut().push(trouble);
    }

    pub fn log(&self) -> Vec<logs::Line> {
        self.0.logs.lines()
    }

    /// Asks the store a number.
    pub async fn number(&self, sql: &'static str) -> i64 {
        let store = self.with_app(|app| app.tools.store.clone());
        let value = store.read(move |read| read.value::<i64>(sql, &[])).await;
        value.unwrap_or_else(|failure| panic!("{failure:#}")).unwrap_or_default()
    }

    /// Ends the scenario: nothing is unread, nothing waits, nothing went wrong unforeseen, and
    /// every number is what its parts add up to.
    pub async fn finish(self) {
        self.0.finished.set(true);
        self.passes(TimeDelta::seconds(90)).await;
        let mut faults = Vec::new();
        {
            let world = self.world();
            let mut eyes = self.0.eyes.borrow_mut();
            eyes.look(&world);
            faults.extend(eyes.unread(&world).into_iter().map(|unread| format!("unread {unread}")));
            let foreseen = self.0.foreseen.borrow();
            let minded = world.complaints().iter();
            let minded =
                minded.filter(|complaint| !foreseen.iter().any(|expected| complaint.contains(expected)));
            faults.extend(minded.map(|complaint| format!("the Bot API minds: {complaint}")));
            if world.queue().held() + world.queue().pending() > 0 {
                faults.push(format!("{} updates were never fetched", world.queue().pending()));
            }
        }
        let foreseen = self.0.foreseen.borrow().clone();
        let trouble = self.log().into_iter().filter(|line| line.level <= Level::WARN);
        let unforeseen = trouble.filter(|line| !foreseen.iter().any(|expected| line.text.contains(expected)));
        faults.extend(unforeseen.map(|line| format!("logged {}: {}", line.level, line.text)));
        faults.extend(self.ledger_faults().await);
        assert!(faults.is_empty(), "the town does not end well:\n  {}", faults.join("\n  "));
    }

    /// What is left in the queues, and which totals do not add up.
    async fn ledger_faults(&self) -> Vec<String> {
        let foreseen: Vec<_> = self.0.foreseen.borrow().clone();
        let (store, cx) = self.with_app(|app| (app.tools.store.clone(), app.tools.cx.clone()));
        let asked = store.read(move |read| {
            let mut faults = Vec::new();
            let states = [
                ("update", inbox::statistics(read)?),
                ("job", jobs::statistics(read)?),
                ("message", outbox::statistics(read)?),
            ];
            for (what, states) in states {
                let fine = |state: &str| match (what, state) {
                    // Of jobs some always wait: for the night, for the evening.
                    ("job", "waiting") => true,
                    (_, "aside" | "failed") => !foreseen.is_empty(),
                    (_, state) => state != "waiting",
                };
                faults.extend(
                    states
                        .iter()
                        .filter(|(state, _)| !fine(state))
                        .map(|(state, count)| format!("{count} {what}s are {state}")),
                );
            }
            faults.extend(features::recount(read)?);
            // What was done comes to what was given, as long as one version of the rules held.
            if points::store::versions(read)?.len() == 1 {
                let rules = &cx.config.points.rules;
                let outcome = points::dry_run::dry_run(read, &cx, rules, chrono::NaiveDate::default())?;
                let wrong = |(person, sum)| format!("person {person} was given what was not done: {sum:?}");
                faults.extend(outcome.people.iter().map(wrong));
            }
            faults.extend(read.all(
                "select person_id, points, (select coalesce(sum(amount), 0) from points_entry e
                                            where e.person_id = b.person_id) as sum
                 from balance b where points <> sum
                 union select person_id, 0, sum(amount) from points_entry
                 where person_id not in (select person_id from balance) group by person_id",
                &[],
                |row| {
                    let (person, points): (i64, i64) = (row.get("person_id")?, row.get("points")?);
                    let sum: i64 = row.get("sum")?;
                    Ok(format!("person {person} has {points} points, and entries of {sum}"))
                },
            )?);
            faults.extend(read.all("select * from pragma_foreign_key_check", &[], |row| {
                Ok(format!("a dangling key in {}", row.get::<String>("table")?))
            })?);
            Ok(faults)
        });
        asked.await.unwrap_or_else(|failure| vec![format!("{failure:#}")])
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if !self.finished.get() && !std::thread::panicking() {
            panic!("a scenario ends with town.finish().await");
        }
    }
}

/// Somebody who is about to be made a lead.
pub struct Lead {
    person: Person,
}

impl Lead {
    /// Opens the bot and is appointed by the admin.
    pub async fn of(self, code: &str) -> Person {
        let Lead { person } = self;
        let town = person.town().clone();
        person.opens_the_bot().await;
        town.admin().whispers(&format!("/appoint lead {code} {}", person.user().0)).await;
        town.admin().next_message().await;
        town.admin().reads_all().await;
        person.reads_all().await;
        person
    }
}

/// How the outside world behaves.
pub struct Weather(Town);

impl Weather {
    pub fn fails_next(&self, method: &str, fault: Fault) {
        self.0.world().faults().fail_next(method, fault);
    }

    pub fn fails_times(&self, method: &str, n: u64, fault: Fault) {
        self.0.world().faults().fail_times(method, n, fault);
    }

    /// Every connection is reset, until [`Weather::is_up`].
    pub fn is_down(&self) {
        self.0.world().faults().set_down(true);
    }

    pub fn is_up(&self) {
        self.0.world().faults().set_down(false);
    }

    /// How many requests of a method there were since then.
    pub fn calls_since(&self, since: Time, method: &str) -> usize {
        self.0.world().calls(method).filter(|request| request.at >= since).count()
    }
}

/// 429: come back after so many seconds.
pub fn retry_after(seconds: u64) -> Fault {
    Fault::RetryAfter(seconds)
}

/// A refusal in Telegram's words.
pub fn refusal(code: u16, why: &str) -> Fault {
    Fault::Error(ApiError::new(code, why))
}

fn parse(local: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M")
        .or_else(|_| NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M:%S"))
        .unwrap_or_else(|error| panic!("{local}: {error}"))
}

fn instant(zone: Tz, local: NaiveDateTime) -> Time {
    zone.from_local_datetime(&local).earliest().unwrap_or_else(|| panic!("{local} does not exist")).to_utc()
}
