//! What a relay says: plain text that can be forwarded anywhere as it is.

use chrono_tz::Tz;

use super::sheet::Sheet;
use crate::clock::Time;
use crate::domain::calendar::Stage;
use crate::features::photos::Counted;
use crate::i18n::{self, Arg, Locale, Say, Texts};
use crate::say;
use crate::telegram::length::{self, CAPTION, TEXT, shorten, units};

/// Captions are not shortened below this: what is shorter says nothing.
const SHORTEST: usize = 24;

/// How what is told stands to the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The day is closed, and this is what it was.
    Whole,
    /// The day still runs.
    AsOf(Time),
    /// It corrects what was relayed at the close: 更正.
    Corrected(Time),
}

/// A relay in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Below the picture; plain text of up to [`CAPTION`] units.
    pub caption: String,
    /// The captions in full, if one was shortened: plain texts of up to [`TEXT`] units.
    pub full: Vec<String>,
}

/// Where and how texts are put: the language and the campaign's zone.
#[derive(Clone, Copy)]
pub struct Voice<'t> {
    pub texts: &'t Texts,
    pub locale: Locale,
    pub zone: Tz,
}

impl Voice<'_> {
    pub fn plain(&self, say: &Say) -> String {
        self.texts.plain(self.locale, say)
    }

    /// `21:14`; with its day where that is not the sheet's.
    fn when(&self, sheet: &Sheet, at: Time) -> Arg {
        let local = at.with_timezone(&self.zone).naive_local();
        let time = i18n::time(local.time());
        if local.date() == sheet.day {
            return time.into();
        }
        say!("collage-day-time", day = i18n::day(local.date()), time = time).into()
    }

    /// 更正 and when, or until when the day is told; empty for what is whole.
    pub fn mark(&self, sheet: &Sheet, mark: Mark) -> String {
        match mark {
            Mark::Whole => String::new(),
            Mark::AsOf(at) => self.plain(&say!("collage-as-of", when = self.when(sheet, at))),
            Mark::Corrected(at) => self.plain(&say!("collage-corrected", when = self.when(sheet, at))),
        }
    }

    /// The day and where the campaign stands on it.
    pub fn day(&self, sheet: &Sheet) -> String {
        self.plain(&day(sheet.day, sheet.stage))
    }

    /// The whole relay in words.
    pub fn tell(&self, sheet: &Sheet, mark: Mark) -> Told {
        let head = self.head(sheet, mark);
        let entries = entries(&sheet.photos);
        let room = CAPTION.saturating_sub(units(&head) + 2);
        // A line each: a caption of several lines, or one that came in two parts, would break the list.
        let brief = numbered(&entries.iter().map(|entry| one_line(entry)).collect::<Vec<_>>());
        let (list, full) = if units(&brief) <= room {
            (brief, Vec::new())
        } else {
            let title = self.plain(&say!("collage-full", title = &sheet.title, day = i18n::day(sheet.day)));
            let whole = numbered(&entries);
            (self.fit(&entries, room), length::split(&format!("{title}\n\n{whole}"), TEXT))
        };
        let caption = if list.is_empty() { head } else { format!("{head}\n\n{list}") };
        // The head itself fits by far, whatever the names in it: this is the last word on it.
        Told { caption: shorten(&caption, CAPTION), full }
    }

    /// Area, count, day, 人次, and the mark above them.
    fn head(&self, sheet: &Sheet, mark: Mark) -> String {
        let title = shorten(&sheet.title, 120);
        let first = match sheet.quota {
            0 => say!("collage-head-free", title = title, photos = sheet.photos.len()),
            _ => say!("collage-head", title = title, count = sheet.count()),
        };
        let second = say!("collage-numbers", day = day(sheet.day, sheet.stage), heads = sheet.heads);
        let mut lines = vec![self.mark(sheet, mark), self.plain(&first), self.plain(&second)];
        if sheet.photos.is_empty() {
            lines.push(self.plain(&say!("collage-none-left")));
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }

    /// As many captions as fit, each as long as all of them can be.
    fn fit(&self, entries: &[String], room: usize) -> String {
        for most in [240, 160, 120, 90, 60, 40, SHORTEST] {
            let list = numbered(&shortened(entries, most));
            if units(&list) <= room {
                return list;
            }
        }
        let short = shortened(entries, SHORTEST);
        for some in (1..short.len()).rev() {
            let more = self.plain(&say!("collage-more", n = short.len() - some));
            let list = format!("{}\n{more}", numbered(&short[..some]));
            if units(&list) <= room {
                return list;
            }
        }
        String::new()
    }
}

/// A reporting day and where the campaign stands on it, as a value for another message.
pub fn day(day: chrono::NaiveDate, stage: Stage) -> Say {
    match stage {
        Stage::Day { n, of } => say!("collage-day", day = i18n::day(day), n = n, of = of),
        Stage::Rehearsal => say!("collage-day-rehearsal", day = i18n::day(day)),
        Stage::Over => i18n::day(day),
    }
}

/// What was written, once for each album.
fn entries(photos: &[Counted]) -> Vec<String> {
    let mut entries: Vec<(i64, String)> = Vec::new();
    for photo in photos {
        let text = i18n::unmentioning(&visible(&photo.caption)).into_owned();
        if !text.is_empty() && !entries.iter().any(|(album, known)| *album == photo.album && *known == text) {
            entries.push((photo.album, text));
        }
    }
    entries.into_iter().map(|(_, text)| text).collect()
}

fn shortened(entries: &[String], most: usize) -> Vec<String> {
    entries.iter().map(|entry| shorten(&one_line(entry), most)).collect()
}

fn numbered(entries: &[String]) -> String {
    let lines: Vec<String> =
        entries.iter().enumerate().map(|(place, entry)| format!("{}. {entry}", place + 1)).collect();
    lines.join("\n")
}

