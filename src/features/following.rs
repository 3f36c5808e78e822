//! What follows in one feature from what happens in another that it stands on, and what a feature asks of
//! those above it: the one way up and sideways, so that features themselves call only downward.

use chrono::NaiveDate;

use super::commands::Given;
use super::context::Context;
use super::profile::{self, Answer};
use super::turn::Turn;
use super::{
    badges, boards, bulletins, conversations, digests, draws, minors, photos, privacy, rankings, reminders,
    rewards, roles, roster, signup, teams,
};
use crate::clock::Time;
use crate::directory::{self, Person};
use crate::domain::answers::{Age, Skills};
use crate::domain::code;
use crate::domain::ids::{AreaId, ChatId, PersonId, TeamId};
use crate::error::Failure;
use crate::features::points;
use crate::i18n::{self, Locale, Say};
use crate::say;
use crate::store::{Read, Tx};

/// What follows when somebody has signed up for the campaign.
pub fn joined(tx: &mut Tx, cx: &Context, person: PersonId, now: Time) -> Result<(), Failure> {
    profile::ask_soon(tx, cx, person, now)
}

/// What follows when points are booked: levels and badges.
pub fn points_booked(tx: &mut Tx, cx: &Context, booked: &points::Booked, now: Time) -> Result<(), Failure> {
    badges::points_booked(tx, cx, booked, now)
}

/// `/why`: of a day's digest, where one is named; else of points.
pub fn why(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    if digests::chat::why(turn, given)? {
        return Ok(());
    }
    points::why::why(turn, given)
}

/// The names of a person's badges.
pub fn badges_of(
    read: &Read,
    cx: &Context,
    person: PersonId,
    locale: Locale,
) -> Result<Vec<String>, Failure> {
    badges::of(read, cx, person, locale)
}

/// What the person could have for their points soon; none where nothing is offered.
pub fn next_reward(read: &Read, cx: &Context, person: PersonId, now: Time) -> Result<Option<Say>, Failure> {
    rewards::within_reach(read, cx, person, now)
}

/// The numbers that the person has in prize draws to come.
pub fn tickets(read: &Read, person: PersonId) -> Result<Vec<Say>, Failure> {
    let tickets = draws::open_tickets(read, person)?;
    let say = |(number, prize, on): (i64, String, NaiveDate)| {
        say!("draws-own-ticket", number = number, prize = prize, day = i18n::day(on))
    };
    Ok(tickets.into_iter().map(say).collect())
}

/// What follows when a photo of somebody's begins or ceases to count, whatever it earns.
pub fn photo_counted(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    badges::look_soon(tx, person, now)
}

/// The areas that a person belongs to, their home first.
pub fn areas_of(read: &Read, person: PersonId) -> Result<Vec<AreaId>, Failure> {
    signup::store::areas_of(read, person)
}

/// The team that a person means by its code, or by its name: of their own areas and of those they lead, with
/// all above and below.
pub fn team_meant(
    read: &Read,
    cx: &Context,
    person: &Person,
    typed: &str,
) -> Result<Option<TeamId>, Failure> {
    if let Some(code) = code::read(typed)
        && let Some(team) = teams::by_code(read, &code)?
    {
        return Ok(Some(team.id));
    }
    let tree = cx.tree(read)?;
    let mut near = areas_of(read, person.id)?;
    near.extend(roles::led_by(read, person.id)?);
    if roles::is_admin(read, cx, person)? {
        near.extend(tree.roots().map(|root| root.id));
    }
    for area in near {
        let around = tree.ancestors(area).chain(tree.descendants(area)).map(|area| area.id);
        for area in std::iter::once(area).chain(around) {
            if let Some(team) = teams::by_name(read, area, typed)? {
                return Ok(Some(team.id));
            }
        }
    }
    Ok(None)
}

/// What follows when somebody came to belong to an area, or ceased to.
pub fn membership_changed(tx: &mut Tx, cx: &Context, person: PersonId) -> Result<(), Failure> {
    teams::membership_changed(tx, person)?;
    boards::relist(tx, cx, person).map(drop)
}

/// What follows when somebody got or lost a role.
pub fn roles_changed(tx: &mut Tx, cx: &Context, person: PersonId) -> Result<(), Failure> {
    boards::relist(tx, cx, person).map(drop)
}

/// Whether a person may be asked anything: of a child nothing is kept before a guardian agreed.
pub fn may_be_asked(read: &Read, person: PersonId) -> Result<bool, Failure> {
    Ok(directory::person_by_id(read, person)?.is_some_and(|person| !person.unnamed))
}

/// What follows when somebody says how old they are; whether that may be kept, and more be asked.
pub fn age_given(turn: &mut Turn, person: &Person, under_14: bool) -> Result<bool, Failure> {
    minors::age_given(turn, person, under_14)
}

