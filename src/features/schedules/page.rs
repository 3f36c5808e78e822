//! What admins see: the list, one schedule, and the questions about a new one.

use chrono::{Datelike, Days};

use super::chat::Press;
use super::draft::{self, Draft, Step};
use super::words;
use super::{is_of_file, unfit};
use crate::domain::schedule::{Job, Run, Schedule};
use crate::error::Failure;
use crate::features::turn::Turn;
use crate::i18n::{self, Say, day, weekday, weekday_short};
use crate::jobs::held::{self, Held};
use crate::outbox::Body;
use crate::say;
use crate::telegram::keyboards::{Button, Keyboard};

/// Schedules on one page.
const SIZE: usize = 5;

/// Runs to come that are shown.
const RUNS: usize = 3;

/// How far ahead the campaign's days are listed, and how many of them.
const AHEAD: u32 = 60;
const DAYS: usize = 5;

/// Areas that are offered.
const AREAS: usize = 8;

/// Times of day that are offered, in minutes.
const TIMES: [i64; 12] = [420, 480, 510, 540, 570, 720, 840, 960, 1080, 1140, 1200, 1260];

/// Lines as HTML, and the buttons below them.
pub(super) struct Page {
    pub html: String,
    pub keyboard: Keyboard,
}

impl Page {
    fn of(turn: &Turn, says: &[Say], keyboard: Keyboard) -> Self {
        let html = says.iter().map(|say| turn.html(say)).collect::<Vec<_>>().join("\n");
        Page { html, keyboard }
    }

    /// With a line above all others.
    pub fn under(mut self, turn: &Turn, say: &Say) -> Self {
        self.html = format!("{}\n\n{}", turn.html(say), self.html);
        self
    }

    pub fn post(self, turn: &mut Turn) -> Result<(), Failure> {
        turn.post(Body::text(self.html), self.keyboard, true).map(drop)
    }

    pub fn show(self, turn: &mut Turn) -> Result<(), Failure> {
        turn.show(self.html, self.keyboard)
    }
}

/// A button; what stands within a sentence elsewhere begins with a capital here.
fn button(turn: &Turn, say: &Say, press: Press) -> Button {
    let mut text = turn.cx.texts.plain(turn.locale(), say);
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Button::press(text, press)
}

/// The number by which buttons name a schedule: names are too long for them.
pub(super) fn number(name: &str) -> i64 {
    let hash = blake3::hash(name.as_bytes());
    let bytes: [u8; 8] = std::array::from_fn(|at| hash.as_bytes()[at]);
    i64::from_be_bytes(bytes) >> 16
}

fn next_runs(turn: &Turn, schedule: &Schedule) -> Vec<Run> {
    let config = &turn.cx.config;
    schedule.runs(turn.now, config.timezone, &config.campaign).take(RUNS).collect()
}

fn runs_line(turn: &Turn, schedule: &Schedule) -> Say {
    words::next_runs(turn.cx, turn.locale(), schedule, &next_runs(turn, schedule))
}

/// All schedules, a page at a time, and the campaign's days that come.
pub(super) fn list(turn: &Turn, page: i64) -> Result<Page, Failure> {
    let held = held::all(turn.tx, &turn.cx.config)?;
    let last = held.len().div_ceil(SIZE).saturating_sub(1);
    let page = usize::try_from(page).unwrap_or(0).min(last);
    let zone = turn.cx.config.timezone.name();
    let mut says = vec![say!("schedules-list", count = held.len(), zone = zone)];
    let mut numbers = Vec::new();
    for (at, one) in held.iter().enumerate().skip(page * SIZE).take(SIZE) {
        let schedule = &one.schedule;
        let (what, when) = (words::job(&schedule.job), words::when(turn.cx, turn.locale(), schedule));
        says.push(say!("schedules-line", n = at + 1, name = &schedule.name, job = what, when = when));
        says.push(if one.paused { say!("schedules-line-paused") } else { runs_line(turn, schedule) });
        numbers.push(Button::press((at + 1).to_string(), Press::Show { of: number(&schedule.name) }));
    }
    if page == 0 {
        says.extend(coming_days(turn));
    }
    let mut rows = vec![numbers];
    let before = (page > 0).then(|| Button::press("‹", Press::List { page: page as i64 - 1 }));
    let after = (page < last).then(|| Button::press("›", Press::List { page: page as i64 + 1 }));
    rows.push(before.into_iter().chain(after).collect());
    rows.push(vec![button(turn, &say!("schedules-new-button"), Press::New {})]);
    rows.retain(|row| !row.is_empty());
    Ok(Page::of(turn, &says, Keyboard(rows)))
}

