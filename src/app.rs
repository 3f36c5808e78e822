//! Where the parts are put together: opening, running, stopping in order.
//!
//! [`App`] does what is due when it is told to; [`run`] is the program that tells it, until it is
//! stopped. Tests and the demo tell it themselves, with a clock that they move by hand.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};
use tokio::task::JoinSet;

use crate::clock::{Clock, Time};
use crate::config::{self, Address, Config, RelayTo};
use crate::domain::calendar::Stage;
use crate::error::{Failure, is_told};
use crate::features::context::{Context, Tools};
use crate::features::{self, Features};
use crate::i18n::Texts;
use crate::inbox::Inbox;
use crate::inbox::receiver::{KINDS, Receiver, token_refused};
use crate::jobs::Worker;
use crate::jobs::scheduler::Scheduler;
use crate::outbox::courier::{self, Courier};
use crate::outbox::sender::Sender;
use crate::seal::Seal;
use crate::store::{Queue, Store, setup};
use crate::telegram::api::{CallError, Me, Telegram};
use crate::telegram::media::Media;
use crate::web;

/// How long Telegram may hold a poll open.
const POLL: Duration = Duration::from_secs(30);

/// An installation that is open, with all its parts.
pub struct App {
    pub tools: Tools,
    pub inbox: Arc<Inbox>,
    /// Who opens this link first becomes the first admin; none where there is one.
    pub claim_link: Option<String>,
    sender: Sender,
    courier: Courier,
    worker: Worker,
    scheduler: Scheduler,
    _running: setup::Running,
}

/// What comes from the environment, never from a file.
pub struct Secrets {
    pub token: SecretString,
    /// What Telegram's calls must carry, where it calls.
    pub webhook: Option<SecretString>,
    /// What phone numbers are kept with.
    pub seal: Option<Seal>,
    /// The variables that relays name.
    pub relays: BTreeMap<String, SecretString>,
}

impl Secrets {
    /// A bot that polls, and is given no phone numbers.
    pub fn of(token: impl Into<SecretString>) -> Self {
        Secrets { token: token.into(), webhook: None, seal: None, relays: BTreeMap::new() }
    }

    /// The same, with what phone numbers are kept with.
    #[must_use]
    pub fn sealing(self, seal: Option<Seal>) -> Self {
        Secrets { seal, ..self }
    }

    /// The same, with the variables that relays name, as far as they are set.
    #[must_use]
    pub fn relaying(self, config: &Config, environment: impl Fn(&str) -> Option<String>) -> Self {
        let variables = config.relays.iter().flat_map(config::Relay::variables);
        let set = variables.filter_map(|variable| {
            Some((variable.name.clone(), environment(&variable.name)?.trim().to_owned().into()))
        });
        Secrets { relays: set.collect(), ..self }
    }
}

impl App {
    /// Opens the installation, asks Telegram who the bot is, and takes up what the last process
    /// left undone.
    ///
    /// Waits while Telegram cannot be reached; a token that Telegram refuses is an error.
    pub async fn open(config: Arc<Config>, secrets: Secrets, clock: Clock) -> Result<Self, Failure> {
        let running = setup::lock(&config.storage.database)?;
        let store = Store::open(&config.storage.database)?;
        let telegram = Telegram::new(&config.telegram.api_url, secrets.token)?;
        let me = who_am_i(&telegram, &clock).await?;
        let relays = relays(&config, &secrets.relays)?;
        let cx = Context::new(config.clone(), Arc::new(Texts::embedded()), me).sealing(secrets.seal);
        let cx = Arc::new(cx);
        let media = Media::in_folder(&config.storage.media);
        let tools = Tools { cx, store, telegram, media, clock };
        Self::put_together(tools, relays, running).await
    }

