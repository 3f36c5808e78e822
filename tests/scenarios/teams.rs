//! Teams inside an area: made by a lead, joined by a tap, a link or a code, handed on, left, dissolved.

use crate::town::Town;
use crate::town::people::{Draft, Person};

/// The code of the team that a page in private shows.
fn code_on(page: &str) -> String {
    let after = page.split("?start=team_").nth(1).unwrap_or_else(|| panic!("no link on:\n{page}"));
    after.chars().take_while(char::is_ascii_alphanumeric).collect()
}

async fn whispers_and_reads(person: &Person, text: &str) -> String {
    person.whispers(text).await;
    person.next_message().await.text()
}

/// The lead makes a team in the group, two volunteers tap its button, and the group reads one message.
#[tokio::test]
async fn a_team_is_made_in_the_group_and_joined_by_a_tap() {
    let town = Town::named("teams").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let (li, wang) = (group.volunteer("李伟").await, group.volunteer("王芳").await);
    let lead = town.lead("陈静").of("330502").await.in_group(&group);

    li.says("/team").await;
    insta::assert_snapshot!("no_team_yet", group.next_message().await.text());
    li.says("/team new 清河先锋队").await;
    group.next_message().await.says("只有队长、本区域负责人和管理员");

    lead.says("/team new 清河先锋队").await;
    let page = group.next_message().await;
    insta::assert_snapshot!("team_in_the_group", page.text());
    assert_eq!(li.presses_like(&page, "加入清河先锋队").await, "你加入了清河先锋队。");
    assert_eq!(li.presses_like(&page, "加入清河先锋队").await, "你已经在清河先锋队了。");
    wang.presses_like(&page, "加入清河先锋队").await;
    group.sees("2 人").await;
    group.sees_nothing_else().await;

    lead.says("/team new  清河先鋒隊").await;
    group.next_message().await.says("已经有叫“清河先锋队”的队伍了");
    lead.says("/team new 晨跑队").await;
    let page = group.next_message().await;
    assert_eq!(wang.presses_like(&page, "加入晨跑队").await, "你从清河先锋队换到了晨跑队。");
    group.reads_all().await;
    wang.opens_the_bot().await;
    wang.reads_all().await;
    let own = whispers_and_reads(&wang, "/team").await;
    insta::assert_snapshot!("own_team", own.replace(&code_on(&own), "CODE"));
    town.finish().await;
}

/// By the link one joins the area too; by the typed code as well, in any case.
#[tokio::test]
async fn a_link_or_a_code_joins_the_team_and_its_area() {
    let town = Town::named("team-code").at("2026-06-21 09:00").await;
    let lead = town.lead("陈静").of("330502").await;
    let page = whispers_and_reads(&lead, "/team new 三里桥小队").await;
    insta::assert_snapshot!("made_in_private", page.replace(&code_on(&page), "CODE"));
    let code = code_on(&page);

    let li = town.newcomer("李伟");
    li.follows(&format!("https://t.me/muster_demo_bot?start=team_{code}")).await;
    insta::assert_snapshot!("joined_by_link", li.next_message().await.text().replace(&code, "CODE"));
    li.reads_all().await;
    li.whispers("/me").await;
    li.next_message().await.says("吴兴区");

    let wang = town.newcomer("王芳");
    wang.opens_the_bot().await;
    wang.reads_all().await;
    wang.whispers(&format!("/team join {}", code.to_lowercase())).await;
    wang.next_message().await.says("你加入了三里桥小队").says("2 人");
    wang.reads_all().await;
    wang.whispers("/team join K7M2P9QX").await;
    wang.next_message().await.says("没有队伍码是 K7M2P9QX");
    wang.follows("https://t.me/muster_demo_bot?start=team_zzz").await;
    wang.next_message().await.says("没有队伍码是 zzz");
    town.finish().await;
}

/// Somebody of a village below is in the area already, and gets no second one.
#[tokio::test]
async fn who_belongs_below_keeps_their_one_area() {
    let town = Town::named("team-below").at("2026-06-21 09:00").await;
    let lead = town.lead("陈静").of("330502").await;
    let code = code_on(&whispers_and_reads(&lead, "/team new 三里桥小队").await);
    let li = town.newcomer("李伟");
    li.follows("https://t.me/muster_demo_bot?start=join_330502001").await;
    li.reads_all().await;
    li.follows(&format!("https://t.me/muster_demo_bot?start=team_{code}")).await;
    li.next_message().await.says("你加入了三里桥小队");
    li.whispers("/me").await;
    li.next_message().await.says("月河街道").does_not_say("吴兴区");
    town.finish().await;
}

