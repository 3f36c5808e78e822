//! A bulletin in words: sections one below the other, as HTML or plain.

use super::figures::{Change, Figures, Line};
use super::{Bulletin, Section};
use crate::features::context::Context;
use crate::i18n::{self, Locale, Say};
use crate::say;
use crate::telegram::length::{shorten, units};

/// The areas that are named fill at most so much of a message.
const NAMED: usize = 2400;

/// So few areas are named at the top, and in no list of their own.
const FEW: usize = 3;

/// Of a name so much is shown among others.
const NAME: usize = 40;

/// A bulletin that is to be put into words.
#[derive(Clone, Copy)]
pub(super) struct Page<'p> {
    pub cx: &'p Context,
    pub locale: Locale,
    pub of: &'p Bulletin,
    pub figures: &'p Figures,
    /// Without markup, for where there is none.
    pub bare: bool,
}

impl Page<'_> {
    fn say(&self, say: &Say) -> String {
        match self.bare {
            true => self.cx.texts.plain(self.locale, say),
            false => self.cx.texts.html(self.locale, say),
        }
    }

    /// The whole of it.
    pub fn text(&self) -> String {
        let intro =
            (!self.of.intro.is_empty()).then(|| self.say(&say!("bulletins-intro", text = &self.of.intro)));
        let head = [Some(self.say(&say!("bulletins-head", title = self.title()))), self.reached()];
        let head = head.into_iter().flatten().collect::<Vec<_>>().join("\n");
        let sections = [
            (Section::Totals, self.totals()),
            (Section::Best, self.best()),
            (Section::Behind, self.behind()),
            (Section::Pictures, self.pictures()),
        ];
        let sections =
            sections.into_iter().filter(|(section, _)| self.of.has(*section)).map(|(_, text)| text);
        let blocks = [Some(head), intro].into_iter().chain(sections);
        blocks.flatten().collect::<Vec<_>>().join("\n\n")
    }

    /// `通报 · 第 2 周（6月28日 – 7月4日）`
    pub fn title(&self) -> Say {
        let Figures { first, last, week, .. } = self.figures;
        say!("bulletins-title", week = *week, first = i18n::day(*first), last = i18n::day(*last))
    }

    /// How many areas kept up, and which did not where they are few.
    fn reached(&self) -> Option<String> {
        let (all, behind) = (self.figures.areas, self.figures.behind.len());
        if all == 0 || !self.of.has(Section::Behind) {
            return None;
        }
        let kept = all - behind;
        Some(self.say(&match behind {
            0 => say!("bulletins-reached-all", all = all),
            _ if behind <= FEW => {
                let names =
                    self.figures.behind.iter().map(|line| self.cx.texts.plain(self.locale, &days(line)));
                let names = self.cx.texts.list(self.locale, names);
                say!("bulletins-reached-few", kept = kept, all = all, names = names)
            }
            _ => say!("bulletins-reached", kept = kept, all = all, behind = behind),
        }))
    }

    fn totals(&self) -> Option<String> {
        let Figures { photos, heads, signups, senders, .. } = self.figures;
        Some(self.say(&say!(
            "bulletins-totals",
            photos = photos.now,
            photos_change = change(*photos),
            heads = heads.now,
            heads_change = change(*heads),
            people = *senders,
            signups = signups.now,
            signups_change = change(*signups),
        )))
    }

    fn best(&self) -> Option<String> {
        let mut lines = vec![self.say(&say!("bulletins-best"))];
        for (at, line) in self.figures.best.iter().enumerate() {
            let (place, area) = (at + 1, shorten(&line.area, NAME));
            lines.push(self.say(&match line.each {
                Some(each) => say!(
                    "bulletins-best-each",
                    place = place,
                    area = area,
                    reached = line.reached,
                    owed = line.owed,
                    each = hundredths(each)
                ),
                None => say!(
                    "bulletins-best-photos",
                    place = place,
                    area = area,
                    reached = line.reached,
                    owed = line.owed,
                    photos = line.photos
                ),
            }));
        }
        (lines.len() > 1).then(|| lines.join("\n"))
    }

    /// All who are behind by name, as many as fit; the rest is counted.
    fn behind(&self) -> Option<String> {
        let behind = &self.figures.behind;
        if behind.len() <= FEW {
            return None;
        }
        let mut row = String::new();
        let mut named = 0;
        for line in behind {
            let item = self.say(&days(line));
            if units(&row) + units(&item) > NAMED {
                break;
            }
            if named > 0 {
                row.push_str(" · ");
            }
            row.push_str(&item);
            named += 1;
        }
        let mut lines = vec![self.say(&say!("bulletins-behind", count = behind.len())), row];
        if named < behind.len() {
            lines.push(self.say(&say!("bulletins-behind-more", count = behind.len() - named)));
        }
        Some(lines.join("\n"))
    }

    fn pictures(&self) -> Option<String> {
        let mut lines = vec![self.say(&say!("bulletins-pictures"))];
        for (at, pictured) in self.figures.pictures.iter().enumerate() {
            let area = shorten(&pictured.area, NAME);
            lines.push(self.say(&say!(
                "bulletins-picture",
                place = at + 1,
                area = area,
                day = i18n::day(pictured.day)
            )));
        }
        (lines.len() > 1).then(|| lines.join("\n"))
    }
}

/// `安吉县 5/7 天`
fn days(line: &Line) -> Say {
    say!("bulletins-days", area = shorten(&line.area, NAME), reached = line.reached, owed = line.owed)
}

fn change(change: Change) -> Say {
    match change.before.map(|before| change.now - before) {
        None => say!("bulletins-change-none"),
        Some(0) => say!("bulletins-change-same"),
        Some(more) if more > 0 => say!("bulletins-change-more", n = more),
        Some(less) => say!("bulletins-change-less", n = -less),
    }
}

/// `3.25`, without noughts at its end.
fn hundredths(number: i64) -> String {
    let written = format!("{}.{:02}", number / 100, number % 100);
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}