    async fn put_together(
        tools: Tools,
        relays: Vec<courier::Relay>,
        running: setup::Running,
    ) -> Result<Self, Failure> {
        let Tools { cx, store, telegram, media, clock } = tools.clone();
        let config = cx.config.clone();
        let features = Arc::new(Features::new(tools.clone()));
        let sender = Sender::new(
            store.clone(),
            telegram.clone(),
            media.clone(),
            clock.clone(),
            config.timezone,
            config.reminders.quiet,
            config.telegram.pace,
        );
        sender.recall().await?;
        let courier =
            Courier::new(store.clone(), media, clock.clone(), features.clone(), relays, courier::PATIENCE)?;
        let mut app = App {
            inbox: Arc::new(Inbox::new(store.clone(), telegram, clock.clone(), cx.me.id, features.clone())),
            claim_link: None,
            sender,
            courier,
            worker: Worker::new(store.clone(), clock.clone(), features.clone()),
            scheduler: Scheduler::new(store, clock, features.config()),
            tools,
            _running: running,
        };
        // It waits where nothing can be written yet.
        app.claim_link = app.start().await?;
        app.courier.recall().await?;
        Ok(app)
    }

    /// What each start sees to: the menus, the nightly work, days that ended meanwhile. Returns the
    /// link that makes the first admin, while there is none.
    async fn start(&self) -> Result<Option<String>, Failure> {
        let claim = loop {
            let (cx, now) = (self.tools.cx.clone(), self.tools.clock.now());
            let begun = match features::privacy::log::replay(&self.tools).await {
                Ok(()) => self.tools.store.write(move |tx| features::start(tx, &cx, now)).await,
                Err(failure) => Err(failure),
            };
            match begun {
                // Another program is writing, or the disk is full: that is told, and passes.
                Err(failure) if is_told(&failure) => self.tools.clock.sleep(Duration::from_secs(1)).await,
                begun => break begun?,
            }
        };
        let link = claim.map(|code| self.tools.cx.deep_link(&format!("claim_{code}")));
        if let Some(link) = &link {
            tracing::info!("there is no admin yet; who opens this link first becomes the first one: {link}");
        }
        Ok(link)
    }

    /// A receiver that polls for this installation; `wait` as in [`Receiver::new`].
    pub fn receiver(&self, wait: Duration) -> Receiver {
        Receiver::new(self.inbox.clone(), self.tools.telegram.clone(), self.tools.clock.clone(), wait)
    }

    /// Does all that is due, and what follows from it, until nothing is left to do now. Returns
    /// when something will be due next. Faults outside are left for the next time.
    pub async fn settle(&self, receiver: &mut Receiver) -> Result<Option<Time>, Failure> {
        loop {
            let received = receiver.poll_once().await.unwrap_or(0);
            let inbox = self.inbox.work_due().await?;
            self.inbox.answers_given().await;
            let scheduled = self.scheduler.run_due().await?;
            let jobs = self.worker.work_due().await?;
            let outbox = self.sender.send_due().await?;
            let relays = self.courier.send_due().await?;
            let next = [inbox, scheduled, jobs, outbox, relays].into_iter().flatten().min();
            if received == 0 && next.is_none_or(|next| next > self.tools.clock.now()) {
                return Ok(next);
            }
        }
    }

    /// Moves a clock that is moved by hand forward to `to`, stopping at each instant at which
    /// something is due to let it happen.
    pub async fn pass_until(&self, receiver: &mut Receiver, to: Time) -> Result<(), Failure> {
        loop {
            let next = self.settle(receiver).await?;
            let clock = &self.tools.clock;
            match next {
                Some(next) if next <= to => clock.set(next),
                _ if clock.now() >= to => return Ok(()),
                _ => clock.set(to),
            }
        }
    }
}

