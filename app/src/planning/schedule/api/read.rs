//! Gathers a deal's schedule from the store, in words; only on the server.
use crate::current::found;
use crate::deals::detail::decimal;
use crate::deals::form::api::labels;
use crate::people::pick::api::inside::{label, offered};
use crate::planning::schedule::fields::{ON, when};
use crate::planning::schedule::model::{Line, Paid, Planned, Progress, Sheet, State};
use crate::planning::schedule::typed::Typed;
use crate::planning::sheets::api::words;
use crate::planning::sheets::model::Given;
use domain::access::{Action, FieldClass, View};
use domain::dates;
use domain::deals::{Deal, Status};
use domain::id::DealId;
use domain::lang::{Lang, Say};
use domain::money::Money;
use domain::period::{Length, Period};
use domain::planning::{Balance, Due, PaymentState, PlanLine, Standing, Terms, Verdict, climb};
use domain::time::Day;
use std::collections::BTreeMap;
use store::{DealLine, DealPlan, Reading, Stopped, StoreError};

const AMOUNTS: Action = Action::Field(FieldClass::Commercial);

/// The section on the deal's page.
pub(crate) fn section(
    reading: &Reading,
    deal: &View<Deal>,
    (lang, today): (Lang, Day),
) -> Result<Planned, StoreError> {
    let plan = reading.deal_plan(deal)?;
    let amounts = deal.may(AMOUNTS);
    let changes = deal.may(Action::Edit) && amounts && deal.deleted.is_none();
    let parts = Parts {
        reading,
        deal,
        lang,
        verdicts: reading.line_verdicts(deal)?,
    };
    let rows = plan.lines.iter().enumerate();
    let rows = rows.map(|(at, line)| parts.line(at, line, today));
    let templates = match changes {
        true => reading.templates()?,
        false => Vec::new(),
    };
    let templates = templates.into_iter().filter(|template| !template.archived);
    Ok(Planned {
        rows: rows.collect::<Result<_, _>>()?,
        implied: plan.version == 0,
        balance: balance(&plan, lang),
        progress: progress(&plan.lines, lang).filter(|_| amounts),
        templates: templates
            .map(|template| (template.id.to_string(), template.name))
            .collect(),
        version: plan.version.to_string(),
        changes,
        records: changes,
    })
}

fn balance(plan: &DealPlan, lang: Lang) -> Option<(bool, String)> {
    let balance = plan.balance?;
    Some((balance == Balance::Even, balance.say(lang)))
}

/// What came in of what is planned; absent where nothing did.
fn progress(lines: &[DealLine], lang: Lang) -> Option<Progress> {
    let sum = |of: fn(&PlanLine) -> Option<Money>| {
        let amounts = lines.iter().filter_map(|line| of(&line.line));
        amounts
            .map(Ok)
            .reduce(|sum, more| sum?.plus(more?))
            .and_then(Result::ok)
    };
    let received = sum(|line| line.received).filter(|money| money.minor != 0)?;
    let planned = sum(|line| line.amount).unwrap_or(Money::zero(received.currency));
    let (now, all) = (received.format(lang), planned.format(lang));
    Some(Progress {
        received: received.minor,
        planned: planned.minor,
        said: lang.pick(
            format!("Wpłynęło {now} z {all}"),
            format!("Received {now} of {all}"),
        ),
    })
}

struct Parts<'a> {
    reading: &'a Reading,
    deal: &'a View<Deal>,
    lang: Lang,
    /// By number of the instalment.
    verdicts: BTreeMap<u16, Vec<Verdict>>,
}

