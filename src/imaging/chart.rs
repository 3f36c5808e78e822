//! A day's counts, as a page for a phone held upright: a bar for each area, what is missing first, and below
//! it a calendar, a row for each area and a column for each day, in which a lead sees at a glance who has
//! been short and since when. What was missed is hollow, so that it is told from what was reached without
//! its colour too.

use super::canvas::{Canvas, Colour, Rect};
use super::collage::{ACCENT, GREY, GROUND, INK, QUALITY, RULE};
use super::text::{Fonts, Side, Style};

/// Three times a narrow phone's width.
const WIDTH: u32 = 1080;
const MARGIN: u32 = 48;
const CONTENT: u32 = WIDTH - 2 * MARGIN;

const ROW: u32 = 80;
const BAR: u32 = 28;
/// Of the names beside bars, and of the counts behind them.
const NAMES: u32 = 320;
const COUNTS: u32 = 170;
const GAP: u32 = 24;

/// A line of the calendar, and the widest that a cell becomes.
const LINE: u32 = 56;
const CELL: u32 = 46;
const LABELS: u32 = 44;

/// What lacks something.
const SHORT: Colour = [0xE3, 0x8B, 0x2C];
const MISSED: Colour = [0xC9, 0x4F, 0x36];

/// A day of an area and all below it. All texts come localised; an empty one takes no room.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// Whose day it is.
    pub title: String,
    /// Which day, and the figures that say it all.
    pub subtitle: String,
    pub bars: Vec<Bar>,
    /// Of those that have no bar.
    pub more: String,
    /// What the calendar shows.
    pub heading: String,
    /// Labels below some of its columns; as many as there are columns, most of them empty.
    pub days: Vec<String>,
    pub lines: Vec<Line>,
    /// What the cells mean, in the order of [`Chart::KEY`].
    pub key: Vec<String>,
    /// Of those that have no line.
    pub rest: String,
    pub campaign: String,
}

/// An area's count.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    pub name: String,
    /// `1/3`
    pub count: String,
    /// Of its quota, in thousandths.
    pub share: u32,
}

/// An area's days, the earliest first.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub name: String,
    pub cells: Vec<Cell>,
}

/// What became of an area's day, or of those of all areas below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing was owed.
    #[default]
    Free,
    Reached,
    /// Something was there, less than was owed; or some of the areas below reached it.
    Short,
    /// There was nothing.
    Missed,
}

impl Chart {
    /// What the key explains.
    pub const KEY: [Cell; 3] = [Cell::Reached, Cell::Short, Cell::Missed];
}

/// Draws the chart; returns a JPEG.
pub fn draw(fonts: &Fonts, chart: &Chart) -> Vec<u8> {
    paint(fonts, chart).to_jpeg(QUALITY)
}

