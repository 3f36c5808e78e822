//! Whatever order things come in, the numbers are what a plain recount of the same events gives.
//!
//! People post, give captions, edit them, join, take photos back; leads decide and change their
//! minds; days close; the bot is restarted or away for a while. A [`Ledger`] beside it only writes
//! down what happened, and at the end says from that alone which photos count. It knows nothing of
//! how the bot comes to the same.
//!
//! `MUSTER_RECOUNT_SEED=n` repeats one run.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use muster::clock::Time;
use muster::emulator::{ChatId, MessageId};

use crate::town::Town;
use crate::town::people::{Group, Person, Posted, album, photo};
use crate::town::pictures::Random;

const QUOTA: usize = 3;
const STEPS: usize = 45;

/// The evening's end, by the town's clock.
const EVENING: &str = "20:00";

#[tokio::test]
async fn any_interleaving_ends_as_a_plain_recount_says() {
    let given = std::env::var("MUSTER_RECOUNT_SEED").ok().and_then(|seed| seed.parse().ok());
    let seeds: Vec<u64> = given.map_or_else(|| (1..=6).collect(), |seed| vec![seed]);
    for seed in seeds {
        println!("MUSTER_RECOUNT_SEED={seed}");
        let town = Town::named("recount").at("2026-06-21 08:00").await;
        town.foresees("a run was missed");
        let mut play = Play::on(&town, seed).await;
        for _ in 0..STEPS {
            play.step().await;
        }
        play.ends().await;
        town.finish().await;
    }
}

/// What happened to one photo, as it happened.
#[derive(Clone, Debug)]
struct Photo {
    file: u64,
    who: usize,
    area: &'static str,
    day: NaiveDate,
    /// Photos of one album share it.
    post: usize,
    message: (ChatId, MessageId),
    decision: Option<bool>,
    withdrawn: bool,
}

/// A message or album with what was said of it.
#[derive(Clone, Debug)]
struct Said {
    caption: String,
    given: String,
}

/// Writes events down, and recounts them.
#[derive(Default)]
struct Ledger {
    photos: Vec<Photo>,
    posts: Vec<Said>,
    joined: BTreeMap<usize, Time>,
}

impl Said {
    fn lines(&self) -> BTreeSet<&str> {
        [self.caption.as_str(), &self.given].into_iter().filter(|line| !line.is_empty()).collect()
    }

    /// Every caption here ends in `…, N人`, or says nothing.
    fn heads(&self) -> i64 {
        let said = |line: &str| -> i64 {
            let digits: String = line.chars().filter(char::is_ascii_digit).collect();
            digits.parse().unwrap_or(0)
        };
        match self.lines().into_iter().map(said).sum() {
            0 => 1,
            heads => heads,
        }
    }
}

impl Ledger {
    fn counts(&self, at: usize, town: &Town) -> bool {
        let photo = &self.photos[at];
        let joined_in_time =
            self.joined.get(&photo.who).is_some_and(|joined| *joined < close_of(town, photo.day));
        if photo.withdrawn || photo.decision == Some(false) || !joined_in_time {
            return false;
        }
        if photo.decision == Some(true) {
            return true;
        }
        if self.posts[photo.post].lines().is_empty() {
            return false;
        }
        let others = || self.photos.iter().enumerate().filter(|(other, _)| *other != at);
        let copies = || others().filter(|(_, other)| other.file == photo.file);
        let is_original = copies().all(|(other, _)| other > at);
        let another_holds = copies()
            .any(|(other, copy)| (other < at || copy.decision == Some(true)) && self.counts(other, town));
        let refused_before = copies().any(|(other, copy)| other < at && copy.decision == Some(false));
        is_original || !(another_holds || refused_before)
    }

    fn counted<'l>(&'l self, town: &'l Town) -> impl Iterator<Item = &'l Photo> {
        (0..self.photos.len()).filter(|at| self.counts(*at, town)).map(|at| &self.photos[at])
    }
}

fn close_of(town: &Town, day: NaiveDate) -> Time {
    town.at(&format!("{day} {EVENING}"))
}

struct Play {
    town: Town,
    random: Random,
    people: Vec<(Person, &'static str)>,
    lead: Person,
    ledger: Ledger,
    files: u64,
}

impl Play {
    async fn on(town: &Town, seed: u64) -> Play {
        let mut people = Vec::new();
        for code in ["330502", "330503"] {
            let group: Group = town.field_chat(code).await;
            for name in ["Li Wei", "Wang Fang", "Zhou Lei"] {
                people.push((group.passer_by(name).await, code));
            }
        }
        town.desk_chat("3305").await;
        let lead = town.lead("Chen Jing").of("3305").await;
        lead.reads_all().await;
        let (town, random) = (town.clone(), Random::new(seed));
        let mut play = Play { town, random, people, lead, ledger: Ledger::default(), files: 0 };
        for who in [0, 1, 3] {
            play.joins(who).await;
        }
        play
    }

