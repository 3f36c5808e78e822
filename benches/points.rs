//! Points at the size of a city: boards, awards and the recount.
//!
//! The database is made once: 762,000 people over 1,400 areas and some hundred teams, 6.4 million entries of a
//! campaign of a hundred days as sign-ups and photos leave them, and all totals as the program makes them.
//! `cargo bench --bench points`; `MUSTER_PEOPLE=10000` and `MUSTER_ENTRIES=80000` are a shorter look;
//! `MUSTER_DATABASE` names a file that is made once and kept.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the machine's clock")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use muster::clock::Clock;
use muster::config::Config;
use muster::domain::ids::{AreaId, PersonId};
use muster::domain::period::{Kind, Period};
use muster::domain::points::Deed;
use muster::error::Failure;
use muster::features::areas;
use muster::features::boards::{self, Scene, View, Wanted};
use muster::features::context::Context;
use muster::features::points::{self, Award, store::totals};
use muster::i18n::{Locale, Texts};
use muster::store::Store;
use muster::telegram::api::Me;

const TOML: &str = r#"
[campaign]
name = "城乡人居环境提升百日攻坚"
starts = 2026-06-21
ends = 2026-09-30

[points]
signup = 5
photo = { amount = 2, daily_cap = 10 }

[[season]]
name = "夏季"
starts = 2026-06-21

[[season]]
name = "秋季"
starts = 2026-08-10
"#;

/// Reporting days with entries.
const DAYS: i64 = 100;

/// Answers that each figure is taken from.
const TIMES: i64 = 101;

#[tokio::main]
async fn main() {
    let people = number("MUSTER_PEOPLE", 762_000);
    let entries = number("MUSTER_ENTRIES", 6_400_000);
    let folder = tempfile::tempdir().expect("a folder");
    let kept = std::env::var_os("MUSTER_DATABASE").map(PathBuf::from);
    let database = kept.unwrap_or_else(|| folder.path().join("muster.db"));
    let is_new = !database.exists();
    let store = Store::open(&database).expect("a store");
    let cx = context();
    if is_new {
        fill(&store, &cx, &database, people, entries).await;
    }
    let (counted, size) = store
        .read(|read| {
            let entries: Option<i64> = read.value("select max(id) from points_entry", &[])?;
            let size: Option<i64> =
                read.value("select page_count * page_size from pragma_page_count, pragma_page_size", &[])?;
            Ok((entries.unwrap_or_default(), size.unwrap_or_default()))
        })
        .await
        .expect("read");
    println!(
        "cores: {}; {people} people, {counted} entries, {} MB on disk",
        std::thread::available_parallelism().map_or(0, usize::from),
        size / 1_000_000
    );
    queries(&store, &cx, people).await;
    pictures(&store, &cx, people).await;
    awards(&store, &cx, people).await;
    let begun = Instant::now();
    let differences = store.read(totals::recount).await.expect("recounted");
    let took = begun.elapsed().as_secs_f64();
    assert!(differences.is_empty(), "{} differences, as {}", differences.len(), differences[0]);
    println!("recount of all balances, totals and places: {took:.1} s (promised: 60)");
}

fn number(variable: &str, usual: i64) -> i64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

fn context() -> Arc<Context> {
    let config = Config::parse(TOML, Path::new("/"), "bot.toml").expect("a good file");
    let me = Me { id: 1, username: "muster_bot".into(), can_read_all_group_messages: true };
    Arc::new(Context::new(Arc::new(config), Arc::new(Texts::embedded()), me))
}

fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 21).expect("a day") + Days::new(DAYS as u64 - 1)
}

/// Areas, people, teams, entries; then the totals, by the program itself.
async fn fill(store: &Store, cx: &Arc<Context>, database: &Path, people: i64, entries: i64) {
    let begun = Instant::now();
    let (csv, now) = (areas_csv(), Clock::system().now());
    let levels = cx.config.areas.levels.clone();
    store
        .write(move |tx| {
            areas::import(tx, &levels, csv.as_bytes(), now)?.expect("a good file of areas");
            Ok(())
        })
        .await
        .expect("areas");
    make(database, people, entries);
    let made = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let seasons = cx.config.points.seasons.clone();
    store
        .write(move |tx| {
            tx.execute("delete from setting where name = 'points.seasons'", &[])?;
            totals::keep_up(tx, &seasons)
        })
        .await
        .expect("totals");
    println!("made in {made:.0} s; all totals made anew in {:.0} s", begun.elapsed().as_secs_f64());
}

