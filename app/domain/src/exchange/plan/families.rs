//! Parents before children. Invariant: the order holds every place once; a circle loses one link.

/// The order in which every parent stands before its children, and the places whose link to the
/// parent must be cut because it closes a circle. `parents[i]` is the parent's place.
pub(super) fn order(parents: &[Option<u32>]) -> (Vec<u32>, Vec<u32>) {
    let (mut order, mut cut) = (Vec::with_capacity(parents.len()), Vec::new());
    let mut state = vec![State::New; parents.len()];
    for start in 0..parents.len() {
        // Climb until something placed, then place what was climbed from the top down.
        let mut climbed = Vec::new();
        let mut at = Some(start);
        while let Some(place) = at {
            match state.get(place) {
                Some(State::New) => {
                    state[place] = State::Climbed;
                    climbed.push(place);
                    at = parents[place].map(|parent| parent as usize);
                }
                Some(State::Climbed) => {
                    cut.extend(climbed.last().map(|&last| last as u32));
                    break;
                }
                _ => break,
            }
        }
        for place in climbed.into_iter().rev() {
            state[place] = State::Placed;
            order.push(place as u32);
        }
    }
    (order, cut)
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Climbed,
    Placed,
}

#[cfg(test)]
mod tests {
    use super::order;
    use proptest::prelude::*;

    #[test]
    fn a_circle_loses_the_link_that_closes_it() {
        assert_eq!(
            order(&[Some(1), Some(2), Some(0), Some(0)]),
            (vec![2, 1, 0, 3], vec![2])
        );
        assert_eq!(order(&[Some(0)]), (vec![0], vec![0]));
    }

    proptest! {
        #[test]
        fn every_parent_stands_before_its_children(parents in prop::collection::vec(prop::option::of(0_u32..20), 20)) {
            let (order, cut) = order(&parents);
            let mut seen = vec![false; parents.len()];
            for &place in &order {
                prop_assert!(!seen[place as usize]);
                if let Some(parent) = parents[place as usize] {
                    prop_assert!(seen[parent as usize] || cut.contains(&place));
                }
                seen[place as usize] = true;
            }
            prop_assert!(seen.into_iter().all(|seen| seen));
        }
    }
}
