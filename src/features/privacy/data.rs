//! `/mydata`: all that is stored of a person, as files in private.
//!
//! The archive is written file by file, sent from the disk, and removed once it was sent. One that
//! would be larger than Telegram takes becomes several.

use std::collections::HashMap;
use std::io::{self, Read as _, Write};

use chrono::TimeDelta;
use serde_json::{Map, Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::blocking;
use crate::clock::Time;
use crate::directory;
use crate::domain::ids::PersonId;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::photos::store::{self, Original, Whose};
use crate::features::{self, kinds, minors, turn};
use crate::inbox;
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::media::Media;

/// Names the shape of `mydata.json`.
const SCHEMA: &str = "muster/mydata/1";

/// Telegram takes files of up to 50 MB.
const LARGEST: u64 = 45_000_000;

/// So long after sending, and as often, it is seen whether the archive has gone.
const PAUSE: TimeDelta = TimeDelta::seconds(30);

/// An archive that cannot be delivered is not kept for longer.
const PATIENCE: TimeDelta = TimeDelta::hours(24);

/// Whose data is handed over to whom, as the job has it.
fn payload(whose: Whose, to: PersonId) -> String {
    match whose {
        Whose::Person(person) => format!("{to} person {person}"),
        Whose::Child(child) => format!("{to} child {child}"),
    }
}

fn ordered(payload: &str) -> Result<(Whose, PersonId), Failure> {
    let words: Vec<&str> = payload.split(' ').collect();
    let number = |word: &str| word.parse::<i64>();
    Ok(match words[..] {
        [to, "person", id] => (Whose::Person(number(id)?.into()), number(to)?.into()),
        [to, "child", id] => (Whose::Child(number(id)?.into()), number(to)?.into()),
        _ => anyhow::bail!("nobody's data: {payload}"),
    })
}

/// Has the archive made; false if one is under way for whom it goes to.
pub fn order(tx: &mut Tx, whose: Whose, to: PersonId, now: Time) -> Result<bool, Failure> {
    for kind in [kinds::MYDATA, kinds::MYDATA_SENT] {
        if jobs::is_waiting(tx, kind, &format!("{kind}:{to}:"))? {
            return Ok(false);
        }
    }
    let key = format!("{}:{to}:{}", kinds::MYDATA, now.timestamp_millis());
    jobs::enqueue(tx, &NewJob { kind: kinds::MYDATA, key, payload: payload(whose, to), due: now })?;
    Ok(true)
}

/// Writes the archive and has it sent.
pub async fn collect(tools: &Tools, job: Job) -> Result<(), Failure> {
    let (whose, to) = ordered(&job.payload)?;
    let (cx, media, now) = (tools.cx.clone(), tools.media.clone(), tools.clock.now());
    let each = cx.clone();
    let gathered = tools.store.read(move |read| gather(read, &each, whose)).await?;
    // A child may have been erased meanwhile.
    let Some(Gathered { sections, originals, child }) = gathered else {
        return tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await;
    };
    let written = blocking::run(move || {
        let mut parts = divided(originals, LARGEST);
        for named in parts.iter_mut().flatten() {
            named.name.push_str(ending(&media, &named.original.hash));
        }
        let count = parts.len();
        let names: HashMap<i64, String> =
            parts.iter().flatten().map(|named| (named.original.id.get(), named.name.clone())).collect();
        let text = document(sections, &names, &cx.config.campaign.name, now)?;
        let write =
            |(number, part): (usize, &Vec<Named>)| archive(&media, (number == 0).then_some(&text), part);
        let hashes: Vec<String> = parts.iter().enumerate().map(write).collect::<Result<_, _>>()?;
        Ok::<_, Failure>((hashes, count))
    });
    let (hashes, count) = written.await??;
    let cx = tools.cx.clone();
    tools
        .store
        .write(move |tx| {
            if let Some((chat, locale)) = turn::reach(tx, &cx, to)? {
                let day = now.with_timezone(&cx.config.timezone).format("%Y%m%d").to_string();
                for (hash, number) in hashes.iter().zip(1..) {
                    let (file_name, say) = match count {
                        1 => (
                            format!("mydata-{day}.zip"),
                            match &child {
                                Some(child) => say!("privacy-data-child", child = child),
                                None => say!("privacy-data-here"),
                            },
                        ),
                        _ => (
                            format!("mydata-{day}-{number}.zip"),
                            say!("privacy-data-part", number = number, count = count),
                        ),
                    };
                    let html = cx.texts.html(locale, &say);
                    let body = Body::Document { hash: hash.clone(), file_name, html, thread: 0 };
                    outbox::enqueue(tx, Letter::answer(letter(&job.key, number), chat, body), now)?;
                }
            }
            let key = format!("{}:{to}:{}", kinds::MYDATA_SENT, job.key);
            let payload = format!("{}\n{}", job.key, hashes.join("\n"));
            jobs::enqueue(tx, &NewJob { kind: kinds::MYDATA_SENT, key, payload, due: now + PAUSE })?;
            jobs::finish(tx, job.id, now)
        })
        .await
}

fn letter(cause: &str, number: usize) -> String {
    format!("{cause}:{number}")
}

/// Removes the archive once it was sent, or cannot be.
pub async fn sent(tools: &Tools, job: Job) -> Result<(), Failure> {
    let now = tools.clock.now();
    let mut lines = job.payload.lines().map(str::to_owned);
    let cause = lines.next().unwrap_or_default();
    let hashes: Vec<String> = lines.collect();
    let (count, again) = (hashes.len(), job.clone());
    let gone = tools
        .store
        .write(move |tx| {
            let ordered = cause.rsplit(':').next().and_then(|at| at.parse().ok()).map(crate::store::time);
            let gives_up = ordered.is_none_or(|at| now > at + PATIENCE);
            let mut waits = false;
            for key in (1..=count).map(|number| letter(&cause, number)) {
                if gives_up {
                    outbox::drop_waiting(tx, &key, "it could not be delivered for a day", now)?;
                }
                waits |= outbox::state_of(tx, &key)?.as_deref() == Some("waiting");
            }
            if waits {
                let (key, payload) = (again.key.clone(), again.payload.clone());
                jobs::enqueue(tx, &NewJob { kind: kinds::MYDATA_SENT, key, payload, due: now + PAUSE })?;
            }
            Ok(!waits)
        })
        .await?;
    if !gone {
        return Ok(());
    }
    let media = tools.media.clone();
    blocking::run(move || hashes.iter().try_for_each(|hash| media.remove(hash))).await??;
    tools.store.write(move |tx| jobs::finish(tx, job.id, now)).await
}

type Sections = Vec<(&'static str, Value)>;

/// All that is stored, and the originals that are kept.
struct Gathered {
    sections: Sections,
    originals: Vec<Original>,
    /// The pseudonym, where it goes to a guardian.
    child: Option<String>,
}

/// None of a child that takes part no more.
fn gather(read: &Read, cx: &Context, whose: Whose) -> Result<Option<Gathered>, Failure> {
    let (mut sections, of, child) = match whose {
        Whose::Person(person) => (features::export(read, cx, person)?, whose, None),
        Whose::Child(id) => {
            let Some(child) = minors::child(read, id)? else { return Ok(None) };
            let of = child.person.map_or(whose, Whose::Person);
            (features::export_child(read, cx, &child)?, of, Some(child.pseudonym))
        }
    };
    if let Whose::Person(person) = of
        && let Some(telegram_id) =
            directory::person_by_id(read, person)?.and_then(|person| person.telegram_id)
    {
        sections.push(("as_telegram_sent_it", inbox::export(read, telegram_id)?));
    }
    Ok(Some(Gathered { sections, originals: store::originals(read, of)?, child }))
}

/// An original with its name in the archive.
struct Named {
    original: Original,
    name: String,
}

/// The originals in parts that each fit; at least one part. Names count within day and area.
fn divided(originals: Vec<Original>, largest: u64) -> Vec<Vec<Named>> {
    let mut parts = vec![Vec::new()];
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut bytes = 0;
    for original in originals {
        let area: String = original
            .area
            .chars()
            .map(|c| if c.is_control() || "/\\:".contains(c) { '-' } else { c })
            .collect();
        let stem = format!("{} {area}", original.day);
        let count = counts.entry(stem.clone()).or_default();
        *count += 1;
        let name = format!("photos/{stem} {count:02}");
        if bytes + original.bytes > largest && parts.last().is_some_and(|part| !part.is_empty()) {
            parts.push(Vec::new());
            bytes = 0;
        }
        bytes += original.bytes;
        if let Some(part) = parts.last_mut() {
            part.push(Named { original, name });
        }
    }
    parts
}

/// `mydata.json`.
fn document(
    sections: Sections,
    names: &HashMap<i64, String>,
    campaign: &str,
    now: Time,
) -> Result<String, Failure> {
    let mut all = Map::from_iter([
        ("schema".to_owned(), json!(SCHEMA)),
        ("written_at".to_owned(), json!(now)),
        ("campaign".to_owned(), json!(campaign)),
    ]);
    for (name, mut section) in sections {
        if name == "photos" {
            for photo in section.as_array_mut().into_iter().flatten() {
                let number = photo["number"].as_i64().unwrap_or_default();
                photo["file"] = json!(names.get(&number));
            }
        }
        all.insert(name.to_owned(), section);
    }
    Ok(serde_json::to_string_pretty(&Value::Object(all))?)
}

/// Writes an archive into the media folder; its hash.
fn archive(media: &Media, document: Option<&String>, part: &[Named]) -> Result<String, Failure> {
    let draft = media.begin()?;
    // What is in it is packed already, but for a page of text.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(draft);
    if let Some(text) = document {
        zip.start_file("mydata.json", options)?;
        zip.write_all(text.as_bytes())?;
    }
    for Named { original, name } in part {
        // One that was erased meanwhile is not there any more.
        let Ok((mut file, _)) = media.open(&original.hash) else { continue };
        zip.start_file(name.as_str(), options)?;
        io::copy(&mut file, &mut zip)?;
    }
    let mut draft = zip.finish()?;
    draft.flush()?;
    Ok(media.keep_draft(draft)?)
}

/// How a picture's name ends, by what it begins with.
fn ending(media: &Media, hash: &str) -> &'static str {
    let mut head = [0; 12];
    let read = media.open(hash).and_then(|(mut file, _)| file.read(&mut head));
    match &head[..read.unwrap_or_default()] {
        [0x89, b'P', b'N', b'G', ..] => ".png",
        [b'G', b'I', b'F', ..] => ".gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P'] => ".webp",
        _ => ".jpg",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn original(id: i64, bytes: u64) -> Original {
        Original {
            id: id.into(),
            hash: String::new(),
            bytes,
            day: "2026-06-21".into(),
            area: "吴兴区/月河".into(),
            source: "photo".into(),
        }
    }

    #[test]
    fn an_order_reads_back() {
        for whose in [Whose::Person(12.into()), Whose::Child(12.into())] {
            assert_eq!(ordered(&payload(whose, 7.into())).expect("an order"), (whose, 7.into()));
        }
        assert!(ordered("12").is_err());
    }

    #[test]
    fn what_is_too_much_for_one_file_goes_into_several() {
        let parts = divided(vec![original(1, 6), original(2, 4), original(3, 1), original(4, 20)], 10);
        let names: Vec<Vec<&str>> =
            parts.iter().map(|part| part.iter().map(|named| named.name.as_str()).collect()).collect();
        assert_eq!(
            names,
            [
                vec!["photos/2026-06-21 吴兴区-月河 01", "photos/2026-06-21 吴兴区-月河 02"],
                vec!["photos/2026-06-21 吴兴区-月河 03"],
                vec!["photos/2026-06-21 吴兴区-月河 04"],
            ]
        );
        assert_eq!(divided(Vec::new(), 10).len(), 1, "who posted nothing is told so too");
    }
}
