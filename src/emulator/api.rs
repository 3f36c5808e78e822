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
use super::faults::{DownloadFault, Fault, Side};
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
    match Call::read(&shared.description, &method, request).await {
        Ok(call) => answer(&shared, &call, &scissors).await,
        Err(error) => {
            shared.world().complain(format!("{method}: {}", error.description));
            refusal(&error)
        }
    }
}

/// Takes a request through its faults and gates to its deed, and back.
async fn answer(shared: &Shared, call: &Call, scissors: &Scissors) -> Response {
    let (number, fault, stops) = {
        let mut world = shared.world();
        let number = world.open_request(&call.method, &call.params);
        let fault = world.faults.next(&call.method);
        let stops = world.faults.stops(&call.method, Side::BeforeDeed);
        (number, fault, stops)
    };
    for stop in stops {
        stop.wait().await;
    }
    let close = |outcome| shared.world().close_request(number, outcome);
    match &fault {
        Some(Fault::ResetBefore) => {
            close(Outcome::Reset);
            return cut(scissors);
        }
        Some(Fault::Status(code)) => {
            close(Outcome::Refused(ApiError::new(*code, "")));
            let status = StatusCode::from_u16(*code).unwrap_or(StatusCode::BAD_GATEWAY);
            return (status, "<html><h1>the emulator's gateway is unwell</h1></html>").into_response();
        }
        Some(Fault::RetryAfter(seconds)) => {
            let error = ApiError::retry_after(*seconds);
            close(Outcome::Refused(error.clone()));
            return refusal(&error);
        }
        Some(Fault::Error(error)) => {
            close(Outcome::Refused(error.clone()));
            return refusal(error);
        }
        _ => {}
    }
    let done = deed(shared, call).await;
    let Some(done) = done else {
        close(Outcome::Reset);
        return cut(scissors);
    };
    let stops = shared.world().faults.stops(&call.method, Side::AfterDeed);
    for stop in stops {
        stop.wait().await;
    }
    match (done, fault) {
        (Err(error), _) => {
            close(Outcome::Refused(error.clone()));
            refusal(&error)
        }
        (Ok(result), Some(Fault::CutAfter)) => {
            close(Outcome::Unanswered(result));
            cut(scissors)
        }
        (Ok(result), Some(Fault::Malformed)) => {
            close(Outcome::Unanswered(result));
            "{\"ok\":true,\"result\":".into_response()
        }
        (Ok(result), Some(Fault::StrangeResult)) => {
            close(Outcome::Unanswered(result));
            as_json(StatusCode::OK, &json!({ "ok": true, "result": { "from": "the future" } }))
        }
        (Ok(result), _) => {
            let body = json!({ "ok": true, "result": result });
            close(Outcome::Done(result));
            as_json(StatusCode::OK, &body)
        }
    }
}

/// Checks the request against the description and does it; `None` if the connection is to be cut.
async fn deed(shared: &Shared, call: &Call) -> Option<Answer> {
    let findings = shared.description.request(&call.method, &call.params);
    {
        let mut world = shared.world();
        for finding in findings.deprecated.iter().chain(&findings.wrong) {
            world.complain(finding.clone());
        }
        if let Some(wrong) = findings.wrong.first() {
            return Some(Err(ApiError::bad(format!("{wrong} (says the emulator's check)"))));
        }
        if call.method != "getUpdates" {
            return Some(methods::perform(&mut world, call));
        }
    }
    poll(shared, call).await
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
    let (fault, made, file_id) = {
        let mut world = shared.world();
        let now = world.now();
        let file_id = world.untouched().files.follow(path, now);
        let made = file_id.as_ref().and_then(|id| world.files.content(id));
        let down = world.faults.is_down().then_some(DownloadFault::Reset);
        (down.or(world.faults.downloads()), made, file_id.unwrap_or_default())
    };
    match fault {
        Some(DownloadFault::Reset) => return cut(scissors),
        Some(DownloadFault::Status(code)) => {
            return refusal(&ApiError::new(code, "file temporarily unavailable"));
        }
        Some(DownloadFault::Slow(span)) => shared.clock.sleep(span).await,
        _ => {}
    }
    let bytes = match made {
        None => return refusal(&ApiError::new(404, "Not Found")),
        Some(Made::Ready(bytes)) => bytes,
        Some(Made::Draw(original, width, height)) => {
            let drawing = tokio::task::spawn_blocking(move || draw(&original, width, height));
            let drawn = drawing.await.unwrap_or_default();
            shared.world().untouched().files.made(&file_id, drawn.clone());
            drawn
        }
    };
    if fault == Some(DownloadFault::Halfway) {
        return half(&bytes);
    }
    ([(CONTENT_TYPE, "application/octet-stream")], bytes).into_response()
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
