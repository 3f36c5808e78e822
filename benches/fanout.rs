//! How fast a message goes to everybody: into 10,000 private chats, and into groups, within Telegram's limits.
//!
//! The built binary works against an emulated Bot API in this process that holds it to 30 messages a second, one a
//! second in a chat and 20 a minute in a group. All letters wait when it starts. Meanwhile somebody writes `/me` every
//! few seconds, and wants an answer in two. Printed are how long the whole took beside what the limits allow, how many
//! 429 there were, and how long the answers took.
//!
//! `cargo bench --bench fanout` takes six minutes, and five more for the groups; `MUSTER_MESSAGES=900` is a shorter look.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the machine's clock and sleeps")]

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use muster::clock::Clock;
use muster::directory::{self, Kind};
use muster::emulator::{ChatId, Emulator, Outcome, UserId};
use muster::outbox::{self, Body, Lane, Letter};
use muster::store::Store;

/// What Telegram allows over all, and in a group.
const PER_SECOND: f64 = 30.0;
const PER_MINUTE: usize = 20;

/// Somebody asks so often.
const ASKS: Duration = Duration::from_secs(4);

/// A chat as the emulator and the database know it.
struct Reader {
    chat: i64,
    kind: Kind,
}

#[tokio::main]
async fn main() {
    let messages = std::env::var("MUSTER_MESSAGES").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    println!("cores: {}", std::thread::available_parallelism().map_or(0, usize::from));
    private(messages).await;
    groups(messages).await;
}

/// One message into each of so many private chats.
async fn private(messages: usize) {
    let emulator = Emulator::start(Clock::system()).await.expect("an emulator");
    let readers: Vec<Reader> = (0..messages)
        .map(|n| {
            let mut world = emulator.world();
            let user = world.new_user(&format!("Reader {n}"), Some("en"));
            world.open_bot(user, None).expect("opened");
            Reader { chat: user.0, kind: Kind::Private }
        })
        .collect();
    let ideal = messages as f64 / PER_SECOND;
    run(&format!("{messages} messages into as many private chats"), &emulator, &readers, 1, ideal).await;
}

/// The same number into groups, as many to each as a minute and a half takes there.
async fn groups(messages: usize) {
    let each = PER_MINUTE + PER_MINUTE / 2;
    let emulator = Emulator::start(Clock::system()).await.expect("an emulator");
    let owner = emulator.world().new_user("Owner", Some("en"));
    let readers: Vec<Reader> = (0..messages.div_ceil(each))
        .map(|n| {
            let mut world = emulator.world();
            let chat = world.new_supergroup(&format!("Group {n}"), owner);
            world.add_bot(chat, owner, false);
            Reader { chat: chat.0, kind: Kind::Supergroup }
        })
        .collect();
    let all = readers.len() * each;
    // Many groups are bound by the limit over all, few by their own: one a second, and the 21st a minute after the
    // first.
    let (minutes, seconds) = ((each - 1) / PER_MINUTE, (each - 1) % PER_MINUTE);
    let ideal = (all as f64 / PER_SECOND).max((minutes * 60 + seconds) as f64);
    run(&format!("{all} messages into {} groups", readers.len()), &emulator, &readers, each, ideal).await;
}

