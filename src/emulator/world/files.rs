//! Files and pictures. Telegram never hands out a photo as it was sent: it makes it smaller, turns
//! it upright and drops what the camera wrote into it, and a bot has to live with that.

use std::collections::BTreeMap;
use std::io::Cursor;

use axum::body::Bytes;
use chrono::TimeDelta;
use image::{DynamicImage, ImageDecoder, ImageReader, metadata::Orientation};
use serde_json::{Value, json};

use super::World;
use crate::clock::Time;
use crate::emulator::answer::ApiError;

/// The long sides of the sizes that Telegram makes, with the letter that names each.
const SIZES: [(char, u32); 4] = [('s', 90), ('m', 320), ('x', 800), ('y', 1280)];

/// The width and height together of what is decoded; anything larger is handed out as it came.
const LARGEST_DRAWN: u32 = 20_000;

/// What a bot may download.
pub(in crate::emulator) const DOWNLOAD_LIMIT: u64 = 20 << 20;

/// How long a download link lives.
const LINK_HOURS: i64 = 1;

/// A file as somebody sends it.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    /// The file's name.
    pub name: String,
    /// The kind that the sender says it is.
    pub mime: String,
    /// The content.
    pub bytes: Bytes,
    /// A size that is told instead of the true one, to stand for files too big to make.
    pub declared_size: Option<u64>,
}

/// A photo: what was sent, and the sizes that are offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Photo {
    /// The bytes as they were sent.
    pub original: Bytes,
    /// The sizes, the smallest first.
    pub sizes: Vec<PhotoSize>,
}

/// One size of a photo.
#[derive(Clone, Debug, PartialEq)]
pub struct PhotoSize {
    /// For `getFile`, and to send it again.
    pub file_id: String,
    /// The same for the same picture.
    pub unique_id: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The size in bytes; a guess until the size is made.
    pub bytes: u64,
    /// Whether the picture must be made; hostile bytes are handed out as they came.
    drawn: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::emulator) struct Document {
    pub file_id: String,
    pub unique_id: String,
    pub name: String,
    pub mime: String,
    pub size: u64,
    pub bytes: Bytes,
}

/// What stands behind a file id.
#[derive(Clone, Debug)]
pub(in crate::emulator) enum FileSource {
    Photo(Photo, usize),
    Document(Document),
}

/// All files by id, and the download links that were given out.
#[derive(Debug, Default)]
pub(in crate::emulator) struct Files {
    by_id: BTreeMap<String, FileSource>,
    made: BTreeMap<String, Bytes>,
    links: BTreeMap<String, (String, Time)>,
}

impl Photo {
    pub(in crate::emulator) fn json(&self) -> Value {
        let size = |size: &PhotoSize| {
            json!({
                "file_id": size.file_id, "file_unique_id": size.unique_id, "width": size.width,
                "height": size.height, "file_size": size.bytes,
            })
        };
        self.sizes.iter().map(size).collect()
    }

    /// The largest size.
    pub fn largest(&self) -> Option<&PhotoSize> {
        self.sizes.last()
    }
}

impl Document {
    pub fn json(&self) -> Value {
        json!({
            "file_id": self.file_id, "file_unique_id": self.unique_id, "file_name": self.name,
            "mime_type": self.mime, "file_size": self.size,
        })
    }
}

impl World {
    /// Keeps a photo; bytes that are no picture are offered as they are, in the size the sender declares.
    pub(in crate::emulator) fn keep_photo(&mut self, original: Bytes, declared: (u32, u32)) -> Photo {
        let measured = dimensions(&original);
        let (width, height) = measured.unwrap_or(declared);
        // What Telegram would never have made a photo of is not decoded here either.
        let drawn = measured.is_some_and(|(width, height)| width.saturating_add(height) <= LARGEST_DRAWN);
        let hash = blake3::hash(&original).to_hex();
        let number = self.fresh();
        let mut sizes = Vec::new();
        for (letter, side) in SIZES {
            let (w, h) = fit(width, height, side);
            let guess = (u64::from(w) * u64::from(h) / 5).max(600);
            sizes.push(PhotoSize {
                file_id: format!("AgACAgUAAxkBAAE{number:x}-{letter}"),
                unique_id: format!("AQAD{}{letter}", &hash.as_str()[..16]),
                width: w,
                height: h,
                bytes: if drawn { guess } else { original.len() as u64 },
                drawn,
            });
            if side >= width.max(height) {
                break;
            }
        }
        let photo = Photo { original, sizes };
        for (at, size) in photo.sizes.iter().enumerate() {
            self.files.by_id.insert(size.file_id.clone(), FileSource::Photo(photo.clone(), at));
        }
        photo
    }

