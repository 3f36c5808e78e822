//! What happened, cut into moments and put in order chat by chat.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use crate::emulator::{ChatId, Event, Happened, MessageId, World};

/// Things that happen within this time of each other are one moment.
const MOMENT: TimeDelta = TimeDelta::seconds(45);
/// What is shown of one chat at one moment, in order.
#[derive(Default)]
pub(super) struct Scene {
    messages: Vec<MessageId>,
    edited: Vec<MessageId>,
    reacted: Vec<MessageId>,
    pub order: Vec<Shown>,
}

#[derive(Clone, PartialEq)]
pub(super) enum Shown {
    Message(MessageId),
    Edit(MessageId),
    Reaction(MessageId),
    Press(String),
}

/// Cuts events where the clock jumps.
pub(super) fn moments(events: &[Event]) -> Vec<&[Event]> {
    let mut moments = Vec::new();
    let mut begin = 0;
    for at in 1..=events.len() {
        if at == events.len() || events[at].at - events[begin].at > MOMENT {
            moments.push(&events[begin..at]);
            begin = at;
        }
    }
    moments
}

/// What there is to show of a moment, chat by chat in order of appearance.
pub(super) fn scenes(world: &World, events: &[Event]) -> Vec<(ChatId, Scene)> {
    let mut order: Vec<ChatId> = Vec::new();
    let mut scenes: BTreeMap<ChatId, Scene> = BTreeMap::new();
    for event in events {
        let (chat, shown) = match &event.what {
            Happened::Sent(chat, id) => (*chat, Shown::Message(*id)),
            Happened::Edited(chat, id) => (*chat, Shown::Edit(*id)),
            Happened::Reacted(chat, id) => (*chat, Shown::Reaction(*id)),
            Happened::Pressed(id) => {
                let Some(press) = world.presses().iter().find(|press| press.id == *id) else { continue };
                (press.message.0, Shown::Press(id.clone()))
            }
            _ => continue,
        };
        if !order.contains(&chat) {
            order.push(chat);
        }
        let scene = scenes.entry(chat).or_default();
        let fresh = match &shown {
            Shown::Message(id) => {
                scene.messages.push(*id);
                true
            }
            // A message of this moment shows its last state anyway.
            Shown::Edit(id) => !scene.messages.contains(id) && once(&mut scene.edited, *id),
            Shown::Reaction(id) => !scene.messages.contains(id) && once(&mut scene.reacted, *id),
            Shown::Press(_) => true,
        };
        if fresh {
            scene.order.push(shown);
        }
    }
    order.into_iter().filter_map(|chat| scenes.remove(&chat).map(|scene| (chat, scene))).collect()
}

fn once(known: &mut Vec<MessageId>, id: MessageId) -> bool {
    let new = !known.contains(&id);
    if new {
        known.push(id);
    }
    new
}
