//! The feature on a temporary store: what is booked is what a plain recount finds, whatever happens
//! in whatever order.

mod repair;

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::state::{Decided, State};
use super::store::{self as rows, Looked, NewAlbum, NewSubmission, Submission};
use super::{ask, verdict};
use crate::clock::Time;
use crate::config::{Config, Rule};
use crate::directory::{self, Kind, Shown};
use crate::domain::ids::{AlbumId, AreaId, ChatId, PersonId, SubmissionId};
use crate::domain::points::Deed;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::points;
use crate::i18n::Texts;
use crate::imaging::Look;
use crate::store::{Read, Store, Tx};
use crate::telegram::api::Me;

const TOML: &str = r#"
[campaign]
name = "C"
starts = 2026-06-21
ends = 2026-09-30
"#;

/// A store with a city, a district and two townships, a chat and two people, of whom one joined.
struct Bench {
    _folder: tempfile::TempDir,
    runtime: tokio::runtime::Runtime,
    store: Store,
    cx: Arc<Context>,
    next: i64,
}

const CITY: i64 = 1;
const DISTRICT: i64 = 2;
const TOWNSHIP: i64 = 3;
const JOINED: i64 = 1;
const STRANGER: i64 = 2;

fn now() -> Time {
    "2026-06-21T04:00:00Z".parse().expect("a time")
}

fn day() -> chrono::NaiveDate {
    "2026-06-21".parse().expect("a day")
}

impl Bench {
    fn new() -> Bench {
        Bench::with_cap(None)
    }

