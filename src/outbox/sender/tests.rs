//! When the sender wants to be woken: whoever asks it sleeps until then, and sends nothing before.

use futures::poll;

use super::*;
use crate::directory::Kind;
use crate::outbox::{Letter, enqueue};

struct Desk {
    sender: Sender,
    store: Store,
    clock: Clock,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn opens() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("muster.db")).expect("a store");
        let clock = Clock::by_hand(Time::UNIX_EPOCH);
        // Port 9 discards: nothing here is sent.
        let telegram = Telegram::new("http://127.0.0.1:9", "1:a".into()).expect("a client");
        let media = Media::in_folder(folder.path().join("media"));
        let sender =
            Sender::new(store.clone(), telegram, media, clock.clone(), Tz::UTC, None, Pace::default());
        Desk { sender, store, clock, _folder: folder }
    }

    /// A letter that may go at `due`, and not in quiet hours if it is `quiet`.
    async fn takes_in(&self, due: Time, quiet: bool) {
        let now = self.clock.now();
        self.store
            .write(move |tx| {
                let chat = directory::see_chat(tx, 7, Kind::Private, "Li", None)?.id;
                let letter = Letter::answer("answer", chat, Body::text("3/3"));
                enqueue(tx, Letter { due: Some(due), quiet, ..letter }, now)
            })
            .await
            .expect("it is taken in");
    }
}

#[tokio::test]
async fn a_letter_that_comes_due_while_it_is_looked_for_is_not_slept_over() {
    let desk = Desk::opens();
    let due = desk.clock.now() + TimeDelta::seconds(10);
    desk.takes_in(due, false).await;
    let mut looking = Box::pin(desk.sender.send_due());
    assert!(poll!(&mut looking).is_pending(), "it asks the database");
    desk.clock.set(due + TimeDelta::seconds(1));
    assert_eq!(looking.await.expect("it looks"), Some(due));
}

#[tokio::test]
async fn a_letter_that_must_be_quiet_at_night_is_waited_for_by_day() {
    let desk = Desk::opens();
    let due = desk.clock.now() + TimeDelta::seconds(10);
    desk.takes_in(due, true).await;
    assert_eq!(desk.sender.send_due().await.expect("it looks"), Some(due));
}

/// A letter of the bot's own accord that comes to another day takes its place there, or waits on.
#[tokio::test]
async fn what_comes_to_another_day_counts_on_that() {
    let desk = Desk::opens();
    let now = desk.clock.now();
    let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
    let (first, second, third) = (day("1970-01-01"), day("1970-01-02"), day("1970-01-03"));
    desk.store
        .write(move |tx| {
            let chat = directory::see_chat(tx, -7, Kind::Supergroup, "Wuxing", None)?.id;
            for (key, day) in [("late", first), ("planned", second)] {
                let letter = Letter::notice(key, chat, Body::text("…"));
                enqueue(tx, letter.counted(crate::outbox::Share { day, most: 1 }), now)?;
            }
            let noon = now + TimeDelta::hours(36);
            let page = store::page(tx, noon, false, (-1, 0), 9)?;
            let (_, late) = page.into_iter().find(|(_, letter)| letter.id == 1).expect("it waits");
            let share = late.share.expect("it counts");
            assert!(!store::may_go(tx, &late, share, (second, noon, Tz::UTC))?, "the day is full");
            assert_eq!(store::of_own_accord(tx, chat, third)?, 1);
            let due = store::next_due(tx, noon, false)?;
            assert_eq!(due, Some(now + TimeDelta::hours(60)), "at the same time of day");
            // On a day with room it goes.
            assert!(store::may_go(tx, &late, share, (day("1970-01-05"), noon, Tz::UTC))?);
            Ok(())
        })
        .await
        .expect("it is looked at");
}
