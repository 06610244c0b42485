//! An uploaded file in words: how it is read, what its columns become, what would happen.
use super::chosen::twice;
use super::picks::{pick, readings, settings, stages};
use crate::failure::Failure;
use crate::import::desk::{Checked, Paper, Sight, Task};
use crate::import::{Busy, CheckCard, ColumnCard, FaultLine, FileCard, Ready, words};
use domain::access::{Lane, Principal, RecordType};
use domain::exchange::{Column, ColumnProfile, Field, Kind, Mapping, NotReady, Severity};
use domain::lang::{Lang, Say};
use store::Reading;

/// Columns whose first values are shown as a table.
const SHOWN: usize = 20;
/// First faults told word for word, and kinds of faults.
const FAULTS: usize = 10;
const TALLIES: usize = 20;

pub(crate) fn file(reading: &Reading, id: String, paper: &Paper, lang: Lang) -> FileCard {
    let mut card = FileCard {
        id,
        name: paper.name.clone(),
        about: words::size(paper.bytes, lang),
        busy: paper.at_work.is_some(),
        fault: None,
        kept: None,
        reading: readings(reading.who(), paper, lang),
        columns: Vec::new(),
        sample: Vec::new(),
        flaw: None,
        settings: Vec::new(),
        stages: Vec::new(),
    };
    match &paper.sight {
        Some(Ok(sight)) => seen(&mut card, reading, sight, lang),
        Some(Err(why)) => card.fault = Some(why.say(lang)),
        None => {}
    }
    card
}

fn seen(card: &mut FileCard, reading: &Reading, sight: &Sight, lang: Lang) {
    let (firm, mapping) = (reading.firm(), &sight.mapping);
    let columns = sight.preview.columns.len() as u64;
    let shape = words::shape(sight.preview.rows, columns, lang);
    card.about = format!("{shape}, {}", card.about);
    card.kept = sight.kept.as_ref().map(|(name, at)| {
        let day = at.day().map(|day| domain::dates::short(day, lang));
        let day = day.unwrap_or_default();
        lang.pick(
            format!("Mapowanie zapamiętane z pliku „{name}” ({day}), bo kolumny są te same."),
            format!("The mapping remembered from “{name}” ({day}), as the columns are the same."),
        )
    });
    if !kinds(reading.who()).contains(&mapping.kind) {
        card.fault = Some(not_yours(mapping.kind, lang));
    }
    card.sample = sight
        .preview
        .sample
        .iter()
        .map(|row| row.iter().take(SHOWN).cloned().collect())
        .collect();
    let profiles = sight.preview.columns.iter().enumerate();
    card.columns = profiles
        .zip(&mapping.columns)
        .map(|((at, profile), column)| column_card(sight, at, profile, column, lang))
        .collect();
    card.flaw = flaw(mapping, lang);
    card.settings = settings(firm, mapping, lang);
    card.stages = stages(firm, sight, lang);
}

/// Kinds of records this person may bring in.
pub(super) fn kinds(who: &Principal) -> Vec<Kind> {
    let allowed = |kind: &Kind| match kind {
        Kind::People => who.administers(),
        Kind::Companies => who.may_create(RecordType::Company, Lane::Normal),
        Kind::Contacts => who.may_create(RecordType::Contact, Lane::Normal),
        Kind::Products => who.may_create(RecordType::Product, Lane::Normal),
        Kind::Deals => who.may_create(RecordType::Deal, Lane::Normal),
    };
    Kind::ALL.into_iter().filter(allowed).collect()
}

fn not_yours(kind: Kind, lang: Lang) -> String {
    let kind = kind.label(lang);
    lang.pick(
        format!("Rozpoznany rodzaj danych: {kind}. To konto nie może ich dodawać. Wybierz inny rodzaj albo poproś o rolę dyrektora."),
        format!("The file seems to hold: {kind}. This account may not add them. Choose another kind, or ask for the role of a director."),
    )
}

fn column_card(
    sight: &Sight,
    at: usize,
    profile: &ColumnProfile,
    column: &Column,
    lang: Lang,
) -> ColumnCard {
    let sample = sight.preview.sample.iter().filter_map(|row| row.get(at));
    let filled = sample.filter(|cell| !cell.trim().is_empty()).take(3);
    let values: Vec<&str> = filled.map(|cell| cell.trim()).collect();
    let label = lang.pick(
        format!("Pole dla kolumny „{}”", profile.name),
        format!("Field of the column “{}”", profile.name),
    );
    let fields = sight.mapping.kind.fields().iter();
    ColumnCard {
        name: profile.name.clone(),
        values: values.join(" · "),
        reading: profile.reading(lang),
        ambiguous: profile.is_ambiguous(),
        field: pick("column[]", &label)
            .first(lang.pick("nie importować", "leave out").to_owned())
            .more(fields.map(|field| (field.key(), field.label(lang).to_owned())))
            .chosen(column.field.map(Field::key)),
    }
}

