//! The time of day in a typed line: "10:00", "o 10", "at 10", "3pm".

/// The time these words begin with, in minutes, and how many of them say it.
pub(super) fn read(words: &[&str]) -> Option<(u16, usize)> {
    match words {
        ["o" | "at" | "by" | "do", word, ..] => {
            // "do 10" is a number of something; behind "o" and "at" stands a time.
            let bare = matches!(words, ["o" | "at", ..]);
            let minutes = clock(word).or_else(|| hour(word).filter(|_| bare))?;
            Some((minutes, 2))
        }
        [word, ..] => Some((clock(word)?, 1)),
        [] => None,
    }
}

/// "10:30", "9:05", "3pm", "10am".
fn clock(word: &str) -> Option<u16> {
    for (end, later) in [("am", 0), ("pm", 12)] {
        if let Some(number) = word.strip_suffix(end) {
            let hour: u16 = number.parse().ok()?;
            let hour = (1..=12).contains(&hour).then_some(hour % 12 + later)?;
            return Some(hour * 60);
        }
    }
    let (hours, minutes) = word.split_once(':')?;
    let two = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let minutes: u16 = minutes.parse().ok().filter(|_| two(minutes))?;
    let hours: u16 = hours.parse().ok().filter(|_| hours.len() <= 2)?;
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

fn hour(word: &str) -> Option<u16> {
    let hour: u16 = word.parse().ok().filter(|_| word.len() <= 2)?;
    (hour < 24).then_some(hour * 60)
}
