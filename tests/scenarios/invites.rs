//! Inviting: the link to pass on, the poster to hang up, and who came by whom.

use crate::town::Town;
use crate::town::sights::Seen;

/// What a phone's camera makes of the poster under this message.
fn scanned(poster: &Seen) -> String {
    let (name, png) = poster.message.document().expect("a file");
    assert!(name.ends_with(".png"), "{name}");
    let page = image::load_from_memory(png).expect("a picture").to_luma8();
    let (width, height) = (page.width() as usize, page.height() as usize);
    assert!((height as f64 / width as f64 - 1.414).abs() < 0.01, "as A4 is: {width}×{height}");
    let mut page = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        page.get_pixel(x as u32, y as u32).0[0]
    });
    page.detect_grids().first().expect("a code").decode().expect("it can be read").1
}

/// The link that stands in a message.
fn link_in(seen: &Seen) -> String {
    let text = seen.message.text();
    let start = text.find("https://").expect("a link");
    text[start..].split_whitespace().next().unwrap_or_default().to_owned()
}

/// A text with the random part of a link made the same each time.
fn settled(seen: &Seen) -> String {
    let link = link_in(seen);
    let (stable, code) = link.rsplit_once('-').expect("who invites");
    assert!(code.len() == 8, "{link}");
    seen.text().replace(&link, &format!("{stable}-xxxxxxxx"))
}

/// The link at once, then the poster; both sign up for the inviter's area, and the person who came by
/// them can invite in turn.
#[tokio::test]
async fn an_invitation_is_a_link_and_a_poster() {
    let town = Town::named("invite").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.follows("https://t.me/muster_demo_bot?start=join_330502001").await;
    li.reads_all().await;
    li.whispers("邀請").await;
    let link = li.next_message().await;
    insta::assert_snapshot!("invitation", settled(&link));
    let poster = li.next_message().await;
    insta::assert_snapshot!("poster_caption", poster.text());
    assert_eq!(scanned(&poster), link_in(&link));

    let wang = town.newcomer("Wang Fang");
    wang.follows(&link_in(&link)).await;
    wang.sees("已报名月河街道").await;
    let sun = town.newcomer("Sun Li");
    sun.follows(&scanned(&poster)).await;
    sun.sees("已报名月河街道").await;
    // Asked for again, it is the same link.
    li.whispers("/invite").await;
    assert_eq!(link_in(&li.next_message().await), link_in(&link));
    li.next_message().await;
    wang.whispers("/invite").await;
    assert_ne!(link_in(&wang.next_message().await), link_in(&link));
    wang.next_message().await;
    town.finish().await;
}

/// Of several areas one is chosen; any other can be named.
#[tokio::test]
async fn of_several_areas_one_is_chosen() {
    let town = Town::named("invite-two").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    for code in ["330502", "330503"] {
        li.follows(&format!("https://t.me/muster_demo_bot?start=join_{code}")).await;
    }
    li.reads_all().await;
    li.whispers("/invite").await;
    let which = li.next_message().await;
    insta::assert_snapshot!("invite_which", which.text());
    town.restarts().await;
    {
        let mut world = town.world();
        world.hold_updates();
        for _ in 0..2 {
            world.press(li.user(), which.message.chat, which.id(), "南浔区 · 湖州市").expect("pressed");
        }
        world.release_updates();
    }
    li.sees("邀请大家来南浔区").await;
    li.next_message().await.says("start=join_330503-");
    assert!(scanned(&li.next_message().await).contains("start=join_330503-"));

    li.whispers("/invite 遞鋪").await;
    li.next_message().await.says("start=join_330523100-");
    li.next_message().await;
    li.whispers("/invite 没有的地方").await;
    li.sees("没找到「没有的地方」").await;
    town.finish().await;
}

/// In a group it is one message for the group's area; who has not joined is told how.
#[tokio::test]
async fn in_a_group_the_poster_is_the_groups() {
    let town = Town::named("invite-group").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let passer_by = group.passer_by("Wang Fang").await;
    passer_by.says("/invite").await;
    group.sees("先报名才能邀请").await;
    let li = group.volunteer("Li Wei").await;
    li.says("/invite").await;
    let poster = group.next_message().await;
    insta::assert_snapshot!("poster_in_a_group", settled(&poster));
    assert_eq!(scanned(&poster), link_in(&poster));
    group.sees_nothing_else().await;
    town.finish().await;
}

/// A code that no link can carry goes by a number of ours.
#[tokio::test]
async fn every_area_has_a_link_whatever_its_code() {
    let areas = "code,parent_code,name,level\n浙E,,湖州市,city\n浙E/吴兴.1,浙E,吴兴区,district\n";
    let town = Town::named("codes").areas(areas).at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    li.whispers("/join 浙E/吴兴.1").await;
    li.sees("已报名吴兴区").await;
    li.whispers("/invite").await;
    let link = link_in(&li.next_message().await);
    assert_eq!(scanned(&li.next_message().await), link);
    let wang = town.newcomer("Wang Fang");
    wang.follows(&link).await;
    wang.sees("已报名吴兴区").await;
    town.finish().await;
}

/// Each in their own language.
#[tokio::test]
async fn invitations_in_all_languages() {
    for (locale, tag) in [("en", "en"), ("zh-TW", "zh-hant")] {
        let town = Town::named("invite-tongues").speaking(locale).at("2026-06-21 09:00").await;
        let li = town.newcomer_speaking("Li Wei", tag);
        li.follows("https://t.me/muster_demo_bot?start=join_330502001").await;
        li.reads_all().await;
        li.whispers("/invite").await;
        insta::assert_snapshot!(format!("invitation_{locale}"), settled(&li.next_message().await));
        insta::assert_snapshot!(format!("poster_caption_{locale}"), li.next_message().await.text());
        town.finish().await;
    }
}
