//! Rules of the URL form.
use super::*;
use crate::deals::DealFilter;
use crate::id::{CompanyId, GroupId, PersonId, PipelineId, StageId};
use proptest::collection::btree_set;
use proptest::option;
use proptest::prelude::*;

fn parsed(pairs: &[(&str, &str)]) -> (DealQuery, Vec<Refusal>) {
    DealQuery::parse(pairs.iter().copied(), Currency::PLN)
}

fn fields(refusals: &[Refusal]) -> Vec<Option<Field>> {
    refusals.iter().map(Refusal::field).collect()
}

#[test]
fn a_bad_value_is_refused_at_its_field_and_the_rest_is_kept() {
    let (query, refusals) = parsed(&[
        ("owner", "1,x,3"),
        ("amount-from", "1,234"),
        ("amount-to", "5000"),
        ("close-from", "2026-02-30"),
        ("status", "won"),
        ("sort", "size"),
        ("after", "a b"),
        ("utm_source", "mail"),
    ]);
    assert_eq!(
        query.filter.owners,
        BTreeSet::from([PersonId(1), PersonId(3)])
    );
    assert_eq!(
        query.filter.amount,
        Range {
            from: None,
            to: Some(500_000)
        }
    );
    assert_eq!(query.filter.statuses, BTreeSet::from([Status::Won]));
    let wanted = [
        Field::Owner,
        Field::ExpectedClose,
        Field::Sort,
        Field::Page,
        Field::Amount,
    ];
    assert_eq!(fields(&refusals), wanted.map(Some));
}

#[test]
fn check_boxes_repeat_their_key_and_blank_inputs_mean_nothing() {
    let (query, refusals) = parsed(&[
        ("stage", "2"),
        ("stage", "1"),
        ("q", "  "),
        ("amount-from", ""),
    ]);
    assert_eq!(refusals, []);
    assert_eq!(query.pairs(), [("stage", "1,2".to_owned())]);
}

#[test]
fn a_range_typed_the_wrong_way_round_is_turned() {
    let (query, _) = parsed(&[("closed-from", "31.12.2026"), ("closed-to", "2026-01-01")]);
    assert!(query.filter.closed.from < query.filter.closed.to);
}

#[test]
fn an_amount_in_another_currency_than_the_filter_is_refused() {
    let (query, refusals) = parsed(&[("amount-from", "5 EUR"), ("currency", "usd")]);
    assert_eq!(fields(&refusals), [Some(Field::Amount)]);
    assert!(query.filter.amount.is_open());
    assert_eq!(query.filter.currency, Some(Currency::USD));
}

#[test]
fn a_heading_turns_its_order_and_starts_others_naturally() {
    let sort = DealSort::default().clicked(SortKey::Amount);
    assert_eq!(sort.direction, Direction::Down);
    assert_eq!(sort.clicked(SortKey::Amount).direction, Direction::Up);
    assert_eq!(sort.clicked(SortKey::Title), DealSort::by(SortKey::Title));
}

fn range<T: Copy + PartialOrd + std::fmt::Debug>(
    value: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Range<T>> {
    (option::of(value.clone()), option::of(value))
        .prop_map(|(from, to)| Range { from, to }.ordered())
}

fn days() -> impl Strategy<Value = Range<Day>> {
    let day = (0..100_000_i64).prop_map(|offset| {
        Day::from_ymd_opt(1900, 1, 1).unwrap() + chrono::TimeDelta::days(offset)
    });
    range(day)
}

prop_compose! {
    fn sets()(owners in btree_set(any::<u64>().prop_map(PersonId), 0..4),
        groups in btree_set(any::<u64>().prop_map(GroupId), 0..4),
        below in any::<bool>(),
        pipelines in btree_set(any::<u64>().prop_map(PipelineId), 0..3),
        stages in btree_set(any::<u64>().prop_map(StageId), 0..4),
        companies in btree_set(any::<u64>().prop_map(CompanyId), 0..3),
        statuses in btree_set(prop::sample::select(&Status::ALL), 0..3),
        attention in btree_set(prop::sample::select(&AttentionKind::ALL), 0..3)) -> DealFilter {
        DealFilter { owners, groups, below, pipelines, stages, companies, statuses, attention, ..DealFilter::default() }
    }
}

prop_compose! {
    fn queries()(sets in sets(),
        amount in range(-Money::MAX_MINOR..=Money::MAX_MINOR),
        currency in option::of(prop::sample::select(vec![Currency::PLN, Currency::EUR, "JPY".parse().unwrap(), "KWD".parse().unwrap()])),
        (expected_close, closed, opened) in (days(), days(), days()),
        words in option::of("[a-zżół&=#%+]{1,9}( [a-z]{1,5})?"),
        sort in (prop::sample::select(&SortKey::ALL), any::<bool>()),
        (stuck, after) in (any::<bool>(), option::of("[A-Za-z0-9_-]{1,40}")),
        layout in prop::sample::select(&[Layout::List, Layout::Board][..])) -> DealQuery {
        let currency = if amount.is_open() { currency } else { currency.or(Some(Currency::PLN)) };
        let direction = if sort.1 { Direction::Up } else { Direction::Down };
        let filter = DealFilter { amount, currency, expected_close, closed, opened, text: words, ..sets };
        DealQuery { filter, stuck, sort: DealSort { key: sort.0, direction }, after, layout }
    }
}

proptest! {
    #[test]
    fn what_is_printed_is_parsed_back(query in queries()) {
        let pairs = query.pairs();
        let (parsed, refusals) = DealQuery::parse(pairs.iter().map(|(k, v)| (*k, v.as_str())), Currency::PLN);
        prop_assert_eq!(refusals, []);
        prop_assert_eq!(parsed, query);
    }

    #[test]
    fn no_query_breaks_the_parser_and_printing_is_stable(pairs in prop::collection::vec(("[a-z-]{1,12}", ".{0,20}"), 0..8)) {
        let keys = ["owner", "amount-from", "close-to", "q", "sort", "after", "currency", "status"];
        let mixed = pairs.iter().enumerate().map(|(at, (k, v))| {
            (if at % 2 == 0 { keys[at % keys.len()] } else { k.as_str() }, v.as_str())
        });
        let (query, _) = DealQuery::parse(mixed, Currency::PLN);
        let printed = query.pairs();
        let (again, refusals) = DealQuery::parse(printed.iter().map(|(k, v)| (*k, v.as_str())), Currency::PLN);
        prop_assert_eq!(refusals, []);
        prop_assert_eq!(again.pairs(), printed);
    }
}