    fn with_cap(daily_cap: Option<i64>) -> Bench {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("muster.db")).expect("a store");
        let mut config = Config::parse(TOML, Path::new("/"), "bot.toml").expect("a good file");
        config.points.rules.deeds.insert(Deed::Photo, Rule { amount: 2, daily_cap });
        let me = Me { id: 1, username: "muster_bot".into(), can_read_all_group_messages: true };
        let cx = Arc::new(Context::new(Arc::new(config), Arc::new(Texts::embedded()), me));
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let bench = Bench { _folder: folder, runtime, store, cx, next: 100 };
        bench.write(|tx, cx| {
            points::store::totals::keep_up(tx, &cx.config.points.seasons)?;
            tx.execute(
                "insert into area (id, code, name, level, parent_id) values
                 (1, '33', 'C', 0, null), (2, '3305', 'D', 1, 1), (3, '330501', 'T', 2, 2), (4, '330502', 'U', 2, 2)",
                &[],
            )?;
            tx.execute(
                "insert into area_path (area_id, ancestor_id, depth) values
                 (1, 1, 0), (2, 2, 0), (2, 1, 1), (3, 3, 0), (3, 2, 1), (3, 1, 2), (4, 4, 0), (4, 2, 1), (4, 1, 2)",
                &[],
            )?;
            directory::see_chat(tx, -100, Kind::Supergroup, "field", None)?;
            for (id, name) in [(JOINED, "李伟"), (STRANGER, "陈静")] {
                directory::see_person(
                    tx,
                    &Shown { telegram_id: id, name: name.into(), username: None, language: None },
                )?;
            }
            tx.execute("update person set joined_at = 1 where id = $1", &[&JOINED])?;
            Ok(())
        });
        bench
    }

    fn write<T: Send + 'static>(
        &self,
        change: impl Fn(&mut Tx, &Context) -> Result<T, Failure> + Send + 'static,
    ) -> T {
        let cx = self.cx.clone();
        self.runtime.block_on(self.store.write(move |tx| change(tx, &cx))).expect("it is written")
    }

    fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Read) -> Result<T, Failure> + Send + 'static,
    ) -> T {
        self.runtime.block_on(self.store.read(question)).expect("it is read")
    }

    /// Posts photos of these contents as one album; not fetched yet.
    fn post(&mut self, person: i64, caption: &'static str, photos: usize) -> (AlbumId, Vec<SubmissionId>) {
        self.next += 10;
        let first = self.next;
        self.write(move |tx, cx| {
            let (chat, person) = (ChatId::from(1), Some(PersonId::from(person)));
            let area = AreaId::from(TOWNSHIP);
            let album = NewAlbum {
                chat,
                thread: 0,
                person,
                area,
                group: None,
                message: first,
                day: day(),
                posted_at: now(),
                closes_at: now(),
            };
            let album = rows::insert_album(tx, &album)?;
            let mut ids = Vec::new();
            for at in 0..photos as i64 {
                let new = NewSubmission {
                    album,
                    chat,
                    message: first + at,
                    person,
                    area,
                    day: day(),
                    posted_at: now(),
                    source: "photo",
                    file_id: "f",
                    file_unique: "u",
                    caption: if at == 0 { caption } else { "" },
                };
                ids.extend(rows::insert_submission(tx, &new)?);
            }
            ask::read_words(tx, cx, album, now())?;
            Ok((album, ids))
        })
    }

    fn fetched(&self, id: SubmissionId, content: u8, look: Look) {
        self.write(move |tx, _| {
            let looked = Looked {
                hash: format!("{content:064x}"),
                bytes: 1,
                look,
                width: 4,
                height: 3,
                taken_at: None,
                place: None,
                view: None,
            };
            rows::set_looked(tx, id, &looked, now())
        });
    }

    fn judge(&self, album: AlbumId, cause: String) {
        let parts = self.read(move |read| rows::parts(read, album));
        let looks = parts.iter().filter_map(|part| Some((part.id, part.look?))).collect();
        let scan = self.runtime.block_on(self.cx.looks.scan(&self.store, looks)).expect("it is scanned");
        self.write(move |tx, cx| verdict::judge_album(tx, cx, album, &scan, &cause, now()));
    }

    /// Posts one photo and judges it.
    fn one(
        &mut self,
        person: i64,
        caption: &'static str,
        content: u8,
        look: Look,
    ) -> (AlbumId, SubmissionId) {
        let (album, ids) = self.post(person, caption, 1);
        self.fetched(ids[0], content, look);
        self.judge(album, "first".into());
        (album, ids[0])
    }

    fn photo(&self, id: SubmissionId) -> Submission {
        self.read(move |read| rows::submission_by_id(read, id)).expect("it is there")
    }

    fn state(&self, id: SubmissionId) -> State {
        self.photo(id).state
    }

    fn decide(&self, id: SubmissionId, decided: Decided) {
        self.write(move |tx, cx| verdict::decide(tx, cx, id, decided, PersonId::from(JOINED), now()));
    }

    fn count(&self, area: i64) -> (u32, u32) {
        let count = self.read(move |read| rows::count(read, area.into(), day()));
        (count.photos, count.heads)
    }

    fn balance(&self) -> i64 {
        self.read(|read| points::store::balance(read, JOINED.into()))
    }

    /// Counts and balances are what photos and entries come to.
    fn is_sound(&self) {
        assert_eq!(self.read(rows::recount), []);
        assert_eq!(self.read(points::store::totals::recount), []);
    }

    fn said(&self, stem: &'static str) -> i64 {
        self.write(move |tx, _| {
            let n =
                tx.value("select count(*) from outbox where substr(key, 1, length($1)) = $1", &[&stem])?;
            Ok(n.unwrap_or_default())
        })
    }
}

/// Looks that differ from each other in about half of their bits, and one near to each.
fn look(n: u8, near: bool) -> Look {
    let mut bits = *blake3::hash(&[n]).as_bytes();
    bits[0] ^= u8::from(near);
    Look(bits)
}

#[test]
fn a_captioned_photo_counts_up_to_the_top_and_earns() {
    let mut bench = Bench::new();
    let (_, id) = bench.one(JOINED, "月河街 清理 12人", 1, look(1, false));
    assert_eq!(bench.state(id), State::Counted);
    for area in [CITY, DISTRICT, TOWNSHIP] {
        assert_eq!(bench.count(area), (1, 12));
    }
    assert_eq!(bench.balance(), 2);
    assert_eq!((bench.said("reaction:"), bench.said("photos.")), (1, 0), "a reaction, and not a word");
    bench.is_sound();
}

