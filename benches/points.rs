//! Points at the size of a city: boards, awards and the recount.
//!
//! `cargo bench --bench points`; how to take a shorter look stands in `city/mod.rs`.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the machine's clock")]

mod city;

use std::sync::Arc;
use std::time::Instant;

use muster::clock::Clock;
use muster::domain::ids::{AreaId, PersonId};
use muster::domain::period::{Kind, Period};
use muster::domain::points::Deed;
use muster::error::Failure;
use muster::features::boards::{self, Scene, View, Wanted};
use muster::features::context::Context;
use muster::features::points::{self, Award, store::totals};
use muster::i18n::Locale;
use muster::store::Store;

/// Answers that each figure is taken from.
const TIMES: i64 = 101;

#[tokio::main]
async fn main() {
    let city::City { store, people, .. } = city::open().await;
    let cx = city::context("");
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
            .read(move |read| boards::job::shown(read, &cx, Locale::ZhCn, &wanted, &scene, city::last_day()))
            .await
            .expect("read");
        std::hint::black_box((shown.caption(), shown.picture()));
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    told("a board with its picture", times, 150.0);
}

fn asked(cx: &Context, view: View, kind: Kind, n: i64, people: i64) -> (Wanted, Scene) {
    let period = Period::of(kind, city::last_day(), &cx.config.points.seasons).expect("a period");
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
        day: city::last_day(),
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
