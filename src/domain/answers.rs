//! What people answer to the questions after joining: as it is kept, and as it is shown.

/// How old somebody is, as closely as anybody needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// A child: nothing is asked or kept of them before a guardian agreed.
    Under14,
    From14,
    From18,
    From35,
    From60,
}

impl Age {
    pub const ALL: [Age; 5] = [Age::Under14, Age::From14, Age::From18, Age::From35, Age::From60];

    /// As it is kept, and as roster files write it.
    pub const fn word(self) -> &'static str {
        match self {
            Age::Under14 => "0-13",
            Age::From14 => "14-17",
            Age::From18 => "18-34",
            Age::From35 => "35-59",
            Age::From60 => "60+",
        }
    }

    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|age| age.word() == word)
    }

    /// The band of so many years.
    pub const fn of_years(years: u32) -> Self {
        match years {
            0..=13 => Age::Under14,
            14..=17 => Age::From14,
            18..=34 => Age::From18,
            35..=59 => Age::From35,
            _ => Age::From60,
        }
    }

    /// What somebody typed: a band as it is kept or shown, or a number of years.
    pub fn typed(text: &str) -> Option<Self> {
        let plain: String = text.trim().chars().map(plain_digit).collect();
        let plain = plain.trim_end_matches(['岁', '歲', '周']).trim();
        if let Some(age) = Self::of_word(plain) {
            return Some(age);
        }
        let years: u32 = plain.parse().ok()?;
        (years <= 120).then(|| Self::of_years(years))
    }
}

/// A skill that many have, to be chosen by a button; others are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skill {
    Carrying,
    Repairs,
    Driving,
    FirstAid,
    Photos,
    Talking,
    Organising,
    Writing,
}

impl Skill {
    pub const ALL: [Skill; 8] = [
        Skill::Carrying,
        Skill::Repairs,
        Skill::Driving,
        Skill::FirstAid,
        Skill::Photos,
        Skill::Talking,
        Skill::Organising,
        Skill::Writing,
    ];

    const fn word(self) -> &'static str {
        match self {
            Skill::Carrying => "carrying",
            Skill::Repairs => "repairs",
            Skill::Driving => "driving",
            Skill::FirstAid => "first-aid",
            Skill::Photos => "photos",
            Skill::Talking => "talking",
            Skill::Organising => "organising",
            Skill::Writing => "writing",
        }
    }
}

/// What somebody can do: some of the usual skills, and words of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skills {
    usual: Vec<Skill>,
    pub own: Vec<String>,
}

/// Skills in a person's own words, at most, and letters of each.
const OWN: usize = 10;
const OWN_LENGTH: usize = 40;

impl Skills {
    /// As they are kept: one a line, the usual ones behind a `#`.
    pub fn parse(text: &str) -> Self {
        let mut skills = Skills::default();
        for line in text.lines() {
            match line.strip_prefix('#') {
                Some(word) => {
                    skills.usual.extend(Skill::ALL.into_iter().find(|skill| skill.word() == word));
                }
                None => skills.add(line),
            }
        }
        skills
    }

    pub fn keep(&self) -> String {
        let usual = self.usual.iter().map(|skill| format!("#{}", skill.word()));
        usual.chain(self.own.iter().cloned()).collect::<Vec<_>>().join("\n")
    }

    /// Those that stand in a row of words, all of them somebody's own.
    pub fn listed(words: &str) -> Self {
        let mut skills = Skills::default();
        skills.add(words);
        skills
    }

    pub fn is_empty(&self) -> bool {
        self.usual.is_empty() && self.own.is_empty()
    }

    pub fn has(&self, skill: Skill) -> bool {
        self.usual.contains(&skill)
    }

    /// The usual ones among them, in the order in which they are offered.
    pub fn usual(&self) -> impl Iterator<Item = Skill> {
        Skill::ALL.into_iter().filter(|skill| self.has(*skill))
    }

    /// Takes a usual one in, or out where it is among them.
    pub fn turn(&mut self, skill: Skill) {
        if self.has(skill) {
            self.usual.retain(|had| *had != skill);
        } else {
            self.usual.push(skill);
        }
    }

    /// Takes in what somebody typed: several, where a comma or a new line parts them; too many or too
    /// long ones are cut.
    pub fn add(&mut self, text: &str) {
        for words in text.split(['\n', ',', '，', '、', ';', '；']) {
            let words = tidy(words, OWN_LENGTH);
            // A `#` marks the usual ones.
            let words = words.trim_start_matches(['#', ' ']);
            if !words.is_empty() && self.own.len() < OWN && !self.own.iter().any(|had| had == words) {
                self.own.push(words.to_owned());
            }
        }
    }
}

