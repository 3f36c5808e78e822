//! Reports by mail.
//!
//! A letter's Message-ID is made of its key, so that a mail that went twice, since the answer to the
//! first was lost, is recognised by the servers and programs behind.

use std::error::Error as _;
use std::time::{Duration, SystemTime};

use anyhow::Context as _;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls as ClientTls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncTransport, Tokio1Executor};
use secrecy::{ExposeSecret, SecretString};

use super::{Server, Tls};
use crate::clock::Time;
use crate::domain::relay::Report;
use crate::domain::relay::wire::{Verdict, kind_of};
use crate::error::Failure;

/// Hands mails to one server.
pub(super) struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    to: Vec<Mailbox>,
    hidden: Vec<SecretString>,
}

impl Post {
    pub fn new(server: Server, patience: Duration) -> Result<Self, Failure> {
        let Server { host, port, tls, from, to, login } = server;
        let from: Mailbox = from.parse().context("a relay's sender is no mail address")?;
        let to = to.iter().map(|to| to.parse()).collect::<Result<Vec<Mailbox>, _>>();
        let to = to.context("a relay's reader has no mail address")?;
        let parameters = || TlsParameters::new(host.clone()).context("TLS cannot be used");
        let tls = match tls {
            Tls::StartTls => ClientTls::Required(parameters()?),
            Tls::Implicit => ClientTls::Wrapper(parameters()?),
            Tls::None => ClientTls::None,
        };
        // The name of this machine is nobody's business.
        let hello = ClientId::Domain(from.email.domain().to_owned());
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&host)
            .port(port)
            .tls(tls)
            .hello_name(hello)
            .timeout(Some(patience));
        let mut hidden = Vec::new();
        if let Some((user, password)) = login {
            transport = transport.credentials(Credentials::new(
                user.expose_secret().to_owned(),
                password.expose_secret().to_owned(),
            ));
            hidden = vec![password];
        }
        Ok(Post { transport: transport.build(), from, to, hidden })
    }

    pub async fn send(&self, report: &Report, key: &str, picture: Option<Vec<u8>>, now: Time) -> Verdict {
        let message = match self.message(report, key, picture, now) {
            Ok(message) => message,
            Err(failure) => return Verdict::Refused(format!("it cannot be written as a mail: {failure:#}")),
        };
        match self.transport.send(message).await {
            Ok(_) => Verdict::Taken,
            Err(error) => {
                let mut why = error.to_string();
                if let Some(cause) = error.source() {
                    why = format!("{why}: {cause}");
                }
                for secret in &self.hidden {
                    why = why.replace(secret.expose_secret(), "…");
                }
                // 5xx is for good; a server that cannot be reached or trusted may be tomorrow.
                if error.is_permanent() { Verdict::Refused(why) } else { Verdict::Later(why, None) }
            }
        }
    }

    fn message(
        &self,
        report: &Report,
        key: &str,
        picture: Option<Vec<u8>>,
        now: Time,
    ) -> Result<Message, Failure> {
        let id = format!("<{}@{}>", &blake3::hash(key.as_bytes()).to_hex()[..32], self.from.email.domain());
        let mut message = Message::builder()
            .from(self.from.clone())
            .subject(one_line(&report.title))
            .message_id(Some(id))
            .date(SystemTime::from(now));
        for to in &self.to {
            message = message.to(to.clone());
        }
        let texts = MultiPart::alternative()
            .singlepart(SinglePart::plain(report.text()))
            .singlepart(SinglePart::html(page(report)));
        let Some(bytes) = picture else { return Ok(message.multipart(texts)?) };
        let kind = kind_of(&bytes);
        let name = format!("{}.{}", report.day, if kind == "image/png" { "png" } else { "jpg" });
        let picture = Attachment::new(name).body(bytes, ContentType::parse(kind)?);
        Ok(message.multipart(MultiPart::mixed().multipart(texts).singlepart(picture))?)
    }
}

/// A subject is one line: what is more would be further headers.
fn one_line(title: &str) -> String {
    title.split(char::is_control).collect::<Vec<_>>().join(" ")
}

/// Telegram's HTML is HTML, but for its lines and a few tags, which browsers pass over.
fn page(report: &Report) -> String {
    let body = report.html.replace('\n', "<br>\n");
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"></head>\n<body>{body}</body></html>\n",
        report.locale
    )
}
