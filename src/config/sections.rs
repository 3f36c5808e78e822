//! The sections of bot.toml, one function each, in the order of the file.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::path::Path;

use super::reader::{Book, Entry, Section, not_among};
use super::{
    Areas, Asked, Badge, Boards, Campaign, Config, Deed, LeftOut, Level, Locale, NamedDay, OwnQuota, Pace,
    Phase, Photos, Points, Privacy, Question, Ranking, Reminders, Review, Reward, Rule, Rules, Schedule,
    Season, Signup, SignupMode, Storage, Telegram, Web, Webhook, defaults, relays, values,
};
use crate::domain::period::Kind;
use crate::domain::ranking::{Criterion, HEAVIEST};
use crate::domain::schedule::{CATCH_UP, DAY_PREFIX, Job, Only, Post, PostTo};

/// More points or pieces than any campaign has; sums of them stay far from overflow.
const MANY: i64 = 1_000_000_000;

/// Reads the whole file; `None` only where something without a default is missing.
pub(super) fn read(book: &Book, base: &Path) -> Option<Config> {
    let mut root = book.root();
    let locale =
        root.get("locale").and_then(|entry| entry.one_of(&Locale::ALL.map(|locale| (locale.tag(), locale))));
    let timezone = root.get("timezone").and_then(|entry| values::timezone(&entry));
    let admins = root.get("admins").map(|entry| admins(&entry)).unwrap_or_default();
    let telegram = telegram(root.section("telegram"));
    let storage = storage(root.section("storage"), base);
    let web = web(root.section("web"));
    let campaign = campaign(&mut root);
    let areas = areas(root.section("areas"));
    let photos = photos(root.section("photos"), &areas);
    let signup = signup(root.section("signup"));
    let privacy = privacy(root.section("privacy"));
    let seasons = seasons(root.get("season").as_ref(), campaign.as_ref());
    let levels = root.get("level").map_or_else(defaults::levels, |entry| levels(&entry));
    let (badges, tell_badges) = badges(root.section("badges"));
    let points = Points { levels, badges, tell_badges, ..points(root.section("points"), seasons) };
    let boards = boards(root.section("boards"));
    let ranking = ranking(root.section("ranking"), &areas, photos.quota_level);
    let reminders = reminders(root.section("reminders"));
    let rewards = root.get("reward").map(|entry| rewards(&entry, base)).unwrap_or_default();
    let phases: Vec<&str> =
        campaign.iter().flat_map(|campaign| &campaign.phases).map(|phase| phase.name.as_str()).collect();
    let schedules = match root.get("schedule") {
        Some(entry) => schedules(&entry, &phases),
        None => defaults::schedules(photos.day_ends),
    };
    let relays = root.get("relay").map(|entry| relays::relays(&entry)).unwrap_or_default();
    root.finish();
    Some(Config {
        file: base.join(&book.file),
        locale: locale.unwrap_or_default(),
        timezone: timezone.unwrap_or(defaults::TIMEZONE),
        admins,
        telegram,
        storage,
        web,
        campaign: campaign?,
        areas,
        photos,
        signup,
        privacy,
        points,
        boards,
        ranking,
        reminders,
        rewards,
        schedules,
        relays,
    })
}

fn admins(entry: &Entry) -> Vec<i64> {
    entry.list().unwrap_or_default().iter().filter_map(|id| id.number(1, i64::MAX)).collect()
}

fn telegram(mut section: Section) -> Telegram {
    let api_url = section.get("api_url").and_then(|entry| values::url(&entry, false));
    let pace = pace(section.section("pace"));
    let webhook = webhook(section.section("webhook"));
    section.finish();
    Telegram { api_url: api_url.unwrap_or_else(|| defaults::API_URL.to_owned()), pace, webhook }
}

