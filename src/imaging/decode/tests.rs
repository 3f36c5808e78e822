//! Hostile and odd files, made here by code.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use proptest::prelude::*;

use super::*;

/// A picture with something in every corner: colours that run across, and a red corner at the upper left.
fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        if x < width / 4 && y < height / 4 {
            return Rgb([220, 20, 30]);
        }
        let wave = ((x * 7 + y * 3) as f32 / 9.0).sin() * 40.0;
        Rgb([(x * 200 / width) as u8, (y * 200 / height) as u8, (128.0 + wave) as u8])
    })
}

fn jpeg(picture: &RgbImage, prepare: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    prepare(&mut encoder);
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    encoder.encode(picture, width, height, ColorType::Rgb).expect("encodes");
    bytes
}

fn encode(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).expect("encodes");
    bytes.into_inner()
}

fn opened(bytes: &[u8]) -> Result<Picture, Unreadable> {
    open(bytes, &Limits::default())
}

fn psnr(a: &[u8], b: &[u8]) -> f64 {
    assert_eq!(a.len(), b.len());
    let square: f64 = a.iter().zip(b).map(|(&a, &b)| (f64::from(a) - f64::from(b)).powi(2)).sum();
    10.0 * (255.0f64.powi(2) / (square / a.len() as f64).max(1e-9)).log10()
}

/// An EXIF block with nothing but an orientation.
fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    block.extend([orientation, 0, 0, 0, 0, 0, 0]);
    block
}

#[test]
fn what_is_no_picture_says_what_it_is() {
    assert_eq!(opened(b"").expect_err("is refused"), Unreadable::Empty);
    assert_eq!(
        opened(b"<html><body>photo.jpg</body></html>").expect_err("is refused"),
        Unreadable::NotAnImage
    );
    assert_eq!(opened(b"hello").expect_err("is refused"), Unreadable::NotAnImage);
    assert_eq!(opened(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").expect_err("is refused"), Unreadable::Heic);
    assert_eq!(opened(b"\0\0\0\x1cftypmif1\0\0\0\0avifmiaf").expect_err("is refused"), Unreadable::Heic);
    assert_eq!(
        opened(b"\0\0\0\x18ftypisom\0\0\0\0mp41avc1").expect_err("is refused"),
        Unreadable::NotAnImage
    );
    assert_eq!(opened(b"BM\0\0\0\0\0\0\0\0").expect_err("is refused"), Unreadable::NotAnImage);
    for start in [&b"\xFF\xD8\xFF"[..], b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP"] {
        assert!(
            matches!(opened(start).expect_err("is refused"), Unreadable::Truncated | Unreadable::Broken),
            "{start:?}"
        );
    }
}

#[test]
fn every_kind_of_jpeg_is_read() {
    let scene = scene(320, 240);
    let kinds: [(&str, Vec<u8>); 5] = [
        ("4:2:0", jpeg(&scene, |e| e.set_sampling_factor(SamplingFactor::F_2_2))),
        ("4:4:4", jpeg(&scene, |e| e.set_sampling_factor(SamplingFactor::F_1_1))),
        ("progressive", jpeg(&scene, |e| e.set_progressive(true))),
        ("restarts", jpeg(&scene, |e| e.set_restart_interval(3))),
        ("4:1:1", jpeg(&scene, |e| e.set_sampling_factor(SamplingFactor::F_4_1))),
    ];
    for (kind, bytes) in kinds {
        let picture = opened(&bytes).unwrap_or_else(|error| panic!("{kind}: {error}"));
        assert_eq!((picture.width, picture.height, picture.format), (320, 240, Format::Jpeg), "{kind}");
        // The scene's blue runs in short waves, of which a quarter of the colour keeps little.
        let least = if kind == "4:1:1" { 22.0 } else { 27.0 };
        assert!(psnr(&picture.pixels, &scene) > least, "{kind}: {}", psnr(&picture.pixels, &scene));
    }
}

#[test]
fn grey_cmyk_and_ycck_jpegs_keep_their_colours() {
    let grey = GrayImage::from_fn(64, 48, |x, y| image::Luma([(x * 2 + y) as u8]));
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 90).encode(&grey, 64, 48, ColorType::Luma).expect("encodes");
    let as_rgb = DynamicImage::ImageLuma8(grey).into_rgb8();
    assert!(psnr(&opened(&bytes).expect("opens").pixels, &as_rgb) > 35.0);

    // Without black: cyan is what red lacks.
    let scene = scene(64, 48);
    let cmyk: Vec<u8> = scene.pixels().flat_map(|p| [255 - p[0], 255 - p[1], 255 - p[2], 0]).collect();
    for kind in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 92);
        encoder.set_sampling_factor(SamplingFactor::F_1_1);
        encoder.encode(&cmyk, 64, 48, kind).expect("encodes");
        let picture = opened(&bytes).expect("opens");
        assert!(psnr(&picture.pixels, &scene) > 27.0, "{kind:?}: {}", psnr(&picture.pixels, &scene));
    }
}

