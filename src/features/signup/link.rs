//! What a link that signs somebody up says: `?start=join_<code>`, with who gave it behind a dash.
//!
//! Telegram carries 64 of `A-Za-z0-9_-`. A code that does not fit there goes by the area's number:
//! `?start=area_<number>`.

use crate::domain::area::{Area, AreaTree};
use crate::domain::ids::AreaId;

/// What Telegram carries.
const MOST: usize = 64;

const BY_CODE: &str = "join_";
const BY_NUMBER: &str = "area_";

/// The length of a person's code in a link, with the dash before it.
const REFERENCE: usize = 9;

/// What a link says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link<'p> {
    pub area: Target,
    /// The code of whoever gave the link.
    pub by: Option<&'p str>,
    /// What stands for the area, as it came.
    pub code: &'p str,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Area(AreaId),
    Retired(AreaId),
    /// There is no such area: the link was cut, or nobody's.
    Unknown,
}

/// The payload that signs up for the area; `by` is the code of whoever invites.
pub(super) fn payload(area: &Area, by: Option<&str>) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let named = match area.code.chars().all(fits) && BY_CODE.len() + area.code.len() + REFERENCE <= MOST {
        true => format!("{BY_CODE}{}", area.code),
        false => format!("{BY_NUMBER}{}", area.id),
    };
    by.map_or(named.clone(), |by| format!("{named}-{by}"))
}

/// Reads a payload; none if it is not of such a link.
pub(super) fn read<'p>(tree: &AreaTree, payload: &'p str) -> Option<Link<'p>> {
    type Find = fn(&AreaTree, &str) -> Option<AreaId>;
    let by_code: Find = |tree, code| {
        let area = tree.by_code_retired_or_not(code).or_else(|| tree.by_typed_code(code))?;
        Some(area.id)
    };
    let by_number: Find =
        |tree, number| tree.get(AreaId::from(number.parse::<i64>().ok()?)).map(|area| area.id);
    let (find, rest) = match payload.strip_prefix(BY_CODE) {
        Some(rest) => (by_code, rest),
        None => (by_number, payload.strip_prefix(BY_NUMBER)?),
    };
    let target = |found: AreaId| match tree.living(found) {
        Some(area) => Target::Area(area.id),
        None => Target::Retired(found),
    };
    // A code may have dashes of its own.
    if let Some(found) = find(tree, rest) {
        return Some(Link { area: target(found), by: None, code: rest });
    }
    let (code, by) = match rest.rsplit_once('-') {
        Some((code, by)) => (code, Some(by)),
        None => (rest, None),
    };
    let area = find(tree, code).map_or(Target::Unknown, target);
    // Of a link that leads nowhere what was meant is all of it.
    Some(Link { area, by, code: if area == Target::Unknown { rest } else { code } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn area(id: i64, code: &str) -> Area {
        Area { id: id.into(), code: code.into(), name: "名".into(), level: 0, parent: None }
    }

    #[test]
    fn a_link_names_its_area_and_who_gave_it() {
        let tree = AreaTree::new([area(1, "330502"), area(2, "TP-1"), area(3, "TP")]);
        let link = |payload| read(&tree, payload).map(|link| (link.area, link.by));
        let to = |id: i64| Target::Area(id.into());
        assert_eq!(link("join_330502"), Some((to(1), None)));
        assert_eq!(link("join_330502-abcdefgh"), Some((to(1), Some("abcdefgh"))));
        assert_eq!(link("join_TP-1"), Some((to(2), None)));
        assert_eq!(link("join_TP-1-abcdefgh"), Some((to(2), Some("abcdefgh"))));
        assert_eq!(link("area_3-abcdefgh"), Some((to(3), Some("abcdefgh"))));
        assert_eq!(link("join_33050"), Some((Target::Unknown, None)));
        assert_eq!(link("join_"), Some((Target::Unknown, None)));
        assert_eq!(link("area_99999999999999999999"), Some((Target::Unknown, None)));
        assert_eq!(link("joi"), None);
    }

    proptest! {
        /// Whatever an area's code is, its link fits and leads there.
        #[test]
        fn every_code_has_a_link(code in "[A-Za-z0-9_./ 一-龥-]{1,80}", id in 1..i64::MAX) {
            let area = area(id, &code);
            let tree = AreaTree::new([area.clone()]);
            for by in [None, Some("abcdefgh")] {
                let payload = payload(&area, by);
                prop_assert!(payload.len() <= MOST, "{}", payload);
                prop_assert!(payload.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-'));
                let link = read(&tree, &payload).expect("a link");
                prop_assert_eq!((link.area, link.by), (Target::Area(area.id), by));
            }
        }

        #[test]
        fn no_payload_is_too_odd_to_be_read(payload in "(join_|area_)?\\PC{0,70}") {
            let tree = AreaTree::new([area(1, "330502")]);
            let _ = read(&tree, &payload);
        }
    }
}
