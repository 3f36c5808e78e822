//! Files and pictures. Telegram never hands out a photo as it was sent: it makes it smaller, turns
//! it upright and drops what the camera wrote into it, and a bot has to live with that.

use std::collections::BTreeMap;
use std::io::Cursor;

use axum::body::Bytes;
use chrono::TimeDelta;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, ImageDecoder, ImageReader, metadata::Orientation};
use jpeg_encoder::{ColorType, Encoder};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Blob, World};
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

/// What the sizes that were drawn may take in memory, all together; after that they are drawn anew.
const DRAWN_LIMIT: usize = 64 << 20;

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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Photo {
    /// The picture as it was sent.
    pub original: Blob,
    /// The sizes, the smallest first.
    pub sizes: Vec<PhotoSize>,
}

/// One size of a photo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::emulator) struct Document {
    pub file_id: String,
    pub unique_id: String,
    pub name: String,
    pub mime: String,
    pub size: u64,
    pub content: Blob,
}

/// What stands behind a file id.
#[derive(Clone, Debug)]
pub(in crate::emulator) enum FileSource {
    Photo(Photo, usize),
    Document(Document),
}

/// A file that was sent, whatever ids it goes by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::emulator) enum Sent {
    Photo(Photo),
    Document(Document),
}

/// All files by id, and the download links that were given out.
#[derive(Clone, Debug, Default)]
pub(in crate::emulator) struct Files {
    by_id: BTreeMap<String, FileSource>,
    by_hash: BTreeMap<String, Bytes>,
    drawn: BTreeMap<String, Bytes>,
    links: BTreeMap<String, (String, Time)>,
    next_link: u64,
}

impl Sent {
    pub fn content(&self) -> &Blob {
        match self {
            Sent::Photo(photo) => &photo.original,
            Sent::Document(document) => &document.content,
        }
    }

    pub fn content_mut(&mut self) -> &mut Blob {
        match self {
            Sent::Photo(photo) => &mut photo.original,
            Sent::Document(document) => &mut document.content,
        }
    }
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
        let original = Blob::new(original);
        let number = self.fresh();
        let mut sizes = Vec::new();
        for (letter, side) in SIZES {
            let (w, h) = fit(width, height, side);
            let guess = (u64::from(w) * u64::from(h) / 5).max(600);
            sizes.push(PhotoSize {
                file_id: format!("AgACAgUAAxkBAAE{number:x}-{letter}"),
                unique_id: format!("AQAD{:.16}{letter}", original.hash()),
                width: w,
                height: h,
                bytes: if drawn { guess } else { original.bytes().len() as u64 },
                drawn,
            });
            if side >= width.max(height) {
                break;
            }
        }
        let photo = Photo { original, sizes };
        self.files.keep(Sent::Photo(photo.clone()));
        photo
    }

    pub(in crate::emulator) fn keep_document(&mut self, upload: Upload) -> Document {
        let size = upload.declared_size.unwrap_or(upload.bytes.len() as u64);
        let content = Blob::new(upload.bytes);
        let document = Document {
            file_id: format!("BQACAgUAAxkBAAE{:x}", self.fresh()),
            unique_id: format!("AgAD{:.16}", content.hash()),
            size,
            name: upload.name,
            mime: upload.mime,
            content,
        };
        self.files.keep(Sent::Document(document.clone()));
        document
    }
}

impl Files {
    /// Takes a file in under all its ids.
    pub fn keep(&mut self, file: Sent) {
        match file {
            Sent::Photo(photo) => {
                self.take(&photo.original);
                for (at, size) in photo.sizes.iter().enumerate() {
                    self.by_id.insert(size.file_id.clone(), FileSource::Photo(photo.clone(), at));
                }
            }
            Sent::Document(document) => {
                self.take(&document.content);
                self.by_id.insert(document.file_id.clone(), FileSource::Document(document));
            }
        }
    }

    fn take(&mut self, content: &Blob) {
        self.by_hash.insert(content.hash().to_owned(), content.bytes().clone());
    }

