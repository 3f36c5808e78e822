use std::path::Path;
use std::time::Duration;

use chrono::NaiveDate;

use super::*;
use crate::domain::schedule::{Job, Only};

const CAMPAIGN: &str = "[campaign]\nname = \"百日\"\nstarts = 2026-06-21\nends = 2026-09-30\n";

fn parse(text: &str) -> Result<Config, Vec<Mistake>> {
    Config::parse(text, Path::new("/srv/muster"), "bot.toml")
}

fn good(text: &str) -> Config {
    parse(&format!("{text}\n{CAMPAIGN}")).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:?}"))
}

/// All mistakes of a text that is followed by a valid campaign.
fn mistakes(text: &str) -> Vec<String> {
    match parse(&format!("{text}\n{CAMPAIGN}")) {
        Ok(_) => panic!("{text}: no mistake was found"),
        Err(mistakes) => mistakes.iter().map(ToString::to_string).collect(),
    }
}

/// The file with everything that is switched off switched on.
fn everything(text: &str) -> String {
    let on = |line: &str| match line.strip_prefix('#') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '[') => rest.to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(on).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_file_of_the_repository_is_valid_and_says_what_holds_anyway() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("bot.toml");
    let ours = Config::load(&path).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    assert_eq!(ours.campaign.days(), 102);
    assert_eq!(ours.storage.database, path.with_file_name("data").join("muster.db"));

    let bare = Config::parse(
        "campaign = { name = \"x\", starts = 2026-06-21, ends = 2026-09-30 }",
        path.parent().unwrap_or(&path),
        "bot.toml",
    )
    .unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    assert_eq!(bare.web, None, "[web] is the one section that is switched on by being there");
    let ours = Config { campaign: bare.campaign.clone(), web: None, ..ours };
    assert_eq!(format!("{ours:#?}"), format!("{bare:#?}"), "bot.toml shows the defaults");
}

#[test]
fn the_file_of_the_repository_names_every_key() {
    let text = everything(include_str!("../../bot.toml"));
    let required = "{ question = \"phone\", required = true }";
    assert!(text.contains(required), "a comment shows how a question is required");
    let text = text.replace("ask = [\"name\"]", &format!("ask = [\"name\", {required}]"));
    let book = reader::Book::open(&text, "bot.toml");
    let config = sections::read(&book, Path::new("/srv"));
    assert_eq!(book.unused(), Vec::<String>::new());
    let config = book.close(config).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    assert_eq!(config.points.rules.deeds.len(), Deed::RULED.len());
}

#[test]
fn the_campaign_alone_is_enough() {
    let config = good("");
    assert_eq!(config.locale, Locale::ZhCn);
    assert_eq!(config.timezone, chrono_tz::Asia::Shanghai);
    assert_eq!(config.telegram.pace, Pace::default());
    assert_eq!(config.telegram.webhook, None);
    assert_eq!(config.storage.media, Path::new("/srv/muster/data/media"));
    assert_eq!(config.areas.levels[config.photos.quota_level], "district");
    assert_eq!(config.points.rules.rule(Deed::Photo), Rule { amount: 2, daily_cap: Some(10) });
    assert_eq!(config.points.rules.rule(Deed::Streak), Rule::default());
    let names: Vec<_> =
        config.schedules.iter().map(|s| (s.name.as_str(), s.cron.line(), s.job.name())).collect();
    assert_eq!(
        names,
        [
            ("noon", "0 0 12 * * *", "remind-missing"),
            ("afternoon", "0 0 16 * * *", "remind-missing"),
            ("evening", "0 0 20 * * *", "close-day")
        ]
    );
}

#[test]
fn the_built_in_evening_follows_the_days_end() {
    assert_eq!(good("photos.day_ends = \"18:30\"").schedules[2].cron.line(), "0 30 18 * * *");
    assert_eq!(good("photos.day_ends = \"24:00\"").schedules[2].cron.line(), "0 0 0 * * *");
}

