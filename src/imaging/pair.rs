//! Two pictures side by side, for a lead who decides whether they are the same.

use super::canvas::{Canvas, Rect};
use super::collage::{INK, Painter, QUALITY, middle};
use super::text::{Fonts, Side, Style};

const WIDTH: u32 = 1280;
const GAP: u32 = 20;

/// One of the two, with a line or two about it: `#128 · 6月21日 · 李伟`.
#[derive(Clone, Copy, Debug)]
pub struct Half<'a> {
    /// The file; a neutral card stands for one that cannot be decoded.
    pub bytes: &'a [u8],
    /// Up to two lines.
    pub label: &'a str,
}

/// Draws both in cells of the same size, 1280 pixels wide together; returns a JPEG.
pub fn side_by_side(fonts: &Fonts, left: Half, right: Half) -> Vec<u8> {
    let mut painter = Painter::new(fonts);
    let halves = [left, right];
    let sizes = halves.map(|half| painter.size(half.bytes));
    let cell = (WIDTH - 3 * GAP) / 2;
    // As high as the higher of the two needs, so that both keep the same scale along one side.
    let need = |(width, height): (u32, u32)| u64::from(cell) * u64::from(height) / u64::from(width.max(1));
    let height = sizes.map(need).into_iter().max().unwrap_or(0).clamp(240, 1000) as u32;
    let style = Style::plain(34.0, INK).lines(2).side(Side::Centre);
    let labels = halves.map(|half| fonts.lay(half.label, &style, cell));
    let text = labels.iter().map(|label| label.height).max().unwrap_or(0);
    let mut canvas = Canvas::new(WIDTH, GAP + height + GAP / 2 + text + GAP, [255; 3]);
    for (place, (half, label)) in halves.iter().zip(&labels).enumerate() {
        let ground = Rect { x: GAP + place as u32 * (cell + GAP), y: GAP, width: cell, height };
        painter.put(&mut canvas, half.bytes, ground, middle(sizes[place], ground));
        fonts.draw(&mut canvas, label, ground.x as i32, (GAP + height + GAP / 2) as i32);
    }
    canvas.to_jpeg(QUALITY)
}
