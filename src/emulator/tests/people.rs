//! What people do in the app, by the app's own rules, and what the bot hears of it.

use super::*;

impl Stage {
    /// Sends something to a chat with a reply markup; the message's id.
    async fn marked(&self, chat: impl Into<ChatId>, text: &str, markup: Value) -> MessageId {
        let chat = chat.into().0;
        let sent =
            self.done("sendMessage", json!({ "chat_id": chat, "text": text, "reply_markup": markup })).await;
        MessageId(sent["message_id"].as_i64().and_then(|id| i32::try_from(id).ok()).expect("an id"))
    }

    /// What came of one kind since the last look.
    async fn news(&self, kind: &str) -> Vec<Value> {
        let updates = self.updates(0).await;
        let next = updates.last().and_then(|update| update["update_id"].as_i64()).unwrap_or_default() + 1;
        self.updates(next).await;
        updates.iter().filter_map(|update| update.get(kind).cloned()).collect()
    }

    fn keys(&self, user: UserId, chat: impl Into<ChatId>) -> Option<Vec<String>> {
        match self.emu.world().keyboard(user, chat)? {
            Keyboard::Keys { rows, .. } => Some(rows.into_iter().flatten().map(|key| key.text).collect()),
            Keyboard::Answer { .. } => None,
        }
    }
}

#[tokio::test]
async fn a_reply_keyboard_stays_until_another_one_comes() {
    let stage = Stage::new().await;
    let li = stage.li;
    assert_eq!(stage.keys(li, li), None);
    let keys = json!({
        "keyboard": [[{ "text": "发送手机号", "request_contact": true }], [{ "text": "跳过" }]], "one_time_keyboard": true,
        "resize_keyboard": true, "input_field_placeholder": "手机号",
    });
    let asked = stage.marked(li, "手机号?", keys).await;
    stage.done("sendMessage", json!({ "chat_id": li.0, "text": "不急" })).await;
    let shown = stage.emu.world().keyboard(li, li).expect("keys");
    let Keyboard::Keys { message, rows, placeholder, resized, persistent, folded } = shown else {
        panic!("no keys")
    };
    assert_eq!(
        (message, placeholder.as_deref(), resized, persistent, folded),
        (asked, Some("手机号"), true, false, false)
    );
    assert_eq!((rows[0][0].sends, rows[1][0].sends), (KeySends::Contact, KeySends::Text));
    {
        let mut world = stage.emu.world();
        assert!(world.press_key(li, li, "别的").is_err());
        let sent = world.press_key(li, li, "发送手机号").expect("sent");
        let phone = world.phone(li);
        let sent = world.message(li, sent).expect("there");
        let own = json!({ "phone_number": phone, "first_name": "Li", "user_id": li.0 });
        assert_eq!((&sent.content, sent.reply_to), (&Content::Other("contact".into(), own), Some(asked)));
        assert!(
            matches!(world.keyboard(li, li), Some(Keyboard::Keys { folded: true, .. })),
            "it has done its duty"
        );
        let sent = world.press_key(li, li, "跳过").expect("it can be unfolded");
        let sent = world.message(li, sent).expect("there");
        assert_eq!((sent.text(), sent.reply_to), ("跳过", None), "in private nobody needs to be answered");
    }
    stage.marked(li, "好", json!({ "remove_keyboard": true })).await;
    assert_eq!(stage.keys(li, li), None);
}

#[tokio::test]
async fn a_selective_keyboard_is_for_those_it_names_and_answers() {
    let stage = Stage::new().await;
    let (li, group) = (stage.li, stage.group);
    let (wang, zhao) = {
        let mut world = stage.emu.world();
        let (wang, zhao) = (world.new_user("Wang", None), world.new_user("Zhao", None));
        world.set_username(zhao, "zhao_fan");
        world.join(wang, group);
        world.join(zhao, group);
        (wang, zhao)
    };
    let keys = |text: &str| json!({ "keyboard": [[{ "text": text }]], "selective": true });
    let said = stage.emu.world().say(wang, group, "/join").expect("said");
    let answer = json!({
        "chat_id": group.0, "text": "@zhao_fan 也来?", "reply_markup": keys("来"), "reply_parameters": { "message_id": said.0 },
    });
    stage.done("sendMessage", answer).await;
    assert_eq!(stage.keys(wang, group), Some(vec!["来".to_owned()]), "who was answered");
    assert_eq!(stage.keys(zhao, group), Some(vec!["来".to_owned()]), "who was named");
    assert_eq!(stage.keys(li, group), None);
    let pressed = {
        let mut world = stage.emu.world();
        let pressed = world.press_key(wang, group, "来").expect("pressed");
        world.message(group, pressed).and_then(|message| message.reply_to)
    };
    assert!(pressed.is_some(), "in a group the bot would not see it otherwise");
    stage.marked(group, "@zhao_fan 好", json!({ "remove_keyboard": true, "selective": true })).await;
    assert_eq!((stage.keys(zhao, group), stage.keys(wang, group)), (None, Some(vec!["来".to_owned()])));
    stage.marked(group, "都来", json!({ "keyboard": [[{ "text": "一起" }]] })).await;
    assert_eq!(
        (stage.keys(li, group), stage.keys(wang, group)),
        (Some(vec!["一起".to_owned()]), Some(vec!["一起".to_owned()]))
    );
}