    /// Every file once.
    pub fn sent(&self) -> impl Iterator<Item = Sent> {
        self.by_id.values().filter_map(|source| match source {
            FileSource::Photo(photo, 0) => Some(Sent::Photo(photo.clone())),
            FileSource::Photo(..) => None,
            FileSource::Document(document) => Some(Sent::Document(document.clone())),
        })
    }

    /// Every content by its hash.
    pub fn contents(&self) -> &BTreeMap<String, Bytes> {
        &self.by_hash
    }

    /// The id of the smallest size of a photo with this content whose long side has so many pixels, or of
    /// the largest.
    pub fn size(&self, hash: &str, side: u32) -> Option<String> {
        let photo = self.by_id.values().find_map(|source| match source {
            FileSource::Photo(photo, _) if photo.original.hash() == hash => Some(photo),
            _ => None,
        })?;
        let enough = photo.sizes.iter().find(|size| size.width.max(size.height) >= side);
        Some(enough.or(photo.largest())?.file_id.clone())
    }

    pub fn next_link(&self) -> u64 {
        self.next_link
    }

    /// Begins to number links from here on.
    pub fn skip_links(&mut self, to: u64) {
        self.next_link = to;
    }

    pub fn get(&self, file_id: &str) -> Option<&FileSource> {
        self.by_id.get(file_id)
    }

    /// Answers `getFile` and opens a link to the file for an hour.
    pub fn link(&mut self, file_id: &str, now: Time) -> Result<Value, ApiError> {
        let source = self.by_id.get(file_id).ok_or_else(|| ApiError::bad("invalid file_id"))?;
        let (unique_id, size, path) = match source {
            FileSource::Photo(photo, at) => {
                let size = &photo.sizes[*at];
                let bytes = self.drawn.get(file_id).map_or(size.bytes, |drawn| drawn.len() as u64);
                (&size.unique_id, bytes, format!("photos/file_{}.jpg", self.next_link))
            }
            FileSource::Document(document) => {
                if document.size > DOWNLOAD_LIMIT {
                    return Err(ApiError::bad("file is too big"));
                }
                let ending = document.name.rsplit_once('.').map_or("bin", |(_, ending)| ending);
                let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).collect();
                (&document.unique_id, document.size, format!("documents/file_{}.{ending}", self.next_link))
            }
        };
        let answer =
            json!({ "file_id": file_id, "file_unique_id": unique_id, "file_size": size, "file_path": path });
        self.next_link += 1;
        self.links.retain(|_, (_, until)| *until > now);
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
            FileSource::Document(document) => Some(Made::Ready(document.content.bytes().clone())),
            FileSource::Photo(photo, at) => Some(match self.drawn.get(file_id) {
                Some(made) => Made::Ready(made.clone()),
                None if !photo.sizes[*at].drawn => Made::Ready(photo.original.bytes().clone()),
                None => {
                    let PhotoSize { width, height, .. } = photo.sizes[*at];
                    Made::Draw(photo.original.bytes().clone(), width, height)
                }
            }),
        }
    }

    /// Remembers a size that was drawn.
    pub fn drawn(&mut self, file_id: &str, bytes: Bytes) {
        if self.drawn.values().map(Bytes::len).sum::<usize>() + bytes.len() > DRAWN_LIMIT {
            self.drawn.clear();
        }
        self.drawn.insert(file_id.to_owned(), bytes);
    }
}

/// Bytes, or a picture that is still to be drawn in a size.
pub(in crate::emulator) enum Made {
    Ready(Bytes),
    Draw(Bytes, u32, u32),
}

/// Width and height as a viewer sees them; `None` if this is no picture.
pub(super) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
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
        let whole = picture.into_rgb8();
        let source = ImageRef::new(whole.width(), whole.height(), &whole, PixelType::U8x3).ok()?;
        let mut small = Image::new(width, height, PixelType::U8x3);
        Resizer::new()
            .resize(
                &source,
                &mut small,
                &ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear)),
            )
            .ok()?;
        let sides = (u16::try_from(width).ok()?, u16::try_from(height).ok()?);
        let mut out = Vec::new();
        Encoder::new(&mut out, 87).encode(small.buffer(), sides.0, sides.1, ColorType::Rgb).ok()?;
        Some(Bytes::from(out))
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
