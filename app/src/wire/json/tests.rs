//! The reader against `serde_json`, which writes: what it reads is what was written, or nothing.
use super::read;
use chrono::NaiveDate;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
enum Kind {
    Plain,
    One(String),
    Two(u8, i64),
    Named { at: u64, text: Option<String> },
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
struct Id(u64);

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Record {
    id: Id,
    the_name: String,
    kinds: Vec<Kind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inner: Option<Box<Record>>,
    #[serde(skip)]
    unsent: u64,
    by_number: BTreeMap<u64, bool>,
    by_text: BTreeMap<String, (char, i32)>,
    day: Option<NaiveDate>,
    nothing: (),
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Plain),
        any::<String>().prop_map(Kind::One),
        any::<(u8, i64)>().prop_map(|(a, b)| Kind::Two(a, b)),
        any::<(u64, Option<String>)>().prop_map(|(at, text)| Kind::Named { at, text }),
    ]
}

fn flat() -> impl Strategy<Value = Record> {
    let day = (0..3_000_000_i32)
        .prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).unwrap_or_default());
    let fields = (
        (any::<u64>(), any::<String>()),
        prop::collection::vec(kind(), 0..4),
        any::<BTreeMap<u64, bool>>(),
        any::<BTreeMap<String, (char, i32)>>(),
        prop::option::of(day),
    );
    fields.prop_map(|((id, the_name), kinds, by_number, by_text, day)| Record {
        id: Id(id),
        the_name,
        kinds,
        inner: None,
        unsent: 0,
        by_number,
        by_text,
        day,
        nothing: (),
    })
}

fn record() -> impl Strategy<Value = Record> {
    (flat(), prop::option::of(flat())).prop_map(|(outer, inner)| Record {
        inner: inner.map(Box::new),
        ..outer
    })
}

proptest! {
    #[test]
    fn what_the_server_writes_is_read_as_it_is(record in record()) {
        let text = serde_json::to_string(&record).unwrap();
        prop_assert_eq!(read::<Record>(&text), Some(record));
    }

    #[test]
    fn what_was_cut_off_or_spoilt_is_not_read(record in record(), at in any::<prop::sample::Index>()) {
        let text = serde_json::to_string(&record).unwrap();
        let cut: String = text.chars().take(at.index(text.chars().count())).collect();
        prop_assert_eq!(read::<Record>(&cut), None);
        prop_assert_eq!(read::<Record>(&format!("{text} ")), None);
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), json in "[\\[\\]{}\",:0-9a-z\\\\-]{0,40}") {
        let _ = (read::<Record>(&text), read::<Record>(&json), read::<Vec<Kind>>(&json));
    }
}

#[test]
fn fields_of_another_version_are_not_taken_for_these() {
    #[derive(PartialEq, Debug, Deserialize)]
    struct Pair {
        a: u8,
        b: u8,
    }
    #[derive(PartialEq, Debug, Deserialize)]
    struct Perhaps {
        a: Option<u8>,
        b: Option<u8>,
    }
    assert_eq!(read(r#"{"a":1,"b":2}"#), Some(Pair { a: 1, b: 2 }));
    assert_eq!(read::<Pair>(r#"{"b":2,"a":1}"#), None);
    assert_eq!(read::<Pair>(r#"{"a":1}"#), None);
    assert_eq!(read::<Pair>(r#"{"a":1,"b":2,"c":3}"#), None);
    assert_eq!(read::<Pair>(r#"{"a":256,"b":2}"#), None);
    let some = |a, b| Some(Perhaps { a, b });
    assert_eq!(read("{}"), some(None, None));
    assert_eq!(read(r#"{"b":2}"#), some(None, Some(2)));
    assert_eq!(read(r#"{"a":null,"b":2}"#), some(None, Some(2)));
    assert_eq!(read::<Perhaps>(r#"{"b":2,"a":1}"#), None);
}
