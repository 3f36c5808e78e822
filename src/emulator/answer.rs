//! What the server says no with.

use serde_json::{Value, json};

/// A refusal in Telegram's words.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiError {
    /// `error_code`, which is the HTTP status too.
    pub code: u16,
    /// `description`, word for word.
    pub description: String,
    /// `parameters`: `retry_after` or `migrate_to_chat_id`.
    pub parameters: Option<Value>,
}

impl ApiError {
    /// An error with any code and text.
    pub fn new(code: u16, description: impl Into<String>) -> Self {
        ApiError { code, description: description.into(), parameters: None }
    }

    /// 400, with the usual beginning; the text goes on in lower case, unless it is a code.
    pub fn bad(text: impl std::fmt::Display) -> Self {
        let text = text.to_string();
        let mut letters = text.chars();
        let (first, second) = (letters.next(), letters.next());
        let code = second.is_some_and(|second| second == '_' || second.is_ascii_uppercase());
        match first {
            Some(first) if !code => ApiError::new(
                400,
                format!("Bad Request: {}{}", first.to_ascii_lowercase(), &text[first.len_utf8()..]),
            ),
            _ => ApiError::new(400, format!("Bad Request: {text}")),
        }
    }

    /// 403, with the usual beginning.
    pub fn forbidden(text: impl std::fmt::Display) -> Self {
        ApiError::new(403, format!("Forbidden: {text}"))
    }

    /// 409, with the usual beginning.
    pub fn conflict(text: impl std::fmt::Display) -> Self {
        ApiError::new(409, format!("Conflict: {text}"))
    }

    /// 429: too many, come back after so many seconds.
    pub fn retry_after(seconds: u64) -> Self {
        let parameters = Some(json!({ "retry_after": seconds }));
        ApiError { parameters, ..ApiError::new(429, format!("Too Many Requests: retry after {seconds}")) }
    }

    /// The group lives on under another id.
    pub fn migrated(to: i64) -> Self {
        let parameters = Some(json!({ "migrate_to_chat_id": to }));
        ApiError { parameters, ..ApiError::bad("group chat was upgraded to a supergroup chat") }
    }

    pub(super) fn json(&self) -> Value {
        let mut answer = json!({ "ok": false, "error_code": self.code, "description": self.description });
        if let Some(parameters) = &self.parameters {
            answer["parameters"] = parameters.clone();
        }
        answer
    }
}

/// Why an actor could not do what the test or the page asked for: the app would not offer it.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused(pub String);

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}
