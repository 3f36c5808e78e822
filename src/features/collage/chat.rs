//! Asking for the picture, and sending it now.

use chrono::{Datelike, NaiveDate};

use super::job::{self, Asked};
use super::picker;
use super::sheet::{Sheet, against, sheet};
use super::{desks, lists, receipts, store};
use crate::directory::Person;
use crate::domain::area::{Area, AreaTree};
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::context::Context;
use crate::features::turn::Turn;
use crate::features::{areas, photos, roles};
use crate::i18n::{self, Locale, Say};
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

crate::presses! {
    /// The buttons of relays. Days are counted as [`day_number`] does.
    pub enum Press: "relay" {
        /// Sends the area's running day to the desks above it now.
        Now { area: i64 } = "now",
        /// Sends the area's day, or sends it again.
        Send { area: i64, day: i64 } = "send",
        /// Shows the area's picture.
        Show { area: i64, day: i64 } = "show",
        /// Turns a page of the summary for an area far above.
        Page { area: i64, day: i64, page: i64 } = "page",
        /// Asks which photos shall stand in the picture.
        Pick { area: i64, day: i64 } = "pick",
        /// Turns a page of the list of photos.
        PickPage { area: i64, day: i64, page: i64 } = "photos",
        /// Picks a photo, or drops it.
        Toggle { area: i64, day: i64, page: i64, photo: i64 } = "photo",
        /// The picking is done.
        Picked { area: i64, day: i64 } = "done",
        /// Leaves the picking to the bot again.
        Auto { area: i64, day: i64 } = "auto",
    }
}

/// Buttons of one choice of areas.
const CHOICES: usize = 60;

/// A day in the data of a button.
pub fn day_number(day: NaiveDate) -> i64 {
    day.num_days_from_ce().into()
}

/// The day of a [`day_number`].
fn day_of(number: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(number.try_into().ok()?)
}

/// `/collage [CODE] [DAY]`: the picture so far.
pub fn collage(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let asked = match read_words(turn, given, &say!("collage-usage"))? {
        Ok(asked) => asked,
        Err(say) => return turn.reply(&say).map(drop),
    };
    let (areas, by_place) = which(turn, &asked, false)?;
    match areas.as_slice() {
        [] => turn.reply(&say!("collage-usage")).map(drop),
        [area] if by_place || may_see(turn, area.id)? => show(turn, area, asked.day),
        [area] => turn.reply(&say!("collage-not-yours", area = &area.name)).map(drop),
        several => {
            let (say, keyboard) = choose(turn, several, asked.day, false)?;
            turn.reply_with(&say, keyboard).map(drop)
        }
    }
}

/// `/relay [CODE] [DAY]`: sends today's now, or a former day's again.
pub fn relay(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let usage = say!("collage-relay-usage");
    let asked = match read_words(turn, given, &usage)? {
        Ok(asked) => asked,
        Err(say) => return turn.reply(&say).map(drop),
    };
    let (areas, _) = which(turn, &asked, true)?;
    let (Some(person), false) = (turn.person.clone(), asked.day > turn.cx.day(turn.now)) else {
        return turn.reply(&usage).map(drop);
    };
    match areas.as_slice() {
        [] => turn.reply(&usage).map(drop),
        [area] => {
            let say = super::send_now(turn.tx, turn.cx, area.id, asked.day, &person, turn.now)?;
            turn.reply(&say).map(drop)
        }
        several => {
            let (say, keyboard) = choose(turn, several, asked.day, true)?;
            let desk = (turn.chat.id, turn.thread);
            match receipts::of_desk(turn.tx, turn.cx, asked.day, desk, turn.locale())? {
                Some(receipts) => {
                    let html = format!("{receipts}\n\n{}", turn.html(&say));
                    turn.post(Body::text(html), keyboard, true).map(drop)
                }
                None => turn.reply_with(&say, keyboard).map(drop),
            }
        }
    }
}

/// What stood behind a command.
struct Words {
    area: Option<Area>,
    day: NaiveDate,
}

/// Reads an area and a day in any order; what to say where it is neither.
fn read_words(turn: &Turn, given: &Given, usage: &Say) -> Result<Result<Words, Say>, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let mut words = Words { area: None, day: turn.cx.day(turn.now) };
    let (mut area, mut day) = (None, None);
    for word in &given.words {
        if let Ok(date) = word.parse::<NaiveDate>()
            && day.is_none()
        {
            day = Some(date);
        } else if area.is_none() {
            // The days of a retired area can still be looked at, by its code.
            let found = tree.by_code_retired_or_not(word).or_else(|| match tree.search(word).as_slice() {
                [only] => Some(*only),
                [first, ..] if first.name == *word => Some(*first),
                _ => None,
            });
            let Some(found) = found else { return Ok(Err(say!("collage-no-area", word = *word))) };
            area = Some(found.clone());
        } else {
            return Ok(Err(usage.clone()));
        }
    }
    words.area = area;
    words.day = day.unwrap_or(words.day);
    Ok(Ok(words))
}

