//! A real browser: headless Chromium, driven by WebDriver, so that what is tried is what a visitor has before them.
//!
//! WebDriver is a dozen requests in JSON; a crate for it would bring twenty others. Nothing here sleeps: what is
//! waited for is waited for in the page itself ([`Browser::waits`]), which looks again with every frame.

use std::cell::RefCell;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use base64::Engine as _;
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::{Semaphore, SemaphorePermit};

/// How long a page may take, in real time, before it counts as hung: the machine may be busy with other
/// tests, and nothing but a scenario that fails ever waits so long.
const PATIENCE_MILLISECONDS: u64 = 900_000;

/// How many windows are open at the same time: a browser is a dozen processes, and ten of them at once
/// keep each other from coming up at all.
static ROOM: Semaphore = Semaphore::const_new(2);

/// How often a browser is started that does not come up.
const STARTS: usize = 5;

/// How often a click is tried again on what was exchanged, or covered, just then.
const ATTEMPTS: usize = 100;

/// The name under which WebDriver hands elements over.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// What a browser is like.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// What it tells servers that its reader reads.
    pub language: &'static str,
    pub width: u32,
    pub height: u32,
    /// A phone, with fingers on it.
    pub phone: bool,
}

impl Window {
    pub const DESKTOP: Window = Window { language: "zh-CN", width: 1280, height: 800, phone: false };
    pub const PHONE: Window = Window { language: "zh-CN", width: 360, height: 740, phone: true };
}

/// A window of a browser of its own.
pub struct Browser {
    driver: Child,
    http: reqwest::Client,
    /// The address of the session.
    session: String,
    /// What the browser logged since it was asked last.
    log: RefCell<Vec<Value>>,
    profile: TempDir,
    _room: SemaphorePermit<'static>,
}

/// The programs that are needed, or the names of those that are missing.
pub fn programs() -> Result<(PathBuf, PathBuf), &'static str> {
    let chromium = ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| found(name));
    let driver = found("chromedriver");
    match (chromium, driver) {
        (Some(chromium), Some(driver)) => Ok((chromium, driver)),
        (None, Some(_)) => Err("chromium"),
        (Some(_), None) => Err("chromedriver"),
        (None, None) => Err("chromium and chromedriver"),
    }
}

fn found(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).map(|folder| folder.join(name)).find(|path| path.is_file())
}

impl Browser {
    /// Opens a window, once there is room for one.
    pub async fn opens(window: Window) -> Browser {
        let room = ROOM.acquire().await.expect("it is never closed");
        let (chromium, driver) = programs().expect("looked for before");
        let profile = tempfile::Builder::new().prefix("muster-browser-").tempdir().expect("space");
        let mut command = Command::new(driver);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        // A group of its own, so that nothing of it is left over whatever happens.
        let mut driver = command.process_group(0).spawn().expect("chromedriver starts");
        let port = port(&mut driver);
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let session = format!("http://127.0.0.1:{port}/session");
        let mut browser = Browser { driver, http, session, log: RefCell::default(), profile, _room: room };
        let id = browser.session_of(&window, &chromium).await;
        browser.session = format!("{}/{id}", browser.session);
        let timeouts = json!({ "script": PATIENCE_MILLISECONDS, "pageLoad": PATIENCE_MILLISECONDS });
        browser.call(Method::POST, "/timeouts", &timeouts).await.expect("timeouts");
        browser
    }

    /// The driver gives a browser a minute to come up, which is short on a machine that is busy.
    async fn session_of(&self, window: &Window, chromium: &Path) -> String {
        let mut why = String::new();
        for attempt in 0..STARTS {
            let profile = self.profile.path().join(attempt.to_string());
            match self.call(Method::POST, "", &wishes(*window, chromium, &profile)).await {
                Ok(made) => return made["sessionId"].as_str().expect("an id").to_owned(),
                Err(error) => why = error,
            }
        }
        panic!("no session: {why}");
    }

    /// Follows an address, as if it was typed in.
    pub async fn goes_to(&self, url: &str) {
        self.call(Method::POST, "/url", &json!({ "url": url })).await.expect("a page");
    }

    pub async fn reloads(&self) {
        self.call(Method::POST, "/refresh", &json!({})).await.expect("the page again");
    }

    pub async fn goes_back(&self) {
        self.call(Method::POST, "/back", &json!({})).await.expect("the page before");
    }

    /// What a piece of JavaScript returns.
    pub async fn asks(&self, script: &str) -> Value {
        let body = json!({ "script": script, "args": [] });
        self.call(Method::POST, "/execute/sync", &body)
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until an expression of JavaScript is true in the page, and returns what it is.
    pub async fn waits(&self, expression: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const look = () => {{
                 let found = null;
                 try {{ found = ({expression}); }} catch (error) {{ found = null; }}
                 if (found) return done(found);
                 setTimeout(look, 30);
             }};
             look();"
        );
        loop {
            let body = json!({ "script": script, "args": [] });
            match self.call(Method::POST, "/execute/async", &body).await {
                Ok(found) => return found,
                // The page went away under it, to be another one.
                Err(error) if error.contains("unloaded") || error.contains("navigat") => {}
                Err(error) => panic!("waited in vain for {expression}: {error}"),
            }
        }
    }

