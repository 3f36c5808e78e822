//! Finding one's area: by typing part of its name, or down the tree by buttons.

use crate::domain::area::{Area, AreaTree};
use crate::domain::ids::AreaId;
use crate::i18n::{Locale, Say, Texts};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

use super::chat::Press;

/// Areas on one page of buttons; what was found by a text is one page.
const PAGE: usize = 8;

/// A page to choose from, in words and buttons.
pub(super) struct Choice {
    pub say: Say,
    pub keyboard: Keyboard,
}

/// What was found for a text; none where nothing was.
pub(super) fn found(tree: &AreaTree, text: &str) -> Option<Choice> {
    let found = tree.search(text);
    let count = found.len();
    if count == 0 {
        return None;
    }
    let say = if count > PAGE {
        say!("signup-found-many", count = count, shown = PAGE)
    } else {
        say!("signup-found", count = count)
    };
    let buttons = found.into_iter().take(PAGE).map(|area| {
        // Villages of the same name are told apart by what they lie in.
        let label = match tree.parent(area) {
            Some(parent) => format!("{} · {}", area.name, parent.name),
            None => area.name.clone(),
        };
        Button::press(label, Press::Area { area: area.id.get() })
    });
    Some(Choice { say, keyboard: Keyboard::column(buttons) })
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
    let turn_to = |page: usize| Press::Below { area: at, page: page as i64 };
    let mut turning = Vec::new();
    if page > 0 {
        turning.push(button(say!("signup-page-before"), turn_to(page - 1)));
    }
    if page + 1 < pages {
        turning.push(button(say!("signup-page-after"), turn_to(page + 1)));
    }
    rows.push(turning);
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
