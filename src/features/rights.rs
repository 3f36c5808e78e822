//! Who may do what: one row for each command and for each kind of button.
//!
//! It is looked at in one place, before a feature sees the command or the press, and at each of them
//! anew: what was true when a button was drawn does not count. For which area somebody may do it, the
//! features ask of `roles`. Menus, `/help` and docs/COMMANDS.md follow from the same rows, so that
//! nobody is shown what is refused to them.

use super::areas;
use super::context::Context;
use super::roles::{self, Rank};
use super::turn::Turn;
use crate::directory::{Kind, Person};
use crate::error::Failure;
use crate::i18n::Say;
use crate::say;
use crate::store::Read;

/// Who may do a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody; what is posted in the name of a group or channel is answered too.
    Everyone,
    /// Whose photo, question or page it is; the feature knows. What was posted in the name of a group
    /// is its leads'.
    Own,
    /// Whose it is, and the leads of its area.
    OwnOrLeads,
    /// Everybody in a chat of the area or of one above it, and the leads of the area.
    Chat,
    /// Who has signed up, and leads and admins.
    Members,
    /// Inspectors and leads of the area or of one above it, and admins.
    Inspectors,
    /// Leads of the area or of one above it, and admins.
    Leads,
    /// The same; and in a channel, where nobody has a name, whoever of them brought the bot in.
    Keepers,
    /// Leads of an area at the top, and admins.
    Top,
    Admins,
}

/// Commands; in the order of the menu.
pub const COMMANDS: &[(&str, Who)] = &[
    ("start", Who::Everyone),
    ("help", Who::Everyone),
    ("join", Who::Everyone),
    ("invite", Who::Everyone),
    ("leave", Who::Everyone),
    ("me", Who::Everyone),
    ("family", Who::Everyone),
    ("points", Who::Everyone),
    ("why", Who::Everyone),
    ("top", Who::Everyone),
    ("rewards", Who::Everyone),
    ("status", Who::Everyone),
    ("undo", Who::Everyone),
    ("lang", Who::Everyone),
    ("mute", Who::Everyone),
    ("team", Who::Everyone),
    ("cancel", Who::Everyone),
    ("mydata", Who::Everyone),
    ("forget", Who::Everyone),
    ("review", Who::Inspectors),
    ("consent", Who::Leads),
    ("requests", Who::Leads),
    ("move", Who::Leads),
    ("digest", Who::Inspectors),
    ("collage", Who::Inspectors),
    ("relay", Who::Leads),
    ("best", Who::Leads),
    ("ranking", Who::Leads),
    ("appeal", Who::Leads),
    ("award", Who::Leads),
    ("unusual", Who::Leads),
    ("redeem", Who::Leads),
    ("away", Who::Leads),
    ("back", Who::Leads),
    ("bind", Who::Keepers),
    ("unbind", Who::Keepers),
    ("areas", Who::Admins),
    ("appoint", Who::Admins),
    ("dismiss", Who::Admins),
    ("adjust", Who::Admins),
    ("people", Who::Leads),
    ("who", Who::Leads),
    ("draw", Who::Admins),
    ("bulletin", Who::Top),
    ("schedule", Who::Admins),
    ("audit", Who::Admins),
    ("reload", Who::Admins),
    ("backup", Who::Admins),
];

