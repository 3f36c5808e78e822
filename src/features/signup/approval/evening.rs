//! What the evening's message says of those who asked to join and wait for a lead.

use super::{chat, store};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::sections::{Asked, Teller, Told};
use crate::say;
use crate::store::Read;
use crate::telegram::keyboards::Button;

/// How many wait; and the way to them.
pub fn joining(read: &Read, _: &Context, asked: &Asked) -> Result<Teller, Failure> {
    let waiting = store::waiting(read)?;
    let waiting = asked.tree.rolled_up(waiting.iter().map(|asked| (asked.area, 1_u32)));
    Ok(Box::new(move |cx, area, locale| {
        let Some(count) = waiting.get(&area.id) else { return Told::default() };
        let text = cx.texts.plain(locale, &say!("approval-evening-button"));
        Told {
            says: vec![say!("approval-evening", count = *count)],
            buttons: vec![Button::press(text, chat::Press::Open {})],
        }
    }))
}
