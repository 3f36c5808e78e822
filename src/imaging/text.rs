//! Text on pictures: Chinese, Latin and emoji, wrapped, cut to a number of lines, drawn with the fonts that the program
//! carries and no others, so that a picture looks the same on every machine.
//!
//! Which font draws a character is decided here (`text_runs.rs`), before the layout engine sees it; what no font has
//! is left out or marked, so the box of a missing glyph never shows.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use cosmic_text::fontdb::{Database, Source};
use cosmic_text::{
    Align, Attrs, Buffer, Ellipsize, EllipsizeHeightLimit, Family, FontSystem, LayoutGlyph, LayoutRun,
    Metrics, Shaping, SwashCache, SwashContent, Wrap,
};

use super::canvas::{Canvas, Colour};
use super::text_runs::{Coverage, Face, runs};

// Static bytes: the system pages in what is drawn with, and nothing is copied.
static REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf");
static BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold.otf");
static LATIN: &[u8] = include_bytes!("../../assets/fonts/MusterLatin-Regular.ttf");
static LATIN_BOLD: &[u8] = include_bytes!("../../assets/fonts/MusterLatin-Bold.ttf");
/// All emoji in black and white, as a font file; pages offer it to machines that have none.
pub static EMOJI: &[u8] = include_bytes!("../../assets/fonts/NotoEmoji-Regular.ttf");

const SANS_FAMILY: &str = "Noto Sans CJK SC";
const LATIN_FAMILY: &str = "Muster Latin";
const EMOJI_FAMILY: &str = "Noto Emoji";

/// Glyphs kept as drawn pixels. A collage has a few hundred; beyond this many all are dropped, since a campaign's
/// captions use thousands of characters, and one is drawn in 30 µs.
const KEPT_GLYPHS: usize = 2_000;

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Height of the letters' em square, in pixels.
    pub size: f32,
    /// From one baseline to the next, in pixels.
    pub line_height: f32,
    pub colour: Colour,
    pub bold: bool,
    pub side: Side,
    /// At most this many lines; the last one ends in an ellipsis if there is more.
    pub lines: usize,
}

impl Style {
    /// One line from the left, in the regular weight, with a usual line height.
    pub fn plain(size: f32, colour: Colour) -> Style {
        Style { size, line_height: (size * 1.36).round(), colour, bold: false, side: Side::Left, lines: 1 }
    }

    /// The same in bold.
    pub fn bold(self) -> Style {
        Style { bold: true, ..self }
    }

    /// The same with up to so many lines.
    pub fn lines(self, lines: usize) -> Style {
        Style { lines, ..self }
    }

    /// The same along another side.
    pub fn side(self, side: Side) -> Style {
        Style { side, ..self }
    }
}

/// Where lines stand within their width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Centre,
    Right,
}

/// The fonts, loaded. Make one (it takes a millisecond) and share it; it locks itself for the time of one text.
pub struct Fonts {
    engine: Mutex<Engine>,
}

struct Engine {
    system: FontSystem,
    glyphs: SwashCache,
    coverage: Coverage,
}

/// A text that was laid out and can be drawn.
pub struct Block {
    buffer: Buffer,
    colour: Colour,
    side: Side,
    /// Of the longest line, in pixels.
    pub width: u32,
    /// Of all lines, in pixels; 0 for an empty text.
    pub height: u32,
    /// How many lines there are.
    pub lines: usize,
}

impl Default for Fonts {
    fn default() -> Self {
        Fonts::new()
    }
}

