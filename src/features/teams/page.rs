//! What of teams is shown: those of an area, one of them, who is in it.

use super::press::Press;
use super::{Member, Team};
use crate::directory::Person;
use crate::domain::ids::{AreaId, TeamId};
use crate::error::Failure;
use crate::features::roles;
use crate::features::turn::Turn;
use crate::i18n::Say;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// Teams on one page.
const TEAMS: usize = 8;

/// People on one page of a team's list.
const PEOPLE: usize = 30;

/// Some lines and the buttons below them.
pub(super) struct Page {
    pub lines: Vec<Say>,
    pub keyboard: Keyboard,
}

impl Page {
    pub fn html(&self, turn: &Turn) -> String {
        self.lines.iter().map(|line| turn.html(line)).collect::<Vec<_>>().join("\n")
    }
}

/// A sentence alone.
pub(super) fn only(say: Say) -> Page {
    Page { lines: vec![say], keyboard: Keyboard::default() }
}

/// The teams of an area: in a group each with the button by which one joins it, in private with the
/// one that opens it.
pub(super) fn of_area(turn: &Turn, area: AreaId, page: i64) -> Result<Page, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let name = tree.get(area).map_or("", |area| &area.name);
    let teams = super::in_area(turn.tx, area)?;
    let may = match &turn.person {
        Some(person) => roles::answers_for(turn.tx, turn.cx, person, area)?,
        None => false,
    };
    let (page, shown) = cut(&teams, page, TEAMS);
    let mut lines = vec![match teams.len() {
        0 => say!("teams-none-here", area = name),
        count => say!("teams-here", area = name, count = count),
    }];
    lines.extend(shown.iter().map(line));
    let button = |team: &Team| match turn.is_private() {
        true => Button::press(&team.name, Press::Show { team: team.id }),
        false => Button::press(
            text(turn, &say!("teams-join", name = &team.name)),
            Press::Join { team: team.id, page: page as i64 },
        ),
    };
    let mut keyboard = Keyboard(shown.chunks(2).map(|row| row.iter().map(button).collect()).collect());
    add_pages(&mut keyboard, page, teams.len(), TEAMS, |page| Press::List { area, page });
    if may && turn.is_private() {
        let new = Button::press(text(turn, &say!("teams-new-button")), Press::New { area });
        keyboard = keyboard.and_row([new]);
    }
    Ok(Page { lines, keyboard })
}

/// What a person has to do with teams, in private: those they are in or lead, and the areas they lead.
pub(super) fn of_person(turn: &Turn, person: &Person) -> Result<Page, Failure> {
    let mut teams = super::of(turn.tx, person.id)?;
    for led in super::led_by(turn.tx, person.id)? {
        if !teams.iter().any(|team| team.id == led.id) {
            teams.push(led);
        }
    }
    let areas = roles::led_by(turn.tx, person.id)?;
    if let ([only], []) = (teams.as_slice(), areas.as_slice()) {
        return of_team(turn, person, only);
    }
    if teams.is_empty() && areas.is_empty() {
        return Ok(only(say!("teams-none-yours")));
    }
    let mut lines = vec![match teams.len() {
        0 => say!("teams-lead-only"),
        count => say!("teams-yours", count = count),
    }];
    lines.extend(teams.iter().map(line));
    let mut rows: Vec<Vec<Button>> =
        teams.iter().map(|team| vec![Button::press(&team.name, Press::Show { team: team.id })]).collect();
    let tree = turn.cx.tree(turn.tx)?;
    for area in areas.into_iter().filter_map(|area| tree.living(area)) {
        let label = text(turn, &say!("teams-of-button", area = &area.name));
        rows.push(vec![Button::press(label, Press::List { area: area.id, page: 0 })]);
    }
    Ok(Page { lines, keyboard: Keyboard(rows) })
}

