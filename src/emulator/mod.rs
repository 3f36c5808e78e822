//! An emulator of the Telegram Bot API: people, chats and files in memory, over real HTTP.
//!
//! The bot talks to it as to `api.telegram.org` and notices no difference, except that it is strict:
//! what the real server lets pass in silence, such as a misspelt parameter, is a complaint here. Scenario
//! tests, the demo and the kill tests all stand on it, so that none of them needs a token, a network or
//! a real second of waiting.
//!
//! ```no_run
//! # async fn story() -> Result<(), Box<dyn std::error::Error>> {
//! use muster::{clock::Clock, emulator::{Emulator, Post}};
//! let emu = Emulator::start(Clock::system()).await?;
//! let (li, group) = {
//!     let mut world = emu.world();
//!     let li = world.new_user("Li Wei", Some("zh-hans"));
//!     let group = world.new_supergroup("吴兴志愿群", li);
//!     world.add_bot(group, li, true);
//!     world.say(li, group, Post::text("/join"))?;
//!     (li, group)
//! };
//! // ... a bot runs against emu.url() with emu.token() ...
//! let welcome = emu.wait_for(|world| world.last_from_bot(group).cloned()).await;
//! emu.world().press(li, group, welcome.id, "加入")?;
//! # Ok(())
//! # }
//! ```

mod answer;
mod api;
mod call;
mod check;
mod faults;
mod flood;
mod formatted;
mod html;
mod keep;
mod links;
mod markdown;
mod methods;
mod updates;
mod webhook;
mod wire;
mod world;

#[cfg(test)]
mod tests;

use std::net::{Ipv4Addr, SocketAddr};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::Clock;

pub use answer::{ApiError, Refused};
pub use check::{Description, Findings};
pub use faults::{Calls, DownloadFault, Fault, Faults, Gate, Side};
pub use formatted::{Entity, Formatted};
pub use keep::{Keeper, Kept};
pub use updates::{Updates, Webhook};
pub use world::{
    Blob, Button, Chat, ChatId, ChatKind, Commands, Content, Door, Event, Happened, Key, KeySends, Keyboard,
    Member, Message, MessageId, Outcome, Photo, PhotoSize, Poll, PollOption, Post, Press, PressAnswer,
    Request, Rights, Snapshot, Topic, Unfit, Upload, User, UserId, World, fit_for_photo,
};

/// How long [`Emulator::wait_for`] waits, in real time, before it gives up.
const PATIENCE: Duration = Duration::from_secs(180);

/// How an emulator is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where it listens; port 0 for any.
    pub listen: SocketAddr,
    /// The bot's token; what stands before the colon is its user id.
    pub token: String,
    /// The bot's name.
    pub name: String,
    /// The bot's name after the `@`.
    pub username: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            token: "7000000001:AAEmulatedTokenForTestsAndTheDemoOnly".into(),
            name: "Muster".into(),
            username: "muster_demo_bot".into(),
        }
    }
}

/// A running emulator; it ends when this is dropped.
#[derive(Debug)]
pub struct Emulator {
    shared: Arc<Shared>,
    address: SocketAddr,
    tasks: [JoinHandle<()>; 2],
}

#[derive(Debug)]
struct Shared {
    world: Mutex<World>,
    changed: watch::Sender<u64>,
    clock: Clock,
    token: String,
    description: &'static Description,
}

impl Emulator {
    /// Starts one on a free port of this machine.
    pub async fn start(clock: Clock) -> std::io::Result<Self> {
        Self::start_with(clock, Settings::default()).await
    }

    /// Starts one with a port, token or name of one's own.
    pub async fn start_with(clock: Clock, settings: Settings) -> std::io::Result<Self> {
        let world = World::new(clock.clone(), &settings.token, &settings.name, &settings.username);
        Self::run(world, settings).await
    }

    /// Takes up a world that was kept, where its clock should not show less than [`Kept::at`]. Faults,
    /// limits and the record of what went on begin anew; no id that was given before is given again,
    /// even if it was after the world was kept.
    pub async fn restore(clock: Clock, settings: Settings, kept: Kept) -> std::io::Result<Self> {
        Self::run(kept.wake(clock, &settings)?, settings).await
    }