/// Buttons, by the first two words of what they send back; in the order of their features.
pub const PRESSES: &[(&str, Who)] = &[
    ("join:area", Who::Everyone),
    ("join:below", Who::Everyone),
    ("join:found", Who::Everyone),
    ("join:leave", Who::Own),
    ("join:stay", Who::Own),
    ("join:invite", Who::Members),
    ("join:home", Who::Own),
    ("child:own", Who::Own),
    ("child:grown", Who::Own),
    ("child:young", Who::Own),
    ("child:yes", Who::Own),
    ("child:no", Who::Own),
    ("child:all", Who::Own),
    ("child:add", Who::Own),
    ("child:parent", Who::Own),
    ("child:class", Who::Own),
    ("child:one", Who::Own),
    ("child:name", Who::Own),
    ("child:bare", Who::Own),
    ("child:link", Who::Own),
    ("child:off", Who::Own),
    ("child:offyes", Who::Own),
    ("child:back", Who::Own),
    ("child:backyes", Who::Own),
    ("child:data", Who::Own),
    ("child:erase", Who::Own),
    ("child:eraseyes", Who::Own),
    ("child:wait", Who::Leads),
    ("child:waits", Who::Leads),
    ("child:paper", Who::Leads),
    ("child:older", Who::Leads),
    ("apply:yes", Who::Leads),
    ("apply:no", Who::Leads),
    ("apply:open", Who::Leads),
    ("area:walk", Who::Leads),
    ("area:field", Who::Leads),
    ("area:desk", Who::Leads),
    ("why:person", Who::OwnOrLeads),
    ("why:area", Who::Members),
    ("why:team", Who::Members),
    ("team:list", Who::Everyone),
    ("team:show", Who::Everyone),
    ("team:join", Who::Everyone),
    ("team:leave", Who::Own),
    ("team:members", Who::OwnOrLeads),
    ("team:rename", Who::OwnOrLeads),
    ("team:dissolve", Who::OwnOrLeads),
    ("team:end", Who::OwnOrLeads),
    ("team:new", Who::Leads),
    ("team:in", Who::Leads),
    ("award:undo", Who::Leads),
    ("top:show", Who::Everyone),
    ("reward:page", Who::Everyone),
    ("reward:take", Who::Everyone),
    ("reward:again", Who::Own),
    ("reward:mine", Who::Own),
    ("reward:cancel", Who::Own),
    ("reward:cancelyes", Who::Own),
    ("reward:hand", Who::Leads),
    ("reward:refuse", Who::Leads),
    ("reward:why", Who::Leads),
    ("reward:card", Who::Leads),
    ("shop:list", Who::Leads),
    ("shop:show", Who::Leads),
    ("shop:new", Who::Leads),
    ("shop:newat", Who::Leads),
    ("shop:ask", Who::Leads),
    ("shop:clear", Who::Leads),
    ("shop:per", Who::Leads),
    ("shop:counter", Who::Leads),
    ("shop:out", Who::Leads),
    ("shop:in", Who::Leads),
    ("draw:desks", Who::Admins),
    ("draw:here", Who::Admins),
    ("draw:drop", Who::Admins),
    ("draw:off", Who::Admins),
    ("draw:offyes", Who::Admins),
    ("draw:show", Who::Admins),
    ("draw:mine", Who::Everyone),
    ("photo:no", Who::OwnOrLeads),
    ("photo:area", Who::Own),
    ("photo:undo", Who::Own),
    ("photo:keep", Who::Own),
    ("photo:move", Who::Leads),
    ("review:yes", Who::Inspectors),
    ("review:no", Who::Inspectors),
    ("review:why", Who::Inspectors),
    ("review:yesall", Who::Inspectors),
    ("review:noall", Who::Inspectors),
    ("review:whyall", Who::Inspectors),
    ("review:fixed", Who::Leads),
    ("review:unfix", Who::Leads),
    ("review:next", Who::Inspectors),
    ("review:show", Who::Inspectors),
    ("review:begin", Who::Inspectors),
    ("review:pile", Who::Inspectors),
    ("mend:menu", Who::Leads),
    ("mend:walk", Who::Leads),
    ("mend:area", Who::Leads),
    ("mend:days", Who::Leads),
    ("mend:day", Who::Leads),
    ("mend:ask", Who::Leads),
    ("digest:remind", Who::Leads),
    ("digest:levels", Who::Inspectors),
    ("digest:export", Who::Inspectors),
    ("digest:why", Who::Inspectors),
    ("remind:word", Who::Leads),
    ("bulletin:publish", Who::Top),
    ("bulletin:edit", Who::Top),
    ("bulletin:back", Who::Top),
    ("bulletin:intro", Who::Top),
    ("bulletin:nointro", Who::Top),
    ("bulletin:part", Who::Top),
    ("bulletin:other", Who::Top),
    ("bulletin:drop", Who::Top),
    ("bulletin:dropyes", Who::Top),
    ("rank:publish", Who::Top),
    ("rank:if", Who::Top),
    ("rank:use", Who::Top),
    ("rank:back", Who::Top),
    ("rank:drop", Who::Top),
    ("rank:dropyes", Who::Top),
    ("rank:final", Who::Top),
    ("rank:appeal", Who::Leads),
    ("rank:accept", Who::Top),
    ("rank:reject", Who::Top),
    ("rank:why", Who::Leads),
    ("plan:list", Who::Admins),
    ("plan:show", Who::Admins),
    ("plan:run", Who::Admins),
    ("plan:runyes", Who::Admins),
    ("plan:pause", Who::Admins),
    ("plan:resume", Who::Admins),
    ("plan:remove", Who::Admins),
    ("plan:removeyes", Who::Admins),
    ("plan:new", Who::Admins),
    ("plan:job", Who::Admins),
    ("plan:to", Who::Admins),
    ("plan:area", Who::Admins),
    ("plan:when", Who::Admins),
    ("plan:time", Who::Admins),
    ("plan:back", Who::Admins),
    ("plan:drop", Who::Admins),
    ("plan:save", Who::Admins),
    ("relay:now", Who::Leads),
    ("relay:send", Who::Leads),
    ("relay:show", Who::Chat),
    ("relay:page", Who::Chat),
    ("relay:pick", Who::Leads),
    ("relay:photos", Who::Leads),
    ("relay:photo", Who::Leads),
    ("relay:done", Who::Leads),
    ("relay:auto", Who::Leads),
    ("lang:mine", Who::Everyone),
    ("lang:telegram", Who::Everyone),
    ("lang:chat", Who::OwnOrLeads),
    ("mute:mine", Who::Own),
    ("mute:chat", Who::Leads),
    ("me:age", Who::Own),
    ("me:skill", Who::Own),
    ("me:done", Who::Own),
    ("me:skip", Who::Own),
    ("me:back", Who::Own),
    ("me:change", Who::Own),
    ("me:remove", Who::Own),
    ("me:show", Who::Own),
    ("me:areas", Who::Own),
    ("me:home", Who::Own),
    ("me:leave", Who::Own),
    ("me:left", Who::Own),
    ("me:more", Who::Own),
    ("me:langs", Who::Own),
    ("me:speak", Who::Own),
    ("me:boards", Who::Own),
    ("me:family", Who::Own),
    ("me:data", Who::Own),
    ("me:forget", Who::Own),
    ("who:phone", Who::Leads),
    ("privacy:erase", Who::Own),
    ("privacy:keep", Who::Own),
    ("privacy:order", Who::Admins),
    ("privacy:leave", Who::Admins),
    ("audit:all", Who::Admins),
    ("audit:person", Who::Admins),
    ("audit:area", Who::Admins),
];

