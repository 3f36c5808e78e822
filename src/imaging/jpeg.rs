//! JPEG, the format of nearly every photo: decoded by zune-jpeg, twice as fast as `image` alone, and followed to its
//! end beforehand.
//!
//! Decoders fill what is missing with grey and call it a success, as browsers do. A volunteer's photo that is half
//! grey must be sent again instead, so [`inspect`] walks through the file: its markers, and for a baseline picture
//! every Huffman code (`walk`), at a fifth of the cost of decoding. In a progressive picture it asks that the last
//! scans are there; a cut inside the very last one costs sharpness and is let through.

use image::metadata::Orientation;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::decode::{Format, Limits, Raw, Unreadable};
use super::jpeg_walk::{Component, Frame, Scan, Tables, walk};

/// Scans beyond this many are made to waste time: cameras and encoders write up to a dozen.
const SCANS: usize = 40;

/// The stored size and the orientation, by the header alone.
pub(super) fn header(bytes: &[u8], limits: &Limits) -> Result<(u32, u32, Orientation), Unreadable> {
    let mut decoder = decoder(bytes, limits)?;
    let (width, height) = size(&mut decoder)?;
    Ok((width, height, orientation(&decoder)))
}

/// Decodes to RGB, without turning. The file is followed to its end only if its last bytes do not look like one.
/// `pixels` is memory that may be used again.
pub(super) fn decode(bytes: &[u8], limits: &Limits, mut pixels: Vec<u8>) -> Result<Raw, Unreadable> {
    let tail = &bytes[bytes.len().saturating_sub(64)..];
    if !tail.windows(2).any(|pair| pair == [0xFF, 0xD9]) {
        inspect(bytes, limits)?;
    }
    let mut decoder = decoder(bytes, limits)?;
    let (width, height) = size(&mut decoder)?;
    let orientation = orientation(&decoder);
    if decoder.output_buffer_size() != Some(width as usize * height as usize * 3) {
        return Err(Unreadable::Broken);
    }
    pixels.resize(width as usize * height as usize * 3, 0);
    decoder.decode_into(&mut pixels).map_err(|_| Unreadable::Broken)?;
    Ok(Raw { pixels, width, height, orientation, format: Format::Jpeg })
}

fn decoder<'a>(bytes: &'a [u8], limits: &Limits) -> Result<JpegDecoder<ZCursor<&'a [u8]>>, Unreadable> {
    frame(bytes, limits)?;
    // Its own limits lie far off: sizes have been judged.
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGB)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_max_scans(SCANS);
    Ok(JpegDecoder::new_with_options(ZCursor::new(bytes), options))
}

fn size(decoder: &mut JpegDecoder<ZCursor<&[u8]>>) -> Result<(u32, u32), Unreadable> {
    decoder.decode_headers().map_err(|_| Unreadable::Broken)?;
    let (width, height) = decoder.dimensions().ok_or(Unreadable::Broken)?;
    Ok((width as u32, height as u32))
}

fn orientation(decoder: &JpegDecoder<ZCursor<&[u8]>>) -> Orientation {
    decoder.exif().and_then(|chunk| Orientation::from_exif_chunk(chunk)).unwrap_or(Orientation::NoTransforms)
}

/// Reads up to the frame header and judges the size.
fn frame(bytes: &[u8], limits: &Limits) -> Result<Frame, Unreadable> {
    let mut segments = Segments { bytes, at: 2 };
    loop {
        let (marker, body) = segments.next()?;
        match marker {
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let frame = Frame::parse(marker, body).ok_or(Unreadable::Broken)?;
                limits.judge(frame.width, frame.height, frame.memory())?;
                return Ok(frame);
            }
            0xDA => return Err(Unreadable::Broken),
            0xD9 => return Err(Unreadable::Truncated),
            _ => {}
        }
    }
}

