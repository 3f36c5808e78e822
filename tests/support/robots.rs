//! Those who take reports: robots of three messengers, a web address and a mail server, on this machine.
//!
//! Each is as strict as its maker's documentation: it works out signatures for itself, minds lengths and
//! shapes, and says no with 200 and a number where the maker does.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use muster::clock::Clock;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The key in WeCom's address, and the secrets of the others.
pub const KEY: &str = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";
pub const SECRET: &str = "SECf00ba4f00ba4f00ba4";

/// What was taken, or not.
#[derive(Clone, Debug)]
pub struct Received {
    pub at: &'static str,
    pub body: Value,
    pub id: String,
    pub taken: bool,
}

#[derive(Default)]
struct Book {
    received: Vec<Received>,
    mails: Vec<String>,
    /// What is answered next, whatever comes: status and body.
    answers: VecDeque<(u16, String)>,
    /// What the mail server says next to a reader's address.
    replies: VecDeque<String>,
}

/// All of them at one address.
#[derive(Clone)]
pub struct Robots {
    book: Arc<Mutex<Book>>,
    clock: Arc<Mutex<Option<Clock>>>,
    pub url: String,
    pub mail_port: u16,
}

impl Robots {
    pub async fn start() -> Robots {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let mails = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let robots = Robots {
            book: Arc::default(),
            clock: Arc::default(),
            url: format!("http://{}", listener.local_addr().expect("an address")),
            mail_port: mails.local_addr().expect("an address").port(),
        };
        let router = Router::new()
            .route("/cgi-bin/webhook/send", post(wecom))
            .route("/robot/send", post(dingtalk))
            .route("/open-apis/bot/v2/hook/hookhookhook", post(feishu))
            .route("/reports", post(reports))
            .with_state(robots.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let book = robots.book.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = mails.accept().await {
                tokio::spawn(mail(stream, book.clone()));
            }
        });
        robots
    }

    /// By whose clock timestamps are judged.
    pub fn go_by(&self, clock: &Clock) {
        *self.clock.lock().expect("no panic") = Some(clock.clone());
    }

    pub fn received(&self) -> Vec<Received> {
        self.book.lock().expect("no panic").received.clone()
    }

    pub fn mails(&self) -> Vec<String> {
        self.book.lock().expect("no panic").mails.clone()
    }

    pub fn answers(&self, times: usize, status: u16, body: &str) {
        let mut book = self.book.lock().expect("no panic");
        book.answers.extend(std::iter::repeat_n((status, body.to_owned()), times));
    }

    pub fn replies(&self, reply: &str) {
        self.book.lock().expect("no panic").replies.push_back(reply.to_owned());
    }

    fn seconds(&self) -> i64 {
        self.clock.lock().expect("no panic").as_ref().map_or(0, |clock| clock.now().timestamp())
    }

    fn take(&self, at: &'static str, body: &Bytes, id: String, verdict: Result<(), Value>) -> Response {
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let mut book = self.book.lock().expect("no panic");
        let planned = book.answers.pop_front();
        let taken = planned.is_none() && verdict.is_ok();
        book.received.push(Received { at, body, id, taken });
        if let Some((status, body)) = planned {
            return (StatusCode::from_u16(status).expect("a status"), body).into_response();
        }
        let answer = match (at, verdict) {
            (_, Err(refusal)) => refusal,
            ("feishu", Ok(())) => json!({ "code": 0, "msg": "success", "data": {} }),
            (_, Ok(())) => json!({ "errcode": 0, "errmsg": "ok" }),
        };
        answer.to_string().into_response()
    }
}

type Words = Query<std::collections::HashMap<String, String>>;

