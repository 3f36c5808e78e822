//! The drawer in which the outside world can be made to misbehave, and what waits meanwhile.

use super::head::Weather;
use super::words::Words;
use crate::demo::live::{Backlog, Trouble};
use crate::say;

/// The drawer.
#[derive(Debug)]
pub struct Drawer {
    pub faults: Vec<Fault>,
    pub running: bool,
    /// What waits.
    pub waiting: Vec<Figure>,
    /// What was lost, and what came twice.
    pub damage: Vec<Figure>,
    /// What was compared, in words.
    pub proof: [String; 2],
}

/// A way for Telegram to misbehave.
#[derive(Debug)]
pub struct Fault {
    pub key: &'static str,
    pub name: String,
    pub about: String,
    pub on: bool,
}

/// A number, and what it counts.
#[derive(Debug)]
pub struct Figure {
    pub key: &'static str,
    pub name: String,
    pub value: usize,
    /// Whether it is not what one hopes for.
    pub busy: bool,
}

/// The drawer as things stand.
pub fn drawer(words: Words<'_>, weather: Weather, backlog: &Backlog) -> Drawer {
    let fault = |(trouble, key, name, about): (Trouble, &'static str, &'static str, &'static str)| Fault {
        key,
        name: words.say(name),
        about: words.say(about),
        on: weather.trouble == trouble,
    };
    let figure = |(key, name, value): (&'static str, &'static str, usize)| Figure {
        key,
        name: words.say(name),
        value,
        busy: value > 0,
    };
    Drawer {
        faults: [
            (Trouble::None, "none", "demo-fault-none", "demo-fault-none-about"),
            (Trouble::Down, "down", "demo-fault-down", "demo-fault-down-about"),
            (Trouble::Slow, "slow", "demo-fault-slow", "demo-fault-slow-about"),
            (Trouble::Flood, "flood", "demo-fault-flood", "demo-fault-flood-about"),
        ]
        .map(fault)
        .into(),
        running: weather.running,
        waiting: [
            ("updates", "demo-figure-updates", backlog.updates_waiting),
            ("inbox", "demo-figure-inbox", backlog.updates_unworked),
            ("outbox", "demo-figure-outbox", backlog.messages_waiting),
        ]
        .map(figure)
        .into(),
        damage: [
            ("lost", "demo-figure-lost", backlog.lost()),
            ("doubled", "demo-figure-doubled", backlog.doubled()),
        ]
        .map(figure)
        .into(),
        proof: [
            words.of(&say!(
                "demo-proof-photos",
                posted = backlog.photos.posted,
                taken = backlog.photos.taken,
                counted = backlog.photos.counted
            )),
            words.of(&say!(
                "demo-proof-messages",
                decided = backlog.messages.decided,
                delivered = backlog.messages.delivered,
                dropped = backlog.messages.given_up
            )),
        ],
    }
}
