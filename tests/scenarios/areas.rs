//! Areas that owe another number or nothing, and areas that are retired.

use crate::town::Town;
use crate::town::people::{Person, photo};
use crate::town::sights::Seen;

/// What the admin hears of an area from the bot.
async fn tells(admin: &Person, command: &str) -> Seen {
    admin.whispers(command).await;
    admin.next_message().await
}

/// A paused area owes nothing: it is never reminded nor named as missing, and leaves the
/// percentages; photos posted there still count, and are told without a quota.
#[tokio::test]
async fn a_paused_area_is_never_reminded_nor_named_and_leaves_the_percentages() {
    let town = Town::named("pause").at("2026-06-21 09:00").await;
    let (admin, desk) = (town.admin(), town.desk_chat("3305").await);
    let (wuxing, anji) = (town.field_chat("330502").await, town.field_chat("330523").await);
    let lead = town.lead("Chen Jing").of("3305").await;
    let (li, wang) = (wuxing.volunteer("Li Wei").await, anji.volunteer("Wang Fang").await);

    insta::assert_snapshot!("areas_paused", tells(&admin, "/areas pause 330523").await.text());
    admin.whispers("/areas").await;
    insta::assert_snapshot!("areas_with_a_pause", admin.next_message().await.text());
    li.posts(photo("1.jpg").caption("三里桥 清理 4人")).await;
    wuxing.sees_reaction("👍").somewhere().await;
    town.passes_until("12:01").await;
    wuxing.sees("还差 2 张").await;
    anji.sees_nothing_else().await;

    // The fourth photo is one of four, not of nought.
    for n in 2..6 {
        wang.posts(photo(&format!("{n}.jpg")).caption("递铺 清理 2人")).await;
        anji.sees_reaction("👍").somewhere().await;
    }
    wang.says("/status").await;
    let status = anji.sees("安吉县").await;
    status.says("4 张").does_not_say("/0").does_not_say("还差").does_not_say("截止");
    lead.whispers("/status").await;
    insta::assert_snapshot!("status_of_a_lead_with_a_pause", lead.next_message().await.text());
    anji.sees_nothing_else().await;

    town.passes_until("20:01").await;
    insta::assert_snapshot!("digest_with_a_pause", lead.sees("6月21日").await.text());
    desk.sees_photo().captioned("安吉县 4 张").await;
    desk.sees("报送情况").await.says("南浔区").does_not_say("安吉县 0");
    for chat in [&desk, &wuxing, &anji] {
        chat.reads_all().await;
    }
    lead.reads_all().await;
    admin.whispers("/audit").await;
    admin.sees("暂停区域：330523 安吉县").await;
    town.finish().await;
}

/// A pause until a day ends by itself after it; `/areas resume` ends one at once, and from then on
/// the area owes as before.
#[tokio::test]
async fn a_pause_ends_by_itself_or_by_its_opposite() {
    let town = Town::named("pause-ends").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let (wuxing, anji) = (town.field_chat("330502").await, town.field_chat("330523").await);
    let said = tells(&admin, "/areas pause 330502 until 2026-06-22").await;
    said.says("暂停到6月22日").says("6月23日起照常");
    tells(&admin, "/areas pause 330523").await;
    let quiet_until = |day: &str| format!("{day} 19:00");
    town.passes_until(&quiet_until("2026-06-21")).await;
    town.passes_until(&quiet_until("2026-06-22")).await;
    wuxing.sees_nothing_else().await;
    anji.sees_nothing_else().await;
    town.restarts().await;
    town.passes_until("2026-06-23 12:01").await;
    wuxing.sees("还差 3 张").await;
    anji.sees_nothing_else().await;

    tells(&admin, "/areas resume 330523").await.says("安吉县已恢复");
    tells(&admin, "/areas resume 330523").await.says("没有暂停");
    town.passes_until("2026-06-23 16:01").await;
    anji.sees("还差 3 张").await;
    // Paused in the middle of the afternoon: what asked for photos is taken away.
    tells(&admin, "/areas pause 330523").await;
    town.passes(chrono::TimeDelta::seconds(5)).await;
    assert!(!anji.last_texts(5).iter().any(|text| text.contains("还差")), "{:?}", anji.last_texts(5));
    wuxing.reads_all().await;
    town.finish().await;
}

