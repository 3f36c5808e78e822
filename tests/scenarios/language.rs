//! In which language people, groups and desks are spoken to, and who chooses it.

use chrono::TimeDelta;

use crate::town::people::{Draft, Group, Person, album, photo};
use crate::town::{Town, refusal};

fn menu(town: &Town, of: &Person) -> Vec<String> {
    town.world().menu(of.user(), of.user()).into_iter().map(|(_, about)| about).collect()
}

/// A language is chosen by its own name; answers and the menu follow at once, and back again.
#[tokio::test]
async fn a_person_chooses_their_own_language() {
    let town = Town::named("own-language").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    li.whispers("/lang").await;
    let page = li.next_message().await;
    insta::assert_snapshot!("lang_zh-CN", page.text());
    assert_eq!(li.presses(&page, "English").await, "OK, English from now on.");
    insta::assert_snapshot!("lang_en", li.sees("I speak English").await.text());
    li.whispers("/points").await;
    li.sees("0 points").await;
    town.passes(TimeDelta::seconds(5)).await;
    assert!(menu(&town, &li).iter().all(|about| about.is_ascii()), "{:?}", menu(&town, &li));
    // What Telegram says of them changes nothing now, nor does a restart.
    town.restarts().await;
    li.whispers("/lang").await;
    let page = li.next_message().await;
    assert_eq!(li.presses_like(&page, "繁體中文").await, "好，以後跟你說繁體中文。");
    insta::assert_snapshot!("lang_zh-TW", li.sees("我跟你說").await.text());
    li.presses_like(&li.current(&page), "Telegram").await;
    li.sees("跟着你的 Telegram").await;
    town.passes(TimeDelta::seconds(5)).await;
    assert!(menu(&town, &li).contains(&"换语言".to_owned()), "{:?}", menu(&town, &li));
    li.whispers("/lang 正體").await;
    li.sees("我跟你說").await;
    li.whispers("/lang klingon").await;
    insta::assert_snapshot!("lang_unknown", li.next_message().await.text());
    town.finish().await;
}

/// Who reads neither script of the menu for everyone has one of their own from the first day.
#[tokio::test]
async fn a_menu_is_in_the_language_of_its_reader() {
    let town = Town::named("menus-by-language").at("2026-06-21 09:00").await;
    let hong = town.newcomer_speaking("Hong", "zh-hant");
    hong.opens_the_bot().await;
    hong.reads_all().await;
    assert!(menu(&town, &hong).contains(&"換語言".to_owned()), "{:?}", menu(&town, &hong));
    town.finish().await;
}

/// A group with an owner who has no part in the campaign.
async fn group_of(town: &Town, owner: &Person) -> Group {
    let group = {
        let mut world = town.world();
        let id = world.new_supergroup("月河志愿者", owner.user());
        world.add_bot(id, owner.user(), true);
        Group::of(town, id)
    };
    town.settles().await;
    group.reads_all().await;
    town.admin().in_group(&group).says("/bind 330502 field").await;
    group.reads_all().await;
    town.admin().reads_all().await;
    group
}

/// The group's own administrators choose, leads and admins of the campaign too, and nobody else.
#[tokio::test]
async fn a_group_speaks_as_its_admin_says() {
    let town = Town::named("group-language").at("2026-06-21 09:00").await;
    let owner = town.newcomer("Sun Li");
    let group = group_of(&town, &owner).await;
    let owner = owner.in_group(&group);
    let wang = group.passer_by("Wang Fang").await;

    wang.says("/lang English").await;
    insta::assert_snapshot!("lang_not_yours", group.next_message().await.text());
    owner.says("/lang").await;
    let page = group.next_message().await;
    insta::assert_snapshot!("lang_of_group", page.text());
    // A volunteer's press is looked up, and comes to nothing.
    insta::assert_snapshot!("lang_asking", wang.presses(&page, "English").await);
    group.sees_nothing_else().await;
    group.current(&page).says("简体中文");
    // Telegram is asked again if it does not answer.
    town.telegram().fails_next("getChatMember", refusal(500, "Internal Server Error"));
    town.foresees("500");
    owner.presses(&page, "English").await;
    town.passes(TimeDelta::seconds(40)).await;
    group.current(&page).says("I speak English here");

    wang.posts(photo("1.jpg").caption("三里桥 清理 3人")).await;
    group.sees("Got the photo").await;
    wang.says("/join").await;
    group.sees("Signed up").await;
    // In private nothing has changed for them.
    wang.opens_the_bot().await;
    wang.sees("你已报名").await;

    let lead = town.lead("Chen Jing").of("330502").await;
    let lead = lead.in_group(&group);
    assert_eq!(lead.presses_like(&group.current(&page), "繁體").await, "好，以后在这里说繁體中文。");
    group.sees("我在這裡說").await;
    owner.posts(Draft::text("/lang en").anonymously()).await;
    group.sees("I speak English here").await;
    town.admin().whispers("/audit").await;
    insta::assert_snapshot!("lang_audit", town.admin().next_message().await.text());
    for chat in [&*group, &*wang, &*lead, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// A lead who was dismissed has no say in the group any more.
#[tokio::test]
async fn a_dismissed_lead_changes_no_language() {
    let town = Town::named("dismissed-language").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let lead = town.lead("Chen Jing").of("330502").await.in_group(&group);
    lead.says("/lang").await;
    let page = group.next_message().await;
    town.admin().whispers(&format!("/dismiss lead 330502 {}", lead.user().0)).await;
    lead.presses(&page, "English").await;
    town.passes(TimeDelta::seconds(10)).await;
    group.current(&page).says("我在这里说简体中文");
    for chat in [&*lead, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// Each desk reads in its own language what the same day came to: pictures, lists, summary, digest.
#[tokio::test]
async fn each_desk_reads_its_day_in_its_own_language() {
    let town = Town::named("desk-language")
        .with("[[schedule]]\nname = \"close\"\ncron = \"0 0 20 * * *\"\njob = \"close-day\"\n[[schedule]]\nname = \"digest\"\ncron = \"0 1 20 * * *\"\njob = \"digest\"")
        .at("2026-06-21 09:00")
        .await;
    let field = town.field_chat("330502").await;
    let own = town.desk_chat("330502").await;
    let city = town.desk_chat("3305").await;
    let li = field.volunteer("Li Wei").await;
    town.admin().says_in(&own, "/lang English").await;
    own.sees("I speak English here").await;
    li.posts(album(["1.jpg", "2.jpg"]).caption("三里桥 清理河道 12人")).await;
    let third = li.posts(photo("3.jpg").caption("月河街 楼道 6人")).await;
    town.passes_until("20:05").await;
    let english = own.sees_photo().captioned("吴兴区").await;
    let chinese = city.sees_photo().captioned("吴兴区").await;
    insta::assert_snapshot!("relay_en", english.text());
    insta::assert_snapshot!("relay_beside_it", chinese.text());
    assert!(
        english.message.photo_bytes() != chinese.message.photo_bytes(),
        "the pictures are written in both"
    );
    insta::assert_snapshot!("digest_of_desk_en", own.next_message().await.text());
    city.sees("报送情况").await;
    // What is taken back amends each in its language, with its own picture.
    town.restarts().await;
    li.posts(Draft::text("/undo").replying_to(third.messages[0])).await;
    own.sees("Corrected").await.says("2/3");
    city.sees("更正").await.says("2/3");
    let pictures = [&own, &city].map(|desk| desk.pictures()[0].message.photo_bytes().cloned());
    assert!(pictures[0] != pictures[1], "and so are the corrected ones");
    for chat in [&*field, &*own, &*city, &*li, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}
