//! What the bot uploads, or sends again by its file id.

use serde_json::Value;

use crate::emulator::answer::ApiError;
use crate::emulator::call::{Call, formatted};
use crate::emulator::check::UPLOAD;
use crate::emulator::formatted::Formatted;
use crate::emulator::world::{Content, FileSource, Upload, World, dimensions};

/// What a bot may send as a photo, and as anything else.
const PHOTO_LIMIT: usize = 10 << 20;
const UPLOAD_LIMIT: usize = 50 << 20;

/// The caption's limit, in UTF-16 units.
const CAPTION_LIMIT: usize = 1024;

/// A caption if it is sound.
pub(super) fn caption(formatted: Formatted) -> Result<Formatted, ApiError> {
    if formatted.length() > CAPTION_LIMIT {
        return Err(ApiError::bad("message caption is too long"));
    }
    Ok(formatted)
}

/// The content that `value` (an upload, a file id) stands for as a `photo` or a `document`.
pub(super) fn content(
    world: &mut World,
    call: &Call,
    value: &Value,
    kind: &str,
) -> Result<Content, ApiError> {
    let value = value.as_str().unwrap_or_default();
    if let Some(part) = value.strip_prefix(UPLOAD) {
        let upload =
            call.files.get(part).ok_or_else(|| ApiError::bad(format!("file \"{part}\" not found")))?;
        return uploaded(world, upload.clone(), kind);
    }
    if value.starts_with("http://") || value.starts_with("https://") {
        // The emulator has no Internet to fetch it from.
        return Err(ApiError::bad("failed to get HTTP URL content"));
    }
    match (world.files.get(value), kind) {
        (Some(FileSource::Photo(photo, _)), "photo") => Ok(Content::Photo(photo.clone())),
        (Some(FileSource::Document(document)), "document") => Ok(Content::Document(document.clone())),
        (Some(FileSource::Photo(..)), _) => Err(ApiError::bad("can't use file of type Photo as Document")),
        (Some(FileSource::Document(_)), _) => Err(ApiError::bad("can't use file of type Document as Photo")),
        (None, _) => Err(ApiError::bad("wrong file identifier/HTTP URL specified")),
    }
}

fn uploaded(world: &mut World, upload: Upload, kind: &str) -> Result<Content, ApiError> {
    let size = upload.bytes.len();
    if size == 0 {
        return Err(ApiError::bad("file must be non-empty"));
    }
    if size > UPLOAD_LIMIT {
        return Err(ApiError::new(413, "Request Entity Too Large"));
    }
    if kind != "photo" {
        return Ok(Content::Document(world.keep_document(upload)));
    }
    let measured = fit_for_photo(&upload.bytes).map_err(|unfit| match unfit {
        Unfit::TooBig { most } => ApiError::bad(format!(
            "file of size {size} bytes is too big for a photo; the maximum size is {most} bytes"
        )),
        Unfit::NoPicture => ApiError::bad("IMAGE_PROCESS_FAILED"),
        Unfit::Shape { .. } => ApiError::bad("PHOTO_INVALID_DIMENSIONS"),
    })?;
    Ok(Content::Photo(world.keep_photo(upload.bytes, measured)))
}

/// Why Telegram makes no photo of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// More bytes than this.
    TooBig {
        /// What it may have.
        most: usize,
    },
    /// Not a picture, or none of a kind that can be read.
    NoPicture,
    /// Too large, or too long and thin.
    Shape {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
}

/// The width and height of what Telegram takes as a photo, from a bot as from a person.
pub fn fit_for_photo(bytes: &[u8]) -> Result<(u32, u32), Unfit> {
    if bytes.len() > PHOTO_LIMIT {
        return Err(Unfit::TooBig { most: PHOTO_LIMIT });
    }
    let (width, height) = dimensions(bytes).ok_or(Unfit::NoPicture)?;
    if width.saturating_add(height) > 10_000 || width.max(height) > width.min(height).saturating_mul(20) {
        return Err(Unfit::Shape { width, height });
    }
    Ok((width, height))
}

/// One `InputMedia…`: its content and its caption.
pub(super) fn input(world: &mut World, call: &Call, media: &Value) -> Result<(Content, Formatted), ApiError> {
    let kind = media["type"].as_str().unwrap_or_default();
    if !matches!(kind, "photo" | "document") {
        world.complain(format!("the emulator does not do media of type {kind}"));
        return Err(ApiError::new(501, format!("Not Implemented: media of type {kind}")));
    }
    let words = media["caption"].as_str().unwrap_or_default();
    let words = caption(formatted(words, &media["parse_mode"], &media["caption_entities"])?)?;
    Ok((content(world, call, &media["media"], kind)?, words))
}
