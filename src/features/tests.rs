//! What must hold for all features together.

use std::collections::HashSet;

use proptest::prelude::*;

use super::commands::{COMMANDS, by_word};
use super::{
    admin, areas, awards, boards, bulletins, collage, digests, draws, language, minors, mute, photos, points,
    privacy, profile, rankings, reminders, rewards, schedules, signup, teams,
};
use crate::domain::fold::squash;

/// What the buttons of every feature send back, with `number` in each field, and what each reads it as.
fn all_data(number: i64) -> Vec<(String, String)> {
    macro_rules! data {
        ($($($part:ident)::+),*) => {
            [$($($part)::+::Press::every(number)
                .into_iter()
                .map(|press| (String::from(press), format!("{:?}", Some(press))))
                .collect::<Vec<_>>()),*]
            .concat()
        };
    }
    with_all_presses!(data)
}

/// What each feature that takes the data for its own reads it as.
fn readers(data: &str) -> Vec<String> {
    macro_rules! read {
        ($($($part:ident)::+),*) => {
            [$($($part)::+::Press::parse(data).map(|press| format!("{:?}", Some(press)))),*]
                .into_iter()
                .flatten()
                .collect()
        };
    }
    with_all_presses!(read)
}

proptest! {
    #[test]
    fn callback_data_reads_back_as_it_was_written_by_one_feature(number in any::<i64>()) {
        for (data, press) in all_data(number) {
            prop_assert!(readers(&data) == [press], "{data}");
        }
    }

    #[test]
    fn callback_data_fits_while_ids_stay_below_a_thousand_million(number in 0..1_000_000_000i64) {
        for (data, _) in all_data(number) {
            prop_assert!((1..=64).contains(&data.len()), "{data}");
        }
    }

    #[test]
    fn what_others_send_as_callback_data_is_nobodys(data in "[a-z]{0,8}(:[a-z0-9-]{0,24}){0,4}") {
        let known: HashSet<String> = readers(&data).into_iter().collect();
        prop_assert!(known.len() <= 1);
    }
}

#[test]
fn commands_are_named_as_telegram_takes_them_and_once() {
    let names: HashSet<&str> = COMMANDS.iter().map(|command| command.name).collect();
    assert_eq!(names.len(), COMMANDS.len());
    for name in names {
        assert!((1..=32).contains(&name.len()), "{name}");
        assert!(
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'),
            "{name}"
        );
    }
}

/// A word means one command; it stands in the list as everything folds to it, and is no slip of the hand.
#[test]
fn words_mean_one_command_each() {
    let words: Vec<&str> = COMMANDS.iter().flat_map(|command| command.words).copied().collect();
    let once: HashSet<&str> = words.iter().copied().collect();
    assert_eq!(once.len(), words.len(), "{words:?}");
    for word in words {
        assert_eq!(squash(word), word);
    }
    for (typed, name) in [
        ("ＳＴＡＴＵＳ", "status"),
        ("積分！", "points"),
        (" 狀 態 ", "status"),
        ("報名。", "join"),
        ("Ｈelp?", "help"),
    ] {
        assert_eq!(by_word(typed).map(|command| command.name), Some(name), "{typed}");
    }
    assert!(by_word("").is_none() && by_word("我今天很累").is_none());
}
