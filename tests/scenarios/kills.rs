//! kill -9 at any instant: the built program on the machine's clock, against an emulator in this
//! process. The one test that does not move time by hand; it waits on the emulator's world instead.
//!
//! `MUSTER_KILL_SEED=n` repeats a run, `MUSTER_KILLS=n` makes it longer.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command};

use chrono::TimeDelta;
use muster::clock::Clock;
use muster::emulator::{Calls, ChatId, Emulator, MessageId, Post, Side, UserId};
use rusqlite::Connection;

use crate::town::pictures::{self, Random};

const AREAS: &str = "code,parent_code,name,level\n3305,,湖州市,city\n330502,3305,吴兴区,district\n330503,3305,南浔区,district\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_fifty_times_it_loses_nothing_and_counts_nothing_twice() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let seed = number("MUSTER_KILL_SEED").unwrap_or_else(|| getrandom::u64().expect("random") % 100_000);
    let kills = number("MUSTER_KILLS").unwrap_or(50);
    println!("MUSTER_KILL_SEED={seed}");

    let mut stage = Stage::begin(seed).await;
    for nth in 0..kills {
        stage.kill_while_photos_pour_in(nth).await;
    }
    stage.everything_arrives().await;
    stage.prove(kills);
}

struct Stage {
    emu: Emulator,
    folder: tempfile::TempDir,
    bot: Child,
    random: Random,
    groups: Vec<ChatId>,
    people: Vec<(UserId, ChatId)>,
    photos: Vec<(UserId, ChatId, MessageId)>,
    questions: Vec<(ChatId, MessageId)>,
}

impl Stage {
    /// A city of two districts, a group in each, three volunteers in each group.
    async fn begin(seed: u64) -> Stage {
        let emu = Emulator::start(Clock::system()).await.expect("a port is free");
        let folder = tempfile::Builder::new().prefix("muster-kills-").tempdir().expect("space");
        let admin = emu.world().new_user("Zhao Min", Some("zh-hans"));
        std::fs::write(folder.path().join("bot.toml"), bot_toml(&emu, admin)).expect("space");
        let bot = start(folder.path(), &emu);
        let mut stage = Stage {
            emu,
            folder,
            bot,
            random: Random::new(seed),
            groups: Vec::new(),
            people: Vec::new(),
            photos: Vec::new(),
            questions: Vec::new(),
        };
        {
            let mut world = stage.emu.world();
            world.open_bot(admin, None).expect("opened");
            let file = Post::document("areas.csv", "text/csv", AREAS.as_bytes()).caption("/areas");
            world.say(admin, admin, file).expect("sent");
        }
        stage.hears(admin, "新增 3").await;
        for code in ["330502", "330503"] {
            let group = {
                let mut world = stage.emu.world();
                let group = world.new_supergroup(code, admin);
                world.add_bot(group, admin, true);
                world.say(admin, group, format!("/bind {code} field")).expect("said");
                group
            };
            stage.hears(group, "已绑定").await;
            for name in ["Li Wei", "Wang Fang", "Zhou Lei"] {
                let person = {
                    let mut world = stage.emu.world();
                    let person = world.new_user(name, Some("zh-hans"));
                    world.join(person, group);
                    world.say(person, group, "/join").expect("said");
                    person
                };
                stage.people.push((person, group));
            }
            stage.groups.push(group);
        }
        for group in stage.groups.clone() {
            stage
                .emu
                .wait_for(|world| {
                    let joined = world.messages(group).iter().filter(|m| m.text().contains("已报名")).count();
                    (joined == 3).then_some(())
                })
                .await;
        }
        stage
    }

    async fn hears(&self, chat: impl Into<ChatId>, words: &str) {
        let chat = chat.into();
        let heard = |world: &muster::emulator::World| {
            world.messages(chat).iter().any(|message| message.text().contains(words)).then_some(())
        };
        self.emu.wait_for(heard).await;
    }

    /// People post; at the nth request from now, before or after its deed, the process is gone.
    async fn kill_while_photos_pour_in(&mut self, nth: u64) {
        let calls = match self.random.below(8) {
            0 => Calls::All,
            1 => Calls::Of("getUpdates".into()),
            2 => Calls::Of("sendMessage".into()),
            3 => Calls::Of("getFile".into()),
            4 | 5 => Calls::Of("setMessageReaction".into()),
            _ => Calls::Any,
        };
        let side = if self.random.below(2) == 0 { Side::BeforeDeed } else { Side::AfterDeed };
        let mut gate = self.emu.world().faults().gate(calls.clone(), 1 + self.random.below(2), side);
        // Two photos and two questions at least, so that every gate is reached.
        for _ in 0..2 {
            self.post_photo();
            self.ask();
        }
        let reached = async {
            gate.reached().await;
            Some(())
        };
        let patience = Clock::system();
        let over = patience.now() + TimeDelta::seconds(180);
        let stood = tokio::select! {
            stood = reached => stood,
            () = patience.sleep_until(over) => None,
        };
        assert!(stood.is_some(), "kill {nth}: {calls:?} was never reached\n{}", self.log());
        self.bot.kill().expect("killed");
        self.bot.wait().expect("gone");
        gate.open();
        self.bot = start(self.folder.path(), &self.emu);
    }

