//! A group that becomes a supergroup, told in either order.

use super::*;
use crate::outbox::{self, Letter};
use crate::store::Store;

const OLD: i64 = -77;
const NEW: i64 = -1_000_000_000_077;

fn noon() -> Time {
    crate::store::time(1_782_000_000_000)
}

/// A bound group with a counted photo, a reaction sent and an answer that waits.
async fn group(store: &Store) -> ChatId {
    store
        .write(|tx| {
            let chat = see_chat(tx, OLD, Kind::Group, "三里桥", None)?.id;
            tx.execute("insert into area (id, code, name, level) values (1, '330502', '吴兴区', 1)", &[])?;
            tx.execute(
                "insert into binding (chat_id, area_id, role, since) values ($1, 1, 'field', 5)",
                &[&chat],
            )?;
            tx.execute(
                "insert into album (id, chat_id, area_id, message_id, day, posted_at, closes_at)
                 values (1, $1, 1, 12, '2026-06-21', 5, 5)",
                &[&chat],
            )?;
            tx.execute(
                "insert into submission (album_id, chat_id, message_id, area_id, day, posted_at, source, file_id,
                                         file_unique, state)
                 values (1, $1, 12, 1, '2026-06-21', 5, 'photo', 'f', 'u', 'counted')",
                &[&chat],
            )?;
            outbox::enqueue(tx, Letter::reaction(chat, 12, Some("👍")), noon())?;
            tx.execute("update outbox set state = 'sent'", &[])?;
            let answer = Letter::answer("answer", chat, outbox::Body::text("3/3")).replying_to(12);
            outbox::enqueue(tx, answer, noon())?;
            Ok(chat)
        })
        .await
        .expect("a group")
}

/// The group stands under its new number with all that was its own, and nothing of the old messages.
async fn check(store: &Store, chat: ChatId) {
    store
        .write(move |tx| {
            let found = chat_by_telegram(tx, NEW)?.expect("the supergroup is known");
            assert_eq!((found.id, found.kind, found.gone), (chat, Kind::Supergroup, false));
            assert!(chat_by_telegram(tx, OLD)?.is_none());
            let bound: Option<i64> =
                tx.value("select count(*) from binding where chat_id = $1 and ended_at is null", &[&chat])?;
            assert_eq!(bound, Some(1));
            // Message 12 of the supergroup is another one: it can be taken in, and reacted to.
            let taken: Option<i64> =
                tx.value("select 1 from submission where chat_id = $1 and message_id = 12", &[&chat])?;
            assert_eq!(taken, None);
            assert!(outbox::enqueue(tx, Letter::reaction(chat, 12, Some("👍")), noon())?);
            let body: Option<String> = tx.value("select body from outbox where key = 'answer'", &[])?;
            assert!(body.is_some_and(|body| body.contains(r#""reply_to":null"#)));
            let broken = tx.all("pragma foreign_key_check", &[], |_| Ok(()))?;
            assert!(broken.is_empty());
            Ok(())
        })
        .await
        .expect("all is well");
}

#[tokio::test]
async fn a_group_moves_before_its_new_number_is_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("muster.db")).expect("a store");
    let chat = group(&store).await;
    store
        .write(|tx| {
            migrate_chat(tx, OLD, NEW)?;
            see_chat(tx, NEW, Kind::Supergroup, "三里桥", None)?;
            migrate_chat(tx, OLD, NEW)
        })
        .await
        .expect("a move");
    check(&store, chat).await;
}

#[tokio::test]
async fn a_group_moves_after_its_new_number_was_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("muster.db")).expect("a store");
    let chat = group(&store).await;
    store
        .write(|tx| {
            let stranger = see_chat(tx, NEW, Kind::Supergroup, "三里桥", None)?.id;
            mark_admin(tx, stranger, true)?;
            tx.execute(
                "insert into binding (chat_id, area_id, role, since) values ($1, 1, 'desk', 9)",
                &[&stranger],
            )?;
            outbox::enqueue(tx, Letter::answer("early", stranger, outbox::Body::text("在")), noon())?;
            migrate_chat(tx, OLD, NEW)?;
            assert!(chat_by_telegram(tx, NEW)?.is_some_and(|chat| chat.admin));
            migrate_chat(tx, OLD, NEW)
        })
        .await
        .expect("a move");
    check(&store, chat).await;
    let role: Option<String> = store
        .read(|read| read.value("select role from binding where ended_at is null", &[]))
        .await
        .expect("a binding");
    assert_eq!(role.as_deref(), Some("desk"));
}
