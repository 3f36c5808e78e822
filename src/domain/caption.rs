//! What a caption says: how many people, in whose place, and whether it says anything at all.
//!
//! People write captions standing in the street, so everything here reads generously, and only what
//! is plainly said: `3人民路` is a house in People's Road, not three people. Nothing here is told to
//! the sender but the headcount, so a doubtful reading prefers to see nothing.

mod headcount;
mod names;

pub use headcount::{Headcount, MOST, headcount};
pub use names::{Veil, spoken_for, veiled};

/// The longest name that `代NAME` takes, in characters.
const LONGEST_NAME: usize = 16;

/// Words that begin with 代 and are no promise of a name: 代表, 代办, 代码...
const NOT_ON_BEHALF: &str = "表理替码碼办辦号號价價言购購沟溝课課驾駕际際数數步代写寫用工";

/// Without what cannot be seen: zero-width marks, direction marks, controls; full-width digits,
/// letters and spaces as half-width ones. For judging and for names, not for showing a caption.
pub fn clean(text: &str) -> String {
    text.chars().filter(|&c| !is_invisible(c)).map(half_width).collect()
}

fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Punctuation stays as it is: a full-width comma parts numbers where a half-width one may group them.
fn half_width(c: char) -> char {
    match c {
        '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
        }
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Whether the caption says something: at least two letters or Han characters besides numbers.
///
/// A headcount is a number (`12人`, `12 people`), and so is a lone Chinese numeral (十二); a hashtag
/// counts by its words.
pub fn has_words(caption: &str) -> bool {
    let text = headcount::without_headcounts(&clean(caption));
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.chars().all(headcount::is_numeral))
        .map(|word| word.chars().count())
        .sum::<usize>()
        >= 2
}

/// Who the photo is shown as, if the caption says 代NAME: an elder without a phone.
///
/// 代 must begin the caption or follow a space or punctuation, so that 现代 and 时代 name nobody. The
/// name ends at a space, punctuation or digit; a closing 发 or 打卡 (`代王奶奶发`) is not part of it.
pub fn on_behalf_of(caption: &str) -> Option<String> {
    let text = clean(caption);
    let mut before = None;
    for (at, c) in text.char_indices() {
        if c == '代'
            && before.is_none_or(|c: char| !c.is_alphanumeric())
            && let Some(name) = name_after(&text[at + c.len_utf8()..])
        {
            return Some(name);
        }
        before = Some(c);
    }
    None
}

fn name_after(rest: &str) -> Option<String> {
    // A headcount ends the name, and one in its place (代三人) leaves none.
    let named = headcount::without_headcounts(rest);
    let replaced = named.starts_with(' ') && !rest.starts_with(' ');
    if replaced || rest.starts_with(|c| NOT_ON_BEHALF.contains(c)) {
        return None;
    }
    let rest = named.trim_start_matches([' ', ':', '\u{ff1a}']);
    let end = rest.find(|c: char| !c.is_alphabetic() && c != '·').unwrap_or(rest.len());
    let mut name = rest[..end].trim_matches('·');
    for closing in ["打卡", "发的", "發的", "发", "發", "拍", "上传", "上傳", "等"] {
        name = name.strip_suffix(closing).unwrap_or(name);
    }
    let length = name.chars().count();
    let all_numerals = name.chars().all(headcount::is_numeral);
    (1..=LONGEST_NAME).contains(&length).then(|| name.to_owned()).filter(|_| !all_numerals)
}

#[cfg(test)]
mod tests;
