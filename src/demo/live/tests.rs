//! The live demo with both clocks moved by hand: nothing here waits for a real second.

use std::time::Duration;

use chrono::TimeDelta;

use super::*;
use crate::emulator::{Post, UserId};

/// A live demo, and the hand that moves real time.
struct Scene {
    live: Live,
    wall: Clock,
    folder: Arc<tempfile::TempDir>,
    day: Option<String>,
}

impl Scene {
    async fn opens() -> Scene {
        Scene::opens_with(None).await
    }

    /// One in which a written day is played.
    async fn opens_with(day: Option<&str>) -> Scene {
        Scene::opens_in(Arc::new(tempfile::tempdir().expect("a folder")), day.map(str::to_owned)).await
    }

    async fn opens_in(folder: Arc<tempfile::TempDir>, day: Option<String>) -> Scene {
        let wall = Clock::by_hand(Time::UNIX_EPOCH);
        let opening = Opening {
            folder: folder.path().to_owned(),
            fresh: false,
            locale: Locale::ZhCn,
            day: day.clone(),
            wall: wall.clone(),
        };
        let live = loop {
            match Live::open(opening.clone()).await {
                // Of the one that was killed something may still be written.
                Err(failure) if failure.to_string().starts_with("another muster demo") => {
                    tokio::task::yield_now().await;
                }
                opened => break opened.expect("it opens"),
            }
        };
        Scene { live, wall, folder, day }
    }

    /// The program is killed, and started again.
    async fn killed_and_opened_again(self) -> Scene {
        let Scene { live, folder, day, .. } = self;
        drop(live);
        Scene::opens_in(folder, day).await
    }

    /// A sample photo, another one for each number.
    fn photo(number: u32) -> axum::body::Bytes {
        let mut picture = image::RgbImage::new(640, 480);
        for (x, y, pixel) in picture.enumerate_pixels_mut() {
            let wave = (x * (number % 5 + 1) / 7 + y * (number % 3 + 2) / 5 + number * 40) % 256;
            *pixel = image::Rgb([wave as u8, (x / 3 * number % 256) as u8, (y / 2 + number * 30) as u8]);
        }
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("it is drawn");
        bytes.into_inner().into()
    }

    fn album(&self, who: &str, chat: ChatId, numbers: std::ops::Range<u32>, caption: &str) {
        let mut posts: Vec<Post> = numbers.map(|number| Post::photo(Scene::photo(number))).collect();
        posts[0] = posts[0].clone().caption(caption);
        self.live.world().post_album(self.user(who), chat, posts).expect("it is posted");
    }

    fn local(&self) -> String {
        self.live.now().with_timezone(&self.live.zone()).format("%d %H:%M").to_string()
    }

    fn user(&self, key: &str) -> UserId {
        self.live.cast().persona(key).expect("a persona").user
    }

    fn chat(&self, key: &str) -> ChatId {
        self.live.cast().chats.into_iter().find(|(known, _)| known == key).expect("a chat").1
    }

    /// Real time goes on, tick by tick.
    async fn lives_for(&self, span: Duration) {
        let over = self.wall.now() + span;
        while self.wall.now() < over {
            self.wall.set(self.wall.now() + Duration::from_millis(200));
            self.live.at_rest().await;
        }
    }