/// The most letters of a name.
pub const NAME_LENGTH: usize = 64;

/// A name as somebody typed it, without what would break or turn a line; none where nothing is left.
pub fn name(text: &str) -> Option<String> {
    let name = tidy(text, NAME_LENGTH);
    name.chars().any(char::is_alphanumeric).then_some(name)
}

/// One line of at most so many letters, without control characters and what turns the direction.
fn tidy(text: &str, length: usize) -> String {
    let turns =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let visible = text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !turns(*c));
    let words = visible.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(length).collect::<String>().trim_end().to_owned()
}

/// A phone number as Telegram hands it over: a plus where it lacks one, digits.
pub fn phone(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    (5..=15).contains(&digits.len()).then(|| format!("+{digits}"))
}

/// A phone number as it may be seen over a shoulder: `138****1234`; others keep fewer digits.
pub fn masked(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let own = match digits.as_slice() {
        ['8', '6', rest @ ..] if rest.len() == 11 => rest,
        all => all,
    };
    let (head, tail) = if own.len() >= 10 { (3, 4) } else { (1, 2) };
    if own.len() <= head + tail {
        return "****".to_owned();
    }
    let side = |digits: &[char]| digits.iter().collect::<String>();
    format!("{}****{}", side(&own[..head]), side(&own[own.len() - tail..]))
}

fn plain_digit(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '—' | '–' | '－' | '~' | '～' => '-',
        '＋' => '+',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_bands_however_they_are_typed() {
        for (typed, age) in [
            ("13", Some(Age::Under14)),
            ("14", Some(Age::From14)),
            ("１７岁", Some(Age::From14)),
            ("18—34", Some(Age::From18)),
            (" 35-59 ", Some(Age::From35)),
            ("60＋", Some(Age::From60)),
            ("88歲", Some(Age::From60)),
            ("121", None),
            ("-5", None),
            ("not yet", None),
        ] {
            assert_eq!(Age::typed(typed), age, "{typed}");
        }
        for age in Age::ALL {
            assert_eq!(Age::of_word(age.word()), Some(age));
        }
    }

    #[test]
    fn a_number_is_masked_in_its_middle() {
        assert_eq!(phone("86 138-1234 5678").as_deref(), Some("+8613812345678"));
        assert_eq!(phone("110"), None);
        assert_eq!(masked("+8613812345678"), "138****5678");
        assert_eq!(masked("+886912345678"), "886****5678");
        assert_eq!(masked("+4930123456"), "493****3456");
        assert_eq!(masked("+123456"), "1****56");
        assert_eq!(masked("+12"), "****");
    }

    #[test]
    fn a_name_is_one_line_that_turns_nothing() {
        assert_eq!(name("  Li \n Wei\u{202e} ").as_deref(), Some("Li Wei"));
        assert_eq!(name("李伟👍").as_deref(), Some("李伟👍"));
        assert_eq!(name("👍👍"), None);
        assert_eq!(name(&"长".repeat(200)).map(|name| name.chars().count()), Some(NAME_LENGTH));
    }

    #[test]
    fn skills_come_by_buttons_and_by_words() {
        let mut skills = Skills::default();
        skills.turn(Skill::Photos);
        skills.turn(Skill::Driving);
        skills.add("太极、#driving，书法\n太极");
        assert_eq!(skills.keep(), "#photos\n#driving\n太极\ndriving\n书法");
        assert_eq!(
            skills.usual().collect::<Vec<_>>(),
            [Skill::Driving, Skill::Photos],
            "as they are offered"
        );
        skills.turn(Skill::Photos);
        assert!(!skills.has(Skill::Photos));
    }

    proptest::proptest! {
        #[test]
        fn skills_are_read_back_as_they_are_kept(turns in proptest::collection::vec(0usize..8, 0..9), words in "[\\PC\n]{0,80}") {
            let mut skills = Skills::default();
            turns.iter().for_each(|turn| skills.turn(Skill::ALL[*turn]));
            skills.add(&words);
            proptest::prop_assert_eq!(Skills::parse(&skills.keep()), skills);
        }

        #[test]
        fn a_mask_shows_at_most_half(digits in "[0-9]{1,15}") {
            let shown = masked(&digits).chars().filter(char::is_ascii_digit).count();
            proptest::prop_assert!(shown < digits.len());
        }
    }
}
