//! The HTTP skin: `/bot<token>/<method>` and `/file/bot<token>/<path>`, with every fault in its place.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Shared;
use super::answer::ApiError;
use super::call::Call;
use super::check::unnoticed;
use super::faults::{DownloadFault, Fault, Side, Stop};
use super::methods::{self, Answer};
use super::wire::Scissors;
use super::world::{Made, Outcome, draw};

/// A request's body may be this large: what the real server takes, and some room for its refusal.
const BODY_LIMIT: usize = 64 << 20;

/// The longest a poll may wait.
const LONGEST_POLL: u64 = 50;

pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new().fallback(serve).layer(DefaultBodyLimit::max(BODY_LIMIT)).with_state(shared)
}

async fn serve(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: Request,
) -> Response {
    let path = request.uri().path().replace("%3A", ":").replace("%3a", ":");
    if let Some(rest) = path.strip_prefix("/file/bot") {
        return match rest.split_once('/') {
            Some((token, path)) if shared.knows(token) => download(&shared, path, &scissors).await,
            _ => refusal(&ApiError::new(401, "Unauthorized")),
        };
    }
    let Some((token, method)) = path.strip_prefix("/bot").and_then(|rest| rest.split_once('/')) else {
        return refusal(&ApiError::new(404, "Not Found"));
    };
    if !shared.knows(token) {
        return refusal(&ApiError::new(401, "Unauthorized"));
    }
    let Some(method) = shared.description.method(method).map(str::to_owned) else {
        shared.world().complain(format!("unknown method {method}"));
        return refusal(&ApiError::new(404, "Not Found: method not found"));
    };
    match Call::read(shared.description, &method, request).await {
        Ok(mut call) => {
            look_over(&shared, &mut call);
            answer(&shared, &call, &scissors).await
        }
        Err(error) => {
            shared.world().complain(format!("{method}: {}", error.description));
            refusal(&error)
        }
    }
}

/// Holds a request against the description, whatever becomes of it afterwards.
fn look_over(shared: &Shared, call: &mut Call) {
    let findings = shared.description.request(&call.method, &call.params);
    let complaints: Vec<_> =
        findings.deprecated.iter().chain(&findings.wrong).cloned().chain(unnoticed(call)).collect();
    if !complaints.is_empty() {
        let mut world = shared.world();
        complaints.into_iter().for_each(|complaint| world.complain(complaint));
    }
    call.wrong = findings.wrong.into_iter().next();
}

/// Holds what a request is answered with against the description.
pub(super) fn look_over_answer(shared: &Shared, call: &Call, answer: &Answer) {
    let complaints = match answer {
        // Each update was looked over when it came about.
        Ok(_) if call.method == "getUpdates" => Vec::new(),
        Ok(result) => shared.description.result(&call.method, result),
        Err(ApiError { parameters: Some(parameters), .. }) => {
            shared.description.object("ResponseParameters", parameters)
        }
        Err(_) => Vec::new(),
    };
    if !complaints.is_empty() {
        let mut world = shared.world();
        complaints.into_iter().for_each(|complaint| world.complain(format!("delivered {complaint}")));
    }
}

/// Writes a request into the log, and what becomes of it.
async fn answer(shared: &Shared, call: &Call, scissors: &Scissors) -> Response {
    let (number, fault, stops, slow) = {
        let mut world = shared.world();
        let number = world.open_request(&call.method, &call.params);
        let stops = world.faults.stops(&call.method, Side::BeforeDeed);
        (number, world.faults.next(&call.method), stops, world.faults.slow())
    };
    if let Some(slow) = slow {
        shared.clock.sleep(slow).await;
    }
    let (outcome, response) = pass_through(shared, call, fault, stops).await;
    shared.world().close_request(number, outcome);
    response.unwrap_or_else(|| cut(scissors))
}

/// Takes a request through its gates and its fault to its deed, and back; no response means a reset.
async fn pass_through(
    shared: &Shared,
    call: &Call,
    fault: Option<Fault>,
    stops: Vec<Stop>,
) -> (Outcome, Option<Response>) {
    if !pass(stops).await {
        return (Outcome::Reset, None);
    }
    let refused = |error: ApiError, response| (Outcome::Refused(error), Some(response));
    match &fault {
        Some(Fault::ResetBefore) => return (Outcome::Reset, None),
        Some(Fault::Status(code)) => {
            let status = StatusCode::from_u16(*code).unwrap_or(StatusCode::BAD_GATEWAY);
            let page = (status, "<html><h1>the emulator's gateway is unwell</h1></html>").into_response();
            return refused(ApiError::new(*code, ""), page);
        }
        Some(Fault::RetryAfter(seconds)) => {
            let error = ApiError::retry_after(*seconds);
            return refused(error.clone(), refusal(&error));
        }
        Some(Fault::Error(error)) => return refused(error.clone(), refusal(error)),
        _ => {}
    }
    let Some(done) = deed(shared, call).await else { return (Outcome::Reset, None) };
    look_over_answer(shared, call, &done);
    let stops = shared.world().faults.stops(&call.method, Side::AfterDeed);
    let cut = !pass(stops).await || fault == Some(Fault::CutAfter);
    match (done, fault) {
        (done, _) if cut => (Outcome::Unanswered(done.unwrap_or_else(|error| error.json())), None),
        (Err(error), _) => refused(error.clone(), refusal(&error)),
        (Ok(result), Some(Fault::Malformed)) => {
            (Outcome::Unanswered(result), Some("{\"ok\":true,\"result\":".into_response()))
        }
        (Ok(result), Some(Fault::StrangeResult)) => {
            let strange = json!({ "ok": true, "result": { "from": "the future" } });
            (Outcome::Unanswered(result), Some(as_json(StatusCode::OK, &strange)))
        }
        (Ok(result), _) => {
            let response = as_json(StatusCode::OK, &json!({ "ok": true, "result": result }));
            (Outcome::Done(result), Some(response))
        }
    }
}

