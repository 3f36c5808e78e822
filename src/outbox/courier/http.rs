//! Reports over HTTP. The address holds a key, so nothing here says it.

use std::time::Duration;

use anyhow::Context as _;
use reqwest::redirect::Policy;
use secrecy::{ExposeSecret, SecretString};

use crate::clock::Time;
use crate::domain::relay::wire::{self, Verdict};
use crate::domain::relay::{Format, Report};
use crate::error::Failure;

/// Of an answer no more is read: robots say little.
const ANSWER: usize = 64 << 10;

/// Posts to one address.
pub(super) struct Post {
    http: reqwest::Client,
    format: Format,
    url: SecretString,
    secret: Option<SecretString>,
}

impl Post {
    pub fn new(
        format: Format,
        url: SecretString,
        secret: Option<SecretString>,
        patience: Duration,
    ) -> Result<Self, Failure> {
        // A redirect would carry keys and names to who knows whom.
        let http = reqwest::Client::builder()
            .connect_timeout(patience)
            .timeout(patience)
            .redirect(Policy::none())
            .build()
            .context("the HTTP client could not be made")?;
        Ok(Post { http, format, url, secret })
    }

    pub async fn send(&self, report: &Report, key: &str, picture: Option<&[u8]>, now: Time) -> Verdict {
        let secret = self.secret.as_ref().map(ExposeSecret::expose_secret);
        let request = wire::request(self.format, report, key, secret, picture, now.timestamp_millis());
        let Ok(mut url) = reqwest::Url::parse(self.url.expose_secret()) else {
            return Verdict::Refused("its address is no web address".into());
        };
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        let mut post = self.http.post(url).header("Content-Type", "application/json; charset=utf-8");
        for (name, value) in &request.headers {
            // Keys of letters are ASCII, but for names of areas that somebody may put into them.
            let value: String = value.chars().filter(|c| c.is_ascii_graphic()).collect();
            post = post.header(*name, value);
        }
        match self.posted(post.body(request.body)).await {
            Ok((status, wait, answer)) => self.veiled(wire::judge(self.format, status, wait, &answer)),
            Err(error) => {
                let failure = anyhow::Error::new(error.without_url());
                self.veiled(Verdict::Later(format!("{failure:#}"), None))
            }
        }
    }

    async fn posted(
        &self,
        request: reqwest::RequestBuilder,
    ) -> Result<(u16, Option<u64>, String), reqwest::Error> {
        let mut response = request.send().await?;
        let status = response.status().as_u16();
        let wait =
            response.headers().get("Retry-After").and_then(|wait| wait.to_str().ok()?.trim().parse().ok());
        let mut answer = Vec::new();
        // What was taken was taken, whatever becomes of the rest of the answer.
        while let Ok(Some(chunk)) = response.chunk().await {
            answer.extend_from_slice(&chunk);
            if answer.len() > ANSWER {
                break;
            }
        }
        Ok((status, wait, String::from_utf8_lossy(&answer).into_owned()))
    }

    /// A verdict whose words hold nothing of the address or the secret: an answer may say them back.
    fn veiled(&self, verdict: Verdict) -> Verdict {
        match verdict {
            Verdict::Taken => Verdict::Taken,
            Verdict::Later(why, wait) => Verdict::Later(self.veil(why), wait),
            Verdict::Refused(why) => Verdict::Refused(self.veil(why)),
        }
    }

    fn veil(&self, mut why: String) -> String {
        let mut hidden = vec![self.url.expose_secret().to_owned()];
        if let Ok(url) = reqwest::Url::parse(self.url.expose_secret()) {
            hidden.extend(url.query_pairs().map(|(_, value)| value.into_owned()));
            hidden.extend(url.path_segments().into_iter().flatten().map(str::to_owned));
        }
        hidden.extend(self.secret.iter().map(|secret| secret.expose_secret().to_owned()));
        for secret in hidden.iter().filter(|secret| secret.len() >= 8) {
            why = why.replace(secret.as_str(), "…");
        }
        why
    }
}
