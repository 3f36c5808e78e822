//! What a visitor does on the page: each act is a form that arrives here by POST and goes, through the same
//! actors as in the scenarios, into the emulator's world.
//!
//! Nothing that a browser sends is believed: who acts must be one of the cast, where they act must be a chat
//! that they see, and what they send is measured as Telegram's own apps and servers would. What is not to be done is
//! said in one line in the reader's language. The script is answered with nothing but that; who has no script is sent
//! back to the page.

mod deeds;
mod form;
mod refusal;
mod send;
mod stage;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;

use self::form::Form;
use self::refusal::Refusal;
use super::Stand;
use super::visit::{self, Asked};
use crate::demo::live::{Live, Persona};
use crate::emulator::{Chat, ChatId, ChatKind, Message, MessageId, World};
use crate::say;

/// The script says by this header that it is one.
const BY_SCRIPT: &str = "x-muster-page";

/// All that can be done.
pub fn routes() -> Router<Stand> {
    Router::new()
        .route("/act/{deed}", post(act))
        .route("/clock/{jump}", post(stage::clock))
        .route("/trouble/{what}", post(stage::trouble))
        .route("/day/step", post(stage::step))
        .route("/fresh", post(stage::fresh))
        .layer(DefaultBodyLimit::max(form::MOST_BYTES))
}

/// Somebody does something in a chat.
async fn act(
    State(stand): State<Stand>,
    Path(deed): Path<String>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    let visitor = Visitor { live: &stand.live, headers: &headers, asked: &asked };
    match Form::read(request).await {
        Ok(form) => {
            let done = done(&stand.live, &deed, &form);
            let back = format!("/?as={}&chat={}", address(form.text("as")), address(form.text("chat")));
            visitor.answer(done, &back)
        }
        Err(refusal) => visitor.answer(Err(refusal), "/"),
    }
}

fn done(live: &Live, deed: &str, form: &Form) -> Result<(), Refusal> {
    // What is asked of the live demo is asked before the world is held.
    let cast = live.cast();
    let who = cast.persona(form.text("as")).ok_or(Refusal::Unknown)?;
    if deed == "send" {
        return send::send(live, who, form);
    }
    deeds::done(&mut live.world(), who, deed, form)
}

/// Whoever waits for an answer.
struct Visitor<'v> {
    live: &'v Live,
    headers: &'v HeaderMap,
    asked: &'v Asked,
}

impl Visitor<'_> {
    /// Nothing, or back to the page, or why not.
    fn answer(&self, done: Result<(), Refusal>, back: &str) -> Response {
        match done {
            Ok(()) if self.headers.contains_key(BY_SCRIPT) => StatusCode::NO_CONTENT.into_response(),
            Ok(()) => Redirect::to(back).into_response(),
            Err(refusal) => {
                let status = refusal.status();
                let locale = visit::locale(self.asked, self.headers);
                let mut line = self.live.texts().plain(locale, &refusal.say());
                line.push('\n');
                (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], line).into_response()
            }
        }
    }
}

/// A value as it may stand in an address: keys and numbers, and nothing of anything else.
fn address(value: &str) -> String {
    value.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
}

/// The chat that a form names, if this person is in it.
fn chat<'w>(world: &'w World, who: &Persona, form: &Form) -> Result<&'w Chat, Refusal> {
    let chat = known_chat(world, form.text("chat"))?;
    let inside = if chat.kind == ChatKind::Private {
        chat.id == ChatId::from(who.user)
    } else {
        chat.member(who.user).is_in()
    };
    if inside { Ok(chat) } else { Err(Refusal::NotInside) }
}

/// The chat of that id, whoever is in it.
fn known_chat<'w>(world: &'w World, id: &str) -> Result<&'w Chat, Refusal> {
    let id = id.parse().map(ChatId).ok();
    id.and_then(|id| world.chat(id)).ok_or(Refusal::Unknown)
}

/// The message of a chat that a form names, if it is still there.
fn message<'c>(chat: &'c Chat, form: &Form) -> Result<&'c Message, Refusal> {
    let id = form.text("message").parse().map(MessageId);
    let found = id.ok().and_then(|id| chat.messages.get(&id));
    found.filter(|message| !message.deleted).ok_or(Refusal::Gone)
}

/// As many characters as Telegram counts in a text.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The longest text and the longest caption.
const TEXT: usize = 4_096;
const CAPTION: usize = 1_024;

/// A text that Telegram takes.
fn fitting(text: &str, most: usize) -> Result<&str, Refusal> {
    if length(text) > most {
        return Err(Refusal::Why(say!("demo-act-too-long", most = most, length = length(text))));
    }
    Ok(text)
}