fn hmac(key: &str, message: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("any key");
    mac.update(message.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

async fn wecom(State(robots): State<Robots>, words: Words, body: Bytes) -> Response {
    let said: Value = serde_json::from_slice(&body).unwrap_or_default();
    let error = |code: i64, why: &str| Err(json!({ "errcode": code, "errmsg": format!("{why}, key={KEY}") }));
    let verdict = if words.get("key").map(String::as_str) != Some(KEY) {
        error(93000, "invalid webhook url")
    } else {
        match said["msgtype"].as_str() {
            Some("markdown") => {
                let text = said["markdown"]["content"].as_str().unwrap_or_default();
                if text.is_empty() || text.len() > 4096 {
                    error(40058, "markdown.content exceed max length 4096")
                } else {
                    Ok(())
                }
            }
            Some("image") => {
                let bytes =
                    STANDARD.decode(said["image"]["base64"].as_str().unwrap_or_default()).unwrap_or_default();
                let sum: String = md5::Md5::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
                if said["image"]["md5"] == sum.as_str() && !bytes.is_empty() {
                    Ok(())
                } else {
                    error(301019, "media file md5 not match")
                }
            }
            _ => error(40008, "invalid message type"),
        }
    };
    robots.take("wecom", &body, String::new(), verdict)
}

async fn dingtalk(State(robots): State<Robots>, words: Words, body: Bytes) -> Response {
    let said: Value = serde_json::from_slice(&body).unwrap_or_default();
    let stamp = words.get("timestamp").cloned().unwrap_or_default();
    let fresh = stamp.parse::<i64>().is_ok_and(|at| (at / 1000 - robots.seconds()).abs() < 3600);
    let sign = STANDARD.encode(hmac(SECRET, &format!("{stamp}\n{SECRET}")));
    let error = |code: i64, why: &str| Err(json!({ "errcode": code, "errmsg": why }));
    let verdict = if words.get("access_token").map(String::as_str) != Some(KEY) {
        error(300001, "token is not exist")
    } else if !fresh || words.get("sign") != Some(&sign) {
        error(310000, "sign not match")
    } else if said["msgtype"] != "markdown" || said["markdown"]["title"].as_str().is_none_or(str::is_empty) {
        error(40035, "缺少参数 json")
    } else if body.len() > 20_000 {
        error(460101, "message too long")
    } else {
        Ok(())
    };
    robots.take("dingtalk", &body, String::new(), verdict)
}

async fn feishu(State(robots): State<Robots>, body: Bytes) -> Response {
    let said: Value = serde_json::from_slice(&body).unwrap_or_default();
    let stamp = said["timestamp"].as_str().unwrap_or_default();
    let fresh = stamp.parse::<i64>().is_ok_and(|at| (at - robots.seconds()).abs() < 3600);
    let sign = STANDARD.encode(hmac(&format!("{stamp}\n{SECRET}"), ""));
    let post = &said["content"]["post"]["zh_cn"];
    let verdict = if !fresh || said["sign"] != sign.as_str() {
        Err(
            json!({ "code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time" }),
        )
    } else if body.len() > 20 * 1024 || said["msg_type"] != "post" || !post["content"].is_array() {
        Err(json!({ "code": 9499, "msg": "Bad Request" }))
    } else {
        Ok(())
    };
    robots.take("feishu", &body, String::new(), verdict)
}

async fn reports(State(robots): State<Robots>, headers: HeaderMap, body: Bytes) -> Response {
    let header =
        |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let signed = format!("{}.{}", header("X-Muster-Timestamp"), String::from_utf8_lossy(&body));
    let sum: String = hmac(SECRET, &signed).iter().map(|byte| format!("{byte:02x}")).collect();
    if header("X-Muster-Signature") != format!("sha256={sum}") {
        return (StatusCode::UNAUTHORIZED, "not signed").into_response();
    }
    robots.take("json", &body, header("Idempotency-Key"), Ok(()))
}

/// As much of SMTP as one mail takes; each command in its turn.
async fn mail(stream: TcpStream, book: Arc<Mutex<Book>>) {
    let mut stream = BufReader::new(stream);
    let mut step = 0;
    let _ = stream.write_all(b"220 robots ESMTP\r\n").await;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        assert!(line.ends_with("\r\n"), "a command ends in CRLF: {line:?}");
        let word = line.split([' ', ':']).next().unwrap_or_default().trim().to_uppercase();
        let answer = match (step, word.as_str()) {
            (0, "EHLO") => {
                step = 1;
                "250-robots\r\n250 8BITMIME".to_owned()
            }
            (1, "MAIL") => {
                step = 2;
                "250 2.1.0 ok".to_owned()
            }
            (2 | 3, "RCPT") => match book.lock().expect("no panic").replies.pop_front() {
                Some(reply) => reply,
                None => {
                    step = 3;
                    "250 2.1.5 ok".to_owned()
                }
            },
            (3, "DATA") => {
                let _ = stream.write_all(b"354 go ahead\r\n").await;
                let mut bytes = Vec::new();
                while !bytes.ends_with(b"\r\n.\r\n") {
                    let Ok(byte) = stream.read_u8().await else { return };
                    bytes.push(byte);
                }
                let text = String::from_utf8_lossy(&bytes).into_owned();
                book.lock().expect("no panic").mails.push(text);
                step = 1;
                "250 2.0.0 queued".to_owned()
            }
            (_, "QUIT") => {
                let _ = stream.write_all(b"221 bye\r\n").await;
                return;
            }
            (_, "RSET" | "NOOP") => {
                step = 1;
                "250 ok".to_owned()
            }
            _ => "503 bad sequence of commands".to_owned(),
        };
        let _ = stream.write_all(format!("{answer}\r\n").as_bytes()).await;
    }
}
