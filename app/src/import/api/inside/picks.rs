//! The selects of an uploaded file. Invariant: every value offered here is one that
//! [`super::chosen`] reads back.
use super::cards::kinds;
use super::chosen::{dates_key, decimal_key, delimiter_key, unknown_key};
use crate::groups::api::choosable;
use crate::import::Pick;
use crate::import::desk::{Paper, Sight};
use domain::access::Principal;
use domain::exchange::{
    DateOrder, DecimalSign, Delimiter, Dialect, Encoding, Kind, Mapping, StageRef, Unknown,
};
use domain::field::Field as Of;
use domain::lang::Lang;
use domain::money::Currency;
use domain::text::sort_key;
use store::Firm;

/// How the file is read; the empty choice is to recognise it.
pub(super) fn readings(who: &Principal, paper: &Paper, lang: Lang) -> Vec<Pick> {
    let how = &paper.how;
    let sight = paper.sight.as_ref().and_then(|sight| sight.as_ref().ok());
    let dialect = sight.map(|sight| sight.preview.dialect);
    let kind = sight.map(|sight| sight.mapping.kind.label(lang).to_owned());
    let mut picks = vec![
        pick("kind", lang.pick("Rodzaj danych", "Kind of data"))
            .first(found(kind, lang))
            .more(
                kinds(who)
                    .into_iter()
                    .map(|kind| (kind.key(), kind.label(lang).to_owned())),
            )
            .chosen(how.kind.map(Kind::key)),
        pick("encoding", lang.pick("Kodowanie", "Encoding"))
            .first(found(
                dialect.map(|dialect| dialect.encoding.name().to_owned()),
                lang,
            ))
            .more(
                Encoding::ALL
                    .into_iter()
                    .map(|one| (one.name(), one.name().to_owned())),
            )
            .chosen(how.encoding.map(Encoding::name)),
        pick(
            "delimiter",
            lang.pick("Znak między komórkami", "Sign between cells"),
        )
        .first(found(
            dialect.map(|dialect| sign(dialect.delimiter, lang).to_owned()),
            lang,
        ))
        .more(
            Delimiter::ALL
                .into_iter()
                .map(|one| (delimiter_key(one), sign(one, lang).to_owned())),
        )
        .chosen(how.delimiter.map(delimiter_key)),
        header(dialect, lang).chosen(how.header.map(|yes| if yes { "yes" } else { "no" })),
    ];
    picks.extend(values(paper, lang));
    picks
}

fn header(dialect: Option<Dialect>, lang: Lang) -> Pick {
    let header = |yes: bool| match yes {
        true => lang.pick("nazwy kolumn", "names of the columns"),
        false => lang.pick("dane", "data"),
    };
    let told = dialect.map(|dialect| header(dialect.header).to_owned());
    pick("header", lang.pick("Pierwszy wiersz", "First row"))
        .first(found(told, lang))
        .more([
            ("yes", header(true).to_owned()),
            ("no", header(false).to_owned()),
        ])
}

/// How days and numbers are read.
fn values(paper: &Paper, lang: Lang) -> [Pick; 2] {
    let how = &paper.how;
    let by_column = lang
        .pick("rozpoznane w każdej kolumnie", "recognised in each column")
        .to_owned();
    [
        pick("dates", lang.pick("Zapis dni", "Format of days"))
            .first(by_column.clone())
            .more(
                DateOrder::ALL
                    .into_iter()
                    .map(|one| (dates_key(one), one.pattern().to_owned())),
            )
            .chosen(how.dates.map(dates_key)),
        pick("decimal", lang.pick("Znak dziesiętny", "Decimal sign"))
            .first(by_column)
            .more([
                (
                    decimal_key(DecimalSign::Comma),
                    lang.pick("przecinek: 1234,50", "comma: 1234,50").to_owned(),
                ),
                (
                    decimal_key(DecimalSign::Point),
                    lang.pick("kropka: 1234.50", "point: 1234.50").to_owned(),
                ),
            ])
            .chosen(how.decimal.map(decimal_key)),
    ]
}

fn found(found: Option<String>, lang: Lang) -> String {
    match found {
        Some(found) => lang.pick(
            format!("rozpoznane: {found}"),
            format!("recognised: {found}"),
        ),
        None => lang.pick("rozpoznać", "recognise").to_owned(),
    }
}