#[tokio::test]
async fn a_forced_answer_is_asked_for_until_it_is_given() {
    let stage = Stage::new().await;
    let li = stage.li;
    let asked =
        stage.marked(li, "姓名?", json!({ "force_reply": true, "input_field_placeholder": "姓名" })).await;
    let wanted = Keyboard::Answer { message: asked, placeholder: Some("姓名".into()) };
    assert_eq!(stage.emu.world().keyboard(li, li), Some(wanted.clone()));
    let mut world = stage.emu.world();
    world.say(li, li, "等等").expect("said");
    assert_eq!(world.keyboard(li, li), Some(wanted));
    world.say(li, li, Post::text("李伟").reply_to(asked)).expect("said");
    assert_eq!(world.keyboard(li, li), None);
}

#[tokio::test]
async fn a_poll_is_answered_changed_and_taken_back() {
    let stage = Stage::new().await;
    let (li, group) = (stage.li, stage.group);
    let wang = stage.emu.world().new_user("Wang", None);
    let options = json!([{ "text": "周六" }, { "text": "周日" }]);
    let poll = json!({ "chat_id": group.0, "question": "哪天?", "options": options, "is_anonymous": false });
    let sent = stage.done("sendPoll", poll).await;
    let id = MessageId(i32::try_from(sent["message_id"].as_i64().expect("an id")).expect("small"));
    stage.news("poll").await;
    {
        let mut world = stage.emu.world();
        assert!(world.vote(wang, group, id, &[0]).is_err(), "not in the group");
        assert!(world.vote(li, group, id, &[]).is_err(), "there is nothing to take back");
        assert!(world.vote(li, group, id, &[0, 1]).is_err() && world.vote(li, group, id, &[2]).is_err());
        world.vote(li, group, id, &[0]).expect("voted");
        assert!(world.vote(li, group, id, &[0]).is_err(), "that is the answer already");
        world.vote(li, group, id, &[1]).expect("voted otherwise");
        world.vote(li, group, id, &[]).expect("taken back");
        world.join(wang, group);
        world.vote(wang, group, id, &[1]).expect("voted");
        let poll = world.message(group, id).and_then(Message::poll).expect("a poll");
        assert!(poll.shows_results_to(wang) && !poll.shows_results_to(li));
        assert_eq!((poll.count(0), poll.count(1)), (0, 1));
    }
    let updates = stage.updates(0).await;
    let answers: Vec<_> = updates.iter().filter_map(|update| update.get("poll_answer")).collect();
    let chosen: Vec<_> = answers.iter().map(|answer| answer["option_ids"].clone()).collect();
    assert_eq!(chosen, [json!([0]), json!([1]), json!([]), json!([1])]);
    let counts =
        |poll: &Value| [poll["total_voter_count"].clone(), poll["options"][1]["voter_count"].clone()];
    let polls: Vec<_> = stage.news("poll").await.iter().map(counts).collect();
    assert_eq!(polls, [[1, 0], [1, 1], [0, 0], [1, 1]].map(|pair| pair.map(|n| json!(n))));
    let stopped = stage.done("stopPoll", json!({ "chat_id": group.0, "message_id": id.0 })).await;
    assert_eq!(stopped["is_closed"], json!(true));
    assert_eq!(stage.news("poll").await, [stopped]);
    assert!(stage.emu.world().vote(li, group, id, &[0]).is_err(), "it is closed");
}

