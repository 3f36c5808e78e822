//! The faults, each on its side of the deed.

use axum::http::StatusCode;

use super::*;

fn hello(stage: &Stage) -> Value {
    json!({ "chat_id": stage.group.0, "text": "你好" })
}

fn sent(stage: &Stage) -> usize {
    let world = stage.emu.world();
    world.messages(stage.group).iter().filter(|message| message.from == Some(world.bot())).count()
}

#[tokio::test]
async fn a_wrong_token_and_an_unknown_method_are_refused() {
    let stage = Stage::new().await;
    let url = format!("{}/bot1:wrong/getMe", stage.emu.url());
    let answer = stage.client.get(url).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(stage.call("sendMassage", json!({})).await["error_code"], json!(404));
    stage.foresees(&["unknown method sendMassage"]);
}

#[tokio::test]
async fn planned_faults_hit_once_and_before_the_deed() {
    let stage = Stage::new().await;
    {
        let mut world = stage.emu.world();
        world.faults().fail_next("sendMessage", Fault::RetryAfter(30));
        world.faults().fail_next("*", Fault::Status(502));
        world.faults().fail_next("sendMessage", Fault::ResetBefore);
    }
    let flooded = stage.call("sendMessage", hello(&stage)).await;
    assert_eq!(flooded["parameters"]["retry_after"], json!(30));
    let unwell = stage.try_call("sendMessage", hello(&stage)).await.expect("an answer");
    assert_eq!(unwell.status(), StatusCode::BAD_GATEWAY);
    assert!(stage.try_call("sendMessage", hello(&stage)).await.is_err());
    assert_eq!(sent(&stage), 0);
    stage.done("sendMessage", hello(&stage)).await;
    let world = stage.emu.world();
    let outcomes: Vec<_> = world.calls("sendMessage").map(|request| request.outcome.clone()).collect();
    assert!(matches!(
        outcomes.as_slice(),
        [Some(Outcome::Refused(_)), Some(Outcome::Refused(_)), Some(Outcome::Reset), Some(Outcome::Done(_))]
    ));
}

#[tokio::test]
async fn an_answer_can_be_lost_after_the_deed() {
    let stage = Stage::new().await;
    stage.emu.world().faults().fail_next("sendMessage", Fault::CutAfter);
    assert!(stage.try_call("sendMessage", hello(&stage)).await.is_err());
    assert_eq!(sent(&stage), 1);
    stage.emu.world().faults().fail_next("sendMessage", Fault::Malformed);
    let answer = stage.try_call("sendMessage", hello(&stage)).await.expect("an answer");
    assert!(serde_json::from_str::<Value>(&answer.text().await.expect("a body")).is_err());
    assert_eq!(sent(&stage), 2);
}

#[tokio::test]
async fn while_it_is_down_everything_is_reset() {
    let stage = Stage::new().await;
    let last = stage.updates(0).await.last().expect("joined")["update_id"].as_i64().expect("an id");
    let poll = stage.try_call("getUpdates", json!({ "offset": last + 1, "timeout": 30 }));
    let fall = async {
        stage.emu.wait_for(|world| (world.queue().polls() == 2).then_some(())).await;
        stage.emu.world().faults().set_down(true);
    };
    assert!(tokio::join!(poll, fall).0.is_err(), "a long poll under way is cut as well");
    assert!(stage.try_call("getMe", json!({})).await.is_err());
    stage.emu.world().faults().set_down(false);
    stage.done("getMe", json!({})).await;
}

#[tokio::test]
async fn a_gate_stops_the_nth_request_where_it_is_told_to() {
    let stage = Stage::new().await;
    let mut before = stage.emu.world().faults().gate("sendMessage", 2, Side::BeforeDeed);
    stage.done("sendMessage", hello(&stage)).await;
    assert!(!before.is_reached());
    let open = async {
        before.reached().await;
        assert_eq!(sent(&stage), 1, "the second is not done yet");
        before.open();
    };
    tokio::join!(stage.done("sendMessage", hello(&stage)), open);
    let mut after = stage.emu.world().faults().gate("sendMessage", 1, Side::AfterDeed);
    let kill = async {
        after.reached().await;
        assert_eq!(sent(&stage), 3, "the third is done, but its answer waits");
    };
    tokio::select! {
        _ = stage.call("sendMessage", hello(&stage)) => panic!("the gate is shut"),
        () = kill => {}
    }
    let mut before = stage.emu.world().faults().gate("sendMessage", 1, Side::BeforeDeed);
    let reset = async {
        before.reached().await;
        before.reset();
    };
    assert!(tokio::join!(stage.try_call("sendMessage", hello(&stage)), reset).0.is_err());
    assert_eq!(sent(&stage), 3, "what was reset before its deed is not done");
}

