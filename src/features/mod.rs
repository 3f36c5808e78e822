//! What the bot can do: one folder, one thing. This file is the table of contents.
//!
//! Slices call downward only: `photos`, `collage`, `reminders`, `digests` and `admin` stand on
//! `points` and `signup`, and all on `areas` and `roles`, which need each other: leads are of
//! areas, and binding is theirs.

pub mod admin;
pub mod areas;
pub mod awards;
pub mod badges;
pub mod boards;
pub mod bulletins;
pub mod codes;
pub mod collage;
pub mod commands;
#[cfg(test)]
mod commands_page;
pub mod context;
pub mod conversations;
pub mod digests;
pub mod draws;
mod following;
pub mod guards;
pub mod kinds;
pub mod language;
pub mod minors;
pub mod mute;
pub mod photos;
pub mod points;
pub mod privacy;
pub mod profile;
pub mod rankings;
pub mod rehearsal;
pub mod relays;
pub mod reminders;
pub mod rewards;
pub mod rights;
pub mod roles;
pub mod roster;
pub mod schedules;
pub mod sections;
pub mod signup;
pub mod tables;
pub mod teams;
#[cfg(test)]
mod testing;
pub mod turn;

use std::sync::{Arc, RwLock};

use futures::FutureExt;
use futures::future::BoxFuture;
use serde_json::Value;
use teloxide::types::{CallbackQuery, Message, Update, UpdateKind};
use teloxide::utils::command::parse_command;

use crate::clock::Time;
use crate::config::Current;
use crate::directory::{self, Person};
use crate::domain::calendar::Stage;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::i18n::{Locale, Say};
use crate::inbox::{self, Aside, Handler, PressAnswer};
use crate::jobs::held::{self, Held};
use crate::jobs::{self, Job, Runner, scheduler};
use crate::outbox::courier::Watch;
use crate::seal::{self, Seal};
use crate::store::{Queue, Read, Tx, time};
use crate::{domain::schedule, say};
use commands::Given;
use context::{Context, Tools};
use rights::Who;
use turn::Turn;

pub use following::*;

/// Buttons of features that stand on areas, for the words that welcome a chat bound to one: joining,
/// and taking along what was posted there today.
pub use photos::rebound::button as rebound_button;
pub use signup::chat::join_button;

/// All features, as the inbox and the job worker see them.
pub struct Features {
    /// With the configuration that holds now: see [`Features::reload`].
    tools: RwLock<Tools>,
    config: Current,
}

impl Handler for Features {
    fn handle(&self, tx: &mut Tx, update: &Update, now: Time) -> Result<Option<PressAnswer>, Failure> {
        let cx = &*self.tools().cx;
        rehearsal::end_if_due(tx, cx, now.max(posted_at(update)), now)?;
        let answer = route(tx, cx, update, now)?;
        blank_if_unnamed(tx, cx, update)?;
        Ok(answer)
    }

    fn set_aside(&self, tx: &mut Tx, aside: &Aside, now: Time) -> Result<(), Failure> {
        admin::tell_set_aside(tx, &self.tools().cx, &aside.code, &aside.error, now)
    }
}

fn route(tx: &mut Tx, cx: &Context, update: &Update, now: Time) -> Result<Option<PressAnswer>, Failure> {
    let id = i64::from(update.id.0);
    match &update.kind {
        UpdateKind::Message(message) => {
            let mut turn = Turn::of_message(tx, cx, now, id, message)?;
            on_message(&mut turn, message)?;
            roles::appears(&mut turn)?;
            privacy::notice::show_if_changed(&mut turn)?;
        }
        UpdateKind::EditedMessage(message) => {
            let mut turn = Turn::of_message(tx, cx, now, id, message)?;
            photos::chat::edited(&mut turn, message)?;
        }
        UpdateKind::ChannelPost(message) => {
            let mut turn = Turn::of_message(tx, cx, now, id, message)?;
            // A channel can be a desk, so commands are taken there; photos are not.
            on_command(&mut turn, message)?;
        }
        UpdateKind::MyChatMember(change) => {
            let mut turn = Turn::begin(tx, cx, now, id, &change.chat, Some(&change.from))?;
            areas::chat::membership_changed(&mut turn, change)?;
        }
        UpdateKind::MessageReaction(change) => bulletins::chat::reacted(tx, change, now)?,
        UpdateKind::CallbackQuery(query) => return on_press(tx, cx, now, id, query).map(Some),
        _ => {}
    }
    Ok(None)
}

