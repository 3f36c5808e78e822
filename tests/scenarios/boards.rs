//! `/top`: who stands where, in one message that changes where it stands.

use crate::families::links;
use crate::town::Town;
use crate::town::people::{Group, Person, photo};
use crate::town::sights::{Chat, Seen};

const MORNING: &str = "2026-06-22 09:00";

/// A group, and some who joined it and opened the bot: five points each.
async fn group_of<const N: usize>(town: &Town, code: &str, names: [&str; N]) -> (Group, [Person; N]) {
    let group = town.field_chat(code).await;
    let mut people = Vec::new();
    for name in names {
        let person = group.volunteer(name).await;
        person.opens_the_bot().await;
        person.reads_all().await;
        people.push(person);
    }
    (group, people.try_into().ok().expect("as many people as names"))
}

/// Posts photos that count, two points each; `n` names them.
async fn posts(group: &Group, person: &Person, n: usize, count: usize) {
    for photo_of in 0..count {
        person.posts(photo(&format!("{n}-{photo_of}.jpg")).caption("三里桥 清理 2人")).await;
        group.reads_all().await;
    }
}

/// Asks in private and reads the board.
async fn asks(person: &Person, words: &str) -> Seen {
    person.whispers(words).await;
    board_in(person).await
}

async fn board_in(chat: &Chat) -> Seen {
    let board = chat.next_message().await;
    assert!(board.message.photo().is_some(), "a board has a picture:\n{}", board.text());
    board
}

/// One message with a picture, whose text suffices; the same in a group and in private.
#[tokio::test]
async fn a_volunteer_asks_in_the_group_and_in_private() {
    let town = Town::named("top").at(MORNING).await;
    let (group, [li, wang, chen]) = group_of(&town, "330502", ["李伟", "王芳", "陈静"]).await;
    posts(&group, &li, 1, 1).await;
    posts(&group, &wang, 2, 1).await;
    wang.says("/top").await;
    let board = board_in(&group).await;
    insta::assert_snapshot!("in_the_group", board.text());
    group.sees_nothing_else().await;
    let own = asks(&chen, "/top").await;
    insta::assert_snapshot!("in_private", own.text());
    asks(&chen, "排行榜").await.says("个人榜");
    asks(&li, "/top 隊伍 本月").await.says("队伍榜").says("还没有人得分");
    li.whispers("/top 明年").await;
    li.next_message().await.says("/top 区域 本月");
    town.finish().await;
}

/// What a figure on a board is made of is one press away: entries that sum to it.
#[tokio::test]
async fn a_figure_on_a_board_can_be_asked_why() {
    let town = Town::named("top-why").at(MORNING).await;
    let (group, [li, _wang]) = group_of(&town, "330502", ["李伟", "王芳"]).await;
    posts(&group, &li, 1, 1).await;
    let board = asks(&li, "/top week").await;
    board.says("7 分");
    li.presses(&board, "为什么？").await;
    li.next_message().await.says("7").says("照片").says("报名");
    let areas = asks(&li, "/top areas week").await;
    li.presses(&areas, "为什么？").await;
    li.next_message().await.says("吴兴区").says("12").says("王芳");
    town.finish().await;
}

/// Far below the first ten one reads one's place, the next one's, and what lacks.
#[tokio::test]
async fn ones_own_place_with_the_gap_to_the_next() {
    let town = Town::named("top-far").at(MORNING).await;
    let names =
        ["一号", "二号", "三号", "四号", "五号", "六号", "七号", "八号", "九号", "十号", "十一号", "赵敏"];
    let (group, people) = group_of(&town, "330502", names).await;
    for (n, person) in people.iter().take(11).enumerate() {
        posts(&group, person, n, 1 + usize::from(n < 10)).await;
    }
    let own = asks(&people[11], "/top week").await;
    insta::assert_snapshot!("own_place", own.text());
    posts(&group, &people[11], 11, 1).await;
    asks(&people[11], "/top day").await.says("并列第 11 名（另有 1 个），7 分，还差 2 分追上");
    town.finish().await;
}

