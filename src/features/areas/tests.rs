//! From an update to what the bot says: importing, greeting, binding, appointing.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use teloxide::types::Update;

use super::*;
use crate::clock::Clock;
use crate::directory::{self, Kind};
use crate::features::Features;
use crate::features::context::Tools;
use crate::i18n::Texts;
use crate::inbox::{Handler, PressAnswer};
use crate::outbox::Body;
use crate::store::Store;
use crate::telegram::api::{Me, Telegram};
use crate::telegram::media::Media;

const TOML: &str = r#"
locale = "en"
admins = [1]
[campaign]
name = "Clean city"
starts = 2026-06-21
ends = 2026-09-30
"#;

const CSV: &str = "code,parent_code,name,level\n3305,,Huzhou,city\n330502,3305,Wuxing,district\n\
                   330503,3305,Nanxun,district\n330502001,330502,Yuehe,township\n";

const GROUP: i64 = -100_500;

/// A bot without a network: updates go in, and what it would say is read from its outbox.
struct Bot {
    features: Arc<Features>,
    store: Store,
    now: Time,
    next: i64,
    read: i64,
    _folder: tempfile::TempDir,
}

impl Bot {
    async fn with_areas() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("muster.db")).expect("a store");
        let config = Config::parse(TOML, Path::new("/"), "bot.toml").expect("a good file");
        let me = Me { id: 9, username: "muster_bot".into(), can_read_all_group_messages: true };
        let cx = Arc::new(Context::new(Arc::new(config), Arc::new(Texts::embedded()), me));
        let now: Time = "2026-06-21T04:00:00Z".parse().expect("a time");
        let tools = Tools {
            cx,
            store: store.clone(),
            telegram: Telegram::new("http://127.0.0.1:9", "1:x".to_owned().into()).expect("a client"),
            media: Media::in_folder(folder.path()),
            clock: Clock::by_hand(now),
        };
        let bot =
            Bot { features: Arc::new(Features::new(tools)), store, now, next: 1, read: 0, _folder: folder };
        let now = bot.now;
        let levels = bot.features.tools().cx.config.areas.levels.clone();
        bot.store
            .write(move |tx| {
                assert!(import(tx, &levels, CSV.as_bytes(), now)?.is_ok());
                Ok(())
            })
            .await
            .expect("areas");
        bot
    }

    async fn takes(&mut self, mut update: Value) -> Option<PressAnswer> {
        update["update_id"] = json!(self.next);
        self.next += 1;
        let update: Update = serde_json::from_str(&update.to_string()).expect("an update");
        let (features, now) = (self.features.clone(), self.now);
        self.store.write(move |tx| features.handle(tx, &update, now)).await.expect("it is handled")
    }

    async fn hears(&mut self, from: i64, chat: Value, text: &str) {
        let entities = json!([{ "type": "bot_command", "offset": 0, "length": 4 }]);
        self.takes(json!({ "message": {
            "message_id": self.next + 1000, "date": 1_782_014_400, "chat": chat, "from": user(from),
            "text": text, "entities": entities,
        }}))
        .await;
    }

    async fn added(&mut self, by: i64, old: &str, new: &str) {
        let member = |status: &str| {
            let mut member =
                json!({ "status": status, "user": { "id": 9, "is_bot": true, "first_name": "M" } });
            if status == "kicked" {
                member["until_date"] = json!(0);
            }
            if status == "administrator" {
                for right in [
                    "can_be_edited",
                    "is_anonymous",
                    "can_manage_chat",
                    "can_delete_messages",
                    "can_manage_video_chats",
                    "can_restrict_members",
                    "can_promote_members",
                    "can_change_info",
                    "can_invite_users",
                    "can_post_stories",
                    "can_edit_stories",
                    "can_delete_stories",
                ] {
                    member[right] = json!(false);
                }
            }
            member
        };
        self.takes(json!({ "my_chat_member": {
            "chat": group(), "from": user(by), "date": 1_782_014_400,
            "old_chat_member": member(old), "new_chat_member": member(new),
        }}))
        .await;
    }

    async fn pressed(&mut self, by: i64, chat: Value, press: impl Into<String>) -> Option<PressAnswer> {
        self.takes(json!({ "callback_query": {
            "id": "1", "from": user(by), "chat_instance": "1", "data": press.into(),
            "message": { "message_id": 77, "date": 1_782_014_400, "chat": chat, "text": "?" },
        }}))
        .await
    }

    /// What the bot said since it was last asked, with its buttons.
    async fn says(&mut self) -> String {
        let after = self.read;
        let letters = self
            .store
            .read(move |read| {
                read.all("select id, body from outbox where id > $1 order by id", &[&after], |row| {
                    Ok((row.get::<i64>("id")?, row.get::<String>("body")?))
                })
            })
            .await
            .expect("letters");
        self.read = letters.last().map_or(after, |(id, _)| *id);
        let mut said = String::new();
        for (_, body) in letters {
            match serde_json::from_str(&body).expect("a body") {
                Body::Text { html, keyboard, .. } | Body::EditText { html, keyboard, .. } => {
                    said.push_str(&html);
                    for button in keyboard.0.iter().flatten() {
                        said.push_str(&format!(" [{}]", button.text));
                    }
                    said.push('\n');
                }
                Body::Menu { commands, .. } => said.push_str(&format!("menu of {}\n", commands.len())),
                _ => {}
            }
        }
        said
    }

    async fn bound(&self) -> Vec<(String, &'static str)> {
        let cx = self.features.tools().cx.clone();
        self.store
            .read(move |read| {
                let chat = directory::chat_by_telegram(read, GROUP)?.expect("the group is known");
                let tree = cx.tree(read)?;
                Ok(store::bindings_of(read, chat.id)?
                    .into_iter()
                    .map(|binding| {
                        (tree.get(binding.area).expect("an area").code.clone(), binding.role.word())
                    })
                    .collect())
            })
            .await
            .expect("bindings")
    }

    async fn group_id(&self) -> ChatId {
        let found = self.store.read(|read| directory::chat_by_telegram(read, GROUP)).await.expect("a read");
        found.expect("the group is known").id
    }

    async fn area(&self, code: &'static str) -> AreaId {
        let cx = self.features.tools().cx.clone();
        let found = self.store.read(move |read| Ok(cx.tree(read)?.by_code(code).map(|area| area.id))).await;
        found.expect("a read").expect("an area")
    }
}

