//! How many people a caption speaks of.
//!
//! A headcount is a number and a word for people right after it. Chinese runs words together, so what
//! follows the word decides too: 3人 is three people, but 3人民路 is number 3, People's Road.

use super::clean;

/// The most participants that are taken without asking back.
pub const MOST: u32 = 999;

/// What a caption says about participants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headcount {
    /// Nothing; it counts as 1.
    Unsaid,
    /// So many, from 1 to [`MOST`].
    Said(u32),
    /// More than [`MOST`]: to be asked back; until then it counts as 1.
    AskBack(u64),
}

impl Headcount {
    /// What is counted for the message or album.
    pub fn counted(self) -> u32 {
        match self {
            Headcount::Said(n) => n,
            Headcount::Unsaid | Headcount::AskBack(_) => 1,
        }
    }
}

/// Reads the participants: all headcounts in the caption, added.
pub fn headcount(caption: &str) -> Headcount {
    let text: Vec<char> = clean(caption).chars().collect();
    let sum = phrases(&text).iter().fold(0u64, |sum, phrase| sum.saturating_add(phrase.number));
    match u32::try_from(sum) {
        Ok(0) => Headcount::Unsaid,
        Ok(n) if n <= MOST => Headcount::Said(n),
        _ => Headcount::AskBack(sum),
    }
}

/// The cleaned text with a space in the place of each headcount.
pub(super) fn without_headcounts(text: &str) -> String {
    let text: Vec<char> = text.chars().collect();
    let mut left = String::new();
    let mut at = 0;
    for phrase in phrases(&text) {
        left.extend(&text[at..phrase.start]);
        left.push(' ');
        at = phrase.end;
    }
    left.extend(&text[at..]);
    left
}

/// A digit of a Chinese numeral, or one of its units.
pub(super) fn is_numeral(c: char) -> bool {
    numeral(c).is_some()
}

/// One headcount within a text.
struct Phrase {
    start: usize,
    end: usize,
    number: u64,
}

fn phrases(text: &[char]) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (number, after) = if text[at].is_ascii_digit() {
            arabic(text, at)
        } else if is_numeral(text[at]) {
            let after = at + text[at..].iter().take_while(|&&c| is_numeral(c)).count();
            (chinese(&text[at..after]), after)
        } else {
            at += 1;
            continue;
        };
        let before = |n: usize| at.checked_sub(n).map_or(' ', |place| text[place]);
        // 第3位 is a place in a row, 前三名 are winners (目前三名 are not), 1.5人 is an average.
        let winners = before(1) == '前' && !"目当當之以先日提此".contains(before(2));
        let ordinal = winners || matches!(before(1), '第' | '.');
        // 统一, 周一, 同一... end in a numeral that belongs to the word.
        let in_word =
            after == at + 1 && is_numeral(text[at]) && "统統唯同周期拜之逐专專初单單".contains(before(1));
        at = match (number, people(text, after, after == at + 1 && text[at] == '一')) {
            (Some(number), Some(end)) if !ordinal && !in_word => {
                found.push(Phrase { start: at, end, number });
                end
            }
            _ => after,
        };
    }
    found
}

