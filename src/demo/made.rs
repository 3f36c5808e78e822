//! Files that nobody would want to keep in a repository: what phones, and people with bad intentions, send
//! instead of photos. They are made when a day asks for them.

use anyhow::Context as _;

use crate::error::Failure;

/// The file of that name, if it is one that is made.
pub fn file(name: &str) -> Option<Result<Vec<u8>, Failure>> {
    Some(match name.strip_prefix("made/")? {
        "torn.jpg" => torn(),
        "huge.png" => Ok(huge(30_000, 30_000)),
        "phone.heic" => Ok(heic()),
        "letter.jpg" => Ok(b"Dear volunteers, this is a letter and no photo.\n".repeat(20)),
        _ => return None,
    })
}

/// A photo whose second half never arrived.
fn torn() -> Result<Vec<u8>, Failure> {
    let whole = super::assets::file("photos/bridge.jpg").context("the bridge comes with the program")?;
    Ok(whole[..whole.len() / 2].to_vec())
}

/// A picture as iPhones keep it, as far as its first bytes say; no program of ours opens it.
fn heic() -> Vec<u8> {
    let mut file = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    file.resize(2048, 0);
    file
}

/// A PNG of a few bytes that says it is this large: who believes it needs gigabytes.
fn huge(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[1, 0, 0, 0, 0]].concat();
    let empty_stream = [0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", &header[..]), (b"IDAT", &empty_stream), (b"IEND", &[])] {
        let body = [&kind[..], data].concat();
        out.extend((data.len() as u32).to_be_bytes());
        out.extend(&body);
        out.extend(crc32(&body).to_be_bytes());
    }
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    let bit = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| bit(crc)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_is_as_bad_as_it_should_be() {
        let made = |name: &str| file(name).expect("is made").expect("can be made");
        assert!(image::load_from_memory(&made("made/letter.jpg")).is_err());
        assert!(image::load_from_memory(&made("made/phone.heic")).is_err());
        let huge = made("made/huge.png");
        let size = image::ImageReader::new(std::io::Cursor::new(&huge)).with_guessed_format();
        assert_eq!(size.expect("a PNG").into_dimensions().expect("a header"), (30_000, 30_000));
        assert!(made("made/torn.jpg").len() > 10_000);
        assert!(file("photos/bridge.jpg").is_none() && file("made/nothing").is_none());
    }
}
