//! Whatever people type into their names and captions appears as they typed it, everywhere the bot
//! shows it: it opens no tag, and mentions nobody anew.

use muster::emulator::Message;

use crate::town::Town;
use crate::town::people::{album, photo};

/// What no reader sees.
fn as_read(message: &Message) -> String {
    message.text().replace('\u{200b}', "")
}

#[tokio::test]
async fn names_and_captions_appear_as_typed_and_mention_nobody() {
    let town = Town::named("typed").at("2026-06-21 09:00").await;
    let (desk, group) = (town.desk_chat("3305").await, town.field_chat("330502").await);
    let lead = town.lead("Chen Jing").of("330502").await;
    let name = "</b>@wangfang <i>&amp; {0} *_`~ ] #tag";
    let li = group.volunteer(name).await;
    let caption =
        "<b>三里桥</b> @wangfang &lt; & \"清理\" %s { $n } [x](http://a.example) <script> \u{202e}12人";
    li.posts(album(["1.jpg", "2.jpg"]).caption(caption)).await;
    group.sees_reaction("👍").somewhere().await;
    li.posts(photo("3.jpg").caption(&format!("{caption} {}", "@a ".repeat(290)))).await;
    group.sees("3/3").await;
    for asked in ["/status", "/points", "/join", "/me"] {
        li.says(asked).await;
        group.next_message().await;
    }
    li.opens_the_bot().await;
    li.whispers("/me").await;
    lead.whispers("/review").await;
    lead.sees("三里桥").await;
    lead.whispers("/collage").await;
    town.passes_until("20:00").await;
    let relay = desk.sees_photo().captioned("吴兴区 3/3").await;
    let shown = as_read(&relay.message);
    assert!(shown.contains("<b>三里桥</b> @wangfang &lt; & \"清理\" %s { $n } [x]"), "{shown}");
    town.admin().whispers("/audit").await;
    town.passes(chrono::TimeDelta::minutes(1)).await;

    let mut named = 0;
    {
        let world = town.world();
        for chat in [desk.id(), group.id(), li.user().into(), lead.user().into(), town.admin().user().into()]
        {
            for message in world.messages(chat).into_iter().filter(|m| m.from == Some(world.bot())) {
                let mentions = message.body.entities.iter().filter(|entity| entity.kind == "mention");
                assert_eq!(mentions.count(), 0, "somebody is mentioned in:\n{}", message.text());
                let text = as_read(message);
                // Where the name is shown, it is shown whole.
                if text.contains("wangfang <i>") {
                    assert!(text.contains(name), "{text}");
                    named += 1;
                }
                assert!(!text.contains("&lt;") || text.contains("@wangfang &lt; &"), "escaped twice: {text}");
            }
        }
    }
    assert!(named >= 3, "the name was shown {named} times");
    for chat in [&*desk, &*group, &*li, &*lead, &*town.admin()] {
        chat.reads_all().await;
    }
    town.finish().await;
}