/// What keeps a mapping from being checked.
fn flaw(mapping: &Mapping, lang: Lang) -> Option<String> {
    if let Some(field) = twice(mapping) {
        let label = field.label(lang);
        return Some(lang.pick(
            format!(
                "Pole „{label}” jest wybrane dla więcej niż jednej kolumny. Zostaw jedną z nich."
            ),
            format!("The field “{label}” is chosen for more than one column. Leave one of them."),
        ));
    }
    let missing = mapping.missing();
    let first = missing.first()?;
    let labels: Vec<&str> = first.iter().map(|field| field.label(lang)).collect();
    let labels = labels.join(", ");
    Some(lang.pick(
        format!("Brakuje kolumny, bez której nie powstanie rekord. Wybierz kolumnę dla jednego z pól: {labels}."),
        format!("A column is missing without which there is no record. Choose a column for one of: {labels}."),
    ))
}

pub(crate) fn checked(id: String, paper: &Paper, lang: Lang) -> CheckCard {
    let mut card = CheckCard {
        id,
        name: paper.name.clone(),
        busy: paper.at_work.map(|task| busy(task, lang)),
        outdated: paper.outdated,
        ..CheckCard::default()
    };
    match &paper.checked {
        Some(Ok(checked)) => result(&mut card, checked, lang),
        Some(Err(failure)) => card.fault = Some(failure.say(lang)),
        None if card.busy.is_none() => card.fault = Some(not_checked(lang)),
        None => {}
    }
    match &paper.run {
        Some(Ok(run)) => card.done = Some(run.0),
        Some(Err(failure)) => card.fault = Some(failure.say(lang)),
        None => {}
    }
    card
}

fn not_checked(lang: Lang) -> String {
    lang.pick(
        "Ten plik nie został jeszcze sprawdzony. Wróć do mapowania i wybierz „Sprawdź”.",
        "This file has not been checked yet. Go back to the mapping and choose “Check”.",
    )
    .to_owned()
}

fn busy(task: Task, lang: Lang) -> Busy {
    let (said, made, of) = match task {
        Task::Reading => (
            lang.pick("Odczyt pliku trwa.", "The file is being read."),
            0,
            0,
        ),
        Task::Checking => (
            lang.pick(
                "Sprawdzanie trwa; w bazie nic się nie zmienia.",
                "The file is being checked; nothing changes in the data.",
            ),
            0,
            0,
        ),
        Task::Running { made, of } => (
            lang.pick("Import trwa.", "The import is running."),
            made,
            of,
        ),
    };
    let said = said.to_owned();
    Busy { said, made, of }
}

fn result(card: &mut CheckCard, checked: &Checked, lang: Lang) {
    card.figures = words::figures(&checked.counts, checked.changed, lang);
    let tallies = checked.problems.tallies().iter().take(TALLIES);
    card.tallies = tallies.map(|tally| tally.say(lang)).collect();
    // Rows that make nothing are told before those that make something.
    let mut kept: Vec<_> = checked.problems.kept().iter().collect();
    kept.sort_by_key(|problem| problem.severity != Severity::Rejected);
    card.first = kept
        .into_iter()
        .take(FAULTS)
        .map(|problem| FaultLine {
            line: problem.line,
            column: problem.column.clone(),
            value: problem.value.clone(),
            row: problem.severity.label(lang).to_owned(),
            what: format!("{}. {}", problem.fault.what(lang), problem.fault.next(lang)),
        })
        .collect();
    card.ready = ready(checked, lang);
}

fn ready(checked: &Checked, lang: Lang) -> Ready {
    if let Some(failure) = &checked.refused {
        return Ready::Refused(refused(failure, lang));
    }
    match (&checked.whole, &checked.without_rejected) {
        (Ok(()), _) => Ready::Whole,
        (Err(NotReady::Rejected { rows, of }), Ok(())) => Ready::WithoutRejected(lang.pick(
            format!("Pominąć wiersze odrzucone ({rows} z {of}) i zaimportować pozostałe"),
            format!("Leave the rejected rows out ({rows} of {of}) and import the others"),
        )),
        (_, Err(why)) | (Err(why), _) => Ready::Refused(why.say(lang)),
    }
}

fn refused(failure: &Failure, lang: Lang) -> String {
    let why = failure.say(lang);
    lang.pick(
        format!("Tego importu nie można wykonać w całości, więc nic by nie zapisał. {why}"),
        format!("This import cannot be carried out whole, so it would write nothing. {why}"),
    )
}
