//! Sentences about adjustments.
use super::agreement::for_whom;
use super::quota::holder;
use super::with_amount;
use crate::dates;
use crate::lang::Lang;
use crate::names::Names;
use crate::planning::adjustment::Event;

pub(super) fn sentence(event: &Event, lang: Lang, names: &dyn Names) -> String {
    match event {
        Event::Made {
            holder: whose,
            month,
            delta,
            reason,
            instead_of,
        } => {
            let month = dates::month(*month, lang);
            let text = lang.pick("Korekta planu", "Plan adjusted");
            let text = format!("{text}, {}, {month}", holder(*whose, lang, names));
            let text = with_amount(text, *delta, lang);
            let why = lang.pick("powód", "reason");
            for_whom(format!("{text}, {why}: {reason}"), *instead_of, lang, names)
        }
        Event::Withdrawn {
            holder: whose,
            month,
            instead_of,
        } => {
            let month = dates::month(*month, lang);
            let text = lang.pick("Wycofanie korekty planu", "Plan adjustment withdrawn");
            let text = format!("{text}, {}, {month}", holder(*whose, lang, names));
            for_whom(text, *instead_of, lang, names)
        }
    }
}
