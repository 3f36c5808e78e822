//! Texts and captions, and how long they may be.
//!
//! Telegram's library counts characters and refuses in words; what passes there and is still too long in
//! UTF-16 units is refused by the server behind it, whose bare codes only sending turns into words.

use serde_json::Value;

use crate::emulator::answer::ApiError;
use crate::emulator::call::{Call, formatted};
use crate::emulator::formatted::{CAPTION_LIMIT, Formatted, TEXT_LIMIT};

/// What is done with the words.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Deed {
    Send,
    Edit,
}

/// The text of a request if it is sound.
pub(super) fn text(call: &Call, deed: Deed) -> Result<Formatted, ApiError> {
    if call.text("text").is_empty() {
        return Err(ApiError::bad("Message text is empty"));
    }
    let body = call.formatted("text", "entities")?;
    if body.text.is_empty() {
        return Err(ApiError::bad("Text must be non-empty"));
    }
    within(body, TEXT_LIMIT, deed, "Message is too long", "MESSAGE_TOO_LONG")
}

/// The caption of a request if it is sound.
pub(super) fn caption(call: &Call, deed: Deed) -> Result<Formatted, ApiError> {
    captioned(call.formatted("caption", "caption_entities")?, deed)
}

/// The caption of one `InputMedia…`.
pub(super) fn caption_of(media: &Value, deed: Deed) -> Result<Formatted, ApiError> {
    let words = media["caption"].as_str().unwrap_or_default();
    captioned(formatted(words, &media["parse_mode"], &media["caption_entities"])?, deed)
}

fn captioned(body: Formatted, deed: Deed) -> Result<Formatted, ApiError> {
    within(body, CAPTION_LIMIT, deed, "Message caption is too long", "MEDIA_CAPTION_TOO_LONG")
}

fn within(body: Formatted, limit: usize, deed: Deed, words: &str, code: &str) -> Result<Formatted, ApiError> {
    if body.length() <= limit {
        return Ok(body);
    }
    let told = deed == Deed::Send || body.text.chars().count() > limit;
    Err(ApiError::bad(if told { words } else { code }))
}
