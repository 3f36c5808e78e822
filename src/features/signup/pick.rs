//! Finding one's area: by typing part of its name, or down the tree by buttons.

use crate::domain::area::{Area, AreaTree};
use crate::domain::ids::AreaId;
use crate::i18n::{Locale, Say, Texts};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

use super::chat::Press;

/// Areas on one page of buttons.
const PAGE: usize = 8;

/// A page to choose from, in words and buttons.
pub(super) struct Choice {
    pub say: Say,
    pub keyboard: Keyboard,
}

/// A page of what was found for a text; none where nothing was.
pub(super) fn found(
    texts: &Texts,
    locale: Locale,
    tree: &AreaTree,
    text: &str,
    page: usize,
) -> Option<Choice> {
    let found = tree.search(text);
    let (count, first) = (found.len(), *found.first()?);
    let pages = count.div_ceil(PAGE);
    let page = page.min(pages - 1);
    // What was typed goes along in the buttons that turn the pages, as its place in the first area's names.
    let trace = tree.trace(first.id, text).filter(|_| pages > 1);
    let say = match trace {
        Some(_) => say!("signup-found-page", count = count, page = page + 1, pages = pages),
        None if pages > 1 => say!("signup-found-many", count = count, shown = PAGE),
        None => say!("signup-found", count = count),
    };
    let shown = found.into_iter().skip(page * PAGE).take(PAGE);
    let buttons = shown.map(|area| Button::press(tree.label(area), Press::Area { area: area.id.get() }));
    let mut keyboard = Keyboard::column(buttons);
    if let Some((at, length)) = trace {
        let (area, at, length) = (first.id.get(), at as i64, length as i64);
        let turn_to = |page: usize| Press::Found { area, at, length, page: page as i64 };
        keyboard.0.push(turning(texts, locale, page, pages, turn_to));
    }
    Some(Choice { say, keyboard })
}

/// The buttons to the pages before and after.
fn turning(
    texts: &Texts,
    locale: Locale,
    page: usize,
    pages: usize,
    turn_to: impl Fn(usize) -> Press,
) -> Vec<Button> {
    let before = (page > 0).then(|| (say!("signup-page-before"), page - 1));
    let after = (page + 1 < pages).then(|| (say!("signup-page-after"), page + 1));
    let ways = before.into_iter().chain(after);
    ways.map(|(say, page)| Button::press(texts.plain(locale, &say), turn_to(page))).collect()
}

/// What lies below an area, page by page; from the top where `of` names none.
pub(super) fn below(
    texts: &Texts,
    locale: Locale,
    tree: &AreaTree,
    of: Option<AreaId>,
    page: usize,
) -> Choice {
    // One area at the top is no choice: its page is the first.
    let mut roots = tree.roots();
    let top = of.or_else(|| match (roots.next(), roots.next()) {
        (Some(only), None) => Some(only.id),
        _ => None,
    });
    let here = top.and_then(|id| tree.get(id));
    let areas: Vec<&Area> = match here {
        Some(here) => tree.children(here.id).collect(),
        None => tree.roots().collect(),
    };
    let button = |say: Say, press: Press| Button::press(texts.plain(locale, &say), press);
    let pages = areas.len().div_ceil(PAGE).max(1);
    let page = page.min(pages - 1);
    let mut rows: Vec<Vec<Button>> = areas
        .iter()
        .skip(page * PAGE)
        .take(PAGE)
        .map(|area| {
            let id = area.id.get();
            match tree.children(area.id).next() {
                Some(_) => Button::press(format!("{} ›", area.name), Press::Below { area: id, page: 0 }),
                None => Button::press(area.name.clone(), Press::Area { area: id }),
            }
        })
        .collect::<Vec<_>>()
        .chunks(2)
        .map(<[Button]>::to_vec)
        .collect();
    let at = here.map_or(0, |here| here.id.get());
    rows.push(turning(texts, locale, page, pages, |page| Press::Below { area: at, page: page as i64 }));
    if let Some(here) = here {
        let mut last = Vec::new();
        if of.is_some() && (here.parent.is_some() || tree.roots().nth(1).is_some()) {
            let up = here.parent.map_or(0, AreaId::get);
            last.push(button(say!("signup-up"), Press::Below { area: up, page: 0 }));
        }
        last.push(button(say!("signup-here", area = &here.name), Press::Area { area: at }));
        rows.push(last);
    }
    rows.retain(|row| !row.is_empty());
    let say = match here {
        Some(here) if of.is_some() => say!("signup-below", area = &here.name),
        _ => say!("signup-pick"),
    };
    Choice { say, keyboard: Keyboard(rows) }
}