/// What people typed, without what would turn the lines around it: controls and marks that
/// override the direction of writing.
pub fn visible(text: &str) -> String {
    let turns = |c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|&c| !turns(c)).collect::<String>().trim().to_owned()
}

/// The same on one line, for pictures and lists.
pub fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};
    use proptest::prelude::*;

    use super::super::sheet::tests::sheet_of;
    use super::*;

    fn voice(texts: &Texts, locale: Locale) -> Voice<'_> {
        Voice { texts, locale, zone: chrono_tz::Asia::Shanghai }
    }

    fn at(day: u32, hour: u32) -> Time {
        Utc.with_ymd_and_hms(2026, 6, day, hour, 14, 0).single().unwrap_or_default()
    }

    #[test]
    fn a_relay_in_three_languages() {
        let texts = Texts::embedded();
        let mut sheet =
            sheet_of(&["三里桥 清理河道 12人", "月河街 <b>楼道</b> & 车棚", "代王奶奶 院子扫干净了"]);
        sheet.photos[1].album = 0;
        sheet.photos[2].album = 0;
        sheet.photos[2].caption = sheet.photos[0].caption.clone();
        let told = |locale, mark| voice(&texts, locale).tell(&sheet, mark);
        assert_eq!(
            told(Locale::ZhCn, Mark::Whole).caption,
            "湖州市 · 吴兴区 3/3\n6月21日（第 1 天 / 102），36 人次\n\n1. 三里桥 清理河道 12人\n2. 月河街 <b>楼道</b> & 车棚"
        );
        assert_eq!(
            told(Locale::ZhTw, Mark::Corrected(at(21, 13))).caption,
            "更正（21:14）\n湖州市 · 吴兴区 3/3\n6月21日（第 1 天 / 102），36 人次\n\n1. 三里桥 清理河道 12人\n2. 月河街 <b>楼道</b> & 车棚"
        );
        assert_eq!(
            told(Locale::En, Mark::AsOf(at(21, 7))).caption,
            "As of 15:14\n湖州市 · 吴兴区 3/3\n21 June (day 1 of 102), 36 participants\n\n1. 三里桥 清理河道 12人\n2. 月河街 <b>楼道</b> & 车棚"
        );
        assert!(
            told(Locale::ZhCn, Mark::Corrected(at(22, 1))).caption.starts_with("更正（6月22日 09:14）\n")
        );
        assert!(told(Locale::En, Mark::Whole).full.is_empty());
    }

    #[test]
    fn an_area_that_owes_nothing_and_one_that_lost_its_photos() {
        let texts = Texts::embedded();
        let free = Sheet { quota: 0, ..sheet_of(&["河道"]) };
        let told = voice(&texts, Locale::ZhCn).tell(&free, Mark::Whole).caption;
        assert!(told.starts_with("湖州市 · 吴兴区 1 张\n"), "{told}");
        let told = voice(&texts, Locale::ZhCn).tell(&sheet_of(&[]), Mark::Corrected(at(21, 13))).caption;
        assert_eq!(
            told,
            "更正（21:14）\n湖州市 · 吴兴区 0/3\n6月21日（第 1 天 / 102），0 人次\n这一天现在没有计入的照片，图是更正前的。"
        );
    }

    #[test]
    fn long_captions_are_shortened_and_follow_in_full() {
        let texts = Texts::embedded();
        let long = "清理河道两岸的垃圾".repeat(100);
        let told = voice(&texts, Locale::ZhCn).tell(&sheet_of(&[&long, "月河街", &long]), Mark::Whole);
        assert!(told.caption.contains("…\n2. 月河街\n3. 清理"), "{}", told.caption);
        assert!(units(&told.caption) > 400, "no shorter than needed");
        assert!(
            told.full[0].starts_with("湖州市 · 吴兴区 · 6月21日，说明全文\n\n1. 清理"),
            "{}",
            told.full[0]
        );
        assert_eq!(told.full.concat().matches("清理河道两岸的垃圾").count(), 200);
        let told = voice(&texts, Locale::ZhCn).tell(&sheet_of(&["12人\n月河街", "河道"]), Mark::Whole);
        assert!(told.caption.ends_with("\n1. 12人 月河街\n2. 河道"), "{}", told.caption);
        let many = vec!["一张照片的说明"; 300];
        let told = voice(&texts, Locale::ZhCn).tell(&sheet_of(&many), Mark::Whole);
        assert!(told.caption.contains("\n……另有 "), "{}", told.caption);
        assert!(told.full.concat().contains("300. 一张照片的说明"));
    }

    #[test]
    fn marks_that_turn_the_writing_around_stay_out() {
        assert_eq!(visible(" \u{202e}abc\u{202c}\n👩\u{200d}👧\u{0}"), "abc\n👩\u{200d}👧");
        assert_eq!(one_line("a\n\n b\tc"), "a bc", "a tab is a control");
    }

    proptest! {
        #[test]
        fn a_relay_is_never_too_long(captions in prop::collection::vec("\\PC{0,200}|(\\PC{20}){50}", 0..14)) {
            let texts = Texts::embedded();
            let captions: Vec<&str> = captions.iter().map(String::as_str).collect();
            let sheet = sheet_of(&captions);
            for locale in Locale::ALL {
                let told = voice(&texts, locale).tell(&sheet, Mark::Corrected(at(22, 1)));
                prop_assert!(units(&told.caption) <= CAPTION);
                prop_assert!(told.full.iter().all(|part| (1..=TEXT).contains(&units(part))));
                let cut = told.full.is_empty() && told.caption.ends_with('…');
                prop_assert!(!cut || captions.iter().any(|caption| caption.trim_end().ends_with('…')));
            }
        }
    }
}
