//! Chats: what is listed, what stands together, who can do what.

use chrono::TimeDelta;
use serde_json::json;

use super::*;
use crate::emulator::Member;

/// The tags of a page that have this class.
fn classed(html: &str, class: &str) -> Vec<Tag> {
    let has = |tag: &Tag| {
        tag.attributes.get("class").is_some_and(|classes| classes.split_whitespace().any(|one| one == class))
    };
    read(html).0.into_iter().filter(has).collect()
}

fn tagged(html: &str, attribute: &str, value: &str) -> bool {
    read(html).0.iter().any(|tag| tag.attributes.get(attribute).is_some_and(|found| found == value))
}

#[tokio::test]
async fn an_album_is_one_bubble_with_its_caption_and_its_reactions() {
    let small = Small::world().await;
    {
        let mut world = small.emulator.world();
        let parts = [(1280, 960), (720, 1280), (1280, 720)].map(|(w, h)| Post::photo(picture(w / 8, h / 8)));
        let parts = parts
            .into_iter()
            .enumerate()
            .map(|(at, part)| if at == 0 { part.caption("三里桥 12人") } else { part });
        let ids = world.post_album(small.li, small.group, parts).expect("posted");
        world.react(small.chen, small.group, ids[0], "👍").expect("reacted");
    }
    let html = small.chat(small.chen, small.group);
    let bubbles = classed(&html, "msg");
    assert_eq!(bubbles.len(), 1);
    assert_eq!(bubbles[0].attributes["data-ids"].split(',').count(), 3);
    assert_eq!(bubbles[0].attributes["data-own"], "👍");
    assert_eq!(classed(&html, "tile").len(), 3);
    assert_eq!(read(&html).1.matches("三里桥 12人").count(), 1, "one caption");
    assert!(tagged(&html, "aria-label", "👍: 陈静"), "{html}");
}

