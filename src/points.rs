//! `muster points`: what other rules would give, on the server's shell.

use std::sync::Arc;

use chrono::NaiveDate;
use muster::config::Config;
use muster::error::Failure;
use muster::features::context::Context;
use muster::features::points::dry_run::{self, Outcome, Sum};
use muster::i18n::Texts;
use muster::store::Store;
use muster::telegram::api::Me;

use crate::{End, runtime};

/// People who are named, of those for whom it makes the greatest difference.
const NAMED: usize = 5;

/// Says what the rules of bot.toml would have given since a day, beside what was given. Changes nothing.
pub fn dry_run(config: Config, since: NaiveDate) -> Result<(), End> {
    let database = config.storage.database.clone();
    if !database.exists() {
        return Err(Failure::msg(format!("there is no database at {}", database.display())).into());
    }
    let store = Store::open(&database).map_err(Failure::from)?;
    // Nothing is said to anybody: the bot's own name is not needed.
    let me = Me { id: 0, username: String::new(), can_read_all_group_messages: false };
    let cx = Context::new(Arc::new(config), Arc::new(Texts::embedded()), me);
    let (outcome, names) = runtime()?.block_on(store.read(move |read| {
        let outcome = dry_run::dry_run(read, &cx, &cx.config.points.rules, since)?;
        let names = most_changed(&outcome)
            .map(|(person, sum)| Ok((dry_run::name(read, person)?, sum)))
            .collect::<Result<Vec<_>, Failure>>()?;
        Ok((outcome, names))
    }))?;
    print(&outcome, &names);
    Ok(())
}

fn most_changed(outcome: &Outcome) -> impl Iterator<Item = (muster::domain::ids::PersonId, Sum)> + use<> {
    let mut people: Vec<_> = outcome.people.iter().map(|(person, sum)| (*person, *sum)).collect();
    people.sort_by_key(|(person, sum)| (-(sum.due - sum.given).abs(), *person));
    people.into_iter().take(NAMED)
}

fn print(outcome: &Outcome, names: &[(String, Sum)]) {
    println!("since {}, by the rules of bot.toml; nothing is changed", outcome.since);
    println!("{:<16}{:>10}{:>12}{:>12}", "deed", "given", "would give", "difference");
    let line = |name: &str, sum: Sum| {
        println!("{name:<16}{:>10}{:>12}{:>+12}", sum.given, sum.due, sum.due - sum.given);
    };
    for (deed, sum) in &outcome.deeds {
        line(deed.name(), *sum);
    }
    let given = outcome.deeds.values().map(|sum| sum.given).sum();
    let due = outcome.deeds.values().map(|sum| sum.due).sum();
    line("all", Sum { given, due });
    let more = outcome.people.values().filter(|sum| sum.due > sum.given).count();
    let less = outcome.people.len() - more;
    println!("{more} people would have more, {less} less");
    for (name, sum) in names {
        println!("    {name}: {} instead of {}", sum.due, sum.given);
    }
    println!("What was booked stays as it is: /reload lets the rules hold from then on.");
}
