use std::fmt::Write as _;

use super::figures::{Change, Figures, Line, figures};
use super::text::Page;
use super::*;
use crate::domain::ids::AreaId;
use crate::features::rankings::{self, standing};
use crate::features::testing::{AREAS, area, at, context, counted, group, person, with_areas};
use crate::i18n::{self, Locale};
use crate::say;
use crate::store::Tx;
use crate::telegram::length::{TEXT, units};

fn week(tx: &mut Tx) -> Result<Bulletin, Failure> {
    let (first, last) = ("2026-06-28".parse()?, "2026-07-04".parse()?);
    let id = store::insert(tx, first, last, at("2026-07-04 20:30"))?.expect("a new one");
    Ok(store::by_id(tx, id)?.expect("the one just made"))
}

fn page(of: &Bulletin, figures: &Figures, locale: Locale) -> (String, String) {
    let cx = context(|_| {});
    let text = |bare| Page { cx: &cx, locale, of, figures, bare }.text();
    (text(false), text(true))
}

/// Who is behind is named with their count; who rests, or has only one lucky report, neither leads nor is blamed for more
/// than they owe.
#[test]
fn a_week_names_who_is_behind() {
    with_areas(AREAS, |tx| {
        let cx = context(|_| {});
        for day in 28..=34 {
            let day = if day <= 30 { format!("2026-06-{day}") } else { format!("2026-07-0{}", day - 30) };
            counted(tx, &cx, "330502", &day, 3)?;
            if day != "2026-06-30" && day != "2026-07-01" {
                counted(tx, &cx, "330523", &day, 4)?;
            }
            counted(tx, &cx, "3305", &day, 7)?;
        }
        counted(tx, &cx, "330521", "2026-06-29", 90)?;
        // 南浔 rests but for two days, on which it sent enough; 长兴 rests all week.
        let pause = |tx: &mut Tx, code: &str, first: &str, last: Option<&str>| {
            tx.execute(
                "insert into area_pause (area_id, first_day, last_day)
                 select id, $2, $3 from area where code = $1",
                &[&code, &first, &last],
            )
        };
        pause(tx, "330503", "2026-06-30", None)?;
        pause(tx, "330522", "2026-06-01", None)?;
        for day in ["2026-06-28", "2026-06-29"] {
            counted(tx, &cx, "330503", day, 3)?;
        }
        let cx = context(|_| {});
        let of = week(tx)?;
        let figures = figures(tx, &cx, &of)?;
        let named = |lines: &[Line]| -> Vec<String> {
            lines.iter().map(|line| format!("{} {}/{}", line.area, line.reached, line.owed)).collect()
        };
        assert_eq!(named(&figures.behind), ["德清县 1/7", "安吉县 5/7"]);
        assert_eq!(named(&figures.best), ["吴兴区 7/7", "南浔区 2/2"]);
        assert_eq!(figures.areas, 4);
        assert_eq!(figures.photos, Change { now: 49, before: Some(0) });
        let (html, text) = page(&of, &figures, Locale::ZhCn);
        assert!(html.contains("<b>不到的是德清县 1/7 天、安吉县 5/7 天</b>"), "{html}");
        assert!(text.contains("照片 49 张（比上期多 49）"), "{text}");
        Ok(())
    });
}

/// However many are behind: one message, all counted.
#[test]
fn two_hundred_names_and_fourteen_hundred_fit_one_message() {
    with_areas(AREAS, |tx| {
        let of = Bulletin { intro: "辛苦了。".repeat(INTRO / 4), ..week(tx)? };
        let change = Change { now: 123_456, before: Some(1) };
        for (count, listed) in [(200, false), (1400, false), (12, true)] {
            let line = |n: usize| Line {
                area: format!("第{n:04}号<长长>的街道名字办事处"),
                reached: 1,
                owed: 7,
                photos: 3,
                each: Some(325),
            };
            let figures = Figures {
                first: of.first,
                last: of.last,
                week: 2,
                photos: change,
                heads: change,
                signups: change,
                senders: 99_999,
                areas: count,
                best: (0..5).map(line).collect(),
                behind: (0..count).map(line).collect(),
                pictures: Vec::new(),
            };
            for locale in Locale::ALL {
                let (html, text) = page(&of, &figures, locale);
                assert!(units(&text) <= TEXT, "{}", units(&text));
                assert!(text.contains(&count.to_string()), "{text}");
                assert!(html.contains("&lt;长长&gt;") && !html.contains("<长长>"), "{html}");
                let all_named = text.contains(&format!("第{:04}号", count - 1));
                assert_eq!(all_named, listed, "{count}");
            }
        }
        Ok(())
    });
}

