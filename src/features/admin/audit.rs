//! `/audit`: who did what to whom, the newest first.

use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::roles::store::log;
use crate::features::roles::whom::{self, Unmet};
use crate::features::roles::{About, Entry};
use crate::features::turn::Turn;
use crate::i18n::{Arg, Say};
use crate::inbox::PressAnswer;
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};
use crate::telegram::length::shorten;

crate::presses! {
    /// The buttons under the audit log; `before` is the entry that the page lies before, 0 for the newest.
    pub enum Press: "audit" {
        /// Turns a page of the whole log.
        All { before: i64 } = "all",
        /// Turns a page of what a person did and what was done to them.
        Person { person: PersonId, before: i64 } = "person",
        /// Turns a page of what was done about an area and all below it.
        Area { area: i64, before: i64 } = "area",
    }
}

/// Entries in one message.
const PAGE: usize = 20;

/// Characters of an entry's detail and of a name that are shown: with twenty entries a message stays
/// within Telegram's bounds.
const DETAIL: usize = 80;
const NAME: usize = 30;

/// `/audit`, `/audit CODE`, `/audit @user`, or in reply to somebody.
pub fn audit(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let about = match asked(turn, given)? {
        Ok(about) => about,
        Err(say) => return turn.reply(&say).map(drop),
    };
    let (html, keyboard) = page(turn, about, 0)?;
    turn.post(Body::text(html), keyboard, true)?;
    Ok(())
}

/// What is asked about. A number is an area's code before it is a user's id.
fn asked(turn: &mut Turn, given: &Given) -> Result<Result<About, Say>, Failure> {
    let whom::Pointed { words, at } = whom::pointed(given);
    if words.is_empty() && at.is_none() {
        return Ok(Ok(About::All));
    }
    let tree = turn.cx.tree(turn.tx)?;
    if let [code] = words.as_slice()
        && let Some(area) = tree.by_code_retired_or_not(code)
    {
        return Ok(Ok(About::Area(area.id)));
    }
    Ok(match whom::whom(turn, &words, at, Unmet::Refused)? {
        Some(Ok(person)) => Ok(About::Person(person.id)),
        Some(Err(say)) => Err(say),
        None => Err(say!("admin-audit-usage")),
    })
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let (about, before) = match press {
        Press::All { before } => (About::All, before),
        Press::Person { person, before } => (About::Person(person), before),
        Press::Area { area, before } => (About::Area(area.into()), before),
    };
    let (html, keyboard) = page(turn, about, before)?;
    turn.show(html, keyboard)?;
    Ok(PressAnswer::default())
}

/// A page of the log as HTML, with the way to older entries and back.
fn page(turn: &Turn, about: About, before: i64) -> Result<(String, Keyboard), Failure> {
    let upto = if before == 0 { i64::MAX } else { before };
    let entries = log::before(turn.tx, about, upto, PAGE as i64 + 1)?;
    if entries.is_empty() {
        return Ok((turn.html(&say!("admin-audit-empty")), Keyboard::default()));
    }
    let shown = &entries[..entries.len().min(PAGE)];
    let lines: Vec<String> = shown.iter().map(|entry| turn.html(&line(turn, entry))).collect();
    let text = |say: &Say| turn.cx.texts.plain(turn.locale(), say);
    let to = |before: i64| match about {
        About::All => Press::All { before },
        About::Person(person) => Press::Person { person, before },
        About::Area(area) => Press::Area { area: area.get(), before },
    };
    let mut ways = Vec::new();
    if before != 0 {
        ways.push(Button::press(text(&say!("admin-audit-newest")), to(0)));
    }
    if let Some(last) = shown.last().filter(|_| entries.len() > PAGE) {
        ways.push(Button::press(text(&say!("admin-audit-older")), to(last.id)));
    }
    let keyboard = if ways.is_empty() { Keyboard::default() } else { Keyboard::row(ways) };
    Ok((lines.join("\n"), keyboard))
}

