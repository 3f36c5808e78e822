//! The best pictures of a week as one, for a phone held upright: what it is about, then the photos, each with its
//! words, and where and when it was taken.

use super::canvas::{Canvas, Rect};
use super::collage::{ACCENT, GREY, INK, Painter, Photo, QUALITY, Text};
use super::layout::{Aim, arrange};
use super::text::{Fonts, Side, Style};

/// Three times a narrow phone's width.
const WIDTH: u32 = 1080;
const MARGIN: u32 = 48;
const CONTENT: u32 = WIDTH - 2 * MARGIN;
const GAP: u32 = 24;

/// A week's pictures. All texts come localised; an empty one takes no room.
#[derive(Clone, Debug, Default)]
pub struct Week<'a> {
    pub title: &'a str,
    /// Of which days.
    pub period: &'a str,
    pub photos: Vec<Photo<'a>>,
    pub campaign: &'a str,
}

/// Draws them; returns a JPEG.
pub fn draw(fonts: &Fonts, week: &Week) -> Vec<u8> {
    paint(fonts, week).to_jpeg(QUALITY)
}

/// The pixels of [`draw`].
pub fn paint(fonts: &Fonts, week: &Week) -> Canvas {
    let title = fonts.lay(week.title, &Style::plain(68.0, INK).bold().lines(2), CONTENT - 32);
    let period = fonts.lay(week.period, &Style::plain(42.0, GREY).lines(2), CONTENT - 32);
    let campaign = fonts.lay(week.campaign, &Style::plain(34.0, GREY).side(Side::Centre), CONTENT);
    let mut painter = Painter::new(fonts);
    let sizes: Vec<(u32, u32)> = week.photos.iter().map(|photo| painter.size(photo.bytes)).collect();
    let aim = Aim { width: CONTENT, gap: GAP, tallest: 900, narrowest: 420, caption: 150 };
    let rows = arrange(&sizes, &aim);
    let texts: Vec<Vec<Text>> = rows
        .iter()
        .map(|row| {
            row.cells.iter().map(|cell| Text::lay(fonts, &week.photos[cell.index], cell.width)).collect()
        })
        .collect();
    let below = |texts: &[Text]| texts.iter().map(Text::height).max().unwrap_or(0);
    let heading = title.height + period.height;
    let photos: u32 = rows.iter().zip(&texts).map(|(row, texts)| row.height + below(texts) + 36).sum();
    let foot = if campaign.height == 0 { 0 } else { campaign.height + 12 };
    let mut canvas = Canvas::new(WIDTH, 52 + heading + 36 + photos + foot + 28, [255; 3]);

    let mut y = 52;
    canvas.fill(Rect { x: MARGIN, y: y + 8, width: 12, height: heading.saturating_sub(12) }, ACCENT);
    fonts.draw(&mut canvas, &title, MARGIN as i32 + 32, y as i32);
    fonts.draw(&mut canvas, &period, MARGIN as i32 + 32, (y + title.height) as i32);
    y += heading + 36;
    for (row, texts) in rows.iter().zip(&texts) {
        for (cell, text) in row.cells.iter().zip(texts) {
            let ground = Rect { x: MARGIN + cell.x, y, width: cell.width, height: row.height };
            let place = Rect { x: MARGIN + cell.photo.x, y: y + cell.photo.y, ..cell.photo };
            painter.put(&mut canvas, week.photos[cell.index].bytes, ground, place);
            text.draw(fonts, &mut canvas, ground.x as i32, (y + row.height) as i32);
        }
        y += row.height + below(texts) + 36;
    }
    fonts.draw(&mut canvas, &campaign, MARGIN as i32, (y + 12) as i32);
    canvas
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Set `MUSTER_LOOK` to a folder to look at what is drawn.
    #[test]
    fn a_week_is_drawn_with_one_to_three_photos_also_where_one_is_gone() {
        let fonts = Fonts::new();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo/photos");
        let files: Vec<Vec<u8>> = ["bridge.jpg", "friends.jpg", "seeding.jpg"]
            .map(|name| std::fs::read(folder.join(name)).expect("a photo"))
            .to_vec();
        let texts = [
            ("三里桥 清理河道 12人", "吴兴区 · 湖州市 · 6月29日"),
            (
                "月河街楼道和车棚都清了，堆放的旧家具请物业拉走，明天再来看一遍，邻居们都说好 8人",
                "南浔区 · 湖州市 · 7月1日",
            ),
            ("Cleaned the path behind the school with 6 people", "德清县 · 湖州市 · 7月4日"),
        ];
        for count in 1..=3 {
            let mut photos: Vec<Photo> = files
                .iter()
                .zip(texts)
                .take(count)
                .map(|(bytes, (caption, place))| Photo { bytes, caption, place })
                .collect();
            if count == 2 {
                photos[1].bytes = &[];
            }
            let week = Week {
                title: "本周好照片",
                period: "第 2 周 · 6月28日 – 7月4日",
                photos,
                campaign: "城乡人居环境提升百日攻坚",
            };
            let jpeg = draw(&fonts, &week);
            assert!(
                crate::imaging::open(&jpeg, &crate::imaging::Limits::default()).is_ok(),
                "it can be sent"
            );
            if let Some(folder) = std::env::var_os("MUSTER_LOOK") {
                let path = std::path::Path::new(&folder).join(format!("week-{count}.jpg"));
                std::fs::write(path, jpeg).expect("space");
            }
        }
    }
}
