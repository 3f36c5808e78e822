//! `/invite`: a link to pass on, and a poster to hang up. Whoever joins by either is known to have come by
//! the person who asked for it.

use super::chat::Press;
use super::{link, poster, store};
use crate::directory::Person;
use crate::domain::area::Area;
use crate::domain::ids::{AreaId, PersonId};
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::turn::Turn;
use crate::features::{areas, roles};
use crate::inbox::PressAnswer;
use crate::outbox;
use crate::say;
use crate::store::Tx;
use crate::telegram::keyboards::{Button, Keyboard};

/// Areas to choose from.
const SHOWN: usize = 8;

/// Letters and digits that nobody takes for one another.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Characters of a person's code in a link.
const CODE: usize = 8;

/// `/invite [AREA]`: in a group for its area; in private for one's own, or any that is named.
pub fn invite(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else {
        return turn.reply(&say!("signup-not-as-a-chat")).map(drop);
    };
    let led = roles::led_by(turn.tx, person.id)?;
    if !person.joined && led.is_empty() && !roles::is_admin(turn.tx, turn.cx, &person)? {
        return turn.reply(&say!("signup-invite-join-first")).map(drop);
    }
    let tree = turn.cx.tree(turn.tx)?;
    if !turn.is_private() {
        let binding = areas::store::binding(turn.tx, turn.chat.id, turn.thread)?;
        return match binding.and_then(|binding| tree.living(binding.area)) {
            Some(here) => make(turn, &person, here),
            None => turn.reply(&say!("signup-unbound")).map(drop),
        };
    }
    let areas: Vec<&Area> = if given.rest.is_empty() {
        let mut ids = store::areas_of(turn.tx, person.id)?;
        ids.extend(led);
        let mut seen = std::collections::HashSet::new();
        ids.retain(|id| seen.insert(*id));
        ids.into_iter().filter_map(|id| tree.living(id)).collect()
    } else {
        match tree.by_typed_code(given.rest) {
            Some(area) => vec![area],
            None => tree.search(given.rest),
        }
    };
    match areas.as_slice() {
        [] if given.rest.is_empty() => turn.reply(&say!("signup-invite-name-one")).map(drop),
        [] => turn.reply(&say!("signup-invite-unknown", area = given.rest)).map(drop),
        [only] => make(turn, &person, only),
        several => {
            let buttons = several
                .iter()
                .take(SHOWN)
                .map(|area| Button::press(tree.label(area), Press::Invite { area: area.id.get() }));
            turn.reply_with(&say!("signup-invite-which"), Keyboard::column(buttons)).map(drop)
        }
    }
}

/// One of several areas was chosen.
pub(super) fn chosen(turn: &mut Turn, person: &Person, area: AreaId) -> Result<PressAnswer, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let Some(area) = tree.living(area) else {
        let name = tree.get(area).map_or("", |area| &area.name);
        return Ok(turn.answer(&say!("signup-toast-retired", area = name)));
    };
    let leads = !roles::led_by(turn.tx, person.id)?.is_empty() || roles::is_admin(turn.tx, turn.cx, person)?;
    if !person.joined && !leads {
        return Ok(turn.answer(&say!("signup-invite-join-first")));
    }
    // Of two taps at once the second finds it done.
    let key = format!("signup.invite:{}:{}", turn.chat.id, turn.message_id.unwrap_or_default());
    if !outbox::tell_once(turn.tx, &key, turn.now)? {
        return Ok(PressAnswer::default());
    }
    let html = turn.html(&say!("signup-invite-chosen", area = &area.name));
    turn.show(html, Keyboard::default())?;
    make(turn, person, area)?;
    Ok(PressAnswer::default())
}

/// In private the link at once, to be passed on as it is, and the poster after it; in a group both in
/// one message.
fn make(turn: &mut Turn, person: &Person, area: &Area) -> Result<(), Failure> {
    let code = code_of(turn.tx, person.id)?;
    let link = turn.cx.deep_link(&link::payload(area, Some(&code)));
    let caption = if turn.is_private() {
        let campaign = &turn.cx.config.campaign.name;
        turn.say(&say!("signup-invite", area = &area.name, campaign = campaign, link = &link))?;
        turn.html(&say!("signup-invite-poster", area = &area.name))
    } else {
        turn.html(&say!("signup-invite-group", area = &area.name, link = &link))
    };
    let asked = poster::Asked {
        area: area.id.get(),
        link,
        caption,
        chat: turn.chat.id.get(),
        thread: turn.thread,
        locale: turn.locale().tag().to_owned(),
        key: turn.next_key(),
    };
    poster::ask(turn.tx, &asked, turn.now)
}

/// What stands for the person in links; made when first needed.
fn code_of(tx: &mut Tx, person: PersonId) -> Result<String, Failure> {
    if let Some(code) = store::invite_code(tx, person)? {
        return Ok(code);
    }
    let mut bytes = [0_u8; CODE];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system gave no random bytes: {error}"))?;
    let code: String = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    store::set_invite_code(tx, person, &code)?;
    Ok(code)
}