    pub(in crate::emulator) fn keep_document(&mut self, upload: Upload) -> Document {
        let hash = blake3::hash(&upload.bytes).to_hex();
        let document = Document {
            file_id: format!("BQACAgUAAxkBAAE{:x}", self.fresh()),
            unique_id: format!("AgAD{}", &hash.as_str()[..16]),
            size: upload.declared_size.unwrap_or(upload.bytes.len() as u64),
            name: upload.name,
            mime: upload.mime,
            bytes: upload.bytes,
        };
        self.files.by_id.insert(document.file_id.clone(), FileSource::Document(document.clone()));
        document
    }
}

impl Files {
    pub fn get(&self, file_id: &str) -> Option<&FileSource> {
        self.by_id.get(file_id)
    }

    /// Answers `getFile` and opens a link to the file for an hour.
    pub fn link(&mut self, file_id: &str, now: Time) -> Result<Value, ApiError> {
        let source = self.by_id.get(file_id).ok_or_else(|| ApiError::bad("invalid file_id"))?;
        let (unique_id, size, path) = match source {
            FileSource::Photo(photo, at) => {
                let size = &photo.sizes[*at];
                let bytes = self.made.get(file_id).map_or(size.bytes, |made| made.len() as u64);
                (&size.unique_id, bytes, format!("photos/file_{}.jpg", self.links.len()))
            }
            FileSource::Document(document) => {
                if document.size > DOWNLOAD_LIMIT {
                    return Err(ApiError::bad("file is too big"));
                }
                let ending = document.name.rsplit_once('.').map_or("bin", |(_, ending)| ending);
                let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).collect();
                (&document.unique_id, document.size, format!("documents/file_{}.{ending}", self.links.len()))
            }
        };
        let answer =
            json!({ "file_id": file_id, "file_unique_id": unique_id, "file_size": size, "file_path": path });
        self.links.insert(path, (file_id.to_owned(), now + TimeDelta::hours(LINK_HOURS)));
        Ok(answer)
    }

    /// The file behind a link that is still good.
    pub fn follow(&self, path: &str, now: Time) -> Option<String> {
        self.links.get(path).filter(|(_, until)| *until > now).map(|(file_id, _)| file_id.clone())
    }

    /// A file's bytes if they are at hand, or what it takes to make them.
    pub fn content(&self, file_id: &str) -> Option<Made> {
        match self.by_id.get(file_id)? {
            FileSource::Document(document) => Some(Made::Ready(document.bytes.clone())),
            FileSource::Photo(photo, at) => Some(match self.made.get(file_id) {
                Some(made) => Made::Ready(made.clone()),
                None if !photo.sizes[*at].drawn => Made::Ready(photo.original.clone()),
                None => Made::Draw(photo.original.clone(), photo.sizes[*at].width, photo.sizes[*at].height),
            }),
        }
    }

    /// Remembers a size that was made.
    pub fn made(&mut self, file_id: &str, bytes: Bytes) {
        self.made.insert(file_id.to_owned(), bytes);
    }
}

/// Bytes, or a picture that is still to be drawn in a size.
pub(in crate::emulator) enum Made {
    Ready(Bytes),
    Draw(Bytes, u32, u32),
}

/// Width and height as a viewer sees them; `None` if this is no picture.
pub(in crate::emulator) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let (decoder, turned) = decoder(bytes)?;
    let (width, height) = decoder.dimensions();
    let sideways = matches!(
        turned,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    Some(if sideways { (height, width) } else { (width, height) })
}

/// A JPEG of the picture, upright and of the given size; the bytes as they are if they cannot be decoded.
pub(in crate::emulator) fn draw(bytes: &Bytes, width: u32, height: u32) -> Bytes {
    let drawn = decoder(bytes).and_then(|(decoder, turned)| {
        let mut picture = DynamicImage::from_decoder(decoder).ok()?;
        picture.apply_orientation(turned);
        let small = picture.resize_exact(width, height, image::imageops::FilterType::Triangle).into_rgb8();
        let mut out = Cursor::new(Vec::new());
        image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 87).encode_image(&small).ok()?;
        Some(Bytes::from(out.into_inner()))
    });
    drawn.unwrap_or_else(|| bytes.clone())
}

fn decoder(bytes: &[u8]) -> Option<(impl ImageDecoder + '_, Orientation)> {
    let mut decoder = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?.into_decoder().ok()?;
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Some((decoder, turned))
}

fn fit(width: u32, height: u32, side: u32) -> (u32, u32) {
    let long = width.max(height).max(1);
    if long <= side {
        return (width.max(1), height.max(1));
    }
    let scaled = |length: u32| {
        let exact = u64::from(length) * u64::from(side) + u64::from(long) / 2;
        u32::try_from(exact / u64::from(long)).unwrap_or(side).max(1)
    };
    (scaled(width), scaled(height))
}
