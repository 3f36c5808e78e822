//! Requests to the Bot API over our own HTTP client.
//!
//! The requests are teloxide's types, but not its client: that one sleeps ten seconds on every 5xx
//! before it returns, and hides whether a message may have been sent. Here each failure says what
//! the sender must know: wait, elsewhere, never, or nobody knows.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::Context;
use reqwest::multipart::{Form, Part};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;
use tokio::sync::watch;

use crate::error::{Failure, Outage};

/// Largest file the Bot API hands out.
pub const MAX_DOWNLOAD: usize = 20 << 20;

/// Beyond this a request other than a poll is given up; uploads of some megabytes fit well in.
const PATIENCE: Duration = Duration::from_secs(60);

/// Bytes a second that files go up with at least.
const SLOWEST: u64 = 100_000;

/// The Bot API for one bot.
#[derive(Clone)]
pub struct Telegram {
    http: reqwest::Client,
    api_url: String,
    token: SecretString,
    line: Arc<Line>,
}

/// What all that call know of the line to Telegram.
#[derive(Debug)]
struct Line {
    outage: Outage,
    outages: AtomicU32,
    /// Files come from other machines than answers.
    files: Outage,
    /// The token is no good (any more).
    refused: watch::Sender<bool>,
}

/// A file that goes along with a request, named in it as `attach://NAME`.
#[derive(Debug)]
pub struct Attachment {
    pub name: String,
    pub file_name: String,
    /// Sent from the disk: it may be larger than is good to hold.
    pub file: std::fs::File,
    pub length: u64,
}

/// Why a call gave no result.
#[derive(Debug, PartialEq, Eq)]
pub enum CallError {
    /// The connection failed; nobody knows whether the deed was done.
    Network(String),
    /// Telegram itself is in trouble (5xx), or answered what is no answer.
    Server(String),
    /// Too much; try again after this long.
    RetryAfter(Duration),
    /// The group is a supergroup now, under this id.
    Migrated(i64),
    /// Another program polls with this token, or a webhook is set.
    Conflict(String),
    /// The token is wrong or revoked.
    Unauthorized,
    /// The request will never be accepted.
    Refused { code: u16, why: String },
}

/// The few facts about the bot itself.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Me {
    pub id: i64,
    pub username: String,
    #[serde(default)]
    pub can_read_all_group_messages: bool,
}

