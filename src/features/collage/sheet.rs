//! An area's day on one sheet: all that its picture and its texts are made from.

use std::sync::Arc;

use chrono::NaiveDate;

use super::pick::{Candidate, pick};
use super::store;
use crate::domain::area::{Area, AreaTree};
use crate::domain::calendar::Stage;
use crate::domain::ids::{AreaId, SubmissionId};
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::photos::{self, Counted};
use crate::features::rehearsal;
use crate::imaging::collage::MOST;
use crate::store::Read;

/// What an area and all below it sent in on a day.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub area: AreaId,
    pub day: NaiveDate,
    pub stage: Stage,
    /// The area as it is written where it stands alone: 湖州市 · 吴兴区.
    pub title: String,
    /// What the area owes; 0 for one that owes nothing.
    pub quota: u32,
    pub campaign: String,
    /// All counted photos, in the order in which they were posted.
    pub photos: Vec<Counted>,
    /// The places in `photos` of those that are drawn.
    pub shown: Vec<usize>,
    pub heads: u32,
    /// Names of the areas below that photos were posted for, photo by photo; none for the area's own.
    pub below: Vec<Option<String>>,
    pub tree: Arc<AreaTree>,
}

/// Gathers an area's day; none where there is no such area.
pub fn sheet(read: &Read, cx: &Context, area: AreaId, day: NaiveDate) -> Result<Option<Sheet>, Failure> {
    let tree = cx.tree(read)?;
    let Some(of) = tree.get(area) else { return Ok(None) };
    let photos = photos::store::counted(read, area, day)?;
    let picked = store::picks(read, area, day)?;
    Ok(Some(Sheet {
        area,
        day,
        stage: rehearsal::stage(read, cx, day)?,
        title: title(&tree, of),
        quota: cx.quota(&tree, of, day),
        campaign: cx.config.campaign.name.clone(),
        shown: shown(&tree, area, &photos, &picked),
        heads: photos::store::count(read, area, day)?.heads,
        below: photos
            .iter()
            .map(|photo| {
                tree.get(photo.area).filter(|below| below.id != area).map(|below| below.name.clone())
            })
            .collect(),
        photos,
        tree,
    }))
}

/// The area below the one it lies in, which readers far away need to know.
pub fn title(tree: &AreaTree, area: &Area) -> String {
    match tree.parent(area) {
        Some(parent) => format!("{} · {}", parent.name, area.name),
        None => area.name.clone(),
    }
}

/// What the lead picked, as far as it still counts; else an even choice.
fn shown(tree: &AreaTree, area: AreaId, photos: &[Counted], picked: &[SubmissionId]) -> Vec<usize> {
    let by_lead: Vec<usize> =
        (0..photos.len()).filter(|&place| picked.contains(&photos[place].id)).take(MOST).collect();
    if !by_lead.is_empty() {
        return by_lead;
    }
    // An erased photo could only be drawn as an empty card: it gives way to one that is there.
    let there: Vec<usize> = (0..photos.len()).filter(|&place| photos[place].content.is_some()).collect();
    let places = if there.len() >= MOST { there } else { (0..photos.len()).collect() };
    let candidates: Vec<Candidate> = places
        .iter()
        .map(|&place| {
            let photo = &photos[place];
            Candidate {
                branch: branch(tree, area, photo.area),
                area: photo.area,
                person: photo.person,
                at: photo.posted_at,
            }
        })
        .collect();
    pick(&candidates, MOST).into_iter().map(|at| places[at]).collect()
}

/// The area directly below `top` that `area` is or lies in; `top` itself for its own.
fn branch(tree: &AreaTree, top: AreaId, area: AreaId) -> AreaId {
    if area == top {
        return top;
    }
    let above = tree.ancestors(area).map(|area| area.id).take_while(|&id| id != top).last();
    above.unwrap_or(area)
}

impl Sheet {
    /// A digest of what is drawn and told: another one means that what was relayed is out of date.
    pub fn state(&self) -> String {
        let photos: Vec<_> = self
            .photos
            .iter()
            .map(|photo| {
                let Counted { id, area, person, album, content, caption, on_behalf, place, .. } = photo;
                let person = person.map(i64::from);
                let at = photo.posted_at.timestamp_millis();
                (id.get(), area.get(), person, album, content, caption, (on_behalf, place), at)
            })
            .collect();
        let all = serde_json::json!([photos, self.shown, self.heads]);
        blake3::hash(all.to_string().as_bytes()).to_hex().to_string()
    }

    /// The count against the quota: `2/3`; the bare count of what owes nothing.
    pub fn count(&self) -> String {
        against(self.photos.len(), self.quota)
    }

