//! `/team`, and what is typed where it asks.

use teloxide::types::Message;

use super::page::{self, Page};
use super::{Entered, Named, Team};
use crate::directory::Person;
use crate::domain::code;
use crate::domain::ids::{AreaId, TeamId};
use crate::error::Failure;
use crate::features::commands::Given;
use crate::features::conversations::{self, Conversation, Kind};
use crate::features::turn::Turn;
use crate::features::{areas, roles, signup};
use crate::i18n::Say;
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::Keyboard;

/// The questions that are asked one's next words for.
pub(super) const WHERE: &str = "where";
pub(super) const NAME: &str = "name";
pub(super) const RENAME: &str = "rename";

/// Teams that are named where it is not clear which one is meant.
const OFFERS: usize = 8;

/// `/team` alone shows; a word behind it does.
pub fn team(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(person) = turn.person.clone() else { return answer(turn, &say!("only-as-yourself")) };
    let (word, rest) = match given.rest.split_once(char::is_whitespace) {
        Some((word, rest)) => (word, rest.trim()),
        None => (given.rest, ""),
    };
    match word.to_lowercase().as_str() {
        "" => show_here(turn, &person),
        "new" | "新建" | "建立" => new(turn, &person, rest),
        "join" | "加入" => match code::read(rest) {
            Some(code) => join_by_code(turn, &person, &code),
            None => answer(turn, &say!("teams-join-usage")),
        },
        "leave" | "退出" => leave(turn, &person, rest),
        "lead" | "队长" | "隊長" => lead(turn, &person, given, rest),
        "rename" | "改名" => rename(turn, &person, rest),
        "members" | "名单" | "名單" => members(turn, &person, rest),
        "dissolve" | "解散" => dissolve(turn, &person, rest),
        // `/team K7M2P9QX` is what a tired person types for `/team join K7M2P9QX`.
        _ => match code::read(given.rest) {
            Some(code) => join_by_code(turn, &person, &code),
            None => answer(turn, &say!("teams-usage")),
        },
    }
}

/// The link or the typed code of a team.
pub fn join_by_code(turn: &mut Turn, person: &Person, code: &str) -> Result<(), Failure> {
    let Some(team) = super::by_code(turn.tx, code)? else {
        return answer(turn, &say!("teams-code-unknown", code = code));
    };
    let said = entered(turn, person, &team)?;
    if !turn.is_private() {
        return answer(turn, &said);
    }
    let team = super::by_id(turn.tx, team.id)?.unwrap_or(team);
    let mut page = page::of_team(turn, person, &team)?;
    page.lines.insert(0, said);
    let html = page.html(turn) + &signup::chat::notice(turn, person)?;
    turn.post(Body::text(html), page.keyboard, true).map(drop)
}