#[test]
fn odd_but_readable_files_are_read() {
    let scene = scene(120, 80);
    let deep = DynamicImage::ImageRgb16(DynamicImage::ImageRgb8(scene.clone()).into_rgb16());
    assert_eq!(opened(&encode(deep, ImageFormat::Png)).expect("opens").pixels, *scene);
    assert_eq!(opened(&encode(scene.clone(), ImageFormat::WebP)).expect("opens").pixels, *scene);
    let gif = opened(&encode(scene.clone(), ImageFormat::Gif)).expect("opens");
    assert_eq!((gif.width, gif.height, gif.format), (120, 80, Format::Gif));
    assert!(psnr(&gif.pixels, &scene) > 20.0);
    let dot = RgbImage::from_pixel(1, 1, Rgb([1, 2, 3]));
    assert_eq!(opened(&encode(dot, ImageFormat::Png)).expect("opens").pixels, [1, 2, 3]);
}

#[test]
fn transparency_becomes_white() {
    let half = RgbaImage::from_fn(4, 1, |x, _| Rgba([200, 0, 100, [0, 255, 128, 51][x as usize]]));
    let picture = opened(&encode(half, ImageFormat::Png)).expect("opens");
    assert_eq!(picture.pixels, [255, 255, 255, 200, 0, 100, 227, 127, 177, 244, 204, 224]);
}

#[test]
fn pictures_are_turned_the_right_way_up() {
    let (width, height) = (48, 32);
    // Where the red corner lies that was stored at the upper left.
    let corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0), (1, 1), (0, 1)];
    for (index, (right, bottom)) in corners.into_iter().enumerate() {
        let orientation = index as u8 + 1;
        let bytes = jpeg(&scene(width, height), |encoder| {
            encoder.set_sampling_factor(SamplingFactor::F_1_1);
            encoder.add_exif_metadata(&exif(orientation)).expect("small");
        });
        let picture = opened(&bytes).expect("opens");
        let sideways = orientation > 4;
        assert_eq!((picture.width, picture.height), if sideways { (height, width) } else { (width, height) });
        let limits = Limits::default();
        assert_eq!(measure(&bytes, &limits), Ok((picture.width, picture.height, Format::Jpeg)));
        let (x, y) = (1 + right * (picture.width - 3), 1 + bottom * (picture.height - 3));
        let at = ((y * picture.width + x) * 3) as usize;
        let pixel = &picture.pixels[at..at + 3];
        assert!(pixel[0] > 180 && pixel[1] < 70 && pixel[2] < 80, "orientation {orientation}: {pixel:?}");
    }
}

#[test]
fn a_picture_that_was_cut_is_refused() {
    let scene = scene(400, 300);
    let kinds = [
        jpeg(&scene, |_| {}),
        jpeg(&scene, |e| e.set_progressive(true)),
        jpeg(&scene, |e| e.set_restart_interval(5)),
        encode(scene.clone(), ImageFormat::Png),
        encode(scene.clone(), ImageFormat::WebP),
        encode(scene.clone(), ImageFormat::Gif),
    ];
    for (kind, bytes) in kinds.iter().enumerate() {
        for share in [10, 40, 60, 90] {
            let error = opened(&bytes[..bytes.len() * share / 100]).expect_err("is cut");
            assert!(
                matches!(error, Unreadable::Truncated | Unreadable::Broken),
                "{kind} at {share} %: {error:?}"
            );
        }
    }
    assert_eq!(opened(&kinds[0][..kinds[0].len() - 2]).expect_err("is refused"), Unreadable::Truncated);
}