    fn below(&mut self, bound: usize) -> usize {
        self.random.below(bound as u64) as usize
    }

    fn caption(&mut self) -> String {
        format!("三里桥 清理 {}人", 1 + self.below(30))
    }

    async fn step(&mut self) {
        let who = self.below(self.people.len());
        match self.below(26) {
            0..=5 => {
                let caption = self.caption();
                self.posts(who, 1, &caption).await;
            }
            6 | 7 => {
                let (photos, caption) = (2 + self.below(2), self.caption());
                self.posts(who, photos, &caption).await;
            }
            8 | 9 => {
                // Not within ten minutes of anything else: one question may stand for several photos.
                self.town.passes(TimeDelta::minutes(11)).await;
                self.posts(who, 1, "").await;
                self.town.passes(TimeDelta::minutes(11)).await;
            }
            10 | 11 => self.answers_for_a_photo().await,
            12 => self.edits_a_caption().await,
            13 => self.joins(who).await,
            14..=17 => self.decides().await,
            18 => self.takes_back().await,
            19 | 20 => self.copies(who).await,
            21 => self.is_away(who).await,
            22 | 23 => self.town.passes(TimeDelta::minutes(20 + self.random.below(500) as i64)).await,
            24 => self.town.passes_until(EVENING).await,
            _ => self.town.restarts().await,
        }
    }

    fn note(&mut self, who: usize, files: &[u64], caption: &str, posted: &Posted) {
        let local = self.town.now().with_timezone(&self.town.config().timezone);
        let evening = self.town.config().photos.day_ends;
        let late = local.time() >= evening;
        let day = local.date_naive() + TimeDelta::days(i64::from(late));
        let post = self.ledger.posts.len();
        self.ledger.posts.push(Said { caption: caption.into(), given: String::new() });
        for (file, message) in files.iter().zip(&posted.messages) {
            let area = self.people[who].1;
            let message = (posted.chat, *message);
            let (decision, withdrawn) = (None, false);
            self.ledger.photos.push(Photo {
                file: *file,
                who,
                area,
                day,
                post,
                message,
                decision,
                withdrawn,
            });
        }
    }

    async fn posts(&mut self, who: usize, photos: usize, caption: &str) {
        let files: Vec<u64> = (0..photos as u64).map(|n| self.files + n).collect();
        self.files += photos as u64;
        self.posts_files(who, &files, caption).await;
    }

    async fn posts_files(&mut self, who: usize, files: &[u64], caption: &str) {
        let names: Vec<String> = files.iter().map(|file| format!("recount-{file}.jpg")).collect();
        let draft = match &names[..] {
            [one] => photo(one),
            several => album(several.iter().map(String::as_str)),
        };
        let person = self.people[who].0.clone();
        let posted = person.posts(draft.caption(caption)).await;
        self.note(who, files, caption, &posted);
        // An album closes two seconds after its last part.
        self.town.passes(TimeDelta::seconds(3)).await;
    }

    /// One of the photos that stand alone in their message and alone with their file.
    fn any_single(&mut self) -> Option<usize> {
        let photos = &self.ledger.photos;
        let alone = |at: &usize| {
            let others = photos.iter().enumerate().filter(|(other, _)| other != at);
            others
                .into_iter()
                .all(|(_, other)| other.post != photos[*at].post && other.file != photos[*at].file)
                && !photos[*at].withdrawn
        };
        let singles: Vec<usize> = (0..photos.len()).filter(alone).collect();
        (!singles.is_empty()).then(|| singles[self.below(singles.len())])
    }

    async fn answers_for_a_photo(&mut self) {
        let Some(at) = self.any_single() else { return };
        let photo = self.ledger.photos[at].clone();
        // A photo that has words already takes no others from a reply.
        if !self.ledger.posts[photo.post].lines().is_empty() {
            return;
        }
        let words = self.caption();
        let person = self.people[photo.who].0.clone();
        let reply = crate::town::people::Draft::text(&words).replying_to(photo.message.1);
        person.posts(reply).await;
        // Who has not joined is asked to join, not for words; what a lead counted asks for none.
        let wants_words = photo.decision.is_none() && self.ledger.joined.contains_key(&photo.who);
        if wants_words {
            self.ledger.posts[photo.post].given = words;
        }
    }

