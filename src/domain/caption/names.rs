//! Names in a caption that others are not to read: found, and replaced by what they read instead.

use super::{half_width, is_invisible};

/// A name as people type it, and what stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Veil {
    pub name: String,
    pub shown: String,
}

/// A character as it is compared, and where it stands in the caption.
struct Seen {
    start: usize,
    end: usize,
    char: char,
}

/// The caption with each of the names replaced, however it is spelt: in full-width letters, in capitals,
/// with marks that nobody sees between. Of names that begin alike the longest is meant. A name of one
/// character is only one behind 代: 明 is somebody's name, 明天 is tomorrow.
pub fn veiled(caption: &str, veils: &[Veil]) -> String {
    let seen = seen(caption);
    let names = longest_first(veils);
    let mut text = String::with_capacity(caption.len());
    let (mut at, mut copied) = (0, 0);
    while at < seen.len() {
        let found = names.iter().find(|(name, _)| stands_at(&seen, at, name));
        let Some((name, veil)) = found else {
            at += 1;
            continue;
        };
        text.push_str(&caption[copied..seen[at].start]);
        text.push_str(&veil.shown);
        at += name.len();
        copied = seen[at - 1].end;
    }
    text.push_str(&caption[copied..]);
    text
}

/// Which of these names (by its place) stands behind 代, where 代 may begin a name (see [`super::on_behalf_of`]).
pub fn spoken_for(caption: &str, veils: &[Veil]) -> Option<usize> {
    let seen = seen(caption);
    let names = longest_first(veils);
    let found = (0..seen.len()).find_map(|at| {
        let name = behind(&seen, at)?;
        names.iter().find(|(chars, _)| stands_at(&seen, name, chars)).map(|(_, veil)| *veil)
    })?;
    veils.iter().position(|veil| veil == found)
}

fn longest_first(veils: &[Veil]) -> Vec<(Vec<char>, &Veil)> {
    let chars = |veil: &Veil| seen(&veil.name).into_iter().map(|seen| seen.char).collect::<Vec<char>>();
    let mut names: Vec<_> = veils.iter().map(|veil| (chars(veil), veil)).collect();
    names.retain(|(name, _)| !name.is_empty());
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
}

fn seen(text: &str) -> Vec<Seen> {
    let visible = text.char_indices().filter(|(_, c)| !is_invisible(*c));
    visible
        .map(|(start, c)| {
            let char = half_width(c);
            let char = char.to_lowercase().next().unwrap_or(char);
            Seen { start, end: start + c.len_utf8(), char }
        })
        .collect()
}

/// Where the name begins that a 代 at this place promises.
fn behind(seen: &[Seen], at: usize) -> Option<usize> {
    let opens = at.checked_sub(1).is_none_or(|before| !seen[before].char.is_alphanumeric());
    if seen[at].char != '代' || !opens {
        return None;
    }
    let blank = |seen: &&Seen| matches!(seen.char, ' ' | ':' | '\u{ff1a}');
    Some(at + 1 + seen[at + 1..].iter().take_while(blank).count())
}

/// Whether the name stands here as a word of its own, as far as its script parts words.
fn stands_at(seen: &[Seen], at: usize, name: &[char]) -> bool {
    let Some(here) = seen.get(at..at + name.len()) else { return false };
    if !here.iter().map(|seen| seen.char).eq(name.iter().copied()) {
        return false;
    }
    if name.len() == 1 {
        return (0..at).rev().find_map(|before| behind(seen, before)).is_some_and(|start| start == at);
    }
    // 小树1 is not 小树12, and Li is not in Ali.
    let joined = |one: char, other: char| {
        (one.is_ascii_alphabetic() && other.is_ascii_alphabetic())
            || (one.is_ascii_digit() && other.is_ascii_digit())
    };
    let before = at.checked_sub(1).is_some_and(|before| joined(seen[before].char, name[0]));
    let after = seen.get(at + name.len()).is_some_and(|after| joined(name[name.len() - 1], after.char));
    !before && !after
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn veils(pairs: &[(&str, &str)]) -> Vec<Veil> {
        pairs.iter().map(|(name, shown)| Veil { name: (*name).into(), shown: (*shown).into() }).collect()
    }

    #[test]
    fn a_name_is_hidden_wherever_it_stands_and_however_it_is_spelt() {
        let veils =
            veils(&[("小明", "小树1"), ("Li Wei", "Sprout 2"), ("小树1", "小树1"), ("小树12", "小树12")]);
        for (caption, shown) in [
            ("代小明 月河街 扫地 3人", "代小树1 月河街 扫地 3人"),
            ("代:小明,小明很能干", "代:小树1,小树1很能干"),
            ("代小\u{200b}明 扫地", "代小树1 扫地"),
            ("代ＬＩ wei: 扫地", "代Sprout 2: 扫地"),
            ("Ali Weird", "Ali Weird"),
            ("代小树12 3人", "代小树12 3人"),
            ("代小树1 3人", "代小树1 3人"),
            ("什么也没有", "什么也没有"),
        ] {
            assert_eq!(veiled(caption, &veils), shown, "{caption}");
        }
    }

    #[test]
    fn a_name_of_one_character_is_one_behind_the_word_for_it() {
        let veils = veils(&[("明", "小树1")]);
        assert_eq!(veiled("代明 扫地，明天再来", &veils), "代小树1 扫地，明天再来");
        assert_eq!(veiled("明天 扫地", &veils), "明天 扫地");
    }

    #[test]
    fn who_is_spoken_for() {
        let veils = veils(&[("小树1", "·"), ("小树12", "·"), ("Sprout 3", "·")]);
        let found = |caption: &str| spoken_for(caption, &veils);
        assert_eq!(found("代小树12 扫地"), Some(1));
        assert_eq!(found("扫地，代 小树1，3人"), Some(0));
        assert_eq!(found("代Sprout 3 swept"), Some(2));
        assert_eq!(found("现代小树1"), None);
        assert_eq!(found("代王奶奶 小树1"), None);
        assert_eq!(found("代小树1234"), None);
    }

    proptest! {
        #[test]
        fn no_name_is_left_and_nothing_else_changes(before in "\\PC{0,12}", after in "\\PC{0,12}") {
            let veils = veils(&[("欧阳小明", "小树1")]);
            let caption = format!("{before}欧阳小明{after}");
            let shown = veiled(&caption, &veils);
            prop_assert!(!shown.contains("欧阳小明"));
            prop_assert_eq!(shown.replacen("小树1", "欧阳小明", 1).len(), caption.len());
        }
    }
}
