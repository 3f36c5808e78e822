//! `/bulletin`, `/best`, reactions, and the buttons below a draft.

use teloxide::types::{Message, MessageReactionUpdated, ReactionType};

use super::drafts::{self, Mode, draft_of};
use super::figures::{self, Figures};
use super::job::{self, Whom};
use super::publish::{Said, bodies};
use super::{Bulletin, INTRO, Section, State, editors, store, votes};
use crate::clock::Time;
use crate::directory::{self, Kind as ChatKind, Person};
use crate::domain::calendar::said_day;
use crate::domain::ids::{BulletinId, ChatId, SubmissionId};
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::conversations::{self, Conversation, Kind};
use crate::features::roles;
use crate::features::turn::{self, Turn};
use crate::i18n::{self, Locale};
use crate::inbox::PressAnswer;
use crate::outbox::{self, Letter};
use crate::say;
use crate::store::Tx;

crate::presses! {
    /// The buttons below the draft of a bulletin.
    pub enum Press: "bulletin" {
        /// Sends it to all bound chats.
        Publish { bulletin: BulletinId } = "publish",
        /// Shows what can be changed.
        Edit { bulletin: BulletinId } = "edit",
        /// Back to the first buttons.
        Back { bulletin: BulletinId } = "back",
        /// Asks for an introduction.
        Intro { bulletin: BulletinId } = "intro",
        /// Takes the introduction away.
        IntroOff { bulletin: BulletinId } = "nointro",
        /// Leaves a section out, or takes it in again.
        Section { bulletin: BulletinId, section: i64 } = "part",
        /// Puts the next best picture in the place of this photo.
        Other { bulletin: BulletinId, photo: i64 } = "other",
        /// Asks whether it is to be dropped indeed.
        Drop { bulletin: BulletinId } = "drop",
        /// Drops it.
        DropYes { bulletin: BulletinId } = "dropyes",
    }
}

/// Past bulletins that are listed.
const LISTED: i64 = 5;

/// On a message in a group that was answered in private.
const DONE: &str = "👌";

/// The one question that is asked of a bulletin.
const INTRODUCTION: &str = "intro";

/// `/bulletin`: the draft that waits, or one is made now; `/bulletin 2026-06-28`: the one of that day.
pub fn bulletin(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else {
        return turn.reply(&say!("only-as-yourself")).map(drop);
    };
    let Some((chat, locale)) = turn::reach(turn.tx, turn.cx, person.id)? else {
        return turn.reply(&say!("bulletins-open-me", link = turn.cx.deep_link("hello"))).map(drop);
    };
    let (cx, now) = (turn.cx, turn.now);
    if !given.rest.is_empty() {
        let Some(day) = said_day(given.rest, now.with_timezone(&cx.config.timezone).date_naive()) else {
            return turn.reply(&say!("bulletins-day-unfit")).map(drop);
        };
        return match store::of_day(turn.tx, day)? {
            Some(of) => show_past(turn, &of, chat, locale),
            None => turn.reply(&say!("bulletins-none-of", day = i18n::day(day))).map(drop),
        };
    }
    let of = match store::draft(turn.tx)? {
        Some(of) => Some(of.id),
        None => drafts::make(turn.tx, cx, now, true, now)?,
    };
    match of {
        Some(of) => {
            let cause = format!("asked:{}", turn.update_id);
            job::draw_soon(turn.tx, of, Whom::Chat(chat), &cause, now)?;
            done(turn)
        }
        None => list(turn),
    }
}

fn done(turn: &mut Turn) -> Result<(), Failure> {
    match turn.message_id.filter(|_| !turn.is_private()) {
        Some(message) => turn.react(message, Some(DONE)),
        None => Ok(()),
    }
}

/// Nothing new can be told: what was told.
fn list(turn: &mut Turn) -> Result<(), Failure> {
    let past = store::published(turn.tx, LISTED)?;
    let mut lines = vec![turn.html(&match past.is_empty() {
        true => say!("bulletins-nothing"),
        false => say!("bulletins-nothing-new"),
    })];
    for of in past {
        let (first, last) = (i18n::day(of.first), i18n::day(of.last));
        lines.push(turn.html(&say!("bulletins-line", first = first, last = last, day = of.last.to_string())));
    }
    turn.post(outbox::Body::text(lines.join("\n")), Default::default(), true).map(drop)
}

