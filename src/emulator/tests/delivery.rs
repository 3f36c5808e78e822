//! What reaches the bot, in which order, and how often.

use image::Pixel;

use super::*;

#[tokio::test]
async fn privacy_mode_hides_what_is_not_meant_for_the_bot() {
    let stage = Stage::new().await;
    {
        let mut world = stage.emu.world();
        world.demote_bot(stage.group, stage.li);
        for text in ["你好", "/join", "/join@other_bot", "/join@Muster_demo_bot x"] {
            world.say(stage.li, stage.group, text).expect("said");
        }
    }
    assert_eq!(stage.heard().await, ["/join", "/join@Muster_demo_bot x"]);
    stage.done("sendMessage", json!({ "chat_id": stage.group.0, "text": "在哪里?" })).await;
    {
        let mut world = stage.emu.world();
        let question = world.last_from_bot(stage.group).expect("asked").id;
        world.say(stage.li, stage.group, Post::text("三里桥").reply_to(question)).expect("said");
        world.set_privacy_mode(false);
        world.say(stage.li, stage.group, "你好").expect("said");
    }
    assert_eq!(stage.heard().await[2..], ["三里桥", "你好"]);
}

#[tokio::test]
async fn offsets_confirm_and_limits_cut() {
    let stage = Stage::new().await;
    let first = stage.updates(0).await;
    let next = first.last().expect("the group was joined")["update_id"].as_i64().expect("an id") + 1;
    {
        let mut world = stage.emu.world();
        for text in ["1", "2", "3"] {
            world.say(stage.li, stage.li, text).expect("said");
        }
    }
    assert_eq!(stage.updates(next).await.len(), 3);
    let one = stage.done("getUpdates", json!({ "offset": next, "limit": 1 })).await;
    assert_eq!(one[0]["message"]["text"], "1");
    assert_eq!(stage.updates(next + 1).await.len(), 2);
    assert_eq!(stage.updates(-1).await[0]["message"]["text"], "3");
    assert_eq!(stage.updates(0).await.len(), 1, "what a negative offset skipped is forgotten");
}

#[tokio::test]
async fn a_long_poll_wakes_on_an_event_and_yields_to_a_newer_one() {
    let stage = Stage::new().await;
    let last = stage.updates(0).await.last().expect("joined")["update_id"].as_i64().expect("an id");
    let poll = json!({ "offset": last + 1, "timeout": 30 });
    let older = stage.call("getUpdates", poll.clone());
    let newer = async {
        stage.emu.wait_for(|world| (world.queue().polls() == 2).then_some(())).await;
        stage.call("getUpdates", poll.clone()).await
    };
    let speak = async {
        stage.emu.wait_for(|world| (world.queue().polls() == 3).then_some(())).await;
        stage.emu.world().say(stage.li, stage.li, "醒醒").expect("said");
    };
    let (older, newer, ()) = tokio::join!(older, newer, speak);
    assert_eq!(older["error_code"], json!(409));
    assert_eq!(
        older["description"],
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    );
    assert_eq!(newer["result"][0]["message"]["text"], "醒醒");
}

#[tokio::test]
async fn a_long_poll_ends_when_the_clock_says_so() {
    let stage = Stage::new().await;
    let last = stage.updates(0).await.last().expect("joined")["update_id"].as_i64().expect("an id");
    let poll = stage.call("getUpdates", json!({ "offset": last + 1, "timeout": 30 }));
    let wait = async {
        stage.emu.wait_for(|world| (world.queue().polls() == 2).then_some(())).await;
        stage.clock.set(stage.clock.now() + Duration::from_secs(30));
    };
    assert_eq!(tokio::join!(poll, wait).0["result"], json!([]));
}

#[tokio::test]
async fn updates_can_be_held_reordered_and_repeated() {
    let stage = Stage::new().await;
    let album = {
        let mut world = stage.emu.world();
        world.hold_updates();
        let posts = [Post::photo(picture(40, 30)).caption("一"), Post::photo(picture(41, 30)).caption("二")];
        world.post_album(stage.li, stage.group, posts).expect("posted")
    };
    let sent = stage.clock.now();
    stage.clock.set(sent + Duration::from_secs(600));
    assert_eq!(captions(&stage.updates(0).await), [""; 0]);
    {
        let mut world = stage.emu.world();
        world.release_update(1);
        world.release_updates();
    }
    let updates = stage.updates(0).await;
    assert_eq!(captions(&updates), ["二", "一"]);
    let late = &updates.last().expect("there")["message"];
    assert_eq!((&late["message_id"], &late["date"]), (&json!(album[0].0), &json!(sent.timestamp())));
    let next = updates.last().expect("there")["update_id"].as_i64().expect("an id") + 1;
    stage.emu.world().repeat_updates(1);
    assert_eq!(captions(&stage.updates(next).await), ["一"], "though it is confirmed");
    assert_eq!(captions(&stage.updates(next).await), [""; 0]);
}