/// The relays of bot.toml with what the environment adds to them.
fn relays(
    config: &Config,
    variables: &BTreeMap<String, SecretString>,
) -> Result<Vec<courier::Relay>, Failure> {
    let value = |variable: &config::Variable| {
        let value = variables.get(&variable.name).filter(|value| !value.expose_secret().is_empty());
        value
            .cloned()
            .with_context(|| format!("{} is not set in the environment: {}", variable.name, variable.at))
    };
    let relay = |relay: &config::Relay| {
        let to = match &relay.to {
            RelayTo::Http { format, url, secret } => courier::Target::Http {
                format: *format,
                url: match url {
                    Address::Written(url) => url.0.clone().into(),
                    Address::Named(variable) => value(variable)?,
                },
                secret: secret.as_ref().map(value).transpose()?,
            },
            RelayTo::Mail(mail) => courier::Target::Mail(courier::Server {
                host: mail.host.clone(),
                port: mail.port,
                tls: match mail.tls {
                    config::Tls::StartTls => courier::Tls::StartTls,
                    config::Tls::Implicit => courier::Tls::Implicit,
                    config::Tls::None => courier::Tls::None,
                },
                from: mail.from.clone(),
                to: mail.to.clone(),
                login: match &mail.login {
                    Some((user, password)) => Some((value(user)?, value(password)?)),
                    None => None,
                },
            }),
        };
        Ok(courier::Relay { name: relay.name.clone(), to })
    };
    config.relays.iter().map(relay).collect()
}

/// Runs the bot until it is told to stop.
///
/// # Errors
///
/// What keeps it from starting, or the token's being refused later.
pub async fn run(config: Arc<Config>, secrets: Secrets) -> Result<(), Failure> {
    let stop = stop_signal()?;
    tokio::pin!(stop);
    let webhook_secret = secrets.webhook.clone();
    let app = tokio::select! {
        app = App::open(config.clone(), secrets, Clock::system()) => Arc::new(app?),
        () = &mut stop => return Ok(()),
    };
    let mut tasks = JoinSet::new();
    if let Some(settings) = &config.web {
        let listener = web::listen(settings.listen).await?;
        tasks.spawn(web::serve(listener, web::pages(app.tools.clone())));
    }
    match (&config.telegram.webhook, webhook_secret) {
        (Some(webhook), Some(secret)) => {
            let listener = web::listen(webhook.listen).await?;
            let route = web::webhook(app.inbox.clone(), &webhook.url, secret.clone())?;
            tasks.spawn(web::serve(listener, route));
            let (each, url) = (app.clone(), webhook.url.clone());
            tasks.spawn(async move {
                set_webhook(&each.tools.telegram, &each.tools.clock, &url, &secret).await?;
                std::future::pending().await
            });
        }
        (Some(_), None) => anyhow::bail!("telegram.webhook needs a secret"),
        (None, _) => {
            let (receiver, telegram) = (app.receiver(POLL), app.tools.telegram.clone());
            tasks.spawn(async move {
                let params = serde_json::json!({ "drop_pending_updates": false });
                // Where it fails the poll says why.
                let _ = telegram.call::<bool>("deleteWebhook", &params).await;
                Err(receiver.run().await)
            });
        }
    }
    let each = app.clone();
    tasks.spawn(keep_at("the inbox", Queue::Inbox, app.clone(), async move || each.inbox.work_due().await));
    let each = app.clone();
    tasks.spawn(keep_at("the jobs", Queue::Jobs, app.clone(), async move || each.worker.work_due().await));
    let each = app.clone();
    tasks
        .spawn(keep_at("the outbox", Queue::Outbox, app.clone(), async move || each.sender.send_due().await));
    let each = app.clone();
    tasks.spawn(keep_at("the relays", Queue::Relays, app.clone(), async move || {
        each.courier.send_due().await
    }));
    let each = app.clone();
    tasks.spawn(keep_at("the schedules", Queue::Schedules, app.clone(), async move || {
        each.scheduler.run_due().await
    }));
    tasks.spawn(watch_clock(app.clone()));
    tracing::info!(bot = app.tools.cx.me.username, "running");
    let cx = &app.tools.cx;
    if cx.stage_at(app.tools.clock.now()) == Stage::Over {
        let ended = cx.config.campaign.ends;
        tracing::warn!("the campaign is over since {ended}: no photo counts; see campaign.ends in bot.toml");
    }

    let ended = tokio::select! {
        Some(ended) = tasks.join_next() => ended.context("a task panicked")?,
        () = app.tools.telegram.refuses() => Err(token_refused()),
        () = &mut stop => Ok(()),
    };
    // What is under way is on the disk: cutting it off here is no worse than a crash, and quicker.
    tasks.shutdown().await;
    tracing::info!("stopped");
    ended
}

