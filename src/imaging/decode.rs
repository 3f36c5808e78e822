//! From the bytes that a stranger sent to pixels, or to the reason why not.
//!
//! The decoders below do not protect anybody by themselves: `image` sets no limit on dimensions, so that a PNG of a
//! hundred kilobytes costs half a gigabyte, and it returns a JPEG that was cut in the middle as a picture with grey
//! areas. So the size is judged from the header, before anything is allocated, and a JPEG is followed to its end
//! before it is believed (`jpeg.rs`).

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError};

use super::jpeg;

/// What a picture may be at most. The defaults are Telegram's own rules and what one worker can afford.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Longest side, in pixels.
    pub side: u32,
    /// Memory that decoding may hold, in bytes: the pixels in the file's own depth, and what its method keeps besides.
    pub memory: u64,
    /// Width + height at most, in pixels: Telegram refuses photos beyond it.
    pub half_perimeter: u32,
    /// Longer side to shorter side at most: Telegram's again.
    pub ratio: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { side: 12_000, memory: 128 << 20, half_perimeter: 10_000, ratio: 20 }
    }
}

impl Limits {
    /// Judges a header: `bytes` is what decoding would hold.
    pub(super) fn judge(&self, width: u32, height: u32, bytes: u64) -> Result<(), Unreadable> {
        if width == 0 || height == 0 {
            return Err(Unreadable::Broken);
        }
        let (long, short) = (width.max(height), width.min(height));
        // Its shape first: a strip of 30,000 x 4 is no bigger than a stamp, and cropping helps it.
        if long > short.saturating_mul(self.ratio) {
            return Err(Unreadable::Shape { width, height });
        }
        // What phones of 48 megapixels send as a file: too big, but of a good shape.
        if long > self.side || long + short > self.half_perimeter || bytes > self.memory {
            return Err(Unreadable::TooLarge { width, height });
        }
        Ok(())
    }
}

/// The formats that are read. Told by the first bytes, never by the name of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
    WebP,
    /// The first frame counts.
    Gif,
}

/// Why a file is not a picture for us. Each reason is a different thing to say to the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// No bytes at all.
    Empty,
    /// Something else, whatever its name says; also the picture formats that are not read here (TIFF, BMP).
    NotAnImage,
    /// HEIC, HEIF or AVIF: what phones keep, sent as a file. The same picture sent as a photo works.
    Heic,
    /// It ends before its picture does.
    Truncated,
    /// More pixels than are decoded; the size that its header names.
    TooLarge { width: u32, height: u32 },
    /// Longer or thinner than Telegram shows; the size that its header names.
    Shape { width: u32, height: u32 },
    /// It starts as a picture and does not go on as one.
    Broken,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unreadable::Empty => f.write_str("an empty file"),
            Unreadable::NotAnImage => f.write_str("not a picture"),
            Unreadable::Heic => f.write_str("a HEIF picture"),
            Unreadable::Truncated => f.write_str("the picture is cut off"),
            Unreadable::TooLarge { width, height } => write!(f, "{width}×{height} pixels are too many"),
            Unreadable::Shape { width, height } => write!(f, "{width}×{height} is no shape for a photo"),
            Unreadable::Broken => f.write_str("the picture is damaged"),
        }
    }
}

impl std::error::Error for Unreadable {}

/// A decoded picture, the right way up.
#[derive(Clone)]
pub struct Picture {
    /// Rows from the top, three bytes a pixel: red, green, blue.
    pub pixels: Vec<u8>,
    /// In pixels, as it is looked at (after turning).
    pub width: u32,
    /// In pixels, as it is looked at (after turning).
    pub height: u32,
    pub format: Format,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}×{} {:?})", self.width, self.height, self.format)
    }
}

