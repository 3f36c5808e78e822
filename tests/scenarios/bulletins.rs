//! The weekly bulletin: a draft for those who decide, its three pictures, and what all chats read.

use chrono::TimeDelta;

use crate::town::Town;
use crate::town::people::{Draft, Group, Person, Posted, album, photo};
use crate::town::sights::Seen;

/// Close the days, and on Sundays make a draft.
const WEEKLY: &str = "[[schedule]]\nname = \"evening\"\ncron = \"0 0 20 * * *\"\njob = \"close-day\"\n\
    [[schedule]]\nname = \"week\"\ncron = \"0 30 20 * * SAT\"\njob = \"bulletin\"\n\
    [ranking]\nleast_people = 1\nleast_photos = 1\n";

/// Somebody likes a photo, or no longer.
async fn reacts(who: &Person, to: &Posted, emoji: &str) {
    let world = |town: &Town| town.world().react(who.user(), to.chat, to.messages[0], emoji).map(drop);
    world(who.town()).expect("a reaction");
    who.town().settles().await;
}

/// Sends three photos of a day, and lets the evening pass.
async fn a_full_day(who: &Person, tag: &str) -> Posted {
    let names: Vec<String> = (1..=3).map(|n| format!("{tag}-{n}.jpg")).collect();
    who.posts(album(names.iter().map(String::as_str)).caption("三里桥 清理河道 12人")).await
}

async fn quietens(groups: &[&Group], people: &[&Person]) {
    for group in groups {
        group.reads_all().await;
    }
    for person in people {
        person.reads_all().await;
    }
}

/// Presses a button below a draft, and looks at what became of it.
async fn presses(who: &Person, page: &Seen, button: &str) -> Seen {
    who.presses(&who.current(page), button).await;
    who.town().passes(TimeDelta::seconds(5)).await;
    who.current(page)
}

/// The draft as its reader sees it now.
async fn draft(of: &Person) -> Seen {
    of.sees("草稿").await
}

/// A week from its first photo to what all read: the picture by votes, who is behind by name, two who press at once.
#[tokio::test]
async fn a_week_is_told_to_all_once() {
    let town = Town::named("bulletin").with(WEEKLY).at("2026-06-21 09:00").await;
    let (wuxing, anji) = (town.field_chat("330502").await, town.field_chat("330523").await);
    let desk = town.desk_chat("3305").await;
    let (li, wang) = (wuxing.volunteer("李伟").await, anji.volunteer("王芳").await);
    let (zhou, lin) = (wuxing.volunteer("周磊").await, anji.volunteer("林丽").await);
    let (chen, wu) = (town.lead("陈静").of("3305").await, town.lead("吴敏").of("3305").await);
    let here = town.lead("杨军").of("330502").await.in_group(&wuxing);
    let mut posted = Vec::new();
    for n in 0..7 {
        let of_li = a_full_day(&li, &format!("w{n}")).await;
        if n != 2 {
            let of_wang = a_full_day(&wang, &format!("a{n}")).await;
            posted.push(of_wang);
        }
        if n == 1 {
            // What its sender thinks of it does not count, nor what is no praise.
            reacts(&li, &of_li, "❤").await;
            reacts(&zhou, &of_li, "👎").await;
        }
        posted.push(of_li);
        town.passes_until("20:20").await;
        quietens(&[&wuxing, &anji, &desk], &[&chen, &wu, &here, &li, &wang]).await;
    }
    // Two like one photo, one likes another and takes it back.
    let (third, other) = (&posted[4], &posted[1]);
    assert_eq!(third.chat, wuxing.id());
    reacts(&zhou, third, "❤").await;
    reacts(&here, third, "🔥").await;
    reacts(&zhou, other, "👏").await;
    reacts(&zhou, other, "").await;
    town.passes_until("20:31").await;
    let (of_chen, of_wu) = (draft(&chen).await, draft(&wu).await);
    insta::assert_snapshot!("draft", of_chen.text());
    chen.sees_photo().captioned("").await;
    town.admin().sees_nothing_else().await;

    // Whoever does not answer for the whole may press nothing.
    here.whispers("/bulletin").await;
    let refused = here.sees("总负责人").await;
    assert!(here.forges(&refused, "bulletin:publish:1").await.contains("总负责人"));

    presses(&chen, &of_chen, "修改").await;
    presses(&chen, &of_chen, "写开头").await;
    chen.sees("把开头发给我").await;
    chen.whispers("辛苦了<b>！\n下周继续。").await;
    chen.sees("开头写好了").await;
    town.passes(TimeDelta::seconds(5)).await;
    wu.current(&of_wu).says("辛苦了<b>！\n下周继续。");
    presses(&chen, &of_chen, "✓ 走在前面").await.does_not_say("走在前面");
    presses(&chen, &of_chen, "✗ 走在前面").await.says("1. 吴兴区 7/7 天");
    let before = chen.current(&of_chen).says("1. 吴兴区，6月23日").text();
    let after = presses(&chen, &of_chen, "换第 1 张").await.text();
    assert_ne!(before, after, "another picture is named");

    quietens(&[], &[&chen, &wu]).await;
    assert_eq!(wu.presses(&wu.current(&of_wu), "发到所有群").await, "正在发到各群");
    let said = chen.forges(&of_chen, "bulletin:publish:1").await;
    assert!(said.contains("吴敏") && said.contains("发布了"), "{said}");
    town.passes(TimeDelta::seconds(90)).await;
    assert!(
        chen.current(&of_chen).text().contains("吴敏 在6月27日 20:3"),
        "{}",
        chen.current(&of_chen).text()
    );
    for group in [&wuxing, &anji, &desk] {
        let read = group.sees_photo().captioned("通报 · 第 1 周").await;
        if group.id() == desk.id() {
            insta::assert_snapshot!("published", read.text());
        }
        group.sees_nothing_else_but_reactions().await;
    }
    wu.sees("通报发到 3 个群了").await;
    // It can be read again, and the same days are not told twice.
    chen.whispers("/bulletin 2026-06-24").await;
    chen.sees_photo().captioned("通报 · 第 1 周").await;
    chen.whispers("/bulletin").await;
    chen.sees("/bulletin 2026-06-27").await;
    lin.reads_all().await;
    quietens(&[&wuxing, &anji, &desk], &[&chen, &wu, &here, &li, &wang, &zhou]).await;
    town.finish().await;
}