/// Who presses changes the one message; the place shown stays that of whoever asked, and the presser
/// hears their own.
#[tokio::test]
async fn buttons_switch_the_board_where_it_stands() {
    let town = Town::named("top-buttons").with("[boards]\nleast_people = 2").at(MORNING).await;
    let (group, [li, wang]) = group_of(&town, "330502", ["李伟", "王芳"]).await;
    let (other, [zhou]) = group_of(&town, "330503", ["周杰"]).await;
    posts(&group, &li, 1, 1).await;
    posts(&other, &zhou, 3, 2).await;
    li.says("/top").await;
    let board = board_in(&group).await;
    board.says("李伟：第 2 名，7 分，还差 2 分追上周杰");
    assert_eq!(wang.presses(&board, "今天").await, "你：第 3 名，5 分，还差 2 分追上李伟");
    group.later(&board).await.says("今天（6月22日）").says("李伟：第 2 名");
    li.presses(&group.current(&board), "区域").await;
    insta::assert_snapshot!("areas", group.later(&board).await.text());
    li.presses(&group.current(&board), "人均").await;
    insta::assert_snapshot!("areas_each", group.later(&board).await.text());
    li.presses(&group.current(&board), "乡镇街道").await;
    group.later(&board).await.says("乡镇街道人均榜").says("还没有人得分");
    li.presses(&group.current(&board), "队伍").await;
    group.later(&board).await.says("队伍人均榜");
    li.presses(&group.current(&board), "个人").await;
    li.presses(&group.current(&board), "只看吴兴区").await;
    group.later(&board).await.says("吴兴区个人榜").does_not_say("周杰").says("李伟：第 1 名，7 分");
    li.presses(&group.current(&board), "‹ 更早").await;
    group.later(&board).await.says("6月21日").says("这段时间没有人得分");
    // Pressed quickly one after the other, the last one holds.
    for button in ["本月", "全程", "本周"] {
        town.world().press(li.user(), group.id(), board.id(), button).expect("pressed");
    }
    group.later(&board).await.says("本周（");
    assert_eq!(li.forges(&board, "top:show:9:500000000:1:0:0").await, "这个按钮已经过期了。");
    assert_eq!(li.forges(&board, "top:show:0:700000000:1:0:0").await, "这个按钮已经过期了。");
    group.sees_nothing_else().await;
    town.finish().await;
}

/// Who does not want to be shown is not, and still reads their own points.
#[tokio::test]
async fn whoever_does_not_want_to_stands_on_no_board() {
    let town = Town::named("top-hidden").at(MORNING).await;
    let (group, [li, wang]) = group_of(&town, "330502", ["李伟", "王芳"]).await;
    posts(&group, &li, 1, 1).await;
    li.whispers("/me").await;
    let page = li.next_message().await;
    li.presses_like(&page, "更多").await;
    assert_eq!(li.presses(&li.later(&page).await, "不上排行榜").await, "好，你不上榜了，积分照记");
    li.later(&page).await.says("不上排行榜");
    posts(&group, &li, 2, 1).await;
    asks(&wang, "/top").await.does_not_say("李伟").says("你：第 1 名，5 分");
    asks(&li, "/top").await.says("你不上榜").says("得了 9 分").does_not_say("李伟");
    // In the group it is nobody's business.
    li.says("/top").await;
    let board = board_in(&group).await;
    board.does_not_say("李伟").does_not_say("不上榜");
    assert!(li.presses(&board, "今天").await.contains("你不上榜"));
    li.presses(&li.later(&page).await, "重新上榜").await;
    li.later(&page).await.does_not_say("不上排行榜\n");
    asks(&wang, "/top").await.says("1. 李伟 9 分").says("你：第 2 名");
    town.finish().await;
}

