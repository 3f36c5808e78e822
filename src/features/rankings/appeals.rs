//! What leads say against a provisional ranking, and what they are answered.
//!
//! An appeal changes no figure: whoever accepts one puts right what was wrong (a photo, a headcount), and the ranking
//! follows.

use super::chat::Press;
use super::text::month;
use super::{Appeal, Ranking, State, drafts, store};
use crate::clock::Time;
use crate::directory::{self, Person};
use crate::domain::area::Area;
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::bulletins::editors;
use crate::features::context::Context;
use crate::features::roles;
use crate::features::turn::tell;
use crate::i18n::{self, Say};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::{Button, Keyboard};

/// The longest appeal and answer, in characters.
pub(super) const LONGEST: usize = 500;

/// The areas of a ranking for which a person can appeal: those that they lead themselves.
pub(super) fn own_areas(read: &Read, cx: &Context, person: &Person) -> Result<Vec<Area>, Failure> {
    let tree = cx.tree(read)?;
    let level = cx.config.ranking.level;
    let mut own: Vec<Area> = Vec::new();
    for led in roles::led_by(read, person.id)? {
        let area = tree.living(led).filter(|area| area.level == level);
        if let Some(area) = area.filter(|area| own.iter().all(|other| other.id != area.id)) {
            own.push(area.clone());
        }
    }
    Ok(own)
}

/// Why nobody can appeal now; none if they can.
pub(super) fn closed(cx: &Context, of: &Ranking, now: Time) -> Option<Say> {
    let until = of.appeals_until.filter(|_| of.state == State::Provisional)?;
    (now >= drafts::appeals_end(cx, until)).then(|| say!("rankings-appeal-over", day = i18n::day(until)))
}

/// Writes an appeal down, and tells whoever decides; what to say if that cannot be.
pub(super) fn appeal(
    tx: &mut Tx,
    cx: &Context,
    of: &Ranking,
    area: AreaId,
    by: &Person,
    text: &str,
    now: Time,
) -> Result<Say, Failure> {
    if of.state != State::Provisional {
        return Ok(say!("rankings-appeal-none"));
    }
    if let Some(say) = closed(cx, of, now) {
        return Ok(say);
    }
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return Ok(say!("rankings-appeal-unfit", most = LONGEST));
    }
    let tree = cx.tree(tx)?;
    let Some(named) = tree.get(area) else { return Ok(say!("rankings-appeal-none")) };
    if store::open_appeals(tx, of.id)?.iter().any(|other| other.area == area) {
        return Ok(say!("rankings-appeal-open", area = &named.name));
    }
    let id = store::insert_appeal(tx, of.id, area, by.id, text, now)?;
    roles::audit(tx, Some(by.id), "ranking.appeal", &format!("{} {}", named.code, of.month), now)?;
    for (chat, locale) in editors::editors(tx, cx)? {
        let say = say!(
            "rankings-appeal",
            area = &named.name,
            month = month(of.month),
            name = &by.name,
            text = text
        );
        let button = |say: Say, press: Press| Button::press(cx.texts.plain(locale, &say), press);
        let keyboard = Keyboard::row([
            button(say!("rankings-accept-button"), Press::Accept { appeal: id }),
            button(say!("rankings-reject-button"), Press::Reject { appeal: id }),
        ])
        .and_row([button(say!("rankings-why-button"), Press::Why { ranking: of.id, area })]);
        let letter =
            Letter::notice(format!("appeal:{id}:{chat}"), chat, Body::text(cx.texts.html(locale, &say)));
        outbox::enqueue(tx, letter.with(keyboard).kept_quiet(), now)?;
    }
    Ok(say!("rankings-appeal-taken", area = &named.name))
}

/// Answers an appeal, and tells whoever made it; false if somebody did before.
pub(super) fn answer(
    tx: &mut Tx,
    cx: &Context,
    of: &Appeal,
    accepts: bool,
    text: &str,
    by: &Person,
    now: Time,
) -> Result<bool, Failure> {
    if !store::answer(tx, of.id, accepts, text, by.id, now)? {
        return Ok(false);
    }
    let tree = cx.tree(tx)?;
    let area = tree.get(of.area);
    let (code, name) = area.map_or(("", ""), |area| (area.code.as_str(), area.name.as_str()));
    let action = if accepts { "ranking.accept" } else { "ranking.reject" };
    roles::audit_of(tx, Some(by.id), of.person, action, &format!("{code} {}", roles::SUBJECT), now)?;
    if let Some(person) = of.person {
        let say = match accepts {
            true => say!("rankings-accepted", area = name, text = text),
            false => say!("rankings-rejected", area = name, text = text),
        };
        tell(tx, cx, person, &format!("appeal:{}:answer", of.id), &say, Keyboard::default(), now)?;
    }
    Ok(true)
}

/// What became of an appeal that somebody answered.
pub(super) fn answered(read: &Read, of: &Appeal) -> Result<Say, Failure> {
    let by = of.answered_by.map(|by| directory::person_by_id(read, by)).transpose()?.flatten();
    let name = by.map_or_else(|| "—".to_owned(), |by| by.name);
    Ok(match of.state.as_str() {
        "accepted" => say!("rankings-accepted-by", name = name, text = &of.answer),
        _ => say!("rankings-rejected-by", name = name, text = &of.answer),
    })
}
