//! One plain grid of nine photos again and again, for `peers/collage/collage.py` to compare with other programs:
//! `bench-collage PHOTOS-DIR OUT REPS CAPTION`. Each repetition reads, decodes, scales, draws, encodes and writes with
//! the product's own functions. The last line of output is `{"wall_ms": [...], "cpu_ms": [...]}`.

use std::path::Path;
// The clock of the program is for the program; this measures it from outside.
#[allow(clippy::disallowed_types, reason = "a stopwatch, not the campaign's time")]
use std::time::Instant;

use muster::imaging::{Fonts, grid};

#[allow(clippy::disallowed_methods, reason = "a stopwatch, not the campaign's time")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [photos, out, reps, caption] = arguments.as_slice() else {
        return Err("usage: bench-collage PHOTOS-DIR OUT REPS CAPTION".into());
    };
    let fonts = Fonts::new();
    let (mut wall, mut cpu) = (Vec::new(), Vec::new());
    for _ in 0..reps.parse::<usize>()? {
        let (wall_start, cpu_start) = (Instant::now(), cpu_ms()?);
        // The files' bytes are dropped one after another, as their pixels are.
        let files: Vec<Vec<u8>> = (1..=9)
            .map(|n| std::fs::read(Path::new(photos).join(format!("{n}.jpg"))))
            .collect::<Result<_, _>>()?;
        std::fs::write(out, grid(&fonts, &files, caption))?;
        wall.push(wall_start.elapsed().as_secs_f64() * 1e3);
        cpu.push(cpu_ms()? - cpu_start);
    }
    println!("{{\"wall_ms\": {wall:.2?}, \"cpu_ms\": {cpu:.2?}}}");
    Ok(())
}

/// Processor time of this process so far, in milliseconds: the kernel's count in nanoseconds for its only thread.
fn cpu_ms() -> Result<f64, Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string("/proc/self/schedstat")?;
    let first = text.split_whitespace().next().ok_or("an empty schedstat")?;
    Ok(first.parse::<f64>()? / 1e6)
}
