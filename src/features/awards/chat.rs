//! `/award`, `/adjust`, and the button that takes one back.

use super::{Gave, Given, Undone};
use crate::directory::{self, Person};
use crate::domain::award::{self as typed, MOST, Mistake, REASON, Typed};
use crate::domain::ids::AreaId;
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::features::areas::store as areas;
use crate::features::commands;
use crate::features::roles::{self, whom};
use crate::features::turn::{self, Turn};
use crate::features::{minors, signup};
use crate::i18n::{Arg, Say, day};
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Lane, Letter};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

crate::presses! {
    /// The button under what was given.
    pub enum Press: "award" {
        /// Takes it back.
        Undo { entry: i64 } = "undo",
    }
}

/// `/award 10 for the banner`, in reply or with `@user`.
pub fn award(turn: &mut Turn, given: &commands::Given) -> Result<(), Failure> {
    by_hand(turn, given, Deed::Award)
}

/// `/adjust 10 why`, by an admin.
pub fn adjust(turn: &mut Turn, given: &commands::Given) -> Result<(), Failure> {
    by_hand(turn, given, Deed::Adjustment)
}

fn by_hand(turn: &mut Turn, given: &commands::Given, deed: Deed) -> Result<(), Failure> {
    let Some(by) = turn.person.clone() else { return turn.reply(&say!("only-as-yourself")).map(drop) };
    match asked(turn, given, &by, deed)? {
        Ok((to, area, typed)) => give(turn, given, &by, &to, area, &typed, deed),
        Err(say) => turn.reply(&say).map(drop),
    }
}

/// Whom, for which area and what.
type Asked<'g> = (Person, Option<AreaId>, Typed<'g>);

/// What was asked for; or what is wrong with it.
fn asked<'g>(
    turn: &mut Turn,
    given: &commands::Given<'g>,
    by: &Person,
    deed: Deed,
) -> Result<Result<Asked<'g>, Say>, Failure> {
    let whom::Pointed { words, at } = whom::pointed(given);
    let replies = given.message.reply_to_message().is_some();
    let typed = match typed::read(&words, replies || at.is_some()) {
        Ok(typed) => typed,
        Err(mistake) => return Ok(Err(wrong(mistake, deed))),
    };
    let named: Vec<&str> = typed.whom.into_iter().collect();
    // Whoever is named is meant, also in a reply to somebody else.
    let at = at.filter(|_| named.is_empty());
    if matches!(at, Some(whom::Pointee::Bot)) {
        return Ok(Err(say!("awards-no-bots")));
    }
    if at.is_none() && named.is_empty() {
        let in_a_name = given.message.reply_to_message().is_some_and(|to| to.sender_chat.is_some());
        return Ok(Err(if in_a_name { say!("awards-as-a-chat") } else { usage(deed) }));
    }
    let to = match whom::whom(turn, &named, at, whom::Unmet::Refused)? {
        Some(Ok(person)) => person,
        Some(Err(say)) => return Ok(Err(say)),
        None => return Ok(Err(usage(deed))),
    };
    if to.id == by.id {
        return Ok(Err(say!("awards-oneself")));
    }
    if !to.joined {
        return Ok(Err(say!("awards-not-joined", name = &to.name)));
    }
    if to.unnamed {
        return Ok(Err(say!("awards-waits", name = &to.name)));
    }
    let (area, theirs) = area_for(turn, by, &to, replies && named.is_empty())?;
    if !theirs && deed == Deed::Award {
        return Ok(Err(say!("awards-elsewhere", name = &to.name)));
    }
    Ok(Ok((to, area, typed)))
}

fn wrong(mistake: Mistake, deed: Deed) -> Say {
    match mistake {
        Mistake::NoNumber => usage(deed),
        Mistake::Zero => say!("awards-zero"),
        Mistake::TooMuch => say!("awards-too-much", most = MOST),
        Mistake::NoReason => say!("awards-no-reason"),
        Mistake::LongReason => say!("awards-long-reason", most = REASON),
    }
}

fn usage(deed: Deed) -> Say {
    if deed == Deed::Award { say!("awards-usage") } else { say!("awards-adjust-usage") }
}

/// The area that the points are booked for, and whether the giver answers for it: that of the chat where the
/// person wrote, if it is the giver's; else the first of the person's areas that is.
fn area_for(turn: &Turn, by: &Person, to: &Person, replies: bool) -> Result<(Option<AreaId>, bool), Failure> {
    let here = match replies && !turn.is_private() {
        true => areas::binding(turn.tx, turn.chat.id, turn.thread)?.map(|binding| binding.area),
        false => None,
    };
    let own = signup::store::areas_of(turn.tx, to.id)?;
    for area in here.iter().chain(&own) {
        if roles::answers_for(turn.tx, turn.cx, by, *area)? {
            return Ok((Some(*area), true));
        }
    }
    Ok((own.first().copied(), false))
}