/// The pixels of [`draw`].
pub fn paint(fonts: &Fonts, chart: &Chart) -> Canvas {
    let title = fonts.lay(&chart.title, &Style::plain(68.0, INK).bold().lines(2), CONTENT - 32);
    let subtitle = fonts.lay(&chart.subtitle, &Style::plain(42.0, GREY).lines(3), CONTENT - 32);
    let note = Style::plain(36.0, GREY).lines(2);
    let more = fonts.lay(&chart.more, &note, CONTENT);
    let heading = fonts.lay(&chart.heading, &Style::plain(46.0, INK).bold(), CONTENT);
    let rest = fonts.lay(&chart.rest, &note, CONTENT);
    let campaign = fonts.lay(&chart.campaign, &Style::plain(34.0, GREY).side(Side::Centre), CONTENT);

    let below = |height: u32, gap: u32| if height == 0 { 0 } else { height + gap };
    let head = title.height + subtitle.height;
    let calendar = match chart.lines.is_empty() {
        true => 0,
        false => below(heading.height, 44) + chart.lines.len() as u32 * LINE + LABELS + 64,
    };
    let bars = chart.bars.len() as u32 * ROW;
    let height = 52
        + head
        + 36
        + bars
        + below(more.height, 12)
        + calendar
        + below(rest.height, 12)
        + below(campaign.height, 28)
        + 40;
    let mut canvas = Canvas::new(WIDTH, height, [255; 3]);
    let left = MARGIN as i32;

    let mut y = 52;
    canvas.fill(Rect { x: MARGIN, y: y + 8, width: 12, height: head.saturating_sub(12) }, ACCENT);
    fonts.draw(&mut canvas, &title, left + 32, y as i32);
    fonts.draw(&mut canvas, &subtitle, left + 32, (y + title.height) as i32);
    y += head + 36;
    for bar in &chart.bars {
        draw_bar(fonts, &mut canvas, bar, y);
        y += ROW;
    }
    if more.height > 0 {
        fonts.draw(&mut canvas, &more, left, (y + 12) as i32);
        y += more.height + 12;
    }
    if !chart.lines.is_empty() {
        canvas.fill(Rect { x: MARGIN, y: y + 20, width: CONTENT, height: 3 }, RULE);
        fonts.draw(&mut canvas, &heading, left, (y + 36) as i32);
        y += below(heading.height, 44);
        y = draw_calendar(fonts, &mut canvas, chart, y);
    }
    if rest.height > 0 {
        fonts.draw(&mut canvas, &rest, left, (y + 12) as i32);
        y += rest.height + 12;
    }
    fonts.draw(&mut canvas, &campaign, left, (y + 28) as i32);
    canvas
}

fn draw_bar(fonts: &Fonts, canvas: &mut Canvas, bar: &Bar, y: u32) {
    let short = bar.share < 1000;
    let style = Style::plain(42.0, INK);
    let name = fonts.lay(&bar.name, &if short { style.bold() } else { style }, NAMES - GAP);
    let middle = |height: u32| (y + ROW.saturating_sub(height) / 2) as i32;
    fonts.draw(canvas, &name, MARGIN as i32, middle(name.height));
    let track =
        Rect { x: MARGIN + NAMES, y: y + (ROW - BAR) / 2, width: CONTENT - NAMES - COUNTS, height: BAR };
    canvas.fill(track, GROUND);
    let full = track.width * bar.share.min(1000) / 1000;
    canvas.fill(Rect { width: full, ..track }, if short { SHORT } else { ACCENT });
    let count = fonts.lay(&bar.count, &style.bold().side(Side::Right), COUNTS - GAP);
    fonts.draw(canvas, &count, (MARGIN + CONTENT - COUNTS + GAP) as i32, middle(count.height));
}

fn draw_calendar(fonts: &Fonts, canvas: &mut Canvas, chart: &Chart, mut y: u32) -> u32 {
    let columns = chart.lines.iter().map(|line| line.cells.len()).max().unwrap_or(0).max(1) as u32;
    let step = ((CONTENT - NAMES) / columns).min(CELL + 8);
    let side = (step - step / 8).min(CELL);
    let at = |column: usize| MARGIN + NAMES + column as u32 * step;
    for line in &chart.lines {
        let name = fonts.lay(&line.name, &Style::plain(36.0, INK), NAMES - GAP);
        fonts.draw(canvas, &name, MARGIN as i32, (y + LINE.saturating_sub(name.height) / 2) as i32);
        for (column, cell) in line.cells.iter().enumerate() {
            draw_cell(
                canvas,
                *cell,
                Rect { x: at(column), y: y + (LINE - side) / 2, width: side, height: side },
            );
        }
        y += LINE;
    }
    for (column, label) in chart.days.iter().enumerate().filter(|(_, label)| !label.is_empty()) {
        let text = fonts.lay(label, &Style::plain(30.0, GREY), 4 * CELL);
        // Below its column, and never past the edge.
        let x = (at(column) + side / 2).saturating_sub(text.width / 2).min(WIDTH - MARGIN - text.width);
        fonts.draw(canvas, &text, x as i32, y as i32);
    }
    y += LABELS;
    let mut x = MARGIN;
    for (cell, meaning) in Chart::KEY.into_iter().zip(&chart.key) {
        draw_cell(canvas, cell, Rect { x, y: y + 18, width: 30, height: 30 });
        let text = fonts.lay(meaning, &Style::plain(32.0, GREY), CONTENT / 3);
        fonts.draw(canvas, &text, (x + 42) as i32, (y + 33).saturating_sub(text.height / 2) as i32);
        x += 42 + text.width + 40;
    }
    y + 64
}