fn captions(updates: &[Value]) -> Vec<&str> {
    updates.iter().filter_map(|update| update["message"]["caption"].as_str()).collect()
}

#[tokio::test]
async fn chat_member_comes_only_when_it_is_asked_for() {
    let stage = Stage::new().await;
    let join = || {
        let mut world = stage.emu.world();
        let wang = world.new_user("Wang", None);
        world.join(wang, stage.group);
    };
    let kinds =
        |updates: &[Value]| updates.iter().filter(|update| update.get("chat_member").is_some()).count();
    join();
    assert_eq!(kinds(&stage.updates(0).await), 0);
    stage.done("getUpdates", json!({ "allowed_updates": ["message", "chat_member"] })).await;
    join();
    assert_eq!(kinds(&stage.updates(0).await), 1);
}

#[tokio::test]
async fn a_photo_is_offered_upright_in_sizes_and_a_hostile_one_as_it_is() {
    let stage = Stage::new().await;
    {
        let mut world = stage.emu.world();
        world.post_photo(stage.li, stage.group, picture(2000, 1000), "").expect("posted");
        let bomb = Post::photo(b"\xff\xd8\xff not really".to_vec()).declared(4000, 3000);
        world.say(stage.li, stage.group, bomb).expect("posted");
        let big = Post::document("big.zip", "application/zip", b"x".to_vec()).declared_size(21 << 20);
        world.say(stage.li, stage.group, big).expect("posted");
    }
    let updates = stage.updates(0).await;
    let [.., photo, bomb, big] = updates.as_slice() else { panic!("{updates:?}") };
    let sizes = photo["message"]["photo"].as_array().expect("sizes");
    let shape: Vec<_> = sizes.iter().map(|size| (size["width"].as_u64(), size["height"].as_u64())).collect();
    assert_eq!(shape, [(90, 45), (320, 160), (800, 400), (1280, 640)].map(|(w, h)| (Some(w), Some(h))));
    let small = image::load_from_memory(&fetch(&stage, &sizes[1]["file_id"]).await).expect("a picture");
    assert_eq!((small.width(), small.height()), (320, 160));
    let bomb = bomb["message"]["photo"].as_array().and_then(|sizes| sizes.last()).expect("sizes");
    assert_eq!(bomb["width"], json!(1280));
    assert_eq!(fetch(&stage, &bomb["file_id"]).await, b"\xff\xd8\xff not really");
    let id = &big["message"]["document"]["file_id"];
    assert_eq!(stage.refused("getFile", json!({ "file_id": id })).await, "Bad Request: file is too big");
}

async fn fetch(stage: &Stage, file_id: &Value) -> Vec<u8> {
    let file = stage.done("getFile", json!({ "file_id": file_id })).await;
    let path = file["file_path"].as_str().expect("a path");
    let url = format!("{}/file/bot{}/{path}", stage.emu.url(), stage.emu.token());
    let answer = stage.client.get(url).send().await.expect("an answer");
    assert!(answer.status().is_success(), "{answer:?}");
    answer.bytes().await.expect("bytes").to_vec()
}

#[tokio::test]
async fn a_topic_stays_with_what_is_said_in_it() {
    let stage = Stage::new().await;
    let (forum, topic) = {
        let mut world = stage.emu.world();
        let forum = world.new_forum("论坛", stage.li);
        world.add_bot(forum, stage.li, true);
        let topic = world.new_topic(stage.li, forum, "打卡").expect("a forum");
        world.say(stage.li, forum, Post::text("到了").in_topic(topic)).expect("said");
        (forum, topic)
    };
    let update = stage.updates(0).await.pop().expect("an update");
    let message = &update["message"];
    assert_eq!(
        (&message["message_thread_id"], &message["is_topic_message"]),
        (&json!(topic.0), &json!(true))
    );
    assert_eq!(message["reply_to_message"]["forum_topic_created"]["name"], "打卡");
    let reply = json!({ "chat_id": forum.0, "text": "好", "message_thread_id": topic.0 });
    let sent = stage.done("sendMessage", reply.clone()).await;
    assert_eq!(sent["message_thread_id"], json!(topic.0));
    stage.emu.world().demote_bot(forum, stage.li);
    stage.emu.world().close_topic(forum, topic, true);
    assert_eq!(stage.refused("sendMessage", reply).await, "Bad Request: TOPIC_CLOSED");
}

