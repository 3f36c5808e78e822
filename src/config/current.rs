//! The configuration that holds now, which `/reload` exchanges while the bot runs.

use std::sync::{Arc, RwLock};

use super::Config;

/// A handle to it; whoever sleeps and wakes asks anew.
#[derive(Clone, Debug)]
pub struct Current(Arc<RwLock<Arc<Config>>>);

impl Current {
    pub fn of(config: Arc<Config>) -> Self {
        Current(Arc::new(RwLock::new(config)))
    }

    /// What holds now.
    pub fn get(&self) -> Arc<Config> {
        self.0.read().expect("no holder panics").clone()
    }

    /// What holds from now on.
    pub fn set(&self, config: Arc<Config>) {
        *self.0.write().expect("no holder panics") = config;
    }
}

impl Config {
    /// This configuration as a running bot can take it up from an older one: with what is fixed at the
    /// start as it was. Besides, the names of what was to change and did not.
    pub fn taken_up_from(self, running: &Config) -> (Config, Vec<&'static str>) {
        let mut left = Vec::new();
        let mut note = |differs: bool, name| {
            if differs {
                left.push(name);
            }
        };
        note(self.telegram != running.telegram, "telegram");
        note(self.storage != running.storage, "storage");
        note(self.web != running.web, "web");
        note(self.timezone != running.timezone, "timezone");
        note(self.areas != running.areas, "areas");
        // Their secrets are read from the environment once.
        note(self.relays != running.relays, "relay");
        // The sender has them since the start.
        note(self.reminders.quiet != running.reminders.quiet, "reminders.quiet");
        let reminders = super::Reminders { quiet: running.reminders.quiet, ..self.reminders };
        let taken_up = Config {
            reminders,
            telegram: running.telegram.clone(),
            storage: running.storage.clone(),
            web: running.web,
            timezone: running.timezone,
            areas: running.areas.clone(),
            relays: running.relays.clone(),
            ..self
        };
        (taken_up, left)
    }
}
