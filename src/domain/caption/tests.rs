use proptest::prelude::*;

use super::*;

fn said(caption: &str) -> Option<u32> {
    match headcount(caption) {
        Headcount::Said(n) => Some(n),
        Headcount::Unsaid => None,
        Headcount::AskBack(n) => panic!("{caption}: asks back about {n}"),
    }
}

#[test]
fn headcounts_are_read_in_every_writing() {
    for caption in [
        "12人",
        "12个人",
        "12個人",
        "12名",
        "12位",
        "12人次",
        "\u{ff11}\u{ff12}人",
        "十二人",
        "12 people",
        "12 persons",
        "12 volunteers",
        "12 Volunteers",
        "12 人",
        "12名志愿者",
        "三里桥 清理河道 12人",
        "月河街12人",
        "6月21日12人",
        "参与人员12人。",
        "12\u{200b}人",
        "十二名党员",
        "12人行动",
        "12人工作",
        "12人大扫除",
        "12人家",
        "12余人",
        "十二个人",
        "5人+7人",
        "12-person crew",
        "3号楼12人",
        "12人和3号楼",
        "12人清理人民路",
        "志愿者12名,一人一岗",
        "第3组12人",
        "目前12人",
        "12人文明劝导",
        "12人家访",
        "12人物资搬运",
        "12人大会战",
        "12人为老人理发",
    ] {
        let expected = if caption == "12人家" { None } else { Some(12) };
        assert_eq!(said(caption), expected, "{caption}");
    }
}

#[test]
fn chinese_numerals_are_read_up_to_thousands() {
    for (caption, n) in [
        ("两人", 2),
        ("兩人", 2),
        ("十人", 10),
        ("二十人", 20),
        ("二十一人", 21),
        ("一百人", 100),
        ("一百二十人", 120),
        ("一百零五人", 105),
        ("九百九十九人", 999),
        ("一二〇人", 120),
        ("三四个人", 3),
        ("二三十人", 20),
        ("二十多人", 20),
        ("三十余名", 30),
        ("二百零三人", 203),
        ("两百人", 200),
        ("两百一十人", 210),
        ("一百二人", 120),
        ("一百二十三人", 123),
        ("廿人", 20),
        ("廿三人", 23),
        ("卅五名", 35),
        ("一百廿人", 120),
        ("貳拾伍人", 25),
        ("壹佰零捌名", 108),
        ("十五位", 15),
        ("〇三人", 3),
    ] {
        assert_eq!(said(caption), Some(n), "{caption}");
    }
    assert_eq!(headcount("两千人"), Headcount::AskBack(2000));
    assert_eq!(headcount("一万二千人"), Headcount::AskBack(12_000));
    assert_eq!(headcount("一万二人"), Headcount::AskBack(12_000));
    assert_eq!(headcount("一千零二人"), Headcount::AskBack(1002));
}

#[test]
fn several_are_added() {
    assert_eq!(said("党员5人,群众12人"), Some(17));
    assert_eq!(said("党员5人\u{ff0c}群众12人"), Some(17));
    assert_eq!(said("5 people and 3 volunteers"), Some(8));
    assert_eq!(said("党员十人群众二十人"), Some(30));
    assert_eq!(said("党员\u{ff15}人,群众十二名,學生廿位,3 volunteers"), Some(40));
    assert_eq!(said("上午8人次 下午十二人次"), Some(20));
}

#[test]
fn what_is_no_headcount_is_not_one() {
    for caption in [
        "",
        "清理河道",
        "3人民路",
        "2026年6月21日",
        "人民路12号",
        "3人行道",
        "12人居环境整治",
        "3人工湖",
        "第3位",
        "第三名",
        "第12人",
        "前三名",
        "三位一体",
        "3名单",
        "3位数",
        "统一人员",
        "周一人",
        "百人",
        "千人计划",
        "12",
        "330502",
        "0人",
        "1.5人",
        "一人一档",
        "个人",
        "人人参与",
        "工人12",
        "3人大代表",
        "12 peoples",
        "12 personnel",
        "5人防工程",
    ] {
        assert_eq!(said(caption), None, "{caption}");
    }
}

#[test]
fn too_many_are_asked_back() {
    assert_eq!(headcount("999人"), Headcount::Said(999));
    assert_eq!(headcount("1000人"), Headcount::AskBack(1000));
    assert_eq!(headcount("1,200人"), Headcount::AskBack(1200));
    assert_eq!(headcount("600人,600人"), Headcount::AskBack(1200));
    assert_eq!(headcount("99999999999999999999999人"), Headcount::AskBack(u64::MAX));
    assert_eq!(headcount("1000人").counted(), 1);
    assert_eq!(headcount("").counted(), 1);
}

#[test]
fn a_caption_needs_two_letters_besides_numbers() {
    for caption in ["扫街", "三里桥 12人", "ok", "一桥", "#河道清理", "代王奶奶", "río", "12人 扫地"]
    {
        assert!(has_words(caption), "{caption}");
    }
    for caption in [
        "",
        "12人",
        "12人次",
        "十二人",
        "12 people",
        "十二",
        "桥",
        "👍👍👍",
        "2026-06-21",
        "1 2 3",
        "a",
        "\u{200b}\u{200b}",
        "。。。",
        "桥12",
    ] {
        assert!(!has_words(caption), "{caption}");
    }
}