fn user(id: i64) -> Value {
    json!({ "id": id, "is_bot": false, "first_name": format!("P{id}"), "username": format!("p{id}") })
}

fn group() -> Value {
    json!({ "id": GROUP, "type": "supergroup", "title": "River" })
}

fn private(id: i64) -> Value {
    json!({ "id": id, "type": "private", "first_name": format!("P{id}") })
}

#[tokio::test]
async fn an_admin_binds_by_walking_the_tree() {
    let mut bot = Bot::with_areas().await;
    bot.added(1, "left", "member").await;
    let said = bot.says().await;
    assert!(said.contains("Clean city") && said.contains("[Wuxing]"), "{said}");
    assert!(said.contains("<b>Huzhou</b> (3305)"), "what the buttons are about: {said}");
    let chat = bot.group_id().await;
    let area = bot.area("330502").await;
    bot.pressed(1, group(), chat::Press::Walk { chat, thread: 0, area: area.get(), page: 0 }).await;
    let said = bot.says().await;
    assert!(said.contains("[✅ as a field chat]") && said.contains("[Yuehe]"), "{said}");
    let nobody = bot.pressed(2, group(), chat::Press::Field { chat, thread: 0, area }).await;
    assert!(nobody.and_then(|answer| answer.text).is_some_and(|text| text.contains("Only leads")));
    assert!(bot.bound().await.is_empty());
    bot.pressed(1, group(), chat::Press::Field { chat, thread: 0, area }).await;
    assert_eq!(bot.bound().await, [("330502".to_owned(), "field")]);
}

