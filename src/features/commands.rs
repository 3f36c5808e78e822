//! The chat commands: one list, from which routing, menus and docs follow. Who may give them stands in
//! `rights.rs`.

use super::rights::{self, Who};
use super::turn::Turn;
use super::{admin, areas, collage, conversations, digests, photos, points, profile, roles, signup};
use crate::error::Failure;
use teloxide::types::Message;

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
    pub place: Place,
    /// The text that describes it in the menu.
    pub about: &'static str,
    pub run: fn(&mut Turn, &Given) -> Result<(), Failure>,
}

impl Command {
    /// Who may give it.
    pub fn who(&self) -> Who {
        rights::of_command(self.name)
    }
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
    Command { name: "start", place: Place::Private, about: "command-start", run: signup::chat::start },
    Command { name: "help", place: Place::Both, about: "command-help", run: admin::chat::help },
    Command { name: "join", place: Place::Both, about: "command-join", run: signup::chat::join },
    Command { name: "me", place: Place::Private, about: "command-me", run: profile::chat::me },
    Command { name: "points", place: Place::Both, about: "command-points", run: points::chat::points },
    Command { name: "status", place: Place::Both, about: "command-status", run: photos::chat::status },
    Command { name: "undo", place: Place::Both, about: "command-undo", run: photos::chat::undo },
    Command {
        name: "cancel",
        place: Place::Private,
        about: "command-cancel",
        run: conversations::chat::cancel,
    },
    Command { name: "review", place: Place::Private, about: "command-review", run: photos::review::review },
    Command { name: "move", place: Place::Group, about: "command-move", run: photos::chat::move_to },
    Command { name: "digest", place: Place::Both, about: "command-digest", run: digests::chat::digest },
    Command { name: "collage", place: Place::Both, about: "command-collage", run: collage::chat::collage },
    Command { name: "relay", place: Place::Both, about: "command-relay", run: collage::chat::relay },
    Command { name: "away", place: Place::Private, about: "command-away", run: roles::away::away },
    Command { name: "back", place: Place::Private, about: "command-back", run: roles::away::back },
    Command { name: "bind", place: Place::Both, about: "command-bind", run: areas::chat::bind },
    Command { name: "unbind", place: Place::Group, about: "command-unbind", run: areas::chat::unbind },
    Command { name: "areas", place: Place::Private, about: "command-areas", run: areas::chat::areas },
    Command { name: "appoint", place: Place::Both, about: "command-appoint", run: roles::chat::appoint },
    Command { name: "dismiss", place: Place::Both, about: "command-dismiss", run: roles::chat::dismiss },
    Command { name: "audit", place: Place::Private, about: "command-audit", run: admin::audit::audit },
    Command { name: "backup", place: Place::Private, about: "command-backup", run: admin::chat::backup },
];

/// The command of this name.
pub fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name.eq_ignore_ascii_case(name))
}
