//! Updates by webhook: kept before they are confirmed, and only from who knows the secret.

use muster::web;

use crate::town::Town;

const SECRET: &str = "s3cret_of-the-hook";

#[tokio::test]
async fn only_who_knows_the_secret_hands_updates_over() {
    let town = Town::named("webhook").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    let inbox = town.with_app(|app| app.inbox.clone());
    let listener = web::listen(([127, 0, 0, 1], 0).into()).await.expect("a port is free");
    let url = format!("http://{}/telegram", listener.local_addr().expect("an address"));
    let route = web::webhook(inbox, &url, SECRET.into()).expect("a route");
    let serving = tokio::spawn(web::serve(listener, route));

    // Telegram delivers: the update is handled, and confirmed by the answer.
    let telegram = town.with_app(|app| app.tools.telegram.clone());
    let hook = serde_json::json!({ "url": url, "secret_token": SECRET });
    telegram.call::<bool>("setWebhook", &hook).await.expect("set");
    town.world().say(li.user(), li.user(), "/me").expect("said");
    town.emulator().wait_for(|world| (world.queue().pending() == 0).then_some(())).await;
    li.sees("Li Wei").await;
    li.sees_nothing_else().await;

    // A forger posts: nothing is kept, whatever the guess.
    let update = serde_json::json!({ "update_id": 5, "message": { "message_id": 1, "date": 0,
        "chat": { "id": li.user().0, "type": "private", "first_name": "Li" },
        "from": { "id": li.user().0, "is_bot": false, "first_name": "Li" }, "text": "/me" } });
    let client = reqwest::Client::new();
    let post = |path: &str, secret: Option<&str>, body: String| {
        let request = client.post(url.replace("/telegram", path)).body(body);
        match secret {
            Some(secret) => request.header("X-Telegram-Bot-Api-Secret-Token", secret),
            None => request,
        }
        .send()
    };
    for secret in [None, Some(""), Some("wrong"), Some("s3cret_of-the-hoo"), Some("s3cret_of-the-hook2")] {
        let answer = post("/telegram", secret, update.to_string()).await.expect("an answer");
        assert_eq!(answer.status(), 401, "{secret:?}");
    }
    assert_eq!(post("/other", Some(SECRET), update.to_string()).await.expect("an answer").status(), 404);
    li.sees_nothing_else().await;

    // The right secret, but nonsense: taken off Telegram's hands, and nothing comes of it.
    town.foresees("cannot be kept");
    let answer = post("/telegram", Some(SECRET), "{]".to_owned()).await.expect("an answer");
    assert_eq!(answer.status(), 200);
    let answer = post("/telegram", Some(SECRET), "x".repeat(2 << 20)).await;
    assert!(answer.is_err() || answer.is_ok_and(|answer| answer.status() == 413), "too long to be an update");
    li.sees_nothing_else().await;

    telegram.call::<bool>("deleteWebhook", &serde_json::json!({})).await.expect("deleted");
    serving.abort();
    town.finish().await;
}

/// Health, readiness and the queues, for whoever watches over the machine.
#[tokio::test]
async fn the_pages_tell_how_it_is() {
    let town = Town::named("pages").at("2026-06-21 09:00").await;
    let pages = web::pages(town.with_app(|app| app.tools.clone()));
    let listener = web::listen(([127, 0, 0, 1], 0).into()).await.expect("a port is free");
    let at = listener.local_addr().expect("an address");
    let serving = tokio::spawn(web::serve(listener, pages));
    for (page, part) in
        [("healthz", "ok"), ("readyz", "ready"), ("metrics", "muster_inbox_updates{state=\"done\"}")]
    {
        let answer = reqwest::get(format!("http://{at}/{page}")).await.expect("an answer");
        assert!(answer.status().is_success(), "{page}");
        let text = answer.text().await.expect("text");
        assert!(text.contains(part), "{page}: {text}");
    }
    serving.abort();
    town.finish().await;
}