/// Telegram need not say how large a file is; and people forget the caption.
#[tokio::test]
async fn a_table_without_size_is_fetched_and_one_without_caption_is_answered() {
    let mut bot = Bot::with_areas().await;
    let file = |by: i64, caption: &str| {
        json!({ "message": {
            "message_id": 5, "date": 1_782_014_400, "chat": private(by), "from": user(by), "caption": caption,
            "document": { "file_id": "f", "file_unique_id": "u", "file_name": "Areas.CSV" },
        }})
    };
    bot.takes(file(1, "/areas")).await;
    assert_eq!(bot.says().await, "", "the file comes first");
    let jobs = bot.store.read(|read| {
        read.value::<i64>(
            "select count(*) from job where kind = $1",
            &[&crate::features::kinds::AREAS_IMPORT],
        )
    });
    assert_eq!(jobs.await.expect("a count"), Some(1));
    bot.takes(file(1, "here you are")).await;
    assert!(bot.says().await.contains("/areas"));
    bot.takes(file(2, "")).await;
    assert!(!bot.says().await.contains("/areas"), "only admins import");
}

#[tokio::test]
async fn a_press_from_elsewhere_binds_nothing() {
    let mut bot = Bot::with_areas().await;
    bot.added(2, "left", "member").await;
    let said = bot.says().await;
    assert!(said.contains("/bind CODE") && !said.contains('['), "{said}");
    let chat = bot.group_id().await;
    let area = bot.area("330502").await;
    // An admin, but neither in that chat nor who added the bot there.
    bot.pressed(1, private(1), chat::Press::Field { chat, thread: 0, area }).await;
    assert!(bot.bound().await.is_empty());
}

#[tokio::test]
async fn leads_bind_at_or_below_their_area_only() {
    let mut bot = Bot::with_areas().await;
    bot.hears(3, group(), "hello").await;
    bot.hears(3, group(), "/bind 330502").await;
    assert!(bot.says().await.contains("Only leads"));
    bot.hears(1, private(1), "/appoint lead 330502 @p3").await;
    let said = bot.says().await;
    assert!(said.contains("lead of Wuxing") && said.contains("[Open Muster]"), "{said}");
    bot.hears(3, group(), "/bind 3305").await;
    assert!(bot.says().await.contains("not yours"));
    bot.hears(3, group(), "/bind 330502001").await;
    assert_eq!(bot.bound().await, [("330502001".to_owned(), "field")]);
    bot.hears(3, group(), "/bind 330502 desk").await;
    assert_eq!(bot.bound().await, [("330502".to_owned(), "desk")]);
    let said = bot.says().await;
    assert!(said.contains("field chat of Yuehe") && said.contains("desk of Wuxing"), "{said}");
    // What an admin bound elsewhere, the lead does not take away.
    bot.hears(1, group(), "/bind 330503").await;
    bot.hears(3, group(), "/bind 330502").await;
    assert_eq!(bot.bound().await, [("330503".to_owned(), "field")]);
    bot.hears(3, group(), "/unbind").await;
    assert_eq!(bot.bound().await.len(), 1);
    bot.hears(1, group(), "/unbind").await;
    assert!(bot.bound().await.is_empty());
}

#[tokio::test]
async fn a_wrong_code_offers_areas_and_a_high_one_no_field() {
    let mut bot = Bot::with_areas().await;
    bot.hears(1, group(), "/bind wux").await;
    let said = bot.says().await;
    assert!(said.contains("no area wux") && said.contains("[Wuxing]"), "{said}");
    bot.hears(1, group(), "/bind 3305 field").await;
    assert!(bot.says().await.contains("too large"));
    bot.hears(1, group(), "/bind 3305").await;
    assert_eq!(bot.bound().await, [("3305".to_owned(), "desk")]);
}

#[tokio::test]
async fn menus_follow_roles_of_those_who_opened_the_bot() {
    let mut bot = Bot::with_areas().await;
    bot.hears(3, private(3), "/help").await;
    let said = bot.says().await;
    assert!(said.contains("/join") && !said.contains("/review"), "{said}");
    bot.hears(1, private(1), "/appoint lead 330502 3").await;
    let said = bot.says().await;
    assert!(said.contains("menu of") && said.contains("You are lead of Wuxing"), "{said}");
    bot.hears(3, private(3), "/help").await;
    assert!(bot.says().await.contains("/review"));
    bot.hears(1, private(1), "/dismiss lead 330502 @p3").await;
    let said = bot.says().await;
    assert!(said.contains("no longer lead of Wuxing"), "{said}");
    bot.hears(1, private(1), "/dismiss @p3").await;
    assert!(bot.says().await.contains("has no role"));
    bot.hears(1, private(1), "/audit").await;
    let said = bot.says().await;
    assert!(said.contains("P1</b> dismissed a lead: P3 → 330502 Wuxing"), "{said}");
    assert!(said.contains("the server</b> imported areas"), "{said}");
}