/// Decodes a file that somebody sent: checks all of it, turns it the right way up, flattens transparency on white.
///
/// # Errors
///
/// Any [`Unreadable`]. A file that is too large or misshapen is refused by its header, in well under a millisecond.
pub fn open(bytes: &[u8], limits: &Limits) -> Result<Picture, Unreadable> {
    guarded(|| {
        if sniff(bytes)? == Format::Jpeg {
            jpeg::inspect(bytes, limits)?;
        }
        Ok(raw(bytes, limits, Vec::new())?.upright())
    })
}

/// The size of a picture as it is looked at, and its format, from its header alone: quick, and no promise that the
/// rest can be read.
///
/// # Errors
///
/// Any [`Unreadable`] that a header shows.
pub fn measure(bytes: &[u8], limits: &Limits) -> Result<(u32, u32, Format), Unreadable> {
    guarded(|| {
        let format = sniff(bytes)?;
        let (width, height, orientation) = match format {
            Format::Jpeg => jpeg::header(bytes, limits)?,
            _ => {
                let mut decoder = decoder(bytes, format, limits)?;
                let (width, height) = decoder.dimensions();
                (width, height, decoder.orientation().unwrap_or(Orientation::NoTransforms))
            }
        };
        Ok(if turns_sideways(orientation) { (height, width, format) } else { (width, height, format) })
    })
}

/// Pixels as they are stored, with what is still to be done to them. Small pictures are cheaper to turn than large
/// ones, so drawing scales first.
pub(super) struct Raw {
    pub pixels: Vec<u8>,
    pub width: u32,
    pub height: u32,
    pub orientation: Orientation,
    pub format: Format,
}

impl Raw {
    /// The picture turned the right way up.
    pub fn upright(self) -> Picture {
        let Raw { pixels, width, height, orientation, format } = self;
        if orientation == Orientation::NoTransforms {
            return Picture { pixels, width, height, format };
        }
        let (pixels, width, height) = turn(pixels, width, height, orientation);
        Picture { pixels, width, height, format }
    }
}

/// Decodes without following a JPEG to its end first: for files that [`open`] has accepted before. `scratch` is the
/// memory of an earlier picture: nine fresh allocations of some megabytes cost more than the text and the layout.
pub(super) fn raw(bytes: &[u8], limits: &Limits, scratch: Vec<u8>) -> Result<Raw, Unreadable> {
    guarded(|| match sniff(bytes)? {
        Format::Jpeg => jpeg::decode(bytes, limits, scratch),
        format => {
            drop(scratch);
            let mut decoder = decoder(bytes, format, limits)?;
            let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
            let image = DynamicImage::from_decoder(decoder).map_err(|error| reason(&error))?;
            let (width, height) = (image.width(), image.height());
            Ok(Raw { pixels: flatten(image), width, height, orientation, format })
        }
    })
}