/// A bulletin as it was published; a draft is shown as one.
fn show_past(turn: &mut Turn, of: &Bulletin, chat: ChatId, locale: Locale) -> Result<(), Failure> {
    let (cx, now) = (turn.cx, turn.now);
    match (&of.figures, of.state) {
        (Some(figures), State::Published) => {
            let figures: Figures = serde_json::from_str(figures)?;
            let picture = store::letters::picture(turn.tx, draft_of(of.id).kind, of.id.get(), locale)?;
            let said = job::said(cx, of, &figures, &[locale], &[]).remove(&locale);
            let Some(said) = said.map(|said| Said { picture, ..said }) else { return Ok(()) };
            let key = turn.next_key();
            for (key, body) in bodies(&key, &said) {
                outbox::enqueue(turn.tx, Letter::answer(key, chat, body), now)?;
            }
            done(turn)
        }
        (_, State::Draft) => {
            let cause = format!("asked:{}", turn.update_id);
            job::draw_soon(turn.tx, of.id, Whom::Chat(chat), &cause, now)?;
            done(turn)
        }
        _ => {
            let say = drafts::ended(turn.tx, cx, of, now)?;
            turn.reply(&say).map(drop)
        }
    }
}

/// `/best` in reply to a photo: its lead says that it is one of the week's best.
pub fn best(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else {
        return turn.reply(&say!("only-as-yourself")).map(drop);
    };
    let Some(photo) = given.message.reply_to_message() else {
        return turn.reply(&say!("bulletins-best-how")).map(drop);
    };
    let noted = votes::best(turn.tx, turn.cx, &person, turn.chat.id, photo.id.0.into(), turn.now)?;
    turn.reply(&match noted {
        votes::Best::Noted => say!("bulletins-best-noted"),
        votes::Best::TakenBack => say!("bulletins-best-taken-back"),
        votes::Best::NotYours => say!("only-leads"),
        votes::Best::NoPhoto => say!("bulletins-best-how"),
    })
    .map(drop)
}

/// Somebody reacted to a message: a vote, where it is a photo. Nothing is noted of whom the bot never met.
pub fn reacted(tx: &mut Tx, change: &MessageReactionUpdated, now: Time) -> Result<(), Failure> {
    let Some(user) = change.user().filter(|user| !user.is_bot) else { return Ok(()) };
    let Some(chat) = directory::chat_by_telegram(tx, change.chat.id.0)? else { return Ok(()) };
    let telegram_id = i64::try_from(user.id.0).unwrap_or_default();
    let Some(person) = directory::person_by_telegram(tx, telegram_id)? else { return Ok(()) };
    if chat.kind == ChatKind::Private {
        return Ok(());
    }
    let likes = change.new_reaction.iter().any(|reaction| match reaction {
        ReactionType::Emoji { emoji } => votes::likes(emoji),
        _ => true,
    });
    votes::reacted(tx, chat.id, change.message_id.0.into(), person.id, likes, now)
}

/// Takes the introduction that was asked for.
pub fn answered(
    turn: &mut Turn,
    person: &Person,
    asked: &Conversation,
    message: &Message,
) -> Result<bool, Failure> {
    let Some(text) = message.text().filter(|text| !text.starts_with('/')) else { return Ok(false) };
    let id = asked.data.parse::<i64>().ok().map(BulletinId::from);
    let of = id.map(|id| store::by_id(turn.tx, id)).transpose()?.flatten();
    let Some(of) = of.filter(|of| of.state == State::Draft && asked.step == INTRODUCTION) else {
        conversations::end(turn.tx, person.id, turn.chat.id)?;
        return turn.reply(&say!("bulletins-no-draft")).map(|_| true);
    };
    if !editors::may(turn.tx, turn.cx, person)? {
        conversations::end(turn.tx, person.id, turn.chat.id)?;
        return turn.reply(&say!("only-top")).map(|_| true);
    }
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let text = lines.join("\n").trim().to_owned();
    if text.is_empty() || text.chars().count() > INTRO {
        return turn.reply(&say!("bulletins-intro-unfit", most = INTRO)).map(|_| true);
    }
    conversations::end(turn.tx, person.id, turn.chat.id)?;
    edit(turn, person, &of, &text, of.off, "intro")?;
    turn.reply(&say!("bulletins-intro-taken")).map(|_| true)
}

