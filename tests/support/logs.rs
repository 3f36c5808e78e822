//! What the program logged while one town lived: each test stands on a thread of its own, and its
//! subscriber is that thread's (and its store's), so towns do not hear each other.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tracing::field::{Field, Visit};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry;

/// One line of the log.
#[derive(Clone, Debug)]
pub struct Line {
    pub level: Level,
    pub text: String,
}

/// The lines so far.
#[derive(Clone, Default)]
pub struct Logs(Arc<Mutex<Vec<Line>>>);

impl Logs {
    /// Listens on this thread until the guard is dropped.
    pub fn listen() -> (Logs, DefaultGuard) {
        let logs = Logs::default();
        let guard = tracing::subscriber::set_default(registry().with(Ear(logs.clone())));
        (logs, guard)
    }

    pub fn lines(&self) -> Vec<Line> {
        self.held().clone()
    }

    fn held(&self) -> MutexGuard<'_, Vec<Line>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Ear(Logs);

impl<S: Subscriber> Layer<S> for Ear {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let meta = event.metadata();
        if !meta.target().starts_with("muster") || *meta.level() > Level::INFO {
            return;
        }
        let mut text = Words::default();
        event.record(&mut text);
        let line = Line { level: *meta.level(), text: format!("{}{}", text.message, text.fields) };
        if std::env::var_os("TOWN_LOG").is_some() {
            eprintln!("    {} {}", line.level, line.text);
        }
        self.0.held().push(line);
    }
}

#[derive(Default)]
struct Words {
    message: String,
    fields: String,
}

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = match field.name() {
            "message" => write!(self.message, "{value:?}"),
            name => write!(self.fields, " {name}={value:?}"),
        };
    }
}
