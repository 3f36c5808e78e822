//! From a sheet to its picture.

use super::sheet::Sheet;
use super::texts::{Mark, Voice, one_line};
use crate::error::Failure;
use crate::features::context::Tools;
use crate::i18n::{self, Locale};
use crate::imaging::Fonts;
use crate::imaging::collage::{self, Collage};
use crate::say;

/// A picture in the media folder.
#[derive(Clone, Debug)]
pub struct Kept {
    pub hash: String,
    pub bytes: usize,
}

/// Draws a sheet and keeps the picture; the transaction that names it must note the file.
pub async fn draw(tools: &Tools, sheet: &Sheet, mark: Mark, locale: Locale) -> Result<Kept, Failure> {
    let (tools, sheet) = (tools.clone(), sheet.clone());
    tokio::task::spawn_blocking(move || {
        // A photo that was erased, or whose file is gone, is drawn as an empty card.
        let photos: Vec<Vec<u8>> = sheet
            .shown
            .iter()
            .map(|&place| sheet.photos[place].content.as_deref())
            .map(|hash| hash.and_then(|hash| tools.media.read(hash).ok()).unwrap_or_default())
            .collect();
        let voice = Voice { texts: &tools.cx.texts, locale, zone: tools.cx.config.timezone };
        let jpeg = picture(&tools.cx.fonts, &voice, &sheet, mark, &photos);
        Ok(Kept { hash: tools.media.keep(&jpeg)?, bytes: jpeg.len() })
    })
    .await?
}

/// The picture as a JPEG; `photos` are the files of those that are shown.
fn picture(fonts: &Fonts, voice: &Voice, sheet: &Sheet, mark: Mark, photos: &[Vec<u8>]) -> Vec<u8> {
    let lines: Vec<(String, String)> = sheet
        .shown
        .iter()
        .map(|&place| (one_line(&sheet.photos[place].caption), below(voice, sheet, place)))
        .collect();
    let footer = match sheet.quota {
        0 => say!("collage-footer-free", photos = sheet.photos.len(), heads = sheet.heads),
        _ => say!("collage-footer", count = sheet.count(), heads = sheet.heads),
    };
    collage::draw(
        fonts,
        &Collage {
            title: &sheet.title,
            day: &voice.day(sheet),
            campaign: &sheet.campaign,
            photos: photos
                .iter()
                .zip(&lines)
                .map(|(bytes, (caption, place))| collage::Photo { bytes, caption, place })
                .collect(),
            footer: &voice.plain(&footer),
            note: &match mark {
                Mark::Corrected(_) => voice.mark(sheet, mark),
                Mark::Whole | Mark::AsOf(_) => String::new(),
            },
        },
    )
}

/// The smaller line below a photo: place, time, and in whose name it was sent.
fn below(voice: &Voice, sheet: &Sheet, place: usize) -> String {
    let photo = &sheet.photos[place];
    let time = i18n::time(photo.posted_at.with_timezone(&voice.zone).time());
    let parts =
        [photo.place.as_deref().or(sheet.below[place].as_deref()), Some(&*time), photo.on_behalf.as_deref()];
    let parts: Vec<String> =
        parts.into_iter().flatten().map(one_line).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
