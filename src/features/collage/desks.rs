//! Which desk chats hear of which area, and how.

use crate::domain::area::{Area, AreaTree};
use crate::domain::ids::AreaId;
use crate::error::Failure;
use crate::features::areas::{self, Binding, Role};
use crate::store::Read;

/// The desks that an area's relays go to: its own, and those of the nearest area above that has any.
pub fn of(read: &Read, tree: &AreaTree, area: AreaId) -> Result<Vec<Binding>, Failure> {
    let mut desks = areas::store::bound_to(read, area, Role::Desk)?;
    for above in tree.ancestors(area) {
        let nearest = areas::store::bound_to(read, above.id, Role::Desk)?;
        if !nearest.is_empty() {
            desks.extend(nearest);
            break;
        }
    }
    Ok(desks)
}

/// An area with desks that are told of areas far below in one summary.
pub struct Higher {
    pub area: AreaId,
    pub desks: Vec<Binding>,
    /// All its areas of the quota level; the relays of some stop at a desk further down.
    pub below: Vec<AreaId>,
}

/// All areas above the quota level whose desks get a summary.
pub fn higher(read: &Read, tree: &AreaTree, quota_level: usize) -> Result<Vec<Higher>, Failure> {
    let mut with_desks: Vec<(&Area, Vec<Binding>)> = Vec::new();
    for area in tree.iter().filter(|area| area.level < quota_level) {
        let desks = areas::store::bound_to(read, area.id, Role::Desk)?;
        if !desks.is_empty() {
            with_desks.push((area, desks));
        }
    }
    let has_desks: Vec<AreaId> = with_desks.iter().map(|(area, _)| area.id).collect();
    let nearest = |area: AreaId| tree.ancestors(area).map(|above| above.id).find(|id| has_desks.contains(id));
    let higher = with_desks.into_iter().map(|(area, desks)| {
        let below = tree.of_level(area.id, quota_level).map(|below| below.id);
        Higher { area: area.id, desks, below: below.collect() }
    });
    let stops = |higher: &Higher| higher.below.iter().any(|&id| nearest(id) != Some(higher.area));
    Ok(higher.filter(stops).collect())
}
