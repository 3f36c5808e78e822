//! What is shown at a counter: a code to scan, and the same to read out. Drawn for a phone's width.

use qrcode::{EcLevel, QrCode};

use super::canvas::{Canvas, Colour};
use super::collage::{GREY, INK};
use super::poster::{QUIET, draw_code};
use super::text::{Fonts, Side, Style};

const PAPER: Colour = [0xFF; 3];

pub const WIDTH: u32 = 800;
pub const HEIGHT: u32 = 1000;

const MARGIN: u32 = 40;
/// The code with its quiet zone is at most so wide.
const CODE: u32 = 600;

/// What stands on a voucher. All texts come localised.
#[derive(Clone, Debug, Default)]
pub struct Voucher<'a> {
    /// What is handed out for it.
    pub title: &'a str,
    /// Where, and until when.
    pub below: &'a str,
    /// What is read out.
    pub code: &'a str,
    /// What the picture says to a camera.
    pub link: &'a str,
}

/// Draws a voucher; nothing if the link is too long for a code.
pub fn paint(fonts: &Fonts, voucher: &Voucher) -> Option<Canvas> {
    let code = QrCode::with_error_correction_level(voucher.link, EcLevel::Q).ok()?;
    let mut canvas = Canvas::new(WIDTH, HEIGHT, PAPER);
    let width = WIDTH - 2 * MARGIN;
    let mut write = |text: &str, style: Style, y: u32| {
        let block = fonts.lay(text, &style.side(Side::Centre), width);
        fonts.draw(&mut canvas, &block, MARGIN as i32, y as i32);
        y + block.height
    };
    let y = write(voucher.title, Style::plain(54.0, INK).bold(), 36);
    write(voucher.below, Style::plain(34.0, GREY), y + 4);
    write(&spaced(voucher.code), Style::plain(96.0, INK).bold(), 830);
    let module = (CODE / (code.width() as u32 + 2 * QUIET)).max(1);
    let side = module * (code.width() as u32 + 2 * QUIET);
    draw_code(&mut canvas, &code, module, (WIDTH - side) / 2, 190 + (CODE - side.min(CODE)) / 2);
    Some(canvas)
}

/// `K7M 2P9`: in threes, as people read numbers out.
fn spaced(code: &str) -> String {
    let characters: Vec<char> = code.chars().collect();
    characters.chunks(3).map(|three| three.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a phone's camera makes of it, also after Telegram packed it anew.
    fn read(jpeg: &[u8]) -> String {
        let picture = super::super::open(jpeg, &super::super::Limits::default()).expect("a picture");
        let (width, height) = (picture.width as usize, picture.height as usize);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            picture.pixels[(y * width + x) * 3 + 1]
        });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "one code");
        grids[0].decode().expect("it can be read").1
    }

    /// Set `MUSTER_LOOK` to a folder to look at what is drawn.
    #[test]
    fn a_voucher_says_its_link() {
        let fonts = Fonts::new();
        let longest = format!("https://t.me/{}?start=redeem_K7M2P9", "b".repeat(32));
        let long = "一件很长很长的红马甲加厚带反光条与口袋以及帽子和手套一整套";
        for (n, (title, link)) in [
            ("红马甲", "https://t.me/muster_demo_bot?start=redeem_K7M2P9"),
            (long, &longest),
            ("<b>&🌊", &longest),
        ]
        .into_iter()
        .enumerate()
        {
            let voucher = Voucher { title, below: "吴兴区领取 · 6月28日前", code: "K7M2P9", link };
            let jpeg = paint(&fonts, &voucher).expect("it is drawn").to_jpeg(80);
            assert_eq!(read(&jpeg), link);
            if let Some(folder) = std::env::var_os("MUSTER_LOOK") {
                std::fs::write(std::path::Path::new(&folder).join(format!("voucher-{n}.jpg")), jpeg)
                    .expect("space");
            }
        }
        assert!(paint(&fonts, &Voucher { link: &"x".repeat(3_000), ..Voucher::default() }).is_none());
    }
}
