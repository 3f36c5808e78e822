//! Putting the questions one after another, and taking their answers.
//!
//! The question that waits is the person's conversation in their private chat: what was asked, by
//! which letter, and where it came from. It stands in the database, so whatever happens between two
//! messages, the next one finds it.

use serde::{Deserialize, Serialize};

use super::question::{self, Meant, Said, Ways};
use super::{Answer, answers, page, store};
use crate::clock::Time;
use crate::config::{Asked, Question};
use crate::directory::{self, Person};
use crate::domain::answers::{Age, Skills};
use crate::domain::ids::{ChatId, PersonId};
use crate::error::Failure;
use crate::features;
use crate::features::context::Context;
use crate::features::conversations::{self, Conversation, Kind};
use crate::features::turn::{self, Turn};
use crate::i18n::{Locale, Say};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx, millis, time};
use crate::telegram::keyboards::Keyboard;

/// Whom the questions are put to, and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whom {
    pub person: PersonId,
    /// Their private chat.
    pub chat: ChatId,
    pub locale: Locale,
}

/// The question that waits for its answer.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub asked: Asked,
    pub memo: Memo,
}

/// What is remembered beside the question.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Memo {
    /// The letter that asks it.
    pub letter: String,
    /// When it was put.
    #[serde(default)]
    pub at: i64,
    /// The letter of the page of `/me` where it was called for; none in the form after joining.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The form's question that waits until this one is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<String>,
    /// The skills that are chosen so far, as they are kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub picked: String,
    /// Said what fits: what does not fit again is meant for others.
    #[serde(default)]
    pub hinted: bool,
}

impl Standing {
    /// Reads the conversation; none where bot.toml asks this no more.
    pub fn of(cx: &Context, conversation: &Conversation) -> Option<Self> {
        if conversation.kind != Kind::Profile {
            return None;
        }
        let question = Question::from_name(&conversation.step)?;
        let memo: Memo = serde_json::from_str(&conversation.data).unwrap_or_default();
        let asked = questions(cx).find(|asked| asked.question == question);
        // Answered before bot.toml stopped asking it, it can still be changed.
        let asked = asked.or(memo.page.as_ref().map(|_| Asked { question, required: false }))?;
        Some(Standing { asked, memo })
    }

    /// The question that waits for this person here.
    pub fn find(turn: &Turn, person: &Person) -> Result<Option<Self>, Failure> {
        let conversation = conversations::current(turn.tx, person.id, turn.chat.id)?;
        Ok(conversation.and_then(|conversation| Standing::of(turn.cx, &conversation)))
    }

    /// When it was put.
    pub fn since(&self) -> Time {
        time(self.memo.at)
    }

    fn save(&self, tx: &mut Tx, whom: Whom, now: Time) -> Result<(), Failure> {
        let conversation = Conversation {
            kind: Kind::Profile,
            step: self.asked.question.name().to_owned(),
            data: serde_json::to_string(&self.memo)?,
        };
        conversations::ask(tx, whom.person, whom.chat, &conversation, now)
    }
}

/// What is asked, in order. Without a key no phone number.
pub(super) fn questions(cx: &Context) -> impl Iterator<Item = Asked> {
    let keyless = cx.seal.is_none();
    cx.config.signup.ask.iter().copied().filter(move |asked| !(keyless && asked.question == Question::Phone))
}

/// Whether a person may answer a question: a child who waits for a guardian only how old they are.
pub(super) fn may_answer(read: &Read, person: PersonId, question: Question) -> Result<bool, Failure> {
    Ok(question == Question::Age || features::may_be_asked(read, person)?)
}

pub(super) fn whom(turn: &Turn, person: &Person) -> Whom {
    Whom { person: person.id, chat: turn.chat.id, locale: turn.locale() }
}

/// Puts the first question to a person who has joined and was never asked, where the bot may write.
pub(super) fn begin(tx: &mut Tx, cx: &Context, person: PersonId, now: Time) -> Result<(), Failure> {
    let Some((chat, locale)) = turn::reach(tx, cx, person)? else { return Ok(()) };
    if !features::may_be_asked(tx, person)? || !store::mark_asked(tx, person, now)? {
        return Ok(());
    }
    let answers = answers(tx, cx, person)?;
    let Some(first) = questions(cx).find(|asked| !answers.has(asked.question)) else { return Ok(()) };
    // What becomes of answers is said before anything is asked.
    let who = directory::person_by_id(tx, person)?;
    let notice = who.map(|who| features::notice(tx, cx, &who, locale, now)).transpose()?.flatten();
    if let Some(notice) = notice {
        let key = outbox::next_key(tx, "profile")?;
        outbox::enqueue(tx, Letter::answer(key, chat, Body::text(notice)), now)?;
    }
    put(tx, cx, Whom { person, chat, locale }, first, Some(say!("profile-intro")), now)
}