/// A city of 1,400 areas: the figures of a week and the ranking of a month, from what is kept by day. Where
/// `MUSTER_TIMES` is set, how long each took is told.
#[test]
fn fourteen_hundred_areas_are_read_at_once() {
    let mut csv = String::from("code,parent_code,name,level\n3305,,湖州市,city\n");
    for number in 0..1400 {
        writeln!(csv, "3305{number:04},3305,第{number:04}号街道,district").expect("text grows");
    }
    with_areas(&csv, |tx| {
        let cx = context(|_| {});
        let days: Vec<String> = (1..=31).map(|day| format!("2026-07-{day:02}")).collect();
        for day in &days {
            tx.execute(
                "insert into area_day (area_id, day, photos, heads) select id, $1, id % 5, id % 50 from area
                 where level = 1",
                &[day],
            )?;
        }
        tx.execute(
            "insert into area_people (area_id, people) select id, 5 + id % 90 from area where level = 1",
            &[],
        )?;
        tx.execute(
            "insert into area_points (period, area_id, points) select 320260701, id, id % 700 from area where level = 1",
            &[],
        )?;
        let (first, last) = ("2026-07-25".parse()?, "2026-07-31".parse()?);
        let id = store::insert(tx, first, last, at("2026-07-31 20:30"))?.expect("a new one");
        let of = store::by_id(tx, id)?.expect("the one just made");
        cx.tree(tx)?;
        let clock = crate::clock::Clock::system();
        let begun = clock.elapsed();
        let figures = figures(tx, &cx, &of)?;
        let of_week = clock.elapsed() - begun;
        let begun = clock.elapsed();
        let standing = standing::read(tx, &cx, "2026-07-01".parse()?, cx.config.ranking.weights)?;
        let of_month = clock.elapsed() - begun;
        if std::env::var_os("MUSTER_TIMES").is_some() {
            eprintln!("week {of_week:?}, month {of_month:?}");
        }
        assert_eq!(figures.areas, 1400);
        // A fifth of them sent nothing.
        assert_eq!((standing.rows.len(), standing.unranked.len()), (1120, 280));
        assert!(standing.rows[0].score > 8000, "{:?}", standing.rows[0]);
        let last = AreaId::from(standing.rows[1119].area);
        assert!(standing.row(last).is_some_and(|row| row.norms[0] == Some(0)));
        Ok(())
    });
}

/// Who is forgotten has liked nothing, and said nothing against a ranking; until then both are theirs to see.
#[test]
fn votes_and_appeals_go_with_whom_they_are_of() {
    with_areas(AREAS, |tx| {
        let cx = context(|_| {});
        let now = at("2026-07-01 12:00");
        let (li, wang) = (person(tx, 7, "李伟")?, person(tx, 8, "王芳")?);
        let chat = group(tx, &cx, -100, "330502", crate::features::areas::Role::Field)?;
        let here = area(tx, &cx, "330502")?;
        let millis = crate::store::millis(now);
        tx.execute(
            "insert into album (id, chat_id, person_id, area_id, message_id, day, posted_at, closes_at)
             values (1, $1, $2, $3, 50, '2026-06-29', $4, $4)",
            &[&chat, &wang.id, &here.id, &millis],
        )?;
        tx.execute(
            "insert into submission (id, album_id, chat_id, message_id, person_id, area_id, day, posted_at, source,
                                     file_id, file_unique, state)
             values (1, 1, $1, 50, $2, $3, '2026-06-29', $4, 'photo', 'f', 'u', 'counted')",
            &[&chat, &wang.id, &here.id, &millis],
        )?;
        votes::reacted(tx, chat, 50, li.id, true, now)?;
        votes::reacted(tx, chat, 50, wang.id, true, now)?;
        votes::reacted(tx, chat, 51, li.id, true, now)?;
        assert_eq!(export(tx, li.id)?.as_array().map(Vec::len), Some(1));
        assert_eq!(export(tx, wang.id)?.as_array().map(Vec::len), Some(0), "the sender's own is none");
        tx.execute(
            "insert into ranking (id, month, state, made_at, touched_at) values (1, '2026-06-01', 'provisional', 1, 1)",
            &[],
        )?;
        tx.execute(
            "insert into ranking_appeal (id, ranking_id, area_id, person_id, said, at, state)
             values (1, 1, $1, $2, '少算了李伟的照片', 1, 'open')",
            &[&here.id, &li.id],
        )?;
        assert!(rankings::export(tx, li.id)?.to_string().contains("少算了"));
        forget(tx, li.id)?;
        rankings::forget(tx, li.id)?;
        assert_eq!(export(tx, li.id)?.as_array().map(Vec::len), Some(0));
        let said: Option<String> = tx.value("select said from ranking_appeal", &[])?;
        assert_eq!(said.as_deref(), Some(""));
        Ok(())
    });
}

