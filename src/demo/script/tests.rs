use super::*;

/// Plays a day to its end, and sees to it that the narrator tells the truth and that the bot keeps to the Bot
/// API; returns what was printed.
async fn play_through(play: &mut Play<'_>) -> String {
    let mut printed = Vec::new();
    for step in &play.day.steps {
        let lines = play.step(step).await;
        printed.extend(lines.unwrap_or_else(|failure| panic!("{failure:#}")));
    }
    printed.extend(play.finish().await.expect("the day ends"));
    assert_eq!(play.emulator.world().complaints(), <[String; 0]>::default(), "the bot keeps to the Bot API");
    printed.join("\n")
}

async fn begin<'d>(day: &'d Day, folder: &Path, locale: Locale) -> Play<'d> {
    Play::begin(day, folder, locale, Paper { colours: false, width: WIDTH }).await.expect("it begins")
}

/// The built-in day goes as its narrator says.
#[tokio::test(flavor = "multi_thread")]
async fn the_day_ends_with_five_pictures_and_a_digest() {
    let day = Day::open("day").expect("the day reads");
    let folder = tempfile::tempdir().expect("a folder");
    let mut play = begin(&day, folder.path(), Locale::ZhCn).await;
    let text = play_through(&mut play).await;
    for seen in ["安吉县 1/3", "4/5", "👀", "🤔", "王芳 12 分"] {
        assert!(text.contains(seen), "{seen} is not in:\n{text}");
    }
    let out = folder.path().join("out");
    leave::leave(&play.emulator.world(), &play.stage, &day, &out).expect("files are left");
    for name in ["安吉县", "德清县", "长兴县", "南浔区", "吴兴区"] {
        let picture = std::fs::read(out.join(format!("{name}.jpg"))).expect("a picture");
        assert!(image::load_from_memory(&picture).is_ok(), "{name}");
    }
    let digest = std::fs::read_to_string(out.join("digest.txt")).expect("a digest");
    assert!(digest.contains("安吉县"), "{digest}");
}

/// The other days go as theirs say, in every language.
#[tokio::test(flavor = "multi_thread")]
async fn a_good_day_ends_with_enough_everywhere() {
    for locale in Locale::ALL {
        let day = Day::open("good").expect("the day reads");
        let folder = tempfile::tempdir().expect("a folder");
        let text = play_through(&mut begin(&day, folder.path(), locale).await).await;
        assert!(!text.contains('👀') && text.contains("3/3"), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_day_loses_nothing_and_counts_nothing_twice() {
    for locale in Locale::ALL {
        let day = Day::open("bad").expect("the day reads");
        let folder = tempfile::tempdir().expect("a folder");
        play_through(&mut begin(&day, folder.path(), locale).await).await;
    }
}

/// What a visitor of the page finds at nine: a district with two photos that count and one that waits, and one that
/// has none yet.
#[tokio::test(flavor = "multi_thread")]
async fn the_town_awaits_its_visitor() {
    let day = Day::open("town").expect("the day reads");
    let folder = tempfile::tempdir().expect("a folder");
    let mut play = begin(&day, folder.path(), Locale::En).await;
    play_through(&mut play).await;
    let world = play.emulator.world();
    let reactions = |chat: &str| -> Vec<String> {
        let messages = world.messages(play.stage.chat(chat).expect("a chat"));
        messages.iter().filter_map(|message| message.reaction_of(world.bot())).map(str::to_owned).collect()
    };
    assert_eq!(reactions("nanxun"), ["👍", "👍", "👀"]);
    assert_eq!(reactions("wuxing"), <[String; 0]>::default());
}

/// Three hundred people at once, and an outage in the middle: by eight every district has enough.
#[tokio::test(flavor = "multi_thread")]
async fn a_storm_is_weathered() {
    let day = Day::open("storm").expect("the day reads");
    let folder = tempfile::tempdir().expect("a folder");
    let text = play_through(&mut begin(&day, folder.path(), Locale::En).await).await;
    assert!(text.contains("5/5 areas reached their quota"), "{text}");
}
