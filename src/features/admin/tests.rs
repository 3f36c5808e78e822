//! What the night sweeps away, and what it must not.

use std::sync::Arc;

use chrono::TimeDelta;

use super::*;
use crate::clock::Clock;
use crate::config::Config;
use crate::features::context::Tools;
use crate::features::{Features, areas, kinds};
use crate::i18n::Texts;
use crate::jobs::{self, NewJob, Worker};
use crate::outbox::{self, Body, Letter};
use crate::store::Store;
use crate::telegram::api::{Me, Telegram};
use crate::telegram::media::Media;

#[tokio::test]
async fn only_files_that_nothing_names_are_forgotten() {
    let folder = tempfile::tempdir().expect("a folder");
    let opened = Store::open(&folder.path().join("muster.db")).expect("a store");
    let now = crate::store::time(1_782_000_000_000);
    let named = opened
        .write(move |tx| {
            let keep = |tx: &mut Tx, hash: &str, at: Time| {
                let sql = "insert into file (hash, bytes, kept_at) values ($1, 1, $2)";
                tx.execute(sql, &[&hash, &crate::store::millis(at)])
            };
            let old = now - TimeDelta::hours(2);
            keep(tx, "relayed", old)?;
            keep(tx, "shown", old)?;
            keep(tx, "nameless", old)?;
            keep(tx, "fresh", now)?;
            tx.execute("insert into area (id, code, name, level) values (1, 'a', 'A', 0)", &[])?;
            tx.execute(
                "insert into relay (area_id, day, revision, photos, heads, state, picture, late, made_at)
                 values (1, '2026-06-21', 1, 0, 0, '', 'relayed', 0, 0)",
                &[],
            )?;
            keep(tx, "compared", old)?;
            tx.execute("insert into chat (id, telegram_id, kind, title) values (7, -7, 'group', 'H')", &[])?;
            tx.execute(
                "insert into album (id, chat_id, area_id, message_id, day, posted_at, closes_at)
                 values (1, 7, 1, 12, '2026-06-21', 5, 5)",
                &[],
            )?;
            tx.execute(
                "insert into submission (album_id, chat_id, message_id, area_id, day, posted_at, source, file_id,
                                         file_unique, state, view)
                 values (1, 7, 12, 1, '2026-06-21', 5, 'photo', 'f', 'u', 'waiting', 'compared')",
                &[],
            )?;
            let chat = directory::see_chat(tx, 5, directory::Kind::Group, "G", None)?.id;
            outbox::enqueue(tx, Letter::answer("k", chat, Body::photo("shown", "")), now)?;
            store::forget_unnamed(tx, now - TimeDelta::hours(1))
        })
        .await
        .expect("all is well");
    let mut named: Vec<String> = named.into_iter().collect();
    named.sort();
    assert_eq!(named, ["compared", "fresh", "relayed", "shown"]);
}

#[test]
fn a_file_that_was_kept_again_is_not_old() {
    let folder = tempfile::tempdir().expect("a folder");
    let media = Media::in_folder(folder.path());
    let hash = media.keep(b"a photo").expect("kept");
    let kept = std::fs::metadata(media.path(&hash)).and_then(|found| found.modified()).expect("a time");
    media.remove_older(&hash, kept).expect("no fault");
    assert!(media.read(&hash).is_ok());
    media.remove_older(&hash, kept + std::time::Duration::from_secs(1)).expect("no fault");
    assert!(media.read(&hash).is_err());
    media.remove_older(&hash, kept).expect("gone already is no fault");
}

const TOML: &str = r#"
locale = "en"
admins = [1]
[campaign]
name = "C"
starts = 2026-06-21
ends = 2026-09-30
"#;

fn time(text: &str) -> Time {
    text.parse().expect("a time")
}

/// What was said, all of it.
async fn said(store: &Store) -> String {
    let bodies = |read: &Read| read.all("select body from outbox order by id", &[], |row| row.get("body"));
    let bodies: Vec<String> = store.read(bodies).await.expect("bodies");
    bodies.join("\n")
}

#[tokio::test]
async fn backups_sweeping_and_the_evening_word_come_by_themselves() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = Config::parse(TOML, folder.path(), "bot.toml").expect("a good file");
    let opened = Store::open(&config.storage.database).expect("a store");
    let me = Me { id: 9, username: "muster_bot".into(), can_read_all_group_messages: true };
    let media = Media::in_folder(&config.storage.media);
    let cx = Arc::new(Context::new(Arc::new(config), Arc::new(Texts::embedded()), me));
    let clock = Clock::by_hand(time("2026-06-21T04:00:00Z"));
    let tools = Tools {
        cx: cx.clone(),
        store: opened.clone(),
        telegram: Telegram::new("http://127.0.0.1:9", "1:x".to_owned().into()).expect("a client"),
        media,
        clock: clock.clone(),
    };
    let now = clock.now();
    opened
        .write(move |tx| {
            let shown = |id: i64| directory::Shown {
                telegram_id: id,
                name: format!("P{id}"),
                username: None,
                language: Some("en".into()),
            };
            let admin = directory::see_person(tx, &shown(1))?.id;
            directory::see_chat(tx, 1, directory::Kind::Private, "", Some(admin))?;
            directory::mark_opened(tx, admin, now)?;
            let lead = directory::see_person(tx, &shown(2))?.id;
            let csv = b"code,parent_code,name,level\na,,Huzhou,city\n";
            assert!(areas::import(tx, &cx.config.areas.levels, csv, now)?.is_ok());
            let area = cx.tree(tx)?.by_code("a").expect("an area").id;
            roles::give(tx, lead, roles::Held { role: roles::Role::Lead, area: Some(area) }, None, now)?;
            job::enqueue_sweep(tx, &cx, now)?;
            job::enqueue_sweep(tx, &cx, now)?;
            let payload = admin.to_string();
            jobs::enqueue(tx, &NewJob { kind: kinds::BACKUP, key: "b".into(), payload, due: now })
        })
        .await
        .expect("a start");
    let worker = Worker::new(opened.clone(), clock.clone(), Arc::new(Features::new(tools)));

    let next = worker.work_due().await.expect("worked");
    assert!(folder.path().join("data/backups/muster-20260621-120000.tar").exists());
    assert!(said(&opened).await.contains("Backed up"));
    // Half an hour after the day's end in Shanghai, then half past three.
    assert_eq!(next, Some(time("2026-06-21T12:30:00Z")));
    clock.set(time("2026-06-21T12:30:00Z"));
    assert_eq!(worker.work_due().await.expect("worked"), Some(time("2026-06-21T19:30:00Z")));
    let evening = said(&opened).await;
    assert!(evening.contains("1 lead has never opened me") && evening.contains("Huzhou: P2"), "{evening}");
    clock.set(time("2026-06-21T19:30:00Z"));
    assert_eq!(worker.work_due().await.expect("worked"), Some(time("2026-06-22T12:30:00Z")));
}
