//! What a visitor does with the world as a whole: runs its clock, troubles it, lets a written day go on.

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Visitor;
use super::refusal::Refusal;
use crate::demo::live::{Jump, Live, Trouble};
use crate::demo::page::Stand;
use crate::demo::page::visit::Asked;
use crate::say;

/// `POST /clock/next|evening|tomorrow|hour`
pub async fn clock(
    State(stand): State<Stand>,
    Path(jump): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let done = match jump.as_str() {
        "next" => run(&stand.live, Jump::NextSchedule).await,
        "evening" => run(&stand.live, Jump::Evening).await,
        "tomorrow" => run(&stand.live, Jump::Tomorrow).await,
        "hour" => run(&stand.live, Jump::Hour).await,
        _ => Err(Refusal::Unknown),
    };
    answer(&stand.live, &asked, &headers, done)
}

/// `POST /trouble/none|down|slow|flood|crash|revive`
pub async fn trouble(
    State(stand): State<Stand>,
    Path(what): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let live = &stand.live;
    let mut done = Ok(());
    match what.as_str() {
        "none" => live.set_trouble(Trouble::None),
        "down" => live.set_trouble(Trouble::Down),
        "slow" => live.set_trouble(Trouble::Slow),
        "flood" => live.set_trouble(Trouble::Flood),
        "crash" => live.crash().await,
        "revive" => done = live.revive().await.map_err(Refusal::from),
        _ => done = Err(Refusal::Unknown),
    }
    answer(live, &asked, &headers, done)
}

/// `POST /day/step`
pub async fn step(State(stand): State<Stand>, Query(asked): Query<Asked>, headers: HeaderMap) -> Response {
    let done = match stand.live.next_step() {
        Some(_) => run(&stand.live, Jump::NextStep).await,
        None => Err(Refusal::Why(say!("demo-act-day-over"))),
    };
    answer(&stand.live, &asked, &headers, done)
}

/// `POST /fresh`
pub async fn fresh(State(stand): State<Stand>, Query(asked): Query<Asked>, headers: HeaderMap) -> Response {
    let done = stand.live.fresh().await.map_err(Refusal::from);
    answer(&stand.live, &asked, &headers, done)
}

async fn run(live: &Live, jump: Jump) -> Result<(), Refusal> {
    Ok(live.jump(jump).await?)
}

fn answer(live: &Live, asked: &Asked, headers: &HeaderMap, done: Result<(), Refusal>) -> Response {
    Visitor { live, headers, asked }.answer(done, "/")
}
