use super::*;
use crate::directory::person_by_id;
use crate::features::testing::{self, AREAS, at, context, with_areas};

#[test]
fn joining_counts_once_and_a_second_area_adds_a_membership() {
    with_areas(AREAS, |tx| {
        let cx = context(|_| {});
        let now = at("2026-06-21 12:00");
        let person = testing::person(tx, 7, "李伟")?;
        let home = testing::area(tx, &cx, "330523")?.id;
        let other = testing::area(tx, &cx, "330502")?.id;

        assert_eq!(join(tx, &cx, &person, home, now)?, Joined::First);
        assert_eq!(join(tx, &cx, &person, home, now)?, Joined::Already);
        let person = person_by_id(tx, person.id)?.expect("a person who was seen");
        assert!(person.joined);
        assert_eq!(join(tx, &cx, &person, other, now)?, Joined::Further);
        assert_eq!(store::areas_of(tx, person.id)?, [home, other], "the home area stands first");
        assert_eq!(points::store::balance(tx, person.id)?, 5);
        assert!(!jobs::is_waiting(tx, kinds::PHOTO_JOINED, "")?, "no photo waits");
        Ok(())
    });
}
