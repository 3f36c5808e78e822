//! How long a message may be, counted as Telegram counts: in UTF-16 units, after its markup is read.
//!
//! Cutting never takes a character apart, nor what people see as one: an emoji of several code
//! points, a letter with its accents.

/// A text message.
pub const TEXT: usize = 4096;

/// The caption of a photo or a file.
pub const CAPTION: usize = 1024;

/// What stands for the part that was cut off.
const ELLIPSIS: char = '…';

/// The length of plain text.
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The length of a text in Telegram's HTML, as our texts are written: without its tags, and with each
/// escaped character as the one it stands for.
pub fn units_of_html(html: &str) -> usize {
    let (mut units, mut tag, mut entity) = (0, false, false);
    for c in html.chars() {
        match c {
            '<' => tag = true,
            '>' if tag => tag = false,
            _ if tag => {}
            '&' => (units, entity) = (units + 1, true),
            ';' if entity => entity = false,
            _ if entity => {}
            _ => units += c.len_utf16(),
        }
    }
    units
}

/// The text in at most so many units; one that had to be cut ends in an ellipsis.
pub fn shorten(text: &str, most: usize) -> String {
    if units(text) <= most {
        return text.to_owned();
    }
    let Some(room) = most.checked_sub(ELLIPSIS.len_utf16()) else { return String::new() };
    let mut short = text[..fitting(text, room)].trim_end().to_owned();
    short.push(ELLIPSIS);
    short
}

/// The text in pieces of at most so many units: cut at the ends of lines, where a line is too long
/// at a space, and else between two characters. Nothing but the white space at a cut is lost.
pub fn split(text: &str, most: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while units(rest) > most {
        let fits = fitting(rest, most).max(rest.chars().next().map_or(0, char::len_utf8));
        // What follows may be the very white space to cut at.
        let head = &rest[..fits + rest[fits..].chars().next().map_or(0, char::len_utf8)];
        // A piece that is less than half full would look torn.
        let cut = [head.rfind('\n'), head.rfind(char::is_whitespace)]
            .into_iter()
            .flatten()
            .find(|&cut| cut >= fits / 2)
            .unwrap_or(fits);
        pieces.push(rest[..cut].trim_end().to_owned());
        rest = rest[cut..].trim_start();
    }
    if !rest.is_empty() {
        pieces.push(rest.to_owned());
    }
    pieces
}

/// The longest beginning, in bytes, of at most so many units that ends between two characters.
fn fitting(text: &str, most: usize) -> usize {
    let (mut used, mut cut, mut before) = (0, 0, None);
    for (at, c) in text.char_indices() {
        if before.is_none_or(|before| parts(before, c)) {
            cut = at;
        }
        used += c.len_utf16();
        if used > most {
            return cut;
        }
        before = Some(c);
    }
    text.len()
}

/// Whether two characters that follow each other are seen as two.
fn parts(before: char, after: char) -> bool {
    const JOINER: char = '\u{200d}';
    let joins = matches!(after,
        JOINER | '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}');
    let flag = |c| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    !joins && before != JOINER && !(flag(before) && flag(after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_emoji_is_two_units_and_is_cut_off_whole() {
        assert_eq!(units("河a😀"), 4);
        assert_eq!(shorten("河a😀", 4), "河a😀");
        assert_eq!(shorten("河a😀b", 4), "河a…");
        assert_eq!(shorten("👩‍👩‍👧 家", 7), "…", "a family is one");
        assert_eq!(shorten("e\u{301}e\u{301}", 3), "e\u{301}…");
        assert_eq!(shorten("清理 河道", 4), "清理…", "no space before the ellipsis");
        assert_eq!(shorten("ab", 0), "");
    }

    #[test]
    fn pieces_end_where_lines_or_words_do() {
        assert_eq!(split("一二三\n四五六\n七", 7), ["一二三\n四五六", "七"]);
        assert_eq!(split("abc def ghi", 8), ["abc def", "ghi"]);
        assert_eq!(split("一二三四五", 2), ["一二", "三四", "五"]);
        assert_eq!(split("  ", 5), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn what_is_shortened_fits_and_begins_as_it_did(text in "\\PC{0,60}", most in 1usize..40) {
            let short = shorten(&text, most);
            prop_assert!(units(&short) <= most);
            if let Some(head) = short.strip_suffix(ELLIPSIS).filter(|_| short != text) {
                prop_assert!(text.starts_with(head));
            }
        }

        #[test]
        fn pieces_fit_and_lose_nothing_but_white_space(text in "[a-c 一二😀\\n]{0,80}", most in 2usize..12) {
            let pieces = split(&text, most);
            prop_assert!(pieces.iter().all(|piece| (1..=most).contains(&units(piece))));
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&pieces.concat()), bare(&text));
        }
    }
}
