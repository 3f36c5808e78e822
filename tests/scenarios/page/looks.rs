//! What a visitor has before them: languages, a phone's width, names for who cannot see.

use muster::config::Locale;

use crate::browser::Window;
use crate::visitor::{Beginning, Visitor, comes};

/// Every part of the page has names for a screen reader, whatever is open.
#[tokio::test(flavor = "multi_thread")]
async fn every_control_has_a_name() {
    comes("names", Beginning::default(), async |visitor| {
        visitor.hears_names_of_all().await;
        visitor.picks(&["creek"]).await;
        visitor.hears_names_of_all().await;
        visitor.says("二里桥 清理河道 12人").await;
        visitor.sees("#chat .msg.mine .reactions", "👍").await;
        visitor.hears_names_of_all().await;
        for (opens, opened) in [
            ("#attach", "#tray"),
            ("#commands-button", "#commands"),
            ("#more-button", "#more"),
            ("#chat-menu-button", "#chat-menu"),
            ("#trouble-button", "#trouble"),
            ("#chat .msg.mine [data-picture]", "#viewer"),
        ] {
            visitor.clicks(opens).await;
            visitor.sees(opened, "").await;
            visitor.hears_names_of_all().await;
            visitor.is_pictured(&format!("open-{}", opened.trim_start_matches('#'))).await;
            visitor.browser.presses("\u{e00c}").await;
            visitor.sees_no(opened).await;
        }
        visitor.opens_the_menu_of(".msg.mine", "二里桥").await;
        visitor.hears_names_of_all().await;
        for (person, chat) in [("zang", "zang"), ("chen", "desk"), ("zhou", "zhou"), ("shen", "shen")] {
            visitor.plays(person).await;
            visitor.goes_into(chat).await;
            visitor.hears_names_of_all().await;
        }
    })
    .await;
}

/// On a phone of 360 pixels nothing sticks out, in any language, in the list, in chats, in what opens.
#[tokio::test(flavor = "multi_thread")]
async fn a_phones_width_is_enough() {
    let beginning = Beginning { window: Window::PHONE, ..Beginning::default() };
    comes("a_phone", beginning, async |visitor| {
        for language in ["en", "zh-TW", "zh-CN"] {
            visitor.opens(&format!("/?as=chen&chat={}&lang={language}", visitor.chat("nanxun").0)).await;
            visitor.finds_all_within_the_window().await;
            visitor.is_pictured(&format!("phone-chat-{language}")).await;
            visitor.clicks("[data-back]").await;
            visitor.sees("#chats", "").await;
            visitor.finds_all_within_the_window().await;
            visitor.is_pictured(&format!("phone-list-{language}")).await;
            for (opens, opened) in
                [("#persona-button", "#people"), ("#trouble-button", "#trouble"), ("#more-button", "#more")]
            {
                visitor.clicks(opens).await;
                visitor.sees(opened, "").await;
                visitor.finds_all_within_the_window().await;
                visitor.is_pictured(&format!("phone-{}-{language}", opened.trim_start_matches('#'))).await;
                visitor.browser.presses("\u{e00c}").await;
                visitor.sees_no(opened).await;
            }
            visitor.goes_into("chen").await;
            for (opens, opened) in
                [("#clock-chip", "#clock"), ("#attach", "#tray"), ("#commands-button", "#commands")]
            {
                visitor.clicks(opens).await;
                visitor.sees(opened, "").await;
                visitor.finds_all_within_the_window().await;
                visitor.is_pictured(&format!("phone-{}-{language}", opened.trim_start_matches('#'))).await;
                visitor.browser.presses("\u{e00c}").await;
                visitor.sees_no(opened).await;
            }
        }
    })
    .await;
}

/// The page speaks the reader's language, and another one when that is chosen.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_speaks_three_languages() {
    comes("languages", Beginning::default(), async |visitor| {
        let speaks = async |tag: &str, word: &str| {
            visitor.waits(&format!("document.documentElement.lang === '{tag}'")).await;
            visitor.sees("#clock", word).await;
            visitor.is_pictured(&format!("desktop-{tag}")).await;
        };
        speaks("zh-CN", "周日").await;
        for (tag, word) in [("zh-TW", "週日"), ("en", "Sunday"), ("zh-CN", "周日")] {
            visitor.clicks("#more-button").await;
            visitor.clicks(&format!("#more [data-lang={tag}]")).await;
            speaks(tag, word).await;
        }
    })
    .await;
}

/// Who reads English and plays in English is shown no Chinese but the names of the other languages.
#[tokio::test(flavor = "multi_thread")]
async fn an_english_demo_is_english() {
    let window = Window { language: "en-GB", ..Window::DESKTOP };
    let beginning = Beginning { window, locale: Locale::En, ..Beginning::default() };
    comes("english", beginning, async |visitor| {
        visitor.waits("document.documentElement.lang === 'en'").await;
        for (person, chat) in
            [("li", "wuxing"), ("chen", "nanxun"), ("chen", "desk"), ("chen", "chen"), ("zhou", "zhou")]
        {
            visitor.plays(person).await;
            visitor.goes_into(chat).await;
            has_no_chinese(visitor).await;
        }
    })
    .await;
}

async fn has_no_chinese(visitor: &Visitor) {
    let chinese = visitor
        .asks(
            r"all('body *').filter((e) => !e.closest('[data-lang]') && [...e.childNodes].some((n) => n.nodeType === 3 && /\p{Script=Han}/u.test(n.data)))
               .map((e) => e.textContent).concat(all('[aria-label], [alt], [placeholder], [title]').flatMap((e) =>
                 ['aria-label', 'alt', 'placeholder', 'title'].map((name) => e.getAttribute(name) ?? '')).filter((text) => /\p{Script=Han}/u.test(text)))",
        )
        .await;
    assert_eq!(chinese, serde_json::json!([]), "Chinese on an English page");
}
