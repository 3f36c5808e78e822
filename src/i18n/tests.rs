use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::*;
use crate::say;

/// A test's own messages, in the order of [`Locale::ALL`].
fn texts(sources: [&str; 3]) -> Texts {
    let make = |place: usize| bundle(Locale::ALL[place], [("test", sources[place])].into_iter());
    Texts { bundles: [make(0), make(1), make(2)] }
}

#[test]
fn what_people_typed_is_shown_as_typed_and_escaped_once() {
    let source = "hello = <b>{ $name }</b> & co\nouter = [{ $inner }]";
    let texts = texts([source; 3]);
    let say = say!("hello", name = "<a> & \u{2068}李\u{2069}</b>");
    assert_eq!(texts.html(Locale::En, &say), "<b>&lt;a&gt; &amp; \u{2068}李\u{2069}&lt;/b&gt;</b> & co");
    assert_eq!(texts.plain(Locale::En, &say), "<a> & \u{2068}李\u{2069}</b> & co");
    let outer = say!("outer", inner = say!("hello", name = "&lt;"));
    assert_eq!(texts.html(Locale::En, &outer), "[<b>&amp;lt;</b> & co]");
    assert_eq!(texts.plain(Locale::En, &outer), "[&lt; & co]");
}

#[test]
fn what_is_unseen_in_a_name_stays_in_it() {
    let texts = texts(["joined = { $name } joined"; 3]);
    let plain = |name| texts.plain(Locale::En, &say!("joined", name = name));
    assert_eq!(plain("\u{200b} ¡"), "\u{200b} ¡ joined");
    assert_eq!(
        plain("李\u{200b}伟 @li"),
        "李\u{200b}伟 @li joined",
        "without the mark that keeps it from mentioning"
    );
}

#[test]
fn texts_are_shared_between_tasks() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Texts>();
}

#[test]
fn numbers_choose_and_are_not_grouped() {
    let texts = texts(["n = { $n ->\n    [one] one\n   *[other] { $n }\n }"; 3]);
    assert_eq!(texts.plain(Locale::En, &say!("n", n = 1)), "one");
    assert_eq!(texts.plain(Locale::En, &say!("n", n = 12_345usize)), "12345");
    assert_eq!(texts.plain(Locale::ZhCn, &say!("n", n = 1u32)), "1");
}

#[test]
fn what_a_language_lacks_is_said_in_the_next() {
    let texts = texts(["a = 简\nb = 体", "a = 繁", "a = en\nc = only"]);
    assert_eq!(texts.html(Locale::ZhTw, &say!("a")), "繁");
    assert_eq!(texts.html(Locale::ZhTw, &say!("b")), "体");
    assert_eq!(texts.html(Locale::ZhTw, &say!("c")), "only");
    assert_eq!(texts.html(Locale::En, &say!("b")), "体");
    assert_eq!(texts.html(Locale::En, &say!("nothing")), "nothing");
}

#[test]
fn a_missing_value_leaves_its_name() {
    let texts = texts(["a = { $have } of { $quota }"; 3]);
    assert_eq!(texts.html(Locale::En, &say!("a", have = 2)), "2 of {$quota}");
}

#[test]
fn each_person_is_spoken_to_in_a_language_that_they_read() {
    for (code, locale) in [
        ("zh", Locale::ZhCn),
        ("zh-hans", Locale::ZhCn),
        ("zh-CN", Locale::ZhCn),
        ("zh-hans-hk", Locale::ZhCn),
        ("zh-hant", Locale::ZhTw),
        ("zh-TW", Locale::ZhTw),
        ("zh_HK", Locale::ZhTw),
        ("zh-Hant-CN", Locale::ZhTw),
        ("en-GB", Locale::En),
        ("de", Locale::En),
        ("zha", Locale::En),
        ("", Locale::En),
    ] {
        assert_eq!(Locale::from_telegram(code), locale, "{code}");
    }
    for locale in Locale::ALL {
        assert_eq!(Locale::from_tag(locale.tag()), Some(locale));
    }
}

