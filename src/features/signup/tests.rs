use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::config::Config;
use crate::directory::{Shown, person_by_id, see_person};
use crate::i18n::Texts;
use crate::store::Store;
use crate::telegram::api::Me;

const TOML: &str = r#"
[campaign]
name = "C"
starts = 2026-06-21
ends = 2026-09-30
"#;

#[test]
fn joining_counts_once_and_a_second_area_adds_a_membership() {
    let folder = tempfile::tempdir().expect("a folder");
    let opened = Store::open(&folder.path().join("muster.db")).expect("a store");
    let config = Config::parse(TOML, Path::new("/"), "bot.toml").expect("a good file");
    let me = Me { id: 1, username: "muster_bot".into(), can_read_all_group_messages: true };
    let cx = Context::new(Arc::new(config), Arc::new(Texts::embedded()), me);
    let now: Time = "2026-06-21T04:00:00Z".parse().expect("a time");
    let write = opened.write(move |tx| {
        let shown = Shown { telegram_id: 7, name: "李伟".into(), username: None, language: None };
        let person = see_person(tx, &shown)?;
        let mut area = |code: &str| -> Result<AreaId, Failure> {
            let sql = "insert into area (code, name, level) values ($1, $1, 0) returning id";
            Ok(tx.insert(sql, &[&code])?.unwrap_or_default().into())
        };
        let (a, b) = (area("a")?, area("b")?);

        assert_eq!(join(tx, &cx, &person, b, now)?, Joined::First);
        assert_eq!(join(tx, &cx, &person, b, now)?, Joined::Already);
        let person = person_by_id(tx, person.id)?.expect("known");
        assert!(person.joined);
        assert_eq!(join(tx, &cx, &person, a, now)?, Joined::Further);
        assert_eq!(store::areas_of(tx, person.id)?, [b, a], "the home area stands first");
        assert_eq!(points::store::balance(tx, person.id)?, 5);
        assert!(!jobs::is_waiting(tx, kinds::PHOTO_JOINED, "")?, "no photo waits");
        Ok(())
    });
    futures::executor::block_on(write).expect("it is written");
}
