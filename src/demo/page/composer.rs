//! What stands below the messages: the field for one's own words, the tray of photos, the bot's commands.

use super::keys::{self, Wish};
use super::look::{Gate, Look};
use crate::emulator::{Chat, ChatKind};

/// The composer of a chat.
#[derive(Debug)]
pub struct Composer {
    pub chat: i64,
    pub gate: Gate,
    /// The bot's commands for this person in this chat.
    pub commands: Vec<Command>,
    pub wish: Wish,
    pub tray: Vec<Sample>,
    pub places: Vec<Spot>,
}

/// A command as the menu shows it.
#[derive(Debug)]
pub struct Command {
    /// What is said when it is chosen: in groups with the bot's name.
    pub says: String,
    /// `/status`.
    pub name: String,
    pub about: String,
}

/// A photo of the tray.
#[derive(Clone, Debug)]
pub struct Sample {
    pub name: String,
    /// What is to be seen on it.
    pub alt: String,
    /// A caption that goes with it.
    pub caption: String,
}

/// A place that can be sent.
#[derive(Debug)]
pub struct Spot {
    pub name: String,
    pub latitude: &'static str,
    pub longitude: &'static str,
}

/// Places in Huzhou, by the text that names them.
const SPOTS: [(&str, &str, &str); 3] = [
    ("demo-spot-bridge", "30.8703", "120.0921"),
    ("demo-spot-lake", "30.9440", "120.1012"),
    ("demo-spot-hill", "30.6087", "119.8716"),
];

/// The composer below a chat.
pub fn composer(look: &Look<'_>, chat: &Chat, tray: Vec<Sample>) -> Composer {
    let bot = look.world.user(look.world.bot()).and_then(|bot| bot.username.clone()).unwrap_or_default();
    let private = chat.kind == ChatKind::Private;
    let command = |(name, about): (String, String)| Command {
        says: if private { format!("/{name}") } else { format!("/{name}@{bot}") },
        name: format!("/{name}"),
        about,
    };
    let has_bot = private || chat.member(look.world.bot()).is_in();
    let menu = if has_bot { look.world.menu(look.me, chat.id) } else { Vec::new() };
    let spot = |(key, latitude, longitude)| Spot { name: look.words.say(key), latitude, longitude };
    Composer {
        chat: chat.id.0,
        gate: look.gate(chat),
        commands: menu.into_iter().map(command).collect(),
        wish: keys::wish(look, chat),
        tray,
        places: SPOTS.into_iter().map(spot).collect(),
    }
}
