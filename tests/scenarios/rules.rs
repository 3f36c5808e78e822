//! Rules that change while the campaign runs: tried first, taken up without a stop, kept with their dates.

use muster::domain::points::{Deed, Rules};
use muster::features::points::{dry_run, store};

use crate::town::Town;
use crate::town::people::photo;

impl Town {
    /// The admin writes something else into bot.toml.
    fn rewrites(&self, from: &str, to: &str) {
        let file = self.folder().join("bot.toml");
        let text = std::fs::read_to_string(&file).expect("bot.toml");
        assert!(text.contains(from), "{from} is not in\n{text}");
        std::fs::write(file, text.replace(from, to)).expect("space");
    }

    /// What rules would have given since a day, beside what was given: deed by deed.
    async fn tries(&self, rules: Rules, since: &str) -> Vec<(Deed, i64, i64)> {
        let since = since.parse().expect("a day");
        let (store, cx) = self.with_app(|app| (app.tools.store.clone(), app.tools.cx.clone()));
        let outcome = store.read(move |read| dry_run::dry_run(read, &cx, &rules, since)).await.expect("read");
        outcome.deeds.into_iter().map(|(deed, sum)| (deed, sum.given, sum.due)).collect()
    }
}

/// The admin tries a change, reloads, and from then on it holds; what was booked stays.
#[tokio::test]
async fn a_changed_rule_is_tried_and_taken_up() {
    let town =
        Town::named("rules").with("[points]\nphoto = 2\nquota_reached = 3").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = group.volunteer("Li Wei").await;
    for name in ["river-1.jpg", "river-2.jpg", "lane.jpg"] {
        li.posts(photo(name).caption("三里桥 清理")).await;
        town.passes(chrono::TimeDelta::seconds(5)).await;
    }
    town.passes_until("2026-06-22 09:00").await;
    group.reads_all().await;
    town.rewrites("photo = 2", "photo = { amount = 4, daily_cap = 10 }\nfirst_photo = 1");
    let tried = town.tries(town.config().points.rules.clone(), "2026-06-21").await;
    assert_eq!(tried, [(Deed::Photo, 6, 10), (Deed::FirstPhoto, 0, 1), (Deed::QuotaReached, 3, 3)]);
    assert_eq!(town.number("select points from balance").await, 9, "nothing has changed");

    town.admin().whispers("/reload").await;
    town.admin().sees("bot.toml 已生效").await.says("第 2 版").says("6月22日");
    li.posts(photo("a.jpg").caption("朝阳街 清理")).await;
    town.passes(chrono::TimeDelta::seconds(5)).await;
    assert_eq!(town.number("select points from balance").await, 9 + 4 + 1);
    // What is decided later about a day goes by that day's rules.
    li.posts(photo("b.jpg").caption("朝阳街 清扫")).await;
    let (store, _) = town.with_app(|app| (app.tools.store.clone(), ()));
    let versions = store.read(store::versions).await.expect("read");
    assert_eq!(versions.iter().map(|version| version.number).collect::<Vec<_>>(), [2, 1]);
    // Nothing new: no version.
    town.admin().whispers("/reload").await;
    town.admin().sees("积分规则没有变").await;
    town.restarts().await;
    assert_eq!(town.number("select count(*) from points_rules").await, 2);
    group.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// A file with something wrong in it changes nothing, and says what it is; what is fixed at the start is named.
#[tokio::test]
async fn a_bad_file_changes_nothing() {
    let town = Town::named("rules-bad").with("[points]\nphoto = 2").at("2026-06-21 09:00").await;
    let admin = town.admin();
    town.rewrites("photo = 2", "photo = 2\nfoto = 3");
    admin.whispers("/reload").await;
    admin.sees("什么都没有改").await.says("points.foto");
    assert_eq!(town.number("select count(*) from points_rules").await, 1);
    town.rewrites("foto = 3", "\n[reminders]\nquiet = \"20:00-08:00\"");
    admin.whispers("/reload").await;
    admin.sees("reminders.quiet").await.says("重新启动后");
    let volunteer = town.newcomer("Li Wei");
    volunteer.whispers_after_opening("/reload").await.says("管理员");
    admin.sees_nothing_else().await;
    town.finish().await;
}
