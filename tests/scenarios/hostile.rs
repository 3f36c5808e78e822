//! Pictures and captions that mean no good, or know no better: each gets one clear line, or is taken
//! as it is, and never changes a count.

use crate::photos::town_with_li;
use crate::town::people::{Draft, Group, Person, file_of, photo, photo_of};
use crate::town::pictures;

/// One line each, no count, and the chat goes on.
#[tokio::test]
async fn what_is_no_picture_gets_one_line() {
    let (town, group, li) = town_with_li("hostile").await;
    let good = pictures::jpeg("good.jpg");
    let heic = [b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".as_slice(), &[0; 500]].concat();
    let files: Vec<(&str, &str, &str, Vec<u8>)> = vec![
        ("truncated", "a.jpg", "image/jpeg", good[..good.len() / 3].to_vec()),
        ("heic", "IMG_1.HEIC", "image/heic", heic.clone()),
        ("heic named jpg", "IMG_2.jpg", "image/jpeg", heic),
        ("text named jpg", "b.jpg", "image/jpeg", b"hello, this is no picture".to_vec()),
        ("bomb", "c.png", "image/png", pictures::bomb(30_000, 30_000)),
        ("long bomb", "d.png", "image/png", pictures::bomb(4_000_000_000, 3)),
        ("thin strip", "h.png", "image/png", pictures::bomb(30_000, 4)),
        ("empty", "e.jpg", "image/jpeg", Vec::new()),
        ("only a header", "f.jpg", "image/jpeg", vec![0xff, 0xd8, 0xff, 0xe0]),
        ("noise behind a header", "g.jpg", "image/jpeg", [good[..600].to_vec(), vec![0x5a; 4000]].concat()),
    ];
    let mut told = String::new();
    for (what, name, mime, bytes) in files {
        li.posts(file_of(name, mime, bytes).caption("三里桥 清理 5人")).await;
        told += &format!("{what}: {}\n", only_line(&group).await);
    }
    for (what, bytes) in [("photo of nothing", Vec::new()), ("photo of text", b"no picture".to_vec())] {
        li.posts(photo_of(bytes).caption("三里桥 清理 5人")).await;
        told += &format!("{what}: {}\n", only_line(&group).await);
    }
    li.posts(photo_of(pictures::strip(20, 4000)).caption("三里桥 清理 5人")).await;
    told += &format!("absurd shape: {}\n", only_line(&group).await);
    insta::assert_snapshot!("hostile_pictures", told);
    counts(&group, &li, "0/3").await;
    li.posts(photo("fine.jpg").caption("三里桥 清理")).await;
    group.sees_reaction("👍").somewhere().await;
    counts(&group, &li, "1/3").await;
    town.finish().await;
}

/// Reads the one line that a photo got, and its reaction.
async fn only_line(group: &Group) -> String {
    let line = group.next_message().await.text();
    group.sees_reaction("🤔").somewhere().await;
    group.sees_nothing_else().await;
    line
}

/// In an album the broken one is told apart, and the others count.
#[tokio::test]
async fn one_bad_picture_spoils_no_album() {
    let (town, group, li) = town_with_li("spoilt").await;
    let draft = Draft::together([
        photo("1.jpg").caption("三里桥 清理"),
        photo_of(b"no picture".to_vec()),
        photo("2.jpg"),
    ]);
    let posted = li.posts(draft).await;
    group.sees_reaction("👍").on(&posted).await;
    insta::assert_snapshot!("album_with_a_broken_one", group.next_message().await.text());
    counts(&group, &li, "2/3").await;
    group.sees_nothing_else().await;
    town.finish().await;
}

/// What reads the same and mentions nobody.
fn without_mention(caption: &str) -> String {
    caption.replace("@nobody", "@\u{200b}nobody")
}

/// What people type appears as they typed it, wherever it appears.
#[tokio::test]
async fn captions_appear_as_typed() {
    let (town, group, li) = town_with_li("captions").await;
    let desk = town.desk_chat("330502").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    let long = "月河街清理河道,".repeat(128);
    let captions = [
        "<b>粗</b> &amp; <a href=\"https://x.example\">点</a> </i>",
        "*星* _线_ `码` [名](https://x.example) @nobody #标签",
        "\u{202e}倒过来 אבג \u{200f}RTL\u{202c} 清理",
        long.trim_end_matches(','),
    ];
    for (n, caption) in captions.into_iter().enumerate() {
        let posted = li.posts(photo(&format!("{n}.jpg")).caption(caption)).await;
        group.sees_reaction("👍").on(&posted).await;
    }
    group.reads_all().await;
    lead.whispers("/review").await;
    for caption in &captions[..3] {
        lead.finds_page_again(&without_mention(caption)).await;
    }
    town.passes_until("20:00").await;
    town.passes(chrono::TimeDelta::seconds(40)).await;
    let relayed: String =
        desk.all_messages().await.iter().map(|seen| seen.message.text().to_owned() + "\n").collect();
    for caption in captions {
        // Marks that would turn the rest of the message around are left out; all that shows is there.
        let shown = without_mention(caption).replace(['\u{202e}', '\u{202c}'], "");
        assert!(relayed.contains(&shown), "{shown}\nis not in\n{relayed}");
    }
    lead.reads_all().await;
    town.admin().reads_all().await;
    town.finish().await;
}

/// Spaces, invisible marks, numbers and punctuation are no words: they are asked about.
#[tokio::test]
async fn captions_without_words_are_asked_about() {
    let (town, group, li) = town_with_li("spaces").await;
    for (n, caption) in
        ["   ", "\u{200b}\u{2060}\u{feff}", "12人", "。。。!!!", "十二", "👍👍"].into_iter().enumerate()
    {
        li.posts(photo(&format!("{n}.jpg")).caption(caption)).await;
        group.sees("一句话").await;
        group.sees_reaction("🤔").somewhere().await;
        group.sees_nothing_else().await;
        town.passes(chrono::TimeDelta::minutes(11)).await;
    }
    counts(&group, &li, "0/3").await;
    town.finish().await;
}

async fn counts(group: &Group, person: &Person, count: &str) {
    person.says("/status").await;
    group.sees(count).await;
}

/// A file that Telegram does not hand out, since it is too big or gone.
#[tokio::test]
async fn what_telegram_does_not_hand_out_gets_a_line() {
    use muster::emulator::Post;
    let (town, group, li) = town_with_li("toobig").await;
    let big = Post::document("big.jpg", "image/jpeg", pictures::jpeg("big")).caption("三里桥 清理");
    li.posts(Draft::of(big.declared_size(21 << 20))).await;
    let big = only_line(&group).await;
    town.foresees("tried again");
    // Once it might be there later; asked again and again it is gone.
    town.telegram().fails_times(
        "getFile",
        4,
        crate::town::refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable"),
    );
    li.posts(photo("gone.jpg").caption("三里桥 清理")).await;
    let gone = only_line(&group).await;
    insta::assert_snapshot!("not_handed_out", format!("{big}\n{gone}"));
    counts(&group, &li, "0/3").await;
    town.finish().await;
}