fn pace(mut section: Section) -> Pace {
    let usual = Pace::default();
    let mut limit = |key, usual| section.get(key).and_then(|entry| entry.count(0, 100_000)).unwrap_or(usual);
    let pace = Pace {
        per_second: limit("per_second", usual.per_second),
        chat_per_second: limit("chat_per_second", usual.chat_per_second),
        group_per_minute: limit("group_per_minute", usual.group_per_minute),
    };
    section.finish();
    pace
}

fn webhook(mut section: Section) -> Option<Webhook> {
    let listen = section.get("listen").and_then(|entry| values::listen(&entry));
    let url = if section.exists() {
        section.need(
            "url",
            "the https address that Telegram shall call, as in \"https://bot.example.org/telegram\"",
        )
    } else {
        section.get("url")
    };
    let url = url.and_then(|entry| values::url(&entry, true));
    section.finish();
    Some(Webhook { listen: listen.unwrap_or(defaults::WEBHOOK_LISTEN.into()), url: url? })
}

fn storage(mut section: Section, base: &Path) -> Storage {
    let database = section.get("database").and_then(|entry| values::database(&entry, base));
    let media = section.get("media").and_then(|entry| values::path(&entry, base));
    section.finish();
    Storage {
        database: database.unwrap_or_else(|| base.join(defaults::DATABASE)),
        media: media.unwrap_or_else(|| base.join(defaults::MEDIA)),
    }
}

fn web(mut section: Section) -> Option<Web> {
    let listen = section.get("listen").and_then(|entry| values::listen(&entry));
    let wanted = section.exists();
    section.finish();
    wanted.then(|| Web { listen: listen.unwrap_or(defaults::LISTEN.into()) })
}

fn campaign(root: &mut Section) -> Option<Campaign> {
    let entry = root.need("campaign", "[campaign] with its name, starts and ends");
    let mut section = entry?.section()?;
    let name = section.need("name", "the name of the campaign").and_then(|entry| entry.name());
    let starts_entry = section.need("starts", "its first day, as in 2026-06-21");
    let starts = starts_entry.as_ref().and_then(Entry::date);
    let ends_entry = section.need("ends", "its last day, as in 2026-09-30");
    let ends = ends_entry.as_ref().and_then(Entry::date);
    if let (Some(entry), Some(starts), Some(ends)) = (&ends_entry, starts, ends)
        && ends < starts
    {
        entry.mistake(format!("{ends} lies before campaign.starts, {starts}; write a day after it"));
    }
    let mut phases: Vec<Phase> = Vec::new();
    for entry in section.get("phases").and_then(|entry| entry.list()).unwrap_or_default() {
        let Some(phase) = phase(&entry, starts.zip(ends)) else { continue };
        if phases.iter().any(|earlier| earlier.name == phase.name) {
            entry.mistake(format!("\"{}\" stands twice; write another name", phase.name));
        }
        phases.push(phase);
    }
    let named_days = section.get("day").map(|entry| named_days(&entry)).unwrap_or_default();
    section.finish();
    Some(Campaign { name: name?, starts: starts?, ends: ends?, phases, named_days })
}

/// More days of notice than anybody plans ahead.
const NOTICE: u32 = 60;

fn named_days(entry: &Entry) -> Vec<NamedDay> {
    let mut days: Vec<NamedDay> = Vec::new();
    for entry in entry.list().unwrap_or_default() {
        let Some(day) = named_day(&entry) else { continue };
        if days.iter().any(|earlier| earlier.name == day.name) {
            entry.mistake(format!(
                "\"{}\" stands twice; write another name, or all its dates in one list",
                day.name
            ));
        }
        days.push(day);
    }
    days
}

