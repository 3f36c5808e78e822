//! Reports to the relays of bot.toml: other messengers' robots, web addresses, mail.
//!
//! A feature that has something to report asks [`wanted`] for which areas and in which languages,
//! and hands each over by [`report`]. What the relays make of it is the outbox's courier's to see to;
//! the admins hear from here where one does not take letters.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::Value;

use crate::clock::Time;
use crate::config::Relay;
use crate::domain::area::AreaTree;
use crate::domain::ids::AreaId;
use crate::domain::relay::{self, Format, Kept, Place, What};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::{roles, turn};
use crate::i18n::{Locale, Say};
use crate::outbox::{self, Letter};
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::Keyboard;

/// What a feature reports.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// What decided it: the same decision is reported once.
    pub key: &'a str,
    pub what: What,
    pub area: AreaId,
    /// The language that it is in: relays in others do not get it.
    pub locale: Locale,
    /// The reporting day, or the last one of a period.
    pub day: NaiveDate,
    /// The first day of a period.
    pub from: Option<NaiveDate>,
    /// One line, plain.
    pub title: &'a str,
    /// Telegram's HTML; the plain text is made of it.
    pub html: &'a str,
    /// The hash of a kept picture.
    pub picture: Option<&'a str>,
    /// Numbers and names by which a program can go on; names as they read.
    pub figures: Value,
}

/// Whose reports of this kind are wanted, and in which languages; nothing where no relay is set up.
pub fn wanted(read: &Read, cx: &Context, what: What) -> Result<Vec<(AreaId, Locale)>, Failure> {
    if cx.config.relays.is_empty() {
        return Ok(Vec::new());
    }
    let tree = cx.tree(read)?;
    let of = |relay: &Relay| {
        let locale = relay.locale.unwrap_or(cx.config.locale);
        areas(&tree, relay).into_iter().map(move |area| (area, locale)).collect::<Vec<_>>()
    };
    let asked = cx.config.relays.iter().filter(|relay| relay.what.contains(&what));
    let found: BTreeSet<(AreaId, Locale)> = asked.flat_map(of).collect();
    Ok(found.into_iter().collect())
}

/// Writes a letter to each relay that wants this; how many are new.
pub fn report(tx: &mut Tx, cx: &Context, report: &Report, now: Time) -> Result<usize, Failure> {
    if cx.config.relays.is_empty() {
        return Ok(0);
    }
    let tree = cx.tree(tx)?;
    let Some(area) = tree.get(report.area) else { return Ok(0) };
    let written = relay::Report {
        what: report.what,
        campaign: cx.config.campaign.name.clone(),
        area: Place { code: area.code.clone(), name: area.name.clone() },
        day: report.day,
        from: report.from,
        locale: report.locale.tag().to_owned(),
        title: report.title.to_owned(),
        html: report.html.to_owned(),
        cut: cx.texts.plain(report.locale, &say!("relays-cut")),
        figures: report.figures.clone(),
        picture: report.picture.map(|hash| Kept { hash: hash.to_owned() }),
        alone: false,
    };
    let mut new = 0;
    for relay in cx.config.relays.iter().filter(|relay| {
        relay.what.contains(&report.what)
            && relay.locale.unwrap_or(cx.config.locale) == report.locale
            && areas(&tree, relay).contains(&report.area)
    }) {
        let key = format!("report:{}:{}", relay.name, report.key);
        let (with, alone) = pictures(relay);
        let picture = written.picture.clone();
        let letter = relay::Report { picture: picture.clone().filter(|_| with), ..written.clone() };
        new += usize::from(outbox::enqueue(tx, Letter::report(&key, &relay.name, letter), now)?);
        if alone && picture.is_some() {
            let letter = relay::Report { alone: true, html: String::new(), ..written.clone() };
            let key = format!("{key}:picture");
            outbox::enqueue(tx, Letter::report(key, &relay.name, letter), now)?;
        }
    }
    Ok(new)
}

/// Whether a picture goes with the text, and whether in a message of its own.
fn pictures(relay: &Relay) -> (bool, bool) {
    use crate::config::RelayTo;
    match &relay.to {
        _ if !relay.pictures => (false, false),
        RelayTo::Http { format: Format::Wecom, .. } => (false, true),
        RelayTo::Http { format: Format::Json, .. } | RelayTo::Mail(_) => (true, false),
        // Their robots show only pictures that stand on the web.
        RelayTo::Http { .. } => (false, false),
    }
}

/// The areas whose reports a relay gets.
fn areas(tree: &AreaTree, relay: &Relay) -> Vec<AreaId> {
    match &relay.area {
        Some(code) => tree.by_code(code).map(|area| area.id).into_iter().collect(),
        None => tree.roots().map(|area| area.id).collect(),
    }
}

/// A line for each relay whose area is not there.
pub fn mistakes(read: &Read, config: &crate::config::Config) -> Result<Vec<String>, Failure> {
    let tree = crate::features::areas::store::tree(read)?;
    let lost = |relay: &&Relay| !tree.is_empty() && relay.area.is_some() && areas(&tree, relay).is_empty();
    let lines = config.relays.iter().filter(lost).map(|relay| {
        let code = relay.area.as_deref().unwrap_or_default();
        let what =
            format!("relay \"{}\" is of area {code}, which is not there; nothing goes to it", relay.name);
        crate::config::Mistake { what, ..relay.at.clone() }.to_string()
    });
    Ok(lines.collect())
}

/// Tells the admins, once until it is well again, that a relay does not take letters.
pub fn troubled(
    tx: &mut Tx,
    cx: &Context,
    relay: &str,
    why: &str,
    lost: bool,
    now: Time,
) -> Result<(), Failure> {
    let told = if lost { "lost" } else { "slow" };
    if !outbox::tell_once(tx, &format!("relays:{told}:{relay}"), now)? {
        return Ok(());
    }
    let say = match lost {
        true => say!("relays-lost", relay = relay, why = why),
        false => say!("relays-slow", relay = relay, why = why),
    };
    tell_admins(tx, cx, &format!("relays:{told}:{relay}:{}", now.timestamp_millis()), &say, now)
}

/// Tells the admins that a relay takes letters again, if they heard that it did not.
pub fn well(tx: &mut Tx, cx: &Context, relay: &str, now: Time) -> Result<(), Failure> {
    let lost = outbox::tell_again(tx, &format!("relays:lost:{relay}"))?;
    let slow = outbox::tell_again(tx, &format!("relays:slow:{relay}"))?;
    if !lost && !slow {
        return Ok(());
    }
    let key = format!("relays:well:{relay}:{}", now.timestamp_millis());
    tell_admins(tx, cx, &key, &say!("relays-well", relay = relay), now)
}

fn tell_admins(tx: &mut Tx, cx: &Context, key: &str, say: &Say, now: Time) -> Result<(), Failure> {
    for admin in roles::admins(tx, cx)? {
        turn::tell(tx, cx, admin, &format!("{key}:{admin}"), say, Keyboard::default(), now)?;
    }
    Ok(())
}
