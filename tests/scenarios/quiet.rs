//! Quiet: what a group hears of the bot on a busy day.

use chrono::TimeDelta;

use crate::town::Town;
use crate::town::people::{album, photo};

/// A hundred photos on a good day, by twenty people, in albums and one by one, bare ones with their
/// words behind them, a copy among them and some by people who have yet to join: at most five
/// messages of the bot, and each photo or album wears its reaction.
#[tokio::test]
async fn a_hundred_photos_are_answered_with_at_most_five_messages() {
    let town = Town::named("busy").at("2026-06-21 07:00").await;
    let group = town.field_chat("330502").await;
    let mut people = Vec::new();
    for n in 0..16 {
        people.push(group.volunteer(&format!("Volunteer {n}")).await);
    }
    let mut newcomers = Vec::new();
    for n in 0..4 {
        newcomers.push(group.passer_by(&format!("Newcomer {n}")).await);
    }
    group.reads_all().await;
    let before = spoken(&town, &group);
    let mut photos = 0;
    let mut posted = Vec::new();
    for (n, li) in people.iter().enumerate() {
        let name = |part: usize| format!("{n}-{part}.jpg");
        match n % 4 {
            // An album of six.
            0 => {
                let names: Vec<String> = (0..6).map(name).collect();
                let names = names.iter().map(String::as_str);
                posted.push(li.posts(album(names).caption(&format!("第{n}段 清理河道 4人"))).await);
                photos += 6;
            }
            // Six with a caption each, over the morning.
            1 => {
                for part in 0..6 {
                    let caption = format!("月河街 {n}号 扫地 2人");
                    posted.push(li.posts(photo(&name(part)).caption(&caption)).await);
                    town.passes(TimeDelta::minutes(4)).await;
                    photos += 1;
                }
            }
            // Six bare ones, then the words; and a straggler.
            _ => {
                for part in 0..5 {
                    posted.push(li.posts(photo(&name(part))).await);
                    photos += 1;
                }
                town.passes(TimeDelta::seconds(7)).await;
                li.says(&format!("朝阳街 {n}号 除草 3人")).await;
                town.passes(TimeDelta::minutes(2)).await;
                posted.push(li.posts(photo(&name(5))).await);
                photos += 1;
            }
        }
        town.passes(TimeDelta::minutes(7)).await;
    }
    // One slow writer is asked; one photo is a copy; two newcomers post, and join by the card.
    let slow = people[0].posts(photo("slow.jpg")).await;
    town.passes(TimeDelta::seconds(40)).await;
    people[0].says("三里桥 收尾").await;
    let copy = people[1].posts(photo("1-0.jpg").caption("三里桥 又来")).await;
    for (n, wang) in newcomers[..2].iter().enumerate() {
        posted.push(
            wang.posts(album([&*format!("n{n}.jpg"), &*format!("m{n}.jpg")]).caption("月河街 初来")).await,
        );
        photos += 2;
        let world = town.world();
        let cards = world.messages(group.id()).into_iter().rev();
        let card =
            cards.filter(|message| !message.deleted).find(|message| message.button("报名吴兴区").is_some());
        let card = card.cloned().expect("a join card");
        drop(world);
        wang.presses_like(&crate::town::sights::Seen { message: card }, "报名").await;
        town.passes(TimeDelta::minutes(1)).await;
    }
    town.passes(TimeDelta::minutes(30)).await;
    assert!(photos + 2 >= 100, "{photos} photos are no busy day");
    for posted in &posted {
        assert_eq!(group.reaction_on(posted).as_deref(), Some("👍"));
        for part in posted.messages.iter().skip(1) {
            let world = town.world();
            let worn = world.message(group.id(), *part).and_then(|part| part.reaction_of(world.bot()));
            assert_eq!(worn, None, "an album wears one reaction");
        }
    }
    assert_eq!(group.reaction_on(&slow).as_deref(), Some("👍"));
    assert_eq!(group.reaction_on(&copy).as_deref(), Some("🤔"));
    let said = spoken(&town, &group).split_off(before.len());
    assert!(said.len() <= 5, "the bot said:\n{}", said.join("\n"));
    group.reads_all().await;
    town.passes_until("21:00").await;
    let said = spoken(&town, &group).split_off(before.len());
    assert!(said.len() <= 5, "by the evening the bot had said:\n{}", said.join("\n"));
    group.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// All that the bot said in the group, also what it took back.
fn spoken(town: &Town, group: &crate::town::people::Group) -> Vec<String> {
    let world = town.world();
    let messages = world.messages(group.id()).into_iter();
    messages
        .filter(|message| message.from == Some(world.bot()))
        .map(|message| message.text().to_owned())
        .collect()
}

/// A chat has one living card, edited in place; when the quota is reached one line takes its place.
#[tokio::test]
async fn a_chat_has_one_living_card_and_nothing_is_said_twice() {
    let town = Town::named("card").at("2026-06-21 11:00").await;
    let group = town.field_chat("330502").await;
    let other = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    town.passes_until("12:00").await;
    let (card, far) = (group.next_message().await, other.next_message().await);
    card.says("0/3");
    for (n, shown) in ["1/3", "2/3"].into_iter().enumerate() {
        li.posts(photo(&format!("{n}.jpg")).caption("三里桥 清理")).await;
        assert_eq!(group.sees(shown).await.id(), card.id(), "the card is edited, not sent anew");
    }
    li.posts(photo("last.jpg").caption("三里桥 清理")).await;
    group.sees("3/3").await.says("已够数");
    town.passes(TimeDelta::minutes(1)).await;
    let full = |chat: &crate::town::people::Group| {
        let texts = chat.last_texts(20).into_iter();
        texts.filter(|text| text.contains("3/3")).count()
    };
    assert_eq!(full(&group), 1, "{:?}", group.last_texts(5));
    // Where it was not reached, the card says so, quietly.
    assert_eq!(full(&other), 1, "{:?}", other.last_texts(5));
    other.current(&far).says("3/3");
    group.reads_all().await;
    other.reads_all().await;
    town.finish().await;
}