fn draw_cell(canvas: &mut Canvas, cell: Cell, at: Rect) {
    match cell {
        Cell::Free => canvas.fill(at, GROUND),
        Cell::Reached => canvas.fill(at, ACCENT),
        Cell::Short => {
            canvas.fill(at, SHORT);
            let half = at.height / 2;
            let inside = Rect { x: at.x + 4, y: at.y + 4, width: at.width - 8, height: half - 4 };
            canvas.fill(inside, [255; 3]);
        }
        Cell::Missed => {
            canvas.fill(at, MISSED);
            let inside = Rect { x: at.x + 4, y: at.y + 4, width: at.width - 8, height: at.height - 8 };
            canvas.fill(inside, [255; 3]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Set `MUSTER_LOOK` to a folder to look at what is drawn.
    #[test]
    fn a_chart_is_drawn_whatever_areas_are_called() {
        let fonts = Fonts::new();
        let names = [
            "安吉县",
            "南浔区",
            "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch",
            "八里店镇东林村第三网格西山漾湿地公园",
            "<b>x</b>",
            "\u{2068}שלום\u{2069}",
            "德清县",
            "吴兴区",
        ];
        let bars = names.iter().enumerate().map(|(at, name)| Bar {
            name: (*name).to_owned(),
            count: format!("{at}/3"),
            share: at as u32 * 333 + u32::from(at == 3),
        });
        let line = |(at, name): (usize, &&str)| Line {
            name: (*name).to_owned(),
            cells: (0..21)
                .map(|day| match (day * 7 + at * 3) % 11 {
                    0 => Cell::Missed,
                    1 | 2 => Cell::Short,
                    3 if day < 3 => Cell::Free,
                    _ => Cell::Reached,
                })
                .collect(),
        };
        let days = (0..21).map(|day| if day % 7 == 6 { format!("7/{}", day + 1) } else { String::new() });
        let full = Chart {
            title: "湖州市".into(),
            subtitle: "7月21日（第 31 天 / 102） · 5/8 个区域够数 · 照片 431 张 · 4,102 人次".into(),
            bars: bars.collect(),
            more: "另有 3 个够数".into(),
            heading: "近 21 天".into(),
            days: days.collect(),
            lines: names.iter().enumerate().map(line).collect(),
            key: vec!["够数".into(), "不够".into(), "没有".into()],
            rest: String::new(),
            campaign: "城乡人居环境提升百日攻坚".into(),
        };
        let first = Chart {
            days: vec!["6/21".into()],
            lines: full
                .lines
                .iter()
                .map(|line| Line { cells: line.cells[..1].to_vec(), ..line.clone() })
                .collect(),
            ..full.clone()
        };
        for (n, chart) in [full, first, Chart::default()].iter().enumerate() {
            let jpeg = draw(&fonts, chart);
            assert!(
                crate::imaging::open(&jpeg, &crate::imaging::Limits::default()).is_ok(),
                "it can be sent"
            );
            if let Some(folder) = std::env::var_os("MUSTER_LOOK") {
                std::fs::write(std::path::Path::new(&folder).join(format!("chart-{n}.jpg")), jpeg)
                    .expect("space");
            }
        }
    }
}