/// Takes what was typed where a team's name or area was asked for.
pub fn answered(
    turn: &mut Turn,
    person: &Person,
    asked: &Conversation,
    message: &Message,
) -> Result<bool, Failure> {
    let Some(text) = message.text().filter(|text| !text.starts_with('/')) else { return Ok(false) };
    let number = asked.data.parse::<i64>().ok();
    match (asked.step.as_str(), number) {
        (WHERE, _) => {
            let tree = turn.cx.tree(turn.tx)?;
            let mut mine = Vec::new();
            for area in tree.search(text) {
                if mine.len() < OFFERS && roles::answers_for(turn.tx, turn.cx, person, area.id)? {
                    mine.push(area.id);
                }
            }
            match mine.is_empty() {
                true => answer(turn, &say!("teams-where-unknown", text = text))?,
                false => {
                    let page = page::where_to(turn, &asked.data, &mine)?;
                    post(turn, page)?;
                }
            }
        }
        (NAME, Some(area)) => {
            let made = make(turn, person, AreaId::from(area), text)?;
            settle(turn, person, made)?;
        }
        (RENAME, Some(team)) => {
            let renamed = match kept(turn, person, TeamId::from(team))? {
                Ok(team) => super::rename(turn.tx, &team, text, person.id, turn.now).map(Ok)?,
                Err(say) => Err(say),
            };
            settle(turn, person, renamed)?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn show_here(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    let page = match area_here(turn)? {
        Some(area) => page::of_area(turn, area, 0)?,
        None if turn.is_private() => page::of_person(turn, person)?,
        None => page::only(say!("signup-unbound")),
    };
    post(turn, page)
}

/// `/team new NAME`: of the group's area; in private of the one that the person leads, or that they choose.
fn new(turn: &mut Turn, person: &Person, name: &str) -> Result<(), Failure> {
    if super::name(name).is_none() {
        let say =
            if name.is_empty() { say!("teams-new-usage") } else { say!("teams-unfit", most = super::NAME) };
        return answer(turn, &say);
    }
    if !turn.is_private() {
        let Some(area) = area_here(turn)? else { return answer(turn, &say!("signup-unbound")) };
        let made = make(turn, person, area, name)?;
        return settle(turn, person, made);
    }
    let admin = roles::is_admin(turn.tx, turn.cx, person)?;
    match roles::led_by(turn.tx, person.id)?.as_slice() {
        [] if !admin => answer(turn, &say!("teams-not-yours")),
        [only] if !admin => {
            let made = make(turn, person, *only, name)?;
            settle(turn, person, made)
        }
        several => {
            ask(turn, person, WHERE, name)?;
            let page = page::where_to(turn, name, several)?;
            post(turn, page)
        }
    }
}

/// Makes a team if this person may.
pub(super) fn make(
    turn: &mut Turn,
    person: &Person,
    area: AreaId,
    name: &str,
) -> Result<Result<Named, Say>, Failure> {
    let living = turn.cx.tree(turn.tx)?.living(area).is_some();
    if !living || !roles::answers_for(turn.tx, turn.cx, person, area)? {
        return Ok(Err(say!("teams-not-yours")));
    }
    super::make(turn.tx, area, name, Some(person.id), Some(person.id), turn.now).map(Ok)
}

/// Says what naming a team came to; a question that stood is answered once the name is taken.
fn settle(turn: &mut Turn, person: &Person, named: Result<Named, Say>) -> Result<(), Failure> {
    let team = match named {
        Ok(Named::Done(team)) => team,
        Ok(Named::Taken(team)) => return answer(turn, &say!("teams-taken", name = team.name)),
        Ok(Named::Unfit) => return answer(turn, &say!("teams-unfit", most = super::NAME)),
        Err(say) => {
            conversations::end(turn.tx, person.id, turn.chat.id)?;
            return answer(turn, &say);
        }
    };
    conversations::end(turn.tx, person.id, turn.chat.id)?;
    let mut page =
        if turn.is_private() { page_of(turn, person, &team)? } else { page::of_area(turn, team.area, 0)? };
    page.lines.insert(0, say!("teams-made"));
    post(turn, page)
}

/// `/team leave [CODE]`.
fn leave(turn: &mut Turn, person: &Person, rest: &str) -> Result<(), Failure> {
    let mut mine = super::of(turn.tx, person.id)?;
    if let Some(area) = area_here(turn)? {
        mine.retain(|team| team.area == area);
    }
    if mine.is_empty() {
        return answer(turn, &say!("teams-none-yours"));
    }
    let team = match one_of(turn, mine, rest.split_whitespace().next())? {
        Ok(team) => team,
        Err(say) => return answer(turn, &say),
    };
    let say = match super::leave(turn.tx, team.id, person.id, turn.now)? {
        true => say!("teams-left", name = &team.name),
        false => say!("teams-not-in", name = &team.name),
    };
    answer(turn, &say)
}

/// `/team lead [CODE] @user`, or by replying to a message of theirs.
fn lead(turn: &mut Turn, person: &Person, given: &Given, rest: &str) -> Result<(), Failure> {
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    let code = words.first().copied().filter(|word| code::read(word).is_some());
    if code.is_some() {
        words.remove(0);
    }
    let team = match mine(turn, person, code)? {
        Ok(team) => team,
        Err(say) => return answer(turn, &say),
    };
    let to = match roles::chat::someone(turn, given.message, &words)? {
        Some(Ok(to)) => to,
        Some(Err(say)) => return answer(turn, &say),
        None => return answer(turn, &say!("teams-lead-usage")),
    };
    if !super::hand_on(turn.tx, &team, &to, person.id, turn.now)? {
        let link = turn.cx.deep_link(&format!("team_{}", team.code));
        return answer(turn, &say!("teams-lead-outside", name = &to.name, link = link));
    }
    if to.id != person.id {
        turn.tell(to.id, &say!("teams-you-lead", team = &team.name), Keyboard::default())?;
    }
    answer(turn, &say!("teams-lead-now", name = &to.name, team = &team.name))
}

/// `/team rename [CODE] NAME`.
fn rename(turn: &mut Turn, person: &Person, rest: &str) -> Result<(), Failure> {
    let (first, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let by_code = match code::read(first) {
        Some(code) => super::by_code(turn.tx, &code)?,
        None => None,
    };
    let (code, name) = if by_code.is_some() { (Some(first), behind.trim()) } else { (None, rest) };
    if name.is_empty() {
        return answer(turn, &say!("teams-rename-usage"));
    }
    let renamed = match mine(turn, person, code)? {
        Ok(team) => super::rename(turn.tx, &team, name, person.id, turn.now).map(Ok)?,
        Err(say) => Err(say),
    };
    match renamed {
        Ok(Named::Done(team)) => answer(turn, &say!("teams-renamed", name = team.name)),
        other => settle(turn, person, other),
    }
}

/// `/team members [CODE]`: names are for who leads, in private.
fn members(turn: &mut Turn, person: &Person, rest: &str) -> Result<(), Failure> {
    let team = match mine(turn, person, rest.split_whitespace().next())? {
        Ok(team) => team,
        Err(say) => return answer(turn, &say),
    };
    if !turn.is_private() {
        return answer(turn, &say!("teams-members-private"));
    }
    let page = page::of_members(turn, &team, 0)?;
    post(turn, page)
}

/// `/team dissolve [CODE]`, once it is confirmed.
fn dissolve(turn: &mut Turn, person: &Person, rest: &str) -> Result<(), Failure> {
    match mine(turn, person, rest.split_whitespace().next())? {
        Ok(team) => {
            let page = page::sure(turn, &team);
            post(turn, page)
        }
        Err(say) => answer(turn, &say),
    }
}

/// Joins, and says what came of it.
pub(super) fn entered(turn: &mut Turn, person: &Person, team: &Team) -> Result<Say, Failure> {
    let name = &team.name;
    Ok(match super::enter(turn.tx, turn.cx, person, team, turn.now)? {
        Entered::Already => say!("teams-in-already", name = name),
        Entered::Waits => say!("teams-waits", name = name),
        Entered::In { before: Some(before) } => say!("teams-moved", name = name, before = before.name),
        Entered::In { before: None } => say!("teams-in", name = name),
    })
}

/// The team that a command is about, of those that the person keeps.
fn mine(turn: &mut Turn, person: &Person, code: Option<&str>) -> Result<Result<Team, Say>, Failure> {
    let mut mine = super::led_by(turn.tx, person.id)?;
    if let Some(area) = area_here(turn)? {
        mine.retain(|team| team.area == area);
        if roles::answers_for(turn.tx, turn.cx, person, area)? {
            mine = super::in_area(turn.tx, area)?;
        }
    } else {
        for area in roles::led_by(turn.tx, person.id)? {
            let further = super::in_area(turn.tx, area)?;
            mine.extend(further.into_iter().filter(|team| team.lead != Some(person.id)));
        }
    }
    let found = one_of(turn, mine, code)?;
    Ok(match found {
        Ok(team) if super::keeps(turn.tx, turn.cx, person, &team)? => Ok(team),
        Ok(_) => Err(say!("teams-not-yours")),
        Err(say) => Err(say),
    })
}

/// The team of this code, or the only one there is.
fn one_of(turn: &Turn, teams: Vec<Team>, typed: Option<&str>) -> Result<Result<Team, Say>, Failure> {
    if let Some(typed) = typed {
        let found = match code::read(typed) {
            Some(code) => super::by_code(turn.tx, &code)?,
            None => None,
        };
        return Ok(found.ok_or_else(|| say!("teams-code-unknown", code = typed)));
    }
    Ok(match <[Team; 1]>::try_from(teams) {
        Ok([only]) => Ok(only),
        Err(none) if none.is_empty() => Err(say!("teams-not-yours")),
        Err(several) => {
            let names = several.iter().take(OFFERS).map(|team| format!("{} {}", team.name, team.code));
            Err(say!("teams-which", teams = names.collect::<Vec<_>>().join(" · ")))
        }
    })
}

/// The team of that number, if the person keeps it.
fn kept(turn: &Turn, person: &Person, team: TeamId) -> Result<Result<Team, Say>, Failure> {
    let Some(team) = super::by_id(turn.tx, team)? else { return Ok(Err(say!("teams-gone"))) };
    Ok(match super::keeps(turn.tx, turn.cx, person, &team)? {
        true => Ok(team),
        false => Err(say!("teams-not-yours")),
    })
}

/// The area that this group serves.
fn area_here(turn: &Turn) -> Result<Option<AreaId>, Failure> {
    if turn.is_private() {
        return Ok(None);
    }
    Ok(areas::store::binding(turn.tx, turn.chat.id, turn.thread)?.map(|binding| binding.area))
}

pub(super) fn ask(turn: &mut Turn, person: &Person, step: &str, data: &str) -> Result<(), Failure> {
    let asked = Conversation { kind: Kind::Teams, step: step.to_owned(), data: data.to_owned() };
    conversations::ask(turn.tx, person.id, turn.chat.id, &asked, turn.now)
}

/// The team as it stands after what was just done; its buttons are for private chats.
pub(super) fn page_of(turn: &Turn, person: &Person, team: &Team) -> Result<Page, Failure> {
    match super::by_id(turn.tx, team.id)? {
        Some(team) if turn.is_private() => page::of_team(turn, person, &team),
        Some(team) => page::of_area(turn, team.area, 0),
        None => Ok(page::only(say!("teams-gone"))),
    }
}

fn answer(turn: &mut Turn, say: &Say) -> Result<(), Failure> {
    turn.reply(say).map(drop)
}

fn post(turn: &mut Turn, page: Page) -> Result<(), Failure> {
    let html = page.html(turn);
    turn.post(Body::text(html), page.keyboard, true).map(drop)
}
