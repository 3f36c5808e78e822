//! `/why`: every figure can be asked, and the entries that it is the sum of are shown.
//!
//! One's own: all of them, with who decided and why. Another person's: the same, for those who answer for
//! them. An area's or a team's: for its own people, with names as on boards, and of what was taken back no
//! name but to those who answer for it. Pages are for private chats: in a group figures stand, not people's
//! ledgers. Whoever presses is looked at when they press.

use super::store::lines::{self, Line, Span};
use super::{store, words};
use crate::directory::{self, Person};
use crate::domain::ids::{AreaId, PersonId, TeamId};
use crate::domain::period::{Kind, Period};
use crate::domain::points::{Deed, owed};
use crate::error::Failure;
use crate::features;
use crate::features::commands::Given;
use crate::features::context::Context;
use crate::features::roles::{self, whom};
use crate::features::turn::{self, Turn};
use crate::i18n::{Locale, Say};
use crate::inbox::PressAnswer;
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::Read;
use crate::telegram::keyboards::{Button, Keyboard};

crate::presses! {
    /// The buttons that ask for the entries of a figure. `period` is its number ([`Period::code`]), `before` the
    /// entry that the page lies behind: 0 for the newest. Below 0 it is a new message, since the button stands
    /// under a figure: -1 the newest, else behind that entry.
    pub enum Press: "why" {
        /// Shows a person's entries.
        Person { person: PersonId, period: i64, before: i64 } = "person",
        /// Shows the entries of an area and all below it.
        Area { area: AreaId, period: i64, before: i64 } = "area",
        /// Shows a team's entries.
        Team { team: TeamId, period: i64, before: i64 } = "team",
    }
}

/// Whose points a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    Person(PersonId),
    /// With all below it.
    Area(AreaId),
    Team(TeamId),
}

/// Entries in one message.
const PAGE: usize = 10;

/// On a message in a group that was answered in private.
const DONE: &str = "👌";

/// `为什么？`, to stand under a figure.
pub fn button(cx: &Context, figure: Figure, period: Period, locale: Locale) -> Button {
    Button::press(cx.texts.plain(locale, &say!("points-why-button")), press(figure, period, -1))
}

/// What asks for a page; for a button with words of its own `before` is -1.
pub fn press(figure: Figure, period: Period, before: i64) -> Press {
    let period = period.code();
    match figure {
        Figure::Person(person) => Press::Person { person, period, before },
        Figure::Area(area) => Press::Area { area, period, before },
        Figure::Team(team) => Press::Team { team, period, before },
    }
}

/// `/why`, `/why @user` or in reply, `/why CODE`, `/why team NAME`.
pub fn why(turn: &mut Turn, given: &Given) -> Result<(), Failure> {
    let Some(reader) = turn.person.clone() else {
        return turn.reply(&say!("points-not-as-a-chat")).map(drop);
    };
    let page = match asked(turn, given, &reader)? {
        Ok(figure) => page(turn, &reader, figure, Period::All, 0)?,
        Err(say) => Err(say),
    };
    let (html, keyboard) = match page {
        Ok(page) => page,
        Err(say) => return turn.reply(&say).map(drop),
    };
    if in_private(turn, &reader, html, keyboard)? {
        if let Some(message) = turn.message_id.filter(|_| !turn.is_private()) {
            turn.react(message, Some(DONE))?;
        }
        return Ok(());
    }
    let label = turn.cx.texts.plain(turn.locale(), &say!("privacy-open-me"));
    let keyboard = Keyboard::row([Button::open(label, turn.cx.deep_link("why"))]);
    turn.reply_with(&say!("points-why-open"), keyboard).map(drop)
}

/// One's own page, opened by a link.
pub fn open(turn: &mut Turn, reader: &Person) -> Result<(), Failure> {
    if let Ok((html, keyboard)) = page(turn, reader, Figure::Person(reader.id), Period::All, 0)? {
        turn.post(Body::text(html), keyboard, false)?;
    }
    Ok(())
}

/// What is asked about. A number is an area's code before it is a user's id.
fn asked(turn: &mut Turn, given: &Given, reader: &Person) -> Result<Result<Figure, Say>, Failure> {
    let whom::Pointed { words, at } = whom::pointed(given);
    if words.is_empty() && at.is_none() {
        return Ok(Ok(Figure::Person(reader.id)));
    }
    if let [word, name @ ..] = words.as_slice()
        && ["team", "队伍", "隊伍"].contains(&word.to_lowercase().as_str())
        && !name.is_empty()
    {
        let name = name.join(" ");
        let found = features::team_meant(turn.tx, turn.cx, reader, &name)?;
        return Ok(found.map(Figure::Team).ok_or_else(|| say!("points-why-no-team", name = name)));
    }
    if let [code] = words.as_slice()
        && let Some(area) = turn.cx.tree(turn.tx)?.by_typed_code(code)
    {
        return Ok(Ok(Figure::Area(area.id)));
    }
    Ok(match whom::whom(turn, &words, at, whom::Unmet::Refused)? {
        Some(Ok(person)) => Ok(Figure::Person(person.id)),
        Some(Err(say)) => Err(say),
        None => Err(say!("points-why-usage")),
    })
}

