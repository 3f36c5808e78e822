//! What a visitor does with messages and chats that are there: presses, edits, deletes, reacts, votes, forwards,
//! comes and goes, opens and blocks the bot.

use super::form::Form;
use super::refusal::Refusal;
use super::{CAPTION, TEXT, chat, fitting, known_chat, message};
use crate::demo::live::Persona;
use crate::emulator::{ChatId, ChatKind, Content, Door, Message, Post, World};
use crate::say;

/// Does one of them.
pub fn done(world: &mut World, who: &Persona, deed: &str, form: &Form) -> Result<(), Refusal> {
    match deed {
        "press" => press(world, who, form),
        "key" => key(world, who, form),
        "edit" => edit(world, who, form),
        "delete" => delete(world, who, form),
        "react" => react(world, who, form),
        "vote" => vote(world, who, form),
        "forward" => forward(world, who, form),
        "join" => join(world, who, form),
        "leave" => leave(world, who, form),
        "block" => door(world, who, form, Door::Blocked),
        "unblock" => door(world, who, form, Door::Open),
        "start" => start(world, who, form),
        "add_bot" => add_bot(world, who, form),
        _ => Err(Refusal::Unknown),
    }
}

/// Only what stands on a button of the message can be pressed.
fn press(world: &mut World, who: &Persona, form: &Form) -> Result<(), Refusal> {
    let place = chat(world, who, form)?;
    let pressed = message(place, form)?;
    let (id, at, data) = (place.id, pressed.id, form.text("data"));
    let buttons = pressed.buttons();
    if data.is_empty() || !buttons.iter().flatten().any(|button| button.data.as_deref() == Some(data)) {
        return Err(Refusal::Gone);
    }
    world.press(who.user, id, at, data)?;
    Ok(())
}

/// A key that the bot put in the place of the letters: it sends its text, or the presser's number.
fn key(world: &mut World, who: &Persona, form: &Form) -> Result<(), Refusal> {
    let place = chat(world, who, form)?.id;
    world.press_key(who.user, place, form.text("text"))?;
    Ok(())
}

fn edit(world: &mut World, who: &Persona, form: &Form) -> Result<(), Refusal> {
    let place = chat(world, who, form)?;
    let edited = message(place, form)?;
    if !is_own(edited, who, place.is_admin(who.user)) {
        return Err(Refusal::Why(say!("demo-act-not-own")));
    }
    let text = form.text("text").trim();
    let text = match edited.content {
        Content::Text if text.is_empty() => return Err(Refusal::Why(say!("demo-act-nothing"))),
        Content::Text => fitting(text, TEXT)?,
        Content::Photo(_) | Content::Document { .. } => fitting(text, CAPTION)?,
        Content::Other(ref field, _) if field == "video" => fitting(text, CAPTION)?,
        _ => return Err(Refusal::Why(say!("demo-act-no-words"))),
    };
    // As in Telegram's apps, what is as it was is not sent.
    if edited.text() == text {
        return Ok(());
    }
    let (id, at) = (place.id, edited.id);
    world.edit_text(who.user, id, at, text)?;
    Ok(())
}

/// Written by this person, or in a channel by its admins.
fn is_own(message: &Message, who: &Persona, admin: bool) -> bool {
    match message.from {
        Some(from) => from == who.user,
        None => admin,
    }
}

fn delete(world: &mut World, who: &Persona, form: &Form) -> Result<(), Refusal> {
    let place = chat(world, who, form)?;
    let deleted = message(place, form)?;
    let admin = place.is_admin(who.user);
    if place.kind != ChatKind::Private && !admin && !is_own(deleted, who, admin) {
        return Err(Refusal::Why(say!("demo-act-not-own")));
    }
    let (id, at) = (place.id, deleted.id);
    world.delete(who.user, id, at)?;
    Ok(())
}

fn react(world: &mut World, who: &Persona, form: &Form) -> Result<(), Refusal> {
    let place = chat(world, who, form)?;
    let (id, at, emoji) = (place.id, message(place, form)?.id, form.text("emoji"));
    let allowed =
        place.allowed_reactions.as_ref().is_none_or(|allowed| allowed.iter().any(|one| one == emoji));
    let shown = super::super::templates::EMOJI.contains(&emoji);
    if !emoji.is_empty() && (!allowed || !shown) {
        return Err(Refusal::Why(say!("demo-act-no-reaction")));
    }
    world.react(who.user, id, at, emoji)?;
    Ok(())
}

