//! Numbers that name things, each a type of its own, so that a person is never passed for a chat.
//!
//! Our own ids ([`PersonId`], [`ChatId`]...) are what foreign keys use; Telegram's ([`TgUser`],
//! [`TgChat`], [`TgMessage`]) change hands (a group becomes a supergroup, a person is forgotten) and
//! stand in few places.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// The bare number, for the database and for Telegram.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                $name(id)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// Someone who signed up.
    PersonId,
    /// A chat that we know; not Telegram's number, which may change.
    ChatId,
    /// A node of the tree of areas.
    AreaId,
    /// One photo that counts, or not.
    SubmissionId,
    /// Photos that were sent as one.
    AlbumId,
    /// A child that a guardian answers for, with or without an account of its own.
    ChildId,
    /// Some people of an area who go out together.
    TeamId,
    /// Something that points buy.
    RewardId,
    /// One piece of it that somebody reserved.
    ReservationId,
    /// A prize draw.
    DrawId,
    /// A weekly message to all.
    BulletinId,
    /// A month's ranking of areas.
    RankingId,
    /// What a lead says against a ranking.
    AppealId,
    /// A user as Telegram numbers them; also the private chat with them.
    TgUser,
    /// A chat as Telegram numbers it: negative for groups and channels.
    TgChat,
    /// A message as Telegram numbers it, within its chat.
    TgMessage,
}