/// A child stands there by pseudonym.
#[tokio::test]
async fn a_child_stands_there_by_pseudonym() {
    let town = Town::named("top-child").with("[signup]\nask = [\"age\"]").at(MORNING).await;
    let group = town.field_chat("330502").await;
    let child = group.volunteer("陈小明").await;
    child.opens_the_bot().await;
    child.presses(&child.sees("年龄段？").await, "14 岁以下").await;
    let link = links(&child.sees("要先请爸爸妈妈或监护人同意").await).remove(0);
    let mother = town.newcomer("陈妈妈");
    mother.follows(&link).await;
    mother.presses_like(&mother.next_message().await, "同意").await;
    mother.sees("谢谢").await;
    child.reads_all().await;
    posts(&group, &child, 1, 1).await;
    child.says("/top").await;
    let board = board_in(&group).await;
    board.says("1. 小树1 7 分").does_not_say("陈小明");
    for chat in [&*group, &*child, &*mother, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// What is refused is off the board in the same moment; equal points share a place.
#[tokio::test]
async fn a_refused_photo_changes_the_board_at_once() {
    let town = Town::named("top-refused").at(MORNING).await;
    let (group, [li, wang, chen, zhou]) = group_of(&town, "330502", ["李伟", "王芳", "陈静", "周杰"]).await;
    let lead = town.lead("负责人").of("330502").await;
    posts(&group, &wang, 2, 1).await;
    li.posts(photo("li.jpg").caption("月河街 扫地 2人")).await;
    group.reads_all().await;
    asks(&zhou, "/top").await.says("1. 李伟 7 分\n1. 王芳 7 分\n3. 陈静 5 分\n3. 周杰 5 分");
    lead.whispers("/review").await;
    let page = lead.finds_page("月河街").await;
    lead.presses(&page, "不计").await;
    lead.presses(&lead.sees("为什么").await, "模糊").await;
    asks(&zhou, "/top").await.says("1. 王芳 7 分\n2. 李伟 5 分\n2. 陈静 5 分\n2. 周杰 5 分");
    for chat in [&*group, &*li, &*chen, &*lead] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// Per person a small area can win, if it is not too small; who leaves counts in it no more.
#[tokio::test]
async fn small_areas_can_win_per_person() {
    let town = Town::named("top-each").with("[boards]\nleast_people = 2").at(MORNING).await;
    let (big, [a, b, c]) = group_of(&town, "330502", ["甲", "乙", "丙"]).await;
    let (small, [d, e]) = group_of(&town, "330503", ["丁", "戊"]).await;
    let (tiny, [f]) = group_of(&town, "330523", ["己"]).await;
    posts(&small, &d, 4, 2).await;
    posts(&tiny, &f, 5, 1).await;
    let total = asks(&a, "/top 区域").await;
    total.says("1. 吴兴区 15 分\n2. 南浔区 14 分\n3. 安吉县 7 分").says("吴兴区：第 1 名");
    let each = asks(&e, "/top 人均").await;
    each.says("1. 南浔区 人均 7 分\n2. 吴兴区 人均 5 分").does_not_say("安吉县");
    each.says("满 2 人才排人均，有 1 个区域没排");
    c.whispers("/leave").await;
    c.presses_like(&c.next_message().await, "退出吴兴区").await;
    c.reads_all().await;
    asks(&e, "/top 人均").await.says("1. 吴兴区 人均 7.5 分\n2. 南浔区 人均 7 分");
    // What was earned stays the area's; who earned it is on no board any more.
    asks(&b, "/top").await.does_not_say("丙");
    asks(&b, "/top areas").await.says("1. 吴兴区 15 分");
    big.reads_all().await;
    town.finish().await;
}

/// Teams, and that one is told by its area where two have the same name.
#[tokio::test]
async fn teams_stand_against_each_other() {
    let town = Town::named("top-teams").with("[boards]\nleast_people = 2").at(MORNING).await;
    let (group, [li, wang]) = group_of(&town, "330502", ["李伟", "王芳"]).await;
    let (other, [zhou]) = group_of(&town, "330503", ["周杰"]).await;
    for (group, code) in [(&group, "330502"), (&other, "330503")] {
        let lead = town.lead("负责人").of(code).await.in_group(group);
        lead.says("/team new 先锋队").await;
        let page = group.next_message().await;
        let members: &[&Person] = if code == "330502" { &[&li, &wang] } else { &[&zhou] };
        for member in members {
            member.presses_like(&page, "加入").await;
        }
        group.reads_all().await;
        lead.reads_all().await;
    }
    posts(&group, &li, 1, 1).await;
    posts(&other, &zhou, 2, 1).await;
    asks(&wang, "/top 队伍").await.says("先锋队 · 吴兴区 2 分").says("并列第 1 名（另有 1 个）");
    let each = asks(&wang, "/top 队伍 人均").await;
    each.says("先锋队 · 吴兴区 人均 1 分").says("有 1 支队伍没排");
    town.finish().await;
}

/// A season that is over can be read again, by its name and by a button.
#[tokio::test]
async fn a_season_that_ended_is_read_again() {
    let seasons =
        "[[season]]\nname = \"夏季\"\nstarts = 2026-06-21\n[[season]]\nname = \"秋季\"\nstarts = 2026-08-01";
    let town = Town::named("top-season").with(seasons).at("2026-07-31 09:00").await;
    let (group, [li, wang]) = group_of(&town, "330502", ["李伟", "王芳"]).await;
    posts(&group, &li, 1, 1).await;
    town.passes_until("2026-08-01 09:00").await;
    group.reads_all().await;
    posts(&group, &wang, 2, 1).await;
    let board = asks(&wang, "/top season").await;
    board.says("秋季（8月1日–9月30日）").says("1. 王芳 2 分").does_not_say("李伟");
    wang.presses(&board, "‹ 夏季").await;
    let summer = wang.later(&board).await;
    insta::assert_snapshot!("old_season", summer.text());
    wang.presses(&summer, "秋季 ›").await;
    wang.later(&board).await.says("王芳 2 分");
    asks(&li, "/top 夏季").await.says("1. 李伟 7 分").says("你：第 1 名");
    town.finish().await;
}

/// Leads are left out where bot.toml says so, from the next start on, and come back without their role.
#[tokio::test]
async fn leads_are_left_out_by_a_setting() {
    let town = Town::named("top-leads").with("[boards]\nleave_out = []").at(MORNING).await;
    let (group, [li]) = group_of(&town, "330502", ["李伟"]).await;
    let lead = town.lead("陈静").of("330502").await.in_group(&group);
    lead.says("/join").await;
    group.reads_all().await;
    asks(&li, "/top").await.says("陈静");
    let file = town.folder().join("bot.toml");
    let text = std::fs::read_to_string(&file).expect("a bot.toml");
    std::fs::write(&file, text.replace("leave_out = []", "leave_out = [\"leads\"]")).expect("space");
    town.restarts().await;
    asks(&li, "/top").await.does_not_say("陈静").says("你：第 1 名");
    lead.reads_all().await;
    lead.whispers("/top").await;
    lead.sees_photo().captioned("你的角色不参加排行，这段时间得了 5 分").await;
    town.admin().whispers(&format!("/dismiss lead 330502 {}", lead.user().0)).await;
    lead.reads_all().await;
    asks(&li, "/top").await.says("陈静");
    town.admin().whispers(&format!("/appoint lead 330502 {}", lead.user().0)).await;
    lead.reads_all().await;
    asks(&li, "/top").await.does_not_say("陈静");
    let text = std::fs::read_to_string(&file).expect("a bot.toml");
    std::fs::write(&file, text.replace("leave_out = [\"leads\"]", "leave_out = []")).expect("space");
    town.restarts().await;
    asks(&li, "/top").await.says("陈静");
    town.admin().reads_all().await;
    town.finish().await;
}

/// Who left, and who is forgotten, stands nowhere; the area keeps what they earned.
#[tokio::test]
async fn who_is_forgotten_stands_nowhere() {
    let town = Town::named("top-forgotten").at(MORNING).await;
    let (group, [li, wang]) = group_of(&town, "330502", ["李伟", "王芳"]).await;
    posts(&group, &li, 1, 1).await;
    li.whispers("/forget").await;
    let question = li.sees("删掉你的全部资料").await;
    li.presses(&question, "删掉").await;
    li.reads_all().await;
    town.passes(chrono::TimeDelta::minutes(20)).await;
    let board = asks(&wang, "/top").await;
    board.says("1. 王芳 5 分").says("你：第 1 名").does_not_say("2.").does_not_say("—");
    asks(&wang, "/top areas").await.says("1. 吴兴区 12 分");
    group.reads_all().await;
    li.reads_all().await;
    town.finish().await;
}

/// A name is a name, in the text and in the picture.
#[tokio::test]
async fn any_name_is_nothing_but_a_name() {
    let town = Town::named("top-names").at(MORNING).await;
    let long = "长".repeat(64);
    let names = ["<b>@all</b>", "\u{202e}gnaw", &long, "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "1. 王芳 99 分\n2."];
    let (group, [li, ..]) = group_of(&town, "330502", names).await;
    li.says("/top").await;
    let board = board_in(&group).await;
    insta::assert_snapshot!("names", board.text());
    town.finish().await;
}
