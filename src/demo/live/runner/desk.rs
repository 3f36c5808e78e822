//! What goes on while the bot works: orders come in, and the clock moves.

use std::collections::VecDeque;
use std::sync::Arc;

use chrono::{TimeDelta, Timelike};
use tokio::sync::{mpsc, oneshot};

use super::{FRAME, Order};
use crate::clock::Time;
use crate::demo::live::inner::Inner;

/// A laptop that slept has not lived through the night: longer gaps count as this.
const LONGEST_TICK: TimeDelta = TimeDelta::seconds(2);

pub(super) struct Desk {
    pub live: Arc<Inner>,
    pub orders: mpsc::UnboundedReceiver<Order>,
    /// Orders that wait for their turn.
    pub waiting: VecDeque<Order>,
    pub hand: Hand,
    /// What the machine's clock showed when it was looked at last.
    wall: Time,
}

/// Who moves the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hand {
    /// The machine's clock.
    Wall,
    /// Whoever runs through what is due.
    Jump,
}

/// The bot is to be cut off; whoever wants it is told when that is done.
pub(super) struct CutOff(pub oneshot::Sender<()>);

impl Desk {
    pub fn new(live: Arc<Inner>, orders: mpsc::UnboundedReceiver<Order>) -> Desk {
        let wall = live.wall.now();
        Desk { live, orders, waiting: VecDeque::new(), hand: Hand::Jump, wall }
    }

    /// Waits for what the bot does while the clock moves.
    pub async fn attend<T>(&mut self, work: impl Future<Output = T>) -> Result<T, CutOff> {
        tokio::pin!(work);
        let wall = self.live.wall.clone();
        loop {
            tokio::select! {
                biased;
                done = &mut work => return Ok(done),
                Some(order) = self.orders.recv() => match order {
                    Order::Crash(done) => return Err(CutOff(done)),
                    order => self.waiting.push_back(order),
                },
                () = wall.sleep(FRAME) => self.move_on(),
            }
        }
    }

    /// Whether the end is called for, so that nobody runs on to the evening.
    pub fn is_closing(&self) -> bool {
        self.waiting.iter().any(|order| matches!(order, Order::Close(_)))
    }

    /// Moves the clock on while the bot is at work.
    fn move_on(&mut self) {
        if self.hand == Hand::Wall {
            return self.follow_the_wall();
        }
        // What the bot itself takes is no time of the demo's; whoever waits for Telegram wakes when
        // Telegram would have answered.
        if let Some(wakes) = self.live.clock.next_to_wake() {
            self.live.clock.set(wakes);
            self.live.tell();
        }
    }

    /// Moves the clock on by what has passed on the machine's.
    pub fn follow_the_wall(&mut self) {
        let wall = self.live.wall.now();
        let passed = (wall - self.wall).clamp(TimeDelta::zero(), LONGEST_TICK);
        self.wall = wall;
        if passed.is_zero() {
            return;
        }
        let before = self.live.clock.now();
        self.live.clock.set(before + passed);
        if (before + passed).minute() != before.minute() {
            self.live.tell();
        }
    }

    /// What has passed on the machine's clock since it was looked at is not lived through.
    pub fn forget_the_wall(&mut self) {
        self.wall = self.live.wall.now();
    }
}