/// Of a child whose guardian has not agreed no name is kept, not even in the updates of these days.
fn blank_if_unnamed(tx: &mut Tx, cx: &Context, update: &Update) -> Result<(), Failure> {
    let mut seen = Vec::new();
    for user in update.mentioned_users().filter(|user| !user.is_bot) {
        if seen.contains(&user.id) {
            continue;
        }
        seen.push(user.id);
        let known = directory::person_by_telegram(tx, i64::try_from(user.id.0).unwrap_or_default())?;
        if known.is_some_and(|person| person.unnamed) {
            return inbox::blank(tx, cx.me.id, i64::from(update.id.0));
        }
    }
    Ok(())
}

/// When Telegram says that something was posted; long ago for what is no post.
fn posted_at(update: &Update) -> Time {
    match &update.kind {
        UpdateKind::Message(message) => message.date,
        _ => Time::MIN_UTC,
    }
}

/// What each start of the bot sees to; the code by which the first admin claims it, if there is none.
pub fn start(tx: &mut Tx, cx: &Context, now: Time) -> Result<Option<String>, Failure> {
    rehearsal::end_if_due(tx, cx, now, now)?;
    rehearsal::enqueue_end(tx, cx)?;
    for mistake in areas::mistakes(tx, &cx.config)? {
        tracing::warn!("{mistake}");
    }
    for line in shut(tx, cx.seal.as_ref())? {
        tracing::warn!("{line}");
    }
    for line in relays::mistakes(tx, &cx.config)? {
        tracing::warn!("{line}");
    }
    points::start(tx, cx, now)?;
    boards::start(tx, cx)?;
    collage::job::enqueue_unclosed(tx, cx, now)?;
    roles::enqueue_default_menus(tx, cx, now)?;
    roles::refresh_menus(tx, cx, now)?;
    roster::note_bot(tx, cx)?;
    for name in held::shadowed(tx, &cx.config)? {
        tracing::warn!("{}", held::shadowed_line(&name));
    }
    for line in rewards::catalogue::take_up(tx, cx, now)? {
        tracing::warn!("{line}");
    }
    admin::job::enqueue_sweep(tx, cx, now)?;
    guards::job::enqueue_weekly(tx, cx, now)?;
    roles::claim_code(tx, cx)
}

/// A line for each key with which phone numbers were sealed and that is not at hand.
pub fn shut(read: &Read, seal: Option<&Seal>) -> Result<Vec<String>, Failure> {
    let mut used = profile::store::keys_used(read)?;
    used.extend(roster::keys_used(read)?);
    Ok(seal::missing(seal, used))
}

/// A message goes to the first that takes it.
fn on_message(turn: &mut Turn, message: &Message) -> Result<(), Failure> {
    // An import is a file with the command as its caption, so it comes before commands.
    let taken = areas::chat::migrated(turn, message)?
        || roster::chat::import_file(turn, message)?
        || areas::chat::import_file(turn, message)?
        || photos::chat::why(turn, message)?
        || on_command(turn, message)?
        || on_word(turn, message)?
        || on_answer(turn, message)?
        || photos::chat::posted(turn, message)?
        || roster::chat::typed(turn, message)?
        || signup::chat::typed(turn, message)?;
    let opens = message.text().is_some_and(|text| text.split_whitespace().next() == Some("/start"));
    if taken && opens {
        profile::chat::opened(turn)?;
    }
    Ok(())
}

/// Takes a message that answers what its sender was asked here.
fn on_answer(turn: &mut Turn, message: &Message) -> Result<bool, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(false) };
    let Some(asked) = conversations::current(turn.tx, person.id, turn.chat.id)? else { return Ok(false) };
    match asked.kind {
        conversations::Kind::Profile => profile::chat::answered(turn, &person, &asked, message),
        conversations::Kind::Minors => minors::chat::answered(turn, &person, &asked, message),
        conversations::Kind::Teams => teams::chat::answered(turn, &person, &asked, message),
        conversations::Kind::Rewards => rewards::edit::chat::answered(turn, &person, &asked, message),
        conversations::Kind::Rankings => rankings::chat::answered(turn, &person, &asked, message),
        conversations::Kind::Bulletins => bulletins::chat::answered(turn, &person, &asked, message),
        conversations::Kind::Schedules => schedules::chat::answered(turn, &person, &asked, message),
    }
}