/// Puts the question that waits once more, to a person who comes back.
pub(super) fn again(turn: &mut Turn, person: &Person) -> Result<bool, Failure> {
    let Some(Standing { asked, memo }) = Standing::find(turn, person)? else { return Ok(false) };
    // One of the page's waits no longer; the form's does.
    let form = memo.then.as_deref().and_then(Question::from_name);
    let asked = match (&memo.page, form) {
        (None, _) => Some(asked),
        (Some(_), Some(form)) => questions(turn.cx).find(|asked| asked.question == form),
        (Some(_), None) => None,
    };
    let whom = whom(turn, person);
    match asked {
        Some(asked) => put(turn.tx, turn.cx, whom, asked, None, turn.now)?,
        None => {
            conversations::end(turn.tx, person.id, turn.chat.id)?;
        }
    }
    Ok(true)
}

/// Puts a question of the form.
fn put(
    tx: &mut Tx,
    cx: &Context,
    whom: Whom,
    asked: Asked,
    before: Option<Say>,
    now: Time,
) -> Result<(), Failure> {
    let question = asked.question;
    let answers = answers(tx, cx, whom.person)?;
    let mut lines = Vec::from_iter(before);
    lines.push(question::words(question));
    if let Some(answer) = question::shown(cx, whom.locale, &answers, question) {
        lines.push(say!("profile-now", answer = answer));
    }
    let html = html(cx, whom.locale, &lines);
    let back = questions(cx).next().is_some_and(|first| first.question != question);
    let ways = Ways::Form { back, skip: !asked.required || answers.has(question) };
    let letter = outbox::next_key(tx, "profile")?;
    let picked = if question == Question::Skills { answers.skills.clone() } else { Skills::default() };
    let sent = match question {
        Question::Phone => {
            let keys = question::keys(cx, whom.locale, ways);
            Letter::answer(&letter, whom.chat, Body::Keys { html, keys })
        }
        _ => Letter::answer(&letter, whom.chat, Body::text(html)).with(question::buttons(
            cx,
            whom.locale,
            question,
            ways,
            &picked,
        )),
    };
    outbox::enqueue(tx, sent, now)?;
    let memo = Memo { letter, at: millis(now), picked: picked.keep(), ..Memo::default() };
    Standing { asked, memo }.save(tx, whom, now)
}

/// Asks on the page of `/me` for another answer.
pub(super) fn change(turn: &mut Turn, person: &Person, question: Question) -> Result<(), Failure> {
    let whom = whom(turn, person);
    let asked = questions(turn.cx).find(|asked| asked.question == question);
    let asked = asked.unwrap_or(Asked { question, required: false });
    let page = match page::letter(turn)? {
        Some(page) => page,
        None => page::show(turn, person)?,
    };
    // The form waits behind it.
    let then = Standing::find(turn, person)?.and_then(|standing| match standing.memo.page {
        None => Some(standing.asked.question.name().to_owned()),
        Some(_) => standing.memo.then,
    });
    let answers = answers(turn.tx, turn.cx, person.id)?;
    let picked = if question == Question::Skills { answers.skills.clone() } else { Skills::default() };
    let at = millis(turn.now);
    let mut memo = Memo { page: Some(page.clone()), then, at, picked: picked.keep(), ..Memo::default() };
    if question == Question::Phone {
        let keys = question::keys(turn.cx, whom.locale, Ways::Page { remove: false });
        let html = html(turn.cx, whom.locale, &[question::words(question)]);
        memo.letter = turn.post(Body::Keys { html, keys }, Keyboard::default(), false)?;
    } else {
        memo.letter = page;
        show_on_page(turn, whom, asked, &picked, &memo.letter)?;
    }
    Standing { asked, memo }.save(turn.tx, whom, turn.now)
}

