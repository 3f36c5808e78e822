//! The threads that read, each with a connection of its own.
//!
//! A question that was asked goes on by itself, whether or not anybody polls for its answer. A permit
//! that an async function waits for would not: it is given to futures that lie unpolled beside a
//! loop that asks too, and where those are as many as the readers, everything waits for ever.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, mpsc};

use anyhow::anyhow;
use rusqlite::Connection;
use tokio::sync::oneshot;

use super::row::Read;
use super::setup;
use super::writer::panic_text;
use crate::error::{Failure, Passing};

/// Readers at the same time; more would only wait for the two cores of a small server.
const READERS: usize = 4;

pub(super) struct Readers(mpsc::Sender<Question>);

/// A question together with the place where its answer goes.
type Question = Box<dyn FnOnce(&mut Reader) + Send>;

/// One thread's connection, opened with its first question.
struct Reader {
    path: PathBuf,
    connection: Option<Connection>,
}

impl Readers {
    pub fn start(path: PathBuf) -> Self {
        let (sender, receiver) = mpsc::channel::<Question>();
        let receiver = Arc::new(Mutex::new(receiver));
        // What questions log goes where the one who opened the store logs.
        let logs = tracing::dispatcher::get_default(Clone::clone);
        for _ in 0..READERS {
            let (receiver, logs) = (receiver.clone(), logs.clone());
            let mut reader = Reader { path: path.clone(), connection: None };
            std::thread::Builder::new()
                .name("reader".into())
                .spawn(move || {
                    let _logs = tracing::dispatcher::set_default(&logs);
                    loop {
                        let next = receiver.lock().expect("no holder panics").recv();
                        let Ok(question) = next else { return };
                        question(&mut reader);
                    }
                })
                .expect("the system can start four threads");
        }
        Readers(sender)
    }

    pub async fn ask<T, F>(&self, question: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnOnce(&Read) -> Result<T, Failure> + Send + 'static,
    {
        let (waiter, answer) = oneshot::channel();
        let stopped = || Passing("the readers have stopped".into());
        let ask = move |reader: &mut Reader| {
            let answer = catch_unwind(AssertUnwindSafe(|| reader.answer(question)));
            // Whoever asked may have gone.
            let _ = waiter.send(answer.unwrap_or_else(|panic| {
                reader.connection = None;
                Err(anyhow!("panicked: {}", panic_text(&*panic)))
            }));
        };
        self.0.send(Box::new(ask)).map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }
}

impl Reader {
    fn answer<T>(&mut self, question: impl FnOnce(&Read) -> Result<T, Failure>) -> Result<T, Failure> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => setup::open_reader(&self.path)?,
        };
        let view = connection.unchecked_transaction()?;
        let answer = question(&Read::new(&view));
        view.finish()?;
        self.connection = Some(connection);
        answer
    }
}
