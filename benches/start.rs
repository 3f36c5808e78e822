//! How soon the bot is ready on a database of 762,000 people, and what it holds at rest.
//!
//! The database is made once, with a membership, a ledger entry and a balance for each person, as
//! sign-up writes them; then the built binary is started on it, against an emulated Bot API, several
//! times. Ready means that `/readyz` answers. `cargo bench --bench start`.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the machine's clock")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use muster::clock::Clock;
use muster::emulator::Emulator;
use muster::store::Store;

const PEOPLE: i64 = 762_000;
const STARTS: usize = 5;

/// When the first of them signed up: what was booked before day 1 would be wiped as a rehearsal.
const DAY_1: i64 = 1_782_000_000_000;

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let emulator = Emulator::start(Clock::system()).await.expect("an emulator");
    let web = free_address();
    let config = folder.path().join("bot.toml");
    let text = format!(
        "admins = [1]\n[telegram]\napi_url = \"{}\"\n[web]\nlisten = \"{web}\"\n[campaign]\nname = \"bench\"\n\
         starts = 2026-06-21\nends = 2099-12-31\n",
        emulator.url()
    );
    std::fs::write(&config, text).expect("a configuration");
    let database = folder.path().join("data/muster.db");
    let making = Instant::now();
    people(&database);
    println!(
        "cores: {}; {PEOPLE} people made in {:.1} s, {} MB",
        std::thread::available_parallelism().map_or(0, usize::from),
        making.elapsed().as_secs_f64(),
        std::fs::metadata(&database).map_or(0, |file| file.len()) / 1_000_000,
    );
    let mut ready = Vec::new();
    let mut at_rest = 0;
    for _ in 0..STARTS {
        let begun = Instant::now();
        let mut bot = start(&config, &emulator.token());
        while !is_ready(web) {
            assert!(begun.elapsed() < Duration::from_secs(60), "the bot is not ready after a minute");
            std::thread::sleep(Duration::from_millis(2));
        }
        ready.push(begun.elapsed());
        std::thread::sleep(Duration::from_secs(1));
        at_rest = at_rest.max(resident_mb(bot.id()));
        bot.kill().and_then(|()| bot.wait()).expect("stopped");
    }
    ready.sort();
    println!("ready after {:.0?} (median of {STARTS}; slowest {:.0?})", ready[STARTS / 2], ready[STARTS - 1]);
    println!("resident at rest, a second after that: {at_rest} MB");
}

/// A database as sign-ups leave it.
fn people(path: &Path) {
    drop(Store::open(path).expect("a store"));
    let connection = rusqlite::Connection::open(path).expect("the database");
    let numbers =
        format!("with recursive n (i) as (select 1 union all select i + 1 from n where i < {PEOPLE})");
    connection
        .execute_batch(&format!(
            "pragma synchronous = off;
             begin;
             insert into area (code, name, level) values ('3305', '湖州市', 0);
             insert into area_path (area_id, ancestor_id, depth) values (1, 1, 0);
             {numbers} insert into person (id, telegram_id, name, language, opened_at, joined_at, noticed_at)
                 select i, 5000000000 + i, '志愿者' || i, 'zh-hans', i, i, i from n;
             insert into chat (telegram_id, kind, title, person_id) select telegram_id, 'private', '', id from person;
             insert into membership (person_id, area_id, home, since) select id, 1, 1, id from person;
             insert into points_entry (key, person_id, area_id, day, deed, reference, amount, at)
                 select 'signup:signup:' || id || ':0', id, 1, '2026-06-21', 'signup', 'signup:' || id, 5, {DAY_1} + id from person;
             insert into balance (person_id, points) select id, 5 from person;
             commit;"
        ))
        .expect("people");
}

fn start(config: &Path, token: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_muster"))
        .args(["run", "--config"])
        .arg(config)
        .env("TELOXIDE_TOKEN", token)
        .env("MUSTER_LOG", "error")
        .stdout(Stdio::null())
        .spawn()
        .expect("the bot starts")
}

fn is_ready(web: SocketAddr) -> bool {
    let Ok(mut stream) = TcpStream::connect(web) else { return false };
    let mut answer = String::new();
    stream.write_all(b"GET /readyz HTTP/1.0\r\n\r\n").is_ok()
        && stream.read_to_string(&mut answer).is_ok()
        && answer.starts_with("HTTP/1.0 200")
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port")
}

/// Resident memory of a process, as Linux tells it.
fn resident_mb(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024
}
