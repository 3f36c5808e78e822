//! A ranking, as a page for a phone held upright: what it is about, then a row for each place with a bar
//! that says how far apart they lie. Drawn three times as large as a narrow phone shows it, so that the
//! smallest letters are still read there.

use super::canvas::{Canvas, Colour, Rect};
use super::collage::{ACCENT, GREY, GROUND, INK, QUALITY, RULE};
use super::text::{Fonts, Side, Style};

/// Three times a narrow phone's width.
const WIDTH: u32 = 1080;
const MARGIN: u32 = 48;
const CONTENT: u32 = WIDTH - 2 * MARGIN;

const ROW: u32 = 112;
/// Of the column of places; wider where they have more than three digits.
const PLACE: (u32, u32) = (104, 176);
const GAP: u32 = 28;
const BAR: u32 = 12;

/// Behind the row of whoever asked.
const OWN: Colour = [0xE4, 0xF3, 0xEF];
/// What the bars of others are drawn with, and that of whoever asked.
const BARS: (Colour, Colour) = ([0xA9, 0xC9, 0xC1], ACCENT);

/// A ranking. All texts come localised; an empty one takes no room.
#[derive(Clone, Debug, Default)]
pub struct Board<'a> {
    pub title: &'a str,
    /// Of which time.
    pub period: &'a str,
    pub rows: Vec<Row<'a>>,
    /// Whoever asked, with who is around them, where they are not among the first.
    pub around: Vec<Row<'a>>,
    /// What stands there where there are no rows, and else below them.
    pub note: &'a str,
    pub campaign: &'a str,
}

/// A place on it.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    pub place: &'a str,
    pub name: &'a str,
    /// Points.
    pub value: &'a str,
    /// Of the first one's, in thousandths.
    pub share: u32,
    /// Of whoever asked.
    pub own: bool,
}

/// Draws the board; returns a JPEG.
pub fn draw(fonts: &Fonts, board: &Board) -> Vec<u8> {
    paint(fonts, board).to_jpeg(QUALITY)
}

/// The pixels of [`draw`].
pub fn paint(fonts: &Fonts, board: &Board) -> Canvas {
    let title = fonts.lay(board.title, &Style::plain(68.0, INK).bold().lines(2), CONTENT - 32);
    let period = fonts.lay(board.period, &Style::plain(42.0, GREY).lines(2), CONTENT - 32);
    let size = if board.rows.is_empty() { 46.0 } else { 36.0 };
    let note = fonts.lay(board.note, &Style::plain(size, GREY).lines(6), CONTENT);
    let campaign = fonts.lay(board.campaign, &Style::plain(34.0, GREY).side(Side::Centre), CONTENT);

    let heading = title.height + period.height;
    let around = if board.around.is_empty() { 0 } else { GAP + board.around.len() as u32 * ROW };
    let rows = board.rows.len() as u32 * ROW;
    let below = |height: u32, gap: u32| if height == 0 { 0 } else { height + gap };
    let height = 52 + heading + 36 + rows + around + below(note.height, 28) + below(campaign.height, 28) + 40;
    let mut canvas = Canvas::new(WIDTH, height, [255; 3]);

    let wide = board.rows.iter().chain(&board.around).any(|row| row.place.chars().count() > 3);
    let indent = if wide { PLACE.1 } else { PLACE.0 };
    let mut y = 52;
    canvas.fill(Rect { x: MARGIN, y: y + 8, width: 12, height: heading.saturating_sub(12) }, ACCENT);
    fonts.draw(&mut canvas, &title, MARGIN as i32 + 32, y as i32);
    fonts.draw(&mut canvas, &period, MARGIN as i32 + 32, (y + title.height) as i32);
    y += heading + 36;
    for row in &board.rows {
        draw_row(fonts, &mut canvas, row, y, indent);
        y += ROW;
    }
    if !board.around.is_empty() {
        canvas.fill(Rect { x: MARGIN, y: y + GAP / 2 - 2, width: CONTENT, height: 4 }, RULE);
        y += GAP;
        for row in &board.around {
            draw_row(fonts, &mut canvas, row, y, indent);
            y += ROW;
        }
    }
    if note.height > 0 {
        fonts.draw(&mut canvas, &note, MARGIN as i32, (y + 28) as i32);
        y += note.height + 28;
    }
    fonts.draw(&mut canvas, &campaign, MARGIN as i32, (y + 28) as i32);
    canvas
}