    /// Clicks on what an expression finds, once it can be seen and nothing lies over it.
    pub async fn clicks_on(&self, expression: &str) {
        self.acts_on(expression, "click", &json!({})).await;
    }

    /// Types into what an expression finds; of an `input` for files, the names of files.
    pub async fn types_into(&self, expression: &str, text: &str) {
        self.acts_on(expression, "value", &json!({ "text": text })).await;
    }

    async fn acts_on(&self, expression: &str, act: &str, body: &Value) {
        let mut why = String::new();
        for _ in 0..ATTEMPTS {
            let element = self.waits(expression).await;
            let id =
                element[ELEMENT].as_str().unwrap_or_else(|| panic!("{expression} is {element}, no element"));
            match self.call(Method::POST, &format!("/element/{id}/{act}"), body).await {
                Ok(_) => return,
                // It was exchanged, or something passed over it, just now.
                Err(error) if error.contains("stale") || error.contains("intercepted") => why = error,
                Err(error) => panic!("{act} on {expression}: {error}"),
            }
        }
        panic!("{act} on {expression}: {why}");
    }

    /// Presses keys, wherever the focus is.
    pub async fn presses(&self, keys: &str) {
        let strokes: Vec<Value> = keys
            .chars()
            .flat_map(|key| {
                ["keyDown", "keyUp"].map(|what| json!({ "type": what, "value": key.to_string() }))
            })
            .collect();
        let body = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] });
        self.call(Method::POST, "/actions", &body).await.expect("keys");
    }

    /// A command of Chromium's own protocol.
    pub async fn devtools(&self, command: &str, params: Value) -> Value {
        let body = json!({ "cmd": command, "params": params });
        self.call(Method::POST, "/goog/cdp/execute", &body)
            .await
            .unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// What the page looks like, as a PNG.
    pub async fn screenshot(&self) -> Option<Vec<u8>> {
        let taken = self.call(Method::GET, "/screenshot", &Value::Null).await.ok()?;
        base64::engine::general_purpose::STANDARD.decode(taken.as_str()?).ok()
    }

    /// Everything of one kind that the browser logged so far.
    pub async fn logged(&self, kind: &str) -> Vec<Value> {
        for kind in ["browser", "performance"] {
            let asked = self.call(Method::POST, "/se/log", &json!({ "type": kind })).await;
            let new = asked.unwrap_or_else(|error| panic!("the log of the {kind}: {error}"));
            let new = new.as_array().cloned().unwrap_or_default();
            self.log
                .borrow_mut()
                .extend(new.into_iter().map(|entry| json!({ "kind": kind, "entry": entry })));
        }
        let log = self.log.borrow();
        log.iter().filter(|line| line["kind"] == kind).map(|line| line["entry"].clone()).collect()
    }

    pub async fn closes(mut self) {
        // Whoever is asked and does not hear is ended with its group.
        let _ = self.call(Method::DELETE, "", &Value::Null).await;
        self.ends();
    }

    async fn call(&self, method: Method, path: &str, body: &Value) -> Result<Value, String> {
        let request = self.http.request(method.clone(), format!("{}{path}", self.session));
        let request = if method == Method::POST { request.json(body) } else { request };
        let response = request.send().await.map_err(|error| error.to_string())?;
        let answer: Value = response.json().await.map_err(|error| error.to_string())?;
        let value = answer["value"].clone();
        match value["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", value["message"].as_str().unwrap_or_default())),
            None => Ok(value),
        }
    }

    fn ends(&mut self) {
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.driver.wait();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if matches!(self.driver.try_wait(), Ok(None)) {
            self.ends();
        }
    }
}

/// The port that chromedriver chose.
fn port(driver: &mut Child) -> u16 {
    let out = driver.stdout.take().expect("piped");
    for line in BufReader::new(out).lines().map_while(Result::ok) {
        let said = line.split("successfully on port ").nth(1);
        if let Some(port) = said.and_then(|port| port.trim_end_matches('.').parse().ok()) {
            return port;
        }
    }
    panic!("chromedriver does not say where it listens");
}

/// What is asked of the driver: the window, and a log of all that is loaded and said.
fn wishes(window: Window, chromium: &Path, profile: &Path) -> Value {
    let mut arguments = vec![
        "--headless=new".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        // Nothing but this machine can be reached, whatever a page asks for.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1".to_owned(),
        format!("--window-size={},{}", window.width, window.height),
        format!("--user-data-dir={}", profile.display()),
        format!("--accept-lang={}", window.language),
    ];
    // Chromium refuses to keep root in a sandbox.
    if rooted() {
        arguments.push("--no-sandbox".into());
    }
    let mut options = json!({
        "binary": chromium, "args": arguments,
        "prefs": { "intl.accept_languages": window.language },
    });
    if window.phone {
        let metrics =
            json!({ "width": window.width, "height": window.height, "pixelRatio": 2.0, "touch": true });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
    }
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    } } })
}

fn rooted() -> bool {
    let said = Command::new("id").arg("-u").output().map(|output| output.stdout).unwrap_or_default();
    OsStr::new(String::from_utf8_lossy(&said).trim()) == OsStr::new("0")
}
