//! The task that moves the clock and lets the bot do what is due.
//!
//! It takes orders one after another. One of them does not wait for its turn: a crash cuts the bot
//! off in the middle of whatever it does.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use chrono::{TimeDelta, Timelike};
use tokio::sync::{mpsc, oneshot};

use super::backlog::Backlog;
use super::{Inner, Jump, Told, Trouble};
use crate::app::App;
use crate::clock::Time;
use crate::demo::day::Deed;
use crate::error::Failure;
use crate::inbox::receiver::Receiver;

/// How often the clock is moved along with the machine's.
const TICK: Duration = Duration::from_millis(200);

/// A laptop that slept has not lived through the night: longer gaps count as this.
const LONGEST_TICK: TimeDelta = TimeDelta::seconds(2);

/// While the clock runs it is seen to move so often, and for so long at least.
const FRAME: Duration = Duration::from_millis(33);
const SHORTEST_JUMP: Duration = Duration::from_millis(1500);

/// What follows from a jump's end so soon is part of it: a day closes, its pictures are drawn.
const AFTERMATH: TimeDelta = TimeDelta::seconds(90);

/// How much the clock moves in each frame of a jump while the bot waits for Telegram.
const WAITING: TimeDelta = TimeDelta::seconds(1);

/// How long the bot lets pass before it asks again, where it could not fetch its updates.
const AGAIN: TimeDelta = TimeDelta::seconds(1);

/// After a step that is played unseen, the time in which what follows from it happens.
const STEP: TimeDelta = TimeDelta::seconds(8);

/// What the runner is told to do.
pub(super) enum Order {
    Jump(Jump, oneshot::Sender<Result<(), Failure>>),
    Crash(oneshot::Sender<()>),
    Revive(oneshot::Sender<Result<(), Failure>>),
    Rest(oneshot::Sender<()>),
}

pub(super) struct Runner {
    desk: Desk,
    bot: Option<Bot>,
}

/// The bot as a running process.
struct Bot {
    app: App,
    receiver: Receiver,
    /// When something will be due next.
    next: Option<Time>,
}

/// What goes on while the bot works: orders come in, the clock moves.
struct Desk {
    live: Arc<Inner>,
    orders: mpsc::UnboundedReceiver<Order>,
    /// Orders that wait for their turn.
    waiting: VecDeque<Order>,
    /// What the machine's clock showed when it was looked at last.
    wall: Time,
    hand: Hand,
}

/// Who moves the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hand {
    /// It stands still.
    Nobody,
    /// The machine's clock.
    Wall,
    /// A jump.
    Jump,
}

/// The bot is to be cut off; whoever wants it is told when that is done.
struct CutOff(oneshot::Sender<()>);

impl Runner {
    pub fn new(live: Arc<Inner>, orders: mpsc::UnboundedReceiver<Order>) -> Self {
        let wall = live.wall.now();
        Runner { desk: Desk { live, orders, waiting: VecDeque::new(), wall, hand: Hand::Nobody }, bot: None }
    }

    /// Starts the bot and plays, at once and unseen, what happens before the visitor comes.
    pub async fn start(&mut self) -> Result<(), Failure> {
        self.open_bot().await?;
        let live = self.desk.live.clone();
        let Some(ready) = live.day.ready else { return Ok(()) };
        let ready =
            crate::domain::calendar::instant(live.day.opens.date().and_time(ready), live.config.timezone);
        while let Some((at, step)) = live.next_step().filter(|(at, _)| *at < ready) {
            let hurried = step.hurried;
            self.pass_to(at.max(live.clock.now())).await;
            self.take_step();
            if let Some(failed) = live.state().narration.take().and_then(|told| told.failed) {
                return Err(Failure::msg(failed));
            }
            if !hurried {
                self.pass_to(live.clock.now() + STEP).await;
            }
        }
        self.pass_to(ready.max(live.clock.now())).await;
        let mut state = live.state();
        let world = live.emulator.world();
        for persona in &live.cast.personas {
            for chat in world.chats() {
                if let Some(last) = chat.messages.keys().next_back() {
                    state.reads.read_up_to(&persona.key, chat.id, *last);
                }
            }
        }
        self.desk.wall = live.wall.now();
        Ok(())
    }