/// Takes a message that is a command for this bot.
fn on_command(turn: &mut Turn, message: &Message) -> Result<bool, Failure> {
    let Some(text) = message.text() else { return Ok(false) };
    let Some((name, words)) = parse_command(text, &turn.cx.me.username) else { return Ok(false) };
    let Some(command) = commands::find(name) else {
        // In a group an unknown command is another bot's.
        if turn.is_private() {
            turn.say(&say!("command-unknown"))?;
        }
        return Ok(true);
    };
    if let Some(refusal) = rights::refusal(turn, command.who())? {
        turn.reply(&refusal)?;
        return Ok(true);
    }
    let rest = text.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim());
    (command.run)(turn, &Given { message, words, rest })?;
    Ok(true)
}

/// Takes a plain word in private for the command that it stands for. An answer to a message is not one,
/// nor is a word for what this person may not do.
fn on_word(turn: &mut Turn, message: &Message) -> Result<bool, Failure> {
    let word = message.text().filter(|_| turn.is_private() && message.reply_to_message().is_none());
    let Some((word, command)) = word.and_then(|word| Some((word, commands::by_word(word)?))) else {
        return Ok(false);
    };
    if rights::refusal(turn, command.who())?.is_some() {
        return Ok(false);
    }
    (command.run)(turn, &Given { message, words: Vec::new(), rest: "" })?;
    signup::chat::also_named(turn, word)?;
    Ok(true)
}

/// What a link `?start=<payload>` opens besides joining; whether it opened anything.
pub fn open_link(turn: &mut Turn, payload: &str) -> Result<bool, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(false) };
    if let Some(code) = payload.strip_prefix("me_") {
        return roster::chat::follow(turn, &person, code).map(|()| true);
    }
    if let Some(code) = payload.strip_prefix("team_") {
        return teams::chat::join_by_code(turn, &person, code).map(|()| true);
    }
    if let Some(code) = payload.strip_prefix("redeem_") {
        return rewards::chat::follow(turn, &person, code);
    }
    match payload {
        "rewards" => rewards::chat::open(turn, &person).map(|()| true),
        "me" => profile::chat::open(turn, &person).map(|()| true),
        "mydata" => privacy::chat::send_data(turn, &person).map(|()| true),
        "forget" => privacy::chat::ask(turn, &person).map(|()| true),
        "review" if rights::refusal(turn, Who::Inspectors)?.is_none() => {
            photos::review::open(turn, &person).map(|()| true)
        }
        "lang" => language::chat::mine(turn).map(|()| true),
        "why" => points::why::open(turn, &person).map(|()| true),
        _ if payload.starts_with("guard_") => {
            minors::chat::guard(turn, &person, &payload["guard_".len()..]).map(|()| true)
        }
        "request" => signup::approval::chat::answer_to(turn, &person),
        _ => Ok(false),
    }
}

/// What `/cancel` takes back where no question stands; what to say of it.
pub fn take_back(turn: &mut Turn, person: &Person) -> Result<Option<Say>, Failure> {
    signup::approval::chat::take_back(turn, person)
}

/// The features with buttons, handed to another macro.
macro_rules! with_all_presses {
    ($then:ident) => {
        $then![
            signup::chat,
            minors::chat,
            signup::approval::chat,
            areas::chat,
            points::why,
            teams::press,
            awards::chat,
            boards::chat,
            rewards::press,
            rewards::edit,
            draws::chat,
            photos::chat,
            photos::review,
            photos::mend,
            digests::chat,
            bulletins::chat,
            rankings::chat,
            reminders::chat,
            schedules::chat,
            collage::chat,
            language::chat,
            mute::chat,
            profile::chat,
            profile::who,
            privacy::chat,
            admin::audit
        ]
    };
}
#[cfg(test)]
use with_all_presses;

fn on_press(
    tx: &mut Tx,
    cx: &Context,
    now: Time,
    update_id: i64,
    query: &CallbackQuery,
) -> Result<PressAnswer, Failure> {
    let (Some(message), Some(data)) = (&query.message, &query.data) else {
        return Ok(PressAnswer::default());
    };
    let mut turn = Turn::begin(tx, cx, now, update_id, message.chat(), Some(&query.from))?;
    turn.message_id = Some(message.id().0.into());
    if let Some(message) = message.regular_message() {
        turn.thread = turn::thread_of(message);
        turn.pictured = Some(message.photo().is_some());
    }
    let answer = pressed(&mut turn, data)?;
    roles::appears(&mut turn)?;
    Ok(answer)
}