    async fn edits_a_caption(&mut self) {
        let Some(at) = self.any_single() else { return };
        let photo = self.ledger.photos[at].clone();
        let words = if self.below(3) == 0 { String::new() } else { self.caption() };
        let posted = Posted { chat: photo.message.0, messages: vec![photo.message.1] };
        self.town.passes(TimeDelta::minutes(11)).await;
        self.people[photo.who].0.clone().edits_caption(&posted, &words).await;
        self.town.passes(TimeDelta::minutes(11)).await;
        self.ledger.posts[photo.post].caption = words;
    }

    async fn joins(&mut self, who: usize) {
        self.people[who].0.clone().says("/join").await;
        let now = self.town.now();
        self.ledger.joined.entry(who).or_insert(now);
    }

    async fn takes_back(&mut self) {
        let Some(at) = self.any_single() else { return };
        let photo = self.ledger.photos[at].clone();
        let reply = crate::town::people::Draft::text("撤回").replying_to(photo.message.1);
        self.people[photo.who].0.clone().posts(reply).await;
        self.ledger.photos[at].withdrawn = true;
    }

    /// Somebody sends a file that counts already; nothing else befalls it and its copies but decisions.
    async fn copies(&mut self, who: usize) {
        let all = 0..self.ledger.photos.len();
        let standing: Vec<u64> = all
            .filter(|at| self.ledger.counts(*at, &self.town))
            .map(|at| self.ledger.photos[at].file)
            .collect();
        if standing.is_empty() || !self.ledger.joined.contains_key(&who) {
            return;
        }
        let file = standing[self.below(standing.len())];
        let caption = self.caption();
        self.posts_files(who, &[file], &caption).await;
    }

    /// The bot is away while somebody posts and time goes by.
    async fn is_away(&mut self, who: usize) {
        self.town.stops();
        let caption = self.caption();
        self.posts(who, 1, &caption).await;
        let ahead = TimeDelta::minutes(1 + self.random.below(40) as i64);
        self.town.clock().set(self.town.now() + ahead);
        self.town.starts().await;
        self.town.passes(TimeDelta::seconds(5)).await;
    }

    /// The lead opens the review and decides about whatever is shown.
    async fn decides(&mut self) {
        self.lead.whispers("/review").await;
        self.town.passes(TimeDelta::seconds(3)).await;
        for _ in 0..1 + self.below(4) {
            let Some(page) = self.page() else { return };
            let Some((at, labels)) = self.shown(&page).await else { return };
            let offers = |button: &str| labels.iter().any(|label| label == button);
            match self.below(5) {
                0 | 1 if offers("下一张") => _ = self.lead.presses(&page, "下一张").await,
                _ if offers("计入") => {
                    self.lead.presses(&page, "计入").await;
                    self.ledger.photos[at].decision = Some(true);
                }
                _ if offers("不计") => {
                    self.lead.presses(&page, "不计").await;
                    let page = self.lead.current(&page);
                    self.lead.presses(&page, "模糊").await;
                    self.ledger.photos[at].decision = Some(false);
                }
                _ => return,
            }
            self.town.passes(TimeDelta::seconds(3)).await;
        }
    }

    /// The review's latest page.
    fn page(&self) -> Option<crate::town::sights::Seen> {
        let world = self.town.world();
        let messages = world.messages(self.lead.id);
        let page =
            messages.into_iter().rev().find(|message| !message.deleted && message.photo().is_some())?;
        page.button("下一张").is_some().then(|| crate::town::sights::Seen { message: page.clone() })
    }

    /// Which photo a page is about, and its buttons.
    async fn shown(&self, page: &crate::town::sights::Seen) -> Option<(usize, Vec<String>)> {
        let buttons: Vec<_> = page.message.buttons().into_iter().flatten().collect();
        let data = buttons.iter().find(|button| button.text == "下一张")?.data.clone()?;
        let id: i64 = data.split([':', '.', '/']).find_map(|word| word.parse().ok())?;
        let store = self.town.with_app(|app| app.tools.store.clone());
        let found = store.read(move |read| {
            read.first(
                "select c.telegram_id, s.message_id from submission s join chat c on c.id = s.chat_id where s.id = $1",
                &[&id],
                |row| Ok((row.get::<i64>("telegram_id")?, row.get::<i64>("message_id")?)),
            )
        });
        let (chat, message) = found.await.expect("read")?;
        let at = self.ledger.photos.iter().position(|photo| {
            photo.message == (ChatId(chat), MessageId(message.try_into().expect("a message")))
        })?;
        Some((at, buttons.into_iter().map(|button| button.text).collect()))
    }

