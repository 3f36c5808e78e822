//! Many people who do the same: they come into groups, sign up and post photos, all drawn from a seed, so that
//! a storm of three hundred is a few lines of a day file, and is the same storm each time.

use std::collections::BTreeSet;

use anyhow::Context as _;
use chrono::{NaiveTime, TimeDelta};
use serde::Deserialize;

use super::{Chat, Deed, Person, Photo, Replies, Step, Words, time};
use crate::error::Failure;

/// Sizes of the pieces that are cut out of the photos, in percent of each side.
const PIECE: std::ops::Range<u64> = 36..64;

/// How far into the crowd's time somebody comes and signs up, in percent; they post after that.
const SIGN_UP_BY: i64 = 70;

/// A crowd as a day file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crowd {
    /// How many.
    people: usize,
    /// The groups they come into, in turn.
    chats: Vec<String>,
    from: String,
    until: String,
    /// How many photos each posts, one at a time.
    #[serde(default = "one")]
    photos_each: usize,
    /// What is posted is a piece of one of these.
    photos: Vec<String>,
    /// Drawn for each photo; `{n}` stands for a number of people.
    captions: Vec<Words>,
    surnames: Vec<Words>,
    given_names: Vec<Words>,
    seed: u64,
}

fn one() -> usize {
    1
}

impl Crowd {
    /// Adds the crowd to the people and the members, and all that it does to the steps.
    pub fn come(
        &self,
        people: &mut Vec<Person>,
        chats: &mut [Chat],
        steps: &mut Vec<Step>,
    ) -> Result<(), Failure> {
        let (from, until) = (time(&self.from)?, time(&self.until)?);
        anyhow::ensure!(from < until, "crowd: it comes from {from} until {until}");
        for (what, empty) in [
            ("chats", self.chats.is_empty()),
            ("photos", self.photos.is_empty()),
            ("captions", self.captions.is_empty()),
            ("surnames", self.surnames.is_empty()),
            ("given_names", self.given_names.is_empty()),
        ] {
            anyhow::ensure!(!empty, "crowd: {what} is empty");
        }
        let mut lot = Lot(self.seed);
        let mut cuts = BTreeSet::new();
        let span = (until - from).num_seconds();
        for number in 0..self.people {
            let key = format!("c{:03}", people.len());
            people.push(Person { key: key.clone(), name: self.name(&mut lot), part: None, leads: None });
            let chat = &self.chats[number % self.chats.len()];
            let place = chats.iter_mut().find(|known| known.key == *chat);
            place.with_context(|| format!("crowd: no such chat {chat:?}"))?.members.push(key.clone());

            let comes = lot.below(span * SIGN_UP_BY / 100);
            let at = |seconds: i64| from + TimeDelta::seconds(seconds);
            let mut does = |at: NaiveTime, deed: Deed| {
                let (who, chat) = (key.clone(), Some(chat.clone()));
                let (tell, shows) = (None, Vec::new());
                steps.push(Step { at, who, chat, deed, tell, shows, unseen: true, hurried: true });
            };
            does(
                at(comes),
                Deed::Post { photos: Vec::new(), file: None, text: "/join".into(), replies: Replies::No },
            );
            for _ in 0..self.photos_each {
                let posts = comes + 1 + lot.below(span - comes - 1);
                let photo = self.piece(&mut lot, &mut cuts)?;
                let text = self.caption(&mut lot);
                does(at(posts), Deed::Post { photos: vec![photo], file: None, text, replies: Replies::No });
            }
        }
        Ok(())
    }

    fn name(&self, lot: &mut Lot) -> Words {
        let (surname, given) = (lot.of(&self.surnames).clone(), lot.of(&self.given_names).clone());
        surname.each(|locale, surname| {
            let space = if surname.is_ascii() { " " } else { "" };
            format!("{surname}{space}{}", given.of(locale))
        })
    }

    fn caption(&self, lot: &mut Lot) -> Words {
        let count = 2 + lot.below(17);
        lot.of(&self.captions).each(|_, text| text.replace("{n}", &count.to_string()))
    }

    /// A piece that nobody of the crowd has posted.
    fn piece(&self, lot: &mut Lot, cuts: &mut BTreeSet<Photo>) -> Result<Photo, Failure> {
        loop {
            let mut photo = Photo::read(lot.of::<String>(&self.photos))?;
            let size = |lot: &mut Lot| PIECE.start + lot.next() % (PIECE.end - PIECE.start);
            let (w, h) = (size(lot), size(lot));
            let (x, y) = (lot.next() % (101 - w), lot.next() % (101 - h));
            photo.cut = Some([x, y, w, h].map(|percent| percent as u32));
            if cuts.insert(photo.clone()) {
                return Ok(photo);
            }
        }
    }
}

/// Draws by lot, the same each time (SplitMix64).
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut drawn = self.0;
        drawn = (drawn ^ (drawn >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        drawn = (drawn ^ (drawn >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        drawn ^ (drawn >> 31)
    }

    fn below(&mut self, bound: i64) -> i64 {
        (self.next() % bound.max(1).unsigned_abs()).cast_signed()
    }

    fn of<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        let place = self.next() % things.len() as u64;
        &things[usize::try_from(place).unwrap_or_default()]
    }
}
