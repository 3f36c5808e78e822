//! What earns besides a photo, and what is taken back with it.

use crate::town::Town;
use crate::town::people::{Draft, photo};

/// Deeds of every kind have their price here.
const PRICES: &str =
    "[points]\nsignup = 5\nphoto = 2\nfirst_photo = 1\nstreak = 7\nstreak_days = 3\nfriend = 4";

impl Town {
    /// What a person has earned by a deed.
    async fn earned(&self, name: &str, deed: &str) -> i64 {
        let (name, deed) = (name.to_owned(), deed.to_owned());
        let store = self.with_app(|app| app.tools.store.clone());
        let asked = store.read(move |read| {
            read.value(
                "select cast(coalesce(sum(e.amount), 0) as bigint) from points_entry e
                 join person p on p.id = e.person_id where p.name = $1 and e.deed = $2",
                &[&name, &deed],
            )
        });
        asked.await.expect("read").unwrap_or_default()
    }
}

/// The first photo of an area's day earns; where it is refused the next one was the first.
#[tokio::test]
async fn the_first_photo_of_the_day_earns() {
    let town = Town::named("first").with(PRICES).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let (li, wang) = (group.volunteer("Li Wei").await, group.volunteer("Wang Fang").await);
    li.posts(photo("river-1.jpg").caption("三里桥")).await;
    town.passes(chrono::TimeDelta::seconds(5)).await;
    wang.posts(photo("lane.jpg").caption("月河街")).await;
    group.reads_all().await;
    assert_eq!(
        (town.earned("Li Wei", "first_photo").await, town.earned("Wang Fang", "first_photo").await),
        (1, 0)
    );
    lead.whispers("/review").await;
    lead.presses(&lead.sees("月河街").await, "下一张").await;
    lead.presses(&lead.sees("三里桥").await, "不计").await;
    lead.presses(&lead.sees("为什么").await, "模糊").await;
    lead.reads_all().await;
    assert_eq!(
        (town.earned("Li Wei", "first_photo").await, town.earned("Wang Fang", "first_photo").await),
        (0, 1)
    );
    // What corrects says what it corrects.
    let loose = "select count(*) from points_entry where amount < 0 and corrects is null";
    assert_eq!(town.number(loose).await, 0);
    group.reads_all().await;
    li.reads_all().await;
    town.finish().await;
}

/// Three days in a row earn, three more earn again; a day that is taken back breaks the row, and what
/// followed from it goes too.
#[tokio::test]
async fn days_in_a_row_earn_and_break() {
    let town = Town::named("streak").with(PRICES).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    li.opens_the_bot().await;
    let mut second = None;
    for (day, name) in
        ["river-1.jpg", "river-2.jpg", "lane.jpg", "a.jpg", "b.jpg", "c.jpg"].into_iter().enumerate()
    {
        let posted = li.posts(photo(name).caption(&format!("第{day}处 清理"))).await;
        if day == 1 {
            second = Some(posted);
        }
        town.passes(chrono::TimeDelta::days(1)).await;
        assert_eq!(
            town.earned("Li Wei", "streak").await,
            7 * ((day as i64 + 1) / 3),
            "after day {}",
            day + 1
        );
    }
    group.reads_all().await;
    li.posts(Draft::text("/undo").replying_to(second.expect("the second day's").messages[0])).await;
    town.passes(chrono::TimeDelta::minutes(5)).await;
    // 21 June stands alone, 23 to 26 June are four.
    assert_eq!(town.earned("Li Wei", "streak").await, 7);
    for chat in [&*group, &*li] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// Whoever brought a friend in earns when the friend's first photo counts, once.
#[tokio::test]
async fn a_friend_who_did_something_earns_for_the_host() {
    let town = Town::named("friend").with(PRICES).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    li.opens_the_bot().await;
    li.whispers("/invite").await;
    let invitation = li.sees("https://").await.message.text().to_owned();
    let link = &invitation[invitation.find("https://").expect("a link")..];
    let link = link.split_whitespace().next().expect("a link");
    li.reads_all().await;
    let wang = town.newcomer("Wang Fang");
    wang.follows(link).await;
    wang.reads_all().await;
    assert_eq!(town.earned("Li Wei", "friend").await, 0, "signing up is not yet doing something");
    let wang = wang.in_group(&group);
    for name in ["river-1.jpg", "lane.jpg"] {
        wang.posts(photo(name).caption("三里桥 清理")).await;
        town.passes(chrono::TimeDelta::seconds(5)).await;
    }
    assert_eq!(town.earned("Li Wei", "friend").await, 4);
    for chat in [&*group, &*li, &*wang] {
        chat.reads_all().await;
    }
    town.finish().await;
}
