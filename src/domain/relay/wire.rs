//! Requests to those who take reports, and what their answers mean.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::markup::{self, Dialect, Piece};
use super::{Format, Report, sign};

/// Bytes of a Markdown message that WeCom takes.
const WECOM: usize = 4096;
/// Bytes of a request that DingTalk takes, and what is left of it for the text.
const DINGTALK: usize = 20_000 - 600;
/// The same of Feishu's 20 KB.
const FEISHU: usize = 20 * 1024 - 1024;
/// The largest picture that WeCom takes.
pub const WECOM_PICTURE: usize = 2 << 20;
/// The version of our own JSON.
pub const VERSION: u32 = 1;

/// Robots take so many messages a minute; others are given no more either.
pub const PER_MINUTE: usize = 20;

/// What is posted: the body, what is added to the address, and headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub body: String,
    pub query: Vec<(&'static str, String)>,
    pub headers: Vec<(&'static str, String)>,
}

/// What an answer means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Taken,
    /// Not now; in so long at the earliest, where that is known.
    Later(String, Option<TimeDelta>),
    /// Never.
    Refused(String),
}

/// Puts a report into the shape that is wanted. `key` is the letter's, `now` in milliseconds;
/// `picture` are the bytes of the report's picture where it is to go along.
pub fn request(
    format: Format,
    report: &Report,
    key: &str,
    secret: Option<&str>,
    picture: Option<&[u8]>,
    now: i64,
) -> Request {
    let (mut query, mut headers) = (Vec::new(), Vec::new());
    let seconds = now.div_euclid(1000);
    let body = match format {
        Format::Json => ours(report, key, picture).to_string(),
        Format::Wecom => wecom(report, picture).to_string(),
        Format::Dingtalk => {
            if let Some(secret) = secret {
                query.push(("timestamp", now.to_string()));
                query.push(("sign", sign::dingtalk(secret, now)));
            }
            dingtalk(report).to_string()
        }
        Format::Feishu => {
            let mut body = feishu(report);
            if let Some(secret) = secret {
                body["timestamp"] = seconds.to_string().into();
                body["sign"] = sign::feishu(secret, seconds).into();
            }
            body.to_string()
        }
    };
    if format == Format::Json {
        headers.push(("Idempotency-Key", key.to_owned()));
        headers.push(("X-Muster-Timestamp", seconds.to_string()));
        if let Some(secret) = secret {
            let signature = sign::json(secret, seconds, body.as_bytes());
            headers.push(("X-Muster-Signature", format!("sha256={signature}")));
        }
    }
    Request { body, query, headers }
}

fn ours(report: &Report, key: &str, picture: Option<&[u8]>) -> Value {
    let picture = picture.map(|bytes| json!({ "type": kind_of(bytes), "base64": STANDARD.encode(bytes) }));
    json!({
        "version": VERSION,
        "id": key,
        "kind": report.what.name(),
        "campaign": report.campaign,
        "area": report.area,
        "day": report.day,
        "from": report.from,
        "locale": report.locale,
        "title": report.title,
        "text": report.text(),
        "html": report.html,
        "figures": report.figures,
        "picture": picture,
    })
}

/// What kind of picture these bytes are.
pub fn kind_of(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(&[0x89, b'P', b'N', b'G']) { "image/png" } else { "image/jpeg" }
}

fn wecom(report: &Report, picture: Option<&[u8]>) -> Value {
    if let Some(bytes) = picture.filter(|_| report.alone) {
        let image = json!({ "base64": STANDARD.encode(bytes), "md5": sign::md5(bytes) });
        return json!({ "msgtype": "image", "image": image });
    }
    let text = markup::markdown(&report.html, Dialect::Wecom);
    let note = markup::harmless(&report.cut, true);
    let content = markup::cut(&text, WECOM, 1, &note, str::len);
    json!({ "msgtype": "markdown", "markdown": { "content": content } })
}

fn dingtalk(report: &Report) -> Value {
    let text = markup::markdown(&report.html, Dialect::Dingtalk);
    let note = markup::harmless(&report.cut, true);
    let text = markup::cut(&text, DINGTALK, 2, &note, written);
    let title = markup::harmless(&report.title, true);
    let title: String = title.chars().take(100).collect();
    json!({ "msgtype": "markdown", "markdown": { "title": title, "text": text } })
}