/// The areas that are meant, and whether this group is bound to them, so that who may ask here may
/// see them. Without a word the group's, in private those that the person leads.
fn which(turn: &Turn, words: &Words, relay: bool) -> Result<(Vec<Area>, bool), Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let level = turn.cx.config.photos.quota_level;
    let bound = areas::store::binding(turn.tx, turn.chat.id, turn.thread)?.map(|binding| binding.area);
    if let Some(area) = &words.area {
        // The picture of a village can be looked at; what is relayed is its quota area's.
        let found = match area.level > level && !relay {
            true => vec![area.clone()],
            false => quota_areas(&tree, area.id, level),
        };
        return Ok((found, bound.is_some_and(|bound| tree.is_within(area.id, bound))));
    }
    if !turn.is_private() {
        return Ok((
            bound.map(|bound| quota_areas(&tree, bound, level)).unwrap_or_default(),
            bound.is_some(),
        ));
    }
    let Some(person) = &turn.person else { return Ok((Vec::new(), false)) };
    let mut led = match relay {
        true => roles::led_by(turn.tx, person.id)?,
        false => roles::looked_after_by(turn.tx, person.id)?,
    };
    if led.is_empty() && roles::is_admin(turn.tx, turn.cx, person)? {
        led = tree.roots().map(|area| area.id).collect();
    }
    let mut found: Vec<Area> = Vec::new();
    for area in led.into_iter().flat_map(|area| quota_areas(&tree, area, level)) {
        if !found.iter().any(|known| known.id == area.id) {
            found.push(area);
        }
    }
    Ok((found, true))
}

/// The quota area that an area is or lies in; of one above the quota level all those below it.
fn quota_areas(tree: &AreaTree, area: AreaId, level: usize) -> Vec<Area> {
    match tree.at_level(area, level) {
        Some(one) => vec![one.clone()],
        None => tree.of_level(area, level).cloned().collect(),
    }
}

/// Whether the person of this turn may see an area's photos: who answers for it or inspects it, and
/// everybody in a chat that is bound to it or above it.
fn may_see(turn: &Turn, area: AreaId) -> Result<bool, Failure> {
    if let Some(bound) = areas::store::binding(turn.tx, turn.chat.id, turn.thread)?
        && turn.cx.tree(turn.tx)?.is_within(area, bound.area)
    {
        return Ok(true);
    }
    match &turn.person {
        Some(person) => roles::inspects(turn.tx, turn.cx, person, area),
        None => Ok(false),
    }
}

/// Whether the person of this turn answers for the area.
pub(super) fn leads(turn: &Turn, area: AreaId) -> Result<bool, Failure> {
    match &turn.person {
        Some(person) => roles::answers_for(turn.tx, turn.cx, person, area),
        None => Ok(false),
    }
}

/// Asks which of several areas is meant.
fn choose(turn: &Turn, several: &[Area], day: NaiveDate, relay: bool) -> Result<(Say, Keyboard), Failure> {
    let mut buttons = Vec::new();
    let tree = turn.cx.tree(turn.tx)?;
    for area in several.iter().take(CHOICES) {
        let photos = photos::store::count(turn.tx, area.id, day)?.photos as usize;
        let count = against(photos, turn.cx.quota(&tree, area, day));
        let (area_id, day) = (area.id.get(), day_number(day));
        let press = match relay {
            true => Press::Send { area: area_id, day },
            false => Press::Show { area: area_id, day },
        };
        buttons.push(Button::press(format!("{} {count}", area.name), press));
    }
    let question = match relay {
        true => say!("collage-which-relay", day = i18n::day(day)),
        false => say!("collage-which", day = i18n::day(day)),
    };
    let say = match several.len().saturating_sub(CHOICES) {
        0 => question,
        n => say!("collage-which-more", question = question, n = n),
    };
    Ok((say, Keyboard(buttons.chunks(2).map(<[Button]>::to_vec).collect())))
}

/// Answers with an area's picture, or with the count where there is nothing to draw.
pub(super) fn show(turn: &mut Turn, area: &Area, day: NaiveDate) -> Result<(), Failure> {
    let relayed = store::last_relay(turn.tx, area.id, day)?.is_some();
    if !relayed && photos::store::count(turn.tx, area.id, day)?.photos == 0 {
        let Some(sheet) = sheet(turn.tx, turn.cx, area.id, day)? else { return Ok(()) };
        let (name, count) = (&area.name, sheet.count());
        let say = say!("collage-nothing-yet", area = name, day = i18n::day(day), count = count);
        return turn.reply(&say).map(drop);
    }
    let asked = Asked {
        area: area.id.get(),
        day,
        chat: turn.chat.id.get(),
        thread: turn.thread,
        reply_to: turn.message_id.filter(|_| !turn.is_private()),
        locale: turn.locale().tag().to_owned(),
        key: turn.next_key(),
        lead: leads(turn, area.id)?,
    };
    job::ask(turn.tx, &asked, turn.now)
}

