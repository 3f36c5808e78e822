//! Captions that come later: asked for once, and taken from whatever answers.
//!
//! People send nine bare photos and then one text. So one question goes out for all of them, and only
//! if the text is not there after a while; the text is taken whether it replies to the question, to a
//! photo, or to nothing at all. A straggler behind them borrows their words until it gets its own.

use chrono::TimeDelta;

use crate::clock::Time;
use crate::directory::Person;
use crate::domain::caption::{self, Headcount, Veil};
use crate::domain::ids::{AlbumId, ChildId, PersonId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::turn::Turn;
use crate::features::{minors, roles};
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::Tx;
use crate::telegram::keyboards::{Button, Keyboard};

use super::chat::Press;
use super::state::State;
use super::store::{self, Album, Words};
use super::{lines, undo, verdict};

/// For so long one question stands for all bare photos of a person, and a plain text or a place is
/// taken for the photos before it.
pub const SPAN: TimeDelta = TimeDelta::minutes(10);

/// So long a bare photo is given before its sender is asked: most have the words ready.
const WAIT: TimeDelta = TimeDelta::seconds(5);

const ASK: &str = "photos.ask";
const HEADS: &str = "photos.heads";

/// A text that may be a caption.
#[derive(Clone, Debug)]
pub struct Text<'m> {
    pub message: i64,
    pub text: &'m str,
    pub reply_to: Option<i64>,
    pub at: Time,
}

/// A place that may be a photo's.
#[derive(Clone, Debug)]
pub struct Spot {
    pub reply_to: Option<i64>,
    pub at: Time,
    /// What the place is called, where it was said.
    pub name: Option<String>,
    pub lat: f64,
    pub lon: f64,
}

/// Asks for an album's caption, unless its sender was asked within ten minutes.
pub fn ask(tx: &mut Tx, cx: &Context, album: &Album, now: Time) -> Result<(), Failure> {
    if album.ask.is_some() {
        return Ok(());
    }
    if let Some(ask) = store::last_ask(tx, album, now - SPAN)? {
        return store::set_ask(tx, album.id, ask);
    }
    let ask = store::insert_ask(tx, album, now)?;
    store::set_ask(tx, album.id, ask)?;
    let locale = lines::locale(tx, cx, album)?;
    let button = cx.texts.plain(locale, &say!("photos-not-a-submission"));
    let keyboard = Keyboard::row([Button::press(button, Press::NotASubmission { ask })]);
    let html = cx.texts.html(locale, &say!("photos-ask"));
    let letter = Letter::answer(ask_key(ask), album.chat, Body::text(html))
        .in_thread(album.thread)
        .replying_to(album.message)
        .with(keyboard)
        .not_before(now + WAIT);
    outbox::enqueue(tx, letter, now)?;
    Ok(())
}

fn ask_key(ask: i64) -> String {
    format!("{ASK}:{ask}")
}

/// A bare photo that comes behind others is of the same place and work: what was said of those just
/// before it is taken for it too, until something is said of it.
pub fn borrow_words(tx: &mut Tx, cx: &Context, album: &Album, now: Time) -> Result<(), Failure> {
    if caption::has_words(&album.caption) {
        return Ok(());
    }
    let before = store::albums_between(
        tx,
        album.chat,
        album.thread,
        album.person,
        album.posted_at - SPAN,
        album.posted_at,
    )?;
    let mut before = before.into_iter().filter(|other| other.id != album.id);
    let Some(lender) = before.find(|other| caption::has_words(&other.given)) else { return Ok(()) };
    if lender.given_message.is_some_and(|given| given < album.message) {
        give(tx, album, &lender.given, lender.given_message)?;
        read_words(tx, cx, album.id, now)?;
    }
    Ok(())
}