#[test]
fn boards_leave_out_roles_that_there_are() {
    let config = good("boards = { least_people = 3, leave_out = [\"leads\", \"admins\"] }");
    assert_eq!(config.boards, Boards { least_people: 3, leave_out: vec![LeftOut::Leads, LeftOut::Admins] });
    assert!(good("").boards.leave_out.is_empty());
    let told = mistakes("boards = { leave_out = [\"leads\", \"leads\", \"chiefs\"], least_people = 0 }");
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn the_ranking_weighs_what_there_is() {
    let usual = good("").ranking;
    assert_eq!(usual.weights, Weights::of([50, 20, 30]));
    assert_eq!((usual.level, usual.appeal_days, usual.prizes.len()), (1, 3, 3));
    let own = good(
        "ranking = { quota_days = 0, points = 100, level = \"township\", least_people = 2, least_photos = 0, \
         appeal_days = 0, prizes = [] }",
    );
    assert_eq!(own.ranking.weights, Weights::of([0, 20, 100]));
    assert_eq!((own.ranking.level, own.ranking.least_people, own.ranking.least_photos), (2, 2, 0));
    assert!(own.ranking.prizes.is_empty() && own.ranking.appeal_days == 0);
    let wrong = [
        "ranking = { heads = 101 }",
        "ranking = { points = -1 }",
        "ranking = { quota_days = \"50\" }",
        "ranking = { inspections = 10 }",
        "ranking = { quota_days = 0, heads = 0, points = 0 }",
        "ranking = { level = \"street\" }",
        "ranking = { least_people = -1 }",
        "ranking = { least_photos = 1.5 }",
        "ranking = { appeal_days = 32 }",
        "ranking = { prizes = \"一等奖\" }",
        "ranking = { prizes = [\"\"] }",
    ];
    for line in wrong {
        let told = mistakes(line);
        assert_eq!(told.len(), 1, "{line}: {told:?}");
        assert!(told[0].contains("ranking"), "{told:?}");
    }
}

#[test]
fn any_schedule_replaces_the_built_in_list() {
    let config = good(
        "schedule = [{ name = \"w\", cron = \"0 0 9 * * MON-FRI\", only = \"campaign\", job = \"post\", text = \"早\", to = \"all\", catch_up = \"1h 30m\" }]",
    );
    let [schedule] = config.schedules.as_slice() else { panic!("{:?}", config.schedules) };
    assert_eq!(schedule.only, Only::Campaign);
    assert_eq!(schedule.catch_up, Duration::from_secs(5400));
    assert!(matches!(&schedule.job, Job::Post(post) if post.text == "早"));
}

#[test]
fn only_holds_one_day_or_several() {
    let only = |text: &str| {
        let line = format!(
            "schedule = [{{ name = \"w\", cron = \"0 0 9 * * *\", job = \"digest\", only = {text} }}]"
        );
        good(&line).schedules[0].only.to_string()
    };
    assert_eq!(only("\"third saturday\""), "third saturday");
    assert_eq!(
        only("[\"First Saturday\", \"third saturday\", \"campaign\"]"),
        "first saturday\nthird saturday\ncampaign"
    );
    assert_eq!(only("\"2026-07-04\""), "2026-07-04");
    let wrong = |text: &str| {
        let line = format!(
            "schedule = [{{ name = \"w\", cron = \"0 0 9 * * *\", job = \"digest\", only = {text} }}]"
        );
        mistakes(&line).join("\n")
    };
    assert!(wrong("[]").contains("schedule[1].only: is empty"), "{}", wrong("[]"));
    let one = wrong("[\"first saturday\", \"sixth monday\"]");
    assert!(one.contains("only[2]: \"sixth monday\" is not known"), "{one}");
    let phase = wrong("[\"phase:none\"]");
    assert!(phase.contains("there is no phase"), "{phase}");
}

#[test]
fn days_of_the_campaign_have_names() {
    let config = parse(&format!(
        "{CAMPAIGN}[[campaign.day]]\nname = \"河长日\"\ndate = [2026-08-01, 2026-07-01, 2026-07-01]\nnotice = 3\ntext = \"带手套\"\nat = \"8:30\"\nto = \"all\"\narea = \"3305\"\n\
         [[campaign.day]]\nname = \"义务劳动日\"\ndate = 2026-07-04\n"
    ))
    .unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    let [river, work] = config.campaign.named_days.as_slice() else { panic!("{:?}", config.campaign) };
    assert_eq!(river.dates.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-07-01", "2026-08-01"]);
    assert_eq!((river.notice, river.at.to_string().as_str()), (3, "08:30:00"));
    assert_eq!((river.to, river.area.as_deref()), (crate::domain::schedule::PostTo::All, Some("3305")));
    assert_eq!((work.notice, work.at.to_string().as_str(), &work.text), (1, "09:00:00", &None));

    let wrong = parse(&format!(
        "{CAMPAIGN}[[campaign.day]]\nname = \"\"\ndate = \"soon\"\nnotice = 99\n[[campaign.day]]\nname = \"x\"\ndate = []\nat = \"25:00\"\nto = \"moon\"\n\
         [[campaign.day]]\nname = \"x\"\ndate = 2026-07-04\nday = 1\n[[campaign.day]]\nname = \"y\"\n[[schedule]]\nname = \"day:x\"\ncron = \"0 0 9 * * *\"\njob = \"digest\"\n"
    ));
    let told: Vec<String> = wrong.expect_err("mistakes").iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn values_come_as_what_they_mean() {
    let config = good(
        "locale = \"zh-TW\"\nadmins = [1001, 7_000_000_000]\nreminders.quiet = \"\"\nphotos.quota_of = { \"330523\" = 0 }\n\
         web = {}\nstorage.database = \"sqlite:///var/lib/m.db\"\npoints = { award_budget = 10, issue = 2 }\n\
         telegram = { api_url = \"http://127.0.0.1:8081/\", pace = { per_second = 0 }, webhook = { url = \"https://b.example/t\" } }",
    );
    assert_eq!(config.locale, Locale::ZhTw);
    assert_eq!(config.admins, [1001, 7_000_000_000]);
    assert_eq!(config.reminders.quiet, None);
    assert_eq!((config.photos.quota_for("330523"), config.photos.quota_for("330502")), (0, 3));
    assert_eq!(config.web.map(|web| web.listen.port()), Some(8080));
    assert_eq!(config.storage.database, Path::new("/var/lib/m.db"));
    assert_eq!(config.telegram.api_url, "http://127.0.0.1:8081");
    assert_eq!(config.telegram.pace, Pace { per_second: 0, ..Pace::default() });
    assert_eq!(config.telegram.webhook.map(|hook| hook.listen.port()), Some(8443));
    assert_eq!(config.points.rules.rule(Deed::Photo), Rule::default(), "a file that names deeds names all");
    assert_eq!(config.points.award_budget, 10);
    let only_budget = good("points.award_budget = 9");
    assert_eq!(only_budget.points.rules.rule(Deed::Photo).amount, 2);
}

#[test]
fn a_reward_has_its_days_and_its_limit() {
    let config = good(
        "points.reward_days = 3\n[[reward]]\nname = \"vest\"\nprice = 5\nlimit = 2\nlimit_per = \"week\"\n\
         from = 2026-07-01\nuntil = 2026-07-31\n[[reward]]\nname = \"hat\"\nprice = 1",
    );
    assert_eq!(config.points.reward_days, 3);
    let [vest, hat] = config.rewards.as_slice() else { panic!("two rewards") };
    assert_eq!((vest.limit, vest.limit_per), (Some(2), Kind::Week));
    let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 7, day);
    assert_eq!((vest.from, vest.until), (day(1), day(31)));
    assert_eq!((hat.limit, hat.limit_per, hat.from, hat.stock), (None, Kind::All, None, None));
    assert_eq!(good("").points.reward_days, 7);
}

#[test]
fn the_notice_is_one_text_or_one_for_each_language() {
    let usual = good("").privacy;
    assert_eq!((usual.notice_in(Locale::En), usual.raw_updates.as_secs() / 3600), (None, 72));
    let one = good("privacy = { notice = \"本会保存…\", version = 2, photos = \"2000d\" }").privacy;
    assert_eq!((one.notice_in(Locale::En), one.version), (Some("本会保存…"), 2));
    assert_eq!(one.photos, Duration::from_secs(2000 * 86_400));
    let several = good("privacy.notice = { zh-CN = \"简\", en = \"en\" }").privacy;
    assert_eq!(several.notice_in(Locale::ZhTw), Some("简"));
    assert_eq!(several.notice_in(Locale::En), Some("en"));
    assert!(mistakes("privacy.left = \"3d\"")[0].ends_with("is too short; write \"8d\" at least"));
    assert!(mistakes("[privacy]\nversion = 2")[0].contains("notice of your own"));
    assert!(mistakes("privacy.notice = { de = \"x\" }")[0].contains("de"));
}

#[test]
fn a_question_may_be_required_and_one_for_the_phone_needs_a_key() {
    let ask = |text: &str| good(&format!("signup.ask = {text}")).signup;
    let required =
        |asked: &[Asked]| asked.iter().map(|a| (a.question.name(), a.required)).collect::<Vec<_>>();
    assert_eq!(required(&good("").signup.ask), [("name", false)]);
    assert_eq!(required(&ask("[]").ask), []);
    let signup = ask("[\"skills\", { question = \"phone\", required = true }, { question = \"age\" }]");
    assert_eq!(required(&signup.ask), [("skills", false), ("phone", true), ("age", false)]);
    let mistake = signup.without_key().expect("phone numbers need one").to_string();
    assert!(mistake.starts_with("bot.toml:1: signup.ask[2]: phone numbers are kept encrypted"), "{mistake}");
    assert_eq!(ask("[\"name\"]").without_key(), None);
    assert_eq!(
        mistakes(
            "signup.ask = [{ question = \"phon\", required = \"yes\" }, {}, \"age\", { question = \"age\" }]"
        ),
        [
            "bot.toml:1: signup.ask[1].question: \"phon\" is not known; did you mean \"phone\"? (known are: \"name\", \"phone\", \"age\", \"skills\")",
            "bot.toml:1: signup.ask[1].required: is text; write true or false, without quotes",
            "bot.toml:1: signup.ask[2].question: is missing; write what is asked, as in question = \"phone\"",
            "bot.toml:1: signup.ask[4]: \"age\" stands twice; write it once",
        ]
    );
}

#[test]
fn a_mistake_names_line_key_and_remedy() {
    assert_eq!(
        mistakes("\n\n[photos]\nday_ends = \"25:00\""),
        ["bot.toml:4: photos.day_ends: \"25:00\" is no time of day; write it as \"20:00\""]
    );
    let Err(found) =
        parse(&format!("{CAMPAIGN}phases = [{{ name = \"城\", starts = 2026-06-20, ends = 2026-09-30 }}]"))
    else {
        panic!("no mistake was found")
    };
    assert_eq!((found[0].line, found[0].column), (5, 34), "columns count characters");
    assert_eq!(found[0].key, "campaign.phases[1].starts");
}

#[test]
fn all_mistakes_are_told_at_once_by_line() {
    let text = include_str!("tests/broken.toml");
    let Err(found) = Config::parse(text, Path::new("/srv"), "broken.toml") else {
        panic!("no mistake was found")
    };
    let list: Vec<String> = found.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(list.join("\n"));
    assert!(found.iter().all(|mistake| mistake.line > 0 && mistake.column > 0));
}

#[test]
fn what_is_missing_is_asked_for() {
    let Err(found) = parse("locale = \"en\"") else { panic!("no mistake was found") };
    assert_eq!(
        found[0].to_string(),
        "bot.toml:1: campaign: is missing; write [campaign] with its name, starts and ends"
    );
    let Err(found) = parse("[campaign]\nname = \"x\"") else { panic!("no mistake was found") };
    assert_eq!(
        found.iter().map(|m| m.key.as_str()).collect::<Vec<_>>(),
        ["campaign.starts", "campaign.ends"]
    );
}

#[test]
fn broken_toml_is_said_and_the_rest_is_still_read() {
    let found = mistakes("locale = \"zh\nadmins = [1]\n[photos]\nquota = -1\nquota = 2");
    assert!(found[0].starts_with("bot.toml:1: this is not TOML: "), "{found:?}");
    assert!(found.iter().any(|m| m.starts_with("bot.toml:4: photos.quota: ")), "{found:?}");
    assert!(!found.iter().any(|m| m.contains("missing")), "{found:?}");
    let found = mistakes("a = 2026-02-31");
    assert!(found[0].starts_with("bot.toml:1: "), "{found:?}");
}

#[test]
fn a_byte_order_mark_and_windows_lines_do_no_harm() {
    let text = format!("\u{feff}{}", CAMPAIGN.replace('\n', "\r\n"));
    let config = parse(&text).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    assert_eq!(Some(config.campaign.ends), NaiveDate::from_ymd_opt(2026, 9, 30));
}

#[test]
fn a_file_that_is_not_there_is_said_in_one_line() {
    let Err(found) = Config::load(Path::new("/nowhere/bot.toml")) else { panic!("no mistake was found") };
    assert_eq!(found.len(), 1);
    assert!(found[0].to_string().starts_with("bot.toml: cannot be read: "), "{}", found[0]);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in r#"([a-z]{1,9}|\[+|\]+|=|"|'|\.|,|\{|\}|\n|[0-9:-]{1,9}|campaign|schedule|points|photos|starts|人){0,40}"#) {
        let _ = parse(&text);
    }
}

#[test]
fn relays_are_read_and_their_mistakes_told() {
    let config = good(
        "relay = [{ name = \"city\", kind = \"wecom\", url_env = \"CITY_URL\" },\n\
         { name = \"office\", kind = \"mail\", host = \"m.example\", from = \"a@b.example\", to = [\"c@d.example\"], user_env = \"U\", password_env = \"P\" }]",
    );
    assert_eq!(config.relays.len(), 2);
    let missing: Vec<String> = config.missing(|_| None).iter().map(ToString::to_string).collect();
    assert_eq!(missing.len(), 3, "{missing:?}");
    assert!(
        missing[0].contains("CITY_URL is not set") && missing[0].starts_with("bot.toml:1: relay[1].url_env"),
        "{missing:?}"
    );
    let key = |name: &str| Some(if name == "CITY_URL" { "key=693a91f6" } else { "x" }.to_owned());
    let wrong: Vec<String> = config.missing(key).iter().map(ToString::to_string).collect();
    assert!(
        matches!(wrong.as_slice(), [one] if one.contains("no web address") && !one.contains("693a91f6")),
        "{wrong:?}"
    );

    let secret = "SEC0123-abcd";
    let told = mistakes(&format!(
        "relay = [{{ kind = \"pigeon\" }},\n\
         {{ name = \"a\", kind = \"dingtalk\", url = \"x\", secret_env = \"{secret}\", what = [] }},\n\
         {{ name = \"a\", kind = \"mail\", host = \"h\", from = \"nobody\", to = [], user_env = \"U\", tls = \"no\" }},\n\
         {{ name = \"b\", kind = \"json\" }}, {{ name = \"b\", kind = \"json\", url = \"https://x.example\", colour = 1 }}]"
    ));
    insta::assert_snapshot!(told.join("\n"));
    assert!(!told.join("\n").contains(secret), "what may be a secret is not said again");
    assert!(
        !format!(
            "{:?}",
            good("relay = [{ name = \"a\", kind = \"json\", url = \"https://x.example/?key=abc\" }]")
        )
        .contains("abc")
    );
}
