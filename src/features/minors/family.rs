//! `/family`: the children that a parent or a teacher enters and posts for, and those that a guardian
//! agreed for.

use super::chat::{COUNT, Press};
use super::{Child, Consent, Way, ask_guardian, consent, link, next_pseudonym, own, store};
use crate::directory::Person;
use crate::domain::caption;
use crate::domain::ids::ChildId;
use crate::error::Failure;
use crate::features::conversations::{self, Conversation, Kind};
use crate::features::turn::Turn;
use crate::features::{self, signup};
use crate::i18n::Say;
use crate::inbox::PressAnswer;
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// The most children that one account enters: a large class, twice.
const MOST: usize = 60;

/// Children whose links stand in one message.
const LINKS: usize = 20;

/// The longest name of a child, in characters.
const LONGEST: usize = 64;

/// The list, as a new message.
pub(super) fn list(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    if person.minor {
        return own::show(turn, person);
    }
    if !person.joined && store::wards_of(turn.tx, person.id)?.is_empty() {
        return turn.say(&say!("minors-family-join")).map(drop);
    }
    let (html, keyboard) = page(turn, person)?;
    turn.post(Body::text(html), keyboard, false).map(drop)
}

/// The list in the place of what was pressed, below what is to be said first.
pub(super) fn back(turn: &mut Turn, person: &Person, first: Option<Say>) -> Result<PressAnswer, Failure> {
    conversations::end(turn.tx, person.id, turn.chat.id)?;
    let (list, keyboard) = page(turn, person)?;
    let html = match first {
        Some(say) => format!("{}\n\n{list}", turn.html(&say)),
        None => list,
    };
    turn.show(html, keyboard)?;
    Ok(PressAnswer::default())
}

fn page(turn: &Turn, person: &Person) -> Result<(String, Keyboard), Failure> {
    let mut children = store::entered_by(turn.tx, person.id)?;
    let own = children.len();
    children.extend(store::wards_of(turn.tx, person.id)?);
    let mut lines = vec![match children.len() {
        0 => say!("minors-family-none"),
        n => say!("minors-family", n = n),
    }];
    lines.extend(children.iter().map(|child| match child.consent {
        Consent::Given => say!("minors-family-agreed", child = child.label()),
        Consent::Asked => say!("minors-family-waits", child = child.label()),
        Consent::Refused => say!("minors-family-refused", child = child.label()),
    }));
    let buttons: Vec<Button> =
        children.iter().map(|child| Button::press(child.label(), Press::Child { child: child.id })).collect();
    let mut rows: Vec<Vec<Button>> = buttons.chunks(2).map(<[Button]>::to_vec).collect();
    if person.joined && own < MOST {
        let text = turn.cx.texts.plain(turn.locale(), &say!("minors-add"));
        rows.push(vec![Button::press(text, Press::Add {})]);
    }
    let html: Vec<String> = lines.iter().map(|say| turn.html(say)).collect();
    Ok((html.join("\n"), Keyboard(rows)))
}

/// "Add a child": as whom.
pub(super) fn add(turn: &mut Turn, person: &Person) -> Result<PressAnswer, Failure> {
    if let Some(why) = may_not_add(turn, person, 1)? {
        return Ok(turn.answer(&why));
    }
    let text = |say| turn.cx.texts.plain(turn.locale(), &say);
    let keyboard = Keyboard::column([
        Button::press(text(say!("minors-as-parent")), Press::AsParent {}),
        Button::press(text(say!("minors-as-teacher")), Press::AsTeacher {}),
        Button::press(text(say!("minors-back")), Press::Family {}),
    ]);
    let html = turn.html(&say!("minors-add-who"));
    turn.show(html, keyboard)?;
    Ok(PressAnswer::default())
}

fn may_not_add(turn: &Turn, person: &Person, more: usize) -> Result<Option<Say>, Failure> {
    if person.minor {
        return Ok(Some(say!("minors-family-minor")));
    }
    if signup::store::areas_of(turn.tx, person.id)?.is_empty() {
        return Ok(Some(say!("minors-family-join")));
    }
    let have = store::entered_by(turn.tx, person.id)?.len();
    Ok((have + more > MOST).then(|| say!("minors-too-many", most = MOST, left = MOST.saturating_sub(have))))
}

