//! Pictures and documents of the world, photos of the tray, and the page's own script and style.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::Stand;
use crate::blocking;
use crate::emulator::{ChatId, MessageId};
use crate::imaging::canvas::{Canvas, shrink};
use crate::imaging::{self, Limits, text};

const DRAWING: &str = "image/svg+xml";
const STYLE: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The page's own files.
const ASSETS: &[(&str, &str, &[u8])] = &[
    ("page.css", STYLE, include_bytes!("../../../assets/page/page.css")),
    ("side.css", STYLE, include_bytes!("../../../assets/page/side.css")),
    ("chat.css", STYLE, include_bytes!("../../../assets/page/chat.css")),
    ("parts.css", STYLE, include_bytes!("../../../assets/page/parts.css")),
    ("tools.css", STYLE, include_bytes!("../../../assets/page/tools.css")),
    ("phone.css", STYLE, include_bytes!("../../../assets/page/phone.css")),
    ("page.js", SCRIPT, include_bytes!("../../../assets/page/page.js")),
    ("composer.js", SCRIPT, include_bytes!("../../../assets/page/composer.js")),
    ("dom.js", SCRIPT, include_bytes!("../../../assets/page/dom.js")),
    ("lists.js", SCRIPT, include_bytes!("../../../assets/page/lists.js")),
    ("menus.js", SCRIPT, include_bytes!("../../../assets/page/menus.js")),
    ("morph.js", SCRIPT, include_bytes!("../../../assets/page/morph.js")),
    ("tour.js", SCRIPT, include_bytes!("../../../assets/page/tour.js")),
    ("broken.svg", DRAWING, include_bytes!("../../../assets/page/broken.svg")),
    ("icon.svg", DRAWING, include_bytes!("../../../assets/page/icon.svg")),
    ("wallpaper.svg", DRAWING, include_bytes!("../../../assets/page/wallpaper.svg")),
];

/// Which of them these are: a page that was drawn by another program loads itself anew.
pub static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = blake3::Hasher::new();
    ASSETS.iter().for_each(|(_, _, bytes)| {
        hash.update(bytes);
    });
    hash.finalize().to_hex()[..12].to_owned()
});

/// Small copies that were made, so that each is made once.
#[derive(Debug, Default)]
pub struct Copies(Mutex<HashMap<(blake3::Hash, u32), Bytes>>);

/// Copies that are kept; then all are dropped and those in use are made again.
const MOST_COPIES: usize = 2_000;

/// The long sides of copies, in pixels.
const SMALL: u32 = 160;
const MIDDLE: u32 = 960;

/// Which file, and how large.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    /// `CHAT.MESSAGE`: whose file it is.
    #[serde(default)]
    at: String,
    #[serde(default)]
    size: String,
}

/// `GET /page/NAME`
pub async fn asset(Path(name): Path<String>) -> Response {
    if name == "emoji.ttf" {
        return ([(CONTENT_TYPE, "font/ttf"), (CACHE_CONTROL, KEEP)], text::EMOJI).into_response();
    }
    match ASSETS.iter().find(|(known, ..)| *known == name) {
        Some((_, kind, bytes)) => {
            ([(CONTENT_TYPE, *kind), (CACHE_CONTROL, "no-cache")], *bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /file/tray/NAME`
pub async fn tray(
    State(stand): State<Stand>,
    Path(name): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Response {
    match stand.live.tray_photo(&name) {
        Some(bytes) => picture(&stand, bytes, &wanted.size).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /file/HASH`: the hash stands there so that another picture in the same place has another address.
pub async fn file(
    State(stand): State<Stand>,
    Path(hash): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let Some((photo, document)) = find(&stand, &hash, &wanted.at) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match (photo, document) {
        (Some(bytes), _) => picture(&stand, bytes, &wanted.size).await,
        (None, Some((_, bytes))) if wanted.size == "s" => picture(&stand, bytes, "s").await,
        (None, Some((name, bytes))) => download(&name, bytes),
        (None, None) => StatusCode::NOT_FOUND.into_response(),
    }
}

type Found = (Option<Bytes>, Option<(String, Bytes)>);

/// The photo, or the document, of the message that is named.
fn find(stand: &Stand, hash: &str, at: &str) -> Option<Found> {
    let (chat, message) = at.split_once('.')?;
    let world = stand.live.world();
    let message = world.message(ChatId(chat.parse().ok()?), MessageId(message.parse().ok()?))?;
    if message.deleted {
        return None;
    }
    let largest = message.photo().and_then(|photo| photo.largest());
    let photo = message.photo_bytes().filter(|_| largest.is_some_and(|size| size.unique_id == hash));
    let document = message.document().map(|(name, bytes)| (name.to_owned(), bytes.clone()));
    Some((photo.cloned(), document))
}

/// A picture as browsers may show it: a copy of ours, or the very bytes where they are a picture at all.
async fn picture(stand: &Stand, bytes: Bytes, size: &str) -> Response {
    let side = match size {
        "s" => SMALL,
        "m" => MIDDLE,
        _ => {
            let Some(kind) = kind(&bytes) else { return no_picture() };
            return ([(CONTENT_TYPE, kind), (CACHE_CONTROL, KEEP)], bytes).into_response();
        }
    };
    match stand.copies.of(bytes, side).await {
        Some(copy) => ([(CONTENT_TYPE, "image/jpeg"), (CACHE_CONTROL, KEEP)], copy).into_response(),
        None => no_picture(),
    }
}

/// Stands for what cannot be shown.
fn no_picture() -> Response {
    let broken =
        ASSETS.iter().find(|(name, ..)| *name == "broken.svg").map_or(&b""[..], |(_, _, bytes)| bytes);
    ([(CONTENT_TYPE, DRAWING), (CACHE_CONTROL, KEEP)], broken).into_response()
}

/// What has its hash in its address never changes.
const KEEP: &str = "private, max-age=86400";

/// The kind of a picture by its first bytes.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

/// A document is kept, never opened in the page.
fn download(name: &str, bytes: Bytes) -> Response {
    let plain: String = name.bytes().map(escaped).collect();
    let disposition = format!("attachment; filename*=UTF-8''{plain}");
    let mut response =
        ([(CONTENT_TYPE, "application/octet-stream"), (CACHE_CONTROL, "no-store")], bytes).into_response();
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    response
}

fn escaped(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

impl Copies {
    /// A JPEG of the picture, upright, its longer side no longer than `side`; none if it cannot be read.
    async fn of(&self, bytes: Bytes, side: u32) -> Option<Bytes> {
        let key = (blake3::hash(&bytes), side);
        if let Some(copy) = self.kept().get(&key) {
            return Some(copy.clone());
        }
        let copy = blocking::run(move || {
            let picture = imaging::open(&bytes, &Limits::default()).ok()?;
            let (pixels, width, height) = shrink(&picture.pixels, picture.width, picture.height, side);
            Some(Bytes::from(Canvas::of(pixels, width, height).to_jpeg(84)))
        });
        let copy = copy.await.ok()??;
        let mut kept = self.kept();
        if kept.len() >= MOST_COPIES {
            kept.clear();
        }
        kept.insert(key, copy.clone());
        Some(copy)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, HashMap<(blake3::Hash, u32), Bytes>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
