//! What a visitor posts: words, photos of the tray, files of their own, a place, a number.

use axum::body::Bytes;

use super::form::{File, Form, MOST_FILES};
use super::refusal::Refusal;
use super::{CAPTION, TEXT, chat, fitting};
use crate::demo::live::{Live, Persona};
use crate::emulator::{ChatId, ChatKind, Door, MessageId, Post, Unfit, World, fit_for_photo};
use crate::say;

/// Something to be posted, and whether it can stand in an album beside others of its kind.
enum Piece {
    Photo(Bytes),
    Video(Bytes),
    Document(String, String, Bytes),
}

/// Posts what the form carries.
pub fn send(live: &Live, who: &Persona, form: &Form) -> Result<(), Refusal> {
    // Read, and measured, before anybody is kept from looking at the world.
    let pieces = pieces(live, form)?;
    let text = form.text("text").trim();
    let place = place(form)?;
    let number = number(form)?;

    let mut world = live.world();
    let there = chat(&world, who, form)?;
    let id = there.id;
    if there.kind == ChatKind::Private && there.door != Door::Open {
        return Err(Refusal::Why(say!("demo-act-start-first")));
    }
    let answered = match form.text("reply_to") {
        "" => None,
        reply => Some(reply.parse().map(MessageId).map_err(|_| Refusal::Gone)?),
    };
    if answered.is_some_and(|id| there.messages.get(&id).is_none_or(|message| message.deleted)) {
        return Err(Refusal::Gone);
    }
    let replying = |post: Post| match answered {
        Some(id) => post.reply_to(id),
        None => post,
    };
    if let Some(post) = place.or(number) {
        world.say(who.user, id, replying(post))?;
        return Ok(());
    }
    if pieces.is_empty() {
        if text.is_empty() {
            return Err(Refusal::Why(say!("demo-act-nothing")));
        }
        world.say(who.user, id, replying(Post::text(fitting(text, TEXT)?)))?;
        return Ok(());
    }
    // Telegram never mixes files with pictures in one album. The caption stands on the first piece of all.
    let mut caption = Some(fitting(text, CAPTION)?);
    let (files, pictures): (Vec<_>, Vec<_>) =
        pieces.into_iter().partition(|piece| matches!(piece, Piece::Document(..)));
    for album in [pictures, files].into_iter().filter(|album| !album.is_empty()) {
        let mut posts: Vec<Post> = album.into_iter().map(Piece::post).collect();
        let first = posts.remove(0).caption(caption.take().unwrap_or_default());
        post(&mut world, who, id, replying(first), posts)?;
    }
    Ok(())
}

fn post(world: &mut World, who: &Persona, chat: ChatId, first: Post, more: Vec<Post>) -> Result<(), Refusal> {
    if more.is_empty() {
        world.say(who.user, chat, first)?;
    } else {
        world.post_album(who.user, chat, std::iter::once(first).chain(more))?;
    }
    Ok(())
}

impl Piece {
    fn post(self) -> Post {
        match self {
            Piece::Photo(bytes) => Post::photo(bytes),
            Piece::Video(bytes) => Post::video(bytes),
            Piece::Document(name, mime, bytes) => Post::document(&name, &mime, bytes),
        }
    }
}

/// The photos of the tray, then the visitor's own files, as they are to be sent.
fn pieces(live: &Live, form: &Form) -> Result<Vec<Piece>, Refusal> {
    let as_file = !form.text("as_file").is_empty();
    let mut pieces = Vec::new();
    for name in form.all("tray").filter(|name| !name.is_empty()) {
        let bytes = live.tray_photo(name).ok_or(Refusal::Unknown)?;
        pieces.push(if as_file {
            Piece::Document(format!("{name}.jpg"), "image/jpeg".into(), bytes)
        } else {
            Piece::Photo(bytes)
        });
    }
    for file in &form.files {
        pieces.push(piece(file, as_file)?);
    }
    if pieces.len() > MOST_FILES {
        return Err(Refusal::Why(say!("demo-act-too-many", most = MOST_FILES)));
    }
    Ok(pieces)
}

/// A file goes as a photo where it is one, unless it is to go as it is.
fn piece(file: &File, as_file: bool) -> Result<Piece, Refusal> {
    let File { name, mime, bytes } = file;
    let why = |say| Err(Refusal::Why(say));
    if bytes.is_empty() {
        return why(say!("demo-act-empty", name = name));
    }
    if as_file || !(mime.starts_with("image/") || mime.starts_with("video/")) {
        return Ok(Piece::Document(name.clone(), mime.clone(), bytes.clone()));
    }
    if mime.starts_with("video/") {
        return Ok(Piece::Video(bytes.clone()));
    }
    match fit_for_photo(bytes) {
        Ok(_) => Ok(Piece::Photo(bytes.clone())),
        Err(Unfit::TooBig { most }) => why(say!("demo-act-photo-too-big", name = name, most = most >> 20)),
        Err(Unfit::NoPicture) => why(say!("demo-act-no-picture", name = name)),
        Err(Unfit::Shape { width, height }) => {
            why(say!("demo-act-photo-shape", name = name, width = width, height = height))
        }
    }
}

fn place(form: &Form) -> Result<Option<Post>, Refusal> {
    let (lat, lon) = (form.text("lat"), form.text("lon"));
    if lat.is_empty() && lon.is_empty() {
        return Ok(None);
    }
    let degrees = |text: &str, most: f64| text.parse().ok().filter(|value: &f64| value.abs() <= most);
    match (degrees(lat, 90.0), degrees(lon, 180.0)) {
        (Some(lat), Some(lon)) => Ok(Some(Post::location(lat, lon))),
        _ => Err(Refusal::Why(say!("demo-act-no-place"))),
    }
}

fn number(form: &Form) -> Result<Option<Post>, Refusal> {
    let number = form.text("contact");
    if number.is_empty() {
        return Ok(None);
    }
    let digits = number.strip_prefix('+').unwrap_or(number);
    if !(5..=20).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::Why(say!("demo-act-no-number")));
    }
    Ok(Some(Post::own_contact(number)))
}
