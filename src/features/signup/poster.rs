//! The poster of `/invite`, drawn outside of any transaction.

use serde::{Deserialize, Serialize};

use crate::blocking;
use crate::clock::Time;
use crate::error::Failure;
use crate::features::context::{Context, Tools};
use crate::features::kinds;
use crate::i18n::{self, Locale};
use crate::imaging::poster::{self, Poster};
use crate::jobs::{self, Job, NewJob};
use crate::outbox::{self, Body, Letter};
use crate::say;
use crate::store::Tx;

/// A poster that somebody asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    pub area: i64,
    pub link: String,
    /// As HTML.
    pub caption: String,
    pub chat: i64,
    pub thread: i64,
    /// The name of a language.
    pub locale: String,
    /// Of the letter that brings it.
    pub key: String,
}

/// Has a poster drawn for who asked.
pub(super) fn ask(tx: &mut Tx, asked: &Asked, now: Time) -> Result<(), Failure> {
    let (key, payload) = (format!("poster:{}", asked.key), serde_json::to_string(asked)?);
    jobs::enqueue(tx, &NewJob { kind: kinds::POSTER, key, payload, due: now })
}

/// Draws a poster and sends it as a file, so that it stays sharp.
pub async fn draw(tools: &Tools, job: Job) -> Result<(), Failure> {
    let asked: Asked = serde_json::from_str(&job.payload)?;
    let locale = Locale::from_tag(&asked.locale).unwrap_or(tools.cx.config.locale);
    let (cx, area) = (tools.cx.clone(), asked.area.into());
    let named = tools
        .store
        .read(move |read| {
            let tree = cx.tree(read)?;
            let Some(area) = tree.get(area) else { return Ok(None) };
            let mut above: Vec<&str> = tree.ancestors(area.id).map(|area| area.name.as_str()).collect();
            above.reverse();
            Ok(Some((area.name.clone(), area.code.clone(), above.join(" · "))))
        })
        .await?;
    let mut letter = None;
    if let Some((area, code, above)) = named {
        let (tools, link) = (tools.clone(), asked.link.clone());
        let kept = blocking::run(move || {
            let place = Place { area: &area, code: &code, above: &above, link: &link };
            let Some(png) = picture(&tools.cx, locale, &place) else { return Ok(None) };
            Ok::<_, Failure>(Some((tools.media.keep(&png)?, png.len(), file_name(&code))))
        })
        .await??;
        letter = kept;
    }
    let now = tools.clock.now();
    tools
        .store
        .write(move |tx| {
            if let Some((hash, bytes, file_name)) = &letter {
                outbox::note_file(tx, hash, *bytes, now)?;
                let body = Body::Document {
                    hash: hash.clone(),
                    file_name: file_name.clone(),
                    html: asked.caption.clone(),
                    thread: asked.thread,
                };
                outbox::enqueue(tx, Letter::answer(&asked.key, asked.chat.into(), body), now)?;
            }
            jobs::finish(tx, job.id, now)
        })
        .await
}

/// What the poster is for.
struct Place<'a> {
    area: &'a str,
    code: &'a str,
    above: &'a str,
    link: &'a str,
}

fn picture(cx: &Context, locale: Locale, place: &Place) -> Option<Vec<u8>> {
    let campaign = &cx.config.campaign;
    let days =
        say!("signup-poster-days", from = i18n::day(campaign.starts), until = i18n::day(campaign.ends));
    let else_how = say!("signup-poster-else", bot = &cx.me.username, code = place.code);
    let plain = |say| cx.texts.plain(locale, say);
    poster::draw(
        &cx.fonts,
        &Poster {
            campaign: &campaign.name,
            days: &plain(&days),
            above: place.above,
            area: place.area,
            link: place.link,
            how: &plain(&say!("signup-poster-how")),
            else_how: &plain(&else_how),
        },
    )
}

/// Codes may hold anything; file names of them hold what every system takes.
fn file_name(code: &str) -> String {
    let code: String = code.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
    format!("muster-{code}.png")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::context;

    /// Set `MUSTER_LOOK` to a folder to look at what is drawn.
    #[test]
    fn a_poster_is_drawn_in_every_language() -> Result<(), Failure> {
        let cx = context(|config| config.campaign.name = "城乡人居环境提升百日攻坚".into());
        let link = cx.deep_link("join_330502001-k7m2p9qx");
        let place =
            Place { area: "月河街道", code: "330502001", above: "湖州市 · 吴兴区", link: &link };
        for locale in Locale::ALL {
            let png = picture(&cx, locale, &place).expect("the link fits");
            assert!(png.starts_with(b"\x89PNG"));
            if let Some(folder) = std::env::var_os("MUSTER_LOOK") {
                std::fs::write(
                    std::path::Path::new(&folder).join(format!("poster-{}.png", locale.tag())),
                    &png,
                )?;
            }
        }
        assert_eq!(file_name("浙E/吴兴.1"), "muster-E1.png");
        Ok(())
    }
}