/// Handed on by reply, renamed by the one who leads it now, looked at, dissolved; others may not.
#[tokio::test]
async fn a_team_is_handed_on_renamed_and_dissolved() {
    let town = Town::named("team-lead").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let lead = town.lead("陈静").of("330502").await.in_group(&group);
    let (li, wang) = (group.volunteer("李伟").await, group.volunteer("王芳").await);
    lead.says("/team new 清河队").await;
    let page = group.next_message().await;
    wang.presses_like(&page, "加入").await;

    let stranger = group.passer_by("路人").await;
    let said = stranger.says("你们好").await;
    lead.posts(Draft::text("/team lead").replying_to(said.messages[0])).await;
    group.next_message().await.says("还没有报名这个区域").says("start=team_");

    li.opens_the_bot().await;
    li.reads_all().await;
    let said = li.says("我来带").await;
    lead.posts(Draft::text("/team lead").replying_to(said.messages[0])).await;
    group.next_message().await.says("李伟现在是清河队的队长");
    li.next_message().await.says("你现在是清河队的队长");

    wang.says("/team rename 王芳队").await;
    group.next_message().await.says("只有队长");
    li.says("/team rename 清河 <b>一队</b>").await;
    group.next_message().await.says("现在叫“清河 <b>一队</b>”");
    li.says("/team members").await;
    group.next_message().await.says("名单只在私聊里看").does_not_say("王芳");
    insta::assert_snapshot!("members", whispers_and_reads(&li, "/team members").await);

    // In private by buttons: another name, survived by a restart in the middle.
    li.whispers("/team").await;
    let page = li.next_message().await;
    li.presses_like(&page, "改名").await;
    li.sees("要改成什么").await;
    town.restarts().await;
    li.whispers("清河突击队").await;
    li.next_message().await.says("清河突击队");

    wang.says("/team dissolve").await;
    group.next_message().await.says("只有队长");
    li.says("/team dissolve").await;
    let sure = group.next_message().await;
    assert!(wang.presses_like(&sure, "解散").await.contains("只有队长"));
    li.presses_like(&sure, "解散").await;
    group.sees("清河突击队解散了").await;
    assert_eq!(li.forges(&sure, "team:join:1:0").await, "这支队伍已经解散了。");
    wang.says("/team").await;
    group.next_message().await.says("还没有队伍");

    town.admin().whispers("/audit").await;
    let log = town.admin().next_message().await;
    log.says("建了队伍：清河队 · 吴兴区").says("任命队长：清河队 · 吴兴区 → 李伟");
    log.says("队伍改名：清河队 · 吴兴区 → 清河 <b>一队</b>").says("解散队伍：清河突击队");
    town.finish().await;
}

/// An admin, who leads everything, chooses where a team is to be by typing the area's name.
#[tokio::test]
async fn who_leads_much_chooses_the_area() {
    let town = Town::named("team-where").at("2026-06-21 09:00").await;
    let admin = town.admin();
    admin.whispers("/team new 晨光队").await;
    admin.next_message().await.says("建在哪个区域");
    admin.whispers("杭州").await;
    admin.next_message().await.says("没找到“杭州”");
    admin.whispers("街道").await;
    let found = admin.next_message().await;
    insta::assert_snapshot!("where_to", found.text());
    admin.presses_like(&found, "朝阳街道").await;
    admin.sees("队伍建好了").await.says("晨光队").says("朝阳街道");
    assert_eq!(admin.forges(&found, "team:in:3").await, "这个按钮已经过期了。");

    let lead = town.lead("陈静").of("330503").await;
    lead.whispers("/team").await;
    let mine = lead.next_message().await;
    lead.presses_like(&mine, "南浔区的队伍").await;
    lead.presses_like(&lead.sees("南浔区还没有队伍").await, "建一支队伍").await;
    lead.sees("新队伍叫什么").await;
    lead.whispers("两行\n的名字").await;
    lead.next_message().await.says("写成一行");
    lead.whispers("晚风队").await;
    lead.next_message().await.says("队伍建好了").says("晚风队");
    town.finish().await;
}

/// Leaving the team, and leaving the lead's seat with it. Any name is nothing but a name.
#[tokio::test]
async fn leaving_leaves_the_points() {
    let town = Town::named("team-leave").at("2026-06-21 09:00").await;
    let lead = town.lead("陈静").of("330502").await;
    lead.whispers(&format!("/team new {}", "长".repeat(65))).await;
    lead.next_message().await.says("1 到 64 个字");
    let code = code_on(&whispers_and_reads(&lead, "/team new @all <i>队</i>").await);
    lead.whispers("/team leave").await;
    lead.next_message().await.says("你还没有加入队伍");
    let li = town.newcomer("李伟");
    li.follows(&format!("https://t.me/muster_demo_bot?start=team_{code}")).await;
    li.next_message().await.says("@\u{200b}all <i>队</i>");
    li.reads_all().await;
    li.whispers("/team leave").await;
    li.next_message().await.says("你退出了").says("照片和积分都还是你的");
    li.whispers("/team leave").await;
    li.next_message().await.says("你还没有加入队伍");
    li.whispers("/points").await;
    li.next_message().await.says("5 分");
    town.finish().await;
}

/// Where a lead agrees first, being entered in a team waits for that word, and needs no second press.
#[tokio::test]
async fn a_team_of_another_area_waits_for_the_lead() {
    let town =
        Town::named("team-approval").with("[signup]\nmode = \"approval\"").at("2026-06-21 09:00").await;
    let lead = town.lead("陈静").of("330502").await;
    let code = code_on(&whispers_and_reads(&lead, "/team new 三里桥小队").await);
    let li = town.newcomer("李伟");
    li.follows(&format!("https://t.me/muster_demo_bot?start=team_{code}")).await;
    li.next_message().await.says("负责人同意后你就在三里桥小队了").says("0 人");
    let card = lead.sees("想加入吴兴区").await;
    lead.presses(&card, "同意").await;
    li.sees("负责人同意了").await;
    li.reads_all().await;
    li.whispers("/team").await;
    li.next_message().await.says("三里桥小队").says("1 人");
    lead.reads_all().await;
    town.finish().await;
}
