//! Which menus Telegram was given for persons.

use crate::domain::ids::{ChatId, PersonId};
use crate::error::Failure;
use crate::store::{Read, Tx};

/// What was given for a person in a chat; none where they have everybody's menu.
pub(in crate::features::roles) fn given(
    read: &Read,
    chat: ChatId,
    person: PersonId,
) -> Result<Option<String>, Failure> {
    read.value("select given from menu where chat_id = $1 and person_id = $2", &[&chat, &person])
}

pub(in crate::features::roles) fn set_given(
    tx: &mut Tx,
    chat: ChatId,
    person: PersonId,
    given: Option<&str>,
) -> Result<(), Failure> {
    match given {
        Some(given) => tx.execute(
            "insert into menu (chat_id, person_id, given) values ($1, $2, $3)
             on conflict (chat_id, person_id) do update set given = excluded.given",
            &[&chat, &person, &given],
        )?,
        None => tx.execute("delete from menu where chat_id = $1 and person_id = $2", &[&chat, &person])?,
    };
    Ok(())
}

/// The groups in which a person has a menu of their own.
pub(in crate::features::roles) fn groups(read: &Read, person: PersonId) -> Result<Vec<ChatId>, Failure> {
    read.all(
        "select m.chat_id from menu m join chat c on c.id = m.chat_id
         where m.person_id = $1 and c.kind <> 'private' and c.gone_at is null order by m.chat_id",
        &[&person],
        |row| row.get("chat_id"),
    )
}

/// Everybody who has a menu of their own somewhere.
pub(in crate::features::roles) fn owners(read: &Read) -> Result<Vec<PersonId>, Failure> {
    read.all("select distinct person_id from menu order by person_id", &[], |row| row.get("person_id"))
}

/// Whether the group, or a topic of it, serves an area.
pub(in crate::features::roles) fn serves(read: &Read, chat: ChatId) -> Result<bool, Failure> {
    let found: Option<i64> =
        read.value("select 1 from binding where chat_id = $1 and ended_at is null limit 1", &[&chat])?;
    Ok(found.is_some())
}
