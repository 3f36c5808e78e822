use super::*;
use crate::demo::stage;
use crate::imaging::decode::{Limits, open};
use crate::imaging::hash::{JUDGE, Look};

fn shipped() -> Vec<(&'static str, Day)> {
    let read = |name| (name, Day::open(name).unwrap_or_else(|failure| panic!("{name}: {failure:#}")));
    SHIPPED.map(|(name, _)| read(name)).into()
}

#[test]
fn the_shipped_days_have_all_their_files() {
    for (name, day) in shipped() {
        let posted = day.steps.iter().filter_map(|step| match &step.deed {
            Deed::Post { photos, file, .. } => Some((photos, file)),
            _ => None,
        });
        for (photos, file) in posted {
            for file in photos.iter().map(|photo| &photo.file).chain(file) {
                let own = csv_of(&day, file, Locale::En).expect("a tree").is_some();
                assert!(own || day.file(file).is_ok(), "{name}: {file}");
            }
        }
    }
}

/// Who reads no Chinese finds none, and everybody finds their own script.
#[test]
fn the_town_is_written_in_three_languages() {
    let day = Day::open("town").expect("it reads");
    let said = day.steps.iter().filter_map(|step| match &step.deed {
        Deed::Post { text, .. } => Some(text),
        _ => None,
    });
    let people = day.people.iter().map(|person| &person.name);
    let chats = day.chats.iter().map(|chat| &chat.title);
    let areas = day.areas.iter().map(|area| &area.name);
    let tray = day.tray.iter().flat_map(|sample| [&sample.alt, &sample.caption]);
    let han = |text: &str| text.chars().any(|c| ('\u{2e80}'..='\u{ffef}').contains(&c));
    for words in said.chain(people).chain(chats).chain(areas).chain(tray).chain([&day.campaign]) {
        let english = words.of(Locale::En);
        assert!(!english.is_empty() && !han(english), "{words:?}");
        assert_eq!(han(words.of(Locale::ZhCn)), han(words.of(Locale::ZhTw)), "{words:?}");
    }
}

/// A visitor who posts the whole tray is never told that one photo looks like another.
#[test]
fn nothing_in_the_tray_looks_like_anything_else() {
    let day = Day::open("town").expect("it reads");
    let posted = day.steps.iter().flat_map(|step| match &step.deed {
        Deed::Post { photos, .. } => photos.clone(),
        _ => Vec::new(),
    });
    let looks: Vec<(Photo, Look)> = (day.tray.iter().map(|sample| sample.photo.clone()))
        .chain(posted)
        .map(|photo| {
            let bytes = stage::cut(&photo, &day).expect("it can be cut");
            let picture = open(&bytes, &Limits::default()).expect("it opens");
            (photo, Look::of(&picture))
        })
        .collect();
    for (place, (photo, look)) in looks.iter().enumerate().take(day.tray.len()) {
        for (other, other_look) in &looks[place + 1..] {
            let distance = look.distance(*other_look);
            assert!(distance > JUDGE + 10, "{photo:?} and {other:?} differ in {distance} bits only");
        }
    }
}

#[test]
fn what_the_tables_ask_for_is_done_before_the_day() {
    let day = Day::open("town").expect("it reads");
    assert!(day.steps.iter().take_while(|step| step.at == day.opens.time()).all(|step| step.unseen));
    let said: Vec<String> = day
        .steps
        .iter()
        .filter_map(|step| match &step.deed {
            Deed::Post { text, .. } => Some(format!("{} {}", step.who, text.of(Locale::En))),
            _ => None,
        })
        .collect();
    for expected in ["zhou /areas", "zhou /bind 330502", "li /join", "zhou /appoint lead 3305 @chen"] {
        assert!(said.iter().any(|said| said == expected), "{expected} is not in {said:#?}");
    }
    let parts: Vec<Part> = day.cast.iter().map(|role| role.part).collect();
    use Part::{Admin, Coordinator, Lead, Stranger, Volunteer};
    assert_eq!(parts, [Volunteer, Volunteer, Lead, Coordinator, Admin, Stranger]);
}

