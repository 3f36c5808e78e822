use proptest::prelude::*;

use super::*;

/// As the bot escapes what people typed.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

const HTML: &str = "<b>湖州市 · 6月21日\n2/3 个区县达标</b>\n\n<a href=\"https://t.me/c/1?a=1&amp;b=(2)\">吴兴区 3/3</a>\n<blockquote>王 &lt;芳&gt; *12* 人</blockquote>完";

#[test]
fn marks_go_into_each_dialect() {
    assert_eq!(plain(HTML), "湖州市 · 6月21日\n2/3 个区县达标\n\n吴兴区 3/3\n王 <芳> *12* 人完");
    assert_eq!(
        markdown(HTML, Dialect::Wecom),
        "**湖州市 · 6月21日**\n**2/3 个区县达标**\n\n[吴兴区 3/3](https://t.me/c/1?a=1&b=%282%29)\n> 王 ＜芳＞ ＊12＊ 人\n完"
    );
    assert_eq!(markdown("<b>a</b>\nb\n\nc", Dialect::Dingtalk), "**a**  \nb  \n\nc");
    assert_eq!(
        markdown("- a\n    code\n1. b-c", Dialect::Wecom),
        "－ a\n\u{a0}\u{a0}\u{a0}\u{a0}code\n1. b-c"
    );
}

#[test]
fn a_name_mentions_nobody_and_marks_nothing() {
    for name in
        ["@all", "<@userid>", "<at user_id=\"all\">", "**x**", "[x](http://evil)", "# x", "![](y)", "&lt;"]
    {
        let html = format!("<b>{}</b> 3", escaped(name));
        for dialect in [Dialect::Wecom, Dialect::Dingtalk] {
            let inner = markdown(&html, dialect);
            let inner = inner.strip_prefix("**").and_then(|rest| rest.strip_suffix("** 3")).expect("bold");
            assert!(!inner.contains(['*', '@', '<', '>', '[', ']', '#', '&']), "{name}: {inner}");
        }
    }
}

#[test]
fn a_text_is_cut_at_the_end_of_a_line() {
    let bytes = str::len;
    assert_eq!(cut("一\n二\n三", 11, 1, "…", bytes), "一\n二\n…".replace("\n二", ""));
    assert_eq!(cut("一\n二\n三", 12, 1, "…", bytes), "一\n二\n三");
    assert_eq!(cut("一二三四", 12, 1, "…", bytes), "一二\n…", "in no middle of a character");
}

proptest! {
    /// Whatever people write: no mark and no mention comes of it, and the rest of it reads as before.
    #[test]
    fn what_people_write_stays_text(text in "\\PC{0,40}|[*_`\\[\\]<>#~\\\\&@|=+ \\-]{0,20}") {
        let safe = markdown(&escaped(&text), Dialect::Wecom);
        prop_assert!(!safe.contains(['*', '_', '`', '[', ']', '<', '>', '#', '~', '\\', '&', '@', '|']));
        prop_assert!(!safe.starts_with(['-', '=', '+', ' ']));
        let narrow: String = safe.chars().map(|c| match u32::from(c) {
            wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
            0xa0 => ' ',
            _ => c,
        }).collect();
        let same: String = text.chars().map(|c| match u32::from(c) {
            wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
            0xa0 => ' ',
            _ => c,
        }).collect();
        prop_assert_eq!(narrow, same);
        prop_assert_eq!(plain(&escaped(&text)), text);
    }

    /// Bold is closed on each line that opens it, wherever a text is cut.
    #[test]
    fn no_line_leaves_a_mark_open(lines in prop::collection::vec("\\PC{0,30}", 1..12), most in 40usize..400) {
        let html = format!("<b>{}</b>", escaped(&lines.join("\n")));
        let written = cut(&markdown(&html, Dialect::Dingtalk), most, 1, "note", str::len);
        prop_assert!(written.len() < most.max(45));
        for line in written.split('\n').take(written.matches('\n').count()) {
            prop_assert!(line.matches("**").count() % 2 == 0 || written.matches('\n').count() == 1, "{}", line);
        }
    }
}