/// A press goes to the feature whose button it is, if who presses now may press such a button at all.
/// Whether for the area or the photo in question, the feature looks.
fn pressed(turn: &mut Turn, data: &str) -> Result<PressAnswer, Failure> {
    if let Some(who) = rights::of_press(data)
        && let Some(refusal) = rights::refusal(turn, who)?
    {
        return Ok(turn.answer(&refusal));
    }
    macro_rules! press {
        ($($($part:ident)::+),*) => {
            $(if let Some(press) = $($part)::+::Press::parse(data) {
                return $($part)::+::pressed(turn, press);
            })*
        };
    }
    with_all_presses!(press);
    // A button of an older version of the bot.
    Ok(turn.answer(&say!("button-too-old")))
}

impl Runner for Features {
    fn run(&self, job: Job) -> BoxFuture<'_, Result<(), Failure>> {
        async move {
            let tools = &self.tools();
            self.end_rehearsal(tools).await?;
            match job.kind.as_str() {
                kinds::PHOTO_FETCH => photos::job::fetch(tools, job).await,
                kinds::PHOTO_JUDGE => photos::job::judge(tools, job).await,
                kinds::PHOTO_JOINED => photos::job::joined(tools, job).await,
                kinds::PHOTO_COMPARE => photos::job::compare(tools, job).await,
                kinds::PHOTO_ERASE => photos::erase::erase(tools, job).await,
                kinds::PHOTO_TOLD => photos::refusal::told(tools, job).await,
                kinds::REWARD_CODE => rewards::job::code(tools, job).await,
                kinds::REWARD_SOON => rewards::job::soon(tools, job).await,
                kinds::REWARD_DUE => rewards::job::due(tools, job).await,
                kinds::REWARD_PICTURE => rewards::job::picture(tools, job).await,
                kinds::DRAW_CLOSE => draws::job::close(tools, job).await,
                kinds::DRAW => draws::job::draw(tools, job).await,
                kinds::POSTER => signup::poster::draw(tools, job).await,
                kinds::DAY_CLOSE => collage::job::close(tools, job).await,
                kinds::RELAY => collage::job::relay(tools, job).await,
                kinds::COLLAGE => collage::job::show(tools, job).await,
                kinds::BOARD => boards::job::draw(tools, job).await,
                kinds::DIGEST => digests::job::send(tools, job).await,
                kinds::DIGEST_SHOW => digests::job::show(tools, job).await,
                kinds::DIGEST_EXPORT => digests::export::export(tools, job).await,
                kinds::BULLETIN_DRAFT => bulletins::job::draft(tools, job).await,
                kinds::BULLETIN => bulletins::job::publish(tools, job).await,
                kinds::BULLETIN_DUE => bulletins::job::due(tools, job).await,
                kinds::RANKING_DRAFT => rankings::job::draft(tools, job).await,
                kinds::RANKING => rankings::job::publish(tools, job).await,
                kinds::RANKING_AMEND => rankings::job::amend(tools, job).await,
                kinds::RANKING_CLOSE => rankings::job::close(tools, job).await,
                kinds::RANKING_DUE => rankings::job::due(tools, job).await,
                kinds::AREAS_IMPORT => areas::job::import(tools, job).await,
                kinds::PEOPLE_IMPORT => roster::job::import(tools, job).await,
                kinds::PEOPLE_EXPORT => roster::job::export(tools, job).await,
                kinds::TABLE_ERASE => tables::erase(tools, job).await,
                kinds::AREAS_SIGHT => areas::job::sight(tools, job).await,
                // It is ended before every job.
                kinds::REHEARSAL_END => {
                    let now = tools.clock.now();
                    tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await
                }
                kinds::LANGUAGE => language::job::choose(tools, job).await,
                kinds::PROFILE_ASK => profile::job::ask(tools, job).await,
                kinds::MENUS => roles::job::menus(tools, job).await,
                kinds::HANDOVER_DUE => roles::job::handover_due(tools, job).await,
                kinds::BACKUP => admin::job::backup(tools, job).await,
                kinds::FORGET => privacy::forget::forget(tools, job).await,
                kinds::FORGOTTEN => privacy::forget::forgotten(tools, job).await,
                kinds::MYDATA => privacy::data::collect(tools, job).await,
                kinds::MYDATA_SENT => privacy::data::sent(tools, job).await,
                kinds::SWEEP => admin::job::sweep(tools, job).await,
                kinds::BADGES => badges::job::look(tools, job).await,
                kinds::GUARDS => guards::job::weekly(tools, job).await,
                kinds::GUARDS_ASKED => guards::job::asked(tools, job).await,
                kinds::UNREACHABLE => admin::job::unreachable(tools, job).await,
                scheduler::SKIPPED => admin::job::tell_skipped(tools, job).await,
                kinds::RELOAD => self.reload(tools, job).await,
                scheduler::RUN => self.run_schedule(tools, job).await,
                other => Err(Failure::msg(format!("no feature does {other}"))),
            }
        }
        .boxed()
    }

    fn set_aside(&self, tx: &mut Tx, job: &Job, error: &str, now: Time) -> Result<(), Failure> {
        photos::job::given_up(tx, &self.tools().cx, job, now)?;
        admin::tell_set_aside(tx, &self.tools().cx, &format!("J{}", job.id), error, now)
    }
}

