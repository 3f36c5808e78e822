use super::*;

fn plain(size: f32) -> Style {
    Style::plain(size, [0, 0, 0])
}

/// How many pixels a text darkens.
fn ink(fonts: &Fonts, text: &str, style: &Style) -> usize {
    let mut canvas = Canvas::new(1200, 200, [255; 3]);
    fonts.write(&mut canvas, text, style, 10, 10, 1180);
    canvas.pixels().chunks_exact(3).filter(|pixel| pixel[0] < 200).count()
}

#[test]
fn chinese_and_latin_wrap_within_their_width_and_lines() {
    let fonts = Fonts::new();
    let text = "擦洗公交站台和宣传栏 with the students' team,劝导非机动车有序停放,并发放手册三百余份 20人";
    for (width, lines) in [(200, 2), (400, 3), (500, 1), (1500, 2), (60, 4)] {
        let block = fonts.lay(text, &plain(38.0).lines(lines), width);
        assert!(block.lines <= lines, "{} lines at {width}", block.lines);
        assert!(block.width <= width + 1, "{} wide at {width}", block.width);
        assert_eq!(block.height, (block.lines as f32 * 52.0).ceil() as u32);
    }
    assert_eq!(fonts.lay("", &plain(38.0), 400).height, 0);
    assert_eq!(fonts.lay("  \n\u{200b}", &plain(38.0), 400).height, 0);
}

#[test]
fn what_does_not_fit_ends_in_an_ellipsis() {
    let fonts = Fonts::new();
    let long = "清理河道".repeat(40);
    let block = fonts.lay(&long, &plain(38.0).lines(2), 400);
    assert_eq!(block.lines, 2);
    let last = block.buffer.layout_runs().last().expect("two lines").glyphs.last().expect("glyphs").glyph_id;
    let alone = fonts.lay("…", &plain(38.0), 400);
    let ellipsis = alone.buffer.layout_runs().next().expect("a line").glyphs[0].glyph_id;
    assert_eq!(last, ellipsis);
}

#[test]
fn nothing_is_drawn_as_a_box() {
    let fonts = Fonts::new();
    let odd = "👍🎉👨‍👩‍👧🇨🇳1️⃣❤️‍🔥👩🏽‍⚕️ ő Ł ạ \u{202e}\u{200b}\u{0}\u{7}\u{FEFF} 𠮷野家 한국어 عربى \u{E000} \u{10FFFF} ▓▓░ ✓ ① № →";
    for style in [plain(38.0), plain(38.0).bold()] {
        let block = fonts.lay(odd, &style.lines(3), 900);
        let missing =
            block.buffer.layout_runs().flat_map(|run| run.glyphs).filter(|glyph| glyph.glyph_id == 0).count();
        assert_eq!(missing, 0);
    }
}

#[test]
fn invisible_characters_change_nothing() {
    let fonts = Fonts::new();
    let seen = ink(&fonts, "三里桥 abc", &plain(40.0));
    assert!(seen > 500);
    assert_eq!(
        ink(&fonts, "\u{202e}三里\u{200b}桥\u{0} \u{feff}a\u{ad}bc\u{2066}\u{fe0f}", &plain(40.0)),
        seen
    );
    assert_eq!(ink(&fonts, "\u{E000}\u{200d}\u{fe0f}", &plain(40.0)), 0);
}

#[test]
fn symbols_names_and_emoji_are_there() {
    let fonts = Fonts::new();
    for text in [
        "·", "…", "▓", "░", "✓", "°", "×", "→", "№", "①", "溇", "喆", "ő", "漾", "👍", "🎉", "🏆", "①", "Ａ",
        "臺",
    ] {
        for style in [plain(40.0), plain(40.0).bold()] {
            assert!(ink(&fonts, text, &style) > 5, "{text}");
        }
    }
    assert!(ink(&fonts, "吴兴区", &plain(40.0).bold()) > ink(&fonts, "吴兴区", &plain(40.0)) * 11 / 10);
}

#[test]
fn text_may_lie_outside_of_the_sheet() {
    let fonts = Fonts::new();
    let mut canvas = Canvas::new(40, 20, [255; 3]);
    for (x, y) in [(-30, -10), (30, 15), (1000, 1000), (i32::MIN / 2, 0)] {
        fonts.write(&mut canvas, "吴兴区", &plain(38.0), x, y, 400);
    }
}
