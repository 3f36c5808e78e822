use chrono::{Datelike, TimeDelta};
use chrono_tz::{America, Asia, Australia, Europe, Pacific};
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

fn at(text: &str) -> Time {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

fn oclock(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}

fn quiet(from: (u32, u32), until: (u32, u32)) -> Quiet {
    Quiet { from: oclock(from.0, from.1), until: oclock(until.0, until.1) }
}

#[test]
fn a_photo_at_the_days_end_counts_for_tomorrow() {
    let of = |text| reporting_day(at(text), Asia::Shanghai, oclock(20, 0));
    assert_eq!(of("2026-06-21T19:59:59.999+08:00"), day("2026-06-21"));
    assert_eq!(of("2026-06-21T20:00:00+08:00"), day("2026-06-22"));
    assert_eq!(of("2026-06-22T00:00:00+08:00"), day("2026-06-22"));
    let midnight = |text| reporting_day(at(text), Asia::Shanghai, NaiveTime::MIN);
    assert_eq!(midnight("2026-06-21T23:59:59.999+08:00"), day("2026-06-21"));
    assert_eq!(midnight("2026-06-22T00:00:00+08:00"), day("2026-06-22"));
}

#[test]
fn a_day_that_ends_while_clocks_change_ends_once() {
    // 25 October 2026, Berlin: 3:00 becomes 2:00. The day ends when it is half past two for the first time.
    let ends = oclock(2, 30);
    assert_eq!(deadline(day("2026-10-25"), Europe::Berlin, ends), at("2026-10-25T02:30:00+02:00"));
    assert_eq!(reporting_day(at("2026-10-25T02:15:00+01:00"), Europe::Berlin, ends), day("2026-10-26"));
    // 29 March 2026: 2:00 becomes 3:00. There is no half past two; the day ends with the jump.
    assert_eq!(deadline(day("2026-03-29"), Europe::Berlin, ends), at("2026-03-29T03:00:00+02:00"));
    // Lord Howe moves by half an hour, Apia left out a whole day.
    assert_eq!(
        deadline(day("2026-10-04"), Australia::Lord_Howe, oclock(2, 10)),
        at("2026-10-04T02:30:00+11:00")
    );
    assert_eq!(deadline(day("2011-12-30"), Pacific::Apia, oclock(20, 0)), at("2011-12-31T00:00:00+14:00"));
}

#[test]
fn quiet_hours_span_midnight() {
    let night = quiet((21, 30), (7, 0));
    for (time, is_quiet) in
        [((21, 29), false), ((21, 30), true), ((0, 0), true), ((6, 59), true), ((7, 0), false)]
    {
        assert_eq!(night.covers(oclock(time.0, time.1)), is_quiet, "{time:?}");
    }
    let ends = |text| night.ends(at(text), Asia::Shanghai);
    assert_eq!(ends("2026-06-21T22:00:00+08:00"), Some(at("2026-06-22T07:00:00+08:00")));
    assert_eq!(ends("2026-06-22T05:00:00+08:00"), Some(at("2026-06-22T07:00:00+08:00")));
    assert_eq!(ends("2026-06-22T07:00:00+08:00"), None);
    let noon = quiet((12, 0), (14, 0));
    assert_eq!(
        noon.ends(at("2026-06-21T13:00:00+08:00"), Asia::Shanghai),
        Some(at("2026-06-21T14:00:00+08:00"))
    );
    assert_eq!(noon.ends(at("2026-06-21T11:00:00+08:00"), Asia::Shanghai), None);
}

#[test]
fn the_campaign_knows_where_it_stands() {
    let phase = |name: &str, starts, ends| Phase { name: name.into(), starts: day(starts), ends: day(ends) };
    let campaign = Campaign {
        name: "百日".into(),
        starts: day("2026-06-21"),
        ends: day("2026-09-30"),
        phases: vec![phase("排查", "2026-06-21", "2026-08-31"), phase("提升", "2026-07-01", "2026-09-10")],
        named_days: Vec::new(),
    };
    assert_eq!(campaign.stage(day("2026-06-20")), Stage::Rehearsal);
    assert_eq!(campaign.stage(day("2026-06-21")), Stage::Day { n: 1, of: 102 });
    assert_eq!(campaign.stage(day("2026-09-30")), Stage::Day { n: 102, of: 102 });
    assert_eq!(campaign.stage(day("2026-10-01")), Stage::Over);
    let stage_at = |text| campaign.stage_at(at(text), Asia::Shanghai, oclock(20, 0));
    assert_eq!(stage_at("2026-06-20T21:00:00+08:00"), Stage::Rehearsal, "day 1 begins at midnight");
    assert_eq!(stage_at("2026-06-21T00:00:00+08:00"), Stage::Day { n: 1, of: 102 });
    assert_eq!(stage_at("2026-06-21T20:00:00+08:00"), Stage::Day { n: 2, of: 102 });
    assert_eq!(stage_at("2026-09-30T20:00:00+08:00"), Stage::Over);
    let on = |date| campaign.phases_on(day(date)).map(|phase| phase.name.as_str()).collect::<Vec<_>>();
    assert_eq!(on("2026-06-30"), ["排查"]);
    assert_eq!(on("2026-07-01"), ["排查", "提升"]);
    assert_eq!(on("2026-09-11"), [""; 0]);
}

fn zone() -> impl Strategy<Value = Tz> {
    prop::sample::select(vec![
        Asia::Shanghai,
        Europe::Berlin,
        America::New_York,
        Australia::Lord_Howe,
        Asia::Kathmandu,
        Tz::UTC,
    ])
}

/// Instants of forty years, half of them within hours of a change of clocks.
fn moment() -> impl Strategy<Value = Time> {
    let changes = prop::sample::select(vec![
        "2026-03-29T01:00:00Z",
        "2026-10-25T01:00:00Z",
        "2026-03-08T07:00:00Z",
        "2026-11-01T06:00:00Z",
        "2026-04-04T15:00:00Z",
        "2026-10-03T15:30:00Z",
        "1991-09-14T17:00:00Z",
    ]);
    let near = (changes, -100_000_000i64..100_000_000)
        .prop_map(|(change, ms)| at(change) + TimeDelta::milliseconds(ms));
    let any =
        (0i64..1_262_304_000_000).prop_map(|ms| at("1990-01-01T00:00:00Z") + TimeDelta::milliseconds(ms));
    prop_oneof![near, any]
}

fn time_of_day() -> impl Strategy<Value = NaiveTime> {
    (0u32..24, 0u32..60).prop_map(|(hour, minute)| oclock(hour, minute))
}

proptest! {
    #[test]
    fn every_instant_belongs_to_exactly_one_day(moment in moment(), tz in zone(), ends in time_of_day()) {
        let day = reporting_day(moment, tz, ends);
        let (first, next) = bounds(day, tz, ends);
        prop_assert!(first <= moment && moment < next);
        prop_assert_eq!(bounds(next_day(day), tz, ends).0, next, "days touch");
        prop_assert_eq!(reporting_day(first, tz, ends), day);
        prop_assert_eq!(reporting_day(next - TimeDelta::milliseconds(1), tz, ends), day);
        prop_assert_eq!(reporting_day(next, tz, ends), next_day(day));
    }

    #[test]
    fn days_never_go_back(moment in moment(), later in 0i64..200_000_000, tz in zone(), ends in time_of_day()) {
        let after = moment + TimeDelta::milliseconds(later);
        prop_assert!(reporting_day(moment, tz, ends) <= reporting_day(after, tz, ends));
    }

    #[test]
    fn an_instant_shows_the_local_time_or_the_first_after_it(moment in moment(), tz in zone()) {
        let local = moment.with_timezone(&tz).naive_local();
        let first = instant(local, tz);
        prop_assert!(first <= moment);
        prop_assert_eq!(first.with_timezone(&tz).naive_local(), local);
    }

    #[test]
    fn quiet_hours_end_when_it_is_not_quiet(moment in moment(), tz in zone(), from in time_of_day(), until in time_of_day()) {
        prop_assume!(from != until);
        let quiet = Quiet { from, until };
        match quiet.ends(moment, tz) {
            None => prop_assert!(!quiet.covers(moment.with_timezone(&tz).time())),
            Some(end) => {
                prop_assert!(quiet.covers(moment.with_timezone(&tz).time()));
                prop_assert!(end > moment && end - moment <= TimeDelta::hours(25));
            }
        }
    }
}

fn next_day(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day.num_days_from_ce() + 1).unwrap_or(day)
}

