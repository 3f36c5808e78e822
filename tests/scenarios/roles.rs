//! Who may do what, as people find out: appointing, menus in groups, buttons that outlive a role.

use crate::town::people::{Draft, Group, Person, photo};
use crate::town::{Town, refusal};

/// The commands of a person's menu in a chat, by name.
pub fn menu(town: &Town, of: &Person, group: Option<&Group>) -> Vec<String> {
    let chat = group.map_or(of.user().into(), |group| group.id());
    town.world().menu(of.user(), chat).into_iter().map(|(name, _)| name).collect()
}

pub fn lists(menu: &[String], names: &[&str]) -> bool {
    names.iter().all(|name| menu.iter().any(|listed| listed == name))
}

/// Only people get roles, only admins give them, and somebody stays admin.
#[tokio::test]
async fn roles_are_for_people_and_given_by_admins() {
    let town = Town::named("roles").unclaimed().at("2026-06-21 09:00").await;
    let zhao = town.newcomer("Zhao Min");
    let claim = town.log().iter().find_map(|line| {
        line.text.split_whitespace().find(|word| word.contains("claim_")).map(str::to_owned)
    });
    zhao.follows(&claim.expect("a link")).await;
    zhao.sees("管理员").await;
    zhao.sends_file(
        "areas.csv",
        "text/csv",
        "code,parent_code,name,level\n3305,,湖州市,city\n330502,3305,吴兴区,district\n330503,3305,南浔区,district\n"
            .as_bytes(),
        "/areas",
    )
    .await;
    zhao.sees("新增 3").await;
    let me = zhao.user().0;
    // An admin may be a lead besides; but the last one stays.
    zhao.whispers(&format!("/appoint lead 330502 {me}")).await;
    zhao.sees("现在是吴兴区负责人").await;
    zhao.whispers(&format!("/dismiss admin {me}")).await;
    zhao.sees("唯一的管理员").await;
    zhao.whispers(&format!("/dismiss {me}")).await;
    zhao.sees("唯一的管理员").await;

    let chen = town.newcomer("Chen Jing");
    chen.opens_the_bot().await;
    chen.reads_all().await;
    zhao.whispers(&format!("/appoint lead 330502 {}", chen.user().0)).await;
    chen.sees("吴兴区负责人").await;
    // A lead appoints nobody, least of all themselves.
    for wish in ["admin", "lead 330503", "inspector 330502"] {
        chen.whispers(&format!("/appoint {wish} {}", chen.user().0)).await;
        chen.sees("只有管理员").await;
    }
    // A bot is nobody; nor does a retired area take anyone, but one can be let go of.
    zhao.whispers("/appoint lead 330502 @muster_demo_bot").await;
    zhao.sees("机器人").await;
    zhao.whispers("/areas retire 330503").await;
    zhao.reads_all().await;
    zhao.whispers(&format!("/appoint lead 330503 {}", chen.user().0)).await;
    zhao.sees("330503").await;
    zhao.whispers("/areas retire 330502").await;
    zhao.reads_all().await;
    zhao.whispers(&format!("/dismiss lead 330502 {}", chen.user().0)).await;
    zhao.sees("已解除：Chen Jing").await;
    chen.sees("已解除").await;
    town.finish().await;
}

/// A lead's menu in a group says what leads may, from their first word there until the role ends; in the
/// lead's own language, and only when something changed.
#[tokio::test]
async fn menus_in_groups_follow_roles_at_once() {
    let town = Town::named("group-menus").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    let ann = town.lead_speaking("Ann Smith", "en").of("330502").await.in_group(&group);
    let everybodys = menu(&town, &li, Some(&group));
    assert!(!lists(&everybodys, &["bind"]), "{everybodys:?}");
    assert_eq!(menu(&town, &ann, Some(&group)), everybodys, "she has not been here yet");
    ann.says("hello").await;
    let hers = menu(&town, &ann, Some(&group));
    assert!(lists(&hers, &["bind", "unbind", "move", "relay"]) && !lists(&hers, &["appoint"]), "{hers:?}");
    let about = town.world().menu(ann.user(), group.id());
    assert!(about.iter().all(|(_, about)| about.is_ascii()), "{about:?}");
    assert!(lists(&menu(&town, &town.admin(), Some(&group)), &["appoint", "bind"]));

    town.passes(chrono::TimeDelta::minutes(1)).await;
    let then = town.now();
    ann.says("and again").await;
    li.says("大家好").await;
    town.passes(chrono::TimeDelta::minutes(1)).await;
    assert_eq!(town.telegram().calls_since(then, "setMyCommands"), 0, "nothing has changed");

    // An inspector too, with what inspectors may.
    town.admin().whispers(&format!("/appoint inspector 330502 {}", li.user().0)).await;
    li.says("到岗").await;
    let his = menu(&town, &li, Some(&group));
    assert!(lists(&his, &["collage"]) && !lists(&his, &["bind"]), "{his:?}");

    town.admin().whispers(&format!("/dismiss {}", ann.user().0)).await;
    town.admin().whispers(&format!("/dismiss {}", li.user().0)).await;
    town.passes(chrono::TimeDelta::minutes(1)).await;
    assert_eq!(menu(&town, &li, Some(&group)), everybodys);
    assert_eq!(menu(&town, &ann, Some(&group)), everybodys);
    assert!(!lists(&menu(&town, &ann, None), &["review"]));
    for one in [&ann, &town.admin()] {
        one.reads_all().await;
    }
    town.finish().await;
}

/// What was drawn for a lead does nothing for somebody who is none any more, but says so.
#[tokio::test]
async fn a_button_outlives_the_role_but_does_nothing() {
    let town = Town::named("late-press").with("[photos]\nreview = \"lead\"\n").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    let chen = town.lead("Chen Jing").of("330502").await;
    let posted = li.posts(photo("1.jpg").caption("月河街 扫地 3人")).await;
    group.sees_reaction("👀").on(&posted).await;
    chen.whispers("/review").await;
    let page = chen.sees("月河街").await;
    town.admin().whispers(&format!("/dismiss {}", chen.user().0)).await;
    town.admin().sees("已解除").await;
    chen.sees("已解除").await;
    let refused = chen.presses_like(&page, "计入").await;
    assert!(refused.contains("只有巡查员、负责人和管理员"), "{refused}");
    assert_eq!(group.reaction_on(&posted).as_deref(), Some("👀"));
    li.says("/status").await;
    group.sees("0/3").await;
    chen.sees_nothing_else().await;
    town.finish().await;
}

/// A menu that Telegram does not take holds up nothing.
#[tokio::test]
async fn a_menu_that_telegram_refuses_is_let_be() {
    let town = Town::named("menu-refused").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let chen = town.lead("Chen Jing").of("330502").await.in_group(&group);
    town.foresees("cannot be delivered");
    town.telegram().fails_next("setMyCommands", refusal(400, "Bad Request: USER_NOT_PARTICIPANT"));
    chen.posts(Draft::text("/status")).await;
    group.sees("0/3").await;
    town.finish().await;
}