/// Whether an orientation exchanges width and height.
pub(super) fn turns_sideways(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// Turns and mirrors; returns the pixels and the new width and height.
pub(super) fn turn(
    pixels: Vec<u8>,
    width: u32,
    height: u32,
    orientation: Orientation,
) -> (Vec<u8>, u32, u32) {
    let image = image::RgbImage::from_raw(width, height, pixels).expect("three bytes a pixel");
    let mut image = DynamicImage::ImageRgb8(image);
    image.apply_orientation(orientation);
    let (width, height) = (image.width(), image.height());
    (image.into_rgb8().into_raw(), width, height)
}

/// The format by its first bytes.
fn sniff(bytes: &[u8]) -> Result<Format, Unreadable> {
    // The brands of the HEIF family, AVIF included; other `ftyp` files are films.
    const HEIF: [&[u8; 4]; 12] = [
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1", b"avif",
        b"avis",
    ];
    match bytes {
        [] => Err(Unreadable::Empty),
        [0xFF, 0xD8, 0xFF, ..] => Ok(Format::Jpeg),
        _ if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => Ok(Format::Png),
        _ if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") => Ok(Format::Gif),
        _ if bytes.len() >= 12 && bytes.starts_with(b"RIFF") && &bytes[8..12] == b"WEBP" => Ok(Format::WebP),
        _ if bytes.len() >= 12 && &bytes[4..8] == b"ftyp" => {
            // The major brand, then (after a version) the compatible ones, to the end of the box.
            let end = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize;
            let brands = &bytes[8..bytes.len().min(end).clamp(12, 256.min(bytes.len()))];
            let is_heif =
                brands.chunks_exact(4).any(|brand| HEIF.iter().any(|known| known.as_slice() == brand));
            Err(if is_heif { Unreadable::Heic } else { Unreadable::NotAnImage })
        }
        _ => Err(Unreadable::NotAnImage),
    }
}

/// `image`'s decoder for everything that is not JPEG, after its header was judged.
fn decoder<'a>(
    bytes: &'a [u8],
    format: Format,
    limits: &Limits,
) -> Result<Box<dyn ImageDecoder + 'a>, Unreadable> {
    let input = Cursor::new(bytes);
    let mut decoder: Box<dyn ImageDecoder + 'a> = match format {
        Format::Png => {
            // The decoder itself calls some absurd sizes broken; the header says plainly what they are.
            if let Some(size) = bytes.get(16..24) {
                let (width, height) = size.split_at(4);
                let number = |bytes: &[u8]| bytes.iter().fold(0, |n, &byte| n << 8 | u32::from(byte));
                limits.judge(number(width), number(height), 0)?;
            }
            // Its limits concern what it allocates by itself (compressed text chunks, colour profiles).
            let mut own = image::Limits::no_limits();
            own.max_alloc = Some(limits.memory);
            let decoder = image::codecs::png::PngDecoder::with_limits(input, own);
            Box::new(decoder.map_err(|error| reason(&error))?)
        }
        Format::WebP => {
            Box::new(image::codecs::webp::WebPDecoder::new(input).map_err(|error| reason(&error))?)
        }
        Format::Gif => Box::new(image::codecs::gif::GifDecoder::new(input).map_err(|error| reason(&error))?),
        Format::Jpeg => unreachable!("JPEG goes to jpeg.rs"),
    };
    let (width, height) = decoder.dimensions();
    limits.judge(width, height, decoder.total_bytes())?;
    let mut own = image::Limits::no_limits();
    own.max_alloc = Some(limits.memory.saturating_mul(3) / 2);
    decoder.set_limits(own).map_err(|error| reason(&error))?;
    Ok(decoder)
}

/// Transparent pixels become white by their share; deeper samples lose their lower bits.
fn flatten(image: DynamicImage) -> Vec<u8> {
    match image {
        DynamicImage::ImageRgb8(image) => image.into_raw(),
        DynamicImage::ImageRgba8(image) => {
            let mut pixels = image.into_raw();
            // In place: a large screenshot would otherwise stand in memory twice.
            let (mut read, mut write) = (0, 0);
            while read < pixels.len() {
                let alpha = u32::from(pixels[read + 3]);
                for channel in 0..3 {
                    let value = u32::from(pixels[read + channel]);
                    pixels[write + channel] = ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
                }
                read += 4;
                write += 3;
            }
            pixels.truncate(write);
            pixels
        }
        other if other.color().has_alpha() => flatten(DynamicImage::ImageRgba8(other.into_rgba8())),
        other => other.into_rgb8().into_raw(),
    }
}

/// What `image`'s error means to the sender.
fn reason(error: &ImageError) -> Unreadable {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<std::io::Error>()
            && io.kind() == std::io::ErrorKind::UnexpectedEof
        {
            return Unreadable::Truncated;
        }
        cause = error.source();
    }
    // Some decoders wrap the end of the file in a sentence of their own.
    let text = error.to_string().to_lowercase();
    if ["unexpected eof", "unexpected end", "end of file", "end of stream"]
        .iter()
        .any(|words| text.contains(words))
    {
        return Unreadable::Truncated;
    }
    Unreadable::Broken
}

/// Decoders are written by people too: a panic on a hostile file is a broken file, not the end of a worker.
fn guarded<T>(work: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Unreadable::Broken))
}

#[cfg(test)]
mod tests;
