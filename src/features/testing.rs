//! A small campaign for the slices' own tests: a store, a city with five districts, and people.

use std::path::Path;
use std::sync::Arc;

use super::context::Context;
use super::{areas, photos, points, roles};
use crate::clock::Time;
use crate::config::Config;
use crate::directory::{self, Kind, Person, Shown};
use crate::domain::area::Area;
use crate::domain::ids::ChatId;
use crate::error::Failure;
use crate::i18n::Texts;
use crate::store::{Read, Store, Tx};
use crate::telegram::api::Me;

const TOML: &str = r#"
[campaign]
name = "百日攻坚"
starts = 2026-06-21
ends = 2026-09-30
"#;

pub const AREAS: &str = "code,parent_code,name,level
3305,,湖州市,city
330502,3305,吴兴区,district
330503,3305,南浔区,district
330521,3305,德清县,district
330522,3305,长兴县,district
330523,3305,安吉县,district
330502001,330502,月河街道,township
330502002,330502,八里店镇,township
";

/// `2026-06-21 12:00` in the campaign's zone.
pub fn at(local: &str) -> Time {
    format!("{}:00+08:00", local.replace(' ', "T"))
        .parse::<chrono::DateTime<chrono::FixedOffset>>()
        .expect("a time")
        .to_utc()
}

/// The configuration by default, but for what `change` changes.
pub fn context(change: impl FnOnce(&mut Config)) -> Context {
    let mut config = Config::parse(TOML, Path::new("/"), "bot.toml").expect("a good file");
    change(&mut config);
    let me = Me { id: 1, username: "muster_bot".into(), can_read_all_group_messages: true };
    Context::new(Arc::new(config), Arc::new(Texts::embedded()), me)
}

/// Runs a test in a transaction on an empty store with these areas.
pub fn with_areas<T: Send + 'static>(
    csv: &str,
    test: impl FnMut(&mut Tx) -> Result<T, Failure> + Send + 'static,
) -> T {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("muster.db")).expect("a store");
    let (csv, mut test) = (csv.to_owned(), test);
    let write = store.write(move |tx| {
        let levels = ["city", "district", "township", "village"].map(str::to_owned);
        // The rehearsal is over: most tests are of the campaign itself.
        photos::store::note_rehearsed_until(
            tx,
            chrono::NaiveDate::from_ymd_opt(2026, 6, 21).expect("a day"),
        )?;
        // Totals are kept for the one season of `TOML`.
        points::store::totals::keep_up(tx, &context(|_| ()).config.points.seasons)?;
        areas::import(tx, &levels, csv.as_bytes(), at("2026-06-01 00:00"))?.expect("a good file of areas");
        test(tx)
    });
    futures::executor::block_on(write).expect("the test's transaction is made")
}

/// A person whom the bot may write to.
pub fn person(tx: &mut Tx, telegram_id: i64, name: &str) -> Result<Person, Failure> {
    let language = Some("zh-hans".to_owned());
    let person =
        directory::see_person(tx, &Shown { telegram_id, name: name.into(), username: None, language })?;
    directory::see_chat(tx, telegram_id, Kind::Private, "", Some(person.id))?;
    directory::mark_opened(tx, person.id, at("2026-06-01 00:00"))?;
    Ok(directory::person_by_id(tx, person.id)?.expect("a person who was just seen"))
}

/// The area of a code.
pub fn area(read: &Read, cx: &Context, code: &str) -> Result<Area, Failure> {
    Ok(cx.tree(read)?.by_code(code).expect("a code of the test's areas").clone())
}

/// A group that is bound to an area.
pub fn group(
    tx: &mut Tx,
    cx: &Context,
    telegram_id: i64,
    code: &str,
    role: areas::Role,
) -> Result<ChatId, Failure> {
    let admin = person(tx, 1, "管理员")?;
    let chat = directory::see_chat(tx, telegram_id, Kind::Supergroup, code, None)?.id;
    let area = area(tx, cx, code)?;
    areas::bind(tx, chat, 0, &area, role, admin.id, at("2026-06-01 00:00"))?;
    Ok(chat)
}

/// A lead of an area.
pub fn lead(tx: &mut Tx, cx: &Context, telegram_id: i64, name: &str, code: &str) -> Result<Person, Failure> {
    let person = person(tx, telegram_id, name)?;
    let area = area(tx, cx, code)?;
    let held = roles::Held { role: roles::Role::Lead, area: Some(area.id) };
    roles::store::give(tx, person.id, held, None, at("2026-06-01 00:00"))?;
    Ok(person)
}

/// Says that an area (not those above it) sent in so many photos on a day.
pub fn counted(tx: &mut Tx, cx: &Context, code: &str, day: &str, photos: i64) -> Result<(), Failure> {
    let area = area(tx, cx, code)?;
    tx.execute(
        "insert into area_day (area_id, day, photos, heads) values ($1, $2, $3, $3)
         on conflict (area_id, day) do update set photos = excluded.photos, heads = excluded.heads",
        &[&area.id, &day, &photos],
    )?;
    Ok(())
}

/// What waits to be sent: chat, key, body.
pub fn waiting(read: &Read) -> Result<Vec<(ChatId, String, String)>, Failure> {
    read.all("select chat_id, key, body from outbox where state = 'waiting' order by id", &[], |row| {
        Ok((row.get("chat_id")?, row.get("key")?, row.get("body")?))
    })
}
