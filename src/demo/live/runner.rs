//! The task that moves the clock and lets the bot do what is due.
//!
//! It takes orders one after another. One of them does not wait for its turn: a crash cuts the bot off
//! in the middle of whatever it does.

mod bot;
mod desk;
mod keeping;

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::{mpsc, oneshot};

use super::inner::{Inner, instant};
use super::keep::{Folder, Mark};
use super::{Jump, Told};
use crate::app::App;
use crate::clock::Time;
use crate::demo::day::{Deed, Step};
use crate::error::Failure;
use bot::Bot;
use desk::{CutOff, Desk, Hand};

/// How often the clock is moved along with the machine's.
const TICK: Duration = Duration::from_millis(200);

/// While the clock runs it is seen to move so often, and for so long at least.
const FRAME: Duration = Duration::from_millis(33);
const SHORTEST_JUMP: Duration = Duration::from_millis(1500);

/// What follows from a jump's end so soon is part of it: a day closes, its pictures are drawn.
const AFTERMATH: TimeDelta = TimeDelta::seconds(90);

/// After a step that is played unseen, the time in which what follows from it happens.
const STEP: TimeDelta = TimeDelta::seconds(8);

/// What the runner is told to do; each says when it is done.
pub(super) enum Order {
    Jump(Jump, oneshot::Sender<Result<(), Failure>>),
    Crash(oneshot::Sender<()>),
    Revive(oneshot::Sender<Result<(), Failure>>),
    Rest(oneshot::Sender<()>),
    Fresh(oneshot::Sender<Result<(), Failure>>),
    Close(oneshot::Sender<()>),
}

pub(super) struct Runner {
    desk: Desk,
    bot: Bot,
    /// None while somebody writes into it.
    folder: Option<Folder>,
    /// Whether the world or the bot did something that is not kept yet, and when it was kept last.
    unkept: bool,
    kept_at: Time,
    /// The same of the bot's books.
    unlooked: bool,
    looked_at: Time,
    /// The world's next event, and the rest, when they were kept last.
    kept_event: u64,
    kept_mark: Option<Mark>,
    ended: bool,
}

impl Runner {
    pub fn new(live: Arc<Inner>, app: App, folder: Folder, orders: mpsc::UnboundedReceiver<Order>) -> Self {
        let kept_event = live.emulator.world().next_event();
        Runner {
            desk: Desk::new(live, orders),
            bot: Bot::running(app),
            folder: Some(folder),
            unkept: false,
            kept_at: Time::MIN_UTC,
            unlooked: true,
            looked_at: Time::MIN_UTC,
            kept_event,
            kept_mark: None,
            ended: false,
        }
    }

    /// Plays, at once and unseen, what happens before the visitor comes, and keeps that.
    pub async fn play_the_opening(&mut self) -> Result<(), Failure> {
        let live = self.desk.live.clone();
        if let Some(ready) = live.day.ready {
            let ready = instant(&live.day, ready);
            while let Some((at, step)) = live.next_step().filter(|(at, _)| *at < ready) {
                let hurried = step.hurried;
                self.pass_to(at.max(live.clock.now())).await;
                self.take_step();
                if let Some(failed) = live.state().mark.narration.take().and_then(|told| told.failed) {
                    return Err(Failure::msg(failed));
                }
                if !hurried {
                    self.pass_to(live.clock.now() + STEP).await;
                }
            }
            self.pass_to(ready.max(live.clock.now())).await;
        }
        {
            let mut reads = live.state().mark.reads.clone();
            let world = live.emulator.world();
            for persona in &live.cast.personas {
                reads.read_all(&persona.key, &world);
            }
            drop(world);
            let mut state = live.state();
            state.mark.reads = reads;
            state.mark.since = live.clock.now();
        }
        self.keep_the_opening().await?;
        self.look_into_books().await;
        self.desk.forget_the_wall();
        Ok(())
    }

