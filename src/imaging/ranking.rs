//! A month's ranking, as a page for a phone held upright: a row for each place, with a bar of the parts that its score
//! is made of. Drawn three times as large as a narrow phone shows it.

use super::canvas::{Canvas, Colour, Rect};
use super::collage::{ACCENT, GREY, GROUND, INK, QUALITY};
use super::text::{Fonts, Side, Style};

const WIDTH: u32 = 1080;
const MARGIN: u32 = 48;
const CONTENT: u32 = WIDTH - 2 * MARGIN;

const ROW: u32 = 120;
/// Of the column of ranks; wider where they have more than three digits.
const RANK: (u32, u32) = (96, 150);
const GAP: u32 = 28;
const BAR: u32 = 20;
const LEGEND: u32 = 64;

/// What the parts are drawn with; a seventh begins anew.
const PARTS: [Colour; 6] = [
    ACCENT,
    [0xE0, 0x9F, 0x2D],
    [0x3A, 0x7C, 0xB8],
    [0xB8, 0x4E, 0x6B],
    [0x6F, 0x63, 0xB5],
    [0x7A, 0x8A, 0x3A],
];

/// A ranking. All texts come localised; an empty one takes no room.
#[derive(Clone, Debug, Default)]
pub struct Ranking<'a> {
    pub title: &'a str,
    /// Whether it is final, until when it can be appealed against.
    pub state: &'a str,
    /// What the parts are called, with their weights.
    pub legend: Vec<&'a str>,
    pub rows: Vec<Row<'a>>,
    /// What stands below: how many more there are.
    pub note: &'a str,
    pub campaign: &'a str,
}

/// A place on it.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    pub rank: &'a str,
    pub name: &'a str,
    pub score: &'a str,
    /// What each part gives to the score, in thousandths of the full hundred.
    pub parts: Vec<u32>,
}

/// Draws the ranking; returns a JPEG.
pub fn draw(fonts: &Fonts, ranking: &Ranking) -> Vec<u8> {
    paint(fonts, ranking).to_jpeg(QUALITY)
}

/// The pixels of [`draw`].
pub fn paint(fonts: &Fonts, ranking: &Ranking) -> Canvas {
    let title = fonts.lay(ranking.title, &Style::plain(68.0, INK).bold().lines(2), CONTENT - 32);
    let state = fonts.lay(ranking.state, &Style::plain(42.0, GREY).lines(2), CONTENT - 32);
    let note = fonts.lay(ranking.note, &Style::plain(36.0, GREY).lines(6), CONTENT);
    let campaign = fonts.lay(ranking.campaign, &Style::plain(34.0, GREY).side(Side::Centre), CONTENT);
    let heading = title.height + state.height;
    let below = |height: u32| if height == 0 { 0 } else { height + GAP };
    let legend = ranking.legend.len() as u32 * LEGEND;
    let rows = ranking.rows.len() as u32 * ROW;
    let height = 52 + heading + 32 + legend + 20 + rows + below(note.height) + below(campaign.height) + 40;
    let mut canvas = Canvas::new(WIDTH, height, [255; 3]);

    let mut y = 52;
    canvas.fill(Rect { x: MARGIN, y: y + 8, width: 12, height: heading.saturating_sub(12) }, ACCENT);
    fonts.draw(&mut canvas, &title, MARGIN as i32 + 32, y as i32);
    fonts.draw(&mut canvas, &state, MARGIN as i32 + 32, (y + title.height) as i32);
    y += heading + 32;
    for (at, name) in ranking.legend.iter().enumerate() {
        canvas.fill(Rect { x: MARGIN, y: y + 14, width: 36, height: 36 }, colour(at));
        let name = fonts.lay(name, &Style::plain(38.0, INK), CONTENT - 60);
        fonts.draw(
            &mut canvas,
            &name,
            MARGIN as i32 + 60,
            (y + LEGEND.saturating_sub(name.height) / 2) as i32,
        );
        y += LEGEND;
    }
    y += 20;
    let wide = ranking.rows.iter().any(|row| row.rank.chars().count() > 3);
    for row in &ranking.rows {
        draw_row(fonts, &mut canvas, row, y, if wide { RANK.1 } else { RANK.0 });
        y += ROW;
    }
    if note.height > 0 {
        fonts.draw(&mut canvas, &note, MARGIN as i32, (y + GAP) as i32);
        y += note.height + GAP;
    }
    fonts.draw(&mut canvas, &campaign, MARGIN as i32, (y + GAP) as i32);
    canvas
}