fn named_day(entry: &Entry) -> Option<NamedDay> {
    let mut section = entry.section()?;
    let name = section.need("name", "what the day is called").and_then(|entry| entry.name());
    let dates =
        section.need("date", "when it is, as in date = 2026-07-01, or several: [2026-07-01, 2026-08-01]");
    let dates = dates.and_then(|entry| {
        if !entry.is_list() {
            return entry.date().map(|date| vec![date]);
        }
        let list = entry.list()?;
        if list.is_empty() {
            entry.mistake("is empty; write a day, as in [2026-07-01]");
        }
        let mut dates = list.iter().map(Entry::date).collect::<Option<Vec<_>>>()?;
        dates.sort_unstable();
        dates.dedup();
        Some(dates)
    });
    let notice = section.get("notice").and_then(|entry| entry.count(0, NOTICE));
    let text = section.get("text").and_then(|entry| entry.name());
    let at = section.get("at").and_then(|entry| values::time_of_day(&entry));
    let to = section.get("to").and_then(|entry| entry.one_of(&PostTo::NAMES)).unwrap_or_default();
    let area = section.get("area").and_then(|entry| entry.name());
    section.finish();
    Some(NamedDay {
        name: name?,
        dates: dates?,
        notice: notice.unwrap_or(defaults::DAY_NOTICE),
        text,
        at: at.unwrap_or_else(defaults::day_at),
        to,
        area,
    })
}

fn phase(entry: &Entry, campaign: Option<(chrono::NaiveDate, chrono::NaiveDate)>) -> Option<Phase> {
    let mut section = entry.section()?;
    let name = section.need("name", "the name of the phase").and_then(|entry| entry.name());
    let starts_entry = section.need("starts", "its first day, as in 2026-07-01");
    let starts = starts_entry.as_ref().and_then(Entry::date);
    let ends_entry = section.need("ends", "its last day, as in 2026-08-31");
    let ends = ends_entry.as_ref().and_then(Entry::date);
    if let (Some(entry), Some(starts), Some(ends)) = (&ends_entry, starts, ends)
        && ends < starts
    {
        entry.mistake(format!("{ends} lies before the phase's start, {starts}; write a day after it"));
    }
    if let Some((first, last)) = campaign.filter(|(first, last)| first <= last) {
        for (entry, day) in [(&starts_entry, starts), (&ends_entry, ends)] {
            if let (Some(entry), Some(day)) = (entry, day)
                && !(first..=last).contains(&day)
            {
                entry.mistake(format!("{day} lies outside the campaign; write a day from {first} to {last}"));
            }
        }
    }
    section.finish();
    Some(Phase { name: name?, starts: starts?, ends: ends? })
}

fn areas(mut section: Section) -> Areas {
    let mut levels: Vec<String> = Vec::new();
    if let Some(entry) = section.get("levels") {
        let list = entry.list();
        if list.as_ref().is_some_and(Vec::is_empty) {
            entry.mistake("is empty; write the levels from the top, as in [\"city\", \"district\"]");
        }
        for entry in list.unwrap_or_default() {
            match entry.name() {
                Some(level) if levels.contains(&level) => {
                    entry.mistake(format!("\"{level}\" stands twice; write each level once, from the top"));
                }
                Some(level) => levels.push(level),
                None => {}
            }
        }
    }
    if levels.is_empty() {
        levels = defaults::LEVELS.map(str::to_owned).to_vec();
    }
    section.finish();
    Areas { levels }
}

fn photos(mut section: Section, areas: &Areas) -> Photos {
    let quota = section.get("quota").and_then(|entry| entry.count(0, 1000)).unwrap_or(defaults::QUOTA);
    let levels: Vec<&str> = areas.levels.iter().map(String::as_str).collect();
    let place = |level: &str| levels.iter().position(|known| *known == level);
    let quota_level = match section.get("quota_level") {
        Some(entry) => level_of(&entry, areas),
        None => {
            let usual = place(defaults::QUOTA_LEVEL);
            if usual.is_none() {
                let list = levels.join("\", \"");
                section.mistake(format!(
                    "quota_level is \"{}\" where nothing is written, and areas.levels has no such level; write quota_level as one of \"{list}\"",
                    defaults::QUOTA_LEVEL
                ));
            }
            usual
        }
    };
    let day_ends = section.get("day_ends").and_then(|entry| values::time_of_day(&entry));
    let review = section
        .get("review")
        .and_then(|entry| entry.one_of(&[("auto", Review::Auto), ("lead", Review::Lead)]));
    let mut others = section.section("quota_of");
    let own = |entry: Entry| Some(OwnQuota { photos: entry.count(0, 1000)?, at: entry.possible_mistake() });
    let quota_of = others.rest().into_iter().filter_map(|(code, entry)| Some((code, own(entry)?))).collect();
    section.finish();
    Photos {
        quota,
        quota_level: quota_level.unwrap_or(0),
        day_ends: day_ends.unwrap_or_else(defaults::day_ends),
        review: review.unwrap_or_default(),
        quota_of,
    }
}

