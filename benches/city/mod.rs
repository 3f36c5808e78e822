//! A database of the size of a city, for what is measured against it.
//!
//! It is made once: 762,000 people over 1,400 areas and some hundred teams, 6.4 million entries of a campaign of
//! a hundred days as sign-ups and photos leave them, what each area sent in on each day, and all totals as the
//! program makes them. `MUSTER_PEOPLE=10000` and `MUSTER_ENTRIES=80000` are a shorter look; `MUSTER_DATABASE`
//! names a file that is made once and kept.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use muster::clock::Clock;
use muster::config::Config;
use muster::features::areas;
use muster::features::context::Context;
use muster::features::points::store::totals;
use muster::i18n::Texts;
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

/// A city, ready to be asked.
pub struct City {
    pub store: Store,
    pub people: i64,
    /// Keeps the database until all is measured.
    _folder: tempfile::TempDir,
}

/// Opens the database that is named, or makes one.
pub async fn open() -> City {
    let people = number("MUSTER_PEOPLE", 762_000);
    let entries = number("MUSTER_ENTRIES", 6_400_000);
    let folder = tempfile::tempdir().expect("a folder");
    let kept = std::env::var_os("MUSTER_DATABASE").map(PathBuf::from);
    let database = kept.unwrap_or_else(|| folder.path().join("muster.db"));
    let is_new = !database.exists();
    let store = Store::open(&database).expect("a store");
    let cx = context("");
    if is_new {
        fill(&store, &cx, &database, people, entries).await;
    }
    City { store, people, _folder: folder }
}

pub fn number(variable: &str, usual: i64) -> i64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// The configuration that boards and points are measured with; `more` is added to it.
pub fn context(more: &str) -> Arc<Context> {
    let config = Config::parse(&format!("{TOML}{more}"), Path::new("/"), "bot.toml").expect("a good file");
    let me = Me { id: 1, username: "muster_bot".into(), can_read_all_group_messages: true };
    Arc::new(Context::new(Arc::new(config), Arc::new(Texts::embedded()), me))
}

/// The last day with entries.
pub fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 21).expect("a day") + Days::new(DAYS as u64 - 1)
}

/// Areas, people, teams, entries; then the totals, by the program itself.
async fn fill(store: &Store, cx: &Context, database: &Path, people: i64, entries: i64) {
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
    let (each_person, teams, photos, days) =
        (count(people), count(700), count((entries - people).max(1)), count(DAYS));
    // A square of an even spread: the first tenth of people sends a third of the photos.
    let sender = format!("1 + ((i * 7919) % {people}) * ((i * 104729) % {people}) / {people}");
    connection
        .execute_batch(&format!(
            "pragma synchronous = off; pragma journal_mode = wal; pragma cache_size = -400000;
             begin;
             {drop}
             {each_person} insert into person (id, telegram_id, name, language, opened_at, joined_at, noticed_at, notice)
                 select i, 5000000000 + i, '志愿者' || i, 'zh-hans', i, 1782000000000 + 86400000 * (i % {DAYS}), i, 2
                 from n;
             insert into membership (person_id, area_id, home, since)
                 select id, 1 + id % (select count(*) from area), 1, id from person;
             update person set joined_area = 1 + id % (select count(*) from area);
             {days} insert into area_day (area_id, day, photos, heads)
                 select p.ancestor_id, date('2026-06-21', '+' || (n.i - 1) || ' day'),
                        sum((p.area_id * 31 + n.i * n.i * 17) % 6), sum((p.area_id * 31 + n.i * n.i * 17) % 6 * 4)
                 from n join area_path p group by p.ancestor_id, n.i;
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
