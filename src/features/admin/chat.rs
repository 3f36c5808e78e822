//! What admins ask for in a chat; and `/help`, for everyone.

use crate::error::Failure;
use crate::features::commands::{Given, Place};
use crate::features::kinds;
use crate::features::roles::{self, menu};
use crate::features::turn::Turn;
use crate::jobs::{self, NewJob};
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::Keyboard;

/// `/help`: what this person can do here.
pub fn help(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let rank = match &turn.person {
        Some(person) => roles::rank(turn.tx, turn.cx, person)?,
        None => roles::Rank::Everyone,
    };
    let place = if turn.is_private() { Place::Private } else { Place::Group };
    let mut lines = vec![turn.html(&say!("admin-help", campaign = &turn.cx.config.campaign.name))];
    for command in menu::commands(rank, place) {
        lines.push(turn.html(&say!("admin-help-line", name = command.name, about = menu::about(command))));
    }
    if turn.is_private() {
        lines.push(turn.html(&say!("admin-help-words")));
    }
    turn.post(Body::text(lines.join("\n")), Keyboard::default(), true)?;
    Ok(())
}

/// `/backup`: writes one and says where it stands.
pub fn backup(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let Some(by) = turn.person.as_ref().map(|person| person.id) else { return Ok(()) };
    let job = NewJob {
        kind: kinds::BACKUP,
        key: format!("backup:{}", turn.update_id),
        payload: by.to_string(),
        due: turn.now,
    };
    jobs::enqueue(turn.tx, &job)?;
    roles::audit(turn.tx, Some(by), "backup", "", turn.now)?;
    turn.reply(&say!("admin-backup-begun"))?;
    Ok(())
}
