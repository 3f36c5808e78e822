//! The chat commands: one list, from which routing, permissions, menus and docs follow.

use super::turn::Turn;
use super::{admin, areas, collage, conversations, digests, photos, points, privacy, profile, roles, signup};
use crate::error::Failure;
use teloxide::types::Message;

/// Who may give a command; checked each time it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Everyone,
    /// Leads, inspectors and admins; whether for the area in question, the command itself checks.
    Leads,
    /// Admins, and leads for what lies at or below their areas.
    AdminsAndLeads,
    Admins,
}

/// Where a command is listed in the menu. It may be given elsewhere too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Private,
    Group,
    Both,
}

/// A command that a person can give.
pub struct Command {
    /// As it is typed, without the slash.
    pub name: &'static str,
    pub who: Who,
    pub place: Place,
    /// The text that describes it in the menu.
    pub about: &'static str,
    pub run: fn(&mut Turn, &Given) -> Result<(), Failure>,
}

/// A command as it was given.
pub struct Given<'m> {
    pub message: &'m Message,
    /// The words behind it.
    pub words: Vec<&'m str>,
    /// All that stands behind it, as typed.
    pub rest: &'m str,
}

/// In the order of the menu.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "start",
        who: Who::Everyone,
        place: Place::Private,
        about: "command-start",
        run: signup::chat::start,
    },
    Command {
        name: "help",
        who: Who::Everyone,
        place: Place::Both,
        about: "command-help",
        run: admin::chat::help,
    },
    Command {
        name: "join",
        who: Who::Everyone,
        place: Place::Both,
        about: "command-join",
        run: signup::chat::join,
    },
    Command {
        name: "me",
        who: Who::Everyone,
        place: Place::Private,
        about: "command-me",
        run: profile::chat::me,
    },
    Command {
        name: "points",
        who: Who::Everyone,
        place: Place::Both,
        about: "command-points",
        run: points::chat::points,
    },
    Command {
        name: "status",
        who: Who::Everyone,
        place: Place::Both,
        about: "command-status",
        run: photos::chat::status,
    },
    Command {
        name: "undo",
        who: Who::Everyone,
        place: Place::Both,
        about: "command-undo",
        run: photos::chat::undo,
    },
    Command {
        name: "cancel",
        who: Who::Everyone,
        place: Place::Private,
        about: "command-cancel",
        run: conversations::chat::cancel,
    },
    Command {
        name: "mydata",
        who: Who::Everyone,
        place: Place::Private,
        about: "command-mydata",
        run: privacy::chat::mydata,
    },
    Command {
        name: "forget",
        who: Who::Everyone,
        place: Place::Both,
        about: "command-forget",
        run: privacy::chat::forget,
    },
    Command {
        name: "review",
        who: Who::Leads,
        place: Place::Private,
        about: "command-review",
        run: photos::review::review,
    },
    Command {
        name: "move",
        who: Who::AdminsAndLeads,
        place: Place::Group,
        about: "command-move",
        run: photos::chat::move_to,
    },
    Command {
        name: "digest",
        who: Who::Leads,
        place: Place::Both,
        about: "command-digest",
        run: digests::chat::digest,
    },
    Command {
        name: "collage",
        who: Who::Leads,
        place: Place::Both,
        about: "command-collage",
        run: collage::chat::collage,
    },
    Command {
        name: "relay",
        who: Who::Leads,
        place: Place::Both,
        about: "command-relay",
        run: collage::chat::relay,
    },
    Command {
        name: "bind",
        who: Who::AdminsAndLeads,
        place: Place::Both,
        about: "command-bind",
        run: areas::chat::bind,
    },
    Command {
        name: "unbind",
        who: Who::AdminsAndLeads,
        place: Place::Group,
        about: "command-unbind",
        run: areas::chat::unbind,
    },
    Command {
        name: "areas",
        who: Who::Admins,
        place: Place::Private,
        about: "command-areas",
        run: areas::chat::areas,
    },
    Command {
        name: "appoint",
        who: Who::Admins,
        place: Place::Both,
        about: "command-appoint",
        run: roles::chat::appoint,
    },
    Command {
        name: "dismiss",
        who: Who::Admins,
        place: Place::Both,
        about: "command-dismiss",
        run: roles::chat::dismiss,
    },
    Command {
        name: "audit",
        who: Who::Admins,
        place: Place::Private,
        about: "command-audit",
        run: admin::chat::audit,
    },
    Command {
        name: "backup",
        who: Who::Admins,
        place: Place::Private,
        about: "command-backup",
        run: admin::chat::backup,
    },
];

/// The command of this name.
pub fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name.eq_ignore_ascii_case(name))
}