/// The place of a level that is named.
fn level_of(entry: &Entry, areas: &Areas) -> Option<usize> {
    let levels: Vec<&str> = areas.levels.iter().map(String::as_str).collect();
    let level = entry.text()?;
    let found = levels.iter().position(|known| *known == level);
    if found.is_none() {
        entry.mistake(format!("is none of areas.levels: {}", not_among(level, &levels)));
    }
    found
}

fn signup(mut section: Section) -> Signup {
    let list = section.get("ask").map(|entry| entry.list().unwrap_or_default());
    let mut ask: Vec<Asked> = Vec::new();
    let mut phone = None;
    for entry in list.iter().flatten() {
        let Some(asked) = asked(entry) else { continue };
        if asked.question == Question::Phone {
            phone = Some(entry.possible_mistake());
        }
        if ask.iter().any(|other| other.question == asked.question) {
            entry.mistake(format!("\"{}\" stands twice; write it once", asked.question.name()));
            continue;
        }
        ask.push(asked);
    }
    if list.is_none() {
        ask.push(Asked { question: Question::Name, required: false });
    }
    let modes = [("open", SignupMode::Open), ("approval", SignupMode::Approval)];
    let mode = section.get("mode").and_then(|entry| entry.one_of(&modes)).unwrap_or_default();
    section.finish();
    Signup { ask, mode, phone }
}

/// A question by its name alone, or as a table that says more.
fn asked(entry: &Entry) -> Option<Asked> {
    let names = Question::ALL.map(|question| (question.name(), question));
    if !entry.is_table() {
        return entry.one_of(&names).map(|question| Asked { question, required: false });
    }
    let mut section = entry.section()?;
    let question = section
        .need("question", "what is asked, as in question = \"phone\"")
        .and_then(|entry| entry.one_of(&names));
    let required = section.get("required").and_then(|entry| entry.truth());
    section.finish();
    Some(Asked { question: question?, required: required.unwrap_or(false) })
}

fn privacy(mut section: Section) -> Privacy {
    let version = section.get("version").and_then(|entry| entry.number(1, MANY));
    let texts = section.get("notice").map(|entry| notice(&entry)).unwrap_or_default();
    if texts.is_empty() && version.is_some() {
        section.mistake("version is that of a notice of your own; write notice = \"...\" beside it");
    }
    let mut span = |key, least, usual| {
        section.get(key).and_then(|entry| values::keeping(&entry, values::days(least))).unwrap_or(usual)
    };
    let raw_updates = span("raw_updates", 1, defaults::RAW_UPDATES);
    let photos = span("photos", 0, defaults::PHOTOS);
    let left = span("left", 8, defaults::LEFT);
    section.finish();
    Privacy { notice: texts, version: version.unwrap_or(1), raw_updates, photos, left }
}

/// One text for everybody, or one for each language.
fn notice(entry: &Entry) -> Vec<(Locale, String)> {
    if !entry.is_table() {
        let text = entry.name();
        return Locale::ALL.iter().filter_map(|locale| Some((*locale, text.clone()?))).collect();
    }
    let Some(mut section) = entry.section() else { return Vec::new() };
    let texts = Locale::ALL
        .iter()
        .filter_map(|locale| Some((*locale, section.get(locale.tag()).and_then(|entry| entry.name())?)))
        .collect();
    section.finish();
    texts
}