    /// Goes on until the demo ends.
    pub async fn run(mut self) {
        let mut changes = self.desk.live.emulator.changes();
        while !self.ended {
            self.desk.hand = Hand::Wall;
            self.desk.follow_the_wall();
            self.take_due_steps();
            changes.borrow_and_update();
            self.work().await;
            self.see_to_the_rest().await;
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
        // Whoever asked may have gone by the time that it is done.
        match order {
            Order::Jump(jump, done) => {
                let to = self.desk.live.target(jump);
                if let Some(to) = to {
                    self.jump(to).await;
                }
                let _ = done.send(to.map(drop).ok_or_else(|| Failure::msg("there is nothing to jump to")));
            }
            Order::Crash(done) => self.cut_off(CutOff(done)).await,
            Order::Close(done) => {
                self.keep(true).await;
                self.ended = true;
                self.cut_off(CutOff(done)).await;
            }
            Order::Revive(done) => {
                if self.bot.is_off() {
                    self.bot = Bot::starting(&self.desk.live);
                }
                let started = self.start_or_work().await;
                let _ = done.send(started);
            }
            Order::Rest(done) => {
                self.desk.follow_the_wall();
                self.take_due_steps();
                self.work().await;
                self.look_into_books().await;
                let _ = done.send(());
            }
            Order::Fresh(done) => {
                let begun = self.begin_again().await;
                let _ = done.send(begun);
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
        [step, self.bot.next()].into_iter().flatten().min()
    }

    /// Lets the bot do what is due now, and what follows from it.
    async fn work(&mut self) {
        if let Err(failure) = self.start_or_work().await {
            tracing::error!("the bot does not start: {failure:#}");
        }
    }

    /// The same; its error says why the bot could not start.
    async fn start_or_work(&mut self) -> Result<(), Failure> {
        match self.bot.work(&mut self.desk).await {
            Ok(worked) => {
                self.unkept |= worked;
                self.unlooked |= worked;
                Ok(())
            }
            Err(bot::Stop::Failed(failure)) => {
                self.bot = Bot::Off;
                Err(failure)
            }
            Err(bot::Stop::CutOff(cut)) => {
                self.cut_off(cut).await;
                Ok(())
            }
        }
    }

    /// Lets everything happen up to an instant, as fast as it goes.
    async fn pass_to(&mut self, to: Time) {
        let live = self.desk.live.clone();
        self.desk.hand = Hand::Jump;
        loop {
            self.work().await;
            let now = live.clock.now();
            match self.bot.next() {
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
        while !self.desk.is_closing() {
            self.take_due_steps();
            self.work().await;
            let now = live.clock.now();
            let stop = match self.next_due() {
                Some(next) if next <= to => next,
                Some(next) if now >= to && next <= to + AFTERMATH => next,
                _ if now >= to => break,
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
                    self.cut_off(cut).await;
                }
                self.see_to_the_rest().await;
            }
        }
        // Whoever asked for the jump looks at the books now.
        self.look_into_books().await;
        // The jump's own real time is not lived through as well.
        self.desk.forget_the_wall();
        live.tell();
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
        if let Deed::Trouble(trouble) = step.deed {
            live.set_trouble(trouble);
        }
        let taken = live.stage.perform(step, &live.day, &live.emulator, self.bot.claim_link());
        let failed =
            taken.err().map(|failure| format!("{} {}: {failure:#}", step.at.format("%H:%M"), step.who));
        let mut state = live.state();
        state.mark.taken += 1;
        let told = |steps: &[Step]| steps.iter().filter(|step| step.tell.is_some()).count();
        let (taken, steps) = (told(&live.day.steps[..state.mark.taken]), told(&live.day.steps));
        if step.tell.is_some() || failed.is_some() {
            let text = step.tell.clone().unwrap_or_default();
            state.mark.narration = Some(Told { text, at, step: taken, steps, failed });
        }
        drop(state);
        live.tell();
    }

    /// The bot's process ends, wherever it stands.
    async fn cut_off(&mut self, CutOff(done): CutOff) {
        let live = self.desk.live.clone();
        live.state().running = false;
        live.tell();
        std::mem::replace(&mut self.bot, Bot::Off).end().await;
        self.unkept = true;
        // Whoever wanted it may have gone.
        let _ = done.send(());
    }
}
