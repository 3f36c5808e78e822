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