impl Watch for Features {
    fn troubled(&self, tx: &mut Tx, relay: &str, why: &str, lost: bool, now: Time) -> Result<(), Failure> {
        relays::troubled(tx, &self.tools().cx, relay, why, lost, now)
    }

    fn well(&self, tx: &mut Tx, relay: &str, now: Time) -> Result<(), Failure> {
        relays::well(tx, &self.tools().cx, relay, now)
    }
}

impl Features {
    pub fn new(tools: Tools) -> Self {
        let config = Current::of(tools.cx.config.clone());
        Features { tools: RwLock::new(tools), config }
    }

    /// The configuration that holds now, for whoever looks at it for as long as the bot runs.
    pub fn config(&self) -> Current {
        self.config.clone()
    }

    /// What use-cases and jobs are given: what is under way keeps the configuration that it began with.
    fn tools(&self) -> Tools {
        self.tools.read().expect("no holder panics").clone()
    }

    /// Reads bot.toml anew; all that begins from now on goes by it.
    async fn reload(&self, tools: &Tools, job: Job) -> Result<(), Failure> {
        if let Some(config) = admin::reload::reload(tools, job).await? {
            let cx = Arc::new(tools.cx.with_config(config.clone()));
            *self.tools.write().expect("no holder panics") = Tools { cx, ..tools.clone() };
            self.config.set(config);
            // The next run may come before the one that is waited for.
            tools.store.wake(Queue::Schedules);
        }
        Ok(())
    }

    /// Sees to it that no job of the campaign finds the rehearsal still on.
    async fn end_rehearsal(&self, tools: &Tools) -> Result<(), Failure> {
        let (cx, now) = (tools.cx.clone(), tools.clock.now());
        if cx.stage_at(now) == Stage::Rehearsal {
            return Ok(());
        }
        let looking = cx.clone();
        if tools.store.read(move |read| rehearsal::is_on(read, &looking)).await? {
            tools.store.write(move |tx| rehearsal::end_if_due(tx, &cx, now, now)).await?;
        }
        Ok(())
    }

    /// Starts what a schedule's run is for. Those that take their time make jobs of their own.
    async fn run_schedule(&self, tools: &Tools, job: Job) -> Result<(), Failure> {
        let (cx, now) = (tools.cx.clone(), tools.clock.now());
        tools
            .store
            .write(move |tx| {
                let mut lines = job.payload.lines();
                let name = lines.next().unwrap_or_default();
                let due = lines.next().and_then(|due| due.parse().ok()).map_or(now, time);
                // One that is gone by now does nothing.
                if let Some(Held { schedule, .. }) = held::by_name(tx, &cx.config, name)? {
                    let run = Run { schedule: &schedule, key: &job.key, due, now };
                    match &schedule.job {
                        schedule::Job::RemindMissing => reminders::run(tx, &cx, &run)?,
                        schedule::Job::CloseDay => collage::job::run(tx, &cx, &run)?,
                        schedule::Job::Digest => digests::job::run(tx, &cx, &run)?,
                        schedule::Job::Post(post) => reminders::posts::post(tx, &cx, &run, post)?,
                        schedule::Job::Day(name) => reminders::posts::day(tx, &cx, &run, name)?,
                        schedule::Job::Backup => admin::job::run_backup(tx, &run)?,
                        schedule::Job::Bulletin => bulletins::job::run(tx, &cx, &run)?,
                        schedule::Job::Ranking => rankings::job::run(tx, &cx, &run)?,
                    }
                }
                jobs::finish(tx, job.id, now)
            })
            .await
    }
}

