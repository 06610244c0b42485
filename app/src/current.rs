//! The request at hand: who acts, when, and on which store.