/// Pausing an area pauses all below it, and what is not understood is told how it is written.
#[tokio::test]
async fn a_city_can_be_paused_and_mistakes_are_told() {
    let town = Town::named("pause-city").at("2026-06-21 09:00").await;
    let (admin, desk) = (town.admin(), town.desk_chat("3305").await);
    let wuxing = town.field_chat("330502").await;
    tells(&admin, "/areas pause 3305").await.says("湖州市从6月21日起暂停");
    tells(&admin, "/areas resume 330502").await.says("停的是上面的湖州市");
    tells(&admin, "/areas pause 330999").await.says("没有“330999”");
    tells(&admin, "/areas pause 吴兴").await.says("吴兴区 330502");
    tells(&admin, "/areas pause").await.says("/areas retire 330502");
    tells(&admin, "/areas pause 330502 until tomorrow").await.says("/areas pause 330502 until");
    tells(&admin, "/areas pause 330502 until 2026-06-20").await.says("已经过去");
    let lead = town.lead("Chen Jing").of("3305").await;
    lead.whispers("/areas pause 330502").await;
    lead.sees("只有管理员").await;
    lead.whispers("/status").await;
    lead.sees("没有要交照片的区域").await;
    town.passes_until("20:01").await;
    wuxing.sees_nothing_else().await;
    assert!(!desk.last_texts(5).iter().any(|text| text.contains("报送情况")), "{:?}", desk.last_texts(5));
    desk.reads_all().await;
    lead.reads_all().await;
    town.finish().await;
}

/// `[photos.quota_of]`: one area owes five, another nothing; a code that there is not is told by
/// the start, with its line and key.
#[tokio::test]
async fn areas_owe_what_the_file_says_of_them() {
    let toml = "[photos.quota_of]\n\"330502\" = 5\n\"330523\" = 0\n\"330599\" = 1\n\"3305\" = 2\n";
    let town = Town::named("quota-of").with(toml).at("2026-06-21 09:00").await;
    let (wuxing, anji) = (town.field_chat("330502").await, town.field_chat("330523").await);
    let desk = town.desk_chat("3305").await;
    let li = wuxing.volunteer("Li Wei").await;
    li.says("/status").await;
    wuxing.sees("0/5").await.says("还差 5 张");
    town.passes_until("20:01").await;
    wuxing.sees("还差 5 张").await;
    anji.sees_nothing_else().await;
    desk.sees("报送情况").await.says("吴兴区 0/5").says("南浔区 0/3").does_not_say("安吉县");
    desk.reads_all().await;
    wuxing.reads_all().await;

    town.foresees("photos.quota_of");
    town.restarts().await;
    let told: Vec<String> = town.log().into_iter().map(|line| line.text).collect();
    let unknown = told.iter().find(|text| text.contains("photos.quota_of.330599")).expect("a warning");
    assert!(unknown.contains("bot.toml:") && unknown.contains("no area of this code"), "{unknown}");
    assert!(told.iter().any(|text| text.contains("photos.quota_of.3305:") && text.contains("\"city\"")));
    assert!(!told.iter().any(|text| text.contains("photos.quota_of.330502")));
    town.finish().await;
}

