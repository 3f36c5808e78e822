//! What is moved, taken back and allowed: counts and points follow.

use super::*;

/// A day's cap is the day's, wherever its photos are moved: what is moved away makes room, and what
/// comes takes what is left.
#[test]
fn the_caps_of_both_days_hold_after_a_move() {
    let mut bench = Bench::with_cap(Some(4));
    let ids: Vec<SubmissionId> =
        (1..=3).map(|n| bench.one(JOINED, "月河街 清理", n, look(n, false)).1).collect();
    assert_eq!(bench.balance(), 4, "the third photo of the day earns nothing more");
    let to_day = |bench: &Bench, id: SubmissionId, before: u64, cause: &'static str| {
        let album = bench.photo(id).album;
        bench.write(move |tx, cx| {
            let Some(album) = rows::album_by_id(tx, album)? else { return Ok(()) };
            let to = (album.area, day() - chrono::Days::new(before));
            verdict::move_album(tx, cx, &album, to, cause, now())
        });
        bench.is_sound();
    };
    to_day(&bench, ids[0], 1, "there");
    assert_eq!((bench.balance(), bench.count(CITY)), (6, (2, 2)));
    bench.decide(ids[0], Decided::Other);
    assert_eq!(bench.balance(), 4);
    bench.decide(ids[0], Decided::Count);
    to_day(&bench, ids[0], 0, "back");
    assert_eq!((bench.balance(), bench.count(CITY)), (4, (3, 3)));
}

#[test]
fn a_photo_taken_back_is_nobodys_to_count() {
    let mut bench = Bench::new();
    let (album, id) = bench.one(JOINED, "月河街 清理 5人", 1, look(1, false));
    bench.write(move |tx, cx| {
        let (of, parts) = (rows::album_by_id(tx, album)?, rows::parts(tx, album)?);
        let of = of.ok_or_else(|| anyhow::anyhow!("no album"))?;
        verdict::withdraw(tx, cx, &of, &parts, "undo", now()).map(drop)
    });
    assert_eq!((bench.state(id), bench.count(CITY), bench.balance()), (State::Withdrawn, (0, 0), 0));
    bench.decide(id, Decided::Count);
    bench.judge(album, "again".into());
    assert_eq!((bench.state(id), bench.count(CITY), bench.balance()), (State::Withdrawn, (0, 0), 0));
    // The same file counts again, in its place.
    let (_, again) = bench.one(JOINED, "月河街 清理", 1, look(1, false));
    assert_eq!((bench.state(again), bench.balance()), (State::Counted, 2));
    bench.is_sound();
}

#[test]
fn a_fixed_post_is_not_held_up_and_the_same_file_still_is() {
    let mut bench = Bench::new();
    let (_, first) = bench.one(JOINED, "月河街 岗亭", 1, look(1, false));
    let (_, held) = bench.one(JOINED, "月河街 岗亭", 2, look(1, true));
    assert_eq!((bench.state(first), bench.state(held)), (State::Counted, State::Waiting));
    let part = bench.photo(held);
    bench.write(move |tx, _| rows::allow_fixed_post(tx, part.area, &part, JOINED.into(), now()));
    let (_, next) = bench.one(JOINED, "月河街 岗亭", 3, look(1, false));
    let (_, same) = bench.one(JOINED, "月河街 岗亭", 1, look(1, false));
    assert_eq!((bench.state(next), bench.state(same)), (State::Counted, State::Duplicate));
    let part = bench.photo(next);
    assert!(bench.write(move |tx, _| rows::forget_fixed_post(tx, &part)));
    let (_, later) = bench.one(JOINED, "月河街 岗亭", 4, look(1, false));
    assert_eq!((bench.state(next), bench.state(later)), (State::Counted, State::Waiting));
    bench.is_sound();
}