    /// Puts a world that was kept into the place of this one, as [`Emulator::restore`] takes it up. No
    /// bot should be at work meanwhile.
    pub fn replace(&self, kept: Kept, settings: &Settings) -> std::io::Result<()> {
        let mut world = kept.wake(self.shared.clock.clone(), settings)?;
        let mut old = self.world();
        // Whoever follows what happens goes on following, and an older poll is still an older one.
        world.follows(&old);
        *old = world;
        Ok(())
    }

    async fn run(world: World, settings: Settings) -> std::io::Result<Self> {
        let listener = TcpListener::bind(settings.listen).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            clock: world.clock.clone(),
            world: Mutex::new(world),
            changed: watch::Sender::new(0),
            token: settings.token,
            description: Description::compiled_in(),
        });
        let service = api::router(shared.clone()).into_make_service_with_connect_info::<wire::Scissors>();
        let server = axum::serve(wire::Wires(listener), service);
        let serving = tokio::spawn(async move {
            // It only ends when it is aborted.
            let _ = server.await;
        });
        let poster = shared.clone();
        let posting = tokio::spawn(async move { webhook::deliver(&poster).await });
        Ok(Emulator { shared, address, tasks: [serving, posting] })
    }

    /// The address to give the bot as its Bot API server.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The clock that the world goes by.
    pub fn clock(&self) -> Clock {
        self.shared.clock.clone()
    }

    /// The bot's token.
    pub fn token(&self) -> String {
        self.shared.token.clone()
    }

    /// The world, to look at and to act in. Hold it for as short as a few calls, and never over an `await`.
    pub fn world(&self) -> WorldGuard<'_> {
        self.shared.world()
    }

    /// Writes the world down, for a [`Keeper`].
    pub fn snapshot(&self) -> std::io::Result<Snapshot> {
        Ok(self.world().snapshot()?)
    }

    /// A file that was sent to a chat, by the hash of its content.
    pub fn content(&self, hash: &str) -> Option<Bytes> {
        self.world().files.contents().get(hash).cloned()
    }

    /// A photo as people's apps show it: upright, without what the camera wrote into it, in the smallest
    /// size whose long side has so many pixels, or the largest there is.
    pub async fn picture(&self, hash: &str, side: u32) -> Option<Bytes> {
        let file_id = self.world().files.size(hash, side)?;
        api::content(&self.shared, &file_id).await
    }

    /// Tells that something changed; the world's [`World::events_since`] says what.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.shared.changed.subscribe()
    }

    /// Returns what `look` finds as soon as it finds something.
    ///
    /// # Panics
    ///
    /// After a minute of real time, with the last requests, since a test that hangs says nothing.
    pub async fn wait_for<T>(&self, mut look: impl FnMut(&World) -> Option<T>) -> T {
        let patience = Clock::system();
        let over = patience.now() + PATIENCE;
        let mut changes = self.changes();
        loop {
            if let Some(found) = look(&self.world()) {
                return found;
            }
            tokio::select! {
                _ = changes.changed() => {}
                () = patience.sleep_until(over) => {
                    let world = self.world();
                    let last: Vec<_> = world.log().iter().rev().take(5).collect();
                    panic!("waited a minute in vain; complaints {:?}, last requests {last:#?}", world.complaints());
                }
            }
        }
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

impl Shared {
    fn world(&self) -> WorldGuard<'_> {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        let touched = world.pass_time();
        WorldGuard { world: Some(world), changed: &self.changed, touched }
    }

    fn knows(&self, token: &str) -> bool {
        self.token == token
    }
}

/// The world while somebody looks at it; whoever waits for changes is woken when it is let go after one.
#[derive(Debug)]
pub struct WorldGuard<'a> {
    world: Option<MutexGuard<'a, World>>,
    changed: &'a watch::Sender<u64>,
    touched: bool,
}

const HELD: &str = "the world is held until the guard is dropped";

impl WorldGuard<'_> {
    /// The world for a change that nobody needs to be woken for.
    fn untouched(&mut self) -> &mut World {
        self.world.as_deref_mut().expect(HELD)
    }
}

impl Deref for WorldGuard<'_> {
    type Target = World;

    fn deref(&self) -> &World {
        self.world.as_deref().expect(HELD)
    }
}

impl DerefMut for WorldGuard<'_> {
    fn deref_mut(&mut self) -> &mut World {
        self.touched = true;
        self.untouched()
    }
}

impl Drop for WorldGuard<'_> {
    fn drop(&mut self) {
        // The lock first, so that whoever wakes does not run into it.
        self.world.take();
        if self.touched {
            self.changed.send_modify(|version| *version += 1);
        }
    }
}
