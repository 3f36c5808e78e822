//! What is done before the day begins, so that a day file says only what it is about: the campaign's admin
//! imports the tree, the groups are bound, leads appointed, volunteers signed up.
//!
//! They are steps like any others, taken by the people of the day: the bot is set up as a real one is.

use chrono::NaiveTime;

use super::{Area, Chat, Deed, Part, Person, Replies, Step, Words};
use crate::error::Failure;

/// The name under which the tree of the day's `areas` is sent.
pub const AREAS: &str = "areas.csv";

/// The steps that the day's tables ask for, all at the time at which it opens.
pub fn steps(at: NaiveTime, people: &[Person], chats: &[Chat], areas: &[Area]) -> Result<Vec<Step>, Failure> {
    let mut stage = Setup { at, steps: Vec::new() };
    let leads = || people.iter().filter_map(|person| Some((person, person.leads.as_deref()?)));
    if areas.is_empty() {
        let asked = leads().next().is_some() || chats.iter().any(|chat| chat.area.is_some());
        anyhow::ensure!(!asked, "who leads or serves an area needs `areas`");
        return Ok(Vec::new());
    }
    for code in chats.iter().filter_map(|chat| chat.area.as_deref()).chain(leads().map(|(_, code)| code)) {
        anyhow::ensure!(areas.iter().any(|area| area.code == code), "no area has the code {code:?}");
    }
    let admin = people.iter().find(|person| person.part == Some(Part::Admin));
    let Some(admin) = admin else { anyhow::bail!("`areas` needs somebody whose part is \"admin\"") };

    stage.does(&admin.key, None, Deed::Claim);
    stage.posts(&admin.key, None, Some(AREAS), "/areas");
    for chat in chats {
        let Some(code) = &chat.area else { continue };
        stage.does(&admin.key, Some(chat), Deed::AddBot);
        stage.posts(&admin.key, Some(chat), None, &format!("/bind {code}"));
        // By an invitation, so that the groups do not begin with a row of commands.
        for key in &chat.signed_up {
            stage.does(key, None, Deed::Start(format!("join_{code}")));
        }
    }
    for (person, code) in leads() {
        stage.does(&person.key, None, Deed::Start(format!("join_{code}")));
        stage.posts(&admin.key, None, None, &format!("/appoint lead {code} @{}", person.key));
    }
    Ok(stage.steps)
}

/// The tree as the file that an admin sends.
pub fn csv(areas: &[Area], name: impl Fn(&Words) -> String) -> Result<Vec<u8>, Failure> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(["code", "parent_code", "name", "level"])?;
    for area in areas {
        let within = area.within.as_deref().unwrap_or_default();
        rows.write_record([area.code.as_str(), within, &name(&area.name), &area.level])?;
    }
    Ok(rows.into_inner()?)
}

struct Setup {
    at: NaiveTime,
    steps: Vec<Step>,
}

impl Setup {
    fn does(&mut self, who: &str, chat: Option<&Chat>, deed: Deed) {
        self.steps.push(Step {
            at: self.at,
            who: who.to_owned(),
            chat: chat.map(|chat| chat.key.clone()),
            deed,
            tell: None,
            shows: Vec::new(),
            unseen: true,
            hurried: false,
        });
    }

    fn posts(&mut self, who: &str, chat: Option<&Chat>, file: Option<&str>, text: &str) {
        let deed = Deed::Post {
            photos: Vec::new(),
            file: file.map(str::to_owned),
            text: text.into(),
            replies: Replies::No,
        };
        self.does(who, chat, deed);
    }
}
