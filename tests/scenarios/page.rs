//! The page of `muster demo` in a real browser. Where there is none these scenarios are left out, which is said;
//! with `CI` set they fail then.
//!
//! `MUSTER_PICTURES=1` leaves pictures of the windows in `target/browser/`.

mod acts;
mod looks;
mod trouble;

use std::path::PathBuf;

use muster::config::Locale;

use crate::browser::Window;
use crate::visitor::{Beginning, Visitor, comes};

/// From the printed link to the picture at the desk: the five steps of the tour, by its own button.
#[tokio::test(flavor = "multi_thread")]
async fn the_tour_leads_to_the_picture_at_the_desk() {
    comes("the_tour", Beginning::default(), async |visitor| takes_the_tour(visitor, "3/3", "吴兴区").await)
        .await;
}

/// The same in English, for somebody who reads no Chinese and has a phone.
#[tokio::test(flavor = "multi_thread")]
async fn the_tour_is_taken_on_a_phone_in_english() {
    let window = Window { language: "en-GB", ..Window::PHONE };
    let beginning = Beginning { window, locale: Locale::En, ..Beginning::default() };
    comes("the_tour_on_a_phone", beginning, async |visitor| {
        visitor.finds_all_within_the_window().await;
        takes_the_tour(visitor, "3/3", "Wuxing").await;
        visitor.finds_all_within_the_window().await;
    })
    .await;
}

async fn takes_the_tour(visitor: &Visitor, full: &str, area: &str) {
    let step = async |step: &str| {
        visitor.sees(&format!("#tour[data-step='{step}']"), "").await;
        visitor.is_pictured(&format!("tour-{step}-{area}")).await;
    };
    step("0").await;
    if visitor.asks("find('#tour-go').dataset.pick === undefined").await == true {
        visitor.clicks("#tour-go").await;
        visitor.is_in("wuxing").await;
    }
    visitor.clicks("#tour-go[data-pick]").await;
    visitor.waits("all('#picked li').length === 3").await;
    visitor.clicks("#send").await;
    visitor.sees("#chat .msg.mine .reactions", "👍").await;
    visitor.reads(full).await;
    step("2").await;
    visitor.clicks("#tour-go").await;

    step("3").await;
    visitor.clicks("#tour-go").await;
    visitor.is_in("shen").await;
    visitor.reads(full).await;
    step("4").await;
    visitor.clicks("#tour-go").await;
    visitor.is_in("desk").await;
    visitor.reads(area).await;
    visitor.waits("find('#chat .msg img[src]').naturalWidth > 300").await;
    step("5").await;
    visitor.clicks("#tour-go").await;
    visitor.sees_no("#tour").await;
}

/// A photograph, or what calls itself one, as a file on the visitor's disk.
fn own_file(visitor: &Visitor, name: &str, bytes: &[u8]) -> PathBuf {
    let path = visitor.folder().join(name);
    std::fs::write(&path, bytes).expect("space");
    path
}
