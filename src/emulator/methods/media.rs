//! What the bot uploads, or sends again by its file id.

use serde_json::Value;

use super::words::{self, Deed};
use crate::emulator::answer::ApiError;
use crate::emulator::call::Call;
use crate::emulator::check::UPLOAD;
use crate::emulator::formatted::Formatted;
use crate::emulator::world::{Content, FileSource, Upload, World, check_file, check_photo};

/// The content that `value` (an upload, a file id) stands for as a `photo` or a `document`.
pub(super) fn content(
    world: &mut World,
    call: &Call,
    value: &Value,
    kind: &str,
) -> Result<Content, ApiError> {
    let value = value.as_str().unwrap_or_default();
    if let Some(part) = value.strip_prefix(UPLOAD) {
        let upload = call.files.get(part).ok_or_else(|| missing(kind))?;
        return uploaded(world, upload.clone(), kind);
    }
    if value.is_empty() {
        return Err(missing(kind));
    }
    if value.starts_with("http://") || value.starts_with("https://") {
        // The emulator has no Internet to fetch it from.
        return Err(ApiError::bad("Failed to get HTTP URL content"));
    }
    match (world.files.get(value), kind) {
        (Some(FileSource::Photo(photo, _)), "photo") => Ok(Content::Photo(photo.clone())),
        (Some(FileSource::Document(document)), "document") => Ok(Content::Document(document.clone())),
        (Some(FileSource::Photo(..)), _) => Err(ApiError::bad("Can't use file of type Photo as Document")),
        (Some(FileSource::Document(_)), _) => Err(ApiError::bad("Can't use file of type Document as Photo")),
        (None, _) => Err(ApiError::bad("Wrong file identifier/HTTP URL specified")),
    }
}

fn missing(kind: &str) -> ApiError {
    ApiError::bad(format!("There is no {kind} in the request"))
}

fn uploaded(world: &mut World, upload: Upload, kind: &str) -> Result<Content, ApiError> {
    if kind != "photo" {
        check_file(upload.bytes.len())?;
        return Ok(Content::Document(world.keep_document(upload)));
    }
    let size = check_photo(&upload.bytes)?;
    Ok(Content::Photo(world.keep_photo(upload.bytes, size)))
}

/// One `InputMedia…`, in an album or alone: its content and its caption.
pub(super) fn input(
    world: &mut World,
    call: &Call,
    media: &Value,
    deed: Deed,
) -> Result<(Content, Formatted), ApiError> {
    let unparsable = |error: ApiError| {
        // What is found while the media are read is told with this beginning, and in its own case.
        let why = error.description.strip_prefix("Bad Request: ").unwrap_or(&error.description);
        let mut letters = why.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        ApiError::bad(format!("Can't parse InputMedia: {}{}", first.unwrap_or_default(), letters.as_str()))
    };
    let kind = media["type"].as_str().unwrap_or_default();
    let caption = words::caption_of(media, deed).map_err(|error| {
        if error.description.contains("can't parse entities") { unparsable(error) } else { error }
    })?;
    match kind {
        "photo" | "document" => {}
        "video" | "audio" | "animation" | "live_photo" => {
            world.complain(format!("the emulator does not do media of type {kind}"));
            return Err(ApiError::new(501, format!("Not Implemented: media of type {kind}")));
        }
        _ => {
            let why = format!("type \"{kind}\" is unsupported");
            return Err(ApiError::bad(format!("Can't parse InputMedia: {why}")));
        }
    }
    let upload = media["media"].as_str().and_then(|media| media.strip_prefix(UPLOAD));
    if upload.is_some_and(|part| !call.files.contains_key(part)) {
        return Err(ApiError::bad("Can't parse InputMedia: media not found"));
    }
    Ok((content(world, call, &media["media"], kind)?, caption))
}
