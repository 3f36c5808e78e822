use super::*;
use crate::domain::table::TableProblem;

fn levels() -> Vec<String> {
    ["city", "district", "township", "village"].map(str::to_owned).to_vec()
}

fn area(id: i64, code: &str, parent: Option<i64>, level: usize) -> Area {
    Area {
        id: id.into(),
        code: code.into(),
        name: format!("名{code}"),
        level,
        parent: parent.map(AreaId::from),
    }
}

/// Huzhou with two districts, one township, one village; in no order.
fn huzhou() -> AreaTree {
    AreaTree::new([
        area(5, "330502001", Some(2), 2),
        area(3, "330503", Some(1), 1),
        area(9, "330502001001", Some(5), 3),
        area(1, "3305", None, 0),
        area(2, "330502", Some(1), 1),
    ])
}

fn codes<'a>(areas: impl Iterator<Item = &'a Area>) -> Vec<&'a str> {
    areas.map(|area| area.code.as_str()).collect()
}

fn read(text: &str) -> Result<Import, Vec<Problem>> {
    import(text.as_bytes(), &levels(), &huzhou())
}

fn problems(text: &str) -> Vec<(u64, AreaProblem)> {
    match read(text) {
        Ok(import) => panic!("{text}: nothing was wrong: {import:?}"),
        Err(problems) => problems.into_iter().map(|problem| (problem.line, problem.what)).collect(),
    }
}

#[test]
fn the_tree_knows_its_ways() {
    let tree = huzhou();
    let id = AreaId::from;
    assert_eq!(codes(tree.iter()), ["3305", "330502", "330502001", "330502001001", "330503"]);
    assert_eq!(codes(tree.ancestors(id(9))), ["330502001", "330502", "3305"]);
    assert_eq!(codes(tree.descendants(id(2))), ["330502001", "330502001001"]);
    assert_eq!(codes(tree.descendants(id(77))), [""; 0]);
    assert_eq!(codes(tree.children(id(1))), ["330502", "330503"]);
    assert_eq!(codes(tree.siblings(id(2))), ["330503"]);
    assert_eq!(codes(tree.siblings(id(1))), [""; 0]);
    assert_eq!(codes(tree.roots()), ["3305"]);
    assert_eq!(tree.at_level(id(9), 1).map(|area| area.id), Some(id(2)));
    assert_eq!(tree.at_level(id(2), 1).map(|area| area.id), Some(id(2)));
    assert_eq!(tree.at_level(id(1), 1), None);
    assert_eq!(codes(tree.of_level(id(1), 1)), ["330502", "330503"]);
    assert!(tree.is_within(id(9), id(2)) && tree.is_within(id(2), id(2)));
    assert!(!tree.is_within(id(3), id(2)) && !tree.is_within(id(2), id(9)) && !tree.is_within(id(77), id(1)));
    assert_eq!(tree.by_code("330503").map(|area| area.id), Some(id(3)));
}

#[test]
fn areas_are_found_by_part_of_name_or_code() {
    let tree = huzhou();
    assert_eq!(codes(tree.search("330502").into_iter()), ["330502", "330502001", "330502001001"]);
    assert_eq!(codes(tree.search("名330503").into_iter()), ["330503"]);
    assert_eq!(codes(tree.search("001 ").into_iter()), ["330502001", "330502001001"]);
    assert!(tree.search(" ").is_empty() && tree.search("杭州").is_empty());
}

#[test]
fn a_file_is_read_in_any_order_and_comes_out_parents_first() {
    let text = "\u{feff}Level,name , code,parent_code\r\n village,三里村,330503001001,330503001\r\ntownship,三里乡,330503001,330503\r\n\r\n,,,\r\ndistrict,吴兴区,330502,3305\r\ncity,名3305,3305,\r\n";
    let import = read(text).unwrap_or_else(|problems| panic!("{problems:?}"));
    let rows: Vec<_> = import.rows.iter().map(|row| (row.line, row.code.as_str(), row.change)).collect();
    assert_eq!(
        rows,
        [
            (7, "3305", Change::Same),
            (6, "330502", Change::Updated),
            (3, "330503001", Change::Added),
            (2, "330503001001", Change::Added)
        ]
    );
    assert_eq!(import.count(Change::Added), 2);
    assert_eq!(import.rows[3].parent_code.as_deref(), Some("330503001"));
}