/// Feishu's `post`: lines of texts and links. Nothing in a text is markup there.
fn feishu(report: &Report) -> Value {
    let mut lines: Vec<Vec<Value>> = vec![Vec::new()];
    let mut link = None;
    for piece in markup::pieces(&report.html) {
        match piece {
            Piece::Open("a", to) => link = to,
            Piece::Close("a") => link = None,
            Piece::Text(text) => {
                for (at, part) in text.split('\n').enumerate() {
                    if at > 0 {
                        lines.push(Vec::new());
                    }
                    if part.is_empty() {
                        continue;
                    }
                    let part = harmless_in_feishu(part);
                    let item = match &link {
                        Some(to) => json!({ "tag": "a", "text": part, "href": to }),
                        None => json!({ "tag": "text", "text": part }),
                    };
                    if let Some(line) = lines.last_mut() {
                        line.push(item);
                    }
                }
            }
            _ => {}
        }
    }
    // A paragraph without anything in it is refused by some versions.
    for line in lines.iter_mut().filter(|line| line.is_empty()) {
        line.push(json!({ "tag": "text", "text": " " }));
    }
    let note = vec![json!({ "tag": "text", "text": harmless_in_feishu(&report.cut) })];
    let cost = |line: &Vec<Value>| Value::from(line.clone()).to_string().len() + 1;
    let all: usize = lines.iter().map(cost).sum();
    if all > FEISHU {
        let mut room = FEISHU.saturating_sub(cost(&note));
        let fits = lines.iter().take_while(|line| {
            let costs = cost(line);
            let fits = costs <= room;
            room = room.saturating_sub(costs);
            fits
        });
        let fits = fits.count();
        lines.truncate(fits);
        lines.push(note);
    }
    let title: String = harmless_in_feishu(&report.title).chars().take(100).collect();
    let language = if report.locale.starts_with("zh") { "zh_cn" } else { "en_us" };
    json!({ "msg_type": "post", "content": { "post": { language: { "title": title, "content": lines } } } })
}

/// A text that mentions nobody, even where it is read as markup.
fn harmless_in_feishu(text: &str) -> String {
    text.replace('<', "＜").replace('>', "＞")
}

/// Bytes of a text within JSON.
fn written(text: &str) -> usize {
    Value::from(text).to_string().len() - 2
}

/// What an answer means, by its status, what it asks to wait for, and what stands in it.
pub fn judge(format: Format, status: u16, retry_after: Option<u64>, answer: &str) -> Verdict {
    let wait =
        retry_after.map(|seconds| TimeDelta::seconds(i64::try_from(seconds.min(3600)).unwrap_or(3600)));
    match status {
        200..=299 => {}
        408 | 425 | 429 | 500.. => return Verdict::Later(format!("answered {status}"), wait),
        300..=399 => return Verdict::Refused(format!("answered {status}: it points elsewhere")),
        _ => return Verdict::Refused(format!("answered {status}")),
    }
    let (code, says) = match format {
        Format::Json => return Verdict::Taken,
        Format::Wecom | Format::Dingtalk => ("errcode", "errmsg"),
        Format::Feishu => ("code", "msg"),
    };
    let Ok(answer) = serde_json::from_str::<Value>(answer) else {
        return Verdict::Later("answered what is no answer of a robot's".into(), None);
    };
    // Feishu's older robots say StatusCode.
    let Some(number) = answer.get(code).or(answer.get("StatusCode")).and_then(Value::as_i64) else {
        return Verdict::Later("answered what is no answer of a robot's".into(), None);
    };
    let says = answer.get(says).and_then(Value::as_str).unwrap_or_default();
    let short: String = says.chars().take(120).collect();
    let why = format!("{code} {number}: {short}");
    let minutes = |n| Some(TimeDelta::minutes(n));
    match (format, number) {
        (_, 0) => Verdict::Taken,
        // System busy.
        (Format::Wecom | Format::Dingtalk, -1) => Verdict::Later(why, None),
        (Format::Wecom, 45009) => Verdict::Later(why, minutes(1)),
        // Whoever sends too fast is shut out for ten minutes.
        (Format::Dingtalk, 130101 | 410100) => Verdict::Later(why, minutes(10)),
        (Format::Feishu, 11232) => Verdict::Later(why, minutes(1)),
        (Format::Feishu, 9499) if says.to_lowercase().contains("too many") => Verdict::Later(why, minutes(1)),
        _ => Verdict::Refused(why),
    }
}

#[cfg(test)]
mod tests;