fn line(turn: &Turn, entry: &Entry) -> Say {
    let at = entry.at.with_timezone(&turn.cx.config.timezone).format("%m-%d %H:%M").to_string();
    let detail = shorten(&entry.detail, DETAIL);
    let what = words(&entry.action, &detail)
        .unwrap_or_else(|| say!("admin-audit-other", action = &entry.action, detail = detail));
    let who = match &entry.by {
        Some(name) => Arg::from(shorten(name, NAME)),
        None => Arg::from(say!("admin-audit-server")),
    };
    match &entry.subject {
        Some(name) => {
            say!("admin-audit-line-whom", at = at, who = who, what = what, whom = shorten(name, NAME))
        }
        None => say!("admin-audit-line", at = at, who = who, what = what),
    }
}

/// A deed in words; none for one that has none, which a test does not allow.
fn words(action: &str, detail: &str) -> Option<Say> {
    Some(match action {
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
        "photos.words" => say!("admin-audit-photos-words", detail = detail),
        "photos.place" => say!("admin-audit-photos-place", detail = detail),
        "photos.heads" => say!("admin-audit-photos-heads", detail = detail),
        "photos.move" => say!("admin-audit-photos-move", detail = detail),
        "photos.fix" => say!("admin-audit-photos-fix", detail = detail),
        "photos.unfix" => say!("admin-audit-photos-unfix", detail = detail),
        "photos.dismiss" => say!("admin-audit-photos-dismiss", detail = detail),
        "move" => say!("admin-audit-move", detail = detail),
        "remind" => say!("admin-audit-remind", detail = detail),
        "review.count" => say!("admin-audit-review-count", detail = detail),
        "review.blurred" => refused(say!("photos-reason-blurred"), detail),
        "review.off_topic" => refused(say!("photos-reason-off-topic"), detail),
        "review.duplicate" => refused(say!("photos-reason-duplicate"), detail),
        "review.other" => refused(say!("photos-reason-other"), detail),
        "relay" => say!("admin-audit-relay", detail = detail),
        "collage.pick" => say!("admin-audit-pick", detail = detail),
        "schedule.add" => say!("admin-audit-schedule-add", detail = detail),
        "schedule.pause" => say!("admin-audit-schedule-pause", detail = detail),
        "schedule.resume" => say!("admin-audit-schedule-resume", detail = detail),
        "schedule.remove" => say!("admin-audit-schedule-remove", detail = detail),
        "schedule.run" => say!("admin-audit-schedule-run", detail = detail),
        "reload" => say!("admin-audit-reload"),
        "backup" => say!("admin-audit-backup"),
        "team.new" => say!("admin-audit-team-new", detail = detail),
        "team.lead" => say!("admin-audit-team-lead", detail = detail),
        "team.rename" => say!("admin-audit-team-rename", detail = detail),
        "team.dissolve" => say!("admin-audit-team-dissolve", detail = detail),
        "points.award" => say!("admin-audit-points-award", detail = detail),
        "points.adjust" => say!("admin-audit-points-adjust", detail = detail),
        "points.undo" => say!("admin-audit-points-undo", detail = detail),
        "reward.new" => say!("admin-audit-reward-new", detail = detail),
        "reward.edit" => say!("admin-audit-reward-edit", detail = detail),
        "reward.price" => say!("admin-audit-reward-price", detail = detail),
        "reward.stock" => say!("admin-audit-reward-stock", detail = detail),
        "reward.picture" => say!("admin-audit-reward-picture", detail = detail),
        "reward.withdraw" => say!("admin-audit-reward-withdraw", detail = detail),
        "reward.restore" => say!("admin-audit-reward-restore", detail = detail),
        "reward.redeem" => say!("admin-audit-reward-redeem", detail = detail),
        "reward.refuse" => say!("admin-audit-reward-refuse", detail = detail),
        "draw.announce" => say!("admin-audit-draw-announce", detail = detail),
        "draw.cancel" => say!("admin-audit-draw-cancel", detail = detail),
        "draw.drawn" => say!("admin-audit-draw-drawn", detail = detail),
        "bulletin.publish" => say!("admin-audit-bulletin-publish", detail = detail),
        "bulletin.edit" => say!("admin-audit-bulletin-edit", detail = detail),
        "bulletin.drop" => say!("admin-audit-bulletin-drop", detail = detail),
        "ranking.publish" => say!("admin-audit-ranking-publish", detail = detail),
        "ranking.weights" => say!("admin-audit-ranking-weights", detail = detail),
        "ranking.drop" => say!("admin-audit-ranking-drop", detail = detail),
        "ranking.final" => say!("admin-audit-ranking-final", detail = detail),
        "ranking.appeal" => say!("admin-audit-ranking-appeal", detail = detail),
        "ranking.accept" => say!("admin-audit-ranking-accept", detail = detail),
        "ranking.reject" => say!("admin-audit-ranking-reject", detail = detail),
        "people.import" => say!("admin-audit-people-import", detail = detail),
        "person.phone" => say!("admin-audit-person-phone", detail = detail),
        "day.export" => say!("admin-audit-day-export", detail = detail),
        "people.export" => say!("admin-audit-people-export", detail = detail),
        "signup.approve" => say!("admin-audit-signup-approve", detail = detail),
        "signup.refuse" => say!("admin-audit-signup-refuse", detail = detail),
        "consent.link" => say!("admin-audit-consent-link", detail = detail),
        "consent.paper" => say!("admin-audit-consent-paper", detail = detail),
        "consent.parent" => say!("admin-audit-consent-parent", detail = detail),
        "consent.withdraw" => say!("admin-audit-consent-withdraw", detail = detail),
        "consent.decline" => say!("admin-audit-consent-decline", detail = detail),
        "consent.older" => say!("admin-audit-consent-older", detail = detail),
        "child.remove" => say!("admin-audit-child-remove", detail = detail),
        "privacy.forget" => say!("admin-audit-forget"),
        "mute.chat" => say!("admin-audit-mute-chat", detail = detail),
        "language" => say!("admin-audit-language", detail = detail),
        "handover.begin" => say!("admin-audit-handover-begin", detail = detail),
        "handover.end" => say!("admin-audit-handover-end", detail = detail),
        _ => return None,
    })
}

