//! A sheet of RGB pixels: fill, place photos on it, encode it. Text is drawn by `text.rs`.

use fast_image_resize as fir;
use fir::images::{ImageRef, TypedCroppedImageMut};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};

pub(super) use fir::Resizer as Scaler;

use super::decode::{Raw, turn, turns_sideways};

/// Red, green, blue.
pub type Colour = [u8; 3];

/// A rectangle in pixels, from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

/// Pixels that are being drawn on.
pub struct Canvas {
    pub(super) pixels: Vec<u8>,
    width: u32,
    height: u32,
}

impl Canvas {
    /// A sheet of one colour.
    pub fn new(width: u32, height: u32, colour: Colour) -> Canvas {
        let mut pixels = vec![255; width as usize * height as usize * 3];
        if colour != [255; 3] {
            pixels.chunks_exact_mut(3).for_each(|pixel| pixel.copy_from_slice(&colour));
        }
        Canvas { pixels, width, height }
    }

    /// A sheet that holds these pixels: three bytes each, rows from the top.
    ///
    /// # Panics
    ///
    /// If they are not `width` × `height`.
    pub fn of(pixels: Vec<u8>, width: u32, height: u32) -> Canvas {
        assert_eq!(pixels.len(), width as usize * height as usize * 3, "three bytes a pixel");
        Canvas { pixels, width, height }
    }

    /// In pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// In pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The pixels, three bytes each, rows from the top.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Fills a rectangle; what lies outside of the sheet is left out.
    pub fn fill(&mut self, area: Rect, colour: Colour) {
        let right = area.x.saturating_add(area.width).min(self.width);
        let bottom = area.y.saturating_add(area.height).min(self.height);
        for y in area.y..bottom {
            for pixel in self.row(area.x.min(right), right, y).chunks_exact_mut(3) {
                pixel.copy_from_slice(&colour);
            }
        }
    }

    /// Scales a photo to exactly fill `area`, which has its proportions, turning it the right way up. The scaler keeps
    /// its memory from photo to photo.
    pub(super) fn place(&mut self, scaler: &mut Scaler, photo: &Raw, area: Rect) {
        let source = ImageRef::new(photo.width, photo.height, &photo.pixels, fir::PixelType::U8x3)
            .expect("three bytes a pixel");
        let options = fir::ResizeOptions::new()
            .resize_alg(fir::ResizeAlg::Convolution(fir::FilterType::Custom(sharp_cubic())))
            .use_alpha(false);
        if photo.orientation == image::metadata::Orientation::NoTransforms {
            let mut sheet = fir::images::TypedImage::<fir::pixels::U8x3>::from_buffer(
                self.width,
                self.height,
                &mut self.pixels,
            )
            .expect("three bytes a pixel");
            let mut cell =
                TypedCroppedImageMut::from_ref(&mut sheet, area.x, area.y, area.width, area.height)
                    .expect("a cell lies on the sheet");
            let source = source.typed_image::<fir::pixels::U8x3>().expect("three bytes a pixel");
            scaler.resize_typed(&source, &mut cell, &options).expect("both are RGB");
            return;
        }
        let sideways = turns_sideways(photo.orientation);
        let (width, height) = if sideways { (area.height, area.width) } else { (area.width, area.height) };
        let mut scaled = fir::images::Image::new(width, height, fir::PixelType::U8x3);
        scaler.resize(&source, &mut scaled, &options).expect("both are RGB");
        let (pixels, width, _) = turn(scaled.into_vec(), width, height, photo.orientation);
        for (y, line) in pixels.chunks_exact(width as usize * 3).enumerate() {
            self.row(area.x, area.x + area.width, area.y + y as u32).copy_from_slice(line);
        }
    }

    /// Mixes a colour into one pixel; `share` is 0 to 255. Outside of the sheet nothing happens.
    #[inline]
    pub(super) fn blend(&mut self, x: i32, y: i32, colour: Colour, share: u8) {
        if x < 0 || y < 0 || x >= self.width as i32 || y >= self.height as i32 {
            return;
        }
        let at = (y as usize * self.width as usize + x as usize) * 3;
        let share = u32::from(share);
        for (old, new) in self.pixels[at..at + 3].iter_mut().zip(colour) {
            *old = ((u32::from(*old) * (255 - share) + u32::from(new) * share + 127) / 255) as u8;
        }
    }

    /// Encodes as JPEG 4:2:0 without any metadata; quality 1 to 100.
    ///
    /// # Panics
    ///
    /// If the sheet is empty or longer than 65,535 pixels, which no picture of ours is.
    pub fn to_jpeg(&self, quality: u8) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.pixels.len() / 12);
        let mut encoder = Encoder::new(&mut bytes, quality);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        // The default takes one of four pixels' colour, which costs a decibel.
        encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
        let (width, height) = (self.width as u16, self.height as u16);
        assert!(
            u32::from(width) == self.width && u32::from(height) == self.height,
            "a JPEG has 16-bit sides"
        );
        encoder
            .encode(&self.pixels, width, height, ColorType::Rgb)
            .expect("memory does not fail to be written to");
        bytes
    }

    fn row(&mut self, left: u32, right: u32, y: u32) -> &mut [u8] {
        let start = y as usize * self.width as usize;
        &mut self.pixels[(start + left as usize) * 3..(start + right as usize) * 3]
    }
}

/// What scales photos down: a cubic over four pixels, sharper than Catmull and Rom's (there the number is 0.5). Against
/// Lanczos with three lobes it loses 0.05 dB in a finished collage, makes it half a percent smaller, and takes two
/// thirds of the time.
fn sharp_cubic() -> fir::Filter {
    const SHARPNESS: f64 = 0.8;
    fn weight(x: f64) -> f64 {
        let x = x.abs();
        if x < 1.0 {
            ((2.0 - SHARPNESS) * x + SHARPNESS - 3.0) * x * x + 1.0
        } else if x < 2.0 {
            (((5.0 - x) * x - 8.0) * x + 4.0) * SHARPNESS
        } else {
            0.0
        }
    }
    fir::Filter::new("sharp cubic", weight, 2.0).expect("its support is positive")
}

/// A copy whose long side is at most `side` pixels; returns pixels, width and height.
pub fn shrink(pixels: &[u8], width: u32, height: u32, side: u32) -> (Vec<u8>, u32, u32) {
    let long = width.max(height);
    if long <= side {
        return (pixels.to_vec(), width, height);
    }
    let scale = |length: u32| {
        ((u64::from(length) * u64::from(side) + u64::from(long) / 2) / u64::from(long)).max(1) as u32
    };
    let source = ImageRef::new(width, height, pixels, fir::PixelType::U8x3).expect("three bytes a pixel");
    let mut copy = fir::images::Image::new(scale(width), scale(height), fir::PixelType::U8x3);
    let options = fir::ResizeOptions::new()
        .resize_alg(fir::ResizeAlg::Convolution(fir::FilterType::Bilinear))
        .use_alpha(false);
    fir::Resizer::new().resize(&source, &mut copy, &options).expect("both are RGB");
    let (width, height) = (copy.width(), copy.height());
    (copy.into_vec(), width, height)
}
