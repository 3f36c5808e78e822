//! The tables of areas and bindings.

use crate::domain::area::AreaTree;
use crate::domain::ids::{AreaId, ChatId};
use crate::error::Failure;
use crate::store::Read;

use super::{Binding, Role};

/// Changes with every import; caches of the tree carry it.
pub fn generation(_read: &Read) -> Result<i64, Failure> {
    Ok(0)
}

/// The whole tree.
pub fn tree(_read: &Read) -> Result<AreaTree, Failure> {
    Ok(AreaTree::new([]))
}

/// What a chat's topic serves; a topic without a binding of its own is served by the chat's.
pub fn binding(_read: &Read, _chat: ChatId, _thread: i64) -> Result<Option<Binding>, Failure> {
    Ok(None)
}

/// The chats that serve exactly this area, oldest first.
pub fn bound_to(_read: &Read, _area: AreaId, _role: Role) -> Result<Vec<Binding>, Failure> {
    Ok(Vec::new())
}
