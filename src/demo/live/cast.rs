//! Who is on the stage, for the page to offer.

use crate::demo::day::Day;
use crate::demo::stage::Stage;
use crate::emulator::{ChatId, UserId};

pub use crate::demo::day::Part;

/// The people whom a visitor may play and the chats that they meet in, in the order shown.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    pub personas: Vec<Persona>,
    /// Groups and channels by the day's keys; private chats have their user's id.
    pub chats: Vec<(String, ChatId)>,
}

/// Somebody whom a visitor may play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persona {
    /// The day's key, which is also the name behind the `@`.
    pub key: String,
    pub user: UserId,
    pub part: Part,
}

impl Cast {
    pub(super) fn of(day: &Day, stage: &Stage) -> Cast {
        let personas = day.cast.iter().filter_map(|role| {
            let user = *stage.people.get(&role.who)?;
            Some(Persona { key: role.who.clone(), user, part: role.part })
        });
        let chats =
            day.chats.iter().filter_map(|chat| Some((chat.key.clone(), *stage.chats.get(&chat.key)?)));
        Cast { personas: personas.collect(), chats: chats.collect() }
    }

    /// The persona of that key.
    pub fn persona(&self, key: &str) -> Option<&Persona> {
        self.personas.iter().find(|persona| persona.key == key)
    }
}