/// The campaign's days from today on.
fn coming_days(turn: &Turn) -> Option<Say> {
    let campaign = &turn.cx.config.campaign;
    let today = turn.now.with_timezone(&turn.cx.config.timezone).date_naive();
    let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    let one = |(date, named): &(chrono::NaiveDate, &crate::domain::calendar::NamedDay)| {
        let say = say!(
            "schedules-day",
            day = day(*date),
            weekday = weekday_short(date.weekday()),
            name = &named.name
        );
        turn.cx.texts.plain(turn.locale(), &say)
    };
    let days: Vec<String> = campaign.days_ahead(yesterday, AHEAD).iter().take(DAYS).map(one).collect();
    (!days.is_empty()).then(|| say!("schedules-days", days = turn.cx.texts.list(turn.locale(), days)))
}

/// One schedule, with all that can be done about it.
pub(super) fn one(turn: &Turn, held: &Held) -> Page {
    let schedule = &held.schedule;
    let mut says = vec![
        say!("schedules-title", name = &schedule.name),
        say!("schedules-what", job = words::job(&schedule.job)),
    ];
    says.extend(place(schedule));
    says.push(say!("schedules-at", when = words::when(turn.cx, turn.locale(), schedule)));
    says.push(if held.paused { say!("schedules-line-paused") } else { runs_line(turn, schedule) });
    if is_of_file(held) {
        says.push(say!("schedules-of-file"));
    }
    let of = number(&schedule.name);
    let mut first = vec![
        button(turn, &say!("schedules-run-button"), Press::Run { of }),
        match held.paused {
            true => button(turn, &say!("schedules-resume-button"), Press::Resume { of }),
            false => button(turn, &say!("schedules-pause-button"), Press::Pause { of }),
        },
    ];
    if !is_of_file(held) {
        first.push(button(turn, &say!("schedules-remove-button"), Press::Remove { of }));
    }
    let back = vec![button(turn, &say!("schedules-back-button"), Press::List { page: 0 })];
    Page::of(turn, &says, Keyboard(vec![first, back]))
}

/// Where a post goes.
fn place(schedule: &Schedule) -> Option<Say> {
    let Job::Post(post) = &schedule.job else { return None };
    let to = words::to(post.to);
    Some(match &post.area {
        Some(code) => say!("schedules-place-area", to = to, code = code),
        None => say!("schedules-place", to = to),
    })
}

/// Whether it shall run now indeed.
pub(super) fn ask_run(turn: &Turn, held: &Held) -> Page {
    let (of, mark) = (number(&held.schedule.name), turn.now.timestamp_millis());
    let job = words::job(&held.schedule.job);
    let yes = button(turn, &say!("schedules-run-yes"), Press::RunYes { of, mark });
    let no = button(turn, &say!("schedules-no"), Press::Show { of });
    let ask = say!("schedules-run-ask", name = &held.schedule.name, job = job);
    Page::of(turn, &[ask], Keyboard::row([yes, no]))
}

/// Whether it shall go indeed.
pub(super) fn ask_remove(turn: &Turn, held: &Held) -> Page {
    let of = number(&held.schedule.name);
    let yes = button(turn, &say!("schedules-remove-yes"), Press::RemoveYes { of });
    let no = button(turn, &say!("schedules-no"), Press::Show { of });
    let ask = say!("schedules-remove-ask", name = &held.schedule.name);
    Page::of(turn, &[ask], Keyboard::row([yes, no]))
}