#[test]
fn a_photo_is_posted_for_somebody_else() {
    for (caption, name) in [
        ("代王奶奶", "王奶奶"),
        ("代 王奶奶", "王奶奶"),
        ("代王奶奶发", "王奶奶"),
        ("代王奶奶打卡 三里桥", "王奶奶"),
        ("三里桥清理河道 12人 代王奶奶", "王奶奶"),
        ("三里桥,代王奶奶,12人", "王奶奶"),
        ("代:李大爷", "李大爷"),
        ("代王奶奶12人", "王奶奶"),
        ("代谢阿姨", "谢阿姨"),
        ("代王奶奶等三人 三里桥", "王奶奶"),
        ("代阿依古丽·买买提发", "阿依古丽·买买提"),
        ("代 Anna 发", "Anna"),
    ] {
        assert_eq!(on_behalf_of(caption).as_deref(), Some(name), "{caption}");
    }
    for caption in [
        "",
        "代",
        "现代广场",
        "时代大道",
        "党代表",
        "代表村委",
        "代办点",
        "年代 老街",
        "5代 人",
        "代12人",
        "代代相传",
        "代十二人",
        "代 ",
    ] {
        assert_eq!(on_behalf_of(caption), None, "{caption}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(caption in r"[\PC人名位个十百千万零一两代第0-90-9,. ]{0,40}") {
        headcount(&caption);
        has_words(&caption);
        on_behalf_of(&caption);
    }

    #[test]
    fn one_more_phrase_is_so_many_more(caption in "[a-z清理河道 ,。]{0,20}([0-9]{1,2}人)?", n in 1u32..100) {
        let before = said(&caption).unwrap_or(0);
        prop_assert_eq!(said(&format!("{caption},{n}人")), Some(before + n));
    }

    #[test]
    fn full_width_digits_are_digits(n in 0u32..2000, unit in "(人|名|位|个人|人次| people)") {
        let half = format!("河道 {n}{unit}");
        let full: String = half.chars().map(|c| if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c) } else { c }).collect();
        prop_assert_eq!(headcount(&half), headcount(&full));
    }

    /// What is written out in Chinese numerals reads as the same number, in every way to write it.
    #[test]
    fn numerals_read_back(n in 1u32..1000, way in 0usize..4, unit in "(人|名|位|个人|人次|個人)") {
        let plain = chinese(n);
        let written = match way {
            0 => plain,
            1 => plain.replace('二', "貳").replace('十', "拾").replace('百', "佰").replace('三', "叁"),
            // Short for 二十 and 三十, where a tens stands alone or behind hundreds.
            2 => plain.replace("二十", "廿").replace("三十", "卅"),
            _ => n.to_string().chars().filter_map(|c| "〇一二三四五六七八九".chars().nth(c.to_digit(10)? as usize)).collect(),
        };
        // 二三 read digit by digit is "two or three".
        let few = way == 3 && (10..100).contains(&n) && n % 10 == n / 10 + 1;
        prop_assert_eq!(said(&format!("{written}{unit}")), Some(if few { n / 10 } else { n }));
    }

    /// However headcounts are written and mixed, they are added; what stands between adds nothing.
    #[test]
    fn headcounts_of_all_writings_are_added(counts in prop::collection::vec((1u32..60, 0usize..4), 1..6)) {
        let written = counts.iter().map(|&(n, way)| match way {
            0 => format!("{n}人"),
            1 => format!("{}名", chinese(n)),
            2 => format!("{n} people"),
            _ => n.to_string().chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c)).chain("位".chars()).collect(),
        });
        let caption = format!("三里桥清理:{}", written.collect::<Vec<_>>().join("、"));
        prop_assert_eq!(said(&caption), Some(counts.iter().map(|&(n, _)| n).sum()));
        prop_assert!(has_words(&caption));
    }

    /// Marks that nobody sees change nothing of what a caption says.
    #[test]
    fn invisible_marks_change_nothing(caption in "[清理河道代王奶奶0-9十二人名位 ]{0,24}", at in 0usize..24, mark in "[\u{200b}\u{200f}\u{202e}\u{2060}\u{feff}\u{fe0f}]") {
        let mut marked: Vec<char> = caption.chars().collect();
        marked.insert(at.min(marked.len()), mark.chars().next().unwrap_or(' '));
        let marked: String = marked.into_iter().collect();
        prop_assert_eq!(headcount(&marked), headcount(&caption));
        prop_assert_eq!(has_words(&marked), has_words(&caption));
        prop_assert_eq!(on_behalf_of(&marked), on_behalf_of(&caption));
    }
}

fn chinese(n: u32) -> String {
    let digit = |d: u32| "零一二三四五六七八九".chars().nth(d as usize).unwrap_or('零').to_string();
    let (hundreds, tens, ones) = (n / 100, n / 10 % 10, n % 10);
    let mut text = String::new();
    if hundreds > 0 {
        text += &(digit(hundreds) + "百");
    }
    match tens {
        0 if hundreds > 0 && ones > 0 => text.push('零'),
        0 => {}
        1 if hundreds == 0 => text.push('十'),
        tens => text += &(digit(tens) + "十"),
    }
    if ones > 0 { text + &digit(ones) } else { text }
}
