//! A visitor of the demo's page, in a browser of their own, with a demo of their own.
//!
//! A scenario ends well only if the page's script made no mistake, nothing was asked of another host, no request
//! failed unforeseen, and the bot kept to the Bot API. One that does not leaves a picture of the window in
//! `target/browser/`.

use std::cell::RefCell;
use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::{Path, PathBuf};

use futures::FutureExt as _;
use muster::clock::Clock;
use muster::config::Locale;
use muster::demo::live::{Live, Opening};
use muster::demo::page::{guard, router};
use muster::emulator::{ChatId, UserId};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::browser::{self, Browser, Window};

/// How a scenario begins.
#[derive(Clone, Copy, Debug)]
pub struct Beginning {
    pub window: Window,
    /// What the demo was told to speak.
    pub locale: Locale,
    /// The written day that is played; the sample campaign where none is.
    pub day: Option<&'static str>,
}

impl Default for Beginning {
    fn default() -> Self {
        Beginning { window: Window::DESKTOP, locale: Locale::ZhCn, day: None }
    }
}

/// The visitor.
pub struct Visitor {
    pub live: Live,
    pub browser: Browser,
    address: String,
    folder: TempDir,
    foreseen: RefCell<Vec<&'static str>>,
    served: JoinHandle<()>,
}

