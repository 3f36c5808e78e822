//! `muster demo` as a person starts it, and as other pages and a kill -9 meet it: the built program on the
//! machine's clock, over real HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use muster::clock::Clock;

use crate::program::{Ended, ends};
use crate::town::pictures::Random;

/// How long something that must come is waited for: the machine may be busy with other tests.
const PATIENCE: chrono::TimeDelta = chrono::TimeDelta::seconds(120);

/// `muster demo`, while it runs.
struct Demo {
    child: Child,
    out: BufReader<ChildStdout>,
    /// What it printed first.
    about: String,
    /// Where its page is.
    address: String,
}

impl Demo {
    fn command(folder: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
        command.args(["demo", "--data"]).arg(folder).env_remove("MUSTER_LOG").stdin(Stdio::null());
        command
    }

    fn starts(folder: &Path) -> Demo {
        let mut command = Demo::command(folder);
        command.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = || {
            let mut line = String::new();
            out.read_line(&mut line).expect("a line");
            line.trim().to_owned()
        };
        let (about, link) = (line(), line());
        let address = link.strip_prefix("http://").and_then(|link| link.strip_suffix('/'));
        let address = address.unwrap_or_else(|| panic!("{about:?} and then {link:?}")).to_owned();
        Demo { child, out, about, address }
    }

    /// Sends a request as it is written here; the status and the rest.
    fn asks(&self, request: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("set");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
        (status.unwrap_or_else(|| panic!("no status in {answer:?}")), answer)
    }

    fn gets(&self, path: &str) -> String {
        let (status, page) =
            self.asks(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address));
        assert_eq!(status, 200, "{page}");
        page
    }

    /// Does what the page's script does with a form.
    fn posts(&self, path: &str, fields: &[(&str, &str)]) {
        let own =
            format!("Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\nX-Muster-Page: 1\r\n", self.address);
        let (status, answer) = self.asks(&form(path, &self.address, &own, fields));
        assert_eq!(status, 204, "{path} {fields:?}: {answer}");
    }

    fn says(&self, who: &str, chat: &str, text: &str, tray: Option<&str>) {
        let mut fields = vec![("as", who), ("chat", chat), ("text", text)];
        fields.extend(tray.map(|photo| ("tray", photo)));
        self.posts("/act/send", &fields);
    }

    /// The group of volunteers that comes first.
    fn group(&self) -> String {
        let page = self.gets("/?as=li");
        let chat = page.split("data-chat=\"-").nth(1).and_then(|rest| rest.split('"').next());
        format!("-{}", chat.expect("a group"))
    }

    /// Waits until the chat shows it.
    async fn shows(&self, who: &str, chat: &str, words: &str) {
        self.shows_when(who, chat, |page| page.contains(words)).await;
    }

    /// Waits until the chat is as it should be.
    async fn shows_when(&self, who: &str, chat: &str, is_good: impl Fn(&str) -> bool) -> String {
        let clock = Clock::system();
        let over = clock.now() + PATIENCE;
        loop {
            let page = self.gets(&format!("/part/chat?as={who}&chat={chat}&lang=zh-CN"));
            if is_good(&page) {
                return page;
            }
            assert!(clock.now() < over, "it never comes: {page}");
            clock.sleep(Duration::from_millis(50)).await;
        }
    }

    /// kill -9; returns what it said on standard error.
    fn dies(mut self) -> String {
        self.child.kill().expect("killed");
        self.rest().err
    }

    /// Ctrl-C.
    fn stops(self) -> Ended {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill is there").success());
        self.rest()
    }

    fn rest(mut self) -> Ended {
        let (mut out, mut err) = (String::new(), String::new());
        self.out.read_to_string(&mut out).expect("text");
        let stderr = self.child.stderr.as_mut().expect("piped");
        stderr.read_to_string(&mut err).expect("text");
        Ended { code: self.child.wait().expect("it ends").code(), out, err }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A form as a browser sends it, with these headers besides.
fn form(path: &str, host: &str, headers: &str, fields: &[(&str, &str)]) -> String {
    let parts: String = fields
        .iter()
        .map(|(name, value)| {
            format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        })
        .collect();
    let (kind, body) = match path {
        "/act/send" => ("multipart/form-data; boundary=part", format!("{parts}--part--\r\n")),
        _ => ("application/x-www-form-urlencoded", String::new()),
    };
    format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Content-Type: {kind}\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test]
async fn a_demo_that_is_killed_at_any_instant_goes_on_where_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let seed = getrandom::u64().expect("random") % 100_000;
    println!("seed {seed}");
    let mut random = Random::new(seed);
    let clock = Clock::system();
    let mut demo = Demo::starts(folder.path());
    let group = demo.group();
    for (nth, photo) in ["creek", "brushes", "dandelions"].into_iter().enumerate() {
        demo.says("li", &group, &format!("二里桥 第{nth}处 清理河道 12人"), Some(photo));
        clock.sleep(Duration::from_millis(random.below(2500))).await;
        if nth == 1 {
            demo.posts("/clock/hour", &[]);
        }
        let err = demo.dies();
        assert_eq!(err, "", "killed {nth}");
        demo = Demo::starts(folder.path());
        assert_eq!(demo.group(), group, "the same campaign");
        // Whatever was kept, the bot knows of each photo that the chat shows, and of no other.
        let photos = |page: &str| page.matches("data-plain=\"二里桥 第").count();
        let page =
            demo.shows_when("li", &group, |page| page.matches("title=\"👍").count() == photos(page)).await;
        demo.says("wang", &group, "/status", None);
        let status = format!("今天 {}/3", photos(&page));
        demo.shows_when("wang", &group, |page| {
            page.rsplit("data-plain=\"/status\"").next().is_some_and(|after| after.contains(&status))
        })
        .await;
    }
    demo.says("li", &group, "二里桥 又一处 清理河道 5人", Some("creek"));
    demo.shows("li", &group, "又一处").await;
    let ended = demo.stops();
    assert_eq!((ended.code, ended.err.as_str(), ended.out.as_str()), (Some(0), "", ""));

    let demo = Demo::starts(folder.path());
    demo.shows("li", &group, "又一处").await;
    assert!(!folder.path().join("town-zh-CN.old-1").exists());
}