pub fn pressed(turn: &mut Turn, press: Press) -> Result<PressAnswer, Failure> {
    let (figure, period, before) = match press {
        Press::Person { person, period, before } => (Figure::Person(person), period, before),
        Press::Area { area, period, before } => (Figure::Area(area), period, before),
        Press::Team { team, period, before } => (Figure::Team(team), period, before),
    };
    let Some(reader) = turn.person.clone() else { return Ok(PressAnswer::default()) };
    let Some(period) = Period::from_code(period) else { return Ok(turn.answer(&say!("button-too-old"))) };
    let behind = if before == -1 { 0 } else { before.checked_abs().unwrap_or(0) };
    let (html, keyboard) = match page(turn, &reader, figure, period, behind)? {
        Ok(page) => page,
        Err(say) => return Ok(turn.answer(&say)),
    };
    if turn.is_private() && before >= 0 {
        turn.show(html, keyboard)?;
        return Ok(PressAnswer::default());
    }
    let sent = in_private(turn, &reader, html, keyboard)?;
    Ok(match (turn.is_private(), sent) {
        (true, _) => PressAnswer::default(),
        (false, true) => turn.answer(&say!("points-why-sent")),
        (false, false) => PressAnswer { alert: true, ..turn.answer(&say!("points-why-open")) },
    })
}

/// Sends a page in private; false where the bot may not write.
fn in_private(turn: &mut Turn, reader: &Person, html: String, keyboard: Keyboard) -> Result<bool, Failure> {
    let Some((chat, _)) = turn::reach(turn.tx, turn.cx, reader.id)? else { return Ok(false) };
    let key = turn.next_key();
    outbox::enqueue(turn.tx, Letter::answer(key, chat, Body::text(html)).with(keyboard), turn.now)?;
    Ok(true)
}

/// A page of a figure's entries as HTML, in the reader's language; or why it is not shown to them.
fn page(
    turn: &Turn,
    reader: &Person,
    figure: Figure,
    period: Period,
    before: i64,
) -> Result<Result<(String, Keyboard), Say>, Failure> {
    let (read, cx): (&Read, _) = (turn.tx, turn.cx);
    let locale = cx.locale_of(reader.language.as_deref());
    let span = Span::of(period, &cx.config.points.seasons);
    let upto = if before == 0 { i64::MAX } else { before };
    let many = PAGE as i64 + 1;
    let (head, entries, says): (Vec<String>, Vec<Line>, Vec<Say>) = match figure {
        Figure::Person(person) => {
            if person != reader.id && !answers_for_person(read, cx, reader, person)? {
                return Ok(Err(say!("points-why-not-yours")));
            }
            let entries = lines::of_person(read, person, &span, upto, many)?;
            let says = entries.iter().take(PAGE).map(words::line).collect();
            (head_of_person(read, cx, reader, person, period, &span)?, entries, says)
        }
        Figure::Area(area) => {
            let tree = cx.tree(read)?;
            let Some(found) = tree.get(area) else { return Ok(Err(say!("button-too-old"))) };
            let keeps = roles::answers_for(read, cx, reader, area)?;
            if !keeps && !is_of(read, cx, reader, area)? {
                return Ok(Err(say!("points-why-not-here")));
            }
            let entries = lines::of_area(read, area, &span, upto, many)?;
            let total = lines::area_total(read, area, period)?;
            let says = in_public(&entries, keeps);
            (head_of(cx, locale, &found.name, total, period), entries, says)
        }
        Figure::Team(team) => {
            let Some((name, area)) = lines::team(read, team)? else {
                return Ok(Err(say!("button-too-old")));
            };
            let keeps = roles::answers_for(read, cx, reader, area)?;
            if !keeps && !is_of(read, cx, reader, area)? {
                return Ok(Err(say!("points-why-not-here")));
            }
            let entries = lines::of_team(read, team, &span, upto, many)?;
            let total = lines::team_total(read, team, period)?;
            let says = in_public(&entries, keeps);
            (head_of(cx, locale, &name, total, period), entries, says)
        }
    };
    let mut html = head;
    html.push(String::new());
    match says.is_empty() {
        true => html.push(cx.texts.html(locale, &say!("points-why-none"))),
        false => html.extend(says.iter().map(|say| cx.texts.html(locale, say))),
    }
    let older = entries.get(PAGE - 1).filter(|_| entries.len() > PAGE).map(|last| last.id);
    Ok(Ok((html.join("\n"), buttons(turn, locale, figure, period, before, older))))
}

/// Entries with names as on boards; of what was taken back only for those who answer for it.
fn in_public(entries: &[Line], keeps: bool) -> Vec<Say> {
    let named = |line: &Line| !line.unlisted && (line.amount > 0 || keeps);
    let line = |line: &Line| words::line_of(line, named(line).then_some(line.name.as_str()));
    entries.iter().take(PAGE).map(line).collect()
}