#[tokio::test]
async fn a_quiz_is_answered_once_and_closes_by_itself() {
    let stage = Stage::new().await;
    let (li, group) = (stage.li, stage.group);
    let options = json!([{ "text": "一天" }, { "text": "一百天" }]);
    let quiz = json!({
        "chat_id": group.0, "question": "多久?", "options": options, "type": "quiz", "correct_option_ids": [1],
        "explanation": "一<b>百</b>天", "explanation_parse_mode": "HTML", "open_period": 60,
    });
    let sent = stage.done("sendPoll", quiz).await;
    assert_eq!(sent["poll"]["correct_option_ids"], json!([1]), "the bot's own");
    let id = MessageId(i32::try_from(sent["message_id"].as_i64().expect("an id")).expect("small"));
    {
        let mut world = stage.emu.world();
        world.vote(li, group, id, &[0]).expect("answered");
        assert!(world.vote(li, group, id, &[1]).is_err() && world.vote(li, group, id, &[]).is_err());
        let quiz = world.message(group, id).and_then(Message::poll).expect("a quiz");
        assert_eq!((quiz.is_right(li), quiz.explanation.text.as_str()), (Some(false), "一百天"));
    }
    let heard = stage.news("poll").await;
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert!(stage.news("poll_answer").await.is_empty(), "nobody sees who chose what");
    stage.clock.set(stage.clock.now() + Duration::from_secs(60));
    assert_eq!(stage.news("poll").await[0]["is_closed"], json!(true));
    assert!(stage.emu.world().message(group, id).and_then(Message::poll).is_some_and(|poll| poll.closed));
}

#[tokio::test]
async fn of_a_persons_poll_the_bot_hears_when_it_is_closed() {
    let stage = Stage::new().await;
    let (li, group) = (stage.li, stage.group);
    let id = {
        let mut world = stage.emu.world();
        let id = world.say(li, group, Post::poll("哪天?", ["周六", "周日"])).expect("posted");
        world.vote(li, group, id, &[1]).expect("voted");
        id
    };
    assert_eq!(stage.news("poll").await, [json!(null); 0]);
    stage.emu.world().stop_poll(li, group, id).expect("closed");
    assert_eq!(stage.news("poll").await[0]["options"][1]["voter_count"], json!(1));
    assert!(stage.emu.world().stop_poll(li, group, id).is_err());
}

#[tokio::test]
async fn who_is_removed_comes_back_only_when_let_in() {
    let stage = Stage::new().await;
    let (li, group) = (stage.li, stage.group);
    stage
        .done("getUpdates", json!({ "allowed_updates": ["message", "chat_member", "my_chat_member"] }))
        .await;
    let (wang, zhao) = {
        let mut world = stage.emu.world();
        let (wang, zhao) = (world.new_user("Wang", None), world.new_user("Zhao", None));
        world.join(wang, group);
        world.take_in(wang, group, zhao).expect("anybody may bring somebody along");
        assert!(world.remove(wang, group, zhao).is_err(), "only an admin removes");
        let bot = world.bot();
        assert!(world.remove(zhao, group, bot).is_err());
        (wang, zhao)
    };
    let joined: Vec<_> = stage.news("message").await.iter().rev().take(1).cloned().collect();
    assert_eq!(
        (&joined[0]["from"]["id"], &joined[0]["new_chat_members"][0]["id"]),
        (&json!(wang.0), &json!(zhao.0))
    );
    {
        let mut world = stage.emu.world();
        world.remove(li, group, zhao).expect("removed");
        assert!(world.say(zhao, group, "嘿").is_err());
        assert!(!world.join(zhao, group) && world.take_in(wang, group, zhao).is_err());
        world.let_back(li, group, zhao).expect("let back");
        assert!(world.join(zhao, group));
        world.leave(zhao, group);
        world.leave(zhao, group);
    }
    let steps: Vec<_> = stage
        .news("chat_member")
        .await
        .iter()
        .map(|update| update["new_chat_member"]["status"].clone())
        .collect();
    assert_eq!(steps, ["kicked", "left", "member", "left"]);
    let bot = stage.emu.world().bot();
    stage.emu.world().remove(li, group, bot).expect("the owner may");
    assert_eq!(stage.news("my_chat_member").await[0]["new_chat_member"]["status"], "kicked");
}

#[tokio::test]
async fn blocking_and_unblocking_is_told_and_opening_again_unblocks() {
    let stage = Stage::new().await;
    stage.news("message").await;
    let li = stage.li;
    {
        let mut world = stage.emu.world();
        world.block_bot(li);
        assert!(world.say(li, li, "喂").is_err(), "whoever blocks it does not write to it");
        world.open_bot(li, None).expect("opened");
    }
    let updates = stage.updates(0).await;
    let told: Vec<_> =
        updates.iter().map(|update| update["my_chat_member"]["new_chat_member"]["status"].clone()).collect();
    assert_eq!(told, [json!("kicked"), json!("member"), json!(null)]);
    assert_eq!(updates[2]["message"]["text"], "/start");
}

