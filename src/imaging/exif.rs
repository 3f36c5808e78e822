//! When and where a photo was taken, as its camera wrote it down. Only files that were sent uncompressed have it:
//! Telegram strips it from photos.

use std::io::Cursor;

use chrono::{FixedOffset, NaiveDate, NaiveDateTime};
use exif::{Exif, In, Rational, Reader, Tag, Value};

/// What a camera noted. Everything is a claim: clocks are wrong, and files can be edited.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Taken {
    /// Date and time on the camera's clock.
    pub at: Option<NaiveDateTime>,
    /// How far that clock is from UTC, where the camera says so.
    pub offset: Option<FixedOffset>,
    /// Latitude and longitude in degrees, north and east positive.
    pub place: Option<(f64, f64)>,
}

/// Reads the EXIF block of a JPEG, PNG or WebP. Whatever is missing or makes no sense is `None`.
pub fn read(bytes: &[u8]) -> Taken {
    // A parser of such a format has met stranger files than its authors have.
    std::panic::catch_unwind(|| {
        let mut reader = Reader::new();
        reader.continue_on_error(true);
        let exif = reader
            .read_from_container(&mut Cursor::new(bytes))
            .or_else(|error| error.distill_partial_result(|_| ()));
        exif.map(|exif| taken(&exif)).unwrap_or_default()
    })
    .unwrap_or_default()
}

fn taken(exif: &Exif) -> Taken {
    let at = [Tag::DateTimeOriginal, Tag::DateTimeDigitized, Tag::DateTime]
        .iter()
        .find_map(|&tag| date_time(ascii(exif, tag)?));
    let offset = [Tag::OffsetTimeOriginal, Tag::OffsetTimeDigitized, Tag::OffsetTime]
        .iter()
        .find_map(|&tag| std::str::from_utf8(ascii(exif, tag)?).ok()?.trim().parse().ok());
    Taken { at, offset: at.and(offset), place: place(exif) }
}

/// `2026:06:21 09:15:00`; cameras whose clock was never set write zeroes or blanks.
fn date_time(text: &[u8]) -> Option<NaiveDateTime> {
    let read = exif::DateTime::from_ascii(text).ok()?;
    let date = NaiveDate::from_ymd_opt(read.year.into(), read.month.into(), read.day.into())?;
    date.and_hms_opt(read.hour.into(), read.minute.into(), read.second.into())
}

fn place(exif: &Exif) -> Option<(f64, f64)> {
    let latitude = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, b'S', 90.0)?;
    let longitude = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, b'W', 180.0)?;
    // 0, 0 lies in the Atlantic: it is what receivers write that found no satellite.
    (latitude != 0.0 || longitude != 0.0).then_some((latitude, longitude))
}

fn degrees(exif: &Exif, tag: Tag, side: Tag, negative: u8, most: f64) -> Option<f64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let part = |index: usize| match parts.get(index) {
        None => Some(0.0),
        Some(&Rational { num: 0, denom: 0 }) if index > 0 => Some(0.0),
        Some(value) => Some(value.to_f64()).filter(|value| value.is_finite()),
    };
    parts.first()?;
    let value = part(0)? + part(1)? / 60.0 + part(2)? / 3600.0;
    let sign = if ascii(exif, side)?.first()?.to_ascii_uppercase() == negative { -1.0 } else { 1.0 };
    (value <= most).then_some(sign * value)
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(lines) => lines.first().map(Vec::as_slice),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::exif::experimental::Writer;
    use ::exif::{Context, Field};

    fn block(fields: &[(Tag, Value)]) -> Vec<u8> {
        let fields: Vec<Field> = fields
            .iter()
            .map(|(tag, value)| Field { tag: *tag, ifd_num: In::PRIMARY, value: value.clone() })
            .collect();
        let mut writer = Writer::new();
        fields.iter().for_each(|field| writer.push_field(field));
        let mut bytes = std::io::Cursor::new(Vec::new());
        writer.write(&mut bytes, false).expect("writes");
        // A JPEG of an EXIF block and nothing else.
        let block = bytes.into_inner();
        let mut jpeg = vec![0xFF, 0xD8, 0xFF, 0xE1];
        jpeg.extend((block.len() as u16 + 8).to_be_bytes());
        jpeg.extend(b"Exif\0\0");
        jpeg.extend(block);
        jpeg.extend([0xFF, 0xD9]);
        jpeg
    }

    fn text(text: &str) -> Value {
        Value::Ascii(vec![text.as_bytes().to_vec()])
    }

    fn degrees(parts: [(u32, u32); 3]) -> Value {
        Value::Rational(parts.map(|(num, denom)| Rational { num, denom }).to_vec())
    }

    #[test]
    fn time_and_place_are_read() {
        assert_eq!(Tag::DateTimeOriginal.0, Context::Exif);
        let bytes = block(&[
            (Tag::DateTimeOriginal, text("2026:06:21 09:15:30")),
            (Tag::OffsetTimeOriginal, text("+08:00")),
            (Tag::GPSLatitudeRef, text("N")),
            (Tag::GPSLatitude, degrees([(30, 1), (52, 1), (1230, 100)])),
            (Tag::GPSLongitudeRef, text("W")),
            (Tag::GPSLongitude, degrees([(120, 1), (6, 1), (0, 1)])),
        ]);
        let taken = read(&bytes);
        assert_eq!(taken.at.expect("a time").to_string(), "2026-06-21 09:15:30");
        assert_eq!(taken.offset, FixedOffset::east_opt(8 * 3600));
        let (latitude, longitude) = taken.place.expect("a place");
        assert!((latitude - 30.870_083).abs() < 1e-5 && (longitude + 120.1).abs() < 1e-9);
    }

    #[test]
    fn nonsense_is_left_out() {
        let bytes = block(&[
            (Tag::DateTimeOriginal, text("0000:00:00 00:00:00")),
            (Tag::OffsetTimeOriginal, text("+99:00")),
            (Tag::GPSLatitudeRef, text("N")),
            (Tag::GPSLatitude, degrees([(30, 0), (52, 1), (0, 1)])),
            (Tag::GPSLongitudeRef, text("E")),
            (Tag::GPSLongitude, degrees([(720, 1), (6, 1), (0, 1)])),
        ]);
        assert_eq!(read(&bytes), Taken::default());
        assert_eq!(read(b""), Taken::default());
        assert_eq!(read(b"\xFF\xD8\xFF\xE1\xFF\xFFExif\0\0"), Taken::default());
    }
}
