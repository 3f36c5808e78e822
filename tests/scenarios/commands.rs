//! The commands of the binary, as a person meets them in a shell: what they say, and with which code
//! they end. No Telegram is needed for any of it.

use crate::program::{Installation, bot_toml, ends};

/// Where nobody listens: whoever called it would wait for ever.
const NOWHERE: &str = "http://127.0.0.1:9";

const AREAS: &str = "code,parent_code,name,level\n3305,,湖州市,city\n330502,3305,吴兴区,district\n";

#[test]
fn without_a_token_it_says_where_to_get_one() {
    let here = Installation::talking_to(NOWHERE);
    let ended = here.does(&["run"]);
    assert!(ended.says(2, 1).contains("TELOXIDE_TOKEN is not set"), "{ended:#?}");
    assert!(!here.path().join("data").exists(), "nothing was begun");
}

#[test]
fn a_webhook_without_a_proper_secret_is_a_wrong_configuration() {
    let hook =
        "[telegram]\n[telegram.webhook]\nlisten = \"127.0.0.1:0\"\nurl = \"https://bot.example.org/t\"\n";
    let here = Installation::with(&bot_toml(NOWHERE, hook));
    for secret in ["", "not allowed", "x".repeat(257).as_str()] {
        let mut run = here.muster();
        let ended = ends(run.arg("run").env("TELOXIDE_TOKEN", "1:a").env("MUSTER_WEBHOOK_SECRET", secret));
        assert!(ended.says(2, 1).contains("MUSTER_WEBHOOK_SECRET"), "{ended:#?}");
    }
    assert!(!here.path().join("data").exists(), "nothing was begun");
}

/// Phone numbers are asked for where there is a key to keep them with; `muster key` makes one.
#[test]
fn phone_numbers_need_a_key() {
    let toml = bot_toml(NOWHERE, "[signup]\nask = [\"name\", \"phone\"]");
    let here = Installation::with(&toml);
    let line = 1 + toml.lines().position(|line| line.starts_with("ask")).expect("it is there");
    let does = |command: &str, key: &str| {
        ends(here.muster().arg(command).env("TELOXIDE_TOKEN", "1:a").env("MUSTER_KEY", key))
    };
    let refused = format!("bot.toml:{line}: signup.ask[2]: phone numbers are kept encrypted");
    let said = does("run", " ");
    assert!(said.says(2, 1).contains(&refused), "{said:#?}");
    assert!(said.err.contains("muster key"), "{said:#?}");
    let checked = does("check", "");
    assert_eq!(checked.code, Some(2), "{checked:#?}");
    assert!(checked.out.contains(&refused), "{checked:#?}");
    for command in ["run", "check"] {
        let ended = does(command, "secret");
        assert_eq!(ended.code, Some(2), "{ended:#?}");
        let said = format!("{}{}", ended.out, ended.err);
        assert!(said.contains("MUSTER_KEY holds something that is no key"), "{said}");
        assert!(!said.contains("secret"), "{said}");
    }
    assert!(!here.path().join("data").exists(), "nothing was begun");
    let made = here.does(&["key"]);
    made.says(0, 0);
    let good = does("check", made.out.trim());
    good.says(0, 0);
    assert!(good.out.contains("✓ MUSTER_KEY is set"), "{good:#?}");
}

