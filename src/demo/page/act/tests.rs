//! Every act over HTTP, as a browser sends it; and what a browser would never send.

use reqwest::multipart::{Form as Parts, Part};
use reqwest::redirect;
use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::clock::Clock;
use crate::config::Locale;
use crate::demo::live::{Live, Opening, Trouble};
use crate::demo::page::router;
use crate::emulator::{Door, Post, Settings, UserId};

const DAY: &str = r#"
opens = 2026-06-21T08:50:00
ready = "09:00"
closes = "20:10"
people = [
  { key = "li", name = "李伟", part = "volunteer" },
  { key = "wang", name = "王芳", part = "volunteer" },
  { key = "zhou", name = "周敏", part = "admin" },
  { key = "zang", name = "臧国平", part = "stranger" },
]
areas = [
  { code = "3305", name = "湖州市", level = "city" },
  { code = "330502", in = "3305", name = "吴兴区", level = "district" },
]
chats = [
  { key = "group", title = "志愿者群", owner = "zhou", members = ["zang", "wang"], signed_up = ["li"], area = "330502" },
  { key = "other", title = "别的群", owner = "wang" },
  { key = "desk", title = "指挥部", owner = "zhou", members = ["li"], channel = true, area = "3305" },
]
[[tray]]
name = "bridge"
photo = "bridge.jpg"
alt = "桥"
caption = "大桥 5人"
[[tray]]
name = "edge"
photo = "bridge.jpg 50 50 50 50"
alt = "桥边"
caption = "桥边 5人"
[[step]]
at = "10:00"
who = "li"
chat = "group"
says = "早"
tell = "李伟打个招呼。"
"#;

/// A page that is served, and a browser of sorts.
struct Scene {
    live: Live,
    address: String,
    client: reqwest::Client,
    _folder: TempDir,
}

/// What a form is answered with.
#[derive(Debug, PartialEq)]
struct Answer {
    status: u16,
    line: String,
}

impl Scene {
    async fn opens() -> Scene {
        let folder = tempfile::tempdir().expect("a folder");
        let photos = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/demo/photos/bridge.jpg");
        std::fs::copy(photos, folder.path().join("bridge.jpg")).expect("space");
        let day = folder.path().join("day.toml");
        std::fs::write(&day, DAY).expect("space");
        let opening = Opening {
            folder: folder.path().join("data"),
            fresh: false,
            locale: Locale::ZhCn,
            day: Some(day.display().to_string()),
            wall: Clock::system(),
        };
        let live = Live::open(opening).await.unwrap_or_else(|failure| panic!("{failure:#}"));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let pages = router(live.clone());
        tokio::spawn(async move { axum::serve(listener, pages).await });
        let client = reqwest::Client::builder().redirect(redirect::Policy::none()).build().expect("a client");
        Scene { live, address, client, _folder: folder }
    }

    fn user(&self, key: &str) -> UserId {
        self.live.cast().persona(key).expect("a persona").user
    }

    fn chat(&self, key: &str) -> ChatId {
        let chats = self.live.cast().chats;
        let group = chats.iter().find(|(known, _)| known == key).map(|(_, chat)| *chat);
        group.unwrap_or_else(|| self.user(key).into())
    }

    /// A plain form, sent by the script.
    async fn does(&self, act: &str, who: &str, chat: ChatId, more: &[(&str, &str)]) -> Answer {
        let chat = chat.0.to_string();
        let form: Vec<_> = [("as", who), ("chat", &chat)].iter().chain(more).copied().collect();
        let request = self.client.post(format!("{}/{act}", self.address)).form(&form);
        answered(request.header(BY_SCRIPT, "1").header("accept-language", "en")).await
    }

    /// A form with files.
    async fn sends(&self, who: &str, chat: ChatId, more: Parts) -> Answer {
        let form = more.text("as", who.to_owned()).text("chat", chat.0.to_string());
        let request = self.client.post(format!("{}/act/send", self.address)).multipart(form);
        answered(request.header(BY_SCRIPT, "1").header("accept-language", "en")).await
    }

    /// The newest messages of a chat, the oldest of them first.
    fn newest(&self, chat: ChatId, count: usize) -> Vec<Message> {
        let world = self.live.world();
        let messages: Vec<Message> = world.messages(chat).into_iter().cloned().collect();
        messages[messages.len().saturating_sub(count)..].to_vec()
    }

