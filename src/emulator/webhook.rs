//! Delivery by webhook: one update at a time, again and again until it is taken.

use std::time::Duration;

use super::Shared;

/// The pause after a delivery that failed.
const PAUSE: Duration = Duration::from_secs(1);

/// Posts what is pending to the webhook, as long as there is one; never ends.
pub(super) async fn deliver(shared: &Shared) {
    let mut client = None;
    let mut changed = shared.changed.subscribe();
    loop {
        let next = {
            let mut world = shared.world();
            let world = world.untouched();
            let webhook = world.updates.webhook.clone().filter(|_| !world.faults.is_down());
            webhook.zip(world.updates.front())
        };
        let Some((webhook, update)) = next else {
            if changed.changed().await.is_err() {
                return;
            }
            continue;
        };
        // Made when it is first needed: its certificates take longer to load than a test to run.
        let client = client.get_or_insert_with(reqwest::Client::new);
        let mut request = client
            .post(&webhook.url)
            .header("content-type", "application/json")
            .timeout(Duration::from_secs(30))
            .body(update.to_string());
        if let Some(secret) = &webhook.secret {
            request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        let failed = match request.send().await {
            Ok(answer) if answer.status().is_success() => None,
            Ok(answer) => Some(format!("Wrong response from the webhook: {}", answer.status())),
            Err(error) => Some(format!("Connection failed: {error}")),
        };
        match failed {
            None => shared.world().updates.delivered(&update),
            Some(why) => {
                let now = shared.clock.now();
                if let Some(webhook) = &mut shared.world().updates.webhook {
                    webhook.last_error = Some((now, why));
                }
                shared.clock.sleep_until(now + PAUSE).await;
            }
        }
    }
}
