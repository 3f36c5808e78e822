//! One-time links that bind: `t.me/<bot>?startgroup=bind_<code>`.
//!
//! Nobody must enter three hundred groups: who answers for an area makes a link in private, and
//! whoever adds the bot to a group by it has bound that group, as the maker could have. Telegram
//! tells of it twice: that the bot is in the group, and a `/start` with the code.

use chrono::TimeDelta;

use super::chat::{Wanted, bind_to, usual_role, wanted, welcome};
use super::{level_name, role_name, store};
use crate::directory::{self, Kind};
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::roles;
use crate::features::turn::Turn;
use crate::i18n;
use crate::outbox::{self, Letter};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

use super::Role;

/// For so long a link can be used.
const LASTS: TimeDelta = TimeDelta::days(7);

/// The two updates of one adding come that close together.
const TOGETHER: TimeDelta = TimeDelta::minutes(1);

/// `/bind CODE [field|desk]` in private: a link for one group.
pub(super) fn make(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return Ok(()) };
    let tree = turn.cx.tree(turn.tx)?;
    let Some(Wanted { code, role }) = wanted(&given.words) else {
        return turn.reply(&say!("areas-bind-private")).map(drop);
    };
    let Some(area) = tree.by_code(code) else {
        return turn.reply(&super::rest::unknown(&tree, code)).map(drop);
    };
    if !roles::answers_for(turn.tx, turn.cx, &person, area.id)? {
        return turn.reply(&say!("areas-not-yours")).map(drop);
    }
    let quota_level = turn.cx.config.photos.quota_level;
    let role = role.unwrap_or(usual_role(turn.cx, area, Kind::Supergroup));
    if role == Role::Field && area.level < quota_level {
        let level = level_name(&turn.cx.config, quota_level);
        return turn.reply(&say!("areas-field-too-high", area = &area.name, level = level)).map(drop);
    }
    let mut bytes = [0_u8; 12];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system gave no random bytes: {error}"))?;
    let code: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let expires = turn.now + LASTS;
    store::insert_link(turn.tx, &code, area.id, role, person.id, turn.now, expires)?;
    roles::audit(turn.tx, Some(person.id), "link.make", &format!("{} {}", area.code, area.name), turn.now)?;
    let link = format!("https://t.me/{}?startgroup=bind_{code}", turn.cx.me.username);
    let until = i18n::day(expires.with_timezone(&turn.cx.config.timezone).date_naive());
    let button = turn.cx.texts.plain(turn.locale(), &say!("areas-link-button"));
    let keyboard = Keyboard::row([Button::open(button, &link)]);
    let say = say!("areas-link", area = &area.name, role = role_name(role), link = link, day = until);
    turn.reply_with(&say, keyboard)?;
    Ok(())
}

/// The bot was added to this group by a link, or is told of one that somebody wrote there.
pub fn follow(turn: &mut Turn, code: &str) -> Result<(), Failure> {
    let Some(link) = store::link(turn.tx, code)? else {
        return turn.reply(&say!("areas-link-unknown")).map(drop);
    };
    let tree = turn.cx.tree(turn.tx)?;
    let (area, maker) = (tree.living(link.area), directory::person_by_id(turn.tx, link.made_by)?);
    let (Some(area), Some(maker)) = (area, maker) else {
        return turn.reply(&say!("areas-link-unknown")).map(drop);
    };
    if link.used {
        return turn.reply(&say!("areas-link-used", area = &area.name)).map(drop);
    }
    if link.expires_at <= turn.now {
        return turn.reply(&say!("areas-link-expired", area = &area.name)).map(drop);
    }
    // The link is the maker's word: it holds as long as the maker answers for the area.
    if !roles::answers_for(turn.tx, turn.cx, &maker, area.id)? {
        return turn.reply(&say!("areas-link-powerless", area = &area.name)).map(drop);
    }
    let (site, thread) = (turn.chat.clone(), turn.thread);
    let (done, said) = bind_to(turn, &maker, &site, thread, area, link.role)?;
    if !done {
        return turn.reply(&said).map(drop);
    }
    store::mark_link_used(turn.tx, link.id, site.id, turn.now)?;
    take_greeting_back(turn)?;
    let keyboard = welcome(turn, &site, thread, area, link.role)?;
    turn.reply_with(&said, keyboard)?;
    let who = turn.person.as_ref().map(|person| person.id);
    let by = turn.person.as_ref().map_or(site.title.clone(), |person| person.name.clone());
    let shown = if who.is_some() { roles::SUBJECT } else { by.as_str() };
    let detail = format!("{} → {} {} ({shown})", site.title, area.code, area.name);
    roles::audit_of(turn.tx, Some(maker.id), who, "link.use", &detail, turn.now)?;
    let (title, name, role) = (&site.title, &area.name, role_name(link.role));
    let say = say!("areas-link-done", title = title, area = name, role = role, name = by);
    turn.tell(maker.id, &say, Keyboard::default())?;
    Ok(())
}

/// Whether this group was bound by a link just now, so that no greeting need ask for it.
pub(super) fn was_followed(turn: &Turn) -> Result<bool, Failure> {
    store::linked_since(turn.tx, turn.chat.id, turn.now - TOGETHER)
}

/// The greeting that asked what the group is to serve has its answer.
fn take_greeting_back(turn: &mut Turn) -> Result<(), Failure> {
    let Some(key) = store::take_greeting(turn.tx, turn.chat.id)? else { return Ok(()) };
    if !outbox::drop_waiting(turn.tx, &key, "the group was bound by a link", turn.now)? {
        outbox::enqueue(turn.tx, Letter::removal(turn.chat.id, &key), turn.now)?;
    }
    Ok(())
}
