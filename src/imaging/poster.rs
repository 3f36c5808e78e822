//! A poster for the notice board: which area, a code to scan, how to join. A page of A4 for any printer: dark on white,
//! one dark band, so that it reads as well in black and white.

use image::ImageEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use qrcode::{Color, EcLevel, QrCode};

use super::canvas::{Canvas, Colour, Rect};
use super::collage::{GREY, INK};
use super::text::{Block, Fonts, Side, Style};

const BAND: Colour = [0x0A, 0x5F, 0x50];
const PAPER: Colour = [0xFF; 3];

/// A4 at 200 dots an inch.
pub const WIDTH: u32 = 1654;
pub const HEIGHT: u32 = 2339;

const MARGIN: u32 = 130;
const CONTENT: u32 = WIDTH - 2 * MARGIN;

/// Light modules that a reader wants around the code.
pub(super) const QUIET: u32 = 4;
/// The code with its quiet zone is at most so wide.
const CODE: u32 = 960;

/// What stands on a poster. All texts come localised; an empty one takes no room.
#[derive(Clone, Debug, Default)]
pub struct Poster<'a> {
    pub campaign: &'a str,
    /// From when to when.
    pub days: &'a str,
    /// What the area lies in.
    pub above: &'a str,
    pub area: &'a str,
    /// What the code says: a link.
    pub link: &'a str,
    /// One line on how to join.
    pub how: &'a str,
    /// What to do without a camera.
    pub else_how: &'a str,
}

/// Draws the poster; returns a PNG, or nothing if the link is too long for a code.
pub fn draw(fonts: &Fonts, poster: &Poster) -> Option<Vec<u8>> {
    let canvas = paint(fonts, poster)?;
    let mut png = Vec::new();
    // Large even areas: the fastest way of packing them makes a few hundred kilobytes.
    PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::Up)
        .write_image(canvas.pixels(), WIDTH, HEIGHT, image::ExtendedColorType::Rgb8)
        .expect("memory does not fail to be written to");
    Some(png)
}

/// The pixels of [`draw`].
pub fn paint(fonts: &Fonts, poster: &Poster) -> Option<Canvas> {
    let code = QrCode::with_error_correction_level(poster.link, EcLevel::Q).ok()?;
    let mut canvas = Canvas::new(WIDTH, HEIGHT, PAPER);

    let campaign = Text::fitted(fonts, poster.campaign, &[104.0, 88.0, 72.0], PAPER);
    let days = Text::centred(fonts, poster.days, &centred(48.0, PAPER));
    let band = 110 + campaign.height(0) + days.height(30) + 100;
    canvas.fill(Rect { x: 0, y: 0, width: WIDTH, height: band }, BAND);
    let y = campaign.draw(fonts, &mut canvas, 110, 0);
    days.draw(fonts, &mut canvas, y, 30);

    // What lies between the band and the foot stands in its middle.
    let above = Text::centred(fonts, poster.above, &centred(52.0, GREY));
    let area = Text::fitted(fonts, poster.area, &[168.0, 132.0, 100.0, 80.0], INK);
    let how = Text::centred(fonts, poster.how, &centred(62.0, INK).bold().lines(2));
    let else_how = Text::centred(fonts, poster.else_how, &centred(42.0, GREY).lines(2));
    let module = (CODE / (code.width() as u32 + 2 * QUIET)).max(1);
    let side = module * (code.width() as u32 + 2 * QUIET);
    let used = above.height(0) + area.height(12) + 50 + side + how.height(44) + else_how.height(28);
    let y = band + (HEIGHT - band).saturating_sub(used) / 2;
    let y = above.draw(fonts, &mut canvas, y, 0);
    let y = area.draw(fonts, &mut canvas, y, 12) + 50;
    draw_code(&mut canvas, &code, module, (WIDTH - side) / 2, y);
    let y = how.draw(fonts, &mut canvas, y + side, 44);
    else_how.draw(fonts, &mut canvas, y, 28);
    Some(canvas)
}

/// Dark modules on the paper, within corners that lead the eye, and a reader that looks for light, to them.
pub(super) fn draw_code(canvas: &mut Canvas, code: &QrCode, module: u32, left: u32, top: u32) {
    let width = code.width() as u32;
    for (index, _) in code.to_colors().iter().enumerate().filter(|(_, colour)| **colour == Color::Dark) {
        let (row, column) = (index as u32 / width, index as u32 % width);
        let x = left + (column + QUIET) * module;
        let y = top + (row + QUIET) * module;
        canvas.fill(Rect { x, y, width: module, height: module }, [0; 3]);
    }
    let side = module * (width + 2 * QUIET);
    let (long, thick) = (90, 10);
    for (x, y) in [(0, 0), (side - long, 0), (0, side - thick), (side - long, side - thick)] {
        canvas.fill(Rect { x: left + x, y: top + y, width: long, height: thick }, BAND);
    }
    for (x, y) in [(0, 0), (side - thick, 0), (0, side - long), (side - thick, side - long)] {
        canvas.fill(Rect { x: left + x, y: top + y, width: thick, height: long }, BAND);
    }
}

