//! The live demo with both clocks moved by hand: nothing here waits for a real second.

use std::time::Duration;

use super::*;
use crate::emulator::{Post, UserId};

/// A live demo, and the hand that moves real time.
struct Scene {
    live: Live,
    wall: Clock,
    _folder: tempfile::TempDir,
}

impl Scene {
    async fn opens() -> Scene {
        let folder = tempfile::tempdir().expect("a folder");
        let wall = Clock::by_hand(Time::UNIX_EPOCH);
        let opening = Opening {
            folder: folder.path().to_owned(),
            fresh: false,
            locale: Locale::ZhCn,
            day: None,
            wall: wall.clone(),
        };
        let live = Live::open(opening).await.expect("it opens");
        Scene { live, wall, _folder: folder }
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

    /// What somebody asks for, while real time goes on as fast as it is slept through.
    async fn while_time_goes_on<T>(&self, asked: impl Future<Output = T>) -> T {
        let goes_on = async {
            loop {
                self.wall.set(self.wall.now() + Duration::from_millis(50));
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
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
    scene.says("li", group, "/join");
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
    let local = scene.live.now().with_timezone(&scene.live.zone()).format("%H:%M").to_string();
    assert!(local.starts_with("20:0"), "{local}");
    let lead = scene.user("chen");
    assert!(!scene.text_of_the_bot(lead).is_empty(), "the digest");
}