fn points(mut section: Section, seasons: Vec<Season>) -> Points {
    let award_budget = section.get("award_budget").and_then(|entry| entry.number(0, MANY));
    let named = Deed::RULED.map(|deed| (deed, section.get(deed.name())));
    // A file that sets only the budget keeps the usual rules; one that names a deed names them all.
    let silent = named.iter().all(|(_, entry)| entry.is_none());
    let deeds = named.iter().filter_map(|(deed, entry)| Some((*deed, rule(entry.as_ref()?)?))).collect();
    let streak_days = section.get("streak_days").and_then(|entry| entry.count(2, 366));
    let reward_days = section.get("reward_days").and_then(|entry| entry.count(1, 366));
    let known = Deed::RULED.map(Deed::name);
    for (key, entry) in section.rest() {
        entry.mistake(format!("is no deed: {}", not_among(&key, &known)));
    }
    Points {
        rules: Rules {
            deeds: if silent { defaults::rules() } else { deeds },
            streak_days: streak_days.unwrap_or(defaults::STREAK_DAYS),
        },
        award_budget: award_budget.unwrap_or(defaults::AWARD_BUDGET),
        reward_days: reward_days.unwrap_or(defaults::REWARD_DAYS),
        seasons,
        levels: Vec::new(),
        badges: BTreeMap::new(),
        tell_badges: true,
    }
}

/// Levels by their points; an empty list is a campaign without.
fn levels(entry: &Entry) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for entry in entry.list().unwrap_or_default() {
        let Some(mut section) = entry.section() else { continue };
        let name =
            section.need("name", "what it is called, as in name = \"新芽\"").and_then(|entry| entry.name());
        let points = section
            .need("points", "the points of a season from which on it is reached, as in points = 20")
            .and_then(|entry| entry.number(0, MANY));
        section.finish();
        let (Some(name), Some(points)) = (name, points) else { continue };
        if levels.iter().any(|other| other.points == points) {
            entry.mistake(format!("another level begins at {points} points too; write another number"));
        }
        levels.push(Level { name, points });
    }
    levels.sort_by_key(|level| level.points);
    levels
}

/// What badges are called, where not as the language calls them; and whether they are told.
fn badges(mut section: Section) -> (BTreeMap<Badge, String>, bool) {
    let tell = section.get("tell").and_then(|entry| entry.truth()).unwrap_or(true);
    let names = Badge::ALL
        .into_iter()
        .filter_map(|badge| Some((badge, section.get(badge.name()).and_then(|entry| entry.name())?)))
        .collect();
    let known = Badge::ALL.map(Badge::name);
    for (key, entry) in section.rest() {
        entry.mistake(format!("is no badge: {}", not_among(&key, &known)));
    }
    (names, tell)
}

/// Seasons by their first days; where none is named the campaign is one.
fn seasons(entry: Option<&Entry>, campaign: Option<&Campaign>) -> Vec<Season> {
    let mut seasons: Vec<Season> = Vec::new();
    for entry in entry.and_then(Entry::list).unwrap_or_default() {
        let Some(mut section) = entry.section() else { continue };
        let name =
            section.need("name", "what it is called, as in name = \"夏季\"").and_then(|entry| entry.name());
        let starts =
            section.need("starts", "its first day, as in starts = 2026-06-21").and_then(|entry| entry.date());
        section.finish();
        let (Some(name), Some(starts)) = (name, starts) else { continue };
        if seasons.iter().any(|other| other.starts == starts) {
            entry.mistake(format!("another season starts on {starts} too; write another day"));
        }
        seasons.push(Season { name, starts });
    }
    seasons.sort_by_key(|season| season.starts);
    if seasons.is_empty() {
        seasons.extend(campaign.map(|campaign| Season { name: String::new(), starts: campaign.starts }));
    }
    seasons
}