#[derive(serde::Deserialize)]
struct Answer<'a> {
    ok: bool,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(serde::Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

impl Telegram {
    /// A client for the server at `api_url`, which has no slash at its end.
    pub fn new(api_url: &str, token: SecretString) -> Result<Self, Failure> {
        let http = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(10))
            .pool_idle_timeout(Duration::from_secs(50))
            .tcp_nodelay(true)
            .build()
            .context("the HTTP client could not be made")?;
        Ok(Telegram { http, api_url: api_url.trim_end_matches('/').to_owned(), token, line: Arc::default() })
    }

    /// Returns once Telegram says that it does not know the token.
    pub async fn refuses(&self) {
        // The sender lives as long as this does.
        let _ = self.line.refused.subscribe().wait_for(|refused| *refused).await;
    }

    /// Calls a method and reads its result.
    pub async fn call<T: DeserializeOwned>(
        &self,
        method: &str,
        params: &impl Serialize,
    ) -> Result<T, CallError> {
        let begun = self.line.outages();
        let answer = self.post(method, self.request(method).json(params), PATIENCE).await;
        self.line.note(begun, answer.and_then(|text| read_result(&text)))
    }

    /// Polls for updates, each as Telegram wrote it. `wait` is how long the server may hold the
    /// poll open.
    pub async fn get_updates(
        &self,
        params: &impl Serialize,
        wait: Duration,
    ) -> Result<Vec<Box<RawValue>>, CallError> {
        let request = self.request("getUpdates").json(params);
        let begun = self.line.outages();
        let answer = self.post("getUpdates", request, wait + Duration::from_secs(15)).await;
        self.line.note(begun, answer.and_then(|text| read_result(&text)))
    }

    /// Calls a method and gives its result as it is; null if it cannot be read, since what
    /// Telegram calls ok was done.
    pub async fn send(
        &self,
        method: &str,
        params: &Value,
        attachments: Vec<Attachment>,
    ) -> Result<Value, CallError> {
        let bytes: u64 = attachments.iter().map(|attachment| attachment.length).sum();
        let patience = PATIENCE + Duration::from_secs(bytes / SLOWEST);
        let request = if attachments.is_empty() {
            self.request(method).json(params)
        } else {
            self.request(method).multipart(form(params, attachments))
        };
        let begun = self.line.outages();
        let text = self.line.note(begun, self.post(method, request, patience).await)?;
        Ok(read_result(&text).unwrap_or_default())
    }

    /// Fetches a file's contents.
    ///
    /// # Errors
    ///
    /// [`CallError::Refused`] for a file that is gone or too big; others pass.
    pub async fn download(&self, file_id: &str) -> Result<Vec<u8>, CallError> {
        #[derive(serde::Deserialize)]
        struct Found {
            file_path: Option<String>,
        }
        let found: Found = self.call("getFile", &serde_json::json!({ "file_id": file_id })).await?;
        let path = found.file_path.ok_or_else(|| CallError::Server("getFile named no path".into()))?;
        self.line.note_file(self.contents(&path).await)
    }

    async fn contents(&self, path: &str) -> Result<Vec<u8>, CallError> {
        let url = format!("{}/file/bot{}/{path}", self.api_url, self.token.expose_secret());
        let response = self.http.get(url).timeout(PATIENCE).send().await.map_err(network)?;
        let status = response.status();
        if status.is_server_error() || status == 429 {
            return Err(CallError::Server(format!("the file server answered {status}")));
        }
        if !status.is_success() {
            // A link dies after an hour, and what is not there now may be there soon.
            let why = format!("the file is temporarily unavailable: {status}");
            return Err(CallError::Refused { code: status.as_u16(), why });
        }
        let mut bytes = Vec::new();
        let mut response = response;
        while let Some(chunk) = response.chunk().await.map_err(network)? {
            if bytes.len() + chunk.len() > MAX_DOWNLOAD {
                return Err(CallError::Refused { code: 413, why: "file is too big".into() });
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }

    fn request(&self, method: &str) -> reqwest::RequestBuilder {
        self.http.post(format!("{}/bot{}/{method}", self.api_url, self.token.expose_secret()))
    }

    async fn post(
        &self,
        method: &str,
        request: reqwest::RequestBuilder,
        patience: Duration,
    ) -> Result<String, CallError> {
        let response = request.timeout(patience).send().await.map_err(network)?;
        let status = response.status();
        let text = response.text().await.map_err(network)?;
        tracing::trace!(method, %status, "called");
        let refused = match serde_json::from_str::<Answer>(&text) {
            Ok(answer) if answer.ok => None,
            Ok(answer) => Some(refusal(answer, status.as_u16())),
            // What begins as a yes was done, even if the rest of it got lost.
            Err(_) if status.is_success() && says_yes(&text) => None,
            Err(_) if status == 401 => Some(CallError::Unauthorized),
            Err(_) => Some(CallError::Server(format!("{status} without a Bot API answer"))),
        };
        refused.map_or(Ok(text), Err)
    }
}

/// Whether an answer that cannot be read began as a yes; a proxy's page does not.
fn says_yes(text: &str) -> bool {
    let start: String = text.chars().filter(|c| !c.is_whitespace()).take(10).collect();
    start == r#"{"ok":true"#
}

/// Reads the result out of an answer; one that is no answer at all is the server's trouble.
fn read_result<T: DeserializeOwned>(text: &str) -> Result<T, CallError> {
    let unreadable = |error: serde_json::Error| CallError::Server(format!("an unreadable answer: {error}"));
    let answer: Answer = serde_json::from_str(text).map_err(unreadable)?;
    let result = answer.result.map_or("null", RawValue::get);
    serde_json::from_str(result).map_err(unreadable)
}

fn refusal(answer: Answer, status: u16) -> CallError {
    let code = answer.error_code.unwrap_or(status);
    let why = answer.description.unwrap_or_else(|| "no reason given".into());
    let retry_after = answer.parameters.as_ref().and_then(|parameters| parameters.retry_after);
    let migrated = answer.parameters.as_ref().and_then(|parameters| parameters.migrate_to_chat_id);
    match (code, retry_after, migrated) {
        (_, _, Some(id)) => CallError::Migrated(id),
        (429, seconds, _) => CallError::RetryAfter(Duration::from_secs(seconds.unwrap_or(5).max(1))),
        (_, Some(seconds), _) => CallError::RetryAfter(Duration::from_secs(seconds.max(1))),
        // Telegram answers 404 to a token that was never given, and to a method that it does not know.
        (404, ..) if why.contains("method not found") => CallError::Refused { code, why },
        (401 | 404, ..) => CallError::Unauthorized,
        (409, ..) => CallError::Conflict(why),
        (500.., ..) => CallError::Server(format!("{code} {why}")),
        _ => CallError::Refused { code, why },
    }
}

fn form(params: &Value, attachments: Vec<Attachment>) -> Form {
    let mut form = Form::new();
    for (name, value) in params.as_object().into_iter().flatten() {
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        form = form.text(name.clone(), text);
    }
    for attachment in attachments {
        let Attachment { name, file_name, file, length } = attachment;
        let contents = reqwest::Body::from(tokio::fs::File::from_std(file));
        form = form.part(name, Part::stream_with_length(contents, length).file_name(file_name));
    }
    form
}

/// The URL holds the token, so it must not get into a log.
fn network(error: reqwest::Error) -> CallError {
    let failure = anyhow::Error::new(error.without_url());
    CallError::Network(format!("{failure:#}"))
}

impl Default for Line {
    fn default() -> Self {
        Line {
            outage: Outage::told_at_first_and_after(3),
            outages: AtomicU32::new(0),
            files: Outage::told_after(3),
            refused: watch::Sender::new(false),
        }
    }
}

impl Line {
    /// How many outages were told of so far.
    fn outages(&self) -> u32 {
        self.outages.load(Ordering::Relaxed)
    }

    /// Takes notice of how a call went that began after so many outages. What began before the last one
    /// and was still answered is no sign of its end.
    fn note<T>(&self, begun: u32, answer: Result<T, CallError>) -> Result<T, CallError> {
        match &answer {
            Err(error) if error.is_outage() => {
                if self.outage.failed() {
                    self.outages.fetch_add(1, Ordering::Relaxed);
                    tracing::warn!("{error}; trying until it answers (telegram.api_url says where)");
                }
            }
            answered => {
                if matches!(answered, Err(CallError::Unauthorized)) {
                    self.refused.send_replace(true);
                }
                if begun == self.outages() && self.outage.succeeded() {
                    tracing::info!("Telegram answers again");
                }
            }
        }
        answer
    }

    /// The same, of a file's contents.
    fn note_file<T>(&self, contents: Result<T, CallError>) -> Result<T, CallError> {
        if let Err(error) = &contents
            && error.is_outage()
        {
            if self.files.failed() {
                tracing::warn!("files cannot be fetched: {error}; trying until they can");
            }
        } else if self.files.succeeded() {
            tracing::info!("files can be fetched again");
        }
        contents
    }
}

impl CallError {
    /// Whether Telegram is out of reach or in trouble: told once for all by the line itself.
    pub fn is_outage(&self) -> bool {
        matches!(self, CallError::Network(_) | CallError::Server(_))
    }

    /// Whether the same call may be accepted later without anybody doing anything.
    pub fn passes(&self) -> bool {
        !matches!(self, CallError::Refused { .. } | CallError::Unauthorized)
    }
}

impl std::fmt::Display for CallError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CallError::Network(why) => write!(f, "Telegram could not be reached: {why}"),
            CallError::Server(why) => write!(f, "Telegram is in trouble: {why}"),
            CallError::RetryAfter(wait) => write!(f, "Telegram asks to wait {} s", wait.as_secs()),
            CallError::Migrated(id) => write!(f, "the group is the supergroup {id} now"),
            CallError::Conflict(why) => write!(f, "{why}"),
            CallError::Unauthorized => f.write_str("Telegram does not know this token"),
            CallError::Refused { code, why } => write!(f, "Telegram refused: {code} {why}"),
        }
    }
}

impl std::error::Error for CallError {}