/// Nobody leads the whole: the admins get it; nobody touches it, and it is dropped with a word; who wants it after all gets it.
#[tokio::test]
async fn a_draft_that_nobody_touches_is_dropped() {
    let town = Town::named("dropped").with(WEEKLY).at("2026-06-27 09:00").await;
    let wuxing = town.field_chat("330502").await;
    let li = wuxing.volunteer("李伟").await;
    a_full_day(&li, "w").await;
    town.passes_until("20:31").await;
    let page = draft(&town.admin()).await;
    quietens(&[&wuxing], &[&town.admin(), &li]).await;
    town.passes_until("2026-06-30 21:00").await;
    town.admin().sees("三天没人动").await;
    assert!(town.admin().current(&page).text().contains("作废了"));
    assert!(town.admin().forges(&page, "bulletin:publish:1").await.contains("作废了"));
    quietens(&[&wuxing], &[&town.admin(), &li]).await;

    town.admin().whispers("/bulletin").await;
    let page = draft(&town.admin()).await;
    for button in ["不发了", "返回", "不发了"] {
        presses(&town.admin(), &page, button).await;
    }
    presses(&town.admin(), &page, "确定不发").await.says("决定不发");
    town.passes(TimeDelta::minutes(5)).await;
    wuxing.sees_nothing_else().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// A lead's word comes before all reactions; what is refused later leaves the choice.
#[tokio::test]
async fn a_lead_chooses_and_a_refusal_takes_away() {
    let town = Town::named("best").with(WEEKLY).at("2026-06-27 09:00").await;
    let wuxing = town.field_chat("330502").await;
    let li = wuxing.volunteer("李伟").await;
    let (zhou, lead) =
        (wuxing.volunteer("周磊").await, town.lead("陈静").of("330502").await.in_group(&wuxing));
    let elsewhere = town.lead("吴敏").of("330503").await.in_group(&wuxing);
    let liked = li.posts(photo("1.jpg").caption("月河街道 清理 5人")).await;
    let chosen = li.posts(photo("2.jpg").caption("三里桥 清理 5人")).await;
    reacts(&zhou, &liked, "❤").await;
    let to_chosen = || Draft::text("/best").replying_to(chosen.messages[0]);
    quietens(&[&wuxing], &[]).await;
    elsewhere.posts(to_chosen()).await;
    wuxing.sees("只有负责人").await;
    lead.posts(to_chosen()).await;
    wuxing.sees("先看这张").await;
    town.passes_until("20:31").await;
    let page = draft(&town.admin()).await;
    assert_eq!(town.number("select count(*) from photo_vote").await, 2);
    quietens(&[&wuxing], &[&lead, &elsewhere]).await;

    // The lead refuses what they chose: the next one takes its place when it goes out.
    lead.whispers("/review").await;
    let review = lead.finds_page("今天已计入").await;
    lead.presses(&review, "不计").await;
    lead.presses(&lead.sees("为什么").await, "模糊").await;
    quietens(&[&wuxing], &[&lead, &li]).await;
    town.passes(TimeDelta::minutes(11)).await;
    town.admin().current(&page).says("照片 1 张");
    town.admin().presses(&town.admin().current(&page), "发到所有群").await;
    town.passes(TimeDelta::seconds(90)).await;
    wuxing.sees_photo().captioned("照片 1 张").await;
    quietens(&[&wuxing], &[&lead, &li, &zhou, &elsewhere, &town.admin()]).await;
    town.finish().await;
}

/// The same bulletin in each language.
#[tokio::test]
async fn a_bulletin_in_three_languages() {
    for (locale, words, edit) in
        [("zh-CN", "草稿", "修改"), ("zh-TW", "草稿", "修改"), ("en", "A draft", "Edit")]
    {
        let town = Town::named("languages").speaking(locale).with(WEEKLY).at("2026-06-26 09:00").await;
        let (wuxing, anji) = (town.field_chat("330502").await, town.field_chat("330523").await);
        let (li, wang) = (wuxing.volunteer("Li Wei").await, anji.volunteer("Wang Fang").await);
        let tag = if locale == "en" {
            "en"
        } else if locale == "zh-TW" {
            "zh-hant"
        } else {
            "zh-hans"
        };
        let lead = town.lead_speaking("Chen Jing", tag).of("3305").await;
        for n in 0..2 {
            a_full_day(&li, &format!("w{n}")).await;
            if n == 0 {
                wang.posts(photo("a.jpg").caption("递铺街道 扫地 8人")).await;
            }
            town.passes_until("20:20").await;
            quietens(&[&wuxing, &anji], &[&lead, &li, &wang]).await;
        }
        town.passes_until("20:31").await;
        let page = lead.sees(words).await;
        let mut told = format!("# draft\n{}\n", page.text());
        presses(&lead, &page, edit).await;
        told += &format!(
            "# buttons\n{:?}\n",
            lead.current(&page).text().lines().filter(|line| line.starts_with('[')).collect::<Vec<_>>()
        );
        insta::assert_snapshot!(format!("draft_{locale}"), told);
        quietens(&[&wuxing, &anji], &[&lead, &li, &wang, &town.admin()]).await;
        town.finish().await;
    }
}

/// What is published late in the evening waits for the end of quiet hours, through a restart and an outage, and comes once.
#[tokio::test]
async fn a_bulletin_keeps_quiet_hours() {
    let town = Town::named("quietly").with(WEEKLY).at("2026-06-27 09:00").await;
    let wuxing = town.field_chat("330502").await;
    let li = wuxing.volunteer("李伟").await;
    a_full_day(&li, "w").await;
    town.passes_until("20:31").await;
    let page = draft(&town.admin()).await;
    quietens(&[&wuxing], &[&town.admin(), &li]).await;
    town.passes_until("22:00").await;
    town.admin().presses(&page, "发到所有群").await;
    town.admin().sees("明早送到").await;
    town.passes(TimeDelta::minutes(30)).await;
    wuxing.sees_nothing_else().await;
    town.restarts().await;
    town.passes_until("06:59").await;
    wuxing.sees_nothing_else().await;
    town.foresees("Telegram could not be reached");
    town.telegram().is_down();
    town.passes_until("07:30").await;
    town.telegram().is_up();
    town.passes(TimeDelta::minutes(30)).await;
    wuxing.sees_photo().captioned("通报 · 第 1 周").await;
    wuxing.sees_nothing_else().await;
    town.admin().reads_all().await;
    town.finish().await;
}
