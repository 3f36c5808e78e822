//! The monthly ranking: a draft that is tried with other weights, published provisionally, appealed against, final once.

use chrono::TimeDelta;

use crate::town::Town;
use crate::town::people::{Draft, Group, Person, Posted, album, photo};
use crate::town::sights::Seen;

/// Close the days, and on the first of a month rank the last one.
const MONTHLY: &str = "[[schedule]]\nname = \"evening\"\ncron = \"0 0 20 * * *\"\njob = \"close-day\"\n\
    [[schedule]]\nname = \"month\"\ncron = \"0 0 9 1 * *\"\njob = \"ranking\"\n\
    [ranking]\nleast_people = 1\nleast_photos = 2\n";

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

/// A town in the last days of June: 吴兴 keeps up, 安吉 sends much on one day, 南浔 one lucky photo.
struct June {
    town: Town,
    groups: [Group; 3],
    people: [Person; 3],
    top: Person,
    /// Of 吴兴.
    lead: Person,
    last: Posted,
}

async fn june(name: &str, locale: &'static str, tag: &str) -> June {
    let town = Town::named(name).speaking(locale).with(MONTHLY).at("2026-06-28 09:00").await;
    let groups =
        [town.field_chat("330502").await, town.field_chat("330523").await, town.field_chat("330503").await];
    let people = [
        groups[0].volunteer("李伟").await,
        groups[1].volunteer("王芳").await,
        groups[2].volunteer("周磊").await,
    ];
    let top = town.lead_speaking("陈静", tag).of("3305").await;
    let lead = town.lead_speaking("吴敏", tag).of("330502").await;
    people[2].posts(photo("lucky.jpg").caption("双林 清理 900人")).await;
    let mut last = None;
    for n in 28..=30 {
        let names: Vec<String> = (1..=2).map(|at| format!("w{n}-{at}.jpg")).collect();
        people[0].posts(album(names.iter().map(String::as_str)).caption("三里桥 清理 11人")).await;
        last = Some(people[0].posts(photo(&format!("w{n}.jpg")).caption("月河街 清理")).await);
        if n == 29 {
            let names: Vec<String> = (1..=6).map(|at| format!("a{at}.jpg")).collect();
            people[1].posts(album(names.iter().map(String::as_str)).caption("递铺街道 清理 60人")).await;
        }
        town.passes_until("20:20").await;
        quietens(&[&groups[0], &groups[1], &groups[2]], &[&people[0], &people[1], &people[2], &top, &lead])
            .await;
    }
    town.passes_until("2026-07-01 09:01").await;
    June { town, groups, people, top, lead, last: last.expect("three days") }
}

impl June {
    async fn finish(self) {
        let June { town, groups, people, top, lead, .. } = self;
        quietens(&[&groups[0], &groups[1], &groups[2]], &[&people[0], &people[1], &people[2], &top, &lead])
            .await;
        town.admin().reads_all().await;
        town.finish().await;
    }
}

/// From the draft to the final word: what-if keeps nothing until it is used, one lucky photo is not ranked, an appeal is
/// answered, a late refusal moves the provisional ranking, and the end comes once, across a restart.
#[tokio::test]
async fn a_month_is_ranked_appealed_against_and_final() {
    let june = june("ranking", "zh-CN", "zh-hans").await;
    let (town, top, lead) = (&june.town, &june.top, &june.lead);
    let draft = top.sees("草稿").await;
    insta::assert_snapshot!("draft", draft.text());
    draft.says("1. 吴兴区").says("没有排：南浔区");
    town.admin().sees_nothing_else().await;
    assert!(lead.forges(&top_of(lead).await, "rank:publish:1").await.contains("总负责人"));

    // By participants alone 安吉 would lead; nothing is kept, and to go back is to go back.
    presses(top, &draft, "试权重").await.says("试算：够数天数 50");
    for _ in 0..5 {
        presses(top, &draft, "够数天数 −10").await;
    }
    for _ in 0..3 {
        presses(top, &draft, "人均积分 −10").await;
    }
    insta::assert_snapshot!("what_if", top.current(&draft).text());
    top.current(&draft).says("1. 安吉县").says("试算：人均参与 20");
    presses(top, &draft, "人均参与 −10").await;
    assert_eq!(top.presses(&top.current(&draft), "人均参与 −10").await, "至少一项要大于 0");
    presses(top, &draft, "返回").await.says("1. 吴兴区");
    presses(top, &draft, "试权重").await;
    presses(top, &draft, "人均积分 +10").await;
    assert_eq!(top.presses(&top.current(&draft), "就用这些").await, "按新权重排了，bot.toml 没变");
    town.passes(TimeDelta::seconds(10)).await;
    top.current(&draft).says("人均积分 40");
    quietens(&[], &[top]).await;

    assert_eq!(presses_for(top, &draft, "先公布，收申诉").await, "正在发到各群");
    let again = top.forges(&draft, "rank:publish:1").await;
    assert!(again.contains("陈静 在7月1日"), "{again}");
    town.passes(TimeDelta::seconds(90)).await;
    let mut sent = Vec::new();
    for group in &june.groups {
        sent.push(group.sees_photo().captioned("申诉到7月4日为止").await);
        group.sees_nothing_else_but_reactions().await;
    }
    insta::assert_snapshot!("provisional", sent[0].text());
    let told = lead.sees("暂定第 1 名").await;
    insta::assert_snapshot!("lead", told.text());
    lead.presses(&told, "为什么").await;
    insta::assert_snapshot!("why", lead.sees("折").await.text());

    // An appeal, by a button and then in words; only one at a time.
    lead.presses(&told, "申诉").await;
    lead.sees("吴兴区哪里不对").await;
    lead.whispers("6月27日的<照片>没算").await;
    lead.sees("申诉收到了").await;
    lead.whispers("/appeal 还有一张").await;
    lead.sees("已经有一份").await;
    let card = top.sees("吴兴区申诉").await;
    insta::assert_snapshot!("appeal", card.text());
    top.presses(&card, "不采纳").await;
    top.sees("写一句为什么").await;
    top.whispers("6月27日还没有报送。").await;
    top.sees("答复送去了").await;
    lead.sees("没有采纳：6月27日还没有报送。").await;
    assert!(top.presses(&card, "采纳").await.contains("陈静 没有采纳"));

    // A photo of the last day is taken back: 吴兴 loses a day, and what all read follows.
    let before = june.groups[0].current(&sent[0]).text();
    june.people[0].posts(Draft::text("/undo").replying_to(june.last.messages[0])).await;
    town.passes(TimeDelta::minutes(15)).await;
    let after = june.groups[0].current(&sent[0]).text();
    assert_ne!(before, after, "the provisional ranking follows");
    quietens(&[&june.groups[0], &june.groups[1], &june.groups[2]], &[top, lead, &june.people[0]]).await;

    // The end of the appeals, across a restart: once.
    town.passes_until("2026-07-04 23:59").await;
    quietens(&[&june.groups[0], &june.groups[1], &june.groups[2]], &[top, lead, &june.people[0]]).await;
    town.restarts().await;
    town.passes_until("2026-07-05 00:01").await;
    town.restarts().await;
    town.passes_until("2026-07-05 07:10").await;
    for group in &june.groups {
        let read = group.sees_photo().captioned("一等奖").await;
        if group.id() == june.groups[0].id() {
            insta::assert_snapshot!("final", read.text());
        }
        group.sees_nothing_else_but_reactions().await;
    }
    lead.whispers("/appeal 太晚了").await;
    lead.sees("没有可以申诉的排名").await;
    lead.whispers("/ranking 6月").await;
    lead.sees_photo().captioned("最终名次").await;
    lead.whispers("/ranking 安吉").await;
    lead.sees("安吉县 6月第").await;
    lead.whispers("/ranking 2026-05").await;
    lead.sees("没有5月的排名").await;
    june.finish().await;
}