fn vote(world: &mut World, who: &Persona, form: &Form) -> Result<(), Refusal> {
    let place = chat(world, who, form)?;
    let (id, voted) = (place.id, message(place, form)?);
    let Content::Poll(poll) = &voted.content else { return Err(Refusal::Gone) };
    let mut options = Vec::new();
    for option in form.all("option") {
        let option: usize = option.parse().map_err(|_| Refusal::Malformed)?;
        if option >= poll.options.len() || options.contains(&option) {
            return Err(Refusal::Malformed);
        }
        options.push(option);
    }
    // Nothing chosen takes an answer back.
    let answered = poll.votes.contains_key(&who.user);
    if (options.is_empty() && !answered) || (options.len() > 1 && !poll.multiple) {
        return Err(Refusal::Why(say!("demo-act-one-answer")));
    }
    let at = voted.id;
    world.vote(who.user, id, at, &options)?;
    Ok(())
}

fn forward(world: &mut World, who: &Persona, form: &Form) -> Result<(), Refusal> {
    let place = chat(world, who, form)?;
    let forwarded = message(place, form)?;
    if forwarded.is_service() {
        return Err(Refusal::Why(say!("demo-act-no-words")));
    }
    let to = known_chat(world, form.text("to"))?;
    if to.kind == ChatKind::Private && to.id == ChatId::from(who.user) && to.door != Door::Open {
        return Err(Refusal::Why(say!("demo-act-start-first")));
    }
    let (to, post) = (to.id, Post::forward(place.id, forwarded.id));
    world.say(who.user, to, post)?;
    Ok(())
}

fn join(world: &mut World, who: &Persona, form: &Form) -> Result<(), Refusal> {
    let place = known_chat(world, form.text("chat"))?;
    if place.kind == ChatKind::Private || place.migrated_to.is_some() {
        return Err(Refusal::Unknown);
    }
    let (id, inside) = (place.id, place.member(who.user).is_in());
    if !inside {
        world.join(who.user, id);
    }
    Ok(())
}

fn leave(world: &mut World, who: &Persona, form: &Form) -> Result<(), Refusal> {
    let place = chat(world, who, form)?;
    if place.kind == ChatKind::Private {
        return Err(Refusal::Unknown);
    }
    let id = place.id;
    world.leave(who.user, id);
    Ok(())
}

/// Blocks the bot, or lets it write again.
fn door(world: &mut World, who: &Persona, form: &Form, to: Door) -> Result<(), Refusal> {
    let place = chat(world, who, form)?;
    if place.kind != ChatKind::Private || place.door == Door::NeverOpened {
        return Err(Refusal::Unknown);
    }
    if place.door == to {
        return Ok(());
    }
    if to == Door::Blocked {
        world.block_bot(who.user);
    } else {
        world.unlock(who.user);
    }
    Ok(())
}

/// Opens the bot, by a deep link where there is a payload.
fn start(world: &mut World, who: &Persona, form: &Form) -> Result<(), Refusal> {
    world.open_bot(who.user, payload(form)?)?;
    Ok(())
}

/// Adds the bot to a group: as an admin of it where one adds it who is one. By a link its payload is said there.
fn add_bot(world: &mut World, who: &Persona, form: &Form) -> Result<(), Refusal> {
    let place = chat(world, who, form)?;
    let (id, admin, bot) = (place.id, place.is_admin(who.user), world.bot());
    let there = place.member(bot).is_in();
    if place.kind == ChatKind::Private {
        return Err(Refusal::Unknown);
    }
    if place.kind == ChatKind::Channel && !admin {
        return Err(Refusal::Why(say!("demo-act-admins-only")));
    }
    if !there {
        world.add_bot(id, who.user, admin);
    } else if form.text("payload").is_empty() {
        return Err(Refusal::Why(say!("demo-act-bot-is-there")));
    }
    if let Some(payload) = payload(form)? {
        world.add_bot_by_link(id, who.user, payload)?;
    }
    Ok(())
}

/// What a link to the bot carries.
fn payload(form: &Form) -> Result<Option<&str>, Refusal> {
    let payload = form.text("payload");
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if payload.len() > 64 || !payload.chars().all(plain) {
        return Err(Refusal::Malformed);
    }
    Ok(Some(payload).filter(|payload| !payload.is_empty()))
}
