//! A plain grid of photos with one line below: what `peers/collage` asks of every program it compares. It is drawn by
//! the same functions as the collage, so that its figures are the product's.

use super::canvas::{Canvas, Rect};
use super::collage::{Painter, QUALITY};
use super::text::{Fonts, Style};

const WIDTH: u32 = 1600;
const GAP: u32 = 10;
const COLUMNS: u32 = 3;
const CELL: (u32, u32) = (520, 390);
const BAR: u32 = 96;

/// Draws 4:3 photos in three columns, cells of 520×390, and a caption in a bar below; returns a JPEG.
pub fn grid(fonts: &Fonts, photos: &[impl AsRef<[u8]>], caption: &str) -> Vec<u8> {
    let rows = (photos.len() as u32).div_ceil(COLUMNS);
    let mut canvas = Canvas::new(WIDTH, GAP + rows * (CELL.1 + GAP) + BAR + GAP, [255; 3]);
    let mut painter = Painter::new(fonts);
    for (index, photo) in photos.iter().enumerate() {
        let (row, column) = (index as u32 / COLUMNS, index as u32 % COLUMNS);
        let (x, y) = (GAP + column * (CELL.0 + GAP), GAP + row * (CELL.1 + GAP));
        let cell = Rect { x, y, width: CELL.0, height: CELL.1 };
        painter.put(&mut canvas, photo.as_ref(), cell, cell);
    }
    let line = fonts.lay(caption, &Style::plain(38.0, [0; 3]), WIDTH - 60);
    let top = canvas.height() - GAP - BAR + BAR.saturating_sub(line.height) / 2;
    fonts.draw(&mut canvas, &line, 30, top as i32);
    canvas.to_jpeg(QUALITY)
}
