//! Finding one's area, and saying things without a slash.

use crate::town::Town;

/// A city where many villages are called alike.
const ALIKE: &str = "code,parent_code,name,level
3305,,湖州市,city
330502,3305,吴兴区,district
330503,3305,南浔区,district
33050201,330502,东林镇,township
33050301,330503,善琏镇,township
3305020101,33050201,新村一村,village
3305020102,33050201,新村二村,village
3305020103,33050201,新村三村,village
3305020104,33050201,新村四村,village
3305020105,33050201,新村五村,village
3305030101,33050301,新村一村,village
3305030102,33050301,新村二村,village
3305030103,33050301,新村三村,village
3305030104,33050301,新村四村,village
3305030105,33050301,状态,village
";

/// In whatever script, width and spacing a name or code is typed, it finds its area.
#[tokio::test]
async fn a_name_finds_its_area_however_it_is_typed() {
    let town = Town::named("typed-name").at("2026-06-21 09:00").await;
    for (typed, found) in [
        ("吳興區", "吴兴区"),
        ("月 河 街 道", "月河街道"),
        ("南潯", "南浔区"),
        ("３３０５２３１００", "递铺街道"),
        ("湖州安吉遞鋪", "递铺街道"),
        ("報名南潯", "南浔区"),
    ] {
        let li = town.newcomer("Li Wei");
        li.opens_the_bot().await;
        li.reads_all().await;
        li.whispers(typed).await;
        let choice = li.next_message().await;
        li.presses_like(&choice, found).await;
        li.sees(&format!("已报名{found}")).await;
    }
    let wang = town.newcomer("Wang Fang");
    wang.opens_the_bot().await;
    wang.reads_all().await;
    wang.whispers("/join ３３０５０３").await;
    wang.sees("已报名南浔区").await;
    town.finish().await;
}

/// What finds more than one page shows can be paged through, a week later and after a restart too.
#[tokio::test]
async fn what_finds_many_areas_has_pages() {
    let town = Town::named("pages").areas(ALIKE).at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    li.whispers("新 村").await;
    let page = li.next_message().await;
    insta::assert_snapshot!("found_first_page", page.text());
    town.restarts().await;
    li.presses_like(&page, "下一页").await;
    let page = li.sees("2/2").await;
    insta::assert_snapshot!("found_last_page", page.text());
    li.presses_like(&page, "上一页").await;
    let page = li.sees("1/2").await;
    li.presses_like(&page, "下一页").await;
    li.presses_like(&li.sees("2/2").await, "新村四村 · 善琏镇").await;
    li.sees("已报名新村四村").await;
    town.finish().await;
}

/// In private a plain word does what its command does, in both scripts, full-width, in any case; in a
/// group it is talk.
#[tokio::test]
async fn plain_words_do_what_commands_do_in_private() {
    let town = Town::named("words").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    li.opens_the_bot().await;
    li.reads_all().await;
    for (words, command) in [
        (["积分", "積分！", "Points"], "/points"),
        (["状态", "狀態", "ＳＴＡＴＵＳ"], "/status"),
        (["我", "我的", "ＭＥ"], "/me"),
        (["帮助", "幫助", "help?"], "/help"),
        (["报名", "報名。", "join"], "/join"),
        (["退出", " 退出 ", "Leave"], "/leave"),
        (["取消", "取 消", "ｃａｎｃｅｌ"], "/cancel"),
    ] {
        li.whispers(command).await;
        let meant = li.next_message().await.text();
        for word in words {
            li.whispers(word).await;
            assert_eq!(li.next_message().await.text(), meant, "{word}");
        }
        li.says(words[0]).await;
    }
    group.sees_nothing_else().await;
    // What somebody may not do is no word for them.
    li.whispers("审核").await;
    li.sees("没找到").await;
    town.finish().await;
}

/// A village that is called as a word is: both are shown.
#[tokio::test]
async fn an_area_that_is_named_like_a_word_can_be_found() {
    let town = Town::named("shadow").areas(ALIKE).at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    li.whispers("狀態").await;
    let mut said = li.all_messages().await;
    let choice = said.pop().expect("the areas of that name");
    assert_eq!(said.len(), 1, "what the word does comes first");
    li.presses_like(&choice, "状态 · 善琏镇").await;
    li.sees("已报名状态").await;
    town.finish().await;
}

/// Links that were cut or forged, or whose area is retired, say so and show where else to go.
#[tokio::test]
async fn a_link_that_leads_nowhere_offers_the_tree() {
    let town = Town::named("links").at("2026-06-21 09:00").await;
    town.admin().whispers("/areas retire 330502001").await;
    town.admin().reads_all().await;
    let link = |payload: &str| format!("https://t.me/muster_demo_bot?start={payload}");

    let cut = town.newcomer("Li Wei");
    cut.follows(&link("join_33052")).await;
    let choice = cut.next_message().await;
    insta::assert_snapshot!("link_cut", choice.text());
    cut.presses_like(&choice, "安吉县").await;
    cut.sees("已报名安吉县").await;

    let retired = town.newcomer("Wang Fang");
    retired.follows(&link("join_330502001")).await;
    let choice = retired.next_message().await;
    insta::assert_snapshot!("link_retired", choice.text());
    retired.presses_like(&choice, "朝阳街道").await;
    retired.sees("已报名朝阳街道").await;

    for forged in ["join_", "join_-", "join_x-y-z", "area_999", "area_-1", "area_x"] {
        let newcomer = town.newcomer("Sun Li");
        newcomer.follows(&link(forged)).await;
        let choice = newcomer.next_message().await;
        newcomer.presses_like(&choice, "吴兴区").await;
        newcomer.presses_like(&newcomer.sees("往下选").await, "就报吴兴区").await;
        newcomer.sees("已报名吴兴区").await;
    }
    town.finish().await;
}

/// A button for an area that is retired meanwhile says so.
#[tokio::test]
async fn a_button_of_a_retired_area_signs_nobody_up() {
    let town = Town::named("stale").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    li.whispers("月河").await;
    let choice = li.next_message().await;
    town.admin().whispers("/areas retire 330502001").await;
    town.admin().reads_all().await;
    assert_eq!(li.presses_like(&choice, "月河街道").await, "月河街道已经停用，请另选一个");
    li.whispers("/me").await;
    li.next_message().await.does_not_say("月河");
    town.finish().await;
}

/// Two taps at once, and a tap beside the command, sign up once.
#[tokio::test]
async fn two_taps_at_once_sign_up_once() {
    let town = Town::named("taps").at("2026-06-21 09:00").await;
    let li = town.newcomer("Li Wei");
    li.opens_the_bot().await;
    li.reads_all().await;
    li.whispers("月河").await;
    let choice = li.next_message().await;
    {
        let mut world = town.world();
        world.hold_updates();
        let button = &choice.message.buttons()[0][0].text;
        for _ in 0..2 {
            world.press(li.user(), choice.message.chat, choice.id(), button).expect("pressed");
        }
        world.say(li.user(), li.user(), "/join 330502001").expect("said");
        world.release_updates();
    }
    li.sees("已报名：月河街道").await;
    li.reads_all().await;
    li.whispers("/points").await;
    li.next_message().await.says("5 分");
    town.finish().await;
}
