//! What a visitor does with hands and keyboard.

use super::own_file;
use crate::town::pictures;
use crate::visitor::{Beginning, comes};

/// An album of the tray: two pictures in one bubble, one caption, one reaction.
#[tokio::test(flavor = "multi_thread")]
async fn an_album_from_the_tray_is_counted() {
    comes("an_album", Beginning::default(), async |visitor| {
        visitor.picks(&["creek", "dogs"]).await;
        visitor.waits("all('#picked li').length === 2").await;
        visitor.says("二里桥 清理河道 12人").await;
        visitor.reads("二里桥 清理河道 12人").await;
        visitor.waits("all('#chat .msg.mine').at(-1).querySelectorAll('img').length === 2").await;
        visitor.sees("#chat .msg.mine .reactions", "👍").await;
        visitor.waits("all('#picked li').length === 0 && !find('#picked')").await;
        // Enlarged, and turned to the other one.
        visitor.clicks("#chat .msg.mine [data-picture]").await;
        visitor.waits("find('#viewer-picture').naturalWidth > 300").await;
        visitor.clicks("#viewer-before").await;
        visitor.sees("#viewer-place", "1 / 2").await;
        visitor.clicks("#viewer-close").await;
        visitor.sees_no("#viewer").await;
    })
    .await;
}

/// Files of one's own: a photo counts; what Telegram takes for none is refused in a line.
#[tokio::test(flavor = "multi_thread")]
async fn a_photo_of_ones_own_is_counted_and_what_is_none_is_refused() {
    comes("own_files", Beginning::default(), async |visitor| {
        let photo = own_file(visitor, "mine.jpg", &pictures::jpeg("a photo of one's own"));
        let choose = async |path: &std::path::Path| {
            visitor.browser.types_into("document.querySelector('#file')", &path.display().to_string()).await;
            visitor.waits("all('#picked li').length === 1").await;
        };
        choose(&photo).await;
        visitor.says("月河街道 清理楼道 6人").await;
        visitor.sees("#chat .msg.mine .reactions", "👍").await;

        visitor.foresees("422");
        let strip = own_file(visitor, "strip.jpg", &pictures::strip(4000, 40));
        choose(&strip).await;
        visitor.clicks("#send").await;
        visitor.sees("#toasts", "strip.jpg 是 4000×40").await;
        visitor.clicks("#picked button").await;
        let letter = own_file(visitor, "letter.jpg", b"no picture at all");
        choose(&letter).await;
        visitor.clicks("#send").await;
        visitor.sees("#toasts", "letter.jpg 不是 Telegram 能显示的图片").await;
        visitor.clicks("#attach").await;
        visitor.clicks("label:has(#as-file)").await;
        visitor.clicks("#tray-done").await;
        visitor.clicks("#send").await;
        visitor.sees("#chat .msg.mine .paper", "letter.jpg").await;
    })
    .await;
}

/// Who has not signed up posts, presses the button, and is counted.
#[tokio::test(flavor = "multi_thread")]
async fn a_button_is_pressed_and_answered() {
    comes("a_button", Beginning::default(), async |visitor| {
        visitor.plays("zang").await;
        visitor.goes_into("wuxing").await;
        visitor.picks(&["fig"]).await;
        visitor.says("社区食堂 厨余分类 7人").await;
        visitor.sees("#chat .keys button", "吴兴区").await;
        visitor.clicks_on("#chat .keys button", "吴兴区").await;
        visitor.sees("#toasts p, #alert", "吴兴区").await;
        visitor.sees("#chat .msg.mine .reactions", "👍").await;
    })
    .await;
}

/// A bare photo is asked about; the answer is its caption. Then it is edited, and reacted to.
#[tokio::test(flavor = "multi_thread")]
async fn one_replies_edits_reacts_and_deletes() {
    comes("replies", Beginning::default(), async |visitor| {
        visitor.picks(&["weeds"]).await;
        visitor.clicks("#send").await;
        visitor.sees("#chat .msg.mine .reactions", "🤔").await;
        visitor.sees("#chat .msg.theirs .keys", "").await;
        visitor.opens_the_menu_of(".msg.theirs:has(.keys)", "").await;
        visitor.clicks("#message-menu [data-do=reply]").await;
        visitor.sees("#about", "").await;
        visitor.says("河埂 割草 10人").await;
        visitor.sees("#chat .msg.mine .reactions", "👍").await;
        visitor.sees("#chat .msg.mine .quote", "").await;

        visitor.opens_the_menu_of(".msg.mine", "河埂").await;
        visitor.clicks("#message-menu [data-do=edit]").await;
        visitor.waits("find('#text').value === '河埂 割草 10人'").await;
        visitor.browser.presses("\u{e010}").await;
        visitor.says("，还捡了垃圾").await;
        visitor.reads("河埂 割草 10人，还捡了垃圾").await;
        visitor.sees("#chat .msg.mine.edited", "").await;

        visitor.opens_the_menu_of(".msg.theirs", "收到").await;
        visitor.clicks("#message-menu [data-emoji='👍']").await;
        visitor.sees("#chat .msg.theirs .reactions [aria-pressed=true]", "👍").await;
        visitor.says("发错了").await;
        visitor.reads("发错了").await;
        visitor.opens_the_menu_of(".msg.mine", "发错了").await;
        visitor.clicks("#message-menu [data-do=delete]").await;
        visitor.waits("!find('#chat .msg', '发错了')").await;
    })
    .await;
}

