//! Pictures made in code: each name is a picture of its own, unlike every other, the same each time.

use std::io::Cursor;

use image::{DynamicImage, RgbImage, imageops::FilterType};

/// A JPEG, as a phone would take it, though smaller.
pub fn jpeg(name: &str) -> Vec<u8> {
    encode(&drawn(name), 85)
}

/// The same picture from another phone: a little brighter, recompressed, so another file.
pub fn lookalike(name: &str) -> Vec<u8> {
    brighter(name, 12)
}

/// What the picture of that name shows, in another light: another file each time.
pub fn brighter(name: &str, by: i32) -> Vec<u8> {
    encode(&drawn(name).brighten(by), 60)
}

/// The same picture with what a camera writes into a file: when and where it was taken.
pub fn with_exif(name: &str, taken: &str, latitude: f64, longitude: f64) -> Vec<u8> {
    with_segment(name, exif(taken, latitude, longitude, &[]))
}

/// The same, with whose camera it was and what they wrote into the file.
pub fn with_author(name: &str, author: &str, comment: &str) -> Vec<u8> {
    use exif::Tag;
    let words = [(Tag::Artist, author), (Tag::ImageDescription, comment)];
    with_segment(name, exif("2026:06:21 08:00:00", 30.87, 120.1, &words))
}

fn with_segment(name: &str, exif: Vec<u8>) -> Vec<u8> {
    let mut bytes = jpeg(name);
    let mut segment = vec![0xff, 0xe1];
    segment.extend(u16::try_from(exif.len() + 8).expect("a short segment").to_be_bytes());
    segment.extend(b"Exif\0\0");
    segment.extend(exif);
    bytes.splice(2..2, segment);
    bytes
}

/// Coarse random light and dark, softly blown up: what a perceptual hash looks at differs in half
/// of its bits between any two names.
fn drawn(name: &str) -> DynamicImage {
    let mut random = Random::of(name);
    let coarse = RgbImage::from_fn(16, 12, |_, _| {
        let light = random.byte();
        image::Rgb([light, light / 2 + random.byte() / 4, 255 - light / 2])
    });
    DynamicImage::ImageRgb8(coarse).resize_exact(640, 480, FilterType::CatmullRom)
}

fn encode(picture: &DynamicImage, quality: u8) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, quality);
    picture.to_rgb8().write_with_encoder(encoder).expect("encodes");
    out.into_inner()
}

/// A picture of a shape that nobody takes.
pub fn strip(width: u32, height: u32) -> Vec<u8> {
    encode(&drawn("strip").resize_exact(width, height, FilterType::Triangle), 70)
}

/// A PNG that says it is this large, one bit a pixel, and holds hardly anything: who believes its
/// header needs gigabytes.
pub fn bomb(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[1, 0, 0, 0, 0]].concat();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let empty_stream = [0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];
    for (kind, data) in [(b"IHDR", &header[..]), (b"IDAT", &empty_stream), (b"IEND", &[])] {
        let body = [&kind[..], data].concat();
        out.extend(u32::try_from(data.len()).expect("short").to_be_bytes());
        out.extend(&body);
        out.extend(crc32(&body).to_be_bytes());
    }
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| {
        (0..8).fold(
            crc ^ u32::from(byte),
            |crc, _| {
                if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
            },
        )
    })
}

fn exif(taken: &str, latitude: f64, longitude: f64, words: &[(exif::Tag, &str)]) -> Vec<u8> {
    use exif::experimental::Writer;
    use exif::{Field, In, Rational, Tag, Value};
    let degrees = |value: f64| {
        let minutes = (value.abs().fract() * 60.0 * 10_000.0).round();
        let whole = |num: f64, denom| Rational { num: num as u32, denom };
        Value::Rational(vec![whole(value.abs().trunc(), 1), whole(minutes, 10_000), whole(0.0, 1)])
    };
    let ascii = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
    let field = |tag, value| Field { tag, ifd_num: In::PRIMARY, value };
    let fields = [
        field(Tag::DateTimeOriginal, ascii(taken)),
        field(Tag::GPSLatitude, degrees(latitude)),
        field(Tag::GPSLatitudeRef, ascii(if latitude < 0.0 { "S" } else { "N" })),
        field(Tag::GPSLongitude, degrees(longitude)),
        field(Tag::GPSLongitudeRef, ascii(if longitude < 0.0 { "W" } else { "E" })),
    ];
    let words: Vec<Field> = words.iter().map(|(tag, text)| field(*tag, ascii(text))).collect();
    let mut writer = Writer::new();
    fields.iter().chain(&words).for_each(|field| writer.push_field(field));
    let mut out = Cursor::new(Vec::new());
    writer.write(&mut out, false).expect("writes");
    out.into_inner()
}

/// Small and the same on every machine: splitmix64.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    fn of(name: &str) -> Self {
        let hash = blake3::hash(name.as_bytes());
        Random(u64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("eight bytes")))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn byte(&mut self) -> u8 {
        (self.next() >> 32) as u8
    }
}

#[test]
fn pictures_of_different_names_look_different_and_lookalikes_do_not() {
    use muster::imaging::hash::{DUPLICATE, JUDGE, Look};
    let look = |bytes: &[u8]| {
        let picture = muster::imaging::open(bytes, &Default::default()).expect("a picture");
        Look::of(&picture)
    };
    let looks: Vec<Look> = (0..60).map(|n| look(&jpeg(&format!("{n}.jpg")))).collect();
    for (n, one) in looks.iter().enumerate() {
        for other in &looks[..n] {
            assert!(one.distance(*other) > JUDGE + 10, "{}", one.distance(*other));
        }
    }
    assert!(looks[7].distance(look(&lookalike("7.jpg"))) <= DUPLICATE);
}