/// All mistakes at once, each with its line and key; no command begins anything, and `check` says the
/// same as `run`.
#[test]
fn a_bad_bot_toml_is_told_by_line_and_key() {
    let broken = format!(
        "{}\n[photos]\nquota = -3\nquota_level = \"region\"\n\n[[schedule]]\nname = \"noon\"\ncron = \"0 0 12 * * 1\"\njob = \"remind\"\n",
        bot_toml(NOWHERE, "")
    );
    let here = Installation::with(&broken);
    let line = |words: &str| 1 + broken.lines().position(|line| line.contains(words)).expect("it is there");
    let expected = [
        format!("bot.toml:{}: photos.quota:", line("quota = -3")),
        format!("bot.toml:{}: photos.quota_level:", line("region")),
        format!("bot.toml:{}: schedule[1].cron:", line("12 * * 1")),
        format!("bot.toml:{}: schedule[1].job:", line("\"remind\"")),
    ];
    here.writes("areas.csv", AREAS);
    let commands: [&[&str]; 4] =
        [&["run"], &["areas", "import", "areas.csv"], &["backup", "b.tar"], &["restore", "b.tar"]];
    for command in commands {
        let ended = here.does(command);
        let said = ended.says(2, expected.len());
        for expected in &expected {
            assert!(said.contains(expected), "{expected} is not in\n{said}");
        }
    }
    let ended = here.does(&["check"]);
    assert_eq!(ended.code, Some(2), "{ended:#?}");
    for expected in &expected {
        assert!(ended.out.contains(expected), "{expected} is not in\n{}", ended.out);
    }
    assert!(!here.path().join("data").exists(), "nothing was begun");

    let ended = here.does(&["--config", "elsewhere.toml", "check"]);
    assert_eq!(ended.code, Some(2), "{ended:#?}");
    assert!(ended.out.contains("--config"), "{ended:#?}");
    here.writes("bot.toml", b"[campaign\n\xff");
    assert!(here.does(&["run"]).says(2, 1).contains("UTF-8"));
}

#[test]
fn wrong_use_is_told_with_code_two() {
    let here = Installation::talking_to(NOWHERE);
    for wrong in [&["fly"][..], &["areas"], &["backup"], &["restore", "a", "b"]] {
        assert_eq!(here.does(wrong).code, Some(2), "{wrong:?}");
    }
    assert_eq!(here.does(&["--help"]).code, Some(0));
}

/// A file with mistakes changes nothing and is told line by line; a good one is taken, again and again.
#[test]
fn areas_are_imported_from_the_shell() {
    let here = Installation::talking_to(NOWHERE);
    here.writes(
        "bad.csv",
        "code,parent_code,name,level\n3305,,湖州市,city\n330502,33,吴兴区,district\n3305,,又一个,city\n330503,3305,南浔区,hamlet\n",
    );
    let ended = here.does(&["areas", "import", "bad.csv"]);
    let said = ended.says(2, 4);
    for line in ["bad.csv:3:", "bad.csv:4:", "bad.csv:5:", "nothing was imported: 3 problems"] {
        assert!(said.contains(line), "{line} is not in\n{said}");
    }
    assert!(here.does(&["check"]).out.contains("0 areas"));
    let ended = here.does(&["areas", "import", "nowhere.csv"]);
    assert!(ended.says(2, 1).contains("nowhere.csv cannot be read"), "{ended:#?}");

    here.writes("areas.csv", AREAS);
    let ended = here.does(&["areas", "import", "areas.csv"]);
    ended.says(0, 0);
    assert!(ended.out.contains("2 areas added"), "{ended:#?}");
    let ended = here.does(&["areas", "import", "areas.csv"]);
    assert!(ended.out.contains("0 areas added, 0 updated, 2 unchanged"), "{ended:#?}");
}

/// On a fresh folder, on a good installation, and on ones that cannot be used.
#[test]
fn check_says_how_it_stands() {
    let here = Installation::talking_to(NOWHERE);
    let fresh = here.does(&["check"]);
    fresh.says(0, 0);
    for line in
        ["百日攻坚", "zh-CN, zh-TW, en", "noon", "evening", "no database", "TELOXIDE_TOKEN is not set"]
    {
        assert!(fresh.out.contains(line), "{line} is not in\n{}", fresh.out);
    }
    assert!(!here.path().join("data").exists(), "looking changes nothing");
    // Three runs of each of the three schedules.
    let runs = fresh.out.lines().filter(|line| line.matches(":00").count() == 3).count();
    assert_eq!(runs, 3, "{}", fresh.out);

    here.writes("areas.csv", AREAS);
    here.does(&["areas", "import", "areas.csv"]).says(0, 0);
    let good = here.does(&["check", "--recount"]);
    good.says(0, 0);
    for line in ["whole", "no bot is running", "2 areas", "every kept total equals its recount"] {
        assert!(good.out.contains(line), "{line} is not in\n{}", good.out);
    }
    assert!(good.out.lines().count() < 25, "one screen");

    let database = here.path().join("data/muster.db");
    rusqlite::Connection::open(&database)
        .and_then(|database| database.execute("insert into balance (person_id, points) values (9, 5)", []))
        .expect_err("keys are kept");
    let miscount = "pragma foreign_keys = off; insert into balance (person_id, points) values (9, 5);";
    let other = rusqlite::Connection::open(&database).expect("a database");
    other.execute_batch(miscount).expect("written");
    let bad = here.does(&["check", "--recount"]);
    assert_eq!(bad.code, Some(1), "{bad:#?}");
    assert!(bad.out.contains("✗ person 9"), "{bad:#?}");
    other.execute_batch("delete from balance; pragma user_version = 99;").expect("written");
    let newer = here.does(&["check"]);
    assert_eq!(newer.code, Some(1), "{newer:#?}");
    assert!(newer.out.contains("newer muster"), "{newer:#?}");
}

