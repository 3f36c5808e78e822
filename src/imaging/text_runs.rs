//! Which font draws which character, and what becomes of those that none has.
//!
//! People type emoji with joiners and variation selectors, paste invisible marks that turn the direction of writing,
//! and have names with rare characters. So: what cannot be seen is dropped; symbols that no font has are dropped; a
//! letter or a Han character that no font has becomes 〓, the printers' mark for a missing sort, since dropping it
//! would silently change a name.

use std::sync::Arc;

use cosmic_text::fontdb::{ID, Weight};
use cosmic_text::{Font, FontSystem};

/// One of the shipped fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Bold,
    /// Latin letters that Noto Sans CJK lacks.
    Latin,
    LatinBold,
    Emoji,
}

impl Face {
    /// All of them, in the order of their declaration.
    pub const ALL: [Face; 5] = [Face::Regular, Face::Bold, Face::Latin, Face::LatinBold, Face::Emoji];

    pub fn weight(self) -> Weight {
        if matches!(self, Face::Bold | Face::LatinBold) { Weight::BOLD } else { Weight::NORMAL }
    }
}

/// Which characters the fonts have.
pub(super) struct Coverage {
    fonts: [Arc<Font>; 5],
}

impl Coverage {
    /// `ids` in the order of [`Face::ALL`].
    pub fn of(system: &mut FontSystem, ids: [ID; 5]) -> Coverage {
        let load = |face: Face| system.get_font(ids[face as usize], face.weight());
        Coverage { fonts: Face::ALL.map(load).map(|font| font.expect("the program's own fonts can be read")) }
    }

    fn has(&self, face: Face, character: char) -> bool {
        self.fonts[face as usize].as_swash().charmap().map(character) != 0
    }
}

/// As wide as a Han character in Chinese fonts: spaces around it would tear the line apart.
const DOT: char = '·';
const MISSING: char = '〓';
const JOINER: char = '\u{200D}';
const AS_EMOJI: char = '\u{FE0F}';

/// Cuts a text into runs of one font each. White space of any kind becomes a single space, except the ideographic one.
pub(super) fn runs(text: &str, bold: bool, coverage: &Coverage) -> Vec<(Face, String)> {
    let mut runs: Vec<(Face, String)> = Vec::new();
    let mut characters = text.chars().peekable();
    let (mut space_due, mut joiner_due, mut after_foreign) = (false, false, false);
    while let Some(character) = characters.next() {
        if character.is_whitespace() && character != '\u{3000}' {
            let after_dot = runs.last().is_some_and(|(_, text)| text.ends_with(DOT));
            space_due = !runs.is_empty() && !after_dot;
            (joiner_due, after_foreign) = (false, false);
            continue;
        }
        if character == JOINER {
            joiner_due = matches!(runs.last(), Some((Face::Emoji, _))) && !space_due;
            continue;
        }
        if is_unseen(character) {
            continue;
        }
        let wants_emoji = characters.peek() == Some(&AS_EMOJI);
        let (face, drawn) = match face_of(character, bold, wants_emoji, coverage) {
            Some(face) => (face, character),
            None if is_han(character) => (Face::Regular, MISSING),
            // One mark for a word in a script that is not carried.
            None if character.is_alphanumeric() && !after_foreign => (Face::Regular, MISSING),
            None => {
                joiner_due = false;
                continue;
            }
        };
        after_foreign = drawn == MISSING && !is_han(character);
        if space_due && drawn != DOT {
            push(&mut runs, runs_face(face, bold), ' ');
        }
        if joiner_due && face == Face::Emoji {
            push(&mut runs, face, JOINER);
        }
        (space_due, joiner_due) = (false, false);
        push(&mut runs, face, drawn);
    }
    runs
}

/// Spaces are set in a text font: the emoji font's are none.
fn runs_face(face: Face, bold: bool) -> Face {
    match face {
        Face::Emoji if bold => Face::Bold,
        Face::Emoji => Face::Regular,
        face => face,
    }
}

fn push(runs: &mut Vec<(Face, String)>, face: Face, character: char) {
    match runs.last_mut() {
        Some((last, text)) if *last == face => text.push(character),
        _ => runs.push((face, character.into())),
    }
}

fn face_of(character: char, bold: bool, wants_emoji: bool, coverage: &Coverage) -> Option<Face> {
    use Face::{Bold, Emoji, Latin, LatinBold, Regular};
    let letters = if bold { [Bold, LatinBold, Regular] } else { [Regular, Latin, Regular] };
    let emoji_first = if wants_emoji { Some(Emoji) } else { None };
    emoji_first.into_iter().chain(letters).chain([Emoji]).find(|&face| coverage.has(face, character))
}

/// Controls, marks of direction, joiners, selectors, tags and tones of skin.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{20E3}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
        )
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
