//! Names as people typed them, that stay in their place.
//!
//! A name may be anything of up to 128 characters, and is shown as it is; but it is one line, and what
//! it does to the direction of writing ends where it ends. Where it could turn what stands around it,
//! it is put between the marks that isolate; a name without such characters gets none, since some
//! apps show them.

use std::borrow::Cow;

/// Opens what takes its direction from what stands in it, and is closed by [`CLOSE`].
const ISOLATE: char = '\u{2068}';
const CLOSE: char = '\u{2069}';
/// Closes an embedding or an override.
const POP: char = '\u{202c}';

/// A name on one line, isolated where it must be; none where nothing of it could be seen.
pub fn shown(typed: &str) -> Option<String> {
    let line = one_line(&isolated(&typed.replace(breaks, " ")));
    (!is_blank(&line)).then_some(line)
}

/// The same text on one line: what begins a new line becomes a space, what fills one with nothing is
/// one space, other controls are left out.
pub fn one_line(typed: &str) -> String {
    let mut line = String::with_capacity(typed.len());
    let mut spaces = 0;
    for c in typed.chars() {
        let c = if breaks(c) { ' ' } else { c };
        if c.is_control() {
            continue;
        }
        spaces = if is_gap(c) { spaces + 1 } else { 0 };
        match spaces {
            0 | 1 => line.push(c),
            2 => {
                line.pop();
                line.push(' ');
            }
            _ => {}
        }
    }
    line.trim().to_owned()
}

/// Text whose direction of writing ends where it ends. As it is where nothing in it turns anything, or
/// where all that does is isolated already. Each line is on its own: no mark reaches over its end.
pub fn isolated(text: &str) -> Cow<'_, str> {
    if text.contains('\n') {
        let lines: Vec<Cow<str>> = text.split('\n').map(isolated).collect();
        return Cow::Owned(lines.join("\n"));
    }
    if !turns_around(text) {
        return Cow::Borrowed(text);
    }
    let mut contained = String::with_capacity(text.len() + 2 * ISOLATE.len_utf8());
    contained.push(ISOLATE);
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(POP),
            '\u{2066}'..='\u{2068}' => open.push(CLOSE),
            POP => match open.last() {
                Some(&POP) => drop(open.pop()),
                _ => continue,
            },
            CLOSE => match open.iter().rposition(|&closer| closer == CLOSE) {
                Some(at) => {
                    contained.extend(open.drain(at + 1..).rev());
                    open.pop();
                }
                None => continue,
            },
            _ => {}
        }
        contained.push(c);
    }
    contained.extend(open.into_iter().rev());
    contained.push(CLOSE);
    Cow::Owned(contained)
}

/// Whether the text has letters that are written from right to left, or marks that turn the writing,
/// outside of isolates that are closed in it.
fn turns_around(text: &str) -> bool {
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            ISOLATE => depth += 1,
            '\u{2066}' | '\u{2067}' if depth > 0 => depth += 1,
            CLOSE => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return true,
            },
            // Within an isolate that we made these are paired; elsewhere they are not.
            '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}' if depth == 0 => return true,
            c if depth == 0 && (is_right_to_left(c) || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')) => {
                return true;
            }
            _ => {}
        }
    }
    depth > 0 || !is_paired(text)
}

