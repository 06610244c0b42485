//! Rules of sentences about the plan.
use super::super::tests::arkada;
use super::*;
use crate::id::{CompanyId, DealId, GroupId, InstalmentId, PersonId};
use crate::money::Currency;
use crate::planning::{
    Anchor, Due, Holder, Level, Outcome, Ruling, Terms, VatBasis, adjustment, period, quota,
    receipt, schedule, sheet, template, verdict,
};
use crate::time::{Day, Month};

fn told(event: impl Into<Event>, lang: Lang) -> String {
    sentence(&event.into(), lang, &arkada())
}

fn pln(major: i64) -> Option<Money> {
    Some(Money::major(major, Currency::PLN))
}

fn on() -> Day {
    Day::from_ymd_opt(2026, 11, 23).unwrap()
}

#[test]
fn changed_terms_are_told_field_by_field() {
    let was = Terms {
        amount: pln(100),
        ..Terms::default()
    };
    let is = Terms {
        amount: pln(200),
        due: Some(Due::After {
            anchor: Anchor::Delivery,
            working_days: 14,
        }),
        ..Terms::default()
    };
    let terms = Box::new(Change::new(was, is));
    let event = schedule::Event::Changed { number: 2, terms };
    assert_eq!(
        told(event.clone(), Lang::Pl),
        "Rata 2: Kwota: 100,00\u{a0}zł → 200,00\u{a0}zł; Termin płatności: brak → 14\u{a0}dni roboczych od dostawy"
    );
    let hidden = Event::from(event).masked(crate::access::FieldMask::NONE);
    assert_eq!(
        told(hidden, Lang::En),
        "Instalment 2: Due date: none → 14\u{a0}working days after delivery"
    );
}

#[test]
fn receipts_are_told_with_their_payer_and_without_hidden_amounts() {
    let event = receipt::Event::Recorded {
        on: on(),
        amount: pln(1230),
        payer: Some(CompanyId(1)),
    };
    assert_eq!(
        told(event.clone(), Lang::Pl),
        "Wpływ z dnia 23.11.2026, Stocznia Żuraw: 1230,00\u{a0}zł"
    );
    let hidden = Event::from(event).masked(crate::access::FieldMask::NONE);
    assert_eq!(
        told(hidden, Lang::En),
        "Receipt of 23/11/2026, Stocznia Żuraw"
    );
    let deal = DealId(12);
    let to = InstalmentId { deal, number: 3 };
    let event = receipt::Event::Allocated { to, amount: None };
    assert_eq!(told(event, Lang::Pl), "Rozliczenie na ratę 12-3");
}

fn every_event() -> Vec<Event> {
    let holder = Holder::Person {
        person: PersonId(3),
        group: GroupId(4),
    };
    let (group, instead_of, reason) = (
        Holder::Group(GroupId(4)),
        Some(PersonId(4)),
        "Próba".to_owned(),
    );
    let month = Month {
        year: 2026,
        month: 11,
    };
    let line = InstalmentId {
        deal: DealId(12),
        number: 3,
    };
    let level = Level::Group(GroupId(4));
    let disputed = Ruling {
        outcome: Outcome::Disputed,
        amount: None,
        due: Some(on()),
        reason: Some(reason.clone()),
    };
    let up = pln(5).into_iter().collect();
    let amount = Change::new(None, pln(5));
    let ruling = Change::new(Ruling::agreed(), disputed.clone());
    let asked = reason.clone();
    let facts = |amount| receipt::ReceiptFacts {
        on: on(),
        amount,
        payer: None,
        document: None,
    };
    let renamed = Change::new("30/70".to_owned(), "40/60".to_owned());
    let corrected = Change::new(facts(pln(4)), facts(pln(5)));
    vec![
        schedule::Event::Laid {
            count: 2,
            total: pln(5),
        }
        .into(),
        schedule::Event::Added {
            number: 2,
            amount: pln(5),
        }
        .into(),
        schedule::Event::Removed {
            number: 2,
            amount: None,
        }
        .into(),
        schedule::Event::Anchored {
            anchor: Anchor::Signing,
            day: Change::new(None, Some(on())),
        }
        .into(),
        receipt::Event::Recorded {
            on: on(),
            amount: pln(5),
            payer: None,
        }
        .into(),
        receipt::Event::Allocated {
            to: line,
            amount: pln(5),
        }
        .into(),
        receipt::Event::Released {
            to: line,
            amount: pln(5),
        }
        .into(),
        receipt::Event::GivenBack {
            on: on(),
            amount: pln(5),
            from: None,
            reason: reason.clone(),
        }
        .into(),
        receipt::Event::Corrected(Box::new(corrected)).into(),
        receipt::Event::Deleted.into(),
        receipt::Event::Restored.into(),
        template::Event::Created {
            name: "30/70".to_owned(),
        }
        .into(),
        template::Event::Changed { name: renamed }.into(),
        template::Event::Archived {
            name: "30/70".to_owned(),
        }
        .into(),
        template::Event::Restored {
            name: "30/70".to_owned(),
        }
        .into(),
        sheet::Event::Opened {
            edition: 1,
            due: Some(on()),
        }
        .into(),
        sheet::Event::Submitted {
            up,
            open_lines: 2,
            late: true,
            instead_of,
        }
        .into(),
        sheet::Event::Agreed { instead_of }.into(),
        sheet::Event::Returned {
            reason: reason.clone(),
            instead_of,
        }
        .into(),
        sheet::Event::ReopeningAsked {
            reason: reason.clone(),
            instead_of,
        }
        .into(),
        sheet::Event::Reopened {
            edition: 2,
            instead_of,
        }
        .into(),
        verdict::Event::Given {
            line,
            level,
            ruling: disputed,
            instead_of,
        }
        .into(),
        verdict::Event::Changed {
            line,
            level: Level::Firm,
            ruling,
            instead_of: None,
        }
        .into(),
        verdict::Event::Commented {
            line,
            level,
            instead_of,
        }
        .into(),
        period::Event::WindowSet(Change::new(None, Some(on()))).into(),
        period::Event::RuleSet { number: 2 }.into(),
        period::Event::Closed { instead_of }.into(),
        period::Event::ReopeningAsked {
            reason: asked,
            instead_of,
        }
        .into(),
        period::Event::Reopened { instead_of: None }.into(),
        quota::Event {
            holder,
            month,
            amount,
            instead_of,
        }
        .into(),
        adjustment::Event::Made {
            holder,
            month,
            delta: pln(-5),
            reason,
            instead_of,
        }
        .into(),
        adjustment::Event::Withdrawn {
            holder: group,
            month,
            instead_of: None,
        }
        .into(),
    ]
}