/// Whether the reader is an admin, or answers for an area that the person belongs to.
fn answers_for_person(read: &Read, cx: &Context, reader: &Person, person: PersonId) -> Result<bool, Failure> {
    if roles::is_admin(read, cx, reader)? {
        return Ok(true);
    }
    for area in features::areas_of(read, person)? {
        if roles::answers_for(read, cx, reader, area)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the reader inspects the area, or belongs to it or to one below.
fn is_of(read: &Read, cx: &Context, reader: &Person, area: AreaId) -> Result<bool, Failure> {
    let tree = cx.tree(read)?;
    let belongs = features::areas_of(read, reader.id)?.into_iter().any(|own| tree.is_within(own, area));
    Ok(belongs || roles::inspects(read, cx, reader, area)?)
}

/// Whose it is and what it comes to; then the sum itself: `报名 5 + 照片 30 = 35 分`.
fn head_of_person(
    read: &Read,
    cx: &Context,
    reader: &Person,
    person: PersonId,
    period: Period,
    span: &Span,
) -> Result<Vec<String>, Failure> {
    let locale = cx.locale_of(reader.language.as_deref());
    let mut sums = lines::sums(read, person, span)?;
    // What was added first, in the order of the rules; then what was taken.
    sums.sort_by_key(|sum| (sum.points < 0, Deed::named(&sum.deed)));
    // A balance is what is left; what was earned in a period is without what was spent.
    let is_balance = period == Period::All;
    let spends = |deed: &str| Deed::named(deed).is_some_and(Deed::is_spending);
    let (spent, earned): (Vec<_>, Vec<_>) =
        sums.into_iter().partition(|sum| !is_balance && spends(&sum.deed));
    let total = match is_balance {
        true => store::balance(read, person)?,
        false => store::totals::earned(read, person, period)?,
    };
    let mut head = match person == reader.id {
        true => head_of(cx, locale, &cx.texts.plain(locale, &say!("points-why-you")), total, period),
        false => {
            let name = directory::person_by_id(read, person)?.map(|person| person.name).unwrap_or_default();
            head_of(cx, locale, &name, total, period)
        }
    };
    let mut sum = String::new();
    for part in &earned {
        let sign = match (sum.is_empty(), part.points < 0) {
            (true, false) => "",
            (true, true) => "−",
            (false, false) => " + ",
            (false, true) => " − ",
        };
        let deed = cx.texts.html(locale, &words::deed(&part.deed));
        sum.push_str(&format!("{sign}{deed} {}", part.points.abs()));
    }
    if !sum.is_empty() {
        head.push(format!("{sum} = {total}"));
    }
    let spent: i64 = spent.iter().map(|sum| sum.points).sum();
    if spent != 0 {
        head.push(cx.texts.html(locale, &say!("points-why-spent", points = spent.to_string())));
    }
    Ok(head)
}

fn head_of(cx: &Context, locale: Locale, whose: &str, total: i64, period: Period) -> Vec<String> {
    let span = words::period(cx, period);
    let say = match owed(total) {
        0 => say!("points-why-head", whose = whose, points = total, period = span),
        owed => say!("points-why-head-owed", whose = whose, points = owed, period = span),
    };
    vec![cx.texts.html(locale, &say)]
}

/// The way to older entries and back; other periods; the seasons, where there are several.
fn buttons(
    turn: &Turn,
    locale: Locale,
    figure: Figure,
    period: Period,
    before: i64,
    older: Option<i64>,
) -> Keyboard {
    let cx = turn.cx;
    let text = |say: &Say| cx.texts.plain(locale, say);
    let mut ways = Vec::new();
    if before != 0 {
        ways.push(Button::press(text(&say!("points-why-newest")), press(figure, period, 0)));
    }
    if let Some(older) = older {
        ways.push(Button::press(text(&say!("points-why-older")), press(figure, period, older)));
    }
    let seasons = &cx.config.points.seasons;
    let today = turn.now.with_timezone(&cx.config.timezone).date_naive();
    let named: Vec<_> =
        seasons.iter().filter(|season| season.starts <= today && !season.name.is_empty()).collect();
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Season);
    let kinds = kinds.filter_map(|kind| Some((kind, Period::of(kind, today, seasons)?)));
    let kinds = kinds.filter(|(_, other)| *other != period);
    let kinds: Vec<_> =
        kinds.map(|(kind, other)| Button::press(text(&words::kind(kind)), press(figure, other, 0))).collect();
    let seasons = named.iter().filter(|season| Period::Season(season.starts) != period);
    let seasons: Vec<_> = seasons
        .map(|season| Button::press(season.name.clone(), press(figure, Period::Season(season.starts), 0)))
        .collect();
    let mut rows: Vec<Vec<Button>> = vec![ways, kinds];
    rows.extend(seasons.chunks(3).map(<[Button]>::to_vec));
    rows.retain(|row| !row.is_empty());
    Keyboard(rows)
}
