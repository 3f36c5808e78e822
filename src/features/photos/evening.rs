//! What the evening's message says of photos beside their count: what waits for a lead, and what lacks
//! words that the report needs.

use std::collections::HashMap;

use super::{review, store};
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::sections::{Asked, Teller, Told};
use crate::say;
use crate::store::Read;
use crate::telegram::keyboards::Button;

/// Photos that wait, with those that look like others; and the way to them.
pub fn waiting(read: &Read, _: &Context, asked: &Asked) -> Result<Teller, Failure> {
    let waiting = store::all_waiting(read)?;
    let all = asked.tree.rolled_up(waiting.iter().map(|&(area, all, _)| (area, all)));
    let alike = asked.tree.rolled_up(waiting.iter().map(|&(area, _, alike)| (area, alike)));
    Ok(Box::new(move |cx, area, locale| {
        let (all, alike) = (of(&all, area.id), of(&alike, area.id));
        let mut told = Told::default();
        if all > 0 {
            told.says.push(say!("photos-evening-waiting", count = all));
            let text = cx.texts.plain(locale, &say!("photos-evening-review", count = all));
            told.buttons.push(Button::press(text, review::Press::Begin {}));
        }
        if alike > 0 {
            told.says.push(say!("photos-evening-alike", count = alike));
        }
        told
    }))
}

/// Counted photos that say neither where nor how many.
pub fn lacking(read: &Read, _: &Context, asked: &Asked) -> Result<Teller, Failure> {
    let lacking = store::lacking(read, asked.day)?;
    let places = asked.tree.rolled_up(lacking.iter().map(|&(area, place, _)| (area, place)));
    let heads = asked.tree.rolled_up(lacking.iter().map(|&(area, _, heads)| (area, heads)));
    Ok(Box::new(move |_, area, _| {
        let (places, heads) = (of(&places, area.id), of(&heads, area.id));
        let says = [
            (places > 0).then(|| say!("photos-evening-lacks-place", count = places)),
            (heads > 0).then(|| say!("photos-evening-lacks-heads", count = heads)),
        ];
        Told { says: says.into_iter().flatten().collect(), buttons: Vec::new() }
    }))
}

fn of(counts: &HashMap<AreaId, u32>, area: AreaId) -> u32 {
    counts.get(&area).copied().unwrap_or_default()
}