/// A new child of the person's home area, under a pseudonym.
fn enter(turn: &mut Turn, person: &Person) -> Result<Option<Child>, Failure> {
    let area = signup::store::areas_of(turn.tx, person.id)?.first().copied();
    let pseudonym = next_pseudonym(turn.tx, turn.cx, area)?;
    let id = store::insert(turn.tx, None, Some(person.id), area, &pseudonym, turn.now)?;
    ask_guardian(turn.tx, turn.cx, id, turn.now)?;
    store::child_by_id(turn.tx, id)
}

/// A parent enters a child, and agrees by doing so.
pub(super) fn as_parent(turn: &mut Turn, person: &Person) -> Result<PressAnswer, Failure> {
    if let Some(why) = may_not_add(turn, person, 1)? {
        return Ok(turn.answer(&why));
    }
    let Some(child) = enter(turn, person)? else { return Ok(PressAnswer::default()) };
    consent::give(turn, &child, Way::Parent, Some(person.id), Some(person.id))?;
    show_name_question(turn, person, &child, say!("minors-entered-name", child = &child.pseudonym))
}

fn show_name_question(
    turn: &mut Turn,
    person: &Person,
    child: &Child,
    say: Say,
) -> Result<PressAnswer, Failure> {
    consent::ask_name(turn, person.id, child.id)?;
    let (html, keyboard) = (turn.html(&say), consent::no_name(turn, child));
    turn.show(html, keyboard)?;
    Ok(PressAnswer::default())
}

/// A teacher says how many they are.
pub(super) fn as_teacher(turn: &mut Turn, person: &Person) -> Result<PressAnswer, Failure> {
    if let Some(why) = may_not_add(turn, person, 1)? {
        return Ok(turn.answer(&why));
    }
    let asks = Conversation { kind: Kind::Minors, step: COUNT.to_owned(), data: String::new() };
    conversations::ask(turn.tx, person.id, turn.chat.id, &asks, turn.now)?;
    let text = turn.cx.texts.plain(turn.locale(), &say!("minors-back"));
    let html = turn.html(&say!("minors-how-many", most = MOST));
    turn.show(html, Keyboard::row([Button::press(text, Press::Family {})]))?;
    Ok(PressAnswer::default())
}

/// The teacher's number: so many pseudonyms, each with the link for a guardian.
pub(super) fn counted(turn: &mut Turn, person: &Person, text: &str) -> Result<(), Failure> {
    let cleaned = caption::clean(text);
    let number = cleaned.trim().trim_end_matches(['个', '個', '人', '名', '位']).trim().parse::<usize>();
    let Some(n) = number.ok().filter(|n| *n > 0) else {
        return turn.say(&say!("minors-how-many", most = MOST)).map(drop);
    };
    if let Some(why) = may_not_add(turn, person, n)? {
        return turn.say(&why).map(drop);
    }
    conversations::end(turn.tx, person.id, turn.chat.id)?;
    let mut lines = Vec::new();
    for _ in 0..n {
        let Some(child) = enter(turn, person)? else { continue };
        let code = store::code(turn.tx, child.id)?.unwrap_or_default();
        lines.push(say!("minors-link-of", child = &child.pseudonym, link = link(turn.cx, &code)));
    }
    turn.say(&say!("minors-entered", n = n))?;
    for some in lines.chunks(LINKS) {
        let html: Vec<String> = some.iter().map(|say| turn.html(say)).collect();
        turn.post(Body::text(html.join("\n\n")), Keyboard::default(), false)?;
    }
    Ok(())
}

/// The child, if this person entered it or agreed for it.
fn theirs(turn: &Turn, person: &Person, id: ChildId) -> Result<Option<Child>, Failure> {
    let child = store::child_by_id(turn.tx, id)?;
    Ok(child.filter(|child| child.proxy == Some(person.id) || is_guardian(child, person)))
}

fn is_guardian(child: &Child, person: &Person) -> bool {
    child.consent == Consent::Given && child.guardian == Some(person.id)
}

