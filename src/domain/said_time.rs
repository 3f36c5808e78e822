//! A time of day as people write it: `9:30`, `9点半`, `晚上八点`, `7 pm`.

use chrono::NaiveTime;

/// Chinese digits, each at its value.
const DIGITS: &str = "零一二三四五六七八九";

/// Words before the hour, and whether they mean the second half of the day.
const PARTS: [(&str, bool); 10] = [
    ("早上", false),
    ("早晨", false),
    ("上午", false),
    ("凌晨", false),
    ("中午", true),
    ("下午", true),
    ("傍晚", true),
    ("晚上", true),
    ("早", false),
    ("晚", true),
];

/// The time of day that a text says; none where it says none. `24:00` is midnight.
pub fn said_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_lowercase().replace(['：', '.', '時', '时', '點'], ":").replace('点', ":");
    let (mut rest, mut late) = (text.as_str(), None);
    for (word, second) in PARTS {
        if let Some(behind) = rest.strip_prefix(word) {
            (rest, late) = (behind.trim(), Some(second));
            break;
        }
    }
    for (word, second) in [("am", false), ("pm", true), ("a:m:", false), ("p:m:", true)] {
        if let Some(before) = rest.strip_suffix(word) {
            (rest, late) = (before.trim(), Some(second));
            break;
        }
    }
    let (hour, minute) = match rest.split_once(':') {
        Some((hour, minute)) => (number(hour)?, minutes(minute.trim())?),
        // A bare number is an hour only where something else says so.
        None => (late.and_then(|_| number(rest))?, 0),
    };
    if hour == 12 && text.starts_with('晚') {
        return Some(NaiveTime::MIN).filter(|_| minute == 0);
    }
    let hour = match late {
        Some(true) if (1..12).contains(&hour) => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    if (hour, minute) == (24, 0) {
        return Some(NaiveTime::MIN);
    }
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn minutes(text: &str) -> Option<u32> {
    let text = text.trim_end_matches('分');
    match text {
        "" | "整" => Some(0),
        "半" => Some(30),
        "一刻" => Some(15),
        "三刻" => Some(45),
        _ => number(text).filter(|minutes| *minutes < 60),
    }
}

/// `9`, `09`, `九`, `十二`, `二十`, `两`.
fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 3 {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().filter(|_| text.len() <= 2);
    }
    let text = text.replace(['两', '兩'], "二").replace('〇', "零");
    let digit = |text: &str| {
        let mut chars = text.chars();
        let (Some(digit), None) = (chars.next(), chars.next()) else { return None };
        DIGITS.chars().position(|known| known == digit).and_then(|at| u32::try_from(at).ok())
    };
    match text.split_once('十') {
        None => digit(text.strip_prefix('零').filter(|rest| !rest.is_empty()).unwrap_or(&text)),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_read_as_people_write_them() {
        let read = |text: &str| said_time(text).map(|time| time.format("%H:%M").to_string());
        for (text, time) in [
            ("9:30", "09:30"),
            ("09：05", "09:05"),
            ("9点", "09:00"),
            ("九点半", "09:30"),
            ("九點一刻", "09:15"),
            ("晚上八点", "20:00"),
            ("下午3点20分", "15:20"),
            ("中午十二点", "12:00"),
            ("凌晨十二点", "00:00"),
            ("二十一点零五分", "21:05"),
            ("两点", "02:00"),
            ("20時", "20:00"),
            ("7 pm", "19:00"),
            ("7:15am", "07:15"),
            ("24:00", "00:00"),
            ("晚上十二点", "00:00"),
        ] {
            assert_eq!(read(text).as_deref(), Some(time), "{text}");
        }
        for text in ["", "9", "25:00", "9:60", "noon", "九", "点半", "9:5:5", "1000:00", "明天九点"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
