//! The bot on a real machine where something is wrong: the token, the network, the disk, a second
//! copy. One clear line says so, and nothing is lost. The built program on the machine's clock; the
//! tests wait for its lines and for the emulator's world.

use std::net::TcpListener;
use std::path::PathBuf;

use muster::clock::Clock;
use muster::emulator::{ApiError, Calls, Emulator, Fault, Outcome, Settings, Side, World};
use rusqlite::Connection;

use crate::program::{Caller, Installation, Running, bot_toml, ends};

async fn telegram() -> Emulator {
    Emulator::start(Clock::system()).await.expect("a port is free")
}

fn unauthorized() -> Fault {
    Fault::Error(ApiError::new(401, "Unauthorized"))
}

/// A port on which nobody listens now.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("an address").port()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_token_ends_the_start() {
    let emu = telegram().await;
    let here = Installation::talking_to(&emu.url());
    let mut run = here.muster();
    let ended = ends(run.arg("run").env("TELOXIDE_TOKEN", "1:WrongToken").env("MUSTER_LOG", "trace"));
    assert_eq!(ended.code, Some(1), "{ended:#?}");
    assert!(ended.err.lines().last().is_some_and(|line| line.contains("Telegram refuses the token")));
    assert!(!ended.err.contains("WrongToken"), "{}", ended.err);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_is_revoked_ends_the_bot() {
    let emu = telegram().await;
    let here = Installation::talking_to(&emu.url());
    let mut bot = here.runs(&emu.token());
    bot.says("running");
    let mut li = Caller::of(&emu);
    li.hears_all().await;
    emu.world().faults().fail_times(Calls::All, 10_000, unauthorized());
    li.asks();
    let ended = bot.ends();
    assert_eq!(ended.code, Some(1), "{ended:#?}");
    assert_eq!(ended.err.matches("Telegram refuses the token").count(), 1, "{ended:#?}");
    // A new token for the same bot: what was asked meanwhile is answered.
    emu.world().faults().clear();
    let bot = here.runs(&emu.token());
    li.hears_all().await;
    assert_eq!(bot.stops().code, Some(0));
}

/// Started before the network is there it waits, and says so once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_api_that_cannot_be_reached_is_waited_for() {
    let port = free_port();
    let here = Installation::talking_to(&format!("http://127.0.0.1:{port}"));
    let settings = Settings { listen: ([127, 0, 0, 1], port).into(), ..Settings::default() };
    let mut bot = here.runs(&settings.token);
    bot.says("trying until it answers");
    let emu = Emulator::start_with(Clock::system(), settings).await.expect("the port is free");
    bot.says("running");
    Caller::of(&emu).hears_all().await;
    assert_eq!(bot.said("trying until it answers"), 1);
    let ended = bot.stops();
    assert_eq!(ended.code, Some(0), "{ended:#?}");
    assert_eq!(ended.err.matches("Telegram answers again").count(), 1, "{ended:#?}");
}

/// However many requests an outage meets, its beginning is one line and its end one; and never,
/// whatever is logged, is the token among it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outage_is_two_lines_and_the_token_is_in_none() {
    let emu = telegram().await;
    let here = Installation::talking_to(&emu.url());
    let mut run = here.muster();
    let mut bot =
        Running::start(run.arg("run").env("TELOXIDE_TOKEN", emu.token()).env("MUSTER_LOG", "trace"));
    bot.says("running");
    let mut people: Vec<Caller> = (0..5).map(|_| Caller::of(&emu)).collect();
    for one in &people {
        one.hears_all().await;
    }
    // The bot has the questions, and then Telegram is gone.
    let mut gate = emu.world().faults().gate("sendMessage", 1, Side::BeforeDeed);
    people.iter_mut().for_each(Caller::asks);
    gate.reached().await;
    emu.world().faults().set_down(true);
    gate.reset();
    bot.says("trying until it answers");
    emu.wait_for(|world| {
        let resets = world.log().iter().filter(|request| request.outcome == Some(Outcome::Reset));
        (resets.count() >= 12).then_some(())
    })
    .await;
    emu.world().faults().set_down(false);
    bot.says("Telegram answers again");
    for one in &people {
        one.hears_all().await;
    }
    // Answers that are no answers, and refusals, are logged without the address as well.
    emu.world().faults().fail_times("sendMessage", 2, Fault::Status(502));
    emu.world().faults().fail_next("sendMessage", Fault::Error(ApiError::new(403, "Forbidden: who are you")));
    people[0].asks();
    bot.says("cannot be delivered");
    let ended = bot.stops();
    assert_eq!(ended.code, Some(0));
    let told = |words: &str| ended.err.lines().filter(|line| line.contains(words)).count();
    assert_eq!((told("trying until it answers"), told("Telegram answers again")), (1, 1), "{}", ended.err);
    let secret = emu.token();
    let (_, secret) = secret.split_once(':').expect("a token");
    assert!(!ended.err.contains(secret), "the token is in the log");
    let loud = ended.err.lines().filter(|line| line.contains(" WARN ") || line.contains("ERROR")).count();
    assert_eq!(loud, 2, "{}", ended.err);
}