/// What rows that do not say get.
pub(super) fn settings(firm: &Firm, mapping: &Mapping, lang: Lang) -> Vec<Pick> {
    let mut people: Vec<_> = firm
        .people
        .values()
        .filter(|person| person.active)
        .collect();
    people.sort_by_cached_key(|person| (sort_key(&person.name), person.id));
    let people = people
        .into_iter()
        .map(|person| (person.id.to_string(), person.name.clone()));
    let groups = choosable(firm);
    let groups = groups
        .iter()
        .map(|group| (group.id.to_string(), group.indented()));
    let mut settings = vec![
        currency(mapping, lang),
        pick("owner", Of::Owner.label(lang))
            .hint(lang.pick(
                "Dla rekordów bez opiekuna w pliku.",
                "Of records without an owner in the file.",
            ))
            .more(people)
            .chosen(Some(mapping.defaults.owner.to_string())),
        pick("group", Of::Group.label(lang))
            .hint(lang.pick("Dla opiekunów bez grupy.", "Of owners who belong to none."))
            .more(groups)
            .chosen(Some(mapping.defaults.group.to_string())),
        unknown(mapping, lang),
    ];
    if mapping.kind == Kind::Deals {
        let living = firm
            .pipelines
            .values()
            .filter(|pipeline| !pipeline.archived);
        settings.push(
            pick("pipeline", Of::Pipeline.label(lang))
                .more(living.map(|pipeline| (pipeline.id.to_string(), pipeline.name.clone())))
                .chosen(mapping.defaults.pipeline.map(|id| id.to_string())),
        );
    }
    settings
}

fn currency(mapping: &Mapping, lang: Lang) -> Pick {
    let mut currencies = Currency::COMMON.to_vec();
    if !currencies.contains(&mapping.currency) {
        currencies.push(mapping.currency);
    }
    let currencies = currencies
        .iter()
        .map(|one| (one.to_string(), one.to_string()));
    pick("currency", Of::Currency.label(lang))
        .hint(lang.pick(
            "Dla kwot, które jej nie podają.",
            "Of amounts that name none.",
        ))
        .more(currencies)
        .chosen(Some(mapping.currency.to_string()))
}

fn unknown(mapping: &Mapping, lang: Lang) -> Pick {
    let unknown = [
        (Unknown::Create, lang.pick("dodać", "add them")),
        (
            Unknown::LeaveEmpty,
            lang.pick("zostawić puste pole", "leave the field empty"),
        ),
        (
            Unknown::Reject,
            lang.pick("odrzucić wiersz", "reject the row"),
        ),
    ];
    pick(
        "unknown",
        lang.pick(
            "Nieznane nazwy kontrahentów i produktów",
            "Unknown names of companies and products",
        ),
    )
    .more(unknown.map(|(unknown, name)| (unknown_key(unknown), name.to_owned())))
    .chosen(Some(unknown_key(mapping.unknown)))
}

/// What the values of the column of stages stand for.
pub(super) fn stages(firm: &Firm, sight: &Sight, lang: Lang) -> Vec<(String, Pick)> {
    let mapping = &sight.mapping;
    let known: Vec<(String, String)> = firm
        .stages()
        .filter(|(pipeline, _)| !pipeline.archived)
        .map(|(pipeline, stage)| {
            (
                stage.id.to_string(),
                format!("{}: {}", pipeline.name, stage.name),
            )
        })
        .collect();
    let pick_of = |value: &String| {
        let label = lang.pick(format!("Etap dla „{value}”"), format!("Stage of “{value}”"));
        let stage = match mapping.stage(value) {
            Some(StageRef::Known(id)) => Some(id.to_string()),
            _ => None,
        };
        let first = lang.pick("po nazwie", "by its name").to_owned();
        let pick = pick("stage[]", &label)
            .first(first)
            .more(known.clone())
            .chosen(stage);
        (value.clone(), pick)
    };
    sight.stages.iter().map(pick_of).collect()
}

fn sign(delimiter: Delimiter, lang: Lang) -> &'static str {
    match delimiter {
        Delimiter::Comma => lang.pick("przecinek ,", "comma ,"),
        Delimiter::Semicolon => lang.pick("średnik ;", "semicolon ;"),
        Delimiter::Tab => lang.pick("tabulator", "tab"),
        Delimiter::Pipe => lang.pick("kreska |", "pipe |"),
    }
}

pub(super) fn pick(name: &str, label: &str) -> Pick {
    Pick {
        name: name.to_owned(),
        label: label.to_owned(),
        ..Pick::default()
    }
}

impl Pick {
    /// The option of an empty value.
    pub(super) fn first(mut self, name: String) -> Self {
        self.options.push((String::new(), name));
        self
    }

    pub(super) fn more(
        mut self,
        options: impl IntoIterator<Item = (impl Into<String>, String)>,
    ) -> Self {
        let options = options.into_iter();
        self.options
            .extend(options.map(|(value, name)| (value.into(), name)));
        self
    }

    pub(super) fn chosen(mut self, value: Option<impl Into<String>>) -> Self {
        self.value = value.map(Into::into).unwrap_or_default();
        self
    }

    fn hint(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }
}
