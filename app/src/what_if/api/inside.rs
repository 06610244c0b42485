//! What the page of previews is made of; only on the server.
use super::super::{List, PAGE, Preview, Touched};
use super::change::{Change, Pairs};
use crate::audit::About;
use crate::audit::api::record;
use crate::current::Current;
use crate::failure::Failure;
use crate::people::pick::api::inside::label;
use domain::access::{RecordType, Shift};
use domain::id::PersonId;
use domain::lang::Lang;
use store::{Firm, Reading, Shifted, StoreError, TOLD, WhatIf};

/// People told one by one.
const PEOPLE: usize = 100;

pub(super) async fn preview(
    current: Current,
    query: String,
    lang: Lang,
) -> Result<Preview, Failure> {
    let pairs = Pairs::of(&query);
    let about = pairs.get("about").parse().ok().map(PersonId);
    let (change, following) = current
        .read(move |reading| {
            let change = Change::of(&Pairs::of(&query), reading.firm())?;
            let following = change.following(reading.firm());
            Ok((change, following))
        })
        .await?;
    let made = change.clone();
    let told = current
        .what_if(about, following, move |work| made.make(work))
        .await?;
    current
        .read(move |reading| Ok(drawn(reading, &pairs, &change, (about, told), lang)?))
        .await
}

fn drawn(
    reading: &Reading,
    pairs: &Pairs,
    change: &Change,
    (about, told): (Option<PersonId>, WhatIf),
    lang: Lang,
) -> Result<Preview, StoreError> {
    let firm = reading.firm();
    let (action, back) = change.way();
    let own = ["do", "about"];
    let fields = pairs.0.iter();
    let fields = fields.filter(|(name, _)| !own.contains(&name.as_str()));
    let mut people: Vec<&Shifted> = told.people.iter().collect();
    people.sort_by_key(|one| std::cmp::Reverse(one.sum().gained + one.sum().lost));
    let shown = people.iter().take(PEOPLE);
    Ok(Preview {
        change: change.say(firm, lang),
        sum: sum(&told.people, lang),
        moved: (told.moved > 0).then(|| moved(told.moved, lang)),
        people: shown.map(|one| touched(firm, one, pairs, lang)).collect(),
        more: people.len().saturating_sub(PEOPLE) as u64,
        exact: told.exact,
        list: about
            .map(|person| list(reading, person, &told, lang))
            .transpose()?,
        action: format!("/api/{action}"),
        fields: fields.cloned().collect(),
        back,
    })
}

/// "3 osoby tracą 41 rekordów, 2 osoby zyskują 7 rekordów."
fn sum(people: &[Shifted], lang: Lang) -> String {
    let told = |of: fn(Shift) -> u64, verbs: (&str, &str, &str)| {
        let touched = people.iter().map(|one| of(one.sum()));
        let touched: Vec<u64> = touched.filter(|count| *count > 0).collect();
        let count = touched.len() as u64;
        let (one, few, many) =
            lang.pick(("osoba", "osoby", "osób"), ("person", "people", "people"));
        let verb = lang.plural(count, verbs.0, verbs.1, verbs.2);
        (count > 0).then(|| {
            let who = lang.plural(count, one, few, many);
            let what = records(touched.iter().sum(), lang);
            format!("{count} {who} {verb} {what}")
        })
    };
    let lose = lang.pick(("traci", "tracą", "traci"), ("loses", "lose", "lose"));
    let gain = lang.pick(("zyskuje", "zyskują", "zyskuje"), ("gains", "gain", "gain"));
    let told = [
        told(|shift| shift.lost, lose),
        told(|shift| shift.gained, gain),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    let nobody = lang.pick(
        "Nikt nie traci ani nie zyskuje dostępu do żadnego rekordu.",
        "Nobody loses or gains access to any record.",
    );
    match told.is_empty() {
        true => nobody.to_owned(),
        false => format!("{}.", told.join(", ")),
    }
}

fn moved(count: u64, lang: Lang) -> String {
    let records = records(count, lang);
    lang.pick(
        format!(
            "Do nowej grupy przejdzie {records}. Zamknięte szanse zostaną tam, gdzie je zdobyto."
        ),
        format!(
            "{records} will go along into the new group. Closed deals stay where they were earned."
        ),
    )
}

fn records(count: u64, lang: Lang) -> String {
    let (one, few, many) = lang.pick(
        ("rekord", "rekordy", "rekordów"),
        ("record", "records", "records"),
    );
    format!("{count} {}", lang.plural(count, one, few, many))
}

fn touched(firm: &Firm, one: &Shifted, pairs: &Pairs, lang: Lang) -> Touched {
    let by_type = TOLD.iter().zip(one.of).filter_map(|(kind, shift)| {
        let part = |sign: &str, count: u64| (count > 0).then(|| format!("{sign}{count}"));
        let parts = [part("+", shift.gained), part("−", shift.lost)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("{}: {}", kind.plural(lang), parts.join(", ")))
    });
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs.0.iter().filter(|(name, _)| name != "about"));
    query.append_pair("about", &one.person.to_string());
    Touched {
        id: one.person.0,
        name: label(firm, one.person),
        gained: one.sum().gained,
        lost: one.sum().lost,
        by_type: by_type.collect::<Vec<_>>().join("; "),
        href: format!("{PAGE}?{}", query.finish()),
    }
}

fn list(
    reading: &Reading,
    person: PersonId,
    told: &WhatIf,
    lang: Lang,
) -> Result<List, StoreError> {
    let named = |records: &[(RecordType, u64)]| -> Result<Vec<About>, StoreError> {
        let records = records.iter();
        records
            .map(|(kind, id)| record(reading, (*kind, *id), lang))
            .collect()
    };
    Ok(List {
        name: label(reading.firm(), person),
        gained: named(&told.gained)?,
        lost: named(&told.lost)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shifted(person: u64, gained: u64, lost: u64) -> Shifted {
        let mut of = [Shift::default(); 4];
        of[0] = Shift { gained, lost };
        Shifted {
            person: PersonId(person),
            of,
        }
    }

    #[test]
    fn what_people_lose_and_gain_is_one_sentence() {
        let people = [shifted(1, 0, 40), shifted(2, 3, 1), shifted(3, 4, 0)];
        assert_eq!(
            sum(&people, Lang::Pl),
            "2 osoby tracą 41 rekordów, 2 osoby zyskują 7 rekordów."
        );
        assert_eq!(sum(&people[2..], Lang::En), "1 person gains 4 records.");
        assert!(sum(&[], Lang::En).starts_with("Nobody"));
    }
}
