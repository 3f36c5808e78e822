//! The picture of an area's day, as a coordinator forwards it: a heading, one to nine photos with their captions, a line
//! of numbers. White, one accent colour, letters that can be read on a phone.

use super::canvas::{Canvas, Colour, Rect, Scaler};
use super::decode::{Limits, measure, raw};
use super::layout::{Aim, Row, arrange, fit};
use super::text::{Block, Fonts, Side, Style};

/// More photos than this are not drawn; the caller picks.
pub const MOST: usize = 9;

/// JPEG quality of everything that is drawn here.
pub const QUALITY: u8 = 85;

pub(super) const INK: Colour = [0x1D, 0x29, 0x33];
pub(super) const GREY: Colour = [0x6B, 0x77, 0x80];
pub(super) const RULE: Colour = [0xDD, 0xE3, 0xE6];
pub(super) const GROUND: Colour = [0xF0, 0xF3, 0xF4];
pub(super) const ACCENT: Colour = [0x0B, 0x7A, 0x66];

const WIDTH: u32 = 1600;
const MARGIN: u32 = 48;
const GAP: u32 = 24;

/// A picture of an area's day. All texts come localised; an empty one takes no room.
#[derive(Clone, Debug, Default)]
pub struct Collage<'a> {
    /// The area, as the heading: 湖州市 · 吴兴区.
    pub title: &'a str,
    /// The reporting day, at the right of the heading: 2026年6月21日.
    pub day: &'a str,
    /// The campaign, below the heading.
    pub campaign: &'a str,
    /// One to nine photos, in the order in which they shall stand.
    pub photos: Vec<Photo<'a>>,
    /// The line of numbers: 照片 9 张 · 参与 128 人次.
    pub footer: &'a str,
    /// A small text at the right of the line of numbers: who made this, or 更正.
    pub note: &'a str,
}

/// A photo of the collage.
#[derive(Clone, Debug, Default)]
pub struct Photo<'a> {
    /// The file. One that cannot be decoded becomes a neutral card.
    pub bytes: &'a [u8],
    /// Up to two lines are shown.
    pub caption: &'a str,
    /// Place, time, who: one smaller line.
    pub place: &'a str,
}

/// Draws the collage; returns a JPEG, 1600 pixels wide, within Telegram's limits for photos.
pub fn draw(fonts: &Fonts, collage: &Collage) -> Vec<u8> {
    paint(fonts, collage).to_jpeg(QUALITY)
}

/// The pixels of [`draw`], for tests and for who wants another format.
pub fn paint(fonts: &Fonts, collage: &Collage) -> Canvas {
    let photos = &collage.photos[..collage.photos.len().min(MOST)];
    let mut painter = Painter::new(fonts);
    let sizes: Vec<(u32, u32)> = photos.iter().map(|photo| painter.size(photo.bytes)).collect();
    let content = WIDTH - 2 * MARGIN;
    let aim = Aim { width: content, gap: GAP, tallest: 1150, narrowest: 400, caption: 150 };
    let rows = arrange(&sizes, &aim);
    let texts: Vec<Vec<Text>> = rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| Text::lay(fonts, &photos[cell.index], cell.width)).collect())
        .collect();

    let heading = Heading::lay(fonts, collage, content);
    let footer = Footer::lay(fonts, collage, content);
    let row_height =
        |row: &Row, texts: &[Text]| row.height + texts.iter().map(Text::height).max().unwrap_or(0);
    let photos_height: u32 = rows.iter().zip(&texts).map(|(row, texts)| row_height(row, texts)).sum::<u32>()
        + 36 * rows.len() as u32;
    let mut canvas = Canvas::new(WIDTH, heading.height() + photos_height + footer.height(), [255; 3]);

    heading.draw(fonts, &mut canvas);
    let mut top = heading.height();
    for (row, texts) in rows.iter().zip(&texts) {
        for (cell, text) in row.cells.iter().zip(texts) {
            let ground = Rect { x: MARGIN + cell.x, y: top, width: cell.width, height: row.height };
            let place = Rect { x: MARGIN + cell.photo.x, y: top + cell.photo.y, ..cell.photo };
            painter.put(&mut canvas, photos[cell.index].bytes, ground, place);
            text.draw(fonts, &mut canvas, ground.x as i32, (top + row.height) as i32);
        }
        top += row_height(row, texts) + 36;
    }
    footer.draw(fonts, &mut canvas, top);
    canvas
}

/// Decodes photos one after another and draws them: all of them at once would be a hundred megabytes.
pub(super) struct Painter<'a> {
    fonts: &'a Fonts,
    limits: Limits,
    scratch: Vec<u8>,
    scaler: Scaler,
}

