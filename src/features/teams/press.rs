//! The buttons of teams.

use super::chat::{NAME, RENAME, WHERE, ask, entered, make, page_of};
use super::page::{self, Page};
use super::{Named, Team};
use crate::directory::Person;
use crate::domain::ids::{AreaId, TeamId};
use crate::error::Failure;
use crate::features::conversations::{self, Kind};
use crate::features::roles;
use crate::features::turn::Turn;
use crate::inbox::PressAnswer;
use crate::say;
use crate::telegram::keyboards::Keyboard;

crate::presses! {
    /// What the buttons ask for.
    pub enum Press: "team" {
        /// Shows the teams of an area.
        List { area: AreaId, page: i64 } = "list",
        /// Shows a team.
        Show { team: TeamId } = "show",
        /// Joins a team, from this page of its area's or, where it is below 0, from the team's own.
        Join { team: TeamId, page: i64 } = "join",
        /// Leaves a team.
        Leave { team: TeamId } = "leave",
        /// Lists who is in a team.
        Members { team: TeamId, page: i64 } = "members",
        /// Asks for another name.
        Rename { team: TeamId } = "rename",
        /// Asks whether it is to be dissolved indeed.
        Dissolve { team: TeamId } = "dissolve",
        /// Dissolves a team.
        DissolveYes { team: TeamId } = "end",
        /// Asks for the name of a new team.
        New { area: AreaId } = "new",
        /// The area of the new team whose name was given before.
        In { area: AreaId } = "in",
    }
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let Some(person) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    let shared = matches!(
        press,
        Press::List { .. }
            | Press::Show { .. }
            | Press::Join { .. }
            | Press::Dissolve { .. }
            | Press::DissolveYes { .. }
    );
    if !shared && !turn.is_private() {
        return Ok(turn.answer(&say!("button-too-old")));
    }
    let page = match press {
        Press::List { area, page } => page::of_area(turn, area, page)?,
        Press::New { area } => {
            if !roles::answers_for(turn.tx, turn.cx, &person, area)? {
                return Ok(turn.answer(&say!("teams-not-yours")));
            }
            ask(turn, &person, NAME, &area.to_string())?;
            page::only(say!("teams-ask-name"))
        }
        Press::In { area } => {
            let asked = conversations::current(turn.tx, person.id, turn.chat.id)?;
            let Some(asked) = asked.filter(|asked| asked.kind == Kind::Teams && asked.step == WHERE) else {
                return Ok(turn.answer(&say!("button-too-old")));
            };
            match make(turn, &person, area, &asked.data)? {
                Ok(Named::Done(team)) => {
                    conversations::end(turn.tx, person.id, turn.chat.id)?;
                    let mut page = page::of_team(turn, &person, &team)?;
                    page.lines.insert(0, say!("teams-made"));
                    page
                }
                Ok(Named::Taken(_)) => return Ok(turn.answer(&say!("teams-taken", name = asked.data))),
                Ok(Named::Unfit) => return Ok(turn.answer(&say!("teams-unfit", most = super::NAME))),
                Err(say) => return Ok(turn.answer(&say)),
            }
        }
        Press::Show { team }
        | Press::Join { team, .. }
        | Press::Leave { team }
        | Press::Members { team, .. }
        | Press::Rename { team }
        | Press::Dissolve { team }
        | Press::DissolveYes { team } => {
            let Some(team) = super::by_id(turn.tx, team)? else {
                return Ok(turn.answer(&say!("teams-gone")));
            };
            return pressed_on(turn, &person, press, &team);
        }
    };
    show(turn, page)?;
    Ok(PressAnswer::default())
}

/// A button that is about one team.
fn pressed_on(turn: &mut Turn, person: &Person, press: Press, team: &Team) -> Result<PressAnswer, Failure> {
    let keepers = matches!(
        press,
        Press::Members { .. } | Press::Rename { .. } | Press::Dissolve { .. } | Press::DissolveYes { .. }
    );
    if keepers && !super::keeps(turn.tx, turn.cx, person, team)? {
        return Ok(turn.answer(&say!("teams-not-yours")));
    }
    let mut passing = PressAnswer::default();
    let page = match press {
        Press::Join { page, .. } => {
            let said = entered(turn, person, team)?;
            passing = turn.answer(&said);
            if page < 0 { page_of(turn, person, team)? } else { page::of_area(turn, team.area, page)? }
        }
        Press::Leave { .. } => {
            super::leave(turn.tx, team.id, person.id, turn.now)?;
            passing = turn.answer(&say!("teams-left", name = &team.name));
            page_of(turn, person, team)?
        }
        Press::Members { page, .. } => page::of_members(turn, team, page)?,
        Press::Rename { .. } => {
            ask(turn, person, RENAME, &team.id.to_string())?;
            page::only(say!("teams-ask-rename", name = &team.name))
        }
        Press::Dissolve { .. } => page::sure(turn, team),
        Press::DissolveYes { .. } => {
            super::dissolve(turn.tx, team, person.id, turn.now)?;
            tell_dissolved(turn, person, team)?;
            page::only(say!("teams-dissolved", name = &team.name))
        }
        _ => page_of(turn, person, team)?,
    };
    show(turn, page)?;
    Ok(passing)
}

/// Who led it hears that it is no more.
fn tell_dissolved(turn: &mut Turn, by: &Person, team: &Team) -> Result<(), Failure> {
    if let Some(lead) = team.lead.filter(|lead| *lead != by.id) {
        turn.tell(lead, &say!("teams-dissolved", name = &team.name), Keyboard::default())?;
    }
    Ok(())
}

/// Puts a page in the place of the one whose button was pressed.
fn show(turn: &mut Turn, page: Page) -> Result<(), Failure> {
    let html = page.html(turn);
    turn.show(html, page.keyboard)
}