#[test]
fn a_jpeg_whose_data_ends_before_its_end_marker_is_refused() {
    let scene = scene(400, 300);
    for (kind, bytes) in
        [jpeg(&scene, |_| {}), jpeg(&scene, |e| e.set_restart_interval(5))].iter().enumerate()
    {
        for share in [60, 80, 95, 99] {
            let mut cut = bytes[..bytes.len() * share / 100].to_vec();
            cut.extend([0xFF, 0xD9]);
            let error = opened(&cut).expect_err("is cut");
            assert!(
                matches!(error, Unreadable::Truncated | Unreadable::Broken),
                "{kind} at {share} %: {error:?}"
            );
        }
    }
    // A progressive one lacks its last scans.
    let mut cut = jpeg(&scene, |e| e.set_progressive(true));
    cut.truncate(cut.len() * 6 / 10);
    cut.extend([0xFF, 0xD9]);
    assert_eq!(opened(&cut).expect_err("is refused"), Unreadable::Truncated);
}

#[test]
fn what_phones_append_behind_the_end_is_ignored() {
    let mut bytes = jpeg(&scene(64, 48), |_| {});
    bytes.extend([0; 5000]);
    bytes.extend(b"SEFHe\0\0\0");
    opened(&bytes).expect("opens");
}

#[test]
fn too_much_is_refused_by_the_header_alone() {
    // A PNG header that promises 30,000 × 30,000 pixels of one bit, and nothing behind it.
    let header = |width: u32, height: u32| {
        let mut chunk = b"IHDR".to_vec();
        chunk.extend(width.to_be_bytes());
        chunk.extend(height.to_be_bytes());
        chunk.extend([1, 0, 0, 0, 0]);
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec();
        bytes.extend(&chunk);
        bytes.extend(crc(&chunk).to_be_bytes());
        bytes.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
        bytes
    };
    let refused = |width, height| opened(&header(width, height)).expect_err("is refused");
    assert_eq!(refused(30_000, 30_000), Unreadable::TooLarge { width: 30_000, height: 30_000 });
    assert_eq!(refused(12_000, 200), Unreadable::Shape { width: 12_000, height: 200 });
    assert_eq!(refused(200, 9_000), Unreadable::Shape { width: 200, height: 9_000 });
    let mut narrow = jpeg(&scene(16, 16), |_| {});
    let frame = narrow.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("has a frame");
    narrow[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    assert_eq!(
        opened(&narrow).expect_err("is refused"),
        Unreadable::TooLarge { width: 65_535, height: 65_535 }
    );
    let small = Limits { memory: 1000, ..Limits::default() };
    let bytes = jpeg(&scene(64, 48), |_| {});
    assert_eq!(open(&bytes, &small).expect_err("is refused"), Unreadable::TooLarge { width: 64, height: 48 });
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 },
        )
    };
    !bytes.iter().fold(!0, step)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Nothing panics, and nothing but a picture comes out.
    #[test]
    fn junk_never_panics(junk in prop::collection::vec(any::<u8>(), 0..400), start in 0usize..6) {
        let heads: [&[u8]; 6] =
            [b"", b"\xFF\xD8\xFF\xE0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x40\0\0\0WEBPVP8 ", b"\0\0\0\x18ftyp"];
        let bytes = [heads[start], &junk].concat();
        let _ = opened(&bytes);
        let _ = measure(&bytes, &Limits::default());
        let _ = crate::imaging::exif::read(&bytes);
    }

    /// A flipped bit gives an error or a picture of the right size.
    #[test]
    fn a_flipped_bit_is_survived(place in any::<prop::sample::Index>(), bit in 0u8..8, progressive: bool) {
        let mut bytes = jpeg(&scene(96, 64), |e| e.set_progressive(progressive));
        let place = place.index(bytes.len());
        bytes[place] ^= 1 << bit;
        if let Ok(picture) = opened(&bytes) {
            prop_assert_eq!(picture.pixels.len(), (picture.width * picture.height * 3) as usize);
        }
        let _ = crate::imaging::exif::read(&bytes);
    }
}