/// A second copy on the same folder gives way at once, and the first does not notice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_bot_on_the_same_database_gives_way() {
    let emu = telegram().await;
    let here = Installation::talking_to(&emu.url());
    let mut first = here.runs(&emu.token());
    first.says("running");
    let ended = ends(here.muster().arg("run").env("TELOXIDE_TOKEN", emu.token()));
    assert!(ended.says(1, 1).contains("another muster is running on"), "{ended:#?}");
    // Beside it one may look, import and back up.
    here.writes("areas.csv", "code,parent_code,name,level\n3305,,湖州市,city\n");
    here.does(&["areas", "import", "areas.csv"]).says(0, 0);
    here.does(&["backup", "b.tar"]).says(0, 0);
    assert!(here.does(&["check"]).out.contains("a bot is running on it"));
    assert!(here.does(&["restore", "b.tar", "--force"]).says(1, 1).contains("another muster is running"));
    Caller::of(&emu).hears_all().await;
    assert_eq!(first.said("WARN"), 0);
    // Killed, it leaves nothing behind that would keep the next one from starting.
    first.dies();
    here.runs(&emu.token()).says("running");
}

/// Two programs with one token: the one whose poll is cut off says so, once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_with_one_token_are_told() {
    let emu = telegram().await;
    let (here, there) = (Installation::talking_to(&emu.url()), Installation::talking_to(&emu.url()));
    let mut first = here.runs(&emu.token());
    first.says("running");
    let mut second = there.runs(&emu.token());
    first.says("another program receives this bot's updates");
    second.says("another program receives this bot's updates");
    first.dies();
    let mut li = Caller::of(&emu);
    li.hears_all().await;
    li.is_answered().await;
    assert_eq!(second.said("another program receives this bot's updates"), 1);
}

fn database(here: &Installation) -> Connection {
    Connection::open(here.path().join("data/muster.db")).expect("a database")
}

fn size(path: PathBuf) -> u64 {
    std::fs::metadata(path).map_or(0, |found| found.len())
}

/// The disk is full: what cannot be kept is not confirmed, one line says so, and with space again
/// every question is answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_loses_nothing() {
    let emu = telegram().await;
    let here = Installation::talking_to(&emu.url());
    let mut bot = here.runs(&emu.token());
    bot.says("running");
    let mut li = Caller::of(&emu);
    li.hears_all().await;
    assert_eq!(bot.stops().code, Some(0));
    database(&here).query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())).expect("written down");

    let room = size(here.path().join("data/muster.db")) / 1024 + 64;
    let mut bot = here.runs_within(room, &emu.token());
    bot.says("running");
    for _ in 0..200 {
        li.asks();
    }
    let line = bot.says("nothing can be written");
    assert!(line.contains("ERROR"), "{line}");
    for _ in 0..5 {
        li.asks();
    }
    assert!(li.answers() < li.asked(), "there was space enough");
    assert!(emu.world().queue().pending() > 0, "what cannot be kept is Telegram's still");
    // It goes on trying, and says no more about it.
    let polls = emu.world().calls("getUpdates").count();
    emu.wait_for(|world| (world.calls("getUpdates").count() >= polls + 2).then_some(())).await;
    assert_eq!(bot.said("nothing can be written"), 1);
    assert_eq!(bot.said("WARN") + bot.said("ERROR"), 1, "{}", bot.lines.join("\n"));
    bot.dies();

    let mut bot = here.runs(&emu.token());
    bot.says("running");
    li.is_answered().await;
    assert_eq!(bot.stops().code, Some(0));
    // The answer that was under way when the disk was full may have come twice, and no other.
    assert!(li.answers() <= li.asked() + 1, "{} answers to {} questions", li.answers(), li.asked());
    let count = |sql: &str| database(&here).query_row(sql, [], |row| row.get::<_, i64>(0)).expect("read");
    assert_eq!(count("select count(*) from inbox where state = 'done'"), li.asked() as i64);
    assert_eq!(count("select count(*) from inbox where state <> 'done' or tries > 0"), 0);
    here.does(&["check", "--recount"]).says(0, 0);
}

