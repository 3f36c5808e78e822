//! Addresses, as Telegram checks them before it makes a link of them.

/// The address if it is sound, else what is wrong with it in Telegram's words.
pub(super) fn checked(address: &str) -> Result<&str, String> {
    let lower = address.to_ascii_lowercase();
    if let Some(inner) = ["tg:", "ton:"].iter().find_map(|scheme| lower.strip_prefix(scheme)) {
        return if host(inner.trim_start_matches("//")).0.is_empty() {
            wrong("URL host is empty")
        } else {
            Ok(address)
        };
    }
    let rest = match lower.split_once("://") {
        Some(("http" | "https", rest)) => rest,
        Some((scheme, _)) if !scheme.contains(['/', '?', '#', '@', ':', '[', ']']) => {
            return wrong("Unsupported URL protocol");
        }
        _ => lower.as_str(),
    };
    let (host, port) = host(rest);
    if port.is_some_and(|port| port.parse::<u16>().map_or(true, |port| port == 0)) {
        return wrong("Wrong port number specified in the URL");
    }
    match host {
        "" => wrong("URL host is empty"),
        "." => wrong("Host is invalid"),
        _ if host.contains(|letter: char| letter.is_ascii() && !allowed(letter)) => {
            wrong("Disallowed character in URL host")
        }
        _ if !host.contains('.') => wrong("Wrong HTTP URL"),
        _ => Ok(address),
    }
}

fn wrong(why: &str) -> Result<&'static str, String> {
    Err(why.to_owned())
}

/// The host and the port of an address without its scheme.
fn host(rest: &str) -> (&str, Option<&str>) {
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let place = place.rsplit_once('@').map_or(place, |(_, place)| place);
    place.rsplit_once(':').map_or((place, None), |(host, port)| (host, Some(port)))
}

fn allowed(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "%.-_!$,~*'();&+=".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::checked;

    #[test]
    fn addresses_are_judged_as_telegram_judges_them() {
        for good in
            ["https://t.me/muster_bot?start=x", "t.me/a", "例子.cn", "tg://user?id=5", "http://1.2.3.4:80/x"]
        {
            assert_eq!(checked(good), Ok(good));
        }
        for (bad, why) in [
            ("", "URL host is empty"),
            ("https://", "URL host is empty"),
            ("ftp://e.cn", "Unsupported URL protocol"),
            ("https://localhost/x", "Wrong HTTP URL"),
            ("https://a b.cn", "Disallowed character in URL host"),
            ("https://e.cn:99999/", "Wrong port number specified in the URL"),
        ] {
            assert_eq!(checked(bad), Err(why.to_owned()), "{bad}");
        }
    }
}
