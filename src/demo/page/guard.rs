//! Who may use the page: whoever opened its link on this machine, and no other page that a browser has open.
//!
//! A page on the internet can send requests to `127.0.0.1`, and with a name of its own that leads there it can
//! even read the answers. So a request must call the server by a name that is nobody else's, and what changes
//! anything must come from the page itself, as the browser says by `Origin` and `Sec-Fetch-Site`, which no page
//! can forge. Everything that is answered carries headers that keep the page to itself.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HOST, HeaderName, ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};

use super::visit::{self, Asked};
use crate::demo::live::Live;
use crate::i18n::Say;
use crate::say;

/// What browsers may do with the page: nothing that leaves this server.
const POLICY: &str =
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// What every answer carries. (Without a referrer a form would have no origin either, so its own page gets one.)
const HEADERS: [(HeaderName, &str); 6] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The page's script says by this header that it is one; for another page's script the browser would ask first.
const BY_SCRIPT: &str = "x-muster-page";

/// The names by which the server may be called, besides `localhost` and numbers.
#[derive(Clone, Debug)]
pub struct Names {
    /// What `--listen` calls it, where that is a name.
    given: Option<String>,
    /// Whether it listens beyond this machine, so that any number may be its own.
    open: bool,
}

/// Why a request is turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stranger {
    /// It calls the server by a name that it does not have.
    Name,
    /// It comes from another page.
    Page,
}

impl Names {
    /// Those of a server that was told to listen at `host`, a name or a number, and so does at `address`.
    pub fn of(host: &str, address: IpAddr) -> Names {
        let given = Some(host.to_ascii_lowercase()).filter(|host| number(host).is_none());
        Names { given, open: !address.is_loopback() }
    }

    /// Whether a server may be called so: by `Host`, without looking at the port, which a tunnel changes.
    ///
    /// A number cannot be made to lead elsewhere, so where the server is open to others any is as good as its own.
    fn know(&self, authority: &str) -> bool {
        let host = host(authority).to_ascii_lowercase();
        match number(&host) {
            Some(number) => number.is_loopback() || self.open,
            None => host == "localhost" || self.given.as_deref() == Some(host.as_str()),
        }
    }
}

/// Lets through what may pass, and has every answer carry what keeps the page to itself.
pub fn around(router: Router, live: Live, names: Names) -> Router {
    router.layer(from_fn_with_state((live, Arc::new(names)), check)).layer(map_response(kept_to_itself))
}

async fn check(State((live, names)): State<(Live, Arc<Names>)>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let Some(stranger) = stranger(&names, request.method(), headers) else { return next.run(request).await };
    let locale = visit::locale(&Asked::default(), headers);
    let why = live.texts().plain(locale, &stranger.say(headers));
    (StatusCode::FORBIDDEN, format!("{why}\n")).into_response()
}

async fn kept_to_itself(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

impl Stranger {
    fn say(self, headers: &HeaderMap) -> Say {
        match self {
            Stranger::Name => say!("demo-guard-name", name = only(headers, &HOST).unwrap_or_default()),
            Stranger::Page => say!("demo-guard-page"),
        }
    }
}

/// Why a request is turned away; none where it may pass.
fn stranger(names: &Names, method: &Method, headers: &HeaderMap) -> Option<Stranger> {
    let Some(called) = only(headers, &HOST).filter(|called| names.know(called)) else {
        return Some(Stranger::Name);
    };
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let passes = if *method == Method::GET || *method == Method::HEAD {
        // A link may lead here from anywhere; another page's pictures and scripts may not.
        matches!(site, None | Some(b"same-origin" | b"none"))
            || headers.get("sec-fetch-mode").is_some_and(|mode| mode == "navigate")
    } else {
        match (headers.contains_key(ORIGIN), site) {
            (_, Some(site)) if site != b"same-origin" => false,
            (true, Some(_)) if headers.get(ORIGIN).is_some_and(|origin| origin == "null") => true,
            (true, _) => {
                let origin = only(headers, &ORIGIN).and_then(|origin| origin.split_once("://"));
                origin.is_some_and(|(_, origin)| origin.eq_ignore_ascii_case(called))
            }
            (false, Some(_)) => true,
            // No browser of today: what only the page's own script can say must do.
            (false, None) => headers.contains_key(BY_SCRIPT),
        }
    };
    (!passes).then_some(Stranger::Page)
}

/// A header that is there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

/// The host of `host:port` and of `[number]:port`.
fn host(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !host.ends_with(':') => host,
        _ => authority,
    }
}