/// The buttons below a picture that a lead asked for.
pub(super) fn below_picture(
    cx: &Context,
    locale: Locale,
    sheet: &Sheet,
    closed: bool,
    lead: bool,
) -> Keyboard {
    let of_quota_level =
        sheet.tree.get(sheet.area).is_some_and(|area| area.level == cx.config.photos.quota_level);
    if !lead || !of_quota_level || sheet.photos.is_empty() {
        return Keyboard::default();
    }
    let (area, day) = (sheet.area.get(), day_number(sheet.day));
    let send = if closed { say!("collage-button-again") } else { say!("collage-button-now") };
    let mut buttons = vec![Button::press(cx.texts.plain(locale, &send), Press::Send { area, day })];
    if sheet.photos.len() > 1 {
        let pick = cx.texts.plain(locale, &say!("collage-button-pick"));
        buttons.push(Button::press(pick, Press::Pick { area, day }));
    }
    Keyboard::row(buttons)
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let (area, day) = match press {
        Press::Now { area } => (area, Some(turn.cx.day(turn.now))),
        Press::Send { area, day }
        | Press::Show { area, day }
        | Press::Page { area, day, .. }
        | Press::Pick { area, day }
        | Press::PickPage { area, day, .. }
        | Press::Toggle { area, day, .. }
        | Press::Picked { area, day }
        | Press::Auto { area, day } => (area, day_of(day)),
    };
    let tree = turn.cx.tree(turn.tx)?;
    let (Some(area), Some(day)) = (tree.get(area.into()), day) else {
        return Ok(turn.answer(&say!("button-too-old")));
    };
    let allowed = match press {
        Press::Show { .. } | Press::Page { .. } => may_see(turn, area.id)?,
        _ => leads(turn, area.id)?,
    };
    let Some(person) = turn.person.clone().filter(|_| allowed) else {
        return Ok(turn.answer(&say!("collage-not-yours", area = &area.name)));
    };
    match press {
        Press::Now { .. } | Press::Send { .. } => send(turn, area, day, &person),
        Press::Show { .. } => show(turn, area, day).map(|()| PressAnswer::default()),
        Press::Page { page, .. } => turn_page(turn, area, day, page),
        Press::Pick { .. } => picker::ask(turn, area, day),
        Press::PickPage { page, .. } => picker::page(turn, area, day, page),
        Press::Toggle { page, photo, .. } => picker::toggle(turn, area, day, page, photo.into()),
        Press::Picked { .. } => picker::done(turn, area, day),
        Press::Auto { .. } => picker::auto(turn, area, day),
    }
}

/// The answer to the press passes; where it is no more than that something is under way, that is enough.
fn send(turn: &mut Turn, area: &Area, day: NaiveDate, person: &Person) -> Result<PressAnswer, Failure> {
    let say = super::send_now(turn.tx, turn.cx, area.id, day, person, turn.now)?;
    Ok(turn.answer(&say))
}

fn turn_page(turn: &mut Turn, area: &Area, day: NaiveDate, page: i64) -> Result<PressAnswer, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let higher = desks::higher(turn.tx, &tree, turn.cx.config.photos.quota_level)?;
    let page = usize::try_from(page).unwrap_or(0);
    if let Some(higher) = higher.iter().find(|higher| higher.area == area.id)
        && let Some((html, keyboard)) = lists::summary(turn.tx, turn.cx, higher, day, page, turn.locale())?
    {
        rewrite(turn, html, keyboard)?;
    }
    Ok(PressAnswer::default())
}

/// Changes the message whose button was pressed.
pub(super) fn rewrite(turn: &mut Turn, html: String, keyboard: Keyboard) -> Result<(), Failure> {
    let Some(message) = turn.message_id else { return Ok(()) };
    if let Some(found) = outbox::find_by_message(turn.tx, turn.chat.id, message)? {
        let letter = Letter::edit(turn.chat.id, Body::EditText { of: found.key, html, keyboard });
        outbox::enqueue(turn.tx, letter, turn.now)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presses_read_back_and_fit() {
        let day = NaiveDate::from_ymd_opt(2026, 6, 21).unwrap_or_default();
        assert_eq!(day_of(day_number(day)), Some(day));
        assert_eq!(day_of(i64::MAX), None);
        let (area, day, page, photo) = (i64::from(u32::MAX), day_number(day), 99, i64::from(u32::MAX));
        let press = Press::Toggle { area, day, page, photo };
        let data = String::from(press);
        assert!(data.len() <= 64, "{data}");
        assert_eq!(Press::parse(&data), Some(press));
    }
}