#[tokio::test]
async fn everything_delivered_is_as_described_and_teloxide_reads_it() {
    let stage = Stage::new().await;
    let all = [
        "message",
        "edited_message",
        "channel_post",
        "callback_query",
        "chat_member",
        "my_chat_member",
        "message_reaction",
        "poll",
        "poll_answer",
    ];
    stage.done("getUpdates", json!({ "allowed_updates": all })).await;
    let (chat, li) = (stage.group, stage.li);
    let keyboard = json!({ "inline_keyboard": [[{ "text": "a", "callback_data": "a" }]] });
    let mut results = vec![
        ("getMe", stage.done("getMe", json!({})).await),
        (
            "sendMessage",
            stage
                .done("sendMessage", json!({ "chat_id": chat.0, "text": "x", "reply_markup": keyboard }))
                .await,
        ),
    ];
    let options = json!([{ "text": "甲" }, { "text": "乙" }]);
    let quiz = json!({ "chat_id": chat.0, "question": "?", "options": options, "is_anonymous": false, "type": "quiz", "correct_option_ids": [1] });
    results.push(("sendPoll", stage.done("sendPoll", quiz).await));
    {
        let mut world = stage.emu.world();
        let card = world.messages(chat).iter().find(|m| m.text() == "x").expect("the card").id;
        let poll = world.last_from_bot(chat).expect("the quiz").id;
        world.press(li, chat, card, "a").expect("pressed");
        world.vote(li, chat, poll, &[1]).expect("voted");
        world.react(li, chat, card, "👍").expect("reacted");
        let photo = world.post_photo(li, chat, picture(400, 300), "#问题 /x").expect("posted");
        world.edit_caption(li, chat, photo, "别的").expect("edited");
        let channel = world.new_channel("通报", li);
        world.add_bot(channel, li, true);
        let post = world.say(li, channel, "通报").expect("posted");
        for post in [
            Post::document("a.pdf", "application/pdf", b"x".to_vec()),
            Post::location(30.89, 120.09).reply_to(photo),
            Post::own_contact("+8613800000000"),
            Post::contact("Wang", "+8613900000000"),
            Post::sticker("👍"),
            Post::video(b"v".to_vec()),
            Post::text("组织").anonymous(),
            Post::text("频道").as_channel(channel),
            Post::forward(channel, post),
            Post::forward(chat, photo),
        ] {
            world.say(li, chat, post).expect("said");
        }
        let wang = world.new_user("Wang", None);
        world.join(wang, chat);
        world.set_role(li, chat, wang, Member::Muted);
        world.leave(wang, chat);
        world.block_bot(li);
        world.open_bot(li, Some("claim_1")).expect("opened");
        let group = world.new_group("旧", li);
        world.add_bot(group, li, false);
        world.upgrade_to_supergroup(group).expect("upgraded");
        let forum = world.new_forum("论坛", li);
        world.add_bot_by_link(forum, li, "bind_1").expect("added");
        world.new_topic(li, forum, "话题").expect("opened");
    }
    let updates = stage.updates(0).await;
    assert!(updates.len() > 30, "{}", updates.len());
    let description = Description::compiled_in();
    for update in &updates {
        assert_eq!(description.object("Update", update), [""; 0], "{update:#}");
        let read: teloxide::types::Update = serde_json::from_str(&update.to_string()).expect("an update");
        assert!(!matches!(read.kind, teloxide::types::UpdateKind::Error(_)), "{update:#}");
    }
    let about = json!({ "chat_id": chat.0 });
    for method in ["getChat", "getChatAdministrators", "getChatMemberCount", "createChatInviteLink"] {
        results.push((method, stage.done(method, about.clone()).await));
    }
    results.push(("getWebhookInfo", stage.done("getWebhookInfo", json!({})).await));
    let info: teloxide::types::ChatFullInfo = serde_json::from_value(results[3].1.clone()).expect("reads");
    assert_eq!(info.title(), Some("吴兴志愿群"));
    for (method, result) in results {
        assert_eq!(description.result(method, &result), [""; 0], "{result:#}");
    }
}

#[tokio::test]
async fn a_photo_taken_sideways_is_turned_and_loses_its_exif() {
    let stage = Stage::new().await;
    let dark_left =
        image::RgbImage::from_fn(400, 300, |x, _| image::Luma([if x < 200 { 0 } else { 255 }]).to_rgb());
    let mut sideways = jpeg(&dark_left);
    // An EXIF block with nothing but "turn by 90 degrees", right after the start of the JPEG.
    let exif = b"\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    sideways.splice(2..2, exif.iter().copied());
    stage.emu.world().post_photo(stage.li, stage.group, sideways, "").expect("posted");
    let update = stage.updates(0).await.pop().expect("an update");
    let largest = update["message"]["photo"].as_array().and_then(|sizes| sizes.last()).expect("sizes");
    assert_eq!((&largest["width"], &largest["height"]), (&json!(300), &json!(400)));
    let bytes = fetch(&stage, &largest["file_id"]).await;
    let seen = image::load_from_memory(&bytes).expect("a picture");
    assert_eq!((seen.width(), seen.height()), (300, 400));
    let seen = seen.into_luma8();
    assert!(seen.get_pixel(150, 50)[0] < 60 && seen.get_pixel(150, 350)[0] > 200, "what was left is on top");
    assert!(!bytes.windows(4).any(|four| four == b"Exif"));
}