/// The address that a host is, with or without brackets; none where it is a name.
fn number(host: &str) -> Option<IpAddr> {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    match bare {
        Some(bare) => bare.parse().ok().filter(IpAddr::is_ipv6),
        None => host.parse().ok().filter(IpAddr::is_ipv4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned_away(names: &Names, method: Method, headers: &[(&str, &str)]) -> Option<Stranger> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_bytes(name.as_bytes()).expect("a name"), value.parse().expect("a value"));
        }
        stranger(names, &method, &map)
    }

    fn loopback() -> Names {
        Names::of("127.0.0.1", IpAddr::from([127, 0, 0, 1]))
    }

    #[test]
    fn the_server_is_called_by_names_that_are_nobody_elses() {
        let names = loopback();
        for good in ["127.0.0.1:8080", "localhost:8080", "LocalHost", "[::1]:8080", "[::1]", "127.0.0.1:9000", "127.0.0.2"] {
            assert_eq!(turned_away(&names, Method::GET, &[("host", good)]), None, "{good}");
        }
        for bad in [
            "evil.example:8080",
            "127.0.0.1.evil.example",
            "127.0.0.1.nip.io:8080",
            "localhost.evil.example:8080",
            "localhost.:8080",
            "evil.example#127.0.0.1:8080",
            "user@127.0.0.1:8080",
            "192.168.1.5:8080",
            "0.0.0.0:8080",
            "0x7f000001",
            "2130706433:8080",
            "::1",
            "[::1",
            "",
        ] {
            assert_eq!(turned_away(&names, Method::GET, &[("host", bad)]), Some(Stranger::Name), "{bad:?}");
        }
        assert_eq!(turned_away(&names, Method::GET, &[]), Some(Stranger::Name));
        let twice = [("host", "127.0.0.1:8080"), ("host", "evil.example")];
        assert_eq!(turned_away(&names, Method::GET, &twice), Some(Stranger::Name));
    }

    #[test]
    fn whoever_opens_it_to_others_names_it_or_goes_by_its_number() {
        let open = Names::of("0.0.0.0", IpAddr::from([0, 0, 0, 0]));
        assert_eq!(turned_away(&open, Method::GET, &[("host", "192.168.1.5:8080")]), None);
        assert_eq!(turned_away(&open, Method::GET, &[("host", "evil.example")]), Some(Stranger::Name));
        let named = Names::of("Demo.Example", IpAddr::from([192, 168, 1, 5]));
        assert_eq!(turned_away(&named, Method::GET, &[("host", "demo.example:8080")]), None);
        assert_eq!(turned_away(&named, Method::GET, &[("host", "demo.example.evil")]), Some(Stranger::Name));
    }

    #[test]
    fn only_the_page_itself_changes_anything() {
        let post = |headers: &[(&str, &str)]| {
            let headers = [&[("host", "127.0.0.1:8080")], headers].concat();
            turned_away(&loopback(), Method::POST, &headers)
        };
        for own in [
            &[("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-origin")][..],
            &[("origin", "http://127.0.0.1:8080")],
            &[("origin", "null"), ("sec-fetch-site", "same-origin")],
            &[("sec-fetch-site", "same-origin")],
            &[("x-muster-page", "1")],
        ] {
            assert_eq!(post(own), None, "{own:?}");
        }
        for other in [
            &[][..],
            &[("origin", "https://evil.example")],
            &[("origin", "http://127.0.0.1:3000")],
            &[("origin", "http://localhost:8080")],
            &[("origin", "http://127.0.0.1:8080.evil.example")],
            &[("origin", "null")],
            &[("origin", "127.0.0.1:8080")],
            &[("origin", "http://127.0.0.1:8080"), ("origin", "http://127.0.0.1:8080")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "none")],
            &[("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "cross-site")],
            &[("origin", "https://evil.example"), ("sec-fetch-site", "same-origin")],
            &[("origin", "https://evil.example"), ("x-muster-page", "1")],
        ] {
            assert_eq!(post(other), Some(Stranger::Page), "{other:?}");
        }
    }

    #[test]
    fn another_page_may_link_here_but_embed_nothing() {
        let get = |site: &str, mode: &str| {
            let headers = [("host", "localhost:8080"), ("sec-fetch-site", site), ("sec-fetch-mode", mode)];
            turned_away(&loopback(), Method::GET, &headers)
        };
        assert_eq!(get("cross-site", "navigate"), None);
        assert_eq!(get("same-origin", "cors"), None);
        assert_eq!(get("none", "navigate"), None);
        for (site, mode) in [("cross-site", "no-cors"), ("same-site", "cors"), ("cross-site", "websocket")] {
            assert_eq!(get(site, mode), Some(Stranger::Page), "{site} {mode}");
        }
    }
}
