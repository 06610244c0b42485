//! The check finds what is wrong, and nothing else.
use super::firm::Firm;
use std::sync::Arc;
use store::Store;
use store::engine::{Batch, Engine, Space};
use store::testing::{dump, rows};

fn worked() -> Firm {
    let firm = Firm::founded();
    firm.deal(100);
    firm.deal(200);
    firm.company("Alfa");
    firm
}

/// Faults after one row was changed below the store.
fn faults(space: Space, change: impl Fn(&mut Batch, &[u8], &[u8])) -> Vec<String> {
    let firm = worked();
    let rows = rows(&firm.store).unwrap();
    let (_, (key, value)) = rows.iter().rfind(|(of, _)| *of == space).unwrap();
    let mut batch = Batch::new();
    change(&mut batch, key, value);
    firm.engine.apply(&batch).unwrap();
    firm.store.check().unwrap().faults
}

#[test]
fn a_sound_store_has_no_faults_and_is_counted() {
    let report = worked().store.check().unwrap();
    assert!(report.is_clean(), "{:?}", report.faults);
    // Firm, pipeline, three groups, five people, two deals, one company.
    assert_eq!((report.records, report.unique_values), (13, 5));
    assert!(
        report.index_rows > 40 && report.cells > 5 && report.events == 14,
        "{report:?}"
    );
}

#[test]
fn every_kind_of_damage_is_told() {
    for space in [Space::Idx, Space::Cell, Space::Uniq, Space::Log, Space::Rec] {
        let lost = faults(space, |batch, key, _| batch.delete(space, key).unwrap());
        assert!(!lost.is_empty(), "a lost row of {space:?}");
        let spoilt = faults(space, |batch, key, value| {
            let mut value = value.to_vec();
            value.push(1);
            value[0] ^= 1;
            batch.put(space, key, value).unwrap();
        });
        // A timeline's row, the last in `Idx`, has no value to spoil.
        assert!(
            !spoilt.is_empty() || space == Space::Idx,
            "a spoilt row of {space:?}"
        );
    }
}

#[test]
fn a_list_row_too_many_too_few_or_other_is_told_with_its_record() {
    let firm = worked();
    let is_list = |key: &[u8]| key.first() == Some(&1);
    let rows = rows(&firm.store).unwrap();
    let (_, (key, value)) = rows
        .iter()
        .find(|(space, (key, _))| *space == Space::Idx && is_list(key))
        .unwrap();
    let put = |key: &[u8], value: Option<&[u8]>| {
        let mut batch = Batch::new();
        match value {
            Some(value) => batch.put(Space::Idx, key, value).unwrap(),
            None => batch.delete(Space::Idx, key).unwrap(),
        }
        firm.engine.apply(&batch).unwrap();
    };
    let told = |what: &str| {
        let faults = firm.store.check().unwrap().faults;
        assert!(
            faults.iter().any(|fault| fault.contains(what)),
            "{faults:?}"
        );
    };
    put(key, None);
    told("lacks its index row");
    put(key, Some(b"x"));
    told("differs from its index row");
    put(key, Some(value));
    let mut strange = key.clone();
    *strange.last_mut().unwrap() = 77;
    put(&strange, Some(value));
    told("no record calls for");
    put(&strange, None);
    assert!(firm.store.check().unwrap().is_clean());
}

#[test]
fn a_thousand_faults_are_counted_and_a_hundred_told() {
    let firm = worked();
    let mut batch = Batch::new();
    for number in 0..150_u64 {
        batch
            .put(Space::Cell, [9, number as u8], [2, 0, 0, 0])
            .unwrap();
    }
    firm.engine.apply(&batch).unwrap();
    let report = firm.store.check().unwrap();
    assert_eq!((report.faults.len(), report.more), (100, 50));
}

#[test]
fn the_demo_firm_comes_in_sound_and_keeps_the_rules() {
    let firm = Firm::empty();
    let cast = domain::cast::cast(super::firm::today(), super::firm::NOW);
    let (deals, history) = (cast.deals.len(), cast.history.len());
    let seed = domain::by::Actor::System(domain::by::SystemActor::Seed);
    let brought = cast.clone();
    firm.by(seed, move |w| w.bring_in(&brought)).unwrap();
    let report = firm.store.check().unwrap();
    assert!(report.is_clean(), "{:?}", report.faults);
    assert_eq!(report.events, history as u64);
    let records = store::testing::everything(&firm.store).unwrap();
    assert_eq!(records.deals.len(), deals);
    // Ids go on where the cast ends.
    let again = cast.clone();
    assert!(firm.by(seed, move |w| w.bring_in(&again)).is_err());
    let group = cast.groups[0].id;
    let new = firm.by(seed, move |w| w.create_group("Nowa", Some(group)));
    assert_eq!(new.unwrap().0, cast.groups.len() as u64 + 1);
    assert!(firm.store.check().unwrap().is_clean());
}

#[test]
fn an_older_file_gets_every_sum_anew_from_its_records() {
    let firm = worked();
    let wanted = dump(&firm.store).unwrap();
    let mut batch = Batch::new();
    for (_, (key, _)) in rows(&firm.store)
        .unwrap()
        .iter()
        .filter(|(of, _)| *of == Space::Cell)
    {
        batch.delete(Space::Cell, key.clone()).unwrap();
    }
    batch.put(Space::Cell, [6, 1, 2, 3], [2, 2, 0, 0]).unwrap();
    batch
        .put(Space::Meta, *b"schema", 1_u64.to_be_bytes())
        .unwrap();
    firm.engine.apply(&batch).unwrap();
    assert!(!firm.store.check().unwrap().is_clean());
    let reopened = Store::on(Arc::clone(&firm.engine) as Arc<dyn Engine>).unwrap();
    let found = dump(&reopened).unwrap();
    let differs = found
        .lines()
        .filter(|line| !wanted.lines().any(|known| known == *line));
    assert_eq!(differs.collect::<Vec<_>>(), [""; 0]);
    assert_eq!(found.lines().count(), wanted.lines().count());
    assert!(reopened.check().unwrap().is_clean());
}