/// Changes a draft, and what everybody sees of it.
fn edit(
    turn: &mut Turn,
    person: &Person,
    of: &Bulletin,
    intro: &str,
    off: i64,
    what: &str,
) -> Result<(), Failure> {
    store::edit(turn.tx, of.id, intro, off, turn.now)?;
    roles::audit(turn.tx, Some(person.id), "bulletin.edit", &format!("{} {what}", of.last), turn.now)?;
    drafts::refresh(turn.tx, turn.cx, of.id, turn.now)
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let (Press::Publish { bulletin }
    | Press::Edit { bulletin }
    | Press::Back { bulletin }
    | Press::Intro { bulletin }
    | Press::IntroOff { bulletin }
    | Press::Section { bulletin, .. }
    | Press::Other { bulletin, .. }
    | Press::Drop { bulletin }
    | Press::DropYes { bulletin }) = press;
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    let Some(of) = store::by_id(turn.tx, bulletin)? else { return Ok(turn.answer(&say!("button-too-old"))) };
    if of.state != State::Draft {
        let say = drafts::ended(turn.tx, turn.cx, &of, turn.now)?;
        return Ok(turn.answer(&say));
    }
    match press {
        Press::Publish { .. } => {
            let published = drafts::publish(turn.tx, turn.cx, &of, &person, turn.now)?;
            Ok(turn.answer(&match published {
                true => say!("bulletins-publishing"),
                false => drafts::ended(turn.tx, turn.cx, &of, turn.now)?,
            }))
        }
        Press::DropYes { .. } => {
            drafts::drop(turn.tx, turn.cx, &of, Some(&person), turn.now)?;
            Ok(turn.answer(&say!("bulletins-dropped")))
        }
        Press::Edit { .. } => mode(turn, &of, Mode::Edit),
        Press::Back { .. } => mode(turn, &of, Mode::Plain),
        Press::Drop { .. } => mode(turn, &of, Mode::Drop),
        Press::Intro { .. } => {
            let data = of.id.to_string();
            let asked = Conversation { kind: Kind::Bulletins, step: INTRODUCTION.to_owned(), data };
            conversations::ask(turn.tx, person.id, turn.chat.id, &asked, turn.now)?;
            turn.say(&say!("bulletins-intro-ask", most = INTRO))?;
            Ok(PressAnswer::default())
        }
        Press::IntroOff { .. } => {
            edit(turn, &person, &of, "", of.off, "intro off")?;
            Ok(PressAnswer::default())
        }
        Press::Section { section, .. } => {
            let Some(section) = Section::at(section) else { return Ok(turn.answer(&say!("button-too-old"))) };
            let what = format!("{section:?} {}", if of.has(section) { "off" } else { "on" });
            edit(turn, &person, &of, &of.intro, of.off ^ section.bit(), &what.to_lowercase())?;
            if section == Section::Pictures {
                redraw(turn, &of)?;
            }
            Ok(PressAnswer::default())
        }
        Press::Other { photo, .. } => other(turn, &person, &of, photo.into()),
    }
}

fn redraw(turn: &mut Turn, of: &Bulletin) -> Result<(), Failure> {
    let cause = format!("pictures:{}", turn.update_id);
    job::draw_soon(turn.tx, of.id, Whom::Nobody, &cause, turn.now)
}

/// Puts other buttons below what was pressed.
fn mode(turn: &mut Turn, of: &Bulletin, mode: Mode) -> Result<PressAnswer, Failure> {
    let draft = draft_of(of.id);
    let Some(seen) = draft.seen_in(turn.tx, turn.chat.id)? else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    draft.set_mode(turn.tx, &seen, mode as i64)?;
    let figures = figures::figures(turn.tx, turn.cx, of)?;
    let page = drafts::page(turn.cx, of, &figures, turn.locale(), mode);
    draft.edit(turn.tx, &seen, page, turn.now)?;
    Ok(PressAnswer::default())
}

/// The next best picture in the place of one.
fn other(
    turn: &mut Turn,
    person: &Person,
    of: &Bulletin,
    photo: SubmissionId,
) -> Result<PressAnswer, Failure> {
    let before = figures::figures(turn.tx, turn.cx, of)?.photos_shown();
    if !before.contains(&photo) {
        drafts::refresh(turn.tx, turn.cx, of.id, turn.now)?;
        return Ok(turn.answer(&say!("bulletins-other-gone")));
    }
    store::pass_over(turn.tx, of.id, photo)?;
    let after = figures::figures(turn.tx, turn.cx, of)?.photos_shown();
    edit(turn, person, of, &of.intro, of.off, "picture")?;
    redraw(turn, of)?;
    Ok(turn.answer(&match after.len() < before.len() {
        true => say!("bulletins-other-none"),
        false => say!("bulletins-other"),
    }))
}
