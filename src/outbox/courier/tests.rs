//! What a relay that hangs does to others, and how fast a relay is written to.

use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;
use crate::domain::relay::{Place, What};
use crate::outbox::{Letter, enqueue, state_of};

struct Nobody;

impl Watch for Nobody {
    fn troubled(&self, _: &mut Tx, _: &str, _: &str, _: bool, _: Time) -> Result<(), Failure> {
        Ok(())
    }

    fn well(&self, _: &mut Tx, _: &str, _: Time) -> Result<(), Failure> {
        Ok(())
    }
}

fn report() -> Report {
    Report {
        what: What::Digest,
        campaign: "x".into(),
        area: Place { code: "1".into(), name: "x".into() },
        day: chrono::NaiveDate::default(),
        from: None,
        locale: "en".into(),
        title: "x".into(),
        html: "x".into(),
        cut: "…".into(),
        figures: json!({}),
        picture: None,
        alone: false,
    }
}

/// Takes connections; answers each request where it `answers`, else says nothing for ever.
async fn place(answers: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/?key=0123456789", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            if !answers {
                held.push(stream);
                continue;
            }
            tokio::spawn(async move {
                let mut read = [0; 4096];
                while stream.read(&mut read).await.is_ok_and(|n| n > 0) {
                    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
                }
            });
        }
    });
    url
}

async fn opens(relays: &[(&str, bool)]) -> (Courier, Store, Clock, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("muster.db")).expect("a store");
    let clock = Clock::by_hand(Time::UNIX_EPOCH + TimeDelta::days(1));
    let media = Media::in_folder(folder.path().join("media"));
    let mut known = Vec::new();
    for (name, answers) in relays {
        let url = place(*answers).await.into();
        known.push(Relay {
            name: (*name).into(),
            to: Target::Http { format: Format::Json, url, secret: None },
        });
    }
    let patience = Duration::from_millis(300);
    let courier = Courier::new(store.clone(), media, clock.clone(), Arc::new(Nobody), known, patience);
    (courier.expect("a courier"), store, clock, folder)
}

async fn write(store: &Store, relay: &'static str, n: usize, now: Time) {
    let writes = store.write(move |tx| {
        for n in 0..n {
            enqueue(tx, Letter::report(format!("{relay}:{n}"), relay, report()), now)?;
        }
        Ok(())
    });
    writes.await.expect("written");
}

async fn state(store: &Store, key: &'static str) -> Option<String> {
    store.read(move |read| state_of(read, key)).await.expect("read")
}

#[tokio::test]
async fn one_that_hangs_keeps_only_its_own_letters() {
    let (courier, store, clock, _folder) = opens(&[("hangs", false), ("well", true)]).await;
    write(&store, "hangs", 2, clock.now()).await;
    write(&store, "well", 2, clock.now()).await;
    let next = courier.send_due().await.expect("it goes on");
    assert_eq!(next, Some(clock.now() + PAUSE), "the first is tried again, the second waits for it");
    for (key, expected) in
        [("well:0", "sent"), ("well:1", "sent"), ("hangs:0", "waiting"), ("hangs:1", "waiting")]
    {
        assert_eq!(state(&store, key).await.as_deref(), Some(expected), "{key}");
    }
    let why: Option<String> = store
        .read(|read| read.value("select error from outbox where key = 'hangs:0'", &[]))
        .await
        .expect("read");
    assert!(
        why.as_deref().is_some_and(|why| !why.contains("0123456789") && !why.contains("127.0.0.1")),
        "{why:?}"
    );
}

#[tokio::test]
async fn twenty_a_minute_and_after_three_days_no_more() {
    let (courier, store, clock, _folder) = opens(&[("well", true), ("hangs", false)]).await;
    write(&store, "well", 25, clock.now()).await;
    let next = courier.send_due().await.expect("it goes on");
    assert_eq!(next, Some(clock.now() + TimeDelta::minutes(1)));
    assert_eq!(state(&store, "well:19").await.as_deref(), Some("sent"));
    assert_eq!(state(&store, "well:20").await.as_deref(), Some("waiting"));
    clock.set(clock.now() + TimeDelta::minutes(1));
    assert_eq!(courier.send_due().await.expect("it goes on"), None);
    write(&store, "hangs", 1, clock.now()).await;
    clock.set(clock.now() + GIVEN_UP);
    assert_eq!(courier.send_due().await.expect("it goes on"), None);
    assert_eq!(state(&store, "hangs:0").await.as_deref(), Some("failed"));
    write(&store, "gone", 1, clock.now()).await;
    courier.recall().await.expect("dropped");
    assert_eq!(state(&store, "gone:0").await.as_deref(), Some("dropped"));
    courier.clock_set_back().await.expect("shortened");
}
