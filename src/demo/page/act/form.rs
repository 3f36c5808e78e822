//! Reads what a browser sends: plain forms, and forms with files, each file within its limit.

use axum::RequestExt as _;
use axum::body::Bytes;
use axum::extract::Request;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::http::{StatusCode, header};

use super::refusal::Refusal;
use crate::say;

/// What a file may have at most, as Telegram lets a bot fetch.
pub const MOST_MEGABYTES: usize = 20;
/// Files in one form: an album.
pub const MOST_FILES: usize = 10;
/// A whole form.
pub const MOST_BYTES: usize = (MOST_FILES * MOST_MEGABYTES + 1) << 20;
/// All but the files, in bytes: any text that could be sent, many times over.
const MOST_WORDS: usize = 64 << 10;

/// A form with its files.
#[derive(Debug, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    pub files: Vec<File>,
}

/// A file of the visitor's own.
#[derive(Debug)]
pub struct File {
    pub name: String,
    /// The kind that the browser takes it for.
    pub mime: String,
    pub bytes: Bytes,
}

impl Form {
    pub async fn read(request: Request) -> Result<Form, Refusal> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let parts = request.extract::<Multipart, _>().await.map_err(|_| Refusal::Malformed)?;
            return Form::of_parts(parts).await;
        }
        let (head, body) = request.into_parts();
        let words = axum::body::to_bytes(body, MOST_WORDS).await.map_err(|_| Refusal::TooLarge)?;
        let request = Request::from_parts(head, words.into());
        let fields = request.extract::<axum::Form<_>, _>().await.map_err(|_| Refusal::Malformed)?;
        Ok(Form { fields: fields.0, files: Vec::new() })
    }

    async fn of_parts(mut parts: Multipart) -> Result<Form, Refusal> {
        let mut form = Form::default();
        let mut words = 0;
        while let Some(part) = parts.next_field().await? {
            let name = part.name().unwrap_or_default().to_owned();
            let Some(file) = part.file_name().map(str::to_owned) else {
                let text = bytes(part, MOST_WORDS - words).await?;
                words += text.len();
                form.fields.push((name, String::from_utf8(text).map_err(|_| Refusal::Malformed)?));
                continue;
            };
            let mime = part.content_type().unwrap_or_default().to_owned();
            let bytes = bytes(part, MOST_MEGABYTES << 20).await?;
            // A field for files in which none was chosen comes as one without a name.
            if file.is_empty() && bytes.is_empty() {
                continue;
            }
            if form.files.len() == MOST_FILES {
                return Err(Refusal::Why(say!("demo-act-too-many", most = MOST_FILES)));
            }
            form.files.push(File { name: base(&file), mime, bytes: bytes.into() });
        }
        Ok(form)
    }

    /// A field's first value; empty if it is not there.
    pub fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// All values of a field.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.fields.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The content of a part; refused as soon as there is too much of it.
async fn bytes(mut part: Field<'_>, most: usize) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.chunk().await? {
        if bytes.len() + piece.len() > most {
            return Err(Refusal::TooLarge);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// A file's name without any folder, and short enough to be shown.
fn base(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    if name.is_empty() { "file".into() } else { name }
}

impl From<MultipartError> for Refusal {
    fn from(error: MultipartError) -> Self {
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge,
            _ => Refusal::Malformed,
        }
    }
}
