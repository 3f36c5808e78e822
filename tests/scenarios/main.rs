//! Everything that is tested from outside, in one binary: it links once.
//!
//! A scenario talks like the people it is about (`tests/support/town.rs`); nothing reaches into the
//! database to set things up, and nothing waits for real seconds.

#[path = "../support/town.rs"]
mod town;

#[path = "../support/program.rs"]
mod program;

#[path = "../support/robots.rs"]
mod robots;

#[path = "../support/browser.rs"]
mod browser;
#[path = "../support/visitor.rs"]
mod visitor;

#[path = "../architecture.rs"]
mod architecture;
#[path = "../migrations.rs"]
mod migrations;
#[path = "../store_contract.rs"]
mod store_contract;

mod accord;
mod approval;
mod areas;
mod audit;
mod awards;
mod backups;
mod binding;
mod boards;
mod bulletins;
mod captions;
mod commands;
mod deeds;
mod demo;
mod digest_pages;
mod digests;
mod draws;
mod duplicates;
mod evenings;
mod families;
mod fanout;
mod faults;
mod finding;
mod forgetting;
mod form;
mod guards;
mod handover;
mod hostile;
mod invites;
mod kills;
mod language;
mod leaving;
mod levels;
mod me;
mod minors;
mod names;
mod odd;
mod operations;
mod outage;
mod outside;
mod page;
mod photos;
mod places;
mod points;
mod privacy;
mod quiet;
mod rankings;
mod recount;
mod rehearsal;
mod relay;
mod relays;
mod repair;
mod retention;
mod review;
mod rewards;
mod roles;
mod roster;
mod rules;
mod schedules;
mod senders;
mod setup;
mod signup;
mod storm;
mod teams;
mod typed;
mod undo;
mod updates;
mod upkeep;
mod webhook;
mod who;
mod why;
