use proptest::prelude::*;

use super::*;

fn chat(id: i64) -> TgChat {
    TgChat::from(id)
}

fn s(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

const ONE: Cost = Cost::Messages(1);

#[test]
fn a_chat_gets_one_a_second_and_a_group_twenty_a_minute() {
    let mut limiter = Limiter::new(Pace::default());
    let mut now = Duration::ZERO;
    for n in 0..20 {
        now = limiter.earliest(chat(-1), true, ONE, now);
        assert_eq!(now, s(f64::from(n)));
        limiter.note(chat(-1), true, ONE, now);
    }
    assert_eq!(limiter.earliest(chat(-1), true, ONE, now), s(60.0));
    assert_eq!(limiter.earliest(chat(-2), true, ONE, now), now, "others do not wait");
    assert_eq!(limiter.earliest(chat(-1), true, Cost::Reaction, now), now, "reactions do not either");
}

#[test]
fn thirty_a_second_over_all_reactions_included() {
    let mut limiter = Limiter::new(Pace::default());
    for n in 0..30 {
        limiter.note(chat(n), false, if n % 2 == 0 { ONE } else { Cost::Reaction }, s(5.0));
    }
    assert_eq!(limiter.earliest(chat(99), false, ONE, s(5.5)), s(6.0));
    assert_eq!(limiter.earliest(chat(99), false, Cost::Reaction, s(5.5)), s(6.0));
}

#[test]
fn an_album_costs_its_photos() {
    let mut limiter = Limiter::new(Pace::default());
    assert_eq!(limiter.earliest(chat(-1), true, Cost::Messages(9), s(1.0)), s(1.0));
    limiter.note(chat(-1), true, Cost::Messages(9), s(1.0));
    assert_eq!(limiter.earliest(chat(-1), true, ONE, s(1.0)), s(10.0), "nine seconds' worth of a chat");
    assert_eq!(limiter.earliest(chat(-1), true, Cost::Messages(12), s(10.0)), s(61.0), "and nine of twenty");
}

#[test]
fn nought_lifts_a_limit() {
    let mut limiter = Limiter::new(Pace { per_second: 0, chat_per_second: 0, group_per_minute: 0 });
    for _ in 0..1000 {
        assert_eq!(limiter.earliest(chat(-1), true, Cost::Messages(10), s(1.0)), s(1.0));
        limiter.note(chat(-1), true, Cost::Messages(10), s(1.0));
    }
}

#[test]
fn three_flooded_chats_hold_the_bot() {
    let mut limiter = Limiter::new(Pace::default());
    assert!(!limiter.flooded(chat(1), s(1.0), s(30.0)));
    assert_eq!(limiter.earliest(chat(1), false, ONE, s(2.0)), s(31.0));
    assert_eq!(limiter.earliest(chat(2), false, ONE, s(2.0)), s(2.0));
    assert!(!limiter.flooded(chat(1), s(2.0), s(30.0)), "the same chat again");
    assert!(!limiter.flooded(chat(2), s(3.0), s(5.0)));
    assert!(limiter.flooded(chat(3), s(6.9), s(10.0)));
    assert_eq!(limiter.earliest(chat(4), false, Cost::Reaction, s(7.0)), s(16.9));
    assert!(!limiter.flooded(chat(5), s(12.0), s(1.0)), "five seconds later it is news again");
}

#[test]
fn what_is_over_is_forgotten() {
    let mut limiter = Limiter::new(Pace { per_second: 0, ..Pace::default() });
    for n in 0..100_000 {
        limiter.note(chat(n), true, ONE, s(n as f64 / 1000.0));
    }
    limiter.hold(chat(7), s(1000.0));
    limiter.note(chat(-1), true, ONE, s(300.0));
    assert_eq!(limiter.remembered(), 2, "the last one and the one that is held");
}

proptest! {
    /// Whatever is sent as early as allowed, no span holds more than its limit, and all of it gets out.
    #[test]
    fn no_window_is_ever_exceeded(
        sends in prop::collection::vec((0i64..4, any::<bool>(), 1u32..=10, 0u64..400), 1..120),
        pace in (0u32..40, 0u32..4, 0u32..30).prop_map(|(per_second, chat_per_second, group_per_minute)| Pace { per_second, chat_per_second, group_per_minute }),
    ) {
        let mut limiter = Limiter::new(pace);
        let mut now = Duration::ZERO;
        let mut sent: Vec<(i64, Cost, Duration)> = Vec::new();
        for (id, reaction, n, pause) in sends {
            // Even chats are groups.
            let cost = if reaction { Cost::Reaction } else { Cost::Messages(n) };
            now += Duration::from_millis(pause);
            let at = limiter.earliest(chat(id), id % 2 == 0, cost, now);
            // At worst an album of ten went before, in a group of one a minute.
            prop_assert!(now <= at && at <= now + 10 * MINUTE, "it makes progress");
            prop_assert_eq!(limiter.earliest(chat(id), id % 2 == 0, cost, at), at, "the promise holds");
            limiter.note(chat(id), id % 2 == 0, cost, at);
            sent.push((id, cost, at));
            now = at;
        }
        let check = |limit: u32, span: Duration, picked: &dyn Fn(&(i64, Cost, Duration)) -> bool| {
            let picked: Vec<_> = sent.iter().filter(|send| picked(send)).collect();
            for (first, (_, _, start)) in picked.iter().enumerate() {
                let within: Vec<u32> = picked[first..].iter().take_while(|(_, _, at)| *at < *start + span).map(|(_, cost, _)| cost.weight()).collect();
                let sum: u32 = within.iter().sum();
                // One album may by itself be more than a span holds; then it is alone in it.
                assert!(limit == 0 || sum <= limit || within.len() == 1, "{within:?} in {span:?}, limit {limit}");
            }
        };
        check(pace.per_second, SECOND, &|_| true);
        for id in 0..4 {
            check(pace.chat_per_second, SECOND, &|(to, cost, _)| *to == id && *cost != Cost::Reaction);
        }
        for id in [0, 2] {
            check(pace.group_per_minute, MINUTE, &|(to, cost, _)| *to == id && *cost != Cost::Reaction);
        }
    }
}

/// Thirty that went out at once and were answered late: the thirty-first waits for a second after that.
#[test]
fn what_is_answered_late_counts_from_then() {
    let ms = Duration::from_millis;
    let mut limiter = Limiter::new(Pace { per_second: 30, chat_per_second: 1, group_per_minute: 20 });
    for chat in 1..=30 {
        limiter.note(TgChat::from(chat), false, Cost::Messages(1), ms(1000));
    }
    let next = |limiter: &Limiter| limiter.earliest(TgChat::from(99), false, Cost::Messages(1), ms(1200));
    assert_eq!(next(&limiter), ms(2000));
    for chat in 1..=30 {
        limiter.answered(TgChat::from(chat), false, Cost::Messages(1), ms(1000), ms(1000 + chat as u64));
    }
    assert_eq!(next(&limiter), ms(2001), "a place is free a second after the first answer");
    assert_eq!(limiter.earliest(TgChat::from(30), false, Cost::Messages(1), ms(2020)), ms(2030));
    // Of a weight that is spread, and of what is forgotten already, nothing breaks.
    limiter.answered(TgChat::from(1), true, Cost::Messages(40), ms(1), ms(5));
    limiter.answered(TgChat::from(77), true, Cost::Messages(1), ms(1), ms(5000));
    assert_eq!(limiter.earliest(TgChat::from(77), true, Cost::Messages(1), ms(5000)), ms(6000));
}