#[tokio::test]
async fn the_demo_answers_its_own_page_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let demo = Demo::starts(folder.path());
    assert!(!demo.about.is_empty() && !demo.about.contains("http"), "one link: {}", demo.about);
    let own = demo.address.clone();
    let port = own.rsplit(':').next().expect("a port");

    let page = demo.gets("/");
    let lower = page.to_ascii_lowercase();
    for header in [
        "content-security-policy: default-src 'self'",
        "x-frame-options: deny",
        "x-content-type-options: nosniff",
    ] {
        assert!(lower.contains(header), "{header}");
    }
    for host in ["evil.example", "127.0.0.1.nip.io", "rebound.example"] {
        let asked = format!(
            "GET / HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Language: en\r\nConnection: close\r\n\r\n"
        );
        let (status, answer) = demo.asks(&asked);
        assert_eq!(status, 403, "{host}");
        assert!(answer.contains(&format!("not called {host}:{port}: open the link")), "{answer}");
    }
    let localhost = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    assert_eq!(demo.asks(&localhost).0, 200);

    let group = demo.group();
    let fields = [("as", "li"), ("chat", group.as_str()), ("text", "大家好")];
    let same = "Sec-Fetch-Site: same-origin\r\n";
    let origin = format!("Origin: http://{own}\r\n");
    for (headers, status) in [
        ("", 403),
        ("Origin: http://evil.example\r\n", 403),
        ("Origin: null\r\n", 403),
        ("Sec-Fetch-Site: cross-site\r\n", 403),
        ("Sec-Fetch-Site: same-site\r\n", 403),
        // Without the script one is sent back to the page.
        (same, 303),
        (&origin, 303),
    ] {
        assert_eq!(demo.asks(&form("/act/send", &own, headers, &fields)).0, status, "{headers:?}");
    }
    demo.shows("li", &group, "大家好").await;
    assert_eq!(demo.asks(&form("/fresh", &own, "Origin: http://evil.example\r\n", &[])).0, 403);
    demo.shows("li", &group, "大家好").await;
}

#[test]
fn a_second_demo_on_the_same_folder_or_port_says_so_in_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let demo = Demo::starts(folder.path());
    let folder_taken = ends(Demo::command(folder.path()).args(["--listen", "127.0.0.1:0"]));
    assert!(folder_taken.says(1, 1).contains("another muster demo plays in"), "{folder_taken:?}");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let port_taken = ends(Demo::command(elsewhere.path()).args(["--listen", &demo.address]));
    assert!(port_taken.says(1, 1).contains("is taken"), "{port_taken:?}");
    let nowhere = ends(Demo::command(elsewhere.path()).args(["--listen", "nowhere"]));
    assert!(nowhere.says(1, 1).contains("--listen HOST:PORT"), "{nowhere:?}");
    let no_day =
        ends(Demo::command(elsewhere.path()).args(["--listen", "127.0.0.1:0", "--day", "none.toml"]));
    assert!(no_day.says(1, 1).contains("none.toml cannot be read"), "{no_day:?}");
}

/// What an earlier program kept, or a broken disk, is put aside, and that is one line.
#[test]
fn what_cannot_be_taken_up_is_put_aside_in_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(Demo::starts(folder.path()).stops().code, Some(0));
    let kept = folder.path().join("town-zh-CN");
    let current = std::fs::read_to_string(kept.join("current")).expect("a slot");
    std::fs::write(kept.join(current).join("muster.db"), "no database").expect("space");
    let err = Demo::starts(folder.path()).dies();
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.contains("cannot be taken up") && err.contains("town-zh-CN.old-1"), "{err}");
    assert!(folder.path().join("town-zh-CN.old-1").exists());
    let fresh =
        Demo::command(folder.path()).args(["--fresh", "--script"]).output().expect("the program starts");
    assert_eq!(fresh.status.code(), Some(2), "--fresh is the page's");
}