/// Another program keeps the database locked for longer than anybody should: it is waited out, with
/// one line, also by a bot that starts meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_locked_database_is_waited_for() {
    let emu = telegram().await;
    let here = Installation::talking_to(&emu.url());
    let mut bot = here.runs(&emu.token());
    bot.says("running");
    let mut li = Caller::of(&emu);
    li.hears_all().await;
    let other = database(&here);
    other.execute_batch("begin immediate").expect("locked");
    li.asks();
    bot.says("nothing can be written");
    other.execute_batch("commit").expect("let go");
    bot.says("the database is written again");
    li.hears_all().await;
    assert_eq!(li.answers(), li.asked());
    bot.dies();

    other.execute_batch("begin immediate").expect("locked");
    let mut bot = here.runs(&emu.token());
    bot.says("nothing can be written");
    other.execute_batch("commit").expect("let go");
    bot.says("running");
    li.is_answered().await;
    let ended = bot.stops();
    assert_eq!(ended.err.matches("nothing can be written").count(), 1, "{ended:#?}");
}

/// By webhook, end to end: the bot tells Telegram its address and secret, takes what comes with it,
/// and refuses whatever comes without.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_takes_updates_from_telegram_alone() {
    let emu = telegram().await;
    let port = free_port();
    let hook = format!(
        "[telegram]\napi_url = \"{}\"\n[telegram.webhook]\nlisten = \"127.0.0.1:{port}\"\nurl = \"https://bot.example.org/telegram\"\n",
        emu.url()
    );
    let here = Installation::with(&bot_toml("", &hook));
    let mut run = here.muster();
    let secret = "Secret_of-the-hook";
    run.arg("run").env("TELOXIDE_TOKEN", emu.token()).env("MUSTER_WEBHOOK_SECRET", secret);
    let mut bot = Running::start(run.env("MUSTER_LOG", "trace"));
    bot.says("running");
    // Until it is done: what is asked below would else be overtaken by it.
    let done = |world: &World| {
        let mut calls = world.calls("setWebhook").filter(|call| call.outcome.is_some());
        calls.next().map(|call| call.params.clone())
    };
    let set = emu.wait_for(done).await;
    assert_eq!(set["url"], "https://bot.example.org/telegram");
    assert_eq!(set["secret_token"], secret);

    // What the proxy with the certificate does: it calls the bot on this machine.
    let inside = format!("http://127.0.0.1:{port}/telegram");
    let client = reqwest::Client::new();
    let told = client
        .post(format!("{}/bot{}/setWebhook", emu.url(), emu.token()))
        .json(&serde_json::json!({ "url": inside, "secret_token": secret }))
        .send()
        .await
        .expect("an answer");
    assert!(told.status().is_success());
    let mut li = Caller::of(&emu);
    li.hears_all().await;
    li.is_answered().await;

    let update = serde_json::json!({ "update_id": 7, "message": { "message_id": 1, "date": 0, "text": "/me",
        "chat": { "id": 5, "type": "private", "first_name": "F" },
        "from": { "id": 5, "is_bot": false, "first_name": "F" } } });
    for forged in ["", "Secret_of-the-hoo", "secret_of-the-hook"] {
        let request = client.post(&inside).json(&update).header("X-Telegram-Bot-Api-Secret-Token", forged);
        assert_eq!(request.send().await.expect("an answer").status(), 401, "{forged:?}");
    }
    li.is_answered().await;
    assert_eq!(li.answers(), li.asked());

    // A token that is revoked is noticed without a poll.
    emu.world().faults().fail_times(Calls::Any, 10_000, unauthorized());
    li.asks();
    let ended = bot.ends();
    assert_eq!(ended.code, Some(1), "{ended:#?}");
    assert!(ended.err.contains("Telegram refuses the token"), "{}", ended.err);
    assert!(!ended.err.contains(secret), "the secret is in the log");
    let kept = "select count(*) from inbox where update_id = 7";
    let forged = database(&here).query_row(kept, [], |row| row.get::<_, i64>(0)).expect("read");
    assert_eq!(forged, 0, "the forged update was kept");
}

/// A bot.toml that was copied has days that are past: the check and the log say so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_campaign_that_is_over_is_told_at_the_start() {
    let emu = telegram().await;
    let toml = bot_toml(&emu.url(), "").replace("2099-12-31", "2026-01-02");
    let here = Installation::with(&toml);
    let out = here.does(&["check"]).out;
    assert!(out.contains("the campaign is over since 2026-01-02"), "{out}");
    let mut bot = here.runs(&emu.token());
    bot.says("running");
    bot.says("the campaign is over since 2026-01-02");
    assert_eq!(bot.stops().code, Some(0));
}