#[test]
fn days_times_and_lists_are_written_as_people_do() {
    let texts = Texts::embedded();
    let day = NaiveDate::from_ymd_opt(2026, 6, 21).unwrap_or_default();
    assert_eq!(texts.day(Locale::ZhCn, day), "6月21日");
    assert_eq!(texts.day(Locale::ZhTw, day), "6月21日");
    assert_eq!(texts.day(Locale::En, day), "21 June");
    assert_eq!(time(chrono::NaiveTime::from_hms_opt(7, 5, 0).unwrap_or_default()), "07:05");
    assert_eq!(texts.list(Locale::ZhCn, ["甲", "乙"]), "甲、乙");
    assert_eq!(texts.list(Locale::En, ["A", "B", "C"]), "A, B, C");
    assert_eq!(texts.list(Locale::En, [""; 0]), "");
}

// What keeps the files in `locales/` whole.

#[test]
fn all_languages_have_the_same_messages_with_the_same_variables() {
    for (file, sources) in FILES {
        let [first, others @ ..] = sources.map(|source| messages(file, source));
        for (locale, other) in Locale::ALL[1..].iter().zip(others) {
            assert_eq!(first, other, "{file}.ftl: {} against {}", locale.tag(), Locale::ALL[0].tag());
        }
    }
}

#[test]
fn each_message_is_named_as_its_file() {
    // What every feature says, and the menu, go by names of their own.
    for (file, sources) in FILES.iter().filter(|(file, _)| *file != "common") {
        for key in messages(file, sources[0]).keys() {
            assert!(key.starts_with(&format!("{file}-")), "{file}.ftl: {key}");
        }
    }
}

#[test]
fn only_markup_that_telegram_knows_is_used() {
    let known = ["b", "i", "u", "s", "code", "pre", "blockquote", "tg-spoiler"];
    for (file, sources) in FILES {
        for source in sources {
            for tag in source.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag) {
                let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
                assert!(known.contains(&name) || name == "a", "{file}.ftl: <{tag}>");
            }
        }
    }
}

#[test]
fn each_message_is_said_somewhere_and_each_that_is_said_exists() {
    let mut sources = String::new();
    for folder in ["src", "templates"] {
        read_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut sources);
    }
    let keys: BTreeSet<String> =
        FILES.iter().flat_map(|(file, texts)| messages(file, texts[0]).into_keys()).collect();
    for key in &keys {
        assert!(sources.contains(&format!("\"{key}\"")), "nobody says {key}");
    }
    // In code, and in the templates of pages.
    for said in sources.split("say!(").skip(1).chain(sources.split(".say(").skip(1)) {
        if let Some((key, _)) = said.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"')) {
            assert!(keys.contains(key), "{key} is said and in no file");
        }
    }
}

/// All code but these tests and what comments show.
fn read_sources(folder: &Path, all: &mut String) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            read_sources(&path, all);
        } else if path.extension().is_some_and(|kind| kind == "rs" || kind == "html")
            && !path.ends_with("i18n/tests.rs")
        {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            all.extend(
                text.lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .flat_map(|line| [line, "\n"]),
            );
        }
    }
}

/// The messages of a file with their variables; fails on a syntax error.
fn messages(file: &str, source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource =
        fluent_syntax::parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{file}.ftl: {errors:?}"));
    let mut found = BTreeMap::new();
    for entry in resource.body {
        if let Entry::Message(message) = entry {
            let mut variables = BTreeSet::new();
            if let Some(value) = &message.value {
                collect(value, &mut variables);
            }
            assert!(
                found.insert(message.id.name.to_owned(), variables).is_none(),
                "{file}.ftl: {} twice",
                message.id.name
            );
        }
    }
    found
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                collect_inline(inline, variables)
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                collect_inline(selector, variables);
                for variant in variants {
                    collect(&variant.value, variables);
                }
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        variables.insert(id.name.to_owned());
    }
}
