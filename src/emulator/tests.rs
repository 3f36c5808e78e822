//! The emulator as a bot sees it: over HTTP, with an ordinary client.

mod client;
mod delivery;
mod keeping;
mod misfortunes;
mod people;
mod refusals;
mod rules;

use chrono::{TimeZone, Utc};
use serde_json::{Value, json};

use super::*;

/// An emulator on a clock that stands, with a person, a group of theirs, and the bot in it.
struct Stage {
    emu: Emulator,
    clock: Clock,
    client: reqwest::Client,
    li: UserId,
    group: ChatId,
    /// The complaints that a test expects; it fails on any other, and on those that stay away.
    foreseen: std::cell::RefCell<Vec<String>>,
}

/// A stage ends without complaints, as a scenario does.
impl Drop for Stage {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.emu.world().complaints(), *self.foreseen.borrow());
        }
    }
}

impl Stage {
    /// The bot is an admin of the group, and the person has opened it.
    async fn new() -> Self {
        let clock = Clock::by_hand(Utc.with_ymd_and_hms(2026, 6, 21, 1, 0, 0).single().expect("a time"));
        let emu = Emulator::start(clock.clone()).await.expect("starts");
        let (li, group) = {
            let mut world = emu.world();
            let li = world.new_user("Li Wei", Some("zh-hans"));
            let group = world.new_supergroup("吴兴志愿群", li);
            world.add_bot(group, li, true);
            world.unlock(li);
            (li, group)
        };
        Stage { emu, clock, client: reqwest::Client::new(), li, group, foreseen: Default::default() }
    }

    /// The test is about complaints, and these are all that there are.
    fn foresees(&self, complaints: &[&str]) {
        self.foreseen.replace(complaints.iter().map(|&complaint| complaint.to_owned()).collect());
    }

    fn url(&self, method: &str) -> String {
        format!("{}/bot{}/{method}", self.emu.url(), self.emu.token())
    }

    /// Calls a method with a JSON body; the whole answer.
    async fn call(&self, method: &str, params: Value) -> Value {
        let answer = self.try_call(method, params).await.expect("an answer");
        serde_json::from_str(&answer.text().await.expect("a body")).expect("JSON")
    }

    async fn try_call(&self, method: &str, params: Value) -> reqwest::Result<reqwest::Response> {
        let request = self.client.post(self.url(method)).header("content-type", "application/json");
        request.body(params.to_string()).send().await
    }

    /// Calls a method that must succeed; its result.
    async fn done(&self, method: &str, params: Value) -> Value {
        let answer = self.call(method, params).await;
        assert_eq!(answer["ok"], json!(true), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Calls a method that must be refused; the reason.
    async fn refused(&self, method: &str, params: Value) -> String {
        let answer = self.call(method, params).await;
        assert_eq!(answer["ok"], json!(false), "{method}: {answer}");
        answer["description"].as_str().expect("a description").to_owned()
    }

    /// Uploads one file with other fields by multipart.
    async fn upload(&self, method: &str, fields: &[(&str, &str)], files: &[(&str, Vec<u8>)]) -> Value {
        let mut form = reqwest::multipart::Form::new();
        for (name, value) in fields {
            form = form.text((*name).to_owned(), (*value).to_owned());
        }
        for (name, bytes) in files {
            let part = reqwest::multipart::Part::bytes(bytes.clone()).file_name("a.jpg");
            form = form.part((*name).to_owned(), part);
        }
        let answer = self.client.post(self.url(method)).multipart(form).send().await.expect("an answer");
        serde_json::from_str(&answer.text().await.expect("a body")).expect("JSON")
    }

    /// All updates that wait, and confirms what came before `offset`.
    async fn updates(&self, offset: i64) -> Vec<Value> {
        let updates = self.done("getUpdates", json!({ "offset": offset })).await;
        updates.as_array().expect("a list").clone()
    }

    /// The group's messages that reached the bot.
    async fn heard(&self) -> Vec<String> {
        let text = |update: &Value| update["message"]["text"].as_str().map(str::to_owned);
        self.updates(0).await.iter().filter_map(text).collect()
    }
}

/// A picture of one colour.
fn picture(width: u32, height: u32) -> Vec<u8> {
    jpeg(&image::RgbImage::from_pixel(width, height, image::Rgb([90, 140, 60])))
}

fn jpeg(picture: &image::RgbImage) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, image::ImageFormat::Jpeg).expect("encodes");
    out.into_inner()
}
