//! One typed line as an assignment: "zadzwonić do Alfa jutro 10:00 @jan", "call Alfa tomorrow
//! 10:00 @jan". Invariants: what is not understood stays in the title, word for word; nothing is
//! understood twice; both languages are read at once, whichever the typist uses.
mod day;
mod time;
mod who;

pub use who::{Known, Whom, whom};

use super::Priority;
use crate::calendar::Calendar;
use crate::time::{Day, Moment};

/// What was understood.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Understood {
    pub title: String,
    /// What stood behind "@".
    pub whom: Option<String>,
    pub day: Option<Day>,
    /// Minutes of the day.
    pub minutes: Option<u16>,
    pub priority: Option<Priority>,
}

/// Reads a line on this day.
#[must_use]
pub fn read(line: &str, today: Day) -> Understood {
    let words: Vec<&str> = line.split_whitespace().collect();
    let plain: Vec<String> = words.iter().map(|word| plain(word)).collect();
    let plain: Vec<&str> = plain.iter().map(String::as_str).collect();
    let mut found = Understood::default();
    let mut title: Vec<&str> = Vec::new();
    let mut place = 0;
    while let Some(rest) = plain.get(place..).filter(|rest| !rest.is_empty()) {
        let raw = words.get(place).copied().unwrap_or_default();
        match found.take(raw, rest, today) {
            0 => {
                title.push(raw);
                place += 1;
            }
            taken => place += taken,
        }
    }
    found.title = title
        .join(" ")
        .trim_end_matches([',', ';', '-'])
        .trim()
        .to_owned();
    found
}

impl Understood {
    /// The moment it is due: a day alone lasts to its end, a time alone is the next such time.
    #[must_use]
    pub fn deadline(&self, now: Moment, calendar: &Calendar) -> Option<Moment> {
        let today = calendar.day(now)?;
        match (self.day, self.minutes) {
            (None, None) => None,
            (Some(day), None) => calendar.zone.end_of(day),
            (Some(day), Some(minutes)) => Some(calendar.at(day, minutes)),
            (None, Some(minutes)) => {
                let at = calendar.at(today, minutes);
                if now < at {
                    return Some(at);
                }
                Some(calendar.at(today.succ_opt()?, minutes))
            }
        }
    }

    /// Takes what the first words mean; how many it took.
    fn take(&mut self, raw: &str, words: &[&str], today: Day) -> usize {
        if self.whom.is_none()
            && let Some(name) = raw.strip_prefix('@')
            && name.chars().any(char::is_alphanumeric)
        {
            self.whom = Some(name.trim_end_matches([',', '.', ';']).to_owned());
            return 1;
        }
        if self.priority.is_none()
            && let Some(priority) = priority(raw)
        {
            self.priority = Some(priority);
            return 1;
        }
        if self.day.is_none()
            && let Some((day, taken)) = day::read(words, today)
        {
            self.day = Some(day);
            return taken;
        }
        if self.minutes.is_none()
            && let Some((minutes, taken)) = time::read(words)
        {
            self.minutes = Some(minutes);
            return taken;
        }
        0
    }
}

/// "!", "!!" and "!pilne" are high; "!niski" is low.
fn priority(raw: &str) -> Option<Priority> {
    let word = raw.strip_prefix('!')?;
    match plain(word).as_str() {
        "" | "!" | "!!" | "pilne" | "pilny" | "wazne" | "wysoki" | "high" | "urgent" => {
            Some(Priority::High)
        }
        "zwykly" | "normal" => Some(Priority::Normal),
        "niski" | "low" => Some(Priority::Low),
        _ => None,
    }
}

/// In small plain letters, without what ends a phrase.
fn plain(word: &str) -> String {
    crate::text::fold(word.trim_end_matches([',', ';']))
}

#[cfg(test)]
mod tests;