impl<'a> Painter<'a> {
    pub fn new(fonts: &'a Fonts) -> Painter<'a> {
        Painter { fonts, limits: Limits::default(), scratch: Vec::new(), scaler: Scaler::new() }
    }

    /// The size of a photo as it is looked at; that of a neutral card if it cannot be read.
    pub fn size(&self, bytes: &[u8]) -> (u32, u32) {
        measure(bytes, &self.limits).map_or((4, 3), |(width, height, _)| (width, height))
    }

    /// Draws a photo at `place`, with `ground` showing around it; if it cannot be decoded, a neutral card.
    pub fn put(&mut self, canvas: &mut Canvas, bytes: &[u8], ground: Rect, place: Rect) {
        match raw(bytes, &self.limits, std::mem::take(&mut self.scratch)) {
            Ok(photo) => {
                if place.width < ground.width || place.height < ground.height {
                    canvas.fill(ground, GROUND);
                }
                canvas.place(&mut self.scaler, &photo, place);
                self.scratch = photo.pixels;
            }
            Err(_) => self.card(canvas, ground),
        }
    }

    fn card(&self, canvas: &mut Canvas, ground: Rect) {
        canvas.fill(ground, GROUND);
        let size = (ground.width.min(ground.height) / 4).clamp(24, 140);
        let style = Style::plain(size as f32, [0xB4, 0xBE, 0xC4]).side(Side::Centre);
        let mark = self.fonts.lay("🖼", &style, ground.width);
        let y = ground.y + ground.height.saturating_sub(mark.height) / 2;
        self.fonts.draw(canvas, &mark, ground.x as i32, y as i32);
    }
}

/// The text below one photo.
pub(super) struct Text {
    caption: Block,
    place: Block,
}

impl Text {
    pub fn lay(fonts: &Fonts, photo: &Photo, width: u32) -> Text {
        Text {
            caption: fonts.lay(photo.caption, &Style::plain(38.0, INK).lines(2), width),
            place: fonts.lay(photo.place, &Style::plain(30.0, GREY), width),
        }
    }

    pub fn height(&self) -> u32 {
        match self.caption.height + self.place.height {
            0 => 0,
            text => 12 + text,
        }
    }

    pub fn draw(&self, fonts: &Fonts, canvas: &mut Canvas, x: i32, y: i32) {
        fonts.draw(canvas, &self.caption, x, y + 12);
        fonts.draw(canvas, &self.place, x, y + 12 + self.caption.height as i32);
    }
}

/// What stands above the photos.
struct Heading {
    title: Block,
    day: Block,
    campaign: Block,
}

impl Heading {
    fn lay(fonts: &Fonts, collage: &Collage, content: u32) -> Heading {
        let day = fonts.lay(collage.day, &Style::plain(40.0, INK).side(Side::Right), content);
        let beside = if day.width == 0 { 0 } else { day.width + 2 * GAP };
        let room = (content - 28).saturating_sub(beside).max(content / 3);
        Heading {
            title: fonts.lay(collage.title, &Style::plain(64.0, INK).bold().lines(2), room),
            campaign: fonts.lay(collage.campaign, &Style::plain(38.0, GREY), content - 28),
            day,
        }
    }

    fn text_height(&self) -> u32 {
        self.title.height.max(self.day.height) + self.campaign.height
    }

    fn height(&self) -> u32 {
        match self.text_height() {
            0 => MARGIN,
            text => 44 + text + 36,
        }
    }

    fn draw(&self, fonts: &Fonts, canvas: &mut Canvas) {
        if self.text_height() == 0 {
            return;
        }
        let (left, top) = (MARGIN, 44);
        canvas.fill(
            Rect { x: left, y: top + 10, width: 10, height: self.text_height().saturating_sub(16) },
            ACCENT,
        );
        fonts.draw(canvas, &self.title, left as i32 + 28, top as i32);
        // On the heading's first baseline.
        fonts.draw(canvas, &self.day, left as i32, top as i32 + 24);
        let below = top + self.title.height.max(self.day.height);
        fonts.draw(canvas, &self.campaign, left as i32 + 28, below as i32);
    }
}

/// What stands below the photos.
struct Footer {
    numbers: Block,
    note: Block,
}

impl Footer {
    fn lay(fonts: &Fonts, collage: &Collage, content: u32) -> Footer {
        let note = fonts.lay(collage.note, &Style::plain(30.0, GREY).side(Side::Right), content);
        let beside = if note.width == 0 { 0 } else { note.width + 2 * GAP };
        let room = content.saturating_sub(beside).max(content / 2);
        Footer { numbers: fonts.lay(collage.footer, &Style::plain(42.0, ACCENT).bold().lines(2), room), note }
    }

    fn height(&self) -> u32 {
        match self.numbers.height.max(self.note.height) {
            0 => 12,
            text => 28 + text + 36,
        }
    }

    fn draw(&self, fonts: &Fonts, canvas: &mut Canvas, top: u32) {
        if self.numbers.height + self.note.height == 0 {
            return;
        }
        canvas.fill(Rect { x: MARGIN, y: top, width: WIDTH - 2 * MARGIN, height: 2 }, RULE);
        fonts.draw(canvas, &self.numbers, MARGIN as i32, top as i32 + 28);
        fonts.draw(canvas, &self.note, MARGIN as i32, top as i32 + 28 + 12);
    }
}

/// A photo's place in the middle of `ground`, whatever their proportions.
pub(super) fn middle(size: (u32, u32), ground: Rect) -> Rect {
    let inside = fit(size, ground.width, ground.height);
    Rect { x: ground.x + inside.x, y: ground.y + inside.y, ..inside }
}

#[cfg(test)]
mod tests;