#[test]
fn a_day_is_read_as_people_write_it() {
    let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
    let today = date("2026-06-21");
    for said in ["2026-06-20", "6-20", "06-20", "6/20", "6.20", "6月20日", "6月20号", "昨天", "yesterday"]
    {
        assert_eq!(said_day(said, today), Some(date("2026-06-20")), "{said}");
    }
    assert_eq!(said_day("今天", today), Some(today));
    assert_eq!(said_day("12-31", today), Some(date("2025-12-31")), "the last one there was");
    for no_day in ["330502", "330502001", "6", "6-31", "吴兴区", "", "-", "6-", "99999-1-1"] {
        assert_eq!(said_day(no_day, today), None, "{no_day}");
    }
}

#[test]
fn days_to_come_are_read_as_people_write_them() {
    let today = NaiveDate::from_ymd_opt(2026, 6, 21).expect("a day");
    let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
    for (text, expected) in [
        ("今天", date(2026, 6, 21)),
        ("明天", date(2026, 6, 22)),
        ("後天", date(2026, 6, 23)),
        ("7-5", date(2026, 7, 5)),
        ("7月5日", date(2026, 7, 5)),
        ("7/5", date(2026, 7, 5)),
        ("2026-07-05", date(2026, 7, 5)),
        ("6-21", date(2026, 6, 21)),
        ("6-20", date(2027, 6, 20)),
        ("2-30", None),
        ("7", None),
        ("soon", None),
        ("", None),
    ] {
        assert_eq!(coming_day(text, today), expected, "{text}");
    }
}

