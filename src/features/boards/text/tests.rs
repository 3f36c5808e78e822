use std::path::Path;

use super::*;
use crate::clock::Time;
use crate::domain::area::{Area, AreaTree};
use crate::features::testing::{at, context};
use crate::telegram::length::{CAPTION, units};

fn row(place: i64, name: &str, score: Score) -> Row {
    Row { id: place, place, name: name.to_owned(), score }
}

/// The board as text in each language; drawn into the folder that `MUSTER_LOOK` names.
fn shown(name: &str, wanted: &Wanted, board: &Board, private: bool, now: Time) -> Vec<String> {
    let cx = context(|config| config.campaign.name = "城乡人居环境提升百日攻坚".into());
    let tree = AreaTree::new([Area {
        id: 1.into(),
        code: "330502".into(),
        name: "吴兴区".into(),
        level: 1,
        parent: None,
    }]);
    let scene = Scene { asker: Some(1.into()), chat: 1.into(), thread: 0, private };
    let today = now.with_timezone(&cx.config.timezone).date_naive();
    let of = |locale: &Locale| {
        let page = Page {
            cx: &cx,
            tree: &tree,
            locale: *locale,
            wanted,
            scene: &scene,
            board,
            today,
            rehearsal: false,
        };
        if let Some(folder) = std::env::var_os("MUSTER_LOOK") {
            let file = Path::new(&folder).join(format!("board-{name}-{}.jpg", locale.tag()));
            std::fs::write(file, page.picture()).expect("space");
        }
        page.caption()
    };
    Locale::ALL.iter().map(of).collect()
}

fn wanted(view: View, period: Period) -> Wanted {
    Wanted { view, period, level: 1, within: None }
}

fn week() -> Period {
    Period::Week("2026-06-22".parse().expect("a day"))
}

/// Ten people, and whoever asks on place 13 behind two who share a place.
fn people() -> Board {
    let names = ["李伟", "王芳", "Li Wei", "陈静", "小树1", "<b>刘洋</b>", "赵敏", "周杰", "孙丽", "吴刚"];
    let row_of = |at: usize| row(at as i64 + 1, names[at], Score::total(40 - 2 * at as i64));
    let own = Placed {
        row: row(13, "郑爽", Score::total(7)),
        level: 2,
        ahead: Some(row(11, "钱多", Score::total(10))),
        behind: Some(row(16, "冯唐", Score::total(1))),
    };
    Board { rows: (0..10).map(row_of).collect(), own: Own::Placed(own), small: 0 }
}

#[test]
fn a_board_reads_well_in_every_language() {
    let now = at("2026-06-24 12:00");
    let board = people();
    insta::assert_snapshot!(
        "people",
        shown("people", &wanted(View::People, week()), &board, true, now).join("\n\n")
    );
    let empty = Board { rows: Vec::new(), own: Own::Nothing, small: 0 };
    insta::assert_snapshot!(
        "empty",
        shown("empty", &wanted(View::People, week()), &empty, true, now).join("\n\n")
    );
    let areas = [("吴兴区", 33, 6), ("南浔区", 30, 6), ("安吉县", 9, 7)];
    let rows: Vec<Row> = areas
        .iter()
        .zip(1..)
        .map(|((name, points, people), place)| row(place, name, Score::each(*points, *people)))
        .collect();
    let own = Own::Placed(Placed {
        row: rows[1].clone(),
        level: 0,
        ahead: Some(rows[0].clone()),
        behind: Some(rows[2].clone()),
    });
    let each = Board { rows, own, small: 2 };
    insta::assert_snapshot!(
        "areas_each",
        shown("each", &wanted(View::AreasEach, Period::All), &each, false, now).join("\n\n")
    );
    let hidden = Board { own: Own::Hidden { points: 7, by_wish: true }, ..people() };
    let captions = shown("hidden", &wanted(View::People, week()), &hidden, true, now);
    assert!(captions[0].ends_with("你不上榜（发 /me 可以改），这段时间得了 7 分。"), "{}", captions[0]);
}

/// Whatever people and areas are called, a caption is one that Telegram takes.
#[test]
fn a_caption_is_never_too_long() {
    let name = "\u{202e}👨‍👩‍👧‍👦长<&>".repeat(30);
    let named = |row: &Row| Row { name: name.clone(), score: Score::total(1_000_000_000), ..row.clone() };
    let board = people();
    let Own::Placed(own) = &board.own else { panic!("placed") };
    let own = Placed {
        row: named(&own.row),
        level: 100_000,
        ahead: own.ahead.as_ref().map(named),
        behind: own.behind.as_ref().map(named),
    };
    let board = Board { rows: board.rows.iter().map(named).collect(), own: Own::Placed(own), small: 1_000 };
    for view in View::ALL {
        for caption in shown("long", &wanted(view, week()), &board, false, at("2026-06-24 12:00")) {
            let text = caption.replace("<b>", "").replace("</b>", "");
            let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            assert!(units(&text) <= CAPTION, "{} units: {text}", units(&text));
        }
    }
}