fn draw_row(fonts: &Fonts, canvas: &mut Canvas, row: &Row, y: u32, indent: u32) {
    if row.own {
        canvas.fill(Rect { x: MARGIN / 2, y, width: WIDTH - MARGIN, height: ROW - 4 }, OWN);
    }
    let style = Style::plain(46.0, INK);
    let centred = |height: u32| (y + (ROW - BAR - 16).saturating_sub(height) / 2) as i32;
    let place_colour = if row.own { ACCENT } else { GREY };
    let place = Style { colour: place_colour, ..style }.bold().side(Side::Right);
    let place = fonts.lay(row.place, &Style { size: 42.0, ..place }, indent - 24);
    fonts.draw(canvas, &place, MARGIN as i32, centred(place.height));

    let value = fonts.lay(row.value, &style.bold().side(Side::Right), CONTENT / 3);
    let left = MARGIN + indent;
    let room = (CONTENT - indent).saturating_sub(value.width + GAP);
    let name = if row.own { style.bold() } else { style };
    let name = fonts.lay(row.name, &name, room);
    fonts.draw(canvas, &name, left as i32, centred(name.height));
    fonts.draw(canvas, &value, (WIDTH - MARGIN - CONTENT / 3) as i32, centred(value.height));

    let bar = Rect { x: left, y: y + ROW - BAR - 16, width: CONTENT - indent, height: BAR };
    canvas.fill(bar, GROUND);
    let share = (bar.width * row.share.min(1000) / 1000).max(BAR / 2);
    canvas.fill(Rect { width: share, ..bar }, if row.own { BARS.1 } else { BARS.0 });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Set `MUSTER_LOOK` to a folder to look at what is drawn.
    #[test]
    fn a_board_is_drawn_whatever_people_are_called() {
        let fonts = Fonts::new();
        let names = [
            "李伟",
            "王芳",
            "Alexandra Konstantinopolskaya-Featherstonehaugh",
            "陈静 🌊👨‍👩‍👧",
            "\u{2068}שלום\u{2069}",
            "<b>x</b>",
            "八里店镇东林村第三网格西山漾湿地公园环境整治志愿服务联合工作站",
            "小树1",
            "O'Neil",
            "刘洋",
        ];
        let row = |at: usize, name: &'static str, own| Row {
            place: PLACES[at.min(12)],
            name,
            value: POINTS[at.min(12)],
            share: 1000 - 70 * at as u32,
            own,
        };
        let rows: Vec<Row> = names.iter().enumerate().map(|(at, name)| row(at, name, at == 1)).collect();
        let around = vec![row(10, "孙丽", false), row(11, "赵敏", true), row(12, "周杰", false)];
        let full = Board {
            title: "个人榜 · 本周",
            period: "6月22日 – 6月28日",
            rows,
            around,
            note: "",
            campaign: "城乡人居环境提升百日攻坚",
        };
        let empty = Board {
            rows: Vec::new(),
            around: Vec::new(),
            note: "还没有人得分。今天的第一张照片就上榜。",
            ..full.clone()
        };
        let bare = Board {
            note: "人均榜只排 5 人以上的区域，还有 2 个没排。", campaign: "", ..full.clone()
        };
        for (n, board) in [full, empty, bare].iter().enumerate() {
            let jpeg = draw(&fonts, board);
            let drawn = crate::imaging::open(&jpeg, &crate::imaging::Limits::default());
            assert!(drawn.is_ok(), "it can be sent");
            if let Some(folder) = std::env::var_os("MUSTER_LOOK") {
                std::fs::write(std::path::Path::new(&folder).join(format!("board-{n}.jpg")), jpeg)
                    .expect("space");
            }
        }
    }

    const PLACES: [&str; 13] =
        ["1", "2", "2", "4", "5", "6", "7", "8", "9", "10", "12344", "12345", "123456"];
    const POINTS: [&str; 13] =
        ["120", "96", "96", "80.25", "72", "60", "55", "40", "31", "30", "12", "9", "8"];
}