/// A folder that cannot be written, a folder in the file's place, a file that is no database: each
/// command says so in a line, and leaves what is there alone.
#[test]
fn a_database_that_cannot_be_used_is_told_in_a_line() {
    let storage = |database: &str| {
        Installation::with(&bot_toml(
            NOWHERE,
            &format!("[storage]\ndatabase = \"sqlite:{database}\"\nmedia = \"media\"\n"),
        ))
    };
    // Root may write everywhere: but nobody makes a folder below a file.
    let below_a_file = storage("file/data/muster.db");
    below_a_file.writes("file", "x");
    let a_folder = storage("data/muster.db");
    std::fs::create_dir_all(a_folder.path().join("data/muster.db")).expect("space");
    let a_letter = storage("muster.db");
    let letter = "Dear all, this is a letter, and no database. ".repeat(300);
    a_letter.writes("muster.db", &letter);

    let cases = [
        (&below_a_file, "cannot be used"),
        (&a_folder, "cannot be used"),
        (&a_letter, "is damaged, or none at all"),
    ];
    for (here, words) in cases {
        here.writes("areas.csv", AREAS);
        for command in [&["run"][..], &["areas", "import", "areas.csv"]] {
            let ended = ends(here.muster().args(command).env("TELOXIDE_TOKEN", "1:a"));
            let said = ended.says(1, 1);
            assert!(said.contains(words) && said.contains("muster.db"), "{command:?}: {said}");
        }
        let ended = here.does(&["backup", "backup.tar"]);
        ended.says(1, 1);
        assert!(!here.path().join("backup.tar").exists());
    }
    for here in [&a_folder, &a_letter] {
        let ended = here.does(&["check"]);
        assert_eq!(ended.code, Some(1), "{ended:#?}");
        assert!(ended.out.contains("✗ the database"), "{ended:#?}");
    }
    assert_eq!(std::fs::read_to_string(a_letter.path().join("muster.db")).expect("there"), letter);
}

/// A backup is written, and put back where there is nothing, or where one says so.
#[test]
fn a_backup_is_put_back_by_one_command() {
    let here = Installation::talking_to(NOWHERE);
    assert!(here.does(&["backup", "b.tar"]).says(1, 1).contains("no database"));
    here.writes("areas.csv", AREAS);
    here.does(&["areas", "import", "areas.csv"]).says(0, 0);
    let written = here.does(&["backup", "b.tar"]);
    written.says(0, 0);
    assert!(written.out.contains("b.tar"), "{written:#?}");

    assert!(here.does(&["restore", "b.tar"]).says(1, 1).contains("--force"));
    here.writes("more.csv", format!("{AREAS}330503,3305,南浔区,district\n"));
    here.does(&["areas", "import", "more.csv"]).says(0, 0);
    here.does(&["restore", "b.tar", "--force"]).says(0, 0);
    assert!(here.does(&["check", "--recount"]).out.contains("2 areas"), "as it was");

    let there = Installation::talking_to(NOWHERE);
    let backup = here.path().join("b.tar");
    there.does(&["restore", backup.to_str().expect("a path")]).says(0, 0);
    assert!(there.does(&["check", "--recount"]).out.contains("2 areas"));
    there.writes("torn.tar", &std::fs::read(&backup).expect("read")[..3000]);
    assert_eq!(there.does(&["restore", "torn.tar", "--force"]).code, Some(1));
    assert!(there.does(&["check"]).out.contains("2 areas"), "what cannot be read touches nothing");
    assert!(there.does(&["restore", "nowhere.tar", "--force"]).says(1, 1).contains("nowhere.tar"));
}
