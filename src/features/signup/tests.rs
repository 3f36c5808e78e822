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

#[test]
fn leaving_ends_one_membership_and_coming_back_earns_nothing_again() {
    with_areas(AREAS, |tx| {
        let cx = context(|_| {});
        let now = at("2026-06-21 12:00");
        let id = testing::person(tx, 7, "李伟")?.id;
        let [home, other, third] =
            ["330523", "330502", "330503"].map(|code| testing::area(tx, &cx, code).map(|area| area.id));
        let (home, other, third) = (home?, other?, third?);
        let known = |tx: &mut Tx| {
            Ok::<_, crate::error::Failure>(person_by_id(tx, id)?.expect("a person who was seen"))
        };
        for (area, minute) in [(home, 0), (other, 1), (third, 2)] {
            let person = known(tx)?;
            join(tx, &cx, &person, area, now + chrono::TimeDelta::minutes(minute))?;
        }

        assert!(make_home(tx, id, third)?);
        assert_eq!(store::areas_of(tx, id)?, [third, home, other]);
        assert_eq!(leave(tx, &cx, id, third, now)?, Left::Remains { home });
        assert_eq!(leave(tx, &cx, id, third, now)?, Left::NotThere);
        assert!(!make_home(tx, id, third)?, "it is none of theirs any more");
        assert_eq!(leave(tx, &cx, id, other, now)?, Left::Remains { home });
        assert_eq!(leave(tx, &cx, id, home, now)?, Left::Last);
        assert!(!known(tx)?.joined && store::areas_of(tx, id)?.is_empty());

        let person = known(tx)?;
        assert_eq!(join(tx, &cx, &person, other, now)?, Joined::Back);
        assert_eq!(join(tx, &cx, &person, home, now)?, Joined::Further);
        assert!(known(tx)?.joined);
        assert_eq!(store::areas_of(tx, id)?.first(), Some(&other));
        assert_eq!(points::store::balance(tx, id)?, 5);
        Ok(())
    });
}

#[test]
fn who_invited_whom_is_kept_once_and_honestly() {
    with_areas(AREAS, |tx| {
        let cx = context(|_| {});
        let now = at("2026-06-21 12:00");
        let area = testing::area(tx, &cx, "330502")?.id;
        let [host, other, guest, old] =
            [7, 8, 9, 10].map(|id| testing::person(tx, id, "李伟").map(|person| person.id));
        let (host, other, guest, old) = (host?, other?, guest?, old?);
        let known = |tx: &mut Tx, id| {
            Ok::<_, crate::error::Failure>(person_by_id(tx, id)?.expect("a person who was seen"))
        };
        store::set_invite_code(tx, host, "hhhhhhhh")?;
        store::set_invite_code(tx, other, "kkkkkkkk")?;
        let person = known(tx, old)?;
        join(tx, &cx, &person, area, now)?;

        note_inviter(tx, host, "hhhhhhhh")?;
        assert_eq!(invited_by(tx, host)?, None, "nobody invites themselves");
        note_inviter(tx, old, "hhhhhhhh")?;
        leave(tx, &cx, old, area, now)?;
        note_inviter(tx, old, "hhhhhhhh")?;
        assert_eq!(invited_by(tx, old)?, None, "whoever had joined came by themselves");
        note_inviter(tx, guest, "zzzzzzzz")?;
        assert_eq!(invited_by(tx, guest)?, None, "nobody has that code");
        note_inviter(tx, guest, "hhhhhhhh")?;
        note_inviter(tx, guest, "kkkkkkkk")?;
        assert_eq!(invited_by(tx, guest)?, Some(host), "the first one holds");
        assert_eq!(invited_count(tx, host)?, 0, "the guest has not joined yet");
        let person = known(tx, guest)?;
        join(tx, &cx, &person, area, now)?;
        assert_eq!((invited_count(tx, host)?, invited_count(tx, other)?), (1, 0));

        let told = export(tx, guest)?;
        assert_eq!(told["areas"][0]["code"], "330502");
        assert_eq!(told["invited"], true);
        forget(tx, guest, now)?;
        forget(tx, host, now)?;
        assert!(!known(tx, guest)?.joined && store::areas_of(tx, guest)?.is_empty());
        assert_eq!((invited_by(tx, guest)?, store::invite_code(tx, host)?), (None, None));
        Ok(())
    });
}