fn centred(size: f32, colour: Colour) -> Style {
    Style::plain(size, colour).side(Side::Centre)
}

/// A text in the middle of the page.
struct Text {
    block: Block,
    /// That it was laid out in.
    width: u32,
}

impl Text {
    /// In lines of about one length: a last one of two characters reads as a mistake.
    fn centred(fonts: &Fonts, text: &str, style: &Style) -> Text {
        let lay = |width| Text { block: fonts.lay(text, style, width), width };
        let widest = lay(CONTENT);
        if widest.block.lines < 2 {
            return widest;
        }
        let widths = (6..10).map(|tenths| CONTENT * tenths / 10);
        // Where the lines end in an ellipsis a narrower one would hide more.
        let whole =
            fonts.lay(text, &style.lines(widest.block.lines + 1), CONTENT).lines == widest.block.lines;
        let fits = |narrow: &u32| {
            whole && fonts.lay(text, &style.lines(style.lines + 1), *narrow).lines == widest.block.lines
        };
        widths.into_iter().find(fits).map_or(widest, lay)
    }

    /// In bold, as large as fits into two lines; in the smallest of the sizes into three.
    fn fitted(fonts: &Fonts, text: &str, sizes: &[f32], colour: Colour) -> Text {
        let style = |size: f32| centred(size, colour).bold().lines(3);
        let in_two = sizes.iter().find(|size| fonts.lay(text, &style(**size), CONTENT).lines <= 2);
        let size = in_two.or(sizes.last()).copied().unwrap_or(80.0);
        Text::centred(fonts, text, &style(size))
    }

    /// With the gap above it; an empty text takes none.
    fn height(&self, gap: u32) -> u32 {
        if self.block.height == 0 { 0 } else { gap + self.block.height }
    }

    /// Draws it that far below `y`; returns where it ends.
    fn draw(&self, fonts: &Fonts, canvas: &mut Canvas, y: u32, gap: u32) -> u32 {
        if self.block.height > 0 {
            fonts.draw(canvas, &self.block, ((WIDTH - self.width) / 2) as i32, (y + gap) as i32);
        }
        y + self.height(gap)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://t.me/muster_demo_bot?start=join_330502001-k7m2p9qx";

    fn poster<'a>(area: &'a str, link: &'a str) -> Poster<'a> {
        Poster {
            campaign: "城乡人居环境提升百日攻坚",
            days: "2026年6月21日 – 2026年9月30日",
            above: "湖州市 · 吴兴区",
            area,
            link,
            how: "扫一扫，打开 Telegram 点「开始」就报名",
            else_how: "也可以搜 @muster_demo_bot，发 330502001",
        }
    }

    /// What a phone's camera makes of it.
    fn read(canvas: &Canvas) -> String {
        let pixels = canvas.pixels();
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(WIDTH as usize, HEIGHT as usize, |x, y| {
                pixels[(y * WIDTH as usize + x) * 3 + 1]
            });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "one code");
        grids[0].decode().expect("it can be read").1
    }

    /// Set `MUSTER_LOOK` to a folder to look at what is drawn.
    #[test]
    fn the_code_says_the_link_whatever_stands_around_it() {
        let fonts = Fonts::new();
        let long = "八里店镇东林村第三网格西山漾湿地公园环境整治志愿服务联合工作站及周边街巷";
        let name = "x".repeat(64);
        let far = format!("https://t.me/{}?start=join_{}", "b".repeat(32), "8".repeat(59));
        for (n, (area, link)) in
            [("月河街道", LINK), (long, LINK), (&name, &far), ("", LINK), ("Ünal 🌊 <b>", LINK)]
                .into_iter()
                .enumerate()
        {
            let poster = poster(area, link);
            let canvas = paint(&fonts, &poster).expect("it is drawn");
            assert_eq!(read(&canvas), link);
            let png = draw(&fonts, &poster).expect("it is drawn");
            assert!(png.starts_with(b"\x89PNG") && png.len() < 1_000_000, "{} bytes", png.len());
            if let Some(folder) = std::env::var_os("MUSTER_LOOK") {
                std::fs::write(std::path::Path::new(&folder).join(format!("poster-{n}.png")), png)
                    .expect("space");
            }
        }
        assert!(paint(&fonts, &poster("月河街道", &"x".repeat(3_000))).is_none());
    }
}