    /// What somebody asks for, while real time goes on as fast as it is slept through: from one who
    /// sleeps to the next, and no further than to what was asked for, however busy the machine is.
    async fn while_time_goes_on<T>(&self, asked: impl Future<Output = T>) -> T {
        let goes_on = async {
            loop {
                if let Some(wakes) = self.wall.next_to_wake() {
                    self.wall.set(wakes);
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            biased;
            done = asked => done,
            () = goes_on => unreachable!("time does not end"),
        }
    }

    fn says(&self, who: &str, chat: ChatId, post: impl Into<Post>) {
        self.live.world().say(self.user(who), chat, post).expect("it can be said");
    }

    fn text_of_the_bot(&self, chat: impl Into<ChatId>) -> String {
        self.live.world().last_from_bot(chat).map(|message| message.text().to_owned()).unwrap_or_default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_finds_a_campaign_that_is_ready() {
    let scene = Scene::opens().await;
    let cast = scene.live.cast();
    assert_eq!(cast.persona("zhou").map(|zhou| zhou.part), Some(Part::Admin));
    assert_eq!(cast.persona("chen").map(|chen| chen.part), Some(Part::Coordinator));
    assert_eq!(cast.persona("li").map(|li| li.part), Some(Part::Volunteer));
    for persona in &cast.personas {
        for (key, chat) in &cast.chats {
            assert_eq!(scene.live.unread(&persona.key, *chat), 0, "{key}");
        }
    }
    let group = scene.chat("wuxing");
    scene.says("li", group, "/status");
    scene.lives_for(Duration::from_secs(2)).await;
    assert!(scene.live.unread("wang", group) >= 2, "what was said and the answer");
    assert!(!scene.text_of_the_bot(group).is_empty());
    assert_eq!(scene.live.world().complaints(), <[String; 0]>::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_goes_along_with_real_time_and_jumps_when_told() {
    let scene = Scene::opens().await;
    let opened = scene.live.now();
    scene.lives_for(Duration::from_secs(3)).await;
    let passed = scene.live.now() - opened;
    assert_eq!(passed, TimeDelta::seconds(3));

    scene.while_time_goes_on(scene.live.jump(Jump::Evening)).await.expect("there is an evening");
    let local = scene.local();
    assert!(local.starts_with("21 20:0"), "{local}");
    let lead = scene.user("chen");
    assert!(!scene.text_of_the_bot(lead).is_empty(), "the digest");
}

/// Whatever instant the bot is cut off at, each photo is counted once.
#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_is_cut_off_in_the_middle_of_an_album_counts_each_photo_once() {
    let scene = Scene::opens().await;
    let group = scene.chat("wuxing");
    scene.says("li", group, "/status");
    scene.lives_for(Duration::from_secs(2)).await;
    let mut gate = scene.live.world().faults().gate("getFile", 2, crate::emulator::Side::BeforeDeed);
    scene.album("li", group, 1..4, "三里桥 清理河道 12人");
    gate.reached().await;
    scene.live.crash().await;
    gate.reset();
    assert!(!scene.live.is_running());

    scene.album("li", group, 4..6, "月河街 5人");
    scene.lives_for(Duration::from_secs(5)).await;
    let backlog = scene.live.backlog();
    assert_eq!(backlog.photos.posted, 5);
    assert!(backlog.updates_waiting > 0 && backlog.is_under_way(), "{backlog:?}");

    scene.live.revive().await.expect("it starts");
    scene.lives_for(Duration::from_secs(30)).await;
    let backlog = scene.live.backlog();
    assert!(!backlog.is_under_way(), "{backlog:?}");
    assert_eq!((backlog.photos.taken, backlog.photos.counted, backlog.photos.twice), (5, 5, 0));
    assert_eq!((backlog.lost(), backlog.doubled()), (0, 0), "{backlog:?}");
    assert!(backlog.messages.decided > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_while_telegram_was_down_is_answered_after_it() {
    let scene = Scene::opens().await;
    let group = scene.chat("wuxing");
    scene.says("li", group, "/status");
    scene.lives_for(Duration::from_secs(2)).await;
    let answered = scene.text_of_the_bot(group);
    scene.live.set_trouble(Trouble::Down);
    scene.album("li", group, 1..4, "三里桥 清理河道 12人");
    scene.lives_for(Duration::from_secs(20)).await;
    assert_eq!(scene.text_of_the_bot(group), answered);
    let backlog = scene.live.backlog();
    assert_eq!((backlog.updates_waiting, backlog.photos.posted, backlog.photos.taken), (3, 3, 0));

    scene.live.set_trouble(Trouble::None);
    scene.lives_for(Duration::from_secs(70)).await;
    let backlog = scene.live.backlog();
    assert_eq!((backlog.photos.taken, backlog.photos.counted), (3, 3), "{backlog:?}");
    assert_eq!((backlog.lost(), backlog.doubled(), backlog.is_under_way()), (0, 0, false), "{backlog:?}");
    assert_ne!(scene.text_of_the_bot(group), answered);
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_and_flooded_all_comes_in_the_end() {
    for trouble in [Trouble::Slow, Trouble::Flood] {
        let scene = Scene::opens().await;
        let group = scene.chat("wuxing");
        scene.live.set_trouble(trouble);
        scene.says("li", group, "/join");
        scene.album("li", group, 1..4, "三里桥 清理河道 12人");
        scene.while_time_goes_on(scene.live.jump(Jump::Hour)).await.expect("an hour");
        let backlog = scene.live.backlog();
        match trouble {
            Trouble::Slow => assert!(!backlog.is_under_way(), "{backlog:?}"),
            _ => assert!(backlog.messages_waiting > 0 && backlog.messages.delivered == 0, "{backlog:?}"),
        }
        scene.live.set_trouble(Trouble::None);
        scene.lives_for(Duration::from_secs(30)).await;
        let backlog = scene.live.backlog();
        assert_eq!((backlog.photos.posted, backlog.photos.counted), (3, 3), "{trouble:?} {backlog:?}");
        assert_eq!((backlog.lost(), backlog.doubled(), backlog.is_under_way()), (0, 0, false), "{backlog:?}");
        assert!(backlog.messages.delivered > 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_demo_goes_on_where_it_was() {
    let scene = Scene::opens().await;
    assert_eq!(*scene.live.opened(), Opened::Begun);
    let group = scene.chat("wuxing");
    scene.says("li", group, "/status");
    scene.album("li", group, 1..4, "三里桥 清理河道 12人");
    scene.lives_for(Duration::from_secs(10)).await;
    scene.live.set_persona("li");
    let texts = |scene: &Scene| {
        let world = scene.live.world();
        world.messages(group).iter().map(|message| message.html()).collect::<Vec<_>>()
    };
    let (said, unread, now) = (texts(&scene), scene.live.unread("wang", group), scene.live.now());
    // What is said last is kept within two seconds, and a crash of the bot does not change that.
    scene.live.crash().await;
    scene.says("wang", group, "大家辛苦了");
    scene.lives_for(Duration::from_secs(2)).await;

    let scene = scene.killed_and_opened_again().await;
    assert_eq!(*scene.live.opened(), Opened::TakenUp);
    assert!(scene.live.is_running());
    assert_eq!(texts(&scene), [&said[..], &["大家辛苦了".to_owned()]].concat());
    assert_eq!(scene.live.unread("wang", group), unread);
    assert_eq!(scene.live.persona().as_deref(), Some("li"));
    assert!(scene.live.now() >= now && scene.live.now() < now + TimeDelta::seconds(10));

    // The bot remembers too: the same file again is known.
    scene.live.world().post_photo(scene.user("li"), group, Scene::photo(1), "三里桥 3人").expect("posted");
    scene.lives_for(Duration::from_secs(10)).await;
    let backlog = scene.live.backlog();
    assert_eq!((backlog.photos.posted, backlog.photos.taken, backlog.photos.counted), (4, 4, 3));

    scene.live.fresh().await.expect("it begins again");
    assert_eq!(scene.local(), "21 09:00");
    assert!(texts(&scene).len() < said.len() && scene.live.persona().is_none());
    scene.says("li", group, "/status");
    scene.lives_for(Duration::from_secs(2)).await;
    assert!(scene.live.unread("wang", group) >= 2);
    assert_eq!(scene.live.world().complaints(), <[String; 0]>::default());
}

/// What the narrator said last is still there, and who one was.
#[tokio::test(flavor = "multi_thread")]
async fn a_killed_day_goes_on_with_the_words_and_the_person_it_was_left_with() {
    let scene = Scene::opens_with(Some("good")).await;
    scene.while_time_goes_on(scene.live.jump(Jump::NextStep)).await.expect("a scene");
    scene.live.set_persona("wang");
    let told = scene.live.narration().expect("the narrator spoke");
    assert!(told.step > 0 && told.step < told.steps, "{told:?}");
    scene.lives_for(Duration::from_secs(2)).await;

    let scene = scene.killed_and_opened_again().await;
    assert_eq!(*scene.live.opened(), Opened::TakenUp);
    assert_eq!(scene.live.narration(), Some(told));
    assert_eq!(scene.live.persona().as_deref(), Some("wang"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_up_is_put_aside_and_two_do_not_play_in_one_folder() {
    let scene = Scene::opens().await;
    let again = Opening {
        folder: scene.folder.path().to_owned(),
        fresh: false,
        locale: Locale::ZhCn,
        day: None,
        wall: scene.wall.clone(),
    };
    let refused = Live::open(again).await.err().expect("the folder is taken");
    assert!(format!("{refused:#}").starts_with("another muster demo plays in "), "{refused:#}");

    let folder = scene.folder.clone();
    drop(scene);
    for world in ["a", "b"].map(|slot| folder.path().join("town-zh-CN").join(slot).join("world.json")) {
        if world.exists() {
            std::fs::write(world, "{\"format\": 0}").expect("space");
        }
    }
    let scene = Scene::opens_in(folder, None).await;
    let Opened::PutAside(why, path) = scene.live.opened().clone() else {
        panic!("{:?}", scene.live.opened())
    };
    assert!(why.contains("format") && !why.contains('\n'), "{why}");
    assert!(path.ends_with("town-zh-CN.old-1") && path.join("a").exists());
    assert_eq!(scene.local(), "21 09:00");
}
