//! People at the size of a city: finding an area by part of its name, what `/me` reads of one person, and
//! entering a list of 100,000.
//!
//! The database is made once, with a membership, a ledger entry, a balance and two answers for each of 762,000
//! people, as sign-ups leave them, over 1,400 areas: those of the file that `MUSTER_AREAS` names, or made ones.
//! `cargo bench --bench people`; `MUSTER_PEOPLE=10000` and `MUSTER_LIST=1000` are a shorter look.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the machine's clock")]

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use muster::clock::Clock;
use muster::directory;
use muster::domain::area::AreaTree;
use muster::domain::ids::PersonId;
use muster::error::Failure;
use muster::features::{areas, points, roles, roster, signup, teams};
use muster::seal::{Seal, new_key};
use muster::store::{Read, Store};

/// When the first of them signed up.
const DAY_1: i64 = 1_782_000_000_000;

/// Answers that each figure is taken from.
const TIMES: usize = 201;

#[tokio::main]
async fn main() {
    let people = number("MUSTER_PEOPLE", 762_000);
    let list = number("MUSTER_LIST", 100_000);
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("muster.db");
    let csv = areas_csv();
    let store = Store::open(&database).expect("a store");
    let now = Clock::system().now();
    store
        .write(move |tx| {
            let levels = ["city", "district", "township", "village"].map(str::to_owned);
            areas::import(tx, &levels, csv.as_bytes(), now)?.expect("a good file of areas");
            Ok(())
        })
        .await
        .expect("areas");
    let making = Instant::now();
    make(&database, people);
    let tree = store.read(areas::store::tree).await.expect("a tree");
    println!(
        "cores: {}; {} areas, {people} people made in {:.1} s, {} MB",
        std::thread::available_parallelism().map_or(0, usize::from),
        tree.len(),
        making.elapsed().as_secs_f64(),
        std::fs::metadata(&database).map_or(0, |file| file.len()) / 1_000_000,
    );
    finding(&tree);
    me(&store, people).await;
    for phones in [false, true] {
        entering(&store, &tree, list, phones).await;
    }
}

fn number(variable: &str, usual: i64) -> i64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// Parts of the names of areas from all over the tree, and what is in none.
fn finding(tree: &AreaTree) {
    let names: Vec<&str> = tree.iter().map(|area| area.name.as_str()).collect();
    let mut times = Vec::new();
    for n in 0..TIMES {
        let name: Vec<char> = names[n * names.len() / TIMES].chars().collect();
        let wanted: String = match n % 3 {
            0 => name[..name.len().min(2)].iter().collect(),
            1 => name[name.len().saturating_sub(2)..].iter().collect(),
            _ => "没有这样的地方".to_owned(),
        };
        let begun = Instant::now();
        std::hint::black_box(tree.search(&wanted));
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    told("finding an area by part of its name", times, 5.0);
}

/// What `/me` reads, of people from all over the table.
async fn me(store: &Store, people: i64) {
    let times = store
        .read(move |read| {
            let mut times = Vec::new();
            for n in 0..TIMES as i64 {
                let person = PersonId::from(1 + (n * 7919 * 31) % people);
                let begun = Instant::now();
                one(read, person)?;
                times.push(begun.elapsed().as_secs_f64() * 1e3);
            }
            Ok(times)
        })
        .await
        .expect("read");
    told("what /me reads in the store", times, 10.0);
}

/// One person: as shown, areas, roles, points, teams.
fn one(read: &Read, person: PersonId) -> Result<(), Failure> {
    std::hint::black_box((
        areas::store::generation(read)?,
        directory::person_by_id(read, person)?,
        signup::store::areas_of(read, person)?,
        roles::held(read, person)?,
        roles::led_by(read, person)?,
        points::store::balance(read, person)?,
        teams::of(read, person)?,
        teams::led_by(read, person)?,
    ));
    Ok(())
}

/// A list of people, entered in one transaction and written out with their codes.
async fn entering(store: &Store, tree: &AreaTree, list: i64, phones: bool) {
    let codes: Vec<&str> = tree.iter().map(|area| area.code.as_str()).collect();
    let mut csv = String::from("name,area_code,phone,age,team\n");
    for n in 0..list {
        let code = codes[n as usize % codes.len()];
        let phone = if phones { format!("138{n:08}") } else { String::new() };
        let team = if n % 10 == 0 { "先锋队" } else { "" };
        writeln!(csv, "{}{n},{code},{phone},{},{team}", if phones { "王芳" } else { "李伟" }, 14 + n % 60)
            .expect("written");
    }
    let seal = Seal::parse(&new_key().expect("a key")).expect("a key");
    let now = Clock::system().now();
    let begun = Instant::now();
    let imported = store
        .write(move |tx| roster::import::import(tx, csv.as_bytes(), Some(&seal), None, now))
        .await
        .expect("entered")
        .expect("a good list");
    let mut table = Vec::new();
    roster::import::write(&mut table, &imported.rows, Some("muster_bot"), phones).expect("written");
    let took = begun.elapsed().as_secs_f64();
    assert_eq!(imported.added, list as usize);
    let with = if phones { "with a phone each, encrypted" } else { "without phones" };
    println!("entering a list of {list} people {with}: {took:.2} s (promised: 20)");
}

fn told(what: &str, mut times: Vec<f64>, promised: f64) {
    times.sort_by(f64::total_cmp);
    let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{what}: median {median:.3} ms, slowest {slowest:.3} (promised: {promised})");
}

/// The file of a real city, or 1,400 areas like its.
fn areas_csv() -> String {
    if let Some(path) = std::env::var_os("MUSTER_AREAS") {
        return std::fs::read_to_string(path).expect("a file of areas");
    }
    let mut csv = String::from("code,parent_code,name,level\n3305,,湖州市,city\n");
    for district in 1..=7 {
        writeln!(csv, "33050{district},3305,第{district}区,district").expect("written");
        for township in 1..=10 {
            let code = format!("33050{district}{township:03}");
            writeln!(csv, "{code},33050{district},{district}区{township}街道,township").expect("written");
            for village in 1..=19 {
                writeln!(csv, "{code}{village:03},{code},{township}街道{village}村,village")
                    .expect("written");
            }
        }
    }
    csv
}

/// People as sign-ups leave them.
fn make(path: &Path, people: i64) {
    let connection = rusqlite::Connection::open(path).expect("the database");
    let numbers =
        format!("with recursive n (i) as (select 1 union all select i + 1 from n where i < {people})");
    connection
        .execute_batch(&format!(
            "pragma synchronous = off;
             begin;
             {numbers} insert into person (id, telegram_id, name, language, opened_at, joined_at, noticed_at, notice)
                 select i, 5000000000 + i, '志愿者' || i, 'zh-hans', i, i, i, 2 from n;
             insert into chat (telegram_id, kind, title, person_id) select telegram_id, 'private', '', id from person;
             insert into membership (person_id, area_id, home, since)
                 select id, 1 + id % (select count(*) from area), 1, id from person;
             insert into membership (person_id, area_id, home, since)
                 select id, 1 + (id + 1) % (select count(*) from area), 0, id from person where id % 5 = 0;
             insert into points_entry (key, person_id, area_id, day, deed, reference, amount, at)
                 select 'signup:signup:' || id || ':0', id, 1, '2026-06-21', 'signup', 'signup:' || id, 5, {DAY_1} + id from person;
             insert into balance (person_id, points) select id, 5 from person;
             insert into answer (person_id, question, value, at) select id, 'name', '名' || id, id from person;
             insert into answer (person_id, question, value, at) select id, 'age', '18', id from person;
             commit;"
        ))
        .expect("people");
}
