//! Letters in Telegram's terms: which method, with which parameters and files.
//!
//! Built from teloxide's payload types, so that names and shapes are the Bot API's own; then turned
//! to JSON, which [`super::api`] posts.

use serde::Serialize;
use serde_json::Value;
use teloxide::payloads::{
    DeleteMessage, DeleteMyCommands, DeleteMyCommandsSetters, EditMessageCaption, EditMessageCaptionSetters,
    EditMessageMedia, EditMessageMediaSetters, EditMessageText, EditMessageTextSetters, LeaveChat,
    SendDocument, SendDocumentSetters, SendMessage, SendMessageSetters, SendPhoto, SendPhotoSetters,
    SetMessageReaction, SetMessageReactionSetters, SetMyCommands, SetMyCommandsSetters,
};
use teloxide::types::{
    BotCommand, BotCommandScope, ButtonRequest, ChatId, FileId, InlineKeyboardButton, InlineKeyboardMarkup,
    InputFile, InputMedia, InputMediaPhoto, KeyboardButton, KeyboardMarkup, LinkPreviewOptions, MessageId,
    ParseMode, ReactionType, Recipient, ReplyMarkup, ReplyParameters, ThreadId, UserId,
};

use super::keyboards::{Act, Key, Keyboard};
use crate::error::Failure;
use crate::outbox::Body;

/// One call of the Bot API.
#[derive(Debug)]
pub struct Request {
    pub method: &'static str,
    pub params: Value,
    /// A kept file to be attached as [`ATTACHED`], with the name it gets.
    pub file: Option<(String, String)>,
}

/// The name that a request's one file goes by.
pub const ATTACHED: &str = "file0";

/// Puts a letter's body into Telegram's terms.
///
/// `target` is the message id of what an edit or removal follows, once known.
///
/// # Errors
///
/// When the body asks for what cannot be said, such as an edit of a message that never was.
pub fn build(body: &Body, telegram_chat: i64, target: Option<i64>) -> Result<Request, Failure> {
    let chat = Recipient::Id(ChatId(telegram_chat));
    let target = || match target {
        Some(id) => message_id(id),
        None => anyhow::bail!("the message to change was never sent"),
    };
    let request = match body {
        Body::Text { html, keyboard, reply_to, thread } => {
            let mut payload =
                SendMessage::new(chat, html).parse_mode(ParseMode::Html).link_preview_options(no_preview());
            if let Some(markup) = inline(keyboard)? {
                payload = payload.reply_markup(markup);
            }
            if let Some(reply) = reply_to {
                payload = payload.reply_parameters(replying(*reply)?);
            }
            if *thread != 0 {
                payload = payload.message_thread_id(ThreadId(message_id(*thread)?));
            }
            request("sendMessage", &payload)?
        }
        Body::Keys { html, keys } => {
            let payload =
                SendMessage::new(chat, html).parse_mode(ParseMode::Html).link_preview_options(no_preview());
            request("sendMessage", &payload.reply_markup(in_place_of_letters(keys)))?
        }
        Body::Photo { picture, html, keyboard, reply_to, thread } => {
            let mut payload = SendPhoto::new(chat, attached()).caption(html).parse_mode(ParseMode::Html);
            if let Some(markup) = inline(keyboard)? {
                payload = payload.reply_markup(markup);
            }
            if let Some(reply) = reply_to {
                payload = payload.reply_parameters(replying(*reply)?);
            }
            if *thread != 0 {
                payload = payload.message_thread_id(ThreadId(message_id(*thread)?));
            }
            request("sendPhoto", &payload)?.with_file(&picture.hash, "photo.jpg")
        }
        Body::Document { hash, file_name, html, thread } => {
            let mut payload = SendDocument::new(chat, attached()).caption(html).parse_mode(ParseMode::Html);
            if *thread != 0 {
                payload = payload.message_thread_id(ThreadId(message_id(*thread)?));
            }
            request("sendDocument", &payload)?.with_file(hash, file_name)
        }
        Body::EditText { html, keyboard, .. } => {
            let mut payload = EditMessageText::new(chat, target()?, html)
                .parse_mode(ParseMode::Html)
                .link_preview_options(no_preview());
            if let Some(markup) = inline(keyboard)? {
                payload = payload.reply_markup(markup);
            }
            request("editMessageText", &payload)?
        }
        Body::EditPhoto { picture: None, html, keyboard, .. } => {
            let mut payload =
                EditMessageCaption::new(chat, target()?).caption(html).parse_mode(ParseMode::Html);
            if let Some(markup) = inline(keyboard)? {
                payload = payload.reply_markup(markup);
            }
            request("editMessageCaption", &payload)?
        }
        Body::EditPhoto { picture: Some(picture), html, keyboard, .. } => {
            let media = InputMediaPhoto::new(attached()).caption(html).parse_mode(ParseMode::Html);
            let mut payload = EditMessageMedia::new(chat, target()?, InputMedia::Photo(media));
            if let Some(markup) = inline(keyboard)? {
                payload = payload.reply_markup(markup);
            }
            request("editMessageMedia", &payload)?.with_file(&picture.hash, "photo.jpg")
        }
        Body::Delete { .. } => request("deleteMessage", &DeleteMessage::new(chat, target()?))?,
        Body::React { message_id: on, emoji } => {
            let reaction = emoji.iter().map(|emoji| ReactionType::Emoji { emoji: emoji.clone() });
            let payload = SetMessageReaction::new(chat, message_id(*on)?).reaction(reaction);
            request("setMessageReaction", &payload)?
        }
        Body::Report { .. } => anyhow::bail!("a report is no message of Telegram's"),
        Body::Menu { commands, member } => {
            let scope = match member {
                Some(id) => {
                    BotCommandScope::ChatMember { chat_id: chat, user_id: UserId(u64::try_from(*id)?) }
                }
                None => BotCommandScope::Chat { chat_id: chat },
            };
            if commands.is_empty() {
                request("deleteMyCommands", &DeleteMyCommands::new().scope(scope))?
            } else {
                let commands = commands.iter().map(|(name, about)| BotCommand::new(name, about));
                request("setMyCommands", &SetMyCommands::new(commands).scope(scope))?
            }
        }
        Body::Leave {} => request("leaveChat", &LeaveChat::new(chat))?,
    };
    Ok(request)
}