/// Takes a text as the caption of the photos that it answers; false if it answers none.
pub fn take_text(turn: &mut Turn, text: &Text) -> Result<bool, Failure> {
    let words = text.text.trim();
    // 撤回 takes a photo back; it never describes one.
    if words.starts_with('/') || undo::is_asked(words) {
        return Ok(false);
    }
    let says = caption::has_words(words);
    let heads = match caption::headcount(words) {
        Headcount::Said(n) => Some(n),
        _ => None,
    };
    let mut answered = match text.reply_to {
        None if says || heads.is_some() => latest(turn, text.at)?,
        None => return Ok(false),
        Some(message) => match answered_by(turn, message)? {
            Answered::Photos(albums) => albums,
            Answered::OurLine if says => latest(turn, text.at)?,
            _ => return Ok(false),
        },
    };
    // The oldest first: it is the one that is asked about for all.
    answered.sort_unstable_by_key(|album| album.id);
    let mut taken = false;
    let mut lacking = false;
    for album in &answered {
        let lacks_words = lacks_words(turn, album)?;
        if says && (lacks_words || album.is_borrowed()) {
            give(turn.tx, album, words, Some(text.message))?;
        } else if let (Some(heads), None) = (heads, album.heads)
            && (text.reply_to.is_some() || !says)
        {
            // Nothing but a number: of people, who are counted once for all photos that it follows.
            if album.given_message.is_none() {
                give(turn.tx, album, "", Some(text.message))?;
            }
            store::set_heads_given(turn.tx, album.id, heads)?;
            lacking |= lacks_words && text.reply_to.is_some();
        } else {
            lacking |= lacks_words && text.reply_to.is_some();
            continue;
        }
        words_changed(turn, album.id)?;
        note_lead(turn, album, "photos.words")?;
        taken = true;
    }
    if lacking {
        turn.reply(&say!("photos-words-needed"))?;
    }
    Ok(taken || lacking)
}

/// A message that had given a caption was edited.
pub fn take_edit(turn: &mut Turn, message: i64, text: &str) -> Result<bool, Failure> {
    let albums = store::albums_given_by(turn.tx, turn.chat.id, message)?;
    for album in &albums {
        match caption::headcount(text) {
            Headcount::Said(heads) if album.given.is_empty() => {
                store::set_heads_given(turn.tx, album.id, heads)?;
            }
            _ => give(turn.tx, album, text.trim(), Some(message))?,
        }
        words_changed(turn, album.id)?;
    }
    Ok(!albums.is_empty())
}

/// Takes a place for the photo that it replies to, or for the sender's photos just before it.
pub fn take_place(turn: &mut Turn, spot: &Spot) -> Result<bool, Failure> {
    let answered = match spot.reply_to {
        Some(message) => answered_by(turn, message)?,
        None => Answered::OurLine,
    };
    let albums = match answered {
        Answered::Photos(albums) => albums,
        Answered::OurLine => latest(turn, spot.at)?.into_iter().filter(|album| album.lat.is_none()).collect(),
        Answered::NotOurs => return Ok(false),
    };
    for album in &albums {
        set_spot(turn, album.id, spot)?;
        note_lead(turn, album, "photos.place")?;
    }
    Ok(!albums.is_empty())
}

/// Takes a place for an album's, and has it judged again, since what was relayed shows it.
pub fn set_spot(turn: &mut Turn, id: AlbumId, spot: &Spot) -> Result<(), Failure> {
    let place = spot.name.clone().unwrap_or_else(|| format!("{:.5}, {:.5}", spot.lat, spot.lon));
    let micro = |degrees: f64| (degrees * 1e6).round() as i64;
    store::set_place(turn.tx, id, &place, micro(spot.lat), micro(spot.lon))?;
    verdict::judge_later(turn.tx, id, &format!("update:{}", turn.update_id), turn.now)
}

/// Takes down what was said of an album in a message of its own. Whom it shared a text with until
/// then count their people without it.
pub(super) fn give(tx: &mut Tx, album: &Album, text: &str, message: Option<i64>) -> Result<(), Failure> {
    let text = minors::veiled(tx, album.person, text)?;
    store::set_given(tx, album.id, &text, message)?;
    let left = store::told_together(tx, album)?.into_iter().find(|other| other.id != album.id);
    left.map_or(Ok(()), |other| verdict::book_heads(tx, other.id))
}