/// One child, and what can be done about it.
pub(super) fn one(turn: &mut Turn, person: &Person, id: ChildId) -> Result<PressAnswer, Failure> {
    conversations::end(turn.tx, person.id, turn.chat.id)?;
    let Some(child) = theirs(turn, person, id)? else { return Ok(turn.answer(&say!("button-too-old"))) };
    let tree = turn.cx.tree(turn.tx)?;
    let (own, guards) = (child.proxy == Some(person.id), is_guardian(&child, person));
    let mut lines = vec![say!("minors-one", child = child.label(), area = child.area_name(&tree))];
    match child.consent {
        Consent::Given if own => {
            let called = child.name.as_ref().unwrap_or(&child.pseudonym);
            lines.push(say!("minors-one-post", called = called, child = &child.pseudonym));
        }
        Consent::Given => lines.push(say!("minors-one-guarded", child = &child.pseudonym)),
        Consent::Asked | Consent::Refused => lines.push(say!("minors-one-waits", child = &child.pseudonym)),
    }
    let text = |say| turn.cx.texts.plain(turn.locale(), &say);
    let mut buttons = Vec::new();
    if child.consent == Consent::Given && child.person.is_none() {
        let say = if child.name.is_some() { say!("minors-rename") } else { say!("minors-name") };
        buttons.push(Button::press(text(say), Press::Name { child: id }));
    }
    if own && child.consent != Consent::Given {
        buttons.push(Button::press(text(say!("minors-new-link")), Press::NewLink { child: id }));
    }
    if own {
        buttons.push(Button::press(text(say!("minors-remove")), Press::Remove { child: id }));
    } else if guards {
        buttons.push(Button::press(text(say!("minors-withdraw")), Press::Withdraw { child: id }));
    }
    if guards {
        buttons.push(Button::press(text(say!("minors-data")), Press::Data { child: id }));
        buttons.push(Button::press(text(say!("minors-erase")), Press::Erase { child: id }));
    }
    buttons.push(Button::press(text(say!("minors-back")), Press::Family {}));
    let html: Vec<String> = lines.iter().map(|say| turn.html(say)).collect();
    turn.show(html.join("\n"), Keyboard::column(buttons))?;
    Ok(PressAnswer::default())
}

/// What the child is to be called is asked.
pub(super) fn name(turn: &mut Turn, person: &Person, id: ChildId) -> Result<PressAnswer, Failure> {
    let child = theirs(turn, person, id)?.filter(|child| child.person.is_none());
    let Some(child) = child.filter(|child| child.consent == Consent::Given) else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    show_name_question(turn, person, &child, say!("minors-ask-name", child = &child.pseudonym))
}

/// The name that was typed.
pub(super) fn named(turn: &mut Turn, person: &Person, id: ChildId, text: &str) -> Result<(), Failure> {
    let child = theirs(turn, person, id)?.filter(|child| child.consent == Consent::Given);
    let Some(child) = child else {
        conversations::end(turn.tx, person.id, turn.chat.id)?;
        return turn.say(&say!("minors-name-too-late")).map(drop);
    };
    let name = caption::clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > LONGEST {
        return turn.say(&say!("minors-name-bad", most = LONGEST)).map(drop);
    }
    // Two of a class with one name could not be told apart in a caption.
    if let Some(proxy) = child.proxy {
        let same = |other: &Child| {
            other.id != id && (other.name.as_deref() == Some(&name) || other.pseudonym == name)
        };
        if store::entered_by(turn.tx, proxy)?.iter().any(same) {
            return turn.say(&say!("minors-name-twice", name = name)).map(drop);
        }
    }
    conversations::end(turn.tx, person.id, turn.chat.id)?;
    store::set_name(turn.tx, id, Some(&name))?;
    let say = match child.proxy == Some(person.id) {
        true => say!("minors-named", name = &name, child = &child.pseudonym),
        false => say!("minors-named-guardian", name = &name, child = &child.pseudonym),
    };
    turn.say(&say).map(drop)
}

/// The pseudonym will do.
pub(super) fn no_name(turn: &mut Turn, person: &Person, id: ChildId) -> Result<PressAnswer, Failure> {
    conversations::end(turn.tx, person.id, turn.chat.id)?;
    let Some(child) = theirs(turn, person, id)? else { return Ok(turn.answer(&say!("button-too-old"))) };
    store::set_name(turn.tx, id, None)?;
    let say = match child.proxy == Some(person.id) {
        true => say!("minors-one-post", called = &child.pseudonym, child = &child.pseudonym),
        false => say!("minors-agreed", child = &child.pseudonym),
    };
    let html = turn.html(&say);
    turn.show(html, Keyboard::default())?;
    Ok(PressAnswer::default())
}