/// A number of points, or `{ amount, daily_cap }`.
fn rule(entry: &Entry) -> Option<Rule> {
    if !entry.is_table() {
        return Some(Rule { amount: entry.number(0, MANY)?, daily_cap: None });
    }
    let mut section = entry.section()?;
    let amount = section
        .need("amount", "the points for each time, as in amount = 2")
        .and_then(|entry| entry.number(0, MANY));
    let daily_cap = section.get("daily_cap").and_then(|entry| entry.number(0, MANY));
    section.finish();
    Some(Rule { amount: amount?, daily_cap })
}

fn boards(mut section: Section) -> Boards {
    let least_people = section.get("least_people").and_then(|entry| entry.number(1, MANY));
    let named = section.get("leave_out").and_then(|entry| entry.list()).unwrap_or_default();
    let mut leave_out: Vec<LeftOut> = Vec::new();
    for entry in named {
        let Some(role) = entry.one_of(&LeftOut::ALL.map(|role| (role.name(), role))) else { continue };
        if leave_out.contains(&role) {
            entry.mistake(format!("\"{}\" stands twice; write it once", role.name()));
            continue;
        }
        leave_out.push(role);
    }
    section.finish();
    Boards { least_people: least_people.unwrap_or(defaults::LEAST_PEOPLE), leave_out }
}

fn ranking(mut section: Section, areas: &Areas, quota_level: usize) -> Ranking {
    let mut weights = defaults::WEIGHTS;
    for criterion in Criterion::ALL {
        if let Some(weight) = section.get(criterion.name()).and_then(|entry| entry.count(0, HEAVIEST)) {
            weights = weights.with(criterion, weight.into());
        }
    }
    if weights.is_empty() {
        let names = Criterion::ALL.map(Criterion::name).join(", ");
        section.mistake(format!("all weights are 0, so that nothing is ranked; write one above 0: {names}"));
        weights = defaults::WEIGHTS;
    }
    let level = section.get("level").and_then(|entry| level_of(&entry, areas));
    let least_people = section.get("least_people").and_then(|entry| entry.number(0, MANY));
    let least_photos = section.get("least_photos").and_then(|entry| entry.number(0, MANY));
    let appeal_days = section.get("appeal_days").and_then(|entry| entry.count(0, 31));
    let prizes = section.get("prizes").map(|entry| {
        let prizes = entry.list().unwrap_or_default();
        prizes.iter().filter_map(Entry::name).collect()
    });
    section.finish();
    Ranking {
        weights,
        level: level.unwrap_or(quota_level),
        least_people: least_people.unwrap_or(defaults::LEAST_PEOPLE),
        least_photos: least_photos.unwrap_or(defaults::LEAST_PHOTOS),
        appeal_days: appeal_days.unwrap_or(defaults::APPEAL_DAYS),
        prizes: prizes.unwrap_or_else(|| defaults::PRIZES.map(str::to_owned).to_vec()),
    }
}

fn reminders(mut section: Section) -> Reminders {
    let quiet = section.get("quiet").and_then(|entry| values::quiet(&entry));
    let max_per_day = section.get("max_per_day").and_then(|entry| entry.count(0, 1000));
    section.finish();
    Reminders {
        quiet: quiet.unwrap_or_else(|| Some(defaults::quiet())),
        max_per_day: max_per_day.unwrap_or(defaults::MAX_PER_DAY),
    }
}

fn rewards(entry: &Entry, base: &Path) -> Vec<Reward> {
    let mut rewards: Vec<Reward> = Vec::new();
    for entry in entry.list().unwrap_or_default() {
        let Some(reward) = reward(&entry, base) else { continue };
        if rewards.iter().any(|other| other.name == reward.name && other.counter == reward.counter) {
            entry
                .mistake(format!("\"{}\" stands twice; write another name, or another counter", reward.name));
        }
        rewards.push(reward);
    }
    rewards
}