impl Fonts {
    /// Loads the fonts that the program carries.
    pub fn new() -> Fonts {
        let mut database = Database::new();
        let mut load = |bytes: &'static [u8]| {
            let ids = database.load_font_source(Source::Binary(Arc::new(bytes)));
            ids.first().copied().expect("the program's own fonts can be read")
        };
        let ids = [REGULAR, BOLD, LATIN, LATIN_BOLD, EMOJI].map(&mut load);
        let mut system = FontSystem::new_with_locale_and_db("zh-CN".into(), database);
        let coverage = Coverage::of(&mut system, ids);
        Fonts { engine: Mutex::new(Engine { system, glyphs: SwashCache::new(), coverage }) }
    }

    /// Lays a text out in lines of at most `width` pixels. Line breaks in it count as spaces.
    pub fn lay(&self, text: &str, style: &Style, width: u32) -> Block {
        let mut engine = self.lock();
        let Engine { system, coverage, .. } = &mut *engine;
        let runs = runs(text, style.bold, coverage);
        let block = set(system, &runs, style, width);
        // One or two characters alone on the last line (`8` and below it `人`) read badly: a little less width takes
        // more with them. Only what is drawn from the left may stand in a narrower box.
        if block.lines > 1 && style.side == Side::Left && block.last_width() < 0.2 * width as f32 {
            let narrower = set(system, &runs, style, width - width / 5);
            if narrower.lines == block.lines {
                return narrower;
            }
        }
        block
    }

    /// Draws a laid out text with its upper left corner at `x`, `y`; what lies outside of the sheet is left out.
    pub fn draw(&self, canvas: &mut Canvas, block: &Block, x: i32, y: i32) {
        let mut engine = self.lock();
        let Engine { system, glyphs, .. } = &mut *engine;
        if glyphs.image_cache.len() > KEPT_GLYPHS {
            *glyphs = SwashCache::new();
        }
        for run in block.buffer.layout_runs() {
            let x = x - block.hanging(&run);
            for glyph in run.glyphs.iter().filter(|glyph| glyph.glyph_id != 0) {
                let place = glyph.physical((0.0, run.line_y), 1.0);
                let Some(image) = glyphs.get_image(system, place.cache_key) else { continue };
                if image.content != SwashContent::Mask || image.placement.width == 0 {
                    continue;
                }
                let (left, top) = (x + place.x + image.placement.left, y + place.y - image.placement.top);
                for (row, line) in image.data.chunks_exact(image.placement.width as usize).enumerate() {
                    for (column, &share) in line.iter().enumerate().filter(|&(_, &share)| share > 0) {
                        canvas.blend(left + column as i32, top + row as i32, block.colour, share);
                    }
                }
            }
        }
    }

    /// Lays out and draws at once; returns the height in pixels.
    pub fn write(&self, canvas: &mut Canvas, text: &str, style: &Style, x: i32, y: i32, width: u32) -> u32 {
        let block = self.lay(text, style, width);
        self.draw(canvas, &block, x, y);
        block.height
    }

    fn lock(&self) -> MutexGuard<'_, Engine> {
        // A panic while drawing leaves nothing behind that the next text could trip over.
        self.engine.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Block {
    fn last_width(&self) -> f32 {
        self.buffer.layout_runs().filter(|run| !run.glyphs.is_empty()).last().map_or(0.0, |run| run.line_w)
    }

    /// How far to the left a line is drawn: the engine keeps the space at which it broke at the next line's start.
    fn hanging(&self, run: &LayoutRun) -> i32 {
        let is_space = |glyph: &&LayoutGlyph| run.text.get(glyph.start..glyph.end) == Some(" ");
        let spaces: f32 = run.glyphs.iter().take_while(is_space).map(|glyph| glyph.w).sum();
        match self.side {
            Side::Left => spaces.round() as i32,
            Side::Centre => (spaces / 2.0).round() as i32,
            Side::Right => 0,
        }
    }
}

/// Lays runs out.
fn set(system: &mut FontSystem, runs: &[(Face, String)], style: &Style, width: u32) -> Block {
    let mut buffer = Buffer::new_empty(Metrics::new(style.size, style.line_height));
    buffer.set_size(Some(width as f32), None);
    buffer.set_wrap(if style.lines > 1 { Wrap::WordOrGlyph } else { Wrap::None });
    buffer.set_ellipsize(Ellipsize::End(EllipsizeHeightLimit::Lines(style.lines.max(1))));
    let align = match style.side {
        Side::Left => Align::Left,
        Side::Centre => Align::Center,
        Side::Right => Align::Right,
    };
    let spans = runs.iter().map(|(face, text)| (text.as_str(), attributes(*face, style)));
    // The ellipsis itself is set in the default attributes.
    let default = attributes(if style.bold { Face::Bold } else { Face::Regular }, style);
    buffer.set_rich_text(spans, &default, Shaping::Advanced, Some(align));
    buffer.shape_until_scroll(system, false);
    let (mut lines, mut longest) = (0, 0f32);
    for run in buffer.layout_runs().filter(|run| !run.glyphs.is_empty()) {
        lines += 1;
        longest = longest.max(run.line_w);
    }
    let height = (lines as f32 * style.line_height).ceil() as u32;
    Block { buffer, colour: style.colour, side: style.side, width: longest.ceil() as u32, height, lines }
}

fn attributes(face: Face, style: &Style) -> Attrs<'static> {
    let family = match face {
        Face::Regular | Face::Bold => SANS_FAMILY,
        Face::Latin | Face::LatinBold => LATIN_FAMILY,
        Face::Emoji => EMOJI_FAMILY,
    };
    let attributes = Attrs::new().family(Family::Name(family)).weight(face.weight());
    match face {
        // Capitals of 660 units there and of 733 in Noto Sans CJK, drawn to one height.
        Face::Latin | Face::LatinBold => {
            attributes.metrics(Metrics::new(style.size * 733.0 / 660.0, style.line_height))
        }
        _ => attributes,
    }
}

#[cfg(test)]
mod tests;