impl Parts<'_> {
    fn line(&self, at: usize, one: &DealLine, today: Day) -> Result<Line, StoreError> {
        let (lang, line) = (self.lang, &one.line);
        let fiscal = self.reading.firm().fiscal_start();
        let (state, said) = self.state(one, today);
        let title = one
            .terms
            .as_ref()
            .and_then(|terms| terms.description.clone());
        let receipts = one.payments.iter().map(|payment| Paid {
            href: payment
                .receipt
                .map(|id| format!("/plan/receipts/{id}"))
                .unwrap_or_default(),
            on: dates::short(payment.on, lang),
            amount: payment.amount.column(lang),
        });
        Ok(Line {
            number: line.id.number,
            title: title
                .unwrap_or_else(|| format!("{} {}", lang.pick("Rata", "Instalment"), at + 1)),
            due: due(one, lang),
            amount: line.amount.map(|amount| amount.column(lang)),
            category: line.category.name(lang).to_owned(),
            state,
            said,
            details: self.details(one)?,
            receipts: receipts.collect(),
            verdicts: self.given(line),
            month: line
                .due
                .map(|due| Period::of(due, Length::Month, fiscal).url(fiscal))
                .unwrap_or_default(),
        })
    }

    /// The verdicts on a line, with those that it has changed under.
    fn given(&self, line: &PlanLine) -> Vec<Given> {
        let (firm, lang) = (self.reading.firm(), self.lang);
        let Some(verdicts) = self.verdicts.get(&line.id.number) else {
            return Vec::new();
        };
        let levels = firm.ladder().levels(line.owner, line.group);
        let steps = climb(line, &levels, verdicts);
        let given = steps.iter().filter_map(|step| {
            let verdict = verdicts.iter().find(|one| one.level == step.level)?;
            let mut given = words::given(firm, verdict, lang);
            if step.standing == Standing::Amber {
                let amber = Standing::Amber.name(lang);
                given.said = format!("{amber}: {}", given.said);
            }
            Some(given)
        });
        given.collect()
    }

    fn state(&self, one: &DealLine, today: Day) -> (State, String) {
        let (lang, line) = (self.lang, &one.line);
        let late = line.due.is_some_and(|due| due < today);
        let named = |state, pl: &str, en: &str| (state, lang.pick(pl, en).to_owned());
        match one.state {
            Some(PaymentState::Paid) => named(State::Paid, "opłacona", "paid"),
            Some(over @ PaymentState::Overpaid(_)) => (State::Overpaid, over.say(lang)),
            _ if self.deal.status == Status::Lost => {
                named(State::Lost, "szansa przegrana", "deal lost")
            }
            _ if line.not_planned().is_some() && (one.state.is_some() || line.due.is_none()) => {
                let why = line.not_planned().map(|why| why.name(lang));
                (State::NotPlanned, why.unwrap_or_default().to_owned())
            }
            Some(part @ PaymentState::Partial(_)) if !late => (State::Partial, part.say(lang)),
            Some(PaymentState::Unpaid | PaymentState::Partial(_)) if late => {
                let days = line.due.map_or(0, |due| (today - due).num_days());
                let missing = one.state.filter(|state| *state != PaymentState::Unpaid);
                let missing = missing.map(|part| format!("{}, ", part.say(lang)));
                let late = late_by(days, lang);
                (State::Overdue, missing.unwrap_or_default() + &late)
            }
            _ => named(State::Planned, "planowana", "planned"),
        }
    }

    /// What an instalment says besides the deal.
    fn details(&self, one: &DealLine) -> Result<Vec<String>, StoreError> {
        let (lang, reading) = (self.lang, self.reading);
        let Some(terms) = &one.terms else {
            return Ok(Vec::new());
        };
        let payer = terms
            .payer
            .filter(|payer| Some(*payer) != self.deal.company);
        let payer = match payer {
            Some(payer) => Some(labels::company(reading, Some(payer), lang)?),
            None => None,
        };
        let responsible = terms
            .responsible
            .filter(|person| *person != self.deal.owner)
            .map(|person| label(reading.firm(), person));
        let ksef = terms.ksef.as_ref().map(|ksef| format!("KSeF {ksef}"));
        let parts = [terms.invoice.clone(), ksef, payer, responsible];
        Ok(parts.into_iter().flatten().collect())
    }
}

/// "3 dni po terminie".
fn late_by(days: i64, lang: Lang) -> String {
    let unit = match days {
        1 => lang.pick("dzień po terminie", "day overdue"),
        _ => lang.pick("dni po terminie", "days overdue"),
    };
    format!("{days}\u{a0}{unit}")
}