#[tokio::test]
async fn downloads_break_off_and_recover() {
    let stage = Stage::new().await;
    {
        let mut world = stage.emu.world();
        let file = Post::document("a.bin", "application/octet-stream", vec![7; 200_000]);
        world.say(stage.li, stage.group, file).expect("posted");
    }
    let update = stage.updates(0).await.pop().expect("an update");
    let id = &update["message"]["document"]["file_id"];
    let path = stage.done("getFile", json!({ "file_id": id })).await["file_path"].clone();
    let url = format!("{}/file/bot{}/{}", stage.emu.url(), stage.emu.token(), path.as_str().expect("a path"));
    let fetch = || async { stage.client.get(&url).send().await?.error_for_status()?.bytes().await };
    for fault in [DownloadFault::Halfway, DownloadFault::Status(503), DownloadFault::Reset] {
        stage.emu.world().faults().set_downloads(Some(fault.clone()));
        assert!(fetch().await.is_err(), "{fault:?}");
    }
    stage.emu.world().faults().set_downloads(None);
    assert_eq!(fetch().await.expect("bytes").len(), 200_000);
    stage.clock.set(stage.clock.now() + Duration::from_secs(3601));
    assert!(fetch().await.is_err(), "a link lives an hour");
}

#[tokio::test]
async fn limits_bite_when_they_are_switched_on() {
    let stage = Stage::new().await;
    stage.emu.world().set_flood_limits(true);
    let mut refused = 0;
    for _ in 0..40 {
        let answer = stage.call("sendMessage", hello(&stage)).await;
        if answer["ok"] == json!(false) {
            refused += 1;
            let wait = answer["parameters"]["retry_after"].as_u64().expect("seconds");
            stage.clock.set(stage.clock.now() + Duration::from_secs(wait));
        }
    }
    assert!(refused > 10, "{refused}");
    assert!(sent(&stage) > 20, "whoever waits gets through");
}

#[tokio::test]
async fn a_webhook_gets_each_update_until_it_takes_it() {
    use axum::{Router, http::HeaderMap, routing::post};
    let stage = Stage::new().await;
    let (heard, mut hears) = tokio::sync::mpsc::unbounded_channel::<(Option<String>, String)>();
    let unwell = Arc::new(std::sync::atomic::AtomicBool::new(true));
    let answer = move |headers: HeaderMap, body: String| async move {
        let secret = headers.get("X-Telegram-Bot-Api-Secret-Token").and_then(|value| value.to_str().ok());
        let _ = heard.send((secret.map(str::to_owned), body));
        let first = unwell.swap(false, std::sync::atomic::Ordering::SeqCst);
        if first { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::OK }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("binds");
    let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
    let server =
        tokio::spawn(async move { axum::serve(listener, Router::new().route("/hook", post(answer))).await });
    let hook = json!({ "url": url, "secret_token": "s3cret", "drop_pending_updates": true });
    stage.done("setWebhook", hook).await;
    assert_eq!(stage.call("getUpdates", json!({})).await["error_code"], json!(409));
    stage.emu.world().say(stage.li, stage.li, "你好").expect("said");
    let (secret, body) = hears.recv().await.expect("a delivery");
    assert_eq!(secret.as_deref(), Some("s3cret"));
    assert!(body.contains("你好"), "{body}");
    stage.emu.wait_for(|world| world.queue().webhook().and_then(|webhook| webhook.last_error.clone())).await;
    stage.clock.set(stage.clock.now() + Duration::from_secs(1));
    assert_eq!(hears.recv().await.expect("a second delivery").1, body);
    stage.emu.wait_for(|world| (world.queue().pending() == 0).then_some(())).await;
    server.abort();
}
