//! What is promised of the evening's picture: nine photos in a tenth of a second of one core, and little memory.
//!
//! `cargo bench --bench collage` draws the demo's photos. Only ratios travel between machines:
//! `peers/collage/collage.py` compares `examples/bench-collage.rs` with libvips and Pillow in one run.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a stopwatch, and a bench may stop at anything"
)]

use std::path::Path;
use std::time::Instant;

use muster::imaging::collage::{Collage, Photo, draw};
use muster::imaging::{Fonts, Limits, grid, open};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo/photos");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "jpg"));
    paths.sort();
    let files: Vec<Vec<u8>> = paths.iter().take(9).map(|path| std::fs::read(path).unwrap()).collect();

    let start = Instant::now();
    let fonts = Fonts::new();
    println!("loading the fonts: {:.2} ms", start.elapsed().as_secs_f64() * 1e3);

    let photos: Vec<Photo> = files
        .iter()
        .map(|bytes| Photo {
            bytes,
            caption: "三里桥清理河道漂浮垃圾,捞出水草与塑料瓶 12人",
            place: "三里桥 · 09:15 · 李伟",
        })
        .collect();
    let collage = Collage {
        title: "湖州市 · 吴兴区",
        day: "2026年6月21日",
        campaign: "百日清洁行动",
        photos,
        footer: "照片 9 张 · 参与 128 人次",
        note: "集结",
    };
    report("a collage of nine", || draw(&fonts, &collage).len());
    report("the peers' grid", || grid(&fonts, &files, "吴兴区 · 社区清洁日").len());
    report("opening nine photos", || {
        files.iter().map(|bytes| open(bytes, &Limits::default()).unwrap().pixels.len()).sum()
    });
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        for line in status.lines().filter(|line| line.starts_with("VmHWM") || line.starts_with("VmRSS")) {
            println!("{}", line.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}

fn report(what: &str, work: impl Fn() -> usize) {
    let bytes = work();
    let mut times: Vec<f64> = (0..9)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(work());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{what}: median {:.1} ms ({:.1} to {:.1}), {} kB", times[4], times[0], times[8], bytes / 1000);
}
