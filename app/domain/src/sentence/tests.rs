//! Rules of sentences.
use super::*;
use crate::by::{Actor, By};
use crate::cast::{Cast, cast};
use crate::change::Change;
use crate::deals::{self, Edit, LostKind, LostReason};
use crate::groups;
use crate::id::{CompanyId, ContactId, GroupId, PersonId, PipelineId, StageId};
use crate::money::{Currency, Money};
use crate::time::{Day, Moment};

impl groups::Names for Cast {
    fn person(&self, id: PersonId) -> &str {
        self.people
            .iter()
            .find(|person| person.id == id)
            .map_or("", |person| &person.name)
    }
    fn group(&self, id: GroupId) -> &str {
        self.groups
            .iter()
            .find(|group| group.id == id)
            .map_or("", |group| &group.name)
    }
}

impl Names for Cast {
    fn pipeline(&self, id: PipelineId) -> String {
        let found = self.pipelines.iter().find(|pipeline| pipeline.id == id);
        found
            .map(|pipeline| pipeline.name.clone())
            .unwrap_or_default()
    }
    fn stage(&self, id: StageId) -> String {
        let found = self
            .pipelines
            .iter()
            .find_map(|pipeline| pipeline.stage(id));
        found.map(|stage| stage.name.clone()).unwrap_or_default()
    }
    fn company(&self, id: CompanyId) -> String {
        Cast::company(self, id)
            .map(|company| company.name().to_owned())
            .unwrap_or_default()
    }
    fn contact(&self, id: ContactId) -> String {
        let found = self.contacts.iter().find(|contact| contact.id == id);
        found
            .map(|contact| contact.name().to_owned())
            .unwrap_or_default()
    }
}

pub(super) fn arkada() -> Cast {
    let today = Day::from_ymd_opt(2026, 11, 23).unwrap();
    cast(
        today,
        Moment(
            today
                .and_hms_opt(12, 0, 0)
                .unwrap()
                .and_utc()
                .timestamp_micros(),
        ),
    )
}

fn pln(major: i64) -> Option<Money> {
    Some(Money::major(major, Currency::PLN))
}

#[test]
fn deals_are_told_with_nouns_and_arrows() {
    let cast = arkada();
    let told = |event: deals::Event, lang| sentence(&Event::Deal(event), lang, &cast);
    let pipeline = Change::new(PipelineId(1), PipelineId(1));
    let moved = deals::Event::Moved {
        pipeline,
        stage: Change::new(StageId(3), StageId(4)),
    };
    assert_eq!(told(moved, Lang::Pl), "Zmiana etapu: Oferta → Negocjacje");
    let edits = vec![
        Edit::Amount(Change::new(None, pln(12_345))),
        Edit::Company(Change::new(Some(CompanyId(99)), Some(CompanyId(1)))),
    ];
    let edited = deals::Event::Edited {
        edits,
        hidden: true,
    };
    assert_eq!(
        told(edited, Lang::Pl),
        "Kwota: brak → 12\u{a0}345,00\u{a0}zł; Kontrahent: (ukryte) → Stocznia Żuraw; zmiana ukrytych pól"
    );
    let reason = LostReason {
        kind: LostKind::Price,
        text: Some("8 % taniej".to_owned()),
    };
    let on = Day::from_ymd_opt(2026, 11, 3).unwrap();
    let lost = deals::Event::Lost {
        stage: Change::new(StageId(3), StageId(7)),
        on,
        reason,
    };
    assert_eq!(
        told(lost.clone(), Lang::Pl),
        "Przegrana: 03.11.2026, powód: cena (8 % taniej)"
    );
    assert_eq!(
        told(lost, Lang::En),
        "Lost: 03/11/2026, reason: price (8 % taniej)"
    );
}

