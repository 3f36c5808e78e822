//! What Telegram does and our emulator seldom shows: found with a Bot API server of an outsider.

use chrono::TimeDelta;
use muster::emulator::DownloadFault;

use crate::photos::town_with_li;
use crate::town::Town;
use crate::town::people::{Group, photo};

/// A group becomes a supergroup while the bot is down: what was posted before and after counts.
#[tokio::test]
async fn photos_on_both_sides_of_a_move_count() {
    let town = Town::named("moved").at("2026-06-21 09:00").await;
    let admin = town.admin();
    let old = {
        let mut world = town.world();
        let id = world.new_group("老群", admin.user());
        world.add_bot(id, admin.user(), true);
        Group::of(&town, id)
    };
    old.sees("大家好").await;
    admin.says_in(&old, "/bind 330502 field").await;
    old.sees("已绑定").await;
    let li = old.volunteer("Li Wei").await;
    old.reads_all().await;
    town.stops();
    li.posts(photo("1.jpg").caption("三里桥 清理 5人")).await;
    let new = town.world().upgrade_to_supergroup(old.id()).expect("a basic group");
    let new = Group::of(&town, new);
    li.in_group(&new).posts(photo("2.jpg").caption("月河街 扫地 3人")).await;
    town.starts().await;
    town.passes(TimeDelta::seconds(30)).await;
    new.reads_all().await;
    li.in_group(&new).says("/status").await;
    new.sees("2/3").await;
    old.reads_all().await;
    new.reads_all_reactions();
    town.finish().await;
}

/// The file server does not find a photo at first: it is asked for again before anybody is bothered.
#[tokio::test]
async fn a_file_that_is_not_found_at_first_is_asked_for_again() {
    let (town, group, li) = town_with_li("404").await;
    town.foresees("a job will be tried again");
    town.world().faults().set_downloads(Some(DownloadFault::Status(404)));
    let posted = li.posts(photo("1.jpg").caption("三里桥 清理")).await;
    town.world().faults().set_downloads(None);
    town.passes(TimeDelta::seconds(60)).await;
    group.sees_reaction("👍").on(&posted).await;
    group.sees_nothing_else().await;
    town.finish().await;
}

/// Just after the evening `/digest` is of the day that ended, as it was sent; in the night of the next.
#[tokio::test]
async fn a_digest_asked_for_in_the_evening_is_of_the_evening() {
    let (town, group, li) = town_with_li("evening").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    li.posts(photo("1.jpg").caption("三里桥 清理 5人")).await;
    group.reads_all().await;
    town.passes_until("20:00").await;
    town.passes(TimeDelta::minutes(5)).await;
    lead.reads_all().await;
    group.reads_all().await;
    lead.whispers("/digest").await;
    lead.next_message().await.says("6月21日").says("1/3").does_not_say("还没结束");
    town.passes(TimeDelta::hours(2)).await;
    lead.whispers("/digest").await;
    lead.next_message().await.says("6月22日").says("还没结束");
    town.admin().reads_all().await;
    town.finish().await;
}
