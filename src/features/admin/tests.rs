//! What the night sweeps away, and what it must not.

use super::*;
use crate::outbox::{self, Body, Letter};
use crate::store::Store;
use crate::telegram::media::Media;
use chrono::TimeDelta;

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
                "insert into relay (area_id, day, revision, photos, heads, state, picture, made_at)
                 values (1, '2026-06-21', 1, 0, 0, '', 'relayed', 0)",
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
    assert_eq!(named, ["fresh", "relayed", "shown"]);
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