    /// Goes on until nobody holds the demo any more.
    pub async fn run(mut self) {
        let mut changes = self.desk.live.emulator.changes();
        loop {
            self.desk.hand = Hand::Wall;
            self.desk.follow_the_wall();
            self.take_due_steps();
            changes.borrow_and_update();
            self.work().await;
            if let Some(order) = self.desk.waiting.pop_front() {
                self.obey(order).await;
                continue;
            }
            let (wall, pause) = (self.desk.live.wall.clone(), self.until_next());
            tokio::select! {
                order = self.desk.orders.recv() => match order {
                    Some(order) => self.obey(order).await,
                    None => return,
                },
                _ = changes.changed() => {}
                () = wall.sleep(pause) => {}
            }
        }
    }

    async fn obey(&mut self, order: Order) {
        match order {
            Order::Jump(jump, done) => {
                let live = self.desk.live.clone();
                let to = live.target(jump);
                if let Some(to) = to {
                    self.jump(to).await;
                }
                // Whoever asked may have gone.
                let _ = done.send(to.map(drop).ok_or_else(|| Failure::msg("there is nothing to jump to")));
                // The jump's own real time is not lived through as well.
                self.desk.wall = live.wall.now();
            }
            Order::Crash(done) => self.cut_off(CutOff(done)),
            Order::Revive(done) => {
                let revived = self.open_bot().await;
                let _ = done.send(revived);
            }
            Order::Rest(done) => {
                self.desk.follow_the_wall();
                self.take_due_steps();
                self.work().await;
                let _ = done.send(());
            }
        }
    }

    /// How long nothing happens by itself.
    fn until_next(&self) -> Duration {
        let soon = self.next_due().map(|next| next - self.desk.live.clock.now());
        soon.and_then(|soon| soon.to_std().ok()).unwrap_or(TICK).min(TICK)
    }

    /// When the bot has something to do, or somebody acts.
    fn next_due(&self) -> Option<Time> {
        let step = self.desk.live.next_step().map(|(at, _)| at);
        let bot = self.bot.as_ref().and_then(|bot| bot.next);
        [step, bot].into_iter().flatten().min()
    }

    /// Lets the bot do what is due now, and what follows from it.
    async fn work(&mut self) {
        let Some(bot) = &mut self.bot else { return };
        let live = self.desk.live.clone();
        let now = live.clock.now();
        let waiting = live.emulator.world().queue().pending() > 0;
        let due = bot.next.is_none_or(|next| next <= now);
        if !due && !waiting {
            return;
        }
        match self.desk.attend(bot.app.settle(&mut bot.receiver)).await {
            Ok(Ok(next)) => {
                let now = live.clock.now();
                // What could not be fetched is asked for again.
                let unfetched = live.emulator.world().queue().pending() > 0;
                bot.next = [next, unfetched.then_some(now + AGAIN)].into_iter().flatten().min();
            }
            Ok(Err(failure)) => {
                tracing::error!("the bot cannot work: {failure:#}");
                bot.next = Some(live.clock.now() + AGAIN);
            }
            Err(cut) => return self.cut_off(cut),
        }
        if let Ok(backlog) = Backlog::look(&bot.app.tools.store).await {
            let mut state = live.state();
            if state.backlog != backlog {
                state.backlog = backlog;
                drop(state);
                live.tell();
            }
        }
    }

    /// Lets everything happen up to an instant, as fast as it goes.
    async fn pass_to(&mut self, to: Time) {
        let live = self.desk.live.clone();
        self.desk.hand = Hand::Nobody;
        loop {
            self.work().await;
            let now = live.clock.now();
            match self.bot.as_ref().and_then(|bot| bot.next) {
                Some(next) if next <= to => live.clock.set(next.max(now)),
                _ if now >= to => return,
                _ => live.clock.set(to),
            }
        }
    }