fn request(method: &'static str, payload: &impl Serialize) -> Result<Request, Failure> {
    Ok(Request { method, params: params(payload)?, file: None })
}

/// A payload as JSON; what is not set is left out, since Telegram has no nulls.
pub fn params(payload: &impl Serialize) -> Result<Value, Failure> {
    let mut params = serde_json::to_value(payload)?;
    drop_nulls(&mut params);
    Ok(params)
}

fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

impl Request {
    fn with_file(mut self, hash: &str, file_name: &str) -> Self {
        self.file = Some((hash.to_owned(), file_name.to_owned()));
        self
    }
}

/// Names the attached file. teloxide would choose a name of its own and hold the file; ours is
/// read from the media folder at the moment of sending.
fn attached() -> InputFile {
    InputFile::file_id(FileId(format!("attach://{ATTACHED}")))
}

fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

/// A reply that is sent all the same where the message is gone by then.
fn replying(to: i64) -> Result<ReplyParameters, Failure> {
    Ok(ReplyParameters::new(message_id(to)?).allow_sending_without_reply())
}

fn message_id(id: i64) -> Result<MessageId, Failure> {
    Ok(MessageId(i32::try_from(id)?))
}

fn in_place_of_letters(keys: &[Vec<Key>]) -> ReplyMarkup {
    if keys.is_empty() {
        return ReplyMarkup::kb_remove();
    }
    let button = |key: &Key| match key.contact {
        true => KeyboardButton::new(&key.text).request(ButtonRequest::Contact),
        false => KeyboardButton::new(&key.text),
    };
    let rows = keys.iter().map(|row| row.iter().map(button).collect::<Vec<_>>());
    ReplyMarkup::Keyboard(KeyboardMarkup::new(rows).resize_keyboard())
}

fn inline(keyboard: &Keyboard) -> Result<Option<InlineKeyboardMarkup>, Failure> {
    if keyboard.0.iter().all(Vec::is_empty) {
        return Ok(None);
    }
    let mut rows = Vec::new();
    for row in &keyboard.0 {
        let mut buttons = Vec::new();
        for button in row {
            buttons.push(match &button.act {
                Act::Press(data) => InlineKeyboardButton::callback(&button.text, data),
                Act::Open(url) => InlineKeyboardButton::url(&button.text, url.parse()?),
            });
        }
        rows.push(buttons);
    }
    Ok(Some(InlineKeyboardMarkup::new(rows)))
}