#[test]
fn all_that_is_wrong_is_told_by_line() {
    let text = "code,parent_code,name,level\n1,,A,city\n1,,B,city\n2,nowhere,C,district\n3,1,,hamlet\n,1,D,district\n4,1,E\n5,6,F,township\n6,1,G,township\n7,4,H,village\n";
    assert_eq!(
        problems(text),
        [
            (3, AreaProblem::CodeRepeated { code: "1".into(), first_line: 2 }),
            (4, AreaProblem::ParentUnknown { parent_code: "nowhere".into() }),
            (5, AreaProblem::Table(TableProblem::FieldEmpty { column: "name" })),
            (5, AreaProblem::LevelUnknown { level: "hamlet".into(), known: levels() }),
            (6, AreaProblem::Table(TableProblem::FieldEmpty { column: "code" })),
            (7, AreaProblem::Table(TableProblem::FieldCount { found: 3, expected: 4 })),
            (
                8,
                AreaProblem::LevelOutOfOrder {
                    level: "township".into(),
                    parent_code: "6".into(),
                    parent_level: "township".into()
                }
            ),
        ]
    );
}

#[test]
fn a_cycle_is_told_once() {
    let found =
        problems("code,parent_code,name,level\n1,3,A,district\n2,1,B,township\n3,2,C,village\n4,4,D,city\n");
    let cycles: Vec<_> = found.iter().filter(|(_, what)| matches!(what, AreaProblem::Cycle { .. })).collect();
    assert_eq!(cycles[0], &(2, AreaProblem::Cycle { codes: vec!["1".into(), "3".into(), "2".into()] }));
    assert_eq!(cycles[1], &(5, AreaProblem::Cycle { codes: vec!["4".into()] }));
    assert_eq!(cycles.len(), 2);
}

#[test]
fn a_level_may_be_skipped_and_an_area_may_move_but_not_above_its_own() {
    assert!(read("code,parent_code,name,level\n330509,3305,直管村,village\n").is_ok());
    assert!(read("code,parent_code,name,level\n330502001,330503,移,township\n").is_ok());
    let found = problems("code,parent_code,name,level\n330502,3305,降,township\n");
    assert!(
        matches!(&found[..], [(2, AreaProblem::LevelBelowChild { child_code, .. })] if child_code == "330502001"),
        "{found:?}"
    );
    let found = problems("code,parent_code,name,level\n3305,330502001001,转,city\n");
    assert!(
        found.iter().any(|(_, what)| matches!(what, AreaProblem::Cycle { codes } if codes.len() == 4)),
        "{found:?}"
    );
}

#[test]
fn what_is_no_such_table_is_refused_as_a_whole() {
    assert_eq!(
        problems("code,name,parent,level,level\n"),
        [
            (1, AreaProblem::Table(TableProblem::ColumnMissing { column: "parent_code" })),
            (1, AreaProblem::Table(TableProblem::ColumnRepeated { column: "level" })),
            (1, AreaProblem::Table(TableProblem::ColumnUnknown { column: "parent".into() })),
        ]
    );
    assert_eq!(problems("code,parent_code,name,level\n"), [(1, AreaProblem::Table(TableProblem::Empty))]);
    assert!(matches!(problems("")[0], (1, AreaProblem::Table(TableProblem::ColumnMissing { .. }))));
    let gbk = b"code,parent_code,name,level\n3305,,\xba\xfe\xd6\xdd,city\n";
    let found = import(gbk, &levels(), &huzhou()).expect_err("GBK is not UTF-8");
    assert_eq!(
        found,
        [Problem { line: 2, what: AreaProblem::Table(TableProblem::NotUtf8 { perhaps_gbk: true }) }]
    );
    let found = import(b"code\xff\n", &levels(), &huzhou()).expect_err("not UTF-8");
    assert_eq!(found[0].what, AreaProblem::Table(TableProblem::NotUtf8 { perhaps_gbk: false }));
}

