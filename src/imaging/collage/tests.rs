use image::{Rgb, RgbImage};

use super::*;
use crate::imaging::decode::open;
use crate::imaging::{pair, side_by_side};

/// A JPEG of one colour with a frame of another.
fn photo(width: u32, height: u32, colour: [u8; 3]) -> Vec<u8> {
    let picture = RgbImage::from_pixel(width, height, Rgb(colour));
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.encode(&picture, width as u16, height as u16, jpeg_encoder::ColorType::Rgb).expect("encodes");
    bytes
}

fn collage<'a>(files: &'a [Vec<u8>], caption: &'a str) -> Collage<'a> {
    Collage {
        title: "湖州市 · 吴兴区",
        day: "2026年6月21日",
        campaign: "百日清洁行动",
        photos: files.iter().map(|bytes| Photo { bytes, caption, place: "三里桥 · 09:15" }).collect(),
        footer: "照片 9 张 · 参与 128 人次",
        note: "集结",
    }
}

#[test]
fn any_number_of_photos_gives_a_picture_that_telegram_takes() {
    let fonts = Fonts::new();
    let shapes = [(640, 480), (480, 640), (640, 360), (300, 900), (900, 100), (500, 500)];
    for count in [0, 1, 4, 9, 11] {
        let files: Vec<Vec<u8>> = (0..count)
            .map(|n| {
                let (width, height) = shapes[n % shapes.len()];
                photo(width, height, [200, 30, 40])
            })
            .collect();
        let bytes = draw(
            &fonts,
            &collage(&files, "清理河道漂浮垃圾 and a caption that is long enough for three lines 12人"),
        );
        assert!(bytes.len() < 10 << 20);
        let picture = open(&bytes, &Limits::default()).expect("our own picture is within the limits");
        assert_eq!(picture.width, 1600);
    }
}

#[test]
fn a_file_that_is_no_picture_becomes_a_card() {
    let fonts = Fonts::new();
    let files = vec![photo(400, 300, [0, 0, 200]), b"<html>".to_vec(), Vec::new()];
    let canvas = paint(&fonts, &collage(&files, "一张"));
    let count = |colour: [u8; 3]| canvas.pixels().chunks_exact(3).filter(|pixel| **pixel == colour).count();
    assert!(count(GROUND) > 100_000, "two cards");
    let blue = canvas.pixels().chunks_exact(3).filter(|p| p[2] > 180 && p[0] < 20).count();
    assert!(blue > 100_000, "the photo that could be read is there");
}

#[test]
fn texts_that_are_empty_take_no_room() {
    let fonts = Fonts::new();
    let files = vec![photo(400, 300, [0, 0, 200])];
    let full = paint(&fonts, &collage(&files, "清理河道")).height();
    let photos = vec![Photo { bytes: &files[0], ..Photo::default() }];
    let bare = paint(&fonts, &Collage { photos, ..Collage::default() }).height();
    assert!(bare + 250 < full, "{bare} and {full}");
}

#[test]
fn two_pictures_stand_side_by_side() {
    let fonts = Fonts::new();
    let (left, right) = (photo(640, 480, [200, 0, 0]), photo(480, 640, [0, 0, 200]));
    let half = |bytes| pair::Half { bytes, label: "#128 · 6月21日 · 李伟" };
    let bytes = side_by_side(&fonts, half(&left), half(&right));
    let picture = open(&bytes, &Limits::default()).expect("opens");
    assert_eq!(picture.width, 1280);
    let pixel = |x: u32, y: u32| {
        let at = ((y * picture.width + x) * 3) as usize;
        [picture.pixels[at], picture.pixels[at + 1], picture.pixels[at + 2]]
    };
    assert!(pixel(320, 400)[0] > 180 && pixel(960, 400)[2] > 180);
    side_by_side(&fonts, half(b""), half(b"junk"));
}