#[tokio::test]
async fn removed_and_blocked_chats_are_known_to_be_closed() {
    let mut bot = Bot::with_areas().await;
    bot.added(1, "left", "member").await;
    bot.hears(1, group(), "/bind 330502").await;
    bot.added(1, "member", "kicked").await;
    let area = bot.area("330502").await;
    let count = move |read: &crate::store::Read| Ok(store::bound_to(read, area, Role::Field)?.len());
    assert_eq!(bot.store.read(count).await.expect("a count"), 0);
    bot.says().await;
    bot.added(1, "left", "administrator").await;
    assert!(bot.says().await.contains("still bound to Wuxing"));
    assert_eq!(bot.store.read(count).await.expect("a count"), 1);
    let admin = bot.store.read(|read| directory::chat_by_telegram(read, GROUP)).await.expect("a chat");
    assert!(admin.is_some_and(|chat| chat.admin && chat.kind == Kind::Supergroup));
}

#[tokio::test]
async fn a_moved_area_takes_its_ways_along() {
    let bot = Bot::with_areas().await;
    let levels = bot.features.tools().cx.config.areas.levels.clone();
    let now = bot.now;
    bot.store
        .write(move |tx| {
            let before = store::generation(tx)?;
            let again = import(tx, &levels, CSV.as_bytes(), now)?.expect("a good file");
            assert_eq!((again.added, again.updated, again.unchanged), (0, 0, 4));
            assert_eq!(store::generation(tx)?, before);
            let moved = "code,parent_code,name,level\n330502001,330503,Yuehe,township\n";
            let moved = import(tx, &levels, moved.as_bytes(), now)?.expect("a good file");
            assert_eq!(moved.updated, 1);
            let up = tx.all(
                "select a.code, p.depth from area_path p join area a on a.id = p.ancestor_id
                 where p.area_id = (select id from area where code = '330502001') order by p.depth",
                &[],
                |row| Ok((row.get::<String>("code")?, row.get::<i64>("depth")?)),
            )?;
            let up: Vec<(&str, i64)> = up.iter().map(|(code, depth)| (code.as_str(), *depth)).collect();
            assert_eq!(up, [("330502001", 0), ("330503", 1), ("3305", 2)]);
            // One bad line, and nothing is imported.
            let bad = "code,parent_code,name,level\n330599,3305,New,district\n330598,nowhere,X,district\n";
            assert!(import(tx, &levels, bad.as_bytes(), now)?.is_err());
            assert!(store::tree(tx)?.by_code("330599").is_none());
            Ok(())
        })
        .await
        .expect("all is well");
}

#[tokio::test]
async fn a_whole_city_is_imported_in_one_go() {
    let bot = Bot::with_areas().await;
    let levels = bot.features.tools().cx.config.areas.levels.clone();
    let now = bot.now;
    // Children first, as the file may well have them.
    let mut csv = String::from("code,parent_code,name,level\n");
    for n in 0..1304 {
        csv.push_str(&format!("v{n},t{},V{n},village\n", n % 69));
    }
    for n in 0..69 {
        csv.push_str(&format!("t{n},d{},T{n},township\n", n % 5));
    }
    for n in 0..5 {
        csv.push_str(&format!("d{n},3305,D{n},district\n"));
    }
    bot.store
        .write(move |tx| {
            let imported = import(tx, &levels, csv.as_bytes(), now)?.expect("a good file");
            assert_eq!(imported.added, 1378);
            let ways: Option<i64> = tx.value("select count(*) from area_path", &[])?;
            // Four areas were there before: a city, two districts and a township.
            assert_eq!(ways, Some((1 + 2 * 2 + 3) + 5 * 2 + 69 * 3 + 1304 * 4));
            assert_eq!(store::tree(tx)?.len(), 1382);
            Ok(())
        })
        .await
        .expect("a city");
}
