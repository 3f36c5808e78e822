//! What a lead reads under a photo: whose, where, how many, and why it waits.

use crate::error::Failure;
use crate::features::context::Context;
use crate::i18n::{self, Locale, Say};
use crate::say;
use crate::store::Read;

use super::lines;
use super::state::{State, WaitsFor};
use super::store::{self, Submission};

/// How much of a sender's caption is shown, in Telegram's units of length (UTF-16): it takes 1,024
/// in all, and the facts around it must have room.
const SHOWN: usize = 500;

/// How much of a place's name.
const PLACE: usize = 80;

/// Everything that is known of a photo; `left` is how many wait, where it waits itself.
pub fn describe(
    read: &Read,
    cx: &Context,
    photo: &Submission,
    left: Option<u32>,
    locale: Locale,
) -> Result<String, Failure> {
    let mut says: Vec<Say> = Vec::new();
    says.push(match (photo.state, left) {
        (State::Waiting, Some(left)) => say!("photos-review-waiting", left = left),
        (State::Waiting, None) => say!("photos-review-waiting", left = 1),
        (State::Counted, _) => say!("photos-review-counted"),
        (State::Refused, _) => {
            let reason = photo.decided.map_or(say!("photos-reason-other"), |decided| decided.say());
            say!("photos-review-refused", reason = reason)
        }
        _ => say!("photos-review-changed"),
    });
    says.push(lines::whose(read, cx, photo)?);
    if let Some(album) = store::album_by_id(read, photo.album)? {
        if !album.caption.is_empty() {
            says.push(say!(
                "photos-review-caption",
                text = shortened(&i18n::unmentioning(&album.caption), SHOWN)
            ));
        }
        says.push(match album.heads {
            Some(heads) => say!("photos-review-heads", n = heads),
            None => say!("photos-review-no-heads"),
        });
        match &album.place {
            Some(place) => says.push(say!("photos-review-place", place = shortened(place, PLACE))),
            // The words of a caption are the place where nothing else is.
            None if album.caption.is_empty() && photo.lat.is_none() => {
                says.push(say!("photos-review-no-place"))
            }
            None => {}
        }
    }
    if let Some(taken) = &photo.taken_at {
        says.push(say!("photos-review-taken", at = taken));
    }
    if let (Some(lat), Some(lon)) = (photo.lat, photo.lon) {
        let place = format!("{:.5}, {:.5}", lat as f64 / 1e6, lon as f64 / 1e6);
        says.push(say!("photos-review-camera-place", place = place));
    }
    says.extend(why_it_waits(read, cx, photo)?);
    let lines: Vec<String> = says.iter().map(|say| cx.texts.html(locale, say)).collect();
    Ok(lines.join("\n"))
}

fn why_it_waits(read: &Read, cx: &Context, photo: &Submission) -> Result<Option<Say>, Failure> {
    let Some((like, _)) = photo.like else { return Ok(None) };
    let Some(other) = store::submission_by_id(read, like)? else { return Ok(None) };
    let whose = lines::whose(read, cx, &other)?;
    Ok(match photo.waits_for {
        Some(WaitsFor::Look) => Some(say!("photos-review-look", other = whose)),
        Some(WaitsFor::Again) => Some(say!("photos-review-again", other = whose)),
        _ => None,
    })
}

/// Cut between characters, and marked where it was.
fn shortened(text: &str, room: usize) -> String {
    let mut length = 0;
    for (at, c) in text.char_indices() {
        length += c.len_utf16();
        if length > room {
            return format!("{}…", &text[..at]);
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_caption_is_cut_between_characters() {
        assert_eq!(shortened("月河街", SHOWN), "月河街");
        assert_eq!(shortened(&"河".repeat(SHOWN), SHOWN).chars().count(), SHOWN);
        for c in ["河", "🌊"] {
            let cut = shortened(&c.repeat(SHOWN + 1), SHOWN);
            assert!(cut.encode_utf16().count() <= SHOWN + 1);
            assert!(cut.ends_with('…'));
        }
    }
}