/// Reads all that is said of an album anew, books its participants, and has it judged again.
pub fn words_changed(turn: &mut Turn, id: AlbumId) -> Result<(), Failure> {
    read_words(turn.tx, turn.cx, id, turn.now)?;
    verdict::judge_later(turn.tx, id, &format!("update:{}", turn.update_id), turn.now)
}

/// Reads all that is said of an album. Too many participants are asked back, once for all photos that
/// one text was given to.
pub fn read_words(tx: &mut Tx, cx: &Context, id: AlbumId, now: Time) -> Result<(), Failure> {
    let Some(mut album) = store::album_by_id(tx, id)? else { return Ok(()) };
    let parts = store::parts(tx, id)?;
    let said: Vec<&str> = parts.iter().map(|part| part.caption.as_str()).collect();
    if album.is_borrowed() && caption::has_words(&words_of(&said, "", None, &[]).0.caption) {
        // It has words of its own now.
        give(tx, &album, "", None)?;
        (album.given, album.given_message) = (String::new(), None);
    }
    let children = minors::pseudonyms_of(tx, album.person)?;
    let (words, doubt) = words_of(&said, &album.given, album.heads_given, &children);
    store::set_words(tx, id, &words)?;
    if let (Some(person), Some(child)) = (album.person, words.child) {
        minors::tell_waiting(tx, cx, person, Some(child), now)?;
    }
    verdict::book_heads(tx, id)?;
    if let Some(ask) = album.ask.filter(|_| caption::has_words(&words.caption)) {
        end_answered(tx, ask, now)?;
    }
    let together = store::told_together(tx, &album)?;
    if let Some(n) = doubt.filter(|_| together.first().is_none_or(|first| first.id == id)) {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        let key = format!("{HEADS}:{id}:{n}");
        lines::reply(tx, cx, &album, key, &say!("photos-heads", n = n), Keyboard::default(), now)?;
    }
    Ok(())
}

/// Ends a question once all that it asks about has words; it need not go out any more.
fn end_answered(tx: &mut Tx, ask: i64, now: Time) -> Result<(), Failure> {
    for album in store::albums_of_ask(tx, ask)? {
        let open = store::parts(tx, album.id)?.iter().any(|part| part.state.wants_words());
        if open && !caption::has_words(&album.caption) {
            return Ok(());
        }
    }
    store::end_ask(tx, ask, now)?;
    outbox::drop_waiting(tx, &ask_key(ask), "all has words now", now)?;
    Ok(())
}

/// What the captions of an album's photos and what was given for them come to; and a number of
/// participants that is too large to be taken unasked. `children` are those that the sender posts for,
/// by their pseudonyms.
fn words_of(
    said: &[&str],
    given: &str,
    heads_given: Option<u32>,
    children: &[(ChildId, String)],
) -> (Words, Option<u64>) {
    let mut lines: Vec<&str> = Vec::new();
    for line in said.iter().chain([&given]).map(|line| line.trim()) {
        // A command is no caption, and one that stands under each photo is one caption.
        if !line.is_empty() && !line.starts_with('/') && !lines.contains(&line) {
            lines.push(line);
        }
    }
    let caption = lines.join("\n");
    // A pseudonym ends in a number, which is none of people.
    let veil = |(_, name): &(ChildId, String)| Veil { name: name.clone(), shown: "·".to_owned() };
    let veils: Vec<Veil> = children.iter().map(veil).collect();
    let (heads, doubt) = match (heads_given, caption::headcount(&caption::veiled(&caption, &veils))) {
        (Some(n), _) | (None, Headcount::Said(n)) => (Some(n), None),
        (None, Headcount::AskBack(n)) => (None, Some(n)),
        (None, Headcount::Unsaid) => (None, None),
    };
    let child = caption::spoken_for(&caption, &veils).map(|place| &children[place]);
    let on_behalf = child.map(|(_, name)| name.clone()).or_else(|| caption::on_behalf_of(&caption));
    (Words { caption, heads, on_behalf, child: child.map(|(id, _)| *id) }, doubt)
}

