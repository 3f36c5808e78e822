//! Pictures that mean no good, through the whole program: how long until the group hears of each, and
//! what memory it took.
//!
//! Each file is posted once as a photo and once as a file, each time to a program that was started for
//! it alone, on an installation of its own; the time runs from the post to the first reaction or line.
//! `cargo bench --bench hostile` takes pictures that are made here; with `MUSTER_CORPUS` the files of
//! that folder's `hostile/` (or of the folder itself) besides.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the machine's clock")]

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use image::{DynamicImage, GrayImage, ImageFormat, RgbImage};
use muster::clock::Clock;
use muster::emulator::{ChatId, Emulator, Post, UserId};

/// What is promised.
const SOON: Duration = Duration::from_secs(2);
const MEMORY_MB: u64 = 200;

const AREAS: &str = "code,parent_code,name,level\n3305,,Huzhou,city\n330502,3305,Wuxing,district\n";

#[tokio::main]
async fn main() {
    let mut files = made();
    match std::env::var_os("MUSTER_CORPUS").map(PathBuf::from) {
        Some(corpus) => files.extend(read(&corpus)),
        None => println!("MUSTER_CORPUS names no folder: only pictures made here are posted"),
    }
    println!("{:<28} {:>9}   {:>16}   {:>16}", "file", "bytes", "as a photo", "as a file");
    let (mut slowest, mut largest) = (Duration::ZERO, 0);
    for (name, bytes) in files {
        let mut cells = Vec::new();
        for post in [Post::photo(bytes.clone()), Post::document(&name, kind(&name), bytes.clone())] {
            let (took, memory, answer) = measure(post).await;
            slowest = slowest.max(took);
            largest = largest.max(memory);
            cells.push(format!("{:>6.0} ms {memory:>3} MB {answer}", took.as_secs_f64() * 1e3));
        }
        println!("{name:<28} {:>9}   {}   {}", bytes.len(), cells[0], cells[1]);
    }
    println!("slowest {:.2} s, largest {largest} MB", slowest.as_secs_f64());
    if slowest > SOON || largest > MEMORY_MB {
        println!("more than the {} s or {MEMORY_MB} MB that are promised", SOON.as_secs());
        std::process::exit(1);
    }
}

/// Posts into a group of a program just started; how long its answer took, its memory at most since the
/// post, and the reaction.
async fn measure(post: Post) -> (Duration, u64, String) {
    let stage = Stage::begin().await;
    forget_peak(stage.bot.id());
    let posted = Instant::now();
    let message =
        stage.emulator.world().say(stage.person, stage.group, post.caption("River path, litter, 5 people"));
    let message = message.expect("posted");
    let answer = stage
        .emulator
        .wait_for(|world| {
            let reaction = world.message(stage.group, message)?.reaction_of(world.bot())?.to_owned();
            Some(reaction)
        })
        .await;
    let took = posted.elapsed();
    // What it does after the answer counts too.
    std::thread::sleep(Duration::from_millis(200));
    (took, peak_mb(stage.bot.id()), answer)
}

/// A campaign of one group and one volunteer, and the built program that serves it.
struct Stage {
    emulator: Emulator,
    bot: Child,
    group: ChatId,
    person: UserId,
    _folder: tempfile::TempDir,
}

impl Stage {
    async fn begin() -> Stage {
        let folder = tempfile::tempdir().expect("a folder");
        let emulator = Emulator::start(Clock::system()).await.expect("an emulator");
        let (person, group) = {
            let mut world = emulator.world();
            let person = world.new_user("Li Wei", Some("en"));
            let group = world.new_supergroup("Wuxing", person);
            world.add_bot(group, person, true);
            (person, group)
        };
        let config = folder.path().join("bot.toml");
        let text = format!(
            "locale = \"en\"\nadmins = [{}]\n[telegram]\napi_url = \"{}\"\n[campaign]\nname = \"bench\"\n\
             starts = 2026-01-01\nends = 2099-12-31\n",
            person.0,
            emulator.url()
        );
        std::fs::write(&config, text).expect("a configuration");
        let areas = folder.path().join("areas.csv");
        std::fs::write(&areas, AREAS).expect("areas");
        let imported = muster(&config).args(["areas", "import"]).arg(&areas).stdout(Stdio::null()).status();
        assert!(imported.is_ok_and(|status| status.success()), "areas are imported");
        let bot = muster(&config)
            .arg("run")
            .env("TELOXIDE_TOKEN", emulator.token())
            .env("MUSTER_LOG", "error")
            .spawn()
            .expect("the bot starts");
        let stage = Stage { emulator, bot, group, person, _folder: folder };
        for (words, answer) in [("/bind 330502 field", "Bound to"), ("/join", "Signed up")] {
            stage.emulator.world().say(person, group, words).expect("said");
            let heard = |world: &muster::emulator::World| {
                world.messages(group).iter().any(|message| message.text().contains(answer)).then_some(())
            };
            stage.emulator.wait_for(heard).await;
        }
        stage
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = self.bot.kill().and_then(|()| self.bot.wait());
    }
}

fn muster(config: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
    command.arg("--config").arg(config);
    command
}

/// Pictures that this project needs no folder for.
fn made() -> Vec<(String, Vec<u8>)> {
    let encoded = |picture: DynamicImage, format| {
        let mut out = Cursor::new(Vec::new());
        picture.write_to(&mut out, format).expect("encodes");
        out.into_inner()
    };
    let colours = |width, height| {
        let light = |x: u32, y: u32| ((x / 7) ^ (y / 5)).to_le_bytes()[0];
        let pixels =
            RgbImage::from_fn(width, height, |x, y| image::Rgb([light(x, y), light(y, x), light(x, x + y)]));
        DynamicImage::ImageRgb8(pixels)
    };
    let whole = encoded(colours(5600, 4400), ImageFormat::Jpeg);
    let dark = DynamicImage::ImageLuma8(GrayImage::new(12_000, 12_000));
    let pictures = [
        ("made: empty.jpg", Vec::new()),
        ("made: text.jpg", b"hello, this is no picture".to_vec()),
        ("made: cut off.jpg", whole[..whole.len() / 3].to_vec()),
        ("made: 25 megapixels.jpg", whole),
        ("made: 25 megapixels.png", encoded(colours(5600, 4400), ImageFormat::Png)),
        ("made: 144 megapixels.png", encoded(dark, ImageFormat::Png)),
        ("made: a line.jpg", encoded(colours(12_000, 200), ImageFormat::Jpeg)),
    ];
    pictures.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

fn read(corpus: &Path) -> Vec<(String, Vec<u8>)> {
    let inner = corpus.join("hostile");
    let folder = if inner.is_dir() { inner } else { corpus.to_owned() };
    let entries = std::fs::read_dir(&folder).expect("the folder of MUSTER_CORPUS");
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read(path).expect("a file"))).collect()
}

/// The kind that a phone would tell.
fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("heic") => "image/heic",
        _ => "image/jpeg",
    }
}

/// Has Linux count a process's peak memory from now on.
fn forget_peak(process: u32) {
    std::fs::write(format!("/proc/{process}/clear_refs"), "5").expect("Linux, and a process of ours");
}

/// The most memory that a process held since, as Linux tells it.
fn peak_mb(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024
}
