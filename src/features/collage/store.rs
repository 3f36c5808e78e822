//! The tables of closed days and relays.