/// Whether each mark that turns the writing is closed by its own, in order.
fn is_paired(text: &str) -> bool {
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(POP),
            '\u{2066}'..='\u{2068}' => open.push(CLOSE),
            POP | CLOSE if open.pop() != Some(c) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// What some app begins a new line, or a new cell, for.
fn breaks(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What is as wide as a letter and shows nothing: many of them push what follows onto another line.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}

/// Whether nothing of the text can be seen.
fn is_blank(text: &str) -> bool {
    super::caption::clean(text).chars().all(|c| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Strings in which what could do harm is frequent.
    fn hostile() -> impl Strategy<Value = String> {
        let marks = proptest::char::ranges(
            vec![
                '\u{0}'..='\u{20}',
                '\u{80}'..='\u{a0}',
                '\u{200b}'..='\u{2069}',
                '\u{5d0}'..='\u{5d4}',
                'a'..='d',
                '一'..='丁',
            ]
            .into(),
        );
        prop_oneof![
            any::<String>(),
            proptest::collection::vec(marks, 0..40).prop_map(|chars| chars.into_iter().collect())
        ]
    }

    /// How deep the text is nested at its end; none where it closes what it did not open.
    fn depth(text: &str) -> Option<usize> {
        let mut open = Vec::new();
        for c in text.chars() {
            match c {
                '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(POP),
                '\u{2066}'..='\u{2068}' => open.push(CLOSE),
                POP | CLOSE if open.pop() != Some(c) => return None,
                _ => {}
            }
        }
        Some(open.len())
    }

    #[test]
    fn plain_names_stay_as_they_are() {
        for name in
            ["李伟", "Li Wei", "👨‍👩‍👧 Family", "नमस्ते", "<b>&amp;</b> *_`", "Zoë", "O\u{200d}K", "陈\u{3000}静"]
        {
            assert_eq!(shown(name).as_deref(), Some(name));
        }
    }

    #[test]
    fn what_turns_the_writing_ends_where_the_name_ends() {
        assert_eq!(shown("שלום").as_deref(), Some("\u{2068}שלום\u{2069}"));
        assert_eq!(shown("a\u{202e}b").as_deref(), Some("\u{2068}a\u{202e}b\u{202c}\u{2069}"));
        assert_eq!(shown("a\u{2069}\u{202c}b").as_deref(), Some("\u{2068}ab\u{2069}"));
        assert_eq!(
            shown("\u{2067}\u{202e}x\u{2069}").as_deref(),
            Some("\u{2068}\u{2067}\u{202e}x\u{202c}\u{2069}\u{2069}")
        );
    }

    #[test]
    fn a_name_is_one_line_and_leaves_no_room_for_another() {
        assert_eq!(shown("Li\u{2028}3/3\u{85}ok\u{b}x\r\ny").as_deref(), Some("Li 3/3 ok x y"));
        assert_eq!(shown(&format!("Li{}x", " ".repeat(60))).as_deref(), Some("Li x"));
        assert_eq!(shown(&format!("Li{}x", "\u{2800}".repeat(60))).as_deref(), Some("Li x"));
        for blank in ["", " ", "\u{200b}\u{200d}", "\u{3164}", "\u{202e}\u{202c}", "\n\u{feff}"] {
            assert_eq!(shown(blank), None, "{blank:?}");
        }
    }

    proptest! {
        #[test]
        fn any_name_is_one_closed_line(typed in hostile()) {
            if let Some(name) = shown(&typed) {
                prop_assert!(!name.chars().any(|c| c.is_control() || breaks(c)), "{name:?}");
                prop_assert_eq!(depth(&name), Some(0), "{:?}", name);
                let again = shown(&name);
                prop_assert_eq!(again.as_deref(), Some(name.as_str()));
                prop_assert!(!name.chars().zip(name.chars().skip(1)).any(|(a, b)| is_gap(a) && is_gap(b)));
            }
        }

        #[test]
        fn nothing_that_is_seen_is_lost(typed in hostile()) {
            let seen = |text: &str| -> String {
                text.chars()
                    .filter(|c| !is_gap(*c) && !c.is_control() && !breaks(*c))
                    .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
                    .collect()
            };
            if let Some(name) = shown(&typed) {
                prop_assert_eq!(seen(&name), seen(&typed));
            }
        }

        #[test]
        fn what_turns_nothing_gets_no_marks(typed in "[a-z一-龥 <&@*_.]{0,40}") {
            prop_assert_eq!(isolated(&typed), typed.as_str());
        }

        #[test]
        fn names_in_a_row_stay_apart(names in proptest::collection::vec(hostile(), 1..5)) {
            let shown: Vec<String> = names.iter().filter_map(|name| shown(name)).collect();
            let row = shown.join(", ");
            prop_assert_eq!(depth(&row), Some(0));
            // Outside of isolates nothing is written from right to left.
            let mut depth = 0;
            for c in row.chars() {
                match c {
                    '\u{2066}'..='\u{2068}' => depth += 1,
                    '\u{2069}' => depth -= 1,
                    c => prop_assert!(depth > 0 || !is_right_to_left(c)),
                }
            }
        }

        #[test]
        fn a_cut_name_is_closed_again(typed in hostile(), at in 0..20usize) {
            if let Some(name) = shown(&typed) {
                let cut: String = name.chars().take(at).collect();
                prop_assert_eq!(depth(&isolated(&cut)), Some(0));
            }
        }
    }
}
