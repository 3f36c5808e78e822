//! What a busy hour of photos costs: 10,000 of them from 300 groups.
//!
//! The built binary works against an emulated Bot API in this process, with the pace limits lifted on
//! both sides. Each photo is a piece of its own of a real one, 1280×960, drawn anew by the emulator as
//! Telegram does. Printed are how long each waited for its reaction, what the bot's process took of
//! processor and memory, and how that compares with bare decoding and hashing of the same files.
//!
//! `cargo bench --bench photos`; `MUSTER_PHOTOS=n` posts fewer, `MUSTER_MINUTES=n` spreads them over
//! so many minutes (fewer than an hour are harder).

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the machine's clock and sleeps")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use image::RgbImage;
use image::imageops::{self, FilterType};
use muster::clock::{Clock, Time};
use muster::emulator::{ChatId, Emulator, Happened, MessageId, UserId, World};
use muster::imaging::{Limits, Look, open};

const GROUPS: usize = 300;

/// Each so manieth photo is decoded and hashed bare, in the same minutes as the bot works.
const BARE: usize = 20;

struct Group {
    chat: ChatId,
    person: UserId,
}

#[tokio::main]
async fn main() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<usize>().ok());
    let photos = number("MUSTER_PHOTOS").unwrap_or(10_000);
    let minutes = number("MUSTER_MINUTES").unwrap_or(20);
    let emulator = Emulator::start(Clock::system()).await.expect("an emulator");
    emulator.world().set_flood_limits(false);
    let folder = tempfile::tempdir().expect("a folder");
    let admin = emulator.world().new_user("Zhao Min", Some("en"));
    prepare(folder.path(), &emulator, admin);
    let mut bot = start(folder.path(), &emulator.token());
    let groups = groups(&emulator, admin).await;
    println!("cores: {}", std::thread::available_parallelism().map_or(0, usize::from));
    println!("{photos} photos in {minutes} minutes from {} groups", groups.len());

    let pieces = Pieces::new();
    let begun = Instant::now();
    let cpu = cpu_seconds(bot.id());
    let span = Duration::from_secs(60 * minutes as u64);
    let (mut bare, mut samples) = (0.0, 0);
    let mut posted: HashMap<(ChatId, MessageId), Time> = HashMap::new();
    for nth in 0..photos {
        let due = span.mul_f64(nth as f64 / photos as f64);
        tokio::time::sleep(due.saturating_sub(begun.elapsed())).await;
        let group = &groups[nth % groups.len()];
        let bytes = pieces.cut(nth as u64);
        if nth % BARE == 0 {
            bare += bare_seconds(&bytes);
            samples += 1;
        }
        let mut world = emulator.world();
        let id = world.post_photo(group.person, group.chat, bytes, "三里桥 清理河道 5人").expect("posted");
        posted.insert((group.chat, id), world.now());
    }
    let posting = begun.elapsed();
    let reactions = |world: &World| -> HashMap<(ChatId, MessageId), Time> {
        let events = world.events_since(0).expect("nothing is forgotten").rev();
        events
            .filter_map(|event| match event.what {
                Happened::Reacted(chat, message) => Some(((chat, message), event.at)),
                _ => None,
            })
            .collect()
    };
    let mut seen = HashMap::new();
    for _ in 0..600 {
        seen = reactions(&emulator.world());
        if seen.len() >= posted.len() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let cpu = (cpu_seconds(bot.id()) - cpu) / photos as f64;
    let peak = peak_mb(bot.id());
    bot.kill().and_then(|()| bot.wait()).expect("stopped");

    let mut waits: Vec<TimeDelta> =
        posted.iter().filter_map(|(photo, at)| Some(*seen.get(photo)? - *at)).collect();
    waits.sort();
    println!("posted in {:.0} s; {} of {photos} have their reaction", posting.as_secs_f64(), waits.len());
    let ms = |share: f64| {
        waits.get(((waits.len() - 1) as f64 * share) as usize).map(|wait| wait.num_milliseconds())
    };
    println!(
        "a photo waited for its reaction: median {:?} ms, p99 {:?} ms, at most {:?} ms",
        ms(0.5).unwrap_or(-1),
        ms(0.99).unwrap_or(-1),
        ms(1.0).unwrap_or(-1)
    );
    println!("memory at its peak: {peak} MB");
    let bare = bare / f64::from(samples);
    println!(
        "processor time a photo, all in all: {:.1} ms; bare decoding and hashing: {:.1} ms; ratio {:.2}",
        cpu * 1e3,
        bare * 1e3,
        cpu / bare
    );
}

