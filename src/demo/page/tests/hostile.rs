//! Whatever people type appears as typed and changes nothing else: the page has the same bones whatever
//! stands in names, titles, captions, files and buttons.

use proptest::prelude::*;
use serde_json::json;

use super::*;

/// What somebody with bad intentions would try.
const ATTEMPTS: [&str; 8] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</li></ol><h1>owned</h1>",
    "&lt;b&gt; &amp; &quot;&nbsp;",
    "\u{202e}gpj.exe\u{202c}\u{200b}\u{200d}",
    "{{ 7 * 7 }} {% raw %} ${x}",
    "-->]]></svg><style>*{display:none}</style>",
];

/// A world in which all that people and the bot can name is this text; every part of its page.
async fn page_of(text: &str) -> Vec<String> {
    let small = Small::named(text, text).await;
    let button = json!({ "inline_keyboard": [[
        { "text": text, "callback_data": "x" }, { "text": text, "url": "https://example.org" },
    ]] });
    let keys = json!({ "keyboard": [[{ "text": text }]], "input_field_placeholder": text });
    let group = small.group.0;
    small.bot("sendMessage", json!({ "chat_id": group, "text": text, "reply_markup": button })).await;
    small
        .bot(
            "sendPoll",
            json!({ "chat_id": group, "question": text, "options": [{ "text": text }, { "text": "b" }] }),
        )
        .await;
    small.emulator.world().unlock(small.li);
    small.bot("sendMessage", json!({ "chat_id": small.li.0, "text": "k", "reply_markup": keys })).await;
    let commands = json!([{ "command": "go", "description": text }]);
    small.bot("setMyCommands", json!({ "commands": commands })).await;
    {
        let mut world = small.emulator.world();
        let li = small.li;
        let first = world.post_photo(li, small.group, picture(40, 30), text).expect("posted");
        world.say(li, small.group, Post::text(text).reply_to(first)).expect("said");
        world.say(li, small.group, Post::document(text, "text/csv", "a").caption(text)).expect("sent");
        world.say(li, small.group, Post::contact(text, text)).expect("sent");
        world.say(li, li, Post::forward(small.group, first)).expect("forwarded");
        world.react(li, small.group, first, "👍").expect("reacted");
        world.announce(small.group, li, "new_chat_title", json!(text));
        world.announce(small.group, li, "forum_topic_created", json!({ "name": text }));
    }
    let drawn = [small.li, small.chen].into_iter().flat_map(|me| {
        [small.chat(me, small.group), small.composer(me, small.group), small.list(me), small.head(me)]
    });
    drawn.chain([small.chat(small.li, small.li.into()), small.composer(small.li, small.li.into())]).collect()
}

#[tokio::test]
async fn nothing_typed_breaks_out() {
    let plain: Vec<_> = page_of("plain").await.iter().map(|html| bones(html)).collect();
    for attempt in ATTEMPTS {
        let pages = page_of(attempt).await;
        for (html, bones_before) in pages.iter().zip(&plain) {
            assert_eq!(&bones(html), bones_before, "{attempt}");
        }
        let (_, text) = read(&pages[0]);
        let shown = text.matches(attempt).count();
        assert!(shown >= 8, "{attempt} is shown {shown} times:\n{text}");
    }
}

/// A text as it reads, without what turns the writing and what keeps from mentioning.
fn without_marks(text: &str) -> String {
    let unseen = ['\u{200b}', '\u{200e}', '\u{200f}', '\u{61c}'];
    text.replace(
        |c| unseen.contains(&c) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
        "",
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Any name, of a person or of a chat.
    #[test]
    fn no_name_breaks_out(name in "[^\\s]{1,12}( [^\\s]{1,12})?") {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("one");
        let (bones_of, text) = runtime.block_on(async {
            let small = Small::named(&name, &name).await;
            small.emulator.world().say(small.li, small.group, "hello").expect("said");
            let html = small.chat(small.chen, small.group) + &small.list(small.chen) + &small.head(small.li);
            (bones(&html), read(&html).1)
        });
        let plain = runtime.block_on(async {
            let small = Small::named("plain", "plain").await;
            small.emulator.world().say(small.li, small.group, "hello").expect("said");
            bones(&(small.chat(small.chen, small.group) + &small.list(small.chen) + &small.head(small.li)))
        });
        prop_assert_eq!(bones_of, plain);
        // As a title, as a sender, in a service line, in the list, at the top. The marks that turn the
        // writing may be closed, or left out where they close nothing.
        let (name, text) = (without_marks(&name), without_marks(&text));
        let shown = text.matches(&name).count();
        prop_assert!(name.trim().is_empty() || shown >= 7, "{:?} is not often in {}", name, text);
    }
}

/// Templates put text on the page escaped; what is markup says so by its type.
#[test]
fn no_template_takes_text_for_markup() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/demo");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the templates").flatten() {
        let text = std::fs::read_to_string(entry.path()).expect("text");
        for forbidden in [
            "|safe",
            "| safe",
            "escape(",
            "<script>",
            " style=\"",
            "javascript:",
            " onclick",
            "http://",
            "https://",
        ] {
            assert!(!text.contains(forbidden), "{} has {forbidden}", entry.path().display());
        }
        seen += 1;
    }
    assert!(seen > 10, "the templates are found");
}