    fn last(&self, chat: ChatId) -> Message {
        self.newest(chat, 1).pop().expect("a message")
    }

    fn said(&self, who: &str, chat: ChatId, text: &str) -> String {
        let id = self.live.world().say(self.user(who), chat, text).expect("it can be said");
        id.0.to_string()
    }

    /// Waits until the world is as it should be.
    async fn until(&self, fits: impl Fn(&World) -> bool) {
        let mut changes = self.live.changes();
        while !fits(&self.live.world()) {
            changes.changed().await.expect("the demo goes on");
        }
    }
}

async fn answered(request: reqwest::RequestBuilder) -> Answer {
    let response = request.send().await.expect("an answer");
    let status = response.status().as_u16();
    Answer { status, line: response.text().await.expect("a text").trim_end().to_owned() }
}

fn done() -> Answer {
    Answer { status: 204, line: String::new() }
}

/// Refused with this status, and a line with these words in it.
fn refused(answer: &Answer, status: u16, words: &str) {
    assert!(answer.status == status && answer.line.contains(words), "{answer:?}, not {status} {words:?}");
    assert_eq!(answer.line.lines().count(), 1, "{answer:?}");
}

fn file(name: &str, mime: &str, bytes: impl Into<Vec<u8>>) -> Part {
    Part::bytes(bytes.into()).file_name(name.to_owned()).mime_str(mime).expect("a kind")
}

fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(width, height).write_to(&mut out, image::ImageFormat::Png).expect("encodes");
    out.into_inner()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_stands_in_the_chat() {
    let scene = Scene::opens().await;
    let group = scene.chat("group");

    assert_eq!(scene.does("act/send", "li", group, &[("text", " 早上好 ")]).await, done());
    let hello = scene.last(group);
    assert_eq!((hello.text(), hello.from), ("早上好", Some(scene.user("li"))));
    let reply = hello.id.0.to_string();
    assert_eq!(scene.does("act/send", "wang", group, &[("text", "早"), ("reply_to", &reply)]).await, done());
    assert_eq!(scene.last(group).reply_to, Some(hello.id));

    let one = Parts::new()
        .text("text", "大桥 5人")
        .text("tray", "bridge")
        .part("file", Part::bytes(vec![]).file_name(""));
    assert_eq!(scene.sends("li", group, one).await, done());
    let photo = scene.last(group);
    assert_eq!((photo.text(), photo.media_group.as_ref()), ("大桥 5人", None));
    assert!(photo.photo().is_some());

    let two = Parts::new().text("text", "两张").text("tray", "bridge").text("tray", "edge");
    assert_eq!(
        scene.sends("wang", group, two.part("file", file("own.png", "image/png", picture(60, 40)))).await,
        done()
    );
    let album = scene.newest(group, 3);
    assert!(album.iter().all(|part| part.media_group.is_some() && part.media_group == album[0].media_group));
    assert_eq!(album.iter().map(Message::text).collect::<Vec<_>>(), ["两张", "", ""]);

    let both =
        Parts::new().text("tray", "edge").part("file", file("C:\\x\\list.csv", "text/csv", "code\n1\n"));
    assert_eq!(scene.sends("li", group, both.text("text", "一张一份")).await, done());
    let [photo, list] = &scene.newest(group, 2)[..] else { panic!("two") };
    assert!(photo.photo().is_some() && photo.text() == "一张一份" && list.media_group.is_none());
    assert_eq!(list.document().map(|(name, _)| name), Some("list.csv"));

    let raw = Parts::new().text("tray", "bridge").text("as_file", "1");
    assert_eq!(scene.sends("li", group, raw).await, done());
    assert_eq!(scene.last(group).document().map(|(name, _)| name.to_owned()).as_deref(), Some("bridge.jpg"));

    let video = Parts::new().part("file", file("a.mp4", "video/mp4", "moving"));
    assert_eq!(scene.sends("li", group, video).await, done());
    assert_eq!(scene.does("act/send", "li", group, &[("lat", "30.87"), ("lon", "120.09")]).await, done());
    let place = scene.last(group);
    assert!(matches!(&place.content, crate::emulator::Content::Other(kind, _) if kind == "location"));
    assert_eq!(scene.does("act/start", "li", group, &[]).await, done());
    assert_eq!(
        scene.does("act/send", "li", scene.chat("li"), &[("contact", "+8613800001111")]).await,
        done()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_telegram_refuses_is_refused_in_the_readers_language() {
    let scene = Scene::opens().await;
    let (group, before) = (scene.chat("group"), scene.last(scene.chat("group")).id);
    let long = "长".repeat(4097);
    refused(&scene.does("act/send", "li", group, &[("text", &long)]).await, 422, "4096");
    refused(&scene.does("act/send", "li", group, &[("text", " \n ")]).await, 422, "Nothing is written");
    let flood = "a".repeat(200_000);
    refused(&scene.does("act/send", "li", group, &[("text", &flood)]).await, 413, "20 MB");
    let caption = Parts::new().text("tray", "bridge").text("text", "长".repeat(1025));
    refused(&scene.sends("li", group, caption).await, 422, "1024");
    refused(&scene.does("act/send", "li", group, &[("lat", "91"), ("lon", "NaN")]).await, 422, "place");
    refused(&scene.does("act/send", "li", group, &[("contact", "call me")]).await, 422, "phone");
    refused(&scene.does("act/send", "li", group, &[("text", "a"), ("reply_to", "9999")]).await, 409, "gone");
    refused(&scene.does("act/send", "li", group, &[("text", "a"), ("reply_to", "x")]).await, 409, "gone");
    refused(&scene.does("act/send", "zang", scene.chat("zang"), &[("text", "hi")]).await, 422, "Start");
    refused(&scene.does("act/send", "li", scene.chat("desk"), &[("text", "hi")]).await, 422, "not allow");

    let many = (0..11).fold(Parts::new(), |form, _| form.text("tray", "bridge"));
    refused(&scene.sends("li", group, many).await, 422, "10 at a time");
    let own = |part: Part| scene.sends("li", group, Parts::new().part("file", part));
    refused(&own(file("letter.jpg", "image/jpeg", "no picture")).await, 422, "letter.jpg is no picture");
    refused(&own(file("strip.png", "image/png", picture(2100, 100))).await, 422, "2100×100");
    refused(&own(file("huge.png", "image/png", vec![0; (10 << 20) + 1])).await, 422, "10 MB");
    refused(&own(file("film.bin", "application/zip", vec![0; (20 << 20) + 1])).await, 413, "20 MB");
    refused(&own(file("empty.jpg", "image/jpeg", "")).await, 422, "empty.jpg is empty");
    let eleven =
        (0..11).fold(Parts::new(), |form, _| form.part("file", file("a.png", "image/png", picture(9, 9))));
    refused(&scene.sends("li", group, eleven).await, 422, "10 at a time");
    assert_eq!(scene.last(group).id, before, "nothing came of all that");

    let line = |accepts: &'static str| {
        let form =
            [("as", "li"), ("chat", &group.0.to_string()), ("text", "")].map(|(k, v)| (k, v.to_owned()));
        answered(
            scene
                .client
                .post(format!("{}/act/send", scene.address))
                .form(&form)
                .header("accept-language", accepts),
        )
    };
    refused(&line("zh-CN").await, 422, "还什么都没写");
    refused(&line("zh-TW").await, 422, "還沒寫字");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_browser_would_never_send_is_refused() {
    let scene = Scene::opens().await;
    let (group, other, li) = (scene.chat("group"), scene.chat("other"), scene.chat("li"));
    refused(&scene.does("act/send", "nobody", group, &[("text", "a")]).await, 404, "no such");
    refused(&scene.does("act/send", "", group, &[("text", "a")]).await, 404, "no such");
    refused(&scene.does("act/fly", "li", group, &[]).await, 404, "no such");
    refused(&scene.does("act/send", "li", ChatId(12), &[("text", "a")]).await, 404, "no such");
    for (act, more) in [
        ("send", &[("text", "a")][..]),
        ("press", &[("message", "1"), ("data", "x")]),
        ("edit", &[("message", "1"), ("text", "a")]),
        ("delete", &[("message", "1")]),
        ("react", &[("message", "1"), ("emoji", "👍")]),
        ("vote", &[("message", "1"), ("option", "0")]),
        ("forward", &[("message", "1"), ("to", "1")]),
        ("leave", &[]),
        ("add_bot", &[]),
    ] {
        let answer = scene.does(&format!("act/{act}"), "zang", other, more).await;
        refused(&answer, 403, "not in this chat");
        refused(&scene.does(&format!("act/{act}"), "zang", li, more).await, 403, "not in this chat");
    }
    refused(&scene.does("act/block", "zang", li, &[]).await, 403, "not in this chat");

    for name in ["../bridge", "bridge.jpg", "photos/life.jpg", "%2e%2e/day.toml", "/etc/passwd", "bridge\0"] {
        let answer = scene.sends("li", group, Parts::new().text("tray", name)).await;
        refused(&answer, 404, "no such");
    }
    let broken = scene.client.post(format!("{}/act/send", scene.address)).body("--x\r\nnonsense");
    refused(&answered(broken.header("content-type", "multipart/form-data; boundary=x")).await, 400, "");
    let broken = scene.client.post(format!("{}/act/send", scene.address)).body("{}");
    refused(&answered(broken.header("content-type", "application/json")).await, 400, "");
    let get = scene.client.get(format!("{}/act/send", scene.address)).send().await.expect("an answer");
    assert_eq!(get.status(), 405);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_stands_on_a_button_can_be_pressed() {
    let scene = Scene::opens().await;
    let group = scene.chat("group");
    let posted = Parts::new().text("tray", "bridge").text("text", "大桥 5人");
    assert_eq!(scene.sends("zang", group, posted).await, done());
    let offers = |world: &World| {
        let last = world.last_from_bot(group)?;
        let data = last.buttons().into_iter().flatten().next()?.data?;
        Some((last.id.0.to_string(), data))
    };
    scene.until(|world| offers(world).is_some_and(|(_, data)| data.starts_with("join"))).await;
    let (message, data) = offers(&scene.live.world()).expect("a button to join");
    let presses = |data: &str, message: &str| {
        let (data, message) = (data.to_owned(), message.to_owned());
        let scene = &scene;
        async move { scene.does("act/press", "zang", group, &[("message", &message), ("data", &data)]).await }
    };
    refused(&presses("join:area:999", &message).await, 409, "gone");
    refused(&presses("", &message).await, 409, "gone");
    refused(&presses(&data, "1").await, 409, "gone");
    refused(&presses(&data, "x").await, 409, "gone");
    assert!(scene.live.world().presses().is_empty(), "nothing was pressed yet");
    assert_eq!(presses(&data, &message).await, done());
    scene.until(|world| world.presses().iter().any(|press| press.answer.is_some())).await;
    scene.until(|world| world.messages(group).iter().any(|m| m.reaction_of(world.bot()) == Some("👍"))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_changed_deleted_answered_to_and_passed_on() {
    let scene = Scene::opens().await;
    let (group, other) = (scene.chat("group"), scene.chat("other"));
    let own = scene.said("wang", group, "早");
    let edits = |who: &'static str, text: String| {
        let (own, scene) = (own.clone(), &scene);
        async move { scene.does("act/edit", who, group, &[("message", &own), ("text", &text)]).await }
    };
    assert_eq!(edits("wang", "大家早".into()).await, done());
    assert_eq!(scene.last(group).text(), "大家早");
    let edited = scene.last(group).edited_at;
    assert_eq!(edits("wang", "大家早".into()).await, done());
    assert_eq!(scene.last(group).earlier.len(), 1, "what is as it was is not sent");
    assert!(edited.is_some());
    refused(&edits("li", "坏".into()).await, 422, "your own");
    refused(&edits("zhou", "坏".into()).await, 422, "your own");
    refused(&edits("wang", String::new()).await, 422, "Nothing");
    refused(&edits("wang", "长".repeat(5000)).await, 422, "4096");
    let post = scene.said("zhou", scene.chat("desk"), "通知");
    refused(
        &scene.does("act/edit", "li", scene.chat("desk"), &[("message", &post), ("text", "坏")]).await,
        422,
        "own",
    );
    scene.live.world().say(scene.user("wang"), group, Post::location(30.0, 120.0)).expect("a place");
    let place = scene.last(group).id.0.to_string();
    refused(
        &scene.does("act/edit", "wang", group, &[("message", &place), ("text", "x")]).await,
        422,
        "with this",
    );

    let reacts = |emoji: &'static str| {
        let (own, scene) = (own.clone(), &scene);
        async move { scene.does("act/react", "li", group, &[("message", &own), ("emoji", emoji)]).await }
    };
    let of_li = || {
        let message = scene.live.world().message(group, MessageId(own.parse().expect("a number"))).cloned();
        message.and_then(|message| message.reaction_of(scene.user("li")).map(str::to_owned))
    };
    assert_eq!(reacts("👍").await, done());
    assert_eq!(of_li().as_deref(), Some("👍"));
    assert_eq!(reacts("").await, done());
    assert_eq!(of_li(), None);
    refused(&reacts("<b>").await, 422, "reaction");

    let to = other.0.to_string();
    assert_eq!(scene.does("act/forward", "wang", group, &[("message", &own), ("to", &to)]).await, done());
    assert!(scene.last(other).forward_origin.is_some() && scene.last(other).text() == "大家早");
    refused(
        &scene.does("act/forward", "li", group, &[("message", &own), ("to", &to)]).await,
        422,
        "not allow",
    );
    refused(&scene.does("act/forward", "li", group, &[("message", &own), ("to", "x")]).await, 404, "no such");

    refused(&scene.does("act/delete", "li", group, &[("message", &own)]).await, 422, "your own");
    assert_eq!(scene.does("act/delete", "wang", group, &[("message", &own)]).await, done());
    for act in ["edit", "delete", "react", "forward"] {
        let more = [("message", own.as_str()), ("text", "a"), ("emoji", "👍"), ("to", &to)];
        refused(&scene.does(&format!("act/{act}"), "wang", group, &more).await, 409, "gone");
    }
    let theirs = scene.said("li", group, "走题");
    assert_eq!(
        scene.does("act/delete", "zhou", group, &[("message", &theirs)]).await,
        done(),
        "an admin may"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_votes_for_what_there_is_to_vote_for() {
    let scene = Scene::opens().await;
    let group = scene.chat("group");
    let method =
        format!("{}/bot{}/sendPoll", scene.live.config().telegram.api_url, Settings::default().token);
    let poll = json!({ "chat_id": group.0, "question": "几点？", "is_anonymous": false,
        "options": [{ "text": "九点" }, { "text": "十点" }] });
    let sent = scene.client.post(method).json(&poll).send().await.expect("sent").status();
    assert_eq!(sent, 200);
    let poll = scene.last(group).id.0.to_string();
    let votes = |options: &[&str]| {
        let mut more = vec![("message", poll.as_str())];
        more.extend(options.iter().map(|option| ("option", *option)));
        let (scene, more): (&Scene, Vec<(String, String)>) =
            (&scene, more.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        async move {
            let more: Vec<_> = more.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            scene.does("act/vote", "li", group, &more).await
        }
    };
    refused(&votes(&[]).await, 422, "one answer");
    refused(&votes(&["0", "1"]).await, 422, "one answer");
    refused(&votes(&["2"]).await, 400, "");
    refused(&votes(&["-1"]).await, 400, "");
    assert_eq!(votes(&["1"]).await, done());
    let crate::emulator::Content::Poll(poll) = scene.last(group).content else { panic!("a poll") };
    assert_eq!(poll.count(1), 1);
    assert_eq!(votes(&[]).await, done(), "an answer can be taken back");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_and_the_bot_come_and_go() {
    let scene = Scene::opens().await;
    let (group, other, zang) = (scene.chat("group"), scene.chat("other"), scene.chat("zang"));
    let inside = |who: &str, chat: ChatId| {
        let user = scene.user(who);
        scene.live.world().chat(chat).is_some_and(|chat| chat.member(user).is_in())
    };
    assert_eq!(scene.does("act/join", "zang", other, &[]).await, done());
    assert!(inside("zang", other));
    assert_eq!(scene.does("act/leave", "zang", other, &[]).await, done());
    assert!(!inside("zang", other));
    refused(&scene.does("act/join", "zang", scene.chat("li"), &[]).await, 404, "no such");
    refused(&scene.does("act/leave", "zang", zang, &[]).await, 404, "no such");

    let door = || scene.live.world().chat(zang).map(|chat| chat.door);
    refused(&scene.does("act/block", "zang", zang, &[]).await, 404, "no such");
    assert_eq!(scene.does("act/start", "zang", zang, &[("payload", "")]).await, done());
    assert_eq!((door(), scene.newest(zang, 9)[0].text()), (Some(Door::Open), "/start"));
    assert_eq!(scene.does("act/start", "zang", zang, &[("payload", "join_330502")]).await, done());
    refused(&scene.does("act/start", "zang", zang, &[("payload", "a b")]).await, 400, "");
    refused(&scene.does("act/start", "zang", zang, &[("payload", &"a".repeat(65))]).await, 400, "");
    assert_eq!(scene.does("act/block", "zang", zang, &[]).await, done());
    assert_eq!(door(), Some(Door::Blocked));
    refused(&scene.does("act/send", "zang", zang, &[("text", "hi")]).await, 422, "Start");
    assert_eq!(scene.does("act/unblock", "zang", zang, &[]).await, done());
    assert_eq!(door(), Some(Door::Open));

    let bot = scene.live.world().bot();
    refused(&scene.does("act/add_bot", "wang", group, &[]).await, 422, "here already");
    assert_eq!(scene.does("act/add_bot", "wang", group, &[("payload", "bind_abc")]).await, done());
    assert!(scene.newest(group, 3).iter().any(|message| message.text().ends_with(" bind_abc")));
    refused(&scene.does("act/add_bot", "li", scene.chat("desk"), &[("payload", "x")]).await, 422, "admins");
    assert_eq!(scene.does("act/add_bot", "wang", other, &[]).await, done());
    assert!(scene.live.world().chat(other).is_some_and(|chat| chat.is_admin(bot)), "by the group's owner");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_runs_and_the_world_is_troubled() {
    let scene = Scene::opens().await;
    let nowhere = ChatId(0);
    let goes = |what: &'static str| scene.does(what, "li", nowhere, &[]);
    let local = || scene.live.now().with_timezone(&scene.live.zone()).format("%d %H").to_string();
    assert_eq!(goes("clock/hour").await, done());
    assert_eq!(local(), "21 10");
    assert_eq!(
        scene.live.narration().map(|told| told.text.of(Locale::En).to_owned()).as_deref(),
        Some("李伟打个招呼。")
    );
    refused(&goes("day/step").await, 422, "to its end");
    refused(&goes("clock/yesterday").await, 404, "no such");

    for (what, trouble) in [
        ("trouble/down", Trouble::Down),
        ("trouble/slow", Trouble::Slow),
        ("trouble/flood", Trouble::Flood),
        ("trouble/none", Trouble::None),
    ] {
        assert_eq!(goes(what).await, done());
        assert_eq!(scene.live.trouble(), trouble);
    }
    refused(&goes("trouble/fire").await, 404, "no such");
    assert_eq!(goes("trouble/crash").await, done());
    assert!(!scene.live.is_running());
    assert_eq!(goes("trouble/revive").await, done());
    assert!(scene.live.is_running());

    assert_eq!(goes("fresh").await, done());
    assert_eq!(local(), "21 09");
    assert_eq!(goes("day/step").await, done());
    assert_eq!(local(), "21 10");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_script_is_sent_back_to_the_page() {
    let scene = Scene::opens().await;
    let chat = scene.chat("group").0.to_string();
    let form = [("as", "li"), ("chat", chat.as_str()), ("text", "早")];
    let sent =
        scene.client.post(format!("{}/act/send", scene.address)).form(&form).send().await.expect("an answer");
    assert_eq!(sent.status(), 303);
    assert_eq!(sent.headers()["location"], format!("/?as=li&chat={chat}"));
    let form = [("as", "li"), ("chat", "-1//evil.example\r\n?x"), ("text", "早")];
    let sent =
        scene.client.post(format!("{}/act/send", scene.address)).form(&form).send().await.expect("an answer");
    assert_eq!(sent.status(), 404);
    let jumped =
        scene.client.post(format!("{}/trouble/none", scene.address)).send().await.expect("an answer");
    assert_eq!((jumped.status().as_u16(), jumped.headers()["location"].to_str().expect("text")), (303, "/"));
}
