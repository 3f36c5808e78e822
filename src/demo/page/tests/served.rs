//! The page over HTTP: what it says to browsers, and what it pushes to them.

use futures::StreamExt;

use crate::clock::Clock;
use crate::config::Locale;
use crate::demo::live::{Live, Opening};
use crate::demo::page::{guard, router};
use crate::emulator::{ChatId, Post, UserId};

struct Site {
    live: Live,
    address: String,
    _folder: tempfile::TempDir,
}

impl Site {
    async fn opens() -> Site {
        let folder = tempfile::tempdir().expect("a folder");
        let opening = Opening {
            folder: folder.path().to_owned(),
            fresh: false,
            locale: Locale::ZhCn,
            day: None,
            wall: Clock::system(),
        };
        let live = Live::open(opening).await.unwrap_or_else(|failure| panic!("{failure:#}"));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let names = guard::Names::of("127.0.0.1", [127, 0, 0, 1].into());
        let pages = guard::around(router(live.clone()), live.clone(), names);
        tokio::spawn(async move { axum::serve(listener, pages).await });
        Site { live, address, _folder: folder }
    }

    async fn get(&self, path: &str) -> reqwest::Response {
        reqwest::get(format!("{}{path}", self.address)).await.expect("an answer")
    }

    async fn text(&self, path: &str) -> String {
        self.get(path).await.text().await.expect("text")
    }

    fn li(&self) -> (UserId, ChatId) {
        let cast = self.live.cast();
        (cast.persona("li").expect("li").user, cast.chats[0].1)
    }
}

/// Reads events until one of this name comes; its data.
async fn next(
    events: &mut (impl futures::Stream<Item = reqwest::Result<axum::body::Bytes>> + Unpin),
    name: &str,
) -> String {
    let mut heard = String::new();
    loop {
        if let Some((_, after)) = heard.split_once(&format!("event: {name}\n"))
            && let Some((event, _)) = after.split_once("\n\n")
        {
            return event.lines().filter_map(|line| line.strip_prefix("data: ")).collect();
        }
        let bytes = events.next().await.expect("it goes on").expect("it is read");
        heard.push_str(&String::from_utf8_lossy(&bytes));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_whole_and_loads_nothing_from_elsewhere() {
    let site = Site::opens().await;
    let page = site.get("/?lang=en").await;
    let policy = page.headers()["content-security-policy"].to_str().expect("text").to_owned();
    assert!(policy.starts_with("default-src 'self';") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.headers()["x-content-type-options"], "nosniff");
    let cookies: Vec<_> = page
        .headers()
        .get_all("set-cookie")
        .iter()
        .map(|cookie| cookie.to_str().expect("text").to_owned())
        .collect();
    assert!(cookies.iter().any(|cookie| cookie.starts_with("muster-lang=en;")), "{cookies:?}");
    let html = page.text().await.expect("text");
    for part in ["head", "clock", "chats", "tour", "chat", "composer", "trouble"] {
        assert!(html.contains(&format!("id=\"{part}\"")), "{part}");
        assert!(
            site.text(&format!("/part/{part}?lang=en")).await.contains(&format!("id=\"{part}\"")),
            "{part} alone"
        );
    }
    for outside in ["src=\"http", "href=\"http", "url(http"] {
        assert!(!html.contains(outside), "{outside}");
    }
    for (at, _) in html.match_indices("=\"/page/") {
        let path: String = html[at + 2..].chars().take_while(|c| *c != '"').collect();
        assert_eq!(site.get(&path).await.status(), 200, "{path}");
    }
    assert_eq!(site.get("/part/nothing").await.status(), 404);
    assert_eq!(site.get("/page/../Cargo.toml").await.status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_is_pushed_to_the_page() {
    let site = Site::opens().await;
    let (li, group) = site.li();
    let stream = site.get(&format!("/events?as=wang&chat={}", group.0)).await;
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let mut events = Box::pin(stream.bytes_stream());
    let all: Vec<String> = serde_json::from_str(&next(&mut events, "parts").await).expect("a list");
    assert_eq!(all.len(), 7, "everything at first");
    site.live.world().say(li, group, "大家早 <b>").expect("said");
    let changed: Vec<String> = serde_json::from_str(&next(&mut events, "parts").await).expect("a list");
    assert!(changed.iter().any(|html| html.contains("id=\"chat\"") && html.contains("大家早 &lt;b&gt;")));
    assert!(
        !changed.iter().any(|html| html.contains("id=\"composer\"")),
        "what stayed as it was is not sent"
    );
    assert_eq!(site.live.unread("wang", group), 0, "who sees it has read it");
    assert_eq!(site.live.unread("shen", group), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_shown_and_files_are_kept() {
    let site = Site::opens().await;
    let (li, group) = site.li();
    let hostile = "<svg onload=alert(1)>".as_bytes();
    let (photo, document, broken) = {
        let mut world = site.live.world();
        let photo = world.post_photo(li, group, super::picture(400, 300), "").expect("posted");
        let document =
            world.say(li, group, Post::document("报 告\".html", "text/html", hostile)).expect("sent");
        let broken = world.post_photo(li, group, hostile, "").expect("posted");
        (photo, document, broken)
    };
    let unique = |message| {
        let world = site.live.world();
        let photo = world.message(group, message).and_then(|message| message.photo()).expect("a photo");
        photo.largest().expect("a size").unique_id.clone()
    };
    let path = |hash: &str, message: crate::emulator::MessageId, size: &str| {
        format!("/file/{hash}?at={}.{}&size={size}", group.0, message.0)
    };

    let small = site.get(&path(&unique(photo), photo, "s")).await;
    assert_eq!(small.headers()["content-type"], "image/jpeg");
    let small = image::load_from_memory(&small.bytes().await.expect("bytes")).expect("a picture");
    assert_eq!((small.width(), small.height()), (160, 120));
    assert_eq!(site.get(&path("other", photo, "full")).await.status(), 404);

    let kept = site.get(&path("document", document, "full")).await;
    assert_eq!(kept.headers()["content-type"], "application/octet-stream");
    let disposition = kept.headers()["content-disposition"].to_str().expect("text").to_owned();
    assert_eq!(disposition, "attachment; filename*=UTF-8''%E6%8A%A5%20%E5%91%8A%22.html");

    // What only calls itself a photo is shown by nobody: a drawing of ours stands for it.
    for size in ["s", "m", "full"] {
        let stand_in = site.text(&path(&unique(broken), broken, size)).await;
        assert!(stand_in.contains("viewBox=\"0 0 640 480\"") && !stand_in.contains("onload"), "{stand_in}");
    }

    let name = site.live.tray()[0].name.clone();
    assert_eq!(site.get(&format!("/file/tray/{name}?size=s")).await.headers()["content-type"], "image/jpeg");
    assert_eq!(site.get("/file/tray/nothing").await.status(), 404);
}
