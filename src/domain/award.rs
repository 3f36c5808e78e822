//! What is typed to give or take points: `10 for the banner`, `-3 …`, `@user 10 …`.

/// Characters of a reason.
pub const REASON: usize = 120;

/// The most that one entry of a lead's or an admin's hand moves.
pub const MOST: i64 = 100_000;

/// What was typed, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed<'t> {
    /// The word that says who is meant; none where a reply or a mention does.
    pub whom: Option<&'t str>,
    pub amount: i64,
    pub reason: String,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Nothing, or no number, stands where the number should.
    NoNumber,
    Zero,
    TooMuch,
    NoReason,
    LongReason,
}

/// Reads the words behind `/award` or `/adjust`; `pointed` says that a reply or a mention names somebody.
///
/// Somebody may be named before the number or right behind it.
///
/// # Errors
///
/// What is to be typed otherwise.
pub fn read<'t>(words: &[&'t str], pointed: bool) -> Result<Typed<'t>, Mistake> {
    let (whom, number, rest) = match words {
        [user, number, rest @ ..] if user.starts_with('@') => (Some(*user), *number, rest),
        [number, user, rest @ ..] if user.starts_with('@') => (Some(*user), *number, rest),
        [user, number, rest @ ..] if !pointed && is_id(user) && amount(number).is_some() => {
            (Some(*user), *number, rest)
        }
        [number, rest @ ..] => (None, *number, rest),
        [] => return Err(Mistake::NoNumber),
    };
    let amount = match amount(number).ok_or(Mistake::NoNumber)? {
        Some(0) => return Err(Mistake::Zero),
        Some(amount) if amount.abs() <= MOST => amount,
        _ => return Err(Mistake::TooMuch),
    };
    let reason = rest.join(" ");
    if !reason.chars().any(char::is_alphanumeric) {
        return Err(Mistake::NoReason);
    }
    if reason.chars().count() > REASON {
        return Err(Mistake::LongReason);
    }
    Ok(Typed { whom, amount, reason })
}

fn is_id(word: &str) -> bool {
    word.len() > 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A whole number as people type it, with any of the signs and digits of their keyboards; none inside where
/// it is beyond all bounds, none at all where it is no number.
fn amount(word: &str) -> Option<Option<i64>> {
    let (negative, digits) = match word.chars().next()? {
        '-' | '−' | '－' | '–' => (true, &word[word.chars().next()?.len_utf8()..]),
        '+' | '＋' => (false, &word[word.chars().next()?.len_utf8()..]),
        _ => (false, word),
    };
    let digits = digits.strip_suffix('分').unwrap_or(digits);
    let plain: Option<String> = digits
        .chars()
        .map(|c| match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            _ => None,
        })
        .collect();
    let plain = plain.filter(|plain| !plain.is_empty())?;
    Some(plain.parse::<i64>().ok().map(|number| if negative { -number } else { number }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(text: &str, pointed: bool) -> Result<(Option<String>, i64, String), Mistake> {
        let words: Vec<&str> = text.split_whitespace().collect();
        read(&words, pointed).map(|typed| (typed.whom.map(str::to_owned), typed.amount, typed.reason))
    }

    #[test]
    fn a_number_and_a_reason_are_read() {
        assert_eq!(typed("10 for the  banner", true), Ok((None, 10, "for the banner".into())));
        assert_eq!(typed("-３分 迟到", true), Ok((None, -3, "迟到".into())));
        assert_eq!(typed("@li +5 搬横幅", false), Ok((Some("@li".into()), 5, "搬横幅".into())));
        assert_eq!(typed("−5 @li 搬横幅", false), Ok((Some("@li".into()), -5, "搬横幅".into())));
        assert_eq!(typed("70012 5 搬横幅", false), Ok((Some("70012".into()), 5, "搬横幅".into())));
        assert_eq!(typed("20 5 袋垃圾", true), Ok((None, 20, "5 袋垃圾".into())));
        assert_eq!(typed("20 5 袋垃圾", false), Ok((None, 20, "5 袋垃圾".into())));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(typed("", true), Err(Mistake::NoNumber));
        assert_eq!(typed("很好", true), Err(Mistake::NoNumber));
        assert_eq!(typed("1e9 x", true), Err(Mistake::NoNumber));
        assert_eq!(typed("2.5 x", true), Err(Mistake::NoNumber));
        assert_eq!(typed("- x", true), Err(Mistake::NoNumber));
        assert_eq!(typed("0 很好", true), Err(Mistake::Zero));
        assert_eq!(typed("-0 很好", true), Err(Mistake::Zero));
        assert_eq!(typed("1000000000 很好", true), Err(Mistake::TooMuch));
        assert_eq!(typed("99999999999999999999 很好", true), Err(Mistake::TooMuch));
        assert_eq!(typed("10", true), Err(Mistake::NoReason));
        assert_eq!(typed("10 ...", true), Err(Mistake::NoReason));
        assert_eq!(typed(&format!("10 {}", "好".repeat(121)), true), Err(Mistake::LongReason));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused(text in "[-+−0-9@a-z分好 .０]{0,40}", pointed in any::<bool>()) {
            let words: Vec<&str> = text.split_whitespace().collect();
            if let Ok(typed) = read(&words, pointed) {
                prop_assert!(typed.amount != 0 && typed.amount.abs() <= MOST);
                prop_assert!(!typed.reason.is_empty() && typed.reason.chars().count() <= REASON);
            }
        }
    }
}
