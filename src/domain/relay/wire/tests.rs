use super::super::{Kept, Place, What};
use super::*;

fn report(html: &str) -> Report {
    Report {
        what: What::Digest,
        campaign: "城乡人居环境提升百日攻坚".into(),
        area: Place { code: "3305".into(), name: "湖州市".into() },
        day: chrono::NaiveDate::from_ymd_opt(2026, 6, 21).unwrap_or_default(),
        from: None,
        locale: "zh-CN".into(),
        title: "湖州市 · 6月21日".into(),
        html: html.into(),
        cut: "……后面还有，全文见 Telegram。".into(),
        figures: json!({ "photos": 3, "quota": 9 }),
        picture: Some(Kept { hash: "ab".into() }),
        alone: false,
    }
}

const HTML: &str = "<b>湖州市 · 6月21日（第 1 天 / 102）</b>\n3/9 张，36 人次\n\n安吉县 0/3\n<a href=\"https://t.me/b?start=x\">查看</a> &lt;at user_id=\"all\"&gt;";

/// Each request as it goes over the line.
#[test]
fn requests_in_every_format() {
    let picture: &[u8] = &[0x89, b'P', b'N', b'G', 1];
    let mut shown = String::new();
    for format in [Format::Json, Format::Wecom, Format::Dingtalk, Format::Feishu] {
        let request = request(
            format,
            &report(HTML),
            "relay:city:digest:1",
            Some("secret"),
            Some(picture),
            1_782_043_200_123,
        );
        let body: Value = serde_json::from_str(&request.body).expect("JSON");
        shown.push_str(&format!(
            "== {}\nquery {:?}\nheaders {:?}\n{}\n",
            format.name(),
            request.query,
            request.headers,
            serde_json::to_string_pretty(&body).expect("JSON")
        ));
    }
    let alone = Report { alone: true, ..report("") };
    let image = request(Format::Wecom, &alone, "k", None, Some(picture), 0).body;
    insta::assert_snapshot!(format!("{shown}== wecom, the picture\n{image}\n"));
}

#[test]
fn nothing_is_longer_than_they_take() {
    let long = "<b>一二三四五六七八九十</b> \"引号\"\n".repeat(3000);
    for html in [long.as_str(), &"长".repeat(30_000)] {
        let body = |format| request(format, &report(html), "k", Some("s"), None, 0).body;
        let wecom: Value = serde_json::from_str(&body(Format::Wecom)).expect("JSON");
        let content = wecom["markdown"]["content"].as_str().expect("text");
        assert!(content.len() <= 4096 && content.len() > 3900, "{}", content.len());
        assert!(content.ends_with("\n……后面还有，全文见 Telegram。"), "{content}");
        assert!(body(Format::Dingtalk).len() <= 20_000);
        assert!(body(Format::Feishu).len() <= 20 * 1024);
        assert!(body(Format::Feishu).contains("后面还有"));
    }
}

#[test]
fn answers_mean_what_their_makers_say() {
    let later = |format, answer| matches!(judge(format, 200, None, answer), Verdict::Later(..));
    let refused = |format, answer| matches!(judge(format, 200, None, answer), Verdict::Refused(_));
    assert_eq!(judge(Format::Wecom, 200, None, r#"{"errcode":0,"errmsg":"ok"}"#), Verdict::Taken);
    assert!(later(Format::Wecom, r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#));
    assert!(refused(Format::Wecom, r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#));
    assert!(refused(Format::Dingtalk, r#"{"errcode":310000,"errmsg":"sign not match"}"#));
    assert!(later(Format::Dingtalk, r#"{"errcode":130101,"errmsg":"send too fast"}"#));
    assert_eq!(judge(Format::Feishu, 200, None, r#"{"code":0,"msg":"success","data":{}}"#), Verdict::Taken);
    assert_eq!(
        judge(Format::Feishu, 200, None, r#"{"StatusCode":0,"StatusMessage":"success"}"#),
        Verdict::Taken
    );
    assert!(later(Format::Feishu, r#"{"code":9499,"msg":"too many request"}"#));
    assert!(refused(Format::Feishu, r#"{"code":9499,"msg":"Bad Request"}"#));
    assert!(later(Format::Feishu, r#"{"code":11232,"msg":"frequency limited"}"#));
    assert!(refused(Format::Feishu, r#"{"code":19021,"msg":"sign match fail"}"#));
    assert!(later(Format::Feishu, "<html>proxy</html>"));
    assert_eq!(judge(Format::Json, 204, None, ""), Verdict::Taken);
    assert!(
        matches!(judge(Format::Json, 429, Some(7), ""), Verdict::Later(_, Some(wait)) if wait.num_seconds() == 7)
    );
    assert!(matches!(judge(Format::Json, 503, None, ""), Verdict::Later(..)));
    assert!(matches!(judge(Format::Json, 404, None, ""), Verdict::Refused(_)));
    assert!(matches!(judge(Format::Json, 302, None, ""), Verdict::Refused(_)));
}