/// The proxy asks for a new link for a guardian.
pub(super) fn new_link(turn: &mut Turn, person: &Person, id: ChildId) -> Result<PressAnswer, Failure> {
    let child = theirs(turn, person, id)?.filter(|child| child.proxy == Some(person.id));
    let Some(child) = child.filter(|child| child.consent != Consent::Given) else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    let link = ask_guardian(turn.tx, turn.cx, id, turn.now)?;
    turn.say(&say!("minors-link-of", child = &child.pseudonym, link = link))?;
    Ok(turn.answer(&say!("minors-new-link-made")))
}

/// What there is no way back from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The proxy takes the child off the list.
    Remove,
    /// The guardian agrees no longer.
    Withdraw,
    /// The same, and the child is on nobody's list any more.
    Erase,
}

/// Asks once more before a child is taken off the list, a consent is withdrawn, or all is erased.
pub(super) fn confirm(
    turn: &mut Turn,
    person: &Person,
    id: ChildId,
    ending: Ending,
) -> Result<PressAnswer, Failure> {
    let Some(child) = theirs(turn, person, id)? else { return Ok(turn.answer(&say!("button-too-old"))) };
    let text = |say| turn.cx.texts.plain(turn.locale(), &say);
    let name = child.label();
    let (say, label, yes) = match ending {
        Ending::Remove => (
            say!("minors-remove-sure", child = name),
            say!("minors-remove-yes"),
            Press::RemoveYes { child: id },
        ),
        Ending::Withdraw => (
            say!("minors-withdraw-sure", child = name),
            say!("minors-withdraw-yes"),
            Press::WithdrawYes { child: id },
        ),
        Ending::Erase => {
            (say!("minors-erase-sure", child = name), say!("minors-erase-yes"), Press::EraseYes { child: id })
        }
    };
    let keyboard = Keyboard::column([
        Button::press(text(label), yes),
        Button::press(text(say!("minors-back")), Press::Child { child: id }),
    ]);
    let html = turn.html(&say);
    turn.show(html, keyboard)?;
    Ok(PressAnswer::default())
}

/// The proxy takes a child off the list: its name is erased, what counted stays under its pseudonym.
pub(super) fn remove(turn: &mut Turn, person: &Person, id: ChildId) -> Result<PressAnswer, Failure> {
    let child = theirs(turn, person, id)?.filter(|child| child.proxy == Some(person.id));
    let Some(child) = child else { return Ok(turn.answer(&say!("button-too-old"))) };
    features::child_refused(turn.tx, turn.cx, &child, false, turn.now)?;
    store::end(turn.tx, id, turn.now)?;
    consent::note(turn, Some(person.id), "child.remove", &child)?;
    back(turn, person, Some(say!("minors-removed", child = &child.pseudonym)))
}

/// The guardian withdraws what they agreed to.
pub(super) fn withdraw(turn: &mut Turn, person: &Person, id: ChildId) -> Result<PressAnswer, Failure> {
    let child = theirs(turn, person, id)?.filter(|child| is_guardian(child, person));
    let Some(child) = child else { return Ok(turn.answer(&say!("button-too-old"))) };
    consent::refuse(turn, &child, person)?;
    back(turn, person, Some(say!("minors-withdrawn", child = &child.pseudonym)))
}

/// The guardian wants to see what is stored of the child.
pub(super) fn hand_over(turn: &mut Turn, person: &Person, id: ChildId) -> Result<PressAnswer, Failure> {
    let child = theirs(turn, person, id)?.filter(|child| is_guardian(child, person));
    let Some(child) = child else { return Ok(turn.answer(&say!("button-too-old"))) };
    let say = match features::hand_over_child(turn.tx, &child, person.id, turn.now)? {
        true => say!("minors-data-begun", child = &child.pseudonym),
        false => say!("privacy-data-under-way"),
    };
    Ok(turn.answer(&say))
}

/// The guardian has all of the child erased but the counts; nobody posts for it any more.
pub(super) fn erase(turn: &mut Turn, person: &Person, id: ChildId) -> Result<PressAnswer, Failure> {
    let child = theirs(turn, person, id)?.filter(|child| is_guardian(child, person));
    let Some(child) = child else { return Ok(turn.answer(&say!("button-too-old"))) };
    consent::refuse(turn, &child, person)?;
    // One with an account ends with it.
    if child.person.is_none() {
        store::end(turn.tx, id, turn.now)?;
    }
    back(turn, person, Some(say!("minors-erased", child = &child.pseudonym)))
}
