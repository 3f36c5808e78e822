//! What is promised of looking a photo up: under 5 ms among a million pictures, few false alarms, no near-duplicate missed.
//!
//! `cargo bench --bench lookup`. The time is that of scanning a million hashes that no picture matches (the longest
//! way). The false alarms are counted: random pieces of unrelated photos stand for unrelated pictures, pieces of one
//! photo are never compared, and the share of pairs within a limit, times a million, is how many alarms a new photo
//! would raise among a million. Where no pair is within the limit the figure is a bound (fewer than 3 expected, 95 %).
//! It flatters a little and blackens a little: a campaign's photos are more alike than these, since they show the same
//! few streets; but pieces of few photos are more alike than a million photos of a million scenes.
//!
//! Photos: those of the folder that `MUSTER_CORPUS` names (`photos/`, and `near/` with near-duplicates and hard negatives, which
//! are judged too), and `assets/demo/photos`.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a stopwatch, and a bench may stop at anything"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use muster::imaging::hash::{DUPLICATE, JUDGE};
use muster::imaging::{Limits, Look, Looks, Picture, open};

const MILLION: usize = 1_000_000;

/// Pieces cut from each photo: with the corpus, half a billion pairs.
const PIECES: usize = 1_300;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = std::env::var_os("MUSTER_CORPUS").map(PathBuf::from);
    // Either folder: some of the demo's scenes may be in the corpus too, cut otherwise.
    let files = jpegs(
        &corpus.as_ref().map_or_else(|| root.join("assets/demo/photos"), |corpus| corpus.join("photos")),
    );
    let photos: Vec<(String, Picture)> = files.iter().map(|path| (name(path), read(path))).collect();

    time_of_a_look(&photos[0].1);
    time_of_a_search();
    false_alarms(&photos);
    match corpus {
        Some(corpus) => near(&corpus),
        None => println!("MUSTER_CORPUS names no folder: near-duplicates were not judged"),
    }
}

fn time_of_a_look(photo: &Picture) {
    let start = Instant::now();
    for _ in 0..20 {
        std::hint::black_box(Look::of(photo));
    }
    let each = start.elapsed() / 20;
    println!("hashing a {}×{} picture: {:.2} ms", photo.width, photo.height, each.as_secs_f64() * 1e3);
}

fn time_of_a_search() {
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut looks = Looks::new();
    for id in 0..MILLION as i64 {
        looks.push(id, noise(&mut state));
    }
    let mut times: Vec<f64> = (0..31)
        .map(|_| {
            let look = noise(&mut state);
            let start = Instant::now();
            std::hint::black_box(looks.nearest_within(look, JUDGE));
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (fastest, median, slowest) = (times[0], times[15], times[30]);
    println!(
        "looking up among {MILLION} hashes: median {median:.2} ms, {fastest:.2} to {slowest:.2} (promised: 5)"
    );
}

/// Pairs of pieces of different photos, within each limit.
fn false_alarms(photos: &[(String, Picture)]) {
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let pieces: Vec<Vec<Look>> = photos
        .iter()
        .map(|(_, photo)| (0..PIECES).map(|_| Look::of(&piece(photo, &mut state))).collect())
        .collect();
    let (mut pairs, mut at) = (0u64, [0u64; 257]);
    for (place, looks) in pieces.iter().enumerate() {
        for other in pieces[..place].iter().flatten() {
            for look in looks {
                at[look.distance(*other) as usize] += 1;
            }
        }
        pairs += (looks.len() * pieces[..place].iter().map(Vec::len).sum::<usize>()) as u64;
    }
    let nearest = at.iter().position(|&count| count > 0).unwrap_or(256);
    println!(
        "{} pieces of {} unrelated photos: {pairs} pairs, the nearest at {nearest}",
        PIECES * photos.len(),
        photos.len()
    );
    for (limit, meaning) in [(DUPLICATE, "a duplicate"), (JUDGE, "for a person to judge")] {
        let found: u64 = at[..=limit as usize].iter().sum();
        // Of a thousand new photos, each against a million others: how many meet at least one.
        let alarms = |found: f64| 1_000.0 * -(-found / pairs as f64 * MILLION as f64).exp_m1();
        let figure = match found {
            0 => format!("none seen, at most {:.1} (95 %)", alarms(3.0)),
            _ => format!("{:.1}", alarms(found as f64)),
        };
        println!(
            "  within {limit} ({meaning}): {found} pairs; false alarms per 1,000 photos among a million: {figure}"
        );
    }
}

/// A random cut of a third to two thirds of each side: large enough to look like a photo of its own.
fn piece(photo: &Picture, state: &mut u64) -> Picture {
    let mut below = |most: u32| {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        ((*state >> 33) % u64::from(most.max(1))) as u32
    };
    let width = photo.width / 3 + below(photo.width / 3);
    let height = photo.height / 3 + below(photo.height / 3);
    let (left, top) = (below(photo.width - width), below(photo.height - height));
    let mut pixels = Vec::with_capacity((width * height * 3) as usize);
    for y in top..top + height {
        let start = ((y * photo.width + left) * 3) as usize;
        pixels.extend_from_slice(&photo.pixels[start..start + (width * 3) as usize]);
    }
    Picture { pixels, width, height, format: photo.format }
}

/// The corpus's near-duplicates and hard negatives, told apart by their names: `pNNN_how.jpg`, `hn_GROUP_n.jpg`.
fn near(corpus: &Path) {
    let mut originals = BTreeMap::new();
    for path in jpegs(&corpus.join("photos")) {
        originals.insert(name(&path), Look::of(&read(&path)));
    }
    let mut groups: BTreeMap<String, Vec<Look>> = BTreeMap::new();
    let (mut total, mut found, mut sure, mut farthest) = (0, 0, 0, 0);
    for path in jpegs(&corpus.join("near")) {
        let (name, look) = (name(&path), Look::of(&read(&path)));
        let (head, tail) = name.split_once('_').unwrap();
        if head == "hn" {
            groups.entry(tail.rsplit_once('_').unwrap().0.into()).or_default().push(look);
            continue;
        }
        let distance = originals[head].distance(look);
        total += 1;
        found += u32::from(distance <= JUDGE);
        sure += u32::from(distance <= DUPLICATE);
        farthest = farthest.max(distance);
    }
    println!(
        "near-duplicates: {found} of {total} within {JUDGE}, {sure} within {DUPLICATE}; the farthest at {farthest}"
    );
    let (mut negatives, mut taken, mut shown, mut nearest) = (0, 0, 0, 256);
    for looks in groups.values() {
        for (place, look) in looks.iter().enumerate() {
            for other in &looks[..place] {
                let distance = look.distance(*other);
                negatives += 1;
                taken += u32::from(distance <= DUPLICATE);
                shown += u32::from(distance <= JUDGE);
                nearest = nearest.min(distance);
            }
        }
    }
    println!(
        "hard negatives: {taken} of {negatives} taken for duplicates, {shown} shown to a person; the nearest at {nearest}"
    );
}

fn noise(state: &mut u64) -> Look {
    let mut bytes = [0; 32];
    for chunk in bytes.chunks_exact_mut(8) {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        chunk.copy_from_slice(&state.to_le_bytes());
    }
    Look(bytes)
}

fn jpegs(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "jpg"))
        .collect();
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn read(path: &Path) -> Picture {
    open(&std::fs::read(path).unwrap(), &Limits::default())
        .unwrap_or_else(|error| panic!("{path:?}: {error}"))
}