/// A number in digits, where `1,200` is one number; and where it ends. Huge ones come out as huge.
fn arabic(text: &[char], start: usize) -> (Option<u64>, usize) {
    let digits = |from: usize| text[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut end = start + digits(start);
    if end - start <= 3 {
        while text.get(end) == Some(&',') && digits(end + 1) == 3 {
            end += 4;
        }
    }
    let value = text[start..end]
        .iter()
        .filter_map(|c| c.to_digit(10))
        .fold(0u64, |value, digit| value.saturating_mul(10).saturating_add(u64::from(digit)));
    // `1.5人`: the part after the point is no headcount, nor is the part before it.
    let fraction = text.get(end) == Some(&'.') && digits(end + 1) > 0;
    if fraction { (None, end + 1 + digits(end + 1)) } else { (Some(value), end) }
}

enum Numeral {
    Digit(u64),
    Unit(u64),
    /// 廿 and 卅: a digit and its ten in one.
    Tens(u64),
}

fn numeral(c: char) -> Option<Numeral> {
    Some(match c {
        '零' | '〇' => Numeral::Digit(0),
        '一' | '壹' => Numeral::Digit(1),
        '二' | '两' | '兩' | '贰' | '貳' => Numeral::Digit(2),
        '三' | '叁' | '參' => Numeral::Digit(3),
        '四' | '肆' => Numeral::Digit(4),
        '五' | '伍' => Numeral::Digit(5),
        '六' | '陆' | '陸' => Numeral::Digit(6),
        '七' | '柒' => Numeral::Digit(7),
        '八' | '捌' => Numeral::Digit(8),
        '九' | '玖' => Numeral::Digit(9),
        '十' | '拾' => Numeral::Unit(10),
        '廿' => Numeral::Tens(20),
        '卅' => Numeral::Tens(30),
        '百' | '佰' => Numeral::Unit(100),
        '千' | '仟' => Numeral::Unit(1000),
        '万' | '萬' => Numeral::Unit(10_000),
        _ => return None,
    })
}

/// The value of a Chinese numeral: 十二, 廿三, 一百二十, 两千, 一万二千; 一百二, which is 120, not 102; 一二〇
/// digit by digit; 三四 and 二三十, which mean "three or four", as the lesser. `None` for what is none: 百, 千.
fn chinese(text: &[char]) -> Option<u64> {
    let numerals: Vec<Numeral> = text.iter().filter_map(|&c| numeral(c)).collect();
    let digits: Option<Vec<u64>> =
        numerals.iter().map(|n| if let Numeral::Digit(d) = n { Some(*d) } else { None }).collect();
    if let Some(digits) = digits {
        return match digits.as_slice() {
            &[few, more] if few > 0 && more == few + 1 => Some(few),
            digits => Some(digits.iter().fold(0u64, |value, d| value.saturating_mul(10).saturating_add(*d))),
        };
    }
    let (mut total, mut section, mut digit): (u64, u64, Option<u64>) = (0, 0, None);
    // What a digit at the very end is worth: the unit below the last one said, if no 零 stands between.
    let mut last = 1;
    for numeral in numerals {
        last = match &numeral {
            Numeral::Unit(unit) => unit / 10,
            Numeral::Tens(_) | Numeral::Digit(0) => 1,
            Numeral::Digit(_) => last,
        };
        match numeral {
            Numeral::Tens(tens) => match digit.take() {
                None | Some(0) => section = section.saturating_add(tens),
                Some(_) => return None,
            },
            Numeral::Digit(d) => match digit {
                None | Some(0) => digit = Some(d),
                Some(few) if d == few + 1 => {}
                Some(_) => return None,
            },
            Numeral::Unit(10_000) => {
                let value = section.saturating_add(digit.take().unwrap_or(0));
                total = total.saturating_add(value).saturating_mul(10_000);
                section = 0;
                if total == 0 {
                    return None;
                }
            }
            Numeral::Unit(unit) => match digit.take() {
                Some(d) if d > 0 => section = section.saturating_add(d * unit),
                // 十二, 一百零十...: only ten goes without a digit before it.
                _ if unit == 10 => section = section.saturating_add(10),
                _ => return None,
            },
        }
    }
    Some(total.saturating_add(section).saturating_add(digit.unwrap_or(0).saturating_mul(last)))
}

/// Where the word for people ends that begins at `at` or after spaces, if there is one.
fn people(text: &[char], at: usize, is_one: bool) -> Option<usize> {
    let at = at + text[at..].iter().take_while(|c| matches!(c, ' ' | '\u{a0}' | '\t')).count();
    english(text, at).or_else(|| {
        // 12余人, 二十多名: some more than that.
        let at = if text.get(at).is_some_and(|c| "余餘多来來".contains(*c)) { at + 1 } else { at };
        let person = if text.get(at).is_some_and(|c| "个個".contains(*c)) { at + 1 } else { at };
        let next = |n: usize| text.get(n).copied().unwrap_or(' ');
        let starts = |n: usize, words: &[&str]| {
            words.iter().any(|word| word.chars().enumerate().all(|(i, c)| text.get(n + i) == Some(&c)))
        };
        match next(person) {
            '人' => {
                let after = person + 1;
                if next(after) == '次' {
                    return Some(after + 1);
                }
                // 一人一岗, 一人多责 are slogans.
                let slogan = is_one && matches!(next(after), '一' | '多' | '为' | '為');
                let another = starts(after, NOT_PEOPLE) && !starts(after, PEOPLE_AFTER_ALL);
                (!slogan && !another).then_some(after)
            }
            '名' if person == at && !starts(at + 1, NOT_NAMED) => Some(at + 1),
            '位' if person == at && !starts(at + 1, NOT_PLACED) => Some(at + 1),
            _ => None,
        }
    })
}

/// What makes another word of 人: 人民, 人行道, 人居环境, 人工湖, 人家, 人大代表, 人防工程...
/// Longer than one character where the first alone may begin what the people do: 3人工作, 5人大扫除,
/// 12人文明劝导, 8人物资搬运.
const NOT_PEOPLE: &[&str] = &[
    "民",
    "行道",
    "行天桥",
    "行天橋",
    "行横道",
    "行橫道",
    "行步道",
    "居环",
    "居環",
    "居整",
    "居提",
    "居办",
    "工湖",
    "工河",
    "工智",
    "工渠",
    "工草",
    "工岛",
    "工島",
    "工林",
    "家",
    "大代",
    "大常",
    "大主席",
    "大会议",
    "大會議",
    "防工",
    "防办",
    "防设",
    "防地",
    "防洞",
    "才",
    "口",
    "类",
    "類",
    "间",
    "間",
    "文公",
    "文景",
    "文纪",
    "文馆",
    "字",
    "和路",
    "和街",
    "和村",
    "和镇",
    "和里",
    "社局",
    "事局",
    "事处",
    "均",
    "力资",
    "寿",
    "际",
    "群密",
];

/// What begins like one of [`NOT_PEOPLE`] and still lets 人 be people: 8人家访.
const PEOPLE_AFTER_ALL: &[&str] = &["家访", "家訪", "家门", "家門", "家具", "口罩"];

/// What makes another word of 名.
const NOT_NAMED: &[&str] = &[
    "单", "單", "称", "稱", "字", "牌", "校", "片", "城", "胜", "勝", "录", "錄", "列", "次", "额", "額",
    "都", "门", "門", "苑",
];

/// What makes another word of 位.
const NOT_PLACED: &[&str] = &["数", "數", "置", "于", "於", "一体", "一體", "密", "元", "址", "次"];

/// `people`, `persons`, `volunteers`, as a word of its own.
fn english(text: &[char], at: usize) -> Option<usize> {
    let at = if text.get(at) == Some(&'-') { at + 1 } else { at };
    let end = at + text[at..].iter().take_while(|c| c.is_ascii_alphabetic()).count();
    let word: String = text[at..end].iter().map(char::to_ascii_lowercase).collect();
    matches!(word.as_str(), "people" | "person" | "persons" | "volunteer" | "volunteers").then_some(end)
}