/// Waits at the gates; `false` if one of them resets the connection.
async fn pass(stops: Vec<Stop>) -> bool {
    for stop in stops {
        if !stop.passes().await {
            return false;
        }
    }
    true
}

/// Checks the request against the description and does it; `None` if the connection is to be cut.
async fn deed(shared: &Shared, call: &Call) -> Option<Answer> {
    if let Some(wrong) = &call.wrong {
        return Some(Err(ApiError::bad(format!("{wrong} (says the emulator's check)"))));
    }
    if call.method == "getFile" {
        // Drawn here, so that the size that is told is the size that comes.
        content(shared, call.text("file_id")).await;
    }
    if call.method == "getUpdates" {
        return poll(shared, call).await;
    }
    Some(methods::perform(&mut shared.world(), call))
}

/// Long polling: the newest poll wins, an older one that still waits is told of the conflict.
async fn poll(shared: &Shared, call: &Call) -> Option<Answer> {
    let offset = call.int("offset").unwrap_or_default();
    let limit = call.int("limit").and_then(|limit| usize::try_from(limit).ok()).unwrap_or(100).clamp(1, 100);
    let timeout = call.int("timeout").and_then(|seconds| u64::try_from(seconds).ok()).unwrap_or_default();
    let deadline = shared.clock.now() + Duration::from_secs(timeout.min(LONGEST_POLL));
    let mut changed = shared.changed.subscribe();
    let ticket = {
        let mut world = shared.world();
        methods::remember_allowed(&mut world, call);
        world.updates.polls += 1;
        world.updates.polls
    };
    let mut waited = false;
    loop {
        {
            let mut world = shared.world();
            let now = world.now();
            let world = world.untouched();
            if world.faults.is_down() {
                return None;
            }
            if world.updates.webhook().is_some() {
                return Some(Err(ApiError::conflict(if waited {
                    "terminated by setWebhook request"
                } else {
                    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
                })));
            }
            if world.updates.polls != ticket {
                return Some(Err(ApiError::conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running",
                )));
            }
            let batch = world.updates.take(offset, limit, now);
            if !batch.is_empty() || now >= deadline {
                return Some(Ok(Value::Array(batch)));
            }
        }
        waited = true;
        tokio::select! {
            _ = changed.changed() => {}
            () = shared.clock.sleep_until(deadline) => {}
        }
    }
}

async fn download(shared: &Shared, path: &str, scissors: &Scissors) -> Response {
    let (fault, file_id) = {
        let mut world = shared.world();
        let now = world.now();
        let world = world.untouched();
        let down = world.faults.is_down().then_some(DownloadFault::Reset);
        (down.or(world.faults.downloads()), world.files.follow(path, now))
    };
    match fault {
        Some(DownloadFault::Reset) => return cut(scissors),
        Some(DownloadFault::Status(code)) => {
            return refusal(&ApiError::new(code, "file temporarily unavailable"));
        }
        Some(DownloadFault::Slow(span)) => shared.clock.sleep(span).await,
        _ => {}
    }
    let bytes = match file_id {
        Some(file_id) => content(shared, &file_id).await,
        None => None,
    };
    match bytes {
        None => refusal(&ApiError::new(404, "Not Found")),
        Some(bytes) if fault == Some(DownloadFault::Halfway) => half(&bytes),
        Some(bytes) => ([(CONTENT_TYPE, "application/octet-stream")], bytes).into_response(),
    }
}

/// A file's bytes; the sizes of a photo are drawn when they are first wanted.
pub(super) async fn content(shared: &Shared, file_id: &str) -> Option<Bytes> {
    let made = shared.world().files.content(file_id)?;
    match made {
        Made::Ready(bytes) => Some(bytes),
        Made::Draw(original, width, height) => {
            let drawn = tokio::task::spawn_blocking(move || draw(&original, width, height)).await.ok()?;
            shared.world().untouched().files.drawn(file_id, drawn.clone());
            Some(drawn)
        }
    }
}

/// The whole length is promised, half of it comes.
fn half(bytes: &Bytes) -> Response {
    let first: std::io::Result<Bytes> = Ok(bytes.slice(..bytes.len() / 2));
    let then = Err(std::io::ErrorKind::ConnectionReset.into());
    let body = Body::from_stream(futures::stream::iter([first, then]));
    ([(axum::http::header::CONTENT_LENGTH, bytes.len())], body).into_response()
}

fn cut(scissors: &Scissors) -> Response {
    scissors.cut();
    StatusCode::BAD_GATEWAY.into_response()
}

fn refusal(error: &ApiError) -> Response {
    as_json(StatusCode::from_u16(error.code).unwrap_or(StatusCode::BAD_REQUEST), &error.json())
}

fn as_json(status: StatusCode, body: &Value) -> Response {
    let kind = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    (status, kind, body.to_string()).into_response()
}
