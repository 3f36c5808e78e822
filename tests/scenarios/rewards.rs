//! What points buy: reserved with one press, shown at the counter, handed out, given back.

use chrono::TimeDelta;
use muster::imaging::{self, Limits};

use crate::town::Town;
use crate::town::people::{Group, Person, photo, photo_of};
use crate::town::sights::Seen;

const VEST: &str = "[points]\nsignup = 60\nphoto = 2\n[[reward]]\nname = \"红马甲\"\nprice = 50\nstock = 2\n\
                    counter = \"330502\"\nlimit = 1\n[[reward]]\nname = \"草帽\"\nprice = 5\n";

/// Somebody who joined in the group, and has opened the bot.
async fn volunteer(group: &Group, name: &str) -> Person {
    let person = group.volunteer(name).await;
    person.opens_the_bot().await;
    person.reads_all().await;
    person
}

/// The catalogue, turned to this reward.
async fn offered(person: &Person, name: &str) -> Seen {
    person.reads_all().await;
    person.whispers("/rewards").await;
    let mut page = person.next_message().await;
    for _ in 0..9 {
        if page.message.text().starts_with(name) {
            return page;
        }
        person.presses_like(&page, "›").await;
        page = person.sees("").await;
    }
    panic!("{name} is not offered");
}

/// The code under the picture that came last.
async fn code_of(person: &Person) -> (String, Seen) {
    let voucher = person.sees_photo().captioned("兑换码").await;
    let code = code_in(voucher.message.text());
    (code, voucher)
}

fn code_in(text: &str) -> String {
    let after = text.split("兑换码 ").nth(1).unwrap_or_else(|| panic!("no code in {text}"));
    after.chars().take(6).collect()
}

/// What a camera makes of a picture.
fn scanned(town: &Town, seen: &Seen) -> String {
    assert!(town.world().message(seen.message.chat, seen.id()).is_some());
    let bytes = seen.message.photo().expect("a picture").original.bytes().clone();
    let picture = imaging::open(&bytes, &Limits::default()).expect("a picture");
    let (width, height) = (picture.width as usize, picture.height as usize);
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        picture.pixels[(y * width + x) * 3 + 1]
    });
    image.detect_grids()[0].decode().expect("a code").1
}

/// What is left of the vests.
async fn stock(town: &Town) -> i64 {
    town.number("select stock from reward where name = '红马甲'").await
}

#[tokio::test]
async fn a_vest_is_reserved_scanned_and_handed_out() {
    let town = Town::named("rewards").with(VEST).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = volunteer(&group, "李伟").await;
    let lead = town.lead("陈静").of("330502").await;
    let elsewhere = town.lead("吴敏").of("330503").await;

    li.whispers("兌換").await;
    insta::assert_snapshot!("catalogue_hat", li.next_message().await.text());
    let page = offered(&li, "红马甲").await;
    insta::assert_snapshot!("catalogue_vest", page.text());
    let passing = li.presses_like(&page, "兑换").await;
    assert!(passing.starts_with("换好了，兑换码 "), "{passing}");
    let (code, voucher) = code_of(&li).await;
    assert_eq!(code_in(&passing), code);
    insta::assert_snapshot!("voucher", voucher.text().replace(&code, "CODE"));
    insta::assert_snapshot!("catalogue_reserved", li.current(&page).text().replace(&code, "CODE"));
    assert_eq!(stock(&town).await, 1);
    li.reads_all().await;
    li.whispers("/points").await;
    li.next_message().await.says("10 分").says("兑换 #1 -50").says("能换：草帽（5 分）");

    // The wrong counter learns nothing but where to send them.
    elsewhere.whispers(&format!("/redeem {code}")).await;
    elsewhere.next_message().await.says("这件不在你这里领：吴兴区领取").does_not_say("李伟");
    elsewhere.whispers("/redeem").await;
    elsewhere.next_message().await.says("/redeem K7M2P9");
    elsewhere.whispers("/redeem AAAAAA").await;
    elsewhere.next_message().await.says("没有兑换码 AAAAAA");
    elsewhere.whispers("/redeem O0O0O0").await;
    elsewhere.next_message().await.says("6 位字母和数字");

    let link = scanned(&town, &voucher);
    assert_eq!(link, format!("https://t.me/muster_demo_bot?start=redeem_{code}"));
    let wang = volunteer(&group, "王芳").await;
    wang.follows(&link).await;
    wang.next_message().await.does_not_say("红马甲").does_not_say("李伟");
    wang.whispers(&format!("/redeem {code}")).await;
    wang.next_message().await.says("只有负责人");

    lead.follows(&link).await;
    let card = lead.next_message().await;
    insta::assert_snapshot!("at_the_counter", card.text().replace(&code, "CODE"));
    assert!(wang.forges(&card_for(&wang).await, "reward:hand:1").await.contains("只有负责人"));
    lead.presses_like(&card, "交付").await;
    lead.sees("已交付：红马甲 给 李伟").await;
    li.next_message().await.says("“红马甲”领到了");
    lead.whispers(&format!("/redeem {}", code.to_lowercase())).await;
    lead.next_message().await.says("06-21 09:").says("已经由 陈静 交付了");
    assert_eq!(stock(&town).await, 1);

    // The limit holds, and what was had is no way round it.
    let page = offered(&li, "红马甲").await;
    page.says("你已经换够数了");
    let forged = li.forges(&page, "reward:take:2:1").await;
    assert_eq!(forged, "你已经换够数了");
    town.admin().whispers("/audit").await;
    let said = town.admin().next_message().await;
    said.says(&format!("交付：330502 红马甲 {code}")).says("库存：330502 红马甲 +2");
    town.finish().await;
}

