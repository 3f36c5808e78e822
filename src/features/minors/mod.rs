//! Children: who answers for them, who posts for them, and what of them is shown.

pub mod chat;
