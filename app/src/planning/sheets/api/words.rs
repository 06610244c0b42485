//! Verdicts and sheets in words; only on the server.
use crate::planning::instalments::api::read::words;
use crate::planning::sheets::model::Given;
use domain::by::Actor;
use domain::dates;
use domain::groups::Names;
use domain::lang::Lang;
use domain::money::Money;
use domain::planning::{Comment, Level, Offer, Outcome, Sheet, Signed, Verdict};
use domain::time::Day;
use store::Firm;

/// "Anna Nowak, 23.11.2026 14:05"; a deputy with whom they stand in for.
pub(super) fn signed(firm: &Firm, signed: Signed, lang: Lang) -> String {
    let who = match signed.by {
        Actor::Person(id) => firm.person(id),
        Actor::System(_) => "Contentum",
    };
    let instead = signed.instead_of.map(|id| {
        let instead = lang.pick("w zastępstwie:", "standing in for");
        format!(" ({instead} {})", firm.person(id))
    });
    let when = firm.zone().written(signed.at, lang);
    format!("{who}{}, {when}", instead.unwrap_or_default())
}

pub(super) fn level(firm: &Firm, level: Level, lang: Lang) -> String {
    match level {
        Level::Group(group) => firm.group(group).to_owned(),
        Level::Firm => lang.pick("Osoba uzgadniająca", "The approver").to_owned(),
    }
}

/// "5 000,00 zł, 01.03.2027".
pub(super) fn figures(amount: Option<Money>, due: Option<Day>, lang: Lang) -> String {
    let amount = amount.map(|amount| amount.column(lang));
    let due = due.map(|due| dates::short(due, lang));
    [amount, due]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

pub(super) fn offer(offer: Offer, lang: Lang) -> String {
    figures(offer.amount, offer.due, lang)
}

pub(crate) fn given(firm: &Firm, verdict: &Verdict, lang: Lang) -> Given {
    let ruling = &verdict.ruling;
    let with = figures(ruling.amount, ruling.due, lang);
    let with = match (with.is_empty(), ruling.outcome) {
        (false, Outcome::Agreed) => format!(" ({with})"),
        (false, _) => format!(" ({}: {with})", lang.pick("propozycja", "proposed")),
        _ => String::new(),
    };
    let outcome = ruling.outcome.name(lang);
    Given {
        level: level(firm, verdict.level, lang),
        said: format!("{outcome}{with} · {}", signed(firm, verdict.signed, lang)),
        reason: ruling.reason.clone(),
        comments: verdict
            .comments
            .iter()
            .map(|one| comment(firm, one, lang))
            .collect(),
        key: match verdict.level {
            Level::Group(group) => group.to_string(),
            Level::Firm => "firm".to_owned(),
        },
    }
}

fn comment(firm: &Firm, comment: &Comment, lang: Lang) -> String {
    format!("{}: {}", signed(firm, comment.signed, lang), comment.text)
}

/// Submitted and decided: by whom, when, with what.
pub(super) fn course(firm: &Firm, sheet: &Sheet, lang: Lang) -> Vec<String> {
    let submitted = sheet.submitted.as_ref().map(|one| {
        let up = words(&one.up, lang);
        let late = if one.late {
            lang.pick(", po terminie", ", late")
        } else {
            ""
        };
        let open = one.open_lines;
        lang.pick(
            format!(
                "Złożenie{late}: {}; wyżej idzie {up}, bez uzgodnienia {open}.",
                signed(firm, one.signed, lang)
            ),
            format!(
                "Submitted{late}: {}; {up} goes up, {open} without a verdict.",
                signed(firm, one.signed, lang)
            ),
        )
    });
    let decided = sheet.decided.map(|one| {
        let word = sheet.state.name(lang);
        format!(
            "{}: {}.",
            lang.pick("Decyzja", "Decision"),
            format_args!("{word}, {}", signed(firm, one, lang))
        )
    });
    submitted.into_iter().chain(decided).collect()
}
