//! Polls and quizzes of the bot.

use chrono::TimeDelta;
use serde_json::Value;

use super::send;
use super::{Answer, keyboard};
use crate::clock::Time;
use crate::emulator::answer::ApiError;
use crate::emulator::call::{Call, formatted};
use crate::emulator::formatted::{CAPTION_LIMIT, Formatted};
use crate::emulator::world::{ChatKind, Content, Poll, World};

const QUESTION_LIMIT: usize = 300;
const OPTION_LIMIT: usize = 100;
const EXPLANATION_LIMIT: usize = 200;
const MOST_OPTIONS: usize = 12;

/// For how long a poll may be open that closes by itself, in seconds.
const OPEN: std::ops::RangeInclusive<i64> = 5..=2_628_000;

pub(super) fn send(world: &mut World, call: &Call) -> Answer {
    let poll = read(call, world.now())?;
    let chat = world.enter_chat(call.get("chat_id"))?.kind;
    let narrowed = call.flag("members_only") || call.get("country_codes").is_array();
    if narrowed && chat != ChatKind::Channel {
        return Err(ApiError::bad("Poll voters can be restricted only in channel chats"));
    }
    if !poll.anonymous && chat == ChatKind::Channel {
        return Err(ApiError::bad("Non-anonymous polls can't be sent to channel chats"));
    }
    for unknown in ["media", "explanation_media", "allow_adding_options"] {
        if !matches!(call.get(unknown), Value::Null | Value::Bool(false)) {
            world.complain(format!("the emulator does not do {unknown} of polls"));
        }
    }
    let poll = world.new_poll(poll);
    send::send(world, call, "polls", Formatted::default(), |_| Ok(Content::Poll(poll)))
}

fn read(call: &Call, now: Time) -> Result<Poll, ApiError> {
    let question = words(call.text("question"), call, "question")?;
    let mut options = Vec::new();
    for option in call.get("options").as_array().into_iter().flatten() {
        let text = option["text"].as_str().unwrap_or_default();
        options.push(formatted(text, &option["text_parse_mode"], &option["text_entities"])?);
    }
    let description = words(call.text("description"), call, "description")?;
    let correct: Vec<_> = call.get("correct_option_ids").as_array().into_iter().flatten().collect();
    let correct: Vec<_> = match call.get("correct_option_id") {
        Value::Null => correct.into_iter().filter_map(Value::as_i64).collect(),
        old => old.as_i64().into_iter().collect(),
    };
    let quiz = match call.text("type") {
        "quiz" => true,
        "" | "regular" => false,
        _ => return Err(ApiError::bad("Unsupported poll type specified")),
    };
    if question.text.is_empty() || options.iter().any(|option| option.text.is_empty()) {
        return Err(ApiError::bad("Text must be non-empty"));
    }
    if question.length() > QUESTION_LIMIT {
        return Err(ApiError::bad(format!("Poll question length must not exceed {QUESTION_LIMIT}")));
    }
    if options.is_empty() {
        return Err(ApiError::bad("Poll must have at least one answer option"));
    }
    if options.len() > MOST_OPTIONS {
        return Err(ApiError::bad(format!("Poll can't have more than {MOST_OPTIONS} options")));
    }
    if options.iter().any(|option| option.length() > OPTION_LIMIT) {
        return Err(ApiError::bad(format!("Poll options length must not exceed {OPTION_LIMIT}")));
    }
    if description.length() > CAPTION_LIMIT {
        return Err(ApiError::bad("Message caption is too long"));
    }
    let explanation = words(call.text("explanation"), call, "explanation")?;
    let correct = if quiz { Some(right(&correct, options.len(), &explanation)?) } else { None };
    let open_period = call.int("open_period").filter(|seconds| *seconds != 0);
    let given = || call.int("close_date").filter(|at| *at != 0).map(|at| at - now.timestamp());
    let closes_at = match open_period.or_else(given) {
        None => None,
        Some(seconds) if OPEN.contains(&seconds) => Some(now + TimeDelta::seconds(seconds)),
        Some(_) => return Err(unsaid("a poll is open for 5 to 2628000 seconds")),
    };
    Ok(Poll {
        description,
        correct,
        explanation,
        anonymous: call.get("is_anonymous") != &Value::Bool(false),
        multiple: call.flag("allows_multiple_answers"),
        revoting: call.get("allows_revoting").as_bool().unwrap_or(!quiz),
        hide_results: call.flag("hide_results_until_closes"),
        closed: call.flag("is_closed"),
        closes_at,
        open_period,
        of_bot: true,
        ..Poll::of(question, options)
    })
}

/// The right answers of a quiz, if there are any and each is one of the options.
fn right(given: &[i64], options: usize, explanation: &Formatted) -> Result<Vec<usize>, ApiError> {
    if given.is_empty() {
        return Err(ApiError::bad("Correct quiz option list must be non-empty"));
    }
    if given.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err(ApiError::bad("Correct quiz option list must be increasing"));
    }
    let known = |id: &i64| usize::try_from(*id).ok().filter(|id| *id < options);
    let right: Option<Vec<_>> = given.iter().map(known).collect();
    let right = right.ok_or_else(|| ApiError::bad("Wrong quiz correct_option_id"))?;
    if explanation.length() > EXPLANATION_LIMIT || explanation.text.matches('\n').count() > 2 {
        return Err(unsaid("an explanation has 200 characters and 2 line feeds at most"));
    }
    Ok(right)
}

fn words(text: &str, call: &Call, name: &str) -> Result<Formatted, ApiError> {
    formatted(text, call.get(&format!("{name}_parse_mode")), call.get(&format!("{name}_entities")))
}

/// For limits that the description names, while what the server says is not known.
fn unsaid(why: &str) -> ApiError {
    ApiError::bad(format!("{why} (says the emulator's check)"))
}

pub(super) fn stop(world: &mut World, call: &Call) -> Answer {
    let found = send::found(world, call, "message with poll to stop")?;
    let poll = found.poll().ok_or_else(|| ApiError::bad("Message is not a poll"))?;
    // One that is closed cannot be edited, and so not be stopped either.
    let open = !poll.closed && super::edit::is_editable(world, found);
    let (chat, id) = (found.chat, found.id);
    if !open {
        return Err(ApiError::bad("Poll can't be stopped"));
    }
    let kind = world.chat(chat).map_or(ChatKind::Private, |chat| chat.kind);
    let markup = keyboard::inline(call.get("reply_markup"), kind)?;
    world.chats.entry(chat).and_modify(|chat| {
        chat.messages.entry(id).and_modify(|message| message.markup = markup);
    });
    world.close_poll(chat, id).ok_or_else(|| ApiError::bad("Poll can't be stopped"))
}