#[tokio::test]
async fn reactions_are_of_the_set_and_reach_the_bot_only_when_it_asks_as_an_admin() {
    let stage = Stage::new().await;
    let (li, group) = (stage.li, stage.group);
    let (said, wang) = {
        let mut world = stage.emu.world();
        let wang = world.new_user("Wang", None);
        (world.say(li, group, "好").expect("said"), wang)
    };
    let react = |user, emoji: &str| stage.emu.world().react(user, group, said, emoji);
    react(li, "👍").expect("reacted");
    assert_eq!(stage.news("message_reaction").await.len(), 0, "not asked for");
    stage
        .done("getUpdates", json!({ "allowed_updates": ["message_reaction", "message_reaction_count"] }))
        .await;
    assert!(react(wang, "👍").is_err(), "not in the group");
    assert!(react(li, "✅").is_err(), "no reaction");
    react(li, "🎉").expect("reacted");
    react(li, "🎉").expect("nothing new");
    react(li, "").expect("taken back");
    let told = stage.news("message_reaction").await;
    assert_eq!((told.len(), &told[0]["old_reaction"][0]["emoji"]), (2, &json!("👍")));
    assert_eq!(told[1]["new_reaction"], json!([]));
    stage.emu.world().demote_bot(group, li);
    react(li, "👍").expect("reacted");
    assert_eq!(stage.news("message_reaction").await.len(), 0, "no admin");
    let channel = {
        let mut world = stage.emu.world();
        let channel = world.new_channel("通报", li);
        world.add_bot(channel, li, true);
        let post = world.say(li, channel, "通报").expect("posted");
        world.join(wang, channel);
        world.react(wang, channel, post, "👍").expect("reacted");
        channel
    };
    let counts = stage.news("message_reaction_count").await;
    assert_eq!(
        (&counts[0]["chat"]["id"], &counts[0]["reactions"][0]["total_count"]),
        (&json!(channel.0), &json!(1))
    );
}

#[tokio::test]
async fn people_change_pin_and_forward_as_the_app_lets_them() {
    let stage = Stage::new().await;
    let (li, group) = (stage.li, stage.group);
    let mut world = stage.emu.world();
    let wang = world.new_user("Wang", None);
    let said = world.say(li, group, "旧").expect("said");
    assert!(world.edit_text(wang, group, said, "新").is_err() && world.delete(wang, group, said).is_err());
    assert!(world.say(wang, group, Post::forward(group, said)).is_err(), "not in that group");
    world.join(wang, group);
    assert!(world.edit_text(wang, group, said, "新").is_err() && world.delete(wang, group, said).is_err());
    assert!(world.edit_text(li, group, said, &"长".repeat(4097)).is_err());
    world.edit_text(li, group, said, "新").expect("edited");
    assert!(world.pin(wang, group, said).is_err(), "only an admin");
    world.pin(li, group, said).expect("pinned");
    let told = world.messages(group).pop().expect("a line").content.clone();
    assert!(matches!(told, Content::Service(fields) if fields["pinned_message"]["text"] == "新"));
    world.unpin(li, group, said).expect("taken down");
    assert!(world.chat(group).expect("there").pinned.is_empty());
    let private = world.say(li, li, "悄悄话").expect("said");
    world.unlock(wang);
    assert!(world.say(wang, wang, Post::forward(li, private)).is_err(), "somebody else's private chat");
    world.say(wang, wang, Post::forward(group, said)).expect("forwarded");
    let place = world.say(li, group, Post::location(30.9, 120.1)).expect("posted");
    assert!(world.edit_text(li, group, place, "这里").is_err(), "a place has no words");
    assert!(world.say(li, group, Post::photo(picture(9, 9)).caption("长".repeat(1025))).is_err());
    stage.clock.set(stage.clock.now() + Duration::from_secs(48 * 3600));
    assert!(world.edit_text(li, group, said, "更新").is_err(), "after two days");
}

#[test]
fn what_becomes_a_photo_is_checked_for_people_too() {
    assert_eq!(fit_for_photo(&picture(400, 300)), Ok((400, 300)));
    assert_eq!(fit_for_photo(b"no picture"), Err(Unfit::NoPicture));
    assert_eq!(fit_for_photo(&picture(2100, 100)), Err(Unfit::Shape { width: 2100, height: 100 }));
    assert_eq!(fit_for_photo(&vec![0; (10 << 20) + 1]), Err(Unfit::TooBig { most: 10 << 20 }));
}
