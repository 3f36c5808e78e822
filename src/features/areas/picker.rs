//! Walking the tree by buttons to the area that a chat is to serve.

use super::chat::Press;
use crate::directory::{self, Kind, Person};
use crate::domain::area::Area;
use crate::domain::ids::{AreaId, ChatId};
use crate::error::Failure;
use crate::features::roles;
use crate::features::turn::Turn;
use crate::i18n::{Locale, Say};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// Areas on one page, two in a row.
const PAGE: usize = 16;

type Page = Option<(Say, Keyboard)>;

/// Where the person may begin: at the top, or at the areas they lead. None for who may bind nothing.
pub(super) fn begin(turn: &Turn, person: &Person, chat: ChatId, thread: i64) -> Result<Page, Failure> {
    begin_in(turn, person, chat, thread, turn.locale())
}

/// The same, in a language of choice.
pub(super) fn begin_in(
    turn: &Turn,
    person: &Person,
    chat: ChatId,
    thread: i64,
    locale: Locale,
) -> Result<Page, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let first: Vec<AreaId> = if roles::is_admin(turn.tx, turn.cx, person)? {
        tree.roots().map(|area| area.id).collect()
    } else {
        roles::led_by(turn.tx, person.id)?
    };
    let areas: Vec<&Area> = first.into_iter().filter_map(|id| tree.get(id)).collect();
    match areas.as_slice() {
        [] => Ok(None),
        [only] => show(turn, person, chat, thread, only, 0, locale),
        several => Ok(Some((say!("areas-pick"), offers(chat, thread, several)))),
    }
}

/// One area: to be bound to, and what lies directly below it. None where the person does not answer
/// for it.
pub(super) fn at(
    turn: &Turn,
    person: &Person,
    chat: ChatId,
    thread: i64,
    area: &Area,
    page: i64,
) -> Result<Page, Failure> {
    show(turn, person, chat, thread, area, usize::try_from(page).unwrap_or(0), turn.locale())
}

/// Buttons that lead to these areas.
pub(super) fn offers(chat: ChatId, thread: i64, areas: &[&Area]) -> Keyboard {
    let button =
        |area: &&Area| Button::press(&area.name, Press::Walk { chat, thread, area: area.id.get(), page: 0 });
    Keyboard(areas.chunks(2).map(|row| row.iter().map(button).collect()).collect())
}

fn show(
    turn: &Turn,
    person: &Person,
    chat: ChatId,
    thread: i64,
    area: &Area,
    page: usize,
    locale: Locale,
) -> Result<Page, Failure> {
    if !roles::answers_for(turn.tx, turn.cx, person, area.id)? {
        return Ok(None);
    }
    let tree = turn.cx.tree(turn.tx)?;
    let text = |say: &Say| turn.cx.texts.plain(locale, say);
    let site = directory::chat_by_id(turn.tx, chat)?;
    let channel = site.is_some_and(|site| site.kind == Kind::Channel);
    let id = area.id;
    let mut uses = Vec::new();
    if !channel && area.level >= turn.cx.config.photos.quota_level {
        uses.push(Button::press(text(&say!("areas-as-field")), Press::Field { chat, thread, area: id }));
    }
    uses.push(Button::press(text(&say!("areas-as-desk")), Press::Desk { chat, thread, area: id }));

    let below: Vec<&Area> = tree.children(id).collect();
    let pages = below.len().div_ceil(PAGE);
    let page = page.min(pages.saturating_sub(1));
    let shown: Vec<&Area> = below.iter().skip(page * PAGE).take(PAGE).copied().collect();
    let mut keyboard = Keyboard(vec![uses]);
    keyboard.0.extend(offers(chat, thread, &shown).0);

    let turn_to = |page: usize| Press::Walk { chat, thread, area: id.get(), page: page as i64 };
    let mut ways = Vec::new();
    if page > 0 {
        ways.push(Button::press("‹", turn_to(page - 1)));
    }
    match tree.parent(area) {
        Some(parent) if roles::answers_for(turn.tx, turn.cx, person, parent.id)? => {
            let up = Press::Walk { chat, thread, area: parent.id.get(), page: 0 };
            ways.push(Button::press(text(&say!("areas-up", area = &parent.name)), up));
        }
        _ if roles::led_by(turn.tx, person.id)?.len() > 1 || tree.roots().count() > 1 => {
            let start = Press::Walk { chat, thread, area: 0, page: 0 };
            ways.push(Button::press(text(&say!("areas-up-start")), start));
        }
        _ => {}
    }
    if page + 1 < pages {
        ways.push(Button::press("›", turn_to(page + 1)));
    }
    if !ways.is_empty() {
        keyboard.0.push(ways);
    }
    let say = if below.is_empty() {
        say!("areas-pick-leaf", area = &area.name, code = &area.code)
    } else {
        say!("areas-pick-at", area = &area.name, code = &area.code)
    };
    Ok(Some((say, keyboard)))
}
