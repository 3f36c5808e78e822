//! What a person is asked and may change: the questions after joining, `/me`, and what a lead sees.
//!
//! Answers are for whoever organises, never for the public: groups, digests, boards and pictures show
//! what Telegram shows. The name that was given stands in `/me` and in what a lead sees of a person,
//! beside Telegram's. Skills and age are for leads; a phone number is sealed, and a lead of the area
//! opens it by a press that stands in the audit log.

pub mod chat;
mod form;
pub mod job;
mod page;
mod question;
pub mod store;
pub mod who;

use serde_json::{Value, json};

use crate::clock::Time;
use crate::config::Question;
use crate::domain::answers::{Age, Skills};
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::kinds;
use crate::jobs::{self, NewJob};
use crate::seal::Of;
use crate::store::{Read, Tx};

/// What a person answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    pub name: Option<String>,
    pub phone: Option<Phone>,
    pub age: Option<Age>,
    pub skills: Skills,
}

/// A phone number that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phone {
    Open(String),
    /// Its key is not at hand.
    Shut,
}

/// An answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Name(String),
    Phone(String),
    Age(Age),
    Skills(Skills),
}

impl Answer {
    fn question(&self) -> Question {
        match self {
            Answer::Name(_) => Question::Name,
            Answer::Phone(_) => Question::Phone,
            Answer::Age(_) => Question::Age,
            Answer::Skills(_) => Question::Skills,
        }
    }
}

impl Answers {
    /// Whether the question is answered.
    pub fn has(&self, question: Question) -> bool {
        match question {
            Question::Name => self.name.is_some(),
            Question::Phone => self.phone.is_some(),
            Question::Age => self.age.is_some(),
            Question::Skills => !self.skills.is_empty(),
        }
    }
}

/// What a person answered.
pub fn answers(read: &Read, cx: &Context, person: PersonId) -> Result<Answers, Failure> {
    let mut answers = Answers::default();
    for (question, value) in store::answers_of(read, person)? {
        match question {
            Question::Name => answers.name = Some(value),
            Question::Phone => {
                let opened = cx.seal.as_ref().and_then(|seal| seal.open(sealed(person), &value).ok());
                answers.phone = Some(opened.map_or(Phone::Shut, Phone::Open));
            }
            Question::Age => answers.age = Age::of_word(&value),
            Question::Skills => answers.skills = Skills::parse(&value),
        }
    }
    Ok(answers)
}

/// Keeps an answer in place of the one before; one that says nothing takes it away.
pub fn keep(tx: &mut Tx, cx: &Context, person: PersonId, answer: &Answer, now: Time) -> Result<(), Failure> {
    let question = answer.question();
    let value = match answer {
        Answer::Name(name) => name.clone(),
        Answer::Phone(phone) => match &cx.seal {
            Some(seal) => seal.seal(sealed(person), phone)?,
            // Without a key it is not asked for.
            None => anyhow::bail!("a phone number came, and there is no key to keep it with"),
        },
        Answer::Age(age) => age.word().to_owned(),
        Answer::Skills(skills) if skills.is_empty() => return store::remove(tx, person, question).map(drop),
        Answer::Skills(skills) => skills.keep(),
    };
    store::put(tx, person, question, &value, now)
}

/// Takes up what an organisation's list said of a person, where they have not answered themselves.
pub fn take_up(
    tx: &mut Tx,
    cx: &Context,
    person: PersonId,
    answers: &[Answer],
    now: Time,
) -> Result<(), Failure> {
    let own = self::answers(tx, cx, person)?;
    for answer in answers.iter().filter(|answer| !own.has(answer.question())) {
        keep(tx, cx, person, answer, now)?;
    }
    Ok(())
}

/// Puts the questions to a person who has just joined, behind whatever is said to them now.
pub fn ask_soon(tx: &mut Tx, cx: &Context, person: PersonId, now: Time) -> Result<(), Failure> {
    if form::questions(cx).next().is_none() {
        return Ok(());
    }
    let job = NewJob {
        kind: kinds::PROFILE_ASK,
        key: format!("{}:{person}:{}", kinds::PROFILE_ASK, crate::store::millis(now)),
        payload: person.to_string(),
        due: now,
    };
    jobs::enqueue(tx, &job)
}

/// Erases all that a person answered.
pub fn forget(tx: &mut Tx, person: PersonId, _now: Time) -> Result<(), Failure> {
    store::remove_all(tx, person)
}

/// All that a person answered, for themselves.
pub fn export(read: &Read, cx: &Context, person: PersonId) -> Result<Value, Failure> {
    let Answers { name, phone, age, skills } = answers(read, cx, person)?;
    let phone = phone.map(|phone| match phone {
        Phone::Open(number) => number,
        Phone::Shut => "encrypted with a key that is not at hand".to_owned(),
    });
    let skills: Vec<String> =
        skills.keep().lines().map(|line| line.trim_start_matches('#').to_owned()).collect();
    Ok(json!({ "name": name, "phone": phone, "age": age.map(Age::word), "skills": skills }))
}

fn sealed(person: PersonId) -> Of {
    Of { what: "answer.phone", owner: person.get() }
}

/// Of somebody who is no child (any more) it is not kept that they are one.
pub fn note_no_child(tx: &mut Tx, person: PersonId) -> Result<(), Failure> {
    let under_14 = (Question::Age, Age::Under14.word().to_owned());
    if store::answers_of(tx, person)?.contains(&under_14) {
        store::remove(tx, person, Question::Age)?;
    }
    Ok(())
}

/// Keeps of a child that they are one, and nothing else.
pub fn note_child(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    store::remove_all(tx, person)?;
    store::put(tx, person, Question::Age, Age::Under14.word(), now)
}
