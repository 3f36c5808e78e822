//! The questions: how each is put into words and buttons, and what of a person's words answers it.

use super::chat::Press;
use super::{Answer, Answers, Phone};
use crate::config::{Asked, Question};
use crate::domain::answers::{self, Age, Skill, Skills};
use crate::features::context::Context;
use crate::i18n::{Locale, Say};
use crate::say;
use crate::telegram::keyboards::{Button, Key, Keyboard};

/// Which way a question can be left other than by answering it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ways {
    /// In the form: to the question before, if there is one, and past it, unless it is required.
    Form { back: bool, skip: bool },
    /// On the page of `/me`: back to it, and without the answer, if there is one that may go.
    Page { remove: bool },
}

/// What somebody said to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said<'m> {
    Text(&'m str),
    /// The phone number of whoever sent it.
    OwnContact(&'m str),
    /// Somebody else's, or one that was passed on.
    OtherContact,
}

impl Said<'_> {
    /// Whether it is a phone number, whosesoever and however it was sent.
    pub fn is_number(&self) -> bool {
        match self {
            Said::Text(text) => !text.chars().any(char::is_alphabetic) && answers::phone(text).is_some(),
            Said::OwnContact(_) | Said::OtherContact => true,
        }
    }
}

/// What it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    Answer(Answer),
    Skip,
    Back,
    /// It does not fit: this is why.
    Hint(Say),
}

/// The number by which a press names a question.
pub(super) fn number(question: Question) -> i64 {
    Question::ALL.iter().position(|known| *known == question).map_or(0, |at| at as i64)
}

pub(super) fn of_number(number: i64) -> Option<Question> {
    Question::ALL.get(usize::try_from(number).ok()?).copied()
}

pub(super) fn label(question: Question) -> Say {
    match question {
        Question::Name => say!("profile-label-name"),
        Question::Phone => say!("profile-label-phone"),
        Question::Age => say!("profile-label-age"),
        Question::Skills => say!("profile-label-skills"),
    }
}

pub(super) fn words(question: Question) -> Say {
    match question {
        Question::Name => say!("profile-ask-name"),
        Question::Phone => say!("profile-ask-phone"),
        Question::Age => say!("profile-ask-age"),
        Question::Skills => say!("profile-ask-skills"),
    }
}

/// The answer as its person sees it; none where there is none.
pub(super) fn shown(cx: &Context, locale: Locale, answers: &Answers, question: Question) -> Option<Say> {
    match question {
        Question::Name => answers.name.as_ref().map(|name| say!("profile-value", value = name)),
        Question::Phone => answers.phone.as_ref().map(|phone| match phone {
            Phone::Open(number) => say!("profile-value", value = answers::masked(number)),
            Phone::Shut => say!("profile-phone-shut"),
        }),
        Question::Age => answers.age.map(age),
        Question::Skills if answers.skills.is_empty() => None,
        Question::Skills => Some(say!("profile-value", value = skills(cx, locale, &answers.skills))),
    }
}

pub(super) fn age(age: Age) -> Say {
    match age {
        Age::Under14 => say!("profile-age-under-14"),
        Age::From14 => say!("profile-age-14"),
        Age::From18 => say!("profile-age-18"),
        Age::From35 => say!("profile-age-35"),
        Age::From60 => say!("profile-age-60"),
    }
}

pub(super) fn skill(skill: Skill) -> Say {
    match skill {
        Skill::Carrying => say!("profile-skill-carrying"),
        Skill::Repairs => say!("profile-skill-repairs"),
        Skill::Driving => say!("profile-skill-driving"),
        Skill::FirstAid => say!("profile-skill-first-aid"),
        Skill::Photos => say!("profile-skill-photos"),
        Skill::Talking => say!("profile-skill-talking"),
        Skill::Organising => say!("profile-skill-organising"),
        Skill::Writing => say!("profile-skill-writing"),
    }
}

/// Skills in a row.
pub(super) fn skills(cx: &Context, locale: Locale, skills: &Skills) -> String {
    let usual: Vec<String> = skills.usual().map(|one| cx.texts.plain(locale, &skill(one))).collect();
    cx.texts.list(locale, usual.iter().chain(&skills.own).map(String::as_str))
}

