//! What an admin relies on without looking: menus, the log of deeds, backups by schedule, areas that
//! owe another number.

use chrono::TimeDelta;

use crate::town::Town;
use crate::town::people::{album, photo};

/// The commands of a menu, with a word of the first one's description.
fn menu(
    town: &Town,
    of: &crate::town::people::Person,
    chat: Option<&crate::town::people::Group>,
) -> Vec<String> {
    let chat = chat.map_or(of.user().into(), |group| group.id());
    town.world().menu(of.user(), chat).into_iter().map(|(name, about)| format!("{name}: {about}")).collect()
}

fn has(menu: &[String], name: &str) -> bool {
    menu.iter().any(|line| line.starts_with(&format!("{name}: ")))
}

/// Each person's menu lists what that person may do, in that person's language; it follows the role.
#[tokio::test]
async fn menus_list_what_each_person_may_do() {
    let town = Town::named("menus").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    let english = town.newcomer_speaking("Ann Smith", "en");
    for one in [&li, &english] {
        one.opens_the_bot().await;
        one.reads_all().await;
    }
    let lists = menu(&town, &li, None);
    assert!(
        has(&lists, "join") && has(&lists, "me") && !has(&lists, "review") && !has(&lists, "areas"),
        "{lists:?}"
    );
    let in_group = menu(&town, &li, Some(&group));
    assert!(has(&in_group, "status") && !has(&in_group, "me"), "{in_group:?}");
    assert!(menu(&town, &english, None).iter().any(|line| line.is_ascii()), "in English");
    assert!(lists.iter().all(|line| !line.is_ascii()), "in Chinese: {lists:?}");

    town.admin().whispers(&format!("/appoint lead 330502 {}", li.user().0)).await;
    let lists = menu(&town, &li, None);
    assert!(has(&lists, "review") && !has(&lists, "areas"), "{lists:?}");
    let admin = menu(&town, &town.admin(), None);
    assert!(
        ["areas", "audit", "backup", "appoint", "review"].iter().all(|name| has(&admin, name)),
        "{admin:?}"
    );
    town.admin().whispers(&format!("/dismiss lead 330502 {}", li.user().0)).await;
    town.passes(chrono::TimeDelta::seconds(5)).await;
    let lists = menu(&town, &li, None);
    assert!(!has(&lists, "review") && has(&lists, "me"), "{lists:?}");
    for one in [&li, &town.admin()] {
        one.reads_all().await;
    }
    town.finish().await;
}

/// Everything that an admin or a lead does stands in the log, with the name of who did it.
#[tokio::test]
async fn the_log_tells_who_did_what() {
    let town = Town::named("audit").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let (group, desk) = (town.field_chat("330502").await, town.desk_chat("3305").await);
    let li = group.volunteer("Li Wei").await;
    let chen = town.lead("Chen Jing").of("330502").await.in_group(&group);
    li.posts(photo("1.jpg")).await;
    let question = group.sees("一句话").await;
    chen.replies(&question, "三里桥 清理 12人").await;
    // Within ten minutes the same words would be those of the next photo too.
    town.passes(TimeDelta::minutes(11)).await;
    li.posts(photo("2.jpg")).await;
    let question = group.sees("一句话").await;
    assert!(li.presses_like(&question, "不是打卡").await.is_empty());
    town.passes(TimeDelta::minutes(11)).await;
    li.posts(photo("3.jpg")).await;
    let question = group.sees("一句话").await;
    chen.presses_like(&question, "不是打卡").await;
    chen.whispers("/review").await;
    let page = chen.sees("三里桥").await;
    chen.presses_like(&page, "不计").await;
    let reasons = chen.sees("三里桥").await;
    chen.presses_like(&reasons, "模糊").await;
    chen.whispers("/relay 330502").await;
    chen.reads_all().await;
    admin.says_in(&group, "/unbind").await;
    admin.whispers(&format!("/dismiss lead 330502 {}", chen.user().0)).await;
    admin.whispers("/backup").await;
    admin.reads_all().await;
    admin.whispers("/audit").await;
    let log = admin.next_message().await;
    insta::assert_snapshot!(log.text());
    for chat in [&*group, &*desk, &*li, &*chen] {
        chat.reads_all().await;
    }
    town.finish().await;
}

/// A schedule writes a backup beside the database, unasked and unsaid.
#[tokio::test]
async fn backups_come_by_a_schedule() {
    let toml = "[[schedule]]\nname = \"night\"\ncron = \"0 0 3 * * *\"\njob = \"backup\"\n";
    let town = Town::named("nightly").with(toml).at("2026-06-21 09:00").await;
    town.passes_until("2026-06-23 03:01").await;
    let folder = town.config().storage.database.parent().expect("a folder").join("backups");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("backups")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["muster-20260622-030000.tar", "muster-20260623-030000.tar"]);
    town.admin().sees_nothing_else().await;
    town.finish().await;
}

/// An area that owes nothing is neither reminded nor named, and one that owes less is done sooner.
#[tokio::test]
async fn an_area_may_owe_another_number() {
    let toml = "[photos]\nquota_of = { \"330523\" = 0, \"330503\" = 1 }\n";
    let town = Town::named("quota-of").with(toml).at("2026-06-21 09:00").await;
    let desk = town.desk_chat("3305").await;
    let (anji, nanxun) = (town.field_chat("330523").await, town.field_chat("330503").await);
    let wu = nanxun.volunteer("Wu Min").await;
    let wang = anji.volunteer("Wang Fang").await;
    wu.posts(photo("1.jpg").caption("三里桥 清理")).await;
    nanxun.sees("1/1").await;
    town.passes_until("12:30").await;
    anji.sees_nothing_else().await;
    wang.posts(album(["2.jpg"]).caption("递铺 清理")).await;
    anji.sees_reaction("👍").somewhere().await;
    town.passes_until("20:00").await;
    town.passes(chrono::TimeDelta::minutes(2)).await;
    let told: Vec<String> = desk.all_messages().await.iter().map(|seen| seen.text()).collect();
    let missing: Vec<&String> = told.iter().filter(|text| text.contains("0/3")).collect();
    assert!(missing.iter().any(|text| text.contains("吴兴区")), "{told:#?}");
    assert!(told.iter().all(|text| !text.contains("安吉县 0") && !text.contains("安吉县 1/")), "{told:#?}");
    assert!(told.iter().any(|text| text.contains("1/2 个区域够数")), "{told:#?}");
    for chat in [&*anji, &*nanxun, &*wu, &*wang, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}
