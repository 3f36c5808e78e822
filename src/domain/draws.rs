//! Who wins a draw: anybody can work it out again from the seed and the list of tickets.
//!
//! A secret seed is made when a draw is announced, and its BLAKE3 hash is published then. When it is
//! drawn the seed is published with the list of tickets. A ticket's score is the BLAKE3 hash of
//! `seed:number`; the lowest scores win. docs/DRAWS.md says the same to people, with an example.

use std::collections::BTreeSet;

/// Longest seed that is looked at.
const SEED: usize = 200;

/// A ticket as the published list names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket {
    pub number: u64,
    /// False for one whose owner is gone: it stays on the list and wins nothing.
    pub entered: bool,
}

/// What is published of a seed before the draw.
pub fn commitment(seed: &str) -> String {
    blake3::hash(seed.as_bytes()).to_hex().to_string()
}

/// The numbers of the tickets that win, the first prize first; all that are entered where there are no more.
pub fn winners(seed: &str, tickets: &[Ticket], winners: usize) -> Vec<u64> {
    let numbers: BTreeSet<u64> =
        tickets.iter().filter(|ticket| ticket.entered).map(|ticket| ticket.number).collect();
    let score = |number: &u64| *blake3::hash(format!("{seed}:{number}").as_bytes()).as_bytes();
    let mut scored: Vec<([u8; 32], u64)> = numbers.iter().map(|number| (score(number), *number)).collect();
    scored.sort_unstable();
    scored.into_iter().take(winners).map(|(_, number)| number).collect()
}

/// The list as it is published.
pub fn written(tickets: &[Ticket]) -> String {
    let mut sorted = tickets.to_vec();
    sorted.sort_unstable();
    let mut csv = String::from("ticket,entered\n");
    for ticket in sorted {
        csv.push_str(&format!("{},{}\n", ticket.number, if ticket.entered { "yes" } else { "no" }));
    }
    csv
}

/// Why a list cannot be checked: the line (from 1) and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub line: usize,
    pub what: &'static str,
}

/// Reads a published list, also one that went through a spreadsheet.
///
/// # Errors
///
/// The first line that is none of a list.
pub fn read(csv: &str) -> Result<Vec<Ticket>, Mistake> {
    let mut tickets = Vec::new();
    let mut seen = BTreeSet::new();
    let lines = csv.trim_start_matches('\u{feff}').lines().enumerate();
    for (at, line) in lines.map(|(at, line)| (at + 1, line.trim())).filter(|(_, line)| !line.is_empty()) {
        if at == 1 {
            if line != "ticket,entered" {
                return Err(Mistake { line: at, what: "the first line must be: ticket,entered" });
            }
            continue;
        }
        let wrong = Mistake { line: at, what: "not a ticket, as in: 17,yes" };
        let Some((number, entered)) = line.split_once(',') else { return Err(wrong) };
        let Ok(number) = number.parse::<u64>() else { return Err(wrong) };
        let entered = match entered {
            "yes" => true,
            "no" => false,
            _ => return Err(wrong),
        };
        if !seen.insert(number) {
            return Err(Mistake { line: at, what: "this ticket stands there twice" });
        }
        tickets.push(Ticket { number, entered });
    }
    Ok(tickets)
}

/// Whether something can be a seed: one line of letters and digits.
pub fn is_seed(text: &str) -> bool {
    (1..=SEED).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn tickets(upto: u64) -> Vec<Ticket> {
        (1..=upto).map(|number| Ticket { number, entered: true }).collect()
    }

    /// The example of docs/DRAWS.md, worked out there by `b3sum`.
    #[test]
    fn the_example_of_the_documentation() {
        let doc = include_str!("../../docs/DRAWS.md");
        let seed = "muster";
        let won: Vec<String> = winners(seed, &tickets(5), 2).iter().map(u64::to_string).collect();
        assert!(doc.contains(&commitment(seed)), "commitment {}", commitment(seed));
        let line = format!("Tickets {} win.", won.join(" and "));
        assert!(doc.contains(&line), "{line}");
        for number in 1..=5 {
            let score = blake3::hash(format!("{seed}:{number}").as_bytes()).to_hex().to_string();
            assert!(
                doc.contains(&format!("{seed}:{number} | {}", &score[..16])),
                "{number} {}",
                &score[..16]
            );
        }
    }

    /// Over many seeds each of ten tickets wins about as often; the bounds are seven deviations wide.
    #[test]
    fn everybody_wins_about_as_often() {
        let mut won: BTreeMap<u64, i32> = BTreeMap::new();
        for seed in 0..4000 {
            for number in winners(&format!("seed{seed}"), &tickets(10), 3) {
                *won.entry(number).or_default() += 1;
            }
        }
        assert_eq!(won.len(), 10);
        for (number, times) in won {
            assert!((1200 - 203..=1200 + 203).contains(&times), "ticket {number} won {times} times");
        }
    }

    #[test]
    fn what_is_no_list_is_refused_by_its_line() {
        let line = |csv: &str| read(csv).expect_err("no list").line;
        assert_eq!(line("a,b\n"), 1);
        assert_eq!(line("ticket,entered\n1,yes\n1,yes\n"), 3);
        assert_eq!(line("ticket,entered\n-1,yes\n"), 2);
        assert_eq!(line("ticket,entered\n1,maybe\n"), 2);
        assert!(is_seed("0f3a") && !is_seed("") && !is_seed("a b") && !is_seed("种子"));
    }

    proptest! {
        #[test]
        fn winners_are_of_the_list_and_each_wins_once(
            seed in "[0-9a-f]{1,64}",
            list in prop::collection::btree_map(0u64..500, any::<bool>(), 0..60),
            prizes in 0usize..70,
        ) {
            let tickets: Vec<Ticket> = list.iter().map(|(&number, &entered)| Ticket { number, entered }).collect();
            let won = winners(&seed, &tickets, prizes);
            let entered = list.values().filter(|entered| **entered).count();
            prop_assert_eq!(won.len(), prizes.min(entered));
            prop_assert!(won.iter().all(|number| list[number]));
            prop_assert_eq!(won.iter().collect::<BTreeSet<_>>().len(), won.len());
            // Whatever the order of the list, and however it was carried.
            let mut turned = tickets.clone();
            turned.reverse();
            prop_assert_eq!(&winners(&seed, &turned, prizes), &won);
            let carried = format!("\u{feff}{}", written(&tickets).replace('\n', "\r\n"));
            prop_assert_eq!(read(&carried), Ok(tickets.clone()));
            // One prize more changes nothing of those before it.
            prop_assert_eq!(&winners(&seed, &tickets, prizes + 1)[..won.len()], &won[..]);
        }
    }
}
