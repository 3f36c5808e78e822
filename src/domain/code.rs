//! Short codes that people read off a list, hear over the phone and type.
//!
//! Eight characters without those that are taken for others (0 and O, 1, I and l): a thousand million
//! times a thousand of them, so that of a city's worth none is hit by guessing a few times an hour.

/// What a code is made of.
const LETTERS: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// Characters of a code.
pub const LENGTH: usize = 8;

/// Characters of a code that is shown at a counter, to a lead who may try but a few times an hour.
pub const SHORT: usize = 6;

/// The code that a random number stands for.
pub fn of(random: u64) -> String {
    of_length(random, LENGTH)
}

/// The short code that a random number stands for.
pub fn short(random: u64) -> String {
    of_length(random, SHORT)
}

fn of_length(random: u64, length: usize) -> String {
    let mut rest = random;
    let mut code = String::with_capacity(length);
    for _ in 0..length {
        code.push(char::from(LETTERS[(rest % LETTERS.len() as u64) as usize]));
        rest /= LETTERS.len() as u64;
    }
    code
}

/// The code that somebody typed, in any case, with spaces and dashes where they like; none if it
/// cannot be one.
pub fn read(typed: &str) -> Option<String> {
    read_length(typed, LENGTH)
}

/// The same of a short code.
pub fn read_short(typed: &str) -> Option<String> {
    read_length(typed, SHORT)
}

fn read_length(typed: &str, length: usize) -> Option<String> {
    // More than this is a sentence, and need not be looked at in full.
    if typed.len() > 4 * length * 2 {
        return None;
    }
    let code: String =
        super::fold::squash(typed).to_ascii_uppercase().chars().filter(|&c| c != '-').collect();
    let fits = code.len() == length && code.bytes().all(|byte| LETTERS.contains(&byte));
    fits.then_some(code)
}

/// The number that a code writes.
pub fn number(code: &str) -> i64 {
    let digit = |byte: u8| LETTERS.iter().position(|&letter| letter == byte).unwrap_or(0) as i64;
    code.bytes().rev().take(LENGTH).fold(0, |number, byte| number * LETTERS.len() as i64 + digit(byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for typed in ["K7M2P9QX", "k7m2p9qx", " k7m2 p9qx\n", "K7M2-P9QX", "Ｋ７Ｍ２Ｐ９ＱＸ"] {
            assert_eq!(read(typed).as_deref(), Some("K7M2P9QX"), "{typed}");
        }
        for typed in ["", "K7M2P9Q", "K7M2P9QX2", "K7M2P9Q0", "K7M2P9QI", "月河街道月河街道", "330502001"]
        {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_number_is_a_code_that_reads_back(random in any::<u64>()) {
            let code = of(random);
            prop_assert_eq!(read(&code), Some(code.clone()));
            prop_assert!(!code.contains(['0', 'O', '1', 'I', 'L']));
            prop_assert_eq!(of(number(&code) as u64), code);
            prop_assert_eq!(read_short(&short(random).to_lowercase()), Some(short(random)));
            prop_assert!(!short(random).contains(['0', 'O', '1', 'I', 'L']));
        }

        #[test]
        fn numbers_close_together_are_codes_far_apart(random in 0..u64::MAX) {
            prop_assert_ne!(of(random), of(random + 1));
        }
    }
}