async fn run(what: &str, emulator: &Emulator, readers: &[Reader], each: usize, ideal: f64) {
    let folder = tempfile::tempdir().expect("a folder");
    let asker = emulator.world().new_user("Li Wei", Some("en"));
    emulator.world().open_bot(asker, None).expect("opened");
    forget_updates(emulator).await;
    prepare(folder.path(), emulator, asker);
    wait_in_line(folder.path(), readers, each).await;
    emulator.world().set_flood_limits(true);
    let mut bot = start(folder.path(), &emulator.token());
    let begun = Instant::now();
    let all = readers.len() * each;
    let mut answers = Vec::new();
    let (mut asked, mut waits): (Instant, Option<(Instant, i64)>) = (begun, None);
    let mut first = None;
    let ended = loop {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let mut world = emulator.world();
        let last = world.last_from_bot(asker).map_or(0, |message| message.id.0.into());
        if let Some((since, before)) = waits
            && last > before
        {
            answers.push(since.elapsed().as_secs_f64());
            waits = None;
        }
        if waits.is_none() && asked.elapsed() > ASKS {
            let id = world.say(asker, ChatId::from(asker), "/me").expect("said");
            (asked, waits) = (Instant::now(), Some((Instant::now(), i64::from(id.0))));
        }
        let sent = sent(&world, "word");
        if sent > 0 && first.is_none() {
            first = Some(Instant::now());
        }
        if sent >= all {
            break Instant::now();
        }
        assert!(
            begun.elapsed().as_secs_f64() < ideal * 3.0 + 120.0,
            "{sent} of {all} went in {:?}",
            begun.elapsed()
        );
    };
    bot.kill().and_then(|()| bot.wait()).expect("stopped");
    let took = (ended - first.unwrap_or(begun)).as_secs_f64();
    let floods = emulator
        .world()
        .calls("sendMessage")
        .filter(|call| matches!(&call.outcome, Some(Outcome::Refused(error)) if error.code == 429))
        .count();
    answers.sort_by(f64::total_cmp);
    println!(
        "{what}: {took:.1} s, where the limits allow {ideal:.1} s: {:.1} % of them; 429: {floods}",
        ideal / took * 100.0
    );
    println!(
        "    {} direct answers meanwhile: median {:.2} s, at most {:.2} s",
        answers.len(),
        answers.get(answers.len() / 2).copied().unwrap_or_default(),
        answers.last().copied().unwrap_or_default()
    );
}

/// Messages that went out for good and are not answers.
fn sent(world: &muster::emulator::World, word: &str) -> usize {
    world
        .calls("sendMessage")
        .filter(|call| matches!(call.outcome, Some(Outcome::Done(_))) && call.params["text"] == word)
        .count()
}

/// What opened the chats is no part of this: the bot does not hear of it.
async fn forget_updates(emulator: &Emulator) {
    let url = format!("{}/bot{}/getUpdates", emulator.url(), emulator.token());
    let ask = async |offset: i64| -> serde_json::Value {
        let answer =
            reqwest::Client::new().get(&url).query(&[("offset", offset)]).send().await.expect("an answer");
        serde_json::from_str(&answer.text().await.expect("text")).expect("JSON")
    };
    let last = ask(-1).await["result"][0]["update_id"].as_i64().unwrap_or(0);
    ask(last + 1).await;
}

fn prepare(folder: &Path, emulator: &Emulator, admin: UserId) {
    let config = format!(
        "admins = [{}]\nlocale = \"en\"\n[telegram]\napi_url = \"{}\"\n[reminders]\nquiet = \"\"\n[campaign]\nname = \"bench\"\nstarts = 2020-01-01\n\
         ends = 2099-12-31\n",
        admin.0,
        emulator.url()
    );
    std::fs::write(folder.join("bot.toml"), config).expect("a configuration");
}

/// Writes the letters, which the bot finds when it starts.
async fn wait_in_line(folder: &Path, readers: &[Reader], each: usize) {
    let store = Store::open(&folder.join("data/muster.db")).expect("a store");
    let now = Clock::system().now();
    for some in readers.chunks(500) {
        let some: Vec<(i64, Kind)> = some.iter().map(|reader| (reader.chat, reader.kind)).collect();
        let written = store.write(move |tx| {
            for (chat, kind) in &some {
                let chat = directory::see_chat(tx, *chat, *kind, "x", None)?.id;
                for n in 0..each {
                    let letter = Letter::notice(format!("word:{chat}:{n}"), chat, Body::text("word"));
                    outbox::enqueue(tx, letter.in_lane(Lane::Broadcast), now)?;
                }
            }
            Ok(())
        });
        written.await.expect("written");
    }
    let closed = store.closed();
    drop(store);
    closed.await;
}

fn start(folder: &Path, token: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
    command.current_dir(folder).env("MUSTER_LOG", "warn").env("TELOXIDE_TOKEN", token).stdout(Stdio::null());
    command.arg("run").spawn().expect("the bot starts")
}
