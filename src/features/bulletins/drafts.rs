//! Drafts of bulletins: made, shown to those who decide, changed in place, dropped.

use super::figures::{self, Figures};
use super::letters::{Draft, Seen};
use super::text::Page;
use super::{Bulletin, Section, State, UNTOUCHED, chat, editors, job, store};
use crate::clock::Time;
use crate::directory::Person;
use crate::domain::bulletin;
use crate::domain::calendar::Stage;
use crate::domain::ids::BulletinId;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::roles;
use crate::i18n::{self, Locale, Say};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::{Button, Keyboard};

/// Which buttons stand below a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Plain = 0,
    Edit = 1,
    Drop = 2,
}

impl Mode {
    pub fn of(number: i64) -> Mode {
        match number {
            1 => Mode::Edit,
            2 => Mode::Drop,
            _ => Mode::Plain,
        }
    }
}

pub(super) fn draft_of(id: BulletinId) -> Draft {
    Draft { kind: "bulletin", id: id.get() }
}

/// Makes the draft of the days that have ended when a run was due; none where there are none, or they are told
/// of already. `revives`: one that was dropped is taken up again.
pub(super) fn make(
    tx: &mut Tx,
    cx: &Context,
    due: Time,
    revives: bool,
    now: Time,
) -> Result<Option<BulletinId>, Failure> {
    let running = cx.day(due);
    let campaign = (cx.config.campaign.starts, cx.config.campaign.ends);
    let Some(ended) = running.pred_opt() else { return Ok(None) };
    if cx.stage_at(due) == Stage::Rehearsal {
        return Ok(None);
    }
    let last = ended.min(campaign.1);
    if let Some(old) = store::ending(tx, last)? {
        let revived = revives && store::revive(tx, old.id, now)?;
        if revived {
            job::expire_later(tx, old.id, now)?;
        }
        return Ok(revived.then_some(old.id));
    }
    let before = store::last_before(tx, last)?;
    let Some((first, last)) = bulletin::days(ended, before, campaign) else { return Ok(None) };
    let made = store::insert(tx, first, last, now)?;
    if let Some(id) = made {
        job::expire_later(tx, id, now)?;
    }
    Ok(made)
}

/// Sends a draft to whoever decides; false if nobody can be written to.
pub(super) fn show_to_editors(
    tx: &mut Tx,
    cx: &Context,
    of: &Bulletin,
    figures: &Figures,
    pictures: impl Fn(Locale) -> Option<String>,
    now: Time,
) -> Result<bool, Failure> {
    let editors = editors::editors(tx, cx)?;
    for (chat, locale) in &editors {
        let page = page(cx, of, figures, *locale, Mode::Plain);
        draft_of(of.id).show(tx, cx, *chat, pictures(*locale).as_deref(), page, now)?;
    }
    Ok(!editors.is_empty())
}

/// A draft as it will stand, below a line that it is one, with its buttons.
pub(super) fn page(
    cx: &Context,
    of: &Bulletin,
    figures: &Figures,
    locale: Locale,
    mode: Mode,
) -> (String, Keyboard) {
    let until = (of.touched_at + UNTOUCHED).with_timezone(&cx.config.timezone).naive_local();
    let (day, time) = (i18n::day(until.date()), i18n::time(until.time()));
    let head = match mode {
        Mode::Drop => say!("bulletins-drop-sure"),
        Mode::Plain | Mode::Edit => say!("bulletins-draft", day = day, time = time),
    };
    let head = cx.texts.html(locale, &head);
    let text = Page { cx, locale, of, figures, bare: false }.text();
    (format!("{head}\n\n{text}"), keyboard(cx, of, figures, locale, mode))
}

fn keyboard(cx: &Context, of: &Bulletin, figures: &Figures, locale: Locale, mode: Mode) -> Keyboard {
    use chat::Press;
    let bulletin = of.id;
    let button = |say: Say, press: Press| Button::press(cx.texts.plain(locale, &say), press);
    match mode {
        Mode::Plain => Keyboard::row([button(say!("bulletins-publish-button"), Press::Publish { bulletin })])
            .and_row([
                button(say!("bulletins-edit-button"), Press::Edit { bulletin }),
                button(say!("bulletins-drop-button"), Press::Drop { bulletin }),
            ]),
        Mode::Drop => Keyboard::row([
            button(say!("bulletins-drop-yes"), Press::DropYes { bulletin }),
            button(say!("bulletins-back-button"), Press::Back { bulletin }),
        ]),
        Mode::Edit => {
            let mut rows = vec![vec![button(say!("bulletins-intro-button"), Press::Intro { bulletin })]];
            if !of.intro.is_empty() {
                rows[0].push(button(say!("bulletins-intro-off-button"), Press::IntroOff { bulletin }));
            }
            let sections = Section::ALL.iter().enumerate().map(|(at, section)| {
                let name = match section {
                    Section::Totals => say!("bulletins-section-totals"),
                    Section::Best => say!("bulletins-section-best"),
                    Section::Behind => say!("bulletins-section-behind"),
                    Section::Pictures => say!("bulletins-section-pictures"),
                };
                let say = match of.has(*section) {
                    true => say!("bulletins-section-on", name = name),
                    false => say!("bulletins-section-off", name = name),
                };
                button(say, Press::Section { bulletin, section: at as i64 })
            });
            let sections: Vec<Button> = sections.collect();
            rows.extend(sections.chunks(2).map(<[Button]>::to_vec));
            let others = figures.pictures.iter().enumerate().map(|(at, pictured)| {
                button(
                    say!("bulletins-other-button", n = at + 1),
                    Press::Other { bulletin, photo: pictured.photo },
                )
            });
            rows.push(others.collect());
            rows.push(vec![button(say!("bulletins-back-button"), Press::Back { bulletin })]);
            rows.retain(|row| !row.is_empty());
            Keyboard(rows)
        }
    }
}