#[tokio::test]
async fn what_one_says_in_a_row_stands_together() {
    let small = Small::world().await;
    for (who, minutes) in
        [(small.li, 0), (small.li, 1), (small.chen, 1), (small.li, 0), (small.li, 60), (small.li, 60 * 15)]
    {
        small.clock.set(small.clock.now() + TimeDelta::minutes(minutes));
        small.emulator.world().say(who, small.group, "好").expect("said");
    }
    let html = small.chat(small.chen, small.group);
    let shapes: Vec<String> = classed(&html, "msg")
        .into_iter()
        .map(|tag| {
            let classes = &tag.attributes["class"];
            ["mine", "first", "last"]
                .into_iter()
                .filter(|one| classes.split(' ').any(|class| class == *one))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert_eq!(shapes, ["first", "last", "mine first last", "first last", "first last", "first last"]);
    // The last was said on the next day.
    assert_eq!(classed(&html, "day").len(), 2);
}

#[tokio::test]
async fn deleted_messages_are_gone_and_what_answered_them_says_so() {
    let small = Small::world().await;
    {
        let mut world = small.emulator.world();
        let first = world.say(small.li, small.group, "集合").expect("said");
        world.say(small.chen, small.group, Post::text("收到").reply_to(first)).expect("said");
        world.delete(small.li, small.group, first).expect("deleted");
    }
    let (_, text) = read(&small.chat(small.li, small.group));
    assert!(!text.contains("集合"), "{text}");
    assert!(text.contains("deleted message") && text.contains("收到"), "{text}");
}

#[tokio::test]
async fn an_edited_message_says_so_and_a_changed_keyboard_does_not() {
    let small = Small::world().await;
    let keys = json!({ "inline_keyboard": [[{ "text": "a", "callback_data": "a" }]] });
    let sent = small
        .bot("sendMessage", json!({ "chat_id": small.group.0, "text": "2/3", "reply_markup": keys }))
        .await;
    let which = json!({ "chat_id": small.group.0, "message_id": sent["message_id"] });
    small.bot("editMessageReplyMarkup", which.clone()).await;
    assert!(!read(&small.chat(small.li, small.group)).1.contains("edited"));
    let mut edit = which;
    edit["text"] = json!("3/3");
    small.bot("editMessageText", edit).await;
    let (_, text) = read(&small.chat(small.li, small.group));
    assert!(text.contains("edited") && text.contains("3/3") && !text.contains("2/3"), "{text}");
}

#[tokio::test]
async fn a_button_turns_until_the_bot_answers_the_one_who_pressed() {
    let small = Small::world().await;
    let keys = json!({ "inline_keyboard": [[{ "text": "加入", "callback_data": "join" }]] });
    let sent = small
        .bot("sendMessage", json!({ "chat_id": small.group.0, "text": "x", "reply_markup": keys }))
        .await;
    let id = MessageId(i32::try_from(sent["message_id"].as_i64().expect("an id")).expect("small"));
    let press = small.emulator.world().press(small.li, small.group, id, "join").expect("pressed");
    assert!(tagged(&small.chat(small.li, small.group), "aria-busy", "true"));
    assert!(!tagged(&small.chat(small.chen, small.group), "aria-busy", "true"), "others see nothing of it");
    small.bot("answerCallbackQuery", json!({ "callback_query_id": press, "text": "好" })).await;
    assert!(!tagged(&small.chat(small.li, small.group), "aria-busy", "true"));
    small.emulator.world().press(small.li, small.group, id, "join").expect("pressed");
    small.clock.set(small.clock.now() + TimeDelta::minutes(1));
    assert!(!tagged(&small.chat(small.li, small.group), "aria-busy", "true"), "not for ever");
}

#[tokio::test]
async fn messages_offer_what_their_reader_may_do() {
    let small = Small::world().await;
    small.emulator.world().say(small.li, small.group, "x").expect("said");
    let can = |me| classed(&small.chat(me, small.group), "msg")[0].attributes["data-can"].clone();
    assert_eq!(can(small.li), "react forward reply edit delete");
    // Who made the group may delete what others said.
    assert_eq!(can(small.chen), "react forward reply delete");
    small.emulator.world().set_role(small.chen, small.group, small.li, Member::Muted);
    assert_eq!(can(small.li), "react forward edit delete");
}

#[tokio::test]
async fn the_list_counts_what_is_unread_and_offers_what_could_be_joined() {
    let small = Small::world().await;
    for text in ["一", "二"] {
        small.emulator.world().say(small.li, small.group, text).expect("said");
    }
    let own = read(&small.list(small.chen)).1;
    assert!(own.contains("2 unread") && own.contains("李伟:") && own.contains('二'), "{own}");
    let stranger = small.list(small.zang);
    let (tags, text) = read(&stranger);
    assert!(text.contains("Groups you could join") && text.contains("not joined"), "{text}");
    assert!(!text.contains('二'), "what is said inside is for those inside: {text}");
    assert!(!text.contains("指挥部"), "a channel is joined by those whom it is for: {text}");
    let chats: Vec<_> = tags.iter().filter_map(|tag| tag.attributes.get("data-chat")).collect();
    assert_eq!(chats.len(), 2);
}

#[tokio::test]
async fn whoever_is_outside_sees_nothing_of_a_chat() {
    let small = Small::world().await;
    small.emulator.world().say(small.li, small.group, "悄悄话").expect("said");
    let html = small.chat(small.zang, small.group);
    assert!(!html.contains("悄悄话"));
    assert!(small.composer(small.zang, small.group).contains("/act/join"));
}

#[tokio::test]
async fn the_composer_is_what_the_chat_allows() {
    let small = Small::world().await;
    let private = ChatId::from(small.li);
    assert!(small.composer(small.li, private).contains("id=\"start\""), "never opened");
    small.emulator.world().unlock(small.li);
    assert!(small.composer(small.li, private).contains("id=\"text\""));
    small.emulator.world().block_bot(small.li);
    assert!(small.composer(small.li, private).contains("id=\"unblock\""));
    small.emulator.world().join(small.li, small.desk);
    assert!(small.composer(small.li, small.desk).contains("Only admins"), "a channel's readers");
    assert!(small.composer(small.chen, small.desk).contains("id=\"text\""), "a channel's admin");
    small.emulator.world().set_role(small.chen, small.group, small.li, Member::Muted);
    assert!(small.composer(small.li, small.group).contains("read here, not write"));
}

#[tokio::test]
async fn the_menu_of_commands_is_that_of_this_person_in_this_chat() {
    let small = Small::world().await;
    let set = |scope: serde_json::Value, language: &'static str, command: &'static str| {
        let commands = json!([{ "command": command, "description": "x" }]);
        json!({ "scope": scope, "language_code": language, "commands": commands })
    };
    small.bot("setMyCommands", set(json!({ "type": "default" }), "", "fallback")).await;
    small.bot("setMyCommands", set(json!({ "type": "all_group_chats" }), "", "group")).await;
    small.bot("setMyCommands", set(json!({ "type": "all_group_chats" }), "zh", "qun")).await;
    small.bot("setMyCommands", set(json!({ "type": "all_chat_administrators" }), "", "bind")).await;
    let says = |me, chat| {
        let (tags, _) = read(&small.composer(me, chat));
        let menu =
            tags.iter().filter(|tag| tag.attributes.get("role").is_some_and(|role| role == "menuitem"));
        menu.map(|tag| tag.attributes["value"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(says(small.li, small.group), ["/qun@muster_demo_bot"]);
    assert_eq!(says(small.chen, small.group), ["/bind@muster_demo_bot"]);
    small.emulator.world().unlock(small.li);
    assert_eq!(says(small.li, small.li.into()), ["/fallback"]);
}

#[tokio::test]
async fn the_bots_keyboard_stands_until_it_is_taken_away() {
    let small = Small::world().await;
    small.emulator.world().unlock(small.li);
    let keys =
        json!({ "keyboard": [[{ "text": "发送号码", "request_contact": true }, { "text": "以后再说" }]] });
    let private = small.li.0;
    small.bot("sendMessage", json!({ "chat_id": private, "text": "?", "reply_markup": keys })).await;
    let (tags, text) = read(&small.composer(small.li, small.li.into()));
    assert!(text.contains("以后再说"), "{text}");
    assert!(tags.iter().any(|tag| tag.attributes.get("action").is_some_and(|to| to == "/act/key")));
    small
        .bot(
            "sendMessage",
            json!({ "chat_id": private, "text": ".", "reply_markup": { "remove_keyboard": true } }),
        )
        .await;
    assert!(!small.composer(small.li, small.li.into()).contains("以后再说"));
}

#[tokio::test]
async fn a_poll_is_counted_for_those_who_have_answered() {
    let small = Small::world().await;
    let options = json!([{ "text": "九点" }, { "text": "十点" }]);
    let quiz = json!({ "chat_id": small.group.0, "question": "几点？", "options": options, "type": "quiz",
        "correct_option_ids": [0], "explanation": "早点好" });
    let sent = small.bot("sendPoll", quiz).await;
    let id = MessageId(i32::try_from(sent["message_id"].as_i64().expect("an id")).expect("small"));
    let before = small.chat(small.li, small.group);
    assert!(before.contains("name=\"option\"") && !before.contains("早点好") && !before.contains("%</span>"));
    small.emulator.world().vote(small.li, small.group, id, &[1]).expect("voted");
    let (tags, text) = read(&small.chat(small.li, small.group));
    assert!(text.contains("100%") && text.contains("早点好") && text.contains("1 vote"), "{text}");
    let results = tags.iter().filter_map(|tag| tag.attributes.get("class"));
    let results: Vec<_> = results.filter(|classes| classes.starts_with("result")).collect();
    assert_eq!(results, ["result right", "result own wrong"]);
    assert!(small.chat(small.chen, small.group).contains("name=\"option\""), "others still choose");
}
