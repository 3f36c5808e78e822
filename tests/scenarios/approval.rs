//! Joining where a lead agrees first.

use crate::town::people::{Draft, photo};
use crate::town::{Town, plan::Plan};

/// A town where a lead agrees before anybody is in.
fn asking(name: &str) -> Plan {
    Town::named(name).with("[signup]\nmode = \"approval\"")
}

/// One tap asks; the lead's press lets in, and the photo that was posted meanwhile counts.
#[tokio::test]
async fn a_lead_lets_somebody_in() {
    let town = asking("approval").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let li = group.passer_by("Li Wei").await;
    li.opens_the_bot().await;
    li.reads_all().await;
    li.posts(photo("1.jpg").caption("三里桥 清理 3人")).await;
    let card = group.next_message().await;
    insta::assert_snapshot!("asked_by_button", li.presses_like(&card, "吴兴区").await);
    insta::assert_snapshot!("asked_in_private", li.next_message().await.text());
    // Asking again is the same request.
    li.says("/join").await;
    insta::assert_snapshot!("asked_again", group.next_message().await.text());
    let card = lead.next_message().await;
    insta::assert_snapshot!("lead_card", card.text());
    li.whispers("/points").await;
    li.next_message().await.says("0");

    town.restarts().await;
    insta::assert_snapshot!("lead_toast", lead.presses(&card, "同意").await);
    insta::assert_snapshot!("lead_card_done", lead.sees("Li Wei").await.text());
    insta::assert_snapshot!("let_in", li.next_message().await.text());
    group.sees_reaction("👍").somewhere().await;
    // A second press of the same finger finds it done.
    assert_eq!(lead.forges(&card, "apply:yes:1").await, "已经有人处理过了。");
    li.whispers("/points").await;
    insta::assert_snapshot!("points_once_in", li.next_message().await.text());
    town.admin().whispers("/audit").await;
    town.admin().sees("同意报名").await.says("吴兴区");
    lead.reads_all().await;
    group.reads_all().await;
    town.finish().await;
}

