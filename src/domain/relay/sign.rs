//! Signatures, each as its maker wants it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha2::{Digest, Sha256};

/// Seconds or milliseconds of UTC, as each maker has it.
pub type Stamp = i64;

fn hmac(key: &[u8], message: &[&[u8]]) -> Vec<u8> {
    // Any length of key is taken.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    for part in message {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// DingTalk: the secret signs `timestamp\nsecret`, milliseconds. It goes into the address, where the
/// caller escapes it.
pub fn dingtalk(secret: &str, milliseconds: Stamp) -> String {
    let message = format!("{milliseconds}\n{secret}");
    STANDARD.encode(hmac(secret.as_bytes(), &[message.as_bytes()]))
}

/// Feishu: `timestamp\nsecret` is the key, and nothing is signed; seconds.
pub fn feishu(secret: &str, seconds: Stamp) -> String {
    STANDARD.encode(hmac(format!("{seconds}\n{secret}").as_bytes(), &[]))
}

/// Ours: the secret signs `timestamp.body`, seconds; hexadecimal.
pub fn json(secret: &str, seconds: Stamp, body: &[u8]) -> String {
    hexadecimal(&hmac(secret.as_bytes(), &[format!("{seconds}.").as_bytes(), body]))
}

/// What WeCom wants to have beside a picture.
pub fn md5(bytes: &[u8]) -> String {
    hexadecimal(&Md5::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out with Python's hmac and hashlib.
    #[test]
    fn signatures_are_those_that_others_work_out() {
        assert_eq!(
            dingtalk("this is secret", 1_577_262_236_757),
            "hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM="
        );
        assert_eq!(feishu("demo", 1_599_360_473), "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=");
        assert_eq!(
            json("key", 1_782_043_200, b"{}"),
            "d0ccd36f9ffc2f452fd80e7aa9d36b45b923852008f780b731f2fb6ba57e7fb0"
        );
        assert_eq!(md5(b"abc"), "900150983cd24fb0d6963f7d28e17f72");
    }
}