fn show_on_page(
    turn: &mut Turn,
    whom: Whom,
    asked: Asked,
    picked: &Skills,
    letter: &str,
) -> Result<(), Failure> {
    let answers = answers(turn.tx, turn.cx, whom.person)?;
    let mut lines = vec![question::words(asked.question)];
    if let Some(answer) = question::shown(turn.cx, whom.locale, &answers, asked.question) {
        lines.push(say!("profile-now", answer = answer));
    }
    let ways = Ways::Page { remove: answers.has(asked.question) && !asked.required };
    let keyboard = question::buttons(turn.cx, whom.locale, asked.question, ways, picked);
    edit(turn.tx, whom, letter, html(turn.cx, whom.locale, &lines), keyboard, turn.now)
}

/// Whether a message that replies to this one can answer the question: it replies to nothing, or to it.
pub(super) fn is_to_question(
    turn: &Turn,
    conversation: &Conversation,
    reply_to: Option<i64>,
) -> Result<bool, Failure> {
    let Some(reply_to) = reply_to else { return Ok(true) };
    let Some(standing) = Standing::of(turn.cx, conversation) else { return Ok(false) };
    Ok(outbox::message_id(turn.tx, &standing.memo.letter)? == Some(reply_to))
}

/// Takes what was said to the question that waits; false where it is meant for others.
pub(super) fn said(
    turn: &mut Turn,
    person: &Person,
    conversation: &Conversation,
    said: &Said,
) -> Result<bool, Failure> {
    let Some(mut standing) = Standing::of(turn.cx, conversation) else {
        conversations::end(turn.tx, person.id, turn.chat.id)?;
        return Ok(false);
    };
    let whom = whom(turn, person);
    match outbox::state_of(turn.tx, &standing.memo.letter)?.as_deref() {
        // Whoever blocked the bot meanwhile has not read it; now it can be sent.
        Some("failed" | "dropped") => {
            again(turn, person)?;
            return Ok(false);
        }
        Some("waiting") => return Ok(false),
        _ => {}
    }
    match question::read(turn.cx, standing.asked, said) {
        Meant::Answer(answer) => answer_with(turn, person, standing, answer)?,
        Meant::Skip => go_on(turn, person, &standing)?,
        Meant::Back => back(turn, person, &standing)?,
        // What looks like the number that was asked for is never meant for others.
        Meant::Hint(_) if standing.memo.hinted && !said.is_number() => return Ok(false),
        Meant::Hint(hint) => {
            turn.say(&hint)?;
            standing.memo.hinted = true;
            standing.save(turn.tx, whom, turn.now)?;
        }
    }
    Ok(true)
}

/// Keeps an answer and goes on.
pub(super) fn answer_with(
    turn: &mut Turn,
    person: &Person,
    standing: Standing,
    answer: Answer,
) -> Result<(), Failure> {
    let whom = whom(turn, person);
    if let Answer::Age(age) = answer
        && !features::age_given(turn, person, age == Age::Under14)?
    {
        // Nothing more is asked of a child before a guardian agreed.
        settle(turn, whom, &standing, Some(question::age(age)))?;
        conversations::end(turn.tx, person.id, turn.chat.id)?;
        // Their name may have changed with it.
        let person = directory::person_by_id(turn.tx, person.id)?;
        if let (Some(page), Some(person)) = (&standing.memo.page, person) {
            page::redraw(turn, &person, page)?;
        }
        return Ok(());
    }
    super::keep(turn.tx, turn.cx, person.id, &answer, turn.now)?;
    go_on(turn, person, &standing)
}

/// Leaves a question as it is answered, or not, and goes to what comes behind it.
pub(super) fn go_on(turn: &mut Turn, person: &Person, standing: &Standing) -> Result<(), Failure> {
    let answer = standing_answer(turn, person, standing)?;
    settle(turn, whom(turn, person), standing, answer)?;
    next(turn, person, standing)
}

/// Goes back to the question before, or to the page.
pub(super) fn back(turn: &mut Turn, person: &Person, standing: &Standing) -> Result<(), Failure> {
    if standing.memo.page.is_some() {
        return go_on(turn, person, standing);
    }
    let whom = whom(turn, person);
    let answer = standing_answer(turn, person, standing)?;
    settle(turn, whom, standing, answer)?;
    let before = questions(turn.cx).take_while(|asked| asked.question != standing.asked.question).last();
    put(turn.tx, turn.cx, whom, before.unwrap_or(standing.asked), None, turn.now)
}