/// A chat that serves several areas by its topics reads it once, in its first topic; one that the bot has left reads
/// nothing; doing it again writes nothing.
#[test]
fn every_chat_reads_it_once() {
    with_areas(AREAS, |tx| {
        let cx = context(|_| {});
        let now = at("2026-07-04 21:00");
        let topics = group(tx, &cx, -100, "330502", crate::features::areas::Role::Field)?;
        let other = area(tx, &cx, "330503")?;
        let admin = person(tx, 1, "管理员")?;
        crate::features::areas::bind(
            tx,
            topics,
            7,
            &other,
            crate::features::areas::Role::Field,
            admin.id,
            now,
        )?;
        let english = group(tx, &cx, -200, "330521", crate::features::areas::Role::Desk)?;
        crate::directory::set_chat_language(tx, english, "en")?;
        let gone = group(tx, &cx, -300, "330522", crate::features::areas::Role::Field)?;
        crate::directory::mark_gone(tx, gone, now)?;
        assert_eq!(
            publish::locales(tx, &cx, crate::domain::relay::What::Bulletin)?,
            [Locale::ZhCn, Locale::En]
        );
        let said = |text: &str, picture: Option<&str>| publish::Said {
            html: text.to_owned(),
            text: text.to_owned(),
            picture: picture.map(str::to_owned),
        };
        let long = "长".repeat(1025);
        let all = [(Locale::ZhCn, said(&long, Some("zh"))), (Locale::En, said("short", Some("en")))]
            .into_iter()
            .collect();
        assert_eq!(publish::to_all(tx, &cx, "bulletin:1", &all, now)?, 2);
        assert_eq!(publish::to_all(tx, &cx, "bulletin:1", &all, now)?, 2);
        let sent = crate::features::testing::waiting(tx)?;
        let keys: Vec<String> = sent.iter().map(|(_, key, _)| key.clone()).collect();
        let of = |chat: crate::domain::ids::ChatId, rest: &str| format!("bulletin:1:{chat}{rest}");
        assert_eq!(keys, [of(topics, ":picture"), of(topics, ""), of(english, "")]);
        assert!(sent[2].2.contains("short") && sent[2].2.contains("\"en\""), "{}", sent[2].2);
        // What was sent in two messages is edited in both.
        publish::edit_all(tx, &cx, "bulletin:1", &all, now)?;
        assert_eq!(crate::features::testing::waiting(tx)?.len(), 6);
        Ok(())
    });
}

/// A long week, and what is said around a bulletin, in each language.
#[test]
fn a_week_reads_in_three_languages() {
    let cx = context(|_| {});
    let line = |name: &str, reached, each| Line { area: name.into(), reached, owed: 7, photos: 21, each };
    let of = Bulletin {
        id: 1.into(),
        first: at("2026-06-28 12:00").date_naive(),
        last: at("2026-07-04 12:00").date_naive(),
        state: State::Draft,
        intro: "高温天,大家辛苦了。\n下周起早一小时开工。".into(),
        off: 0,
        touched_at: at("2026-07-04 20:30"),
        ended_at: None,
        ended_by: None,
        figures: None,
    };
    let figures = Figures {
        first: of.first,
        last: of.last,
        week: 2,
        photos: Change { now: 312, before: Some(280) },
        heads: Change { now: 1204, before: Some(1310) },
        signups: Change { now: 57, before: Some(57) },
        senders: 182,
        areas: 9,
        best: vec![line("吴兴区", 7, Some(325)), line("南浔区", 7, Some(300)), line("练市镇", 7, None)],
        behind: ["安吉县", "德清县", "长兴县", "孝丰镇"].map(|name| line(name, 4, None)).to_vec(),
        pictures: ["八里店镇 · 吴兴区", "安吉县", "德清县"]
            .map(|area| figures::Pictured { photo: 1, area: area.into(), day: of.first })
            .to_vec(),
    };
    let (day, time) = (|| i18n::day(of.last), "20:30");
    let said = [
        say!("bulletins-drop-sure"),
        say!("bulletins-other"),
        say!("bulletins-other-none"),
        say!("bulletins-other-gone"),
        say!("bulletins-intro-ask", most = INTRO),
        say!("bulletins-intro-taken"),
        say!("bulletins-intro-unfit", most = INTRO),
        say!("bulletins-no-draft"),
        say!("bulletins-publishing"),
        say!("bulletins-dropped"),
        say!("bulletins-published-by", name = "陈静", day = day(), time = time),
        say!("bulletins-published", day = day(), time = time),
        say!("bulletins-dropped-by", name = "陈静", day = day(), time = time),
        say!("bulletins-dropped-by-time", day = day(), time = time),
        say!("bulletins-expired", first = i18n::day(of.first), last = day()),
        say!("bulletins-sent", count = 1),
        say!("bulletins-sent", count = 312),
        say!("bulletins-no-chats"),
        say!("bulletins-shown-anew"),
        say!("bulletins-open-me", link = "https://t.me/muster_bot"),
        say!("bulletins-day-unfit"),
        say!("bulletins-none-of", day = day()),
        say!("bulletins-nothing"),
        say!("bulletins-nothing-new"),
        say!("bulletins-line", first = i18n::day(of.first), last = day(), day = "2026-07-04"),
        say!("bulletins-best-how"),
        say!("bulletins-best-noted"),
        say!("bulletins-best-taken-back"),
        say!("bulletins-reached-all", all = 9),
        say!("only-top"),
    ];
    for locale in Locale::ALL {
        let mut told = drafts::page(&cx, &of, &figures, locale, drafts::Mode::Plain).0;
        told += "\n\n# around it\n";
        let lines: Vec<String> = said.iter().map(|say| cx.texts.html(locale, say)).collect();
        told += &lines.join("\n");
        insta::assert_snapshot!(format!("week_{}", locale.tag()), told);
    }
}