#[test]
fn the_quota_is_told_once() {
    let mut bench = Bench::new();
    for n in 1..=4 {
        bench.one(JOINED, "月河街 清理", n, look(n, false));
    }
    assert_eq!(bench.count(DISTRICT), (4, 4));
    assert_eq!(bench.said("photos.quota:"), 1);
    bench.is_sound();
}

#[test]
fn the_same_file_does_not_count_again_and_what_looks_the_same_waits() {
    let mut bench = Bench::new();
    let (_, first) = bench.one(JOINED, "月河街 清理", 1, look(1, false));
    let (_, again) = bench.one(JOINED, "月河街 清理", 1, look(1, false));
    assert_eq!(bench.state(again), State::Duplicate);
    assert_eq!(bench.photo(again).like, Some((first, 0)));
    assert_eq!(bench.said("photos.outcome:"), 1);
    let (album, alike) = bench.one(JOINED, "月河街 清理", 2, look(1, true));
    assert_eq!(bench.state(alike), State::Waiting);
    assert_eq!(bench.photo(alike).like.map(|(of, _)| of), Some(first));
    // Judging again changes nothing, of neither.
    let revision = bench.photo(alike).revision;
    bench.judge(album, "again".into());
    bench.judge(bench.photo(first).album, "again".into());
    assert_eq!((bench.photo(alike).revision, bench.state(first)), (revision, State::Counted));
    bench.decide(alike, Decided::Count);
    assert_eq!((bench.state(alike), bench.count(CITY).0, bench.balance()), (State::Counted, 2, 4));
    bench.decide(first, Decided::Blurred);
    assert_eq!((bench.state(first), bench.count(CITY).0, bench.balance()), (State::Refused, 1, 2));
    bench.is_sound();
}

#[test]
fn an_album_counts_photo_by_photo_and_its_people_once() {
    let mut bench = Bench::new();
    bench.one(JOINED, "月河街 清理", 1, look(1, false));
    let (album, ids) = bench.post(JOINED, "三里桥 12人", 3);
    for (at, id) in ids.iter().enumerate() {
        bench.fetched(*id, at as u8 + 1, look(at as u8 + 1, false));
    }
    bench.judge(album, "closed".into());
    let states: Vec<State> = ids.iter().map(|id| bench.state(*id)).collect();
    assert_eq!(states, [State::Duplicate, State::Counted, State::Counted]);
    assert_eq!(bench.count(CITY), (3, 13));
    bench.decide(ids[1], Decided::Other);
    assert_eq!(bench.count(CITY), (2, 13), "one of its photos still counts");
    bench.decide(ids[2], Decided::Other);
    assert_eq!(bench.count(CITY), (1, 1));
    bench.is_sound();
}

#[test]
fn bare_photos_are_asked_about_once_and_give_way_to_their_better_twins() {
    let mut bench = Bench::new();
    let (_, first) = bench.one(JOINED, "", 1, look(1, false));
    let (_, second) = bench.one(JOINED, "12", 2, look(2, false));
    assert_eq!((bench.state(first), bench.state(second)), (State::Bare, State::Bare));
    assert_eq!(bench.said("photos.ask:"), 1);
    let (_, twin) = bench.one(JOINED, "月河街 清理", 1, look(1, false));
    assert_eq!((bench.state(first), bench.state(twin)), (State::Dismissed, State::Counted));
    bench.is_sound();
}

