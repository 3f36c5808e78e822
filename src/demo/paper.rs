//! Lines of text for a terminal: colours where they are wanted, and columns that stay straight
//! although a Chinese character is two cells wide.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How text is set off from other text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Bold,
    Dim,
    /// What the bot says.
    Bot,
    /// The clock.
    Clock,
    /// One of a few colours, for people.
    Person(usize),
    /// Buttons.
    Button,
}

/// The colours that people get in turn.
const PEOPLE: [&str; 5] = ["33", "35", "32", "31", "34"];

/// Where lines are written, and whether in colours.
#[derive(Clone, Copy, Debug)]
pub struct Paper {
    pub colours: bool,
    /// Cells in a line.
    pub width: usize,
}

impl Paper {
    /// The text in this ink.
    pub fn ink(self, ink: Ink, text: &str) -> String {
        let code = match ink {
            _ if !self.colours || text.is_empty() => return text.to_owned(),
            Ink::Bold => "1",
            Ink::Dim => "2",
            Ink::Bot => "36",
            Ink::Clock => "1;7",
            Ink::Person(number) => PEOPLE[number % PEOPLE.len()],
            Ink::Button => "1;36",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}

/// The cells that a text takes.
pub fn cells(text: &str) -> usize {
    text.width()
}

/// The text followed by spaces up to `to` cells; longer text stays whole.
pub fn padded(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(cells(text))))
}

/// The text in lines of at most `width` cells: broken at spaces in Latin, anywhere in Chinese.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    text.lines().flat_map(|line| wrapped_line(line, width.max(2))).collect()
}

fn wrapped_line(line: &str, width: usize) -> Vec<String> {
    let (mut lines, mut current) = (Vec::new(), String::new());
    for piece in pieces(line) {
        if !current.is_empty() && cells(&current) + cells(piece.trim_end()) > width {
            lines.push(current.trim_end().to_owned());
            current.clear();
        }
        // A piece that is wider than a whole line is broken wherever the line ends.
        for letter in piece.chars() {
            if cells(&current) + letter.width().unwrap_or(0) > width {
                // Spaces at the end of a line are nobody's loss.
                if letter == ' ' {
                    continue;
                }
                lines.push(std::mem::take(&mut current));
            }
            current.push(letter);
        }
    }
    lines.push(current.trim_end().to_owned());
    lines
}

/// What may not be broken: a word with its spaces, or one wide character with the marks behind it.
fn pieces(line: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut before: Option<char> = None;
    for (at, letter) in line.char_indices() {
        if before.is_some_and(|before| may_break(before, letter)) {
            starts.push(at);
        }
        before = Some(letter);
    }
    starts.push(line.len());
    starts.windows(2).map(|pair| &line[pair[0]..pair[1]]).collect()
}

fn may_break(before: char, after: char) -> bool {
    let wide = |letter: char| letter.width() == Some(2);
    let closing = |letter: char| "，。、；：？！）》”’」』％".contains(letter);
    let opening = |letter: char| "（《“‘「『".contains(letter);
    if closing(after) || opening(before) || after.width().unwrap_or(0) == 0 {
        return false;
    }
    before == ' ' && after != ' ' || wide(before) || wide(after) && before != ' '
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_cells_and_breaks_anywhere_but_before_a_comma() {
        assert_eq!(cells("吴兴区 3/3"), 10);
        assert_eq!(wrapped("吴兴区今天够，谢谢", 12), ["吴兴区今天", "够，谢谢"]);
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(wrapped("two more photos until eight", 12), ["two more", "photos until", "eight"]);
        assert_eq!(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn no_line_is_too_wide() {
        let text = "还差 2 张（1/3），今晚八点截止。Send a photo 发照片时写一句：在哪里、做了什么、几个人。";
        for width in 6..60 {
            assert!(wrapped(text, width).iter().all(|line| cells(line) <= width + 2), "{width}");
        }
    }
}
