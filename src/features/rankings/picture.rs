//! A ranking as a picture.

use super::Ranking;
use super::criteria::CRITERIA;
use super::standing::{Row, Standing};
use super::text::Page;
use crate::blocking;
use crate::domain::ranking::{FULL, Weights, written};
use crate::error::Failure;
use crate::features::bulletins::drawn::Drawn;
use crate::features::context::{Context, Tools};
use crate::i18n::Locale;
use crate::imaging::ranking as imaging;
use crate::say;

/// So many places are drawn.
const ROWS: usize = 20;

/// Draws a ranking in each of these languages.
pub async fn draw(
    tools: &Tools,
    of: &Ranking,
    standing: &Standing,
    locales: &[Locale],
) -> Result<Vec<Drawn>, Failure> {
    let (tools, of, standing, locales) = (tools.clone(), of.clone(), standing.clone(), locales.to_vec());
    blocking::run(move || {
        locales
            .iter()
            .map(|&locale| {
                let jpeg = jpeg(&tools.cx, &of, &standing, locale);
                Ok(Drawn { locale, hash: tools.media.keep(&jpeg)?, bytes: jpeg.len() })
            })
            .collect()
    })
    .await?
}

/// The picture as a JPEG.
pub fn jpeg(cx: &Context, of: &Ranking, standing: &Standing, locale: Locale) -> Vec<u8> {
    let page = Page { bare: true, ..Page::of(cx, of, standing, locale) };
    let weights = standing.weighs();
    let legend: Vec<String> = CRITERIA
        .iter()
        .filter(|row| weights.get(row.criterion) > 0)
        .map(|row| format!("{} {}", page.say(&(row.name)()), weights.get(row.criterion)))
        .collect();
    let texts: Vec<(String, String, Vec<u32>)> = standing
        .rows
        .iter()
        .take(ROWS)
        .map(|row| (row.rank.unwrap_or_default().to_string(), written(row.score), parts(row, weights)))
        .collect();
    let rows = standing.rows.iter().zip(&texts).map(|(row, (rank, score, parts))| imaging::Row {
        rank,
        name: &row.name,
        score,
        parts: parts.clone(),
    });
    let more = standing.rows.len().saturating_sub(ROWS);
    let mut notes: Vec<String> = Vec::new();
    if standing.rows.is_empty() {
        notes.push(page.say(&say!("rankings-nobody")));
    }
    if more > 0 {
        notes.push(page.say(&say!("rankings-more", count = more)));
    }
    notes.extend(page.unranked());
    imaging::draw(
        &cx.fonts,
        &imaging::Ranking {
            title: &page.say(&page.title()),
            state: &page.say(&page.stands()),
            legend: legend.iter().map(String::as_str).collect(),
            rows: rows.collect(),
            note: &notes.join("\n"),
            campaign: &cx.config.campaign.name,
        },
    )
}

/// What each criterion that weighs something gives to the score, in thousandths of the full hundred.
fn parts(row: &Row, weights: Weights) -> Vec<u32> {
    let weighed: Vec<(u64, Option<u32>)> = CRITERIA
        .iter()
        .zip(row.norms)
        .map(|(criterion, norm)| (u64::from(weights.get(criterion.criterion)), norm))
        .filter(|(weight, _)| *weight > 0)
        .collect();
    let all: u64 = weighed.iter().filter(|(_, norm)| norm.is_some()).map(|(weight, _)| weight).sum();
    let part = |(weight, norm): &(u64, Option<u32>)| {
        let thousandths = weight * u64::from(norm.unwrap_or_default()) * 1000;
        u32::try_from(thousandths / (all.max(1) * u64::from(FULL))).unwrap_or_default()
    };
    weighed.iter().map(part).collect()
}