    /// Whether the quota is reached, if there is one.
    pub fn reached(&self) -> bool {
        self.quota > 0 && self.photos.len() >= self.quota as usize
    }
}

/// A count against its quota: `2/3`; the bare count where nothing is owed.
pub fn against(photos: usize, quota: u32) -> String {
    if quota == 0 { photos.to_string() } else { format!("{photos}/{quota}") }
}

#[cfg(test)]
pub(super) mod tests {
    use chrono::{TimeDelta, TimeZone, Utc};

    use super::*;

    /// A sheet of 吴兴区 with a photo for each caption, half an hour apart from nine in the morning.
    pub fn sheet_of(captions: &[&str]) -> Sheet {
        let nine = Utc.with_ymd_and_hms(2026, 6, 21, 1, 0, 0).single().unwrap_or_default();
        let photos: Vec<Counted> = captions
            .iter()
            .enumerate()
            .map(|(place, caption)| Counted {
                id: (place as i64 + 1).into(),
                area: AreaId::from(2),
                day: NaiveDate::from_ymd_opt(2026, 6, 21).unwrap_or_default(),
                person: Some((place as i64 % 3 + 1).into()),
                album: place as i64,
                content: Some(format!("{place:064}")),
                caption: (*caption).to_owned(),
                told_with: place as i64,
                on_behalf: None,
                place: None,
                posted_at: nine + TimeDelta::minutes(30 * place as i64),
                heads: 12,
            })
            .collect();
        let tree = Arc::new(AreaTree::new([area(1, None, "湖州市"), area(2, Some(1), "吴兴区")]));
        Sheet {
            area: AreaId::from(2),
            day: NaiveDate::from_ymd_opt(2026, 6, 21).unwrap_or_default(),
            stage: Stage::Day { n: 1, of: 102 },
            title: "湖州市 · 吴兴区".into(),
            quota: 3,
            campaign: "城乡人居环境提升百日攻坚".into(),
            shown: shown(&tree, AreaId::from(2), &photos, &[]),
            heads: 12 * photos.len() as u32,
            below: vec![None; photos.len()],
            photos,
            tree,
        }
    }

    fn area(id: i64, parent: Option<i64>, name: &str) -> Area {
        Area {
            id: id.into(),
            code: format!("3305{id:02}"),
            name: name.into(),
            level: parent.map_or(0, |_| 1),
            parent: parent.map(AreaId::from),
        }
    }

    #[test]
    fn the_state_changes_with_what_is_shown_and_with_nothing_else() {
        let sheet = sheet_of(&["三里桥 12人", "月河街"]);
        let same = Sheet { title: "另一个名字".into(), quota: 5, ..sheet.clone() };
        assert_eq!(same.state(), sheet.state());
        let changed = |change: &dyn Fn(&mut Sheet)| {
            let mut other = sheet.clone();
            change(&mut other);
            other.state() != sheet.state()
        };
        assert!(changed(&|sheet| sheet.photos[1].caption.push('。')));
        assert!(changed(&|sheet| sheet.photos[1].content = None));
        assert!(changed(&|sheet| sheet.photos[1].on_behalf = Some("王奶奶".into())));
        assert!(changed(&|sheet| sheet.photos[1].place = Some("月河街".into())));
        assert!(changed(&|sheet| sheet.photos.truncate(1)));
        assert!(changed(&|sheet| sheet.shown.truncate(1)));
        assert!(changed(&|sheet| sheet.heads += 1));
        assert!(!changed(&|_| ()));
    }

    #[test]
    fn what_the_lead_picked_stands_while_it_counts() {
        let sheet = sheet_of(&["一"; 12]);
        assert_eq!(sheet.shown.len(), MOST);
        let shown = |picked: &[i64]| {
            let picked: Vec<_> = picked.iter().map(|&id| SubmissionId::from(id)).collect();
            shown(&sheet.tree, sheet.area, &sheet.photos, &picked)
        };
        assert_eq!(shown(&[12, 2]), [1, 11]);
        assert_eq!(shown(&[2, 99]), [1]);
        assert_eq!(shown(&[99]), sheet.shown, "none of them counts any more: an even choice");
    }

    #[test]
    fn an_area_is_counted_to_the_branch_it_lies_in() {
        let mut areas = vec![area(1, None, "市"), area(2, Some(1), "区"), area(3, Some(2), "镇")];
        areas.push(area(4, Some(3), "村"));
        let tree = AreaTree::new(areas);
        let branch = |area: i64| branch(&tree, 2.into(), area.into()).get();
        assert_eq!((branch(2), branch(3), branch(4)), (2, 3, 3));
    }
}
