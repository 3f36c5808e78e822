//! Formatted text as HTML.

use serde_json::json;

use crate::demo::page::rich::{Leads, Way, markup, way};
use crate::emulator::{ChatId, Formatted};

fn shown(body: &Formatted) -> String {
    let leads = Leads {
        bot: "muster_demo_bot",
        private: "/?as=li&chat=5".into(),
        says_in: Some(ChatId(-1)),
        in_group: true,
        reveal: "show",
        unfold: "more",
    };
    markup(body, &leads).to_string()
}

fn html(html: &str) -> String {
    shown(&Formatted::from_html(html).expect("it parses"))
}

fn marked(text: &str, entities: serde_json::Value) -> String {
    shown(&Formatted::with_entities(text, &entities).expect("they fit"))
}

#[test]
fn formatting_stands_where_it_was_put() {
    insta::assert_snapshot!(
        html("👍 <b>三里桥 &amp; <i>河</i></b> <u>u</u><s>s</s> <code>a&lt;b</code>"),
        @r"👍 <b>三里桥 &amp; <i>河</i></b> <u>u</u><s>s</s> <code>a&lt;b</code>"
    );
}

#[test]
fn a_block_ends_its_line_itself() {
    insta::assert_snapshot!(
        html("before\n<blockquote>one\ntwo</blockquote>\nafter\n\n<pre>x</pre>\n"),
        @r"
    before
    <blockquote>one
    two</blockquote>after

    <pre>x</pre>
    "
    );
}

#[test]
fn hidden_words_and_long_quotations_are_opened_by_a_press() {
    insta::assert_snapshot!(
        html("<tg-spoiler>who <b>did</b> it</tg-spoiler> <blockquote expandable>long</blockquote>"),
        @r#"<label class="spoiler"><input type="checkbox" aria-label="show"><span>who <b>did</b> it</span></label> <blockquote class="long"><input type="checkbox" aria-label="more">long</blockquote>"#
    );
}

#[test]
fn overlapping_marks_are_nested_again() {
    let overlapping = json!([
        { "type": "bold", "offset": 0, "length": 4 },
        { "type": "italic", "offset": 2, "length": 4 },
        { "type": "underline", "offset": 3, "length": 3 },
    ]);
    insta::assert_snapshot!(marked("aabbcc", overlapping), @"<b>aa<i>b<u>b</u></i></b><u><i>cc</i></u>");
}

#[test]
fn commands_links_and_names_lead_where_they_should() {
    insta::assert_snapshot!(
        html("/status @wang #street https://example.org/?a=1&amp;b=2"),
        @r#"<button class="link" form="f-say" name="text" value="/status@muster_demo_bot">/status</button> <span class="tag">@wang</span> <span class="tag">#street</span> <a target="_blank" rel="noopener noreferrer" href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a>"#
    );
    insta::assert_snapshot!(
        html("<a href=\"https://t.me/muster_demo_bot?start=join_330502\">come</a>"),
        @r#"<button class="link" form="f-start" name="payload" value="join_330502">come</button>"#
    );
}

#[test]
fn links_and_buttons_do_not_stand_in_each_other() {
    let nested = json!([
        { "type": "text_link", "offset": 0, "length": 7, "url": "https://example.org" },
        { "type": "bot_command", "offset": 0, "length": 5 },
    ]);
    insta::assert_snapshot!(
        marked("/join x", nested),
        @r#"<a target="_blank" rel="noopener noreferrer" href="https://example.org"><span class="tag">/join</span> x</a>"#
    );
}

#[test]
fn only_addresses_that_are_safe_to_open_are_links() {
    let bot = "muster_demo_bot";
    for refused in [
        "javascript:alert(1)",
        "data:text/html,x",
        " JavaScript:alert(1)",
        "file:///etc/passwd",
        "x y.z",
        "plain",
    ] {
        assert_eq!(way(refused, bot), None, "{refused}");
    }
    assert_eq!(way("example.org/a", bot), Some(Way::Outside("http://example.org/a".into())));
    assert_eq!(
        way("https://t.me/muster_demo_bot?startgroup=bind_x", bot),
        Some(Way::AddToGroup("bind_x".into()))
    );
    assert_eq!(way("https://t.me/Muster_Demo_Bot/", bot), Some(Way::Private));
    assert!(matches!(way("https://t.me/share/url?url=x", bot), Some(Way::Telegram(_))));
    assert!(matches!(way("tg://user?id=5", bot), Some(Way::Telegram(_))));
    let link = json!([{ "type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)" }]);
    insta::assert_snapshot!(marked("x", link), @r#"<span class="tag">x</span>"#);
}

/// Letters that turn the direction of writing, or are not seen, are there as they were typed.
#[test]
fn strange_letters_are_shown_as_typed() {
    for typed in
        ["\u{202e}evil\u{202c}", "a\u{200b}b\u{200d}c", "עברית", "\u{2066}x", "e\u{301}\u{302}\u{303}", "🏳️‍🌈"]
    {
        assert_eq!(shown(&Formatted::typed(typed)), typed);
    }
}
