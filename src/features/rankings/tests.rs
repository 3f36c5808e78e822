use super::standing::{Row, Standing};
use super::text::{Page, month};
use super::*;
use crate::domain::ranking::{Raw, Raws, rank};
use crate::features::testing::{at, context};
use crate::i18n::{self, Locale, Say};
use crate::say;
use crate::telegram::length::{CAPTION, units};

fn june() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day")
}

fn ranking(state: State) -> Ranking {
    Ranking {
        id: 1.into(),
        month: june(),
        state,
        weights: None,
        touched_at: at("2026-07-01 09:00"),
        appeals_until: NaiveDate::from_ymd_opt(2026, 7, 4).filter(|_| state != State::Draft),
        ended_at: None,
        ended_by: None,
        shown: None,
        revision: 1,
    }
}

/// So many areas, each a little worse than the one before; two of them level.
fn standing(ranked: i64, unranked: i64, name: impl Fn(i64) -> String) -> Standing {
    let raws = |at: i64| {
        let days = 30 - at / 2;
        Raws([(days, 30), (412 - 9 * at, 57), (900 - 20 * at, 57)].map(|(reached, of)| Raw { reached, of }))
    };
    let weights = Weights::of([50, 20, 30]);
    let placed = rank(weights, (0..ranked).map(|at| (at, raws(if at == 2 { 1 } else { at }))));
    let row = |area: i64, rank, score, norms, raws: Raws| Row {
        area,
        name: name(area),
        rank,
        score,
        norms,
        raws: raws.0.map(|raw| (raw.reached, raw.of)),
    };
    Standing {
        month: june(),
        weights: weights.packed(),
        rows: placed
            .into_iter()
            .map(|placed| row(placed.of, Some(placed.rank), placed.score, placed.norms, placed.raws))
            .collect(),
        unranked: (ranked..ranked + unranked).map(|at| row(at, None, 0, [None; 3], raws(0))).collect(),
    }
}

const NAMES: [&str; 5] = ["吴兴区", "南浔区", "德清县", "长兴县", "安吉县"];

fn named(at: i64) -> String {
    let name = NAMES[usize::try_from(at).unwrap_or_default() % NAMES.len()];
    if at < 5 { name.to_owned() } else { format!("{name}{at}") }
}

/// The final word, and why an area stands where it stands. Set `MUSTER_LOOK` to a folder to look at the picture.
#[test]
fn a_month_reads_in_three_languages() {
    let cx = context(|_| {});
    let standing = standing(14, 8, named);
    for locale in Locale::ALL {
        let mut told = String::new();
        for state in [State::Provisional, State::Final] {
            let of = ranking(state);
            let page = Page { bare: true, ..Page::of(&cx, &of, &standing, locale) };
            told += &format!("# {state:?}\n{}\n", page.text());
            if let Some(folder) = std::env::var_os("MUSTER_LOOK") {
                let jpeg = picture::jpeg(&cx, &of, &standing, locale);
                let name = format!("month-{}-{state:?}.jpg", locale.tag());
                std::fs::write(std::path::Path::new(&folder).join(name), jpeg).expect("space");
            }
        }
        let of = ranking(State::Final);
        let page = Page { bare: true, ..Page::of(&cx, &of, &standing, locale) };
        told += &format!("# why\n{}\n\n{}\n", page.why(&standing.rows[2]), page.why(&standing.unranked[0]));
        insta::assert_snapshot!(format!("month_{}", locale.tag()), told);
    }
}

/// Whatever areas are called, the text fits below the picture.
#[test]
fn a_ranking_fits_below_its_picture() {
    let cx = context(|_| {});
    let long = |at: i64| format!("{}{at}", "八里店镇东林村第三网格西山漾湿地公园".repeat(3));
    let standing = standing(1400, 300, long);
    for locale in Locale::ALL {
        for state in [State::Draft, State::Provisional, State::Final] {
            let of = ranking(state);
            let page = Page { bare: true, ..Page::of(&cx, &of, &standing, locale) };
            assert!(units(&page.text()) <= CAPTION, "{} {state:?}", units(&page.text()));
            assert!(page.text().contains("1390"), "{}", page.text());
        }
    }
}

/// What is said around a ranking, in each language.
#[test]
fn what_is_said_around_a_ranking() {
    let cx = context(|_| {});
    let (day, time) = (|| i18n::day(june()), "09:00");
    let said: Vec<Say> = vec![
        say!("rankings-drop-sure"),
        say!("rankings-used"),
        say!("rankings-no-weights"),
        say!("rankings-publishing"),
        say!("rankings-dropped"),
        say!("rankings-published-by", name = "陈静", day = day(), time = time),
        say!("rankings-final-by", name = "陈静", day = day(), time = time),
        say!("rankings-final-at", day = day(), time = time),
        say!("rankings-dropped-by", name = "陈静", day = day(), time = time),
        say!("rankings-dropped-by-time", day = day(), time = time),
        say!("rankings-expired", month = month(june())),
        say!("rankings-sent", count = 1),
        say!("rankings-sent", count = 312),
        say!("rankings-sent-final", count = 312),
        say!("rankings-no-chats"),
        say!("rankings-lead-unranked", month = month(june()), area = "安吉县", day = day()),
        say!("rankings-appeal-ask", area = "安吉县", most = 500),
        say!("rankings-appeal-which"),
        say!("rankings-appeal-taken", area = "安吉县"),
        say!("rankings-appeal-open", area = "安吉县"),
        say!("rankings-appeal-none"),
        say!("rankings-appeal-over", day = day()),
        say!("rankings-appeal-unfit", most = 500),
        say!("rankings-appeal-nowhere"),
        say!("rankings-appeal", area = "安吉县", month = month(june()), name = "吴敏", text = "少算了<一天>"),
        say!("rankings-accept-ask"),
        say!("rankings-reject-ask"),
        say!("rankings-accepted", area = "安吉县", text = "补上了。"),
        say!("rankings-rejected", area = "安吉县", text = "照片不清楚。"),
        say!("rankings-accepted-by", name = "陈静", text = "补上了。"),
        say!("rankings-rejected-by", name = "陈静", text = "照片不清楚。"),
        say!("rankings-answered"),
        say!("rankings-answered-all"),
        say!("rankings-close", month = month(june()), count = 1),
        say!("rankings-close", month = month(june()), count = 3),
        say!("rankings-too-soon", day = day()),
        say!("rankings-none-of", month = month(june())),
        say!("rankings-nothing"),
        say!("rankings-nobody"),
        say!("rankings-not-in"),
        say!("rankings-usage"),
        say!("rankings-past", months = "/ranking 2026-05"),
    ];
    for locale in Locale::ALL {
        let lines: Vec<String> = said.iter().map(|say| cx.texts.html(locale, say)).collect();
        insta::assert_snapshot!(format!("around_{}", locale.tag()), lines.join("\n"));
    }
}
