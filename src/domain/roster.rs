//! From a list of names that an organisation brings to entries, all or nothing.

use std::collections::HashMap;

use super::area::AreaTree;
use super::code;
use super::fold::squash;
use super::ids::AreaId;
use super::table::{self, Column, Table, TableProblem, plain};

/// The columns, in the order in which they are named to people. The last three are what an import
/// writes: the file that it made may be sent in again.
pub const COLUMNS: [Column; 10] = [
    Column { name: "name", required: true },
    Column { name: "area_code", required: true },
    Column { name: "phone", required: false },
    Column { name: "age", required: false },
    Column { name: "skills", required: false },
    Column { name: "team", required: false },
    Column { name: "note", required: false },
    Column { name: "code", required: false },
    Column { name: "link", required: false },
    Column { name: "claimed", required: false },
];

/// Characters of a name.
const NAME: usize = 128;

/// Characters of what somebody can do.
const SKILLS: usize = 200;

/// A row that may be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line of the file, from 1.
    pub line: u64,
    pub name: String,
    pub area: AreaId,
    pub area_code: String,
    /// Digits, perhaps behind a plus.
    pub phone: Option<String>,
    pub age: Option<u8>,
    pub skills: Option<String>,
    pub team: Option<String>,
    /// The organisation's own; it stands in what it gets back, and is not kept.
    pub note: String,
    /// Of an entry that stands already.
    pub code: Option<String>,
}

/// What is wrong with a line.
pub type Problem = table::Problem<RosterProblem>;

/// Why a list is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RosterProblem {
    /// It is no such table.
    Table(TableProblem),
    /// No area has this code.
    AreaUnknown { code: String },
    /// Longer than a name is, or more than a line.
    NameUnfit,
    /// The same name stood for the same area on an earlier line: nobody could tell the two apart.
    NameRepeated { first_line: u64 },
    /// Another entry has this name in this area; its code.
    NameTaken { code: String },
    /// Neither digits nor a plus before them; spreadsheets make `1.38E+10` of it.
    PhoneUnfit { phone: String },
    /// Phones are encrypted, and there is no key for it.
    PhoneKeyless,
    /// Not a number of years.
    AgeUnfit { age: String },
    /// Too long, or more than a line.
    SkillsUnfit,
    /// No name that a team can have.
    TeamUnfit { team: String },
    /// No code at all, or none of this installation's.
    CodeUnknown { code: String },
    /// The entry of this code stood on an earlier line.
    CodeRepeated { first_line: u64 },
}

/// What makes two names the same: nobody tells 李偉 from 李 伟 over the phone.
pub fn same(name: &str) -> String {
    squash(name)
}

/// Reads a list against the tree as it stands.
///
/// # Errors
///
/// All that is wrong, by line; then nobody may be entered.
pub fn read(bytes: &[u8], tree: &AreaTree) -> Result<Vec<Entry>, Vec<Problem>> {
    let of_table = |problem: table::Problem<TableProblem>| Problem {
        line: problem.line,
        what: RosterProblem::Table(problem.what),
    };
    let table = Table::read(bytes, &COLUMNS)
        .map_err(|problems| problems.into_iter().map(of_table).collect::<Vec<_>>())?;
    let mut problems: Vec<Problem> = table.problems.iter().cloned().map(of_table).collect();
    let mut entries = Vec::with_capacity(table.len());
    let mut names: HashMap<(AreaId, String), u64> = HashMap::with_capacity(table.len());
    let mut codes: HashMap<String, u64> = HashMap::new();
    for row in table.rows().filter(|row| !row.crooked) {
        let mut wrong = Vec::new();
        let entry = entry(&row, tree, &mut wrong);
        if let Some(entry) = &entry {
            if let Some(first_line) = names.insert((entry.area, same(&entry.name)), entry.line) {
                wrong.push(RosterProblem::NameRepeated { first_line });
            }
            if let Some(code) = &entry.code
                && let Some(first_line) = codes.insert(code.clone(), entry.line)
            {
                wrong.push(RosterProblem::CodeRepeated { first_line });
            }
        }
        problems.extend(wrong.into_iter().map(|what| Problem { line: row.line, what }));
        entries.extend(entry);
    }
    if problems.is_empty() {
        return Ok(entries);
    }
    problems.sort_by_key(|problem| problem.line);
    Err(problems)
}

