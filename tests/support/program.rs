//! The built program, as a person runs it in a shell: its arguments, its exit code, its lines.
//!
//! Nothing sleeps here: a test waits for a line of standard error, or for the emulator's world.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use muster::emulator::Emulator;
use tempfile::TempDir;

/// How long a line is waited for: the machine may be busy with other tests.
const PATIENCE: Duration = Duration::from_secs(120);

/// A folder with a bot.toml in it.
pub struct Installation {
    folder: TempDir,
}

/// What a command that ended left behind.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// `muster run`, while it runs.
pub struct Running {
    child: Child,
    coming: Receiver<String>,
    /// The lines that were read so far.
    pub lines: Vec<String>,
}

impl Installation {
    pub fn with(bot_toml: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("muster-program-").tempdir().expect("space");
        let installation = Installation { folder };
        installation.writes("bot.toml", bot_toml);
        installation
    }

    /// A campaign that goes on whenever this runs, against this Telegram.
    pub fn talking_to(api_url: &str) -> Self {
        Self::with(&bot_toml(api_url, ""))
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn writes(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path().join(name), text).expect("space");
    }

    /// The program in this folder, with no token.
    pub fn muster(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
        self.at_home(&mut command);
        command
    }

    fn at_home(&self, command: &mut Command) {
        command.current_dir(self.path()).env("NO_COLOR", "1").env_remove("MUSTER_LOG");
        command.env_remove("TELOXIDE_TOKEN").env_remove("MUSTER_WEBHOOK_SECRET").env_remove("MUSTER_KEY");
    }

    /// Runs a command to its end.
    pub fn does(&self, arguments: &[&str]) -> Ended {
        ends(self.muster().args(arguments))
    }

    /// Starts the bot.
    pub fn runs(&self, token: &str) -> Running {
        Running::start(self.muster().arg("run").env("TELOXIDE_TOKEN", token))
    }

    /// Starts the bot where no file may grow beyond so many kilobytes.
    pub fn runs_within(&self, kilobytes: u64, token: &str) -> Running {
        let mut shell = Command::new("bash");
        self.at_home(&mut shell);
        // Ignored signals stay ignored: a write beyond the limit fails as on a full disk.
        let script = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" run");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_muster")]).env("TELOXIDE_TOKEN", token);
        Running::start(&mut shell)
    }
}

/// Runs a command to its end.
pub fn ends(command: &mut Command) -> Ended {
    let output = command.stdin(Stdio::null()).output().expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ended { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
}

/// What each installation needs; `more` may have a `[telegram]` section of its own.
pub fn bot_toml(api_url: &str, more: &str) -> String {
    let telegram = match more.contains("[telegram]") {
        true => String::new(),
        false => format!(
            "[telegram]\napi_url = \"{api_url}\"\npace = {{ per_second = 0, chat_per_second = 0, group_per_minute = 0 }}\n"
        ),
    };
    let signup = if more.contains("[signup]") { "" } else { "[signup]\nask = []\n" };
    format!(
        "locale = \"zh-CN\"\nadmins = [1]\n\n[campaign]\nname = \"百日攻坚\"\nstarts = 2026-01-01\nends = 2099-12-31\n\n\
         {telegram}\n{signup}\n{more}\n"
    )
}

impl Ended {
    /// Its code, and that standard error is this many lines, each short enough to be read.
    pub fn says(&self, code: i32, lines: usize) -> &str {
        assert_eq!(self.code, Some(code), "{self:#?}");
        assert_eq!(self.err.lines().count(), lines, "{self:#?}");
        &self.err
    }
}

impl Running {
    pub fn start(command: &mut Command) -> Self {
        let spawned = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.expect("the program starts");
        let (sender, coming) = channel();
        let stderr = child.stderr.take().expect("piped");
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Running { child, coming, lines: Vec::new() }
    }

    /// Waits for a line with these words in it, among those not read yet.
    pub fn says(&mut self, words: &str) -> String {
        loop {
            match self.coming.recv_timeout(PATIENCE) {
                Ok(line) => {
                    self.lines.push(line.clone());
                    if line.contains(words) {
                        return line;
                    }
                }
                Err(_) => panic!("the program never says {words:?}:\n{}", self.lines.join("\n")),
            }
        }
    }

    /// How many of its lines so far have these words in them.
    pub fn said(&mut self, words: &str) -> usize {
        self.lines.extend(self.coming.try_iter());
        self.lines.iter().filter(|line| line.contains(words)).count()
    }

    /// Asks it to stop, as systemd does, and waits for its end.
    pub fn stops(self) -> Ended {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("kill is there").success());
        self.ends()
    }

    /// Waits for its end.
    pub fn ends(mut self) -> Ended {
        while let Ok(line) = self.coming.recv_timeout(PATIENCE) {
            self.lines.push(line);
        }
        let code = self.child.wait().expect("it ends").code();
        Ended { code, out: String::new(), err: self.lines.join("\n") }
    }

    /// kill -9.
    pub fn dies(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody who says something to the bot in private and counts its answers.
pub struct Caller<'e> {
    emu: &'e Emulator,
    user: muster::emulator::UserId,
    asked: usize,
}

impl<'e> Caller<'e> {
    pub fn of(emu: &'e Emulator) -> Self {
        let mut world = emu.world();
        let user = world.new_user("Li Wei", Some("zh-hans"));
        world.open_bot(user, None).expect("opened");
        drop(world);
        Caller { emu, user, asked: 1 }
    }

    /// Asks, and does not wait.
    pub fn asks(&mut self) {
        self.emu.world().say(self.user, self.user, "/nonsense").expect("said");
        self.asked += 1;
    }

    /// How often the bot answered so far.
    pub fn answers(&self) -> usize {
        let world = self.emu.world();
        world.messages(self.user).iter().filter(|message| message.from == Some(world.bot())).count()
    }

    /// Waits until every question has its answer.
    pub async fn hears_all(&self) {
        let (user, asked) = (self.user, self.asked);
        self.emu
            .wait_for(|world| {
                let messages = world.messages(user);
                let answers = messages.iter().filter(|message| message.from == Some(world.bot())).count();
                (answers >= asked).then_some(())
            })
            .await;
    }

    /// Asks, and waits.
    pub async fn is_answered(&mut self) {
        self.asks();
        self.hears_all().await;
    }

    pub fn asked(&self) -> usize {
        self.asked
    }
}

/// Whoever talks to the bot minds what the Bot API minds.
impl Drop for Caller<'_> {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.emu.world().complaints().is_empty(), "{:?}", self.emu.world().complaints());
        }
    }
}