/// One run of a schedule.
pub struct Run<'s> {
    pub schedule: &'s schedule::Schedule,
    /// Names the run, for the keys of what follows from it.
    pub key: &'s str,
    /// When it was to be; earlier than `now` where it is made up after an outage.
    pub due: Time,
    pub now: Time,
}

/// What features say in the evening's message, in this order: what waits for its reader first.
pub const DIGEST: &[sections::Section] = &[
    photos::evening::waiting,
    signup::approval::evening::joining,
    photos::evening::lacking,
    points::evening::top,
];

/// What is erased when a person is: what each feature keeps of them, but for photos, which go some
/// at a time (`privacy::job`). Counts, sums and hashes stay.
pub fn forget(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    conversations::forget(tx, person)?;
    signup::forget(tx, person, now)?;
    minors::forget(tx, person, now)?;
    teams::forget(tx, person, now)?;
    points::forget(tx, person)?;
    awards::forget(tx, person)?;
    badges::forget(tx, person)?;
    boards::forget(tx, person)?;
    rewards::forget(tx, person)?;
    draws::forget(tx, person)?;
    roster::forget(tx, person, now)?;
    profile::forget(tx, person, now)?;
    roles::forget(tx, person, now)?;
    digests::forget(tx, person)?;
    mute::forget(tx, person)?;
    bulletins::forget(tx, person)?;
    rankings::forget(tx, person)?;
    schedules::forget(tx, person)?;
    // Name and number last: what stands above may look for them.
    directory::forget(tx, person, now)
}

/// All that is stored of a person, but for the files of their photos; a line for each feature.
pub fn export(read: &Read, cx: &Context, person: PersonId) -> Result<Vec<(&'static str, Value)>, Failure> {
    Ok(vec![
        ("person", directory::export(read, person)?),
        ("signup", signup::export(read, person)?),
        ("children", minors::export(read, person)?),
        ("roles", roles::export(read, person)?),
        ("muted", mute::export(read, person)?),
        ("schedules", schedules::export(read, person)?),
        ("teams", teams::export(read, person)?),
        ("boards", boards::export(read, person)?),
        ("lists", roster::export(read, person)?),
        ("answers", profile::export(read, cx, person)?),
        ("points", points::export(read, person)?),
        ("awarded", awards::export(read, person)?),
        ("badges", badges::export(read, person)?),
        ("rewards", rewards::export(read, person)?),
        ("draws", draws::export(read, person)?),
        ("photos", photos::store::export(read, photos::store::Whose::Person(person))?),
        ("appeals", rankings::export(read, person)?),
        ("liked", bulletins::export(read, person)?),
        ("questions", conversations::export(read, person)?),
    ])
}

/// All that is stored of a child: of its account, if it has one, else of what was posted for it.
pub fn export_child(
    read: &Read,
    cx: &Context,
    child: &minors::Child,
) -> Result<Vec<(&'static str, Value)>, Failure> {
    match child.person {
        Some(person) => export(read, cx, person),
        None => Ok(vec![
            ("child", minors::as_json(child)),
            ("photos", photos::store::export(read, photos::store::Whose::Child(child.id))?),
        ]),
    }
}

/// The privacy notice as HTML, to stand below what is said in private to somebody of whom something
/// is stored; none where its present version was shown before.
pub fn notice(
    tx: &mut Tx,
    cx: &Context,
    person: &Person,
    locale: Locale,
    now: Time,
) -> Result<Option<String>, Failure> {
    privacy::notice::due(tx, cx, person, locale, now)
}

/// Each kept total that a plain recount does not confirm, in words.
pub fn recount(read: &Read) -> Result<Vec<String>, Failure> {
    let points = points::store::totals::recount(read)?;
    let mut differences: Vec<String> = points.iter().map(ToString::to_string).collect();
    for photos::store::Difference { area, day, kept, counted } in photos::store::recount(read)? {
        differences.push(format!(
            "area {area}, {day}: {} photos and {} heads are kept, {} and {} are counted",
            kept.photos, kept.heads, counted.photos, counted.heads
        ));
    }
    for signup::store::Difference { area, kept, counted } in signup::store::recount(read)? {
        differences.push(format!("area {area}: {kept} people are kept, {counted} are counted"));
    }
    for teams::store::Difference { team, kept, counted } in teams::recount(read)? {
        differences.push(format!("team {team}: {kept} people are kept, {counted} are counted"));
    }
    differences.extend(rewards::recount(read)?);
    Ok(differences)
}

#[cfg(test)]
mod tests;