#[test]
fn everything_that_happens_to_a_plan_is_told_in_both_languages() {
    for event in every_event() {
        let [pl, en] = [Lang::Pl, Lang::En].map(|lang| told(event.clone(), lang));
        assert_ne!(pl, en, "{event:?}");
        for text in [&pl, &en] {
            assert!(
                text.len() >= 8 && !text.ends_with('.') && !text.contains("  "),
                "{text}"
            );
            assert!(
                !text.contains("(ukryte)") && !text.contains("(hidden)"),
                "{text}"
            );
        }
        let first = pl.split([':', ' ', ',']).next().unwrap();
        assert!(
            !["ał", "ała", "ił", "iła", "ył", "yła"]
                .iter()
                .any(|end| first.ends_with(end)),
            "{pl}"
        );
    }
}

#[test]
fn a_reader_without_amounts_is_told_none() {
    for event in every_event() {
        let masked = event.clone().masked(crate::access::FieldMask::NONE);
        for lang in [Lang::Pl, Lang::En] {
            let text = told(masked.clone(), lang);
            assert!(!text.contains("5,00") && !text.contains("5.00"), "{text}");
        }
        assert_eq!(event.clone().masked(crate::access::FieldMask::ALL), event);
    }
}

#[test]
fn what_a_deputy_did_says_for_whom() {
    let event = sheet::Event::Agreed {
        instead_of: Some(PersonId(4)),
    };
    let name = crate::groups::Names::person(&arkada(), PersonId(4)).to_owned();
    assert_eq!(
        told(event.clone(), Lang::Pl),
        format!("Uzgodnienie planu (w zastępstwie za: {name})")
    );
    assert_eq!(
        told(event, Lang::En),
        format!("Plan agreed (on behalf of {name})")
    );
}

#[test]
fn changed_settings_are_told() {
    let was = Settings::default();
    let is = Settings {
        basis: VatBasis::Gross,
        vat: VatRate::of(550).unwrap(),
        ..was
    };
    assert_eq!(
        settings(&Change::new(was, is), Lang::Pl, &arkada()),
        "Netto czy brutto: netto → brutto; Stawka VAT: 23\u{a0}% → 5,5\u{a0}%"
    );
}

#[test]
fn which_lines_count_is_said_in_one_sentence() {
    use crate::planning::{Category, CountingRule, Needed};
    let mut rule = CountingRule::default();
    let said = |rule: &CountingRule, lang| super::rule(rule, lang, &arkada());
    assert_eq!(said(&rule, Lang::En), "All lines count but omitted ones.");
    rule.categories = [Category::Commit, Category::BestCase].into();
    rule.least_chance = Some(50);
    rule.needs.insert(Needed::Payer);
    assert_eq!(
        said(&rule, Lang::Pl),
        "Liczą się wiersze: kategoria deklaracja, wariant optymistyczny; prawdopodobieństwo od 50\u{a0}%; wymagane: płatnik."
    );
}
