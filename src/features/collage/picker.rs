//! A lead picks which photos stand in the picture.

use chrono::NaiveDate;

use super::chat::{Press, day_number, rewrite, show};
use super::lists::turning;
use super::relay::{self, Why};
use super::sheet::{Sheet, sheet};
use super::store;
use super::texts::one_line;
use crate::domain::area::Area;
use crate::domain::ids::SubmissionId;
use crate::error::Failure;
use crate::features::roles;
use crate::features::turn::Turn;
use crate::i18n::{self, escape};
use crate::imaging::collage::MOST;
use crate::inbox::PressAnswer;
use crate::outbox::Body;
use crate::telegram::keyboards::{Button, Keyboard};
use crate::telegram::length::shorten;
use crate::{jobs, say};

/// Photos listed at a time: two for each row of numbers that a phone shows well.
const PAGE: usize = 30;
const ROW: usize = 5;

/// Lists the photos in a message of its own.
pub fn ask(turn: &mut Turn, area: &Area, day: NaiveDate) -> Result<PressAnswer, Failure> {
    if let Some(sheet) = sheet(turn.tx, turn.cx, area.id, day)? {
        let (html, keyboard) = list(turn, area, &sheet, 0);
        turn.post(Body::text(html), keyboard, true)?;
    }
    Ok(PressAnswer::default())
}

/// Turns to another page of the list.
pub fn page(turn: &mut Turn, area: &Area, day: NaiveDate, page: i64) -> Result<PressAnswer, Failure> {
    if let Some(sheet) = sheet(turn.tx, turn.cx, area.id, day)? {
        let (html, keyboard) = list(turn, area, &sheet, page);
        rewrite(turn, html, keyboard)?;
    }
    Ok(PressAnswer::default())
}

/// Picks a photo or drops it.
pub fn toggle(
    turn: &mut Turn,
    area: &Area,
    day: NaiveDate,
    page: i64,
    photo: SubmissionId,
) -> Result<PressAnswer, Failure> {
    let Some(before) = sheet(turn.tx, turn.cx, area.id, day)? else { return Ok(PressAnswer::default()) };
    // The first press starts from what the bot picked.
    let mut picks: Vec<SubmissionId> = before.shown.iter().map(|&place| before.photos[place].id).collect();
    if picks.contains(&photo) {
        picks.retain(|&pick| pick != photo);
    } else if picks.len() == MOST {
        return Ok(turn.answer(&say!("collage-pick-full", most = MOST)));
    } else if before.photos.iter().any(|known| known.id == photo) {
        picks.push(photo);
    }
    store::set_picks(turn.tx, area.id, day, &picks)?;
    self::page(turn, area, day, page)
}

/// The picking is done: shows the picture, and amends what was relayed.
pub fn done(turn: &mut Turn, area: &Area, day: NaiveDate) -> Result<PressAnswer, Failure> {
    let picks = store::picks(turn.tx, area.id, day)?;
    let say = match picks.len() {
        0 => say!("collage-pick-auto-done"),
        n => say!("collage-pick-done", n = n),
    };
    if let Some(person) = &turn.person {
        let detail = format!("{} {}, {day}", area.code, area.name);
        roles::audit(turn.tx, Some(person.id), "collage.pick", &detail, turn.now)?;
    }
    let html = turn.html(&say);
    rewrite(turn, html, Keyboard::default())?;
    let key = format!("relay:picked:{}:{day}:{}", area.id, turn.update_id);
    jobs::enqueue(turn.tx, &relay::job(area.id, day, Why::Change, key, turn.now))?;
    show(turn, area, day)?;
    Ok(turn.answer(&say))
}

/// The bot picks again.
pub fn auto(turn: &mut Turn, area: &Area, day: NaiveDate) -> Result<PressAnswer, Failure> {
    store::set_picks(turn.tx, area.id, day, &[])?;
    done(turn, area, day)
}

/// The photos of a page, numbered, with the picked ones ticked.
fn list(turn: &Turn, area: &Area, sheet: &Sheet, page: i64) -> (String, Keyboard) {
    let pages = sheet.photos.len().div_ceil(PAGE).max(1);
    let page = usize::try_from(page).unwrap_or(0).min(pages - 1);
    let mut html = turn.html(&say!(
        "collage-pick",
        area = &area.name,
        day = i18n::day(sheet.day),
        n = sheet.shown.len(),
        most = MOST
    ));
    html.push('\n');
    let mut buttons = Vec::new();
    let here = sheet.photos.iter().enumerate().skip(page * PAGE).take(PAGE);
    let (id, day) = (area.id.get(), day_number(sheet.day));
    for (place, photo) in here {
        let tick = if sheet.shown.contains(&place) { "✓" } else { "" };
        let time = i18n::time(photo.posted_at.with_timezone(&turn.cx.config.timezone).time());
        let caption = shorten(&i18n::unmentioning(&one_line(&photo.caption)), 60);
        let number = place + 1;
        html.push_str(&format!("\n{tick}{number}. {time} {}", escape(&caption)));
        let press = Press::Toggle { area: id, day, page: page as i64, photo: photo.id.get() };
        buttons.push(Button::press(format!("{tick}{number}"), press));
    }
    html.push_str("\n\n");
    html.push_str(&turn.html(&say!("collage-pick-hint")));
    let mut keyboard = Keyboard(buttons.chunks(ROW).map(<[Button]>::to_vec).collect());
    keyboard
        .0
        .extend(turning(page, pages, |page| Press::PickPage { area: id, day, page: page as i64 }.into()));
    let done = Button::press(plain(turn, &say!("collage-button-done")), Press::Picked { area: id, day });
    let auto = Button::press(plain(turn, &say!("collage-button-auto")), Press::Auto { area: id, day });
    (html, keyboard.and_row([done, auto]))
}

fn plain(turn: &Turn, say: &crate::i18n::Say) -> String {
    turn.cx.texts.plain(turn.locale(), say)
}
