//! Entering the people of a list, all of them or none.

use std::collections::HashMap;
use std::io::Write;

use super::store::{self, Entry, Wanted};
use crate::clock::Time;
use crate::domain::ids::{AreaId, PersonId, TeamId};
use crate::domain::roster::{self, Problem, RosterProblem};
use crate::domain::table::defused;
use crate::domain::{code, roster::Entry as Row};
use crate::error::Failure;
use crate::features::teams::{self, Named};
use crate::features::{areas, codes, roles, tables};
use crate::seal::{Of, Seal};
use crate::store::{Read, Tx};

/// Where the key is kept that marks names.
const KEY: &str = "roster.key";

/// What a list came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub added: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// Entries that somebody has taken up: a list changes nothing of theirs.
    pub claimed: usize,
    /// Teams that were made.
    pub teams: usize,
    /// The list as the organisation gets it back, in its order.
    pub rows: Vec<Listed>,
}

/// A row of the list as it is handed back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub name: String,
    pub area_code: String,
    pub phone: Option<String>,
    pub team: Option<String>,
    pub note: String,
    pub code: String,
    pub claimed: bool,
}

/// Enters the people of a file; `by` is none for the server's shell.
pub fn import(
    tx: &mut Tx,
    csv: &[u8],
    seal: Option<&Seal>,
    by: Option<PersonId>,
    now: Time,
) -> Result<Result<Imported, Vec<Problem>>, Failure> {
    let tree = areas::store::tree(tx)?;
    let rows = match roster::read(csv, &tree) {
        Ok(rows) => rows,
        Err(problems) => return Ok(Err(problems)),
    };
    let key = key(tx)?;
    let (found, problems) = look(tx, &rows, seal.is_some(), &key)?;
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let mut imported = Imported::default();
    let mut teams = Teams { known: HashMap::new(), made: 0 };
    for (row, Found { mark, entry }) in rows.into_iter().zip(found) {
        let (code, claimed) = match entry {
            Some(entry) if entry.claimed => {
                imported.claimed += 1;
                (entry.code, true)
            }
            entry => {
                let team = match &row.team {
                    Some(name) => Some(teams.named(tx, row.area, name, by, now)?),
                    None => None,
                };
                let wanted = Plain { row: &row, mark: &mark, team };
                match entry {
                    Some(entry) => {
                        match renew(tx, &entry, &wanted, seal)? {
                            true => imported.updated += 1,
                            false => imported.unchanged += 1,
                        }
                        (entry.code, false)
                    }
                    None => {
                        imported.added += 1;
                        (enter(tx, &wanted, seal, now)?, false)
                    }
                }
            }
        };
        let Row { name, area_code, phone, team, note, .. } = row;
        imported.rows.push(Listed { name, area_code, phone, team, note, code, claimed });
    }
    imported.teams = teams.made;
    let Imported { added, updated, unchanged, claimed, .. } = imported;
    let detail = format!("+{added} ~{updated} ={} ", unchanged + claimed);
    roles::audit(tx, by, "people.import", detail.trim(), now)?;
    Ok(Ok(imported))
}

/// What stands for a row already.
struct Found {
    mark: String,
    entry: Option<Entry>,
}

/// Looks all rows up before any is written; what only the database shows to be wrong.
fn look(
    read: &Read,
    rows: &[Row],
    sealed: bool,
    key: &[u8; 32],
) -> Result<(Vec<Found>, Vec<Problem>), Failure> {
    let mut problems = Vec::new();
    let mut found = Vec::with_capacity(rows.len());
    let mut lines: HashMap<i64, u64> = HashMap::new();
    let mut keyless = false;
    for row in rows {
        let mut wrong = |what| problems.push(Problem { line: row.line, what });
        let mark = mark(key, row.area, &row.name);
        let of_name = store::by_mark(read, &mark)?;
        let entry = match &row.code {
            None => of_name,
            Some(code) => {
                let entry = store::by_code(read, code)?;
                match (&entry, of_name) {
                    (None, _) => wrong(RosterProblem::CodeUnknown { code: code.clone() }),
                    (Some(entry), Some(other)) if entry.id != other.id && !entry.claimed => {
                        wrong(RosterProblem::NameTaken { code: other.code });
                    }
                    _ => {}
                }
                entry
            }
        };
        if let Some(entry) = &entry
            && let Some(first_line) = lines.insert(entry.id, row.line)
        {
            wrong(RosterProblem::CodeRepeated { first_line });
        }
        if let Some(team) = row.team.as_deref().filter(|team| teams::name(team).is_none()) {
            wrong(RosterProblem::TeamUnfit { team: team.to_owned() });
        }
        // Said once: the answer is the same for all.
        if row.phone.is_some() && !sealed && !keyless {
            keyless = true;
            wrong(RosterProblem::PhoneKeyless);
        }
        found.push(Found { mark, entry });
    }
    Ok((found, problems))
}

/// A row with what its entry needs besides.
struct Plain<'p> {
    row: &'p Row,
    mark: &'p str,
    team: Option<TeamId>,
}

