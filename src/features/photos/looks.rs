//! How all photos of the campaign look, in memory, so that a new one is compared with each of them.
//!
//! Photos enter it in the order in which they came to count or wait (`submission.stood`), which is
//! the order of commits; so it catches up from the last place it saw. What has left since stays in
//! it: every hit is looked up again in the transaction that uses it, together with what was
//! committed after the scan.

use std::sync::{Arc, Mutex};

use crate::blocking;
use crate::domain::ids::SubmissionId;
use crate::error::Failure;
use crate::imaging::hash::JUDGE;
use crate::imaging::{Look, Looks};
use crate::store::Store;

use super::store;

/// Rows read at a time while catching up.
const PAGE: i64 = 20_000;

/// The index; empty until it is first asked.
#[derive(Clone, Debug, Default)]
pub struct Index(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    looks: Looks,
    /// The place in the order up to which all are in.
    upto: i64,
}

/// What a scan found, and up to where it looked.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    pub upto: i64,
    /// For each submission that was asked about: those that look the same, nearest first.
    hits: Vec<(SubmissionId, Vec<(SubmissionId, u32)>)>,
}

impl Index {
    /// Compares looks with all that counted or waited until now.
    pub async fn scan(&self, store: &Store, asked: Vec<(SubmissionId, Look)>) -> Result<Scan, Failure> {
        self.catch_up(store).await?;
        let known = self.0.clone();
        blocking::run(move || {
            let known = known.lock().expect("no holder panics");
            let nearest = |id: SubmissionId, look: Look| {
                let found = known.looks.all_within(look, JUDGE);
                found
                    .into_iter()
                    .map(|(id, distance)| (id.into(), distance))
                    .filter(|hit| hit.0 != id)
                    .collect()
            };
            let hits = asked.into_iter().map(|(id, look)| (id, nearest(id, look))).collect();
            Scan { upto: known.upto, hits }
        })
        .await
    }

    async fn catch_up(&self, store: &Store) -> Result<(), Failure> {
        loop {
            let from = self.0.lock().expect("no holder panics").upto;
            let rows = store.read(move |read| store::looks_after(read, from, PAGE)).await?;
            let more = rows.len() as i64 == PAGE;
            let mut known = self.0.lock().expect("no holder panics");
            for (stood, id, look) in rows {
                // Another job may have caught up in the meantime.
                if stood > known.upto {
                    known.looks.push(id.get(), look);
                    known.upto = stood;
                }
            }
            if !more {
                return Ok(());
            }
        }
    }
}

impl Scan {
    /// Those that look like the submission, nearest first.
    pub fn of(&self, id: SubmissionId) -> &[(SubmissionId, u32)] {
        self.hits.iter().find(|(asked, _)| *asked == id).map_or(&[], |(_, hits)| hits)
    }
}