/// Some message of the bot's to forge a press under.
async fn card_for(person: &Person) -> Seen {
    person.whispers("/rewards").await;
    person.next_message().await
}

/// A hundred people press at once, between two ticks of the bot: the last piece goes to one of them.
#[tokio::test]
async fn the_last_piece_goes_to_one() {
    let toml = "[points]\nsignup = 60\n[[reward]]\nname = \"红马甲\"\nprice = 50\nstock = 1\n";
    let town = Town::named("rush").with(toml).at("2026-06-21 09:00").await;
    let mut crowd = Vec::new();
    for number in 0..100 {
        let person = town.newcomer(&format!("志愿者{number}"));
        person.follows("https://t.me/muster_demo_bot?start=join_330502").await;
        crowd.push(person);
    }
    let mut pages = Vec::new();
    for person in &crowd {
        person.reads_all_now();
        person.whispers("/rewards").await;
        pages.push(person.next_message().await);
    }
    let pressed: Vec<String> = {
        let mut world = town.world();
        let press = |(person, page): (&Person, &Seen)| {
            world.press(person.user(), page.message.chat, page.id(), "兑换（50 分）").expect("a button")
        };
        crowd.iter().zip(&pages).map(press).collect()
    };
    town.settles().await;
    let answers: Vec<String> = {
        let world = town.world();
        pressed.iter().map(|id| world.callback_answer(id).expect("answered").text.clone()).collect()
    };
    let lucky = answers.iter().filter(|answer| answer.starts_with("换好了")).count();
    let late = answers.iter().filter(|answer| answer.contains("换完了")).count();
    assert_eq!((lucky, late), (1, 99), "{answers:?}");
    assert_eq!(stock(&town).await, 0);
    assert_eq!(town.number("select count(*) from balance where points = 10").await, 1);
    assert_eq!(town.number("select count(*) from balance where points = 60").await, 99);
    town.passes(TimeDelta::minutes(5)).await;
    crowd.iter().for_each(|person| person.reads_all_now());
    town.finish().await;
}

/// One person presses twice at once: one reservation; one more takes the button that says so, once.
#[tokio::test]
async fn a_second_press_takes_nothing_more() {
    let town = Town::named("twice").with(VEST).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = volunteer(&group, "李伟").await;
    let page = offered(&li, "草帽").await;
    let twice = |button: &'static str, page: &Seen| {
        let mut world = town.world();
        let press = |_| world.press(li.user(), page.message.chat, page.id(), button).expect("a button");
        (0..2).map(press).collect::<Vec<_>>()
    };
    twice("兑换（5 分）", &page);
    town.settles().await;
    assert_eq!(town.number("select count(*) from reservation").await, 1);
    assert_eq!(town.number("select points from balance").await, 55);
    li.reads_all().await;
    let page = li.current(&page);
    twice("再换一件（5 分）", &page);
    town.settles().await;
    assert_eq!(town.number("select count(*) from reservation").await, 2);
    assert_eq!(town.number("select points from balance").await, 50);
    li.reads_all().await;
    // The old button, once more: it is about the first reservation, after which the second came.
    let old = town.number("select min(id) from reservation").await;
    let passing = li.forges(&page, &format!("reward:again:1:{old}:0")).await;
    assert!(passing.starts_with("换好了"), "{passing}");
    assert_eq!(town.number("select count(*) from reservation").await, 2);
    li.reads_all().await;
    // Somebody else's reservation is no key.
    let wang = volunteer(&group, "王芳").await;
    let page = offered(&wang, "草帽").await;
    assert_eq!(wang.forges(&page, &format!("reward:again:1:{old}:0")).await, "这个按钮已经过期了。");
    assert_eq!(wang.forges(&page, &format!("reward:cancelyes:{old}")).await, "这不是你预留的。");
    assert_eq!(wang.forges(&page, "reward:take:999:0").await, "这件已经下架了");
    wang.reads_all().await;
    town.finish().await;
}

