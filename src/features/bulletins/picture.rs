//! The three photos of a week, drawn as one picture.

use super::Bulletin;
use super::drawn::Drawn;
use super::figures::Figures;
use super::store::votes;
use super::text::Page;
use crate::blocking;
use crate::domain::name;
use crate::error::Failure;
use crate::features::context::Tools;
use crate::i18n::{self, Locale};
use crate::imaging::collage::Photo;
use crate::imaging::week::{self, Week};
use crate::say;

/// Draws a bulletin's photos in each of these languages: nothing where there are none, or none counts any more.
pub async fn draw(
    tools: &Tools,
    of: &Bulletin,
    figures: &Figures,
    locales: &[Locale],
) -> Result<Vec<Drawn>, Failure> {
    let photos = figures.photos_shown();
    if photos.is_empty() {
        return Ok(Vec::new());
    }
    let shown = tools.store.read(move |read| votes::shown(read, &photos)).await?;
    if shown.is_empty() {
        return Ok(Vec::new());
    }
    let (tools, of, figures, locales) = (tools.clone(), of.clone(), figures.clone(), locales.to_vec());
    blocking::run(move || {
        // A file that is gone meanwhile takes its photo along.
        let read = |photo: votes::Shown| tools.media.read(&photo.content).ok().map(|file| (photo, file));
        let (shown, files): (Vec<votes::Shown>, Vec<Vec<u8>>) = shown.into_iter().filter_map(read).unzip();
        if shown.is_empty() {
            return Ok(Vec::new());
        }
        locales
            .iter()
            .map(|&locale| {
                let jpeg = jpeg(&tools, &of, &figures, locale, &shown, &files);
                Ok(Drawn { locale, hash: tools.media.keep(&jpeg)?, bytes: jpeg.len() })
            })
            .collect()
    })
    .await?
}

fn jpeg(
    tools: &Tools,
    of: &Bulletin,
    figures: &Figures,
    locale: Locale,
    shown: &[votes::Shown],
    files: &[Vec<u8>],
) -> Vec<u8> {
    let cx = &*tools.cx;
    let words: Vec<(String, String)> = shown
        .iter()
        .map(|photo| {
            let pictured = figures.pictures.iter().find(|pictured| pictured.photo == photo.photo.get());
            let area = pictured.map_or("", |pictured| pictured.area.as_str());
            let below = say!("bulletins-picture-below", area = area, day = i18n::day(photo.day));
            (name::shown(&photo.caption).unwrap_or_default(), cx.texts.plain(locale, &below))
        })
        .collect();
    let photos = files.iter().zip(&words).map(|(bytes, (caption, place))| Photo { bytes, caption, place });
    let page = Page { cx, locale, of, figures, bare: true };
    week::draw(
        &cx.fonts,
        &Week {
            title: &cx.texts.plain(locale, &say!("bulletins-pictures")),
            period: &cx.texts.plain(locale, &page.title()),
            photos: photos.collect(),
            campaign: &cx.config.campaign.name,
        },
    )
}
