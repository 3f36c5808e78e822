//! The tour notices by itself what was done.

use chrono::{NaiveTime, TimeDelta};
use serde_json::json;

use super::*;
use crate::demo::page::tour::{self, Deed, Route, Tour};

const ENDS: NaiveTime = NaiveTime::from_hms_opt(20, 0, 0).expect("a time");

/// The tour as somebody sees it who has a chat open.
fn tour(small: &Small, me: UserId, open: ChatId, marks: &Marks) -> Tour {
    let world = small.emulator.world();
    let look = small.look(&world, me);
    let route = Route::new(&look, &small.cast, ENDS, morning()).expect("all parts are cast");
    let tray: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).into();
    tour::tour(&look, &route, marks, Some(open), &tray, false)
}

#[tokio::test]
async fn five_steps_are_seen_to_be_done() {
    let small = Small::world().await;
    let mut marks = Marks::new();
    let at = |me, open, marks: &Marks| tour(&small, me, open, marks);

    let first = at(small.chen, small.desk, &marks);
    assert_eq!(first.step, 0);
    assert!(matches!(&first.deed, Deed::Go { href, .. } if href.contains("as=li")), "{:?}", first.deed);
    let there = at(small.li, small.group, &marks);
    assert!(matches!(&there.deed, Deed::Pick { photos, .. } if photos == "a,b,c"), "{:?}", there.deed);

    let photos = |n: usize| (0..n).map(|_| Post::photo(picture(40, 30)));
    small.emulator.world().post_album(small.li, small.group, photos(2)).expect("posted");
    let more = at(small.li, small.group, &marks);
    assert_eq!((more.step, more.text.contains("2 posted")), (0, true));
    assert!(matches!(&more.deed, Deed::Pick { photos, .. } if photos == "c,d,a"), "others than before");
    small
        .emulator
        .world()
        .say(small.li, small.group, Post::document("x.JPG", "image/jpeg", picture(40, 30)))
        .expect("posted");
    assert_eq!(at(small.li, small.group, &marks).step, 1, "an uncompressed one is a photo too");

    small.bot("sendMessage", json!({ "chat_id": small.group.0, "text": "2/3" })).await;
    assert_eq!(at(small.li, small.group, &marks).step, 1);
    small.clock.set(morning() + TimeDelta::minutes(1));
    small.bot("sendMessage", json!({ "chat_id": small.group.0, "text": "吴兴区今天 3/3" })).await;
    assert_eq!(at(small.li, small.group, &marks).step, 2);

    small.clock.set(morning() + TimeDelta::hours(11));
    let evening = at(small.li, small.group, &marks);
    assert_eq!(evening.step, 3);
    assert!(matches!(&evening.deed, Deed::Go { href, .. } if href.contains("as=chen")), "{:?}", evening.deed);
    small.emulator.world().unlock(small.chen);
    let digest = small.bot("sendMessage", json!({ "chat_id": small.chen.0, "text": "日报" })).await;
    assert_eq!(at(small.chen, small.chen.into(), &marks).step, 3, "it is there and not read");
    let id = |message: &serde_json::Value| {
        MessageId(i32::try_from(message["message_id"].as_i64().expect("an id")).expect("small"))
    };
    marks.insert(("chen".into(), small.chen.into()), id(&digest));
    assert_eq!(at(small.chen, small.chen.into(), &marks).step, 4);

    small.bot("sendMessage", json!({ "chat_id": small.desk.0, "text": "没有照片的区" })).await;
    marks.insert(("chief".into(), small.desk), MessageId(i32::MAX));
    assert_eq!(at(small.chen, small.desk, &marks).step, 4, "words are no picture");
    small.emulator.world().post_photo(small.chen, small.desk, picture(40, 30), "吴兴区 3/3").expect("posted");
    let last = at(small.chen, small.desk, &marks);
    assert_eq!(last.step, 5);
    assert!(matches!(last.deed, Deed::Done { .. }));
}

#[test]
fn a_tour_of_another_campaign_is_forgotten() {
    let now = morning();
    let kept = |time: Time| tour::began(Some(&time.timestamp_millis().to_string()), now);
    assert_eq!(kept(now - TimeDelta::hours(1)), Some(now - TimeDelta::hours(1)));
    assert_eq!(kept(now + TimeDelta::hours(1)), None);
    assert_eq!(tour::began(Some("off"), now), None);
}