/// What every look into the page can use: what is visible, by a selector and a part of its text.
const LOOK: &str = "
    const all = (css) => [...document.querySelectorAll(css)];
    const shown = (e) => {
        if (!e.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
        const { width, height } = e.getBoundingClientRect();
        return width > 0 && height > 0;
    };
    const find = (css, text = '') => all(css).filter((e) => shown(e) && e.innerText.includes(text)).at(-1);
";

/// Lets a visitor come and do what the scenario says. Where there is no browser that is said, loudly, and the
/// scenario left out; with `CI` set it fails.
pub async fn comes(name: &str, beginning: Beginning, story: impl AsyncFnOnce(&Visitor)) {
    if let Err(missing) = browser::programs() {
        assert!(std::env::var_os("CI").is_none(), "{missing} cannot be found, and CI needs it");
        let line = format!(
            "\n*** LEFT OUT: {name}, since {missing} cannot be found (apt install chromium chromium-driver)\n"
        );
        // Around the test harness, which keeps what tests print to itself.
        let _ = std::io::stderr().write_all(line.as_bytes());
        return;
    }
    let visitor = Visitor::arrives(beginning).await;
    let told = AssertUnwindSafe(async {
        story(&visitor).await;
        visitor.looks_back().await;
    });
    let ended = told.catch_unwind().await;
    if ended.is_err() {
        visitor.leaves_a_picture(name).await;
    }
    let Visitor { live, browser, served, .. } = visitor;
    browser.closes().await;
    served.abort();
    live.close().await;
    if let Err(panic) = ended {
        resume_unwind(panic);
    }
}

impl Visitor {
    async fn arrives(Beginning { window, locale, day }: Beginning) -> Visitor {
        let folder = tempfile::Builder::new().prefix("muster-visit-").tempdir().expect("space");
        let opening = Opening {
            folder: folder.path().join("demo"),
            fresh: false,
            locale,
            day: day.map(str::to_owned),
            wall: Clock::system(),
        };
        let (live, browser) = tokio::join!(Live::open(opening), Browser::opens(window));
        let live = live.unwrap_or_else(|failure| panic!("{failure:#}"));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let names = guard::Names::of("127.0.0.1", IpAddr::V4(Ipv4Addr::LOCALHOST));
        let pages = guard::around(router(live.clone()), live.clone(), names);
        let served = tokio::spawn(async move { drop(axum::serve(listener, pages).await) });
        let foreseen = RefCell::default();
        let visitor = Visitor { live, browser, address, folder, foreseen, served };
        visitor.opens("/").await;
        visitor
    }

    /// A folder of the visitor's own.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Follows a link to the page, and waits until its script has taken over.
    pub async fn opens(&self, path: &str) {
        self.browser.goes_to(&format!("{}{path}", self.address)).await;
        self.is_at_home().await;
    }

    pub async fn reloads(&self) {
        self.browser.reloads().await;
        self.is_at_home().await;
    }

    async fn is_at_home(&self) {
        self.waits("document.readyState === 'complete' && document.body.dataset.following").await;
    }

    /// Waits until an expression is true; it can say `find(css, text)`.
    pub async fn waits(&self, expression: &str) -> Value {
        self.browser.waits(&looking(expression)).await
    }

    /// What an expression is now.
    pub async fn asks(&self, expression: &str) -> Value {
        self.browser.asks(&format!("return {}", looking(expression))).await
    }

    /// Waits until something with this text in it is shown.
    pub async fn sees(&self, css: &str, text: &str) {
        self.waits(&format!("Boolean(find({}, {}))", json!(css), json!(text))).await;
    }

    /// Waits until nothing is shown any more that the selector means.
    pub async fn sees_no(&self, css: &str) {
        self.waits(&format!("!find({})", json!(css))).await;
    }

    /// Waits until this can be read among the open chat's messages.
    pub async fn reads(&self, text: &str) {
        self.sees("#chat .msg", text).await;
    }

    pub async fn clicks(&self, css: &str) {
        self.browser.clicks_on(&looking(&format!("find({})", json!(css)))).await;
    }

    /// Clicks on the last of those that have this text in them.
    pub async fn clicks_on(&self, css: &str, text: &str) {
        self.browser.clicks_on(&looking(&format!("find({}, {})", json!(css), json!(text)))).await;
    }

    /// Opens the menu of the last message with this text in it. Its button appears under the mouse.
    pub async fn opens_the_menu_of(&self, message: &str, text: &str) {
        let message = format!("find({}, {})", json!(format!("#chat {message}")), json!(text));
        self.browser.clicks_on(&looking(&format!("{message}.querySelector('[data-menu]')"))).await;
        self.sees("#message-menu", "").await;
    }

    pub async fn types(&self, text: &str) {
        self.browser.types_into(&looking("find('#text')"), text).await;
    }

    /// Writes and sends.
    pub async fn says(&self, text: &str) {
        self.types(text).await;
        self.clicks("#send").await;
        self.waits("find('#text').value === ''").await;
    }

    /// Ticks photos in the tray.
    pub async fn picks(&self, names: &[&str]) {
        self.clicks("#attach").await;
        for name in names {
            self.clicks(&format!("#tray label:has(input[value={name}])")).await;
        }
        self.clicks("#tray-done").await;
        self.sees_no("#tray").await;
    }

    /// Becomes somebody else.
    pub async fn plays(&self, key: &str) {
        let link = format!("#people a[data-as={key}]");
        if self.asks("Boolean(find('#persona-button'))").await == true {
            self.clicks("#persona-button").await;
        }
        self.clicks(&link).await;
        self.waits(&format!("new URLSearchParams(location.search).get('as') === {}", json!(key))).await;
        self.sees("#people a[aria-current], #persona-button", &self.name(key)).await;
    }

    /// Opens a chat of the list: a group by its key, the private one by that of the person.
    pub async fn goes_into(&self, key: &str) {
        let chat = self.chat(key);
        if self.asks("Boolean(find('[data-back]'))").await == true {
            self.clicks("[data-back]").await;
        }
        self.clicks(&format!("#chats a[data-chat='{}']", chat.0)).await;
        self.is_in(key).await;
    }

    /// Waits until a chat is open.
    pub async fn is_in(&self, key: &str) {
        self.waits(&format!("find('#chat[data-chat=\"{}\"]')", self.chat(key).0)).await;
    }

    pub fn user(&self, key: &str) -> UserId {
        self.live.cast().persona(key).unwrap_or_else(|| panic!("nobody is {key}")).user
    }

    pub fn chat(&self, key: &str) -> ChatId {
        let chats = self.live.cast().chats;
        let group = chats.iter().find(|(known, _)| known == key).map(|(_, chat)| *chat);
        group.unwrap_or_else(|| self.user(key).into())
    }

    fn name(&self, key: &str) -> String {
        let world = self.live.world();
        let user = world.user(self.user(key)).expect("a user");
        [Some(user.first_name.as_str()), user.last_name.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Nobody minds a failed request, or an error in the browser's log, with these words in it.
    pub fn foresees(&self, trouble: &'static str) {
        self.foreseen.borrow_mut().push(trouble);
    }

    /// No control is without a name for who cannot see it, and no id is there twice.
    pub async fn hears_names_of_all(&self) {
        let tree = self.browser.devtools("Accessibility.getFullAXTree", json!({})).await;
        let controls = [
            "button",
            "link",
            "textbox",
            "checkbox",
            "radio",
            "menuitem",
            "menuitemradio",
            "menuitemcheckbox",
            "combobox",
            "listbox",
            "option",
            "switch",
            "tab",
            "slider",
            "searchbox",
            "dialog",
            "alertdialog",
            "menu",
            "image",
            "navigation",
            "form",
            "article",
            "RootWebArea",
        ];
        let mut nameless = Vec::new();
        for node in tree["nodes"].as_array().expect("nodes") {
            let role = node["role"]["value"].as_str().unwrap_or_default();
            let name = node["name"]["value"].as_str().unwrap_or_default();
            if node["ignored"] == false && controls.contains(&role) && name.trim().is_empty() {
                let id = node["backendDOMNodeId"].clone();
                let what = self.browser.devtools("DOM.describeNode", json!({ "backendNodeId": id })).await;
                nameless.push(format!("{role} {} {}", what["node"]["nodeName"], what["node"]["attributes"]));
            }
        }
        // A form that is nothing but its one button needs no name of its own.
        nameless.retain(|node| !node.starts_with("form "));
        assert!(nameless.is_empty(), "without a name: {nameless:#?}");
        let twice =
            self.asks("all('[id]').map((e) => e.id).filter((id, at, ids) => ids.indexOf(id) !== at)").await;
        assert_eq!(twice, json!([]), "ids that are there twice");
        assert_ne!(self.asks("document.documentElement.lang").await, "", "the page says its language");
    }

    /// Nothing sticks out of the window at its sides, and nothing has to be scrolled sideways.
    pub async fn finds_all_within_the_window(&self) {
        let outside = self
            .asks(
                "((w) => document.documentElement.scrollWidth > w ? ['the page: ' + document.documentElement.scrollWidth] :
                  all('body *').filter((e) => {
                    if (!shown(e) || e.closest('svg') || e.matches('.sr, .sr *, .skip')) return false;
                    const { left, right } = e.getBoundingClientRect();
                    if (left >= -1 && right <= w + 1) return false;
                    for (let at = e.parentElement; at; at = at.parentElement)
                        if (getComputedStyle(at).overflowX !== 'visible') return false;
                    return true;
                  }).map((e) => `${e.tagName} #${e.id} .${e.className} ${e.innerText?.slice(0, 40)}`))(innerWidth)",
            )
            .await;
        assert_eq!(outside, json!([]), "sticks out of the window");
    }

    /// What went wrong unseen.
    async fn looks_back(&self) {
        let mut faults = Vec::new();
        let foreseen = self.foreseen.borrow().clone();
        let minded = |line: &str| !foreseen.iter().any(|words| line.contains(words));
        for entry in self.browser.logged("browser").await {
            let text = entry["message"].as_str().unwrap_or_default();
            if entry["level"] == "SEVERE" && minded(text) {
                faults.push(format!("the browser: {text}"));
            }
        }
        for entry in self.browser.logged("performance").await {
            let message: Value = entry["message"]
                .as_str()
                .and_then(|text| serde_json::from_str(text).ok())
                .unwrap_or_default();
            faults.extend(self.fault(&message["message"]).filter(|fault| minded(fault)));
        }
        let complaints = self.live.world().complaints().to_vec();
        faults.extend(complaints.into_iter().map(|complaint| format!("the Bot API minds: {complaint}")));
        self.live.at_rest().await;
        let backlog = self.live.backlog();
        if backlog.photos.twice > 0 || backlog.messages.twice > 0 {
            faults.push(format!("something came twice: {backlog:?}"));
        }
        assert!(faults.is_empty(), "the visit does not end well:\n  {}", faults.join("\n  "));
    }

    /// What is wrong with a request that the browser made.
    fn fault(&self, event: &Value) -> Option<String> {
        let params = &event["params"];
        match event["method"].as_str()? {
            "Network.requestWillBeSent" => {
                let url = params["request"]["url"].as_str()?;
                let own = [self.address.as_str(), "data:", "blob:", "about:", "chrome:"];
                (!own.iter().any(|own| url.starts_with(own))).then(|| format!("asked of another host: {url}"))
            }
            "Network.responseReceived" => {
                let (status, url) = (params["response"]["status"].as_u64()?, &params["response"]["url"]);
                (status >= 400).then(|| format!("answered with {status}: {url}"))
            }
            _ => None,
        }
    }

    async fn leaves_a_picture(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("browser");
        let Some(picture) = self.browser.screenshot().await else { return };
        let path = folder.join(format!("{name}.png"));
        if std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, picture)).is_ok() {
            eprintln!("what the window looked like: {}", path.display());
        }
    }

    /// Leaves a picture of the window in `target/browser/`, to be looked at by whoever changes the page.
    pub async fn is_pictured(&self, name: &str) {
        if std::env::var_os("MUSTER_PICTURES").is_some() {
            self.leaves_a_picture(name).await;
        }
    }
}

fn looking(expression: &str) -> String {
    format!("(() => {{ {LOOK} return ({expression}); }})()")
}