/// What a reply to a message is about.
enum Answered {
    /// Photos for which whoever replies may speak: the sender, or who answers for their area.
    Photos(Vec<Album>),
    /// Another line of ours.
    OurLine,
    /// What others said, or others' photos.
    NotOurs,
}

fn answered_by(turn: &mut Turn, message: i64) -> Result<Answered, Failure> {
    let letter = outbox::find_by_message(turn.tx, turn.chat.id, message)?.map(|letter| letter.key);
    let number = |stem: &str| -> Option<i64> {
        let (about, rest) = letter.as_deref()?.split_once(':')?;
        rest.split(':').next()?.parse().ok().filter(|_| about == stem)
    };
    let albums = if let Some(ask) = number(ASK) {
        store::albums_of_ask(turn.tx, ask)?
    } else if let Some(album) = number(HEADS) {
        match store::album_by_id(turn.tx, album.into())? {
            Some(album) => store::told_together(turn.tx, &album)?,
            None => Vec::new(),
        }
    } else {
        match store::album_of_message(turn.tx, turn.chat.id, message)? {
            // Whoever answers one of the photos that were asked about answers for all of them.
            Some(Album { ask: Some(ask), caption, .. }) if !caption::has_words(&caption) => {
                store::albums_of_ask(turn.tx, ask)?
            }
            found => found.into_iter().collect(),
        }
    };
    Ok(match albums.first() {
        Some(album) if may_speak_for(turn, album)? => Answered::Photos(albums),
        None if letter.is_some() => Answered::OurLine,
        _ => Answered::NotOurs,
    })
}

fn may_speak_for(turn: &Turn, album: &Album) -> Result<bool, Failure> {
    match &turn.person {
        Some(person) if Some(person.id) == album.person => Ok(true),
        Some(person) => roles::answers_for(turn.tx, turn.cx, person, album.area),
        None => Ok(album.person.is_none()),
    }
}

/// Writes down what a lead does about the photos of others.
fn note_lead(turn: &mut Turn, album: &Album, what: &str) -> Result<(), Failure> {
    let by = turn.person.as_ref().map(|person| person.id);
    if by.is_none() || by == album.person {
        return Ok(());
    }
    let tree = turn.cx.tree(turn.tx)?;
    let area = tree.get(album.area).map(|area| format!("{} {}", area.code, area.name)).unwrap_or_default();
    roles::audit_of(turn.tx, by, album.person, what, &format!("{area}, {}", album.day), turn.now)
}

/// What the sender of this message posted here in the ten minutes before.
fn latest(turn: &Turn, at: Time) -> Result<Vec<Album>, Failure> {
    let person: Option<PersonId> = turn.person.as_ref().map(|person: &Person| person.id);
    store::albums_between(turn.tx, turn.chat.id, turn.thread, person, at - SPAN, at)
}