/// Takes a skill in or out of those chosen, and shows it.
pub(super) fn pick(
    turn: &mut Turn,
    person: &Person,
    mut standing: Standing,
    picked: &Skills,
) -> Result<(), Failure> {
    let whom = whom(turn, person);
    standing.memo.picked = picked.keep();
    standing.save(turn.tx, whom, turn.now)?;
    if standing.memo.page.is_some() {
        return show_on_page(turn, whom, standing.asked, picked, &standing.memo.letter);
    }
    let back = questions(turn.cx).next().is_some_and(|first| first.question != standing.asked.question);
    let answers = answers(turn.tx, turn.cx, person.id)?;
    let ways = Ways::Form { back, skip: !standing.asked.required || answers.has(Question::Skills) };
    let keyboard = question::buttons(turn.cx, whom.locale, Question::Skills, ways, picked);
    let html = html(turn.cx, whom.locale, &[question::words(Question::Skills)]);
    edit(turn.tx, whom, &standing.memo.letter, html, keyboard, turn.now)
}

/// Takes the buttons, or the keys, of a question away and leaves what was said to it.
fn settle(turn: &mut Turn, whom: Whom, standing: &Standing, answer: Option<Say>) -> Result<(), Failure> {
    let question = standing.asked.question;
    let label = question::label(question);
    let say = match answer {
        Some(answer) => say!("profile-settled", label = label, answer = answer),
        None => say!("profile-skipped", label = label),
    };
    if question == Question::Phone {
        let html = turn.html(&say);
        turn.post(Body::Keys { html, keys: Vec::new() }, Keyboard::default(), false)?;
    } else if standing.memo.page.is_none() {
        let html = turn.html(&say);
        edit(turn.tx, whom, &standing.memo.letter, html, Keyboard::default(), turn.now)?;
    }
    Ok(())
}

fn standing_answer(turn: &Turn, person: &Person, standing: &Standing) -> Result<Option<Say>, Failure> {
    let answers = answers(turn.tx, turn.cx, person.id)?;
    Ok(question::shown(turn.cx, turn.locale(), &answers, standing.asked.question))
}

/// What comes behind a question: the next one that has no answer, the end, or the page again.
fn next(turn: &mut Turn, person: &Person, standing: &Standing) -> Result<(), Failure> {
    let whom = whom(turn, person);
    let answers = answers(turn.tx, turn.cx, person.id)?;
    let after = |question: Question| {
        questions(turn.cx)
            .skip_while(move |asked| asked.question != question)
            .skip(1)
            .find(|asked| !answers.has(asked.question))
    };
    let coming = match &standing.memo.page {
        None => after(standing.asked.question),
        Some(_) => {
            let form = standing.memo.then.as_deref().and_then(Question::from_name);
            let form = form.and_then(|form| questions(turn.cx).find(|asked| asked.question == form));
            form.and_then(|form| if answers.has(form.question) { after(form.question) } else { Some(form) })
        }
    };
    conversations::end(turn.tx, person.id, turn.chat.id)?;
    if let Some(page) = &standing.memo.page {
        page::redraw(turn, person, page)?;
    }
    match coming {
        Some(asked) => put(turn.tx, turn.cx, whom, asked, None, turn.now),
        None if standing.memo.page.is_none() => turn.say(&say!("profile-finished")).map(drop),
        None => Ok(()),
    }
}

/// Leaves the question that waits, if it was called for on the page; the form's, if one waits, goes on.
pub(super) fn leave_page(turn: &mut Turn, person: &Person) -> Result<(), Failure> {
    let Some(standing) = Standing::find(turn, person)?.filter(|standing| standing.memo.page.is_some()) else {
        return Ok(());
    };
    go_on(turn, person, &standing)
}

fn edit(
    tx: &mut Tx,
    whom: Whom,
    letter: &str,
    html: String,
    keyboard: Keyboard,
    now: Time,
) -> Result<(), Failure> {
    let body = Body::EditText { of: letter.to_owned(), html, keyboard };
    outbox::enqueue(tx, Letter::edit(whom.chat, body), now)?;
    Ok(())
}

fn html(cx: &Context, locale: Locale, lines: &[Say]) -> String {
    lines.iter().map(|line| cx.texts.html(locale, line)).collect::<Vec<_>>().join("\n")
}