#[test]
fn named_days_are_found_and_told_ahead() {
    let named = |name: &str, dates: &[&str], notice: u32| NamedDay {
        name: name.into(),
        dates: dates.iter().map(|date| day(date)).collect(),
        notice,
        text: None,
        at: NaiveTime::MIN,
        to: Default::default(),
        area: None,
    };
    let campaign = Campaign {
        name: "百日".into(),
        starts: day("2026-06-21"),
        ends: day("2026-09-30"),
        phases: Vec::new(),
        named_days: vec![named("河", &["2026-07-01", "2026-07-03"], 2), named("路", &["2026-07-01"], 0)],
    };
    let on = |text: &str| campaign.days_on(day(text)).map(|day| day.name.clone()).collect::<Vec<_>>();
    assert_eq!(on("2026-07-01"), ["河", "路"]);
    assert_eq!(on("2026-07-02"), [""; 0]);
    let ahead = |text: &str, n| {
        let found = campaign.days_ahead(day(text), n).into_iter();
        found.map(|(date, day)| format!("{date} {}", day.name)).collect::<Vec<_>>()
    };
    assert_eq!(ahead("2026-06-30", 3), ["2026-07-01 河", "2026-07-01 路", "2026-07-03 河"]);
    assert_eq!(ahead("2026-06-30", 1), ["2026-07-01 河", "2026-07-01 路"]);
    assert_eq!(ahead("2026-07-01", 1), [""; 0], "the day itself is not ahead");
    let river = &campaign.named_days[0];
    let told: Vec<String> = river.told_on().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["2026-06-29", "2026-07-01", "2026-07-03"],
        "one day may be told of twice in one message"
    );
    assert_eq!(river.dates_told_on(day("2026-07-01")).len(), 2);
    assert_eq!(campaign.named_days[1].told_on(), []);
}