/// Whether bare photos that this person posted here since then wait for words.
pub fn waits_since(turn: &Turn, since: Time, at: Time) -> Result<bool, Failure> {
    for album in latest(turn, at)? {
        if album.posted_at >= since && lacks_words(turn, &album)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn lacks_words(turn: &Turn, album: &Album) -> Result<bool, Failure> {
    let open = store::parts(turn.tx, album.id)?.iter().any(|part| part.state.wants_words());
    Ok(open && !caption::has_words(&album.caption))
}

/// A question that no photo waits for any more goes, where its photos were taken back.
pub fn forget_if_answered(tx: &mut Tx, album: &Album, now: Time) -> Result<(), Failure> {
    let Some(ask) = album.ask else { return Ok(()) };
    for album in store::albums_of_ask(tx, ask)? {
        if store::parts(tx, album.id)?.iter().any(|part| part.state != State::Withdrawn) {
            return Ok(());
        }
    }
    store::end_ask(tx, ask, now)?;
    outbox::enqueue(tx, Letter::removal(album.chat, &format!("{ASK}:{ask}")), now)?;
    Ok(())
}

/// 不是打卡 was pressed.
pub fn dismissed(turn: &mut Turn, id: i64) -> Result<PressAnswer, Failure> {
    let Some(ask) = store::ask_by_id(turn.tx, id)? else { return Ok(turn.answer(&say!("button-too-old"))) };
    let albums = store::albums_of_ask(turn.tx, id)?;
    let Some(album) = albums.first() else { return Ok(turn.answer(&say!("button-too-old"))) };
    if !may_speak_for(turn, album)? {
        return Ok(turn.answer(&say!("photos-only-the-sender")));
    }
    if ask.ended {
        return Ok(turn.answer(&say!("photos-has-caption")));
    }
    store::end_ask(turn.tx, id, turn.now)?;
    for album in &albums {
        verdict::dismiss(turn.tx, turn.cx, album, turn.now)?;
        note_lead(turn, album, "photos.dismiss")?;
    }
    let html = turn.cx.texts.html(lines::locale(turn.tx, turn.cx, album)?, &say!("photos-dismissed"));
    let edit = Body::EditText { of: ask_key(id), html, keyboard: Keyboard::default() };
    outbox::enqueue(turn.tx, Letter::edit(turn.chat.id, edit), turn.now)?;
    Ok(PressAnswer::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_album_has_one_caption_whoever_of_its_photos_bears_it() {
        let (words, doubt) = words_of(&["", "月河街 清理 12人", ""], "", None, &[]);
        assert_eq!(words.caption, "月河街 清理 12人");
        assert_eq!((words.heads, doubt), (Some(12), None));
        let (words, _) = words_of(&["三里桥 3人", "三里桥 3人"], "", None, &[]);
        assert_eq!((words.caption.as_str(), words.heads), ("三里桥 3人", Some(3)), "said twice, meant once");
        let (words, _) = words_of(&["三里桥 3人", "月河街 4人"], "", None, &[]);
        assert_eq!(words.heads, Some(7));
    }

    #[test]
    fn what_is_given_later_adds_words_and_corrects_numbers() {
        let (words, _) = words_of(&["12人"], "月河街", None, &[]);
        assert_eq!((words.caption.as_str(), words.heads), ("12人\n月河街", Some(12)));
        let (words, doubt) = words_of(&["月河街 5000人"], "", None, &[]);
        assert_eq!((words.heads, doubt), (None, Some(5000)));
        let (words, doubt) = words_of(&["月河街 5000人"], "", Some(50), &[]);
        assert_eq!((words.heads, doubt), (Some(50), None));
    }

    #[test]
    fn commands_are_no_captions() {
        let (words, _) = words_of(&["/status 今天"], "", None, &[]);
        assert_eq!(words, Words::default());
    }

    #[test]
    fn a_name_in_whose_place_it_is_sent() {
        let (words, _) = words_of(&["代王奶奶 月河街 扫地"], "", None, &[]);
        assert_eq!(words.on_behalf.as_deref(), Some("王奶奶"));
    }

    #[test]
    fn a_pseudonym_is_whole_and_its_number_no_headcount() {
        let children = [(ChildId::from(3), "小树1".to_owned()), (ChildId::from(4), "小树12".to_owned())];
        let (words, _) = words_of(&["代小树12 扫地 3人"], "", None, &children);
        assert_eq!((words.on_behalf.as_deref(), words.child), (Some("小树12"), Some(ChildId::from(4))));
        assert_eq!(words.heads, Some(3));
        let (words, _) = words_of(&["扫地 代小树1人人夸"], "", None, &children);
        assert_eq!((words.child, words.heads), (Some(ChildId::from(3)), None));
    }
}