/// The day, or what it hangs on while that is not known.
fn due(one: &DealLine, lang: Lang) -> String {
    let terms = one.terms.as_ref().and_then(|terms| terms.due);
    match (one.line.due, terms) {
        (Some(day), _) => dates::short(day, lang),
        (
            None,
            Some(Due::After {
                anchor,
                working_days,
            }),
        ) => {
            let unit = match working_days {
                1 => lang.pick("dzień roboczy", "working day"),
                _ => lang.pick("dni roboczych", "working days"),
            };
            format!("{working_days}\u{a0}{unit} {}", anchor.name(lang))
        }
        _ => lang.pick("bez terminu", "no due date").to_owned(),
    }
}

/// The form of the whole schedule; of a deal without one, what it would begin with.
pub(super) fn sheet(
    reading: &Reading,
    id: DealId,
    (lang, _): (Lang, Day),
) -> Result<Sheet, Stopped> {
    let deal = found(reading.deal(id)?)?;
    crate::current::permitted(deal.may(Action::Edit), Action::Edit)?;
    let plan = reading.deal_plan(&deal)?;
    let settings = reading.firm().planning();
    let currency = deal
        .amount
        .map_or(reading.firm().plan_currency(), |amount| amount.currency);
    let blank = Typed {
        basis: settings.basis.key().to_owned(),
        vat: decimal::show(i64::from(settings.vat.basis_points()), 2, lang),
        when: ON.to_owned(),
        ..Typed::default()
    };
    let rows = plan.lines.iter().map(|one| {
        let terms = one.terms.as_ref();
        match terms.filter(|_| plan.version > 0) {
            Some(terms) => typed(reading, one.line.id.number, terms, lang),
            None => Ok(implied(&one.line, &blank, lang)),
        }
    });
    let settled = plan.lines.iter().filter(|one| !one.payments.is_empty());
    let iso = |day: Option<Day>| day.map(dates::iso).unwrap_or_default();
    Ok(Sheet {
        deal: id,
        title: deal.title.clone(),
        version: plan.version.to_string(),
        rows: rows.collect::<Result<_, StoreError>>()?,
        settled: settled.map(|one| one.line.id.number.to_string()).collect(),
        signing: iso(plan.anchors.signing),
        delivery: iso(plan.anchors.delivery),
        currency: currency.code().to_owned(),
        companies: labels::companies(reading)?,
        people: offered(reading.firm(), false),
        balance: balance(&plan, lang),
        amounts: deal.may(AMOUNTS),
        blank,
    })
}

fn typed(reading: &Reading, number: u16, terms: &Terms, lang: Lang) -> Result<Typed, StoreError> {
    let (kind, on, days) = match terms.due {
        Some(Due::After {
            anchor,
            working_days,
        }) => (when(anchor), String::new(), working_days.to_string()),
        Some(Due::On(day)) => (ON, dates::iso(day), String::new()),
        None => (ON, String::new(), String::new()),
    };
    let responsible = terms.responsible;
    Ok(Typed {
        number: number.to_string(),
        description: terms.description.clone().unwrap_or_default(),
        amount: input(terms.amount, lang),
        basis: terms.basis.key().to_owned(),
        vat: decimal::show(i64::from(terms.vat.basis_points()), 2, lang),
        category: terms
            .category
            .map(|one| one.key())
            .unwrap_or_default()
            .to_owned(),
        when: kind.to_owned(),
        on,
        days,
        invoice: terms.invoice.clone().unwrap_or_default(),
        ksef: terms.ksef.clone().unwrap_or_default(),
        payer: labels::company(reading, terms.payer, lang)?,
        responsible: responsible
            .map(|person| label(reading.firm(), person))
            .unwrap_or_default(),
        remove: String::new(),
    })
}

/// The deal's own amount and day, to be divided.
fn implied(line: &PlanLine, blank: &Typed, lang: Lang) -> Typed {
    Typed {
        amount: input(line.amount, lang),
        on: line.due.map(dates::iso).unwrap_or_default(),
        ..blank.clone()
    }
}

fn input(amount: Option<Money>, lang: Lang) -> String {
    amount.map(|amount| amount.input(lang)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::planning::Anchor;

    #[test]
    fn anchors_have_names_of_their_own_in_the_form() {
        let names = Anchor::ALL.map(when);
        assert!(names.iter().all(|name| *name != ON));
        assert_eq!(names, ["signing", "delivery"]);
    }
}
