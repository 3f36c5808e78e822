//! The first admin, and who answers for what.

use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::config::Config;
use crate::directory::{Shown, see_person};
use crate::i18n::Texts;
use crate::store::Store;
use crate::telegram::api::Me;

const TOML: &str = r#"
[campaign]
name = "C"
starts = 2026-06-21
ends = 2026-09-30
"#;

fn context(admins: &str) -> Context {
    let toml = format!("{admins}\n{TOML}");
    let config = Config::parse(&toml, Path::new("/"), "bot.toml").expect("a good file");
    let me = Me { id: 9, username: "muster_bot".into(), can_read_all_group_messages: true };
    Context::new(Arc::new(config), Arc::new(Texts::embedded()), me)
}

fn someone(tx: &mut Tx, id: i64) -> Result<Person, Failure> {
    see_person(tx, &Shown { telegram_id: id, name: format!("P{id}"), username: None, language: None })
}

async fn in_store(test: impl FnMut(&mut Tx) -> Result<(), Failure> + Send + 'static) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("muster.db")).expect("a store");
    store.write(test).await.expect("all is well");
}

#[tokio::test]
async fn the_first_who_claims_is_admin_and_nobody_after() {
    let cx = context("");
    let now = crate::store::time(1_782_000_000_000);
    in_store(move |tx| {
        let code = claim_code(tx, &cx)?.expect("nobody is admin yet");
        assert_eq!(claim_code(tx, &cx)?.as_deref(), Some(code.as_str()), "a restart shows the same link");
        let (first, second) = (someone(tx, 1)?, someone(tx, 2)?);
        assert!(!claim(tx, &cx, &second, "wrong", now)?);
        assert!(!claim(tx, &cx, &second, "", now)?);
        assert!(claim(tx, &cx, &first, &code, now)?);
        assert!(!claim(tx, &cx, &second, &code, now)?);
        assert!(is_admin(tx, &cx, &first)? && !is_admin(tx, &cx, &second)?);
        assert_eq!(admins(tx, &cx)?, [first.id]);
        assert_eq!(claim_code(tx, &cx)?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn admins_of_the_file_need_no_claim() {
    let cx = context("admins = [1]");
    in_store(move |tx| {
        assert_eq!(claim_code(tx, &cx)?, None);
        assert!(admins(tx, &cx)?.is_empty(), "not met yet");
        let one = someone(tx, 1)?;
        assert_eq!(admins(tx, &cx)?, [one.id]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn leads_answer_for_what_lies_below_and_inspectors_do_not() {
    let cx = context("admins = [1]");
    let now = crate::store::time(1_782_000_000_000);
    in_store(move |tx| {
        let csv = "code,parent_code,name,level\na,,A,city\nb,a,B,district\nc,b,C,township\n";
        let levels = &cx.config.areas.levels;
        assert!(crate::features::areas::import(tx, levels, csv.as_bytes(), now)?.is_ok());
        let tree = cx.tree(tx)?;
        let id = |code: &str| tree.by_code(code).map(|area| area.id);
        let [a, b, c] = ["a", "b", "c"].map(|code| id(code).expect("an area"));
        let (lead, inspector, admin) = (someone(tx, 2)?, someone(tx, 3)?, someone(tx, 1)?);
        let of_b = |role| Held { role, area: Some(b) };
        assert!(store::give(tx, lead.id, of_b(Role::Lead), None, now)?);
        assert!(!store::give(tx, lead.id, of_b(Role::Lead), None, now)?);
        assert!(store::give(tx, inspector.id, of_b(Role::Inspector), None, now)?);
        for (area, leads) in [(a, false), (b, true), (c, true)] {
            assert_eq!(answers_for(tx, &cx, &lead, area)?, leads);
            assert!(!answers_for(tx, &cx, &inspector, area)?);
            assert!(answers_for(tx, &cx, &admin, area)?);
        }
        assert!(inspects(tx, &cx, &inspector, c)? && !inspects(tx, &cx, &inspector, a)?);
        assert_eq!(rank(tx, &cx, &inspector)?, Rank::Inspector);
        assert_eq!(rank(tx, &cx, &lead)?, Rank::Lead);
        assert_eq!(rank(tx, &cx, &admin)?, Rank::Admin);
        assert_eq!(leads_of(tx, b)?, [lead.id]);
        assert_eq!(all_leads(tx)?, [(lead.id, b)]);
        assert_eq!(led_by(tx, lead.id)?, [b]);
        assert!(store::take(tx, lead.id, of_b(Role::Lead))?);
        assert!(!answers_for(tx, &cx, &lead, c)?);
        Ok(())
    })
    .await;
}