/// Each kind of board in each period, of people from all over the table.
async fn queries(store: &Store, cx: &Arc<Context>, people: i64) {
    for view in View::ALL {
        for kind in Kind::ALL {
            let cx = cx.clone();
            let times = store
                .read(move |read| {
                    let mut times = Vec::new();
                    for n in 0..TIMES {
                        let (wanted, scene) = asked(&cx, view, kind, n, people);
                        let begun = Instant::now();
                        std::hint::black_box(boards::read(read, &cx, &wanted, &scene)?);
                        times.push(begun.elapsed().as_secs_f64() * 1e3);
                    }
                    Ok(times)
                })
                .await
                .expect("read");
            told(&format!("the query of {view:?} by {}", kind.name()), times, 10.0);
        }
    }
}

/// A board with all that is shown: query, buttons, text, picture.
async fn pictures(store: &Store, cx: &Arc<Context>, people: i64) {
    let mut times = Vec::new();
    for n in 0..TIMES {
        let view = View::ALL[n as usize % View::ALL.len()];
        let kind = Kind::ALL[n as usize % Kind::ALL.len()];
        let (wanted, scene) = asked(cx, view, kind, n, people);
        let (cx, begun) = (cx.clone(), Instant::now());
        let shown = store
            .read(move |read| boards::job::shown(read, &cx, Locale::ZhCn, &wanted, &scene, last_day()))
            .await
            .expect("read");
        std::hint::black_box((shown.caption(), shown.picture()));
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    told("a board with its picture", times, 150.0);
}

fn asked(cx: &Context, view: View, kind: Kind, n: i64, people: i64) -> (Wanted, Scene) {
    let period = Period::of(kind, last_day(), &cx.config.points.seasons).expect("a period");
    // Villages are the most.
    let wanted = Wanted { view, period, level: if n % 2 == 0 { 1 } else { 3 }, within: None };
    let asker = Some(PersonId::from(1 + n * 7919 * 31 % people));
    (wanted, Scene { asker, chat: 1.into(), thread: 0, private: true })
}

/// Photos that begin to count, each settled with all its totals: some in a transaction, and each in its own.
async fn awards(store: &Store, cx: &Arc<Context>, people: i64) {
    const TOGETHER: i64 = 20;
    let begins = Clock::system().now().timestamp_millis();
    let mut times = Vec::new();
    for group in 0..50 {
        let cx = cx.clone();
        let took = store.write(move |tx| {
            let mut times = Vec::new();
            for n in 0..TOGETHER {
                let begun = Instant::now();
                award(tx, &cx, begins, group * TOGETHER + n, people)?;
                times.push(begun.elapsed().as_secs_f64() * 1e3);
            }
            Ok(times)
        });
        times.extend(took.await.expect("booked"));
    }
    let mean = times.iter().sum::<f64>() / times.len() as f64;
    told(&format!("an award among {TOGETHER} of a transaction (mean {mean:.3} ms)"), times, 1.0);
    let mut times = Vec::new();
    for n in 1000..1100 {
        let (cx, begun) = (cx.clone(), Instant::now());
        store.write(move |tx| award(tx, &cx, begins, n, people)).await.expect("booked");
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    told("an award in a write of its own, with the disk", times, f64::NAN);
    let begun = Instant::now();
    let many = (2000..4000).map(|n| {
        let cx = cx.clone();
        store.write(move |tx| award(tx, &cx, begins, n, people))
    });
    for booked in futures::future::join_all(many).await {
        booked.expect("booked");
    }
    println!(
        "2,000 awards at once, each in a write of its own: {:.3} ms each",
        begun.elapsed().as_secs_f64() / 2.0
    );
}

fn award(tx: &mut muster::store::Tx, cx: &Context, run: i64, n: i64, people: i64) -> Result<(), Failure> {
    let person = PersonId::from(1 + n * 104_729 % people);
    let area: Option<AreaId> = tx.value(
        "select area_id from membership where person_id = $1 and home = 1 and ended_at is null",
        &[&person],
    )?;
    let award = Award {
        person,
        area: area.expect("at home somewhere"),
        day: last_day(),
        deed: Deed::Photo,
        reference: &format!("photo:{run}:{n}"),
        decision: "1",
        times: 1,
        by: None,
    };
    points::settle(tx, cx, &award, Clock::system().now())?;
    Ok(())
}

fn told(what: &str, mut times: Vec<f64>, promised: f64) {
    times.sort_by(f64::total_cmp);
    let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
    let promised = if promised.is_nan() { String::new() } else { format!(" (promised: {promised})") };
    println!("{what}: median {median:.3} ms, slowest {slowest:.3}{promised}");
}

/// 1,400 areas, as a city's.
fn areas_csv() -> String {
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

/// People as sign-ups leave them, one in seven of them in one of 700 teams; each with the points for signing up,
/// and with photos on days that differ from person to person: some send many, most send few.
fn make(path: &Path, people: i64, entries: i64) {
    let connection = rusqlite::Connection::open(path).expect("the database");
    // Indexes are made faster behind the entries than beside them.
    let indexes: Vec<(String, String)> = connection
        .prepare("select name, sql from sqlite_schema where tbl_name = 'points_entry' and type = 'index' and sql > ''")
        .and_then(|mut found| found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .expect("read");
    let drop: String = indexes.iter().map(|(name, _)| format!("drop index {name};\n")).collect();
    let create: String = indexes.iter().map(|(_, sql)| format!("{sql};\n")).collect();
    let count =
        |n: i64| format!("with recursive n (i) as (select 1 union all select i + 1 from n where i < {n})");
    let (each_person, teams, photos) = (count(people), count(700), count((entries - people).max(1)));
    // A square of an even spread: the first tenth of people sends a third of the photos.
    let sender = format!("1 + ((i * 7919) % {people}) * ((i * 104729) % {people}) / {people}");
    connection
        .execute_batch(&format!(
            "pragma synchronous = off; pragma journal_mode = wal; pragma cache_size = -400000;
             begin;
             {drop}
             {each_person} insert into person (id, telegram_id, name, language, opened_at, joined_at, noticed_at, notice)
                 select i, 5000000000 + i, '志愿者' || i, 'zh-hans', i, i, i, 2 from n;
             insert into membership (person_id, area_id, home, since)
                 select id, 1 + id % (select count(*) from area), 1, id from person;
             insert into area_people (area_id, people)
                 select area_id, count(*) from membership where ended_at is null group by area_id;
             {teams} insert into team (id, area_id, name, folded, code, made_at)
                 select i, 1 + i * 2 % (select count(*) from area), '队伍' || i, '队伍' || i, 'T' || i, 0 from n;
             insert into team_member (team_id, person_id, area_id, since)
                 select t.id, m.person_id, t.area_id, 0 from team t join membership m on m.area_id = t.area_id
                 where m.person_id % 7 = 0 on conflict do nothing;
             update team set people = (select count(*) from team_member m where m.team_id = team.id);
             insert into points_entry (key, person_id, area_id, day, deed, reference, amount, at)
                 select 'signup:signup:' || p.id || ':0', p.id, m.area_id, date('2026-06-21', '+' || (p.id % {DAYS}) || ' day'),
                        'signup', 'signup:' || p.id, 5, p.id
                 from person p join membership m on m.person_id = p.id and m.home = 1;
             {photos} insert into points_entry (key, person_id, area_id, team_id, day, deed, reference, amount, at)
                 select 'photo:photo:' || e.i || ':' || e.sender || ':1', e.sender, m.area_id,
                        (select t.team_id from team_member t
                         where t.person_id = e.sender and t.area_id = m.area_id and t.ended_at is null),
                        date('2026-06-21', '+' || (e.i % {DAYS}) || ' day'), 'photo', 'photo:' || e.i, 2, e.i
                 from (select i, {sender} as sender from n) e
                 join membership m on m.person_id = e.sender and m.home = 1;
             {create}
             insert into balance (person_id, points)
                 select person_id, sum(amount) from points_entry group by person_id;
             commit;
             pragma wal_checkpoint(truncate);"
        ))
        .expect("people");
}
