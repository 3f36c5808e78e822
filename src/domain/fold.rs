//! One way of writing for all that is looked up by what somebody typed.
//!
//! The same place is 吴兴区 to one and 吳興區 to the next; a keyboard in Chinese types ＳＴＡＴＵＳ in letters of full
//! width; what is pasted brings along marks that nobody sees. [`fold`] takes such differences away, on both sides
//! of a comparison. What it returns is never shown.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each character that is written otherwise in simplified script. See `assets/script/README.md`.
static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let mut table = HashMap::with_capacity(4096);
    for line in include_str!("../../assets/script/simplified.txt").lines() {
        let mut characters = line.chars();
        if let Some(simplified) = characters.next() {
            table.extend(characters.map(|other| (other, simplified)));
        }
    }
    table
});

/// The text in simplified script, half-width letters and digits and lower case, without what nobody sees.
///
/// Folding again changes nothing, and nothing becomes longer (in characters).
pub fn fold(text: &str) -> String {
    text.chars().filter(|&c| !is_unseen(c)).map(folded).collect()
}

/// The same without spaces, for what people write apart or not as it comes.
pub fn squash(text: &str) -> String {
    fold(text).split_whitespace().collect()
}

fn folded(c: char) -> char {
    let c = match c {
        // Full-width forms stand in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    };
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    // Of the few that become several letters (İ) the first is the letter, the others marks on it.
    let c = c.to_lowercase().next().unwrap_or(c);
    SIMPLIFIED.get(&c).copied().unwrap_or(c)
}

/// Joiners, marks of direction and the like.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_scripts_all_widths_and_cases_fold_alike() {
        for (one, other) in [
            ("吳興區", "吴兴区"),
            ("臺灣 衛生 眾裡 顯著", "台湾 卫生 众里 显着"),
            ("衞生", "卫生"),
            ("ＳＴＡＴＵＳ", "status"),
            ("３３０５０２", "330502"),
            ("月\u{200b}河\u{202e}", "月河"),
            ("Ünal　Straße", "ünal straße"),
            ("İ", "i"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
        assert_ne!(fold("吴兴"), fold("吴江"));
        assert_eq!(squash(" 月 河\u{3000}Road "), "月河road");
    }

    #[test]
    fn no_character_of_the_table_folds_twice() {
        assert!(SIMPLIFIED.len() > 3_000);
        for (&from, &to) in SIMPLIFIED.iter() {
            assert_eq!((folded(from), folded(to)), (to, to), "{from}");
        }
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing_and_nothing_grows(text in "\\PC{0,40}|[一-鿿]{0,40}|[\u{0}-\u{24f}\u{ff00}-\u{ffef} ]{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert!(once.chars().count() <= text.chars().count());
            prop_assert!(squash(&text).chars().all(|c| !c.is_whitespace()));
        }
    }
}