#[test]
fn a_city_is_read_and_read_again_as_the_same() {
    let mut text = "code,parent_code,name,level\n".to_owned();
    for village in 0..1300 {
        text += &format!("{village:04},t{:02},村{village},village\n", village / 20);
    }
    for township in 0..65 {
        text += &format!("t{township:02},d{},乡{township},township\n", township / 10);
    }
    for district in 0..7 {
        text += &format!("d{district},c,区{district},district\n");
    }
    text += "c,,市,city\n";
    let first = import(text.as_bytes(), &levels(), &AreaTree::default()).unwrap_or_else(|p| panic!("{p:?}"));
    assert_eq!(first.count(Change::Added), 1373);
    let mut ids: HashMap<&str, i64> = HashMap::new();
    let tree = AreaTree::new(first.rows.iter().enumerate().map(|(n, row)| {
        let parent = row.parent_code.as_deref().map(|code| AreaId::from(ids[code]));
        ids.insert(&row.code, n as i64);
        Area {
            id: (n as i64).into(),
            code: row.code.clone(),
            name: row.name.clone(),
            level: row.level,
            parent,
        }
    }));
    assert_eq!(tree.len(), 1373);
    let again = import(text.as_bytes(), &levels(), &tree).unwrap_or_else(|p| panic!("{p:?}"));
    assert_eq!(again.count(Change::Same), 1373);
}

/// Names as people type them: in either script, at any width, apart or together, with what lies above.
#[test]
fn an_area_is_found_however_it_is_typed() {
    let named = |id, code: &str, name: &str, parent, level| Area {
        name: name.into(),
        ..area(id, code, parent, level)
    };
    let tree = AreaTree::new([
        named(1, "3305", "湖州市", None, 0),
        named(2, "330502", "吴兴区", Some(1), 1),
        named(3, "330502001", "月河街道", Some(2), 2),
        named(4, "TP-1", "臺北 東區", None, 0),
        named(5, "330503", "南浔区", Some(1), 1),
        named(6, "330503001", "月河街道", Some(5), 2),
    ]);
    for (typed, found) in [
        ("吳興區", &["330502"][..]),
        ("吴兴", &["330502"]),
        ("台北东区", &["TP-1"]),
        ("臺北", &["TP-1"]),
        ("ｔｐ－１", &["TP-1"]),
        ("３３０５ ０２", &["330502", "330502001"]),
        ("月 河", &["330502001", "330503001"]),
        ("吳興 月河", &["330502001"]),
        ("湖州吴兴月河", &["330502001"]),
        ("湖州市南潯區月河街道", &["330503001"]),
        ("湖州市吴兴区", &["330502"]),
        ("吴兴 杭州", &[]),
    ] {
        assert_eq!(codes(tree.search(typed).into_iter()), found, "{typed}");
    }
    for (id, typed) in [(2, "吳興"), (2, "０５０２"), (6, "南潯區月河"), (4, "東 區")] {
        let (at, length) = tree.trace(id.into(), typed).expect("it stands there");
        assert_eq!(tree.traced(id.into(), at, length), Some(fold::squash(typed)), "{typed}");
    }
    assert_eq!((tree.trace(2.into(), "月河"), tree.traced(77.into(), 0, 1)), (None, None));
    assert_eq!(tree.by_typed_code(" ｔｐ-1").map(|area| area.id), Some(AreaId::from(4)));
    assert!(tree.by_typed_code("3305 0").is_none());
}