/// In which spans a person's limit counts.
const LIMITS: [(&str, Kind); 4] = [
    (Kind::Week.name(), Kind::Week),
    (Kind::Month.name(), Kind::Month),
    (Kind::Season.name(), Kind::Season),
    (Kind::All.name(), Kind::All),
];

fn reward(entry: &Entry, base: &Path) -> Option<Reward> {
    let mut section = entry.section()?;
    let name = section.need("name", "what people get").and_then(|entry| entry.name());
    let price = section.need("price", "what it costs in points").and_then(|entry| entry.number(1, MANY));
    let stock = section.get("stock").and_then(|entry| entry.number(0, MANY));
    let counter = section.get("counter").and_then(|entry| entry.name());
    let limit = section.get("limit").and_then(|entry| entry.number(1, MANY));
    let limit_per = section.get("limit_per").and_then(|entry| entry.one_of(&LIMITS));
    let from = section.get("from").and_then(|entry| entry.date());
    let until = section.get("until").and_then(|entry| entry.date());
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        entry.mistake("until lies before from; exchange them");
    }
    let picture = section.get("picture").and_then(|entry| values::path(&entry, base));
    section.finish();
    let limit_per = limit_per.unwrap_or(Kind::All);
    Some(Reward { name: name?, price: price?, stock, counter, limit, limit_per, from, until, picture })
}

fn schedules(entry: &Entry, phases: &[&str]) -> Vec<Schedule> {
    let mut first_places: BTreeMap<String, usize> = BTreeMap::new();
    let mut schedules = Vec::new();
    for (at, entry) in entry.list().unwrap_or_default().iter().enumerate() {
        let Some(mut section) = entry.section() else { continue };
        let name_entry = section.need("name", "a name of its own, as in name = \"noon\"");
        let name = name_entry.as_ref().and_then(Entry::name);
        if let (Some(entry), Some(name)) = (&name_entry, &name) {
            if name.starts_with(DAY_PREFIX) {
                entry.mistake(format!(
                    "begins with {DAY_PREFIX}, as the campaign's days do; write another name"
                ));
            }
            match first_places.entry(name.clone()) {
                Slot::Occupied(first) => {
                    entry.mistake(format!(
                        "\"{name}\" is schedule[{}] already; write another name",
                        first.get()
                    ));
                }
                Slot::Vacant(slot) => {
                    slot.insert(at + 1);
                }
            }
        }
        schedules.extend(schedule(section, name, phases));
    }
    schedules
}

fn schedule(mut section: Section, name: Option<String>, phases: &[&str]) -> Option<Schedule> {
    let cron = section
        .need("cron", "when it runs, as in cron = \"0 0 12 * * *\"")
        .and_then(|entry| values::cron(&entry));
    let only = match section.get("only") {
        Some(entry) => values::only(&entry, phases),
        None => Some(Only::Always),
    };
    let catch_up = match section.get("catch_up") {
        Some(entry) => values::span(&entry),
        None => Some(CATCH_UP),
    };
    let job = section.need("job", "what it does, as in job = \"remind-missing\"");
    let job = job.and_then(|entry| entry.one_of(&Job::NAMES.map(|name| (name, name))));
    let job = match job {
        Some("post") => post(&mut section).map(Job::Post),
        Some(name) => Job::named(name),
        None => {
            // What belongs to a job that is not known is not looked at.
            section.rest();
            None
        }
    };
    section.finish();
    Some(Schedule { name: name?, cron: cron?, only: only?, job: job?, catch_up: catch_up? })
}

/// The settings of the job `post`.
fn post(section: &mut Section) -> Option<Post> {
    let text = section.need("text", "what shall be posted").and_then(|entry| entry.name());
    let to = section.get("to").and_then(|entry| entry.one_of(&PostTo::NAMES)).unwrap_or_default();
    let area = section.get("area").and_then(|entry| entry.name());
    Some(Post { text: text?, to, area })
}
