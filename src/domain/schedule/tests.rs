use chrono::TimeDelta;
use chrono_tz::{Asia, Europe};
use proptest::prelude::*;

use super::*;
use crate::domain::calendar::Phase;

fn at(text: &str) -> Time {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

fn campaign() -> Campaign {
    Campaign {
        name: "百日".into(),
        starts: day("2026-06-21"),
        ends: day("2026-09-30"),
        phases: vec![Phase { name: "排查".into(), starts: day("2026-07-01"), ends: day("2026-07-02") }],
        named_days: Vec::new(),
    }
}

fn schedule(cron: &str, only: &str) -> Schedule {
    Schedule {
        name: "test".into(),
        cron: cron.parse().unwrap_or_else(|problem| panic!("{cron}: {problem:?}")),
        only: if only.is_empty() { Only::Always } else { only.parse().unwrap_or_else(|()| panic!("{only}")) },
        job: Job::Digest,
        catch_up: Duration::from_secs(6 * 3600),
    }
}

fn keys(schedule: &Schedule, after: &str, tz: Tz, count: usize) -> Vec<String> {
    schedule.runs(at(after), tz, &campaign()).take(count).map(|run| run.key()).collect()
}

#[test]
fn runs_follow_the_wall_clock() {
    let evening = schedule("0 0 20 * * *", "");
    assert_eq!(
        keys(&evening, "2026-06-21T20:00:00+08:00", Asia::Shanghai, 2),
        ["2026-06-22T20:00", "2026-06-23T20:00"]
    );
    assert_eq!(keys(&evening, "2026-06-21T19:59:59+08:00", Asia::Shanghai, 1), ["2026-06-21T20:00"]);
    let run =
        evening.runs(at("2026-10-24T21:00:00+02:00"), Europe::Berlin, &campaign()).next().map(|run| run.at);
    assert_eq!(
        run,
        Some(at("2026-10-25T20:00:00+01:00")),
        "eight in the evening, although the day had 25 hours"
    );
}

#[test]
fn a_run_within_a_gap_comes_once_after_it() {
    let night = schedule("0 */15 2 * * *", "");
    let runs = night.missed(
        at("2026-03-29T00:30:00+01:00"),
        at("2026-03-29T12:00:00+02:00"),
        Europe::Berlin,
        &campaign(),
    );
    assert_eq!(runs.len(), 1);
    assert_eq!((runs[0].key().as_str(), runs[0].at), ("2026-03-29T02:45", at("2026-03-29T03:00:00+02:00")));
}

#[test]
fn a_run_within_a_fold_comes_once_the_first_time() {
    let night = schedule("0 30 2 * * *", "");
    let runs = night.missed(
        at("2026-10-25T00:00:00+02:00"),
        at("2026-10-25T12:00:00+01:00"),
        Europe::Berlin,
        &campaign(),
    );
    assert_eq!(runs.iter().map(|run| run.at).collect::<Vec<_>>(), [at("2026-10-25T02:30:00+02:00")]);
    let second = night.missed(
        at("2026-10-25T02:10:00+01:00"),
        at("2026-10-25T12:00:00+01:00"),
        Europe::Berlin,
        &campaign(),
    );
    assert_eq!(second, []);
}

#[test]
fn only_picks_days() {
    let from = "2026-06-01T00:00:00+08:00";
    let saturdays = schedule("0 0 9 * * *", "third saturday");
    assert_eq!(keys(&saturdays, from, Asia::Shanghai, 2), ["2026-06-20T09:00", "2026-07-18T09:00"]);
    let fifth = schedule("0 0 9 * * *", "Fifth Monday");
    assert_eq!(keys(&fifth, from, Asia::Shanghai, 2), ["2026-06-29T09:00", "2026-08-31T09:00"]);
    let last = schedule("0 0 9 * * *", "last friday");
    assert_eq!(keys(&last, from, Asia::Shanghai, 2), ["2026-06-26T09:00", "2026-07-31T09:00"]);
    let campaign = schedule("0 0 9 * * SUN", "campaign");
    assert_eq!(keys(&campaign, from, Asia::Shanghai, 1), ["2026-06-21T09:00"]);
    assert_eq!(keys(&campaign, "2026-09-27T09:00:00+08:00", Asia::Shanghai, 1), [""; 0]);
    let phase = schedule("0 0 9 * * *", "phase:排查");
    assert_eq!(keys(&phase, from, Asia::Shanghai, 9), ["2026-07-01T09:00", "2026-07-02T09:00"]);
    let both = schedule("0 0 9 1-7,15-21 * SAT", "");
    assert_eq!(keys(&both, from, Asia::Shanghai, 2), ["2026-06-06T09:00", "2026-06-20T09:00"]);
    for wrong in ["", "saturday", "sixth monday", "first", "phase:", "campaigns", "first first"] {
        assert_eq!(wrong.parse::<Only>(), Err(()), "{wrong}");
    }
}

#[test]
fn of_the_missed_runs_the_latest_is_made_up_if_it_is_young() {
    let evening = schedule("0 0 20 * * *", "");
    let due = |now: &str, catch_up: u64| {
        let schedule = Schedule { catch_up: Duration::from_secs(catch_up), ..evening.clone() };
        let due = schedule.due(at("2026-06-20T21:00:00+08:00"), at(now), Asia::Shanghai, &campaign());
        (due.run.map(|run| run.key()), due.skipped.len())
    };
    let latest = || Some("2026-06-23T20:00".to_owned());
    assert_eq!(due("2026-06-23T20:00:00+08:00", 6 * 3600), (latest(), 2));
    assert_eq!(due("2026-06-24T02:00:00+08:00", 6 * 3600), (latest(), 2));
    assert_eq!(due("2026-06-24T02:00:01+08:00", 6 * 3600), (None, 3));
    assert_eq!(due("2026-06-23T20:00:30+08:00", 0), (latest(), 2), "half a minute late is on time");
    assert_eq!(due("2026-06-23T20:02:00+08:00", 0), (None, 3));
    assert_eq!(due("2026-06-20T20:30:00+08:00", 0), (None, 0), "a clock that was set back");
}

#[test]
fn cron_lines_are_refused_for_a_reason() {
    let problem = |line: &str| line.parse::<Cron>().expect_err(line);
    assert_eq!(problem("0 12 * * *"), CronProblem::Fields(5));
    assert_eq!(problem("@daily"), CronProblem::Fields(1));
    assert_eq!(problem("0 0 12 * * * 2026"), CronProblem::Fields(7));
    assert_eq!(problem("* 0 12 * * *"), CronProblem::Seconds);
    assert_eq!(problem("0 0 12 * * 6"), CronProblem::WeekdayNumber);
    assert_eq!(problem("0 0 12 * * MON-5"), CronProblem::WeekdayNumber);
    assert_eq!(problem("0 0 12 * * SAT#1"), CronProblem::Unsupported('#'));
    assert_eq!(problem("0 0 12 L * *"), CronProblem::Unsupported('L'));
    assert_eq!(problem("0 0 12 * * FRIL"), CronProblem::Unsupported('L'));
    assert_eq!(problem("0 0 12 15W * *"), CronProblem::Unsupported('W'));
    assert_eq!(problem("0 0 12 30 2 *"), CronProblem::Never);
    assert!(matches!(problem("0 0 24 * * *"), CronProblem::Other(_)));
    for line in ["0 0 12 * * WED", "0 */20 8-18 * JUN-SEP MON-FRI", "30 5 9 1,15 * ?", "0 0 9 29 FEB *"] {
        assert!(line.parse::<Cron>().is_ok(), "{line}");
    }
    assert_eq!(
        keys(&schedule("30 5 9 * * *", ""), "2026-06-21T00:00:00Z", Tz::UTC, 1),
        ["2026-06-21T09:05:30"]
    );
}

#[test]
fn closing_is_made_up_however_late_and_skips_nothing() {
    let close = Schedule { job: Job::CloseDay, ..schedule("0 0 20 * * *", "") };
    let (since, now) = (at("2026-06-21T12:00:00+08:00"), at("2026-06-24T07:00:00+08:00"));
    let due = close.due(since, now, Asia::Shanghai, &campaign());
    assert_eq!(due.run.map(|run| run.key()), Some("2026-06-23T20:00".into()));
    assert_eq!(due.skipped, []);
    assert_eq!(close.due(now, now, Asia::Shanghai, &campaign()), Due::default());
}

#[test]
fn several_days_are_one_list_within_one_stretch() {
    let from = "2026-06-01T00:00:00+08:00";
    let both = schedule("0 0 9 * * *", "first saturday\nthird saturday");
    assert_eq!(
        keys(&both, from, Asia::Shanghai, 3),
        ["2026-06-06T09:00", "2026-06-20T09:00", "2026-07-04T09:00"]
    );
    let within = schedule("0 0 9 * * *", "first saturday\nthird saturday\ncampaign");
    assert_eq!(keys(&within, from, Asia::Shanghai, 1), ["2026-07-04T09:00"]);
    assert_eq!(keys(&within, "2026-09-20T00:00:00+08:00", Asia::Shanghai, 1), [""; 0]);
    let dates = schedule("0 0 9 * * *", "2026-07-05\n2026-07-02");
    assert_eq!(keys(&dates, from, Asia::Shanghai, 9), ["2026-07-02T09:00", "2026-07-05T09:00"]);
    for text in ["campaign", "phase:排查", "last friday", "2026-07-02", "first saturday\ncampaign"] {
        assert_eq!(text.parse::<Only>().map(|only| only.to_string()), Ok(text.to_owned()));
    }
}

/// What is chosen by name reads back as it was chosen, and each line that does not fit is left as it is.
#[test]
fn days_by_name_make_lines_and_read_back() {
    use preset::{Days, WORKDAYS, Within};
    let nine = NaiveTime::from_hms_opt(9, 30, 0).expect("a time");
    let weekdays = WORKDAYS.to_vec();
    for days in [
        Days::Every,
        Days::Weekly(weekdays),
        Days::Weekly(vec![chrono::Weekday::Sun]),
        Days::Monthly(1),
        Days::Nth(vec![(Nth::From1(1), chrono::Weekday::Sat), (Nth::Last, chrono::Weekday::Fri)]),
        Days::On(vec![day("2026-07-04")]),
    ] {
        let (cron, only) = days.at(nine);
        assert_eq!(Days::of(&cron, &only), Some((days, vec![nine], Vec::new())));
    }
    let read = |line: &str, only: &str| {
        let only = if only.is_empty() { Only::Always } else { only.parse().expect("days") };
        Days::of(&line.parse().expect("a line"), &only)
    };
    let (days, times, within) = read("0 0 9,15 ? * TUE-THU", "phase:排查").expect("it reads");
    assert_eq!(days, Days::Weekly(WORKDAYS[1..4].to_vec()));
    assert_eq!((times.len(), within), (2, vec![Within::Phase("排查".into())]));
    for line in ["0 */20 8 * * *", "0 0 8-18 * * *", "0 0 9 1-7 * SAT", "0 0 9 * JUN *", "0 0 9 1,15 * *"] {
        assert_eq!(read(line, ""), None, "{line}");
    }
    assert_eq!(read("0 0 9 * * MON", "first saturday"), None);
}

proptest! {
    /// Looked at in any steps, each run comes once, in order, with a key of its own.
    #[test]
    fn no_step_loses_or_repeats_a_run(
        steps in prop::collection::vec(1i64..20_000, 1..40),
        line in prop::sample::select(vec!["0 */10 * * * *", "0 30 2 * * *", "0 15,45 1-3 * * SUN"]),
        start in prop::sample::select(vec!["2026-03-28T20:00:00Z", "2026-10-24T20:00:00Z"]),
    ) {
        let schedule = schedule(line, "");
        let mut now = at(start);
        let mut seen = Vec::new();
        for step in steps {
            let until = now + TimeDelta::seconds(step);
            let due = schedule.due(now, until, Europe::Berlin, &campaign());
            seen.extend(due.skipped.into_iter().chain(due.run));
            now = until;
        }
        prop_assert_eq!(&seen, &schedule.missed(at(start), now, Europe::Berlin, &campaign()));
        prop_assert!(seen.windows(2).all(|pair| pair[0].at < pair[1].at && pair[0].local < pair[1].local));
    }
}