fn prepare(folder: &Path, emulator: &Emulator, admin: UserId) {
    let config = format!(
        "admins = [{}]\n[telegram]\napi_url = \"{}\"\n\
         pace = {{ per_second = 0, chat_per_second = 0, group_per_minute = 0 }}\n\
         [campaign]\nname = \"bench\"\nstarts = 2020-01-01\nends = 2099-12-31\n",
        admin.0,
        emulator.url()
    );
    std::fs::write(folder.join("bot.toml"), config).expect("a configuration");
    let mut areas = String::from("code,parent_code,name,level\n33,,City,city\n");
    for n in 0..GROUPS {
        areas.push_str(&format!("33{n:04},33,District {n},district\n"));
    }
    std::fs::write(folder.join("areas.csv"), areas).expect("areas");
    let mut import = muster(folder);
    let done = import.args(["areas", "import", "areas.csv"]).status().expect("the program starts");
    assert!(done.success(), "the areas were not imported");
}

fn muster(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
    command.current_dir(folder).env("MUSTER_LOG", "warn").stdout(Stdio::null());
    command
}

fn start(folder: &Path, token: &str) -> Child {
    muster(folder).arg("run").env("TELOXIDE_TOKEN", token).spawn().expect("the bot starts")
}

/// Each is bound to a district of its own and has a volunteer who joined.
async fn groups(emulator: &Emulator, admin: UserId) -> Vec<Group> {
    let mut groups = Vec::new();
    for n in 0..GROUPS {
        let mut world = emulator.world();
        let chat = world.new_supergroup(&format!("Group {n}"), admin);
        world.add_bot(chat, admin, true);
        world.say(admin, chat, format!("/bind 33{n:04} field")).expect("said");
        let person = world.new_user(&format!("Volunteer {n}"), Some("en"));
        world.join(person, chat);
        groups.push(Group { chat, person });
    }
    let answered = |world: &World, chat: ChatId, messages: usize| {
        world.messages(chat).iter().filter(|message| message.from == Some(world.bot())).count() >= messages
    };
    let wait = async |messages: usize| {
        while !groups.iter().all(|group| answered(&emulator.world(), group.chat, messages)) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    // The greeting and the binding.
    wait(2).await;
    for group in &groups {
        emulator.world().say(group.person, group.chat, "/join").expect("said");
    }
    wait(3).await;
    groups
}

/// Pictures cut from the demo's photos.
struct Pieces(Vec<RgbImage>);

impl Pieces {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo/photos");
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(folder).expect("photos").flatten().map(|entry| entry.path()).collect();
        files.sort();
        let jpegs = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "jpg"));
        Pieces(jpegs.map(|path| image::open(path).expect("a photo").to_rgb8()).collect())
    }

    /// The nth piece: always the same, and unlike the others.
    fn cut(&self, nth: u64) -> Vec<u8> {
        let mut state = nth.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1);
        let mut below = |bound: u32| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 33) as u32 % bound.max(1)
        };
        let photo = &self.0[below(self.0.len() as u32) as usize];
        let width = photo.width() / 3 + below(photo.width() / 3);
        let height = (width * 3 / 4).min(photo.height());
        let (x, y) = (below(photo.width() - width), below(photo.height() - height));
        let piece = imageops::crop_imm(photo, x, y, width, height).to_image();
        let piece = if below(2) == 0 { piece } else { imageops::flip_horizontal(&piece) };
        let piece = imageops::resize(&piece, 1280, 960, FilterType::Triangle);
        let mut bytes = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 87);
        piece.write_with_encoder(encoder).expect("encoded");
        bytes
    }
}

/// Processor seconds that decoding and hashing a file takes, and nothing else.
fn bare_seconds(bytes: &[u8]) -> f64 {
    let begun = own_cpu_seconds();
    let picture = open(bytes, &Limits::default()).expect("a picture");
    std::hint::black_box((Look::of(&picture), blake3::hash(bytes)));
    own_cpu_seconds() - begun
}

/// Processor time of this thread so far, as Linux tells it in nanoseconds.
fn own_cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split_whitespace().next().and_then(|field| field.parse::<f64>().ok());
    nanoseconds.unwrap_or(0.0) / 1e9
}

/// Processor time of a process so far, as Linux tells it in hundredths of a second.
fn cpu_seconds(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields: Vec<&str> =
        stat.rsplit_once(')').map_or(Vec::new(), |(_, rest)| rest.split_whitespace().collect());
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// The most memory that a process ever held, as Linux tells it.
fn peak_mb(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024
}