impl Who {
    /// Whether someone of this rank may, as far as that is known before it is known for which area, and
    /// whether they have signed up.
    pub fn admits(self, rank: Rank) -> bool {
        match self {
            Who::Everyone | Who::Own | Who::OwnOrLeads | Who::Chat | Who::Members => true,
            Who::Inspectors => rank >= Rank::Inspector,
            Who::Leads | Who::Keepers => rank >= Rank::Lead,
            // Leads who may are told by the drafts that come to them.
            Who::Top | Who::Admins => rank == Rank::Admin,
        }
    }

    /// Whether a known person may.
    pub fn admits_person(self, read: &Read, cx: &Context, person: &Person) -> Result<bool, Failure> {
        Ok(match self {
            Who::Everyone | Who::Own | Who::OwnOrLeads | Who::Chat => true,
            Who::Members => person.joined || roles::rank(read, cx, person)? >= Rank::Lead,
            Who::Top => roles::leads_the_top(read, cx, person)?,
            Who::Inspectors | Who::Leads | Who::Keepers | Who::Admins => {
                self.admits(roles::rank(read, cx, person)?)
            }
        })
    }

    /// What is said to others; whose a thing is, the features look at and say.
    fn only(self) -> Say {
        match self {
            Who::Admins => say!("only-admins"),
            Who::Top => say!("only-top"),
            Who::Inspectors => say!("only-inspectors"),
            Who::Members => say!("only-members"),
            _ => say!("only-leads"),
        }
    }
}

/// Who may give a command. What has no row is for admins; a test sees to it that all have one.
pub fn of_command(name: &str) -> Who {
    row(COMMANDS, name).unwrap_or(Who::Admins)
}

/// Who may press a button that sends back this; none if there is no such button.
pub fn of_press(data: &str) -> Option<Who> {
    let end = data.match_indices(':').nth(1).map_or(data.len(), |(at, _)| at);
    row(PRESSES, &data[..end])
}

fn row(rows: &[(&str, Who)], name: &str) -> Option<Who> {
    rows.iter().find(|(row, _)| *row == name).map(|(_, who)| *who)
}

/// What to say to whoever may not do this here; none if they may.
pub fn refusal(turn: &Turn, who: Who) -> Result<Option<Say>, Failure> {
    if let Some(person) = &turn.person {
        return Ok((!who.admits_person(turn.tx, turn.cx, person)?).then(|| who.only()));
    }
    let may = match who {
        Who::Everyone | Who::Own | Who::OwnOrLeads | Who::Chat => true,
        Who::Keepers => areas::chat::keeper(turn)?.is_some(),
        Who::Members | Who::Inspectors | Who::Leads | Who::Top | Who::Admins => false,
    };
    // An admin who posts as the group would else wonder; a channel has no other name to post in.
    let hidden = turn.chat.kind != Kind::Channel;
    Ok((!may).then(|| if hidden { say!("only-as-yourself") } else { who.only() }))
}

#[cfg(test)]
mod tests;