/// Cancelled, refused, expired: both come back, once, and the person hears of it.
#[tokio::test]
async fn what_is_not_handed_out_gives_points_and_stock_back() {
    let town = Town::named("back").with(VEST).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = volunteer(&group, "李伟").await;
    let lead = town.lead("陈静").of("3305").await;

    // Cancelled from the picture; the code is good for nothing then.
    li.presses_like(&offered(&li, "红马甲").await, "兑换").await;
    let (code, voucher) = code_of(&li).await;
    li.presses_like(&voucher, "不要了").await;
    let sure = li.sees("取消“红马甲”").await;
    li.presses_like(&sure, "取消预留").await;
    li.sees("退回 50 分").await;
    li.reads_all().await;
    assert!(li.current(&voucher).message.text().contains("退回 50 分"), "{}", li.current(&voucher).text());
    assert_eq!(li.forges(&voucher, "reward:cancelyes:1").await, "这件已经办完了。");
    li.reads_all().await;
    assert_eq!((stock(&town).await, town.number("select points from balance").await), (2, 60));
    lead.whispers(&format!("/redeem {code}")).await;
    lead.next_message().await.says("被本人取消了");

    // Refused, with a reason.
    li.presses_like(&offered(&li, "红马甲").await, "兑换").await;
    let (code, _) = code_of(&li).await;
    li.reads_all().await;
    lead.whispers(&format!("/redeem {code}")).await;
    let card = lead.next_message().await;
    lead.presses_like(&card, "不能交付").await;
    let why = lead.sees("为什么不能交付").await;
    insta::assert_snapshot!("reasons", why.text().replace(&code, "CODE"));
    lead.presses_like(&why, "东西坏了").await;
    lead.sees("没有交付").await;
    li.next_message().await.says("没能交付：东西坏了").says("退回 50 分");
    assert_eq!((stock(&town).await, town.number("select points from balance").await), (2, 60));
    lead.whispers(&format!("/redeem {code}")).await;
    lead.next_message().await.says("被 陈静 退回了");

    // Nobody fetched it: reminded on the eve of the last day, over at its end, also if the bot was away then.
    li.presses_like(&offered(&li, "红马甲").await, "兑换").await;
    let (code, _) = code_of(&li).await;
    li.reads_all().await;
    town.passes_until("2026-06-27 17:59").await;
    li.sees_nothing_else().await;
    town.passes_until("2026-06-27 18:05").await;
    insta::assert_snapshot!("soon", li.next_message().await.text().replace(&code, "CODE"));
    town.passes_until("2026-06-29 07:01").await;
    li.next_message().await.says("“红马甲”过期没领，退回 50 分");
    assert_eq!((stock(&town).await, town.number("select points from balance").await), (2, 60));
    lead.reads_all().await;
    lead.whispers(&format!("/redeem {code}")).await;
    lead.next_message().await.says("06-29 00:00 过期了");
    li.whispers("/rewards 我的").await;
    let mine = li.next_message().await;
    mine.says("6月29日过期").says("没能交付").says("取消，积分已退");
    group.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// Too few points, none left, another day, owed: what is missing is said, and nothing is reserved.
#[tokio::test]
async fn what_is_missing_is_said() {
    let toml = "[points]\nsignup = 38\nphoto = 2\n[[reward]]\nname = \"红马甲\"\nprice = 50\nstock = 0\n[[reward]]\n\
                name = \"水壶\"\nprice = 50\n[[reward]]\nname = \"雨伞\"\nprice = 1\nfrom = 2026-07-01\n[[reward]]\n\
                name = \"毛巾\"\nprice = 38\nlimit = 1\nlimit_per = \"week\"\n";
    let town = Town::named("missing").with(toml).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = volunteer(&group, "李伟").await;
    offered(&li, "水壶").await.says("还差 12 分");
    let page = offered(&li, "红马甲").await;
    page.says("换完了").says("剩 0 件");
    assert_eq!(li.forges(&page, "reward:take:2:0").await, "还差 12 分");
    assert_eq!(li.forges(&page, "reward:take:1:0").await, "换完了，以后补货再来");
    assert_eq!(li.forges(&page, "reward:take:3:0").await, "今天不能换");
    assert_eq!(town.number("select count(*) from reservation").await, 0);
    li.reads_all().await;

    // A photo that earns, a towel that spends, a refusal that leaves the balance below nought.
    li.posts(photo("lane.jpg").caption("月河街 3人")).await;
    group.reads_all().await;
    li.presses_like(&offered(&li, "毛巾").await, "兑换").await;
    li.reads_all().await;
    let lead = town.lead("陈静").of("330502").await;
    let page = offered(&li, "毛巾").await;
    page.says("你有 2 分").says("已预留").does_not_say("你已经换够数了");
    assert!(li.forges(&page, "reward:take:4:0").await.starts_with("你已经预留了一件"));
    li.reads_all().await;
    lead.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// `/rewards edit`: everything about a reward, by its lead; what cannot be is refused by what it is.
#[tokio::test]
async fn a_lead_looks_after_the_counter() {
    let town = Town::named("shop").with(VEST).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = volunteer(&group, "李伟").await;
    let lead = town.lead("陈静").of("330502").await;
    li.whispers("/rewards edit").await;
    li.next_message().await.says("只有负责人");

    lead.whispers("/rewards edit").await;
    let list = lead.next_message().await;
    list.says("归你管的 1 种");
    lead.presses_like(&list, "加一种").await;
    let place = lead.sees("在哪里领").await;
    lead.presses_like(&place, "吴兴区").await;
    lead.sees("叫什么").await;
    for unfit in ["", "一\n二", &"长".repeat(65)] {
        if !unfit.is_empty() {
            lead.whispers(unfit).await;
            lead.next_message().await.says("名称是一行，1 到 64 个字");
        }
    }
    lead.whispers("保温杯 <b>").await;
    lead.next_message().await.says("“保温杯 <b>”换一件要多少分");
    for unfit in ["0", "-5", "1e9", "1000000000", "很多"] {
        lead.whispers(unfit).await;
        lead.next_message().await.says("1 到 1000000 的整数");
    }
    town.restarts().await;
    lead.whispers("４０").await;
    lead.next_message().await.says("40 分，有多少件");
    lead.whispers("-1").await;
    lead.next_message().await.says("发一个数");
    lead.whispers("3").await;
    let page = lead.next_message().await;
    insta::assert_snapshot!("edit_page", page.text());

    for (button, typed, shows) in [
        ("名称", "大保温杯", "大保温杯 · 40 分"),
        ("价格", "45", "大保温杯 · 45 分"),
        ("库存", "+5", "剩 8 件"),
        ("库存", "6", "剩 6 件"),
        ("限领", "2", "每人 2 件"),
        ("日期", "7月31日到2026-07-01", ""),
        ("日期", "7月1日 7月31日", "7月1日到7月31日可换"),
    ] {
        lead.reads_all().await;
        lead.whispers("/rewards edit").await;
        let list = lead.next_message().await;
        lead.presses_like(&list, "保温杯").await;
        let page = lead.sees("剩").await;
        lead.presses_like(&page, button).await;
        lead.whispers(typed).await;
        lead.sees(if shows.is_empty() { "没看懂" } else { shows }).await;
    }
    lead.whispers("/cancel").await;
    lead.reads_all().await;

    // Too many taken away, and a picture that is none.
    lead.whispers("/rewards edit").await;
    let list = lead.next_message().await;
    lead.presses_like(&list, "保温杯").await;
    let page = lead.sees("剩 6 件").await;
    lead.presses_like(&page, "库存").await;
    lead.whispers("-7").await;
    lead.next_message().await.says("只剩 6 件，减不了这么多");
    lead.presses_like(&lead.current(&page), "返回").await;
    let page = lead.sees("大保温杯").await;
    lead.presses_like(&page, "图片").await;
    lead.sends(photo_of(b"<svg onload=alert(1)>".to_vec())).await;
    lead.sees("不是能打开的图片").await;
    lead.presses_like(&lead.current(&page), "返回").await;
    let page = lead.sees("大保温杯").await;
    lead.presses_like(&page, "图片").await;
    lead.sends(photo("cup.jpg")).await;
    lead.sees("图片换好了").await;
    lead.reads_all().await;

    // Another lead's is not theirs, and what stands in the file is changed there.
    let other = town.lead("吴敏").of("330503").await;
    other.whispers("/rewards edit").await;
    let list = other.next_message().await;
    list.says("还没有归你管的兑换品");
    for forged in ["shop:show:3", "shop:ask:3:1", "shop:out:3", "shop:counter:3:0"] {
        assert_eq!(other.forges(&list, forged).await, "这件归别的区域管。", "{forged}");
    }
    assert_eq!(
        lead.forges(&list_of(&lead).await, "shop:ask:2:1").await,
        "写在 bot.toml 里的，名称、价格这些在那里改。"
    );
    assert_eq!(lead.forges(&list_of(&lead).await, "shop:counter:3:0").await, "这件归别的区域管。");
    lead.reads_all().await;

    // Withdrawn while it is reserved: nobody else gets it, the code is good.
    li.whispers("/rewards").await;
    li.next_message().await;
    let page = offered(&li, "红马甲").await;
    li.presses_like(&page, "兑换").await;
    let (code, _) = code_of(&li).await;
    li.reads_all().await;
    let out = lead.forges(&list_of(&lead).await, "shop:out:2").await;
    assert_eq!(out, "");
    lead.sees("已下架，没人能换").await;
    let wang = volunteer(&group, "王芳").await;
    wang.whispers("/rewards").await;
    let page = wang.next_message().await;
    page.does_not_say("红马甲");
    assert_eq!(wang.forges(&page, "reward:take:2:0").await, "这件已经下架了");
    wang.reads_all().await;
    town.restarts().await;
    lead.reads_all().await;
    lead.whispers(&format!("/redeem {code}")).await;
    let card = lead.next_message().await;
    lead.presses_like(&card, "交付").await;
    lead.sees("已交付").await;
    li.reads_all().await;
    town.finish().await;
}

async fn list_of(lead: &Person) -> Seen {
    lead.reads_all().await;
    lead.whispers("/rewards edit").await;
    lead.next_message().await
}

/// Pictures and pages: a page with a picture follows one without.
#[tokio::test]
async fn a_picture_stands_beside_its_reward() {
    let town = Town::named("pictures").with(VEST).at("2026-06-21 09:00").await;
    let admin = town.admin();
    admin.whispers("/rewards edit").await;
    let list = admin.next_message().await;
    admin.presses_like(&list, "加一种").await;
    let place = admin.sees("在哪里领").await;
    admin.presses_like(&place, "不分区域").await;
    admin.sees("叫什么").await;
    for typed in ["水壶", "6", "不限"] {
        admin.whispers(typed).await;
        admin.next_message().await;
    }
    let id = town.number("select max(id) from reward").await;
    let page = list_of(&admin).await;
    admin.forges(&page, &format!("shop:ask:{id}:7")).await;
    admin.sends(photo("bottle.jpg")).await;
    admin.sees("图片换好了").await;
    admin.reads_all().await;
    // The nightly sweep leaves it.
    town.passes(TimeDelta::days(2)).await;
    admin.reads_all().await;
    let li = town.newcomer("李伟");
    li.follows("https://t.me/muster_demo_bot?start=join_330502").await;
    li.reads_all().await;
    li.whispers("/rewards").await;
    let hat = li.next_message().await;
    hat.says("草帽").says("1/3");
    li.presses_like(&hat, "›").await;
    let bottle = li.sees_photo().captioned("水壶 · 6 分").await;
    li.presses_like(&bottle, "兑换").await;
    let (code, _) = code_of(&li).await;
    assert!(li.current(&bottle).message.text().contains(&code));
    li.presses_like(&bottle, "›").await;
    li.sees("红马甲").await;
    li.reads_all().await;
    town.finish().await;
}

/// Ten codes tried in vain are enough for an hour.
#[tokio::test]
async fn codes_are_not_guessed() {
    let town = Town::named("guess").with(VEST).at("2026-06-21 09:00").await;
    let lead = town.lead("陈静").of("330502").await;
    for number in 2..9 {
        lead.whispers(&format!("/redeem AAAAA{number}")).await;
        lead.next_message().await.says("没有兑换码");
    }
    for letter in ["B", "C", "D"] {
        lead.whispers(&format!("/redeem AAAAA{letter}")).await;
        lead.next_message().await.says("没有兑换码");
    }
    lead.whispers("/redeem AAAAAE").await;
    lead.next_message().await.says("试的次数太多了");
    town.passes(TimeDelta::minutes(61)).await;
    lead.whispers("/redeem AAAAAE").await;
    lead.next_message().await.says("没有兑换码");
    town.finish().await;
}

/// Who is forgotten gives back what they had reserved, and hands over what is stored before.
#[tokio::test]
async fn who_is_forgotten_holds_nothing_back() {
    let town = Town::named("forgot").with(VEST).at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let li = volunteer(&group, "李伟").await;
    li.presses_like(&offered(&li, "红马甲").await, "兑换").await;
    let (code, _) = code_of(&li).await;
    li.reads_all().await;
    assert_eq!(stock(&town).await, 1);
    li.whispers("/forget").await;
    let ask = li.next_message().await;
    li.presses_like(&ask, "删").await;
    town.passes(TimeDelta::minutes(20)).await;
    li.reads_all_now();
    assert_eq!((stock(&town).await, town.number("select sum(points) from balance").await), (2, 60));
    let lead = town.lead("陈静").of("330502").await;
    lead.whispers(&format!("/redeem {code}")).await;
    lead.next_message().await.says("被本人取消了").does_not_say("李伟");
    group.reads_all().await;
    town.finish().await;
}

/// What was reserved in the rehearsal ends with it: stock whole, points from nothing.
#[tokio::test]
async fn the_rehearsal_leaves_no_reservation() {
    let town = Town::named("rehearsed").with(VEST).at("2026-06-20 09:00").await;
    let group = town.field_chat("330502").await;
    let li = volunteer(&group, "李伟").await;
    li.presses_like(&offered(&li, "红马甲").await, "兑换").await;
    let (code, _) = code_of(&li).await;
    li.reads_all().await;
    town.passes_until("2026-06-21 08:00").await;
    li.reads_all().await;
    group.reads_all().await;
    town.admin().reads_all().await;
    assert_eq!((stock(&town).await, town.number("select sum(points) from balance").await), (2, 0));
    let lead = town.lead("陈静").of("330502").await;
    lead.whispers(&format!("/redeem {code}")).await;
    lead.next_message().await.says("取消");
    town.passes_until("2026-06-28 08:00").await;
    li.reads_all().await;
    lead.reads_all().await;
    town.admin().reads_all().await;
    assert_eq!(town.number("select sum(points) from balance").await, 0);
    group.reads_all().await;
    town.finish().await;
}

/// The same in the other languages.
#[tokio::test]
async fn it_speaks_to_each_in_their_language() {
    for (locale, language) in [("zh-TW", "zh-hant"), ("en", "en")] {
        let town = Town::named("tongues").speaking(locale).with(VEST).at("2026-06-21 09:00").await;
        let li = town.newcomer_speaking("Li Wei", language);
        li.follows("https://t.me/muster_demo_bot?start=join_330502").await;
        li.reads_all().await;
        li.whispers("/rewards").await;
        let page = li.next_message().await;
        li.presses_like(&page, "›").await;
        let page = li.sees("红马甲").await;
        insta::assert_snapshot!(format!("catalogue_{locale}"), page.text());
        li.presses_like(&page, "50").await;
        let voucher = li.sees_photo().captioned("").await;
        let text = voucher.text();
        let code = text.split(['碼', ' ', '\n']).map(str::trim).find(|word| {
            word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        });
        let code = code.unwrap_or_else(|| panic!("no code in {text}")).to_owned();
        insta::assert_snapshot!(format!("voucher_{locale}"), text.replace(&code, "CODE"));
        li.reads_all().await;
        li.whispers("/rewards mine").await;
        insta::assert_snapshot!(
            format!("mine_{locale}"),
            li.next_message().await.text().replace(&code, "CODE")
        );
        let lead = town.lead_speaking("Chen Jing", language).of("330502").await;
        lead.whispers(&format!("/redeem {code}")).await;
        let card = lead.next_message().await;
        insta::assert_snapshot!(format!("card_{locale}"), card.text().replace(&code, "CODE"));
        lead.whispers("/rewards edit").await;
        insta::assert_snapshot!(format!("edit_{locale}"), lead.next_message().await.text());
        town.finish().await;
    }
}