#[test]
fn lines_are_told_with_quantity_price_and_discount() {
    let line = deals::DealLine {
        product: None,
        name: "Szafa".to_owned(),
        quantity: 2500,
        price: pln(1200),
        discount: 1250,
    };
    let amount = Some(Change::new(pln(0), pln(2625)));
    let event = Event::Deal(deals::Event::LineAdded { line, amount });
    assert_eq!(
        sentence(&event, Lang::Pl, &arkada()),
        "Nowa pozycja: 2,5 × Szafa po 1200,00\u{a0}zł, rabat 12,5\u{a0}%; Kwota: 0,00\u{a0}zł → 2625,00\u{a0}zł"
    );
}

#[test]
fn everything_that_happened_in_the_demo_firm_is_told_in_both_languages() {
    let cast = arkada();
    for happened in &cast.history {
        let [pl, en] = [Lang::Pl, Lang::En].map(|lang| sentence(&happened.event, lang, &cast));
        assert_ne!(pl, en, "{:?}", happened.event);
        for text in [&pl, &en] {
            assert!(text.len() >= 8 && !text.contains("()"), "{text}");
        }
        assert!(!pl.contains("(ukryte)") && !en.contains("(hidden)"), "{pl}");
    }
}

#[test]
fn no_sentence_has_a_gendered_past() {
    let cast = arkada();
    for happened in &cast.history {
        let pl = sentence(&happened.event, Lang::Pl, &cast);
        let first = pl.split([':', ' ']).next().unwrap_or_default();
        let gendered = ["ał", "ała", "ił", "iła", "ył", "yła", "ęła", "ął"];
        assert!(!gendered.iter().any(|end| first.ends_with(end)), "{pl}");
    }
}

#[test]
fn group_events_join_without_their_full_stop() {
    let cast = arkada();
    let by = By {
        actor: Actor::Person(PersonId(1)),
        now: Moment(0),
    };
    let mut group = cast.groups[3].clone();
    let event = group.dismiss(by, PersonId(4)).unwrap();
    assert_eq!(
        sentence(&Event::Group(event), Lang::Pl, &cast)
            .matches('.')
            .count(),
        0
    );
}

#[test]
fn assignments_are_told_with_nouns_arrows_and_days() {
    use crate::tasks::{self, Edit, Priority};
    let cast = arkada();
    let told = |event: tasks::Event, lang| sentence(&Event::Task(event), lang, &cast);
    // Midnight in Warsaw: the day before is the last one.
    let midnight = Moment(1_764_284_400_000_000);
    let created = tasks::Event::Created {
        title: "Wysłać ofertę".to_owned(),
        assignee: PersonId(8),
        deadline: Some(midnight),
    };
    assert_eq!(
        told(created.clone(), Lang::Pl),
        "Nowe zadanie: Wysłać ofertę → Jan Kowalski, do 27.11.2025"
    );
    assert_eq!(
        told(created, Lang::En),
        "New assignment: Wysłać ofertę → Jan Kowalski, by 27/11/2025"
    );
    let asked = tasks::Event::DeadlineAsked {
        to: midnight.plus_seconds(10 * 3600),
        reason: "brak cen".to_owned(),
    };
    assert_eq!(
        told(asked, Lang::Pl),
        "Prośba o inny termin: 28.11.2025 10:00 (brak cen)"
    );
    let edited = tasks::Event::Edited {
        edits: vec![
            Edit::Priority(Change::new(Priority::Normal, Priority::High)),
            Edit::Observers(Change::new(Vec::new(), vec![PersonId(4)])),
            Edit::About(Change::new(Vec::new(), Vec::new())),
        ],
    };
    assert_eq!(
        told(edited, Lang::Pl),
        "Priorytet: zwykły → wysoki, Obserwatorzy: brak → Anna Nowak, Zmiana powiązań"
    );
    let returned = tasks::Event::Returned {
        reason: "bez rabatu".to_owned(),
        attempt: 2,
    };
    assert_eq!(told(returned, Lang::En), "Returned, attempt 2: bez rabatu");
}
