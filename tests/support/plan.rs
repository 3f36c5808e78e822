//! How a town is to be: its language, its zone, its areas, what stands in its bot.toml; and the
//! building of it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono_tz::Tz;
use muster::clock::Clock;
use muster::emulator::Emulator;

use super::logs::Logs;
use super::{Inner, Town, instant, parse};

/// The areas of every town that brings no others: a city, its districts, and something below two.
const AREAS: &str = "code,parent_code,name,level
3305,,湖州市,city
330502,3305,吴兴区,district
330502001,330502,月河街道,township
330502002,330502,朝阳街道,township
330503,3305,南浔区,district
330523,3305,安吉县,district
330523100,330523,递铺街道,township
";

/// What phone numbers are kept with in every town.
const KEY: &str = "bXVzdGVyIG11c3RlciBtdXN0ZXIgbXVzdGVyIG11c3Q=";

/// A town that is still to be built.
pub struct Plan {
    name: String,
    locale: &'static str,
    zone: Tz,
    areas: &'static str,
    more: String,
    claimed: bool,
    environment: BTreeMap<String, String>,
}

impl Plan {
    pub(super) fn of(name: &str) -> Plan {
        Plan {
            name: name.to_owned(),
            locale: "zh-CN",
            zone: chrono_tz::Asia::Shanghai,
            areas: AREAS,
            more: String::new(),
            claimed: true,
            environment: BTreeMap::new(),
        }
    }

    /// In another language.
    pub fn speaking(mut self, locale: &'static str) -> Self {
        self.locale = locale;
        self
    }

    pub fn in_zone(mut self, zone: Tz) -> Self {
        self.zone = zone;
        self
    }

    /// With these sections in its bot.toml as well.
    pub fn with(mut self, toml: &str) -> Self {
        self.more.push_str(toml);
        self.more.push('\n');
        self
    }

    /// With this in the environment, for what bot.toml names.
    pub fn environment(mut self, name: &str, value: &str) -> Self {
        self.environment.insert(name.to_owned(), value.to_owned());
        self
    }

    /// With other areas; none where there is no line.
    pub fn areas(mut self, csv: &'static str) -> Self {
        self.areas = csv;
        self
    }

    /// With no admin yet and no areas: as it is right after the first start.
    pub fn unclaimed(mut self) -> Self {
        self.claimed = false;
        self
    }

    /// Builds it: the clock shows this local time, the bot runs, the admin has imported the areas.
    pub async fn at(self, local: &str) -> Town {
        let start = instant(self.zone, parse(local));
        let clock = Clock::by_hand(start);
        let emu = Emulator::start(clock.clone()).await.expect("a port is free");
        let folder =
            tempfile::Builder::new().prefix(&format!("muster-{}-", self.name)).tempdir().expect("space");
        let admin = emu.world().new_user("Zhao Min", Some("zh-hans"));
        let admins = if self.claimed { format!("[{}]", admin.0) } else { "[]".to_owned() };
        let bot_toml = bot_toml(&BotToml {
            locale: self.locale,
            zone: self.zone,
            admins: &admins,
            api_url: &emu.url(),
            more: &self.more,
        });
        std::fs::write(folder.path().join("bot.toml"), bot_toml).expect("space");
        let (logs, listening) = Logs::listen();
        let town = Town(Rc::new(Inner {
            emu,
            eyes: RefCell::default(),
            clock,
            zone: self.zone,
            folder,
            bot: RefCell::default(),
            keys: RefCell::new(Some(KEY.to_owned())),
            environment: self.environment,
            admin: Cell::new(admin),
            groups: RefCell::default(),
            logs,
            foreseen: RefCell::default(),
            finished: Cell::new(false),
            _listening: listening,
        }));
        town.starts().await;
        if self.claimed {
            town.admin().opens_the_bot().await;
            town.admin().reads_all().await;
            if self.areas.lines().count() > 1 {
                town.admin().sends_file("areas.csv", "text/csv", self.areas.as_bytes(), "/areas").await;
                town.admin().next_message().await;
                town.admin().reads_all().await;
            }
        }
        town
    }
}

/// What stands in a bot.toml that every town needs.
struct BotToml<'a> {
    locale: &'a str,
    zone: Tz,
    admins: &'a str,
    api_url: &'a str,
    more: &'a str,
}

fn bot_toml(with: &BotToml) -> String {
    let BotToml { locale, zone, admins, api_url, more } = with;
    let telegram = if more.contains("[telegram") {
        String::new()
    } else {
        format!("[telegram]\napi_url = \"{api_url}\"\n")
    };
    let campaign = if more.contains("[campaign]") {
        ""
    } else {
        "[campaign]\nname = \"城乡人居环境提升百日攻坚\"\nstarts = 2026-06-21\nends = 2026-09-30\n"
    };
    // People are asked nothing where a scenario is not about being asked.
    let more = match more.split_once("[signup]") {
        _ if more.contains("ask = ") => more.to_string(),
        Some((before, after)) => format!("{before}[signup]\nask = []{after}"),
        None => format!("{more}\n[signup]\nask = []\n"),
    };
    // What everybody is told once is no part of a scenario that is not about it.
    let more = match more.contains("[badges]") {
        true => more,
        false => format!("{more}\n[badges]\ntell = false\n"),
    };
    let more = more.replace("API_URL", api_url);
    format!(
        "locale = \"{locale}\"\ntimezone = \"{zone}\"\nadmins = {admins}\n
         {telegram}
         {campaign}
         {more}"
    )
}