#[test]
fn photos_of_a_stranger_wait_until_they_join_or_the_day_closes() {
    let mut bench = Bench::new();
    let (album, id) = bench.one(STRANGER, "月河街 清理", 1, look(1, false));
    assert_eq!((bench.state(id), bench.count(CITY).0), (State::Unjoined, 0));
    let (late, missed) = bench.one(STRANGER, "月河街 清理", 2, look(2, false));
    bench.write(|tx, _| tx.execute("update person set joined_at = 2 where id = $1", &[&STRANGER]));
    bench.judge(album, "joined".into());
    assert_eq!((bench.state(id), bench.count(CITY).0), (State::Counted, 1));
    bench.write(|tx, _| {
        tx.execute("insert into day_close (day, closed_at) values ($1, 0)", &[&day().to_string()])
    });
    bench.judge(late, "joined".into());
    assert_eq!(bench.state(missed), State::Unjoined);
    bench.is_sound();
}

#[derive(Clone, Debug)]
enum Step {
    Post { person: i64, captioned: bool, contents: Vec<(u8, bool)> },
    Decide { photo: usize, decided: usize },
    Caption { photo: usize, other: usize, heads: u32 },
    Replace { photo: usize, content: u8 },
    Dismiss { photo: usize },
    Move { photo: usize, area: i64, before: u64 },
    TakeBack { photo: usize, album: bool },
    Fix { photo: usize },
    Unfix { photo: usize },
    Join,
    Judge { photo: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let contents = prop::collection::vec((1u8..6, any::<bool>()), 1..4);
    prop_oneof![
        4 => (1i64..3, any::<bool>(), contents)
            .prop_map(|(person, captioned, contents)| Step::Post { person, captioned, contents }),
        3 => (any::<usize>(), 0usize..5).prop_map(|(photo, decided)| Step::Decide { photo, decided }),
        3 => (any::<usize>(), any::<usize>(), 1u32..30)
            .prop_map(|(photo, other, heads)| Step::Caption { photo, other, heads }),
        1 => (any::<usize>(), 1u8..6).prop_map(|(photo, content)| Step::Replace { photo, content }),
        1 => any::<usize>().prop_map(|photo| Step::Dismiss { photo }),
        2 => (any::<usize>(), 3i64..5, 0u64..3).prop_map(|(photo, area, before)| Step::Move { photo, area, before }),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(photo, album)| Step::TakeBack { photo, album }),
        1 => any::<usize>().prop_map(|photo| Step::Fix { photo }),
        1 => any::<usize>().prop_map(|photo| Step::Unfix { photo }),
        1 => Just(Step::Join),
        2 => any::<usize>().prop_map(|photo| Step::Judge { photo }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever is posted, decided, edited and moved in whatever order: the counts of each area are
    /// those of a plain recount, and each balance is what its counted photos earn.
    #[test]
    fn what_is_booked_is_what_a_recount_finds(steps in prop::collection::vec(step(), 1..25)) {
        let mut bench = Bench::new();
        let mut photos: Vec<SubmissionId> = Vec::new();
        let mut withdrawn: Vec<SubmissionId> = Vec::new();
        for (at, step) in steps.into_iter().enumerate() {
            let cause = format!("step{at}");
            let pick = |photo: usize| photos.get(photo % photos.len().max(1)).copied();
            match step {
                Step::Post { person, captioned, contents } => {
                    let caption = if captioned { "月河街 清理 3人" } else { "" };
                    let (album, ids) = bench.post(person, caption, contents.len());
                    for (id, (content, near)) in ids.iter().zip(contents) {
                        bench.fetched(*id, content + 10 * u8::from(near), look(content, near));
                    }
                    bench.judge(album, cause);
                    photos.extend(ids);
                }
                Step::Decide { photo, decided } => {
                    let Some(id) = pick(photo) else { continue };
                    let all = [Decided::Count, Decided::Blurred, Decided::OffTopic, Decided::Duplicate, Decided::Other];
                    bench.decide(id, all[decided]);
                }
                // One text for the photos of two messages, or of one.
                Step::Caption { photo, other, heads } => {
                    let Some(ids) = pick(photo).zip(pick(other)) else { continue };
                    let albums = [bench.photo(ids.0).album, bench.photo(ids.1).album];
                    bench.write(move |tx, cx| {
                        for id in albums {
                            let Some(album) = rows::album_by_id(tx, id)? else { continue };
                            ask::give(tx, &album, &format!("朝阳街 {heads}人"), Some(10_000 + at as i64))?;
                            ask::read_words(tx, cx, id, now())?;
                        }
                        Ok(())
                    });
                    bench.is_sound();
                    for (n, album) in albums.into_iter().enumerate() {
                        bench.judge(album, format!("{cause}.{n}"));
                    }
                }
                Step::Replace { photo, content } => {
                    let Some(id) = pick(photo) else { continue };
                    let part = bench.photo(id);
                    if part.state == State::Withdrawn {
                        continue;
                    }
                    let album = part.album;
                    bench.write({
                        let cause = cause.clone();
                        move |tx, cx| {
                            verdict::reset(tx, cx, &part, &cause, now())?;
                            rows::replace_file(tx, id, "photo", "g", "v")
                        }
                    });
                    bench.is_sound();
                    bench.fetched(id, content, look(content, false));
                    bench.judge(album, cause);
                }
                Step::Dismiss { photo } => {
                    let Some(id) = pick(photo) else { continue };
                    let album = bench.photo(id).album;
                    bench.write(move |tx, cx| {
                        let Some(album) = rows::album_by_id(tx, album)? else { return Ok(()) };
                        verdict::dismiss(tx, cx, &album, now())
                    });
                }
                Step::TakeBack { photo, album: whole } => {
                    let Some(id) = pick(photo) else { continue };
                    let album = bench.photo(id).album;
                    let cause = cause.clone();
                    bench.write(move |tx, cx| {
                        let Some(of) = rows::album_by_id(tx, album)? else { return Ok(()) };
                        let mut parts = rows::parts(tx, album)?;
                        parts.retain(|part| whole || part.id == id);
                        verdict::withdraw(tx, cx, &of, &parts, &cause, now())?;
                        for part in &parts {
                            rows::take_files(tx, part.id)?;
                        }
                        Ok(())
                    });
                    prop_assert_eq!(bench.state(id), State::Withdrawn);
                    // Whatever is decided, edited and judged afterwards: nobody overrules its sender.
                    withdrawn.push(id);
                }
                Step::Fix { photo } => {
                    let Some(id) = pick(photo) else { continue };
                    let part = bench.photo(id);
                    let album = part.album;
                    bench.write(move |tx, _| rows::allow_fixed_post(tx, part.area, &part, JOINED.into(), now()));
                    bench.judge(album, cause);
                }
                Step::Unfix { photo } => {
                    let Some(id) = pick(photo) else { continue };
                    let part = bench.photo(id);
                    let album = part.album;
                    bench.write(move |tx, _| rows::forget_fixed_post(tx, &part));
                    let before = bench.state(id);
                    bench.judge(album, cause);
                    prop_assert!(before != State::Counted || bench.state(id) == State::Counted);
                }
                Step::Move { photo, area, before } => {
                    let Some(id) = pick(photo) else { continue };
                    let album = bench.photo(id).album;
                    bench.write({
                        let cause = cause.clone();
                        move |tx, cx| {
                            let Some(album) = rows::album_by_id(tx, album)? else { return Ok(()) };
                            let to = day() - chrono::Days::new(before);
                            verdict::move_album(tx, cx, &album, (area.into(), to), &cause, now())
                        }
                    });
                    bench.is_sound();
                    bench.judge(album, cause);
                }
                Step::Join => {
                    bench.write(|tx, _| tx.execute("update person set joined_at = 2 where id = $1", &[&STRANGER]));
                }
                Step::Judge { photo } => {
                    let Some(id) = pick(photo) else { continue };
                    bench.judge(bench.photo(id).album, cause);
                }
            }
            bench.is_sound();
            for id in &withdrawn {
                prop_assert_eq!(bench.state(*id), State::Withdrawn);
            }
        }
        let counted = photos.iter().filter(|id| {
            let photo = bench.photo(**id);
            photo.state == State::Counted && photo.person == Some(JOINED.into())
        });
        prop_assert_eq!(bench.balance(), 2 * counted.count() as i64);
    }
}
