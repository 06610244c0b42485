//! Dividing an amount. Invariant: the parts are whole minor units and sum to the amount, whatever
//! the weights; each differs from its exact share by less than one minor unit.
use crate::money::Money;

/// By the method of the largest remainder: every part gets its share rounded down, and what is left
/// goes one by one to the largest remainders, the earlier of equals first. Weights that are all
/// zero divide evenly; no weights give no parts.
#[must_use]
pub fn split(total: Money, weights: &[u64]) -> Vec<Money> {
    let even = weights.iter().all(|weight| *weight == 0);
    let weights = weights.iter().map(|&weight| if even { 1 } else { weight });
    let weights: Vec<u128> = weights.map(u128::from).collect();
    let whole: u128 = weights.iter().sum();
    if whole == 0 {
        return Vec::new();
    }
    let size = u128::from(total.minor.unsigned_abs());
    let mut parts: Vec<u128> = weights.iter().map(|w| size * w / whole).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    let remainder = |at: &usize| weights.get(*at).map_or(0, |weight| size * weight % whole);
    order.sort_by_key(|at| std::cmp::Reverse(remainder(at)));
    let given: u128 = parts.iter().sum();
    // Less than one for each part is left, so the order is never used up.
    let left = usize::try_from(size - given).unwrap_or_default();
    for at in order.into_iter().take(left) {
        if let Some(part) = parts.get_mut(at) {
            *part += 1;
        }
    }
    let signed = |part: u128| i64::try_from(part).unwrap_or_default() * total.minor.signum();
    let parts = parts.into_iter();
    parts
        .map(|part| Money::new(signed(part), total.currency))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn minors(total: i64, weights: &[u64]) -> Vec<i64> {
        let parts = split(Money::new(total, Currency::PLN), weights);
        parts.into_iter().map(|part| part.minor).collect()
    }

    #[test]
    fn what_is_left_goes_to_the_largest_remainders_and_the_earlier_of_equals() {
        assert_eq!(minors(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(minors(-100, &[1, 1, 1]), [-34, -33, -33]);
        assert_eq!(minors(10, &[1, 2, 4]), [1, 3, 6]);
        assert_eq!(minors(5, &[0, 0]), [3, 2]);
        assert_eq!(minors(5, &[0, 7]), [0, 5]);
        assert_eq!(minors(5, &[]), [0; 0]);
    }

    proptest! {
        #[test]
        fn parts_always_sum_to_the_whole_and_stay_within_one_of_their_share(
            total in -Money::MAX_MINOR..=Money::MAX_MINOR,
            weights in prop::collection::vec(0..=u64::MAX, 1..40),
        ) {
            let parts = minors(total, &weights);
            prop_assert_eq!(parts.iter().sum::<i64>(), total);
            let whole: u128 = weights.iter().map(|w| u128::from(*w)).sum();
            for (part, weight) in parts.iter().zip(&weights) {
                let scaled = u128::from(part.unsigned_abs()) * whole;
                let exact = u128::from(total.unsigned_abs()) * u128::from(*weight);
                prop_assert!(whole == 0 || scaled.abs_diff(exact) < whole);
            }
        }
    }
}