/// A retired area is hidden from pickers, joining, binding, counts and digests; its chats are told;
/// its history stays, and importing it again does not bring it back.
#[tokio::test]
async fn a_retired_area_is_hidden_and_its_history_stays() {
    let town = Town::named("retire").at("2026-06-21 09:00").await;
    let (admin, desk) = (town.admin(), town.desk_chat("3305").await);
    let (wuxing, yuehe) = (town.field_chat("330502").await, town.field_chat("330502001").await);
    let (li, lead) = (yuehe.volunteer("Li Wei").await, town.lead("Chen Jing").of("3305").await);
    li.posts(photo("1.jpg").caption("三里桥 清理 4人")).await;
    yuehe.sees_reaction("👍").somewhere().await;
    town.passes_until("2026-06-22 09:00").await;
    for chat in [&desk, &wuxing, &yuehe] {
        chat.reads_all().await;
    }
    lead.reads_all().await;

    insta::assert_snapshot!("area_retired", tells(&admin, "/areas retire 330502").await.text());
    wuxing.sees("吴兴区已停用").await;
    yuehe.sees("月河街道已停用").await;
    li.posts(photo("2.jpg").caption("三里桥 清理")).await;
    yuehe.sees_nothing_else().await;
    li.says("/join").await;
    yuehe.sees("还没有绑定").await;
    let newcomer = town.newcomer("Sun Li");
    newcomer.opens_the_bot().await;
    newcomer.sees("选一个区域").await.does_not_say("吴兴");
    let page = newcomer.last_texts(1).join("");
    assert!(!page.contains("吴兴"), "{page}");
    newcomer.whispers("月河").await;
    newcomer.sees("没找到").await;
    admin.says_in(&yuehe, "/bind 330502001").await;
    yuehe.sees("没有“330502001”").await;
    lead.whispers("/status").await;
    let status = lead.sees("够数").await;
    status.says("0/2").says("南浔区").does_not_say("吴兴区");
    lead.whispers("/collage 330502 2026-06-21").await;
    lead.sees_photo().captioned("吴兴区 1/3").await;

    let csv = "code,parent_code,name,level\n330502,3305,吴兴新区,district\n3305,,湖州市,city\n\
               330502003,330502,龙泉街道,township\n";
    admin.sends_file("areas.csv", "text/csv", csv.as_bytes(), "/areas").await;
    insta::assert_snapshot!("import_of_a_retired_area", admin.next_message().await.text());
    town.passes_until("20:01").await;
    assert!(!lead.sees("6月22日").await.text().contains("吴兴"));
    desk.sees("报送情况").await.does_not_say("吴兴");
    wuxing.sees_nothing_else().await;

    town.passes_until("2026-06-23 09:00").await;
    tells(&admin, "/areas resume 330502").await.says("已恢复").says("330502001志愿群");
    yuehe.sees("月河街道已恢复").await;
    wuxing.sees("吴兴新区已恢复").await;
    li.posts(photo("3.jpg").caption("三里桥 清理")).await;
    yuehe.sees_reaction("👍").somewhere().await;
    li.says("/status").await;
    yuehe.sees("吴兴新区").await.says("1/3");
    for chat in [&desk, &wuxing, &yuehe] {
        chat.reads_all().await;
    }
    for person in [&lead, &newcomer, &admin] {
        person.reads_all().await;
    }
    town.finish().await;
}

/// The chat of a retired area can be bound to another one; then resuming does not take it back.
#[tokio::test]
async fn a_chat_of_a_retired_area_can_be_bound_elsewhere() {
    let town = Town::named("retire-rebind").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    li.opens_the_bot().await;
    tells(&admin, "/areas retire 330502").await.says("330502志愿群");
    group.sees("已停用").await;
    // Who belongs to nothing else has nowhere to post to in private.
    li.reads_all().await;
    li.sends(photo("1.jpg").caption("三里桥")).await;
    li.sees("先报名").await;
    admin.says_in(&group, "/bind 330503 field").await;
    group.sees("已绑定南浔区").await;
    tells(&admin, "/areas resume 330502").await.does_not_say("志愿群");
    li.says("/status").await;
    group.sees("南浔区").await;
    town.finish().await;
}