/// One team, in private, with what this person may do about it.
pub(super) fn of_team(turn: &Turn, person: &Person, team: &Team) -> Result<Page, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let area = tree.get(team.area).map_or("", |area| &area.name);
    let inside = super::of(turn.tx, person.id)?.iter().any(|mine| mine.id == team.id);
    let keeps = super::keeps(turn.tx, turn.cx, person, team)?;
    let mut lines = vec![say!("teams-title", name = &team.name, area = area), line_of(team)];
    if inside || keeps {
        let link = turn.cx.deep_link(&format!("team_{}", team.code));
        lines.push(say!("teams-invite", code = &team.code, link = link));
    }
    let id = team.id;
    let button = |say: Say, press: Press| Button::press(text(turn, &say), press);
    let mut keyboard = Keyboard::row([match inside {
        true => button(say!("teams-leave-button"), Press::Leave { team: id }),
        false => button(say!("teams-join", name = &team.name), Press::Join { team: id, page: -1 }),
    }]);
    if keeps {
        keyboard = keyboard
            .and_row([button(say!("teams-members-button"), Press::Members { team: id, page: 0 })])
            .and_row([
                button(say!("teams-rename-button"), Press::Rename { team: id }),
                button(say!("teams-dissolve-button"), Press::Dissolve { team: id }),
            ]);
    }
    let all = button(say!("teams-all-button", area = area), Press::List { area: team.area, page: 0 });
    Ok(Page { lines, keyboard: keyboard.and_row([all]) })
}

/// Who is in a team, with the way to have one of them lead it.
pub(super) fn of_members(turn: &Turn, team: &Team, page: i64) -> Result<Page, Failure> {
    let members = super::members(turn.tx, team.id)?;
    let (page, shown) = cut(&members, page, PEOPLE);
    let mut lines = vec![say!("teams-members", name = &team.name, count = members.len())];
    lines.extend(shown.iter().enumerate().map(|(place, Member { person, name })| {
        let number = page * PEOPLE + place + 1;
        match team.lead == Some(*person) {
            true => say!("teams-member-lead", number = number, name = name),
            false => say!("teams-member", number = number, name = name),
        }
    }));
    let mut keyboard = Keyboard::default();
    add_pages(&mut keyboard, page, members.len(), PEOPLE, |page| Press::Members { team: team.id, page });
    Ok(Page { lines, keyboard: keyboard.and_row([back(turn, team.id)]) })
}

/// Whether a team is to be dissolved indeed.
pub(super) fn sure(turn: &Turn, team: &Team) -> Page {
    let yes = Button::press(text(turn, &say!("teams-dissolve-yes")), Press::DissolveYes { team: team.id });
    Page {
        lines: vec![say!("teams-dissolve-sure", name = &team.name, count = team.members)],
        keyboard: Keyboard::row([yes, back(turn, team.id)]),
    }
}

/// Areas of which one is to have the new team.
pub(super) fn where_to(turn: &Turn, name: &str, areas: &[AreaId]) -> Result<Page, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let buttons = areas.iter().filter_map(|area| tree.living(*area)).take(TEAMS).map(|area| {
        let label = match tree.parent(area) {
            Some(parent) => format!("{} · {}", area.name, parent.name),
            None => area.name.clone(),
        };
        Button::press(label, Press::In { area: area.id })
    });
    Ok(Page { lines: vec![say!("teams-where", name = name)], keyboard: Keyboard::column(buttons) })
}

/// A team in a row of them.
fn line(team: &Team) -> Say {
    say!("teams-line", name = &team.name, rest = line_of(team))
}

fn line_of(team: &Team) -> Say {
    match &team.lead_name {
        Some(lead) => say!("teams-line-led", count = team.members, lead = lead),
        None => say!("teams-line-alone", count = team.members),
    }
}

fn back(turn: &Turn, team: TeamId) -> Button {
    Button::press(text(turn, &say!("teams-back")), Press::Show { team })
}

pub(super) fn text(turn: &Turn, say: &Say) -> String {
    turn.cx.texts.plain(turn.locale(), say)
}

/// The things of a page, and which page that is: the last one where there are not as many.
fn cut<T>(all: &[T], page: i64, size: usize) -> (usize, &[T]) {
    let last = all.len().div_ceil(size).saturating_sub(1);
    let page = usize::try_from(page).unwrap_or(0).min(last);
    (page, &all[page * size..all.len().min((page + 1) * size)])
}

fn add_pages(keyboard: &mut Keyboard, page: usize, all: usize, size: usize, to: impl Fn(i64) -> Press) {
    let before = (page > 0).then(|| Button::press("‹", to(page as i64 - 1)));
    let after = ((page + 1) * size < all).then(|| Button::press("›", to(page as i64 + 1)));
    let ways: Vec<Button> = before.into_iter().chain(after).collect();
    if !ways.is_empty() {
        keyboard.0.push(ways);
    }
}