fn colour(at: usize) -> Colour {
    PARTS[at % PARTS.len()]
}

fn draw_row(fonts: &Fonts, canvas: &mut Canvas, row: &Row, y: u32, indent: u32) {
    let style = Style::plain(46.0, INK);
    let centred = |height: u32| (y + (ROW - BAR - 20).saturating_sub(height) / 2) as i32;
    let rank = fonts.lay(row.rank, &Style::plain(42.0, GREY).bold().side(Side::Right), indent - 24);
    fonts.draw(canvas, &rank, MARGIN as i32, centred(rank.height));
    let score = fonts.lay(row.score, &style.bold().side(Side::Right), CONTENT / 4);
    let room = (CONTENT - indent).saturating_sub(score.width + GAP);
    let name = fonts.lay(row.name, &style, room);
    fonts.draw(canvas, &name, (MARGIN + indent) as i32, centred(name.height));
    fonts.draw(canvas, &score, (WIDTH - MARGIN - CONTENT / 4) as i32, centred(score.height));

    let bar = Rect { x: MARGIN + indent, y: y + ROW - BAR - 20, width: CONTENT - indent, height: BAR };
    canvas.fill(bar, GROUND);
    let mut sum = 0;
    for (at, part) in row.parts.iter().enumerate() {
        let from = bar.width * sum.min(1000) / 1000;
        sum += part;
        let until = bar.width * sum.min(1000) / 1000;
        canvas.fill(Rect { x: bar.x + from, width: until - from, ..bar }, colour(at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Set `MUSTER_LOOK` to a folder to look at what is drawn.
    #[test]
    fn a_ranking_is_drawn_whatever_areas_are_called() {
        let fonts = Fonts::new();
        let names = [
            "吴兴区",
            "南浔区",
            "八里店镇东林村第三网格西山漾湿地公园环境整治志愿服务联合工作站",
            "Alexandra Konstantinopolskaya District of the Northern Riverside",
            "<b>安吉县</b>",
        ];
        let row = |at: usize| Row {
            rank: ["1", "2", "2", "4", "1234"][at],
            name: names[at],
            score: ["100", "87.5", "87.5", "40.1", "0"][at],
            parts: [
                vec![500, 200, 300],
                vec![450, 125, 300],
                vec![475, 200, 200],
                vec![301, 50, 50],
                vec![0, 0, 0],
            ][at]
                .clone(),
        };
        let full = Ranking {
            title: "6月排名 · 区县",
            state: "暂定，申诉到 7月4日",
            legend: vec!["够数天数 50", "人均参与 20", "人均积分 30"],
            rows: (0..5).map(row).collect(),
            note: "另有 12 个区域；3 个不足 5 人或 10 张，没有排。",
            campaign: "城乡人居环境提升百日攻坚",
        };
        let few = Ranking { rows: (0..4).map(row).collect(), note: "", ..full.clone() };
        let empty = Ranking { rows: Vec::new(), ..full.clone() };
        for (n, ranking) in [full, few, empty].iter().enumerate() {
            let jpeg = draw(&fonts, ranking);
            assert!(
                crate::imaging::open(&jpeg, &crate::imaging::Limits::default()).is_ok(),
                "it can be sent"
            );
            if let Some(folder) = std::env::var_os("MUSTER_LOOK") {
                let path = std::path::Path::new(&folder).join(format!("ranking-{n}.jpg"));
                std::fs::write(path, jpeg).expect("space");
            }
        }
    }
}
