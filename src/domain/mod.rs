//! What Muster decides, apart from how it hears and answers.
//!
//! Pure values in, decisions out: no I/O, no locks, no clock of its own (`now` is an argument), and no
//! names from the rest of the house but [`crate::clock::Time`]. So every rule here can be tested by
//! calling a function, and a scenario has only to show that the rule is asked.

pub mod answers;
pub mod area;
pub mod award;
pub mod badge;
pub mod board;
pub mod bulletin;
pub mod calendar;
pub mod caption;
pub mod code;
pub mod digest;
pub mod draws;
pub mod fold;
pub mod guard;
pub mod ids;
pub mod level;
pub mod name;
pub mod pace;
pub mod period;
pub mod photo;
pub mod points;
pub mod ranking;
pub mod relay;
pub mod rewards;
pub mod roster;
pub mod said_time;
pub mod schedule;
pub mod streak;
pub mod table;
