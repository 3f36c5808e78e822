//! What Telegram takes as a photo or a file, from a bot as from a person.

use super::files::dimensions;
use crate::emulator::answer::ApiError;

/// What may be sent as a photo, and as anything else.
const PHOTO_LIMIT: usize = 10 << 20;
const UPLOAD_LIMIT: usize = 50 << 20;

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

/// The width and height of what Telegram takes as a photo.
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

/// The same, with what the bot is told.
pub(in crate::emulator) fn check_photo(bytes: &[u8]) -> Result<(u32, u32), ApiError> {
    let size = bytes.len();
    check_file(size)?;
    fit_for_photo(bytes).map_err(|unfit| match unfit {
        Unfit::TooBig { most } => ApiError::bad(format!(
            "File of size {size} bytes is too big for a photo; the maximum size is {most} bytes"
        )),
        Unfit::NoPicture => ApiError::bad("IMAGE_PROCESS_FAILED"),
        Unfit::Shape { .. } => ApiError::bad("PHOTO_INVALID_DIMENSIONS"),
    })
}

/// Refuses a file that the bot cannot send.
pub(in crate::emulator) fn check_file(size: usize) -> Result<(), ApiError> {
    match size {
        0 => Err(ApiError::bad("File must be non-empty")),
        size if size > UPLOAD_LIMIT => Err(ApiError::new(413, "Request Entity Too Large")),
        _ => Ok(()),
    }
}
