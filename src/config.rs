//! tmp
pub struct Config { pub schedules: Vec<crate::domain::schedule::Schedule>, pub timezone: chrono_tz::Tz, pub campaign: crate::domain::calendar::Campaign }