/// Follows the file to its end marker.
///
/// # Errors
///
/// `Truncated` if there is no end, or less picture than the header promises; `Broken` if its codes make no sense;
/// `TooLarge` and `Shape` by its header.
pub(super) fn inspect(bytes: &[u8], limits: &Limits) -> Result<(), Unreadable> {
    let frame = frame(bytes, limits)?;
    let mut tables = Tables::default();
    let mut progress = Progress::new(frame.components.len());
    let mut segments = Segments { bytes, at: 2 };
    let mut scans = 0;
    loop {
        let (marker, body) = segments.next()?;
        match marker {
            0xC4 => tables.define(body).ok_or(Unreadable::Broken)?,
            0xDD => tables.restart = body.get(..2).map_or(0, |b| usize::from(b[0]) << 8 | usize::from(b[1])),
            0xDA => {
                scans += 1;
                if scans > SCANS {
                    return Err(Unreadable::Broken);
                }
                let scan = Scan::parse(body, &frame).ok_or(Unreadable::Broken)?;
                progress.note(&scan);
                let data = segments.entropy()?;
                if frame.is_baseline() {
                    walk(data, &frame, &scan, &tables)?;
                }
            }
            0xD9 => break,
            _ => {}
        }
    }
    if progress.is_complete(frame.is_progressive()) { Ok(()) } else { Err(Unreadable::Truncated) }
}

/// Which coefficients of each component have come in full precision.
struct Progress {
    finished: Vec<[bool; 64]>,
}

impl Progress {
    fn new(components: usize) -> Progress {
        Progress { finished: vec![[false; 64]; components] }
    }

    fn note(&mut self, scan: &Scan) {
        for &(index, _, _) in &scan.components {
            // Al = 0: no lower bits are left for a later scan.
            if scan.low_bit == 0 {
                for coefficient in scan.first..=scan.last.min(63) {
                    self.finished[index][coefficient] = true;
                }
            }
        }
    }

    fn is_complete(&self, progressive: bool) -> bool {
        self.finished
            .iter()
            .all(|component| if progressive { component.iter().all(|&f| f) } else { component[0] })
    }
}

/// Steps from marker to marker.
struct Segments<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Segments<'a> {
    /// The next marker and what belongs to it.
    fn next(&mut self) -> Result<(u8, &'a [u8]), Unreadable> {
        // Fill bytes and stray zeroes before a marker are common in the wild.
        let rest = self.bytes.get(self.at..).ok_or(Unreadable::Truncated)?;
        let start = rest.iter().position(|&byte| byte == 0xFF).ok_or(Unreadable::Truncated)?;
        let code = rest[start..].iter().position(|&byte| byte != 0xFF).ok_or(Unreadable::Truncated)?;
        self.at += start + code + 1;
        let marker = rest[start + code];
        match marker {
            0x00 | 0x01 | 0xD0..=0xD9 => Ok((marker, &[])),
            _ => {
                let length = self.bytes.get(self.at..self.at + 2).ok_or(Unreadable::Truncated)?;
                let length = usize::from(length[0]) << 8 | usize::from(length[1]);
                if length < 2 {
                    return Err(Unreadable::Broken);
                }
                let body = self.bytes.get(self.at + 2..self.at + length).ok_or(Unreadable::Truncated)?;
                self.at += length;
                Ok((marker, body))
            }
        }
    }

    /// The coded data from here to the next marker that is not a restart.
    fn entropy(&mut self) -> Result<&'a [u8], Unreadable> {
        let start = self.at;
        let mut at = start;
        loop {
            let rest = self.bytes.get(at..).ok_or(Unreadable::Truncated)?;
            at += rest.iter().position(|&byte| byte == 0xFF).ok_or(Unreadable::Truncated)?;
            match self.bytes.get(at + 1) {
                None => return Err(Unreadable::Truncated),
                Some(0x00 | 0xD0..=0xD7) => at += 2,
                Some(0xFF) => at += 1,
                Some(_) => {
                    self.at = at;
                    return Ok(&self.bytes[start..at]);
                }
            }
        }
    }
}

impl Frame {
    /// Bytes that decoding holds: RGB pixels, and for a progressive picture all of its coefficients.
    fn memory(&self) -> u64 {
        let pixels = u64::from(self.width) * u64::from(self.height);
        let kept: u64 = if self.is_baseline() {
            0
        } else {
            let full = (self.max_h * self.max_v) as u64;
            let share = |c: &Component| pixels * (c.h * c.v) as u64 * 2 / full;
            self.components.iter().map(share).sum()
        };
        pixels * 3 + kept
    }
}
