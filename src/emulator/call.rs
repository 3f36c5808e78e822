//! One request of the bot, read from whatever form it came in.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Multipart, Query, Request};
use axum::http::header::CONTENT_TYPE;
use axum::{Form, Json};
use serde_json::{Map, Value};

use super::answer::ApiError;
use super::check::{Description, UPLOAD};
use super::formatted::Formatted;
use super::world::{MessageId, Upload};

/// A method with its parameters and uploads.
#[derive(Debug)]
pub(super) struct Call {
    /// The method, properly spelt.
    pub method: String,
    /// The parameters; an uploaded file stands as `attach://part`.
    pub params: Map<String, Value>,
    /// The uploads by the name of their part.
    pub files: BTreeMap<String, Upload>,
    /// The parameters that were given more than once; the last one counts.
    pub repeated: Vec<String>,
    /// What is wrong with it by the description, so that it is refused.
    pub wrong: Option<String>,
}

type Pairs = Vec<(String, String)>;

impl Call {
    /// Reads the query and the body: JSON, urlencoded or multipart.
    pub async fn read(description: &Description, method: &str, request: Request) -> Result<Self, ApiError> {
        let unreadable =
            |error: &dyn std::fmt::Display| ApiError::bad(format!("can't parse request: {error}"));
        let mut call = Call {
            method: method.to_owned(),
            params: Map::new(),
            files: BTreeMap::new(),
            repeated: Vec::new(),
            wrong: None,
        };
        let Query(query) = Query::<Pairs>::try_from_uri(request.uri()).map_err(|error| unreadable(&error))?;
        call.take_pairs(description, query);
        let kind =
            request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("application/json") {
            let Json(body) =
                Json::<Value>::from_request(request, &()).await.map_err(|error| unreadable(&error))?;
            let Value::Object(body) = body else {
                return Err(ApiError::bad("object expected as the request"));
            };
            for (name, value) in body.into_iter().filter(|(_, value)| !value.is_null()) {
                call.take(name, value);
            }
        } else if kind.starts_with("multipart/form-data") {
            let parts = Multipart::from_request(request, &()).await.map_err(|error| unreadable(&error))?;
            call.take_parts(description, parts).await.map_err(|error| unreadable(&error))?;
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            let Form(pairs) =
                Form::<Pairs>::from_request(request, &()).await.map_err(|error| unreadable(&error))?;
            call.take_pairs(description, pairs);
        }
        Ok(call)
    }

    fn take_pairs(&mut self, description: &Description, pairs: Pairs) {
        for (name, text) in pairs {
            let value = description.form_value(&self.method, &name, text);
            self.take(name, value);
        }
    }

    fn take(&mut self, name: String, value: Value) {
        if self.params.insert(name.clone(), value).is_some() {
            self.repeated.push(name);
        }
    }

    async fn take_parts(
        &mut self,
        description: &Description,
        mut parts: Multipart,
    ) -> Result<(), axum::extract::multipart::MultipartError> {
        while let Some(part) = parts.next_field().await? {
            let name = part.name().unwrap_or_default().to_owned();
            let Some(file) = part.file_name().map(str::to_owned) else {
                let text = part.text().await?;
                self.take_pairs(description, vec![(name, text)]);
                continue;
            };
            let mime = part.content_type().unwrap_or("application/octet-stream").to_owned();
            let bytes = part.bytes().await?;
            if description.takes(&self.method, &name) {
                self.take(name.clone(), Value::String(format!("{UPLOAD}{name}")));
            }
            self.files.insert(name, Upload { name: file, mime, bytes, declared_size: None });
        }
        Ok(())
    }

    /// A parameter, or null.
    pub fn get(&self, name: &str) -> &Value {
        self.params.get(name).unwrap_or(&Value::Null)
    }

    pub fn int(&self, name: &str) -> Option<i64> {
        self.get(name).as_i64()
    }

    pub fn text(&self, name: &str) -> &str {
        self.get(name).as_str().unwrap_or_default()
    }

    pub fn flag(&self, name: &str) -> bool {
        self.get(name).as_bool().unwrap_or_default()
    }

    pub fn message_id(&self, name: &str) -> Option<MessageId> {
        as_message_id(self.get(name))
    }

    /// Text with its formatting: `text` with `parse_mode` and `entities`, or the like of a caption.
    pub fn formatted(&self, text: &str, entities: &str) -> Result<Formatted, ApiError> {
        formatted(self.text(text), self.get("parse_mode"), self.get(entities))
    }
}

/// What a text may have in bytes before it is even parsed.
const MOST_BYTES: usize = 1 << 15;

pub(super) fn as_message_id(value: &Value) -> Option<MessageId> {
    value.as_i64().and_then(|id| i32::try_from(id).ok()).map(MessageId)
}

/// Parses text as the mode says.
pub(super) fn formatted(text: &str, mode: &Value, entities: &Value) -> Result<Formatted, ApiError> {
    if text.len() > MOST_BYTES {
        return Err(ApiError::bad("text is too long"));
    }
    let unparsable = |error: String| ApiError::bad(format!("can't parse entities: {error}"));
    match mode.as_str().unwrap_or_default().to_ascii_lowercase().as_str() {
        _ if text.is_empty() => Ok(Formatted::default()),
        "html" => Formatted::from_html(text).map_err(unparsable),
        "markdownv2" => Formatted::from_markdown(text).map_err(unparsable),
        "" | "none" => Formatted::with_entities(text, entities).map_err(ApiError::bad),
        "markdown" => Err(ApiError::new(501, "Not Implemented: the old Markdown")),
        _ => Err(ApiError::bad("unsupported parse_mode")),
    }
}