const SMALL: &str = "
    opens = 2026-06-21T08:55:00
    closes = \"20:10\"
    digest_to = \"li\"
    people = [{ key = \"li\", name = [\"李伟\", \"李偉\", \"Li Wei\"] }, { key = \"wu\", name = \"吴\" }]
    chats = [{ key = \"group\", title = \"群\", owner = \"li\", members = [\"wu\"] }]
";

fn small(more: &str) -> Result<Day, Failure> {
    Day::parse(&format!("{SMALL}{more}"), None)
}

#[test]
fn a_mistake_says_what_and_where() {
    let mistakes = [
        (
            "step = [{ at = \"09:00\", who = \"li\", says = \"/start\" }, { at = \"09:01\", who = \"wang\", says = \"\" }]",
            "step 2 (at 09:01): who = \"wang\"",
        ),
        ("step = [{ at = \"09:00\", who = \"li\" }]", "one of claims"),
        ("step = [{ at = \"09:00\", who = \"li\", claims = true, says = \"a\" }]", "one of claims"),
        ("step = [{ at = \"09:00\", says = \"a\" }]", "who = \"\""),
        ("step = [{ at = \"nine\", who = \"li\", says = \"a\" }]", "\"nine\""),
        ("step = [{ at = \"09:00\", who = \"li\", adds_bot = true }]", "need a chat"),
        ("step = [{ at = \"09:00\", who = \"li\", chat = \"desk\", says = \"a\" }]", "no such chat"),
        (
            "step = [{ at = \"10:00\", who = \"li\", says = \"a\" }, { at = \"09:00\", who = \"li\", says = \"a\" }]",
            "not in order",
        ),
        (
            "step = [{ at = \"09:00\", who = \"li\", photos = [\"a.jpg 60 0 50 40\"] }]",
            "LEFT TOP WIDTH HEIGHT",
        ),
        ("step = [{ at = \"09:00\", who = \"li\", replies = true, presses = 1 }]", "replies needs"),
        ("tray = [{ name = \"../x\", photo = \"a.jpg\", alt = \"\", caption = \"\" }]", "made of a-z"),
        ("areas = [{ code = \"1\", name = \"城\", level = \"city\" }]", "admin"),
        ("colour = \"red\"", "colour"),
    ];
    for (more, expected) in mistakes {
        let said = format!("{:#}", small(more).expect_err(more));
        assert!(said.contains(expected), "{more}: {said}");
    }
}

#[test]
fn everybody_can_be_played_where_nobody_has_a_part() {
    let day = small("step = [{ at = \"09:00\", who = \"wu\", claims = true }]").expect("it reads");
    let cast: Vec<_> = day.cast.iter().map(|role| (role.who.as_str(), role.part)).collect();
    assert_eq!(
        cast,
        [("li", Part::Stranger), ("wu", Part::Admin)][..].iter().rev().copied().collect::<Vec<_>>()
    );
}

#[test]
fn a_crowd_is_the_same_each_time() {
    let more = "
        [[crowd]]
        people = 40
        chats = [\"group\"]
        from = \"09:00\"
        until = \"19:00\"
        photos_each = 2
        photos = [\"photos/life.jpg\"]
        captions = [[\"河边 {n}人\", \"河邊 {n}人\", \"The river, {n} people\"]]
        surnames = [[\"李\", \"李\", \"Li\"]]
        given_names = [[\"伟\", \"偉\", \"Wei\"]]
        seed = 7
    ";
    let (day, again) = (small(more).expect("it reads"), small(more).expect("it reads"));
    assert_eq!(format!("{day:?}"), format!("{again:?}"));
    assert_eq!(day.people.len(), 42);
    assert_eq!((day.people[2].name.of(Locale::ZhCn), day.people[2].name.of(Locale::En)), ("李伟", "Li Wei"));
    assert_eq!(day.steps.len(), 40 * 3);
    assert!(day.steps.windows(2).all(|pair| pair[0].at <= pair[1].at), "in order");
    let within = |at: NaiveTime| (9..19).contains(&chrono::Timelike::hour(&at));
    assert!(day.steps.iter().all(|step| within(step.at) && step.hurried && step.unseen));
    for person in &day.people[2..] {
        let first = day.steps.iter().find(|step| step.who == person.key).expect("does something");
        let Deed::Post { text, photos, .. } = &first.deed else { panic!("{first:?}") };
        assert!(text.of(Locale::En) == "/join" && photos.is_empty(), "signs up before anything else");
    }
    assert!(day.cast.iter().all(|role| !role.who.starts_with('c')), "nobody plays one of a crowd");
}