/// Eight in the evening, by the clock; the lead reads the digest and presses a button of it.
#[tokio::test(flavor = "multi_thread")]
async fn the_lead_reads_the_evenings_digest() {
    comes("the_digest", Beginning::default(), async |visitor| {
        visitor.clicks("#tour-skip").await;
        visitor.clicks("#clock-evening").await;
        visitor.sees("#clock .hour", "20:0").await;
        visitor.plays("chen").await;
        visitor.goes_into("chen").await;
        visitor.reads("南浔区").await;
        visitor.reads("2/3").await;
        visitor.clicks_on("#chat .keys button", "审核").await;
        visitor.sees("#chat .msg.theirs:has(img) .keys button", "计入").await;
        visitor.clicks_on("#chat .keys button", "计入").await;
        visitor.reads("审完了").await;
        visitor.is_pictured("the-digest").await;
        visitor.goes_into("desk").await;
        visitor.reads("南浔区").await;
    })
    .await;
}

/// A day that is written down: the narrator tells, the visitor goes on.
#[tokio::test(flavor = "multi_thread")]
async fn a_written_day_goes_on_step_by_step() {
    let beginning = Beginning { day: Some("good"), ..Beginning::default() };
    comes("a_written_day", beginning, async |visitor| {
        visitor.sees("#told", "第一天").await;
        visitor.clicks("#day-step").await;
        visitor.sees("#told", "李伟发两张照片").await;
        visitor.goes_into("wuxing").await;
        visitor.sees("#chat .reactions", "👍").await;
        visitor.clicks("#day-step").await;
        visitor.sees("#told", "俞海燕").await;
        visitor.sees("#clock .hour", "10:05").await;
    })
    .await;
}

/// By the keyboard alone: into the composer, through the tray, sent, and round to another person.
#[tokio::test(flavor = "multi_thread")]
async fn everything_is_within_reach_of_the_keyboard() {
    comes("by_keyboard", Beginning::default(), async |visitor| {
        let (tab, enter, space, down) = ("\u{e004}", "\u{e007}", " ", "\u{e015}");
        let tabs_to = async |css: &str| {
            for _ in 0..80 {
                if visitor.asks(&format!("document.activeElement.matches('{css}')")).await == true {
                    return;
                }
                visitor.browser.presses(tab).await;
            }
            panic!("Tab never comes to {css}");
        };
        visitor.browser.asks("document.activeElement.blur(); return null").await;
        tabs_to("#text").await;
        visitor.browser.presses("大家好").await;
        visitor.browser.presses(enter).await;
        visitor.reads("大家好").await;

        tabs_to("#attach").await;
        visitor.browser.presses(enter).await;
        visitor.sees("#tray", "").await;
        tabs_to("#tray input[name=tray]").await;
        visitor.browser.presses(space).await;
        visitor.browser.presses(down).await;
        visitor.browser.presses(space).await;
        visitor.waits("all('#picked li').length === 2").await;
        tabs_to("#tray-done").await;
        visitor.browser.presses(enter).await;
        visitor.sees_no("#tray").await;
        tabs_to("#text").await;
        visitor.browser.presses("月河街道 两处 8人").await;
        visitor.browser.presses(enter).await;
        visitor.sees("#chat .msg.mine .reactions", "👍").await;

        tabs_to("#people a").await;
        visitor.browser.presses(down).await;
        visitor.browser.presses(enter).await;
        visitor.waits("new URLSearchParams(location.search).get('as') === 'wang'").await;
        tabs_to("#chat .msg").await;
        visitor.browser.presses(enter).await;
        visitor.sees("#message-menu", "").await;
        visitor.browser.presses("\u{e00c}").await;
        visitor.sees_no("#message-menu").await;
    })
    .await;
}