/// Brings what everybody sees of a draft up to what it says now.
pub(super) fn refresh(tx: &mut Tx, cx: &Context, id: BulletinId, now: Time) -> Result<(), Failure> {
    let Some(of) = store::by_id(tx, id)? else { return Ok(()) };
    let figures = figures::figures(tx, cx, &of)?;
    for seen in draft_of(id).seen(tx)? {
        show_again(tx, cx, &of, &figures, &seen, now)?;
    }
    Ok(())
}

/// The same in one chat.
pub(super) fn show_again(
    tx: &mut Tx,
    cx: &Context,
    of: &Bulletin,
    figures: &Figures,
    seen: &Seen,
    now: Time,
) -> Result<(), Failure> {
    let locale = cx.locale_in(tx, seen.chat)?;
    let page = page(cx, of, figures, locale, Mode::of(seen.mode));
    draft_of(of.id).edit(tx, seen, page, now)
}

/// Somebody publishes a draft: its figures are kept as they stand, and it goes to all chats; false if somebody else was before them.
pub(super) fn publish(
    tx: &mut Tx,
    cx: &Context,
    of: &Bulletin,
    by: &Person,
    now: Time,
) -> Result<bool, Failure> {
    let figures = figures::figures(tx, cx, of)?;
    let kept = serde_json::to_string(&figures)?;
    if !store::end(tx, of.id, State::Published, Some(by.id), Some(&kept), now)? {
        return Ok(false);
    }
    let detail = format!("{} – {}", of.first, of.last);
    roles::audit(tx, Some(by.id), "bulletin.publish", &detail, now)?;
    end(tx, cx, of, &figures, &ended(tx, cx, of, now)?, now)?;
    job::publish_soon(tx, of.id, now)?;
    Ok(true)
}

/// Somebody drops a draft, or time does; false if it is none any more.
pub(super) fn drop(
    tx: &mut Tx,
    cx: &Context,
    of: &Bulletin,
    by: Option<&Person>,
    now: Time,
) -> Result<bool, Failure> {
    if !store::end(tx, of.id, State::Dropped, by.map(|by| by.id), None, now)? {
        return Ok(false);
    }
    let detail = format!("{} – {}", of.first, of.last);
    roles::audit(tx, by.map(|by| by.id), "bulletin.drop", &detail, now)?;
    let figures = figures::figures(tx, cx, of)?;
    end(tx, cx, of, &figures, &ended(tx, cx, of, now)?, now)?;
    Ok(true)
}

/// Who ended a draft, and when.
pub(super) fn ended(read: &Read, cx: &Context, of: &Bulletin, now: Time) -> Result<Say, Failure> {
    let of = store::by_id(read, of.id)?.unwrap_or_else(|| of.clone());
    let at = of.ended_at.unwrap_or(now).with_timezone(&cx.config.timezone).naive_local();
    let (day, time) = (i18n::day(at.date()), i18n::time(at.time()));
    let by = of.ended_by.map(|by| crate::directory::person_by_id(read, by)).transpose()?.flatten();
    Ok(match (of.state, by) {
        (State::Published, Some(by)) => {
            say!("bulletins-published-by", name = &by.name, day = day, time = time)
        }
        (State::Published, None) => say!("bulletins-published", day = day, time = time),
        (_, Some(by)) => say!("bulletins-dropped-by", name = &by.name, day = day, time = time),
        (_, None) => say!("bulletins-dropped-by-time", day = day, time = time),
    })
}

/// Takes the buttons away from all who see it, and says how it ended.
fn end(
    tx: &mut Tx,
    cx: &Context,
    of: &Bulletin,
    figures: &Figures,
    how: &Say,
    now: Time,
) -> Result<(), Failure> {
    for seen in draft_of(of.id).seen(tx)? {
        let locale = cx.locale_in(tx, seen.chat)?;
        let head = cx.texts.html(locale, how);
        let text = Page { cx, locale, of, figures, bare: false }.text();
        draft_of(of.id).edit(tx, &seen, (format!("{head}\n\n{text}"), Keyboard::default()), now)?;
    }
    store::letters::clear(tx, draft_of(of.id).kind, of.id.get())
}