fn refused(reason: Say, detail: &str) -> Say {
    say!("admin-audit-review-refuse", reason = reason, detail = detail)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::words;
    use crate::features::photos::state::Decided;

    /// The deeds that the sources write down: literals like `areas.pause` in calls of what writes them.
    fn written(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                written(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("text");
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                for call in ["audit(", "audit_of(", "note(", "note_lead("] {
                    for (at, _) in code.match_indices(call) {
                        let call = code[at..].split(';').next().unwrap_or_default();
                        let literals = call.split('"').skip(1).step_by(2);
                        let deed = |literal: &&str| {
                            !literal.is_empty()
                                && *literal != "video"
                                && literal.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'.' | b'_'))
                        };
                        found.extend(literals.filter(deed).map(str::to_owned));
                    }
                }
            }
        }
    }

    #[test]
    fn every_deed_has_its_words() {
        let mut deeds = Vec::new();
        written(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/features"), &mut deeds);
        assert!(deeds.len() > 15, "the deeds are found: {deeds:?}");
        for role in ["admin", "lead", "inspector"] {
            deeds.extend(["appoint", "dismiss"].map(|deed| format!("{deed}.{role}")));
        }
        deeds.extend(["bind.field", "bind.desk"].map(str::to_owned));
        let decided = Decided::REASONS.into_iter().chain([Decided::Count]);
        deeds.extend(decided.map(|decided| format!("review.{}", decided.word())));
        let silent: Vec<_> = deeds.iter().filter(|deed| words(deed, "").is_none()).collect();
        assert!(silent.is_empty(), "features/admin/audit.rs has no words for {silent:?}");
    }
}
