//! From a sheet to its picture.

use super::sheet::Sheet;
use super::texts::{Mark, Voice, one_line};
use crate::blocking;
use crate::domain::name;
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
    blocking::run(move || {
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
    let parts: Vec<_> = parts.iter().map(|part| name::isolated(part)).collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::super::sheet::tests::sheet_of;
    use super::*;
    use crate::i18n::Texts;

    fn demo_photo(name: &str) -> Result<Vec<u8>, Failure> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo/photos");
        Ok(std::fs::read(folder.join(name))?)
    }

    /// Set `MUSTER_LOOK` to a folder to look at what is drawn.
    #[test]
    fn a_picture_is_drawn_also_where_a_photo_is_gone() -> Result<(), Failure> {
        let (fonts, texts) = (Fonts::new(), Texts::embedded());
        let captions = [
            "三里桥 清理河道 12人",
            "月河街楼道和车棚都清了，堆放的旧家具请物业拉走，明天再来看一遍，邻居们都说好 8人",
            "Cleaned the path behind the school with 6 people",
            "代王奶奶 院子扫干净了",
        ];
        let mut sheet = sheet_of(&captions);
        sheet.photos[0].place = Some("三里桥".into());
        sheet.below[1] = Some("月河街道".into());
        sheet.photos[3].on_behalf = Some("王奶奶".into());
        let mut photos = ["bridge.jpg", "friends.jpg", "seeding.jpg"]
            .map(demo_photo)
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?;
        photos.push(Vec::new());
        for (locale, mark) in
            [(Locale::ZhCn, Mark::Whole), (Locale::En, Mark::Corrected(sheet.photos[3].posted_at))]
        {
            let voice = Voice { texts: &texts, locale, zone: chrono_tz::Asia::Shanghai };
            let jpeg = picture(&fonts, &voice, &sheet, mark, &photos);
            let drawn = crate::imaging::open(&jpeg, &crate::imaging::Limits::default());
            assert!(drawn.is_ok(), "it can be sent");
            if let Some(folder) = std::env::var_os("MUSTER_LOOK") {
                std::fs::write(std::path::Path::new(&folder).join(format!("{}.jpg", locale.tag())), &jpeg)?;
            }
        }
        assert_eq!(
            below(&Voice { texts: &texts, locale: Locale::ZhCn, zone: chrono_tz::Asia::Shanghai }, &sheet, 3),
            "10:30 · 王奶奶"
        );
        Ok(())
    }
}