/// What follows when an area of the quota level has another count, or just `reached` what it owes;
/// `told_in` is the chat (and topic) that was told so.
pub fn count_changed(
    tx: &mut Tx,
    cx: &Context,
    area: AreaId,
    day: NaiveDate,
    reached: bool,
    told_in: Option<(ChatId, i64)>,
    now: Time,
) -> Result<(), Failure> {
    bulletins::day_changed(tx, day, now)?;
    rankings::day_changed(tx, day, now)?;
    if reached {
        reminders::quota_reached(tx, cx, area, day, told_in, now)
    } else {
        reminders::count_changed(tx, cx, area, day, now)
    }
}

/// What follows when an area and all below it owe another number from a reporting day on.
pub fn owing_changed(
    tx: &mut Tx,
    cx: &Context,
    area: AreaId,
    day: NaiveDate,
    now: Time,
) -> Result<(), Failure> {
    let tree = cx.tree(tx)?;
    for owing in tree.of_level(area, cx.config.photos.quota_level) {
        reminders::count_changed(tx, cx, owing.id, day, now)?;
    }
    Ok(())
}

/// What is taken away before an area and all below it are retired.
pub fn owing_ended(
    tx: &mut Tx,
    cx: &Context,
    area: AreaId,
    day: NaiveDate,
    now: Time,
) -> Result<(), Failure> {
    let tree = cx.tree(tx)?;
    for owing in tree.of_level(area, cx.config.photos.quota_level) {
        reminders::end_cards(tx, cx, owing.id, day, now)?;
    }
    Ok(())
}

/// Of somebody who turns out to be a child nothing is kept but the id, until a guardian agrees: what
/// they were asked and answered goes, and wherever else their name stands the pseudonym takes its place.
pub fn keep_no_more_than_the_id(
    tx: &mut Tx,
    person: &Person,
    pseudonym: &str,
    now: Time,
) -> Result<(), Failure> {
    conversations::forget(tx, person.id)?;
    for name in privacy::forget::names_of(tx, person)? {
        photos::children::rename(tx, person.id, &name, pseudonym)?;
    }
    privacy::forget::unname(tx, person, pseudonym, now)?;
    digests::forget(tx, person.id)?;
    profile::note_child(tx, person.id, now)
}

/// Somebody is no child (any more).
pub fn child_no_more(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    profile::note_no_child(tx, person)
}

/// A child's guardian says no, or whoever posted for it does so no more: its name goes, and photos that
/// waited for it are taken back. Where the consent was `withdrawn` those that counted go too; their count
/// stays.
pub fn child_refused(
    tx: &mut Tx,
    cx: &Context,
    child: &minors::Child,
    withdrawn: bool,
    now: Time,
) -> Result<(), Failure> {
    if let Some(name) = &child.name {
        privacy::forget::unname_child(tx, child.id, name, &child.pseudonym, now)?;
    }
    photos::children::refused(tx, cx, child, withdrawn, now)
}

/// A child's guardian agrees no longer: its account is erased as by `/forget`.
pub fn forget_child(
    tx: &mut Tx,
    person: PersonId,
    pseudonym: &str,
    by: PersonId,
    now: Time,
) -> Result<(), Failure> {
    let Some(child) = directory::person_by_id(tx, person)? else { return Ok(()) };
    // What waits must not name them when it goes out: later nobody knows the name.
    privacy::forget::unname(tx, &child, pseudonym, now)?;
    let order = privacy::forget::Order { person, at: now, is_logged: false, by: Some(by) };
    privacy::forget::order(tx, &order, now)
}

/// Has all that is stored of a child handed to its guardian; false if something is under way for them.
pub fn hand_over_child(tx: &mut Tx, child: &minors::Child, to: PersonId, now: Time) -> Result<bool, Failure> {
    privacy::data::order(tx, photos::store::Whose::Child(child.id), to, now)
}

/// What follows when somebody comes of whom an organisation has said something: it counts as
/// answered, unless they answered themselves. Of a child nothing is kept but that it is one.
pub fn brought(
    tx: &mut Tx,
    cx: &Context,
    person: PersonId,
    brought: &roster::claim::Brought,
    now: Time,
) -> Result<(), Failure> {
    let roster::claim::Brought { name, phone, age, skills } = brought;
    let mut answers: Vec<Answer> = age.map(Answer::Age).into_iter().collect();
    if *age != Some(Age::Under14) {
        answers.extend(name.clone().map(Answer::Name));
        answers.extend(phone.clone().filter(|_| cx.seal.is_some()).map(Answer::Phone));
        answers.extend(skills.as_deref().map(|skills| Answer::Skills(Skills::listed(skills))));
    }
    profile::take_up(tx, cx, person, &answers, now)
}

/// Has files removed that nothing names any more; `cause` is what took their last name.
pub fn erase_files(tx: &mut Tx, cause: &str, hashes: &[String], now: Time) -> Result<(), Failure> {
    photos::erase::later(tx, cause, hashes, now)
}

/// What follows when areas were moved to other parents: counts are kept for each area above.
pub fn areas_moved(tx: &mut Tx) -> Result<(), Failure> {
    teams::areas_moved(tx)?;
    photos::store::rebuild_days(tx)
}
