//! The tables of roles and the audit log.