    /// Runs the clock to an instant, before everybody's eyes, and lets follow what follows at once.
    async fn jump(&mut self, to: Time) {
        let live = self.desk.live.clone();
        self.desk.hand = Hand::Jump;
        let span = (to - live.clock.now()).max(TimeDelta::zero());
        let frames = SHORTEST_JUMP.as_millis() / FRAME.as_millis();
        let stride = span / i32::try_from(frames).unwrap_or(1);
        let mut framed = live.clock.now();
        loop {
            self.take_due_steps();
            self.work().await;
            let now = live.clock.now();
            let stop = match self.next_due() {
                Some(next) if next <= to => next,
                Some(next) if now >= to && next <= to + AFTERMATH => next,
                _ if now >= to => return live.tell(),
                _ => to,
            };
            // Not further at once than the eye can follow.
            let seen = (framed + stride).max(now + TimeDelta::milliseconds(1));
            live.clock.set(stop.clamp(now, seen));
            if stop >= seen {
                framed = live.clock.now();
                live.tell();
                let wall = live.wall.clone();
                if let Err(cut) = self.desk.attend(wall.sleep(FRAME)).await {
                    self.cut_off(cut);
                }
            }
        }
    }

    /// Takes the steps of the day that are due.
    fn take_due_steps(&mut self) {
        let live = self.desk.live.clone();
        while live.next_step().is_some_and(|(at, _)| at <= live.clock.now()) {
            self.take_step();
        }
    }

    /// Lets somebody of the day act, and the narrator speak.
    fn take_step(&mut self) {
        let live = self.desk.live.clone();
        let Some((at, step)) = live.next_step() else { return };
        let claim = self.bot.as_ref().and_then(|bot| bot.app.claim_link.clone());
        if let Deed::Trouble(trouble) = step.deed {
            live.set_trouble(trouble);
        }
        let taken = live.stage.perform(step, &live.day, &live.emulator, claim.as_deref());
        let failed =
            taken.err().map(|failure| format!("{} {}: {failure:#}", step.at.format("%H:%M"), step.who));
        let mut state = live.state();
        state.taken += 1;
        let (taken, steps) = (state.taken, live.day.steps.len());
        if step.tell.is_some() || failed.is_some() {
            let text = step.tell.clone().unwrap_or_default();
            state.narration = Some(Told { text, at, step: taken, steps, failed });
        }
        drop(state);
        live.tell();
    }

    async fn open_bot(&mut self) -> Result<(), Failure> {
        if self.bot.is_some() {
            return Ok(());
        }
        let live = self.desk.live.clone();
        let token = live.emulator.token().into();
        let opening = App::open(live.config.clone(), token, live.clock.clone());
        match self.desk.attend(opening).await {
            Ok(app) => {
                let app = app?;
                let receiver = app.receiver(Duration::ZERO);
                self.bot = Some(Bot { app, receiver, next: None });
                live.state().running = true;
                live.tell();
                self.work().await;
            }
            Err(cut) => self.cut_off(cut),
        }
        Ok(())
    }

    /// The bot's process ends, wherever it stands.
    fn cut_off(&mut self, CutOff(done): CutOff) {
        self.bot = None;
        self.desk.live.state().running = false;
        self.desk.live.tell();
        let _ = done.send(());
    }
}

impl Desk {
    /// Waits for what the bot does while the clock moves.
    async fn attend<T>(&mut self, work: impl Future<Output = T>) -> Result<T, CutOff> {
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

    /// Moves the clock on while the bot is at work.
    fn move_on(&mut self) {
        match self.hand {
            Hand::Nobody => {}
            Hand::Wall => self.follow_the_wall(),
            // What the bot itself takes is its own time; what it waits for takes Telegram's.
            Hand::Jump if self.live.state().trouble == Trouble::None => {}
            Hand::Jump => {
                self.live.clock.set(self.live.clock.now() + WAITING);
                self.live.tell();
            }
        }
    }

    /// Moves the clock on by what has passed on the machine's.
    fn follow_the_wall(&mut self) {
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
}