/// The next question about a new schedule.
pub(super) fn question(turn: &Turn, draft: &Draft) -> Result<Page, Failure> {
    let press = |say: Say, press: Press| button(turn, &say, press);
    let (say, mut rows) = match draft.step() {
        Step::Job => {
            let one = |(at, name): (usize, &&str)| {
                vec![press(words::job_named(name), Press::Job { job: at as i64 })]
            };
            (say!("schedules-ask-job"), Job::NAMES.iter().enumerate().map(one).collect())
        }
        Step::Text => (say!("schedules-ask-text"), Vec::new()),
        Step::To => {
            let to = crate::domain::schedule::PostTo::NAMES;
            let one = |(at, (_, to))| vec![press(words::to(to), Press::To { to: at as i64 })];
            (say!("schedules-ask-to"), to.into_iter().enumerate().map(one).collect())
        }
        Step::Area => {
            let tree = turn.cx.tree(turn.tx)?;
            let mut rows = vec![vec![press(say!("schedules-everywhere"), Press::Area { area: 0 })]];
            for area in tree.roots().filter(|area| tree.living(area.id).is_some()).take(AREAS) {
                rows.push(vec![Button::press(tree.label(area), Press::Area { area: area.id.get() })]);
            }
            (say!("schedules-ask-area"), rows)
        }
        Step::When => {
            let when = |say: Say, when: i64| press(say, Press::When { when });
            let weekdays: Vec<Button> = (draft::MONDAY..)
                .map_while(|when_| Some(when(weekday(draft::weekday(when_)?), when_)))
                .collect();
            let mut rows = vec![vec![
                when(say!("schedules-every-day"), draft::EVERY),
                when(say!("schedules-workdays"), draft::WEEK),
            ]];
            rows.extend(weekdays.chunks(4).map(<[Button]>::to_vec));
            rows.push(vec![when(say!("schedules-saturdays"), draft::SATURDAYS)]);
            rows.push(vec![
                when(say!("schedules-first"), draft::FIRST),
                when(say!("schedules-once"), draft::ONCE),
            ]);
            rows.push(vec![when(say!("schedules-own"), draft::OWN)]);
            (say!("schedules-ask-when"), rows)
        }
        Step::Day => (say!("schedules-ask-day"), Vec::new()),
        Step::Cron => (say!("schedules-ask-cron"), Vec::new()),
        Step::Time => {
            let one = |minutes: &i64| {
                let text = format!("{:02}:{:02}", minutes / 60, minutes % 60);
                Button::press(text, Press::Time { minutes: *minutes })
            };
            let buttons: Vec<Button> = TIMES.iter().map(one).collect();
            (say!("schedules-ask-time"), buttons.chunks(4).map(<[Button]>::to_vec).collect())
        }
        Step::Ready => return ready(turn, draft),
    };
    rows.push(ways(turn, draft));
    Ok(Page::of(turn, &[say], Keyboard(rows)))
}

/// The way back, and the way out.
fn ways(turn: &Turn, draft: &Draft) -> Vec<Button> {
    let mut ways = Vec::new();
    if *draft != Draft::default() {
        ways.push(button(turn, &say!("schedules-step-back"), Press::Back {}));
    }
    ways.push(button(turn, &say!("schedules-drop-button"), Press::Drop {}));
    ways
}

/// The whole, to be looked over before it holds.
fn ready(turn: &Turn, draft: &Draft) -> Result<Page, Failure> {
    let Some(schedule) = draft.schedule(turn.tx, turn.cx)? else {
        // Cannot be: nothing more is asked only where all was said.
        return Ok(Page::of(turn, &[say!("schedules-usage")], Keyboard(vec![ways(turn, draft)])));
    };
    let mut says = vec![
        say!("schedules-ready", name = &schedule.name),
        say!("schedules-what", job = words::job(&schedule.job)),
    ];
    says.extend(place(&schedule));
    says.push(say!("schedules-at", when = words::when(turn.cx, turn.locale(), &schedule)));
    let mut rows = Vec::new();
    match unfit(turn.tx, turn.cx, &schedule, turn.now)? {
        Some(say) => says.push(say),
        None => {
            says.push(runs_line(turn, &schedule));
            says.push(say!("schedules-ready-name"));
            rows.push(vec![button(turn, &say!("schedules-save-button"), Press::Save {})]);
        }
    }
    let mut html = says.iter().map(|say| turn.html(say)).collect::<Vec<_>>().join("\n");
    if let Job::Post(post) = &schedule.job {
        html.push_str(&format!("\n\n{}", i18n::escape(&post.text)));
    }
    rows.push(ways(turn, draft));
    Ok(Page { html, keyboard: Keyboard(rows) })
}

/// Areas of which one is meant.
pub(super) fn areas(turn: &Turn, draft: &Draft, text: &str) -> Result<Page, Failure> {
    let tree = turn.cx.tree(turn.tx)?;
    let found = tree.search(text);
    if found.is_empty() {
        let say = say!("schedules-area-unknown", text = text);
        return Ok(question(turn, draft)?.under(turn, &say));
    }
    let one = |area: &&crate::domain::area::Area| {
        vec![Button::press(tree.label(area), Press::Area { area: area.id.get() })]
    };
    let mut rows: Vec<Vec<Button>> = found.iter().take(AREAS).map(one).collect();
    rows.push(ways(turn, draft));
    Ok(Page::of(turn, &[say!("schedules-which-area")], Keyboard(rows)))
}
