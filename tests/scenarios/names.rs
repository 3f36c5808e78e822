//! Names that people give themselves, wherever the bot shows them.

use crate::town::Town;
use crate::town::people::photo;

/// Names that would like to be more than names, with what stands in their place.
fn names() -> Vec<(String, String)> {
    let closed = |name: &str| format!("\u{2068}{name}\u{2069}");
    vec![
        // Another line, by any of its names.
        ("Li\u{2028}吴兴区 3/3\u{85}ok\u{b}.".into(), "Li 吴兴区 3/3 ok .".into()),
        // What turns the rest of the line around.
        ("Wang\u{202e}gnaF".into(), closed("Wang\u{202e}gnaF\u{202c}")),
        ("\u{2069}\u{2069}Sun".into(), closed("Sun")),
        ("שרה כהן".into(), closed("שרה כהן")),
        ("👨‍👩‍👧‍👦 一家人".into(), "👨‍👩‍👧‍👦 一家人".into()),
        ("名".repeat(64), "名".repeat(64)),
    ]
}

/// Each stands in its one line of private answers, group lines and boards.
#[tokio::test]
async fn a_name_stays_in_its_place() {
    let town = Town::named("names").at("2026-06-21 09:00").await;
    let group = town.field_chat("330502").await;
    let lead = town.lead("Chen Jing").of("330502").await;
    for (place, (typed, shown)) in names().into_iter().enumerate() {
        let person = group.volunteer(&typed).await;
        person.opens_the_bot().await;
        person.reads_all().await;
        person.whispers("/me").await;
        let me = person.next_message().await;
        assert_eq!(me.message.text().lines().next().map(|line| line.contains(&shown)), Some(true), "{me:?}");
        person.posts(photo(&format!("{place}.jpg")).caption("三里桥 清理 3人")).await;
    }
    group.reads_all().await;
    lead.whispers("/digest").await;
    let digest = lead.next_message().await;
    let text = digest.message.text();
    let opened = text.chars().filter(|c| ('\u{2066}'..='\u{2068}').contains(c)).count();
    let closed = text.chars().filter(|c| *c == '\u{2069}').count();
    assert_eq!(opened, closed, "{text:?}");
    assert!(!text.contains(['\u{2028}', '\u{85}', '\u{b}']), "{text:?}");
    group.reads_all().await;
    lead.reads_all().await;
    town.finish().await;
}

/// Of whom nothing can be seen, the number is shown.
#[tokio::test]
async fn a_blank_name_has_a_stand_in() {
    let town = Town::named("blank").at("2026-06-21 09:00").await;
    let li = town.newcomer("\u{3164}\u{200b}");
    li.opens_the_bot().await;
    li.next_message().await.says(&format!("#{}", li.user().0));
    town.finish().await;
}
