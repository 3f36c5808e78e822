//! Children: who answers for them, who posts for them, and what of them is shown.
//!
//! A child has an account of its own and said to be under 14 ([`own`]), or was entered by a parent or
//! a teacher, the proxy, who posts for it ([`family`]). Either way it has a pseudonym, which is all that
//! others ever read, and all that is stored before a guardian agreed ([`consent`]): in their own account,
//! by a link, or on paper, which a lead records.

pub mod chat;
mod consent;
mod family;
mod own;
mod store;
mod waiting;

use std::str::FromStr;

use crate::clock::Time;
use crate::directory::Person;
use crate::domain::area::AreaTree;
use crate::domain::caption::{self, Veil};
use crate::domain::ids::{AreaId, ChildId, PersonId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::roles;
use crate::outbox;
use crate::say;
use crate::store::{Read, Tx};
use crate::telegram::keyboards::Keyboard;

use super::turn;

pub use own::{age_given, standing};

/// A child, as those who answer for it know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    pub id: ChildId,
    /// Its own account, if it has one.
    pub person: Option<PersonId>,
    /// The parent or teacher who entered it and posts for it.
    pub proxy: Option<PersonId>,
    pub area: Option<AreaId>,
    /// What it is called; none where its pseudonym alone is known.
    pub name: Option<String>,
    pub pseudonym: String,
    /// The consent that is asked for, or was last.
    asked: i64,
    pub consent: Consent,
    way: Option<Way>,
    guardian: Option<PersonId>,
}

/// What the guardian says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Nothing yet.
    Asked,
    Given,
    /// No, or no longer.
    Refused,
}

/// How a guardian agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By their own account.
    Link,
    /// On paper, as a lead recorded it.
    Paper,
    /// By entering the child themselves.
    Parent,
}

impl Way {
    fn word(self) -> &'static str {
        match self {
            Way::Link => "link",
            Way::Paper => "paper",
            Way::Parent => "parent",
        }
    }
}

impl FromStr for Way {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        [Way::Link, Way::Paper, Way::Parent].into_iter().find(|way| way.word() == word).ok_or(())
    }
}

impl Child {
    /// For those who answer for it: the pseudonym, and the name where one is known.
    fn label(&self) -> String {
        match &self.name {
            Some(name) => format!("{} · {name}", self.pseudonym),
            None => self.pseudonym.clone(),
        }
    }

    /// Where it belongs, by name.
    fn area_name<'t>(&self, tree: &'t AreaTree) -> &'t str {
        self.area.and_then(|area| tree.get(area)).map_or("", |area| area.name.as_str())
    }
}

/// Words in the sender's name, as others may read them: the names of the children that the sender posts
/// for, and of a child that posts itself, are pseudonyms. Nothing else of them is ever written down.
pub fn veiled(read: &Read, sender: Option<PersonId>, text: &str) -> Result<String, Failure> {
    let Some(sender) = sender.filter(|_| !text.is_empty()) else { return Ok(text.to_owned()) };
    let veils = veils(read, sender)?;
    Ok(if veils.is_empty() { text.to_owned() } else { caption::veiled(text, &veils) })
}

/// Names and what others read for them; each pseudonym stands for itself, lest a name be found in it.
fn veils(read: &Read, sender: PersonId) -> Result<Vec<Veil>, Failure> {
    let mut veils = Vec::new();
    for child in store::entered_by(read, sender)? {
        let shown = child.pseudonym;
        veils.extend(child.name.map(|name| Veil { name, shown: shown.clone() }));
        veils.push(Veil { name: shown.clone(), shown });
    }
    if let Some(person) = crate::directory::person_by_id(read, sender)?.filter(|person| person.minor) {
        veils.push(Veil { name: person.own_name, shown: person.name });
    }
    Ok(veils)
}

/// The children that somebody posts for, by their pseudonyms.
pub fn pseudonyms_of(read: &Read, proxy: Option<PersonId>) -> Result<Vec<(ChildId, String)>, Failure> {
    let Some(proxy) = proxy else { return Ok(Vec::new()) };
    let children = store::entered_by(read, proxy)?;
    Ok(children.into_iter().map(|child| (child.id, child.pseudonym)).collect())
}

/// A child that takes part.
pub fn child(read: &Read, id: ChildId) -> Result<Option<Child>, Failure> {
    store::child_by_id(read, id)
}

