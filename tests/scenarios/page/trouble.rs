//! When something goes wrong: a reload, the network, the bot itself.

use crate::visitor::{Beginning, comes};

/// A reload, and a second look at the same address, keep who one is, the chat and what was typed.
#[tokio::test(flavor = "multi_thread")]
async fn a_reload_keeps_the_place_and_the_draft() {
    comes("a_reload", Beginning::default(), async |visitor| {
        visitor.plays("wang").await;
        visitor.goes_into("wuxing").await;
        visitor.types("还没写完").await;
        visitor.reloads().await;
        visitor.is_in("wuxing").await;
        visitor.waits("new URLSearchParams(location.search).get('as') === 'wang'").await;
        visitor.waits("find('#text').value === '还没写完'").await;
        visitor.goes_into("wang").await;
        visitor.waits("find('#text')?.value !== '还没写完'").await;
        visitor.browser.goes_back().await;
        visitor.is_in("wuxing").await;
        visitor.waits("find('#text').value === '还没写完'").await;
    })
    .await;
}

/// The bot is cut off, people go on posting, it is started again: the page shows what waited, and that nothing is
/// lost.
#[tokio::test(flavor = "multi_thread")]
async fn a_crash_loses_nothing_and_the_page_shows_it() {
    comes("a_crash", Beginning::default(), async |visitor| {
        visitor.clicks("#trouble-button").await;
        visitor.clicks("#trouble-crash").await;
        visitor.sees("#trouble-revive", "").await;
        visitor.browser.presses("\u{e00c}").await;
        visitor.sees_no("#trouble").await;
        visitor.sees("#trouble-button.on", "").await;

        visitor.picks(&["creek", "dogs", "fig"]).await;
        visitor.says("二里桥 清理河道 12人").await;
        visitor.reads("二里桥 清理河道 12人").await;
        visitor.clicks("#trouble-button").await;
        visitor.sees("#figure-updates dd", "3").await;
        visitor.is_pictured("crashed").await;
        visitor.clicks("#trouble-revive").await;
        visitor.sees("#trouble-crash", "").await;
        visitor
            .waits(
                "find('#figure-updates dd').innerText === '0' && find('#figure-outbox dd').innerText === '0'",
            )
            .await;
        visitor.sees("#figure-lost.good dd", "0").await;
        visitor.browser.presses("\u{e00c}").await;
        visitor.sees("#chat .msg.mine .reactions", "👍").await;
        visitor.reads("3/3").await;
    })
    .await;
}

/// Telegram is down; what is posted meanwhile is counted when it is back.
#[tokio::test(flavor = "multi_thread")]
async fn an_outage_is_made_up_for() {
    comes("an_outage", Beginning::default(), async |visitor| {
        visitor.clicks("#trouble-button").await;
        visitor.clicks("#trouble-down").await;
        visitor.sees("#trouble-down[aria-pressed=true]", "").await;
        visitor.browser.presses("\u{e00c}").await;
        visitor.sees_no("#trouble").await;
        visitor.picks(&["meadow"]).await;
        visitor.says("山脚草坪 捡拾垃圾 8人").await;
        visitor.reads("山脚草坪").await;
        visitor.waits("!find('#chat .msg.mine .reactions')").await;
        visitor.clicks("#trouble-button").await;
        visitor.clicks("#trouble-none").await;
        visitor.browser.presses("\u{e00c}").await;
        visitor.sees("#chat .msg.mine .reactions", "👍").await;
    })
    .await;
}
