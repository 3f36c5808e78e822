//! What relays besides Telegram get of a digest.

use chrono::NaiveDate;
use serde_json::json;

use super::Digest;
use crate::clock::Time;
use crate::domain::ids::AreaId;
use crate::domain::relay::What;
use crate::error::Failure;
use crate::features::context::Context;
use crate::features::relays;
use crate::i18n::{self, Locale};
use crate::store::Tx;

/// Hands a digest to the relays that want it; `cause` is what called for it, where that was not the day's close.
pub(super) fn report(
    tx: &mut Tx,
    cx: &Context,
    (day, cause): (NaiveDate, Option<&str>),
    (area, locale): (AreaId, Locale),
    digest: &Digest,
    picture: Option<&str>,
    now: Time,
) -> Result<(), Failure> {
    let tree = cx.tree(tx)?;
    let Some(of) = tree.get(area) else { return Ok(()) };
    let photos = |(area, photos): &(AreaId, u32)| {
        let of = tree.get(*area)?;
        Some(json!({ "area": of.code, "name": of.name, "photos": photos, "quota": cx.quota(&tree, of, day) }))
    };
    let photos: Vec<_> = digest.counts.iter().filter_map(photos).collect();
    let key = format!("digest:{day}:{area}{}", cause.map(|cause| format!(":{cause}")).unwrap_or_default());
    let report = relays::Report {
        key: &key,
        what: What::Digest,
        area,
        locale,
        day,
        from: None,
        title: &format!("{} · {}", of.name, cx.texts.plain(locale, &i18n::day(day))),
        html: &digest.html,
        picture,
        figures: json!({ "areas": photos }),
    };
    relays::report(tx, cx, &report, now).map(drop)
}