impl Plain<'_> {
    fn with<'w>(&'w self, phone: Option<&'w str>) -> Wanted<'w> {
        Wanted {
            mark: self.mark,
            area: self.row.area,
            name: &self.row.name,
            phone,
            age: self.row.age.map(i64::from),
            skills: self.row.skills.as_deref(),
            team: self.team,
        }
    }
}

fn enter(tx: &mut Tx, wanted: &Plain, seal: Option<&Seal>, now: Time) -> Result<String, Failure> {
    codes::until_free(|code| {
        let phone = sealed(seal, code, wanted.row.phone.as_deref())?;
        let entered = store::insert(tx, code, &wanted.with(phone.as_deref()), now)?;
        Ok(entered.then(|| code.to_owned()))
    })
}

/// Brings an entry that nobody has claimed to what the list says; whether that was anything new.
fn renew(tx: &mut Tx, entry: &Entry, wanted: &Plain, seal: Option<&Seal>) -> Result<bool, Failure> {
    let row = wanted.row;
    let differs = |new: Option<&str>, old: Option<&str>| new.is_some() && new != old;
    let known = entry.phone.as_deref().and_then(|phone| opened(seal, &entry.code, phone));
    let new_phone = differs(row.phone.as_deref(), known.as_deref());
    let new = entry.mark.as_deref() != Some(wanted.mark)
        || entry.name.as_deref() != Some(&row.name)
        || new_phone
        || row.age.is_some_and(|age| entry.age != Some(age.into()))
        || differs(row.skills.as_deref(), entry.skills.as_deref())
        || (wanted.team.is_some() && wanted.team != entry.team);
    if new {
        let phone = sealed(seal, &entry.code, row.phone.as_deref().filter(|_| new_phone))?;
        store::update(tx, entry.id, &wanted.with(phone.as_deref()))?;
    }
    Ok(new)
}

/// The teams that a list names, made where there are none.
struct Teams {
    known: HashMap<(AreaId, String), TeamId>,
    made: usize,
}

impl Teams {
    fn named(
        &mut self,
        tx: &mut Tx,
        area: AreaId,
        name: &str,
        by: Option<PersonId>,
        now: Time,
    ) -> Result<TeamId, Failure> {
        if let Some(&team) = self.known.get(&(area, name.to_owned())) {
            return Ok(team);
        }
        let team = match teams::make(tx, area, name, None, by, now)? {
            Named::Done(team) => {
                self.made += 1;
                team
            }
            Named::Taken(team) => team,
            Named::Unfit => anyhow::bail!("no name for a team, though it was looked at"),
        };
        self.known.insert((area, name.to_owned()), team.id);
        Ok(team.id)
    }
}

/// Tells whether two rows name the same person, without the name: who takes up an entry leaves no name
/// in it, and is known all the same when the list comes again.
fn mark(key: &[u8; 32], area: AreaId, name: &str) -> String {
    let said = format!("{area}:{}", roster::same(name));
    blake3::keyed_hash(key, said.as_bytes()).to_hex()[..32].to_owned()
}

fn key(tx: &mut Tx) -> Result<[u8; 32], Failure> {
    if let Some(kept) = store::setting(tx, KEY)? {
        return Ok(*blake3::Hash::from_hex(kept.as_bytes())?.as_bytes());
    }
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| anyhow::anyhow!("the system gave no random bytes: {error}"))?;
    store::set(tx, KEY, &blake3::Hash::from_bytes(key).to_hex())?;
    Ok(key)
}

/// Whose a sealed phone is: an entry's, by its code, which is known before the entry is written.
fn of(code: &str) -> Of {
    Of { what: "roster_entry.phone", owner: code::number(code) }
}

fn sealed(seal: Option<&Seal>, code: &str, phone: Option<&str>) -> Result<Option<String>, Failure> {
    match (seal, phone) {
        (Some(seal), Some(phone)) => seal.seal(of(code), phone).map(Some),
        _ => Ok(None),
    }
}

/// A phone in the clear; none without its key.
pub(super) fn opened(seal: Option<&Seal>, code: &str, phone: &str) -> Option<String> {
    seal?.open(of(code), phone).ok()
}

/// Writes the list as the organisation gets it back, with a claim code each.
pub fn write(out: impl Write, rows: &[Listed], bot: Option<&str>, phones: bool) -> Result<(), Failure> {
    let phones = phones && rows.iter().any(|row| row.phone.is_some());
    let mut out = tables::spreadsheet(out)?;
    let mut header = vec!["name", "area_code"];
    header.extend(phones.then_some("phone"));
    header.extend(["team", "note", "code", "link", "claimed"]);
    out.write_record(header)?;
    for row in rows {
        let link = bot.map(|bot| format!("https://t.me/{bot}?start=me_{}", row.code)).unwrap_or_default();
        let mut record = vec![defused(&row.name), defused(&row.area_code)];
        record.extend(phones.then(|| defused(row.phone.as_deref().unwrap_or_default())));
        record.extend([
            defused(row.team.as_deref().unwrap_or_default()),
            defused(&row.note),
            row.code.as_str().into(),
            link.into(),
            if row.claimed { "yes" } else { "" }.into(),
        ]);
        out.write_record(record.iter().map(AsRef::as_ref))?;
    }
    out.flush()?;
    Ok(())
}
