//! Who did what to whom, looked up.

use crate::town::Town;
use crate::town::people::{Draft, photo};

/// By person, by area, by a reply; the buttons turn the pages of what was asked for.
#[tokio::test]
async fn the_log_is_looked_up_by_person_and_area() {
    let town = Town::named("audit-of").with("[photos]\nreview = \"lead\"\n").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let group = town.field_chat("330502001").await;
    let li = group.volunteer("Li Wei").await;
    let chen = town.lead("Chen Jing").of("330502").await;
    let posted = li.posts(photo("1.jpg").caption("月河街 扫地 3人")).await;
    group.sees_reaction("👀").on(&posted).await;
    chen.whispers("/review").await;
    let page = chen.sees("月河街").await;
    chen.presses_like(&page, "计入").await;
    group.sees_reaction("👍").on(&posted).await;
    for _ in 0..12 {
        admin.whispers("/areas pause 330503").await;
        admin.sees("暂停").await;
        admin.whispers("/areas resume 330503").await;
        admin.sees("已恢复").await;
    }
    admin.reads_all().await;

    admin.whispers(&format!("/audit {}", li.user().0)).await;
    insta::assert_snapshot!("audit_of_a_person", admin.next_message().await.text());
    let reply = Draft::text("/audit").replying_to(posted.messages[0]);
    admin.posts_in(&group, reply).await;
    group.sees("→ Li Wei").await;
    // The district's log has what was done in its townships.
    admin.whispers("/audit 330502").await;
    insta::assert_snapshot!("audit_of_an_area", admin.next_message().await.text());

    admin.whispers("/audit 330503").await;
    let newest = admin.next_message().await;
    newest.does_not_say("330502");
    admin.presses_like(&newest, "更早").await;
    let older = admin.sees("暂停区域").await;
    older.does_not_say("330502").does_not_say("导入");
    admin.presses_like(&older, "最新").await;
    admin.sees("恢复区域").await;
    admin.whispers("/audit 999 @nobody").await;
    admin.sees("用法").await;
    admin.whispers("/audit 999999999").await;
    admin.sees("没见过").await;
    chen.whispers("/audit").await;
    chen.sees("只有管理员").await;
    for chat in [&*group, &*li, &*chen, &*admin] {
        chat.reads_all().await;
    }
    town.finish().await;
}