/// The entry of a row; none where it lacks what each must have. What is wrong is told in either case.
fn entry(row: &table::Row, tree: &AreaTree, wrong: &mut Vec<RosterProblem>) -> Option<Entry> {
    let values: Vec<&str> = row.values.iter().map(|value| plain(value)).collect();
    let &[name, area_code, phone, age, skills, team, note, code, ..] = values.as_slice() else { return None };
    for (column, value) in [("name", name), ("area_code", area_code)] {
        if value.is_empty() {
            wrong.push(RosterProblem::Table(TableProblem::FieldEmpty { column }));
        }
    }
    if !name.is_empty() && (is_longer(name, NAME) || same(name).is_empty()) {
        wrong.push(RosterProblem::NameUnfit);
    }
    let area = tree.by_code(area_code);
    if area.is_none() && !area_code.is_empty() {
        wrong.push(RosterProblem::AreaUnknown { code: area_code.to_owned() });
    }
    let given = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
    let phone = given(phone).and_then(|typed| {
        let read = read_phone(&typed);
        if read.is_none() {
            wrong.push(RosterProblem::PhoneUnfit { phone: typed });
        }
        read
    });
    let age = given(age).and_then(|typed| {
        let read = typed.parse::<u8>().ok().filter(|age| (1..=120).contains(age));
        if read.is_none() {
            wrong.push(RosterProblem::AgeUnfit { age: typed });
        }
        read
    });
    if is_longer(skills, SKILLS) {
        wrong.push(RosterProblem::SkillsUnfit);
    }
    let code = given(code).and_then(|typed| {
        let read = code::read(&typed);
        if read.is_none() {
            wrong.push(RosterProblem::CodeUnknown { code: typed });
        }
        read
    });
    let area = area.filter(|_| !name.is_empty())?;
    Some(Entry {
        line: row.line,
        name: name.to_owned(),
        area: area.id,
        area_code: area.code.clone(),
        phone,
        age,
        skills: given(skills),
        team: given(team),
        note: note.to_owned(),
        code,
    })
}

fn is_longer(text: &str, most: usize) -> bool {
    text.chars().count() > most || text.chars().any(char::is_control)
}

/// A number as people write it, without what only helps reading.
fn read_phone(typed: &str) -> Option<String> {
    let half = super::fold::fold(typed);
    let number: String = half.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.')).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    let fits = (5..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::area::Area;

    fn tree() -> AreaTree {
        let area = |id: i64, code: &str, parent: Option<i64>| Area {
            id: id.into(),
            code: code.into(),
            name: format!("名{code}"),
            level: usize::from(parent.is_some()),
            parent: parent.map(AreaId::from),
        };
        AreaTree::new([area(1, "3305", None), area(2, "330502", Some(1)), area(3, "330503", Some(1))])
    }

    fn problems(text: &str) -> Vec<(u64, RosterProblem)> {
        let problems = read(text.as_bytes(), &tree()).expect_err("refused");
        problems.into_iter().map(|problem| (problem.line, problem.what)).collect()
    }

    #[test]
    fn a_list_is_read_as_offices_write_it() {
        let text = "\u{feff}phone,Name,area_code ,age,team,note\r\n+86 138-1234-5678,\"李, 伟\",330502,34,清河队,三组\r\n\r\n,王芳,330503,,,\r\n";
        let entries = read(text.as_bytes(), &tree()).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!(entries.len(), 2);
        let li = &entries[0];
        assert_eq!((li.line, li.name.as_str(), li.area), (2, "李, 伟", AreaId::from(2)));
        assert_eq!(
            (li.phone.as_deref(), li.age, li.team.as_deref()),
            (Some("+8613812345678"), Some(34), Some("清河队"))
        );
        assert_eq!((entries[1].line, entries[1].phone.as_deref(), entries[1].age), (4, None, None));
    }

    #[test]
    fn all_that_is_wrong_is_told_by_line() {
        let text = "name,area_code,phone,age,code\n李伟,330502,,,\n李 偉,330502,,,\n李伟,330503,,,\n,330502,,,\n王芳,999,,,\n赵敏,330502,1.38E+10,abc,\n钱进,330502,,,0000\n孙立,330502,,,K7M2P9QX\n周正,330503,,,k7m2-p9qx\n吴用,330502\n";
        assert_eq!(
            problems(text),
            [
                (3, RosterProblem::NameRepeated { first_line: 2 }),
                (5, RosterProblem::Table(TableProblem::FieldEmpty { column: "name" })),
                (6, RosterProblem::AreaUnknown { code: "999".into() }),
                (7, RosterProblem::PhoneUnfit { phone: "1.38E+10".into() }),
                (7, RosterProblem::AgeUnfit { age: "abc".into() }),
                (8, RosterProblem::CodeUnknown { code: "0000".into() }),
                (10, RosterProblem::CodeRepeated { first_line: 9 }),
                (11, RosterProblem::Table(TableProblem::FieldCount { found: 2, expected: 5 })),
            ]
        );
        let text = format!("name,area_code\n{},330502\n\u{200b},330502\n", "长".repeat(129));
        assert_eq!(problems(&text), [(2, RosterProblem::NameUnfit), (3, RosterProblem::NameUnfit)]);
        assert!(read(format!("name,area_code\n{},330502\n", "长".repeat(128)).as_bytes(), &tree()).is_ok());
    }

    #[test]
    fn what_an_import_wrote_is_read_again() {
        let text = "\u{feff}name,area_code,phone,team,note,code,link,claimed\n'=李伟,330502,'+8613812345678,,,K7M2P9QX,https://t.me/b?start=me_K7M2P9QX,\n";
        let entries = read(text.as_bytes(), &tree()).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!(entries[0].name, "=李伟");
        assert_eq!(entries[0].phone.as_deref(), Some("+8613812345678"));
        assert_eq!(entries[0].code.as_deref(), Some("K7M2P9QX"));
    }
}
