//! An evening's digests at the size of a city: all of them, and the city's own with its picture.
//!
//! `cargo bench --bench digests`; how to take a shorter look stands in `city/mod.rs`.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the machine's clock")]

mod city;

use std::sync::Arc;
use std::time::Instant;

use muster::domain::calendar::deadline;
use muster::domain::ids::AreaId;
use muster::features::context::Context;
use muster::features::digests;
use muster::i18n::Locale;
use muster::store::Store;

/// Answers that each figure is taken from.
const TIMES: usize = 11;

#[tokio::main]
async fn main() {
    let city::City { store, people, .. } = &city::open().await;
    println!("cores: {}; {people} people", std::thread::available_parallelism().map_or(0, usize::from));
    for level in ["district", "township", "village"] {
        let cx = city::context(&format!("\n[photos]\nquota_level = \"{level}\"\n"));
        evening(store, &cx, level).await;
    }
}

/// Where each area of a level owes photos.
async fn evening(store: &Store, cx: &Arc<Context>, level: &str) {
    let tree = {
        let cx = cx.clone();
        store.read(move |read| cx.tree(read)).await.expect("areas")
    };
    let all: Vec<AreaId> = tree.iter().map(|area| area.id).collect();
    let city: Vec<AreaId> = tree.roots().map(|area| area.id).collect();
    let (count, times) = composed(store, cx, all).await;
    told(&format!("all {count} digests of an evening, photos owed by each {level}"), times, 2000.0);
    let (_, times) = composed(store, cx, city.clone()).await;
    told("the city's", times, 100.0);
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let (looking, city, begun) = (cx.clone(), city.clone(), Instant::now());
        let made = store.read(move |read| made(read, &looking, city)).await.expect("composed");
        let pictures: usize =
            made.values().filter_map(|digest| digest.picture(&cx.fonts)).map(|jpeg| jpeg.len()).sum();
        assert!(pictures > 0, "the city's digest has a picture");
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    told("the city's with its picture", times, 400.0);
}

async fn composed(store: &Store, cx: &Arc<Context>, areas: Vec<AreaId>) -> (usize, Vec<f64>) {
    let mut times = Vec::new();
    let count = areas.len();
    for _ in 0..TIMES {
        let (cx, areas, begun) = (cx.clone(), areas.clone(), Instant::now());
        let digests = store.read(move |read| made(read, &cx, areas)).await.expect("composed");
        assert_eq!(digests.len(), count);
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    (count, times)
}

fn made(
    read: &muster::store::Read,
    cx: &Context,
    areas: Vec<AreaId>,
) -> Result<digests::Digests, muster::error::Failure> {
    let day = city::last_day();
    let evening = deadline(day, cx.config.timezone, cx.config.photos.day_ends);
    digests::all(read, cx, day, areas.into_iter().map(|area| (area, Locale::ZhCn)), evening)
}

fn told(what: &str, mut times: Vec<f64>, promised: f64) {
    times.sort_by(f64::total_cmp);
    let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{what}: median {median:.1} ms, slowest {slowest:.1} (promised: {promised})");
}
