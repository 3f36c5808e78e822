//! Why something is not done, for who wanted it.

use axum::http::StatusCode;

use crate::emulator::Refused;
use crate::error::Failure;
use crate::i18n::Say;
use crate::say;

/// What is wrong with an act.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such person, chat or deed.
    Unknown,
    /// The person is not in the chat.
    NotInside,
    /// The message, or the button on it, is gone.
    Gone,
    /// The form is not what the page sends.
    Malformed,
    /// More bytes than are taken.
    TooLarge,
    /// What the sender can mend.
    Why(Say),
    /// The demo itself is at fault.
    Failed(Failure),
}

impl Refusal {
    pub fn status(&self) -> StatusCode {
        match self {
            Refusal::Unknown => StatusCode::NOT_FOUND,
            Refusal::NotInside => StatusCode::FORBIDDEN,
            Refusal::Gone => StatusCode::CONFLICT,
            Refusal::Malformed => StatusCode::BAD_REQUEST,
            Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::Why(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    pub fn say(self) -> Say {
        match self {
            Refusal::Unknown => say!("demo-act-unknown"),
            Refusal::NotInside => say!("demo-act-not-inside"),
            Refusal::Gone => say!("demo-act-gone"),
            Refusal::Malformed => say!("demo-act-malformed"),
            Refusal::TooLarge => say!("demo-act-file-too-big", most = super::form::MOST_MEGABYTES),
            Refusal::Why(say) => say,
            Refusal::Failed(failure) => say!("demo-act-failed", why = format!("{failure:#}")),
        }
    }
}

/// What Telegram's app would not have offered.
impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        Refusal::Why(say!("demo-act-refused", why = refused.0))
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Refusal::Failed(failure)
    }
}
