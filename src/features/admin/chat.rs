//! What admins ask for in a chat; and `/help`, for everyone.

use crate::error::Failure;
use crate::features::commands::{Given, Place};
use crate::features::roles::{self, Entry, menu};
use crate::features::turn::Turn;
use crate::features::{kinds, roles::store};
use crate::i18n::Say;
use crate::inbox::PressAnswer;
use crate::jobs::{self, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};
use crate::telegram::length::shorten;

crate::presses! {
    /// The buttons under the audit log.
    pub enum Press: "admin" {
        /// Shows the entries before this one.
        Older { before: i64 } = "older",
    }
}

/// Entries of the audit log in one message.
const PAGE: usize = 20;

/// Characters of an entry's detail and of a name that are shown: with twenty entries a message stays within
/// Telegram's bounds.
const DETAIL: usize = 80;
const NAME: usize = 30;

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

/// `/audit`: who did what, the newest first.
pub fn audit(turn: &mut Turn, _given: &Given) -> Result<(), Failure> {
    let (html, keyboard) = page(turn, i64::MAX)?;
    turn.post(Body::text(html), keyboard, true)?;
    Ok(())
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Press::Older { before } = press;
    let (html, keyboard) = page(turn, before)?;
    match outbox::find_by_message(turn.tx, turn.chat.id, turn.message_id.unwrap_or_default())? {
        Some(found) => {
            let body = Body::EditText { of: found.key, html, keyboard };
            outbox::enqueue(turn.tx, Letter::edit(turn.chat.id, body), turn.now)?;
        }
        None => {
            turn.post(Body::text(html), keyboard, false)?;
        }
    }
    Ok(PressAnswer::default())
}

/// A page of the log as HTML, with the way to older entries and back.
fn page(turn: &Turn, before: i64) -> Result<(String, Keyboard), Failure> {
    let entries = store::audit_before(turn.tx, before, PAGE as i64 + 1)?;
    if entries.is_empty() {
        return Ok((turn.html(&say!("admin-audit-empty")), Keyboard::default()));
    }
    let shown = &entries[..entries.len().min(PAGE)];
    let lines: Vec<String> = shown.iter().map(|entry| turn.html(&line(turn, entry))).collect();
    let text = |say: &Say| turn.cx.texts.plain(turn.locale(), say);
    let mut ways = Vec::new();
    if before != i64::MAX {
        ways.push(Button::press(text(&say!("admin-audit-newest")), Press::Older { before: i64::MAX }));
    }
    if let Some(last) = shown.last().filter(|_| entries.len() > PAGE) {
        ways.push(Button::press(text(&say!("admin-audit-older")), Press::Older { before: last.id }));
    }
    let keyboard = if ways.is_empty() { Keyboard::default() } else { Keyboard::row(ways) };
    Ok((lines.join("\n"), keyboard))
}

fn line(turn: &Turn, entry: &Entry) -> Say {
    let at = entry.at.with_timezone(&turn.cx.config.timezone).format("%m-%d %H:%M").to_string();
    let what = action(&entry.action, &shorten(&entry.detail, DETAIL));
    match &entry.by {
        Some(name) => {
            say!("admin-audit-line", at = at, who = shorten(name, NAME), what = what)
        }
        None => say!("admin-audit-line", at = at, who = say!("admin-audit-server"), what = what),
    }
}

/// A deed in words.
fn action(action: &str, detail: &str) -> Say {
    match action {
        "claim" => say!("admin-audit-claim"),
        "import" => say!("admin-audit-import", detail = detail),
        "bind.field" => say!("admin-audit-bind-field", detail = detail),
        "bind.desk" => say!("admin-audit-bind-desk", detail = detail),
        "areas.pause" => say!("admin-audit-areas-pause", detail = detail),
        "areas.resume" => say!("admin-audit-areas-resume", detail = detail),
        "areas.retire" => say!("admin-audit-areas-retire", detail = detail),
        "link.make" => say!("admin-audit-link-make", detail = detail),
        "link.use" => say!("admin-audit-link-use", detail = detail),
        "unbind" => say!("admin-audit-unbind", detail = detail),
        "appoint.admin" => say!("admin-audit-appoint-admin", detail = detail),
        "appoint.lead" => say!("admin-audit-appoint-lead", detail = detail),
        "appoint.inspector" => say!("admin-audit-appoint-inspector", detail = detail),
        "dismiss.admin" => say!("admin-audit-dismiss-admin", detail = detail),
        "dismiss.lead" => say!("admin-audit-dismiss-lead", detail = detail),
        "dismiss.inspector" => say!("admin-audit-dismiss-inspector", detail = detail),
        "team.new" => say!("admin-audit-team-new", detail = detail),
        "team.lead" => say!("admin-audit-team-lead", detail = detail),
        "team.rename" => say!("admin-audit-team-rename", detail = detail),
        "team.dissolve" => say!("admin-audit-team-dissolve", detail = detail),
        "people.import" => say!("admin-audit-people-import", detail = detail),
        "people.export" => say!("admin-audit-people-export", detail = detail),
        "photos.words" => say!("admin-audit-photos-words", detail = detail),
        "photos.place" => say!("admin-audit-photos-place", detail = detail),
        "photos.heads" => say!("admin-audit-photos-heads", detail = detail),
        "photos.move" => say!("admin-audit-photos-move", detail = detail),
        "photos.fix" => say!("admin-audit-photos-fix", detail = detail),
        "photos.unfix" => say!("admin-audit-photos-unfix", detail = detail),
        "photos.dismiss" => say!("admin-audit-photos-dismiss", detail = detail),
        "move" => say!("admin-audit-move", detail = detail),
        "remind" => say!("admin-audit-remind", detail = detail),
        "signup.approve" => say!("admin-audit-signup-approve", detail = detail),
        "signup.refuse" => say!("admin-audit-signup-refuse", detail = detail),
        "language" => say!("admin-audit-language", detail = detail),
        "review.count" => say!("admin-audit-review-count", detail = detail),
        "review.blurred" => refused(say!("photos-reason-blurred"), detail),
        "review.off_topic" => refused(say!("photos-reason-off-topic"), detail),
        "review.duplicate" => refused(say!("photos-reason-duplicate"), detail),
        "review.other" => refused(say!("photos-reason-other"), detail),
        "relay" => say!("admin-audit-relay", detail = detail),
        "collage.pick" => say!("admin-audit-pick", detail = detail),
        "backup" => say!("admin-audit-backup"),
        "privacy.forget" => say!("admin-audit-forget"),
        other => say!("admin-audit-other", action = other, detail = detail),
    }
}

fn refused(reason: Say, detail: &str) -> Say {
    say!("admin-audit-review-refuse", reason = reason, detail = detail)
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