/// One card a lead, however many ask; both leads see the same, and the first who decides decides.
#[tokio::test]
async fn two_leads_share_one_queue() {
    let town = asking("queue").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let chen = town.lead("Chen Jing").of("330502").await;
    let zhou = town.lead("Zhou Hui").of("330502").await;
    let city = town.lead("Sun Li").of("3305").await;
    for name in ["Li Wei", "Wang Fang", "Wu Min"] {
        group.passer_by(name).await.says("/join").await;
        group.next_message().await;
    }
    let (of_chen, of_zhou) = (chen.next_message().await, zhou.next_message().await);
    insta::assert_snapshot!("card_of_three", chen.current(&of_chen).text());
    chen.sees_nothing_else().await;
    city.sees_nothing_else().await;

    chen.presses(&of_chen, "同意").await;
    group.sees("Li Wei 的报名通过了").await;
    insta::assert_snapshot!("card_after_one", zhou.current(&of_zhou).text());
    // A press on what was there a moment ago decides nothing.
    assert_eq!(zhou.forges(&of_zhou, "apply:no:1").await, "已经有人处理过了。");
    zhou.presses(&of_zhou, "不同意").await;
    insta::assert_snapshot!("refused_in_group", group.sees("Wang Fang").await.text());
    // The city's lead was not troubled, and can decide all the same.
    city.whispers("/requests").await;
    let page = city.next_message().await;
    page.says("Wu Min");
    city.presses(&page, "同意").await;
    group.sees("Wu Min 的报名通过了").await;
    chen.current(&of_chen).says("没有人在等");
    for chat in [&*chen, &*zhou, &*city] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// Who is refused hears it in private and may ask again; a lead who was dismissed decides nothing.
#[tokio::test]
async fn a_refusal_is_not_the_last_word() {
    let town = asking("refusal").at("2026-06-21 09:00").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let li = town.newcomer("Li Wei");
    li.follows("https://t.me/muster_demo_bot?start=join_330502").await;
    li.reads_all().await;
    let card = lead.next_message().await;
    lead.presses(&card, "不同意").await;
    insta::assert_snapshot!("refused_in_private", li.next_message().await.text());
    li.whispers("/join 330502").await;
    li.sees("交给负责人了").await;
    let again = lead.next_message().await;
    town.admin().whispers(&format!("/dismiss lead 330502 {}", lead.user().0)).await;
    town.admin().reads_all().await;
    lead.presses(&again, "同意").await;
    lead.reads_all().await;
    li.sees_nothing_else().await;
    // Nobody leads the area now: the admin is asked, and finds it by a command too.
    town.admin().whispers("/requests").await;
    let page = town.admin().next_message().await;
    town.admin().presses(&page, "同意").await;
    li.sees("负责人同意了").await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// What is asked for can be taken back; leads, inspectors and admins need not ask.
#[tokio::test]
async fn a_request_is_taken_back() {
    let town = asking("taken-back").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let li = group.passer_by("Li Wei").await;
    li.opens_the_bot().await;
    li.reads_all().await;
    li.whispers("/join 330502").await;
    li.sees("交给负责人了").await;
    let card = lead.next_message().await;
    li.whispers("/cancel").await;
    insta::assert_snapshot!("taken_back", li.next_message().await.text());
    lead.current(&card).says("Li Wei 收回了申请").says("没有人在等");
    assert_eq!(lead.forges(&card, "apply:yes:1").await, "已经有人处理过了。");
    li.sees_nothing_else().await;
    li.whispers("/join 330502").await;
    li.sees("交给负责人了").await;
    lead.next_message().await.says("Li Wei");
    lead.whispers("/join 330502001").await;
    lead.sees("已报名月河街道").await;
    town.admin().whispers("/join 330503").await;
    town.admin().sees("已报名南浔区").await;
    lead.reads_all().await;
    town.finish().await;
}

/// The evening's digest says who still waits, with a button that shows them.
#[tokio::test]
async fn the_queue_stands_in_the_digest() {
    for (locale, tag, button) in
        [("zh-CN", "zh-hans", "同意"), ("zh-TW", "zh-hant", "同意"), ("en", "en", "Accept")]
    {
        let town = asking("queue-digest")
            .speaking(locale)
            .with("[[schedule]]\nname = \"digest\"\ncron = \"0 1 20 * * *\"\njob = \"digest\"")
            .at("2026-06-21 09:00")
            .await;
        let group = town.field_chat("330502").await;
        let lead = town.lead_speaking("Chen Jing", tag).of("330502").await;
        let li = town.newcomer_speaking("Li Wei", tag).in_group(&group);
        li.says("/join").await;
        insta::assert_snapshot!(format!("asked_{locale}"), group.next_message().await.text());
        lead.next_message().await;
        town.passes_until("20:02").await;
        let digest = lead.next_message().await;
        insta::assert_snapshot!(format!("digest_with_queue_{locale}"), digest.text());
        let joining = digest.message.buttons().iter().flatten().next().expect("a button").text.clone();
        lead.presses(&digest, &joining).await;
        let card = lead.next_message().await;
        insta::assert_snapshot!(format!("card_{locale}"), card.text());
        lead.presses(&card, button).await;
        insta::assert_snapshot!(format!("card_done_{locale}"), lead.sees("Chen Jing").await.text());
        insta::assert_snapshot!(format!("let_in_there_{locale}"), group.next_message().await.text());
        // Who was refused without ever opening the bot finds the answer behind a button.
        let wang = town.newcomer_speaking("Wang Fang", tag).in_group(&group);
        wang.says("/join").await;
        group.next_message().await;
        let card = lead.next_message().await;
        lead.presses(&card, &card.message.buttons()[0][1].text).await;
        let answer = group.next_message().await;
        insta::assert_snapshot!(format!("answer_there_{locale}"), answer.text());
        wang.presses_like(&answer, "").await;
        insta::assert_snapshot!(format!("answer_{locale}"), wang.next_message().await.text());
        group.reads_all().await;
        lead.reads_all().await;
        town.finish().await;
    }
}

/// What is posted in the name of the group asks for nobody.
#[tokio::test]
async fn a_group_asks_for_nobody() {
    let town = asking("nobody").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    town.admin().posts_in(&group, Draft::text("/join").anonymously()).await;
    group.sees("个人身份").await;
    town.finish().await;
}