/// The buttons below a question; `picked` are the skills that are chosen so far.
pub(super) fn buttons(
    cx: &Context,
    locale: Locale,
    question: Question,
    ways: Ways,
    picked: &Skills,
) -> Keyboard {
    let press = |say: Say, press: Press| Button::press(cx.texts.plain(locale, &say), press);
    let id = number(question);
    let mut rows: Vec<Vec<Button>> = match question {
        Question::Name | Question::Phone => Vec::new(),
        Question::Age => {
            let bands = Age::ALL.iter().enumerate();
            let bands: Vec<Button> =
                bands.map(|(at, band)| press(age(*band), Press::Age { band: at as i64 })).collect();
            bands.chunks(2).map(<[Button]>::to_vec).collect()
        }
        Question::Skills => {
            let one = |(at, one): (usize, &Skill)| {
                let name = cx.texts.plain(locale, &skill(*one));
                let text = if picked.has(*one) { format!("✓ {name}") } else { name };
                Button::press(text, Press::Skill { skill: at as i64 })
            };
            let all: Vec<Button> = Skill::ALL.iter().enumerate().map(one).collect();
            let mut rows: Vec<Vec<Button>> = all.chunks(2).map(<[Button]>::to_vec).collect();
            if !picked.is_empty() {
                rows.push(vec![press(say!("profile-done"), Press::Done {})]);
            }
            rows
        }
    };
    let mut last = Vec::new();
    match ways {
        Ways::Form { back, skip } => {
            if back {
                last.push(press(say!("profile-back"), Press::Back { question: id }));
            }
            if skip {
                last.push(press(say!("profile-skip"), Press::Skip { question: id }));
            }
        }
        Ways::Page { remove } => {
            last.push(press(say!("profile-to-page"), Press::Show {}));
            if remove {
                last.push(press(say!("profile-remove"), Press::Remove { question: id }));
            }
        }
    }
    rows.push(last);
    rows.retain(|row| !row.is_empty());
    Keyboard(rows)
}

/// The keys in the place of the letters, which alone can share a phone number.
pub(super) fn keys(cx: &Context, locale: Locale, ways: Ways) -> Vec<Vec<Key>> {
    let text = |say: &Say| cx.texts.plain(locale, say);
    let (back, skip) = match ways {
        Ways::Form { back, skip } => (back.then(|| say!("profile-back")), skip.then(|| say!("profile-skip"))),
        Ways::Page { .. } => (Some(say!("profile-to-page")), None),
    };
    let mut rows = vec![vec![Key::contact(text(&say!("profile-share")))]];
    rows.push([back, skip].iter().flatten().map(|say| Key::text(text(say))).collect());
    rows.retain(|row: &Vec<Key>| !row.is_empty());
    rows
}

/// What somebody means who says this to a question.
pub(super) fn read(cx: &Context, asked: Asked, said: &Said) -> Meant {
    let text = match (said, asked.question) {
        (Said::OwnContact(number), Question::Phone) => {
            return match answers::phone(number) {
                Some(phone) => Meant::Answer(Answer::Phone(phone)),
                None => Meant::Hint(say!("profile-hint-contact")),
            };
        }
        (Said::OtherContact, Question::Phone) => return Meant::Hint(say!("profile-hint-contact")),
        (Said::OwnContact(_) | Said::OtherContact, _) => return Meant::Hint(hint(asked)),
        (Said::Text(text), _) => text.trim(),
    };
    let is = |key: &Say| {
        let plain = |text: &str| text.trim_matches(['‹', '›', ' ']).to_lowercase();
        Locale::ALL.iter().any(|locale| plain(&cx.texts.plain(*locale, key)) == plain(text))
    };
    if is(&say!("profile-skip")) {
        return if asked.required { Meant::Hint(say!("profile-hint-required")) } else { Meant::Skip };
    }
    if is(&say!("profile-back")) || is(&say!("profile-to-page")) {
        return Meant::Back;
    }
    let answer = match asked.question {
        Question::Name if text.chars().count() > answers::NAME_LENGTH => None,
        Question::Name => answers::name(text).map(Answer::Name),
        Question::Phone => None,
        Question::Age => {
            let named = Age::ALL.into_iter().find(|band| is(&age(*band)));
            named.or_else(|| Age::typed(text)).map(Answer::Age)
        }
        Question::Skills => {
            let mut skills = Skills::default();
            skills.add(text);
            let own = std::mem::take(&mut skills.own);
            for words in own {
                let same = |one: &Skill| {
                    let name = |locale: &Locale| cx.texts.plain(*locale, &skill(*one)).to_lowercase();
                    Locale::ALL.iter().any(|locale| name(locale) == words.to_lowercase())
                };
                match Skill::ALL.into_iter().find(same) {
                    Some(usual) if skills.has(usual) => {}
                    Some(usual) => skills.turn(usual),
                    None => skills.own.push(words),
                }
            }
            (!skills.is_empty()).then_some(Answer::Skills(skills))
        }
    };
    answer.map_or_else(|| Meant::Hint(hint(asked)), Meant::Answer)
}

fn hint(asked: Asked) -> Say {
    match asked.question {
        Question::Name => say!("profile-hint-name", most = answers::NAME_LENGTH),
        Question::Phone => say!("profile-hint-phone"),
        Question::Age => say!("profile-hint-age"),
        Question::Skills => say!("profile-hint-skills"),
    }
}
