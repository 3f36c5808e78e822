use std::fmt::Write as _;

use super::*;
use crate::features::testing::{AREAS, area, at, context, counted, person, with_areas};
use crate::features::{points, signup};

const DAY: &str = "2026-06-21";

#[test]
fn the_evening_reads_as_in_the_product() {
    with_areas(AREAS, |tx| {
        let cx = context(|_| {});
        for (code, photos) in [("330523", 1), ("330522", 3), ("330521", 4), ("330502", 9), ("330503", 14)] {
            counted(tx, &cx, code, DAY, photos)?;
        }
        counted(tx, &cx, "3305", DAY, 31)?;
        let home = area(tx, &cx, "330502002")?;
        let li = person(tx, 7, "李<伟>")?;
        signup::join(tx, &cx, &li, home.id, at("2026-06-21 09:00"))?;
        let city = area(tx, &cx, "3305")?;
        let now = at("2026-06-21 20:01");
        let book = Book::open(tx, &cx, DAY.parse()?, [city.id], now)?;
        let digest = compose(&cx, &book, &city, Locale::ZhCn);
        assert_eq!(
            digest.html,
            "<b>湖州市 · 6月21日（第 1 天 / 102）</b>\n\
             4/5 个区域够数，<b>安吉县 1/3</b>\n\
             照片 31 张，参与 31 人次，新报名 1 人（昨天 —）\n\n\
             安吉县 ▓▓░░░░ 1/3\n\
             长兴县 ▓▓▓▓▓▓ 3/3\n\
             德清县 ▓▓▓▓▓▓▓▓ 4/3\n\
             吴兴区 ▓▓▓▓▓▓▓▓▓▓ 9/3\n\
             南浔区 ▓▓▓▓▓▓▓▓▓▓ 14/3\n\n\
             今日第一：李&lt;伟&gt; 5 分\n\n\
             明天（第 2 天）：5 个区域，共 15 张"
        );
        assert_eq!(points::store::balance(tx, li.id)?, 5);

        // A refusal later is told below what was sent.
        counted(tx, &cx, "330522", DAY, 2)?;
        let later = Book::open(tx, &cx, DAY.parse()?, [city.id], now)?;
        let told = text::corrections(&cx, &later, Locale::ZhCn, &digest.counts);
        assert_eq!(told.as_deref(), Some("更正：长兴县 3/3 → 2/3"));
        Ok(())
    });
}

#[test]
fn a_district_sees_its_own_count_and_who_sent_below() {
    with_areas(AREAS, |tx| {
        let cx = context(|_| {});
        counted(tx, &cx, "330502", DAY, 2)?;
        counted(tx, &cx, "330502002", DAY, 2)?;
        let district = area(tx, &cx, "330502")?;
        let book = Book::open(tx, &cx, DAY.parse()?, [district.id], at("2026-06-21 18:00"))?;
        let html = compose(&cx, &book, &district, Locale::En).html;
        assert!(html.contains("As of 18:00"), "{html}");
        assert!(html.contains("<b>2/3</b>, 1 to go") && html.contains("八里店镇 2"), "{html}");
        Ok(())
    });
}

#[test]
fn fourteen_hundred_areas_fit_one_message() {
    let mut csv = String::from("code,parent_code,name,level\n3305,,湖州市,city\n");
    for number in 0..1400 {
        writeln!(csv, "3305{number:04},3305,第{number:04}号长长的街道名字办事处,district")
            .expect("text grows");
    }
    with_areas(&csv, |tx| {
        let cx = context(|_| {});
        counted(tx, &cx, "33050007", DAY, 3)?;
        let city = area(tx, &cx, "3305")?;
        let book = Book::open(tx, &cx, DAY.parse()?, [city.id], at("2026-06-21 20:01"))?;
        for locale in Locale::ALL {
            let digest = compose(&cx, &book, &city, locale);
            // Its picture says the rest.
            assert_eq!(digest.bodies(Some("picture")).len(), 1, "{}", digest.html);
            insta::assert_snapshot!(format!("many_areas_{}", locale.tag()), digest.html);
        }
        Ok(())
    });
}