/// Does what is due, then sleeps until the next thing is, or until something is added.
async fn keep_at<F>(what: &'static str, queue: Queue, app: Arc<App>, work: F) -> Result<(), Failure>
where
    F: AsyncFn() -> Result<Option<Time>, Failure>,
{
    let clock = &app.tools.clock;
    let mut pause = TimeDelta::seconds(1);
    let mut told = None;
    loop {
        let until = match work().await {
            Ok(next) => {
                if told.take().is_some() {
                    tracing::info!("{what} is worked again");
                }
                pause = TimeDelta::seconds(1);
                next.unwrap_or(Time::MAX_UTC)
            }
            Err(failure) => {
                let trouble = format!("{failure:#}");
                if !is_told(&failure) && told.as_ref() != Some(&trouble) {
                    tracing::error!("{what} cannot be worked and waits: {trouble}");
                    told = Some(trouble);
                }
                clock.sleep_until(clock.now() + pause).await;
                pause = (pause * 2).min(TimeDelta::seconds(30));
                continue;
            }
        };
        tokio::select! {
            () = app.tools.store.added_to(queue) => {}
            () = clock.sleep_until(until) => {}
        }
    }
}

/// Sees when the machine's clock is set back, and lets nobody wait for the time that comes twice.
async fn watch_clock(app: Arc<App>) -> Result<(), Failure> {
    let clock = &app.tools.clock;
    let (mut civil, mut monotonic) = (clock.now(), clock.elapsed());
    loop {
        clock.sleep(Duration::from_secs(10)).await;
        let passed = TimeDelta::from_std(clock.elapsed() - monotonic).unwrap_or_default();
        let behind = civil + passed - clock.now();
        (civil, monotonic) = (clock.now(), clock.elapsed());
        if behind > TimeDelta::seconds(5) {
            tracing::warn!(seconds = behind.num_seconds(), "the machine's clock was set back");
            app.inbox.clock_set_back().await?;
            app.worker.clock_set_back().await?;
            app.sender.clock_set_back().await?;
            app.courier.clock_set_back().await?;
            for queue in [Queue::Inbox, Queue::Jobs, Queue::Outbox, Queue::Relays] {
                app.tools.store.wake(queue);
            }
        }
    }
}

/// Asks Telegram who the bot is, for as long as it takes.
async fn who_am_i(telegram: &Telegram, clock: &Clock) -> Result<Me, Failure> {
    let mut pause = Duration::from_secs(1);
    let mut told = false;
    loop {
        match telegram.call::<Me>("getMe", &serde_json::json!({})).await {
            Ok(me) => return Ok(me),
            Err(CallError::Unauthorized) => return Err(token_refused()),
            Err(error) => {
                if !told && !error.is_outage() {
                    tracing::warn!("{error}; trying until it answers");
                    told = true;
                }
                let wait = if let CallError::RetryAfter(wait) = error { wait } else { pause };
                clock.sleep(wait).await;
                pause = (pause * 2).min(Duration::from_secs(30));
            }
        }
    }
}

/// Has Telegram call from now on, for as long as it takes to tell it so.
async fn set_webhook(
    telegram: &Telegram,
    clock: &Clock,
    url: &str,
    secret: &SecretString,
) -> Result<(), Failure> {
    use secrecy::ExposeSecret;
    let params = serde_json::json!({
        "url": url,
        "secret_token": secret.expose_secret(),
        "allowed_updates": KINDS,
        "max_connections": 40,
    });
    let mut pause = Duration::from_secs(1);
    loop {
        match telegram.call::<bool>("setWebhook", &params).await {
            Err(error) if error.passes() => {
                clock.sleep(if let CallError::RetryAfter(wait) = error { wait } else { pause }).await;
                pause = (pause * 2).min(Duration::from_secs(30));
            }
            set => return set.map(drop).context("Telegram does not take the webhook"),
        }
    }
}

/// Ends when the program is told to stop.
pub fn stop_signal() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    })
}