/// Whether photos posted for this child count: its guardian agreed, or once did.
pub fn may_count(read: &Read, child: ChildId) -> Result<bool, Failure> {
    Ok(store::child_by_id(read, child)?.is_some_and(|child| child.consent == Consent::Given))
}

/// Tells whoever posted for a child that the photo waits for the child's guardian; once a day.
pub fn tell_waiting(
    tx: &mut Tx,
    cx: &Context,
    sender: PersonId,
    child: Option<ChildId>,
    now: Time,
) -> Result<(), Failure> {
    let child = match child {
        Some(child) => store::child_by_id(tx, child)?,
        None => store::child_of(tx, sender)?,
    };
    let Some(child) = child.filter(|child| child.consent != Consent::Given) else { return Ok(()) };
    let key = format!("minors.waits:{}:{}", child.id, cx.day(now));
    if !outbox::tell_once(tx, &key, now)? {
        return Ok(());
    }
    let say = match child.person {
        Some(_) => say!("minors-photo-waits"),
        None => say!("minors-photo-waits-for", child = &child.pseudonym),
    };
    turn::tell(tx, cx, sender, &key, &say, Keyboard::default(), now).map(drop)
}

/// Gives a new child its pseudonym: the next word with the next number, so that nothing in it comes
/// from the name or the id.
fn next_pseudonym(read: &Read, cx: &Context, area: Option<AreaId>) -> Result<String, Failure> {
    const WORDS: i64 = 12;
    let mut next = store::given_away(read, area)?;
    loop {
        let (word, number) = (next % WORDS, next / WORDS + 1);
        let say = say!("minors-pseudonym", word = word, number = number.to_string());
        let pseudonym = cx.texts.plain(cx.config.locale, &say);
        if !store::is_taken(read, area, &pseudonym)? {
            return Ok(pseudonym);
        }
        next += 1;
    }
}

/// A code that cannot be guessed, for a guardian's link.
fn new_code() -> Result<String, Failure> {
    let mut bytes = [0_u8; 12];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system gave no random bytes: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Asks for a guardian's consent anew; the link that asks.
fn ask_guardian(tx: &mut Tx, cx: &Context, child: ChildId, now: Time) -> Result<String, Failure> {
    let code = new_code()?;
    store::ask(tx, child, &code, now)?;
    Ok(link(cx, &code))
}

fn link(cx: &Context, code: &str) -> String {
    cx.deep_link(&format!("guard_{code}"))
}

/// Who answers for an area: its leads, those of the nearest area above that has any, else the admins.
fn leads_for(read: &Read, cx: &Context, area: Option<AreaId>) -> Result<Vec<PersonId>, Failure> {
    let tree = cx.tree(read)?;
    let above = area.into_iter().flat_map(|area| tree.ancestors(area).map(|above| above.id));
    for area in area.into_iter().chain(above) {
        let leads = roles::leads_of(read, area)?;
        if !leads.is_empty() {
            return Ok(leads);
        }
    }
    roles::admins(read, cx)
}

/// Whether the person answers for the child's area, as a lead or an admin.
fn answers_for(read: &Read, cx: &Context, person: &Person, child: &Child) -> Result<bool, Failure> {
    match child.area {
        Some(area) => roles::answers_for(read, cx, person, area),
        None => roles::is_admin(read, cx, person),
    }
}

/// Erases what names a person as a child, as a proxy or as a guardian.
pub fn forget(tx: &mut Tx, person: PersonId, now: Time) -> Result<(), Failure> {
    store::forget(tx, person, now)
}

/// What is stored of a person as a child, as a proxy and as a guardian.
pub fn export(read: &Read, person: PersonId) -> Result<serde_json::Value, Failure> {
    let own = store::child_of(read, person)?;
    let entered: Vec<_> = store::entered_by(read, person)?.iter().map(as_json).collect();
    let wards: Vec<_> = store::wards_of(read, person)?.iter().map(as_json).collect();
    Ok(
        serde_json::json!({ "child": own.as_ref().map(as_json), "children_entered": entered, "guardian_of": wards }),
    )
}

/// What is stored of a child here, for whoever answers for it.
pub fn as_json(child: &Child) -> serde_json::Value {
    let consent = match child.consent {
        Consent::Asked => "asked",
        Consent::Given => "given",
        Consent::Refused => "refused",
    };
    serde_json::json!({
        "name": child.name,
        "pseudonym": child.pseudonym,
        "consent": consent,
        "way": child.way.map(Way::word),
    })
}