    fn post_photo(&mut self) {
        let (person, group) = self.people[self.random.below(self.people.len() as u64) as usize];
        let bytes = pictures::jpeg(&format!("kill-{}.jpg", self.photos.len()));
        let id = self.emu.world().post_photo(person, group, bytes, "三里桥 清理 3人").expect("posted");
        self.photos.push((person, group, id));
    }

    fn ask(&mut self) {
        let (person, group) = self.people[self.random.below(self.people.len() as u64) as usize];
        let id = self.emu.world().say(person, group, "/status").expect("said");
        self.questions.push((group, id));
    }

    /// Every photo has its reaction, every question its answer.
    async fn everything_arrives(&mut self) {
        for (_, group, id) in &self.photos {
            let counted = |world: &muster::emulator::World| {
                let message = world.message(*group, *id)?;
                (message.reaction_of(world.bot()) == Some("👍")).then_some(())
            };
            self.emu.wait_for(counted).await;
        }
        // A chat's letters go one after another: once these are answered, all before are noted as sent.
        for (person, group) in [self.people[0], self.people[3]] {
            let id = self.emu.world().say(person, group, "/status").expect("said");
            self.questions.push((group, id));
        }
        for (group, id) in &self.questions {
            let answered = |world: &muster::emulator::World| {
                let mut messages = world.messages(*group).into_iter();
                messages.any(|m| m.from == Some(world.bot()) && m.reply_to == Some(*id)).then_some(())
            };
            self.emu.wait_for(answered).await;
        }
    }

    /// Each photo counted once; points and totals add up; what came twice was cut off.
    fn prove(&mut self, kills: u64) {
        self.bot.kill().expect("killed");
        self.bot.wait().expect("gone");
        let checked = muster(self.folder.path()).args(["check", "--recount"]).output().expect("runs");
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));

        let database = Connection::open(self.folder.path().join("data/muster.db")).expect("a database");
        let number = |sql: &str| database.query_row(sql, [], |row| row.get::<_, i64>(0)).expect(sql);
        let photos = self.photos.len() as i64;
        assert_eq!(number("select count(*) from submission"), photos);
        assert_eq!(number("select count(*) from submission where state = 'counted'"), photos);
        assert_eq!(
            number(
                "select sum(photos) from area_day d join area a on a.id = d.area_id where a.code = '3305'"
            ),
            photos
        );
        assert_eq!(
            number("select sum(heads) from area_day d join area a on a.id = d.area_id where a.code = '3305'"),
            3 * photos
        );
        assert_eq!(number("select count(*) from points_entry where deed = 'photo'"), photos);
        assert_eq!(number("select sum(points) from balance"), 6 * 5 + 2 * photos);
        assert_eq!(number("select count(*) from inbox where state = 'aside'"), 0);
        assert_eq!(number("select count(*) from outbox where state = 'failed'"), 0);
        // Sent, and the process gone before it could note that: the last answer in each group.
        assert!(number("select count(*) from outbox where state = 'waiting'") <= 2);

        let world = self.emu.world();
        let mut twice = 0;
        for (group, id) in &self.questions {
            let answers = world.messages(*group).iter().filter(|m| m.reply_to == Some(*id)).count();
            assert!(answers >= 1);
            twice += u64::try_from(answers - 1).expect("few");
        }
        // Each kill may repeat what its process could not note, and nothing else repeats anything; on a busy
        // machine several kills in a row may meet the same answer.
        assert!(twice <= kills, "{twice} answers too many in {kills} kills");
        let quota: usize = self
            .groups
            .iter()
            .map(|group| world.messages(*group).iter().filter(|m| m.text().contains("已够数。")).count())
            .sum();
        assert!((2..=4).contains(&quota), "the quota was told {quota} times in two groups");
        assert!(world.complaints().is_empty(), "{:?}", world.complaints());
    }

    fn log(&self) -> String {
        let log = std::fs::read_to_string(self.folder.path().join("log.txt")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("the bot's log ends:\n{}", self.log());
        }
        let _ = self.bot.kill();
        let _ = self.bot.wait();
    }
}

fn muster(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
    command.current_dir(folder);
    command
}

fn start(folder: &Path, emu: &Emulator) -> Child {
    let log = File::options().create(true).append(true).open(folder.join("log.txt")).expect("a log");
    muster(folder)
        .arg("run")
        .env("TELOXIDE_TOKEN", emu.token())
        .env("NO_COLOR", "1")
        .stderr(log)
        .spawn()
        .expect("the program starts")
}

/// The day ends in twelve hours, whenever this runs, and nothing else is due before.
fn bot_toml(emu: &Emulator, admin: UserId) -> String {
    let now = emu.world().now();
    let ends = (now + TimeDelta::hours(12)).format("%H:%M");
    let later = (now + TimeDelta::hours(11)).format("0 %-M %-H * * *");
    let (first, last) = (now - TimeDelta::days(3), now + TimeDelta::days(30));
    format!(
        "locale = \"zh-CN\"\ntimezone = \"UTC\"\nadmins = [{}]\n
         [telegram]\napi_url = \"{}\"\npace = {{ per_second = 0, chat_per_second = 0, group_per_minute = 0 }}\n
         [campaign]\nname = \"百日攻坚\"\nstarts = {}\nends = {}\n
         [photos]\nday_ends = \"{ends}\"\n
         [points]\nsignup = 5\nphoto = 2\n
         [[schedule]]\nname = \"later\"\ncron = \"{later}\"\njob = \"digest\"\n",
        admin.0,
        emu.url(),
        first.format("%F"),
        last.format("%F"),
    )
}
