//! Each command and each kind of button has its row, and one only.

use std::collections::HashSet;

use super::{COMMANDS, PRESSES};
use crate::features::{
    admin, areas, awards, boards, bulletins, collage, commands, digests, draws, language, minors, mute,
    photos, points, privacy, profile, rankings, reminders, rewards, schedules, signup, teams,
    with_all_presses,
};

/// Every kind of button, as `feature:word`.
fn presses() -> Vec<&'static str> {
    macro_rules! words {
        ($($($part:ident)::+),*) => {
            [$($($part)::+::Press::words()),*].concat()
        };
    }
    with_all_presses!(words).into_iter().map(|(word, _)| word).collect()
}

fn assert_same(rows: impl Iterator<Item = &'static str>, things: impl Iterator<Item = &'static str>) {
    let (rows, things): (Vec<_>, HashSet<_>) = (rows.collect(), things.collect());
    let named: HashSet<_> = rows.iter().copied().collect();
    assert_eq!(named.len(), rows.len(), "a row stands there twice");
    let lacking: Vec<_> = things.difference(&named).collect();
    assert!(lacking.is_empty(), "features/rights.rs does not say who may: {lacking:?}");
    let idle: Vec<_> = named.difference(&things).collect();
    assert!(idle.is_empty(), "features/rights.rs speaks of what is not there: {idle:?}");
}

#[test]
fn each_command_has_one_row() {
    let given = commands::COMMANDS.iter().map(|command| command.name);
    assert_same(COMMANDS.iter().map(|(name, _)| *name), given);
}

#[test]
fn each_button_has_one_row() {
    assert_same(PRESSES.iter().map(|(name, _)| *name), presses().into_iter());
}

mod table;