    /// Two more evenings pass; then every number is looked up and compared.
    async fn ends(&mut self) {
        self.town.passes(TimeDelta::seconds(30)).await;
        self.town.passes_until(EVENING).await;
        self.town.passes(TimeDelta::hours(25)).await;
        self.reads_everything().await;
        let town = self.town.clone();
        assert_eq!(self.numbers_of_the_bot().await, self.numbers_by_recount(), "{:#?}", self.ledger.photos);
        let points = self.points_by_recount();
        for (who, expected) in points {
            let user = self.people[who].0.user();
            let store = town.with_app(|app| app.tools.store.clone());
            let held = store.read(move |read| {
                read.value::<i64>(
                    "select cast(sum(e.amount) as bigint) from points_entry e join person p on p.id = e.person_id
                     where p.telegram_id = $1",
                    &[&user.0],
                )
            });
            assert_eq!(held.await.expect("read").unwrap_or_default(), expected, "points of {who}");
        }
    }

    async fn reads_everything(&self) {
        for (person, _) in &self.people {
            person.reads_all().await;
        }
        for code in ["330502", "330503", "3305"] {
            let chats: Vec<ChatId> = self.town.world().chats().map(|chat| chat.id).collect();
            let _ = code;
            for chat in chats {
                Group::of(&self.town, chat).reads_all().await;
            }
        }
        self.lead.reads_all().await;
        self.town.admin().reads_all().await;
    }

    /// For each area and day: photos, 人次; and what was last sent up where a day has closed.
    async fn numbers_of_the_bot(&self) -> BTreeMap<(String, String), [i64; 4]> {
        let store = self.town.with_app(|app| app.tools.store.clone());
        let rows = store.read(|read| {
            read.all(
                "select a.code, d.day, d.photos, d.heads,
                        coalesce((select r.photos from relay r where r.area_id = d.area_id and r.day = d.day
                                  order by r.revision desc limit 1), 0) as sent,
                        coalesce((select r.heads from relay r where r.area_id = d.area_id and r.day = d.day
                                  order by r.revision desc limit 1), 0) as heads_sent
                 from area_day d join area a on a.id = d.area_id
                 where a.code in ('330502', '330503') and (d.photos > 0 or d.heads > 0)",
                &[],
                |row| {
                    let key = (row.get::<String>("code")?, row.get::<String>("day")?);
                    Ok((
                        key,
                        [row.get("photos")?, row.get("heads")?, row.get("sent")?, row.get("heads_sent")?],
                    ))
                },
            )
        });
        rows.await.expect("read").into_iter().collect()
    }

    fn numbers_by_recount(&self) -> BTreeMap<(String, String), [i64; 4]> {
        let mut numbers: BTreeMap<(String, String), [i64; 4]> = BTreeMap::new();
        let mut posts = BTreeSet::new();
        for photo in self.ledger.counted(&self.town) {
            let entry = numbers.entry((photo.area.into(), photo.day.to_string())).or_default();
            entry[0] += 1;
            if posts.insert(photo.post) {
                entry[1] += self.ledger.posts[photo.post].heads();
            }
        }
        let now = self.town.now();
        for ((_, day), entry) in &mut numbers {
            if close_of(&self.town, day.parse().expect("a day")) < now {
                (entry[2], entry[3]) = (entry[0], entry[1]);
            }
        }
        numbers
    }

    /// What each person has earned: signing up, photos up to the day's cap, quotas that were reached.
    fn points_by_recount(&self) -> BTreeMap<usize, i64> {
        let mut photos: BTreeMap<(usize, NaiveDate), i64> = BTreeMap::new();
        let mut senders: BTreeMap<(&str, NaiveDate), Vec<usize>> = BTreeMap::new();
        for photo in self.ledger.counted(&self.town) {
            *photos.entry((photo.who, photo.day)).or_default() += 1;
            senders.entry((photo.area, photo.day)).or_default().push(photo.who);
        }
        let mut points: BTreeMap<usize, i64> = self.ledger.joined.keys().map(|who| (*who, 5)).collect();
        for ((who, _), counted) in photos {
            *points.entry(who).or_default() += (2 * counted).min(10);
        }
        for ((_, day), who) in senders {
            if who.len() >= QUOTA && close_of(&self.town, day) < self.town.now() {
                for who in who.into_iter().collect::<BTreeSet<_>>() {
                    *points.entry(who).or_default() += 3;
                }
            }
        }
        points
    }
}