/// Any message of one's own, to forge presses on.
async fn top_of(lead: &Person) -> Seen {
    lead.whispers("/ranking").await;
    lead.sees("还没有排名").await
}

async fn presses_for(who: &Person, page: &Seen, button: &str) -> String {
    who.presses(&who.current(page), button).await
}

/// An appeal that nobody answered keeps the ranking from becoming final by itself; whoever decides is asked, and decides.
#[tokio::test]
async fn an_open_appeal_keeps_it_provisional_until_somebody_decides() {
    let june = june("open", "zh-CN", "zh-hans").await;
    let (town, top, lead) = (&june.town, &june.top, &june.lead);
    let draft = top.sees("草稿").await;
    top.presses(&draft, "先公布，收申诉").await;
    town.passes(TimeDelta::seconds(90)).await;
    lead.whispers("/appeal 少算了一天").await;
    lead.sees("申诉收到了").await;
    let card = top.sees("少算了一天").await;
    assert_eq!(top.forges(&card, "rank:final:1").await, "申诉到7月4日，过了再定");
    quietens(&[&june.groups[0], &june.groups[1], &june.groups[2]], &[top, lead]).await;
    town.passes_until("2026-07-05 07:05").await;
    let asked = top.sees("还有 1 份没答复").await;
    quietens(&[&june.groups[0], &june.groups[1], &june.groups[2]], &[lead]).await;
    top.presses(&card, "采纳").await;
    top.sees("写一句怎么改").await;
    top.whispers("补上了。").await;
    let done = top.sees("都答完了").await;
    lead.sees("采纳了：补上了。").await;
    top.presses(&done, "定为最终名次").await;
    assert!(top.presses(&asked, "定为最终名次").await.contains("定了最终名次"));
    town.passes(TimeDelta::seconds(90)).await;
    june.groups[1].sees_photo().captioned("最终名次").await;
    assert_eq!(
        town.number(
            "select count(*) from outbox where key like 'ranking:1:final:%' and key not like '%told'",
        )
        .await,
        3
    );
    june.finish().await;
}

/// The same draft, card and answer in each language.
#[tokio::test]
async fn a_ranking_in_three_languages() {
    for (locale, tag, words, buttons) in [
        ("zh-CN", "zh-hans", "草稿", ["试权重", "返回", "先公布，收申诉"]),
        ("zh-TW", "zh-hant", "草稿", ["試算權重", "返回", "先公布，受理申訴"]),
        ("en", "en", "A draft", ["Try weights", "Back", "Publish, open to appeals"]),
    ] {
        let june = june("tongues", locale, tag).await;
        let draft = june.top.sees(words).await;
        let mut told = format!("# draft\n{}\n", draft.text());
        told += &format!("# what if\n{}\n", presses(&june.top, &draft, buttons[0]).await.text());
        presses(&june.top, &draft, buttons[1]).await;
        presses(&june.top, &draft, buttons[2]).await;
        june.town.passes(TimeDelta::seconds(90)).await;
        let sent = june.groups[0].sees_photo().captioned("吴兴区").await;
        told += &format!("# provisional\n{}\n", sent.text());
        let lead = june.lead.sees("吴兴区").await;
        told += &format!("# lead\n{}\n", lead.text());
        let why = lead.message.buttons()[0][0].text.clone();
        june.lead.presses(&lead, &why).await;
        told += &format!("# why\n{}\n", june.lead.sees("3/10").await.text());
        insta::assert_snapshot!(format!("ranking_{locale}"), told);
        june.finish().await;
    }
}