fn give(
    turn: &mut Turn,
    given: &commands::Given,
    by: &Person,
    to: &Person,
    area: Option<AreaId>,
    typed: &Typed,
    deed: Deed,
) -> Result<(), Failure> {
    // Whoever reads a reason reads children by their pseudonyms, of whosever words it is.
    let reason = minors::veiled(turn.tx, Some(to.id), &typed.reason)?;
    let reason = minors::veiled(turn.tx, Some(by.id), &reason)?;
    let award =
        Given { by: by.id, to: to.id, area, amount: typed.amount, reason: &reason, update: turn.update_id };
    let gave = match deed {
        Deed::Award => super::award(turn.tx, turn.cx, &award, turn.now)?,
        _ => super::adjust(turn.tx, turn.cx, &award, turn.now)?,
    };
    let entry = match gave {
        Gave::Entry(entry) => entry,
        Gave::Already => return Ok(()),
        Gave::Spent { left, renews } => {
            return turn.reply(&say!("awards-spent", left = left, day = day(renews))).map(drop);
        }
    };
    let amount = format!("{:+}", typed.amount);
    let told = say!("awards-told", amount = amount.clone(), by = &by.name, reason = reason);
    let reached = tell(turn, to, &told_key(entry), &told)?;
    let undo = Button::press(turn.cx.texts.plain(turn.locale(), &say!("awards-undo")), Press::Undo { entry });
    let keyboard = Keyboard::row([undo]);
    let name = Arg::from(&to.name);
    let said = match (reached, turn.is_private()) {
        (true, _) if typed.amount > 0 => say!("awards-given", name = name, amount = amount),
        (true, _) => say!("awards-taken", name = name, amount = amount),
        (false, true) => say!("awards-untold", name = name, amount = amount),
        (false, false) if typed.amount > 0 => say!("awards-given", name = name, amount = amount),
        (false, false) => say!("awards-noted"),
    };
    turn.reply_with(&said, keyboard)?;
    if !reached && !turn.is_private() {
        tell_here(turn, given, to)?;
    }
    Ok(())
}

fn told_key(entry: i64) -> String {
    format!("award:{entry}")
}

/// Tells the person in private, not by night; false where the bot may not write.
fn tell(turn: &mut Turn, to: &Person, key: &str, say: &Say) -> Result<bool, Failure> {
    let Some((chat, locale)) = turn::reach(turn.tx, turn.cx, to.id)? else { return Ok(false) };
    let letter = Letter::answer(key, chat, Body::text(turn.cx.texts.html(locale, say)));
    outbox::enqueue(turn.tx, letter.in_lane(Lane::Notice).kept_quiet(), turn.now)?;
    Ok(true)
}

/// Whom the bot cannot write to finds a neutral word in the group, with the way to the rest.
fn tell_here(turn: &mut Turn, given: &commands::Given, to: &Person) -> Result<(), Failure> {
    let label = turn.cx.texts.plain(turn.locale(), &say!("points-why-these"));
    let keyboard = Keyboard::row([Button::open(label, turn.cx.deep_link("why"))]);
    let html = turn.html(&say!("awards-look", name = &to.name));
    let key = turn.next_key();
    let mut letter = Letter::answer(key, turn.chat.id, Body::text(html)).in_thread(turn.thread);
    let replied = given.message.reply_to_message().filter(|replied| {
        let from = replied.from.as_ref().and_then(|user| i64::try_from(user.id.0).ok());
        from == to.telegram_id
    });
    if let Some(message) = replied {
        letter = letter.replying_to(message.id.0.into());
    }
    outbox::enqueue(turn.tx, letter.with(keyboard), turn.now)?;
    Ok(())
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Press::Undo { entry } = press;
    let Some(by) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    let booked = super::standing(turn.tx, entry)?;
    let undone = super::undo(turn.tx, turn.cx, entry, &by, turn.now)?;
    let refused = match undone {
        Undone::Done => None,
        Undone::Gone => Some(say!("awards-gone")),
        Undone::NotYours => Some(say!("awards-not-yours")),
        Undone::TooLate => Some(say!("awards-too-late")),
    };
    if let Some(say) = refused {
        return Ok(turn.answer(&say));
    }
    let Some(booked) = booked else { return Ok(PressAnswer::default()) };
    // What they were not told yet they need not hear.
    let waited = outbox::drop_waiting(turn.tx, &told_key(entry), "taken back", turn.now)?;
    if let Some(to) = directory::person_by_id(turn.tx, booked.to)?.filter(|_| !waited) {
        let say = say!("awards-told-undone", amount = format!("{:+}", booked.amount), by = &by.name);
        tell(turn, &to, &format!("{}:back", told_key(entry)), &say)?;
    }
    let html = turn.html(&say!("awards-undone"));
    turn.show(html, Keyboard::default())?;
    Ok(turn.answer(&say!("awards-undone")))
}
